"""Joins that graphkit makes by itself: decisions of its own in the graph, that yield to what people decided."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.graph import read_graph
from graphkit.knowledge import load_knowledge
from graphkit.pipeline import BuildReport, build
from graphkit.records import Decision, Graph
from graphkit.resolution.candidates import candidates
from graphkit.resolution.joins import RULES_TIME

START = "import sys; from graphkit.cli import run; sys.exit(run(sys.argv[1:]))"
SHORT, FULL = "organisation/pennine-recovery-services", "organisation/pennine-recovery-services-cic"
LEEDS = """Leeds City Council: recovery close to home

Leeds City Council commissioned Pennine Recovery Services CIC to provide an alcohol recovery service.
"""
WAKEFIELD = """Wakefield Council: one front door

Wakefield Council commissioned Pennine Recovery Services to provide a drug and alcohol service.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two documents on one provider under two names, and a folder for decisions."""
    folder = tmp_path / "corpus"
    for name in ("documents", "decisions"):
        (folder / name).mkdir(parents=True)
    (folder / "documents" / "leeds.txt").write_text(LEEDS, encoding="utf-8")
    (folder / "documents" / "wakefield.txt").write_text(WAKEFIELD, encoding="utf-8")
    return folder


def graphkit(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", START, *arguments], capture_output=True, text=True, check=False)


def built(corpus: Path) -> BuildReport:
    return build([corpus], corpus.parent / "out", with_map=False)


def decide(corpus: Path, verdict: str, key: str, more: str = "") -> None:
    text = f'[[decision]]\nverdict = "{verdict}"\nkey = "{key}"\nreason = "I know."\nby = "ann-lee"\n'
    text += f"time = 2026-11-20T10:00:00\n{more}"
    file = corpus / "decisions" / "names.toml"
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(old + text, encoding="utf-8")


def own(graph: Graph) -> list[Decision]:
    return [decision for decision in graph.decisions if decision.by == "graphkit"]


def bodies(graph: Graph) -> list[str]:
    return [str(e.ref) for e in graph.entities if str(e.ref).startswith(SHORT) and e.replaced_by is None]


def test_join_stands_in_the_graph_as_a_decision_with_its_reason(corpus: Path) -> None:
    report = built(corpus)
    (join,) = own(report.graph)
    assert (join.verdict, join.key, join.applies, join.time) == ("same", f"{SHORT} = {FULL}", True, RULES_TIME)
    assert "the names differ in the legal form only (cic) (+85)" in join.reason
    assert join.reason.endswith("join.legal-suffix@1")
    assert bodies(report.graph) == [FULL]
    assert not report.notes


def test_ids_of_facts_do_not_move_by_a_join(corpus: Path) -> None:
    joined = built(corpus).graph
    decide(corpus, "different", f"{SHORT} <> {FULL}")
    apart = built(corpus).graph
    assert [s.id for s in joined.statements] == [s.id for s in apart.statements]
    assert [s.key for s in joined.statements] == [s.key for s in apart.statements]


def test_person_who_says_different_ends_the_join_for_good(corpus: Path) -> None:
    decide(corpus, "different", f"{SHORT} <> {FULL}")
    report = built(corpus)
    assert not own(report.graph)
    assert not report.errors
    assert bodies(report.graph) == [SHORT, FULL]
    assert not candidates(report.graph, load_knowledge()), "what was decided once is asked again"


def test_open_council_that_a_person_settled_is_not_asked_about_again(corpus: Path) -> None:
    text = "A hub for all\n\nNewcastle has launched a hub for older people.\n"
    (corpus / "documents" / "leeds.txt").write_text(text, encoding="utf-8")
    asked = [str(c.kept) for c in candidates(built(corpus).graph, load_knowledge())]
    assert asked == ["council/newcastle-under-lyme", "council/newcastle-upon-tyne"]
    decide(corpus, "different", "council/newcastle <> council/newcastle-under-lyme")
    asked = [str(c.kept) for c in candidates(built(corpus).graph, load_knowledge())]
    assert asked == ["council/newcastle-upon-tyne"]
    decide(corpus, "same", "council/newcastle = council/newcastle-upon-tyne")
    report = built(corpus)
    assert not candidates(report.graph, load_knowledge())
    assert "newcastle-upon-tyne" in {e.ref.slug for e in report.graph.entities if e.register is not None}


def test_persons_same_of_the_pair_takes_the_place_of_the_join(corpus: Path) -> None:
    decide(corpus, "same", f"{FULL} = {SHORT}")
    report = built(corpus)
    assert (not own(report.graph), report.errors, bodies(report.graph)) == (True, (), [SHORT])


def test_join_follows_where_a_person_sent_one_of_the_two(corpus: Path) -> None:
    decide(corpus, "same", f"{FULL} = organisation/pennine-recovery-group")
    report = built(corpus)
    assert not report.errors
    leeds = next(s for s in report.graph.statements if s.document == "leeds" and "|commissions|organisation" in s.key)
    assert str(leeds.object) == "organisation/pennine-recovery-group"


def test_thing_that_a_person_rejected_is_not_joined(corpus: Path) -> None:
    decide(corpus, "reject", SHORT)
    report = built(corpus)
    assert (not own(report.graph), report.errors, bodies(report.graph)) == (True, (), [FULL])


def test_retyped_thing_is_asked_about_and_not_joined_across_kinds(corpus: Path) -> None:
    decide(corpus, "retype", SHORT, 'kind = "network"\n')
    report = built(corpus)
    assert (not own(report.graph), report.errors) == (True, ())


def test_name_split_in_one_document_is_not_joined(corpus: Path) -> None:
    decide(corpus, "different", f"{SHORT} @ wakefield")
    report = built(corpus)
    assert (not own(report.graph), report.errors) == (True, ())


def test_rename_of_the_retired_name_goes_to_the_thing_that_stands(corpus: Path) -> None:
    decide(corpus, "rename", SHORT, 'label = "Pennine Recovery"\n')
    report = built(corpus)
    assert not report.errors
    assert "Pennine Recovery" in {e.label for e in report.graph.entities}


def test_builds_again_are_the_same_bytes(corpus: Path) -> None:
    built(corpus)
    first = (corpus.parent / "out" / "graph.ttl").read_bytes()
    assert built(corpus).is_unchanged
    assert (corpus.parent / "out" / "graph.ttl").read_bytes() == first


def test_join_comes_back_from_the_file_as_it_went(corpus: Path) -> None:
    report = built(corpus)
    read = read_graph(corpus.parent / "out")
    assert own(read) == own(report.graph)
    turtle = (corpus.parent / "out" / "graph.ttl").read_text(encoding="utf-8")
    assert 'rdfs:label "graphkit" ;\n    foaf:name "graphkit" .' in turtle


def test_graph_with_joins_passes_the_agreed_checker(corpus: Path, shared: Path) -> None:
    built(corpus)
    checker = shared / "contract" / "check_contract.py"
    command = [
        sys.executable,
        checker,
        corpus.parent / "out" / "graph.ttl",
        "--docs",
        corpus / "documents",
        "--canonical",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    checked = graphkit("check", "--graph", str(corpus.parent / "out"))
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", [SHORT, "Pennine Recovery Services", "Pennine Recovery Services CIC"])
def test_explain_shows_the_join_under_every_name(corpus: Path, name: str) -> None:
    built(corpus)
    shown = graphkit("explain", name, "--graph", str(corpus.parent / "out"))
    assert shown.returncode == 0, shown.stdout
    assert f"Decided: same, {SHORT} = {FULL}, by graphkit" in shown.stdout
    assert "legal form only" in shown.stdout


def test_build_says_how_many_names_it_joined(corpus: Path) -> None:
    done = graphkit("build", str(corpus), "--out", str(corpus.parent / "out"), "--no-map", "--strict")
    assert done.returncode == 0, done.stderr
    assert "1 name joined with another by rule" in done.stderr
