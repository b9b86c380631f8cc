"""Populations: the people that something is for, in the words used, without quantities."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extractors import words as w
from graphkit.extractors.phrases import content_words, modifiers_start
from graphkit.extractors.tokens import Token, token_lists
from graphkit.knowledge import Knowledge
from graphkit.records import Kind, Mention, Outline, Span

_STOPS = frozenset('. ; : ? ! ( ) " –'.split())
_NOT_BEFORE = frozenset(
    "workers staff services service team teams support centre care health organisations groups group".split()
)
_VERBS = w.COMMON_VERBS - w.NOUNS_TOO - w.MODIFIER_PARTICIPLES
_QUANTITIES = frozenset("fewer more most many several".split())
_KEEP_GENERIC = frozenset("local young older old new other".split())
_SITUATIONS = frozenset(
    "care crisis need poverty recovery prison hospital custody employment education debt treatment hardship distress".split()
)
_AFTER_OF = frozenset("to in through at by via on from were was have has had is are who with for".split())
_GROUPS = frozenset("those people adults women men children individuals residents patients".split())


def find(outline: Outline, knowledge: Knowledge) -> list[Mention]:
    """Every phrase for a group of people, in order; ``name`` without article and quantity."""
    mentions: list[Mention] = []
    for tokens in token_lists(outline):
        mentions.extend(_in_sentence(outline, tokens))
    return sorted(mentions, key=lambda m: m.span)


def _in_sentence(outline: Outline, tokens: list[Token]) -> Iterator[Mention]:
    for at, token in enumerate(tokens):
        if token.low == "those":
            end = _complement(tokens, at)
            found = (at, end) if end > at + 1 else None
        elif token.low in w.POPULATION_HEADS and not (token.is_capitalised and at):
            found = _phrase(tokens, at)
        else:
            found = None
        if found is not None:
            span = Span(tokens[found[0]].span.start, tokens[found[1] - 1].span.end)
            yield Mention(span, Kind.POPULATION, " ".join(span.of(outline.folded).split()), "population.head-noun@1")


def _phrase(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """(start, end) of the phrase with this head; None where the head says nobody in particular or is no head."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and (following.low in _NOT_BEFORE | w.POPULATION_HEADS | {"'s"} or following.word == "'"):
        return None
    start = modifiers_start(tokens, at, nouns_too=False)
    while start < at and tokens[start].low in (w.GENERIC_MODIFIERS | _QUANTITIES) - _KEEP_GENERIC:
        start += 1
    while start < at and tokens[start].low.endswith("ing") and tokens[start].low not in ("ageing", "working"):
        start += 1
    start = _after_verb(tokens, start, at)
    start = _year_groups(tokens, start)
    end = _complement(tokens, at)
    told_apart = content_words(tokens[start:at]) or (start < at and tokens[start].low in ("local", "young", "older"))
    if end == at + 1 and tokens[at].low in w.WIDE_POPULATIONS and not told_apart:
        return None
    return start, end


def _after_verb(tokens: list[Token], start: int, at: int) -> int:
    """``the council attracts people``, ``has thanked residents``: what follows a subject and looks like a verb is one."""
    for index in range(at - 1, max(start - 1, 0), -1):
        word, before = tokens[index].low, tokens[index - 1]
        looks_so = (word.endswith("s") and not word.endswith(("ss", "us", "'s"))) or word.endswith("ed")
        opens_phrase = (
            before.low in w.PREPOSITIONS | w.DETERMINERS | w.CONJUNCTIONS | w.GENERIC_MODIFIERS or _is_figure(before)
        )
        if looks_so and before.is_word and not opens_phrase:
            return index + 1
    return start


def _year_groups(tokens: list[Token], start: int) -> int:
    """``year nine, 10 and 11 pupils``: figures belong to the phrase where ``year`` stands before them."""
    at = start
    while at and (
        tokens[at - 1].word in (",", "-") or tokens[at - 1].low in ("and", "to", "or") or _is_figure(tokens[at - 1])
    ):
        at -= 1
    figures = [t.word for t in tokens[at:start] if t.word.isascii() and t.word.isdigit()]
    if (
        at < start
        and at
        and tokens[at - 1].low in ("year", "years")
        and all(len(f) < 3 and int(f) <= 13 for f in figures)
    ):
        return at - 1
    return start


def _is_figure(token: Token) -> bool:
    return token.word.replace(",", "").isdigit() or token.low in w.NUMBERS


def _complement(tokens: list[Token], at: int) -> int:
    """End of what tells the group apart on the right: ``aged 16 to 70``, ``with …``, ``who are at risk of …``."""
    end = at + 1
    if end >= len(tokens):
        return end
    opener = tokens[end].low
    if opener == "aged":
        return _until(tokens, end + 1, at + 7, frozenset("who in with and".split()), keep_and_figures=True)
    if opener == "of" and tokens[at].low in ("victims", "survivors"):
        return _until(tokens, end + 1, at + 8, _VERBS | _AFTER_OF)
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    is_situation = opener == "in" and tokens[at].low != "those"
    if following is not None and (
        (is_situation and following.low in _SITUATIONS) or (opener == "over" and _is_figure(following))
    ):
        return end + 2
    bare_with = (
        opener in ("with", "without")
        and end + 1 < len(tokens)
        and tokens[end + 1].low not in w.DETERMINERS | w.PRONOUNS
    )
    if bare_with and tokens[at].low in _GROUPS | {"families"}:
        return _until(
            tokens,
            end + 1,
            at + 8,
            _VERBS | frozenset("and to in through at by via on from were was have has had is are who".split()),
        )
    if opener in (
        "experiencing",
        "facing",
        "engaged",
        "living",
        "leaving",
        "seeking",
        "affected",
        "sleeping",
        "struggling",
    ) or (opener == "at" and end + 1 < len(tokens) and tokens[end + 1].low == "risk"):
        return _until(
            tokens,
            end + 1,
            at + 18,
            frozenset("to involves and were was have has had is are by who through will can".split()),
        )
    if opener == "who" and end + 1 < len(tokens) and tokens[end + 1].low in ("are", "have", "live", "need", "use"):
        return _until(tokens, end + 2, at + 14, frozenset("was were has will can and".split()))
    return end


def _until(
    tokens: list[Token], start: int, limit: int, stops: frozenset[str], *, keep_and_figures: bool = False
) -> int:
    end = start
    while end < len(tokens) and end < limit:
        token = tokens[end]
        listing = any(tokens[i].low == "such" for i in range(start, end))
        if token.word in _STOPS or (token.word == "," and not listing):
            break
        if listing and token.low in ("and", ","):
            end += 1
            continue
        if token.low in stops and not (
            keep_and_figures
            and token.low == "and"
            and end + 1 < len(tokens)
            and (_is_figure(tokens[end + 1]) or tokens[end + 1].low == "over")
        ):
            break
        end += 1
        if (
            keep_and_figures
            and _is_figure(token)
            and end < len(tokens)
            and tokens[end].low not in ("to", "-", "and", "or")
        ):
            break
    while end > start and tokens[end - 1].low in w.CONJUNCTIONS | w.PREPOSITIONS:
        end -= 1
    return end
