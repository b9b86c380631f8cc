"""A graph made by hand, small enough to count in, and a desk at which decisions on it are taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.ids import evidence_id, fact_id
from graphkit.knowledge import load_knowledge
from graphkit.records import (
    Decision,
    Description,
    Document,
    Entity,
    Evidence,
    Graph,
    Kind,
    Ref,
    Relation,
    SectionKind,
    Statement,
    Status,
)
from graphkit.register import Register
from graphkit.resolution.decisions import FiledDecision
from graphkit.reviewing.desk import Desk

NOW = "2026-11-24T10:00:00"
MakeFact = Callable[..., Statement]
MakeGraph = Callable[..., Graph]
MakeDesk = Callable[..., Desk]


def _ref(text: str) -> Ref:
    kind, _, slug = text.partition("/")
    return Ref(Kind(kind), slug)


@pytest.fixture(scope="session")
def make_fact() -> MakeFact:
    """A function that makes a fact of its key: document, subject, relation and object with ``|`` between."""

    def make(key: str, confidence: float = 0.5, status: Status = Status.DONE, **more: object) -> Statement:
        document, subject, relation, obj = key.split("|")
        quote = f"{subject} {obj}."
        evidence = Evidence(
            evidence_id(fact_id(key), quote), quote, 0, len(quote), SectionKind.INTRO, "a.b@1", confidence, status
        )
        return Statement(
            id=fact_id(key),
            key=key,
            document=document,
            subject=_ref(subject),
            relation=Relation(relation),
            object=None if obj.startswith("=") else _ref(obj),
            literal=obj.removeprefix("=") if obj.startswith("=") else "",
            label=f"{subject} {relation} {obj}",
            quote=quote,
            status=status,
            confidence=confidence,
            evidence=(evidence,),
            **more,  # type: ignore[arg-type]
        )

    return make


@pytest.fixture(scope="session")
def make_graph() -> MakeGraph:
    """A function that makes a graph of facts: its things are those that the facts name, and some more."""

    def make(*facts: Statement, more: tuple[Entity, ...] = (), decisions: tuple[Decision, ...] = ()) -> Graph:
        named = {ref for fact in facts for ref in (fact.subject, fact.object) if ref and ref.kind is not Kind.DOCUMENT}
        things = {ref: Entity(ref, ref.slug.replace("-", " ").title(), (), ("bikes",)) for ref in named}
        things |= {entity.ref: entity for entity in more}
        documents = sorted({"bikes", *(fact.document for fact in facts)})
        return Graph(
            documents=tuple(Document(d, f"{d}.txt", "", d, Description(f"{d}.txt")) for d in documents),
            entities=tuple(things[ref] for ref in sorted(things)),
            outcomes=(),
            statements=tuple(sorted(facts, key=lambda fact: fact.id)),
            threshold=0.35,
            generator="graphkit test",
            decisions=decisions,
        )

    return make


@pytest.fixture(scope="session")
def register() -> Register:
    return load_knowledge().register


@pytest.fixture
def make_desk(tmp_path: Path, register: Register) -> MakeDesk:
    """A function that gives a desk on a graph; it is always the same second there."""

    def make(graph: Graph, *filed: FiledDecision) -> Desk:
        return Desk(graph, register, tmp_path / "decisions", filed, lambda: NOW)

    return make
