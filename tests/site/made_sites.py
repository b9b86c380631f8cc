"""Graphs for sites: the invented towns with hostile text in every place, and with slugs that name no file; a page read."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from graphkit.records import Description, Document, Entity, Evidence, Graph, Kind, Ref, Statement

FILES = Path(__file__).parents[1] / "exporters" / "files"
BREAKING = (
    '</script><img src=x onerror="window.gkxss=1">',
    '"><svg onload=gkxss()>',
    "{{7*7}}{% raw %} ${1+1}",
    "' onmouseover='gkxss()",
    "<!--<script>alert(1)</script>-->",
    "مجلس المدينة الشمالية",
    "🙂 👩‍👩‍👧 株式会社",
    "=HYPERLINK(1)",
    "&lt;b&gt; &amp; __proto__",
    "L" * 120,
)
SLUGS = ("../../x", "con", "a/b", "%2e%2e", "Wigan", "wigan", "x" * 300, '"><b>', "AUX", "café")

Site = dict[str, bytes]


class Page(HTMLParser):
    """Tags with their attributes in order, texts of scripts, and all text that a reader sees."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[tuple[dict[str, str], str]] = []
        self.text = ""
        self._inside: dict[str, str] | None = None
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag == "script":
            self._inside = found
            self.scripts.append((found, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self.scripts[-1] = (self._inside, self.scripts[-1][1] + data)
        else:
            self.text += data

    def links(self) -> Iterator[str]:
        """Whatever the page leads to or loads."""
        for _, attributes in self.tags:
            for name in ("href", "src", "action", "xlink:href"):
                if name in attributes:
                    yield attributes[name]


def hostile_graph(graph: Graph) -> Graph:
    """The graph with a text of `BREAKING` in every name, title, sentence, heading and description."""
    entities = tuple(
        dataclasses.replace(entity, label=f"{BREAKING[n % len(BREAKING)]} {n}", other_names=(BREAKING[(n + 3) % 10],))
        for n, entity in enumerate(graph.entities)
        if entity.replaced_by is None
    )
    documents, statements = [], []
    for number, document in enumerate(graph.documents):
        text = f"{BREAKING[number % 10]}\n\n"
        for count, fact in enumerate(s for s in graph.statements if s.document == document.slug):
            quote = f"{BREAKING[count % 10]} says {count}."
            evidence = dataclasses.replace(
                fact.evidence[0], quote=quote, start=len(text), end=len(text) + len(quote), heading=BREAKING[1]
            )
            literal = BREAKING[0] if fact.object is None and "Date" not in fact.relation else fact.literal
            statements.append(
                dataclasses.replace(fact, quote=quote, evidence=(evidence,), label=BREAKING[0], literal=literal)
            )
            text += f"{quote}\n\n"
        description = Description(
            file=BREAKING[0],
            title=BREAKING[0],
            url="javascript:alert(1)",
            publisher=BREAKING[1],
            issued=BREAKING[3],
            licence=BREAKING[4],
        )
        documents.append(Document(document.slug, "a\nb<i>.txt", text, BREAKING[0], description))
    return dataclasses.replace(
        graph,
        documents=tuple(documents),
        entities=entities,
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        decisions=(),
    )


def with_slugs(graph: Graph) -> Graph:
    """The graph with initiatives of slugs that are no names for files, each led by the first council."""
    first = next(fact for fact in graph.statements if fact.object is not None and not fact.is_rejected)
    council = next(entity.ref for entity in graph.entities if entity.ref.kind is Kind.COUNCIL)
    entities, statements = [*graph.entities], [*graph.statements]
    for number, slug in enumerate(SLUGS):
        ref = Ref(Kind.INITIATIVE, slug)
        entities.append(Entity(ref, f"Initiative {number}", documents=(first.document,)))
        evidence: Evidence = dataclasses.replace(first.evidence[0], id=f"{number:016x}-00000000")
        fact: Statement = dataclasses.replace(
            first,
            id=f"{number:016x}",
            key=str(number),
            subject=council,
            object=ref,
            evidence=(evidence,),
            quote=evidence.quote,
        )
        statements.append(dataclasses.replace(fact, relation=type(fact.relation)("leads")))
    return dataclasses.replace(
        graph,
        entities=tuple(sorted(entities, key=lambda e: e.ref)),
        statements=tuple(sorted(statements, key=lambda s: s.id)),
    )
