"""Abbreviations that a document brings in: ``Public Health England (PHE)``, and PHE from there on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphkit.records import Kind, Mention, Outline, Span

_IN_BRACKETS = re.compile(r"['\"]?\s*\(['\"]?(?:the )?([A-Z][A-Za-z&]{1,8}s?)['\"]?\)")
_AT_END = re.compile(r"\s*\(['\"]?(?:the )?([A-Z][A-Za-z& ]{1,9}s?)['\"]?\)$")
_ABBREVIATED = (Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE)


def abbreviations(outline: Outline, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A mention wherever the abbreviation stands that a name has after it in brackets."""
    for mention in mentions:
        match = _IN_BRACKETS.match(outline.folded, mention.span.end)
        if match is None or not _abbreviates(match[1], mention.name):
            continue
        yield from _places(outline, mention, mention.name, match[1])


def with_abbreviations(outline: Outline, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that do not overlap, with every abbreviation as the thing that it stands for.

    A name takes the brackets after it into its own extent; where the abbreviation stands again, it is that thing,
    whatever was thought of it before.
    """
    grown = [_bracketed(outline, mention) for mention in mentions]
    ends = [0, *itertools.accumulate((mention.span.end for mention in grown), max)]
    known = [mention for mention, end in zip(grown, ends, strict=False) if mention.span.start >= end]
    short: dict[Span, Mention] = {}
    for mention in known:
        full, abbreviation = split(mention.name)
        if abbreviation and mention.kind in _ABBREVIATED:
            for place in _places(outline, mention, full, abbreviation):
                short.setdefault(place.span, place)
    kept = [mention for mention in known if mention.span not in short]
    free = [place for place in short.values() if not any(place.span.meets(mention.span) for mention in kept)]
    return sorted((*kept, *free), key=lambda m: m.span)


def split(name: str) -> tuple[str, str]:
    """(name, abbreviation) of a name that ends in its own abbreviation in brackets; (name, empty) of any other."""
    match = _AT_END.search(name)
    if match is None or not _abbreviates(match[1], name[: match.start()]):
        return name, ""
    return name[: match.start()], match[1]


def _bracketed(outline: Outline, mention: Mention) -> Mention:
    match = _IN_BRACKETS.match(outline.folded, mention.span.end)
    if match is None or mention.kind not in _ABBREVIATED or not _abbreviates(match[1], mention.name):
        return mention
    span = Span(mention.span.start, match.end())
    return replace(mention, span=span, name=f"{mention.name} ({match[1]})")


def _places(outline: Outline, mention: Mention, full: str, short: str) -> Iterator[Mention]:
    rule = f"{mention.kind.value}.abbreviation@1"
    for found in re.finditer(rf"(?<![\w&]){re.escape(short)}(?![\w&])", outline.folded):
        span = Span(found.start(), found.end())
        yield Mention(span, mention.kind, short, rule, full, is_specific=True, score=mention.score)


def _abbreviates(short: str, name: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name))
    letters = [c for c in short.casefold() if c.isalpha()]
    position = 0
    for letter in initials.casefold():
        if position < len(letters) and letters[position] == letter:
            position += 1
    missing = len(letters) - position
    return len(letters) >= 2 and missing <= (len(letters) > 2)
