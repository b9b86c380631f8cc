"""Blocks as Turtle text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.graph.blocks import Block, blocks
from graphkit.graph.terms import Row, expanded, row_order
from graphkit.records import Graph
from graphkit.vocabulary import PREFIXES


def prefix_lines(extra: Iterable[tuple[str, str]] = ()) -> str:
    """The prefix block, a line each."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in (*PREFIXES, *extra))


def block_text(block: Block) -> str:
    """One block: one predicate a line, the objects of one predicate side by side."""
    parts = [block.subject]
    last = ""
    for predicate, value in block.rows:
        if predicate == last:
            parts.append(f", {value}")
        else:
            parts.append(f" ;\n    {predicate} {value}" if last else f" {predicate} {value}")
            last = predicate
    parts.append(" .\n")
    return "".join(parts)


def turtle(graph: Graph) -> Iterator[str]:
    """The whole graph in canonical Turtle, piece by piece."""
    yield prefix_lines()
    for block in blocks(graph):
        yield "\n" + block_text(block)


def turtle_of_rows(rows: dict[str, set[Row]]) -> str:
    """Any triples in canonical Turtle: what a file should read, whatever the facts in it."""
    made = (Block(subject, sorted(rows[subject], key=row_order)) for subject in sorted(rows, key=expanded))
    return prefix_lines() + "".join("\n" + block_text(block) for block in made)
