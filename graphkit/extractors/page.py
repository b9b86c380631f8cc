"""A document laid out for reading: its sentences as tokens with their things, and how a claim is made from one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphkit.extractors.tokens import Token, tokenise, tokens_by_start, with_mentions
from graphkit.extractors.values import Date, find_dates, find_relative_time
from graphkit.knowledge import Knowledge
from graphkit.records import (
    Cast,
    Claim,
    Kind,
    Mention,
    Outcome,
    Outline,
    Ref,
    Relation,
    SectionKind,
    Sentence,
    Span,
    Status,
)

# Code points. What goes on for longer without a full stop is no sentence: a table, a list of names, a broken file.
_LONGEST = 3000


@dataclass(slots=True)
class Line:
    """A sentence to be read: its tokens, the things at them, and the stretch that is quoted.

    For a list item the tokens begin with those of the sentence that brings the list in.
    """

    sentence: Sentence
    span: Span
    tokens: list[Token]
    refs: dict[int, Ref]
    words: str
    starts: list[int]
    speaker: Ref | None = None
    previous: tuple[Ref, ...] = ()
    following: tuple[Ref, ...] = ()
    section_refs: tuple[Ref, ...] = ()

    def token_at(self, offset: int) -> int:
        """Index of the token at a place in ``words``."""
        return bisect_right(self.starts, offset) - 1


@dataclass(slots=True)
class Page:
    """A document with its cast, ready to be read."""

    outline: Outline
    cast: Cast
    knowledge: Knowledge
    lines: list[Line] = field(default_factory=list)
    names: dict[Ref, str] = field(default_factory=dict)
    employers: dict[Ref, Ref] = field(default_factory=dict)
    mentioned: Counter[Ref] = field(default_factory=Counter)

    def main_initiative(self) -> Ref | None:
        """What the document is about: the initiative it mentions most, the first by key of several."""
        found = [ref for ref in self.mentioned if ref.kind is Kind.INITIATIVE]
        return min(found, key=lambda ref: (-self.mentioned[ref], ref), default=None)

    def name_of(self, ref: Ref) -> str:
        """A thing's fullest form."""
        return self.names.get(ref, "")

    def claim(
        self,
        line: Line,
        subject: Ref,
        relation: Relation,
        rule: str,
        confidence: float,
        *,
        obj: Ref | None = None,
        literal: str = "",
        outcome: Outcome | None = None,
        status: Status = Status.DONE,
        span: Span | None = None,
    ) -> Claim:
        """A claim that quotes the line (or another stretch), with its section, speaker and time."""
        quoted = span or line.span
        section = self.outline.sections[line.sentence.section]
        titled = self.outline.title is not None and self.outline.title.holds(quoted)
        dates = find_dates(self.outline.folded, quoted)
        time = dates[0].span if dates else find_relative_time(self.outline.folded, quoted)
        return Claim(
            subject=subject,
            relation=relation,
            span=quoted,
            rule=rule,
            confidence=min(0.99, max(0.01, round(confidence, 2))),
            status=status,
            object=obj,
            literal=literal,
            outcome=outcome,
            section=SectionKind.TITLE if titled else section.kind,
            heading=" ".join(section.heading.split()) if section.heading_span is not None else "",
            speaker=line.speaker if line.speaker != subject else None,
            time=dates[0].lexical if dates else "",
            time_text=time.of(self.outline.text) if time is not None else "",
        )

    def is_contact(self, line: Line) -> bool:
        """Whether the line stands in the contact block."""
        return self.outline.sections[line.sentence.section].kind is SectionKind.CONTACT


def lay_out(outline: Outline, cast: Cast, knowledge: Knowledge) -> Page:
    """The page of a document: every sentence with its tokens, things, speaker and what came before."""
    page = Page(outline, cast, knowledge)
    page.names = {thing.ref: thing.name for thing in cast.things}
    page.mentioned = Counter(ref for ref in cast.refs if ref is not None)
    pairs = list(zip(cast.mentions, cast.refs, strict=True))
    lead_ins = _lead_ins(outline)
    previous: tuple[Ref, ...] = ()
    section = -1
    section_refs: list[Ref] = []
    heading_refs: tuple[Ref, ...] = ()
    for index, sentence in enumerate(outline.sentences):
        if sentence.span.end - sentence.span.start > _LONGEST:
            continue
        if sentence.section != section:
            section = sentence.section
            heading_refs = _heading_refs(outline, pairs, section)
            section_refs, previous = list(heading_refs), heading_refs
        line = _line(outline, pairs, sentence, lead_ins.get(index))
        line.speaker = _speaker(outline, pairs, sentence)
        line.previous, line.section_refs = previous, tuple(section_refs)
        page.lines.append(line)
        here = tuple(dict.fromkeys(line.refs.values()))
        section_refs.extend(here)
        previous = here or previous
    for line, after in zip(page.lines, page.lines[1:], strict=False):
        line.following = tuple(after.refs.values())
    return page


def _heading_refs(outline: Outline, pairs: list[tuple[Mention, Ref | None]], section: int) -> tuple[Ref, ...]:
    span = outline.sections[section].heading_span
    if span is None:
        return ()
    return tuple(ref for _, ref in _within(pairs, span) if ref is not None)


def _lead_ins(outline: Outline) -> dict[int, Span]:
    """Sentence index of each list item's first sentence → the sentence that brings the list in."""
    last: dict[int, Span] = {}
    for sentence in outline.sentences:
        last[sentence.paragraph] = sentence.span
    found: dict[int, Span] = {}
    seen: set[int] = set()
    for index, sentence in enumerate(outline.sentences):
        paragraph = outline.paragraphs[sentence.paragraph]
        if (
            paragraph.is_item
            and paragraph.lead_in >= 0
            and sentence.paragraph not in seen
            and paragraph.lead_in in last
        ):
            lead = last[paragraph.lead_in]
            if lead.of(outline.folded).endswith(":"):
                found[index] = lead
        seen.add(sentence.paragraph)
    return found


def _line(outline: Outline, pairs: list[tuple[Mention, Ref | None]], sentence: Sentence, lead: Span | None) -> Line:
    spans = [sentence.span] if lead is None else [Span(lead.start, lead.end - 1), sentence.span]
    known = tokens_by_start(outline)
    tokens: list[Token] = []
    refs: dict[int, Ref] = {}
    for span in spans:
        inside = _within(pairs, span)
        words_of = known[span.start] if span is sentence.span else tokenise(outline.folded, span)
        part = with_mentions(words_of, [m for m, _ in inside], outline.folded)
        by_mention = {m.span: r for m, r in inside if r is not None}
        for at, token in enumerate(part):
            if token.mention is not None and token.span in by_mention:
                refs[len(tokens) + at] = by_mention[token.span]
        tokens += part
    starts: list[int] = []
    position = 0
    words = []
    for token in tokens:
        word = "§" if token.mention is not None else token.low
        starts.append(position)
        words.append(word)
        position += len(word) + 1
    quoted = sentence.span
    if lead is not None and sentence.span.end - lead.start < 420:
        quoted = Span(lead.start, sentence.span.end)
    return Line(sentence, quoted, tokens, refs, " ".join(words), starts)


def _within(pairs: list[tuple[Mention, Ref | None]], span: Span) -> list[tuple[Mention, Ref | None]]:
    """The mentions of a stretch; ``pairs`` are in order of the text."""
    found = pairs[bisect_left(pairs, span.start, key=_start) : bisect_left(pairs, span.end, key=_start)]
    return [(mention, ref) for mention, ref in found if mention.span.end <= span.end]


def _start(pair: tuple[Mention, Ref | None]) -> int:
    return pair[0].span.start


def _speaker(outline: Outline, pairs: list[tuple[Mention, Ref | None]], sentence: Sentence) -> Ref | None:
    """The person whose quoted words the sentence is."""
    if sentence.quotation < 0:
        return None
    span = outline.quotations[sentence.quotation].speaker
    if span is None:
        return None
    return next(_persons_in(pairs, span), None)


def _persons_in(pairs: list[tuple[Mention, Ref | None]], span: Span) -> Iterator[Ref]:
    for mention, ref in _within(pairs, span):
        if mention.kind is Kind.PERSON and ref is not None:
            yield ref


def date_after(line: Line, dates: list[Date], at: int) -> Date | None:
    """The first date after a token with a preposition before it, in the same clause."""
    for date in dates:
        if date.span.start >= line.tokens[at].span.end and date.span.start - line.tokens[at].span.end < 90:
            between = [t for t in line.tokens[at + 1 :] if t.span.end <= date.span.start]
            if any(t.word in (";", '"', "–") or t.low in ("which", "who", "that", "until") for t in between):
                return None
            return (
                date
                if between
                and between[-1].low in ("in", "on", "from", "since", "during", "of", "early", "late", "mid", "the")
                else None
            )
    return None
