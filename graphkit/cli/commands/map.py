"""``graphkit map``: the relationship map as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli import options, output
from graphkit.cli.loading import of_tier, output_mode, output_place

_KINDS = (
    *("council", "provider", "organisation", "network", "initiative"),
    *("outcome", "person", "population", "topic", "place"),
)
_STATUSES = ("happening", "planned", "ended", "denied")
_STATUS_IDS = {"happening": "done", "denied": "negated"}


@click.command(
    "map",
    help="Draw the graph as one page that opens in a browser, offline.\n\n"
    "The page holds everything: things, facts, their sentences and the documents. Options keep a part of the graph.",
    epilog=options.examples(
        "graphkit map",
        'graphkit map --about "Wigan Council" --hops 2 --out wigan.html',
        'graphkit map --type council --type provider --status happening --title "Who provides what"',
    ),
)
@options.out_option("exports/map.html")
@click.option("--about", metavar="THING", help="Only what is near this thing: a name or kind/slug.")
@click.option("--hops", type=click.IntRange(1, 9), default=2, show_default=True, help="How near: facts away.")
@click.option("--type", "kinds", type=click.Choice(_KINDS), multiple=True, help="Only this type; may be repeated.")
@click.option("--topic", metavar="TOPIC", help="Only a topic and what is one fact away from it.")
@click.option("--status", "statuses", type=click.Choice(_STATUSES), multiple=True, help="Only facts that are so.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only facts at least so confident.")
@click.option("--title", default="", help="Heading of the page.  [default: made of the councils' names]")
@click.option(
    "--max-things",
    type=click.IntRange(1),
    default=600,
    show_default=True,
    help="Up to so many, all are seen at once; of more, councils and what they share, and the rest when asked for.",
)
@options.tier_option
@options.graph_option
@options.docs_option
@click.pass_context
def command(  # noqa: PLR0913 # one parameter an option
    ctx: click.Context,
    *,
    out: Path,
    about: str | None,
    hops: int,
    kinds: tuple[str, ...],
    topic: str | None,
    statuses: tuple[str, ...],
    min_confidence: float,
    title: str,
    max_things: int,
    tier: str,
    graph: Path,
    docs: Path | None,
) -> None:
    """Write the map, and say where, how large it is and what it holds."""
    # Late: pyvis costs a second that no other command should pay.
    from graphkit.maps.page import count_shown, is_large, render_map  # noqa: PLC0415
    from graphkit.maps.select import find_thing, select  # noqa: PLC0415
    from graphkit.records import Kind  # noqa: PLC0415

    whole = of_tier(graph, tier, docs)
    if ctx.get_parameter_source("out") is click.core.ParameterSource.DEFAULT:
        out = output_place(out, tier)
    part = select(
        whole,
        about=find_thing(whole, about).ref if about else None,
        hops=hops,
        kinds=kinds,
        topic=find_thing(whole, topic, Kind.TOPIC).ref if topic else None,
        statuses=[_STATUS_IDS.get(status, status) for status in statuses],
        min_confidence=min_confidence,
    )
    things, facts = count_shown(part)
    if any(not document.text for document in part.documents):
        output.note("Not all texts are at hand: the map has all sentences, not all sources. Name them with --docs.")
    data = render_map(part, title=title, max_things=max_things)
    output.emit_bytes(data, out, output_mode(tier))
    if is_large(data):
        output.note(
            "The map opens on councils, providers, networks and what councils share; a click on one brings in its own. "
            "For a smaller one: --about, --topic or --type."
        )
    if str(out) != "-":
        output.tell(f"Wrote {out}   {len(data) / 1e6:.2f} MB   {things:,} things   {facts:,} facts\n")
