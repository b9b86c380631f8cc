"""A document's annotation as graphkit would make it: a draft for a person who reads the text and corrects it.

What it gives is the form in which the project's own annotated documents are kept (``texts/<id>.txt``,
``gold/<id>.json``), with ``"origin": "draft"`` until a person has read it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit import pipeline
from graphkit.corpus import find_corpus, read_documents
from graphkit.errors import InputMissingError, OutputError
from graphkit.files import write_file
from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.records import Entity, Graph, Kind, Outline, Ref, Relation, SectionKind, Statement
from graphkit.statements import assemble
from graphkit.text import fold

_LITERALS = (Relation.START_DATE, Relation.END_DATE, Relation.HAS_ROLE)
_NO_RELATIONS = (*_LITERALS, Relation.ABOUT, Relation.REPORTS)


@dataclass(frozen=True, slots=True)
class Draft:
    """The annotation of one document: its id, its text, the JSON, how much is in it, and how many facts were left out."""

    id: str
    text: str
    gold: str
    things: int
    facts: int
    results: int
    left_out: int


def draft_file(path: Path, *, with_doubtful: bool = False) -> Draft:
    """The draft of the document in a file; decisions and claims beside it are not looked at.

    Args:
        path: The document; what ``sources.csv`` of its corpus says of it is used.
        with_doubtful: Take in facts below the threshold of confidence, which are wrong more often than right.

    Raises:
        InputMissingError: It is not there, or no one document.
        UnreadableDocumentError: It cannot be read.
        SourcesError: ``sources.csv`` has a line that cannot be used.
    """
    if path.is_dir():
        raise InputMissingError("a folder.", where=path.as_posix(), todo="Name one document.")
    corpus = find_corpus((path,))
    documents, errors = read_documents(corpus)
    if corpus.errors or errors:
        raise ExceptionGroup("what could not be read", [*corpus.errors, *errors])
    if len(documents) != 1:
        raise InputMissingError("more than one document.", where=path.as_posix(), todo="Name one.")
    knowledge = load_knowledge(None)
    reading = pipeline.read_one(documents[0], knowledge)
    graph = assemble([reading], knowledge, pipeline.GENERATOR)
    return draft(graph, make_outline(documents[0]), with_doubtful=with_doubtful)


def save(drafted: Draft, folder: Path, *, is_forced: bool = False) -> tuple[Path, Path]:
    """Write ``texts/<id>.txt`` and ``gold/<id>.json`` to a folder; give their paths.

    Raises:
        OutputError: There is an annotation of that id, or another text under its name, and ``is_forced`` is not set;
            or they cannot be written.
    """
    text, gold = folder / "texts" / f"{drafted.id}.txt", folder / "gold" / f"{drafted.id}.json"
    data = drafted.text.encode("utf-8")
    if not is_forced:
        other = next((p for p in (gold, text) if p.exists() and (p == gold or p.read_bytes() != data)), None)
        if other is not None:
            raise OutputError(
                "there already, perhaps corrected by a person.",
                where=other.as_posix(),
                todo="Choose another folder, or --force.",
            )
    write_file(text, data)
    write_file(gold, drafted.gold.encode("utf-8"))
    return text, gold


def draft(graph: Graph, outline: Outline, *, with_doubtful: bool = False) -> Draft:
    """The annotation that a graph of one document makes, with the layout of that document."""
    (document,) = graph.documents
    things = _things(graph, outline)
    ids = {ref: f"e{number}" for number, (ref, _) in enumerate(things, 1)}
    said = [s for s in graph.statements if not s.is_rejected and s.quote in document.text]
    facts = [s for s in said if with_doubtful or s.confidence >= graph.threshold]
    facts.sort(key=lambda s: (s.evidence[0].start or 0, s.key))
    annotation = {
        "id": document.slug,
        "title": document.title,
        "origin": "draft",
        "shape": _shape(outline, graph),
        "url": document.description.url or None,
        "theme": "",
        "entities": [{"id": ids[ref], **thing} for ref, thing in things],
        "relations": [_relation(s, ids) for s in facts if s.relation not in _NO_RELATIONS],
        "literals": [_literal(s, ids) for s in facts if s.relation in _LITERALS],
        "outcomes": _outcomes(graph, facts, ids),
    }
    gold = json.dumps(annotation, ensure_ascii=False, indent=1) + "\n"
    lists = (annotation[name] for name in ("entities", "relations", "literals", "outcomes"))
    things_count, relations, literals, results = (len(list_) for list_ in lists if isinstance(list_, list))
    left_out = len(said) - len(facts)
    return Draft(document.slug, document.text, gold, things_count, relations + literals, results, left_out)


# -- things ----------------------------------------------------------------------------------------


def _things(graph: Graph, outline: Outline) -> list[tuple[Ref, dict[str, Any]]]:
    """The things that the document mentions, in the order in which it first does."""
    found = []
    for entity in graph.entities:
        if entity.documents and entity.replaced_by is None:
            place, thing = _thing(entity, outline)
            found.append((place, entity.ref, thing))
    found.sort(key=lambda row: (row[0], list(Kind).index(row[1].kind), row[1].slug))
    return [(ref, thing) for _, ref, thing in found]


def _thing(entity: Entity, outline: Outline) -> tuple[int, dict[str, Any]]:
    """Where a thing is first named, and its entry: the fullest form that the text has, then its others."""
    forms = sorted({entity.label, *entity.other_names} - {""}, key=lambda form: (-len(form), form))
    places = [place for form in forms if (place := _written(form, outline)) is not None]
    if not places and entity.ref.kind is not Kind.TOPIC:
        places = [place for form in forms[:1] if (place := _written_in_part(form, outline)) is not None]
        written = [forms[0], *(form for _, form in places)]
    else:
        written = [form for _, form in places]
    if entity.ref.kind is Kind.TOPIC:
        written = [entity.label, *written]
    name, *aliases = dict.fromkeys(written)
    thing: dict[str, Any] = {"type": entity.ref.kind.value.capitalize(), "name": name, "aliases": aliases}
    if entity.register is not None and entity.register.gss:
        thing["gss"] = entity.register.gss[0]
    return min((start for start, _ in places), default=len(outline.text)), thing


def _written(form: str, outline: Outline) -> tuple[int, str] | None:
    """Where a form first stands in the text and how it is written there: exactly, else whatever its spaces, dashes, case."""
    words = r"\s+".join(re.escape(word) for word in fold(form).split())
    for text, pattern, flags in (
        (outline.text, re.escape(form), 0),
        (outline.folded, words, 0),
        (outline.folded, words, re.IGNORECASE),
    ):
        match = re.search(rf"(?<!\w){pattern}(?!\w)", text, flags)
        if match:
            return match.start(), outline.text[match.start() : match.end()]
    return None


def _written_in_part(form: str, outline: Outline) -> tuple[int, str] | None:
    """The longest run of a form's words that stands in the text, of names that the text splits ("A and B services")."""
    words = form.split()
    for size in range(len(words) - 1, 0, -1):
        for first in reversed(range(len(words) - size + 1)):
            place = _written(" ".join(words[first : first + size]), outline)
            if place is not None:
                return place
    return None


# -- facts -----------------------------------------------------------------------------------------


def _relation(fact: Statement, ids: dict[Ref, str]) -> dict[str, Any]:
    assert fact.object is not None  # noqa: S101 - facts of these relations join two things
    ends = {"s": ids[fact.subject], "p": fact.relation.value, "o": ids[fact.object]}
    return {**ends, "status": fact.status.value, "quote": fact.quote}


def _literal(fact: Statement, ids: dict[Ref, str]) -> dict[str, Any]:
    return {"s": ids[fact.subject], "p": fact.relation.value, "value": fact.literal, "quote": fact.quote}


def _outcomes(graph: Graph, facts: Iterable[Statement], ids: dict[Ref, str]) -> list[dict[str, Any]]:
    """The results that have a figure; of a document's own the bearer is not known."""
    nodes = {node.ref: node.outcome for node in graph.outcomes}
    rows = []
    for fact in facts:
        outcome = nodes.get(fact.object) if fact.object is not None else None
        if outcome is not None and outcome.value:
            value = float(outcome.value) if "." in outcome.value else int(outcome.value)
            figure = {"value": value, "unit": outcome.unit, "what": outcome.what, "approx": outcome.approx}
            rows.append({"about": ids.get(fact.subject), **figure, "quote": fact.quote})
    return rows


# -- layout ----------------------------------------------------------------------------------------


def _shape(outline: Outline, graph: Graph) -> str:
    """The kind of case study, guessed: ``lga``, ``digest``, ``progress``, ``free``, or ``other`` where there is no sign."""
    kinds = {section.kind for section in outline.sections}
    headings = sum(bool(section.heading) for section in outline.sections)
    items = sum(paragraph.is_item for paragraph in outline.paragraphs)
    councils = {s.object for s in graph.statements if s.relation is Relation.ABOUT and s.object is not None}
    if sum(ref.kind is Kind.COUNCIL for ref in councils) > 1 and headings > 1:
        return "digest"
    if SectionKind.CHALLENGE in kinds and kinds & {SectionKind.SOLUTION, SectionKind.IMPACT}:
        return "lga"
    if outline.paragraphs and 2 * items > len(outline.paragraphs):
        return "progress"
    return "free" if headings > 1 else "other"
