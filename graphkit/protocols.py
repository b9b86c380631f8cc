"""What a file of each room provides. A module satisfies a protocol by its functions of these names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

from graphkit.records import Finding, Graph, Kind, Mention, Outline, ParsedText, Relation, Source, Status

if TYPE_CHECKING:
    from graphkit.knowledge import Knowledge


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

    def find(self, outline: Outline, knowledge: Knowledge) -> Iterable[Mention]:
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


@dataclass(frozen=True, slots=True)
class Role:
    """One end of a relation in a frame: its kinds, and where it is looked for, best place first.

    Places are those of ``extractors/roles.py``: agent, patient, subject, object, by, with, before, after, home …
    """

    kinds: tuple[Kind, ...]
    found_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A way of saying a relation, with its own proof.

    ``verbs`` are base forms (``set up``), matched in all their forms, active and passive; or ``phrase`` is a pattern over
    the sentence's words, in which ``§`` stands for any mention. ``confidence`` is that of a reading with both ends found
    in the best place. ``fires`` are sentences that it must read, ``silent`` such as a hasty reader would take for it;
    both are read as a document titled "Wigan Council: a case study", or, where they begin with ``# ``, as a document of
    their own.
    """

    id: str
    relation: Relation
    subject: Role
    object: Role
    confidence: float
    fires: tuple[str, ...]
    silent: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    phrase: str = ""
    status: Status | None = None

    def __post_init__(self) -> None:
        """Refuse a frame without a trigger or without proof."""
        if bool(self.verbs) == bool(self.phrase) or not self.fires or not self.silent:
            raise ValueError(f"{self.id}: a frame has verbs or a phrase, and sentences that fire and that must not")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a reader, with its own proof, as in `Frame`; ``reads`` says in words what it goes by."""

    id: str
    relation: Relation
    reads: str
    fires: tuple[str, ...]
    silent: tuple[str, ...]
