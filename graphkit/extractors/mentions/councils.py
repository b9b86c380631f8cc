"""Councils: by every written form of the register, by their ending, and by "the council", "we", "the borough"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graphkit.extractors import words as w
from graphkit.extractors.tokens import Token, token_lists, tokenise
from graphkit.ids import slug
from graphkit.knowledge import Knowledge
from graphkit.records import Kind, Mention, Outline, Span
from graphkit.register import Register, stop_names

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


def find(outline: Outline, knowledge: Knowledge) -> list[Mention]:
    """Every council, in order; ``target`` is a register slug, ``home`` for "the council", empty for one not registered."""
    mentions: list[Mention] = []
    full: set[str] = set()
    for tokens in token_lists(outline):
        for mention in _full_forms(outline, tokens, knowledge.register):
            mentions += [mention, *_abbreviated(outline, mention)]
            if mention.target:
                full.add(mention.target)
        mentions.extend(_anaphors(outline, tokens))
    mentions += _corporations(outline, mentions)
    taken = frozenset(at for m in mentions for at in range(m.span.start, m.span.end))
    for tokens in token_lists(outline):
        mentions.extend(_bare_forms(outline, tokens, knowledge.register, frozenset(full), taken))
    return sorted(mentions, key=lambda m: m.span)


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


def _full_forms(outline: Outline, tokens: list[Token], register: Register) -> Iterator[Mention]:
    at = 0
    while at < len(tokens):
        length = 0
        if tokens[at].is_capitalised:
            length = next((n for n, bare, _ in _matches(tokens, at, register) if not bare), 0)
        if length and not _continues(tokens, at + length):
            span = Span(tokens[at].span.start, tokens[at + length - 1].span.end)
            name = span.of(outline.folded)
            candidates = register.candidates(name, _day(outline))
            yield Mention(span, Kind.COUNCIL, name, "council.register@1", candidates[0].slug, is_specific=True)
            at += length
            continue
        unknown = _unregistered(outline, tokens, at)
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
            elif head in _AREAS and end == at + 1:
                yield Mention(span, Kind.COUNCIL, "", "council.area@1", "home")


def _bare_forms(
    outline: Outline, tokens: list[Token], register: Register, full: frozenset[str], taken: frozenset[int]
) -> Iterator[Mention]:
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capitalised or tokens[at].span.start in taken:
            at += 1
            continue
        length, ambiguous = next(((n, amb) for n, bare, amb in _matches(tokens, at, register) if bare), (0, False))
        mention = _bare_mention(outline, tokens, at, length, ambiguous, register, full) if length else None
        if mention is not None:
            yield mention
        at += max(length, 1)


def _bare_mention(
    outline: Outline,
    tokens: list[Token],
    at: int,
    length: int,
    is_ambiguous: bool,
    register: Register,
    full: frozenset[str],
) -> Mention | None:
    """A bare place name: the council where it acts or owns, the place where things lie in it."""
    before = tokens[at - 1] if at else None
    after = tokens[at + length] if at + length < len(tokens) else None
    inside_name = (before is not None and before.is_capitalised and at > 1) or (
        after is not None and after.is_capitalised
    )
    if inside_name:
        return None
    span = Span(tokens[at].span.start, tokens[at + length - 1].span.end)
    name = span.of(outline.folded)
    candidates = register.candidates(name, _day(outline))
    known = next((c for c in candidates if c.slug in full), None)
    if not candidates or (is_ambiguous and known is None):
        return None
    council = known or candidates[0]
    if before is not None and before.low in _PLACE_PREPOSITIONS:
        return Mention(span, Kind.PLACE, name, "place.in-bare-name@1", council.slug, is_specific=True)
    acts = after is not None and (
        after.low in _ACTING or after.low in ("'s", ",", ":", ";", ")") or after.low in w.COMMON_VERBS
    )
    if known is None and not acts:
        return None
    return Mention(span, Kind.COUNCIL, name, "council.bare-name@1", council.slug, is_specific=True)


def _day(outline: Outline) -> str:
    """The day of the document, as far as its source table tells; else empty."""
    issued = outline.document.description.issued
    return (issued + "-12-31"[len(issued) - 4 :])[:10] if len(issued) in (4, 7, 10) else ""
