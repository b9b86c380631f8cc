"""Canonical Turtle: the graph that people cite. The same facts give the same bytes (contract, section 10)."""

from __future__ import annotations

from typing import BinaryIO

from graphkit.graph.turtle import turtle
from graphkit.records import Graph

suffix = ".ttl"


def export(graph: Graph, file: BinaryIO) -> None:
    """Write the whole graph, subject by subject."""
    file.writelines(piece.encode("utf-8") for piece in turtle(graph))
