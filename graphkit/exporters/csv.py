"""``facts.csv``: every fact with its sentences, a row a sentence, for spreadsheets."""

from __future__ import annotations

from typing import BinaryIO

from graphkit.graph.tables import csv_text, fact_columns, facts_table
from graphkit.records import Graph

suffix = ".csv"


def export(graph: Graph, file: BinaryIO) -> None:
    """Write the header and one row for each sentence behind each fact."""
    file.write(csv_text(fact_columns(graph), facts_table(graph)).encode("utf-8"))
