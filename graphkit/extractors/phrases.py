"""Noun phrases without a parser: how far a phrase reaches to the left of its head noun."""

from __future__ import annotations

from graphkit.extractors import words as w
from graphkit.extractors.tokens import Token

_CLOSED = w.DETERMINERS | w.PREPOSITIONS | w.CONJUNCTIONS | w.PRONOUNS | w.AUXILIARIES | w.ADVERBS
_VERBS_BEFORE_NOUN = frozenset(
    "providing offering delivering running including involving commissioning developing launching introducing creating"
    " supporting establishing expanding improving funding hosting opening attending accessing receiving using making"
    " bringing giving building promoting reducing increasing exploring designing having joining completing leading"
    " starting setting transforming redesigning implementing being said".split()
)


_ING_NOUNS = frozenset(
    "housing training planning parking learning cycling walking screening testing cooking nursing fostering cleaning wellbeing"
    " ageing funding coaching mentoring counselling recycling gardening swimming living working evening building heating lighting"
    " banking reading writing befriending commissioning safeguarding engineering manufacturing".split()
)
_BEFORE_VERB = w.PRONOUNS | w.AUXILIARIES | frozenset({"to", "also", "which", "that", "who", "not"})


def is_modifier(token: Token, *, nouns_too: bool = True) -> bool:
    """Whether a word may stand before a head noun within its phrase; ``nouns_too``: also one that may be a verb."""
    if not token.is_word or token.low in _CLOSED or token.low in _VERBS_BEFORE_NOUN:
        return False
    if (
        token.low in w.NUMBERS
        or token.low in ("million", "billion", "thousand", "bn", "per", "percent")
        or token.word.replace(",", "").replace(".", "").isdigit()
    ):
        return False
    return (
        token.low not in w.COMMON_VERBS
        or token.low in w.MODIFIER_PARTICIPLES
        or (nouns_too and token.low in w.NOUNS_TOO and not token.low.endswith("s"))
    )


def modifiers_start(tokens: list[Token], head: int, *, nouns_too: bool = True) -> int:
    """Index of the first word of the phrase whose head is at ``head``: modifiers, joined by ``and`` where both sides are."""
    start = head
    while start:
        before = tokens[start - 1]
        infinitive = before.low in w.NOUNS_TOO and start > 1 and tokens[start - 2].low in _BEFORE_VERB
        if is_modifier(before, nouns_too=nouns_too) and not infinitive:
            start -= 1
        elif _joins(tokens, start - 1, head):
            start -= 2
        else:
            break
    has_verb = (
        i for i in range(head - 1, start, -1) if tokens[i].low.endswith("ed") and tokens[i - 1].low in _BEFORE_VERB
    )
    return next(has_verb, start - 1) + 1  # "it has organised free workshops"


def _joins(tokens: list[Token], at: int, head: int) -> bool:
    """``children's services``, ``health and wellbeing hub``: a small word within a phrase."""
    if tokens[at].low == "'s":
        return at > 0 and tokens[at - 1].low in w.POPULATION_HEADS
    return tokens[at].low in ("and", "&") and at + 1 < head + 1 and _joins_modifiers(tokens, at)


def _joins_modifiers(tokens: list[Token], at: int) -> bool:
    """``sexual health and substance misuse workers``: small words on both sides, and no thing of its own on the left."""
    left = tokens[at - 1] if at else None
    if left is None or not is_modifier(left) or left.is_capitalised:
        return False
    heads = w.STRONG_INITIATIVE_HEADS | w.WEAK_INITIATIVE_HEADS | w.POPULATION_HEADS
    return left.low not in heads and not left.low.endswith("ly")


def trim_modifiers(tokens: list[Token], start: int, head: int) -> int:
    """The start without leading words that tell nothing apart (``new``, ``different``, ``a range of``) and adverbs."""
    while start < head and (
        tokens[start].low in w.GENERIC_MODIFIERS or tokens[start].low.endswith("ly") or tokens[start].low == "and"
    ):
        start += 1
    gerund = start < head - 1 and tokens[start].low.endswith("ing") and tokens[start].low not in _ING_NOUNS
    if gerund and start and tokens[start - 1].low in w.PREPOSITIONS:  # "an approach to reforming public services"
        return trim_modifiers(tokens, start + 1, head)
    return start


def content_words(tokens: list[Token]) -> list[str]:
    """The words that tell a thing apart."""
    return [t.low for t in tokens if t.is_word and t.low not in w.GENERIC_MODIFIERS and t.low not in _CLOSED]
