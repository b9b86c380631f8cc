"""persons.csv: who is in the graph, where, and why."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from graphkit.exporters import persons
from graphkit.graph import read_graph
from graphkit.graph.tables import csv_rows
from graphkit.privacy.tiers import in_tier
from graphkit.records import Graph, Kind, Tier

FILES = Path(__file__).parent / "files"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return read_graph(FILES / "invented-towns.ttl", FILES)


def rows(graph: Graph) -> list[dict[str, str]]:
    file = io.BytesIO()
    persons.export(graph, file)
    return csv_rows(file.getvalue().decode("utf-8"))


def test_every_person_has_a_row_for_each_document_that_names_them(graph: Graph) -> None:
    held = sorted((str(e.ref), d) for e in graph.entities if e.ref.kind is Kind.PERSON for d in e.documents)
    assert held
    assert [(row["person"], row["document"]) for row in rows(graph)] == held


def test_row_says_the_role_and_every_fact_with_what_it_says(graph: Graph) -> None:
    for row in rows(graph):
        theirs = {s.id: s for s in graph.statements if row["person"] in (str(s.subject), str(s.object))}
        assert row["facts"].split("; ") == sorted(theirs) or not theirs
        roles = {s.literal for s in theirs.values() if s.relation == "hasRole"}
        assert set(row["roles"].split("; ")) - {""} == roles
        assert bool(row["why"]) is any(s.object is not None for s in theirs.values())


def test_words_of_a_person_are_counted(graph: Graph) -> None:
    said = {(str(e.speaker), s.document): 0 for s in graph.statements for e in s.evidence if e.speaker}
    assert {(r["person"], r["document"]) for r in rows(graph) if r["sentences_said"] != "0"} == set(said)


def test_report_of_the_public_tier_has_numbers_for_names(graph: Graph) -> None:
    named = rows(graph)
    public = rows(in_tier(graph, Tier.PUBLIC))
    assert len(public) == len(named)
    assert {row["name"] for row in public} == {"person"}
    assert not {row["name"] for row in named} & {cell for row in public for cell in row.values()}
