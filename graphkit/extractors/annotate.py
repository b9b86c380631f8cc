"""From an Outline to its mentions: every finder of the room is asked, and the learned judges settle what stands."""

from __future__ import annotations

from graphkit import rooms
from graphkit.extractors.forms import Forms, mentions
from graphkit.extractors.tagging import propose
from graphkit.knowledge import Knowledge
from graphkit.records import Kind, Mention, Outline


def annotate(outline: Outline, knowledge: Knowledge) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """(the mentions of the sentences, none overlapping; topics and populations, which may lie within those).

    The second layer holds every topic and population that a rule finds, for what a name tells of its own subject
    ("sexual health service" is about sexual health). Both in order of the text.
    """
    found = find(outline, knowledge)
    inner = [m for m in found if m.kind in (Kind.TOPIC, Kind.POPULATION)]
    weights = knowledge.weights
    forms = Forms(outline, found, propose(outline, found, weights.chains))
    scores = {(form, kind): weights.forms.score(row) for form in forms.places for kind, row in forms.rows(form)}
    taken = mentions(outline, found, forms, scores, weights.least)
    return tuple(taken), tuple(sorted(inner, key=lambda m: (m.span, m.kind)))


def find(outline: Outline, knowledge: Knowledge) -> list[Mention]:
    """What the rules find, overlaps and all: each finder's mentions in order of the text."""
    return [
        mention
        for name in rooms.names("extractors.mentions")
        for mention in rooms.load("extractors.mentions", name).find(outline, knowledge)
    ]
