"""Under which licence each part of a release stands: its documents, the register's rows, graphkit's own, the map's library."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from graphkit.graph.finding import many
from graphkit.records import Document, Graph, Kind
from graphkit.register import Council, Register
from graphkit.release.wanted import Release

# Licences that let anyone copy and pass on, changed or not, for any purpose; none of NonCommercial or NoDerivatives.
_OPEN = re.compile(
    r"CC0-1\.0|CC-BY(-SA)?-\d\.\d(-[A-Z]{2,3})?|OGL-UK-\d\.\d|OGL-Canada-\d\.\d|PDDL-1\.0|ODC-By-1\.0|ODbL-1\.0|Apache-2\.0|MIT"
    r"|0BSD|ISC|BSD-[23]-Clause|Unlicense"
)
_OF_GOVERNMENT = "Contains public sector information licensed under the Open Government Licence v3.0."
UNKNOWN = "unknown"


def is_open(licence: str) -> bool:
    """Whether an SPDX id is known here as a licence under which anyone may pass a text on.

    >>> is_open("OGL-UK-3.0"), is_open("CC-BY-NC-4.0"), is_open("unknown")
    (True, False, False)
    """
    return _OPEN.fullmatch(licence) is not None


def licence_of(document: Document) -> str:
    """The licence that the document's description states, or ``unknown``."""
    return document.description.licence or UNKNOWN


def licences_page(graph: Graph, register: Register, wanted: Release) -> str:
    """``LICENCES.md``: of what is in the bundle, what may be passed on."""
    return "\n".join(
        [
            "# Licences",
            "",
            "What is known of the licence of each part. It is no legal advice.",
            "",
            "## This dataset",
            "",
            _own(wanted),
            "",
            "## The documents",
            "",
            "Every fact quotes its sentence: in `graph.ttl`, `graph.trig`, `facts.csv` and `map.html`. Each sentence belongs to",
            "its document and stands under that document's licence. Where the licence is unknown or not open, nothing here",
            "says that you may pass on more than the law lets you quote; ask the publisher.",
            "",
            "| licence | documents | may the texts be passed on? |",
            "| --- | ---: | --- |",
            *_table(graph.documents),
            "",
            *_lists(graph.documents, wanted),
            "## The councils",
            "",
            *_councils(graph, register),
            "",
            "## graphkit's own",
            "",
            "The vocabulary (`gk:`), the topics with their names and the way the tables are made: graphkit contributors,",
            "Apache-2.0. `map.html` holds graphkit's page (Apache-2.0) and the library vis-network (Apache-2.0 or MIT).",
            "",
        ]
    )


def _own(wanted: Release) -> str:
    if not wanted.licence:
        return "No licence is stated for the selection and arrangement of the facts."
    return f"The selection and arrangement of the facts: {wanted.licence}."


def _by_licence(documents: Sequence[Document]) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        found[licence_of(document)].append(document)
    return {name: found[name] for name in sorted(found, key=lambda name: (name == UNKNOWN, name))}


def _table(documents: Sequence[Document]) -> list[str]:
    return [f"| {name} | {len(those)} | {_may(name)} |" for name, those in _by_licence(documents).items()]


def _may(licence: str) -> str:
    if licence == UNKNOWN:
        return "not known: ask the publisher"
    return "yes, on the terms of the licence" if is_open(licence) else "only as the licence says: read it"


def _lists(documents: Sequence[Document], wanted: Release) -> list[str]:
    lines = []
    for name, those in _by_licence(documents).items():
        lines += [f"### {name}", ""]
        lines += [f"- {_told(document, wanted)}" for document in those]
        lines.append("")
    return lines


def _told(document: Document, wanted: Release) -> str:
    said = document.description
    where = f"<{said.url}>" if said.url else "address unknown"
    line = f"{_plain(document.title)} ({_plain(said.publisher) or 'publisher unknown'}), {where}"
    if wanted.has_texts and not has_text(document, wanted):
        line += "; its text is not in this bundle"
    return line


def has_text(document: Document, wanted: Release) -> bool:
    """Whether the release holds the document's text: it was asked for, it is at hand, and its licence is open."""
    return wanted.has_texts and bool(document.text) and is_open(licence_of(document))


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def _councils(graph: Graph, register: Register) -> list[str]:
    rows: dict[tuple[str, str], list[Council]] = defaultdict(list)
    others = 0
    for entity in graph.entities:
        if entity.ref.kind is not Kind.COUNCIL or entity.register is None:
            continue
        council = register.by_slug(entity.ref.slug)
        if council is None:
            others += 1
        else:
            rows[council.licence, council.source].append(council)
    lines = [
        "Codes, names, dates and regions of councils come from a register, not from the documents.",
        *([_OF_GOVERNMENT] if any("OGL-UK" in licence for licence, _ in rows) else []),
        "",
        "| licence | source | councils |",
        "| --- | --- | ---: |",
        *(f"| {licence} | {_plain(source)} | {len(rows[licence, source])} |" for licence, source in sorted(rows)),
    ]
    if others:
        lines += ["", f"{many(others, 'council')} of a register that graphkit does not ship: licence unknown."]
    return lines
