"""JSON-LD 1.1: the same triples for programs that read JSON; a context with the prefixes, nodes sorted by name."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from graphkit.graph.blocks import blocks
from graphkit.graph.terms import expanded, is_literal, split_literal
from graphkit.records import Graph
from graphkit.vocabulary import PREFIXES

suffix = ".jsonld"

_XSD = dict(PREFIXES)["xsd"]


def export(graph: Graph, file: BinaryIO) -> None:
    """Write one object: ``@context`` and ``@graph``, one node a line."""
    context = json.dumps(dict(PREFIXES), ensure_ascii=False)
    nodes = (json.dumps(_node(block.subject, block.rows), ensure_ascii=False) for block in blocks(graph))
    file.write(f'{{"@context": {context},\n"@graph": [\n'.encode())
    file.write(",\n".join(nodes).encode("utf-8"))
    file.write(b"\n]}\n")


def _node(subject: str, rows: list[tuple[str, str]]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": subject}
    values: dict[str, list[Any]] = {}
    for predicate, token in rows:
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
