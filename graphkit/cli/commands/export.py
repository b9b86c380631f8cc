"""``graphkit export``: the graph in another format."""

from __future__ import annotations

import dataclasses
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit import rooms
from graphkit.cli import options, output
from graphkit.cli.loading import of_tier, output_mode, output_place
from graphkit.errors import OutputError
from graphkit.files import write_file, write_folder
from graphkit.graph import blocks
from graphkit.graph.finding import many
from graphkit.records import Entity, Graph, Kind, Ref, Tier

if TYPE_CHECKING:
    from graphkit.protocols import Exporter

_NAMES = {"csv": "facts", "things": "things", "persons": "persons"}
_SITE = "site"
_FORMATS = sorted((*rooms.names("exporters"), _SITE))


class _Formats(click.ParamType[str]):
    """The files of ``exporters/``, and the site: listed when asked for, none imported."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, if there is such a format."""
        return click.Choice(_FORMATS).convert(value, param, ctx)

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
        "graphkit export csv -o - | head",
        "graphkit export site --out public",
    ),
)
@click.argument("format", type=_Formats())
@click.option("--with-register", is_flag=True, help="Add all councils of the register, mentioned or not.")
@options.tier_option
@click.option("--replace", is_flag=True, help="Write the site into a folder that holds other files too.")
@options.graph_option
@options.docs_option
@options.out_option()
def command(
    *,
    format: str,  # noqa: A002
    with_register: bool,
    tier: str,
    replace: bool,
    graph: Path,
    docs: Path | None,
    out: Path | None,
) -> None:
    """Write one file (a folder for texts and site) and say where it is, what it holds and its digest."""
    if format == _SITE and str(out) == "-":
        raise click.UsageError("A site is a folder of pages: name one with --out.")
    whole = of_tier(graph, tier, docs)
    if with_register:
        whole = _with_register(whole)
    if format == _SITE:
        place = out or output_place(_beside(graph) / _SITE, tier)
        _write_site(whole, place, _beside(graph) / ".graphkit", replace=replace)
        if output_mode(tier) is not None:  # its owner's alone: nobody else comes into the folder
            place.chmod(0o700)
        return
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


def _write_site(graph: Graph, folder: Path, work: Path, *, replace: bool) -> None:
    # Late: the pages bring jinja2 and pyvis, which no other format should wait for.
    from graphkit.register import load_register  # noqa: PLC0415
    from graphkit.site.answers import answer_questions  # noqa: PLC0415
    from graphkit.site.downloads import downloads_of  # noqa: PLC0415
    from graphkit.site.pages import site_pages  # noqa: PLC0415
    from graphkit.site.tiles import read_tiles  # noqa: PLC0415

    if any(not document.text for document in graph.documents):
        output.note("Not all texts are at hand: the site has all sentences, not all documents. Name them with --docs.")
    with output.progress() as tell:
        tell(0, 1, "asking the ready questions")
        answers = answer_questions(graph)
        tell(0, 1, "drawing the map")
        pages = site_pages(
            graph, load_register(), read_tiles(), answers, downloads_of(graph), persons=graph.tier is not Tier.PUBLIC
        )
        counted = _Counted(pages, lambda done, path: tell(0, 1, f"{done} files, {path}"))
        digest = write_folder(
            folder, counted, "A site made by graphkit", work=work if work.is_dir() else None, replace=replace
        )
    output.emit(f"{folder}\t{many(counted.pages, 'page')}\tsha256 {digest}")
    output.note(f"Open {folder / 'index.html'} in a browser.")


class _Counted:
    """Files as they pass, with how many of them are pages."""

    def __init__(self, files: Iterable[tuple[str, bytes]], tell: Callable[[int, str], None]) -> None:
        self.pages = 0
        self._files, self._tell = files, tell

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        for number, (path, data) in enumerate(self._files):
            if number % 100 == 0:
                self._tell(number, path)
            self.pages += path.endswith(".html")
            yield path, data


def _with_register(graph: Graph) -> Graph:
    """The graph with every council of the register."""
    from graphkit.register import load_register  # noqa: PLC0415 -- only this option reads it

    known = {entity.ref for entity in graph.entities}
    register = load_register()
    more = (Entity(Ref(Kind.COUNCIL, c.slug), c.label, register=register.facts_of(c)) for c in register.councils)
    entities = sorted([*graph.entities, *(e for e in more if e.ref not in known)], key=lambda e: e.ref)
    return dataclasses.replace(graph, entities=tuple(entities))
