"""Builds of corpora that have taken in other graphs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.checks import check
from graphkit.errors import ClashingDocumentsError, ImportRefusedError
from graphkit.exporters import ttl
from graphkit.graph import read_graph
from graphkit.graph.reading import folder_texts
from graphkit.imports.taking import open_parcel, take_in
from graphkit.pipeline import BuildReport

FIRST = ("wigan-sexual-health.txt", "york-drug-alcohol.txt")
SECOND = ("wigan-pause.txt", "blackpool-sexual-health.txt")
Corpus = Callable[..., Path]
Build = Callable[[Path], tuple[Path, BuildReport]]


def without_origins(turtle: bytes) -> str:
    """A graph's Turtle without what says which dataset something is from."""
    text = re.sub(r"\n    prov:wasDerivedFrom [^;]+ ;", "", turtle.decode())
    return re.sub(r"\ndataset:(?!graph )[^\n]+ ;\n(?:    [^\n]+\n)+", "", text)


def test_two_halves_make_the_whole(corpus: Corpus, built: Build, seeds: Path) -> None:
    whole, _ = built(corpus("whole", (*FIRST, *SECOND)))
    theirs, _ = built(corpus("second", SECOND))
    home = corpus("first", FIRST)
    take_in(open_parcel(theirs), home)
    ours, report = built(home)
    assert not report.errors
    assert without_origins((ours / "graph.ttl").read_bytes()) == (whole / "graph.ttl").read_bytes().decode()
    assert not check(ours, folder_texts(seeds)).problems


def test_graph_in_an_empty_corpus_is_the_graph(corpus: Corpus, built: Build, tmp_path: Path) -> None:
    theirs, _ = built(corpus("theirs", FIRST))
    take_in(open_parcel(theirs / "graph.ttl"), tmp_path / "empty", name="theirs")
    ours, report = built(tmp_path / "empty")
    assert not report.errors
    assert without_origins((ours / "graph.ttl").read_bytes()) == (theirs / "graph.ttl").read_bytes().decode()


def test_own_graph_changes_nothing_and_says_so(corpus: Corpus, built: Build) -> None:
    home = corpus("home", FIRST)
    out, _ = built(home)
    before = (out / "graph.ttl").read_bytes()
    assert take_in(open_parcel(out), home, name="mine").shared == 2
    out, report = built(home)
    assert (out / "graph.ttl").read_bytes() == before
    assert report.is_unchanged
    (note,) = [note for note in report.notes if "imports" in note]
    assert note.endswith("imports/mine.ttl: all it says is in this graph already; nothing was taken from it.")


def test_order_in_which_graphs_are_taken_in_makes_no_difference(corpus: Corpus, built: Build) -> None:
    graphs = [built(corpus(name, files))[0] for name, files in (("a", FIRST), ("b", SECOND), ("c", (*FIRST, *SECOND)))]
    results = []
    for order in ((0, 1, 2), (2, 0, 1)):
        home = corpus(f"home-{order[0]}", ("rotherham-pause.txt",))
        for number in order:
            take_in(open_parcel(graphs[number]), home, name=f"graph-{number}")
        results.append((built(home)[0] / "graph.ttl").read_bytes())
    assert results[0] == results[1]
    assert b"prov:wasDerivedFrom dataset:graph-0, dataset:graph-2" in results[0]


def test_labels_are_the_fullest_over_all_documents(corpus: Corpus, built: Build) -> None:
    home = corpus("first", ("wigan-sexual-health.txt",), decisions=False)
    other = corpus("second", ("rotherham-pause.txt",), decisions=False)
    text = "Wigan and others\n\nSpectrum CIC Trust runs a clinic in Leigh with Wigan Council.\n"
    (other / "documents" / "leigh.txt").write_text(text, encoding="utf-8")
    take_in(open_parcel(built(other)[0]), home, name="other")
    both = corpus("both", ("wigan-sexual-health.txt", "rotherham-pause.txt"), decisions=False)
    (both / "documents" / "leigh.txt").write_text(text, encoding="utf-8")
    merged, whole = (read_graph(built(folder)[0]) for folder in (home, both))
    assert [(e.ref, e.label, e.other_names) for e in merged.entities] == [
        (e.ref, e.label, e.other_names) for e in whole.entities
    ]
    assert [s.label for s in merged.statements] == [s.label for s in whole.statements]


# -- where things are from -------------------------------------------------------------------------


def test_documents_facts_and_decisions_name_their_dataset(corpus: Corpus, built: Build) -> None:
    theirs, _ = built(corpus("theirs", SECOND))
    home = corpus("home", FIRST, decisions=False)
    take_in(open_parcel(theirs), home, name="north")
    out, _ = built(home)
    graph = read_graph(out)
    (dataset,) = graph.datasets
    assert (dataset.slug, dataset.title, len(dataset.digest)) == ("north", "north", 64)
    origins = {document.slug: document.origins for document in graph.documents}
    assert origins["wigan-pause"] == ("north",)
    assert origins["wigan-sexual-health"] == ()
    assert all(statement.origins == origins[statement.document] for statement in graph.statements)
    assert graph.decisions
    assert all(decision.origins == ("north",) for decision in graph.decisions)
    rows = (out / "facts.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].endswith(",review,origin")
    assert any(row.endswith(",north") for row in rows)
    assert not check(out, folder_texts(home)).problems


def test_graph_taken_in_at_second_hand_names_both(corpus: Corpus, built: Build) -> None:
    first = corpus("first", FIRST)
    take_in(open_parcel(built(corpus("second", SECOND))[0]), first, name="south")
    third = corpus("third", ("rotherham-pause.txt",))
    take_in(open_parcel(built(first)[0]), third, name="north")
    graph = read_graph(built(third)[0])
    assert [dataset.slug for dataset in graph.datasets] == ["north", "north--south"]
    origins = {document.slug: document.origins for document in graph.documents}
    assert (origins["wigan-pause"], origins["york-drug-alcohol"]) == (("north--south",), ("north",))


def test_sentences_whose_texts_stayed_behind_are_counted_not_faulted(corpus: Corpus, built: Build) -> None:
    theirs, _ = built(corpus("theirs", SECOND))
    home = corpus("home", FIRST)
    take_in(open_parcel(theirs), home, name="north")
    out, _ = built(home)
    report = check(out, folder_texts(home))
    assert not report.problems
    assert report.unchecked > 0
    assert report.found + report.unchecked + report.stated == report.sentences
    assert {d.datasets for d in report.elsewhere} == {("north",)}
    assert {d.url for d in report.elsewhere} == {d.description.url for d in read_graph(theirs).documents}


def test_contract_holds_for_a_merged_graph(corpus: Corpus, built: Build, shared: Path, seeds: Path) -> None:
    theirs, _ = built(corpus("theirs", SECOND))
    home = corpus("home", FIRST)
    take_in(open_parcel(theirs), home, name="north")
    out, _ = built(home)
    command = [sys.executable, str(shared / "contract" / "check_contract.py"), str(out / "graph.ttl"), "--canonical"]
    done = subprocess.run([*command, "--docs", str(seeds / "documents")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# -- decisions, thresholds -------------------------------------------------------------------------


def test_person_here_decides_on_facts_taken_in(corpus: Corpus, built: Build) -> None:
    theirs, _ = built(corpus("theirs", SECOND))
    home = corpus("home", FIRST)
    take_in(open_parcel(theirs), home, name="north")
    fact = next(s for s in read_graph(theirs).statements if s.document == "wigan-pause" and not s.is_rejected)
    (home / "decisions" / "ours.toml").write_text(
        f'[[decision]]\nverdict = "reject"\nkey = "{fact.id}"\nreason = "No."\nby = "bob"\ntime = 2026-12-01T10:00:00\n',
        encoding="utf-8",
    )
    out, report = built(home)
    assert not report.errors
    (decided,) = [s for s in read_graph(out).statements if s.id == fact.id]
    assert decided.is_rejected
    assert decided.origins == ("north",)
    assert not check(out, folder_texts(home)).problems


def test_our_threshold_rules(corpus: Corpus, built: Build, tmp_path: Path) -> None:
    home = corpus("theirs", SECOND, decisions=False)
    theirs = read_graph(built(home)[0])
    strict = tmp_path / "strict.ttl"
    entities = tuple(
        replace(entity, for_councils=()) for entity in theirs.entities
    )  # they follow from facts that count
    with strict.open("wb") as file:
        ttl.export(replace(theirs, threshold=0.95, entities=entities), file)
    parcel = open_parcel(strict)
    assert parcel.graph.threshold == 0.95
    take_in(parcel, tmp_path / "empty", name="strict")
    out, _ = built(tmp_path / "empty")
    graph = read_graph(out)
    assert graph.threshold == theirs.threshold
    assert not check(out, folder_texts(home)).problems
    assert [(e.ref, e.for_councils, e.is_provider) for e in graph.entities] == [
        (e.ref, e.for_councils, e.is_provider) for e in theirs.entities
    ]


# -- what goes wrong -------------------------------------------------------------------------------


def test_document_of_one_name_and_another_text_is_left_out_with_both_named(corpus: Corpus, built: Build) -> None:
    other = corpus("other", SECOND)
    document = other / "documents" / "wigan-pause.txt"
    document.write_text(document.read_text(encoding="utf-8") + "\nAnd more.\n", encoding="utf-8")
    theirs, _ = built(other)
    home = corpus("home", ("wigan-pause.txt", "york-drug-alcohol.txt"))
    (home / "imports").mkdir()
    shutil.copy(theirs / "graph.ttl", home / "imports" / "north.ttl")
    out, report = built(home)
    (error,) = report.errors
    assert isinstance(error, ClashingDocumentsError)
    assert error.where == (
        f"{home.as_posix()}/documents/wigan-pause.txt and {home.as_posix()}/imports/north.ttl (wigan-pause.txt)"
    )
    graph = read_graph(out)
    assert [d.slug for d in graph.documents] == ["blackpool-sexual-health", "york-drug-alcohol"]
    assert not check(out, folder_texts(home)).problems


def test_graph_changed_since_it_was_taken_in_is_left_out(corpus: Corpus, built: Build) -> None:
    theirs, _ = built(corpus("theirs", SECOND))
    home = corpus("home", FIRST)
    kept = take_in(open_parcel(theirs), home, name="north").file
    kept.write_bytes(kept.read_bytes().replace(b"Wigan", b"Wagin"))
    out, report = built(home)
    (error,) = report.errors
    assert isinstance(error, ImportRefusedError)
    assert str(error).startswith(f"{kept.as_posix()}: has changed since it was taken in.")
    assert len(read_graph(out).documents) == 2


@pytest.mark.parametrize("name", ["North West.ttl", "graph.ttl"])
def test_file_put_there_under_no_name_is_named(corpus: Corpus, built: Build, name: str) -> None:
    theirs, _ = built(corpus("theirs", ("wigan-pause.txt",)))
    home = corpus("home", ("york-drug-alcohol.txt",))
    (home / "imports").mkdir()
    shutil.copy(theirs / "graph.ttl", home / "imports" / name)
    _, report = built(home)
    assert [type(error) for error in report.errors] == [ImportRefusedError]
