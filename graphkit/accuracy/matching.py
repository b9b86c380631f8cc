"""Which names mean one thing: written forms compared without what two readers write differently.

Two things of one kind match where a written form of the one equals one of the other, but for case, articles, punctuation
and possessives. What a text describes rather than names (initiatives, populations, places, topics) also matches where
the two share most of their words and the head word, or one holds all words of the other; persons by surname.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphkit.records import Kind
from graphkit.wording import content_words, head_word, plain, stem

_DESCRIBED = frozenset({Kind.INITIATIVE, Kind.POPULATION, Kind.PLACE, Kind.TOPIC})
_SAME_FULLEST, _SAME_FORM, _SAME_SURNAME = 3.0, 2.0, 1.0
# Shares of common words (Dice, "Measures of the amount of ecologic association", 1945): with the same head word, and
# where one name holds all words of the other.
_MOST, _ENOUGH_WITHIN = 0.6, 0.4


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its kind and written forms, the fullest first."""

    kind: Kind
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """A written form made ready to compare."""

    plain: str
    words: frozenset[str]
    head: str


def plain_unit(text: str) -> str:
    """A unit of measurement without spaces and number: "per cent" is "%", "a year" is "/year"."""
    text = text.casefold()
    for words, short in (("per cent", "%"), ("percent", "%"), ("£", "gbp"), ("a year", "/year"), ("per year", "/year")):
        text = text.replace(words, short)
    return stem("".join(text.split()))


def speak_of_one_place(quote: str, other: str) -> bool:
    """Whether two quotes share half of the shorter one's words."""
    words, others = content_words(quote), content_words(other)
    return bool(words and others) and 2 * len(words & others) >= min(len(words), len(others))


def match(gold: Mapping[str, Named], found: Mapping[str, Named]) -> dict[str, str]:
    """Pairs of things that match, best first and each in one pair: gold's key → the key of what was found."""
    wanted = {key: _forms(named) for key, named in gold.items()}
    offered = {key: _forms(named) for key, named in found.items()}
    pairs = sorted(
        (-closeness, key, other)
        for key, named in gold.items()
        for other, thing in found.items()
        if named.kind is thing.kind and (closeness := _closeness(named.kind, wanted[key], offered[other]))
    )
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for _, key, other in pairs:
        if key not in matched and other not in taken:
            matched[key] = other
            taken.add(other)
    return matched


def _forms(named: Named) -> list[_Form]:
    return [_Form(plain(form), content_words(form), head_word(form)) for form in named.forms]


def _closeness(kind: Kind, gold: Sequence[_Form], found: Sequence[_Form]) -> float:
    """How well two things of one kind match; 0: not at all."""
    written = {form.plain for form in found}
    if gold[0].plain in written:
        return _SAME_FULLEST
    if any(form.plain in written for form in gold):
        return _SAME_FORM
    if kind in _DESCRIBED:
        best = max((_shared(a, b) for a in gold for b in found), default=0.0)
        return best if best >= _MOST else 0.0
    if kind is Kind.PERSON and set(_surnames(gold)) & set(_surnames(found)):
        return _SAME_SURNAME
    return 0.0


def _surnames(forms: Sequence[_Form]) -> Iterator[str]:
    return (form.plain.split()[-1] for form in forms if form.plain)


def _shared(one: _Form, other: _Form) -> float:
    """The share of words in common; 0 where neither the head word is the same nor one name holds the other."""
    if not one.words or not other.words:
        return 0.0
    fewer = min(len(one.words), len(other.words))
    common = len(one.words & other.words)
    share = 2 * common / (len(one.words) + len(other.words))
    is_within = common == fewer
    if is_within and fewer >= 2:
        return max(share, _MOST) if share >= _ENOUGH_WITHIN else 0.0
    return share if is_within or one.head == other.head else 0.0
