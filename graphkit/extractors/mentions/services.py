"""Described initiatives: services, schemes, pilots without a proper name, by head noun and modifiers.

Extents follow the annotation guidelines: the shortest phrase that tells the thing apart in its document.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extractors import words as w
from graphkit.extractors.phrases import content_words, modifiers_start, trim_modifiers
from graphkit.extractors.tokens import Token, token_lists
from graphkit.knowledge import Knowledge
from graphkit.records import Kind, Mention, Outline, Span

_HEADS = w.STRONG_INITIATIVE_HEADS | w.WEAK_INITIATIVE_HEADS
_NOT_HEADS_BEFORE = frozenset(
    "workers worker providers provider users user staff team teams manager managers management lead officer".split()
)
_WITH_COMPLEMENT = frozenset(
    "testing self-testing screening co-location plans training programme project scheme campaign course".split()
)


_ALWAYS_ONE = frozenset("consultation website helpline hotline curriculum procurement evaluation".split())
_NEW_ALONE = frozenset(
    "consultation campaign survey pilot trial festival conference crèche audit levy website app helpline".split()
)
_OPENERS = frozenset("of for at on about".split())
_COUNTED = frozenset("hubs pilots projects academies clubs cafés cafes festivals".split())
_PURPOSEFUL = frozenset("campaign scheme project programme initiative strategy exercise".split())
_ORDINALS = frozenset("first second third fourth fifth final later".split())
_IN_TURN = frozenset("phase pilot round trial hub academy festival event evaluation review study".split())
# Plural heads that are things without a modifier where somebody is said to run them: "coaches hold clinics".
_BARE_OBJECTS = frozenset(
    "clinics workshops drop-ins courses events roadshows webinars masterclasses hubs campaigns bootcamps".split()
)
_RUNNING = frozenset(
    "hold holds held holding run runs ran running host hosts hosted hosting deliver delivers delivered delivering organise"
    " organised offers offered offering opened opens launched launches".split()
)


def find(outline: Outline, knowledge: Knowledge) -> list[Mention]:
    """Every described initiative that may be one; whether it is, what is said of it decides. In order of the text."""
    mentions: list[Mention] = []
    for tokens in token_lists(outline):
        mentions.extend(_in_sentence(outline, tokens))
        mentions.extend(_quoted(outline, tokens))
    return sorted(mentions, key=lambda m: m.span)


def _in_sentence(outline: Outline, tokens: list[Token]) -> Iterator[Mention]:
    for at, token in enumerate(tokens):
        if token.low not in _HEADS or (token.is_capitalised and at):
            continue
        if at + 1 < len(tokens) and _goes_on(tokens, at):
            continue
        found = _phrase(tokens, at)
        if found is None:
            continue
        start, end, is_anaphor = found
        span = Span(tokens[start].span.start, tokens[end - 1].span.end)
        if is_anaphor:
            yield Mention(span, Kind.INITIATIVE, token.low, "initiative.the-head@1", "earlier")
        else:
            strength = "strong-head" if token.low in w.STRONG_INITIATIVE_HEADS else "weak-head"
            yield Mention(span, Kind.INITIATIVE, " ".join(span.of(outline.folded).split()), f"initiative.{strength}@1")


def _quoted(outline: Outline, tokens: list[Token]) -> Iterator[Mention]:
    """``a "cut down to quit" scheme``: a few words in quotation marks before a head noun are its name."""
    for at, token in enumerate(tokens):
        if token.low not in _HEADS or not at or tokens[at - 1].word not in ('"', "'"):
            continue
        opening = next((i for i in range(at - 2, max(-1, at - 9), -1) if tokens[i].word == tokens[at - 1].word), -1)
        if opening >= 0 and at - opening > 2:
            span = Span(tokens[opening].span.start, token.span.end)
            capitalised = any(t.is_capitalised for t in tokens[opening:at])
            name = " ".join(span.of(outline.folded).split())
            yield Mention(span, Kind.INITIATIVE, name, "initiative.quoted@1", is_specific=capitalised)


def _goes_on(tokens: list[Token], at: int) -> bool:
    """Whether the word is no head but stands before one (``service users``, ``pilot scheme``, ``procurement exercise``)."""
    following = tokens[at + 1]
    if following.low in _HEADS or following.low in _NOT_HEADS_BEFORE or following.low in w.POPULATION_HEADS:
        return not (following.low in w.COMMON_VERBS and following.low not in w.STRONG_INITIATIVE_HEADS)
    return following.low == "-" and at + 2 < len(tokens)


def _phrase(tokens: list[Token], at: int) -> tuple[int, int, bool] | None:
    """(start, end, whether it stands for one named before) of the noun phrase with this head; None where it is none."""
    head = tokens[at].low
    if head in ("study", "studies") and at and tokens[at - 1].low == "case":
        return None  # what one reads
    start = trim_modifiers(tokens, modifiers_start(tokens, at), at)
    end = at + 1
    content = content_words(tokens[start:at])
    in_course = head == "course" and at and tokens[at - 1].low == "the"  # "in the course of the year"
    if not content and head in _WITH_COMPLEMENT and not in_course:
        end = _complement(tokens, at)
        start = modifiers_start(tokens, at) if end > at + 1 else start
    if content or end > at + 1 or head in w.BARE_INITIATIVES:
        return start, end, False
    before = tokens[start - 1].low if start else ""
    if before in ("the", "this", "that") and start == at:
        return at - 1, at + 1, True
    if before in ("these", "both") and head.endswith("s"):
        return at - 1, at + 1, True
    return _new_one(tokens, at, before) if start == at else None


def _new_one(tokens: list[Token], at: int, before: str) -> tuple[int, int, bool] | None:
    """A head without modifiers that brings in a thing of its own: ``a survey of the region``, ``a second phase``."""
    head = tokens[at].low
    if head in _ALWAYS_ONE:
        return at, _complement(tokens, at), False
    if before in _ORDINALS and head in _IN_TURN:
        return at - 1, at + 1, False
    is_counted = (before in w.NUMBERS or before.isdigit()) and before not in ("one", "1") and head in _COUNTED
    if is_counted or (head in _BARE_OBJECTS and before in _RUNNING):
        return at, at + 1, False
    if before in ("a", "an") and head in w.STRONG_INITIATIVE_HEADS and head != "offer":
        end = _complement(tokens, at)
        return (at, end, False) if end > at + 1 or head in _NEW_ALONE else None
    return None


def _complement(tokens: list[Token], at: int) -> int:
    """End of an ``of …``, ``for …`` or ``to …`` that tells a head without modifier apart."""
    openers = _OPENERS | {"to"} if tokens[at].low in _PURPOSEFUL else _OPENERS
    if at + 2 >= len(tokens) or tokens[at + 1].low not in openers:
        return at + 1
    end = at + 2
    is_verb = tokens[at + 1].low in ("to", "of", "for") and tokens[end].low in w.COMMON_VERBS
    if is_verb and end + 1 < len(tokens):
        end += 1
    if tokens[end].low in w.DETERMINERS and end + 1 < len(tokens) and _continues(tokens[end + 1]):
        end += 1
    while end < len(tokens) and end - at < 10:
        token = tokens[end]
        is_and = token.low == "and" and end + 1 < len(tokens) and _continues(tokens[end + 1])
        if not is_and and not _continues(token):
            break
        end += 1
    return end if end > at + 2 else at + 1


def _continues(token: Token) -> bool:
    closed = token.low in w.DETERMINERS | w.PREPOSITIONS | w.CONJUNCTIONS | w.PRONOUNS | w.AUXILIARIES | w.ADVERBS
    if token.word.replace(",", "").isdigit():
        return True
    return token.is_word and not closed and token.low not in w.COMMON_VERBS and not token.low.endswith("ly")
