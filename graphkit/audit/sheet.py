"""Facts to judge as a spreadsheet: written with empty verdicts, read back with those that a person filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphkit.audit.record import Judgement, verdict_fault, verdict_of
from graphkit.errors import AuditError
from graphkit.graph.networks import node_labels
from graphkit.graph.sheets import Line, read_sheet_rows
from graphkit.graph.tables import best_first, csv_text
from graphkit.graph.terms import decimal
from graphkit.ids import collapse
from graphkit.records import Graph, Statement

COLUMNS = (
    *("fact", "label", "status", "sentence", "document", "section", "speaker", "confidence"),
    *("verdict", "why"),
)
_NEEDED = ("fact", "label", "status", "sentence", "verdict")


@dataclass(frozen=True, slots=True)
class Returned:
    """What a sheet that came back holds: verdicts, rows that cannot be used, remarks on facts that are others now."""

    judged: tuple[tuple[Statement, Judgement], ...]
    errors: tuple[AuditError, ...]
    notes: tuple[str, ...]


def sheet(graph: Graph, facts: Iterable[Statement]) -> str:
    """The facts as CSV, a row each, with two empty columns to fill in: ``verdict`` and ``why``."""
    labels = node_labels(graph)
    rows = []
    for fact in facts:
        best = best_first(fact.evidence)[0]
        speaker = labels.get(best.speaker, best.speaker.slug) if best.speaker else ""
        place = (fact.document, best.section.value, speaker, decimal(fact.confidence))
        rows.append([fact.id, fact.label, fact.status.value, collapse(fact.quote), *place, "", ""])
    return csv_text(COLUMNS, rows)


def read_sheet(data: bytes, where: str, graph: Graph) -> Returned:
    """The verdicts of a sheet, in its order; rows without one are passed over.

    Args:
        data: The bytes of the file.
        where: Its name in messages.
        graph: The facts as they are now.

    Raises:
        AuditError: It is no sheet.
    """
    facts = {fact.id: fact for fact in graph.statements}
    judged: dict[str, tuple[Statement, Judgement]] = {}
    errors: list[AuditError] = []
    notes: list[str] = []
    for row in read_sheet_rows(data, where, _NEEDED, AuditError)[1]:
        if not row.cells["verdict"]:
            continue
        verdict, fault = verdict_of(row), verdict_fault(row, where)
        fact = facts.get(row.cells["fact"])
        if verdict is None or fault is not None:
            errors += [fault] if fault else []
        elif fact is None or not _is_same(row, fact):
            now = "is not in the graph" if fact is None else "has changed since the sheet was written"
            notes.append(f"{where}, line {row.number}: fact {row.cells['fact']} {now}; its verdict was not taken.")
        elif fact.id in judged and judged[fact.id][1].verdict is not verdict:
            errors.append(_twice(row, where))
        else:
            judged[fact.id] = (fact, Judgement(verdict, collapse(row.cells.get("why", ""))))
    return Returned(tuple(judged.values()), tuple(errors), tuple(notes))


def _is_same(row: Line, fact: Statement) -> bool:
    now: Sequence[str] = (fact.label, fact.status.value, fact.quote)
    return all(collapse(row.cells[name]) == collapse(text) for name, text in zip(_NEEDED[1:4], now, strict=True))


def _twice(row: Line, where: str) -> AuditError:
    what = f"fact {row.cells['fact']} has another verdict above; that one stands."
    return AuditError(what, where=f"{where}, line {row.number}", todo="Keep one of the two.")
