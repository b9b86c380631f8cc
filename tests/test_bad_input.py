"""Bad inputs: nothing escapes, each is named, and the healthy documents beside it are read all the same."""

from __future__ import annotations

import csv
import importlib.util
import os
from pathlib import Path

import pyoxigraph
import pytest

from graphkit.corpus import find_corpus, read_documents
from graphkit.errors import GraphkitError
from graphkit.pipeline import build

_SPEC = importlib.util.spec_from_file_location("bad_inputs", Path(__file__).parent / "bad_inputs.py")
assert _SPEC is not None
assert _SPEC.loader is not None
bad_inputs = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(bad_inputs)

FILES = {f"{kind}: {name[:40]}": (name, data) for kind, name, data in bad_inputs.files()}
HEALTHY = "York Council works with Changing Lives to help people.\n"
# Bad in their content and good as texts: what they say is for the later stages to survive.
READ = {
    *(
        "two-marks",
        "mark-inside",
        "windows.html",
        "surrogate-entity",
        "zero.html",
        "controls",
        "mixed-ends",
        "other-ends",
    ),
    *("composed", "mojibake", "bidi", "homoglyph", "zero-width", "noncharacters", "one-line", "headings", "entities"),
    *(
        "long-word",
        "long-name",
        "marks",
        "deep-list",
        "deep-inline",
        "many-items",
        "nnnn",
        "xml-bomb",
        "outside-entity",
        "script",
    ),
    *("frame.html", "refresh", "drawing", "title", "link", "unclosed", "cut-comment", "no-markup", "attributes"),
    *(
        "xhtml",
        "name-",
        "capitals",
        "of-the",
        "brackets",
        "quotations",
        "commas",
        "dots",
        "digits",
        "spaces",
        "newlines",
    ),
    *("ands", "at-signs", "less-than", "ampersands", "twice", "One Name", "one-name", "prompt", "welsh", "table"),
}


def is_readable(name: str) -> bool:
    return any(name.startswith(start) for start in READ)


def read(folder: Path):
    corpus = find_corpus([folder])
    notes = list(corpus.notes)
    documents, errors = read_documents(corpus, notes.append)
    return documents, [*corpus.errors, *errors], notes


def test_there_are_at_least_eighty_bad_inputs():
    assert len(FILES) + len(bad_inputs.PLACES) >= 100


@pytest.mark.parametrize("case", FILES)
def test_bad_file_is_read_or_named_and_costs_no_other(tmp_path, case):
    name, data = FILES[case]
    (tmp_path / "healthy.txt").write_text(HEALTHY, encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    documents, errors, notes = read(tmp_path)
    assert HEALTHY in [document.text for document in documents]
    named = [str(error) for error in errors] + notes
    assert (name in {document.file_name for document in documents}) == is_readable(name), named
    assert is_readable(name) or any(name in line for line in named), named
    assert all(error.todo and error.status == 3 for error in errors)
    for document in documents:
        assert "\x00" not in document.text
        assert "gkxss" not in document.text or name.endswith(".txt") or name == "title.html"
        assert all(0 <= block.span.start < block.span.end <= len(document.text) for block in document.blocks)


@pytest.mark.skipif(os.name != "posix", reason="needs links, pipes and rights of POSIX")
@pytest.mark.parametrize("case", bad_inputs.PLACES)
def test_odd_file_is_named_and_costs_no_other(tmp_path, case):
    name, place = bad_inputs.PLACES[case]
    (tmp_path / "healthy.txt").write_text(HEALTHY, encoding="utf-8")
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    try:
        place(path)
    except (OSError, UnicodeError):
        pytest.skip("this system makes no such file")
    if "without rights" in case and os.access(path, os.R_OK):
        pytest.skip("no rights stop this person")
    try:
        documents, errors, notes = read(tmp_path)
    finally:
        if not path.is_symlink() and "rights" in case:
            path.chmod(0o700)
    assert [document.text for document in documents] == [HEALTHY]
    assert len(errors) + len(notes) == 1
    shown = str(errors[0]) if errors else notes[0]
    assert os.fsdecode(name) in shown or repr(os.fsdecode(name))[1:-1] in shown
    assert shown.isprintable()


def test_all_bad_files_at_once_leave_the_healthy_document(tmp_path):
    (tmp_path / "healthy.txt").write_text(HEALTHY, encoding="utf-8")
    for name, data in FILES.values():
        (tmp_path / name).write_bytes(data)
    documents, errors, notes = read(tmp_path)
    assert "healthy" in {document.slug for document in documents}
    assert [document.slug for document in documents] == sorted({document.slug for document in documents})
    assert all(isinstance(error, GraphkitError) for error in errors)
    named = "\n".join([*map(str, errors), *notes])
    read_names = {document.file_name for document in documents}
    assert [name for name, _ in FILES.values() if name not in read_names and name not in named] == []


def test_thousand_documents_are_read_in_order(tmp_path):
    for i in range(1000):
        (tmp_path / f"{i:04}.txt").write_text(f"Number {i}: {HEALTHY}", encoding="utf-8")
    documents, errors, _ = read(tmp_path)
    assert [document.slug for document in documents] == [f"{i:04}" for i in range(1000)]
    assert errors == []


def test_file_larger_than_the_limit_is_named(tmp_path):
    (tmp_path / "healthy.txt").write_text(HEALTHY, encoding="utf-8")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    documents, errors, _ = read(tmp_path)
    assert [document.slug for document in documents] == ["healthy"]
    assert "larger than 64 MB" in str(errors[0])


def test_page_larger_than_the_limit_is_named(tmp_path):
    (tmp_path / "huge.html").write_bytes(b"<p>Wigan " * 2_500_000)
    _, errors, _ = read(tmp_path)
    assert "at most 20000000 are read" in str(errors[0])


# -- the whole build -------------------------------------------------------------------------------

# What is large or slow is for the tests of time; here it is the content that matters.
CONTENT = [(name, data) for _, (name, data) in FILES.items() if len(data) < 20_000]
CASE_STUDY = (
    "York City Council: a new start\n\nThe challenge\n\nMore people needed help.\n\nThe solution\n\n"
    "City of York Council commissioned Changing Lives to run a drug and alcohol service.\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The report and folder of a build of every bad file beside a healthy one."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "healthy.txt").write_text(CASE_STUDY, encoding="utf-8")
    for name, data in CONTENT:
        (folder / name).write_bytes(data)
    out = tmp_path_factory.mktemp("out")
    return build([folder], out, with_map=False), out


def test_build_keeps_every_fact_of_the_healthy_document(built, tmp_path):
    (tmp_path / "healthy.txt").write_text(CASE_STUDY, encoding="utf-8")
    alone = build([tmp_path], tmp_path / "out", with_map=False)
    expected = [(s.id, s.quote, s.evidence) for s in alone.graph.statements]
    assert expected
    assert [(s.id, s.quote, s.evidence) for s in built[0].graph.statements if s.document == "healthy"] == expected


def test_build_names_every_file_that_it_left_out(built):
    report, _ = built
    named = "\n".join([*map(str, report.errors), *report.notes])
    documents = {document.file_name for document in report.graph.documents}
    assert [name for name, _ in CONTENT if name not in documents and name not in named] == []


def test_no_document_met_a_fault_of_ours(built):
    assert [str(error) for error in built[0].errors if "Please report" in error.todo] == []


def test_quotes_are_in_their_texts_at_their_places(built):
    graph = built[0].graph
    texts = {document.slug: document.text for document in graph.documents}
    for statement in graph.statements:
        for evidence in statement.evidence:
            assert texts[statement.document][evidence.start : evidence.end] == evidence.quote


def test_turtle_of_hostile_names_can_be_read_and_adds_nothing(built):
    _, out = built
    graph = pyoxigraph.Dataset(pyoxigraph.parse((out / "graph.ttl").read_bytes(), format=pyoxigraph.RdfFormat.TURTLE))
    assert not [quad for quad in graph if str(quad.predicate) == "<http://x/b>"]


def test_no_cell_of_a_table_is_a_formula(built):
    _, out = built
    for table in ("facts.csv", "things.csv"):
        with (out / table).open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
