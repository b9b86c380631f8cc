"""Terms as they stand in canonical Turtle (contract, section 10): prefixed names, literals, and their order."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

from graphkit.records import Ref
from graphkit.vocabulary import PREFIXES

NAMESPACES = dict(PREFIXES)
_PREFIX_OF = {namespace: prefix for prefix, namespace in PREFIXES}
_LOCAL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ESCAPED = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|([\\"nrt]))')
_PLAIN = {"\\": "\\", '"': '"', "n": "\n", "r": "\r", "t": "\t"}
_NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_XSD = NAMESPACES["xsd"]
_DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}

Row: TypeAlias = tuple[str, str]
"""One triple of a block: predicate and object, as they stand in canonical Turtle."""


def quoted(text: str) -> str:
    r"""A string on one line, escaped as the canonical form wants it.

    >>> print(quoted('He said "no"'))
    "He said \"no\""
    """
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if '"' in text:
        text = text.replace('"', '\\"')
    if "\n" in text:
        text = text.replace("\n", "\\n")
    if _CONTROL.search(text):
        text = text.replace("\r", "\\r").replace("\t", "\\t")
        text = _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04X}", text)
    return f'"{text}"'


def unquoted(token: str) -> str:
    """The text of a literal in canonical form, whatever its datatype."""
    if not token.startswith('"'):
        return token
    body = token[1 : token.rindex('"')]
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else _PLAIN[m[2]], body)


@cache
def decimal(number: float) -> str:
    """At most two digits, a point, no trailing zero.

    >>> decimal(0.9), decimal(0.85)
    ('0.9', '0.85')
    """
    text = f"{number:.2f}".rstrip("0")
    return text + "0" if text.endswith(".") else text


@cache
def dated(lexical: str) -> str:
    """A year, month or day with its datatype; anything else is a string.

    >>> print(dated("2018-03"))
    "2018-03"^^xsd:gYearMonth
    """
    datatype = _DATE_TYPES.get(len(lexical)) if re.fullmatch(r"\d{4}(-\d\d){0,2}", lexical) else None
    return f'"{lexical}"^^{datatype}' if datatype else quoted(lexical)


def node(ref: Ref) -> str:
    """The prefixed name of a thing."""
    return f"{ref.kind.value}:{ref.slug}"


def iri(address: str) -> str:
    """An IRI as it stands in Turtle: shortened where a prefix of the contract fits.

    >>> iri("https://w3id.org/graphkit/ns#quote"), iri("https://example.org/a b")
    ('gk:quote', '<https://example.org/a%20b>')
    """
    cut = max(address.rfind("/"), address.rfind("#")) + 1
    prefix = _PREFIX_OF.get(address[:cut])
    if prefix and _LOCAL.match(address[cut:]):
        return f"{prefix}:{address[cut:]}"
    return f"<{_NOT_IN_IRIS.sub(_percent, address)}>"


def _percent(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def literal(lexical: str, datatype: str) -> str:
    """A literal with the full IRI of its datatype, as it stands in canonical Turtle."""
    name = datatype.removeprefix(_XSD) if datatype.startswith(_XSD) else ""
    if name in {"integer", "boolean"} or (name == "decimal" and "." in lexical):
        return lexical
    return quoted(lexical) if name == "string" else f"{quoted(lexical)}^^{iri(datatype)}"


@cache
def expanded(token: str) -> str:
    """The full IRI of a prefixed name, of ``a``, or of an IRI in angle brackets; a blank node is itself."""
    if token.startswith("<"):
        return token[1:-1]
    if token.startswith("_:"):
        return token
    if token == "a":  # noqa: S105 -- Turtle's word for rdf:type
        return NAMESPACES["rdf"] + "type"
    prefix, _, local = token.partition(":")
    return NAMESPACES[prefix] + local


def is_literal(token: str) -> bool:
    """Whether a token is a literal: quoted, a number, or a boolean."""
    return token[0] in '"-+.0123456789' or token in {"true", "false"}


def split_literal(token: str) -> tuple[str, str]:
    """Lexical form and full datatype IRI of a literal."""
    if token.startswith('"'):
        datatype = token[token.rindex('"') + 1 :].removeprefix("^^")
        if datatype.startswith("@"):
            return unquoted(token), NAMESPACES["rdf"] + "langString"
        return unquoted(token), expanded(datatype) if datatype else _XSD + "string"
    if token in {"true", "false"}:
        return token, _XSD + "boolean"
    return token, _XSD + ("decimal" if "." in token else "integer")


@cache
def predicate_order(predicate: str) -> tuple[bool, str]:
    """``a`` first, then by full IRI."""
    return predicate != "a", expanded(predicate)


def object_order(token: str) -> tuple[int, str, str]:
    """IRIs by IRI, then literals by lexical form and datatype."""
    return (1, *split_literal(token)) if is_literal(token) else (0, expanded(token), "")


def row_order(row: Row) -> tuple[tuple[bool, str], tuple[int, str, str]]:
    """The order of the rows of one block."""
    return predicate_order(row[0]), object_order(row[1])
