"""The graph's own triples in the pages: each page holds, as JSON-LD, what the graph says of its subject.

All pages together hold every triple of the graph, with its own IRIs: the site is also data.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graphkit.graph.blocks import Block, blocks
from graphkit.graph.objects import json_object
from graphkit.graph.terms import node
from graphkit.records import Kind, Ref
from graphkit.site.view import View
from graphkit.vocabulary import PREFIXES


def objects_by_page(view: View) -> dict[str, list[Block]]:
    """The blocks of the graph by the page that holds them; what has no page of its own is on that of the whole, ``""``."""
    homes = {node(ref): page for ref, page in view.pages.items()}
    for statement in view.graph.statements:
        page = view.pages[Ref(Kind.DOCUMENT, statement.document)]
        homes[f"statement:{statement.id}"] = page
        homes |= {f"evidence:{evidence.id}": page for evidence in statement.evidence}
    for outcome in view.graph.outcomes:
        homes[node(outcome.ref)] = view.pages[Ref(Kind.DOCUMENT, outcome.document)]
    found: dict[str, list[Block]] = defaultdict(list)
    for block in blocks(view.graph):
        found[homes.get(block.subject, "")].append(block)
    return dict(found)


def json_ld(own: list[Block]) -> dict[str, Any]:
    """Blocks as one JSON-LD document, with the prefixes that they use."""
    nodes = [json_object(block) for block in own]
    used = {prefix for block in own for prefix in _prefixes(block)}
    return {"@context": {name: iri for name, iri in PREFIXES if name in used}, "@graph": nodes}


def _prefixes(block: Block) -> set[str]:
    found = {"xsd", block.subject.partition(":")[0]}
    for predicate, value in block.rows:
        found |= {predicate.partition(":")[0], value.partition(":")[0]}
    return found
