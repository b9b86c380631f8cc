"""The graph that a command is asked about, with the texts of its documents."""

from __future__ import annotations

from pathlib import Path

from graphkit import rooms
from graphkit.errors import InputMissingError, UnreadableDocumentError
from graphkit.files import TEXTS
from graphkit.graph import LoadText, graph_file, read_graph
from graphkit.graph.reading import IMPORTS, folder_texts
from graphkit.protocols import Parser
from graphkit.records import Graph, Source, Tier

_NOTE = Path(".graphkit") / "corpus"
_TEXTS = Path(".graphkit") / TEXTS


def load_graph(path: Path, docs: Path | None = None) -> Graph:
    """The graph at ``path`` (a folder of exports or an RDF file).

    Args:
        path: Folder or file.
        docs: Folder of the documents; None: the one noted beside the graph when it was built, if it is still there.

    Raises:
        InputMissingError: There is no such graph, or no such folder of documents.
        NotAGraphError: The file holds no graph of graphkit.
    """
    return read_graph(path, load_text=texts_for(path, docs))


def of_tier(path: Path, tier: str, docs: Path | None = None) -> Graph:
    """The graph at ``path`` as a tier shows it; one that is public already stays so.

    Raises:
        InputMissingError: There is no such graph, or no such folder of documents.
        NotAGraphError: The file holds no graph of graphkit.
        UnreadableDocumentError: A text that must be searched for names is not at hand.
    """
    graph = load_graph(path, docs)
    if tier == graph.tier:
        return graph
    from graphkit.privacy.tiers import in_tier  # noqa: PLC0415 -- names by the thousand, for this alone

    return in_tier(graph, Tier(tier))


def output_place(place: Path, tier: str) -> Path:
    """Where an output of a tier lies that was given no place: a graph without names never takes the place of another."""
    return place if tier == Tier.NAMED else place.parent / tier / place.name


def output_mode(tier: str) -> int | None:
    """The permissions of an output of a tier: internal ones are their owner's alone."""
    return 0o600 if tier == Tier.INTERNAL else None


def texts_for(path: Path, docs: Path | None = None) -> LoadText | None:
    """What gives the texts of a graph's documents; None where no folder is named or noted.

    Raises:
        InputMissingError: There is no such folder, or no such graph.
    """
    if docs is not None and not docs.is_dir():
        raise InputMissingError("no such folder.", where=str(docs), todo="Name the folder of the documents.")
    file = graph_file(path)
    # A release has those of its texts that may go along.
    folder = docs if docs is not None else noted_corpus(file) or file.parent / "texts"
    kept = file.parent / _TEXTS
    if not folder.is_dir():
        return None
    return _first_of(folder_texts(kept), corpus_texts(folder)) if kept.is_dir() else corpus_texts(folder)


def _first_of(kept: LoadText, corpus: LoadText) -> LoadText:
    """Texts as the build read them, where somebody was hidden in them, before those of the files."""

    def load(file_name: str) -> str | None:
        text = kept(file_name)
        return text if text is not None else corpus(file_name)

    return load


def noted_corpus(file: Path) -> Path | None:
    """The corpus that the graph in this file was built from, as the build noted it beside it."""
    note = file.parent / _NOTE
    if not note.is_file():
        return None
    return file.parent / note.read_text(encoding="utf-8").strip()


def corpus_home(path: Path, docs: Path | None = None) -> Path | None:
    """The folder of the corpus behind a graph, where sources and what people decide stand; None where it is not known.

    Args:
        path: The graph.
        docs: The folder of its documents, where one was named.
    """
    folder = docs if docs is not None else noted_corpus(graph_file(path))
    if folder is None or not folder.is_dir():
        return None
    home = folder.parent if folder.name == "documents" else folder
    return home if docs is not None else _as_typed(home)


def _as_typed(folder: Path) -> Path:
    """The folder as a person here would name it: from the current one where it lies below that."""
    whole, here = folder.resolve(), Path.cwd().resolve()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def corpus_texts(folder: Path) -> LoadText:
    """Texts by file name: the ``.txt`` made of a file, plain text as it is, other formats through their parsers."""
    plain = folder_texts(folder)
    below = folder / "documents" if (folder / "documents").is_dir() else folder

    def load(file_name: str) -> str | None:
        path = below / file_name
        if file_name.startswith(f"{IMPORTS}/"):
            return plain(file_name)
        if path.suffix.lower() == ".txt" or (below / f"{file_name}.txt").is_file() or ".." in Path(file_name).parts:
            return plain(file_name)
        return _parsed(Source(file_name, path.read_bytes())) if path.is_file() else None

    return load


def _parsed(source: Source) -> str | None:
    for name in rooms.names("parsers"):
        parser: Parser = rooms.load("parsers", name)
        if Path(source.path).suffix.lower() in parser.suffixes:
            try:
                return parser.parse(source).text
            except UnreadableDocumentError:  # no text then; a command that needs it says so by name
                return None
    return None
