"""The marked documents: each can be read, says what it may, and stands word for word as the program reads it."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from graphkit.parsers.text import parse
from graphkit.records import Kind, Relation, Source
from graphkit.resolution.told import is_allowed

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from training.marked import KINDS, Marked, read  # noqa: E402

FILES = sorted((ROOT / "tests" / "accuracy" / "silver").glob("*.txt"))
STATUSES = ("done", "planned", "negated", "ended")
LITERALS = ("startDate", "endDate", "hasRole", "reports")


@pytest.fixture(scope="module")
def documents() -> list[Marked]:
    return [read(path) for path in FILES]


def test_there_are_marked_documents_each_under_its_own_name(documents: list[Marked]) -> None:
    assert len(documents) > 600
    assert [document.id for document in documents] == [path.stem for path in FILES]


def test_none_is_a_document_that_accuracy_is_measured_on(documents: list[Marked]) -> None:
    with (ROOT / "tests" / "accuracy" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        measured = {row["id"] for row in csv.DictReader(file)}
    assert not measured & {document.id for document in documents}


def test_each_names_the_page_that_its_facts_come_from() -> None:
    without = [path.stem for path in FILES if "\nurl: http" not in path.read_text(encoding="utf-8")]
    assert without == []


def test_text_is_as_the_program_reads_it(documents: list[Marked]) -> None:
    changed = [d.id for d in documents if parse(Source("a.txt", d.text.encode())).text != d.text]
    assert changed == []


def test_no_mark_or_fact_line_is_left_in_a_text(documents: list[Marked]) -> None:
    left = [d.id for d in documents if "[[" in d.text or "]]" in d.text or "\n> " in d.text]
    assert left == []


def test_every_mark_holds_words_without_blanks_at_its_edges(documents: list[Marked]) -> None:
    for document in documents:
        for mark in document.marks:
            words = document.text[mark.start : mark.end]
            assert words, (document.id, mark)
            assert words == words.strip(), (document.id, mark)
            assert mark.thing[0] in KINDS


def test_facts_join_things_that_are_marked_or_topics_as_the_contract_lets_them(documents: list[Marked]) -> None:
    for document in documents:
        marked = {mark.thing for mark in document.marks}
        for fact in document.facts:
            where = (document.id, fact)
            assert fact.status in STATUSES, where
            assert fact.subject in marked, where
            assert 0 <= fact.start < fact.end <= len(document.text), where
            if fact.relation not in LITERALS:
                assert fact.object in marked or fact.object[0] == "t", where
                one, other = (Kind(KINDS[thing[0]]) for thing in (fact.subject, fact.object))
                assert is_allowed(Relation(fact.relation), one, other), where
