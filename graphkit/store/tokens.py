r"""The tokens of a SPARQL query, each with its place: strings, comments, IRIs and ``\u`` escapes told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphkit.errors import QueryError

_START = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_WORD_CHAR = _START + "_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CHAR = _WORD_CHAR + "-"
# At most 100 characters: without a bound, "a.a.a.a…" would be read again from every letter.
_LOCAL = rf"(?:[{_CHAR}:]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])"
_PREFIX = rf"[{_START}](?:[{_CHAR}.]{{0,100}}[{_CHAR}])?"
_WORD_PART = rf"(?:[{_WORD_CHAR}]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})"
_IRI_CHAR = r'[^<>"{}|^`\\\x00-\x20]'
_IRI = rf"<(?:{_IRI_CHAR}|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>"

_KINDS = (
    ("space", r"[ \t\r\n]+|#[^\r\n]*"),
    ("string", r'"""(?:(?:""?)?(?:[^"\\]|\\.))*+"""'),
    ("string", r"'''(?:(?:''?)?(?:[^'\\]|\\.))*+'''"),
    ("string", r'"(?:[^"\\\r\n]|\\[^\r\n])*+"'),
    ("string", r"'(?:[^'\\\r\n]|\\[^\r\n])*+'"),
    ("open", r"[\"'][^\r\n]*"),
    ("iri", _IRI),
    ("variable", rf"[?$][{_WORD_CHAR}]+"),
    ("blank", rf"_:(?:[{_START}_0-9])(?:[{_CHAR}.]*[{_CHAR}])?"),
    ("name", rf"(?:{_PREFIX})?:(?:{_LOCAL}(?:(?:{_LOCAL}|\.)*{_LOCAL})?)?"),
    ("language", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"),
    ("number", r"(?:[0-9]+\.[0-9]*|\.?[0-9]+)(?:[eE][+-]?[0-9]+)?"),
    ("word", rf"{_WORD_PART}+"),
    ("sign", r"\^\^|&&|\|\||!=|<=|>=|<<|>>|."),
)
_TOKEN = re.compile("|".join(f"(?P<k{number}>{pattern})" for number, (_, pattern) in enumerate(_KINDS)), re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query. ``line`` and ``column`` count from 1, ``start`` and ``end`` from 0, in code points."""

    kind: str
    text: str
    start: int
    line: int
    column: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        r"""A keyword as it is meant: ``\u`` escapes resolved, upper case; empty for other kinds."""
        return unescape(self.text).upper() if self.kind == "word" else ""


def unescape(text: str) -> str:
    r"""The text with ``\uXXXX`` and ``\UXXXXXXXX`` resolved.

    >>> unescape(r"\u0053ERVICE")
    'SERVICE'
    """

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else "\ufffd"

    return _ESCAPE.sub(character, text)


def place(query: str, offset: int) -> tuple[int, int]:
    r"""Line and column, from 1, of an offset.

    >>> place("a\nbc", 3)
    (2, 2)
    """
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def error_at(query: str, line: int, column: int, what: str, todo: str = "") -> QueryError:
    """An error that names its line and column and shows the line with a mark under the place."""
    lines = query.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    first = max(0, column - 61)
    excerpt = shown[first : first + 90].replace("\t", " ").replace("\r", " ")
    mark = " " * (column - 1 - first) + "^"
    return QueryError(f"{what}\n  {excerpt}\n  {mark}", where=f"Line {line}, column {column}", todo=todo)


def tokenise(query: str, start: int = 0) -> list[Token]:
    """The tokens from an offset on, without white space and comments.

    Every character belongs to a token: what fits nothing is a ``sign`` of one character. A string that is not closed
    on its line is ``open`` up to the end of the line: no engine takes such a query.
    """
    found: list[Token] = []
    line, line_start = place(query, start)[0], query.rfind("\n", 0, start) + 1
    for match in _TOKEN.finditer(query, start):
        text = match.group()
        kind = _KINDS[int((match.lastgroup or "k0")[1:])][0]
        if kind != "space":
            found.append(Token(kind, text, match.start(), line, match.start() - line_start + 1))
        breaks = text.count("\n")
        if breaks:
            line += breaks
            line_start = match.start() + text.rfind("\n") + 1
    return found
