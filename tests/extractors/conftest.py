"""What the tests of rules share: what rules alone read of a document, its facts in words, its mentions, its tokens.

What the learned judges make of it is measured in tests/accuracy and tested in test_judges.py: a rule is tested by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from graphkit.extractors.annotate import find, ranked
from graphkit.extractors.engine import propose
from graphkit.extractors.page import lay_out
from graphkit.extractors.tokens import Token, tokenise
from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.records import Cast, Claim, Description, Document, Kind, Mention, Ref, Span
from graphkit.resolution.things import resolve

TITLE = "Wigan Council: a case study"


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim in words: names in place of keys."""

    subject: str
    relation: str
    object: str
    status: str
    speaker: str
    quote: str
    claim: Claim


def document(text: str) -> Document:
    """A document that nothing but its text is known of."""
    return Document("a", "a.txt", text, "", Description("a.txt"))


def by_rules(text: str) -> list[Mention]:
    """The mentions that rules find, the longest where two overlap, in order of the text."""
    taken: list[Mention] = []
    for mention in ranked(find(make_outline(document(text)), load_knowledge())):
        if not any(mention.span.meets(other.span) for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda m: m.span)


def read_by_rules(text: str) -> tuple[Cast, list[Claim]]:
    """Who and what a text speaks of, and what frames and readers say of it, before anything is judged."""
    outline = make_outline(document(text))
    inner = [m for m in find(outline, load_knowledge()) if m.kind in (Kind.TOPIC, Kind.POPULATION)]
    inner.sort(key=lambda m: (m.span, m.kind))
    cast = resolve(outline, tuple(by_rules(text)), tuple(inner), load_knowledge())
    return cast, propose(lay_out(outline, cast, load_knowledge()))


def under_title(sentence: str, title: str = TITLE) -> str:
    """A text of a title and what stands under it."""
    return f"{title}\n\n{sentence}\n"


@pytest.fixture
def facts() -> Callable[..., list[Fact]]:
    """A function that reads a text, under a title or, with an empty one, as it stands."""

    def read(sentence: str, title: str = TITLE) -> list[Fact]:
        text = under_title(sentence, title) if title else sentence
        cast, claims = read_by_rules(text)
        names = {thing.ref: thing.name for thing in cast.things} | {Ref(Kind.DOCUMENT, "a"): "the document"}

        def words(claim: Claim) -> str:
            if claim.object is not None:
                return names[claim.object]
            if claim.outcome is not None:
                about = "about " if claim.outcome.approx else ""
                return f"{about}{claim.outcome.value} {claim.outcome.unit}"
            return claim.literal

        return [
            Fact(
                names[c.subject],
                c.relation,
                words(c),
                c.status,
                names[c.speaker] if c.speaker else "",
                c.span.of(text),
                c,
            )
            for c in sorted(claims, key=lambda c: (c.span, str(c.subject), c.relation, words(c)))
        ]

    return read


@pytest.fixture
def claims_of() -> Callable[[str], list[Claim]]:
    """A function that gives what rules claim of a sentence; one that begins with ``# `` is a document of its own."""
    return lambda sentence: read_by_rules(sentence[2:] if sentence.startswith("# ") else under_title(sentence))[1]


@pytest.fixture
def mentions() -> Callable[..., list[Mention]]:
    """A function that gives the mentions of a text under a title (of the title itself: none)."""

    def find(sentence: str, title: str = TITLE) -> list[Mention]:
        text = under_title(sentence, title)
        return [m for m in by_rules(text) if m.span.start >= len(title)]

    return find


@pytest.fixture
def named(mentions: Callable[..., list[Mention]]) -> Callable[..., list[str]]:
    """A function that gives the names of the mentions of one kind."""

    def find(sentence: str, kind: Kind, title: str = TITLE) -> list[str]:
        return [m.name for m in mentions(sentence, title) if m.kind is kind]

    return find


@pytest.fixture
def tokens() -> Callable[[str], list[Token]]:
    """A function that gives the words and marks of a sentence."""
    return lambda sentence: tokenise(sentence, Span(0, len(sentence)))
