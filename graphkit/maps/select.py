"""A part of a graph to draw: what is near a thing, or of some types."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import replace

from graphkit.errors import UnknownNameError
from graphkit.graph import providers
from graphkit.maps.data import kind_of
from graphkit.records import Entity, Graph, Kind, Ref, Statement


def find_thing(graph: Graph, name: str, kind: Kind | None = None) -> Entity:
    """The thing of that name, other name or ``kind/slug``; case does not matter, a council comes before its namesakes.

    Raises:
        UnknownNameError: There is none; a near name is suggested.
    """
    things = [e for e in graph.entities if e.replaced_by is None and (kind is None or e.ref.kind is kind)]
    wanted = name.strip().casefold()
    kinds = list(Kind)
    for forms in (_own_names, _all_names):
        found = [entity for entity in things if wanted in forms(entity)]
        if found:
            return min(found, key=lambda entity: (kinds.index(entity.ref.kind), entity.ref))
    known = {form: entity.label for entity in reversed(things) for form in (*_all_names(entity),)}
    near = difflib.get_close_matches(wanted, sorted(known), 1, 0.6)
    todo = f"Did you mean {known[near[0]]}?" if near else "Names are in exports/things.csv."
    raise UnknownNameError(f'No {kind or "thing"} is called "{name}".', todo=todo)


def _own_names(entity: Entity) -> tuple[str, ...]:
    return (str(entity.ref), entity.label.casefold())


def _all_names(entity: Entity) -> tuple[str, ...]:
    return (*_own_names(entity), *(name.casefold() for name in entity.other_names))


def select(
    graph: Graph,
    *,
    about: Ref | None = None,
    hops: int = 2,
    kinds: Collection[str] = (),
    topic: Ref | None = None,
    statuses: Collection[str] = (),
    min_confidence: float = 0.0,
) -> Graph:
    """The part of the graph that is asked for; what is not said is not cut.

    Args:
        graph: The whole.
        about: Keep what is at most ``hops`` facts away from this thing.
        hops: How far from ``about``.
        kinds: Keep these types of things (keys of `SHAPES`).
        topic: Keep the topic, what is one fact away from it, and the facts among these.
        statuses: Keep facts of these statuses.
        min_confidence: Keep facts at least so confident.
    """
    statements = [
        statement
        for statement in graph.statements
        if not statement.is_rejected
        and statement.confidence >= min_confidence
        and (not statuses or statement.status.value in statuses)
    ]
    kept: set[Ref] | None = None
    for start, steps in ((about, hops), (topic, 1)):
        if start is not None:
            near = _within(statements, start, steps)
            kept = near if kept is None else kept & near
    if kinds:
        delivering = providers(graph)
        fitting = {entity.ref for entity in graph.entities if kind_of(entity, delivering) in kinds}
        fitting |= {node.ref for node in graph.outcomes} if "outcome" in kinds else set()
        kept = fitting if kept is None else kept & fitting
    if kept is None and len(statements) == len(graph.statements):
        return graph
    return _cut(graph, statements, kept)


def _within(statements: list[Statement], start: Ref, hops: int) -> set[Ref]:
    near: dict[Ref, set[Ref]] = {}
    for statement in statements:
        if statement.object is not None and statement.subject.kind is not Kind.DOCUMENT:
            near.setdefault(statement.subject, set()).add(statement.object)
            near.setdefault(statement.object, set()).add(statement.subject)
    reached = {start}
    edge = {start}
    for _ in range(hops):
        edge = {other for ref in edge for other in near.get(ref, ())} - reached
        reached |= edge
    return reached


def _cut(graph: Graph, statements: list[Statement], kept: set[Ref] | None) -> Graph:
    """The graph of these statements among these things (None: all), with the documents that they come from."""

    def is_kept(ref: Ref | None) -> bool:
        return ref is None or kept is None or ref in kept or ref.kind is Kind.DOCUMENT

    left = tuple(s for s in statements if is_kept(s.subject) and is_kept(s.object))
    entities = tuple(e for e in graph.entities if kept is None or e.ref in kept)
    used = {ref for s in left for ref in (s.subject, s.object)}
    slugs = {s.document for s in left} | {slug for e in entities for slug in e.documents}
    return replace(
        graph,
        documents=tuple(d for d in graph.documents if d.slug in slugs),
        entities=entities,
        outcomes=tuple(node for node in graph.outcomes if node.ref in used),
        statements=left,
    )
