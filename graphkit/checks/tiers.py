"""Rules on the tier that a graph says it has: of a public one nothing may be left that names anybody."""

from __future__ import annotations

from graphkit.checks.problems import Faults
from graphkit.graph.terms import Row, is_literal, node, unquoted
from graphkit.privacy.hiding import gives_away
from graphkit.privacy.opaque import OPAQUE, PERSON
from graphkit.records import Graph, Kind, Statement, Tier

# Digests and codes of lists, in which digits mean no telephone.
_CODES = frozenset({"gk:textSha256", "gk:decisionKey", "gk:gss", "gk:formerGss", "dcterms:identifier", "gk:textLength"})


def tier_faults(graph: Graph, rows: dict[str, set[Row]], texts: dict[str, str]) -> Faults:
    """Persons with a name, facts whose key names one, and contact data and names after a title that can be read.

    Args:
        graph: The records.
        rows: The triples they were read from.
        texts: The texts of documents, by slug.
    """
    if graph.tier is not Tier.PUBLIC:
        return
    for entity in graph.entities:
        if entity.ref.kind is Kind.PERSON and (
            not OPAQUE.match(entity.ref.slug) or entity.label not in {PERSON, ""} or entity.other_names
        ):
            yield "tier", node(entity.ref), "a person with a name"
    for statement in graph.statements:
        if statement.key and _names_person(statement):
            yield "tier", f"statement:{statement.id}", "its key names a person"
    for subject, said in sorted(rows.items()):
        for predicate, value in sorted(said):
            if is_literal(value) and predicate not in _CODES and gives_away(unquoted(value)):
                yield "tier", subject, f"{predicate} can be read: {value}"
    for slug, text in sorted(texts.items()):
        if gives_away(text):
            yield "tier", f"document:{slug}", "its text has contact data or a name that can be read"


def _names_person(statement: Statement) -> bool:
    ends = (statement.subject, statement.object)
    return "|person/" in statement.key or any(end is not None and end.kind is Kind.PERSON for end in ends)
