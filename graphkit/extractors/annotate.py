"""From an Outline to its mentions: every finder of the room is asked, and overlaps are settled."""

from __future__ import annotations

from graphkit import rooms
from graphkit.knowledge import Knowledge
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

    The second layer holds every topic and population, for what a name tells of its own subject ("sexual health
    service" is about sexual health). Both in order of the text.
    """
    found = [
        m
        for name in rooms.names("extractors.mentions")
        for m in rooms.load("extractors.mentions", name).find(outline, knowledge)
    ]
    outer = [m for m in found if m.kind is not Kind.TOPIC]
    outer.sort(key=lambda m: (-(m.span.end - m.span.start), _PRIORITY.index(m.kind), m.span, m.rule))
    taken: list[Mention] = []
    covered = bytearray(len(outline.folded))
    for mention in outer:
        if not any(covered[mention.span.start : mention.span.end]):
            covered[mention.span.start : mention.span.end] = b"\x01" * (mention.span.end - mention.span.start)
            taken.append(mention)
    inner = [m for m in found if m.kind in (Kind.TOPIC, Kind.POPULATION)]
    return tuple(sorted(taken, key=lambda m: m.span)), tuple(sorted(inner, key=lambda m: (m.span, m.kind)))
