"""``graphkit analyse``: what the shape of the graph tells."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit import rooms
from graphkit.cli import options, output
from graphkit.graph import read_graph
from graphkit.graph.networks import node_labels, without_persons
from graphkit.graph.tables import csv_text

if TYPE_CHECKING:
    from graphkit.protocols import Analysis
    from graphkit.records import Finding, Ref

_IN_WORDS = 3
_MORE = 4


@click.command(
    "analyse",
    help="Say what the shape of the graph tells about councils, providers and topics.\n\n"
    f"WHAT is one of: {', '.join(rooms.names('analyses'))}. Only facts that count are looked at: happening, and sure "
    "enough or accepted. Persons are left out unless asked for.",
    epilog=options.examples(
        "graphkit analyse",
        "graphkit analyse providers",
        "graphkit analyse bridges --persons --format csv",
    ),
)
@click.argument("what", type=click.Choice(rooms.names("analyses")), metavar="[WHAT]", default="overview")
@click.option("--persons", is_flag=True, help="Take persons in.")
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="Rows to give at most.")
@options.format_option("table", "tsv", "csv", "json")
@options.graph_option
@options.out_option()
def command(*, what: str, persons: bool, top: int, format_name: str | None, graph: Path, out: Path | None) -> None:
    """Print the findings of one analysis."""
    whole = read_graph(graph)
    analysis: Analysis = rooms.load("analyses", what)
    found = analysis.analyse(whole if persons or what == "overview" else without_persons(whole))
    findings = found[:top]
    labels = node_labels(whole)
    form = format_name or ("table" if output.is_terminal() and out is None else "tsv")
    if form == "json":
        output.emit(json.dumps([_json(f, labels) for f in findings], ensure_ascii=False, indent=2), out)
    elif form == "table":
        output.emit(_table(analysis.title, findings, labels), out)
    else:
        columns, rows = _rows(findings, labels)
        output.emit(csv_text(columns, rows) if form == "csv" else output.tsv(columns, rows), out)
    if not found:
        output.note(f"{analysis.title}: nothing found in this graph.")
    elif len(found) > top:
        output.note(f"{len(found) - top} more: --top {len(found)} shows all.")


def _rows(findings: Sequence[Finding], labels: dict[Ref, str]) -> tuple[list[str], list[list[str]]]:
    """Every column: the thing, the numbers, what goes with it, what they mean, the facts behind them."""
    values = [name for name, _ in findings[0].values] if findings else []
    has_subjects = any(finding.subjects for finding in findings)
    columns = [*(["thing", "name"] if has_subjects else []), *values]
    columns += [*(["with"] if has_subjects else []), "meaning", "facts behind"]
    rows = []
    for finding in findings:
        row = [value for _, value in finding.values]
        if has_subjects:
            first, *others = finding.subjects
            row = [str(first), labels[first], *row, "; ".join(labels[ref] for ref in others)]
        rows.append([*row, finding.meaning, " ".join(finding.facts)])
    return columns, rows


def _table(title: str, findings: Sequence[Finding], labels: dict[Ref, str]) -> str:
    """A small table, and the first rows in words; numbers that are of no thing have their words beside them."""
    head = output.colour(title, "name")
    if not findings:
        return f"{head}\n"
    values = [name for name, _ in findings[0].values]
    numbers = [[value for _, value in finding.values] for finding in findings]
    if not any(finding.subjects for finding in findings):
        rows = [[*row, finding.meaning] for row, finding in zip(numbers, findings, strict=True)]
        return f"{head}\n\n{output.table([*values, 'meaning'], rows, last_is_sentence=True)}"
    rows = [
        [labels[finding.subjects[0]], *row, _others(finding, labels)]
        for row, finding in zip(numbers, findings, strict=True)
    ]
    columns = ["name", *values, "with"]
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    table = output.table(columns, rows, last_is_sentence=columns[-1] == "with")
    words = [
        textwrap.fill(output.plain(finding.meaning), output.width(), subsequent_indent="  ")
        for finding in findings[:_IN_WORDS]
    ]
    return "\n".join([head, "", table, "In words", *words, ""])


def _others(finding: Finding, labels: dict[Ref, str]) -> str:
    rest = len(finding.subjects) - 1 - _MORE
    names = "; ".join(labels[ref] for ref in finding.subjects[1 : 1 + _MORE])
    return f"{names} and {rest} more" if rest > 0 else names


def _json(finding: Finding, labels: dict[Ref, str]) -> dict[str, Any]:
    return {
        "subjects": [{"id": str(ref), "name": labels[ref]} for ref in finding.subjects],
        "values": dict(finding.values),
        "meaning": finding.meaning,
        "facts": list(finding.facts),
    }
