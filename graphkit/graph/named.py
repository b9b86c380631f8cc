"""Which named graph a triple lives in (contract, section 10): one per document, and four that belong to none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.graph.blocks import Block, blocks, publishers
from graphkit.graph.facts import direct_facts, direct_rows
from graphkit.graph.terms import Row, node
from graphkit.records import Graph, Kind, Relation

_REGISTER = {
    f"gk:{name}" for name in ("gss", "formerGss", "tier", "nation", "region", "upperTier", "founded", "dissolved")
}
_NAMING = {"a", "rdfs:label", "skos:altLabel", "skos:broader"}


@dataclass(frozen=True, slots=True)
class _Homes:
    """What must be known of the whole graph to place one triple."""

    makes: dict[tuple[str, Row], set[str]]
    statements: dict[str, str]
    evidence: dict[str, str]
    publishers: dict[str, set[str]]
    outcomes: dict[str, str]
    mentioned: dict[str, tuple[str, ...]]
    councils: dict[str, set[str]]
    retired: frozenset[str]

    def of(self, subject: str, row: Row) -> set[str]:
        """The named graphs of one triple: a document's slug, or entities, register, decisions, dataset."""
        kind, _, name = subject.partition(":")
        predicate, value = row
        made = self.makes.get((subject, row))
        if made:
            return made
        if kind in {"dataset", "statement", "evidence", "agent", "document", "outcome"}:
            return self._of_record(kind, name, predicate)
        if kind == "decision" or subject in self.retired or predicate == "owl:differentFrom":
            return {"decisions"}
        if predicate == "gk:mentionedIn":
            return {value.partition(":")[2]}
        if predicate == "gk:forCouncil":
            documents = self.mentioned[subject]
            return {d for d in documents if value in self.councils.get(d, ())} or set(documents)
        if kind == "change" or (kind == "council" and (predicate in _REGISTER or predicate not in _NAMING)):
            return {"register"}
        return {"entities"}

    def _of_record(self, kind: str, name: str, predicate: str) -> set[str]:
        if kind == "statement":
            return {"entities"} if predicate == "rdfs:label" else {self.statements[name]}
        if kind == "agent":
            return self.publishers.get(name) or {"decisions"}
        homes = {"evidence": self.evidence, "outcome": self.outcomes}.get(kind, {})
        return {"dataset"} if kind == "dataset" else {homes.get(name, name)}


def _homes(graph: Graph) -> _Homes:
    makes: dict[tuple[str, Row], set[str]] = defaultdict(set)
    councils: dict[str, set[str]] = defaultdict(set)
    for fact in direct_facts(graph):
        for subject, row in direct_rows(fact):
            makes[node(subject), row].add(fact.document)
        if fact.relation is Relation.ABOUT and fact.object is not None and fact.object.kind is Kind.COUNCIL:
            councils[fact.document].add(node(fact.object))
    published: dict[str, set[str]] = defaultdict(set)
    for document in graph.documents:
        for agent, _ in publishers(document):
            published[agent].add(document.slug)
    return _Homes(
        makes=dict(makes),
        statements={s.id: s.document for s in graph.statements},
        evidence={e.id: s.document for s in graph.statements for e in s.evidence},
        publishers=dict(published),
        outcomes={o.ref.slug: o.document for o in graph.outcomes},
        mentioned={node(e.ref): e.documents for e in graph.entities},
        councils=dict(councils),
        retired=frozenset(node(e.ref) for e in graph.entities if e.replaced_by is not None),
    )


def placed_rows(graph: Graph) -> Iterator[tuple[str, Row, list[str]]]:
    """Every triple with the names of the graphs it lives in, sorted; triples in canonical order."""
    homes = _homes(graph)
    for block in blocks(graph):
        for row in block.rows:
            yield block.subject, row, sorted(homes.of(block.subject, row))


def named_blocks(graph: Graph) -> dict[str, list[Block]]:
    """The blocks of each named graph, by the graph's name (sorted)."""
    made: dict[str, dict[str, list[Row]]] = defaultdict(dict)
    for subject, row, names in placed_rows(graph):
        for name in names:
            made[name].setdefault(subject, []).append(row)
    return {name: [Block(subject, rows) for subject, rows in made[name].items()] for name in sorted(made)}
