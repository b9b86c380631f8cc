"""The files of a release: the same graph and the same wishes give the same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from graphkit import rooms
from graphkit.checksums import SUMS, checksums
from graphkit.exporters.texts import text_name
from graphkit.graph.blocks import unseen
from graphkit.graph.councils import studied_councils
from graphkit.graph.networks import node_labels
from graphkit.maps.page import render_map
from graphkit.records import Graph
from graphkit.register import load_register
from graphkit.release.citation import citation_file
from graphkit.release.description import dataset_file
from graphkit.release.figures import accuracy_page, accuracy_table
from graphkit.release.licences import has_text, licences_page
from graphkit.release.readme import readme
from graphkit.release.sources import sources_table
from graphkit.release.wanted import Release

_DATA = (("graph.ttl", "ttl"), ("graph.trig", "trig"), ("facts.csv", "csv"), ("things.csv", "things"))
_NAMED = 2


def bundle(graph: Graph, wanted: Release) -> dict[str, bytes]:
    """The files by path below the release's folder, sorted.

    Args:
        graph: What is released, with the texts of its documents where they are at hand.
        wanted: What a person says of the release.
    """
    shown = _without_texts(graph, wanted)
    title = wanted.title or title_of(graph)
    files = {name: _exported(shown, exporter) for name, exporter in _DATA}
    files["map.html"] = render_map(shown, title=title)
    files["accuracy.csv"] = accuracy_table().encode("utf-8")
    files["sources.csv"] = sources_table(shown).encode("utf-8")
    files["accuracy.md"] = accuracy_page(graph.generator).encode("utf-8")
    files["LICENCES.md"] = licences_page(shown, load_register(), wanted).encode("utf-8")
    described = dataset_file(shown, wanted, title, files).encode("utf-8")
    texts = {f"texts/{text_name(d)}": d.text.encode("utf-8") for d in shown.documents if d.text}
    digest = hashlib.sha256(files["graph.ttl"]).hexdigest()
    files |= {
        "dataset.ttl": described,
        "CITATION.cff": citation_file(wanted, title, digest).encode("utf-8"),
        "README.md": readme(shown, wanted, title, digest).encode("utf-8"),
        **texts,
    }
    files[SUMS] = checksums(files).encode("utf-8")
    return dict(sorted(files.items()))


def title_of(graph: Graph) -> str:
    """A title made of the councils that the documents are about."""
    labels = node_labels(graph)
    councils = [labels[ref] for ref in studied_councils(graph)]
    if len(councils) > _NAMED:
        return f"Case studies of {len(councils)} UK councils as a graph of facts"
    return f"Case studies of {' and '.join(councils) or 'UK councils'} as a graph of facts"


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """The files as a ZIP archive under one folder: names sorted, no clock, nothing compressed.

    What compression gives depends on the library that the system has, and the bytes must not.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Unix on every system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def _without_texts(graph: Graph, wanted: Release) -> Graph:
    """The graph with the texts that may go along, and no other."""
    documents = (d if has_text(d, wanted) else unseen(d) for d in graph.documents)
    return replace(graph, documents=tuple(documents))


def _exported(graph: Graph, exporter: str) -> bytes:
    file = io.BytesIO()
    rooms.load("exporters", exporter).export(graph, file)
    return file.getvalue()
