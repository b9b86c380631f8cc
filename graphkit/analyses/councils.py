"""Each council in numbers: documents, initiatives, partners, providers, topics and reported results."""

from __future__ import annotations

from collections import defaultdict

from graphkit.graph import direct_facts
from graphkit.graph.councils import clients_of, initiatives_of, studied_councils, topics_of
from graphkit.graph.finding import many
from graphkit.graph.networks import node_labels
from graphkit.records import Finding, Graph, Ref, Relation, Statement

title = "Councils"


def analyse(graph: Graph) -> list[Finding]:
    """One finding a council that a document is about, those with most facts first."""
    labels, initiatives, topics = node_labels(graph), initiatives_of(graph), topics_of(graph)
    bodies: dict[Ref, set[Ref]] = defaultdict(set)
    for body, councils in clients_of(graph).items():
        for council in councils:
            bodies[council].add(body)
    facts = list(direct_facts(graph))
    found = []
    for council in studied_councils(graph):
        own = initiatives.get(council, set())
        of = [s for s in facts if ({council} | own) & _ends(s)]
        results = [s for s in of if s.relation is Relation.REPORTS]
        documents = {s.document for s in of if s.relation is Relation.ABOUT}
        numbers = {
            "facts": len(of),
            "documents": len(documents),
            "initiatives": len(own),
            "bodies": len(bodies[council]),
            "topics": len(topics.get(council, ())),
            "results": len(results),
        }
        meaning = (
            f"{labels[council]}: {many(len(of), 'fact')} that count; {many(len(own), 'initiative')} of its own; works "
            f"with or through {many(numbers['bodies'], 'other organisation')}; its initiatives "
            f"address {many(numbers['topics'], 'topic')} and report {many(len(results), 'result')}."
        )
        values = tuple((name, str(number)) for name, number in numbers.items())
        found.append(Finding((council,), values, meaning, tuple(s.id for s in of)))
    return sorted(found, key=lambda f: (-len(f.facts), f.subjects))


def _ends(fact: Statement) -> set[Ref]:
    return {fact.subject, *([fact.object] if fact.object is not None else [])}
