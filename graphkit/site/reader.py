"""The reader: a document's text, every sentence that carries a fact a link, the facts beside its paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from graphkit.maps.content import best_evidence, headings_of
from graphkit.records import Document, Evidence, Statement
from graphkit.site.lines import SECTIONS, Line, Name, Said, line_of, name_of, said
from graphkit.site.view import View

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph. Where it carries facts, ``start`` is its id (-1: none) and ``facts`` their ids."""

    text: str
    start: int = -1
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact beside its paragraph: ``start`` of its sentence, by which rule it was read, and who said so.

    ``is_again``: the fact stands beside another sentence already.
    """

    line: Line
    start: int
    end: int
    section: str
    rule: str
    speaker: Name | None
    is_again: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text with the facts that begin in it; ``is_heading`` where it is shown as one."""

    pieces: tuple[Piece, ...]
    is_heading: bool
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it is read; ``unplaced`` are facts without a place in the text, or all where it is not at hand."""

    paragraphs: tuple[Paragraph, ...]
    unplaced: tuple[Said, ...]


def reading_of(view: View, document: Document) -> Reading:
    """The text of a document in paragraphs, with its facts."""
    facts = view.said.get(document.slug, [])
    text = document.text
    told = [
        (evidence, fact)
        for fact in facts
        for evidence in fact.evidence
        if evidence.start is not None
        and evidence.end is not None
        and text[evidence.start : evidence.end] == evidence.quote
    ]
    placed = {fact.id for _, fact in told}
    passages = _passages(told)
    paragraphs = _paragraphs(view, document, passages)
    return Reading(tuple(paragraphs), tuple(said(view, (fact for fact in facts if fact.id not in placed))))


@dataclass(slots=True)
class _Passage:
    """Sentences that meet, as one stretch."""

    start: int
    end: int
    told: list[tuple[Evidence, Statement]]


def _passages(told: list[tuple[Evidence, Statement]]) -> list[_Passage]:
    merged: list[_Passage] = []
    for evidence, fact in sorted(told, key=lambda pair: (pair[0].start or 0, -(pair[0].end or 0), pair[1].id)):
        start, end = evidence.start or 0, evidence.end or 0
        if merged and start < merged[-1].end:
            merged[-1].end = max(merged[-1].end, end)
            merged[-1].told.append((evidence, fact))
        else:
            merged.append(_Passage(start, end, [(evidence, fact)]))
    return merged


def _paragraphs(view: View, document: Document, passages: list[_Passage]) -> list[Paragraph]:
    known = {e.heading for passage in passages for e, _ in passage.told if e.heading}
    heads = {start for start, _ in headings_of(document, known)} if document.text else set()
    by_line: dict[int, list[_Passage]] = defaultdict(list)
    lines = [(match.start(), match.end()) for match in _LINE.finditer(document.text)]
    number = 0
    for passage in passages:
        while number < len(lines) and lines[number][1] <= passage.start:
            number += 1
        at = number
        while at < len(lines) and lines[at][0] < passage.end:
            by_line[at].append(passage)
            at += 1
    anchored: set[str] = set()
    paragraphs = []
    for at, (start, end) in enumerate(lines):
        if not document.text[start:end].strip():
            continue
        here = by_line.get(at, [])
        pieces = _pieces(document.text, start, end, here, anchored)
        beside = [one for passage in here if passage.start >= start for one in _beside(view, passage)]
        paragraphs.append(Paragraph(tuple(pieces), start in heads, tuple(beside)))
    return paragraphs


def _pieces(text: str, start: int, end: int, passages: list[_Passage], anchored: set[str]) -> list[Piece]:
    """A line in stretches; a fact's id goes to the first stretch that carries it."""
    pieces, at = [], start
    for passage in passages:
        first, last = max(passage.start, start), min(passage.end, end)
        if first > at:
            pieces.append(Piece(text[at:first]))
        own = [fact.id for evidence, fact in passage.told if evidence.id == best_evidence(fact).id]
        ids = tuple(sorted(set(own) - anchored))
        anchored.update(ids)
        pieces.append(Piece(text[first:last], passage.start if passage.start >= start else -1, ids))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces


def _beside(view: View, passage: _Passage) -> list[Beside]:
    return [
        Beside(
            line=replace(line_of(view, fact), more=0),
            start=passage.start,
            end=passage.end,
            section=evidence.heading or SECTIONS[evidence.section],
            rule=evidence.rule,
            speaker=name_of(view, evidence.speaker) if evidence.speaker else None,
            is_again=evidence.id != best_evidence(fact).id,
        )
        for evidence, fact in passage.told
    ]
