"""Topics that some of the councils' initiatives address and others' do not, as far as these documents tell."""

from __future__ import annotations

from graphkit.graph.councils import topics_of
from graphkit.graph.finding import listed
from graphkit.graph.networks import node_labels
from graphkit.records import Finding, Graph, Ref

title = "Topics that some councils have and others do not"


def analyse(graph: Graph) -> list[Finding]:
    """One finding a topic: the topic, then the councils without it; topics that most councils have come first."""
    labels, topics = node_labels(graph), topics_of(graph)
    having: dict[Ref, list[Ref]] = {}
    for council, own in topics.items():
        for topic in own:
            having.setdefault(topic, []).append(council)
    found = []
    for topic, councils in having.items():
        without = [council for council in topics if council not in councils]
        if not without:
            continue
        facts = tuple(sorted({fact for council in councils for fact in topics[council][topic]}))
        meaning = (
            f"{labels[topic]} is addressed by initiatives of {listed([labels[c] for c in councils])}; these documents "
            f"tell of none at {listed([labels[c] for c in without])}."
        )
        values = (("councils with", str(len(councils))), ("councils without", str(len(without))))
        found.append(Finding((topic, *without), values, meaning, facts))
    return sorted(found, key=lambda f: (-int(f.values[0][1]), f.subjects))
