"""The graph that a command is asked about, with the texts of its documents."""

from __future__ import annotations

from pathlib import Path

from graphkit import rooms
from graphkit.errors import InputMissingError, UnreadableDocumentError
from graphkit.graph import LoadText, graph_file, read_graph
from graphkit.graph.reading import IMPORTS, folder_texts
from graphkit.protocols import Parser
from graphkit.records import Graph, Source

_NOTE = Path(".graphkit") / "corpus"


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


def texts_for(path: Path, docs: Path | None = None) -> LoadText | None:
    """What gives the texts of a graph's documents; None where no folder is named or noted.

    Raises:
        InputMissingError: There is no such folder, or no such graph.
    """
    if docs is not None:
        if not docs.is_dir():
            raise InputMissingError("no such folder.", where=str(docs), todo="Name the folder of the documents.")
        return corpus_texts(docs)
    file = graph_file(path)
    folder = noted_corpus(file) or file.parent / "texts"  # a release has those of its texts that may go along
    return corpus_texts(folder) if folder.is_dir() else None


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
