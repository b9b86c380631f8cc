"""The figures of all documents: sums of the documents' counts, with intervals over documents."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graphkit.accuracy.measure import DocumentScore, Figure
from graphkit.accuracy.tallies import Tally

TABLES = ("all", "type", "relation", "status", "date", "topic")
GROUPINGS = ("shape", "theme")
HEADLINE: tuple[Figure, Figure] = (("all", "facts"), ("all", "entities"))
_ROUNDS = 1000
_FIFTH, _NINETY_FIFTH = 50, 949


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle nine in ten of what other draws of documents would give, lowest and highest."""

    precision: tuple[float, float]
    recall: tuple[float, float]
    f1: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: the table it is in, its name, of which group of how many documents, the counts, and the interval."""

    table: str
    name: str
    group: str
    documents: int
    tally: Tally
    interval: Interval


def rows(scores: Sequence[DocumentScore], tables: Collection[str] = TABLES) -> list[Row]:
    """The figures of some tables over these documents, in the order in which they are measured.

    The intervals are a bootstrap over documents (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, ch. 13:
    percentiles) with a fixed seed. Facts are drawn first, then entities, from one source of numbers.
    """
    if not scores:
        return []
    source = random.Random(0)  # noqa: S311 - a draw of documents, no secret
    intervals = {figure: _interval([score.tallies[figure] for score in scores], source) for figure in HEADLINE}
    made = []
    for figure in scores[0].tallies:
        if figure[0] in tables:
            tallies = [score.tallies[figure] for score in scores]
            interval = intervals.get(figure) or _interval(tallies, source)
            made.append(Row(*figure, "", len(scores), Tally.total(tallies), interval))
    return sorted(made, key=lambda row: TABLES.index(row.table))


def grouped_rows(scores: Sequence[DocumentScore], grouping: str) -> list[Row]:
    """The headline figures for each shape or theme of document, the group with most documents first."""
    groups: dict[str, list[DocumentScore]] = {}
    for score in scores:
        groups.setdefault(score.shape if grouping == "shape" else score.theme, []).append(score)
    made = []
    for name, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        source = random.Random(0)  # noqa: S311 - as above
        for figure in HEADLINE:
            tallies = [score.tallies[figure] for score in group]
            row = Row(grouping, figure[1], name, len(group), Tally.total(tallies), _interval(tallies, source))
            made.append(row)
    return sorted(made, key=lambda row: row.name)


def _interval(tallies: Sequence[Tally], source: random.Random) -> Interval:
    """The 90% intervals of one figure, from draws of as many documents with replacement."""
    draws = [Tally.total(source.choices(tallies, k=len(tallies))) for _ in range(_ROUNDS)]
    precision, recall, f1 = (
        sorted(values) for values in zip(*((draw.precision, draw.recall, draw.f1) for draw in draws), strict=True)
    )
    return Interval(*((values[_FIFTH], values[_NINETY_FIFTH]) for values in (precision, recall, f1)))
