"""GraphML of the facts between things, for Gephi, yEd, Cytoscape and networkx."""

from __future__ import annotations

from typing import BinaryIO

import networkx as nx

from graphkit.graph.networks import drawn_network
from graphkit.records import Graph, Tier

suffix = ".graphml"


def export(graph: Graph, file: BinaryIO) -> None:
    """Write a node for each thing and an edge (its id is the fact's) for each fact between two things."""
    network = drawn_network(graph)
    if graph.tier is not Tier.NAMED:
        network.graph["tier"] = graph.tier.value
    lines = nx.generate_graphml(network, edge_id_from_attribute="fact")
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write("\n".join(lines).encode("utf-8") + b"\n")
