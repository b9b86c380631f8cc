"""Which facts of a graph are judged: a random draw that anyone can make again."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from graphkit.errors import UnknownNameError
from graphkit.ids import digest
from graphkit.records import Graph, Kind, Ref, Relation, Review, Statement


def drawable(
    graph: Graph, *, relation: Relation | None = None, topic: Ref | None = None, with_doubtful: bool = False
) -> tuple[Statement, ...]:
    """The facts that a draw is made from, by id.

    Args:
        graph: The whole.
        relation: Only facts of this relation.
        topic: Only facts of this topic, of one that is narrower, or of what addresses such a topic.
        with_doubtful: Take in rejected facts, and those below the graph's threshold that no person accepted.
    """
    near = _near(graph, topic) if topic is not None else None
    return tuple(
        fact
        for fact in graph.statements
        if (with_doubtful or _stands(fact, graph.threshold))
        and relation in (None, fact.relation)
        and (near is None or fact.subject in near or fact.object in near)
    )


def draw(facts: Sequence[Statement], number: int, seed: int) -> tuple[Statement, ...]:
    """So many of the facts, at random; a longer draw of the same seed begins with the shorter one.

    Each fact has a random place of its own, the SHA-256 of seed and fact id, so that neither the order of the facts
    nor what other facts there are moves one before another.
    """
    return tuple(sorted(facts, key=lambda fact: (_place(seed, fact), fact.id))[:number])


def topic_named(graph: Graph, name: str) -> Ref:
    """The topic of that name, other name or ``topic/slug``; case does not matter.

    Raises:
        UnknownNameError: There is none; a near one is suggested.
    """
    topics = [e for e in graph.entities if e.ref.kind is Kind.TOPIC and e.replaced_by is None]
    called = {other.casefold(): e for e in reversed(topics) for other in e.other_names}
    called |= {own.casefold(): e for e in reversed(topics) for own in (e.label, str(e.ref))}
    wanted = name.strip().casefold()
    if wanted in called:
        return called[wanted].ref
    near = difflib.get_close_matches(wanted, sorted(called), 1, 0.6)
    todo = f"Did you mean {called[near[0]].label}?" if near else "Topics are in exports/things.csv."
    raise UnknownNameError(f'No topic is called "{name}".', todo=todo)


def says(fact: Statement) -> str:
    """What a fact says, by the ids of its ends: ``council/wigan leads initiative/wigan--deal``."""
    return f"{fact.subject} {fact.relation.value} {fact.object if fact.object is not None else fact.literal}"


def _place(seed: int, fact: Statement) -> str:
    return digest(f"gk-audit-1\n{seed}\n{fact.id}", 64)


def _stands(fact: Statement, threshold: float) -> bool:
    is_trusted = fact.review in (Review.ACCEPTED, Review.EDITED)
    return not fact.is_rejected and (is_trusted or fact.confidence >= threshold)


def _near(graph: Graph, topic: Ref) -> set[Ref]:
    """The topic, those below it, and what addresses one of them."""
    topics = {topic}
    narrower = [(e.ref, {Ref(Kind.TOPIC, wider) for wider in e.broader}) for e in graph.entities if e.broader]
    while found := {ref for ref, wider in narrower if wider & topics} - topics:
        topics |= found
    addressing = (s for s in graph.statements if s.relation is Relation.ADDRESSES and not s.is_rejected)
    return topics | {s.subject for s in addressing if s.object in topics}
