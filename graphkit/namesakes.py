"""Which council a name means in one document: by what else it names, where, and when; or nobody's, where nothing tells.

Several councils have one name (Newcastle), and one name passes from council to council (Somerset in 2022 and in 2024).
What decides is written in the document or its row of the source table; where nothing does, no council is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from graphkit.ids import date_bounds
from graphkit.register import Council, Register, fold_name, short_name

Period: TypeAlias = tuple[str, str]
"""First and last day (ISO) on which something may have been; two empty strings: not known."""
UNKNOWN: Period = ("", "")
_MONTHS = "january february march april may june july august september october november december".split()
_DATE = re.compile(
    r"(?<![\w£.,-])(?:(?P<before>by|until|till|before|towards) (?:the end of )?)?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)}) )?(?P<year>(?:19|20)\d\d)(?:[/–-](?P<to>\d\d))?(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a document tells beside a name.

    ``named``: councils (slugs) that it names so that only they can be meant. ``text``: folded, with the source table's
    title and publisher. ``written``: when it was written, as far as it or the source table tells.
    """

    named: frozenset[str] = frozenset()
    text: str = ""
    written: Period = UNKNOWN


def meant(register: Register, form: str, hints: Hints, said: Period = UNKNOWN) -> Council | None:
    """The council that a written form means, or None where several may be meant or the one has ended.

    Args:
        register: All councils.
        form: As written.
        hints: What the document tells.
        said: When that is of which the sentence speaks, as far as it says so.
    """
    own = register.candidates(form)
    if not own or (len(own) == 1 and _is_exact(form, own[0])):
        return own[0] if own else None
    rivals = rivals_of(register, form)
    when = said if said != UNKNOWN else hints.written
    standing = [council for council in rivals if _may_stand(council, when)]
    labelled = [council for council in own if _is_label(form, council)]
    if len(labelled) == 1 and labelled[0] in standing:
        return labelled[0]
    if len(rivals) == 1:
        return standing[0] if standing else None
    named = [council for council in rivals if council.slug in hints.named]
    if len(named) == 1:
        return named[0] if named[0] in standing or not standing else None
    for chosen in (_of_area(register, rivals, hints), standing):
        if len(chosen) == 1:
            return chosen[0]
    return None


def rivals_of(register: Register, form: str) -> tuple[Council, ...]:
    """All councils that a form may mean; of ``X Council`` also those that are called ``X`` for short.

    >>> from graphkit.register import load_register
    >>> [council.slug for council in rivals_of(load_register(), "Newcastle Council")]
    ['newcastle-upon-tyne', 'newcastle-under-lyme']
    """
    place = form.removesuffix(" Council")
    found = (*register.candidates(form), *(register.candidates(place) if place != form else ()))
    return tuple(dict.fromkeys(found))


def _is_exact(form: str, council: Council) -> bool:
    """Whether the form says more than a place and Council: a tier, or a name that is only the council's."""
    plain = fold_name(form)
    place = plain.removesuffix(" council")
    return place != fold_name(short_name(council)) and not any(place == fold_name(alias) for alias in council.aliases)


def _is_label(form: str, council: Council) -> bool:
    return fold_name(form) in (fold_name(council.label), fold_name(council.official_name))


def _may_stand(council: Council, when: Period) -> bool:
    """Whether the council was there on some day of the period, as far as is known."""
    first, last = when
    return not last or (council.founded <= last and (not council.dissolved or first < council.dissolved))


def _of_area(register: Register, rivals: Iterable[Council], hints: Hints) -> list[Council]:
    """Those whose county, region or combined authority the text names, or a neighbour in it."""
    named = [c for slug in sorted(hints.named) if (c := register.by_slug(slug)) is not None]
    areas = {area for council in named for area in (council.slug, council.upper_tier, council.region) if area}
    return [
        council
        for council in rivals
        if {council.upper_tier, council.region} & areas
        or any(re.search(rf"\b{re.escape(name)}\b", hints.text) for name in _around(register, council))
    ]


def _around(register: Register, council: Council) -> list[str]:
    """Names of the areas that a council lies in."""
    upper = register.by_slug(council.upper_tier)
    nation = council.nation if council.nation != "England" else ""
    return [name for name in (council.region or nation, short_name(upper) if upper else "") if name]


# -- dates -----------------------------------------------------------------------------------------


def period_of(lexical: str) -> Period:
    """First and last day of a year, month or day as the source table has it; of anything else: not known.

    >>> period_of("2019-03"), period_of("")
    (('2019-03-01', '2019-03-31'), ('', ''))
    """
    return date_bounds(lexical) if re.fullmatch(r"\d{4}(-\d\d){0,2}", lexical) else UNKNOWN


def latest(text: str, register: Register) -> Period:
    """The last year or month that a text speaks of as past; what lies ahead ("by 2030") does not count.

    >>> from graphkit.register import load_register
    >>> latest("Begun in 2016, it grew until March 2019. By 2030 all will be warm.", load_register())
    ('2016-01-01', '2016-12-31')
    """
    found: list[Period] = []
    for match in _DATE.finditer(text):
        if match["before"]:
            continue
        year = match["year"]
        if match["to"] and int(match["to"]) == (int(year) + 1) % 100:
            year = str(int(year) + 1)
        month = f"-{_MONTHS.index(match['month'].casefold()) + 1:02d}" if match["month"] else ""
        if f"{year}{month}" <= register.as_of[: len(year + month)]:
            found.append(date_bounds(year + month))
    return max(found, key=lambda period: (period[1], period[0]), default=UNKNOWN)
