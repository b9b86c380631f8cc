"""Topics: the words of the controlled scheme, longest first."""

from __future__ import annotations

from functools import lru_cache

from graphkit.extractors.tokens import token_lists, tokenise
from graphkit.knowledge import Knowledge
from graphkit.records import Kind, Mention, Outline, Span


def find(outline: Outline, knowledge: Knowledge) -> list[Mention]:
    """Every place that a topic's words stand in, in order; ``target`` is the topic's slug, ``name`` the words found."""
    index = _index(knowledge)
    mentions: list[Mention] = []
    for tokens in token_lists(outline):
        at = 0
        while at < len(tokens):
            length, slug = next(
                (
                    (len(words), slug)
                    for words, slug in index.get(tokens[at].low, ())
                    if all(t.low == word for t, word in zip(tokens[at : at + len(words)], words, strict=False))
                    and at + len(words) <= len(tokens)
                ),
                (0, ""),
            )
            if length:
                span = Span(tokens[at].span.start, tokens[at + length - 1].span.end)
                mentions.append(Mention(span, Kind.TOPIC, span.of(outline.folded), "topic.scheme@1", slug))
            at += max(length, 1)
    return sorted(mentions, key=lambda m: m.span)


@lru_cache(maxsize=4)
def _index(knowledge: Knowledge) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word → (words in small letters, slug), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for subject in knowledge.subjects:
        for form in subject.forms:
            words = tuple(t.low for t in tokenise(form, Span(0, len(form))))
            if words:
                index.setdefault(words[0], []).append((words, subject.slug))
    for rows in index.values():
        rows.sort(key=lambda row: (-len(row[0]), row))
    return index
