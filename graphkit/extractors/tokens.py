"""The words and marks of a sentence, with the mentions among them: what frames are matched against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graphkit.records import Mention, Outline, Span

_TOKEN = re.compile(r"[^\W_]+(?:[-/&.](?=[^\W_])[^\W_]+|'(?!s\b)(?=[^\W_])[^\W_]+)*|'s\b|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a whole mention.

    ``word`` is as written, ``low`` in small letters; ``is_word``: no mark of punctuation; ``is_capitalised``: it starts
    with a capital or is figures and capitals (``3Rs``). Both are worked out once: they are asked for most of all.
    """

    span: Span
    word: str
    low: str
    is_capitalised: bool
    is_word: bool
    mention: Mention | None = None


def make_token(span: Span, word: str, mention: Mention | None = None) -> Token:
    """The token of a word, mark or mention."""
    first = word[0]
    capitalised = first.isupper() or (first.isdigit() and any(c.isupper() for c in word))
    return Token(span, word, word.lower(), capitalised, first.isalnum(), mention)


def tokenise(folded: str, span: Span) -> list[Token]:
    """The words and marks of a stretch, in order."""
    return [make_token(Span(m.start(), m.end()), m.group()) for m in _TOKEN.finditer(folded, span.start, span.end)]


def stretches(outline: Outline) -> list[Span]:
    """Where names are looked for: the title, headings and sentences, in order of the text."""
    spans = [sentence.span for sentence in outline.sentences]
    spans += [section.heading_span for section in outline.sections if section.heading_span is not None]
    if outline.title is not None:
        spans.append(outline.title)
    return sorted(spans)


@lru_cache(maxsize=4)
def tokens_by_start(outline: Outline) -> dict[int, list[Token]]:
    """The words and marks of each of the `stretches`, by where it starts."""
    return {span.start: tokens for span, tokens in zip(stretches(outline), token_lists(outline), strict=True)}


@lru_cache(maxsize=4)
def token_lists(outline: Outline) -> list[list[Token]]:
    """The words and marks of each of the `stretches`; every finder of mentions reads the same."""
    return [tokenise(outline.folded, span) for span in stretches(outline)]


def with_mentions(tokens: list[Token], mentions: list[Mention], folded: str) -> list[Token]:
    """The tokens with those under a mention replaced by one token for it; mentions do not overlap and are sorted."""
    result: list[Token] = []
    at = 0
    for mention in mentions:
        while at < len(tokens) and tokens[at].span.start < mention.span.start:
            result.append(tokens[at])
            at += 1
        result.append(make_token(mention.span, mention.span.of(folded), mention))
        while at < len(tokens) and tokens[at].span.start < mention.span.end:
            at += 1
    return result + tokens[at:]
