"""Graphs made for the map: any number of things, names as they come, with a text in which every quote stands."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from graphkit.ids import fact_id, fact_key
from graphkit.records import (
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

_PLAN = (
    (Kind.INITIATIVE, Relation.LEADS),
    (Kind.ORGANISATION, Relation.COMMISSIONS),
    (Kind.NETWORK, Relation.MEMBER_OF),
    (Kind.INITIATIVE, Relation.PROVIDES),
    (Kind.PLACE, Relation.LOCATED_IN),
    (Kind.INITIATIVE, Relation.LEADS),
)
_MORE = ((Kind.TOPIC, Relation.ADDRESSES), (Kind.POPULATION, Relation.TARGETS), (Kind.ORGANISATION, Relation.INVOLVES))
_WORDS = ("Family support and", "community health", "services for", "young people", "in the northern boroughs")


def make_graph(count: int, names: Sequence[str] = (), *, councils: int = 0, threshold: float = 0.5) -> Graph:
    """A graph of ``count`` things: councils, what they lead, what that is about; the first bear ``names``."""
    councils = councils or max(1, count // 20)
    things = [Entity(Ref(Kind.COUNCIL, f"c{i}"), _name(i, names), documents=("doc",)) for i in range(councils)]
    joins: list[tuple[int, Relation, int]] = []
    for i in range(councils, count):
        if i % 3 or len(things) < councils + 3:
            kind, relation = _PLAN[i % len(_PLAN)]
            joins.append((i % councils, relation, i))
        else:
            kind, relation = _MORE[i // 3 % len(_MORE)]
            starts = [n for n, thing in enumerate(things) if thing.ref.kind is Kind.INITIATIVE]
            joins.append((starts[i * 7 % len(starts)], relation, i))
            if i % 2:
                joins.append((starts[i * 5 % len(starts)], relation, i))
        things.append(Entity(Ref(kind, f"t{i}"), _name(i, names), documents=("doc",)))
    text, facts = "Made for tests\n\nThe solution\n\n", []
    for number, (first, relation, second) in enumerate(dict.fromkeys(joins)):
        one, two = things[first], things[second]
        quote = f"{one.label} 🙂 has {relation.value} to do with {two.label}."
        facts.append(_statement(one.ref, relation, two.ref, quote, len(text), number))
        text += quote + "\n\n"
    document = Document("doc", "doc.txt", text, "Made for tests", Description("doc.txt"))
    return Graph(
        documents=(document,),
        entities=tuple(sorted(things, key=lambda thing: thing.ref)),
        outcomes=(),
        statements=tuple(sorted(facts, key=lambda fact: fact.id)),
        threshold=threshold,
        generator="tests",
    )


def _name(index: int, names: Sequence[str]) -> str:
    if index < len(names):
        return names[index]
    start, length = index * 3 % len(_WORDS), 1 + index % 3
    return " ".join([*(_WORDS + _WORDS)[start : start + length], str(index)])


def _statement(subject: Ref, relation: Relation, obj: Ref, quote: str, start: int, number: int) -> Statement:
    key = fact_key("doc", subject, relation, str(obj))
    status = tuple(Status)[number % 4] if number % 9 == 0 else Status.DONE
    confidence = (0.4, 0.55, 0.7, 0.85, 0.95)[number % 5]
    evidence = Evidence(
        f"{fact_id(key)}-00000000",
        quote,
        start,
        start + len(quote),
        SectionKind.SOLUTION,
        "test.rule@1",
        confidence,
        status,
        heading="The solution",
        time=str(2010 + number % 12) if number % 4 == 0 else "",
    )
    return Statement(
        fact_id(key), key, "doc", subject, relation, obj, "", "label", quote, status, confidence, (evidence,)
    )


@pytest.fixture(scope="session", name="make_graph")
def _make_graph() -> Callable[..., Graph]:
    return make_graph


@pytest.fixture(scope="session", name="make_measured")
def _make_measured(project: Path) -> Callable[..., Graph]:
    """What makes the graphs that maps are measured with."""
    spec = importlib.util.spec_from_file_location("measured_graphs", project / "benchmarks" / "graphs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["measured_graphs"] = module
    spec.loader.exec_module(module)
    made: Callable[..., Graph] = module.made_graph
    return made
