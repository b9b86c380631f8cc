"""``things.csv``: every thing with its names, for spreadsheets."""

from __future__ import annotations

from typing import BinaryIO

from graphkit.graph.tables import THING_COLUMNS, csv_text, things_table
from graphkit.records import Graph

suffix = ".csv"


def export(graph: Graph, file: BinaryIO) -> None:
    """Write the header and one row for each thing."""
    file.write(csv_text(THING_COLUMNS, things_table(graph)).encode("utf-8"))
