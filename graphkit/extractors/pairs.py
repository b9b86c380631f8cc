"""Every pair of things that a sentence may relate, and what a judge looks at: words between and around, order, place.

A pair stands in one sentence, or one end is named in it and the other carries over: the section's initiative, the one
told of last, the document's council. What the frames read of a pair is among the features, no gate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphkit.extractors.page import Line, Page
from graphkit.extractors.tagging import is_verbal
from graphkit.extractors.tokens import Token
from graphkit.records import Claim, Kind, Mention, Ref, Relation, Span

_BODY = (Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK)
_ACTOR = (*_BODY, Kind.PERSON)
_THING = (Kind.INITIATIVE,)
_BEARERS = (Kind.INITIATIVE, Kind.NETWORK)
# What each relation may join (contract, section 5): kinds of the subject, kinds of the object. contactFor is not among
# them: it is layout that says it, no sentence.
ENDS: dict[Relation, tuple[tuple[Kind, ...], tuple[Kind, ...]]] = {
    Relation.PARTNER_OF: (_BODY, _BODY),
    Relation.MEMBER_OF: (_ACTOR, _BODY),
    Relation.COMMISSIONS: (_BODY, (*_THING, *_BODY)),
    Relation.PROVIDES: (_ACTOR, _THING),
    Relation.LEADS: (_ACTOR, (Kind.INITIATIVE, Kind.NETWORK, Kind.ORGANISATION)),
    Relation.INVOLVES: (_THING, _ACTOR),
    Relation.PART_OF: (_THING, (Kind.INITIATIVE, Kind.NETWORK)),
    Relation.TARGETS: ((Kind.INITIATIVE, Kind.NETWORK), (Kind.POPULATION,)),
    Relation.LOCATED_IN: ((Kind.INITIATIVE, Kind.ORGANISATION, Kind.NETWORK), (Kind.PLACE, Kind.COUNCIL)),
    Relation.WORKS_FOR: ((Kind.PERSON,), _BODY),
    Relation.FUNDED_BY: (_THING, (*_BODY, Kind.INITIATIVE)),
}
_STEPS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24)
_MARKS = {",": "comma", '"': "quote", "(": "bracket", ";": "semicolon", ":": "colon", "–": "dash"}
_RELATIVE = frozenset("which that who where whose".split())
_BE = frozenset("is are was were been be being".split())
_POINTING = frozenset("it this they these which".split())
_WE = frozenset("we our us".split())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that a line may relate, subject first, and the features of that reading.

    ``at``: token of the later end that stands in the line, where the verb is looked for; ``carried``: how an end that
    is not in the line comes in, empty where both are.
    """

    line: Line
    subject: Ref
    object: Ref
    at: int
    carried: str
    features: tuple[str, ...]


class Pairs:
    """The pairs of a document."""

    def __init__(self, page: Page, claims: Sequence[Claim]) -> None:
        """Take a document laid out, and what frames and readers say of it."""
        self._page = page
        self._main = page.main_initiative()
        self._lines = {line.span for line in page.lines}
        self._claims: dict[Span, dict[tuple[Ref, Ref], list[Claim]]] = {}
        for claim in claims:
            if claim.object is not None and claim.span in self._lines:
                ends = (claim.subject, claim.object)
                if claim.relation is Relation.PARTNER_OF:
                    ends = (min(ends), max(ends))  # a partnership has no direction: it is judged one way round
                self._claims.setdefault(claim.span, {}).setdefault(ends, []).append(claim)
        self._together = Counter(
            (one, other) for line in page.lines for one in set(line.refs.values()) for other in set(line.refs.values())
        )
        self._sure: dict[Ref, int] = {}
        for mention, ref in zip(page.cast.mentions, page.cast.refs, strict=True):
            if ref is not None:
                self._sure[ref] = max(self._sure.get(ref, -9), sureness(mention))

    def of(self, line: Line) -> Iterator[Pair]:
        """Every pair of the line that some relation may join, in order of the text."""
        places = _places(line)
        for one, there in places.items():
            for other, here in places.items():
                if one != other and _may_relate(one, other):
                    a, b = min(((i, j) for i in there for j in here), key=lambda p: (abs(p[0] - p[1]), p))
                    yield self._pair(line, one, a, other, b, "")
        yield from self._read_here(line, places)
        for ref, how in self._carried(line):
            for other, here in places.items():
                if _may_relate(ref, other):
                    yield self._pair(line, ref, -1, other, here[0], how)
                if _may_relate(other, ref):
                    yield self._pair(line, other, here[0], ref, -1, how)

    def _read_here(self, line: Line, places: Mapping[Ref, list[int]]) -> Iterator[Pair]:
        """What frames and readers make of ends that are not both in the line, where nothing carries them over."""
        reachable = places.keys() | {ref for ref, _ in self._carried(line)}
        for one, other in self._claims.get(line.span, ()):
            if not {one, other} <= reachable and _may_relate(one, other):
                a, b = (places.get(ref, [-1])[0] for ref in (one, other))
                yield self._pair(line, one, a, other, b, "read")

    def read(self, pair: Pair, relation: Relation) -> Claim | None:
        """What frames or readers say of just this pair with this relation, the surest first."""
        claims = self._read(pair.line, pair.subject, pair.object)
        return min((c for c in claims if c.relation is relation), key=lambda c: (-c.confidence, c.rule), default=None)

    def _read(self, line: Line, subject: Ref, obj: Ref) -> Sequence[Claim]:
        return self._claims.get(line.span, {}).get((subject, obj), ())

    def bearers(self, line: Line, claim: Claim) -> list[tuple[Ref, list[str]]]:
        """(what a result may be of, features): initiatives and networks in the line or carried over to it."""
        places = [(min(at), ref) for ref, at in _places(line).items() if ref.kind in _BEARERS]
        found = {ref: f"{rank}" for rank, (_, ref) in enumerate(sorted(places))}
        found |= {ref: how for ref, how in self._carried(line) if ref.kind in _BEARERS}
        unit = claim.outcome.unit if claim.outcome is not None else ""
        return [(ref, self._of_bearer(line, claim, ref, how, len(places), unit)) for ref, how in found.items()]

    def _of_bearer(self, line: Line, claim: Claim, ref: Ref, how: str, count: int, unit: str) -> list[str]:
        is_rules = ref == claim.subject
        rule = claim.rule.partition("@")[0]
        name = self._page.name_of(ref).lower().split()
        lows = [token.low if token.mention is None else "§" for token in line.tokens]
        section = self._page.outline.sections[line.sentence.section].kind
        return [
            *(f"how={how}", f"how={how},{min(3, count)}", f"count={min(3, count)}", f"kind={ref.kind}"),
            *(f"rule={rule}", f"rule={is_rules},{rule}", f"rule={is_rules},{how}", f"unit={unit}"),
            *(f"main={ref == self._main}", f"main={ref == self._main},{how}", f"sure={self._sure.get(ref, 3)}"),
            *(f"often={min(4, self._page.mentioned[ref])}", f"section={section}", f"head={name[-1] if name else ''}"),
            *(f"points={bool(set(lows) & _POINTING)},{how}", f"we={bool(set(lows) & _WE)},{how}"),
            *(f"start={'_'.join(lows[:2])}", f"quoted={line.sentence.quotation >= 0}"),
            *(f"w={word}" for word in sorted(set(lows))),
        ]

    def _carried(self, line: Line) -> list[tuple[Ref, str]]:
        """What is not in the line but may be what it speaks of."""
        here = set(line.refs.values())
        found: dict[Ref, str] = {}
        for ref in [ref for ref in line.previous if ref.kind is Kind.INITIATIVE][-2:]:
            found[ref] = "previous"
        section = [ref for ref in line.section_refs if ref.kind is Kind.INITIATIVE]
        for ref, how in ((section[-1], "last"), (section[0], "first")) if section else ():
            found[ref] = found.get(ref, "") + how
        if self._main is not None:
            found[self._main] = found.get(self._main, "") + "main"
        home = self._page.cast.home_at(line.span.start)
        carried = [(ref, how) for ref, how in found.items() if ref not in here]
        return [*carried, (home, "home")] if home is not None and home not in here else carried

    def _pair(self, line: Line, subject: Ref, a: int, obj: Ref, b: int, carried: str) -> Pair:
        row = [f"T={subject.kind}.{obj.kind}", *self._of_things(line, subject, obj), *self._of_line(line, subject, obj)]
        way = ">" if a < b else "<"
        if carried:
            row += self._of_carried(line, subject, obj, carried)
        else:
            row += _between(line.tokens, min(a, b), max(a, b), way, subject.kind, obj.kind)
        row += self._of_end(line, a, "A", way) + self._of_end(line, b, "B", way)
        row += self._of_rules(line, subject, obj)
        return Pair(line, subject, obj, max(a, b), carried, tuple(row))

    def _of_things(self, line: Line, subject: Ref, obj: Ref) -> list[str]:
        page, councils = self._page, self._page.cast.councils
        one, other = self._sure.get(subject, 3), self._sure.get(obj, 3)
        return [
            f"main={subject == self._main},{obj == self._main}",
            f"home={subject in councils},{obj in councils}",
            f"often={min(3, page.mentioned[subject])},{min(3, page.mentioned[obj])}",
            f"together={min(3, self._together[subject, obj])}",
            *(f"sureA={one}", f"sureB={other}", f"sure={one + other}"),
        ]

    def _of_line(self, line: Line, subject: Ref, obj: Ref) -> list[str]:
        outline, sentence = self._page.outline, line.sentence
        refs = set(line.refs.values())
        rivals = [sum(ref.kind is end.kind for ref in refs) > 1 for end in (subject, obj)]
        row = [f"section={outline.sections[sentence.section].kind}", f"rivals={rivals[0]},{rivals[1]}"]
        if sentence.quotation >= 0:
            row.append("quoted")
        if outline.paragraphs[sentence.paragraph].is_item:
            row.append("item")
        return row

    def _of_carried(self, line: Line, subject: Ref, obj: Ref, carried: str) -> list[str]:
        lows = {token.low for token in line.tokens}
        initiative = any(ref.kind is Kind.INITIATIVE for ref in line.refs.values())
        kinds = f"{subject.kind}.{obj.kind}"
        return [
            f"carried={carried}",
            f"carried={carried},{kinds}",
            f"points={bool(lows & _POINTING)},{initiative}",
            f"we={bool(lows & _WE)}",
            f"initiative={initiative},{carried}",
        ]

    def _of_end(self, line: Line, at: int, name: str, way: str) -> list[str]:
        if at < 0:
            return [f"{name}=out"]
        tokens = line.tokens
        words = ["#", "#", "#", *(_word(t) for t in tokens[max(0, at - 3) : at])][-3:]
        after = [*(_word(t) for t in tokens[at + 1 : at + 3]), "#", "#"][:2]
        token = tokens[at]
        row = [
            *(f"{name}-1={way}{words[2]}", f"{name}-2={way}{words[1]}", f"{name}-21={way}{words[1]}_{words[2]}"),
            *(f"{name}-321={'_'.join(words)}", f"{name}1={way}{after[0]}", f"{name}12={way}{after[0]}_{after[1]}"),
            *(f"{name}vb={way}{_verb(tokens, at, -1)}", f"{name}va={way}{_verb(tokens, at, 1)}"),
        ]
        if token.mention is not None:
            row.append(f"{name}r={token.mention.rule.partition('@')[0]}")
            said = token.low.split()
            row.append(f"{name}h={said[-1]}")
            if len(said) == 1:
                row.append(f"{name}w={said[0]}")
        if at == 0:
            row.append(f"{name}=first")
        return row

    def _of_rules(self, line: Line, subject: Ref, obj: Ref) -> list[str]:
        row: list[str] = []
        for claim in self._read(line, subject, obj):
            row += [f"F={claim.relation}.{claim.rule.partition('@')[0]}", f"F={claim.relation}"]
        return row + [f"F<={claim.relation}" for claim in self._read(line, obj, subject)]


def _places(line: Line) -> Mapping[Ref, list[int]]:
    places: dict[Ref, list[int]] = {}
    for at, ref in sorted(line.refs.items()):
        places.setdefault(ref, []).append(at)
    return places


def _may_relate(subject: Ref, obj: Ref) -> bool:
    return any(subject.kind in subjects and obj.kind in objects for subjects, objects in ENDS.values())


def sureness(mention: Mention) -> int:
    """How sure a thing is, in steps of half a logit, at most 6; what only rules tell counts as even."""
    if mention.kind is Kind.COUNCIL:
        return 6
    return max(-4, min(6, mention.score // 500))


def _between(tokens: Sequence[Token], low: int, high: int, way: str, one: Kind, other: Kind) -> list[str]:
    inside = tokens[low + 1 : high]
    kinds = [token.mention.kind for token in inside if token.mention is not None]
    row = [
        f"far={way}{_step(len(inside))}",
        f"things={way}{min(4, len(kinds))}",
        f"likeA={way}{min(2, kinds.count(one))}",
        f"likeB={way}{min(2, kinds.count(other))}",
    ]
    words = [_word(token) for token in inside]
    verbs = [token.low for token in inside if is_verbal(token)]
    row += _of_words_between(words, way) + [f"v={way}{verb}" for verb in verbs]
    if verbs:
        row += [f"v0={way}{verbs[0]}", f"v9={way}{verbs[-1]}"]
    row.append(f"verbs={way}{min(3, len(verbs))}")
    for mark, name in _MARKS.items():
        times = words.count(mark)
        if times:
            row.append(f"{name}={way}{min(3, times)}")
    lows = set(words)
    return row + [f"{name}={way}" for name, some in (("relative", _RELATIVE), ("be", _BE)) if lows & some]


def _of_words_between(words: Sequence[str], way: str) -> list[str]:
    if not words:
        return []
    row = [f"b0={way}{words[0]}", f"b9={way}{words[-1]}"]
    if len(words) > 1:
        row += [f"b01={way}{words[0]}_{words[1]}", f"b89={way}{words[-2]}_{words[-1]}"]
    if len(words) <= 6:
        row.append(f"b={way}{'_'.join(words)}")
    if len(words) <= 14:
        row += [f"w={way}{word}" for word in sorted(set(words))]
        row += [f"ww={way}{a}_{b}" for a, b in pairwise(words)]
    return row


def _step(count: int) -> int:
    return next((step for step in _STEPS if count <= step), 99)


def _word(token: Token) -> str:
    return token.low if token.mention is None else f"§{token.mention.kind}"


def _verb(tokens: Sequence[Token], at: int, step: int) -> str:
    end = max(-1, at - 10) if step < 0 else min(len(tokens), at + 10)
    return next((tokens[i].low for i in range(at + step, end, step) if is_verbal(tokens[i])), "#")
