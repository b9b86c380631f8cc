"""Taking in another graph: a file, a folder of exports, a release or its ZIP archive, checked before anything is kept."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from graphkit.checksums import SUMS, read_checksums
from graphkit.corpus import find_corpus, read_documents
from graphkit.errors import GraphkitError, ImportRefusedError, InputMissingError, OutputError
from graphkit.exporters.texts import text_name
from graphkit.files import make_folder, output_error, write_files
from graphkit.graph.blocks import text_facts
from graphkit.graph.reading import IMPORTS, LoadText, graph_of, normalised, rows_of
from graphkit.graph.terms import Row, expanded, unquoted
from graphkit.graph.turtle import turtle_of_rows
from graphkit.ids import slug
from graphkit.imports.checking import ASK, check_rules, check_version
from graphkit.imports.filed import About, about_text, is_name, read_imports
from graphkit.imports.merging import clash
from graphkit.records import Graph

MAX_BYTES = 1024 * 1024 * 1024
_MAX_MEMBERS = 20_000
_MAX_RATIO = 200
_GRAPH, _DESCRIPTION, _TEXTS = "graph.ttl", "dataset.ttl", "texts/"
_DCAT = "http://www.w3.org/ns/dcat#"


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is taken in: its triples and records, what is known of it, the texts that came along (by path)."""

    shown: str
    rows: Mapping[str, set[Row]]
    graph: Graph
    about: About
    texts: Mapping[str, bytes]

    @property
    def turtle(self) -> bytes:
        """The graph in canonical Turtle, whole."""
        return turtle_of_rows(dict(self.rows)).encode("utf-8")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it: where it is now, and how many of its documents the corpus has itself, of the same text.

    ``is_new`` is false where the same graph was there already under that name.
    """

    file: Path
    parcel: Parcel
    shared: int
    is_new: bool


# -- opening ---------------------------------------------------------------------------------------


def open_parcel(path: Path) -> Parcel:
    """Read and check what a person names.

    Raises:
        InputMissingError: It is not there.
        NotAGraphError: It holds no graph of graphkit.
        ImportRefusedError: Its checksums, its contract or a rule of ``check`` does not hold.
    """
    shown = path.as_posix()
    if path.is_dir():
        name, files = _GRAPH, _folder(path)
    elif not path.is_file():
        raise InputMissingError("no such file or folder.", where=shown, todo="Name a graph, a release or its archive.")
    elif zipfile.is_zipfile(path):
        name, files = _GRAPH, _archive(path)
    else:
        name, files = path.name, {path.name: _bytes(path)}
    if name not in files:
        raise InputMissingError("no graph.ttl in it.", where=shown, todo="Name a graph, a release or its archive.")
    _check_sums(files, shown)
    rows = rows_of(files[name], Path(name).suffix, shown)
    load = _loader({file.removeprefix(_TEXTS): data for file, data in files.items() if file.startswith(_TEXTS)})
    graph = graph_of(rows, where=shown, load_text=load)
    names = [text_name(document) for document in graph.documents]
    texts = {name: files[_TEXTS + name] for name in names if _TEXTS + name in files}
    check_version(rows, shown)
    check_rules(rows, graph, load, shown)
    turtle = turtle_of_rows(rows).encode("utf-8")
    about = _described(files.get(_DESCRIPTION, b""), shown)
    about = replace(about, source=path.resolve().name, sha256=hashlib.sha256(turtle).hexdigest())
    return Parcel(shown, rows, graph, about, texts)


def _folder(folder: Path) -> dict[str, bytes]:
    """The files of a folder: all that its checksums name, or of a folder without them its graph alone."""
    sums = folder / SUMS
    named = read_checksums(_bytes(sums).decode("utf-8", "replace")) if sums.is_file() else {}
    found: dict[str, bytes] = {}
    size = 0
    for name in (_GRAPH, *([SUMS, *named] if named else [])):
        file = folder / name
        if file.is_symlink() or not file.is_file():
            continue
        found[name] = _bytes(file)
        size += len(found[name])
        if size > MAX_BYTES:
            raise _too_large(folder.as_posix())
    return found


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise _too_large(file.as_posix())
        return file.read_bytes()
    except OSError as error:
        raise ImportRefusedError("cannot be read.", where=file.as_posix(), todo="Check its permissions.") from error


def _archive(path: Path) -> dict[str, bytes]:
    """The files of a ZIP archive below the folder that holds its graph; nothing is unpacked onto the disk."""
    shown = path.as_posix()
    try:
        with zipfile.ZipFile(path) as archive:
            members = [entry for entry in archive.infolist() if _is_plain(entry)]
            size = sum(entry.file_size for entry in members)
            packed = sum(entry.compress_size for entry in members) + 1
            if size > MAX_BYTES or len(members) > _MAX_MEMBERS or size / packed > _MAX_RATIO:
                raise _too_large(shown)
            graphs = [e.filename for e in members if e.filename.rpartition("/")[2] == _GRAPH]
            root = min(graphs, key=lambda name: (len(name), name), default="").removesuffix(_GRAPH)
            inside = [entry for entry in members if entry.filename.startswith(root)]
            return {entry.filename.removeprefix(root): archive.read(entry) for entry in inside}
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        what = f"the archive cannot be read ({' '.join(str(error).split())})."
        raise ImportRefusedError(what, where=shown, todo=ASK) from error


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """Whether a member is a file with a name that stays inside."""
    parts = entry.filename.split("/")
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return not entry.is_dir() and not is_link and not {"", ".", ".."}.intersection(parts) and "\\" not in entry.filename


def _too_large(shown: str) -> ImportRefusedError:
    return ImportRefusedError("too large, or packed too tightly.", where=shown, todo="Take in its graph.ttl alone.")


def _loader(texts: Mapping[str, bytes]) -> LoadText:
    def load(file_name: str) -> str | None:
        data = texts.get(f"{file_name}.txt", texts.get(file_name))
        return None if data is None else normalised(data)

    return load


# -- checking --------------------------------------------------------------------------------------


def _check_sums(files: Mapping[str, bytes], shown: str) -> None:
    sums = read_checksums(files[SUMS].decode("utf-8", "replace")) if SUMS in files else {}
    for name, digest in sums.items():
        if name not in files:
            raise ImportRefusedError(f"{name} is missing, which SHA256SUMS names.", where=shown, todo=ASK)
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise ImportRefusedError(f"{name} is not as SHA256SUMS says.", where=shown, todo=ASK)


# -- keeping ---------------------------------------------------------------------------------------


def take_in(parcel: Parcel, corpus: Path, *, name: str = "", replace_old: bool = False) -> Taken:
    """Keep a graph in ``imports/`` of a corpus, whole and in canonical Turtle.

    Args:
        parcel: What was opened.
        corpus: The folder, or its ``documents/``; it need not be there yet.
        name: Under which it is kept; empty: made of its title or file name.
        replace_old: Write over another graph of that name.

    Raises:
        ClashingDocumentsError: A document of it has the name of one that is here, and another text; nothing was written.
        ImportRefusedError: The name is none.
        OutputError: Another graph has that name, or it cannot be written.
    """
    name = name or default_name(parcel)
    if not is_name(name):
        raise ImportRefusedError(
            f'"{name}" is no name for it.', where=parcel.shown, todo="Use --as with a-z, 0-9 and -."
        )
    corpus = corpus.parent if corpus.name == "documents" else corpus
    folder = corpus / IMPORTS
    file = folder / f"{name}.ttl"
    is_there = file.is_file()
    is_same = is_there and file.read_bytes() == parcel.turtle
    if is_there and not is_same and not replace_old:
        raise OutputError(
            "another graph is kept under that name.",
            where=file.as_posix(),
            todo="Give it another with --as, or --replace.",
        )
    shared = _shared(parcel, corpus, name)
    texts = {folder / name / path: data for path, data in parcel.texts.items()}
    files = {file: parcel.turtle, file.with_suffix(".toml"): about_text(parcel.about).encode("utf-8"), **texts}
    is_new = not all(path.is_file() and path.read_bytes() == data for path, data in files.items())
    if is_new:
        make_folder(folder)
        write_files(files, folder)
        _remove_others(folder / name, texts)
    return Taken(file, parcel, shared, is_new)


def _remove_others(folder: Path, texts: Iterable[Path]) -> None:
    """Remove the texts of another graph that had the name before."""
    kept = set(texts)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in kept:
            try:
                path.unlink()
            except OSError as error:
                raise output_error(error, path) from error


def default_name(parcel: Parcel) -> str:
    """The name of a graph that was given none: of its title, else of its file, or folder where that says nothing."""
    stem = re.sub(r"\.(ttl|trig|nt|nq|jsonld|zip)$", "", parcel.about.source)
    if stem == Path(_GRAPH).stem:
        stem = Path(os.path.abspath(parcel.shown)).parent.name  # noqa: PTH100 -- links are what a person wrote
    return slug(parcel.about.title or stem)


def _shared(parcel: Parcel, corpus: Path, name: str) -> int:
    """How many documents the corpus has itself, of the same text."""
    ours = _own_documents(corpus)
    for one in read_imports(corpus)[0]:
        if one.name != name:
            for document in one.graph.documents:
                ours.setdefault(document.slug, []).append(
                    (text_facts(document)[0], f"{one.shown} ({document.file_name})")
                )
    errors: list[GraphkitError] = []
    shared = 0
    for document in parcel.graph.documents:
        here = ours.get(document.slug, [])
        other = [where for digest, where in here if digest != text_facts(document)[0]]
        if other:
            errors.append(clash(document.slug, [*other, f"{parcel.shown} ({document.file_name})"]))
        elif here:
            shared += 1
    if errors:
        raise ExceptionGroup("documents clash", errors)
    return shared


def _own_documents(corpus: Path) -> dict[str, list[tuple[str, str]]]:
    """The digest and place of the corpus's own documents, by slug."""
    try:
        found = find_corpus([corpus])
    except InputMissingError:
        return {}
    shown = {file.name: file.shown for file in found.files}
    documents, _ = read_documents(found)
    return {d.slug: [(text_facts(d)[0], shown[d.file_name])] for d in documents}


# -- what a release says of itself -----------------------------------------------------------------


def _described(data: bytes, shown: str) -> About:
    """Title, version, licence and creators from the description of a release; nothing where there is none."""
    if not data:
        return About()
    rows = rows_of(data, ".ttl", f"{shown}/{_DESCRIPTION}")
    node = next((rows[s] for s in sorted(rows) if ("a", f"<{_DCAT}Dataset>") in rows[s]), set())
    creators = sorted(value for predicate, value in node if predicate == "dcterms:creator")
    names = (_texts(rows.get(agent, set()), "foaf:name") for agent in creators)
    licences = [
        expanded(value) for predicate, value in node if predicate == "dcterms:license" and not value.startswith('"')
    ]
    return About(
        title=_texts(node, "dcterms:title"),
        version=_texts(node, "dcterms:hasVersion"),
        licence=licences[0].rpartition("/")[2] if licences else "",
        creators=tuple(name for name in names if name),
    )


def _texts(rows: Iterable[Row], predicate: str) -> str:
    return next((unquoted(value) for name, value in sorted(rows) if name == predicate), "")
