"""From mentions to Claims: frames and readers propose, pairs of things are judged, and one sentence says one thing of a pair."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from graphkit import rooms
from graphkit.extractors import confidence
from graphkit.extractors.judge import describe, is_hypothetical, is_judged, judge
from graphkit.extractors.page import Line, Page, lay_out
from graphkit.extractors.roles import Found, Place, find_role
from graphkit.extractors.verbs import forms, is_passive, status_before
from graphkit.knowledge import Knowledge
from graphkit.protocols import Frame
from graphkit.records import Cast, Claim, Kind, Outline, Ref, Relation, SectionKind, Status

# What only the judge says, and that is less likely, is no claim at all: nobody could check them all.
_LEAST = 0.2
# Of several readings of one pair in one sentence the most specific stands (guidelines, first table).
_UNANCHORED = (Relation.ADDRESSES, Relation.LOCATED_IN)
_SPECIFIC = (Relation.COMMISSIONS, Relation.PROVIDES, Relation.LEADS, Relation.INVOLVES)


def relate(outline: Outline, cast: Cast, knowledge: Knowledge) -> tuple[Claim, ...]:
    """Every claim of a document, in order of the text, with calibrated confidence."""
    claims = map(confidence.calibrated, judged(outline, cast, knowledge))
    return tuple(sorted((c for c in claims if c.confidence >= _LEAST or not is_judged(c)), key=_order))


def judged(outline: Outline, cast: Cast, knowledge: Knowledge) -> list[Claim]:
    """What frames, readers and judges claim of a document, each as sure as its judge, or else its rule, is of it."""
    page = lay_out(outline, cast, knowledge)
    return judge(page, propose(page), knowledge.weights)


def propose(page: Page) -> list[Claim]:
    """What frames and readers say of a document laid out, before it is judged."""
    claims: list[Claim] = []
    for name in rooms.names("extractors.readers"):
        claims.extend(rooms.load("extractors.readers", name).read(page))
    page.employers = {c.subject: c.object for c in claims if c.relation is Relation.WORKS_FOR and c.object is not None}
    for line in page.lines:
        if not page.is_contact(line) and not is_hypothetical(line):
            claims.extend(_read_line(page, line))
    return _anchored(page, _most_specific(claims))


def _anchored(page: Page, claims: list[Claim]) -> list[Claim]:
    """Without what is said only of a topic or place of a described initiative: somebody must have done something."""
    specific = {thing.ref for thing in page.cast.things if thing.is_specific}
    acted: set[Ref] = set()
    for claim in claims:
        if claim.relation not in _UNANCHORED:
            acted |= {ref for ref in (claim.subject, claim.object) if ref is not None and ref.kind is Kind.INITIATIVE}
    return [
        c
        for c in claims
        if not (c.relation is Relation.LOCATED_IN and c.subject.kind is Kind.COUNCIL)
        and (
            c.relation not in _UNANCHORED
            or c.subject.kind is not Kind.INITIATIVE
            or c.subject in acted
            or c.subject in specific
        )
        and not (
            c.rule.startswith(("leads.possessive", "leads.own"))
            and c.object is not None
            and _is_money(page.name_of(c.object))
        )
    ]


def _is_money(name: str) -> bool:
    """A council's own grant or budget is what it spends, nothing that it leads; a fund with a name of its own it does."""
    head = name.rsplit(maxsplit=1)[-1] if name else ""
    return head in ("grant", "Grant", "fund", "budget", "Budget", "loan")


def all_frames() -> tuple[Frame, ...]:
    """Every frame of the room, sorted by id."""
    return _frames()


@cache
def _frames() -> tuple[Frame, ...]:
    found = [
        frame for name in rooms.names("extractors.frames") for frame in rooms.load("extractors.frames", name).FRAMES
    ]
    return tuple(sorted(found, key=lambda frame: frame.id))


@cache
def _triggers() -> tuple[tuple[Frame, re.Pattern[str], dict[str, str], frozenset[str]], ...]:
    """(frame, pattern over a line's words, form → participle of that verb, first words that it may begin with)."""
    triggers: list[tuple[Frame, re.Pattern[str], dict[str, str], frozenset[str]]] = []
    for frame in _frames():
        if frame.phrase:
            triggers.append((frame, re.compile(rf"(?<!\S)(?:{frame.phrase})(?!\S)"), {}, frozenset[str]()))
            continue
        participles: dict[str, str] = {}
        for verb in frame.verbs:
            for form in forms(verb):
                participles[form] = forms(verb)[3]
        alternatives = "|".join(sorted(map(re.escape, participles), key=lambda f: (-len(f), f)))
        heads = frozenset(form.split()[0] for form in participles)
        triggers.append((frame, re.compile(rf"(?<!\S)(?:{alternatives})(?!\S)"), participles, heads))
    return tuple(triggers)


def _read_line(page: Page, line: Line) -> Iterator[Claim]:
    if not line.refs:
        return
    present = frozenset(line.words.split())
    for frame, pattern, participles, heads in _triggers():
        if heads and not heads & present:
            continue
        for match in pattern.finditer(line.words):
            yield from _apply(page, line, frame, match, participles)


def _apply(page: Page, line: Line, frame: Frame, match: re.Match[str], participles: dict[str, str]) -> Iterator[Claim]:
    start, last = line.token_at(match.start()), line.token_at(match.end() - 1)
    if participles and (_is_noun(line, start) or _is_idiom(line, start, last + 1)):
        return
    form = match.group()
    passive = bool(participles) and is_passive(line.tokens, start, form, participles[form])
    gerund = bool(participles) and form.split()[0].endswith("ing")
    place = Place(
        line.sentence,
        line.tokens,
        line.refs,
        page.cast,
        start,
        last + 1,
        passive,
        gerund,
        line.previous,
        line.following,
        line.section_refs,
    )
    subjects = [_speaking_for(page, line, f) for f in find_role(place, frame.subject.kinds, frame.subject.found_in)]
    if not subjects:
        return
    objects = find_role(place, frame.object.kinds, frame.object.found_in)
    status = frame.status or status_before(line.tokens, start)
    for subject in subjects:
        for obj in objects:
            if subject.ref != obj.ref and subject.at != obj.at:
                doubt = subject.doubt + obj.doubt + (0.05 if status is not Status.DONE else 0.0)
                yield page.claim(
                    line,
                    subject.ref,
                    frame.relation,
                    frame.id,
                    frame.confidence * max(0.3, 1 - doubt) * _weight(page, line, obj.ref, subject.ref),
                    obj=obj.ref,
                    status=status,
                )


def _is_noun(line: Line, at: int) -> bool:
    """Whether a word that may be a verb is none here (``the offer``, ``its support``, ``a lead``)."""
    if not at:
        return False
    before = line.tokens[at - 1]
    word = line.tokens[at].low
    if word.endswith(("ed", "ing")):
        return before.low in ("the", "a", "an", "its", "their", "our") and not word.endswith("ing")
    return before.low in (
        "the",
        "a",
        "an",
        "its",
        "their",
        "our",
        "his",
        "her",
        "of",
        "this",
        "that",
        "no",
        "any",
        "further",
        "new",
    )


def _is_idiom(line: Line, start: int, end: int) -> bool:
    """``forms part of``, ``runs from … to``, ``set out``: the verb says something else."""
    after = line.tokens[end].low if end < len(line.tokens) else ""
    return (
        line.tokens[start].low == "including"
        or after in ("part", "out", "aside", "back")
        or (after in ("from", "until", "to", "into") and line.tokens[start].low in ("run", "runs", "ran"))
    )


def _speaking_for(page: Page, line: Line, found: Found) -> Found:
    """``we`` in the mouth of a provider's director is the provider."""
    if found.at < 0 or line.tokens[found.at].low not in ("we", "our") or line.speaker is None:
        return found
    body = page.employers.get(line.speaker)
    return Found(body, found.at, found.doubt) if body is not None and body.kind is not Kind.COUNCIL else found


def _weight(page: Page, line: Line, *refs: Ref) -> float:
    """How far things that are loosely bounded, and sections that tell of a need, lower the confidence."""
    weight = 1.0
    for at, ref in line.refs.items():
        mention = line.tokens[at].mention
        if ref in refs and mention is not None and "weak-head" in mention.rule:
            weight = min(weight, 0.88)
        if ref in refs and mention is not None and mention.rule.startswith("council.bare"):
            weight = min(weight, 0.95)
    if page.outline.sections[line.sentence.section].kind is SectionKind.CHALLENGE:
        weight *= 0.9
    return weight


def _most_specific(claims: Iterable[Claim]) -> list[Claim]:
    """Of commissions, provides, leads and involves of one pair in one sentence, the most specific."""
    best: dict[tuple[int, frozenset[str]], int] = {}
    rows = list(claims)
    for claim in rows:
        if claim.relation in _SPECIFIC and claim.object is not None:
            pair = (claim.span.start, frozenset((str(claim.subject), str(claim.object))))
            rank = _SPECIFIC.index(claim.relation)
            best[pair] = min(best.get(pair, rank), rank)
    return [
        claim
        for claim in rows
        if claim.relation not in _SPECIFIC
        or claim.object is None
        or _SPECIFIC.index(claim.relation)
        == best[(claim.span.start, frozenset((str(claim.subject), str(claim.object))))]
    ]


def _order(claim: Claim) -> tuple[int, int, str, str, str, str]:
    return (
        claim.span.start,
        claim.span.end,
        str(claim.subject),
        claim.relation,
        str(claim.object or claim.literal or claim.outcome),
        claim.rule,
    )


def describe_rule(rule: str) -> str:
    """What a rule reads, in words, with an example; empty for a rule of no frame or reader."""
    for frame in _frames():
        if frame.id == rule:
            trigger = ", ".join(frame.verbs) if frame.verbs else frame.phrase
            return f"reads {frame.relation} from: {trigger}. Example: {frame.fires[0]}"
    for name in rooms.names("extractors.readers"):
        for known in rooms.load("extractors.readers", name).RULES:
            if known.id == rule:
                return f"{known.reads} Example: {known.fires[0]}"
    return describe(rule)
