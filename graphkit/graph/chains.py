"""The shortest chains of facts between two things."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from graphkit.graph.networks import joining_facts
from graphkit.records import Graph, Kind, Ref, Statement

ACTING = frozenset({Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE})
"""Kinds of things that join others by what they do; a topic, place or group of people joins nearly everything."""

_Joined: TypeAlias = Mapping[Ref, Mapping[Ref, tuple[Statement, ...]]]
_Found: TypeAlias = tuple[int, tuple[str, ...], tuple[Ref, ...]]  # minus the product, facts, things


@dataclass(frozen=True, slots=True)
class Link:
    """Two neighbours of a chain and the facts that join them, the most confident first; each may run either way."""

    start: Ref
    end: Ref
    facts: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Links end to end, and the product of the confidences of the best fact of each."""

    links: tuple[Link, ...]
    confidence: float


def shortest_chains(
    graph: Graph,
    start: Ref,
    end: Ref,
    *,
    through: Collection[Kind] = ACTING,
    accept: Callable[[Statement], bool],
    most: int = 5,
) -> tuple[Chain, ...]:
    """The chains of the fewest facts between two things: the surest first, then by the ids of their facts.

    A chain is a row of things; that two of them are joined by several facts makes no further chain.

    Args:
        graph: Where to look.
        start: One thing.
        end: The other.
        through: Kinds of the things in between; of the two themselves any will do.
        accept: Which facts may be links.
        most: How many chains at most.
    """
    joined = _joined(graph, accept)
    # Of each thing at each distance the best chains so far, which are the beginnings of the best ones beyond it. The
    # product is of hundredths, so that it is exact and its order does not depend on rounding.
    level: dict[Ref, list[_Found]] = {start: [(-1, (), (start,))]}
    seen = {start}
    while level and end not in level:
        further: dict[Ref, list[_Found]] = defaultdict(list)
        for here, chains in level.items():
            if here != start and here.kind not in through:
                continue
            for there, facts in joined.get(here, {}).items():
                if there not in seen:
                    best = facts[0]
                    further[there] += [(p * _hundredths(best), (*f, best.id), (*t, there)) for p, f, t in chains]
        seen |= further.keys()
        level = {there: sorted(chains)[:most] for there, chains in further.items()}
    return tuple(_chain(things, joined) for _, _, things in level.get(end, ()))


def _joined(graph: Graph, accept: Callable[[Statement], bool]) -> _Joined:
    """The facts between each two things, from either, the most confident first."""
    found: dict[Ref, dict[Ref, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for fact in joining_facts(graph, direct_only=False):
        if fact.object is not None and fact.object != fact.subject and accept(fact):
            found[fact.subject][fact.object].append(fact)
            found[fact.object][fact.subject].append(fact)
    return {
        here: {
            there: tuple(sorted(facts, key=lambda s: (-s.confidence, s.id))) for there, facts in sorted(ends.items())
        }
        for here, ends in found.items()
    }


def _hundredths(fact: Statement) -> int:
    return round(fact.confidence * 100)


def _chain(things: tuple[Ref, ...], joined: _Joined) -> Chain:
    links = tuple(Link(here, there, joined[here][there]) for here, there in pairwise(things))
    return Chain(links, math.prod(_hundredths(link.facts[0]) for link in links) / 100 ** len(links))
