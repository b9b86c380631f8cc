"""What a file of each room provides. A module satisfies a protocol by its functions of these names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from graphkit.records import Finding, Graph, Mention, Outline, ParsedText, Source


class Parser(Protocol):
    """Reads one file format: a file of ``parsers/``."""

    suffixes: tuple[str, ...]

    def parse(self, source: Source) -> ParsedText:
        """The text of the file, normalised as ``gk-text-1``, and what its format says of its layout.

        Raises:
            UnreadableDocumentError: The bytes are not this format.
        """
        ...


class MentionFinder(Protocol):
    """Finds one kind of thing: a file of ``extractors/mentions/``."""

    def find(self, outline: Outline) -> Iterable[Mention]:
        """Every mention, in order of the text."""
        ...


class Exporter(Protocol):
    """Writes a graph in one format: a file of ``exporters/``."""

    suffix: str

    def export(self, graph: Graph, file: BinaryIO) -> None:
        """Write the whole graph; the same graph gives the same bytes."""


class Analysis(Protocol):
    """Answers one question about the shape of a graph: a file of ``analyses/``."""

    title: str

    def analyse(self, graph: Graph) -> list[Finding]:
        """The findings, most telling first, each naming the facts it rests on."""
        ...
