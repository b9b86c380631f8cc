"""Sites of two graphs: the invented towns of the exporters' tests, and the same with hostile text in every place."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.graph import read_graph
from graphkit.records import Graph
from graphkit.register import Register, load_register
from graphkit.site.answers import answer_questions
from graphkit.site.downloads import downloads_of
from graphkit.site.pages import site_pages
from graphkit.site.tiles import read_tiles

# What the tests of this folder import by name: pytest gives their folder no place on the path.
_spec = importlib.util.spec_from_file_location("made_sites", Path(__file__).with_name("made_sites.py"))
assert _spec is not None
assert _spec.loader is not None
made_sites = importlib.util.module_from_spec(_spec)
sys.modules["made_sites"] = made_sites
_spec.loader.exec_module(made_sites)

Site = dict[str, bytes]


@pytest.fixture(scope="session")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="session")
def graph() -> Graph:
    return read_graph(made_sites.FILES / "invented-towns.ttl", made_sites.FILES)


@pytest.fixture(scope="session")
def hostile(graph: Graph) -> Graph:
    return made_sites.hostile_graph(graph)


@pytest.fixture(scope="session")
def make_site(register: Register) -> Callable[..., Site]:
    """Makes the pages of a graph, with the answers to the ready questions and the downloads where asked for."""

    def make(graph: Graph, *, whole: bool = False, persons: bool = True) -> Site:
        answers = answer_questions(graph) if whole else {}
        downloads = downloads_of(graph) if whole else []
        files = list(site_pages(graph, register, read_tiles(), answers, downloads, persons=persons))
        assert len({path for path, _ in files}) == len(files)
        return dict(files)

    return make


@pytest.fixture(scope="session")
def site(graph: Graph, make_site: Callable[..., Site]) -> Site:
    return make_site(graph, whole=True)


@pytest.fixture(scope="session")
def hostile_site(hostile: Graph, make_site: Callable[..., Site]) -> Site:
    return make_site(hostile, whole=True)
