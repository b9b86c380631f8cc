"""Plain text: the normalisation ``gk-text-1`` of the contract, and nothing else."""

from __future__ import annotations

import codecs
import re

from graphkit.errors import UnreadableDocumentError
from graphkit.records import ParsedText, Source
from graphkit.signatures import foreign_format

suffixes = (".txt", ".text", ".md")

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SAVE_AS = "Open it in an editor and save it as UTF-8."


def parse(source: Source) -> ParsedText:
    r"""The text as it stands: one byte order mark dropped, CR LF and CR made LF, every other character kept.

    Raises:
        UnreadableDocumentError: Not UTF-8, not text, U+0000 in it, or no word in it.

    >>> parse(Source("a.txt", b"Wigan Council\r\n")).text
    'Wigan Council\n'
    """
    data = source.data
    _refuse_what_is_no_text(source)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        at = len(data) - len(error.object) + error.start
        raise UnreadableDocumentError(
            f"not UTF-8: byte 0x{data[at]:02X}{_guess(data[at])} at line {_line(data, at)}.",
            where=source.path,
            todo=_SAVE_AS,
        ) from error
    text = re.sub("\r\n?", "\n", text)
    if not any(character.isalnum() for character in text):
        what = "no word in it." if data else "empty."
        raise UnreadableDocumentError(what, where=source.path, todo="Put the text in, or remove the file.")
    return ParsedText(text)


def _refuse_what_is_no_text(source: Source) -> None:
    data = source.data
    wide = next((name for mark, name in _WIDE_MARKS if data.startswith(mark)), "")
    if not wide and _has_zero_in_every_pair(data):
        wide = "UTF-16"
    if wide:
        raise UnreadableDocumentError(f"{wide}, not UTF-8.", where=source.path, todo=_SAVE_AS)
    if name := foreign_format(data):
        raise UnreadableDocumentError(
            f"not text but {name}.", where=source.path, todo="Save its words as plain text in UTF-8."
        )
    at = data.find(b"\x00")
    if at >= 0:
        raise UnreadableDocumentError(
            f"a character U+0000 at line {_line(data, at)}: no text file holds one.",
            where=source.path,
            todo="Save the text again, or remove the character.",
        )


def _has_zero_in_every_pair(data: bytes) -> bool:
    """Whether it looks like UTF-16 without a mark: English text has a zero in nearly each pair of bytes."""
    start = data[:2000]
    return len(start) >= 4 and max(start[::2].count(0), start[1::2].count(0)) * 10 > len(start) * 4


def _line(data: bytes, at: int) -> int:
    """The number of the line that a byte stands in, from 1."""
    before = data[:at]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1


def _guess(byte: int) -> str:
    """What the byte is in Windows-1252, the usual other encoding of English text."""
    try:
        return f" ({bytes([byte]).decode('cp1252')} in Windows-1252)"
    except UnicodeDecodeError:
        return ""
