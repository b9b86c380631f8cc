"""Bodies that two or more councils share: bought from, partnered with, or running an initiative of theirs."""

from __future__ import annotations

from graphkit.graph.councils import clients_of
from graphkit.graph.finding import listed
from graphkit.graph.networks import node_labels
from graphkit.records import Finding, Graph

title = "Bodies that councils share"


def analyse(graph: Graph) -> list[Finding]:
    """One finding a body with two or more councils: the body, then its councils; those with most councils first."""
    labels = node_labels(graph)
    found = []
    for body, councils in clients_of(graph).items():
        if len(councils) < 2:
            continue
        facts = tuple(sorted({fact for ids in councils.values() for fact in ids}))
        names = [labels[council] for council in councils]
        meaning = (
            f"{labels[body]} is bought from, partnered with or running an initiative for {len(councils)} councils: "
            f"{listed(names)}."
        )
        values = (("councils", str(len(councils))), ("facts", str(len(facts))))
        found.append(Finding((body, *councils), values, meaning, facts))
    return sorted(found, key=lambda f: (-len(f.subjects), -len(f.facts), f.subjects))
