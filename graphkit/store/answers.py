"""What a query gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["select", "ask", "construct"]


@dataclass(frozen=True, slots=True)
class Term:
    """One cell: ``kind`` is ``uri``, ``literal`` or ``bnode``; ``value`` is the IRI or the text."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query.

    Attributes:
        columns: The names of the columns of a SELECT; empty for the others.
        rows: Of a SELECT a cell for each column, None where it is unbound; of a CONSTRUCT subject, predicate, object.
        kind: ``select``, ``ask`` or ``construct`` (DESCRIBE too).
        truncated: Whether there are more rows than were asked for.
        yes: The answer of an ASK.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    kind: Kind
    truncated: bool = False
    yes: bool = False

    @classmethod
    def of(cls, reply: dict[str, Any]) -> Answer:
        """An answer from the worker's reply; blank nodes are numbered, as the engine names them at random."""
        blanks: dict[str, str] = {}
        rows = tuple(tuple(_term(cell, blanks) for cell in row) for row in reply["rows"])
        if reply["kind"] == "construct":
            rows = tuple(sorted(set(rows), key=repr))
        return cls(tuple(reply["columns"]), rows, reply["kind"], bool(reply.get("truncated")), bool(reply.get("yes")))

    @property
    def is_empty(self) -> bool:
        """Whether the answer is no: no row, no triple, or no."""
        return not self.yes if self.kind == "ask" else not self.rows


def _term(cell: dict[str, str] | None, blanks: dict[str, str]) -> Term | None:
    if cell is None:
        return None
    if cell["type"] == "bnode":
        return Term("bnode", blanks.setdefault(cell["value"], f"b{len(blanks)}"))
    return Term(cell["type"], cell["value"], cell.get("datatype", ""), cell.get("xml:lang", ""))
