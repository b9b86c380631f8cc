"""Rules on the files beside the graph: the tables and the map must say what the graph says."""

from __future__ import annotations

import csv
import hashlib
import html
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graphkit.checks.problems import Problem
from graphkit.graph.tables import (
    THING_COLUMNS,
    csv_rows,
    csv_text,
    fact_columns,
    facts_table,
    thing_rows,
    things_table,
)
from graphkit.packing import unpacked
from graphkit.records import Graph

_DATA = re.compile(r'<script[^>]*\bid="?gk-data"?[^>]*>(.*?)</script>', re.DOTALL)
_PACKED = re.compile(r'<script[^>]*\bid="?gk-packed"?[^>]*>(.*?)</script>', re.DOTALL)
_SUMS = Path(".graphkit") / "SHA256SUMS"


def table_problems(graph: Graph, texts: dict[str, str], folder: Path) -> Iterable[Problem]:
    """Where ``facts.csv`` and ``things.csv`` differ from the graph, and sentences that are not at their offsets."""
    for name, rule, columns, table in (
        ("facts.csv", "facts-csv", fact_columns(graph), facts_table),
        ("things.csv", "things-csv", THING_COLUMNS, things_table),
    ):
        file = folder / name
        if not file.is_file():
            continue
        data, want = file.read_bytes(), csv_text(columns, table(graph))
        if data != want.encode("utf-8"):
            line = _first_difference(data, want.encode("utf-8"))
            yield Problem(rule, file.as_posix(), line, 1, "differs from the graph from this line on")
        if rule == "facts-csv":
            yield from _quote_problems(data, texts, file)


def _first_difference(data: bytes, want: bytes) -> int:
    same = next((i for i, (a, b) in enumerate(zip(data, want, strict=False)) if a != b), min(len(data), len(want)))
    return data.count(b"\n", 0, same) + 1


def _quote_problems(data: bytes, texts: dict[str, str], file: Path) -> Iterable[Problem]:
    try:
        rows = csv_rows(data.decode("utf-8"))
    except (UnicodeDecodeError, csv.Error) as error:
        yield Problem("facts-csv", file.as_posix(), 0, 0, f"cannot be read ({error})")
        return
    for number, row in enumerate(rows, 2):
        text, start, end = texts.get(row.get("document", "")), row.get("start", ""), row.get("end", "")
        if text is None or not (start or end):
            continue
        is_there = start.isdecimal() and end.isdecimal() and text[int(start) : int(end)] == row.get("quote")
        if not is_there:
            what = f"fact {row.get('fact', '')}: the sentence is not at {start} to {end} of its document"
            yield Problem("facts-csv", file.as_posix(), number, 1, f"row {number}: {what}")


def map_problems(graph: Graph, texts: dict[str, str], folder: Path) -> Iterable[Problem]:
    """Facts of ``map.html`` that the graph does not have, sentences that are not in the text that the page shows.

    A map may show a part of the graph.
    """
    file = folder / "map.html"
    if not file.is_file():
        return
    try:
        data = _map_data(file.read_bytes().decode("utf-8"))
        yield from (Problem("map-html", file.as_posix(), 1, 1, text) for text in _map_faults(graph, texts, data))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        yield Problem("map-html", file.as_posix(), 1, 1, f"its data cannot be read ({type(error).__name__})")


def _map_data(page: str) -> dict[str, Any]:
    if (held := _PACKED.search(page)) is not None:
        opened: dict[str, Any] = unpacked(held[1])
        return opened
    found = _DATA.search(page)
    if not found:
        raise ValueError("no data")
    body = found[1].strip()
    loaded: dict[str, Any] = json.loads(body if body.startswith("{") else html.unescape(body))
    return loaded


def _map_faults(graph: Graph, texts: dict[str, str], data: dict[str, Any]) -> Iterable[str]:
    shown = {document["id"]: document["text"] for document in data["docs"]}
    for name, text in sorted(shown.items()):
        if text and name in texts and texts[name] != text:
            yield f"the text of {name} is not the document's"
    facts = {s.id: s for s in graph.statements if not s.is_rejected}
    things = {str(row.ref) for row in thing_rows(graph)} | {f"document/{d.slug}" for d in graph.documents}
    for thing in data["nodes"]:
        if thing["id"] not in things:
            yield f"{thing['id']} is not in the graph"
    for edge in data["edges"]:
        fact = facts.get(edge["id"])
        if fact is None:
            yield f"fact {edge['id']} is not in the graph"
            continue
        best = {(e.start, e.end) for e in fact.evidence if e.quote == fact.quote}
        if (edge["doc"], edge["start"], edge["end"]) not in {(fact.document, a, b) for a, b in best}:
            yield f"fact {fact.id}: its sentence stands elsewhere in the graph"
        elif edge["start"] is not None and not _shows(shown.get(edge["doc"], ""), edge, fact.quote):
            yield f"fact {fact.id}: its sentence is not in the text that the page shows"
        elif edge.get("quote", fact.quote) != fact.quote:
            yield f"fact {fact.id}: another sentence is shown"


def _shows(text: str, edge: dict[str, Any], quote: str) -> bool:
    """Whether the sentence is in the page's text, or by itself in a page without the document's text."""
    if not text:
        return edge.get("quote") == quote
    return text[edge["start"] : edge["end"]] == quote


def digest_problems(folder: Path) -> Iterable[Problem]:
    """Files beside the graph that are not as the build wrote them, where the build kept their digests."""
    sums = folder / _SUMS
    if not sums.is_file():
        return
    for number, line in enumerate(sums.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        want, _, name = line.partition("  ")
        if not name or "/" in name or "\0" in name:
            yield Problem("digests", sums.as_posix(), number, 1, "no digest and file name")
            continue
        file = folder / name
        if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() != want:
            yield Problem("digests", file.as_posix(), 0, 0, "has changed since the build wrote it")
