"""Abbreviations that a document brings in: ``Public Health England (PHE)``, and PHE from there on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphkit.records import Kind, Mention, Outline, Span
from graphkit.wording import abbreviates, split_abbreviation

_IN_BRACKETS = re.compile(r"['\"]?\s*\(['\"]?(?:the )?([A-Z][A-Za-z&]{1,8}s?)['\"]?\)")
_ABBREVIATED = (Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE)


def abbreviations(outline: Outline, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A mention wherever the abbreviation stands that a name has after it in brackets."""
    for mention in mentions:
        match = _IN_BRACKETS.match(outline.folded, mention.span.end)
        if match is None or not abbreviates(match[1], mention.name):
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
        full, abbreviation = split_abbreviation(mention.name)
        if abbreviation and mention.kind in _ABBREVIATED:
            for place in _places(outline, mention, full, abbreviation):
                short.setdefault(place.span, place)
    kept = [mention for mention in known if mention.span not in short]
    free = [place for place in short.values() if not any(place.span.meets(mention.span) for mention in kept)]
    return sorted((*kept, *free), key=lambda m: m.span)


def _bracketed(outline: Outline, mention: Mention) -> Mention:
    match = _IN_BRACKETS.match(outline.folded, mention.span.end)
    if match is None or mention.kind not in _ABBREVIATED or not abbreviates(match[1], mention.name):
        return mention
    span = Span(mention.span.start, match.end())
    return replace(mention, span=span, name=f"{mention.name} ({match[1]})")


def _places(outline: Outline, mention: Mention, full: str, short: str) -> Iterator[Mention]:
    rule = f"{mention.kind.value}.abbreviation@1"
    for found in re.finditer(rf"(?<![\w&]){re.escape(short)}(?![\w&])", outline.folded):
        span = Span(found.start(), found.end())
        yield Mention(span, mention.kind, short, rule, full, is_specific=True, score=mention.score)
