"""What the page holds: things, facts, the lines that draw them, and the documents, in the page's own order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from graphkit.graph import is_direct, providers
from graphkit.ids import relation_words
from graphkit.maps.labels import size_of, wrap
from graphkit.maps.layout import Layout, Size, lay_out
from graphkit.maps.shapes import RELATIONS, SHAPES
from graphkit.records import (
    BlockKind,
    Document,
    Entity,
    Evidence,
    Graph,
    Kind,
    Outcome,
    Ref,
    Relation,
    Review,
    Statement,
)

_IN_COMMON = ("topic", "population", "provider", "organisation", "network", "initiative", "place")
DRAWN_ALONE = 60
_HEADING_END = ".,;:!…\"'”’"


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the map; ``kind`` is a key of `SHAPES`."""

    ref: Ref
    kind: str
    name: str
    other_names: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One subject, relation and object, by indexes of things, with the indexes of all facts that say so."""

    first: int
    second: int
    relation: Relation
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MapData:
    """Everything that the page shows, in the order in which it shows it.

    ``drawn`` are the indexes of the things that have a place on the map, ``layout`` their places in that order.
    """

    documents: tuple[Document, ...]
    things: tuple[Thing, ...]
    facts: tuple[Statement, ...]
    lines: tuple[Line, ...]
    drawn: tuple[int, ...]
    layout: Layout
    threshold: float
    in_common: tuple[tuple[int, tuple[int, ...]], ...]

    @property
    def names(self) -> dict[Ref, str]:
        """What everything that a fact may join is called, documents too."""
        called = {thing.ref: thing.name for thing in self.things}
        return called | {Ref(Kind.DOCUMENT, document.slug): document.title for document in self.documents}


def map_data(graph: Graph) -> MapData:
    """The graph as the page shows it: neither rejected facts nor retired things, nor councils of the register alone."""
    things, facts = shown(graph)
    facts.sort(key=_fact_order({thing.ref: thing for thing in things}, graph.documents))
    place = {thing.ref: index for index, thing in enumerate(things)}
    lines = _lines(facts, place)
    drawn = _drawn(things, lines)
    number = {index: position for position, index in enumerate(drawn)}
    joined = [(number[line.first], number[line.second]) for line in lines]
    return MapData(
        documents=graph.documents,
        things=tuple(things),
        facts=tuple(facts),
        lines=tuple(lines),
        drawn=tuple(drawn),
        layout=lay_out([_size(things[index]) for index in drawn], joined),
        threshold=graph.threshold,
        in_common=_in_common(graph, things, lines, facts),
    )


def shown(graph: Graph) -> tuple[list[Thing], list[Statement]]:
    """The things that a map of the graph shows, in the order of the page, and the facts."""
    facts = [statement for statement in graph.statements if not statement.is_rejected]
    used = {ref for fact in facts for ref in (fact.subject, fact.object) if ref is not None}
    return _things(graph, used), facts


def kind_of(entity: Entity, delivering: frozenset[Ref]) -> str:
    """The kind that the page gives an entity: an organisation that provides something is a provider.

    A council stays a council, whatever it provides.
    """
    if entity.ref.kind is Kind.ORGANISATION and entity.ref in delivering:
        return "provider"
    return entity.ref.kind.value


def _things(graph: Graph, used: set[Ref]) -> list[Thing]:
    delivering = providers(graph)
    things = [
        Thing(entity.ref, kind_of(entity, delivering), entity.label, entity.other_names, entity.documents)
        for entity in graph.entities
        if entity.replaced_by is None and (entity.documents or entity.ref in used)
    ]
    things += [
        Thing(node.ref, "outcome", node.label, (), (node.document,)) for node in graph.outcomes if node.ref in used
    ]
    kinds = list(SHAPES)
    return sorted(things, key=lambda t: (t.ref not in used, kinds.index(t.kind), t.name.casefold(), t.ref))


def _fact_order(things: dict[Ref, Thing], documents: tuple[Document, ...]) -> Any:
    kinds, relations = [*SHAPES, "document"], list(RELATIONS)
    newest = _newest_first(documents)

    def order(fact: Statement) -> tuple[Any, ...]:
        subject = things.get(fact.subject)
        kind, name = (subject.kind, subject.name) if subject else ("document", fact.subject.slug)
        other = things.get(fact.object) if fact.object else None
        return (
            kinds.index(kind),
            name.casefold(),
            fact.subject,
            relations.index(fact.relation),
            other.name.casefold() if other else fact.literal,
            str(fact.object or ""),
            newest[fact.document],
            fact.id,
        )

    return order


def _newest_first(documents: tuple[Document, ...]) -> dict[str, int]:
    """The rank of each document by its day of publication; those without one come last."""
    dated = sorted((d for d in documents if d.description.issued), key=lambda d: d.slug)
    dated.sort(key=lambda d: d.description.issued, reverse=True)
    rest = sorted((d for d in documents if not d.description.issued), key=lambda d: d.slug)
    return {document.slug: rank for rank, document in enumerate((*dated, *rest))}


def _lines(facts: list[Statement], place: dict[Ref, int]) -> list[Line]:
    """Facts between two things of the map, those that say the same on one line; ``partnerOf`` has no direction."""
    joined: dict[tuple[int, int, Relation], list[int]] = {}
    for index, fact in enumerate(facts):
        if fact.object is None or fact.subject not in place or fact.object not in place:
            continue
        first, second = place[fact.subject], place[fact.object]
        if fact.relation is Relation.PARTNER_OF and first > second:
            first, second = second, first
        joined.setdefault((first, second, fact.relation), []).append(index)
    return [Line(first, second, relation, tuple(found)) for (first, second, relation), found in joined.items()]


def _drawn(things: list[Thing], lines: list[Line]) -> list[int]:
    """Which things are drawn: up to sixty, all; of more, those that a line joins to another."""
    if len(things) <= DRAWN_ALONE:
        return list(range(len(things)))
    joined = {index for line in lines for index in (line.first, line.second)}
    return [index for index in range(len(things)) if index in joined]


def _size(thing: Thing) -> Size:
    shape = SHAPES[thing.kind]
    lines = wrap(thing.name, 22)
    width, height = size_of(lines, shape.label_px, shape.is_bold)
    return Size(shape.radius, max(width / 2, shape.radius) + 2, shape.radius + height / 2 + 3)


def _in_common(
    graph: Graph, things: list[Thing], lines: list[Line], facts: list[Statement]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Things that two or more councils are joined to by facts that stand, straight or over an initiative of theirs."""
    near: list[set[int]] = [set() for _ in things]
    for line in lines:
        if any(is_direct(facts[index], graph.threshold) for index in line.facts):
            near[line.first].add(line.second)
            near[line.second].add(line.first)
    councils = {thing.ref.slug: index for index, thing in enumerate(things) if thing.kind == "council"}
    owners = {
        entity.ref: {councils[slug] for slug in entity.for_councils if slug in councils} for entity in graph.entities
    }
    found = []
    for index, thing in enumerate(things):
        if thing.kind not in _IN_COMMON:
            continue
        of = {other for other in near[index] if things[other].kind == "council"}
        for other in near[index]:
            if things[other].kind == "initiative":
                of |= owners.get(things[other].ref, set())
        if len(of) > 1:
            found.append((index, tuple(sorted(of))))
    return tuple(sorted(found, key=lambda row: (-len(row[1]), _IN_COMMON.index(things[row[0]].kind), row[0])))


# -- as JSON ---------------------------------------------------------------------------------------


def as_json(data: MapData, outcomes: dict[Ref, Outcome]) -> dict[str, Any]:
    """The map as plain lists and dictionaries, without what is empty; every text of a document is held once."""
    documents = {document.slug: index for index, document in enumerate(data.documents)}
    place = {thing.ref: index for index, thing in enumerate(data.things)}
    line_of = {fact: number for number, line in enumerate(data.lines) for fact in line.facts}
    finder = _Finder(data, outcomes)
    edges = []
    for index, fact in enumerate(data.facts):
        document = data.documents[documents[fact.document]]
        edges.append(_fact(fact, document, place, line_of.get(index, -1), finder))
    return {
        "threshold": data.threshold,
        "alone": len(data.things) <= DRAWN_ALONE,
        "nodes": [_thing(thing, documents) for thing in data.things],
        "edges": edges,
        "lines": [[line.first, line.second, line.relation.value, list(line.facts)] for line in data.lines],
        "docs": [_document(document, data.facts) for document in data.documents],
        "common": [[index, list(councils)] for index, councils in data.in_common],
    }


def _thing(thing: Thing, documents: dict[str, int]) -> dict[str, Any]:
    row: dict[str, Any] = {"id": str(thing.ref), "name": thing.name, "kind": thing.kind}
    if thing.other_names:
        row["alt"] = list(thing.other_names)
    row["in"] = [documents[slug] for slug in thing.documents if slug in documents]
    return row


def _fact(fact: Statement, document: Document, place: dict[Ref, int], line: int, finder: _Finder) -> dict[str, Any]:
    best = best_evidence(fact)
    row: dict[str, Any] = {"id": fact.id, "doc": fact.document, "start": best.start, "end": best.end}
    if not _is_in(best, document):
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
    time = fact_time(fact)
    if time:
        row["t"] = time
    row["ln"] = line
    row["ev"] = [_evidence(evidence, fact, document, place, finder) for evidence in shown_evidence(fact)]
    return row


def _evidence(
    evidence: Evidence, fact: Statement, document: Document, place: dict[Ref, int], finder: _Finder
) -> dict[str, Any]:
    row: dict[str, Any] = {"a": evidence.start, "b": evidence.end}
    if not _is_in(evidence, document):
        row["q"] = evidence.quote
    row |= {"sec": evidence.section.value, "rule": evidence.rule, "c": evidence.confidence, "st": evidence.status.value}
    for key, value in (
        ("h", evidence.heading),
        ("sp", place.get(evidence.speaker) if evidence.speaker else None),
        ("t", evidence.time),
        ("tt", evidence.time_text),
        ("src", evidence.source),
        ("m", finder.marks(evidence, fact)),
    ):
        if value is not None and value not in ("", []):
            row[key] = value
    return row


def _is_in(evidence: Evidence, document: Document) -> bool:
    """Whether the document's text, as held, has the quote at its offsets."""
    return evidence.start is not None and document.text[evidence.start : evidence.end] == evidence.quote


def best_evidence(fact: Statement) -> Evidence:
    """The sentence that the fact quotes: the most confident, then the earliest."""
    return next(evidence for evidence in shown_evidence(fact) if evidence.quote == fact.quote)


def shown_evidence(fact: Statement) -> list[Evidence]:
    """All sentences of a fact, the most confident first."""
    return sorted(fact.evidence, key=lambda e: (-e.confidence, e.start is None, e.start or 0, e.id))


def fact_time(fact: Statement) -> str:
    """When a fact was so: what its best sentence says, or a date that is itself the fact; empty where unknown."""
    if fact.relation in (Relation.START_DATE, Relation.END_DATE):
        return fact.literal
    return best_evidence(fact).time


def relation_text(relation: Relation) -> str:
    """A relation between two names, as the map says it."""
    return RELATIONS.get(relation.value, relation_words(relation))


def _document(document: Document, facts: tuple[Statement, ...]) -> dict[str, Any]:
    said = document.description
    row: dict[str, Any] = {"id": document.slug, "title": document.title, "file": document.file_name}
    known = {"url": said.url, "publisher": said.publisher, "issued": said.issued}
    row |= {key: value for key, value in known.items() if value}
    headings = {e.heading for fact in facts if fact.document == document.slug for e in fact.evidence if e.heading}
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


class _Finder:
    """Finds the words of a quote that speak of a fact's two ends."""

    def __init__(self, data: MapData, outcomes: dict[Ref, Outcome]) -> None:
        self._forms = {thing.ref: (thing.name, *thing.other_names) for thing in data.things}
        for ref, outcome in outcomes.items():
            figure = f"{int(outcome.value):,}" if outcome.value.isdecimal() else outcome.value
            self._forms[ref] = tuple(form for form in (outcome.what, figure, outcome.value) if form)
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
