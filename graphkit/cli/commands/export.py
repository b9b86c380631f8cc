"""``graphkit export``: the graph in another format."""

from __future__ import annotations

import dataclasses
import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit import rooms
from graphkit.cli import options, output
from graphkit.cli.loading import of_tier, output_mode, output_place
from graphkit.errors import OutputError
from graphkit.files import write_file
from graphkit.graph import blocks
from graphkit.graph.finding import many
from graphkit.records import Entity, Graph, Kind, Ref

if TYPE_CHECKING:
    from graphkit.protocols import Exporter

_NAMES = {"csv": "facts", "things": "things", "persons": "persons"}


class _Formats(click.ParamType[str]):
    """The files of ``exporters/``: listed when asked for, none imported."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, if there is such a format."""
        return click.Choice(rooms.names("exporters")).convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What the usage line shows."""
        return "FORMAT"


@click.command(
    "export",
    help="Write the graph in another format.\n\n"
    f"FORMAT is one of: {', '.join(rooms.names('exporters'))}. csv is every fact with its sentences, things every "
    "thing with its names, persons every person with where and why they are in the graph, texts the folder of texts "
    "that all offsets count in.",
    epilog=options.examples(
        "graphkit export ttl --tier public",
        "graphkit export gexf --out network.gexf",
        "graphkit export csv -o - | head",
    ),
)
@click.argument("format", type=_Formats())
@click.option("--with-register", is_flag=True, help="Add all councils of the register, mentioned or not.")
@options.tier_option
@options.graph_option
@options.docs_option
@options.out_option()
def command(
    *,
    format: str,  # noqa: A002
    with_register: bool,
    tier: str,
    graph: Path,
    docs: Path | None,
    out: Path | None,
) -> None:
    """Write one file (a folder for texts) and say where it is, what it holds and its digest."""
    whole = of_tier(graph, tier, docs)
    if with_register:
        whole = _with_register(whole)
    exporter: Exporter = rooms.load("exporters", format)
    if format == "texts" and str(out) != "-":
        _write_texts(whole, out or output_place(_beside(graph) / "texts", tier), output_mode(tier))
        return
    buffer = io.BytesIO()
    exporter.export(whole, buffer)
    data = buffer.getvalue()
    if str(out) == "-":
        output.emit_bytes(data)
        return
    target = out or output_place(_beside(graph) / f"{_NAMES.get(format, 'graph')}{exporter.suffix}", tier)
    write_file(target, data, mode=output_mode(tier))
    output.emit(f"{target}\t{_counts(whole)}\tsha256 {hashlib.sha256(data).hexdigest()}")


def _beside(graph: Path) -> Path:
    return graph if graph.is_dir() else graph.parent


def _counts(graph: Graph) -> str:
    facts = sum(not statement.is_rejected for statement in graph.statements)
    triples = sum(len(block.rows) for block in blocks(graph))
    return f"{facts} facts, {triples} triples"


def _write_texts(graph: Graph, folder: Path, mode: int | None) -> None:
    from graphkit.exporters.texts import texts  # noqa: PLC0415 -- one format, imported when it is asked for

    files = texts(graph)
    if folder.is_dir() and any(
        path.is_file() and path.relative_to(folder).as_posix() not in files for path in folder.rglob("*")
    ):
        raise OutputError("holds other files.", where=str(folder), todo="Use another folder.")
    whole = hashlib.sha256()
    for name, data in files.items():
        write_file(folder / name, data, mode=mode)
        whole.update(data)
    output.emit(f"{folder}\t{many(len(files), 'document')}\tsha256 {whole.hexdigest()}")


def _with_register(graph: Graph) -> Graph:
    """The graph with every council of the register."""
    from graphkit.register import load_register  # noqa: PLC0415 -- only this option reads it

    known = {entity.ref for entity in graph.entities}
    register = load_register()
    more = (Entity(Ref(Kind.COUNCIL, c.slug), c.label, register=register.facts_of(c)) for c in register.councils)
    entities = sorted([*graph.entities, *(e for e in more if e.ref not in known)], key=lambda e: e.ref)
    return dataclasses.replace(graph, entities=tuple(entities))
