"""``sources.csv``: what a person says of the documents. A bad cell costs itself, a bad row itself, no document."""

from __future__ import annotations

import calendar
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from urllib.parse import urlsplit

from graphkit.errors import SourcesError
from graphkit.records import Description

COLUMNS = tuple(field.name for field in fields(Description))
_ADDRESS = re.compile('[^\u0000-\u0020<>"{}|\\\\^`\u007f-\u00a0\ud800-\udfff\ufff0-\uffff]+')
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TO_DO = {
    "url": "Give the whole address: https://…",
    "issued": "Write 2018, 2018-03 or 2018-03-21.",
    "retrieved": "Write the day: 2018-03-21.",
    "licence": "Write an SPDX id such as OGL-UK-3.0, or leave it empty.",
    "language": "Write a language tag such as en or cy, or leave it empty.",
}


def read_sources(
    data: bytes, path: str, is_there: Callable[[str], bool]
) -> tuple[list[Description], list[SourcesError]]:
    """The rows that can be used and the errors of the others, both in file order.

    Args:
        data: The bytes of the file.
        path: Its name in messages.
        is_there: Whether the corpus has a file of that path.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return [], [SourcesError("not UTF-8.", where=f"{path}, line {line}", todo="Save it again as CSV UTF-8.")]
    rows = _rows(text)
    try:
        header = [cell.strip().casefold() for cell in next(rows)[1]]
    except StopIteration:
        return [], []
    except csv.Error as error:
        return [], [SourcesError(f"no CSV ({error}).", where=f"{path}, line 1", todo="Save it again as CSV UTF-8.")]
    errors = _header_errors(header, path)
    if "file" not in header:
        return [], errors
    found: dict[str, tuple[int, Description]] = {}
    try:
        for line, row in rows:
            description, wrong = _description(header, row, f"{path}, line {line}")
            errors.extend(wrong)
            if description is None or not _is_new(description.file, found, line, path, errors, is_there):
                continue
            found[description.file] = (line, description)
    except csv.Error as error:
        errors.append(SourcesError(f"no CSV after this point ({error}).", where=path, todo="Save it as CSV UTF-8."))
    return [description for _, description in found.values()], errors


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the number of the line that it ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, row


def _header_errors(header: Sequence[str], path: str) -> list[SourcesError]:
    where = f"{path}, line 1"
    todo = f"Columns are {', '.join(COLUMNS)}."
    errors = [
        SourcesError(f'"{name}" is no column; what is in it is not used.', where=where, todo=todo)
        for name in header
        if name not in COLUMNS
    ]
    twice = sorted({name for name in header if name in COLUMNS and header.count(name) > 1})
    errors += [SourcesError(f'two columns "{name}"; the last is used.', where=where, todo=todo) for name in twice]
    if "file" not in header:
        errors.append(SourcesError('no column "file"; nothing of it is used.', where=where, todo=todo))
    return errors


def _description(
    header: Sequence[str], row: Sequence[str], where: str
) -> tuple[Description | None, list[SourcesError]]:
    if len(row) > len(header):
        what = f"{len(row)} cells under {len(header)} columns; the row is not used."
        return None, [SourcesError(what, where=where, todo='Put cells with a comma between " and ".')]
    cells = {name: cell.strip() for name, cell in zip(header, row, strict=False) if name in COLUMNS}
    if not cells.get("file"):
        return None, [SourcesError("no file named; the row is not used.", where=where, todo="Fill in the column file.")]
    errors = []
    for name, is_right in _CHECKS.items():
        cell = cells.get(name, "")
        if cell and not is_right(cell):
            what = f'"{cell}" is no {name}; it is not used.'
            errors.append(SourcesError(what, where=where, todo=_TO_DO[name]))
            cells[name] = ""
    return Description(**cells), errors


def _is_new(
    file: str,
    found: dict[str, tuple[int, Description]],
    line: int,
    path: str,
    errors: list[SourcesError],
    is_there: Callable[[str], bool],
) -> bool:
    """Whether the row describes a file that is there and that no row above describes; else an error is added."""
    where = f"{path}, line {line}"
    if file in found:
        what = f"{file} was described in line {found[file][0]}; that row stands."
        errors.append(SourcesError(what, where=where, todo="Keep one of the two rows."))
        return False
    if not _is_path_below(file) or not is_there(file):
        todo = "Write the path below the folder of the documents, with /."
        errors.append(SourcesError(f"no file {file} in the corpus.", where=where, todo=todo))
        return False
    return True


def _is_path_below(file: str) -> bool:
    parts = file.split("/")
    return "\x00" not in file and "\\" not in file and not {"", ".", ".."}.intersection(parts)


def _is_address(cell: str) -> bool:
    try:
        parts = urlsplit(cell)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and bool(_ADDRESS.fullmatch(cell))
    except ValueError:
        return False


def _is_date(cell: str) -> bool:
    found = _DATE.fullmatch(cell)
    if not found or found[1] == "0000":
        return False
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _is_day(cell: str) -> bool:
    return _is_date(cell) and len(cell) == 10


def _is_licence(cell: str) -> bool:
    return re.fullmatch("[A-Za-z0-9][A-Za-z0-9.+-]{0,79}", cell) is not None


def _is_language(cell: str) -> bool:
    return re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,5}", cell) is not None


_CHECKS: dict[str, Callable[[str], bool]] = {
    "url": _is_address,
    "issued": _is_date,
    "retrieved": _is_day,
    "licence": _is_licence,
    "language": _is_language,
}
