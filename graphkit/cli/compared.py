"""One side of a comparison: a graph, a folder of exports, documents, or any of these as they were in a git revision."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from graphkit import pipeline
from graphkit.cli.revisions import fetch, find_revision, told_as
from graphkit.errors import GraphkitError, InputMissingError
from graphkit.graph import blocks, graph_of, read_graph
from graphkit.graph.reading import SUFFIXES
from graphkit.graph.terms import Row
from graphkit.incremental.inputs import Request
from graphkit.records import Graph

Progress = Callable[[int, int, str], None]

_PREVIOUS = Path(".graphkit") / "previous.ttl"


@dataclass(frozen=True, slots=True)
class Side:
    """A graph, what it is called, and the errors of documents that it lacks because they could not be read."""

    name: str
    graph: Graph
    errors: tuple[GraphkitError, ...] = ()


def read_side(name: str, progress: Progress) -> Side:
    """The graph that a path or revision names; documents are read in memory, with the decisions and claims beside them.

    Raises:
        InputMissingError: There is no such path or revision, or nothing to read in it.
        NotAGraphError: A file holds no graph of graphkit.
    """
    if os.path.exists(name):  # noqa: PTH110 - Path.exists raises on a name that no system takes
        return _side(Path(name).as_posix(), Path(name), progress)
    revision = find_revision(name)
    with tempfile.TemporaryDirectory(prefix="graphkit-") as temporary:
        folder = Path(temporary)
        try:
            side = _side(revision.shown, fetch(revision, folder), progress)
        except GraphkitError as error:
            raise told_as(error, folder, revision.shown) from error
        return Side(side.name, side.graph, tuple(told_as(error, folder, revision.shown) for error in side.errors))


def graph_side(exports: Path) -> Side:
    """The graph of a folder of exports, or of an RDF file.

    Raises:
        InputMissingError: There is none.
        NotAGraphError: It is no graph of graphkit.
    """
    return Side(exports.as_posix(), read_graph(exports))


def previous_side(exports: Path) -> Side:
    """The graph as it was before the last build into a folder of exports that changed something.

    Raises:
        InputMissingError: That build kept none.
    """
    folder = exports.parent if exports.is_file() else exports
    file = folder / _PREVIOUS
    if not file.is_file():
        what = "no graph of an earlier build is kept here."
        todo = "A build that changes a graph keeps the one before. Or name two: graphkit diff HEAD~1:seeds seeds"
        raise InputMissingError(what, where=file.as_posix(), todo=todo)
    return Side("the build before", read_graph(file))


def _side(name: str, path: Path, progress: Progress) -> Side:
    is_graph = (path / "graph.ttl").is_file() if path.is_dir() else path.suffix.lower() in SUFFIXES
    if is_graph:
        return replace(graph_side(path), name=name)
    made = pipeline.make_graph(Request((path,), progress=progress))
    return Side(name, _as_exported(made.graph), made.errors)


def _as_exported(graph: Graph) -> Graph:
    """The graph as it would be read from its export, where what is empty or has many digits is written in one form."""
    if not graph.statements:
        return graph
    rows: dict[str, set[Row]] = {}
    for block in blocks(graph):
        rows.setdefault(block.subject, set()).update(block.rows)
    return graph_of(rows)
