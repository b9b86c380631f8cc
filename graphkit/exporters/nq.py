"""N-Quads: every triple in the named graph of each document that says it (contract, section 10), lines sorted."""

from __future__ import annotations

from typing import BinaryIO

from graphkit.graph.lines import object_line, subject_line
from graphkit.graph.named import placed_rows
from graphkit.records import Graph
from graphkit.vocabulary import ID

suffix = ".nq"


def export(graph: Graph, file: BinaryIO) -> None:
    """Write every triple once for each named graph that it lives in."""
    lines = []
    for subject, (predicate, value), names in placed_rows(graph):
        triple = f"{subject_line(subject)} {subject_line(predicate)} {object_line(value)}"
        lines += [f"{triple} <{ID}graph/{name}> .\n" for name in names]
    file.write("".join(sorted(lines)).encode("utf-8"))
