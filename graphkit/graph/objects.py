"""A block of triples as an object of JSON-LD 1.1, whose context is the prefixes of the contract."""

from __future__ import annotations

from typing import Any

from graphkit.graph.blocks import Block
from graphkit.graph.terms import expanded, is_literal, split_literal
from graphkit.vocabulary import PREFIXES

_XSD = dict(PREFIXES)["xsd"]


def json_object(block: Block) -> dict[str, Any]:
    """The triples of one subject; a predicate with one value has it bare, one with several a list."""
    node: dict[str, Any] = {"@id": block.subject}
    values: dict[str, list[Any]] = {}
    for predicate, token in block.rows:
        key, value = ("@type", token) if predicate == "a" else (predicate, _value(token))
        values.setdefault(key, []).append(value)
    for key, several in values.items():
        node[key] = several[0] if len(several) == 1 else several
    return node


def _value(token: str) -> Any:
    """An IRI, a string, a boolean or a typed value; numbers stay text, so that no reader rounds or rewrites them."""
    if not is_literal(token):
        return {"@id": expanded(token) if token.startswith("<") else token}
    lexical, datatype = split_literal(token)
    if datatype == f"{_XSD}string":
        return lexical
    if datatype == f"{_XSD}boolean":
        return lexical == "true"
    return {"@type": datatype.replace(_XSD, "xsd:"), "@value": lexical}
