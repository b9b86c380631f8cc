"""Files that people and proposers put beside the documents: read whole, links never followed, faults with their line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from graphkit.errors import GraphkitError

_MAX_BYTES = 16 * 1024 * 1024


_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file, as messages name it; line 0 is the whole file."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        """As in ``seeds/decisions/wigan.toml, line 8``."""
        return f"{self.file}, line {self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Fault:
    """An error and the line it is reported under."""

    place: Place
    error: GraphkitError


def fault(kind: type[GraphkitError], place: Place, what: str, todo: str) -> Fault:
    """A fault of a kind of error at a place."""
    return Fault(place, kind(what, where=str(place), todo=todo))


def in_file_order(faults: Iterable[Fault]) -> tuple[GraphkitError, ...]:
    """The errors, sorted by file, line and text."""
    return tuple(f.error for f in sorted(faults, key=lambda f: (f.place, f.error.what)))


def read_entries(
    folder: Path,
    suffix: str,
    kind: type[GraphkitError],
    entries_of: Callable[[str, str], tuple[list[_Entry], list[Fault]]],
) -> tuple[tuple[_Entry, ...], tuple[Fault, ...]]:
    """The entries of all files of a folder with this suffix, by name, and what is wrong with them or with the files.

    Args:
        folder: Where they are; a folder that is not there holds none.
        suffix: With its dot.
        kind: The class of the errors of files that cannot be read.
        entries_of: Reads one file's text, given with what messages call the file.
    """
    texts, faults = _read_folder(folder, suffix, kind)
    entries: list[_Entry] = []
    for file, text in texts:
        found, wrong = entries_of(text, file)
        entries += found
        faults += wrong
    return tuple(entries), tuple(faults)


def _read_folder(folder: Path, suffix: str, kind: type[GraphkitError]) -> tuple[list[tuple[str, str]], list[Fault]]:
    """The files of a folder with this suffix by name: (what messages call it, its text); and those that cannot be read.

    Args:
        folder: Where they are; a folder that is not there holds none.
        suffix: With its dot.
        kind: The class of the errors.
    """
    texts: list[tuple[str, str]] = []
    faults: list[Fault] = []
    if not folder.is_dir():
        return texts, faults
    try:
        with os.scandir(folder) as scan:
            names = sorted(entry.name for entry in scan if _is_wanted(entry.name, suffix))
    except OSError as error:
        todo = "Check its permissions."
        return texts, [fault(kind, Place(folder.as_posix()), f"the folder cannot be read ({_reason(error)}).", todo)]
    for name in names:
        path = folder / name
        place = Place(path.as_posix())
        try:
            texts.append((place.file, _text_of(path)))
        except (OSError, ValueError) as error:
            what = _reason(error) if isinstance(error, OSError) else str(error)
            faults.append(fault(kind, place, f"the file cannot be read ({what}).", "Save it as plain text in UTF-8."))
    return texts, faults


def _is_wanted(name: str, suffix: str) -> bool:
    return name.endswith(suffix) and not name.startswith(".")


def _text_of(path: Path) -> str:
    """The text of a regular file.

    Raises:
        OSError: The system does not give it.
        ValueError: It is no regular file, too large, or no UTF-8.
    """
    if path.is_symlink() or not path.is_file():
        raise ValueError("no regular file")
    with path.open("rb") as file:
        data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise ValueError("larger than 16 MB")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"no UTF-8 at byte {error.start}") from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
