"""CSV files that people fill in: their rows with line numbers, and what is wrong with a file that is none."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphkit.errors import GraphkitError
from graphkit.graph.tables import plain_cell

_SAVE = "Save it as CSV UTF-8, with commas."
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a CSV file: the number of its line, and its cells by column."""

    number: int
    cells: Mapping[str, str]


def read_sheet_rows(
    data: bytes, where: str, needed: Sequence[str], kind: type[GraphkitError]
) -> tuple[tuple[str, ...], list[Line]]:
    """The columns of a file and its rows, white space at the ends of cells and apostrophes against formulas undone.

    Args:
        data: The bytes of the file.
        where: Its name in messages.
        needed: Columns that must be there.
        kind: The class of the errors.

    Raises:
        GraphkitError: Of that class: it is not UTF-8, no CSV, two people's versions stand in it unjoined, or a column
            is missing.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise kind("not UTF-8.", where=f"{where}, line {line}", todo=_SAVE) from error
    for number, written in enumerate(text.splitlines(), 1):
        if written.startswith(_CONFLICT):
            todo = "Keep the rows of both, one for each fact, and take the marks out."
            raise kind("two versions that were not joined.", where=f"{where}, line {number}", todo=todo)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = tuple(cell.strip() for cell in next(reader, []))
        rows = [_line(reader.line_num, columns, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise kind(f"no CSV ({error}).", where=f"{where}, line {reader.line_num}", todo=_SAVE) from error
    missing = [name for name in needed if name not in columns]
    if missing:
        raise kind(f"no column {', '.join(missing)}.", where=f"{where}, line 1", todo=_SAVE)
    return columns, rows


def _line(number: int, columns: Sequence[str], row: Sequence[str]) -> Line:
    cells = dict.fromkeys(columns, "") | dict(zip(columns, (plain_cell(cell.strip()) for cell in row), strict=False))
    return Line(number, cells)
