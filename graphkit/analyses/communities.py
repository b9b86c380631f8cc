"""Groups of things that are joined more among themselves than to others.

Louvain's method (Blondel et al., Fast unfolding of communities in large networks, 2008) with a fixed seed, on things
numbered in sorted order, so that the same facts give the same groups.
"""

from __future__ import annotations

import networkx as nx

from graphkit.graph.finding import many
from graphkit.graph.networks import node_labels, plain_network, ref_named
from graphkit.records import Finding, Graph, Kind

title = "Groups that hang together"

_KINDS = tuple(kind for kind in Kind if kind not in (Kind.DOCUMENT, Kind.OUTCOME))
_NAMED = 3


def analyse(graph: Graph) -> list[Finding]:
    """One finding a group, the largest first; its best-joined things come first."""
    network, labels = plain_network(graph, _KINDS), node_labels(graph)
    names = sorted(network)
    # Numbers, not names: sets of strings have another order in every run.
    numbered = nx.relabel_nodes(network, {name: number for number, name in enumerate(names)})
    found = []
    for group in nx.community.louvain_communities(numbered, weight="weight", seed=0) if names else ():
        members = {names[number] for number in group}
        inside = [d["facts"] for a, b, d in network.edges(data=True) if {a, b} <= members]
        outside = [d["facts"] for a, b, d in network.edges(data=True) if len({a, b} & members) == 1]
        facts = tuple(sorted(fact for ids in inside for fact in ids))
        leaving = sum(map(len, outside))
        refs = [ref_named(n) for n in sorted(members, key=lambda n: (-network.degree(n), n))]
        first = ", ".join(labels[ref] for ref in refs[:_NAMED])
        meaning = (
            f"{many(len(refs), 'thing')} around {first} are joined by {many(len(facts), 'fact')} among themselves and "
            f"by {leaving} to others."
        )
        values = (("things", str(len(refs))), ("facts inside", str(len(facts))), ("facts to others", str(leaving)))
        found.append(Finding(tuple(refs), values, meaning, facts))
    return sorted(found, key=lambda f: (-len(f.subjects), f.subjects))
