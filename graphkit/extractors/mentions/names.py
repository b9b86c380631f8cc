"""Bodies, networks, named initiatives and places: by their proper names, and bodies that are only described."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.extractors import words as w
from graphkit.extractors.abbreviations import abbreviations
from graphkit.extractors.names import Name, find_names, place_names
from graphkit.extractors.phrases import content_words, is_modifier, modifiers_start, trim_modifiers
from graphkit.extractors.tokens import Token, token_lists
from graphkit.knowledge import Knowledge
from graphkit.records import Kind, Mention, Outline, Span

_NETWORK_HEADS = frozenset(
    "network partnership forum alliance consortium board collaborative coalition taskforce movement".split()
)
_TOO_SHORT = frozenset(
    "Public Health National Local Community Social Royal City County North South East West Greater Central Children Young"
    " British English Scottish Welsh Northern Department Ministry University Health Care Active Safe Green Mental".split()
)
_BODY_MODIFIERS = frozenset("local single".split())


def find(outline: Outline, knowledge: Knowledge) -> list[Mention]:
    """Every named body, network, initiative and place, and described bodies ("a local GP"), in order."""
    names = find_names(outline, knowledge)
    loose = [n.span for n in names if n.kind is None or n.why == "after-where"]
    mentions = [_mention(outline, name) for name in names if name.kind is not None and name.why != "after-where"]
    mentions += abbreviations(outline, list(mentions))
    places = place_names(knowledge)
    mentions += _short_forms(outline, mentions, [s for s in loose if s.of(outline.folded).casefold() not in places])
    taken = {mention.span for mention in mentions}
    mentions += [_mention(outline, name) for name in names if name.why == "after-where" and name.span not in taken]
    for tokens in token_lists(outline):
        mentions.extend(_described_bodies(outline, tokens))
        mentions.extend(_described_networks(outline, tokens))
        mentions.extend(_own_teams(outline, tokens))
        mentions.extend(_described_teams(outline, tokens))
    return sorted(mentions, key=lambda m: m.span)


def _mention(outline: Outline, name: Name) -> Mention:
    kind = name.kind or Kind.PLACE
    words = " ".join(name.span.of(outline.folded).split())
    return Mention(name.span, kind, words, f"{kind.value}.{name.why}@1", is_specific=True)


def _short_forms(outline: Outline, mentions: list[Mention], unknown: list[Span]) -> Iterator[Mention]:
    """``Spectrum`` where ``Spectrum Community Health CIC`` stands elsewhere: the same body, said short."""
    full: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (-len(m.name), m.span)):
        if mention.kind in (Kind.PLACE, Kind.COUNCIL):
            continue
        words = mention.name.split()
        for length in range(1, min(len(words), 6)):
            short = " ".join(words[:length])
            if len(short) > 3 and words[length - 1][0].isupper() and not _TOO_SHORT.issuperset(short.split()):
                full.setdefault(short, mention)
    for span in unknown:
        known = full.get(" ".join(span.of(outline.folded).split()))
        if known is not None:
            name = span.of(outline.folded)
            yield Mention(span, known.kind, name, f"{known.kind.value}.short-form@1", known.name, is_specific=True)


def _described_bodies(outline: Outline, tokens: list[Token]) -> Iterator[Mention]:
    """``a local GP``: one body, described, that may act."""
    for at in range(len(tokens) - 2):
        one, two, three = tokens[at : at + 3]
        if one.low in ("a", "an", "one") and two.low in _BODY_MODIFIERS and three.low in w.DESCRIBED_BODY_HEADS:
            end = at + 3
            while end < len(tokens) and tokens[end].low in w.DESCRIBED_BODY_HEADS:
                end += 1
            span = Span(one.span.start, tokens[end - 1].span.end)
            yield Mention(span, Kind.ORGANISATION, span.of(outline.folded), "organisation.described@1")


def _described_networks(outline: Outline, tokens: list[Token]) -> Iterator[Mention]:
    """``a sexual health commissioners network``: a standing group without a name of its own."""
    for at, token in enumerate(tokens):
        if token.low not in _NETWORK_HEADS or token.is_capitalised or not at:
            continue
        start = at
        while start and is_modifier(tokens[start - 1]):
            start -= 1
        modifiers = tokens[start:at]
        if not any(t.low not in w.GENERIC_MODIFIERS for t in modifiers):
            continue
        while modifiers and modifiers[0].low in ("new", "local", "existing", "strong", "wider"):
            start, modifiers = start + 1, modifiers[1:]
        if (
            start
            and (tokens[start - 1].low in w.DETERMINERS or tokens[start - 1].low in ("'s", "by", "with"))
            and modifiers
        ):
            span = Span(tokens[start].span.start, token.span.end)
            yield Mention(span, Kind.NETWORK, span.of(outline.folded), "network.described@1")


def _described_teams(outline: Outline, tokens: list[Token]) -> Iterator[Mention]:
    """``the oral health promotion team``: a body that its work tells apart."""
    for at, token in enumerate(tokens):
        if token.low != "team" or token.is_capitalised:
            continue
        start = trim_modifiers(tokens, modifiers_start(tokens, at), at)
        led = start > 0 and (tokens[start - 1].low in w.DETERMINERS or tokens[start - 1].low == "'s")
        if led and content_words(tokens[start:at]) and not tokens[start].is_capitalised:
            span = Span(tokens[start].span.start, token.span.end)
            yield Mention(span, Kind.ORGANISATION, span.of(outline.folded), "organisation.described-team@1")


def _own_teams(outline: Outline, tokens: list[Token]) -> Iterator[Mention]:
    """``Spectrum's RSE team``: a team that its owner's name tells apart."""
    for at, token in enumerate(tokens):
        if token.low != "team" or token.is_capitalised or at < 3:
            continue
        start = at
        while start and is_modifier(tokens[start - 1]):
            start -= 1
        if at - start < 1 or start < 2 or tokens[start - 1].low != "'s" or not tokens[start - 2].is_capitalised:
            continue
        owner = start - 2
        while owner and tokens[owner - 1].is_capitalised:
            owner -= 1
        span = Span(tokens[owner].span.start, token.span.end)
        yield Mention(span, Kind.ORGANISATION, span.of(outline.folded), "organisation.own-team@1", is_specific=True)
