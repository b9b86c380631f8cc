"""GEXF 1.3 of the facts between things, for Gephi; written without a date, so that the same graph is the same bytes."""

from __future__ import annotations

from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from graphkit.graph.networks import drawn_network
from graphkit.records import Graph, Tier

suffix = ".gexf"

_NODE = (("type", "string"), ("documents", "string"))
_EDGE = (
    *(("fact", "string"), ("relation", "string"), ("confidence", "double")),
    *(("status", "string"), ("document", "string"), ("quote", "string")),
)


def export(graph: Graph, file: BinaryIO) -> None:
    """Write a node for each thing and an edge (its id is the fact's) for each fact between two things."""
    network = drawn_network(graph)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        f"<meta><creator>{escape(graph.generator)}</creator>{_tier(graph)}</meta>",
        '<graph defaultedgetype="directed" mode="static">',
        *_columns("node", _NODE),
        *_columns("edge", _EDGE),
        "<nodes>",
    ]
    for name, data in network.nodes(data=True):
        lines += [f"<node id={quoteattr(name)} label={quoteattr(data['label'])}>", _values(_NODE, data), "</node>"]
    lines += ["</nodes>", "<edges>"]
    for source, target, key, data in network.edges(keys=True, data=True):
        relation, weight = quoteattr(data["relation"]), quoteattr(str(data["confidence"]))
        ends = f"source={quoteattr(source)} target={quoteattr(target)}"
        # Gephi keeps several edges between two nodes only where their kinds differ; of one kind it adds up the weights.
        lines.append(f"<edge id={quoteattr(key)} {ends} label={relation} kind={relation} weight={weight}>")
        lines += [_values(_EDGE, data), "</edge>"]
    lines += ["</edges>", "</graph>", "</gexf>"]
    file.write(("\n".join(lines) + "\n").encode("utf-8"))


def _tier(graph: Graph) -> str:
    return "" if graph.tier is Tier.NAMED else f"<description>tier {graph.tier}</description>"


def _columns(kind: str, columns: tuple[tuple[str, str], ...]) -> list[str]:
    titles = (f'<attribute id="{name}" title="{name}" type="{form}"/>' for name, form in columns)
    return [f'<attributes class="{kind}" mode="static">', *titles, "</attributes>"]


def _values(columns: tuple[tuple[str, str], ...], data: dict[str, object]) -> str:
    values = "".join(f'<attvalue for="{name}" value={quoteattr(str(data[name]))}/>' for name, _ in columns)
    return f"<attvalues>{values}</attvalues>"
