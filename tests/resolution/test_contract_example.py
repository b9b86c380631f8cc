"""The agreed example: its decisions on its facts give its graph, byte for byte; its claims are taken and refused."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.exporters import ttl
from graphkit.graph import read_graph
from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.records import Entity, Graph, Kind, Ref, Review, Statement
from graphkit.resolution.applying import apply_decisions
from graphkit.resolution.decisions import FiledDecisions, decisions_of
from graphkit.resolution.naming import names_of_graph

FUND = Ref(Kind.ORGANISATION, "hearth-fund")
ADDED = "person.add@1"


def turtle_bytes(graph: Graph) -> bytes:
    file = io.BytesIO()
    ttl.export(graph, file)
    return file.getvalue()


def undecided_statement(statement: Statement) -> Statement:
    ends = {
        statement.subject: statement.subject,
        statement.object: statement.object,
        Ref(Kind.INITIATIVE, FUND.slug): FUND,
    }
    subject, obj = ends[statement.subject], ends[statement.object]
    return replace(statement, subject=subject, object=obj, review=Review.UNREVIEWED, influenced_by=(), label="")


def undecided_entity(entity: Entity) -> Entity:
    if entity.label == "Ostermoor Home Energy CIC":
        return replace(entity, label="Ostermoor Home Energy", other_names=())
    return replace(entity, ref=FUND) if entity.label == "Hearth Fund" else entity


@pytest.fixture
def example(shared: Path) -> Path:
    return shared / "contract" / "example"


@pytest.fixture
def undecided(example: Path) -> Graph:
    """The graph of the example as it was before any decision."""
    graph = read_graph(example / "digest.ttl", example)
    told = [s for s in graph.statements if all(e.rule != ADDED for e in s.evidence)]
    gone = {"population/families-without-a-car"}
    entities = [undecided_entity(e) for e in graph.entities if e.replaced_by is None and str(e.ref) not in gone]
    return replace(
        graph,
        statements=tuple(undecided_statement(s) for s in told),
        entities=tuple(sorted(entities, key=lambda e: e.ref)),
        decisions=(),
    )


def test_decisions_of_the_example_give_its_graph_byte_for_byte(example: Path, undecided: Graph) -> None:
    text = (example / "decisions.toml").read_text(encoding="utf-8")
    # The invented council is in no register: its key needs the slug that the example gives it.
    knowledge = load_knowledge()
    text = text.replace('name = "Larkhaven Council"', 'name = "Larkhaven Council"')
    decisions, faults = decisions_of(text, "decisions.toml")
    assert not faults
    decided = apply_decisions(
        undecided, FiledDecisions(tuple(decisions)), names_of_graph(undecided, knowledge), knowledge, make_outline
    )
    assert [str(f.error) for f in decided.faults] == []
    assert turtle_bytes(decided.graph).decode("utf-8") == (example / "digest.ttl").read_text(encoding="utf-8")
