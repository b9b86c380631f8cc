"""TriG: the graph in its named graphs (contract, section 10), readable like the Turtle."""

from __future__ import annotations

from typing import BinaryIO

from graphkit.graph.named import named_blocks
from graphkit.graph.turtle import block_text, prefix_lines
from graphkit.records import Graph
from graphkit.vocabulary import ID

suffix = ".trig"


def export(graph: Graph, file: BinaryIO) -> None:
    """Write the named graphs by name, each in canonical order."""
    file.write(prefix_lines([("graph", f"{ID}graph/")]).encode("utf-8"))
    for name, blocks in named_blocks(graph).items():
        body = "".join(map(block_text, blocks))
        file.write(f"\ngraph:{name} {{\n{body}}}\n".encode())
