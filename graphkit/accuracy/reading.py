"""What was found in documents, in the form in which it is compared with gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from graphkit.accuracy.gold import LITERALS, RELATIONS, GoldDocument
from graphkit.accuracy.matching import Named
from graphkit.corpus import find_corpus, read_documents
from graphkit.errors import GraphkitError
from graphkit.knowledge import Knowledge
from graphkit.pipeline import GENERATOR, read_one
from graphkit.records import Graph, Ref, Relation, Review, Statement, Status
from graphkit.statements import assemble


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A relation that was found; ``quote`` is all its sentences; ``is_shown``: sure enough to count.

    An optional one (only of a second reader) counts neither for nor against.
    """

    subject: str
    relation: Relation
    object: str
    status: Status
    confidence: float
    quote: str
    is_shown: bool = True
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class FoundLiteral:
    """A date or role that was found."""

    subject: str
    relation: Relation
    value: str


@dataclass(frozen=True, slots=True)
class FoundOutcome:
    """A figure that was found, and the thing it is of."""

    about: str
    value: float
    unit: str
    what: str


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """All that was found in one document; ``things`` by their key, in their order."""

    things: dict[str, Named]
    facts: tuple[FoundFact, ...]
    literals: tuple[FoundLiteral, ...]
    outcomes: tuple[FoundOutcome, ...]


NOTHING_FOUND = FoundDocument({}, (), (), ())
"""What is found in a document that cannot be read."""


def read_texts(
    folder: Path,
    ids: Collection[str],
    knowledge: Knowledge,
    progress: Callable[[int, int, str], None] = lambda done, total, label: None,
) -> tuple[Graph, tuple[GraphkitError, ...]]:
    """The graph of the texts of these ids, in memory, and the errors of those that cannot be read.

    Raises:
        InputMissingError: The folder has no texts.
    """
    corpus = find_corpus([folder / "texts"])
    corpus = replace(corpus, files=tuple(file for file in corpus.files if PurePosixPath(file.name).stem in ids))
    documents, unread = read_documents(corpus)
    readings = []
    for number, document in enumerate(documents, 1):
        readings.append(read_one(document, knowledge))
        progress(number, len(documents), readings[-1].document.title)
    return assemble(readings, knowledge, GENERATOR), (*corpus.errors, *unread)


def found_documents(graph: Graph) -> dict[str, FoundDocument]:
    """What a graph has found in each of its documents, by the name of the document's file without its ending."""
    named = {e.ref: Named(e.ref.kind, (e.label, *e.other_names)) for e in graph.entities if e.replaced_by is None}
    inside: dict[str, set[Ref]] = defaultdict(set)
    stated: dict[str, list[Statement]] = defaultdict(list)
    for entity in graph.entities:
        for slug in entity.documents:
            inside[slug].add(entity.ref)
    for statement in graph.statements:
        if not statement.is_rejected:
            stated[statement.document].append(statement)
    found = {}
    for document in graph.documents:
        statements = stated[document.slug]
        sure = [s for s in statements if _is_shown(s, graph.threshold)]
        things = inside[document.slug] | {end for s in sure for end in (s.subject, s.object) if end is not None}
        found[PurePosixPath(document.file_name).stem] = FoundDocument(
            {str(ref): named[ref] for ref in sorted(things) if ref in named},
            tuple(_facts(statements, graph.threshold)),
            tuple(FoundLiteral(str(s.subject), s.relation, s.literal) for s in sure if s.relation in LITERALS),
            tuple(_outcomes(sure, graph)),
        )
    return found


def _is_shown(statement: Statement, threshold: float) -> bool:
    """Whether a fact counts: sure enough, or accepted by a person."""
    return _published(statement) >= threshold or statement.review in (Review.ACCEPTED, Review.EDITED)


def _published(statement: Statement) -> float:
    """The confidence as it is published, with two digits."""
    return round(statement.confidence, 2)


def _facts(statements: list[Statement], threshold: float) -> list[FoundFact]:
    return [
        FoundFact(
            str(s.subject),
            s.relation,
            str(s.object),
            s.status,
            _published(s),
            " ".join(sorted(evidence.quote for evidence in s.evidence)),
            _is_shown(s, threshold),
        )
        for s in statements
        if s.relation in RELATIONS
    ]


def _outcomes(statements: list[Statement], graph: Graph) -> list[FoundOutcome]:
    """The outcomes with a figure; one without counts neither for nor against."""
    told = {node.ref: node.outcome for node in graph.outcomes}
    reported = [(s, told[s.object]) for s in statements if s.relation is Relation.REPORTS and s.object is not None]
    return [FoundOutcome(str(s.subject), float(o.value), o.unit, o.what) for s, o in reported if o.value]


def found_in_gold(gold: GoldDocument) -> FoundDocument:
    """One annotation in the form of what was found, so that two readers can be compared by the same measure."""
    return FoundDocument(
        {f"/{e.id}": Named(e.kind, e.forms) for e in gold.entities},
        tuple(
            FoundFact(f"/{r.subject}", r.relation, f"/{r.object}", r.status, 1.0, r.quote, is_optional=r.is_optional)
            for r in gold.relations
        ),
        tuple(FoundLiteral(f"/{item.subject}", item.relation, item.value) for item in gold.literals),
        tuple(FoundOutcome(f"/{o.about}", o.value, o.unit, o.what) for o in gold.outcomes if o.value is not None),
    )
