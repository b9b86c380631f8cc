"""``persons.csv``: every person in the graph, with the documents that name them and why they are in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import BinaryIO

from graphkit.graph.networks import node_labels
from graphkit.graph.tables import csv_text
from graphkit.ids import relation_words
from graphkit.records import Entity, Graph, Kind, Ref, Relation, Statement

suffix = ".csv"

COLUMNS = ("person", "name", "other_names", "document", "file", "roles", "why", "facts", "sentences_said")


def export(graph: Graph, file: BinaryIO) -> None:
    """Write the header and one row for each person and document: roles, what is said of them, facts, words of theirs."""
    file.write(csv_text(COLUMNS, rows(graph)).encode("utf-8"))


def rows(graph: Graph) -> list[list[str]]:
    """The rows under `COLUMNS`, by person and document; lists within a cell are joined by ``; ``.

    Facts that a person rejected count too: the graph still holds them.
    """
    files = {document.slug: document.file_name for document in graph.documents}
    facts: dict[tuple[Ref, str], list[Statement]] = defaultdict(list)
    said: dict[tuple[Ref, str], set[str]] = defaultdict(set)
    for statement in graph.statements:
        for ref in {statement.subject, statement.object} - {None}:
            if ref is not None and ref.kind is Kind.PERSON:
                facts[ref, statement.document].append(statement)
        for evidence in statement.evidence:
            if evidence.speaker is not None:
                said[evidence.speaker, statement.document].add(evidence.quote)
    persons = {entity.ref: entity for entity in graph.entities if entity.ref.kind is Kind.PERSON}
    held = (
        {(ref, document) for ref, entity in persons.items() for document in entity.documents} | set(facts) | set(said)
    )
    labels = node_labels(graph)
    return [
        [
            *(*_who(ref, persons.get(ref)), document, files.get(document, "")),
            *(*_why(ref, facts[ref, document], labels), str(len(said[ref, document]))),
        ]
        for ref, document in sorted(held)
    ]


def _who(ref: Ref, entity: Entity | None) -> list[str]:
    """Key and names; of a person whom somebody rejected or merged the key is all there is."""
    return [str(ref), entity.label if entity else "", "; ".join(entity.other_names) if entity else ""]


def _why(ref: Ref, facts: list[Statement], labels: dict[Ref, str]) -> list[str]:
    roles = sorted({fact.literal for fact in facts if fact.relation is Relation.HAS_ROLE})
    reasons = sorted(set(_reasons(ref, facts, labels)))
    return ["; ".join(roles), "; ".join(reasons), "; ".join(sorted(fact.id for fact in facts))]


def _reasons(ref: Ref, facts: list[Statement], labels: dict[Ref, str]) -> Iterator[str]:
    for fact in facts:
        if fact.relation is not Relation.HAS_ROLE and fact.object is not None:
            other = fact.object if fact.subject == ref else fact.subject
            words = relation_words(fact.relation)
            told = f"{words} {labels.get(other, other.slug)}"
            is_object = f"{labels.get(other, other.slug)} {words} them"
            yield (told if fact.subject == ref else is_object) + (" (rejected)" if fact.is_rejected else "")
