"""A graph for networkx and for rdflib, built from sorted nodes and edges so that nothing depends on hash order."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from graphkit.graph.facts import is_direct, providers
from graphkit.graph.turtle import turtle
from graphkit.records import Graph, Kind, Ref, Statement

_NOT_IN_XML = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")

if TYPE_CHECKING:
    import networkx as nx
    import rdflib


def node_labels(graph: Graph) -> dict[Ref, str]:
    """The name of everything that a fact may join: entities, outcomes, documents. Retired entities have none."""
    labels = {entity.ref: entity.label for entity in graph.entities if entity.replaced_by is None}
    labels |= {outcome.ref: outcome.label for outcome in graph.outcomes}
    return labels | {Ref(Kind.DOCUMENT, d.slug): d.title for d in graph.documents}


def joining_facts(graph: Graph, *, direct_only: bool) -> Iterable[Statement]:
    """The facts between two things, by id: none with a literal, none that a person rejected."""
    for statement in graph.statements:
        if statement.object is None or statement.is_rejected:
            continue
        if not direct_only or is_direct(statement, graph.threshold):
            yield statement


def to_networkx(graph: Graph, *, direct_only: bool = True) -> nx.MultiDiGraph[str]:
    """The graph for networkx: nodes are things (``kind/slug``), an edge a fact (its key is the fact id).

    A node has ``label``, ``type``, ``documents`` (comma-separated slugs); an edge has ``relation``, ``confidence``,
    ``status``, ``document`` and ``quote``.

    Args:
        graph: What to convert.
        direct_only: Leave out planned, denied, ended and doubtful facts.
    """
    import networkx as nx  # noqa: PLC0415 -- heavy, and most commands do without

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    mentioned = {entity.ref: entity.documents for entity in graph.entities}
    mentioned |= {outcome.ref: (outcome.document,) for outcome in graph.outcomes}
    delivering = providers(graph)
    for ref, label in sorted(node_labels(graph).items()):
        kind = "provider" if ref in delivering and ref.kind is not Kind.COUNCIL else ref.kind.value
        network.add_node(str(ref), label=label, type=kind, documents=",".join(mentioned.get(ref, ())))
    for fact in joining_facts(graph, direct_only=direct_only):
        network.add_edge(
            str(fact.subject),
            str(fact.object),
            key=fact.id,
            relation=fact.relation.value,
            confidence=fact.confidence,
            status=fact.status.value,
            document=fact.document,
            quote=fact.quote,
        )
    return network


def plain_network(graph: Graph, kinds: Iterable[Kind]) -> nx.Graph[str]:
    """Who is joined to whom by facts that count, whatever the relation: for centrality, communities and components.

    Nodes are things of these kinds (``kind/slug``, sorted) that such a fact joins; an edge has ``weight`` (how many
    facts) and ``facts`` (their ids, sorted).
    """
    import networkx as nx  # noqa: PLC0415 -- heavy, and most commands do without

    wanted = set(kinds)
    joined: dict[tuple[str, str], list[str]] = {}
    for fact in joining_facts(graph, direct_only=True):
        if fact.object is not None and {fact.subject.kind, fact.object.kind} <= wanted and fact.subject != fact.object:
            one, other = sorted((str(fact.subject), str(fact.object)))
            joined.setdefault((one, other), []).append(fact.id)
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from(sorted({end for pair in joined for end in pair}))
    for (one, other), facts in sorted(joined.items()):
        network.add_edge(one, other, weight=len(facts), facts=tuple(facts))
    return network


def without_persons(graph: Graph) -> Graph:
    """The graph without persons and the facts that name one: what rankings are made of unless asked otherwise."""
    return dataclasses.replace(
        graph,
        entities=tuple(e for e in graph.entities if e.ref.kind is not Kind.PERSON),
        statements=tuple(
            s
            for s in graph.statements
            if s.subject.kind is not Kind.PERSON and (s.object is None or s.object.kind is not Kind.PERSON)
        ),
    )


def ref_named(name: str) -> Ref:
    """The thing of a node of a network (``kind/slug``)."""
    kind, _, slug = name.partition("/")
    return Ref(Kind(kind), slug)


def drawn_network(graph: Graph) -> nx.MultiDiGraph[str]:
    """All facts between things, planned and denied ones too, for programs that draw: things without a fact left out.

    Characters that XML 1.0 does not allow are dropped; an edge also has its id as ``fact`` and ``label``.
    """
    network = to_networkx(graph, direct_only=False)
    network.remove_nodes_from([name for name in network if network.degree(name) == 0])
    for _, data in network.nodes(data=True):
        data["label"] = _NOT_IN_XML.sub("", data["label"])
    for _, _, key, data in network.edges(keys=True, data=True):
        data |= {"fact": key, "label": data["relation"], "quote": _NOT_IN_XML.sub("", data["quote"])}
    return network


def to_rdflib(graph: Graph) -> rdflib.Graph:
    """The graph for rdflib, with the prefixes of the contract."""
    import rdflib  # noqa: PLC0415 -- heavy, and most commands do without

    result = rdflib.Graph()
    result.parse(data="".join(turtle(graph)), format="turtle")
    return result
