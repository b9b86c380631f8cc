"""A graph as the pages ask for it: what each thing is called, where its page is, which facts name it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graphkit.graph.councils import initiatives_of, studied_councils
from graphkit.graph.tables import facts_of_things
from graphkit.maps.content import QuoteMarker, best_evidence
from graphkit.maps.data import Thing, shown
from graphkit.maps.shapes import STATUSES
from graphkit.records import Document, Entity, Graph, Kind, Ref, Relation, Review, Statement, Status
from graphkit.register import Register
from graphkit.site.addresses import page_of

STATUS_ORDER = (Status.DONE, Status.PLANNED, Status.ENDED, Status.NEGATED)
_ACTING = (Relation.LEADS, Relation.COMMISSIONS, Relation.PROVIDES, Relation.FUNDED_BY)


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Everything that pages look up; made once for all of them.

    Attributes:
        graph: What the site shows.
        register: The councils of the UK.
        things: All things with a fact or a mention, in the order of the map, outcomes too; then topics that are named by
            their narrower topics only.
        documents: By slug.
        names: What everything that a fact may join is called.
        kinds: The look of each: a key of ``SHAPES``, or ``document``.
        pages: Where the page of each is; what has none (outcomes, and persons where they are left out) is not in it.
        facts: The facts that name each thing, rejected ones left out.
        said: The facts of each document, in the order of its text.
        entities: By their key.
        initiatives: Of each council, sorted by name.
        councils: Of each initiative, sorted by name.
        studied: The councils that a document is about, by name.
        marker: Finds the words to mark in a sentence.
    """

    graph: Graph
    register: Register
    things: tuple[Thing, ...]
    documents: dict[str, Document]
    names: dict[Ref, str]
    kinds: dict[Ref, str]
    pages: dict[Ref, str]
    facts: dict[Ref, list[Statement]]
    said: dict[str, list[Statement]]
    entities: dict[Ref, Entity]
    initiatives: dict[Ref, list[Ref]]
    councils: dict[Ref, list[Ref]]
    studied: list[Ref]
    marker: QuoteMarker

    def is_doubtful(self, fact: Statement) -> bool:
        """Whether a fact was read with little confidence: below the threshold, and by nobody accepted."""
        return fact.confidence < self.graph.threshold and fact.review not in (Review.ACCEPTED, Review.EDITED)

    def place_of(self, fact: Statement) -> str:
        """Where a fact stands: the page of its document, at its sentence."""
        return f"{self.pages[Ref(Kind.DOCUMENT, fact.document)]}#f-{fact.id}"

    def councils_of(self, fact: Statement) -> list[Ref]:
        """The councils that a fact is about: its ends, or those whose initiative an end is; sorted by name."""
        found: set[Ref] = set()
        for ref in (fact.subject, fact.object):
            if ref is not None:
                found |= {ref} if ref.kind is Kind.COUNCIL else set(self.councils.get(ref, ()))
        return self.by_name(found)

    def status_of(self, initiative: Ref) -> tuple[str, str]:
        """How an initiative stands by what is said of who leads, buys, provides or pays for it: status and word.

        The best of its facts that are not doubtful; empty where there is none.
        """
        acting = [f.status for f in self.facts.get(initiative, ()) if f.relation in _ACTING and not self.is_doubtful(f)]
        if not acting:
            return "", ""
        best = min(acting, key=STATUS_ORDER.index)
        return best.value, STATUSES[best.value][0]

    def by_name(self, refs: set[Ref]) -> list[Ref]:
        """Things sorted by what they are called."""
        return sorted(refs, key=lambda ref: (self.names.get(ref, ref.slug).casefold(), ref))


def view_of(graph: Graph, register: Register, *, persons: bool = True) -> View:
    """The view of a graph; without ``persons`` no person has a page or is found by name."""
    found, facts = shown(graph)
    found += _wider_topics(graph, found)
    things = [thing for thing in found if persons or thing.kind != "person"]
    documents = {document.slug: document for document in graph.documents}
    papers = {Ref(Kind.DOCUMENT, slug): document.title for slug, document in documents.items()}
    names = {thing.ref: thing.name for thing in found} | papers
    initiatives, councils = _initiatives(graph, names)
    said: dict[str, list[Statement]] = defaultdict(list)
    for fact in sorted(facts, key=lambda fact: (*_place(fact), fact.id)):
        said[fact.document].append(fact)
    paged = [thing.ref for thing in things if thing.kind != "outcome"] + list(papers)
    return View(
        graph=graph,
        register=register,
        things=tuple(things),
        documents=documents,
        names=names,
        kinds={thing.ref: thing.kind for thing in found} | dict.fromkeys(papers, "document"),
        pages={ref: page_of(ref) for ref in paged},
        facts=facts_of_things(graph),
        said=dict(said),
        entities={entity.ref: entity for entity in graph.entities},
        initiatives=initiatives,
        councils=councils,
        studied=sorted(studied_councils(graph), key=lambda ref: (names.get(ref, ref.slug).casefold(), ref)),
        marker=QuoteMarker(found, graph.outcomes),
    )


def _wider_topics(graph: Graph, found: list[Thing]) -> list[Thing]:
    """The topics above those found that nothing names themselves, by key."""
    topics = {entity.ref: entity for entity in graph.entities if entity.ref.kind is Kind.TOPIC}
    known = {thing.ref for thing in found}
    queue = [thing.ref for thing in found if thing.ref in topics]
    more: set[Ref] = set()
    while queue:
        for slug in topics[queue.pop()].broader:
            ref = Ref(Kind.TOPIC, slug)
            if ref in topics and ref not in known | more:
                more.add(ref)
                queue.append(ref)
    return [Thing(ref, "topic", topics[ref].label, topics[ref].other_names, ()) for ref in sorted(more)]


def _place(fact: Statement) -> tuple[bool, int]:
    start = best_evidence(fact).start
    return start is None, start or 0


def _initiatives(graph: Graph, names: dict[Ref, str]) -> tuple[dict[Ref, list[Ref]], dict[Ref, list[Ref]]]:
    """Initiatives by council and councils by initiative, both sorted by name."""

    def order(ref: Ref) -> tuple[str, Ref]:
        return names[ref].casefold(), ref

    by_council = {
        council: sorted((ref for ref in refs if ref in names), key=order)
        for council, refs in initiatives_of(graph).items()
        if council in names
    }
    by_initiative: dict[Ref, list[Ref]] = defaultdict(list)
    for council in sorted(by_council, key=order):
        for ref in by_council[council]:
            by_initiative[ref].append(council)
    return by_council, dict(by_initiative)
