"""``graphkit diff``: what changed between two versions of a graph."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from graphkit.cli import options, output
from graphkit.graph import is_direct
from graphkit.graph.difference_tables import DIFFERENCE_COLUMNS, difference_object, difference_rows
from graphkit.graph.differences import (
    Change,
    Difference,
    DocumentChange,
    FactChange,
    Sign,
    compare,
)
from graphkit.graph.finding import STATUS_WORDS, many
from graphkit.graph.networks import node_labels
from graphkit.graph.tables import csv_text
from graphkit.graph.terms import decimal
from graphkit.ids import collapse
from graphkit.records import Graph, Statement, Status

if TYPE_CHECKING:
    from graphkit.cli.compared import Side

_Line: TypeAlias = tuple[str, str]
_MALFORMED, _DIFFERENT = 3, 1
_FOR_A_PERSON = 40
_SIGNS = {Sign.ADDED: "+", Sign.GONE: "-", Sign.CHANGED: "~"}
_STYLES = {Sign.ADDED: "good", Sign.GONE: "bad", Sign.CHANGED: "warn"}


@click.command(
    "diff",
    help="Say which facts were added, are gone or changed between two versions, each with its sentence.\n\n"
    "OLD and NEW are each a graph (a folder of exports or an RDF file), a folder of documents, or a git revision: "
    "HEAD~1:seeds, v1.0:exports/graph.ttl, or HEAD~1 for its seeds. Documents are read in memory, nothing is written. "
    "NEW is the graph of --graph where it is left out; without both, that graph is compared with the one before the "
    "last build that changed something.\n\n"
    "A fact has changed where its status, confidence, ends, sentences or review differ, or whether it counts. Not looked "
    "at: where in the text a sentence stands, which rule read it, other names of things. Leaves with status 1 where "
    "there are differences, 0 where there is none.",
    epilog=options.examples(
        "graphkit diff", "graphkit diff HEAD~1:seeds seeds", "graphkit diff v1.0:exports exports --format csv"
    ),
)
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option("--last", is_flag=True, help="Compare with the graph before the last build, as without OLD and NEW.")
@click.option(
    "--min-change",
    type=click.FloatRange(0.01, 1),
    default=0.05,
    show_default=True,
    help="Tell a change of confidence from here on.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help=f"Facts to show at most.  [default: {_FOR_A_PERSON} on a terminal, else all]",
)
@click.option("--things", "with_things", is_flag=True, help="List added and gone things too, not only count them.")
@options.format_option("text", "csv", "json", default="text")
@options.graph_option
@options.out_option()
def command(
    *,
    old: str | None,
    new: str | None,
    last: bool,
    min_change: float,
    limit: int | None,
    with_things: bool,
    format_name: str,
    graph: Path,
    out: Path | None,
) -> int:
    """Print the differences; 1 where there are any, 3 where a document could not be read."""
    if last and old is not None:
        raise click.UsageError("--last compares with the build before: name no other graph with it.")
    before, after = _sides(old, new, graph)
    for error in (*before.errors, *after.errors):
        output.fail(error)
    difference = compare(before.graph, after.graph, step=min_change)
    if limit is None and format_name == "text" and output.is_terminal() and out is None:
        limit = _FOR_A_PERSON
    shown = difference.facts[:limit]
    if format_name == "json":
        names = {"old": _name(before), "new": _name(after)}
        output.emit(json.dumps(names | difference_object(difference, shown), ensure_ascii=False, indent=2), out)
    elif format_name == "csv":
        labels = node_labels(before.graph) | node_labels(after.graph)
        output.emit(csv_text(DIFFERENCE_COLUMNS, difference_rows(difference, shown, labels)), out)
    else:
        told = _lines(before, after, difference, shown, with_things=with_things)
        output.emit(output.lines(told, out), out)
    if len(shown) < len(difference.facts):
        total = len(difference.facts)
        output.say(f"and {total - len(shown)} more facts: --limit {total} shows all.")
    if before.errors or after.errors:
        return _MALFORMED
    return 0 if difference.is_empty else _DIFFERENT


def _sides(old: str | None, new: str | None, graph: Path) -> tuple[Side, Side]:
    from graphkit.cli.compared import graph_side, previous_side, read_side  # noqa: PLC0415 - the stages, which help does without

    with output.progress() as show:
        before = previous_side(graph) if old is None else read_side(old, show)
        after = graph_side(graph) if new is None else read_side(new, show)
        return before, after


def _name(side: Side) -> dict[str, str]:
    return {"name": side.name, "generator": side.graph.generator}


# -- as text: lines with their styles --------------------------------------------------------------


def _lines(
    before: Side, after: Side, difference: Difference, shown: Sequence[FactChange], *, with_things: bool
) -> Iterator[_Line]:
    """Counts, documents, facts by council, things."""
    yield f"{before.name} → {after.name}", ""
    if difference.is_empty:
        yield f"No difference: {many(difference.same, 'fact')} {'is' if difference.same == 1 else 'are'} the same.", ""
        return
    yield from _counts(before, after, difference)
    if difference.documents:
        yield from _head("Documents", Counter(d.sign for d in difference.documents))
        for document in difference.documents:
            yield from _document_lines(document, len(difference.moved))
    names = _Names(before.graph, after.graph)
    totals = names.by_group(difference.facts)
    for group, facts in names.by_group(shown).items():
        yield from _head(group[1], Counter(f.sign for f in totals[group]))
        for fact in facts:
            yield from _fact_lines(fact, names)
    things = [t for t in difference.things if with_things or t.sign is Sign.CHANGED]
    if things:
        yield from _head("Things", Counter(t.sign for t in things))
        for thing in things:
            yield _signed(thing.sign, f"{thing.name} ({thing.ref})")
            yield from (_under(_identity(change)) for change in thing.changes)


def _counts(before: Side, after: Side, difference: Difference) -> Iterator[_Line]:
    facts = _numbers(Counter(f.sign for f in difference.facts))
    yield f"facts       {', '.join([*facts, f'{difference.same} the same'])}", ""
    if difference.documents:
        numbers = Counter(d.sign for d in difference.documents)
        same = len(after.graph.documents) - numbers[Sign.ADDED] - numbers[Sign.CHANGED]
        yield f"documents   {', '.join([*_numbers(numbers), f'{same} the same'])}", ""
    if difference.things:
        yield f"things      {', '.join(_numbers(Counter(t.sign for t in difference.things)))}", ""
    for change in difference.settings:
        yield f"{change.field:<11} {change.before} → {change.after}", ""
    if before.graph.generator != after.graph.generator:
        yield f"made by     {before.graph.generator} → {after.graph.generator}", ""


def _numbers(signs: Counter[Sign]) -> list[str]:
    return [f"{signs[sign]} {sign}" for sign in Sign if signs[sign]]


def _head(name: str, signs: Counter[Sign]) -> Iterator[_Line]:
    yield "", ""
    yield f"{name}   {', '.join(_numbers(signs))}", "name"


class _Names:
    """What councils and documents are called, in either graph; the later name stands."""

    def __init__(self, old: Graph, new: Graph) -> None:
        self.thresholds = {Sign.GONE: old.threshold, Sign.ADDED: new.threshold, Sign.CHANGED: new.threshold}
        self._labels = node_labels(old) | node_labels(new)
        self._documents = {d.slug: d for graph in (old, new) for d in graph.documents}

    def by_group(self, facts: Iterable[FactChange]) -> dict[tuple[bool, str], list[FactChange]]:
        """Facts by council, then by document where that is about none or several; by name."""
        groups: dict[tuple[bool, str], list[FactChange]] = defaultdict(list)
        for change in facts:
            council = change.council
            name = self._labels[council] if council else self._documents[change.fact.document].title
            groups[council is None, name].append(change)
        return dict(sorted(groups.items()))

    def document(self, fact: Statement) -> str:
        """A fact's document: its title and file."""
        document = self._documents[fact.document]
        return f"{document.title} ({document.file_name})"


def _fact_lines(change: FactChange, names: _Names) -> Iterator[_Line]:
    fact = change.fact
    yield _signed(change.sign, fact.label)
    if change.old is not None and change.old.label != fact.label:
        yield _under(f"was: {change.old.label}")
    sentences = [c for c in change.changes if c.field == "sentence"]
    yield from (_changed(c) for c in change.changes if c.field != "sentence")
    for sentence in sentences:
        yield _under(f'sentence {"added" if sentence.after else "gone"}: "{sentence.after or sentence.before}"')
    if fact.quote not in {sentence.after for sentence in sentences}:
        yield _under(f'"{fact.quote}"')
    state = ["rejected" if fact.is_rejected else STATUS_WORDS[fact.status], f"confidence {decimal(fact.confidence)}"]
    if fact.status is Status.DONE and not fact.is_rejected and not is_direct(fact, names.thresholds[change.sign]):
        state.append("does not count")
    before = f", before {change.old.id}" if change.old is not None and change.old.id != fact.id else ""
    yield _under(", ".join([*state, names.document(fact), f"fact {fact.id}{before}"]), "quiet")


def _document_lines(change: DocumentChange, moved: int) -> Iterator[_Line]:
    document = change.new or change.old
    if document is None:
        return
    yield _signed(change.sign, f"{document.title} ({document.file_name})")
    for field in change.changes:
        if field.field == "text":
            yield _under("its text changed")
        elif field.field == "id":
            yield _under(f"id: {field.before} → {field.after}; the facts of renamed documents have new ids ({moved})")
        else:
            yield _changed(field)


def _identity(change: Change) -> str:
    """What became of a thing, in words."""
    if change.field != "joined":
        return f"{change.field}: {change.before} → {change.after}"
    now = f"now one with {change.after}" if change.after else ""
    was = f"no longer one with {change.before}" if change.before else ""
    return ", ".join(filter(None, (was, now)))


def _signed(sign: Sign, text: str) -> _Line:
    return f"{_SIGNS[sign]} {collapse(text)}", _STYLES[sign]


def _changed(change: Change) -> _Line:
    before, after = change.before, change.after
    if change.field == "status":
        before, after = STATUS_WORDS[Status(before)], STATUS_WORDS[Status(after)]
    return _under(f"{change.field}: {before or '–'} → {after or '–'}")


def _under(text: str, style: str = "") -> _Line:
    return f"    {collapse(text)}", style
