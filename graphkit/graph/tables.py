"""A graph as two tables: a row a sentence of a fact, a row a thing. All cells are plain text, nothing made safe yet."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graphkit.graph.facts import providers
from graphkit.graph.networks import node_labels
from graphkit.graph.terms import decimal
from graphkit.records import Evidence, Graph, Kind, Ref, Relation, Statement

FACT_COLUMNS = (
    *("fact", "subject_id", "subject", "subject_type", "relation", "object_id", "object", "object_type", "status"),
    *("confidence", "quote", "document", "section", "start", "end", "rule", "speaker", "time", "review"),
)
_ORIGIN = "origin"
THING_COLUMNS = ("id", "type", "name", "other_names", "documents", "facts", "gss")
_RISKY = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_NEEDS_QUOTES = re.compile('[",\n\r]')
_NUMBERS = frozenset({"confidence", "start", "end", "facts"})


class ThingRow(NamedTuple):
    """A thing that a document mentions or a fact names: entities and outcomes, no documents."""

    ref: Ref
    type: str
    name: str
    other_names: tuple[str, ...]
    documents: tuple[str, ...]
    facts: int
    gss: tuple[str, ...]


def best_first(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The sentences of a fact: most confident, then earliest (no offset: last), then by code point of the quote."""
    return sorted(evidence, key=lambda e: (-e.confidence, e.start is None, e.start or 0, e.quote))


def thing_types(graph: Graph) -> dict[Ref, str]:
    """The type of everything that a fact may join: its kind, or ``provider`` for an organisation that provides."""
    delivering = {ref for ref in providers(graph) if ref.kind is Kind.ORGANISATION}
    return {ref: "provider" if ref in delivering else ref.kind.value for ref in node_labels(graph)}


def facts_of_things(graph: Graph) -> dict[Ref, list[Statement]]:
    """The facts that name each thing, by fact id; rejected ones left out."""
    found: dict[Ref, list[Statement]] = defaultdict(list)
    for statement in graph.statements:
        if not statement.is_rejected:
            for ref in sorted({statement.subject, *([statement.object] if statement.object else [])}):
                found[ref].append(statement)
    return found


def thing_rows(graph: Graph) -> list[ThingRow]:
    """Every thing that a document mentions or a fact names, by kind and slug."""
    types, facts = thing_types(graph), facts_of_things(graph)
    rows = []
    for entity in graph.entities:
        if entity.replaced_by is None and (entity.documents or entity.ref in facts):
            gss = entity.register.gss if entity.register else ()
            count = len(facts.get(entity.ref, ()))
            names = (entity.label, entity.other_names, entity.documents)
            rows.append(ThingRow(entity.ref, types[entity.ref], *names, count, gss))
    for outcome in graph.outcomes:
        documents, count = (outcome.document,), len(facts.get(outcome.ref, ()))
        rows.append(ThingRow(outcome.ref, outcome.ref.kind.value, outcome.label, (), documents, count, ()))
    return sorted(rows)


def things_table(graph: Graph) -> list[list[str]]:
    """The rows of ``things.csv`` under `THING_COLUMNS`; lists within a cell are joined by ``; ``."""
    return [
        [
            *(str(row.ref), row.type, row.name, "; ".join(row.other_names), "; ".join(row.documents)),
            *(str(row.facts), "; ".join(row.gss)),
        ]
        for row in thing_rows(graph)
    ]


def fact_columns(graph: Graph) -> tuple[str, ...]:
    """The columns of ``facts.csv``: where a graph has taken in others, the last says which a fact is from."""
    return (*FACT_COLUMNS, _ORIGIN) if graph.datasets else FACT_COLUMNS


def facts_table(graph: Graph) -> list[list[str]]:
    """The rows of ``facts.csv`` under `fact_columns`: one a sentence, a fact's best sentence first.

    Facts stand in the order of their documents and best sentences. Rejected facts are left out.
    """
    labels, types = node_labels(graph), thing_types(graph)
    kept = [(best_first(s.evidence), s) for s in graph.statements if not s.is_rejected]
    kept.sort(key=lambda pair: (pair[1].document, pair[0][0].start is None, pair[0][0].start or 0, pair[1].id))
    rows = []
    for evidence, statement in kept:
        head = [statement.id, *_end(statement.subject, labels, types), statement.relation.value, *_object(statement)]
        if statement.object is not None:
            head[-3:] = _end(statement.object, labels, types)
        head += [statement.status.value, decimal(statement.confidence)]
        tail = [statement.review.value, *(["; ".join(statement.origins)] if graph.datasets else [])]
        rows += [[*head, *_sentence(e, statement.document, labels), *tail] for e in evidence]
    return rows


def _end(ref: Ref, labels: dict[Ref, str], types: dict[Ref, str]) -> list[str]:
    return [str(ref), labels.get(ref, ref.slug), types.get(ref, ref.kind.value)]


def _object(statement: Statement) -> list[str]:
    """A literal object: no id, its text, and whether it is a date."""
    dates = (Relation.START_DATE, Relation.END_DATE)
    return ["", statement.literal, "date" if statement.relation in dates else "text"]


def _sentence(evidence: Evidence, document: str, labels: dict[Ref, str]) -> list[str]:
    start, end = ("" if n is None else str(n) for n in (evidence.start, evidence.end))
    speaker = labels.get(evidence.speaker, evidence.speaker.slug) if evidence.speaker else ""
    when = evidence.time or evidence.time_text
    return [evidence.quote, document, evidence.section.value, start, end, evidence.rule, speaker, when]


def safe_cell(text: str) -> str:
    """Text that no spreadsheet runs as a formula: a leading apostrophe where it would.

    >>> safe_cell("=1+1"), safe_cell("'=1+1"), safe_cell("plain")
    ("'=1+1", "''=1+1", 'plain')
    """
    return f"'{text}" if _RISKY.match(text) else text


def plain_cell(cell: str) -> str:
    """The text behind a safe cell.

    >>> plain_cell("'=1+1"), plain_cell("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """RFC 4180 with LF line ends; text cells made safe for spreadsheets, numbers left as they are.

    Not by the standard library's writer: up to Python 3.12 it leaves a lone CR without quotes, later ones do not.
    """
    numbers = [name in _NUMBERS for name in columns]
    lines = [",".join(columns)]
    for row in rows:
        cells = (cell if n else safe_cell(cell) for cell, n in zip(row, numbers, strict=True))
        lines.append(",".join(map(_quoted_cell, cells)))
    return "\n".join(lines) + "\n"


def _quoted_cell(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def csv_rows(text: str) -> list[dict[str, str]]:
    """The rows of such a file again, apostrophes undone."""
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    return [{k: plain_cell(v or "") for k, v in row.items() if k is not None} for row in reader]
