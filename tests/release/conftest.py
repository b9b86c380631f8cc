"""A small graph with its document, and the bundle made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.graph import read_graph
from graphkit.records import Graph
from graphkit.release import Release, bundle

FILES = Path(__file__).parents[1] / "exporters" / "files"
CREATORS = ("Lee, Ann", "Saltby Research")


@pytest.fixture(scope="session")
def towns() -> Graph:
    """A graph of one document, of which all is known."""
    return read_graph(FILES / "invented-towns.ttl", FILES)


@pytest.fixture(scope="session")
def wanted() -> Release:
    """A release with all that can be said of one."""
    return Release("Kitchens & more", "1.2", "CC-BY-4.0", CREATORS, "2026-11-24", "https://example.org/saltby")


@pytest.fixture(scope="session")
def files(towns: Graph, wanted: Release) -> dict[str, bytes]:
    """The bundle of that graph and release."""
    return bundle(towns, wanted)
