"""What the page holds: things, facts, the lines that draw them, and the documents, in the page's own order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphkit.graph import is_direct, providers
from graphkit.maps.folding import Fold, fold
from graphkit.maps.islands import lay_out_islands
from graphkit.maps.labels import size_of, wrap
from graphkit.maps.layout import Layout, Size, lay_out
from graphkit.maps.shapes import RELATIONS, SHAPES
from graphkit.records import (
    Document,
    Entity,
    Graph,
    Kind,
    Ref,
    Relation,
    Statement,
)

_IN_COMMON = ("topic", "population", "provider", "organisation", "network", "initiative", "place")
DRAWN_ALONE = 60
WHOLE = 600


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the map; ``kind`` is a key of `SHAPES`."""

    ref: Ref
    kind: str
    name: str
    other_names: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One subject, relation and object, by indexes of things, with the indexes of all facts that say so."""

    first: int
    second: int
    relation: Relation
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MapData:
    """Everything that the page shows, in the order in which it shows it.

    ``drawn`` are the indexes of the things that have a place on the map, ``layout`` their places in that order, ``fold``
    how they fold, in positions among them; None where they are few enough to be seen all at once.
    """

    documents: tuple[Document, ...]
    things: tuple[Thing, ...]
    facts: tuple[Statement, ...]
    lines: tuple[Line, ...]
    drawn: tuple[int, ...]
    layout: Layout
    threshold: float
    in_common: tuple[tuple[int, tuple[int, ...]], ...]
    fold: Fold | None = None

    @property
    def opening(self) -> tuple[int, ...]:
        """The indexes of the things that are seen at the start."""
        if self.fold is None:
            return self.drawn
        return tuple(sorted(self.drawn[head] for head in self.fold.heads[: self.fold.opening]))

    @property
    def names(self) -> dict[Ref, str]:
        """What everything that a fact may join is called, documents too."""
        called = {thing.ref: thing.name for thing in self.things}
        return called | {Ref(Kind.DOCUMENT, document.slug): document.title for document in self.documents}


def map_data(graph: Graph, whole: int = WHOLE) -> MapData:
    """The graph as the page shows it: neither rejected facts nor retired things, nor councils of the register alone.

    A map of more than ``whole`` things folds, unless it draws so few of them that all can be named.
    """
    things, facts = shown(graph)
    facts.sort(key=_fact_order({thing.ref: thing for thing in things}, graph.documents))
    place = {thing.ref: index for index, thing in enumerate(things)}
    lines = _lines(facts, place)
    drawn = _drawn(things, lines)
    number = {index: position for position, index in enumerate(drawn)}
    joined = [(number[line.first], number[line.second]) for line in lines]
    in_common = _in_common(graph, things, lines, facts)
    sizes = [_size(things[index]) for index in drawn]
    folded = None
    if len(things) > whole and len(drawn) > min(whole, DRAWN_ALONE):
        folded = fold([things[i].kind for i in drawn], joined, {number[i] for i, _ in in_common if i in number})
    return MapData(
        documents=graph.documents,
        things=tuple(things),
        facts=tuple(facts),
        lines=tuple(lines),
        drawn=tuple(drawn),
        layout=(
            lay_out_islands(sizes, joined, folded, [str(things[index].ref) for index in drawn])
            if folded
            else lay_out(sizes, joined)
        ),
        threshold=graph.threshold,
        in_common=in_common,
        fold=folded,
    )


def shown(graph: Graph) -> tuple[list[Thing], list[Statement]]:
    """The things that a map of the graph shows, in the order of the page, and the facts."""
    facts = [statement for statement in graph.statements if not statement.is_rejected]
    used = {ref for fact in facts for ref in (fact.subject, fact.object) if ref is not None}
    return _things(graph, used), facts


def kind_of(entity: Entity, delivering: frozenset[Ref]) -> str:
    """The kind that the page gives an entity: an organisation that provides something is a provider.

    A council stays a council, whatever it provides.
    """
    if entity.ref.kind is Kind.ORGANISATION and entity.ref in delivering:
        return "provider"
    return entity.ref.kind.value


def _things(graph: Graph, used: set[Ref]) -> list[Thing]:
    delivering = providers(graph)
    things = [
        Thing(entity.ref, kind_of(entity, delivering), entity.label, entity.other_names, entity.documents)
        for entity in graph.entities
        if entity.replaced_by is None and (entity.documents or entity.ref in used)
    ]
    things += [
        Thing(node.ref, "outcome", node.label, (), (node.document,)) for node in graph.outcomes if node.ref in used
    ]
    kinds = list(SHAPES)
    return sorted(things, key=lambda t: (t.ref not in used, kinds.index(t.kind), t.name.casefold(), t.ref))


def _fact_order(things: dict[Ref, Thing], documents: tuple[Document, ...]) -> Any:
    kinds, relations = [*SHAPES, "document"], list(RELATIONS)
    newest = _newest_first(documents)

    def order(fact: Statement) -> tuple[Any, ...]:
        subject = things.get(fact.subject)
        kind, name = (subject.kind, subject.name) if subject else ("document", fact.subject.slug)
        other = things.get(fact.object) if fact.object else None
        return (
            kinds.index(kind),
            name.casefold(),
            fact.subject,
            relations.index(fact.relation),
            other.name.casefold() if other else fact.literal,
            str(fact.object or ""),
            newest[fact.document],
            fact.id,
        )

    return order


def _newest_first(documents: tuple[Document, ...]) -> dict[str, int]:
    """The rank of each document by its day of publication; those without one come last."""
    dated = sorted((d for d in documents if d.description.issued), key=lambda d: d.slug)
    dated.sort(key=lambda d: d.description.issued, reverse=True)
    rest = sorted((d for d in documents if not d.description.issued), key=lambda d: d.slug)
    return {document.slug: rank for rank, document in enumerate((*dated, *rest))}


def _lines(facts: list[Statement], place: dict[Ref, int]) -> list[Line]:
    """Facts between two things of the map, those that say the same on one line; ``partnerOf`` has no direction."""
    joined: dict[tuple[int, int, Relation], list[int]] = {}
    for index, fact in enumerate(facts):
        if fact.object is None or fact.subject not in place or fact.object not in place:
            continue
        first, second = place[fact.subject], place[fact.object]
        if fact.relation is Relation.PARTNER_OF and first > second:
            first, second = second, first
        joined.setdefault((first, second, fact.relation), []).append(index)
    return [Line(first, second, relation, tuple(found)) for (first, second, relation), found in joined.items()]


def _drawn(things: list[Thing], lines: list[Line]) -> list[int]:
    """Which things are drawn: up to sixty, all; of more, those that a line joins to another."""
    if len(things) <= DRAWN_ALONE:
        return list(range(len(things)))
    joined = {index for line in lines for index in (line.first, line.second)}
    return [index for index in range(len(things)) if index in joined]


def _size(thing: Thing) -> Size:
    shape = SHAPES[thing.kind]
    lines = wrap(thing.name, 22)
    width, height = size_of(lines, shape.label_px, shape.is_bold)
    return Size(shape.radius, max(width / 2, shape.radius) + 2, shape.radius + height / 2 + 3)


def _in_common(
    graph: Graph, things: list[Thing], lines: list[Line], facts: list[Statement]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Things that two or more councils are joined to by facts that stand, straight or over an initiative of theirs."""
    near: list[set[int]] = [set() for _ in things]
    for line in lines:
        if any(is_direct(facts[index], graph.threshold) for index in line.facts):
            near[line.first].add(line.second)
            near[line.second].add(line.first)
    councils = {thing.ref.slug: index for index, thing in enumerate(things) if thing.kind == "council"}
    owners = {
        entity.ref: {councils[slug] for slug in entity.for_councils if slug in councils} for entity in graph.entities
    }
    found = []
    for index, thing in enumerate(things):
        if thing.kind not in _IN_COMMON:
            continue
        of = {other for other in near[index] if things[other].kind == "council"}
        for other in near[index]:
            if things[other].kind == "initiative":
                of |= owners.get(things[other].ref, set())
        if len(of) > 1:
            found.append((index, tuple(sorted(of))))
    return tuple(sorted(found, key=lambda row: (-len(row[1]), _IN_COMMON.index(things[row[0]].kind), row[0])))
