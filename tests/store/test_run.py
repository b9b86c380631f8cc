"""A query runs in a child that is stopped at its limits, and its answer comes back whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.errors import NotAGraphError, QueryError
from graphkit.store.answers import Term
from graphkit.store.files import open_bytes, open_graph
from graphkit.store.run import Worker, ask

SMALL = Path(__file__).parent / "files" / "small.ttl"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
XSD = "http://www.w3.org/2001/XMLSchema#"


def test_rows_come_with_their_types() -> None:
    answer = ask(SMALL, "SELECT ?s (2 AS ?n) ('a' AS ?t) ('b'@en AS ?l) ?none { council:ashmere gk:memberOf ?s }")
    assert answer.columns == ("s", "n", "t", "l", "none")
    network = "https://w3id.org/graphkit/id/network/coastal-health-network"
    assert answer.rows == (
        (Term("uri", network), Term("literal", "2", XSD + "integer"), Term("literal", "a"),
         Term("literal", "b", "", "en"), None),
    )  # fmt: skip


def test_a_yes_and_a_no() -> None:
    assert ask(SMALL, "ASK { ?s a gk:Council }").yes
    assert ask(SMALL, "ASK { ?s a gk:Place }").is_empty


def test_triples_come_sorted() -> None:
    rows = ask(SMALL, "CONSTRUCT WHERE { ?s a gk:Council }").rows
    assert [str(row[0]).rpartition("/")[2] for row in rows] == ["ashmere", "brindle", "old-brindle"]


def test_blank_nodes_have_the_same_names_each_time() -> None:
    query = "CONSTRUCT { [] <a:p> ?s } WHERE { ?s a gk:Council }"
    first, second = (ask(SMALL, query) for _ in range(2))
    assert first == second
    assert {str(row[0]) for row in first.rows} == {"b0", "b1", "b2"}


def test_a_cut_is_said() -> None:
    whole = ask(SMALL, "SELECT * { ?s a gk:Council }", limit=3)
    cut = ask(SMALL, "SELECT * { ?s a gk:Council }", limit=2)
    assert (len(whole.rows), whole.truncated) == (3, False)
    assert (len(cut.rows), cut.truncated) == (2, True)
    assert ask(SMALL, "CONSTRUCT WHERE { ?s ?p ?o }", limit=5).truncated


def test_a_cross_product_is_stopped_and_the_next_query_answered() -> None:
    with Worker(SMALL) as worker:
        with pytest.raises(QueryError, match=r"Stopped after 0\.5 s") as caught:
            worker.ask(CROSS, timeout_s=0.5)
        assert caught.value.status == 4
        assert worker.ask("ASK {}").yes


def test_a_query_that_ends_the_engine_is_an_error_and_the_next_is_answered() -> None:
    with Worker(SMALL) as worker:
        with pytest.raises(QueryError, match="too much for the engine"):
            worker.ask("SELECT * " + "{" * 5000 + "}" * 5000, checked=False)
        assert worker.ask("ASK {}").yes


def test_an_engine_ended_by_what_the_guard_lets_pass_is_an_error() -> None:
    with pytest.raises(QueryError, match="too much for the engine"):
        ask(SMALL, "SELECT * { FILTER(" + "!" * 60_000 + "true) }")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to its memory")
def test_a_query_may_not_take_all_memory() -> None:
    with (
        Worker(SMALL, memory_bytes=50_000_000) as worker,
        pytest.raises(QueryError, match="more memory than it may use"),
    ):
        worker.ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f", timeout_s=60)


def test_a_child_that_was_killed_is_replaced() -> None:
    with Worker(SMALL) as worker:
        worker.start()
        assert worker._child is not None
        os.kill(worker._child.pid, signal.SIGTERM)
        worker._child.wait()
        assert worker.ask("ASK {}").yes


def test_no_child_is_left_behind() -> None:
    worker = Worker(SMALL)
    worker.start()
    child = worker._child
    assert child is not None
    worker.close()
    worker.close()
    assert child.poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such alarm")
def test_a_child_whose_parent_was_killed_ends_by_itself() -> None:
    code = (
        "import sys, threading\nfrom pathlib import Path\nfrom graphkit.store.run import Worker\n"
        f"worker = Worker(Path({str(SMALL)!r}))\nworker.start()\nprint(worker._child.pid, flush=True)\n"
        f"worker.ask({CROSS!r}, timeout_s=0.5)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    for _ in range(200):
        if not is_running(child):
            return
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the child outlived its deadline and its parent")


def is_running(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    status = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        return status.exists() and status.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_graph_in_memory_is_asked_too() -> None:
    store = open_bytes(b"<a:s> <a:p> 'x' .")
    assert ask(store, "SELECT ?o { ?s ?p ?o }").rows == ((Term("literal", "x"),),)


def test_a_file_that_is_no_turtle_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text("<a:b> nonsense", encoding="utf-8")
    with pytest.raises(NotAGraphError, match=r"bad\.ttl: cannot be read as a graph"):
        ask(file, "ASK {}")


def test_prefixes_of_the_contract_need_no_declaration() -> None:
    assert ask(SMALL, "ASK { council:ashmere gk:partnerOf ?x }").yes


@pytest.mark.parametrize(
    ("query", "place", "words"),
    [
        ("SELECT ?p WHERE {\n  ?s ?p }", "Line 2, column 9", "expected a value after ?p, found }."),
        ("SELECT * { ?s }", "Line 1, column 15", "expected a relation and a value after ?s, found }."),
        ("SELECT * { ?s foo:bar ?o }", "Line 1, column 15", "add PREFIX foo:"),
        ("SELECT * { ?s ?p 'a }", "Line 1, column 18", "expected a closing '"),
        ("SELECT * { ?s ?p ?o", "Line 1, column 10", "closes this {"),
        ("SELECT * { ?s ?p ?o } }", "Line 1, column 23", "no more brackets"),
        ("SELECT * { ?s ?p (?o } ", "Line 1, column 22", "closes (, found }"),
        ("SELECT * { ?s ?p ?o } LIMIT x", "Line 1, column 29", "found x."),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "Line 1, column 32", "name the columns"),
        ("SELEKT * { ?s ?p ?o }", "Line 1, column 1", "expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ],
)
def test_a_slip_is_named_with_its_place(query: str, place: str, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask(SMALL, query)
    assert caught.value.where == place
    assert words in caught.value.what


def test_a_slip_leads_to_the_ready_questions() -> None:
    with pytest.raises(QueryError) as caught:
        ask(SMALL, "SELECT ?p WHERE {\n  ?s ?p }")
    shown, mark = caught.value.what.split("\n")[1:]
    assert shown[mark.index("^")] == "}"
    count = len(list((Path(__file__).parents[2] / "ontology" / "questions").glob("*.rq")))
    assert caught.value.todo == f"graphkit query --list shows {count} ready questions."


def test_named_graphs_count_a_triple_once(tmp_path: Path) -> None:
    file = tmp_path / "both.nq"
    file.write_text("<a:s> <a:p> <a:o> <a:g1> .\n<a:s> <a:p> <a:o> <a:g2> .\n", encoding="utf-8")
    assert ask(file, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows == ((Term("literal", "1", XSD + "integer"),),)
    assert len(open_graph(file)) == 3
    assert isinstance(open_graph(file), ox.Store)


def test_a_short_iri_is_relative_to_the_data_and_not_to_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text("<council/hill> a <https://w3id.org/graphkit/ns#Council> .", encoding="utf-8")
    assert ask(file, "ASK { council:hill a gk:Council . <council/hill> a gk:Council }").yes
