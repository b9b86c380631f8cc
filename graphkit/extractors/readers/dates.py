"""When things began and ended: a verb of beginning or ending, its thing, and the date beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.extractors.page import Line, Page, date_after
from graphkit.extractors.roles import Place, find_role
from graphkit.extractors.values import Date, find_dates
from graphkit.extractors.verbs import status_before
from graphkit.protocols import Rule
from graphkit.records import Claim, Kind, Relation, Status

RULES = (
    Rule(
        "start.began-in@1",
        Relation.START_DATE,
        "reads startDate from a verb of beginning, its thing and a date.",
        (
            "The Warm Rooms scheme was launched in March 2018.",
            "Wigan Council set up the Warm Rooms scheme in October 2021.",
        ),
        ("The Warm Rooms scheme was praised in March 2018.",),
    ),
    Rule(
        "start.exercise-in@1",
        Relation.START_DATE,
        "reads startDate from 'there was a … in 2014'.",
        ("There was a joint procurement exercise for STI testing in 2014.",),
        ("There was talk in 2014 of a joint procurement exercise.",),
    ),
    Rule(
        "start.from-date@1",
        Relation.START_DATE,
        "reads startDate from 'from' or 'since' and a date after a thing.",
        ("The service is preparing for statutory sex education from 2020.",),
        ("The service learned much of sex education before 2020.",),
    ),
    Rule(
        "end.ended-in@1",
        Relation.END_DATE,
        "reads endDate from a verb of ending, its thing and a date.",
        ("The Warm Rooms scheme ended in March 2020.",),
        ("The Warm Rooms scheme was praised in March 2020.",),
    ),
)
_THING = (Kind.INITIATIVE, Kind.NETWORK)
_BEGIN = (
    r"(?:launched|started|starts|start|began|begins|begin|commenced|commences|opened|opens|open|established|set up|created|introduced"
    r"|founded|formed|rolled out|went live|goes live|go live|came into being|developed|piloted|initiated|implemented|held|inaugurated"
    r"|came into force|was born|commissioned|running since|been running since|in place since|in operation since|operated since)"
)
_END = r"(?:ended|ends|end|closed|closes|came to an end|come to an end|stopped|finished|concluded|ceased|wound up|expired|expires|disbanded)"
_BEGINS = re.compile(rf"(?<!\S){_BEGIN}(?!\S)")
_ENDS = re.compile(rf"(?<!\S){_END}(?!\S)")
_THERE_WAS = re.compile(r"(?<!\S)there (?:was|has been|were|is)(?!\S)")


def read(page: Page) -> Iterator[Claim]:
    """Start and end dates, in order of the text."""
    for line in page.lines:
        dates = [d for d in find_dates(page.outline.folded, line.sentence.span) if not d.is_range]
        if dates and not page.is_contact(line):
            yield from _line_dates(page, line, dates)


def _line_dates(page: Page, line: Line, dates: list[Date]) -> Iterator[Claim]:
    found = False
    for pattern, relation, rule in (
        (_BEGINS, Relation.START_DATE, "start.began-in@1"),
        (_ENDS, Relation.END_DATE, "end.ended-in@1"),
    ):
        for match in pattern.finditer(line.words):
            for claim in _by_verb(page, line, dates, match, relation, rule):
                found = True
                yield claim
    if not found:
        yield from _by_phrase(page, line, dates)


def _by_verb(
    page: Page, line: Line, dates: list[Date], match: re.Match[str], relation: Relation, rule: str
) -> Iterator[Claim]:
    start, end = line.token_at(match.start()), line.token_at(match.end() - 1) + 1
    date = date_after(line, dates, end - 1) or _date_leading(line, dates)
    if date is None:
        return
    passive = start > 0 and line.tokens[start - 1].low in ("was", "were", "been", "is", "be", "being")
    place = Place(
        line.sentence,
        line.tokens,
        line.refs,
        page.cast,
        start,
        end,
        passive,
        False,
        line.previous,
        line.following,
        line.section_refs,
    )
    things = find_role(place, _THING, ("subject",)) if passive else find_role(place, _THING, ("object", "subject"))
    status = status_before(line.tokens, start)
    for thing in things[:1]:
        sure = 0.85 * max(0.4, 1 - thing.doubt)
        yield page.claim(
            line,
            thing.ref,
            relation,
            rule,
            sure,
            literal=date.lexical,
            status=Status.DONE if status is Status.ENDED else status,
        )


def _date_leading(line: Line, dates: list[Date]) -> Date | None:
    """``In 2018 …``: a date that opens its sentence."""
    first = line.tokens[0].low if line.tokens else ""
    date = dates[0]
    return date if first in ("in", "since", "from", "on") and date.span.start - line.sentence.span.start < 14 else None


def _by_phrase(page: Page, line: Line, dates: list[Date]) -> Iterator[Claim]:
    there = _THERE_WAS.search(line.words)
    for at, ref in sorted(line.refs.items(), reverse=True):  # the nearest before the date first
        if ref.kind is not Kind.INITIATIVE:
            continue
        for date in dates:
            gap = [t for t in line.tokens[at + 1 :] if t.span.end <= date.span.start]
            if date.span.start < line.tokens[at].span.end or not gap:
                continue
            if (
                gap[-1].low == "in"
                and there is not None
                and line.token_at(there.start()) < at
                and len(gap) <= 8
                and _first_after(line, there, at)
            ):
                yield page.claim(line, ref, Relation.START_DATE, "start.exercise-in@1", 0.8, literal=date.lexical)
                return
            if gap[-1].low in ("from", "since") and len(gap) <= 8:
                planned = _is_planned(line) or (
                    gap[-1].low == "from" and status_before(line.tokens, at) is Status.PLANNED
                )
                status = Status.PLANNED if planned else Status.DONE
                yield page.claim(
                    line, ref, Relation.START_DATE, "start.from-date@1", 0.72, literal=date.lexical, status=status
                )
                return


def _first_after(line: Line, there: re.Match[str], at: int) -> bool:
    first = min(
        (i for i, ref in line.refs.items() if ref.kind is Kind.INITIATIVE and i > line.token_at(there.start())),
        default=-1,
    )
    return first == at


def _is_planned(line: Line) -> bool:
    return any(cue in line.words for cue in ("agreed to", "will ", "plans to", "preparing for", "due to", "is to "))
