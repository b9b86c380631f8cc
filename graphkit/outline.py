"""From a Document to its Outline: title, sections by kind, paragraphs, list items, sentences, quotations.

Only the layout of prose is known here, never an entity. Where the file's format marks its blocks (HTML) they are
taken as they are; plain text is read by its lines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.records import (
    Block,
    BlockKind,
    Document,
    Outline,
    Paragraph,
    Quotation,
    Section,
    SectionKind,
    Sentence,
    Span,
)
from graphkit.text import fold, sentences, trim

_KINDS: tuple[tuple[SectionKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        (
            SectionKind.CONTACT,
            "contacts?|contact details|further information|for more information|find out more|more information",
        ),
        (
            SectionKind.SUSTAINED,
            "sustain\\w*|next steps?|what next|what's next|future|looking ahead|going forward|looking forward",
        ),
        (
            SectionKind.LESSONS,
            "lessons?|learning|learned|learnt|reflections?|(?<!citizens )advice|tips|recommendations?|what worked",
        ),
        (
            SectionKind.IMPACT,
            "impacts?|outcomes?|results?|benefits?|difference|achieve\\w*|success\\w*|evaluation|findings|progress|savings",
        ),
        (
            SectionKind.SOLUTION,
            (
                "solutions?|approach|what we did|what (?:the council|they|was) d(?:id|one)|response|actions?"
                "|how (?:it|we|the)\\b.*|the (?:project|model|scheme|programme|service|initiative)|implementation|delivery"
                "|what happened|method"
            ),
        ),
        (
            SectionKind.CHALLENGE,
            "challenges?|problems?|issues?|background|context|needs?|why|introduction to the problem|rationale|barriers?",
        ),
    )
)
_FURNITURE = re.compile(
    r"^(?:view all|read (?:our|more)\b|skip to\b|home\b(?: ?[>/|»].*)?$|share (?:this|on)\b|print(?: this page)?$|menu$|search$"
    r"|cookies?\b|accept (?:all )?cookies|sign in|log ?in|subscribe\b|back to\b|you are here|related (?:articles|content|links)"
    r"|case stud(?:y|ies)$|published\b|last updated|posted (?:on|by)|tags?:|categories:|download\b.*|\[email protected\]$"
    r"|https?://\S+$|www\.\S+$|follow us|more articles|table of contents$|contents$)",
    re.IGNORECASE,
)
# A line above the title that speaks to the reader of the site.
_BANNER = re.compile(
    r"\b(?:our|your|read|see|sign up|find out|click|subscribe|newsletter|white paper|cookies?|website|browser|beta|survey)\b",
    re.IGNORECASE,
)
_MARKED_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")  # Markdown
_BULLET = re.compile(r"\s*(?:[-*•‣▪●◦·–o]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z][.)]\s+)")
_OPEN, _CLOSE = "\u201c", "\u201d"
_SPEECH = re.compile(
    r"\b(?:said|says|added|adds|explain(?:s|ed)|comment(?:s|ed)|told|according to|concluded?|concludes|recall(?:s|ed)"
    r"|note[sd]|stress(?:es|ed)|believes|think(?:s)?|reflect(?:s|ed)|continue[sd]|describe[sd]|insist(?:s|ed)|argue[sd])\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A stretch of the page and what it is: the common ground of marked and plain text."""

    span: Span
    kind: BlockKind
    level: int = 0
    after_blank: bool = True


def make_outline(document: Document) -> Outline:
    """The layout of one document. Every offset is one of ``document.text``."""
    folded = fold(document.text)
    lines = list(
        _marked_lines(document.blocks, document.text) if document.blocks else _plain_lines(document.text, folded)
    )
    title = _find_title(document, folded, lines)
    lines = _body(folded, lines, title)
    sections, paragraphs = _build_sections(folded, lines, title, len(folded))
    quotations = tuple(_find_quotations(document.text, folded, paragraphs))
    found = tuple(_find_sentences(folded, paragraphs, quotations, title, sections))
    return Outline(document, folded, title, sections, paragraphs, found, quotations)


def title_of(outline: Outline) -> str:
    """The document's title: as its source table gives it, else as the text has it, else its file's name."""
    given = outline.document.description.title or outline.document.title
    if given:
        return " ".join(given.split())
    if outline.title is not None:
        return " ".join(outline.title.of(outline.text).split())
    return outline.document.file_name


def _marked_lines(blocks: tuple[Block, ...], text: str) -> Iterator[_Line]:
    for block in blocks:
        for line in re.finditer(r"[^\n]+", block.span.of(text)):  # line ends that the page itself sets: <br>
            span = trim(text, block.span.start + line.start(), block.span.start + line.end())
            if span.start < span.end:
                yield _Line(span, block.kind, block.level)


def _plain_lines(text: str, folded: str) -> Iterator[_Line]:
    """Paragraphs of plain text: a line each, but hard-wrapped lines are joined."""
    for start, end in _line_groups(folded):
        span = trim(folded, start, end)
        bullet = _BULLET.match(folded, span.start, span.end)
        marked = _MARKED_HEADING.match(folded, span.start, span.end)
        kind, level = BlockKind.PARAGRAPH, 0
        if bullet is not None:
            kind, span = BlockKind.ITEM, trim(folded, bullet.end(), span.end)
        elif marked is not None and "\n" not in span.of(folded):
            kind, level, span = BlockKind.HEADING, len(marked[1]), trim(folded, marked.end(), span.end)
        elif _looks_like_heading(folded, span):
            kind = BlockKind.HEADING
        before = folded[:start].rstrip(" ")
        yield _Line(span, kind, level, not before or before.endswith("\n\n") or before.count("\n") == 0)


def _line_groups(folded: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each paragraph's lines; a run of lines of like width is one hard-wrapped paragraph."""
    runs: list[list[tuple[int, int]]] = [[]]
    position = 0
    for line in folded.split("\n"):
        if line.strip():
            runs[-1].append((position, position + len(line)))
        elif runs[-1]:
            runs.append([])
        position += len(line) + 1
    for run in runs:
        yield from _unwrap(folded, run)


def _unwrap(folded: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if not run:
        return
    start, end = run[0]
    for next_start, next_end in run[1:]:
        line, following = folded[start:end], folded[next_start:next_end].lstrip()
        width = end - max(start, folded.rfind("\n", 0, end) + 1)
        wraps = following[:1].islower() or (55 <= width <= 120 and not re.search(r"[.!?:;\"')]\s*$", line))
        if wraps and not _BULLET.match(folded, next_start, next_end):
            end = next_end
        else:
            yield start, end
            start, end = next_start, next_end
    yield start, end


def _looks_like_heading(folded: str, span: Span) -> bool:
    line = span.of(folded)
    if "\n" in line or len(line) > 110 or len(line.split()) > 14 or not line[0].isalnum() or line[0].islower():
        return False
    if line.endswith(":") and len(line.split()) <= 4 and _kind_of(line[:-1]) is not SectionKind.OTHER:
        return True  # "The challenge:"
    if re.search(r"[.,;!:]['\")]*$", line) or _FURNITURE.match(line) or "@" in line:
        return False
    return not re.search(r"\.\s+[A-Z]", line)


def _find_title(document: Document, folded: str, lines: list[_Line]) -> Span | None:
    """The line of the text that is its title, if one is."""
    marked = next((line for line in lines if line.kind is BlockKind.TITLE), None)
    if marked is not None:
        return marked.span
    given = " ".join(fold(document.description.title or document.title).split()).casefold()
    head = lines[:8]
    for line in head:
        if given and " ".join(line.span.of(folded).split()).casefold() == given:
            return line.span
    fitting = [
        line.span
        for line in head
        if line.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and _may_be_title(line.span.of(folded))
    ]
    plain = [span for span in fitting if not _BANNER.search(span.of(folded))]
    return next(iter(plain or fitting), None)


def _may_be_title(words: str) -> bool:
    ends_openly = not re.search(r"[.;,]['\")]*$|[.!?] [A-Z]", words)
    return len(words) <= 200 and ends_openly and not _FURNITURE.match(words) and len(words.split()) > 1


def _body(folded: str, lines: list[_Line], title: Span | None) -> list[_Line]:
    """The lines that are prose: after the title, without furniture."""
    return [
        line
        for line in lines
        if line.kind is not BlockKind.TITLE
        and (title is None or line.span.start >= title.end)
        and not _is_furniture(line.span.of(folded))
    ]


def _is_furniture(words: str) -> bool:
    return _FURNITURE.match(words) is not None and len(words) < 90


def _build_sections(
    folded: str, lines: list[_Line], title: Span | None, length: int
) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    heads = _headings(folded, lines)
    start = title.end if title is not None else 0
    sections = [Section(Span(start, length), SectionKind.INTRO)]
    paragraphs: list[Paragraph] = []
    for index, line in enumerate(lines):
        if index in heads:
            words = " ".join(line.span.of(folded).split())
            sections[-1] = _cut(sections[-1], line.span.start)
            sections.append(Section(Span(line.span.start, length), _kind_of(words), words, line.span, line.level))
        else:
            is_item = line.kind is BlockKind.ITEM
            lead = _lead_in(folded, paragraphs, len(sections) - 1)
            is_item = is_item or _is_bare_item(folded, paragraphs, lead, line)
            paragraphs.append(Paragraph(line.span, len(sections) - 1, is_item, lead if is_item else -1))
    return tuple(sections), tuple(paragraphs)


def _headings(folded: str, lines: list[_Line]) -> set[int]:
    """Indexes of the lines that are headings: a heading has text under it, and is no list item, byline or pull quote."""
    heads: set[int] = set()
    in_contact = leads_list = False
    for index, line in enumerate(lines):
        if line.kind is not BlockKind.HEADING:
            continue
        words = line.span.of(folded)
        kind = _kind_of(words)
        if line.level:
            heads.add(index)
            in_contact = kind is SectionKind.CONTACT
            continue
        known = kind is not SectionKind.OTHER and len(words.split()) <= 8 and ":" not in words[:-1]
        follows_head = index - 1 in heads
        has_text = index + 1 < len(lines) and (lines[index + 1].kind is not BlockKind.HEADING or known)
        if index and lines[index - 1].kind is not BlockKind.HEADING:
            leads_list = lines[index - 1].span.of(folded).endswith(":")
        if (known and not (in_contact and kind is not SectionKind.SUSTAINED)) or (
            has_text and not in_contact and not follows_head and not leads_list and line.after_blank
        ):
            heads.add(index)
            in_contact = kind is SectionKind.CONTACT
    return heads


def _kind_of(heading: str) -> SectionKind:
    plain = fold(heading)
    return next((kind for kind, words in _KINDS if words.search(plain)), SectionKind.OTHER)


def _cut(section: Section, end: int) -> Section:
    return Section(Span(section.span.start, end), section.kind, section.heading, section.heading_span, section.level)


def _lead_in(folded: str, paragraphs: list[Paragraph], section: int) -> int:
    """Index of the paragraph that brings in a list that now goes on, or -1."""
    if not paragraphs or paragraphs[-1].section != section:
        return -1
    last = paragraphs[-1]
    if last.is_item:
        return last.lead_in
    return len(paragraphs) - 1


def _is_bare_item(folded: str, paragraphs: list[Paragraph], lead: int, line: _Line) -> bool:
    """A line of a list whose bullets were lost: after ``…:``, short, starting small or ending without a full stop."""
    if lead < 0 or not paragraphs[lead].span.of(folded).endswith(":"):
        return False
    words = line.span.of(folded)
    if not paragraphs[-1].is_item and len(paragraphs) - 1 != lead:
        return False
    return len(words) < 260 and (words[0].islower() or not words.endswith("."))


def _find_quotations(text: str, folded: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[Quotation]:
    """Words in double quotation marks.

    One that is not closed runs to the end of its paragraph; a paragraph that opens with a mark and names no speaker
    goes on with the one before.
    """
    last_speaker: Span | None = None
    last_paragraph = -2
    for index, paragraph in enumerate(paragraphs):
        spans = list(_quoted(text, folded, paragraph.span))
        if not spans:
            continue
        attribution = _attribution(folded, paragraph.span, spans)
        if attribution is None and last_paragraph >= index - 2 and folded[paragraph.span.start] == '"':
            attribution = last_speaker
        if attribution is None and index and folded[paragraph.span.start] == '"':
            attribution = _said_before(folded, paragraphs[index - 1].span)
        for span in spans:
            yield Quotation(span, attribution if len(span.of(text).split()) > 4 else None)
        if attribution is not None:
            last_speaker, last_paragraph = attribution, index


def _quoted(text: str, folded: str, paragraph: Span) -> Iterator[Span]:
    start = -1
    for position in range(paragraph.start, paragraph.end):
        if folded[position] != '"':
            continue
        opens = text[position] == _OPEN or (text[position] != _CLOSE and start < 0)
        if opens and start < 0:
            start = position
        elif not opens and start >= 0:
            yield Span(start, position + 1)
            start = -1
    if start >= 0 and paragraph.end - start > 20:
        yield Span(start, paragraph.end)


def _attribution(folded: str, paragraph: Span, quoted: list[Span]) -> Span | None:
    """The words outside the quotation marks that say who speaks."""
    gaps: list[Span] = []
    position = paragraph.start
    for span in quoted:
        gaps.append(Span(position, max(position, span.start)))
        position = span.end
    gaps.append(Span(position, max(position, paragraph.end)))
    # what follows a quotation ("…," Ms Mills said.) names its speaker oftener than what stands far before it
    for gap in gaps:
        if _SPEECH.search(folded, gap.start, gap.end):
            return trim(folded, gap.start, gap.end)
    head = gaps[0]
    if head.of(folded).rstrip().endswith(":") and head.end - head.start < 160:
        return trim(folded, head.start, head.end)
    return None


def _said_before(folded: str, paragraph: Span) -> Span | None:
    """The paragraph before a bare quotation, where it brings it in or reports the same speaker's words."""
    return (
        paragraph
        if re.search(rf"[A-Z][\w'-]+(?:, [^,.]{{2,70}},)? (?:has )?{_SPEECH.pattern}", paragraph.of(folded))
        else None
    )


def _find_sentences(
    folded: str,
    paragraphs: tuple[Paragraph, ...],
    quotations: tuple[Quotation, ...],
    title: Span | None,
    sections: tuple[Section, ...],
) -> Iterator[Sentence]:
    starts = [q.span.start for q in quotations]
    for index, paragraph in enumerate(paragraphs):
        for span in sentences(folded, paragraph.span):
            yield Sentence(span, index, paragraph.section, _quotation_of(folded, span, quotations, starts))


def _quotation_of(folded: str, sentence: Span, quotations: tuple[Quotation, ...], starts: list[int]) -> int:
    """The quotation that most of a sentence lies in, or that it brings in (``Ms Mills said: "…``); -1 where none."""
    at = bisect_right(starts, sentence.end - 1) - 1
    runs_on = at >= 0 and sentence.start < starts[at] and quotations[at].span.end >= sentence.end
    if runs_on and folded[sentence.start : starts[at]].rstrip().endswith(":"):
        return at
    middle = (sentence.start + sentence.end) // 2
    at = bisect_right(starts, middle) - 1
    return at if at >= 0 and quotations[at].span.end > middle else -1
