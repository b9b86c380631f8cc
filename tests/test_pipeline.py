"""From files to files: what is written, what a bad document costs, what a second build says."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.errors import GraphkitError, InputMissingError
from graphkit.extractors.annotate import annotate
from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.parsers import html
from graphkit.pipeline import BuildReport, build, read_one, told_of
from graphkit.records import Description, Document, Kind, Ref, Relation, Source
from graphkit.resolution.things import resolve

WIGAN = """Wigan Council: warm homes

Wigan Council set up the Warm Rooms scheme in March 2019 with Age UK.

The impact

Brookfield Trust runs a carers hub for older tenants. The council will launch a boiler repair scheme in 2029.

Contact details

Jane Smith

Public Health Manager

Wigan Council
"""
LEEDS = "Leeds City Council: clubs\n\nLeeds City Council works with Age UK. The council runs a befriending helpline.\n"
OUTPUTS = ["facts.csv", "graph.ttl", "map.html", "things.csv"]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "wigan.txt").write_text(WIGAN, encoding="utf-8")
    (folder / "leeds.txt").write_text(LEEDS, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def labels(report: BuildReport) -> set[str]:
    return {statement.label for statement in report.graph.statements}


def read(text: str, title: str = ""):
    return read_one(Document("a", "a.txt", text, "", Description("a.txt", title=title)), load_knowledge())


def test_build_writes_graph_tables_and_map_and_says_what_they_are(corpus: Path, tmp_path: Path) -> None:
    report = build([corpus], tmp_path / "out")
    assert sorted(contents(tmp_path / "out")) == OUTPUTS
    assert sorted(path.name for path, _ in report.files) == OUTPUTS
    assert all(what for _, what in report.files)
    assert (report.errors, report.is_unchanged) == ((), False)


def test_facts_of_every_document_are_in_the_graph(corpus: Path, tmp_path: Path) -> None:
    report = build([corpus], tmp_path / "out", with_map=False)
    assert {
        "Brookfield Trust provides carers hub",
        "Wigan Council leads Warm Rooms scheme",
        "Jane Smith is contact for Wigan Council",
        "Leeds City Council provides befriending helpline",
    } <= labels(report)
    assert b"Brookfield Trust runs a carers hub" in (tmp_path / "out" / "facts.csv").read_bytes()


def test_map_is_left_out_where_it_is_not_wanted(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out", with_map=False)
    assert not (tmp_path / "out" / "map.html").exists()


def test_bad_document_costs_only_itself(corpus: Path, tmp_path: Path) -> None:
    whole = build([corpus], tmp_path / "whole", with_map=False)
    (corpus / "broken.txt").write_bytes(b"Wigan\xff\xfe\x00 Council")
    report = build([corpus], tmp_path / "out", with_map=False)
    (error,) = report.errors
    assert isinstance(error, GraphkitError)
    assert "broken.txt" in str(error)
    assert report.graph == whole.graph
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_second_build_of_the_same_documents_says_so_and_touches_nothing(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out", with_map=False)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir() if path.is_file()}
    assert build([corpus], tmp_path / "out", with_map=False).is_unchanged
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir() if path.is_file()}


def test_build_after_an_edit_is_a_change(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out", with_map=False)
    (corpus / "leeds.txt").write_text(LEEDS + "\nLeeds City Council runs a carers hub.\n", encoding="utf-8")
    assert not build([corpus], tmp_path / "out", with_map=False).is_unchanged


def test_output_that_was_deleted_or_spoiled_is_made_anew(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([corpus], out, with_map=False)
    whole = contents(out)
    (out / "facts.csv").unlink()
    (out / "graph.ttl").write_text("spoiled", encoding="utf-8")
    assert not build([corpus], out, with_map=False).is_unchanged
    assert contents(out) == whole


def test_build_from_another_folder_gives_the_same_bytes(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([corpus], tmp_path / "one")
    monkeypatch.chdir(corpus.parent)
    build([Path("corpus")], Path("two"))
    monkeypatch.chdir(corpus)
    build([Path()], tmp_path / "three")
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == contents(tmp_path / "three")


def test_path_that_is_not_there_writes_nothing(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(InputMissingError):
        build([corpus, tmp_path / "nowhere"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_path_that_is_not_there_leaves_what_was_written(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out", with_map=False)
    before = contents(tmp_path / "out")
    with pytest.raises(InputMissingError):
        build([tmp_path / "nowhere"], tmp_path / "out", with_map=False)
    assert contents(tmp_path / "out") == before


def test_progress_is_told_document_by_document(corpus: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    build([corpus], tmp_path / "out", with_map=False, progress=lambda *row: told.append(row))
    assert [(done, total) for done, total, _ in told] == [(1, 2), (2, 2)]
    assert {label for _, _, label in told} == {"Wigan Council: warm homes", "Leeds City Council: clubs"}


def test_corpus_is_noted_by_a_path_below_the_outputs_folder(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out", with_map=False)
    note = (tmp_path / "out" / ".graphkit" / "corpus").read_text(encoding="utf-8")
    assert note == Path(os.path.relpath(corpus, tmp_path / "out")).as_posix() + "\n"


# -- one document ----------------------------------------------------------------------------------


def test_reading_is_titled_by_its_text() -> None:
    assert read(WIGAN).document.title == "Wigan Council: warm homes"


def test_reading_is_titled_by_its_source_table() -> None:
    assert read(WIGAN, "Warm homes in the town").document.title == "Warm homes in the town"


def test_reading_says_which_council_it_is_about_and_whose_its_initiatives_are() -> None:
    reading = read(WIGAN)
    assert reading.councils == ("wigan",)
    scheme = Ref(Kind.INITIATIVE, "wigan--warm-rooms-scheme")
    assert (scheme, "wigan") in reading.for_councils


def test_every_end_of_a_claim_is_a_thing_of_the_reading_or_its_document() -> None:
    reading = read(WIGAN)
    known = {thing.ref for thing in reading.things} | {Ref(Kind.DOCUMENT, "a")}
    ends = {ref for claim in reading.claims for ref in (claim.subject, claim.object, claim.speaker) if ref is not None}
    assert ends <= known


@pytest.mark.parametrize(("score", "standing"), [(0, {"Age UK"}), (9000, {"Age UK", "carers hub", "older tenants"})])
def test_things_that_nothing_is_said_of_stand_only_if_they_are_named_or_sure(score: int, standing: set[str]) -> None:
    text = "Wigan Council: talks\n\nThey spoke of a carers hub, of Age UK, and of older tenants.\n"
    outline = make_outline(Document("a", "a.txt", text, "", Description("a.txt")))
    mentions, inner = annotate(outline, load_knowledge())
    cast = resolve(outline, tuple(replace(m, score=score) for m in mentions), inner, load_knowledge())
    names = {thing.name for thing in told_of(cast, ())}
    assert names & {"Age UK", "carers hub", "older tenants"} == standing


def test_saved_web_page_is_read_by_its_marks() -> None:
    page = (
        "<html><head><title>Site | Warm homes</title></head><body><nav>Menu</nav><main><h1>Wigan Council: warm homes</h1>"
        "<p>Wigan Council set up the Warm Rooms scheme in March 2019.</p><h2>What we have been doing, in brief</h2>"
        "<ul><li>Brookfield Trust runs a carers hub for older tenants.</li></ul>"
        "<h2>Contact</h2><p>Jane Smith</p><p>Public Health Manager</p><p>Wigan Council</p></main></body></html>"
    )
    parsed = html.parse(Source("a.html", page.encode("utf-8")))
    reading = read_one(
        Document("a", "a.html", parsed.text, parsed.title, Description("a.html"), parsed.blocks), load_knowledge()
    )
    names = {thing.ref: thing.name for thing in reading.things}
    found = {(names.get(c.subject), c.relation, names.get(c.object)) for c in reading.claims}
    assert ("Brookfield Trust", Relation.PROVIDES, "carers hub") in found
    assert ("Jane Smith", Relation.CONTACT_FOR, "Wigan Council") in found
    headings = {claim.heading for claim in reading.claims if claim.relation is Relation.PROVIDES}
    assert headings == {"What we have been doing, in brief"}
