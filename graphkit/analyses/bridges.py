"""Who joins whom: bodies on the shortest chains between others.

Betweenness is Freeman's (A set of measures of centrality based on betweenness, 1977), by Brandes' algorithm (2001), as
a share of all pairs. Above 1,500 things it is estimated from 500 of them, drawn with a fixed seed.
"""

from __future__ import annotations

import networkx as nx

from graphkit.graph.finding import many
from graphkit.graph.networks import node_labels, plain_network, ref_named
from graphkit.records import Finding, Graph, Kind

title = "Who joins whom"

_KINDS = (Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE, Kind.PERSON)
_RANKED = (Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK, Kind.PERSON)
_EXACT, _SAMPLE = 1500, 500


def analyse(graph: Graph) -> list[Finding]:
    """One finding a council, organisation, network or person that others are joined through, the most central first."""
    network, labels = plain_network(graph, _KINDS), node_labels(graph)
    if not network:
        return []
    sample = _SAMPLE if len(network) > _EXACT else None
    shares = nx.betweenness_centrality(network, k=sample, seed=0)
    found = []
    for name in network:
        ref, share = ref_named(name), round(shares[name], 4)
        if ref.kind not in _RANKED or share == 0:
            continue
        neighbours = sorted(network[name])
        facts = tuple(sorted(fact for other in neighbours for fact in network[name][other]["facts"]))
        meaning = (
            f"{labels[ref]} is joined to {many(len(neighbours), 'other')} by {many(len(facts), 'fact')}, and lies on "
            f"{share:.1%} of the shortest chains between all others."
        )
        values = (("neighbours", str(len(neighbours))), ("betweenness", f"{share:.4f}"))
        found.append((-share, -len(neighbours), Finding((ref,), values, meaning, facts)))
    return [finding for *_, finding in sorted(found, key=lambda row: (*row[:2], row[2].subjects))]
