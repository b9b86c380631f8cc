"""JSON-LD 1.1: the same triples for programs that read JSON; a context with the prefixes, nodes sorted by name."""

from __future__ import annotations

import json
from typing import BinaryIO

from graphkit.graph.blocks import blocks
from graphkit.graph.objects import json_object
from graphkit.records import Graph
from graphkit.vocabulary import PREFIXES

suffix = ".jsonld"


def export(graph: Graph, file: BinaryIO) -> None:
    """Write one object: ``@context`` and ``@graph``, one node a line."""
    context = json.dumps(dict(PREFIXES), ensure_ascii=False)
    nodes = (json.dumps(json_object(block), ensure_ascii=False) for block in blocks(graph))
    file.write(f'{{"@context": {context},\n"@graph": [\n'.encode())
    file.write(",\n".join(nodes).encode("utf-8"))
    file.write(b"\n]}\n")
