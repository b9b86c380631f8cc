"""The normalised texts that all offsets count in: a folder, or a tar archive of it where one stream is wanted."""

from __future__ import annotations

import io
import tarfile
from typing import BinaryIO

from graphkit.errors import UnreadableDocumentError
from graphkit.graph.blocks import UnseenDocument
from graphkit.records import Document, Graph

suffix = ".tar"


def texts(graph: Graph) -> dict[str, bytes]:
    """The files by path, sorted: plain text under its own name, any other format as ``<file name>.txt``.

    Raises:
        UnreadableDocumentError: The text of a document is not at hand.
    """
    return dict(sorted((file_of(d), _text(d).encode("utf-8")) for d in graph.documents))


def export(graph: Graph, file: BinaryIO) -> None:
    """Write a tar archive: no dates, no owners, files by name.

    Raises:
        UnreadableDocumentError: The text of a document is not at hand.
    """
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in texts(graph).items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))


def file_of(document: Document) -> str:
    """The path of a document's text in such a folder."""
    is_plain = document.file_name.lower().endswith(".txt")
    return document.file_name if is_plain else f"{document.file_name}.txt"


def _text(document: Document) -> str:
    if isinstance(document, UnseenDocument):
        raise UnreadableDocumentError(
            "its text is not at hand, or has changed since the graph was built.",
            where=document.file_name,
            todo="Name the folder of the documents with --docs.",
        )
    return document.text
