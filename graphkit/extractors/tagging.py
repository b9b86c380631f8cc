"""From an Outline to the stretches that may name a thing, each with a margin: the learned tagger over words and rules.

What the rules find is a feature here, no gate: the tagger learns how far each rule is to be trusted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graphkit.extractors import words as w
from graphkit.extractors.lexicon import CLASSES, NAME_CLASSES
from graphkit.extractors.tokens import Token, stretches, token_lists
from graphkit.learned.chain import Chains
from graphkit.records import Kind, Mention, Outline, Span

LAYERS: dict[str, tuple[Kind, ...]] = {
    "names": (Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK, Kind.PERSON, Kind.PLACE),
    "initiatives": (Kind.INITIATIVE,),
    "populations": (Kind.POPULATION,),
}
# Thousandths of a logit. What loses to the best reading of its sentence by more is not proposed.
_REACH = 3500
_CLOSED = w.DETERMINERS | w.PREPOSITIONS | w.CONJUNCTIONS | w.PRONOUNS | w.AUXILIARIES
_CONNECTORS = frozenset(("of", "and", "the", "for", "&", "'s", "in"))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stretch that may name a thing of a kind; ``margin`` in thousandths of a logit, ``None`` where only a rule has it."""

    span: Span
    kind: Kind
    margin: int | None


def propose(outline: Outline, found: Sequence[Mention], chains: Chains) -> list[Proposal]:
    """Every stretch that the tagger or a rule takes for a thing, with the tagger's margin where it has one."""
    proposals: dict[tuple[Span, Kind], int | None] = {}
    rows = features(outline, found)
    for tokens, sentence in zip(token_lists(outline), rows, strict=True):
        for stretches_of_layer in chains.stretches(sentence, _REACH).values():
            for stretch in stretches_of_layer:
                if not (tokens[stretch.start].is_word and tokens[stretch.end - 1].is_word):
                    continue  # a name does not begin or end with a mark
                span = Span(tokens[stretch.start].span.start, tokens[stretch.end - 1].span.end)
                proposals[span, Kind(stretch.type)] = stretch.margin
        for span in _capitalised(tokens):
            proposals.setdefault((span, Kind.ORGANISATION), None)
            proposals.setdefault((span, Kind.PLACE), None)
    for mention in found:
        if mention.kind is not Kind.TOPIC:
            proposals.setdefault((mention.span, mention.kind), None)
    return [Proposal(span, kind, margin) for (span, kind), margin in sorted(proposals.items())]


def _capitalised(tokens: Sequence[Token]) -> list[Span]:
    """Runs of capitalised words, with and without small words between: names that nothing else may have seen."""
    found: list[Span] = []
    at = 0
    while at < len(tokens):
        if not (tokens[at].is_capitalised and tokens[at].is_word):
            at += 1
            continue
        end = last = at + 1
        while end < len(tokens) and end - at < 9:
            if tokens[end].is_capitalised and tokens[end].is_word:
                last = end + 1
            elif tokens[end].low not in _CONNECTORS:
                break
            end += 1
        first = next((i for i in range(at, last) if not tokens[i].is_capitalised), last)
        found += [
            Span(tokens[at].span.start, tokens[last - 1].span.end),
            Span(tokens[at].span.start, tokens[first - 1].span.end),
        ]
        at = last
    return found


# -- features of tokens ----------------------------------------------------------------------------


def features(outline: Outline, found: Sequence[Mention]) -> Iterator[list[list[str]]]:
    """For each stretch of `token_lists`, for each of its tokens, the names of its features."""
    lists = token_lists(outline)
    page = _Page(outline, lists, found)
    for tokens, span in zip(lists, stretches(outline), strict=True):
        yield _of_stretch(tokens, span, page) if tokens else []


class _Page:
    """What a token's features need to know of the whole document."""

    def __init__(self, outline: Outline, lists: Sequence[Sequence[Token]], found: Sequence[Mention]) -> None:
        self.title = outline.title
        self.rules = _rules_at(found, len(outline.folded))
        self.headings = {s.heading_span.start for s in outline.sections if s.heading_span is not None}
        self.items = {p.span.start for p in outline.paragraphs if p.is_item}
        self.often = Counter(t.low for tokens in lists for t in tokens)
        self.capitals = Counter(t.low for tokens in lists for t in tokens[1:] if t.is_capitalised)
        spans = stretches(outline)
        self.titled = {t.low for tokens, span in zip(lists, spans, strict=True) if span == self.title for t in tokens}
        self._starts = [s.span.start for s in outline.sections]
        self._kinds = [s.kind.value for s in outline.sections]

    def section(self, position: int) -> str:
        """The kind of the section at a place."""
        at = bisect_right(self._starts, position) - 1
        return self._kinds[at] if at >= 0 else "none"

    def where(self, span: Span) -> str:
        """What a stretch is on the page."""
        if span == self.title:
            return "title"
        if span.start in self.headings:
            return "heading"
        return "item" if span.start in self.items else "sentence"


def _rules_at(found: Sequence[Mention], size: int) -> dict[int, list[str]]:
    """Where a rule's mention begins or goes on: code point → names of features."""
    at: dict[int, list[str]] = {}
    for mention in found:
        if mention.kind is Kind.TOPIC:
            continue
        rule = mention.target if mention.target in ("earlier", "home") else mention.rule.partition("@")[0]
        first = [f"{mention.kind}B", f"{mention.kind}B{rule}"]
        rest = [f"{mention.kind}I", f"{mention.kind}I{rule}"]
        at.setdefault(mention.span.start, []).extend(first)
        for position in range(mention.span.start + 1, min(mention.span.end, size)):
            at.setdefault(position, []).extend(rest)
    return {position: sorted(set(names)) for position, names in at.items()}


def _of_stretch(tokens: Sequence[Token], span: Span, page: _Page) -> list[list[str]]:
    lows = ["#", "#", "#", *(t.low for t in tokens), "#", "#", "#"]
    near = [["#"], ["#"], *(_own(t, page.rules.get(t.span.start, ())) for t in tokens), ["#"], ["#"]]
    shapes = ["#", *(shape(t.word) for t in tokens), "#"]
    general = ["b", f"where={page.where(span)}", f"sec={page.section(span.start)}"]
    chunks = _chunks(tokens)
    rows: list[list[str]] = []
    quoted = False
    for at, token in enumerate(tokens):
        row = [*general, *_words_around(lows, at)]
        for step, names in zip("-2 -1 0 1 2".split(), near[at : at + 5], strict=True):
            row += [f"{step}{name}" for name in names]
        row.append(f"3sh={'_'.join(shapes[at : at + 3])}")
        row += _of_chunk(tokens, lows, *chunks[at], at)
        if token.is_word and token.low not in _CLOSED:
            row += _of_document(token.low, page)
        if token.word == '"':
            quoted = not quoted
        elif quoted:
            row.append("quoted")
        rows.append(row)
    return rows


def _words_around(lows: Sequence[str], at: int) -> list[str]:
    a, b, c, word, d, e, f = lows[at : at + 7]
    return [
        *(f"w0={word}", f"w-1={c}", f"w-2={b}", f"w-3={a}", f"w1={d}", f"w2={e}", f"w3={f}"),
        *(f"w-10={c}_{word}", f"w01={word}_{d}", f"w-21={b}_{c}", f"w12={d}_{e}"),
        *(f"s4={word[-4:]}", f"p4={word[:4]}", f"s2={word[-2:]}"),
    ]


def _own(token: Token, rules: Sequence[str]) -> list[str]:
    return [*_of_word(token.word), *(f"r={name}" for name in rules)]


@cache
def _of_word(word: str) -> tuple[str, ...]:
    low = word.lower()
    known = CLASSES.get(low, ())
    capitalised = ("known",) if known and word[0].isupper() else ()
    return (
        f"sh={shape(word)}",
        f"s3={low[-3:]}",
        *(f"c={name}" for name in known),
        *(f"c={name}" for name in NAME_CLASSES.get(word, ())),
        *capitalised,
    )


def shape(word: str) -> str:
    """How a word is written: ``a`` small, ``Aa`` capitalised, ``AA`` capitals, ``AaA`` mixed, ``9`` figures, or the mark."""
    if word[0].isdigit():
        return "9"
    if not word[0].isalpha():
        return word[0]
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    if word[0].isupper():
        return "Aa" if word[1:].islower() else "AaA"
    return "a" if word.islower() else "aA"


def _chunks(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """(first, last) of the run of open-class words that each token stands in."""
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(tokens):
        end = start
        if not _is_closed(tokens[start]) or tokens[start].low == "'s":
            while end + 1 < len(tokens) and not _is_closed(tokens[end + 1]):
                end += 1
        found += [(start, end)] * (end + 1 - start)
        start = end + 1
    return found


def _is_closed(token: Token) -> bool:
    return not token.is_word or token.low in _CLOSED


def _of_chunk(tokens: Sequence[Token], lows: Sequence[str], first: int, last: int, at: int) -> list[str]:
    """Of the run of words around a token: its last word, what stands before and after it. ``lows`` has three marks in front."""
    head, before, after = tokens[last].low, lows[first + 2], lows[last + 4]
    distance = min(3, last - at)
    row = [
        *(f"hd={head}", f"hs={head[-3:]}", f"hdist={distance}", f"cdist={min(4, at - first)}"),
        *(f"bef={before}", f"bef2={lows[first + 1]}_{before}", f"aft={after}", f"aft2={after}_{lows[last + 5]}"),
        *(f"hb={head}_{before}", f"lv={_verb_before(tokens, first)}", f"nv={_verb_after(tokens, last)}"),
    ]
    for name in (*CLASSES.get(head, ()), *NAME_CLASSES.get(tokens[last].word, ())):
        row += [f"hc={name}", f"hc={name}{distance}"]
    return row


def is_verbal(token: Token) -> bool:
    """Whether a word is likely a verb's form, by its ending or a list."""
    return token.is_word and (token.low in w.COMMON_VERBS or token.low.endswith(("ed", "ing")))


def _verb_before(tokens: Sequence[Token], first: int) -> str:
    return next((tokens[i].low for i in range(first - 1, max(-1, first - 8), -1) if is_verbal(tokens[i])), "#")


def _verb_after(tokens: Sequence[Token], last: int) -> str:
    following = tokens[last + 1 : last + 6]
    return next((t.low for t in following if is_verbal(t) or t.low in w.AUXILIARIES), "#")


def _of_document(low: str, page: _Page) -> list[str]:
    times, capitals = page.often[low], page.capitals[low]
    row = [f"tf={min(4, times)}"]
    if low in page.titled:
        row.append("titled")
    if capitals:
        row.append(f"cap={min(3, capitals)}")
        if capitals * 5 >= times * 4:
            row.append("always-capital")
    return row
