"""Which facts make direct triples, and what follows from those (contract, sections 2 and 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphkit.graph.terms import Row, dated, node, quoted
from graphkit.ids import date_bounds
from graphkit.records import Graph, Kind, Ref, Relation, Review, Statement, Status

_TRUSTED = (Review.ACCEPTED, Review.EDITED)
_DATES = {Relation.START_DATE: "start", Relation.END_DATE: "end"}


def is_direct(statement: Statement, threshold: float) -> bool:
    """Whether a fact has a direct triple: done, not rejected, and read surely enough or accepted by a person."""
    return (
        statement.status is Status.DONE
        and not statement.is_rejected
        and (statement.confidence >= threshold or statement.review in _TRUSTED)
    )


def direct_facts(graph: Graph) -> Iterator[Statement]:
    """The facts with a direct triple, by id."""
    return (s for s in graph.statements if is_direct(s, graph.threshold))


def object_token(statement: Statement) -> str:
    """The object of a fact in canonical form."""
    if statement.object is not None:
        return node(statement.object)
    return dated(statement.literal) if statement.relation in _DATES else quoted(statement.literal)


def direct_rows(statement: Statement) -> list[tuple[Ref, Row]]:
    """The triples of layer 1 that one direct fact makes: itself, its converse for partners, the bounds of its date."""
    predicate = f"gk:{statement.relation.value}"
    rows = [(statement.subject, (predicate, object_token(statement)))]
    if statement.relation is Relation.PARTNER_OF and statement.object is not None:
        rows.append((statement.object, (predicate, node(statement.subject))))
    elif statement.relation in _DATES:
        rows += [(statement.subject, row) for row in _bounds(_DATES[statement.relation], statement.literal)]
    return rows


def _bounds(name: str, lexical: str) -> list[Row]:
    first, last = date_bounds(lexical)
    return [(f"gk:{name}Earliest", f'"{first}"^^xsd:date'), (f"gk:{name}Latest", f'"{last}"^^xsd:date')]


def layer_one(graph: Graph) -> dict[Ref, set[Row]]:
    """All triples of layer 1 by subject."""
    rows: dict[Ref, set[Row]] = defaultdict(set)
    for statement in direct_facts(graph):
        for subject, row in direct_rows(statement):
            rows[subject].add(row)
    return rows


def providers(graph: Graph) -> frozenset[Ref]:
    """The organisations and councils with a direct ``provides``."""
    kinds = (Kind.ORGANISATION, Kind.COUNCIL)
    return frozenset(
        s.subject for s in direct_facts(graph) if s.relation is Relation.PROVIDES and s.subject.kind in kinds
    )
