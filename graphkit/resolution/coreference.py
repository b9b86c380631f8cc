"""Which initiative each mention stands for: a learned judge links a mention to one told of before, or to none.

Only mentions of initiatives: one has many wordings ("the Warm Rooms scheme", "the pilot", "this project"), and a node
for each wording would say everything several times. Bodies, persons and places go by their names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from graphkit.learned.forest import Forest
from graphkit.records import Mention, Outline
from graphkit.wording import content_words, head_word, plain, singular

_GENERAL = frozenset(
    "scheme project programme program initiative pilot service work approach model system plan strategy campaign event fund"
    " trial partnership network offer team course hub centre site website app platform tool study report review policy"
    " framework grant process exercise training session workshop activity support".split()
)
_DETERMINERS = ("the", "this", "that", "these", "a", "an", "its", "our", "their", "'s", "#")
_APPOSED = frozenset(", ( – - ,the ,a ,an isa wasa ,whichisa called knownas 's".split())
_MOST_RECENT = 10
_FURTHEST = 20  # places back, for what was told of last; all that lies further is as far
_MOST_ALIKE = 60
_MOST_SAID = 60
_EQUATED = re.compile(r" (?:is|was|are|were) (?:an? )?")
_WITHIN = re.compile(r"\b(?:of|in|to|for|by|with)(?: the)? $")


@dataclass(frozen=True, slots=True)
class _Said:
    """A mention as the judge sees it."""

    start: int
    end: int
    text: str
    low: str
    words: frozenset[str]
    head: str
    last: str
    determiner: str
    capitals: frozenset[str]
    is_named: bool
    is_plural: bool
    is_general: bool
    sentence: int
    section: int
    in_title: bool


@dataclass(slots=True)
class _Cluster:
    number: int
    said: list[_Said] = field(default_factory=list)
    size: int = 0

    def add(self, said: _Said) -> None:
        """One more mention; of very many the first and the last ones are kept, so that no comparison takes for ever."""
        self.said.append(said)
        self.size += 1
        if len(self.said) > _MOST_SAID:
            del self.said[_MOST_SAID // 2]


class Linker:
    """Links mentions of one document, in order of the text."""

    def __init__(self, outline: Outline) -> None:
        """Look at the document's sentences."""
        self._outline = outline
        self._starts = [sentence.span.start for sentence in outline.sentences]
        self._clusters: list[_Cluster] = []
        self._recent: dict[int, None] = {}  # numbers of clusters, the last one told of at the end
        self._by_word: dict[str, set[int]] = {}
        self._by_head: dict[str, set[int]] = {}
        self._largest = 0
        self._count = 0

    def candidates(self, mention: Mention) -> list[tuple[int, list[int]]]:
        """(number of a cluster, features of the mention with it), for those that it may stand for; most recent first."""
        said = self._said(mention)
        ranks = {number: rank for rank, number in enumerate(islice(reversed(self._recent), _FURTHEST))}
        alike = set[int]().union(*(self._by_word.get(word, ()) for word in said.words))
        chosen = list(ranks)[:_MOST_RECENT]
        others = sorted(alike.difference(chosen), key=lambda number: -self._clusters[number].said[-1].start)
        return [
            (number, self._features(said, cluster, ranks.get(number, _FURTHEST), alike))
            for number in (*chosen, *others[:_MOST_ALIKE])
            for cluster in [self._clusters[number]]
            if not self._is_told_apart(said, cluster)
        ]

    def _is_told_apart(self, said: _Said, cluster: _Cluster) -> bool:
        """Whether the words say that a mention is another thing.

        ``a review of housing services`` is not those services; ``a hub, a helpline and a boiler scheme`` are three;
        ``part of X is a scheme``: that scheme is not X.
        """
        if any(_is_part(said.low, other.low) for other in cluster.said):
            return all(other.low != said.low for other in cluster.said)
        if said.determiner not in ("a", "an"):
            return False
        if any(
            o.determiner in ("a", "an") and o.sentence == said.sentence and o.head != said.head for o in cluster.said
        ):
            return True
        last, folded = cluster.said[-1], self._outline.folded
        is_equated = last.end <= said.start and _EQUATED.fullmatch(folded, last.end, said.start) is not None
        return is_equated and _WITHIN.search(folded, max(0, last.start - 9), last.start) is not None

    def add(self, mention: Mention, number: int | None) -> int:
        """Put a mention into a cluster, or into a new one (None); its number."""
        if number is None:
            number = len(self._clusters)
            self._clusters.append(_Cluster(number))
        said = self._said(mention)
        self._clusters[number].add(said)
        self._recent.pop(number, None)
        self._recent[number] = None
        for word in said.words:
            self._by_word.setdefault(word, set()).add(number)
        self._by_head.setdefault(said.head, set()).add(number)
        self._largest = max(self._largest, self._clusters[number].size)
        self._count += 1
        return number

    def is_general(self, mention: Mention) -> bool:
        """Whether a mention tells nothing apart by itself: ``the scheme``, ``this pilot``."""
        said = self._said(mention)
        return said.is_general and said.determiner in ("the", "this", "that", "these")

    def _said(self, mention: Mention) -> _Said:
        folded, span = self._outline.folded, mention.span
        text = " ".join(span.of(folded).split())
        low = text.lower()
        parts = low.split()
        before = folded[max(0, span.start - 14) : span.start].split()
        determiner = before[-1].lower() if before else "#"
        if parts[0] in ("this", "that", "these", "both", "the"):
            determiner = parts[0]
        words = content_words(low)
        sentence = bisect_right(self._starts, span.start) - 1
        title = self._outline.title
        is_named = any(part[0].isupper() for part in text.split()[1:]) or (
            text[0].isupper() and determiner in (*_DETERMINERS[:10], "of", "for", "in", "called", "to", "and", "with")
        )
        return _Said(
            span.start,
            span.end,
            text,
            low,
            words,
            head_word(low),
            singular(parts[-1]),
            determiner,
            frozenset(part for part in text.split() if part[0].isupper()) - {"The"},
            is_named,
            parts[-1].endswith("s") and not parts[-1].endswith("ss"),
            len(words) <= 1 and singular(parts[-1]) in _GENERAL,
            sentence,
            self._outline.sentences[sentence].section if sentence >= 0 else -1,
            title is not None and title.holds(span),
        )

    def _features(self, said: _Said, cluster: _Cluster, rank: int, alike: set[int]) -> list[int]:
        return [*_of_words(said, cluster), *self._of_place(said, cluster, rank, alike), *_of_said(said)]

    def _of_place(self, said: _Said, cluster: _Cluster, rank: int, alike: set[int]) -> list[int]:
        last, size, number = cluster.said[-1], cluster.size, cluster.number
        heads = self._by_head.get(said.head, set())
        between = self._outline.folded[last.end : said.start] if last.end <= said.start < last.end + 40 else "~"
        return [
            int("".join(between.split()).lower().rstrip("'\"") in _APPOSED),
            min(12, said.sentence - last.sentence),
            rank,
            int(said.section == last.section),
            size,
            int(size >= self._largest),
            100 * size // max(1, self._count),
            int(any(other.in_title for other in cluster.said)),
            len(self._clusters),
            len(heads) - (number in heads),
            len(alike) - (number in alike),
        ]


def _of_words(said: _Said, cluster: _Cluster) -> list[int]:
    forms = cluster.said
    first, last = forms[0], forms[-1]
    return [
        max(_alike(said, other) for other in forms),
        max(200 * len(said.words & o.words) // max(1, len(said.words) + len(o.words)) for o in forms),
        int(any(said.words and said.words <= other.words for other in forms)),
        int(any(other.words and other.words <= said.words for other in forms)),
        int(any(said.head == other.head for other in forms)),
        int(any(said.last == other.last for other in forms)),
        min(len(said.words - other.words - {said.head}) for other in forms),
        min(len(other.words - said.words - {other.head}) for other in forms),
        int(any(other.is_named for other in forms)),
        int(said.is_named and any(other.is_named for other in forms)),
        int(any(_initials(o.text) == said.text.strip("()") or _initials(said.text) == o.text for o in forms)),
        int(any(other.low == said.low for other in forms)),
        int(any(said.capitals & other.capitals for other in forms)),
        int(all(other.is_general for other in forms)),
        int(last.is_plural),
        int(said.is_plural == first.is_plural),
        int(first.determiner in ("a", "an")),
        int(last.determiner in ("the", "this")),
        len(said.words & first.words),
    ]


def _of_said(said: _Said) -> list[int]:
    return [
        int(said.is_named),
        int(said.is_general),
        int(said.is_plural),
        len(said.words),
        int(said.in_title),
        said.end - said.start,
        *(int(said.determiner == word) for word in _DETERMINERS),
        int(said.determiner.endswith("'s")),
    ]


def _alike(one: _Said, other: _Said) -> int:
    """Share of common words in a hundred; 0 where neither the head is the same nor one holds the other."""
    x, y = one.words, other.words
    if not x or not y:
        return 0
    share = 200 * len(x & y) // (len(x) + len(y))
    return share if one.head == other.head or x <= y or y <= x else 0


@cache
def _is_part(one: str, other: str) -> bool:
    """Whether one wording stands in the other after a preposition: ``housing services``, ``review of housing services``."""
    short, long = sorted((" ".join(map(singular, text.split())) for text in (one, other)), key=len)
    return any(long.endswith(f" {preposition} {short}") for preposition in ("of", "for", "to", "in", "into", "on"))


@cache
def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split() if word[0].isupper())


def link(outline: Outline, mentions: Sequence[Mention], judge: Forest, least: int) -> list[int | None]:
    """For each mention of an initiative, in order, the number of the thing it stands for; None where it tells nothing.

    One proper name is one initiative; of all else the judge says.
    """
    linker = Linker(outline)
    numbers: list[int | None] = []
    by_name: dict[str, int] = {}
    for mention in mentions:
        name = plain(mention.name) if mention.is_specific else ""
        number = by_name.get(name)
        if number is None:
            scored = [(judge.score(row), -at, known) for at, (known, row) in enumerate(linker.candidates(mention))]
            score, _, best = max(scored, default=(least - 1, 0, 0))
            number = best if score >= least else None
        if number is None and linker.is_general(mention):
            numbers.append(None)
            continue
        number = linker.add(mention, number)
        numbers.append(number)
        if name:
            by_name[name] = number
    return numbers
