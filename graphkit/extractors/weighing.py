"""How likely a document says a fact: all places where its two ends meet are weighed together, beside their rivals.

A sentence alone tells little of "the council" and "the scheme" in it; that the two meet in five places, that no other body
comes near the scheme, that it is what the document is about, tells more.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphkit.extractors.forms import KINDS
from graphkit.extractors.page import Page
from graphkit.extractors.pairs import ENDS, sureness
from graphkit.records import Kind, Ref, Relation

Key = tuple[Ref, Relation, Ref]
_RELATIONS = tuple(ENDS)
_WAYS = ("home", "previous", "last", "first", "main", "read")
UNHEARD = -5000  # thousandths of a logit; a place with no higher score says nothing, unless a rule reads it
_NEVER = -12000
_LEVELS = (-2000, -1000, 0, 1000)
_FAR = 99
_NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Heard:
    """One place where a sentence may say a fact.

    ``score`` in thousandths of a logit; ``line``: its index; ``carried``: how an end that is not in the line comes in;
    ``by_rule``: whether a rule reads it so.
    """

    score: int
    line: int
    carried: str
    by_rule: bool


def best_of(places: Sequence[Heard]) -> Heard:
    """The place that says a fact best, the first of several."""
    return max(places, key=lambda place: (place.score, -place.line))


class Weighing:
    """What is known of a document's things, for the features of its facts."""

    def __init__(self, page: Page) -> None:
        """Look where each thing stands."""
        self._at: dict[Ref, list[int]] = defaultdict(list)
        for index, line in enumerate(page.lines):
            for ref in sorted(set(line.refs.values())):
                self._at[ref].append(index)
        self._sections = {ref: frozenset(page.lines[i].sentence.section for i in at) for ref, at in self._at.items()}
        self._paragraphs = {
            ref: frozenset(page.lines[i].sentence.paragraph for i in at) for ref, at in self._at.items()
        }
        self._lines = {ref: frozenset(at) for ref, at in self._at.items()}
        self._count = max(1, len(page.lines))
        self._main = page.main_initiative()
        self._councils = page.cast.councils
        title = page.outline.title
        told = [(m, ref) for m, ref in zip(page.cast.mentions, page.cast.refs, strict=True) if ref is not None]
        self._titled = {ref for mention, ref in told if title is not None and title.holds(mention.span)}
        self._sure: dict[Ref, int] = {}
        for mention, ref in told:
            self._sure[ref] = max(self._sure.get(ref, -9), sureness(mention))
        self._kinds = Counter(ref.kind for ref in self._at)

    def rows(self, heard: Mapping[Key, Sequence[Heard]]) -> dict[Key, list[int]]:
        """The features of each fact that some place may say; all whole numbers."""
        best = {key: max(place.score for place in places) for key, places in heard.items()}
        of_subject: dict[tuple[Ref, Relation], list[int]] = defaultdict(list)
        of_object: dict[tuple[Ref, Relation], list[int]] = defaultdict(list)
        for (subject, relation, obj), score in sorted(best.items(), key=lambda item: item[1]):
            of_subject[subject, relation].append(score)
            of_object[obj, relation].append(score)
        return {
            key: [
                *_of_places(places),
                *_of_rivals(best[key], of_subject[key[0], key[1]]),
                *_of_rivals(best[key], of_object[key[2], key[1]]),
                *(best.get((key[0], other, key[2]), _NEVER) for other in _RELATIONS),
                *(best.get((key[2], other, key[0]), _NEVER) for other in _RELATIONS),
                *self._of_things(key[0], key[2], best_of(places).line),
                _RELATIONS.index(key[1]),
            ]
            for key, places in heard.items()
        }

    def _of_things(self, one: Ref, other: Ref, line: int) -> list[int]:
        there, here = self._at.get(one, [0]), self._at.get(other, [0])
        count = self._count
        return [
            min(_FAR, _nearest(there, here)),
            *(len(there), len(here), 100 * there[0] // count, 100 * here[0] // count),
            *(len(self._lines.get(one, _NOWHERE) & self._lines.get(other, _NOWHERE)), count, 100 * line // count),
            *(int(one == self._main), int(other == self._main)),
            *(int(one in self._councils), int(other in self._councils)),
            *(int(one in self._titled), int(other in self._titled)),
            *(self._sure.get(one, 0), self._sure.get(other, 0)),
            *(KINDS.index(one.kind), KINDS.index(other.kind)),
            *(self._kinds[one.kind], self._kinds[other.kind], self._kinds[Kind.INITIATIVE]),
            len(self._sections.get(one, _NOWHERE) & self._sections.get(other, _NOWHERE)),
            len(self._paragraphs.get(one, _NOWHERE) & self._paragraphs.get(other, _NOWHERE)),
        ]


def _of_places(places: Sequence[Heard]) -> list[int]:
    scores = sorted((place.score for place in places), reverse=True)
    direct = [place.score for place in places if not place.carried]
    carried = [place.score for place in places if place.carried]
    how = best_of(places).carried
    return [
        *(scores[0], scores[1] if len(scores) > 1 else _NEVER, len(scores), len(direct)),
        *(max(direct, default=_NEVER), max(carried, default=_NEVER)),
        *(sum(score > level for score in scores) for level in _LEVELS),
        *(int(not how), *(int(way in how) for way in _WAYS)),
        int(any(place.by_rule for place in places)),
    ]


def _of_rivals(score: int, scores: Sequence[int]) -> list[int]:
    """How many do better than this one, by how much the best of the others differs, and how many others there are.

    ``scores``: in ascending order, this one among them.
    """
    better = len(scores) - bisect_right(scores, score)
    rival = scores[-1] if better else scores[-2] if len(scores) > 1 else None
    return [better, -_NEVER if rival is None else score - rival, len(scores) - 1]


def _nearest(one: Sequence[int], other: Sequence[int]) -> int:
    """The least distance between two ascending lists of places."""
    few, many = sorted((one, other), key=len)
    gaps = [
        abs(at - many[i]) for at in few for low in [bisect_left(many, at)] for i in (low - 1, low) if 0 <= i < len(many)
    ]
    return min(gaps, default=_FAR)
