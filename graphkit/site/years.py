"""The timeline: dated facts by year and council."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphkit.maps.content import fact_time
from graphkit.records import Ref, Statement
from graphkit.site.view import STATUS_ORDER, View

_MOST_EMPTY = 10
_YEAR = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True, eq=False)
class Year:
    """The facts of one year under the council that they are about; None: those of no one council."""

    year: str
    councils: dict[Ref | None, list[Statement]]

    @property
    def facts(self) -> int:
        """How many facts, each counted once."""
        return len({fact.id for facts in self.councils.values() for fact in facts})


def dated(facts: Iterable[Statement]) -> list[tuple[str, Statement]]:
    """Facts that say when, in order of their dates as written: a year stands before its months."""
    found = [(fact_time(fact), fact) for fact in facts]
    return sorted(((time, f) for time, f in found if _YEAR.fullmatch(time)), key=lambda pair: (pair[0], pair[1].id))


def years_of(view: View) -> list[Year]:
    """All years in which something is dated, earliest first; facts read with little confidence come last in each list."""
    found: dict[str, dict[Ref | None, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    every = [fact for facts in view.said.values() for fact in facts]
    for time, fact in dated(every):
        councils: list[Ref | None] = [*view.councils_of(fact)]
        for council in councils or [None]:
            found[time[:4]][council].append(fact)
    years = []
    for year in sorted(found):
        own = found[year]
        order: list[Ref | None] = [*view.by_name({ref for ref in own if ref is not None})]
        if None in own:
            order.append(None)
        years.append(Year(year, {council: own[council] for council in order}))
    return years


def in_a_row(years: Sequence[Year]) -> list[Year]:
    """The same with the years between them in which nothing is dated; more than ten of those are one column, ``…``."""
    columns = [*years[:1]]
    for before, after in pairwise(years):
        between = [str(number) for number in range(int(before.year) + 1, int(after.year))]
        columns += [Year(label, {}) for label in (between if len(between) <= _MOST_EMPTY else ["…"])]
        columns.append(after)
    return columns


def best_status(view: View, facts: Iterable[Statement]) -> str:
    """The status that a mark for several facts shows: the best of those read surely, else ``doubt``."""
    sure = [fact.status for fact in facts if not view.is_doubtful(fact)]
    return min(sure, key=STATUS_ORDER.index).value if sure else "doubt"
