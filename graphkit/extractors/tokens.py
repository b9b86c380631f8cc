"""The words and marks of a sentence, with the mentions among them: what frames are matched against."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphkit.records import Mention, Outline, Span

_TOKEN = re.compile(r"[^\W_]+(?:[-/&.](?=[^\W_])[^\W_]+|'(?!s\b)(?=[^\W_])[^\W_]+)*|'s\b|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a whole mention. ``word`` is as written; ``low`` in small letters."""

    span: Span
    word: str
    low: str
    mention: Mention | None = None

    @property
    def is_capitalised(self) -> bool:
        """Whether it starts with a capital or is figures and capitals (``3Rs``)."""
        return self.word[0].isupper() or (self.word[0].isdigit() and any(c.isupper() for c in self.word))

    @property
    def is_word(self) -> bool:
        """Whether it is no mark of punctuation."""
        return self.word[0].isalnum()


def tokenise(folded: str, span: Span) -> list[Token]:
    """The words and marks of a stretch, in order."""
    return [
        Token(Span(m.start(), m.end()), m.group(), m.group().lower())
        for m in _TOKEN.finditer(folded, span.start, span.end)
    ]


def stretches(outline: Outline) -> list[Span]:
    """Where names are looked for: the title, headings and sentences, in order of the text."""
    spans = [sentence.span for sentence in outline.sentences]
    spans += [section.heading_span for section in outline.sections if section.heading_span is not None]
    if outline.title is not None:
        spans.append(outline.title)
    return sorted(spans)


def with_mentions(tokens: list[Token], mentions: list[Mention], folded: str) -> list[Token]:
    """The tokens with those under a mention replaced by one token for it; mentions do not overlap and are sorted."""
    result: list[Token] = []
    at = 0
    for mention in mentions:
        while at < len(tokens) and tokens[at].span.start < mention.span.start:
            result.append(tokens[at])
            at += 1
        words = mention.span.of(folded)
        result.append(Token(mention.span, words, words.lower(), mention))
        while at < len(tokens) and tokens[at].span.start < mention.span.end:
            at += 1
    return result + tokens[at:]
