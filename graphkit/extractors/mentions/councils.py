"""Councils: by every written form of the register, by their ending, and by "the council", "we", "the borough"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from graphkit.extractors import words as w
from graphkit.extractors.tokens import Token, token_lists, tokenise
from graphkit.ids import slug
from graphkit.knowledge import Knowledge
from graphkit.namesakes import UNKNOWN, Hints, Period, latest, meant, period_of, rivals_of
from graphkit.records import Kind, Mention, Outline, Span
from graphkit.register import Council, Register, fold_name, stop_names
from graphkit.text import fold

_IN_BRACKETS = re.compile(r"\s*\((?:the )?([A-Z]{2,8})\)")
_AREAS = frozenset("borough county city district town".split())
_PLACE_PREPOSITIONS = frozenset(
    "in at across near around within throughout from to into outside between of for over through covering toward towards".split()
)
_NOT_COUNCILS = frozenset(
    "Parish Town Arts Research Youth Student British Medical Community Privy Safety Pharmaceutical Nursing Midwifery"
    " Skills Funding Security Residents Tenants Sports General Design Crafts Chiefs' Trades School Church Welsh Scottish"
    " Academic National International European World Advisory Workers' Business".split()
)
_NOT_IN_NAMES = w.DETERMINERS | w.PREPOSITIONS | w.CONJUNCTIONS | w.ADVERBS | w.MONTHS.keys()
_ACTING = frozenset(
    "is was has had will plans wants became council's launched set developed commissioned introduced worked works created"
    " provides provided runs ran leads led established appointed decided agreed awarded started began opened funded uses"
    " used joined invested piloted identified recognised found made took built held adopted said believes hopes aims"
    " currently now also have are were do does did and recently already first successfully then".split()
)


@dataclass(frozen=True, slots=True)
class _Scene:
    """A document as a council's name is read in it; ``full`` are those (slugs) that it names in full."""

    outline: Outline
    register: Register
    hints: Hints
    full: frozenset[str] = frozenset()

    def meant(self, name: str, span: Span) -> Council | None:
        """The council that a name at its place means."""
        return meant(self.register, name, self.hints, self._said(span))

    def _said(self, span: Span) -> Period:
        """When that is of which the sentence of a stretch speaks."""
        if len(rivals_of(self.register, span.of(self.outline.folded))) < 2 and not self._has_ended(span):
            return UNKNOWN
        at = bisect_right(self.outline.sentences, span.start, key=lambda sentence: sentence.span.start) - 1
        if at < 0 or not self.outline.sentences[at].span.holds(span):
            return UNKNOWN
        return latest(self.outline.sentences[at].span.of(self.outline.folded), self.register)

    def _has_ended(self, span: Span) -> bool:
        own = self.register.candidates(span.of(self.outline.folded))
        return any(council.dissolved or council.founded for council in own)


def find(outline: Outline, knowledge: Knowledge) -> list[Mention]:
    """Every council, in order.

    ``target`` is a register slug, ``home`` for "the council", empty for one that the register lacks or that nothing in the
    document tells from its namesakes.
    """
    scene = _Scene(outline, knowledge.register, _hints(outline, knowledge.register))
    mentions: list[Mention] = []
    for tokens in token_lists(outline):
        for mention in _full_forms(scene, tokens):
            mentions += [mention, *_abbreviated(outline, mention)]
        mentions.extend(_anaphors(outline, tokens))
    mentions += _corporations(outline, mentions)
    taken = frozenset(at for m in mentions for at in range(m.span.start, m.span.end))
    scene = replace(scene, full=frozenset(m.target for m in mentions if m.target and m.target != "home"))
    for tokens in token_lists(outline):
        mentions.extend(_bare_forms(scene, tokens, taken))
    return sorted(mentions, key=lambda m: m.span)


def _hints(outline: Outline, register: Register) -> Hints:
    """What the document and its row of the source table tell of who is meant."""
    given = outline.document.description
    text = f"{outline.folded}\n{fold(given.title)}\n{fold(given.publisher)}"
    written = period_of(given.issued)
    if written == UNKNOWN:
        written = latest(outline.folded, register)
    return Hints(frozenset(_alone(text, register)), text, written)


def _alone(text: str, register: Register) -> Iterator[str]:
    """Councils that a form names of which no other council is called so, in full or as a place that is no common word."""
    tokens = tokenise(text, Span(0, len(text)))
    at = 0
    while at < len(tokens):
        length = 0
        if tokens[at].is_capitalised:
            matches = ((n, ambiguous) for n, _, ambiguous in _matches(tokens, at, register))
            length, ambiguous = next(matches, (0, False))
            form = text[tokens[at].span.start : tokens[at + length - 1].span.end] if length else ""
            rivals = rivals_of(register, form) if form and not ambiguous else ()
            if len(rivals) == 1:
                yield rivals[0].slug
            elif rivals and form.endswith(" Council"):
                yield from (
                    c.slug for c in register.candidates(form)[:1] if fold_name(form) == fold_name(c.official_name)
                )
        at += max(length, 1)


@lru_cache(maxsize=4)
def _index(register: Register) -> dict[str, list[tuple[tuple[str, ...], bool, bool]]]:
    """First word → (words in small letters, is bare, is an ambiguous word), longest first."""
    seen: dict[tuple[str, ...], tuple[bool, bool]] = {}
    for form in register.written_forms():
        words = tuple(token.low for token in tokenise(form.form, Span(0, len(form.form))))
        bare, ambiguous = seen.get(words, (True, False))
        seen[words] = (bare and form.is_bare, ambiguous or form.is_ambiguous_word)
    # a stop name ("Greater Manchester") hides the council in it: it is matched, as ambiguous, and then names nobody
    for name in sorted(stop_names()):
        words = tuple(token.low for token in tokenise(name, Span(0, len(name))))
        seen.setdefault(words, (True, True))
    index: dict[str, list[tuple[tuple[str, ...], bool, bool]]] = {}
    for words, (bare, ambiguous) in seen.items():
        index.setdefault(words[0], []).append((words, bare, ambiguous))
    for rows in index.values():
        rows.sort(key=lambda row: (-len(row[0]), row[0]))
    return index


def _matches(tokens: list[Token], at: int, register: Register) -> Iterator[tuple[int, bool, bool]]:
    """(number of words, is bare, is ambiguous) of each written form that starts here, longest first."""
    for words, bare, ambiguous in _index(register).get(tokens[at].low, ()):
        stretch = tokens[at : at + len(words)]
        if len(stretch) == len(words) and all(t.low == word for t, word in zip(stretch, words, strict=True)):
            yield len(words), bare, ambiguous


def _full_forms(scene: _Scene, tokens: list[Token]) -> Iterator[Mention]:
    at = 0
    while at < len(tokens):
        length = 0
        if tokens[at].is_capitalised:
            length = next((n for n, bare, _ in _matches(tokens, at, scene.register) if not bare), 0)
        if length and not _continues(tokens, at + length):
            span = Span(tokens[at].span.start, tokens[at + length - 1].span.end)
            name = span.of(scene.outline.folded)
            council = scene.meant(name, span)
            if council is not None:
                yield Mention(span, Kind.COUNCIL, name, "council.register@1", council.slug, is_specific=True)
            else:
                yield from _open(scene, span, name)
            at += length
            continue
        unknown = _unregistered(scene.outline, tokens, at)
        if unknown is not None:
            yield unknown[0]
            at = unknown[1]
            continue
        at += 1


def _corporations(outline: Outline, mentions: list[Mention]) -> list[Mention]:
    """``the Corporation``, after ``City of London Corporation``."""
    full = next((m for m in mentions if m.name.endswith(" Corporation")), None)
    if full is None:
        return []
    taken = {m.span.end for m in mentions}
    found = (Span(m.start(1), m.end()) for m in re.finditer(r"\b[Tt]he (Corporation)\b", outline.folded))
    return [
        Mention(span, Kind.COUNCIL, span.of(outline.folded), "council.corporation@1", full.target, is_specific=True)
        for span in found
        if span.end not in taken
    ]


def _abbreviated(outline: Outline, council: Mention) -> Iterator[Mention]:
    """``North West Leicestershire District Council (NWLDC)``: the abbreviation, wherever it stands."""
    match = _IN_BRACKETS.match(outline.folded, council.span.end)
    if match is None:
        return
    for found in re.finditer(rf"\b{re.escape(match[1])}\b", outline.folded):
        span = Span(found.start(), found.end())
        target = council.target or slug(council.name)
        yield Mention(span, Kind.COUNCIL, match[1], "council.abbreviation@1", target, is_specific=True)


def _continues(tokens: list[Token], at: int) -> bool:
    """Whether the name goes on, so that it is another body's (``Wigan Council Tenants Association``)."""
    return at < len(tokens) and tokens[at].word in ("Pension", "Tenants", "Youth", "Partnership", "Association")


def _unregistered(outline: Outline, tokens: list[Token], at: int) -> tuple[Mention, int] | None:
    """``Ostermoor Council``: a run of capitalised words that ends in Council."""
    end = at
    while end < len(tokens) and end - at < 5 and tokens[end].is_capitalised and tokens[end].word != "Council":
        end += 1
    if end == at or end >= len(tokens) or tokens[end].word != "Council":
        return None
    run = tokens[at:end]
    if any(t.word in _NOT_COUNCILS or t.low in _NOT_IN_NAMES for t in run):
        return None
    if end + 1 < len(tokens) and tokens[end + 1].low in ("of", "for") and tokens[end + 2 : end + 3]:
        return None
    span = Span(run[0].span.start, tokens[end].span.end)
    return Mention(span, Kind.COUNCIL, span.of(outline.folded), "council.ending@1", is_specific=True), end + 1


def _is_council_word(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].word in ("council", "authority")


def _anaphors(outline: Outline, tokens: list[Token]) -> Iterator[Mention]:
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.low in ("we", "us") and token.word != "US":
            yield Mention(token.span, Kind.COUNCIL, "", "council.we@1", "home")
        elif token.low in ("the", "our", "this", "its") and following is not None:
            end = at + 1
            if following.low == "local" and at + 2 < len(tokens):
                end = at + 2
            head = tokens[end].low
            span = Span(token.span.start, tokens[end].span.end)
            if (head in ("council", "authority") and tokens[end].word != "Council") or (
                tokens[end].word == "Council" and token.low == "the"
            ):
                yield Mention(span, Kind.COUNCIL, "", "council.the-council@1", "home")
            elif head in _AREAS and end == at + 1 and _is_council_word(tokens, end + 1):
                span = Span(token.span.start, tokens[end + 1].span.end)
                yield Mention(span, Kind.COUNCIL, head, "council.the-tier-council@1", "home")
            elif head in _AREAS and end == at + 1:
                yield Mention(span, Kind.COUNCIL, "", "council.area@1", "home")


def _open(scene: _Scene, span: Span, name: str) -> Iterator[Mention]:
    """A council of which nothing tells which it is: one without a code, unless its key would be another's."""
    if scene.register.by_slug(slug(name)) is None:
        yield Mention(span, Kind.COUNCIL, name, "council.open@1", is_specific=True)


def _bare_forms(scene: _Scene, tokens: list[Token], taken: frozenset[int]) -> Iterator[Mention]:
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capitalised or tokens[at].span.start in taken:
            at += 1
            continue
        matches = _matches(tokens, at, scene.register)
        length, ambiguous = next(((n, amb) for n, bare, amb in matches if bare), (0, False))
        if length and not _inside_name(tokens, at, length):
            yield from _bare_mention(scene, tokens, at, length, ambiguous)
        at += max(length, 1)


def _inside_name(tokens: list[Token], at: int, length: int) -> bool:
    after = tokens[at + length] if at + length < len(tokens) else None
    return (at > 1 and tokens[at - 1].is_capitalised) or (after is not None and after.is_capitalised)


def _bare_mention(scene: _Scene, tokens: list[Token], at: int, length: int, is_ambiguous: bool) -> Iterator[Mention]:
    """A bare place name: the council where it acts or owns, the place where things lie in it."""
    before = tokens[at - 1] if at else None
    after = tokens[at + length] if at + length < len(tokens) else None
    span = Span(tokens[at].span.start, tokens[at + length - 1].span.end)
    name = span.of(scene.outline.folded)
    rivals = scene.register.candidates(name)
    council = scene.meant(name, span)
    is_known = council is not None and council.slug in scene.full
    has_namesake = len(rivals) > 1
    if not rivals or (is_ambiguous and not is_known and not has_namesake):
        return
    if before is not None and before.low in _PLACE_PREPOSITIONS:
        if council is not None or not is_ambiguous:
            target = council.slug if council is not None else ""
            yield Mention(span, Kind.PLACE, name, "place.in-bare-name@1", target, is_specific=True)
        return
    does = after is not None and (after.low in _ACTING or after.low in w.COMMON_VERBS)
    acts = does or (after is not None and after.low in ("'s", ",", ":", ";", ")"))
    if council is not None and (is_known or acts):
        yield Mention(span, Kind.COUNCIL, name, "council.bare-name@1", council.slug, is_specific=True)
    elif council is None and does and has_namesake:
        yield from _open(scene, span, name)
