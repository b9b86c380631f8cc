"""``README.md`` of a release: what is in it, how to cite it, how to check it."""

from __future__ import annotations

from graphkit.graph.finding import many
from graphkit.graph.tables import thing_rows
from graphkit.records import Graph
from graphkit.release.description import describe
from graphkit.release.licences import licence_of
from graphkit.release.wanted import Release

_FILES = (
    ("graph.ttl", "the graph: every fact with its sentences (RDF, Turtle). This is what is cited"),
    ("graph.trig", "the same, a named graph for each document (RDF, TriG)"),
    ("facts.csv", "every fact with its sentences, for a spreadsheet; a row a sentence"),
    ("things.csv", "every thing with its names"),
    ("map.html", "the map: open it in a browser, it works offline"),
    ("sources.csv", "every document: title, publisher, address, licence, and the SHA-256 of its text"),
    ("LICENCES.md", "what may be passed on"),
    (
        "accuracy.md, accuracy.csv",
        "how well graphkit reads; measured on its own annotated corpus, not on these documents",
    ),
    ("dataset.ttl", "this dataset described for catalogues (DCAT, VoID)"),
    ("CITATION.cff", "how to cite it, for reference managers"),
    ("SHA256SUMS", "checksums of all other files"),
)
_TEXTS = ("texts/", "the texts of the documents whose licence is open")


def readme(graph: Graph, wanted: Release, title: str, digest: str) -> str:
    """The file's text; ``digest`` is the SHA-256 of ``graph.ttl``."""
    facts = sum(not statement.is_rejected for statement in graph.statements)
    things = len(thing_rows(graph))
    held = (*_FILES, _TEXTS) if wanted.has_texts else _FILES
    unknown = sum(licence_of(document) == "unknown" for document in graph.documents)
    return "\n".join(
        [
            f"# {title}",
            "",
            f"{describe(graph)} {many(things, 'thing')}, {many(facts, 'fact')}, {many(len(graph.documents), 'document')}.",
            f"Made with {graph.generator}; no fact is here without the sentence that says it, and some are misread: see",
            "`accuracy.md`.",
            "",
            "| file | what it is |",
            "| --- | --- |",
            *(f"| `{name}` | {what} |" for name, what in held),
            "",
            "## How to cite",
            "",
            f"> {cited(wanted, title)}",
            "",
            f"SHA-256 of `graph.ttl`: `{digest}`. For a single fact, cite its document too: `sources.csv` says which it is.",
            "",
            "## How to check",
            "",
            "```",
            "sha256sum -c SHA256SUMS",
            _check_line(graph),
            "```",
            "",
            "The first says that no file has changed, the second that every sentence stands in its document.",
            "To take these facts into another graph: `graphkit import FOLDER`.",
            "",
            "## What may be passed on",
            "",
            _licence_words(wanted, unknown, len(graph.documents)),
            "",
        ]
    )


def cited(wanted: Release, title: str) -> str:
    """The release as a list of references has it."""
    who = "; ".join(wanted.creators)
    head = f"{who} ({wanted.date[:4] or 'no date'}). {title}" if who else f"{title} ({wanted.date[:4] or 'no date'})"
    version = f", version {wanted.version}" if wanted.version else ""
    return f"{head}{version} [data set].{f' {wanted.url}' if wanted.url else ''}"


def _check_line(graph: Graph) -> str:
    if all(document.text for document in graph.documents):
        return "graphkit check --graph . --docs texts"
    return "graphkit check --graph . --docs FOLDER    # the folder of the documents, which are not all here"


def _licence_words(wanted: Release, unknown: int, documents: int) -> str:
    own = f"The dataset: {wanted.licence}." if wanted.licence else "No licence is stated for the dataset."
    of_all = f"The licence of {unknown} of {many(documents, 'document')} is unknown." if unknown else ""
    return f"{own} Each sentence stands under the licence of its document. {of_all}".rstrip() + " See `LICENCES.md`."
