"""What a build is made from: the files as they are now, and one digest of everything that its outputs depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from graphkit.corpus import Corpus, File, read_source
from graphkit.errors import GraphkitError
from graphkit.incremental import versions
from graphkit.records import Description
from graphkit.resolution.decisions import FORGET_FILE


@dataclass(frozen=True, slots=True)
class Request:
    """What to make a graph from, and how to share the work out: nothing of the latter changes a byte of what is made."""

    paths: tuple[Path, ...]
    decisions: Path | None = None
    register: Path | None = None
    jobs: int = 1
    scheduler: str = ""
    progress: Callable[[int, int, str], None] = lambda done, total, label: None


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a document.

    ``digest`` is of its bytes, ``key`` of all that its reading depends on; ``data`` are the bytes, kept only where that reading is
    not known. ``error`` says why the file cannot be read; then there is none of these.
    """

    file: File
    described: Description
    digest: str = ""
    key: bytes = b""
    data: bytes | None = None
    error: GraphkitError | None = None


def look(corpus: Corpus, request: Request, known: Collection[bytes]) -> list[Found]:
    """Every file of the corpus, in order.

    Args:
        corpus: The files.
        request: For the register.
        known: Keys of readings that are at hand: the bytes of these do not stay in memory.
    """
    base = _base(corpus, request)
    return [_found(corpus, file, base, known) for file in corpus.files]


def look_again(corpus: Corpus, request: Request, found: Found) -> Found:
    """A file with its bytes, where its reading turned out to be lost; it may have changed since."""
    return _found(corpus, found.file, _base(corpus, request), ())


def _base(corpus: Corpus, request: Request) -> str:
    """The digest of what every reading depends on: the program, the register, and who is hidden before anything is read."""
    forgotten = versions.file((request.decisions or corpus.home / "decisions") / FORGET_FILE)
    return versions.digest(versions.program(), versions.file(request.register) if request.register else "", forgotten)


def _found(corpus: Corpus, file: File, base: str, known: Collection[bytes]) -> Found:
    described = corpus.description(file)
    try:
        data = read_source(file).data
    except GraphkitError as error:
        return Found(file, described, error=error)
    digest = hashlib.sha256(data).hexdigest()
    key = hashlib.sha256("\0".join((base, digest, file.name, *_fields(corpus, file))).encode("utf-8")).digest()
    return Found(file, described, digest, key, None if key in known else data)


def _fields(corpus: Corpus, file: File) -> tuple[str, ...]:
    """All that ``sources.csv`` says of a file; nothing where it has no row."""
    described = corpus.descriptions.get(file.name)
    return astuple(described) if described is not None else ()


def digest_of(found: Sequence[Found], corpus: Corpus, request: Request, more: Sequence[str]) -> str:
    """The digest of all that the outputs and the messages of a build depend on.

    Args:
        found: The files.
        corpus: Where decisions, claims and imports are.
        request: What was asked for.
        more: What else it depends on.
    """
    decisions = request.decisions or corpus.home / "decisions"
    return versions.digest(
        *(_base(corpus, request), *more),
        *(corpus.home.as_posix(), *(versions.folder(corpus.home / name) for name in ("claims", "imports"))),
        *(decisions.as_posix(), versions.folder(decisions)),
        *map(str, (*corpus.errors, *corpus.notes)),
        *(f"{f.file.shown} {f.key.hex()} {f.error or ''}" for f in found),
    )
