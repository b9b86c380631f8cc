"""Finds the RDF file to ask, and loads it."""

from __future__ import annotations

import difflib
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import InputMissingError, NotAGraphError
from graphkit.store.worker import FORMATS, load


def find_graph(path: Path) -> Path:
    """The RDF file that a path means: ``graph.ttl`` of a folder of exports, or the file itself.

    Raises:
        InputMissingError: Nothing is there.
        NotAGraphError: Its name does not end as a format that can be read.
    """
    file = path / "graph.ttl" if path.is_dir() else path
    if not file.is_file():
        raise InputMissingError("no graph is there.", where=file.as_posix(), todo=_what_to_do(path))
    if file.suffix.lower() not in FORMATS:
        known = ", ".join(suffix.removeprefix(".") for suffix in FORMATS)
        raise NotAGraphError(
            "is no RDF file by its name.", where=file.as_posix(), todo=f"Give a folder of exports or one of: {known}."
        )
    return file


def _what_to_do(path: Path) -> str:
    if path.is_dir() or path.suffix.lower() not in FORMATS:
        return "Run graphkit build first, or name another with --graph."
    folder = path.parent
    names = sorted(p.name for p in folder.iterdir() if p.suffix.lower() in FORMATS) if folder.is_dir() else []
    near = difflib.get_close_matches(path.name, names, 1, 0.6)
    return f"There is {(folder / near[0]).as_posix()}." if near else "Run graphkit build first."


def open_graph(path: Path) -> ox.Store:
    """The graph in memory, its default graph the union of all it holds.

    Args:
        path: A folder of exports, or an RDF file (``.ttl``, ``.nt``, ``.nq``, ``.trig``).

    Raises:
        InputMissingError: Nothing is there.
        NotAGraphError: It is not RDF of the format that its name says.
    """
    file = find_graph(path)
    store = ox.Store()
    try:
        load(store, path=file)
    except (SyntaxError, ValueError) as error:
        said = str(error).split("\n", 1)[0]
        raise NotAGraphError(
            f"cannot be read as a graph: {said}", where=file.as_posix(), todo="graphkit build makes it anew."
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputMissingError(
            f"cannot be read: {reason}.", where=file.as_posix(), todo="Check its permissions."
        ) from error
    return store


def open_bytes(data: bytes, suffix: str = ".ttl") -> ox.Store:
    """The graph that bytes hold, in memory; ``suffix`` names the format as a file's name would.

    Raises:
        SyntaxError: They are not of that format.
    """
    store = ox.Store()
    load(store, data=data, suffix=suffix)
    return store
