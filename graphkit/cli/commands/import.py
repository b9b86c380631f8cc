# ruff: noqa: N999 -- commands are files under the names that people type
"""``graphkit import``: another graph of graphkit, taken into a corpus with its provenance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli import options, output
from graphkit.graph.finding import many

if TYPE_CHECKING:
    from graphkit.imports.taking import Taken


@click.command(
    "import",
    help="Take in another graph of graphkit, with its provenance.\n\n"
    "FILE is a graph (Turtle, TriG, N-Triples, N-Quads, JSON-LD), a folder of exports, a release or its ZIP archive. It is "
    "checked by the rules of graphkit check, a release by its checksums too, and kept whole in imports/ of the corpus; "
    "from then on every build merges it. A document that has the name of one that is here, and another text, is an "
    "error that names both.",
    epilog=options.examples(
        "graphkit import north-west-release",
        "graphkit import release.zip --into my-case-studies --as north-west",
        "graphkit import their-graph.nq --as partner && graphkit build",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path("seeds"),
    show_default=True,
    metavar="FOLDER",
    help="Corpus that takes it in.",
)
@click.option("--as", "name", default="", metavar="NAME", help="Name for it here.  [default: made of its title]")
@click.option("--replace", is_flag=True, help="Write over another graph of that name.")
def command(*, file: Path, into: Path, name: str, replace: bool) -> None:
    """Check it, keep it, and say what it holds."""
    from graphkit.imports.taking import open_parcel, take_in  # noqa: PLC0415 - the help of a command imports none of the stages

    taken = take_in(open_parcel(file), into, name=name, replace_old=replace)
    output.tell(_told(taken, into))


def _told(taken: Taken, into: Path) -> str:
    kept, graph, about = taken.file.as_posix(), taken.parcel.graph, taken.parcel.about
    facts = sum(not statement.is_rejected for statement in graph.statements)
    documents = len(graph.documents)
    counts = f"{many(documents, 'document')}   {many(facts, 'fact')}   {many(len(graph.decisions), 'decision')}"
    if not taken.is_new:
        return f"{kept} holds it already: {counts}. Nothing was changed.\n"
    of = ", ".join(part for part in (about.title, about.version, about.licence) if part)
    lines = [f"Wrote {kept}   {counts}"]
    lines += [f"      {output.plain(of)}"] if of else []
    if taken.shared:
        share = f"{taken.shared} of its {many(documents, 'document')}"
        lines.append(
            f"{share} stand in {into.as_posix()} already, with the same text: only facts not read here come in."
        )
    away = sum(not document.text for document in graph.documents)
    if away and taken.shared < documents:
        which = "Its texts" if away == documents else f"{away} of its texts"
        lines.append(f"{which} did not come along: check cannot look up the sentences of these documents here.")
    build = "graphkit build" if into == Path("seeds") else f"graphkit build {into.as_posix()}"
    return "\n".join([*lines, "", f"Next  {build}"]) + "\n"
