"""The W3C's SPARQL 1.1 suite, where it lies beside the project: what is refused by design is named here."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graphkit.errors import QueryError
from graphkit.store.guard import check
from graphkit.store.run import Worker

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")


@pytest.fixture(scope="module")
def suite(shared: Path) -> Path:
    folder = shared / "w3c" / "sparql" / "sparql11"
    if not folder.is_dir():
        pytest.skip("the W3C suite is not beside the project")
    return folder


def syntax_tests(folder: Path, kind: str) -> list[Path]:
    """The query files of the syntax tests of a kind."""
    graph = rdflib.Graph().parse(folder / "manifest.ttl", publicID=folder.as_uri() + "/")
    actions = [graph.value(test, MF.action) for test in graph.subjects(rdflib.RDF.type, MF[kind])]
    return sorted(folder / str(action).rpartition("/")[2] for action in actions)


def refused(worker: Worker, file: Path) -> str:
    """What is said against a query; empty where it is taken."""
    try:
        worker.ask(file.read_text(encoding="utf-8"))
    except QueryError as error:
        return error.what
    return ""


def test_good_syntax_is_taken(suite: Path) -> None:
    files = syntax_tests(suite / "syntax-query", "PositiveSyntaxTest11")
    assert len(files) > 50
    with Worker(ox.Store()) as worker:
        answers = {file.name: refused(worker, file) for file in files}
    # By design: no other graph than the one that is open, and no function that is not there.
    assert {name for name, said in answers.items() if said} == {
        "syntax-construct-where-02.rq",
        "syntax-select-expr-04.rq",
    }
    assert "FROM is off" in answers["syntax-construct-where-02.rq"]
    assert "function <http://example/function> is not supported" in answers["syntax-select-expr-04.rq"]


def test_bad_syntax_is_refused(suite: Path) -> None:
    files = syntax_tests(suite / "syntax-query", "NegativeSyntaxTest11")
    assert len(files) > 30
    with Worker(ox.Store()) as worker:
        taken = [file.name for file in files if not refused(worker, file)]
    assert taken == []


def test_updates_are_all_refused(suite: Path) -> None:
    files = [
        file for folder in ("syntax-update-1", "syntax-update-2") for file in sorted((suite / folder).glob("*.ru"))
    ]
    assert len(files) > 50
    with Worker(ox.Store()) as worker:
        taken = [file.name for file in files if not refused(worker, file)]
    assert taken == []


def test_the_guard_stops_only_what_reaches_out(suite: Path) -> None:
    stopped = set()
    for file in sorted(suite.rglob("*.rq")):
        try:
            check(file.read_bytes().decode("utf-8"))
        except QueryError as error:
            stopped.add((file.parent.name, file.name, error.what.partition(" is off")[0]))
    reaching = {item for item in stopped if item[0] in {"service", "syntax-fed"} and item[2] == "SERVICE"}
    assert len(reaching) >= 8
    assert {item for item in stopped - reaching if item[2] != "FROM" and "-bad-" not in item[1]} == set()
