"""Parts of the graph between which no chain of facts leads."""

from __future__ import annotations

import networkx as nx

from graphkit.graph.finding import many
from graphkit.graph.networks import node_labels, plain_network, ref_named
from graphkit.graph.tables import thing_rows
from graphkit.records import Finding, Graph, Kind

title = "Separate parts"

_KINDS = tuple(kind for kind in Kind if kind is not Kind.DOCUMENT)
_NAMED = 3


def analyse(graph: Graph) -> list[Finding]:
    """One finding a part, the largest first; last the things that no counted fact joins to any other, as one."""
    network, labels = plain_network(graph, _KINDS), node_labels(graph)
    found = []
    for part in nx.connected_components(network):
        refs = tuple(ref_named(n) for n in sorted(part, key=lambda n: (-network.degree(n), n)))
        facts = tuple(sorted(f for a, _, d in network.edges(data=True) if a in part for f in d["facts"]))
        first = ", ".join(labels[ref] for ref in refs[:_NAMED])
        meaning = f"{len(refs)} things, {first} among them, are joined to one another by {many(len(facts), 'fact')}."
        values = (("things", str(len(refs))), ("facts", str(len(facts))))
        found.append(Finding(refs, values, meaning, facts))
    found.sort(key=lambda f: (-len(f.subjects), f.subjects))
    alone = tuple(row.ref for row in thing_rows(graph) if str(row.ref) not in network)
    if alone:
        words = f"{many(len(alone), 'thing')} that no fact that counts joins to any other."
        found.append(Finding(alone, (("things", str(len(alone))), ("facts", "0")), words))
    return found
