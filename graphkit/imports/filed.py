"""The graphs in ``imports/`` of a corpus: ``NAME.ttl``, what is known of it in ``NAME.toml``, texts in ``NAME/``."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.errors import GraphkitError, ImportRefusedError
from graphkit.graph.reading import IMPORTS, files_below, graph_of, rows_of
from graphkit.imports.checking import check_rules, check_version
from graphkit.privacy.forgetting import Forgetter
from graphkit.records import Dataset, Graph
from graphkit.resolution.filed import Place

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = "graph"
_AGAIN = "Take it in again: graphkit import FILE --replace."


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a graph besides its triples: the file's name, and of a release its title, version and licence."""

    source: str = ""
    title: str = ""
    version: str = ""
    licence: str = ""
    creators: tuple[str, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """A graph that was taken in: its name, how messages call its file, its records, and the dataset that it is."""

    name: str
    shown: str
    graph: Graph
    dataset: Dataset
    lines: Mapping[str, int]

    def place_of(self, decision: str) -> Place:
        """The line of a decision (its id) in the file."""
        return Place(self.shown, self.lines.get(f"decision:{decision}", 0))


def read_imports(
    home: Path, forgetter: Forgetter | None = None
) -> tuple[tuple[Import, ...], tuple[GraphkitError, ...]]:
    """The graphs that a corpus has taken in, by name, and what is wrong with the others.

    Args:
        home: The folder that holds ``imports/``; there need be none.
        forgetter: Knows who is to be forgotten: a graph that names one of them is left out whole.
    """
    found: list[Import] = []
    errors: list[GraphkitError] = []
    for file in sorted((home / IMPORTS).glob("*.ttl"), key=lambda path: path.name):
        try:
            taken = read_import(file)
            if forgetter is not None and forgetter.names_in(file.read_text(encoding="utf-8")):
                what = "names somebody who is to be forgotten; nothing of it is in the graph."
                raise ImportRefusedError(
                    what, where=file.as_posix(), todo="Ask for a graph without them, or take it out."
                )
            found.append(taken)
        except GraphkitError as error:
            errors.append(error)
    return tuple(found), tuple(errors)


def read_import(file: Path) -> Import:
    """One of them.

    Raises:
        ImportRefusedError: Its name, contract or description is wrong, or it has changed since it was taken in.
        NotAGraphError: It is no graph of graphkit.
    """
    where, name = file.as_posix(), file.stem
    if not is_name(name):
        raise ImportRefusedError(f'"{name}" is no name for it.', where=where, todo="Use a-z, 0-9 and single hyphens.")
    try:
        data = file.read_bytes() if file.is_file() and not file.is_symlink() else None
    except OSError as error:
        raise ImportRefusedError("cannot be read.", where=where, todo="Check its permissions.") from error
    if data is None:
        raise ImportRefusedError("no regular file.", where=where, todo=_AGAIN)
    about = _about(file.with_suffix(".toml"))
    digest = hashlib.sha256(data).hexdigest()
    if about.sha256 and about.sha256 != digest:
        raise ImportRefusedError("has changed since it was taken in.", where=where, todo=_AGAIN)
    rows = rows_of(data, ".ttl", where)
    check_version(rows, where)
    load = files_below(file.with_suffix(""))
    graph = graph_of(rows, where=where, load_text=load)
    if not about.sha256:  # put there by hand: what import takes in was checked then
        check_rules(rows, graph, load, where)
    dataset = Dataset(
        slug=name,
        generator=graph.generator,
        threshold=graph.threshold,
        title=about.title or name,
        version=about.version,
        licence=about.licence,
        digest=digest,
    )
    return Import(name, where, graph, dataset, _lines(data))


def is_name(name: str) -> bool:
    """Whether a graph may be kept under this name.

    >>> is_name("north-west"), is_name("North West"), is_name("graph")
    (True, False, False)
    """
    return NAME.fullmatch(name) is not None and name != RESERVED and len(name) <= 80


def _lines(data: bytes) -> dict[str, int]:
    lines = enumerate(data.decode("utf-8", "replace").split("\n"), 1)
    return {line.partition(" ")[0]: number for number, line in lines if line.startswith("decision:")}


# -- what is known of it ---------------------------------------------------------------------------


def _about(file: Path) -> About:
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return About()
    except (OSError, ValueError) as error:
        raise ImportRefusedError(f"cannot be read ({error}).", where=file.as_posix(), todo=_AGAIN) from error
    creators = told.get("creators", [])
    if not isinstance(creators, list):
        raise ImportRefusedError("creators is no list.", where=file.as_posix(), todo=_AGAIN)
    return About(
        source=_string(told, "source", file),
        title=_string(told, "title", file),
        version=_string(told, "version", file),
        licence=_string(told, "licence", file),
        creators=tuple(str(name) for name in creators),
        sha256=_string(told, "sha256", file),
    )


def _string(told: dict[str, Any], name: str, file: Path) -> str:
    value = told.get(name, "")
    if not isinstance(value, str):
        raise ImportRefusedError(f"{name} is no text.", where=file.as_posix(), todo=f'Write {name} = "…".')
    return value


def about_text(about: About) -> str:
    """The file that `read_import` reads beside the graph."""
    told = (("source", about.source), ("title", about.title), ("version", about.version), ("licence", about.licence))
    lines = ["# Written by graphkit import: where the graph beside this file is from."]
    lines += [f"{name} = {_toml(value)}" for name, value in told if value]
    if about.creators:
        lines.append(f"creators = [{', '.join(map(_toml, about.creators))}]")
    lines.append(f"sha256 = {_toml(about.sha256)}")
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    """A basic string of TOML, which JSON's escapes are a part of; DEL alone JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
