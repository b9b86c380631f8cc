"""N-Triples: one triple a line, sorted, so that two builds can be compared line by line."""

from __future__ import annotations

from typing import BinaryIO

from graphkit.graph.blocks import blocks
from graphkit.graph.lines import object_line, subject_line
from graphkit.records import Graph

suffix = ".nt"


def export(graph: Graph, file: BinaryIO) -> None:
    """Write every triple once."""
    lines = []
    for block in blocks(graph):
        subject = subject_line(block.subject)
        lines += [f"{subject} {subject_line(p)} {object_line(o)} .\n" for p, o in block.rows]
    file.write("".join(sorted(lines)).encode("utf-8"))
