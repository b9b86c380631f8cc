"""Statements to RDF, RDF to records, records to networkx."""

from __future__ import annotations

from graphkit.graph.blocks import Block, UnseenDocument, blocks
from graphkit.graph.facts import direct_facts, is_direct, providers
from graphkit.graph.networks import to_networkx, to_rdflib
from graphkit.graph.reading import LoadText, graph_file, graph_of, read_graph, read_rows
from graphkit.graph.turtle import turtle

__all__ = [
    "Block",
    "LoadText",
    "UnseenDocument",
    "blocks",
    "direct_facts",
    "graph_file",
    "graph_of",
    "is_direct",
    "providers",
    "read_graph",
    "read_rows",
    "to_networkx",
    "to_rdflib",
    "turtle",
]
