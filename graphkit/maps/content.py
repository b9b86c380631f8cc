"""What the page's script is given: the map as plain JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from graphkit.ids import relation_words
from graphkit.maps.data import DRAWN_ALONE, MapData, Thing
from graphkit.maps.folding import Fold
from graphkit.maps.shapes import RELATIONS
from graphkit.records import BlockKind, Document, Evidence, Outcome, OutcomeNode, Ref, Relation, Review, Statement

_HEADING_END = ".,;:!…\"'”’"


def as_json(data: MapData, outcomes: dict[Ref, Outcome]) -> dict[str, Any]:
    """The map as plain lists and dictionaries, without what is empty; every text of a document is held once."""
    documents = {document.slug: index for index, document in enumerate(data.documents)}
    place = {thing.ref: index for index, thing in enumerate(data.things)}
    held = {
        "threshold": data.threshold,
        "alone": len(data.things) <= DRAWN_ALONE,
        "nodes": [_thing(thing, documents, outcomes.get(thing.ref)) for thing in data.things],
        "edges": [_fact(fact, data.documents[documents[fact.document]], place) for fact in data.facts],
        "docs": [_document(document, headings) for document, headings in _with_headings(data)],
        "common": [[index, list(councils)] for index, councils in data.in_common],
    }
    return held if data.fold is None else held | {"fold": _fold(data, data.fold)}


def _fold(data: MapData, fold: Fold) -> dict[str, Any]:
    """What is drawn and where, as seen from the middle of the map; the heads, and whose each drawn thing is."""
    middle_x, middle_y = data.layout.width / 2, data.layout.height / 2
    number = {head: position for position, head in enumerate(fold.heads)}
    return {
        "drawn": list(data.drawn),
        "x": [round(x - middle_x) for x, _ in data.layout.places],
        "y": [round(y - middle_y) for _, y in data.layout.places],
        "heads": [data.drawn[head] for head in fold.heads],
        "opening": fold.opening,
        "owner": [number[head] for head in fold.owner],
    }


def _thing(thing: Thing, documents: dict[str, int], outcome: Outcome | None) -> dict[str, Any]:
    row: dict[str, Any] = {"id": str(thing.ref), "name": thing.name, "kind": thing.kind}
    if thing.other_names:
        row["alt"] = list(thing.other_names)
    row["in"] = [documents[slug] for slug in thing.documents if slug in documents]
    if outcome:
        row["said"] = _forms(outcome)
    return row


def _forms(outcome: Outcome) -> list[str]:
    """How a sentence may put an outcome, whose name is of our making."""
    figure = f"{int(outcome.value):,}" if outcome.value.isdecimal() else outcome.value
    return [form for form in dict.fromkeys((outcome.what, figure, outcome.value)) if form]


def _fact(fact: Statement, document: Document, place: dict[Ref, int]) -> dict[str, Any]:
    evidence = shown_evidence(fact)
    best = evidence[0] if len(evidence) == 1 else best_evidence(fact)
    row: dict[str, Any] = {"id": fact.id, "doc": fact.document, "start": best.start, "end": best.end}
    rows = [_evidence(one, document, place) for one in evidence]
    if "q" in rows[evidence.index(best)]:
        row["quote"] = best.quote
    row |= {"s": place.get(fact.subject, -1), "r": fact.relation.value, "st": fact.status.value, "c": fact.confidence}
    if fact.object is None:
        row["lit"] = fact.literal
    else:
        row["o"] = place.get(fact.object, -1)
    if fact.review is not Review.UNREVIEWED:
        row["rv"] = fact.review.value
    if fact.is_disputed:
        row["dis"] = True
    time = _time(fact, best)
    if time:
        row["t"] = time
    row["ev"] = rows
    return row


def _evidence(evidence: Evidence, document: Document, place: dict[Ref, int]) -> dict[str, Any]:
    row: dict[str, Any] = {"a": evidence.start, "b": evidence.end}
    if not _is_in(evidence, document):
        row["q"] = evidence.quote
    row |= {"sec": evidence.section.value, "rule": evidence.rule, "c": evidence.confidence, "st": evidence.status.value}
    if evidence.heading:
        row["h"] = evidence.heading
    if evidence.speaker and evidence.speaker in place:
        row["sp"] = place[evidence.speaker]
    if evidence.time:
        row["t"] = evidence.time
    if evidence.time_text:
        row["tt"] = evidence.time_text
    if evidence.source:
        row["src"] = evidence.source
    return row


def _is_in(evidence: Evidence, document: Document) -> bool:
    """Whether the document's text, as held, has the quote at its offsets."""
    return evidence.start is not None and document.text[evidence.start : evidence.end] == evidence.quote


def best_evidence(fact: Statement) -> Evidence:
    """The sentence that the fact quotes: the most confident, then the earliest."""
    return next(evidence for evidence in shown_evidence(fact) if evidence.quote == fact.quote)


def shown_evidence(fact: Statement) -> list[Evidence]:
    """All sentences of a fact, the most confident first."""
    if len(fact.evidence) == 1:
        return [fact.evidence[0]]
    return sorted(fact.evidence, key=lambda e: (-e.confidence, e.start is None, e.start or 0, e.id))


def fact_time(fact: Statement) -> str:
    """When a fact was so: what its best sentence says, or a date that is itself the fact; empty where unknown."""
    return _time(fact, best_evidence(fact))


def _time(fact: Statement, best: Evidence) -> str:
    return fact.literal if fact.relation in (Relation.START_DATE, Relation.END_DATE) else best.time


def relation_text(relation: Relation) -> str:
    """A relation between two names, as the map says it."""
    return RELATIONS.get(relation.value, relation_words(relation))


def _with_headings(data: MapData) -> Iterator[tuple[Document, set[str]]]:
    """Each document with the headings that its facts name."""
    headings: dict[str, set[str]] = {document.slug: set() for document in data.documents}
    for fact in data.facts:
        headings[fact.document].update(evidence.heading for evidence in fact.evidence if evidence.heading)
    for document in data.documents:
        yield document, headings[document.slug]


def _document(document: Document, headings: set[str]) -> dict[str, Any]:
    said = document.description
    row: dict[str, Any] = {"id": document.slug, "title": document.title, "file": document.file_name}
    known = {"url": said.url, "publisher": said.publisher, "issued": said.issued}
    row |= {key: value for key, value in known.items() if value}
    row["heads"] = headings_of(document, headings)
    row["text"] = document.text
    return row


def headings_of(document: Document, known: set[str]) -> list[list[int]]:
    """Spans of lines to be shown as headings: those that the format marks, or else that look like one.

    Without marks, a line is one where a fact names it as its heading, or where it is short, stands between blank lines
    and does not end as a sentence does; a run of such lines (a menu, an address) is none.
    """
    marked = [b for b in document.blocks if b.kind in (BlockKind.HEADING, BlockKind.TITLE)]
    if marked:
        return [[block.span.start, block.span.end] for block in marked]
    rows = [(match.start(), match.end(), match[0].strip()) for match in re.finditer(r"[^\n]+", document.text)]
    rows = [row for row in rows if row[2]]
    spans = []
    for index, (start, end, line) in enumerate(rows):
        follows = rows[index + 1][2] if index + 1 < len(rows) else ""
        if line in known or line == document.title or (_looks_like_heading(line) and len(follows) > len(line) + 30):
            spans.append([start, end])
    return spans


def _looks_like_heading(line: str) -> bool:
    return len(line) <= 80 and line[0].isupper() and line[-1] not in _HEADING_END and "@" not in line


class QuoteMarker:
    """Finds the words of a quote that speak of a fact's two ends."""

    def __init__(self, things: Iterable[Thing], outcomes: Iterable[OutcomeNode]) -> None:
        self._forms = {thing.ref: (thing.name, *thing.other_names) for thing in things}
        for node in outcomes:
            self._forms[node.ref] = tuple(_forms(node.outcome))
        self._patterns: dict[tuple[str, ...], re.Pattern[str] | None] = {}

    def marks(self, evidence: Evidence, fact: Statement) -> list[list[int]]:
        """Spans within the quote, sorted, none meeting another; none where no word was found."""
        found: list[tuple[int, int]] = []
        for forms in (self._forms.get(fact.subject, ()), self._object_forms(fact), (evidence.time_text,)):
            pattern = self._pattern(forms)
            if pattern is not None:
                found += [match.span() for match in pattern.finditer(evidence.quote)]
        merged: list[list[int]] = []
        for start, end in sorted(found):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        return merged

    def _object_forms(self, fact: Statement) -> tuple[str, ...]:
        return self._forms.get(fact.object, ()) if fact.object else (fact.literal,)

    def _pattern(self, forms: tuple[str, ...]) -> re.Pattern[str] | None:
        if forms not in self._patterns:
            plain = [self._loose(form) for form in sorted(set(forms), key=lambda f: (-len(f), f)) if form.strip()]
            self._patterns[forms] = re.compile(rf"(?<!\w)(?:{'|'.join(plain)})(?!\w)", re.IGNORECASE) if plain else None
        return self._patterns[forms]

    @staticmethod
    def _loose(form: str) -> str:
        words = (re.sub("['’]", "['’]", re.escape(word)) for word in form.split())
        return r"\s+".join(words)
