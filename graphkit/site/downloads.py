"""The files that lie beside the pages: the graph, its tables, and the map."""

from __future__ import annotations

import io

from graphkit.exporters import csv, things, ttl
from graphkit.maps.page import render_map
from graphkit.protocols import Exporter
from graphkit.records import Graph
from graphkit.site.pages import Download

_FILES: tuple[tuple[str, Exporter, str], ...] = (
    ("graph.ttl", ttl, "the graph (Turtle)"),
    ("facts.csv", csv, "every fact with its sentence, opens in a spreadsheet"),
    ("things.csv", things, "every thing with its names"),
)


def downloads_of(graph: Graph) -> list[Download]:
    """The graph as Turtle, its facts and things as tables, and the map as one page."""
    found = []
    for name, exporter, about in _FILES:
        buffer = io.BytesIO()
        exporter.export(graph, buffer)
        found.append(Download(name, buffer.getvalue(), about))
    return [*found, Download("map.html", render_map(graph), "the map, one file, works offline")]
