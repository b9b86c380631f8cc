"""``graphkit path``: how two things hang together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import click

from graphkit.cli import options, output
from graphkit.errors import UnknownNameError
from graphkit.graph import read_graph
from graphkit.graph.chains import ACTING, Chain, Link, shortest_chains
from graphkit.graph.finding import STATUS_WORDS, find, many
from graphkit.graph.networks import node_labels
from graphkit.graph.tables import csv_text
from graphkit.graph.terms import decimal
from graphkit.ids import collapse, relation_words
from graphkit.records import Graph, Kind, Ref, Relation, Review, Statement, Status

_Line: TypeAlias = tuple[str, str]
_NO = 1
_SHOWN = 3
_STATUSES = {word: status for status, word in STATUS_WORDS.items()}
_TRUSTED = (Review.ACCEPTED, Review.EDITED)
_ON, _BACK, _BOTH = "forward", "back", "both"
_FURTHER = (Kind.PERSON, Kind.TOPIC, Kind.POPULATION, Kind.PLACE, Kind.DOCUMENT)
_COLUMNS = (
    *("chain", "chain_confidence", "link", "from_id", "from", "relation", "direction", "to_id", "to"),
    *("status", "confidence", "fact", "document", "quote"),
)


@click.command(
    "path",
    help="Show the shortest chains of facts between two things, each link with its sentence.\n\n"
    "FROM and TO are names, other names or kind/slug. A chain leads through councils, organisations, networks and "
    "initiatives; persons, topics, groups of people, places and documents join nearly everything and are left out unless "
    "--through takes them in. Only facts that count are links: happening, and sure enough or accepted. A fact leads "
    "either way, its words say which way it runs. Of chains of one length the surest come first. Leaves with status 1 "
    "where there is none.",
    epilog=options.examples(
        'graphkit path "Wigan Council" "Wakefield Council"',
        'graphkit path "Wigan Council" "Blackpool Council" --through topic',
        "graphkit path council/york council/wigan --status happening --status planned --format csv",
    ),
)
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option(
    "--through",
    type=click.Choice([k.value for k in _FURTHER]),
    multiple=True,
    help="Lead through these too; may be repeated.",
)
@click.option(
    "--status",
    "statuses",
    type=click.Choice(tuple(_STATUSES)),
    multiple=True,
    help="Facts that are so; may be repeated.  [default: happening]",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help="Facts at least so confident.  [default: the graph's threshold]",
)
@click.option("--max", "most", type=click.IntRange(min=1), default=5, show_default=True, help="Chains to give at most.")
@options.format_option("text", "csv", "json", default="text")
@options.graph_option
@options.out_option()
def command(
    *,
    start: str,
    end: str,
    through: tuple[str, ...],
    statuses: tuple[str, ...],
    min_confidence: float | None,
    most: int,
    format_name: str,
    graph: Path,
    out: Path | None,
) -> int:
    """Print the chains; 1 where there is none."""
    whole = read_graph(graph)
    one, other = _thing(whole, start), _thing(whole, end)
    if one == other:
        raise UnknownNameError(f'"{start}" and "{end}" are one thing, {one}.', todo="Name two things.")
    kinds = ACTING | {Kind(name) for name in through}
    wanted = frozenset(_STATUSES[word] for word in statuses) or frozenset({Status.DONE})
    bar = whole.threshold if min_confidence is None else min_confidence

    def accept(fact: Statement) -> bool:
        return fact.status in wanted and (fact.confidence >= bar or fact.review in _TRUSTED)

    chains = shortest_chains(whole, one, other, through=kinds, accept=accept, most=most)
    labels = node_labels(whole)
    if format_name == "json":
        answer = {"from": _end(one, labels), "to": _end(other, labels), "chains": [_json(c, labels) for c in chains]}
        output.emit(json.dumps(answer, ensure_ascii=False, indent=2), out)
    elif format_name == "csv":
        output.emit(csv_text(_COLUMNS, _rows(chains, labels)), out)
    elif chains:
        output.emit(output.lines(_lines(chains, whole, labels), out), out)
    if not chains:
        said = f"No chain of facts joins {labels[one]} and {labels[other]}. {_hint(whole, one, other, kinds, accept)}"
        output.note(output.plain(said.rstrip()))
    return 0 if chains else _NO


def _thing(graph: Graph, name: str) -> Ref:
    found = find(graph, name)
    if isinstance(found, Statement):
        raise UnknownNameError(f'"{name}" is a fact, no thing.', todo=f"Name one of its ends: {found.subject}.")
    return found


def _hint(graph: Graph, one: Ref, other: Ref, kinds: frozenset[Kind], accept: Callable[[Statement], bool]) -> str:
    """What would give a chain: one more kind of things in between, the one that makes it shortest, or other facts."""
    found = []
    for place, kind in enumerate(_FURTHER):
        wider = shortest_chains(graph, one, other, through=kinds | {kind}, accept=accept, most=1)
        found += [(len(chain.links), place, kind) for chain in wider]
    if found:
        length, _, kind = min(found)
        return f"There is one of {many(length, 'fact')} with --through {kind}."
    if shortest_chains(graph, one, other, through=kinds, accept=lambda _: True, most=1):
        return "There is one over facts that are not happening or less sure: see --status and --min-confidence."
    return ""


# -- as text: lines with their styles --------------------------------------------------------------


def _lines(chains: Sequence[Chain], graph: Graph, labels: Mapping[Ref, str]) -> Iterator[_Line]:
    documents = {d.slug: f"{d.title} ({d.file_name})" for d in graph.documents}
    length = len(chains[0].links)
    order = ", the surest first" if len(chains) > 1 else ""
    yield f"{many(len(chains), 'chain')} of {many(length, 'fact')}{order}", ""
    for number, chain in enumerate(chains, 1):
        yield "", ""
        yield f"{number}. {_in_a_row(chain, labels)}", "name"
        if length > 1:
            yield f"   all of it right: {decimal(chain.confidence)}, the product of its confidences", ""
        for link in chain.links:
            for fact in link.facts[:_SHOWN]:
                yield from _fact_lines(fact, documents)
            if len(link.facts) > _SHOWN:
                yield f"   and {many(len(link.facts) - _SHOWN, 'more fact')} that join the two: --format csv", ""


def _in_a_row(chain: Chain, labels: Mapping[Ref, str]) -> str:
    """``Wigan Council —commissions→ Spectrum ←involves— The Deal``."""
    parts = [labels[chain.links[0].start]]
    for link in chain.links:
        words, way = relation_words(link.facts[0].relation), _way(link.facts[0], link.start)
        parts += [f"{'←' if way == _BACK else '—'}{words}{'→' if way == _ON else '—'}", labels[link.end]]
    return " ".join(parts)


def _way(fact: Statement, start: Ref) -> str:
    """Which way a fact runs that leads from this thing; partnership runs both."""
    if fact.relation is Relation.PARTNER_OF:
        return _BOTH
    return _ON if fact.subject == start else _BACK


def _fact_lines(fact: Statement, documents: Mapping[str, str]) -> Iterator[_Line]:
    state = f"{STATUS_WORDS[fact.status]}, confidence {decimal(fact.confidence)}"
    yield f"   {collapse(fact.label)}", ""
    yield f'     "{collapse(fact.quote)}"', ""
    yield f"     {state}, {documents.get(fact.document, fact.document)}, fact {fact.id}", "quiet"


# -- for programs ----------------------------------------------------------------------------------


def _rows(chains: Sequence[Chain], labels: Mapping[Ref, str]) -> Iterator[list[str]]:
    """A row a fact."""
    for number, chain in enumerate(chains, 1):
        for place, link in enumerate(chain.links, 1):
            for fact in link.facts:
                yield [
                    *(str(number), decimal(chain.confidence), str(place), str(link.start), labels[link.start]),
                    *(fact.relation.value, _way(fact, link.start), str(link.end), labels[link.end]),
                    *(fact.status.value, decimal(fact.confidence), fact.id, fact.document, fact.quote),
                ]


def _json(chain: Chain, labels: Mapping[Ref, str]) -> dict[str, Any]:
    return {"confidence": round(chain.confidence, 4), "links": [_link(link, labels) for link in chain.links]}


def _link(link: Link, labels: Mapping[Ref, str]) -> dict[str, Any]:
    facts = [
        {
            "fact": fact.id,
            "label": fact.label,
            "relation": fact.relation.value,
            "direction": _way(fact, link.start),
            "status": fact.status.value,
            "confidence": fact.confidence,
            "document": fact.document,
            "quote": fact.quote,
        }
        for fact in link.facts
    ]
    return {"from": _end(link.start, labels), "to": _end(link.end, labels), "facts": facts}


def _end(ref: Ref, labels: Mapping[Ref, str]) -> dict[str, str]:
    return {"id": str(ref), "name": labels[ref]}
