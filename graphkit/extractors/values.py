"""Dates and quantities by our own grammar: general date finders over-fire on this prose."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from decimal import Decimal

from graphkit.extractors.words import MONTHS, NUMBERS
from graphkit.records import Span

_MONTH_NUMBERS = MONTHS | {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_MONTH = "|".join(
    rf"{name}\.?" if name not in MONTHS else name for name in sorted(_MONTH_NUMBERS, key=len, reverse=True)
)
_DATE = re.compile(
    rf"\b(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month1>{_MONTH}),?\s+(?P<year1>(?:19|20)[0-9][0-9])"
    rf"|(?P<month3>{_MONTH})\s+(?P<day3>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year4>(?:19|20)[0-9][0-9])"
    rf"|(?P<day5>[0-9]{{1,2}})/(?P<month5>[0-9]{{1,2}})/(?P<year5>(?:19|20)[0-9][0-9])"
    rf"|(?P<month2>{_MONTH}),?\s+(?:of\s+)?(?P<year2>(?:19|20)[0-9][0-9])"
    rf"|(?:(?:spring|summer|autumn|winter|early|late|mid-?|the\s+end\s+of|the\s+start\s+of)\s*)?(?P<year3>(?:19|20)[0-9][0-9])(?!s)"
    rf"(?P<span>\s?[/–-]\s?(?:20)?[0-9][0-9]\b)?)(?![0-9%]|,[0-9]|\.[0-9])",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:last|this|next) (?:year|month|week|spring|summer|autumn|winter)\b|\b(?:in|over) the (?:past|last|first|previous)"
    r" (?:\w+ )?(?:years?|months?|weeks?)\b|\brecently\b|\bthis year\b|\bsince then\b",
    re.IGNORECASE,
)
_SMALL = "|".join(sorted((word for word in NUMBERS if word not in ("zero", "dozen", "hundred")), key=len, reverse=True))
_FIGURE = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
    rf"|(?:{_SMALL})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:half )?an?(?= (?:million|billion|thousand|hundred)\b)"
)
_QUANTITY = re.compile(
    rf"(?P<approx>\b(?:nearly|almost|about|around|over|more than|approximately|some|up to|at least|roughly|just over|just under"
    rf"|under|fewer than|less than|well over|in excess of|an estimated|estimated)\s+)?"
    rf"(?:an? (?:total|average|further|additional) (?:of )?|a further |an additional |another )?"
    rf"(?P<money>[£€$]\s?)?(?<![\w.])(?P<figure>{_FIGURE})(?:(?P<scale>\s?(?:million|billion|thousand|hundred|dozen|[mk]|bn))\b|(?!\w|[.,][0-9]))(?P<plus>\+)?"
    rf"(?P<percent>\s?%|\s?per ?cent\b|\s?percentage points?\b)?",
    re.IGNORECASE,
)
_FRACTIONS = {
    "half": "50", "a third": "33.3", "one third": "33.3", "one in three": "33.3", "two thirds": "66.7", "two-thirds": "66.7",
    "a quarter": "25", "one quarter": "25", "one in four": "25", "three quarters": "75", "three-quarters": "75",
    "one in five": "20", "a fifth": "20", "one in ten": "10", "a tenth": "10", "four in five": "80", "nine in ten": "90",
}  # fmt: skip
_FRACTION = re.compile(
    r"(?P<approx>\b(?:nearly|almost|about|around|over|more than)\s+)?\b(?P<words>"
    + "|".join(sorted(map(re.escape, _FRACTIONS), key=len, reverse=True))
    + r")\b(?= of\b)",
    re.IGNORECASE,
)
_ARTICLES = {"a": "1", "an": "1", "half a": "0.5", "half an": "0.5"}  # a million, half a million
_SCALES = {"million": 6, "m": 6, "billion": 9, "bn": 9, "thousand": 3, "k": 3, "hundred": 2}


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: ``lexical`` is a year, month or day (2018, 2018-03, 2018-03-09)."""

    span: Span
    lexical: str
    is_range: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text: ``value`` in lexical form, ``unit`` ``%`` or ``GBP`` where the figure itself shows it."""

    span: Span
    value: str
    unit: str
    is_approximate: bool


def find_dates(folded: str, span: Span) -> list[Date]:
    """Every date with a year, in order.

    >>> [d.lexical for d in find_dates("from May 2019, 3 June 2020 and in 2014", Span(0, 38))]
    ['2019-05', '2020-06-03', '2014']
    """
    found = []
    for match in _DATE.finditer(folded, span.start, span.end):
        year = match["year1"] or match["year2"] or match["year3"] or match["year4"] or match["year5"]
        named = _MONTH_NUMBERS.get((match["month1"] or match["month2"] or match["month3"] or "").lower().rstrip("."), 0)
        month = named or int(match["month5"] or 0)
        month = month if month <= 12 else 0
        day = int(match["day"] or match["day3"] or match["day5"] or 0)
        last = calendar.monthrange(int(year), month)[1] if month else 0
        lexical = year + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if 0 < day <= last else "")
        found.append(Date(Span(match.start(), match.end()), lexical, bool(match["span"])))
    return found


def find_relative_time(folded: str, span: Span) -> Span | None:
    """The first words that say a time without a year (``last year``), if any."""
    match = _RELATIVE.search(folded, span.start, span.end)
    return Span(match.start(), match.end()) if match else None


def find_quantities(folded: str, span: Span) -> list[Quantity]:
    """Every figure that is no date, in order: ``nearly 12,000`` is 12000 and approximate; money in whole pounds."""
    dates = find_dates(folded, span)
    found = []
    for match in _QUANTITY.finditer(folded, span.start, span.end):
        where = Span(match.start(), match.end())
        if any(d.span.meets(Span(match.start("figure"), match.end("figure"))) for d in dates) and not match["money"]:
            continue
        value = _value(match["figure"].lower().replace(",", ""), (match["scale"] or "").strip().lower())
        unit = "GBP" if match["money"] and "£" in match["money"] else "%" if match["percent"] else ""
        approximate = bool(match["approx"] or match["plus"])
        if value:
            found.append(Quantity(_trim_left(folded, where), value, unit, approximate))
    found += [
        Quantity(Span(m.start(), m.end()), _FRACTIONS[m["words"].lower()], "%", is_approximate=True)
        for m in _FRACTION.finditer(folded, span.start, span.end)
    ]
    return sorted(found, key=lambda q: q.span)


def _trim_left(folded: str, span: Span) -> Span:
    start = span.start
    while folded[start].isspace():
        start += 1
    return Span(start, span.end)


def _value(figure: str, scale: str) -> str:
    """Plain digits, no trailing zero after a point, no exponent."""
    if figure in _ARTICLES:
        figure = _ARTICLES[figure]
    elif not figure[0].isdigit():
        head, _, tail = figure.partition("-")
        figure = str(NUMBERS.get(head, 0) + NUMBERS.get(tail, 0))
    if scale == "dozen":
        return format(Decimal(figure) * 12, "f").partition(".")[0]
    whole, _, fraction = figure.partition(".")
    power = _SCALES.get(scale, 0)
    fraction = fraction.ljust(power, "0")
    whole, fraction = whole + fraction[:power], fraction[power:].rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{fraction}" if fraction else whole
