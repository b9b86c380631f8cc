"""Which written forms of a document name a thing, and of what kind: every place where a form stands is heard at once.

A tagger sees one sentence; a name is of one kind throughout a document. So the proposals are gathered by written form, and
a learned judge scores each form for each kind by its margins, its places, its words and its neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from graphkit.extractors.lexicon import CLASSES, VERB_CLASSES
from graphkit.extractors.tagging import Proposal, is_verbal
from graphkit.extractors.tokens import Token, token_lists
from graphkit.learned.forest import Forest
from graphkit.records import Kind, Mention, Outline, Span
from graphkit.wording import plain

KINDS = (
    Kind.COUNCIL,
    Kind.ORGANISATION,
    Kind.NETWORK,
    Kind.INITIATIVE,
    Kind.PERSON,
    Kind.POPULATION,
    Kind.PLACE,
)
_ABSENT = -5000
_MOST_PLACES = 6  # of a form whose surroundings are looked at; the first ones bring it in
_NOUNS = ("group", "people_adj", "role", "initiative", "org", "network", "facility", "abstract", "money")
_BEFORE = ("the", "a", "an", "of", "in", "at", "for", "by", "with", "its", "our", "their", "to", "and", "from")
_DETERMINING = (
    frozenset({"a", "an"}),
    frozenset({"the"}),
    frozenset({"its", "their", "our"}),
    frozenset({"'s"}),
    frozenset({"new"}),
    frozenset({"this", "that", "these"}),
    frozenset({"no", "any"}),
    frozenset({"of"}),
    frozenset({"more", "many", "some"}),
)
_AFTER = ("for", "to", "which", "that", "in", "was", "is", "has", "with", "of", "at", "and")
_BE = frozenset("was were been be is are".split())
_DETERMINER = re.compile(r"(?:the|a|an|this|that|these|those|its|their|our)\s+(?=\w)", re.IGNORECASE)
_JOINED = re.compile(r"(?:,? (?:and|&|or) |, )(?:the )?")


class Forms:
    """The proposals of a document by written form, and the features of each form for each kind."""

    def __init__(
        self, outline: Outline, found: Sequence[Mention], proposals: Sequence[Proposal], judge: Forest
    ) -> None:
        """Gather the proposals; ``found``: what the rules say."""
        self._judge = judge
        self._scores: dict[str, dict[Kind, int]] = {}
        self._folded = outline.folded
        self._outline = outline
        self._margins: dict[Span, dict[Kind, int]] = {}
        for proposal in proposals:
            margin = _ABSENT if proposal.margin is None else max(-4000, min(4000, proposal.margin))
            self._margins.setdefault(proposal.span, {})[proposal.kind] = margin
        self._rules: dict[Span, Counter[Kind]] = {}
        for mention in found:
            self._rules.setdefault(mention.span, Counter())[mention.kind] += 1
        self.places: dict[str, list[Span]] = {}
        for span in sorted(self._margins):
            form = plain(span.of(self._folded))
            if form:
                self.places.setdefault(form, []).append(span)
        self._neighbours = self._joined()
        self._spans = sorted(self._margins)
        self._surroundings = _Surroundings(outline, found)

    def score(self, form: str, kind: Kind) -> int:
        """What the judge thinks of a form as a thing of a kind; 0 for a council and where nothing proposes it."""
        if form not in self._scores:
            rows = self.rows(form) if form in self.places else ()
            self._scores[form] = {of: self._judge.score(row) for of, row in rows if of is not Kind.COUNCIL}
        return self._scores[form].get(kind, 0)

    def scored(self, mention: Mention) -> Mention:
        """A rule's mention with what the judge thinks of its form."""
        form = plain(mention.span.of(self._folded))
        is_name = mention.kind is not Kind.POPULATION and mention.target not in ("earlier", "home")
        is_specific = is_name and _is_named(self._folded, self.places.get(form, [mention.span]), mention.kind)
        return replace(mention, score=self.score(form, mention.kind), is_specific=mention.is_specific or is_specific)

    def additions(self, is_free: Callable[[Span], bool], least: Mapping[str, int]) -> list[Mention]:
        """What the judge takes for a thing, where nothing is yet: the best kind of a form that reaches its least score.

        They may overlap; the better scored first. Councils are the register's, not the judge's.
        """
        ranked: list[Mention] = []
        for form, places in self.places.items():
            spans = sorted({free for free in (_without_determiner(self._folded, s) for s in places) if is_free(free)})
            if not spans:
                continue
            kinds = [kind for kind in self.kinds(form) if kind is not Kind.COUNCIL]
            scores = [(self.score(form, kind), kind) for kind in kinds]
            margin, score, kind = max(((s - least[k], s, k) for s, k in scores), default=(-1, 0, Kind.TOPIC))
            if margin < 0:
                continue
            every = sorted({_without_determiner(self._folded, span) for span in places})
            is_specific = kind is not Kind.POPULATION and _is_named(self._folded, every, kind)
            for span in spans:
                name = " ".join(span.of(self._folded).split())
                rule = f"{kind.value}.learned@1"
                ranked.append(Mention(span, kind, name, rule, is_specific=is_specific, score=score))
        return sorted(ranked, key=lambda m: (-m.score, m.span.start - m.span.end, m.span, m.kind))

    def kinds(self, form: str) -> list[Kind]:
        """The kinds that are worth judging for a form: those proposed for it anywhere."""
        proposed = {kind for span in self.places[form] for kind in self._margins[span]}
        return [kind for kind in KINDS if kind in proposed]

    def rows(self, form: str) -> list[tuple[Kind, list[int]]]:
        """For each kind worth judging, the features of the form; all whole numbers."""
        spans = self.places[form]
        common = self._common(form, spans)
        return [(kind, [*self._of_kind(kind, spans), *common, KINDS.index(kind)]) for kind in self.kinds(form)]

    def _of_kind(self, kind: Kind, spans: Sequence[Span]) -> list[int]:
        margins = [self._margins[span].get(kind, _ABSENT) for span in spans]
        others = [m for span in spans for other, m in self._margins[span].items() if other is not kind]
        rivals = [m for span in spans for m in self._rivals(span, kind)]
        return [
            max(margins),
            sum(margins) // len(margins),
            sum(margin > 0 for margin in margins),
            max(others, default=_ABSENT),
            max(rivals, default=_ABSENT),
        ]

    def _rivals(self, span: Span, kind: Kind) -> list[int]:
        """Margins of other stretches for the same kind that share words with this one."""
        low = bisect_left(self._spans, Span(max(0, span.start - 250), max(0, span.start - 250)))
        high = bisect_right(self._spans, Span(span.end, span.end))
        near = self._spans[low:high]
        return [self._margins[o][kind] for o in near if o != span and o.meets(span) and kind in self._margins[o]]

    def _common(self, form: str, spans: Sequence[Span]) -> list[int]:
        words = form.split()
        first = spans[0].of(self._folded)
        written = first.split()
        titled = self._outline.title
        row = [max(self._margins[span].get(kind, _ABSENT) for span in spans) for kind in KINDS]
        row += [100 * sum(self._rules[s][kind] for s in spans if s in self._rules) // len(spans) for kind in KINDS]
        row += [len(spans), len(words), 100 * sum(int(x[0].isupper()) for x in written) // len(written)]
        row += [int(any(s.of(self._folded)[:1].isupper() for s in spans)), sum(c.isdigit() for c in first)]
        for name in _NOUNS:
            row += [int(name in CLASSES.get(words[-1], ())), int(any(name in CLASSES.get(x, ()) for x in words))]
        row += [int(titled is not None and any(titled.holds(span) for span in spans))]
        row += self._edges(spans)
        row += [max(self._neighbours.get(s, {}).get(kind, _ABSENT) for s in spans) for kind in KINDS]
        return row + self._surroundings.of(spans)

    def _edges(self, spans: Sequence[Span]) -> list[int]:
        """How often, in a hundred places, certain words stand before the form and certain marks after it."""
        before = Counter(self._word_before(span) for span in spans)
        after = Counter(self._folded[span.end : span.end + 3].lstrip()[:1] for span in spans)
        owned = sum(times for word, times in before.items() if word.endswith("'s"))
        counts = [*(before[word] for word in _BEFORE), owned, *(after[mark] for mark in ("'", ",", ".", "(", ")"))]
        return [100 * count // len(spans) for count in counts]

    def _word_before(self, span: Span) -> str:
        words = self._folded[max(0, span.start - 40) : span.start].split()
        return words[-1].lower() if words else ""

    def _joined(self) -> dict[Span, dict[Kind, int]]:
        """Best margins of what stands in one list with a stretch: ``Age UK, Mind and Barod``."""
        by_start: dict[int, list[Span]] = {}
        for span in self._margins:
            by_start.setdefault(span.start, []).append(span)
        found: dict[Span, dict[Kind, int]] = {}
        for span in self._margins:
            match = _JOINED.match(self._folded, span.end)
            for other in by_start.get(match.end(), ()) if match else ():
                for here, there in ((span, other), (other, span)):
                    row = found.setdefault(here, {})
                    for kind, margin in self._margins[there].items():
                        row[kind] = max(row.get(kind, _ABSENT), margin)
        return found


class _Surroundings:
    """The verbs and small words around a stretch, the bodies before it and the groups of people after it."""

    def __init__(self, outline: Outline, found: Sequence[Mention]) -> None:
        self._lists = [tokens for tokens in token_lists(outline) if tokens]
        self._starts = [tokens[0].span.start for tokens in self._lists]
        bodies = (Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK)
        self._councils = sorted(m.span.start for m in found if m.kind is Kind.COUNCIL)
        self._bodies = sorted(m.span.start for m in found if m.kind in bodies)
        self._people = sorted(m.span.start for m in found if m.kind is Kind.POPULATION)

    def of(self, spans: Sequence[Span]) -> list[int]:
        """The largest of each feature over the first places of a form."""
        return [max(column) for column in zip(*(self._at(span) for span in spans[:_MOST_PLACES]), strict=True)]

    def _at(self, span: Span) -> list[int]:
        tokens = self._lists[max(0, bisect_right(self._starts, span.start) - 1)]
        starts = [token.span.start for token in tokens]
        first, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
        low, high = tokens[0].span.start, tokens[-1].span.end
        row = _verbs(tokens, first, end)
        row += [int(_any_between(self._councils, low, span.start)), int(_any_between(self._bodies, low, span.start))]
        row += [int(_any_between(self._people, span.end, high))]
        after = tokens[end].low if end < len(tokens) else "#"
        before = tokens[first - 1].low if first else "#"
        row += [int(after == word) for word in _AFTER]
        row += [int(before in words) for words in _DETERMINING]
        return [*row, int(first == 0), len(tokens)]


def _any_between(positions: Sequence[int], low: int, high: int) -> bool:
    return bisect_left(positions, high) > bisect_left(positions, low)


def _verbs(tokens: Sequence[Token], first: int, end: int) -> list[int]:
    """Classes of the nearest verbs before and after, how far the one before is, and its form."""
    before = next((i for i in range(first - 1, max(-1, first - 9), -1) if is_verbal(tokens[i])), -1)
    after = next((i for i in range(end, min(len(tokens), end + 7)) if is_verbal(tokens[i])), -1)
    row = [
        int(name in CLASSES.get(tokens[i].low, ())) if i >= 0 else 0 for i in (before, after) for name in VERB_CLASSES
    ]
    gerund = before >= 0 and tokens[before].low.endswith("ing")
    passive = before > 0 and tokens[before - 1].low in _BE
    return [*row, first - before if before >= 0 else 10, int(gerund), int(passive)]


def _without_determiner(folded: str, span: Span) -> Span:
    match = _DETERMINER.match(folded, span.start, span.end)
    return span if match is None else Span(match.end(), span.end)


def _is_named(folded: str, spans: Sequence[Span], kind: Kind) -> bool:
    """Whether a form is a name of its own: written with capitals that its place in a sentence does not ask for."""
    words = spans[0].of(folded).split()
    if any(word[0].isupper() for word in words[1:]):
        return True
    always = all(span.of(folded)[0].isupper() for span in spans)
    return always and words[0][0].isupper() and (kind is not Kind.INITIATIVE or len(spans) > 1 or len(words) == 1)
