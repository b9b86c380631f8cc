"""``sources.csv`` of a release: every document with where it comes from and under which licence."""

from __future__ import annotations

from collections import Counter

from graphkit.graph.blocks import text_facts
from graphkit.graph.finding import origin_words
from graphkit.graph.tables import csv_text
from graphkit.records import Document, Graph
from graphkit.release.licences import UNKNOWN, licence_of

COLUMNS = (
    *("document", "file", "title", "publisher", "url", "licence", "issued", "retrieved", "language"),
    *("facts", "characters", "sha256", "origin"),
)


def sources_table(graph: Graph) -> str:
    """A row a document; what nobody said of it is ``unknown``. ``sha256`` and ``characters`` are of its normalised text.

    ``origin`` names the dataset that a document was taken in from; it is empty for one of this corpus.
    """
    facts = Counter(s.document for s in graph.statements if not s.is_rejected)
    return csv_text(COLUMNS, [_row(graph, document, facts[document.slug]) for document in graph.documents])


def _row(graph: Graph, document: Document, facts: int) -> list[str]:
    said = document.description
    digest, length = text_facts(document)
    told = (said.publisher, said.url, licence_of(document), said.issued, said.retrieved, said.language)
    head = [document.slug, document.file_name, document.title]
    return [
        *head,
        *(cell or UNKNOWN for cell in told),
        str(facts),
        str(length),
        digest,
        "; ".join(origin_words(graph, document.origins)),
    ]
