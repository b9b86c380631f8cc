"""What the tests of reading share: a document read whole, its facts in words, its mentions, its sentence as tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from graphkit.extractors.annotate import annotate
from graphkit.extractors.tokens import Token, tokenise
from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.pipeline import read_one
from graphkit.records import Claim, Description, Document, Kind, Mention, Ref, Span

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


def under_title(sentence: str, title: str = TITLE) -> str:
    """A text of a title and what stands under it."""
    return f"{title}\n\n{sentence}\n"


@pytest.fixture
def facts() -> Callable[..., list[Fact]]:
    """A function that reads a text, under a title or, with an empty one, as it stands."""

    def read(sentence: str, title: str = TITLE) -> list[Fact]:
        text = under_title(sentence, title) if title else sentence
        reading = read_one(document(text), load_knowledge())
        names = {thing.ref: thing.name for thing in reading.things} | {Ref(Kind.DOCUMENT, "a"): "the document"}

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
            for c in reading.claims
        ]

    return read


@pytest.fixture
def mentions() -> Callable[..., list[Mention]]:
    """A function that gives the mentions of a text under a title (of the title itself: none)."""

    def find(sentence: str, title: str = TITLE) -> list[Mention]:
        text = under_title(sentence, title)
        found, _ = annotate(make_outline(document(text)), load_knowledge())
        return [m for m in found if m.span.start >= len(title)]

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
