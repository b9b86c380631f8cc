"""From paths to documents: what is a document, what it is called, and which bytes are read at all.

Only regular files are read, links in a folder are never followed, and a file that cannot be used is named while the
others go on.
"""

from __future__ import annotations

import difflib
import errno
import glob
import os
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import cast

from graphkit import rooms
from graphkit.errors import ClashingDocumentsError, GraphkitError, InputMissingError, UnreadableDocumentError
from graphkit.ids import document_slug
from graphkit.protocols import Parser
from graphkit.records import Description, Document, Source
from graphkit.sources import read_sources

MAX_BYTES = 64 * 1024 * 1024
_SOURCES = "sources.csv"
_OUR_FILES = {_SOURCES, "audit.csv"}
_NO_DOCUMENTS = ("readme", "license", "licence")
# Controls, half characters (bytes that are no UTF-8) and line ends; then what turns the direction of a line.
_NO_NAME = {"Cc", "Cs", "Zl", "Zp"}
_TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
_OUR_FOLDERS = {"decisions", "claims", "imports"}
# No link and no waiting: the file may have become a link or a pipe since it was found.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class File:
    """A file that may be a document.

    ``name`` is its path below its corpus folder (with ``/``), ``place`` where it is, ``shown`` what messages call it.
    """

    name: str
    place: str
    shown: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The files to read.

    ``folder`` is what file names are below; ``home`` holds ``decisions/`` and ``claims/``; ``errors`` and ``notes`` are
    what was met on the way.
    """

    folder: Path
    home: Path
    files: tuple[File, ...]
    descriptions: Mapping[str, Description] = field(default_factory=dict)
    errors: tuple[GraphkitError, ...] = ()
    notes: tuple[str, ...] = ()

    def description(self, file: File) -> Description:
        """What ``sources.csv`` says of a file; nothing but its name where it has no row."""
        return self.descriptions.get(file.name, Description(file.name))


# -- finding ---------------------------------------------------------------------------------------


def find_corpus(paths: Sequence[Path]) -> Corpus:
    """The documents that files, folders and globs name; nothing of them is read yet but ``sources.csv``.

    Raises:
        InputMissingError: A path is not there, or there is no document in any of them.
    """
    named = [path for given in paths for path in _expanded(given)]
    search = _Search()
    for path in named:
        if _is_folder(path):
            search.folder(path)
        else:
            search.file(path)
    files = tuple(sorted(search.files.values(), key=lambda file: (file.name, file.place)))
    if not files and not search.errors and not _has_imports(_home(search.roots[0])):
        raise InputMissingError(
            "no document.",
            where=", ".join(_shown(path) for path in named),
            todo=f"graphkit reads {_known_suffixes()}. Nothing was written.",
        )
    first = search.roots[0]
    return Corpus(first, _home(first), files, search.descriptions, tuple(search.errors), tuple(search.notes))


def _expanded(given: Path) -> list[Path]:
    """The path itself, or what its wildcards stand for."""
    if os.path.lexists(given):
        return [given]
    if glob.has_magic(str(given)):
        found = sorted(glob.glob(str(given), recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if found:
            return [Path(name) for name in found]
    raise InputMissingError("no such document.", where=_shown(given), todo=f"{_near(given)}Nothing was written.")


def _near(given: Path) -> str:
    """A path that is there and looks like the one that is not."""
    there = given
    while not os.path.lexists(there.parent) and there.parent != there:
        there = there.parent
    for folder in (there.parent, there.parent / "documents"):
        try:
            names = sorted(path.name for path in folder.iterdir() if not _is_hidden(path.name))
        except OSError:
            continue
        if near := difflib.get_close_matches(there.name, names, 1, 0.6):
            return f"There is {_shown(folder / near[0])}. "
    return ""


@dataclass(slots=True)
class _Search:
    """What was found so far; ``files`` by their true place, so that a file named twice is read once."""

    files: dict[str, File] = field(default_factory=dict)
    roots: list[Path] = field(default_factory=list)
    descriptions: dict[str, Description] = field(default_factory=dict)
    errors: list[GraphkitError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def folder(self, path: Path) -> None:
        """All documents of a folder named by a person."""
        root = path / "documents" if _is_folder(path / "documents") else path
        self._describe(root)
        # Of many documents each step counts: no path is taken apart that was just put together.
        true, place = f"{os.path.realpath(root)}{os.sep}", f"{root}{os.sep}"
        shown = "" if root == Path() else f"{root.as_posix().rstrip('/')}/"
        for name in self._walk(root):
            self._take(File(name, place + name, _printable(shown + name)), true + name)

    def file(self, path: Path) -> None:
        """A file named by a person; a link is followed, since they named it."""
        root = _root_of(path)
        name = _absolute(path).relative_to(_absolute(root)).as_posix()
        self._describe(root)
        if self._is_nameable(root, name):
            true = os.path.realpath(path)
            self._take(File(name, true, _shown(path)), true)

    def _describe(self, root: Path) -> None:
        if root in self.roots:
            return
        self.roots.append(root)
        there = [folder / _SOURCES for folder in dict.fromkeys((_home(root), root)) if _is_file(folder / _SOURCES)]
        for path in there[:1]:
            try:
                data = _bytes_of(str(path), _shown(path))
            except UnreadableDocumentError as error:
                self.errors.append(error)
                continue
            described, errors = read_sources(data, _shown(path), lambda name: _is_file(root / name))
            self.errors.extend(errors)
            for description in described:
                self.descriptions.setdefault(description.file, description)
        self.notes.extend(f"{_shown(path)}: not read, since {_shown(there[0])} is." for path in there[1:])

    def _walk(self, folder: Path) -> Iterator[str]:
        """The names below a folder of its regular files; everything else that is visible is told of."""
        waiting = [(folder, "")]
        while waiting:
            here, prefix = waiting.pop()
            try:
                with os.scandir(here) as scan:
                    entries = sorted(scan, key=lambda entry: entry.name)
            except OSError as error:
                self._refuse(here, f"the folder cannot be read ({_reason(error)}).", "Check its permissions.")
                continue
            inside = []
            for entry in entries:
                name = prefix + entry.name
                if _is_hidden(entry.name) or not self._is_nameable(here, entry.name):
                    continue
                if entry.is_file(follow_symlinks=False):
                    yield name
                elif entry.is_symlink():
                    self.notes.append(f"{_shown(here / entry.name)}: a link; links are not followed.")
                elif entry.is_dir(follow_symlinks=False):
                    path = here / entry.name
                    if not self._is_ours(path, name, entries):
                        inside.append((path, name + "/"))
                else:
                    self.notes.append(f"{_shown(here / entry.name)}: no file but a pipe, socket or device.")
            waiting.extend(reversed(inside))

    def _is_ours(self, path: Path, name: str, entries: Iterable[os.DirEntry[str]]) -> bool:
        """Whether a folder holds decisions, claims, an earlier output, or the pictures of a saved web page."""
        page = path.name.removesuffix("_files")
        is_of_page = page != path.name and any(entry.name in {f"{page}.html", f"{page}.htm"} for entry in entries)
        return name in _OUR_FOLDERS or is_of_page or _is_folder(path / ".graphkit")

    def _take(self, file: File, true: str) -> None:
        """Keep a file if it may be a document; ``true`` is its place with all links followed."""
        base = file.name.rpartition("/")[2]
        if _is_hidden(base) or base in _OUR_FILES or base.casefold().startswith(_NO_DOCUMENTS):
            return
        if os.path.splitext(base)[1].casefold() not in _suffixes():  # noqa: PTH122
            self.notes.append(f"{file.shown}: graphkit reads {_known_suffixes()}.")
            return
        self.files.setdefault(true, file)

    def _is_nameable(self, folder: Path, name: str) -> bool:
        """Whether a name below a folder can stand in a line of text, and says there what it says here."""
        if name.isascii() and name.isprintable():
            return True
        if not any(unicodedata.category(c) in _NO_NAME or c in _TURNS for c in name):
            return True
        self._refuse(folder / name, "a name with characters that cannot be written down.", "Rename it.")
        return False

    def _refuse(self, path: Path, what: str, todo: str) -> None:
        self.errors.append(UnreadableDocumentError(what, where=_shown(path), todo=todo))


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _has_imports(home: Path) -> bool:
    """Whether graphs were taken into a corpus: then it may have no document of its own."""
    return any((home / "imports").glob("*.ttl"))


def _root_of(path: Path) -> Path:
    """The corpus folder of a file: the nearest above with ``documents/`` (that it is in) or ``sources.csv``."""
    for above in _absolute(path).parents:
        if above.name == "documents" or _is_file(above / _SOURCES):
            inner = above / "documents"
            root = inner if inner in _absolute(path).parents else above
            return next((given for given in path.parents if _absolute(given) == root), root)
    return path.parent


def _home(root: Path) -> Path:
    if _absolute(root).name != "documents":
        return root
    return root.parent if root.name == "documents" else root / ".."


# -- reading ---------------------------------------------------------------------------------------


def read_documents(
    corpus: Corpus, note: Callable[[str], None] = lambda _: None
) -> tuple[tuple[Document, ...], tuple[GraphkitError, ...]]:
    """The documents of a corpus, sorted by slug, and the errors of the files that are none, in order of their names.

    Args:
        corpus: The files.
        note: Is told of files that were left out without loss.
    """
    errors: list[GraphkitError] = []
    read: list[tuple[File, Document]] = []
    for file in corpus.files:
        try:
            read.append((file, read_document(corpus, file)))
        except GraphkitError as error:
            errors.append(error)
    kept, clashes = without_clashes(read, note)
    return kept, (*errors, *clashes)


def read_document(corpus: Corpus, file: File) -> Document:
    """One document as its parser gives it.

    Raises:
        UnreadableDocumentError: It cannot be read, or is not what its suffix says.
    """
    return parse_document(read_source(file), corpus.description(file), file.shown)


def parse_document(source: Source, described: Description, shown: str) -> Document:
    """A document of the bytes of its file.

    Args:
        source: The bytes.
        described: What ``sources.csv`` says of it.
        shown: What messages call the file.

    Raises:
        UnreadableDocumentError: It is not what its suffix says.
    """
    try:
        parsed = _suffixes()[Path(source.path).suffix.casefold()].parse(source)
    except UnreadableDocumentError as error:
        raise UnreadableDocumentError(error.what, where=shown, todo=error.todo) from error
    slug = document_slug(source.path, described.url, described.id)
    return Document(slug, source.path, parsed.text, described.title or parsed.title, described, parsed.blocks)


def read_source(file: File) -> Source:
    """The bytes of a file.

    Raises:
        UnreadableDocumentError: It is no regular file, too large, or the system does not give it.
    """
    return Source(file.name, _bytes_of(file.place, file.shown))


def _bytes_of(path: str, where: str) -> bytes:
    try:
        number = os.open(path, _FLAGS)
        try:
            status = os.fstat(number)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableDocumentError("no regular file.", where=where, todo="Put a file of text in its place.")
            data = _read(number, status.st_size)
        finally:
            os.close(number)
    except OSError as error:
        what = f"cannot be read ({_reason(error)})."
        raise UnreadableDocumentError(what, where=where, todo="Check that it is there and may be read.") from error
    if len(data) > MAX_BYTES:
        what = f"larger than {MAX_BYTES // 1024 // 1024} MB."
        raise UnreadableDocumentError(what, where=where, todo="Split it into its case studies.")
    return data


def _read(number: int, size: int) -> bytes:
    """The bytes of an open file of about that size, and at most one more than is allowed."""
    data = os.read(number, min(size, MAX_BYTES) + 1)
    while size < len(data) <= MAX_BYTES:  # it has grown since
        size = len(data)
        data += os.read(number, MAX_BYTES + 1 - size)
    return data


def without_clashes(
    read: Sequence[tuple[File, Document]], note: Callable[[str], None]
) -> tuple[tuple[Document, ...], tuple[GraphkitError, ...]]:
    """One document for each slug, sorted by it; those whose slug means two texts are all left out and named.

    Args:
        read: In the order of the files.
        note: Is told of files that were left out without loss.
    """
    errors: list[GraphkitError] = []
    by_slug: dict[str, list[tuple[File, Document]]] = defaultdict(list)
    by_text: dict[str, list[File]] = defaultdict(list)
    for file, document in read:
        by_slug[document.slug].append((file, document))
    kept = []
    for slug in sorted(by_slug):
        (first, document), *others = by_slug[slug]
        names = " and ".join(file.shown for file, _ in by_slug[slug])
        if any(other.text != document.text for _, other in others):
            what = f'one name ("{slug}") and different texts; none of them was read.'
            todo = "Rename one, or give it an id in sources.csv."
            errors.append(ClashingDocumentsError(what, where=names, todo=todo))
            continue
        for file, _ in others:
            note(f"{file.shown}: the same document as {first.shown}, which was read.")
        kept.append(document)
        by_text[document.text].append(first)
    for same in by_text.values():
        for file in same[1:]:
            note(f"{file.shown}: the same text as {same[0].shown}; both are in the graph.")
    return tuple(kept), tuple(errors)


# -- small print -----------------------------------------------------------------------------------


@cache
def _suffixes() -> Mapping[str, Parser]:
    """The parser of each suffix."""
    parsers = [cast("Parser", rooms.load("parsers", name)) for name in rooms.names("parsers")]
    return {suffix: parser for parser in parsers for suffix in parser.suffixes}


def _known_suffixes() -> str:
    *others, last = sorted(_suffixes())
    return f"{', '.join(others)} and {last}"


def _absolute(path: Path) -> Path:
    """The path from the root of the disk; unlike ``resolve`` it keeps links, which are what a person wrote."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def _is_folder(path: Path) -> bool:
    # os.path, not pathlib: the latter raises on a folder that may not be searched.
    return os.path.isdir(path)  # noqa: PTH112


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113


def _shown(path: Path) -> str:
    """A path for a message: as given, with ``/``; quoted where it holds what cannot be printed."""
    return _printable(path.as_posix())


def _printable(text: str) -> str:
    return text if text.isprintable() else repr(text)


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return "a link"
    return (error.strerror or str(error)).lower()
