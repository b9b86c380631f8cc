"""``graphkit query`` as people and pipes use it."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = Path(__file__).parents[1] / "store" / "files" / "small.ttl"
START = "import sys; from graphkit.cli import run; sys.exit(run(sys.argv[1:]))"


def query(*args: str, stdin: str = "", graph: Path = SMALL) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, in a pipe."""
    return subprocess.run(
        [sys.executable, "-c", START, "query", "--graph", str(graph), *args],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).parents[2],
    )


def test_a_ready_question_in_a_pipe_is_tsv_with_whole_sentences() -> None:
    run = query("planned", "--param", "council=Ashmere Council")
    lines = run.stdout.splitlines()
    assert (run.returncode, run.stderr) == (0, "")
    assert lines[0].split("\t") == ["subject", "relation", "object", "quote", "title"]
    assert "Next year Ashmere Council will take the Harbour Clinics in hand." in lines[1].split("\t")


def test_every_question_is_listed_with_its_parameters() -> None:
    run = query("--list", "--format", "csv")
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(run.stdout))}
    files = (Path(__file__).parents[2] / "ontology" / "questions").glob("*.rq")
    assert set(rows) == {file.stem for file in files}
    assert rows["planned"]["parameters"] == "council"
    assert rows["planned"]["question"].endswith("?")


def on_a_terminal(*args: str, columns: int = 80) -> str:
    """What a person sees on a terminal of that width."""
    pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")
    parent, child = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", START, "query", *args],
        stdout=child,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "COLUMNS": str(columns), "LINES": "24"},
    ) as run:
        os.close(child)
        shown = b""
        with contextlib.suppress(OSError):  # Linux says so when the other end is closed
            while piece := os.read(parent, 4096):
                shown += piece
        run.wait()
    os.close(parent)
    return shown.decode("utf-8").replace("\r\n", "\n")


def test_a_person_sees_every_question_whole() -> None:
    shown = " ".join(on_a_terminal("--list").split())
    assert "planned What did a council plan that is not done yet (nothing says that it was)? [council]" in shown
    assert "…" not in shown.replace("impact …", "")


def test_a_person_sees_a_table_that_fits() -> None:
    lines = on_a_terminal("partners", "--graph", str(SMALL), columns=70).splitlines()
    assert lines[0].split() == ["partner1", "partner2", "status", "quote"]
    assert max(len(line) for line in lines) <= 70
    assert any(line.endswith("…") for line in lines)


def test_describe_shows_title_default_and_text() -> None:
    out = query("outcomes_at_least", "--describe").stdout
    assert "Which outcomes of a unit reach a figure?" in out
    assert '--param unit_least= (2 parts, commas between)  [default: ("people" 500)]' in out
    assert "ORDER BY DESC(?value)" in out


def test_a_query_comes_from_text_a_file_or_standard_input(tmp_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?s a gk:Council }"
    file = tmp_path / "count.rq"
    file.write_text(text, encoding="utf-8")
    for run in (query("--sparql", text), query(str(file)), query("-", stdin=text)):
        assert (run.stdout, run.returncode) == ("n\n3\n", 0)


def test_json_and_a_table_can_be_asked_for() -> None:
    assert json.loads(query("networks", "--format", "json").stdout)["head"]["vars"] == ["network", "members"]
    table = query("partners", "--format", "table").stdout.splitlines()
    assert table[0].split() == ["partner1", "partner2", "status", "quote"]


def test_triples_are_turtle_and_not_cut() -> None:
    run = query("web_annotation")
    assert run.returncode == 0
    assert "@prefix" in run.stdout
    assert "Cut" not in run.stderr


def test_the_suffix_of_a_file_decides_its_format(tmp_path: Path) -> None:
    out = tmp_path / "answer.json"
    run = query("networks", "-o", str(out))
    assert (run.stdout, run.returncode) == ("", 0)
    assert json.loads(out.read_text(encoding="utf-8"))["results"]["bindings"]


def test_a_cut_is_said_on_stderr() -> None:
    run = query("--sparql", "SELECT * { ?s ?p ?o }", "--limit", "2")
    assert len(run.stdout.splitlines()) == 3
    assert "Cut at 2 rows" in run.stderr


def test_nothing_found_is_1_only_where_that_was_asked() -> None:
    assert query("shared_provider").returncode == 0
    assert query("shared_provider", "--must-match").returncode == 1
    assert query("networks", "--must-match").returncode == 0
    assert query("--sparql", "ASK { ?s a gk:Place }", "--must-match").returncode == 1


def test_an_empty_answer_names_the_default_it_was_asked_with() -> None:
    run = query("timeline")
    assert run.returncode == 0
    assert "council = council:wigan: choose with --param" in run.stderr


def test_quotes_adds_the_sentences() -> None:
    run = query("--sparql", "SELECT ?s ?o { ?s gk:provides ?o }", "--quotes")
    assert "Harbour Health CIC runs the Harbour Clinics." in run.stdout


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (["--sparql", "SELECT ?p WHERE {\n  ?s ?p }"], 4, "Line 2, column 9: expected a value after ?p, found }."),
        (["--sparql", "SELECT * { SERVICE <a:b> {} }"], 4, "SERVICE is off"),
        (["--sparql", "DROP ALL"], 4, "changes nothing"),
        (["--sparql", "SELECT * { ?s ?p ?o }", "--format", "ttl"], 4, "Only CONSTRUCT"),
        (["planned", "--param", "council=Ashmear Council"], 3, "Did you mean Ashmere Council?"),
        (["planed"], 3, "Did you mean planned?"),
        (["planned", "--graph", "nowhere.ttl"], 3, "no graph is there"),
        (["planned", "--param", "council"], 2, 'has no "="'),
        ([], 2, "graphkit query --list"),
        (["planned", "--sparql", "ASK {}"], 2, "Name one question"),
        (["planned", "--limit", "0"], 2, "--limit"),
    ],
)
def test_a_mistake_has_its_status_and_says_what_to_do(args: list[str], status: int, words: str) -> None:
    run = query(*args)
    assert (run.returncode, run.stdout) == (status, "")
    assert words in run.stderr
    assert "Traceback" not in run.stderr


def test_bytes_that_are_no_text_are_an_error() -> None:
    run = subprocess.run(
        [sys.executable, "-c", START, "query", "--graph", str(SMALL), "-"],
        input=b"ASK { ?s ?p '\xff' }",
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 4
    assert b"UTF-8" in run.stderr


def test_a_runaway_query_is_stopped() -> None:
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    run = query("--sparql", cross, "--timeout", "0.5")
    assert run.returncode == 4
    assert "Stopped after 0.5 s" in run.stderr
    assert "--timeout" in run.stderr
