"""The verdicts that were given, kept as CSV: one row a fact, so that none is asked twice and a person can read and mend it.

A row holds only as long as the fact says the same, with the same status, by the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from graphkit.audit.draw import says
from graphkit.errors import AuditError, InputMissingError
from graphkit.files import write_file
from graphkit.graph.sheets import Line, read_sheet_rows
from graphkit.graph.tables import csv_text
from graphkit.ids import collapse, digest
from graphkit.records import Statement

COLUMNS = ("fact", "verdict", "why", "says", "status", "quote_hash", "document")


class Verdict(StrEnum):
    """What a reader made of a fact against its sentence."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCLEAR = "unclear"


_WRITTEN = {
    **{verdict.value: verdict for verdict in Verdict},
    "r": Verdict.RIGHT,
    "w": Verdict.WRONG,
    "u": Verdict.UNCLEAR,
    "can't tell": Verdict.UNCLEAR,
    "can’t tell": Verdict.UNCLEAR,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason (empty: none given)."""

    verdict: Verdict
    why: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """The rows of a record, with every column that is in the file."""

    columns: tuple[str, ...] = COLUMNS
    rows: tuple[Line, ...] = ()

    def judgements(self, facts: Iterable[Statement]) -> dict[str, Judgement]:
        """What was said of those of the facts that are as they were; of several rows of one fact the last counts."""
        by_fact: dict[str, list[Line]] = {}
        for row in self.rows:
            by_fact.setdefault(row.cells["fact"], []).append(row)
        found = {}
        for fact in facts:
            asked = _asked(fact)
            for row in by_fact.get(fact.id, ()):
                if all(row.cells[name] == value for name, value in asked.items()):
                    found[fact.id] = Judgement(_WRITTEN[row.cells["verdict"].casefold()], row.cells["why"])
        return found

    def disagreements(self, facts: Iterable[Statement]) -> tuple[str, ...]:
        """Ids of the facts with two rows that hold and differ in their verdict, as two people's rows joined may."""
        found = []
        for fact in facts:
            asked = _asked(fact).items()
            held = [row for row in self.rows if all(row.cells[name] == value for name, value in asked)]
            if len({_WRITTEN[row.cells["verdict"].casefold()] for row in held}) > 1:
                found.append(fact.id)
        return tuple(found)


def read_record(path: Path) -> Record:
    """The record in a file; an empty one where there is no file yet.

    Raises:
        ExceptionGroup: Of `AuditError`, one for each row that cannot be used.
        AuditError: It is no CSV with the columns of a record.
        InputMissingError: It is there and cannot be read.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Record()
    except OSError as error:
        what = f"cannot be read ({(error.strerror or str(error)).lower()})."
        raise InputMissingError(what, where=path.as_posix(), todo="Name another record with --record.") from error
    columns, rows = read_sheet_rows(data, path.as_posix(), COLUMNS, AuditError)
    errors = [fault for row in rows if (fault := verdict_fault(row, path.as_posix()))]
    if errors:
        raise ExceptionGroup("rows of the record", errors)
    return Record((*columns, *(name for name in COLUMNS if name not in columns)), tuple(rows))


def keep(path: Path, judged: Sequence[tuple[Statement, Judgement]]) -> Record:
    """Put verdicts at the end of the record in a file, each in place of what it said of the fact before.

    The file is read anew, so that what another person's run has added meanwhile stays, and is written whole or not at all.

    Raises:
        AuditError: The file there is no record; it is left as it is.
        OutputError: It cannot be written.
    """
    record = read_record(path)
    if not judged:
        return record
    new = {fact.id for fact, _ in judged}
    kept = [row.cells for row in record.rows if row.cells["fact"] not in new]
    kept += [
        {"verdict": said.verdict.value, "why": collapse(said.why), "document": fact.document, **_asked(fact)}
        for fact, said in judged
    ]
    cells = [[row.get(name, "") for name in record.columns] for row in kept]
    write_file(path, csv_text(record.columns, cells).encode("utf-8"))
    return read_record(path)


def _asked(fact: Statement) -> dict[str, str]:
    """What the verdict on a fact is about; where any of it changes, the fact is asked again."""
    quote = digest(collapse(fact.quote))
    return {"fact": fact.id, "says": collapse(says(fact)), "status": fact.status.value, "quote_hash": quote}


# -- verdicts in rows ------------------------------------------------------------------------------


def verdict_of(row: Line) -> Verdict | None:
    """The verdict that a row gives, or None where its cell is empty or says nothing known."""
    return _WRITTEN.get(row.cells["verdict"].casefold())


def verdict_fault(row: Line, where: str) -> AuditError | None:
    """What is wrong with the verdict of a row, if anything."""
    if verdict_of(row) is not None:
        return None
    what = f'"{row.cells["verdict"]}" is no verdict.'
    return AuditError(what, where=f"{where}, line {row.number}", todo="Use right, wrong or unclear.")
