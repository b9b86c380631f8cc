"""Councils whose initiatives address the same topics.

Likeness is Jaccard's index (1901): topics that both have, as a share of the topics that either has.
"""

from __future__ import annotations

from itertools import combinations

from graphkit.graph.councils import topics_of
from graphkit.graph.finding import listed
from graphkit.graph.networks import node_labels
from graphkit.records import Finding, Graph

title = "Councils with the same topics"


def analyse(graph: Graph) -> list[Finding]:
    """One finding a pair of councils with a topic in common: the two, then the topics; most topics first."""
    labels, topics = node_labels(graph), topics_of(graph)
    found = []
    for one, other in combinations(topics, 2):
        shared = sorted(set(topics[one]) & set(topics[other]))
        if not shared:
            continue
        likeness = len(shared) / len(set(topics[one]) | set(topics[other]))
        facts = tuple(sorted({f for topic in shared for c in (one, other) for f in topics[c][topic]}))
        meaning = (
            f"Initiatives of {labels[one]} and of {labels[other]} both address "
            f"{listed([labels[topic] for topic in shared])}: {likeness:.0%} of all topics that either has."
        )
        values = (("shared topics", str(len(shared))), ("likeness", f"{likeness:.2f}"))
        found.append(Finding((one, other, *shared), values, meaning, facts))
    return sorted(found, key=lambda f: (-int(f.values[0][1]), -float(f.values[1][1]), f.subjects))
