"""Persons: by a title, a given name beside a role or a word of saying, or their line of the contact block."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extractors import words as w
from graphkit.extractors.names import place_names
from graphkit.extractors.tokens import Token, token_lists
from graphkit.knowledge import Knowledge
from graphkit.records import Kind, Mention, Outline, Span

_NOT_SURNAMES = (
    w.ORGANISATION_NAME_HEADS
    | w.NETWORK_NAME_HEADS
    | w.INITIATIVE_NAME_HEADS
    | w.PLACE_NAME_HEADS
    | frozenset("Council Director Head Manager Lead Officer Public Chief Cabinet Executive Leader".split())
)


# Nouns of places that are common surnames too.
_ALSO_SURNAMES = frozenset("Hill Green Lane Hall Day Church Bond".split())
_ALSO_PLACES = frozenset("victoria albert alexandra florence george grace".split())
_COMMON = w.DETERMINERS | w.PREPOSITIONS | w.CONJUNCTIONS | w.PRONOUNS | w.AUXILIARIES | w.ADVERBS | w.POPULATION_HEADS


def find(outline: Outline, knowledge: Knowledge) -> list[Mention]:
    """Every named person, in order; ``name`` is without title."""
    mentions: list[Mention] = []
    for tokens in token_lists(outline):
        mentions.extend(_in_sentence(outline, tokens, place_names(knowledge)))
    return sorted(mentions, key=lambda m: m.span)


def _in_sentence(outline: Outline, tokens: list[Token], places: frozenset[str]) -> Iterator[Mention]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.low in w.TITLES and token.is_capitalised:
            found = _titled(outline, tokens, at)
        elif token.is_capitalised and token.low in w.GIVEN_NAMES:
            found = _named(outline, tokens, at)
        else:
            found = _introduced(outline, tokens, at, places)
        if found is None:
            at += 1
        else:
            yield found[0]
            at = found[1]


def _surname_end(tokens: list[Token], at: int) -> int:
    """End of the surname that starts here, or ``at`` where none does: one or two capitalised words, ``de``, initials."""
    end = at
    while end < len(tokens) and end - at < 3:
        token = tokens[end]
        is_initial = len(token.word) == 1 and token.word.isupper()
        if token.word == "." and end > at and len(tokens[end - 1].word) == 1:
            end += 1
            continue
        if token.low in ("de", "van", "von", "al", "bin") and end + 1 < len(tokens) and tokens[end + 1].is_capitalised:
            end += 1
            continue
        if (
            not token.is_capitalised
            or (token.word in _NOT_SURNAMES and not _is_surname(tokens, end))
            or (token.word.isupper() and not is_initial)
        ):
            break
        if end > at and token.low in w.ROLE_HEADS | w.TITLES:
            break
        end += 1
        if not is_initial and token.low not in w.GIVEN_NAMES and end - at >= 1:
            break
    if end > at and len(tokens[end - 1].word) == 1:
        return at
    return end


def _is_surname(tokens: list[Token], at: int) -> bool:
    """``Jane Hill said``, but ``at Jane Hill`` and ``the Victoria Hall``."""
    before = tokens[at - 2].low if at > 1 else ""
    placed = before in w.PREPOSITIONS - {"by", "with", "from", "for"} or before in w.DETERMINERS
    return tokens[at].word in _ALSO_SURNAMES and not placed and tokens[at - 1].low not in _ALSO_PLACES


def _titled(outline: Outline, tokens: list[Token], at: int) -> tuple[Mention, int] | None:
    start = at + 1
    while start < len(tokens) and (tokens[start].low in w.TITLES or tokens[start].word == "."):
        start += 1
    end = start
    while (
        end < len(tokens)
        and end - start < 4
        and tokens[end].is_capitalised
        and tokens[end].word not in _NOT_SURNAMES - _ALSO_SURNAMES
    ):
        if end > start and tokens[end].low in w.ROLE_HEADS:
            break
        end += 1
    if end == start:
        return None
    name = Span(tokens[start].span.start, tokens[end - 1].span.end)
    span = Span(tokens[at].span.start, name.end)
    return Mention(span, Kind.PERSON, name.of(outline.folded), "person.title@1", is_specific=True), end


def _named(outline: Outline, tokens: list[Token], at: int) -> tuple[Mention, int] | None:
    end = _surname_end(tokens, at + 1)
    if end == at + 1 or (
        end < len(tokens)
        and tokens[end].is_capitalised
        and tokens[end].word in _NOT_SURNAMES
        and not _role(tokens, end)
    ):
        return None
    in_name = at > 0 and tokens[at - 1].is_capitalised and tokens[at - 1].low not in w.TITLES | {"contact"}
    if in_name and not any(t.low in w.ROLE_HEADS for t in tokens[max(0, at - 6) : at + 5]):
        return None
    span = Span(tokens[at].span.start, tokens[end - 1].span.end)
    if not _stands_alone(tokens, end):
        return None
    return Mention(span, Kind.PERSON, span.of(outline.folded), "person.given-name@1", is_specific=True), end


def _introduced(outline: Outline, tokens: list[Token], at: int, places: frozenset[str]) -> tuple[Mention, int] | None:
    """``Rhodri Rowlands, head of …`` and ``said Rhodri Rowlands``: two capitalised words that a role or speech shows."""
    if (
        at + 2 >= len(tokens)
        or not (tokens[at].is_capitalised and tokens[at + 1].is_capitalised)
        or tokens[at + 2].is_capitalised
    ):
        return None
    if at and tokens[at - 1].is_capitalised and tokens[at - 1].low not in w.ROLE_HEADS:
        return None
    pair = tokens[at : at + 2]
    if any(t.word in _NOT_SURNAMES or t.word.isupper() or not t.word.isalpha() or t.low in places for t in pair):
        return None
    if any(t.low in _COMMON for t in pair):
        return None
    after = tokens[at + 2]
    role = after.word == "," and any(t.low in w.ROLE_HEADS for t in _until_comma(tokens, at + 3))
    says = after.low in w.SPEECH_VERBS or (at > 0 and tokens[at - 1].low in w.SPEECH_VERBS)
    if not role and not says:
        return None
    span = Span(pair[0].span.start, pair[1].span.end)
    return Mention(span, Kind.PERSON, span.of(outline.folded), "person.introduced@1", is_specific=True), at + 2


def _until_comma(tokens: list[Token], start: int) -> list[Token]:
    end = next((i for i in range(start, min(start + 9, len(tokens))) if tokens[i].word in (",", ".", ";")), start + 9)
    return tokens[start:end]


def _role(tokens: list[Token], at: int) -> bool:
    return any(t.low in w.ROLE_HEADS for t in tokens[at : at + 6])


def _stands_alone(tokens: list[Token], end: int) -> bool:
    """A given name and a surname are a person almost always; but not inside a longer name (``Lloyd Park Centre``)."""
    if end < len(tokens) and tokens[end].is_capitalised and not _role(tokens, end):
        return tokens[end].low in w.TITLES
    return not (end + 1 < len(tokens) and tokens[end].low == "'s" and tokens[end + 1].is_capitalised)
