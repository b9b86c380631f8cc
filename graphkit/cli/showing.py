"""Facts as a person at a terminal reads them: in words, by their sentence, marked in its paragraph."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from graphkit.cli import output
from graphkit.graph.finding import STATUS_WORDS, paragraph_at
from graphkit.graph.networks import node_labels
from graphkit.graph.tables import best_first
from graphkit.graph.terms import decimal
from graphkit.records import Document, Entity, Evidence, Graph, Statement

DIGITS = 8


def marked(before: str, quote: str, after: str) -> str:
    """A paragraph with its sentence marked, wrapped and indented."""
    whole = "{}\0{}\1{}".format(*(output.plain(part) for part in (before, quote, after)))
    lines = "\n".join(textwrap.fill(line, output.width() - 2) for line in whole.splitlines())
    head, _, rest = lines.partition("\0")
    body, _, tail = rest.partition("\1")
    painted = "\n".join(output.colour(line, "mark") if line else "" for line in body.split("\n"))
    return textwrap.indent(f"{head}{painted}{tail}", "  ")


def around(document: Document, evidence: Evidence) -> tuple[str, str, str]:
    """A sentence with what stands before and after it in its paragraph; alone where the text is not at hand."""
    if evidence.start is None or evidence.end is None or not document.text:
        return "", evidence.quote, ""
    span = paragraph_at(document.text, evidence.start, evidence.end)
    return document.text[span.start : evidence.start], evidence.quote, document.text[evidence.end : span.end]


def fact_lines(graph: Graph, fact: Statement, place: str, more: Sequence[tuple[str, str]] = ()) -> Iterator[str]:
    """A fact for one screen: what it says, its sentence, where that stands.

    Args:
        graph: With the fact.
        fact: The fact.
        place: Which of how many this is.
        more: Further fields, name and value, after those of every fact; empty values are left out.
    """
    yield ""
    yield output.colour(f"{place}   fact {fact.id[:DIGITS]}   confidence {decimal(fact.confidence)}", "quiet")
    yield ""
    yield output.colour(output.plain(fact.label), "name")
    yield STATUS_WORDS[fact.status].capitalize()
    yield ""
    yield from sentence_lines(graph, fact, more)


def mention_lines(graph: Graph, thing: Entity) -> Iterator[str]:
    """Where a document first calls a thing by one of its names, which is marked; nothing where the texts are not at hand."""
    documents = {document.slug: document for document in graph.documents}
    for document in (documents[slug] for slug in thing.documents if slug in documents):
        for name in (thing.label, *thing.other_names):
            found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", document.text)
            if found:
                start, end = found.span()
                span = paragraph_at(document.text, start, end)
                yield marked(document.text[span.start : start], name, document.text[end : span.end])
                yield ""
                yield output.plain(f"  document {document.title} ({document.file_name})")
                return


def sentence_lines(graph: Graph, fact: Statement, more: Sequence[tuple[str, str]] = ()) -> Iterator[str]:
    """The best sentence of a fact and where it stands."""
    document = next(d for d in graph.documents if d.slug == fact.document)
    best, *others = best_first(fact.evidence)
    yield marked(*around(document, best))
    yield ""
    heading = f', under "{best.heading}"' if best.heading else ""
    speaker = node_labels(graph).get(best.speaker, best.speaker.slug) if best.speaker else ""
    fields = (
        ("document", best.source or f"{document.title} ({document.file_name})"),
        ("section", f"{best.section.value}{heading}"),
        ("said by", speaker),
        ("also in", f"{len(others)} more: graphkit explain {fact.id[:DIGITS]}" if others else ""),
        *more,
    )
    for name, value in fields:
        if value:
            yield output.plain(f"  {name:<8} {value}")
