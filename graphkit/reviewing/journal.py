"""A person's file of decisions: entries put at its end, the last of them taken out again, all else kept to the byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import DecisionError
from graphkit.files import remove_file, write_file
from graphkit.ids import slug
from graphkit.resolution.decisions import FiledDecision, decisions_of
from graphkit.reviewing.entries import entry

_MEND = "Put the file right first: graphkit build names what is wrong with it. Nothing was written."


@dataclass(frozen=True, slots=True)
class Written:
    """What was put at the end of a file: the decisions, the bytes, and whether the file was made for them."""

    file: Path
    decisions: tuple[FiledDecision, ...]
    piece: bytes
    is_new: bool


def file_of(folder: Path, by: str) -> Path:
    """The file of a person's decisions: one for each, so that two people never edit the same."""
    return folder / f"{slug(by)}.toml"


def write_entries(file: Path, decisions: Sequence[FiledDecision]) -> Written:
    """Put decisions at the end of a file, which is read anew, so that what was added meanwhile stays.

    Raises:
        DecisionError: The file cannot be read as decisions with these at its end; it is left as it is.
        OutputError: It cannot be written.
    """
    is_new = not file.exists()
    before = _bytes_of(file)
    gap = b"" if not before else b"\n" if before.endswith(b"\n") else b"\n\n"
    piece = gap + _entries(decisions)
    _check(file, before, piece, decisions)
    write_file(file, before + piece)
    return Written(file, tuple(decisions), piece, is_new)


def rewrite_entries(written: Written, decisions: Sequence[FiledDecision]) -> Written:
    """Put decisions in the place of those that were written there.

    Raises:
        DecisionError: They are not there any more as they were written.
        OutputError: The file cannot be written.
    """
    head, tail = _around(written)
    piece = written.piece[: written.piece.index(b"[")] + _entries(decisions)
    write_file(written.file, head + piece + tail)
    return Written(written.file, tuple(decisions), piece, written.is_new)


def take_back(written: Written) -> None:
    """Take out of a file what was put in; all else stays as it is now.

    Raises:
        DecisionError: It is not there any more as it was written.
        OutputError: The file cannot be written.
    """
    head, tail = _around(written)
    if written.is_new and not head + tail:
        remove_file(written.file)
    else:
        write_file(written.file, head + tail)


def _entries(decisions: Sequence[FiledDecision]) -> bytes:
    return "\n".join(entry(decision) for decision in decisions).encode("utf-8")


def _around(written: Written) -> tuple[bytes, bytes]:
    """What stands before and after a piece in its file."""
    head, found, tail = _bytes_of(written.file).rpartition(written.piece)
    if not found:
        what, todo = "what was written last is not there any more as it was.", "Change it with an editor."
        raise DecisionError(what, where=written.file.as_posix(), todo=todo)
    return head, tail


def _bytes_of(file: Path) -> bytes:
    if file.is_symlink() or (file.exists() and not file.is_file()):
        raise DecisionError("no regular file.", where=file.as_posix(), todo=_MEND)
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DecisionError(f"the file cannot be read ({reason}).", where=file.as_posix(), todo=_MEND) from error


def _check(file: Path, before: bytes, piece: bytes, decisions: Sequence[FiledDecision]) -> None:
    """Refuse to write what would not be read back, and to add to a file of which nothing would count."""
    try:
        texts = [data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n") for data in (before, before + piece)]
    except UnicodeDecodeError as error:
        raise DecisionError(f"no UTF-8 at byte {error.start}.", where=file.as_posix(), todo=_MEND) from error
    there, then = (decisions_of(text, file.as_posix()) for text in texts)
    if then[0] != [*there[0], *decisions] or len(then[1]) != len(there[1]):
        faults = there[1] or then[1]
        what = faults[0].error.what if faults else "its end is inside a text or list."
        raise DecisionError(what, where=str(faults[0].place) if faults else file.as_posix(), todo=_MEND)
