"""From an Outline to its mentions: every finder of the room is asked, and the learned judges settle what stands."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit import rooms
from graphkit.extractors.abbreviations import with_abbreviations
from graphkit.extractors.forms import Forms, additions, scored
from graphkit.extractors.tagging import propose
from graphkit.knowledge import Knowledge
from graphkit.learned.weights import Weights
from graphkit.records import Kind, Mention, Outline

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
    forms = Forms(outline, found, propose(outline, found, weights.chains))
    scores = {(form, kind): weights.forms.score(row) for form in forms.places for kind, row in forms.rows(form)}
    outer = [scored(forms, m, scores, outline.folded) for m in found if m.kind is not Kind.TOPIC]
    outer.sort(key=lambda m: (-(m.span.end - m.span.start), _PRIORITY.index(m.kind), m.span, m.rule))
    pointing = [m for m in outer if m.target == "earlier"]
    pointed, covered = bytearray(len(outline.folded) + 1), bytearray(len(outline.folded) + 1)
    for mention in pointing:
        pointed[mention.span.start : mention.span.end] = b"\x01" * (mention.span.end - mention.span.start)
    taken: list[Mention] = []
    ranked = (
        *(m for m in outer if m.target != "earlier"),
        *(m for m in additions(outline, forms, scores, weights.least) if not all(pointed[m.span.start : m.span.end])),
        *pointing,
    )
    for mention in ranked:
        start, end = mention.span.start, mention.span.end
        if not any(covered[start:end]):
            covered[start:end] = b"\x01" * (end - start)
            taken.append(mention)
    return with_abbreviations(outline, sorted(taken, key=lambda m: m.span))


def find(outline: Outline, knowledge: Knowledge) -> list[Mention]:
    """What the rules find, overlaps and all: each finder's mentions in order of the text."""
    return [
        mention
        for name in rooms.names("extractors.mentions")
        for mention in rooms.load("extractors.mentions", name).find(outline, knowledge)
    ]
