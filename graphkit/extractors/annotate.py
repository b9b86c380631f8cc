"""From an Outline to its mentions: every finder of the room is asked, and the learned judges settle what stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphkit import rooms
from graphkit.extractors.abbreviations import with_abbreviations
from graphkit.extractors.forms import Forms
from graphkit.extractors.tagging import propose
from graphkit.knowledge import Knowledge
from graphkit.learned.weights import Weights
from graphkit.records import Kind, Mention, Outline, Span

# Where two finders claim the very same words, the earlier kind stands.
_PRIORITY = (
    Kind.PERSON,
    Kind.COUNCIL,
    Kind.NETWORK,
    Kind.ORGANISATION,
    Kind.INITIATIVE,
    Kind.PLACE,
    Kind.POPULATION,
    Kind.TOPIC,
)


def annotate(outline: Outline, knowledge: Knowledge) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """(the mentions of the sentences, none overlapping; topics and populations, which may lie within those).

    The second layer holds every topic and population that a rule finds, for what a name tells of its own subject
    ("sexual health service" is about sexual health). Both in order of the text.
    """
    found = find(outline, knowledge)
    inner = [m for m in found if m.kind in (Kind.TOPIC, Kind.POPULATION)]
    return tuple(settle(outline, found, knowledge.weights)), tuple(sorted(inner, key=lambda m: (m.span, m.kind)))


def settle(outline: Outline, found: Sequence[Mention], weights: Weights) -> list[Mention]:
    """Of all that rules and judges propose what stands: the mentions of the sentences, none overlapping.

    What the rules find stands first: on real pages it is right more often than what is only learned from marked documents
    (docs/accuracy.md). The judges fill what is left, before words that only stand for a thing told of earlier.
    """
    forms = Forms(outline, found, propose(outline, found, weights.chains), weights.forms)
    outer = ranked(found)
    pointing = [m for m in outer if m.target == "earlier"]
    taken = _Taken(len(outline.folded))
    taken.add(m for m in outer if m.target != "earlier")
    by_rules = [forms.scored(mention) for mention in taken.mentions]
    pointed = _Taken(len(outline.folded))
    pointed.add(pointing)
    taken.add(m for m in forms.additions(taken.leaves, weights.least) if not pointed.holds(m.span))
    taken.add(map(forms.scored, pointing))
    rest = taken.mentions[len(by_rules) :]
    return with_abbreviations(outline, sorted((*by_rules, *rest), key=lambda m: m.span))


def ranked(found: Sequence[Mention]) -> list[Mention]:
    """What rules find, topics apart, in the order in which it stands where two overlap."""
    return sorted((m for m in found if m.kind is not Kind.TOPIC), key=_rank)


def _rank(mention: Mention) -> tuple[int, int, Span, str]:
    """Of what rules find the longer stands, then the earlier kind."""
    return mention.span.start - mention.span.end, _PRIORITY.index(mention.kind), mention.span, mention.rule


class _Taken:
    """Mentions that do not overlap, in the order in which they came."""

    def __init__(self, size: int) -> None:
        self.mentions: list[Mention] = []
        self._covered = bytearray(size + 1)

    def add(self, mentions: Iterable[Mention]) -> None:
        """Take each mention that meets none before it."""
        for mention in mentions:
            start, end = mention.span.start, mention.span.end
            if self.leaves(mention.span):
                self._covered[start:end] = b"\x01" * (end - start)
                self.mentions.append(mention)

    def leaves(self, span: Span) -> bool:
        """Whether nothing of a stretch is taken."""
        return not any(self._covered[span.start : span.end])

    def holds(self, span: Span) -> bool:
        """Whether all of a stretch is taken."""
        return all(self._covered[span.start : span.end])


def find(outline: Outline, knowledge: Knowledge) -> list[Mention]:
    """What the rules find, overlaps and all: each finder's mentions in order of the text."""
    return [
        mention
        for name in rooms.names("extractors.mentions")
        for mention in rooms.load("extractors.mentions", name).find(outline, knowledge)
    ]
