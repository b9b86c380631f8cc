"""The readings of all documents: those at hand are taken, the others made, here or elsewhere, and kept for the next build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graphkit.corpus import Corpus, without_clashes
from graphkit.errors import GraphkitError, UnreadableDocumentError
from graphkit.incremental.cache import Cache
from graphkit.incremental.chunks import share_out
from graphkit.incremental.encoding import decode
from graphkit.incremental.inputs import Found, Request, look_again
from graphkit.privacy.names import Name
from graphkit.records import Document, Reading


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes of a file: its reading, encoded, and the names that were hidden in it before; or what keeps it from being read."""

    data: bytes = b""
    what: str = ""
    todo: str = ""
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class AllRead:
    """The readings of all documents by slug, and the errors of the files that are none, in the order of the files.

    ``names`` are those that were hidden, ``changed`` the documents in which they were.
    """

    readings: list[Reading]
    errors: list[GraphkitError]
    names: frozenset[Name]
    changed: tuple[Document, ...]


_AT_ONCE = 50  # readings that go into the cache together


def read_all(
    read: Callable[[Sequence[Found]], list[Answer]],
    found: Sequence[Found],
    corpus: Corpus,
    request: Request,
    cache: Cache | None,
    note: Callable[[str], None],
) -> AllRead:
    """Take or make the readings of all documents.

    Args:
        read: Reads a chunk of files; another process imports it by its name.
        found: The files.
        corpus: Where they are.
        request: How to share the work out, and who is told of progress.
        cache: Takes what is read, and gives what was read before; None: nothing is kept.
        note: Is told of files that were left out without loss.
    """
    ready = _at_hand(found, cache)
    waiting = [_with_bytes(f, corpus, request) for f in found if f.error is None and f.key not in ready]
    unread: dict[str, GraphkitError] = {f.file.shown: f.error for f in (*found, *waiting) if f.error is not None}
    waiting = [f for f in waiting if f.error is None]
    names: dict[bytes, tuple[Name, ...]] = {}
    for one, reading, answer in _kept(_answers(read, waiting, request), cache):
        if reading is not None:
            ready[one.key], names[one.key] = reading, answer.names
        else:
            unread[one.file.shown] = UnreadableDocumentError(answer.what, where=one.file.shown, todo=answer.todo)
    keys = {f.file.shown: f.key for f in (*found, *waiting)}
    readings = [(f.file, ready[keys[f.file.shown]]) for f in found if keys[f.file.shown] in ready]
    kept, clashes = without_clashes([(file, reading.document) for file, reading in readings], note)
    by_document = {id(reading.document): reading for _, reading in readings}
    errors = [unread[f.file.shown] for f in found if f.file.shown in unread]
    hidden = {name for found_names in names.values() for name in found_names}
    masked = {id(ready[key].document) for key, found_names in names.items() if found_names}
    return AllRead(
        [by_document[id(document)] for document in kept],
        [*errors, *clashes],
        frozenset(hidden),
        tuple(document for document in kept if id(document) in masked),
    )


def _at_hand(found: Sequence[Found], cache: Cache | None) -> dict[bytes, Reading]:
    """The readings that an earlier build has kept; one that cannot be understood is made again."""
    known = cache.readings([f.key for f in found if f.error is None and f.data is None]) if cache else {}
    ready = {}
    for key, data in known.items():
        try:
            ready[key] = decode(Reading, data)
        except ValueError:
            continue
    return ready


def _with_bytes(found: Found, corpus: Corpus, request: Request) -> Found:
    return found if found.data is not None else look_again(corpus, request, found)


def _answers(
    read: Callable[[Sequence[Found]], list[Answer]], waiting: Sequence[Found], request: Request
) -> Iterator[tuple[Found, Reading | None, Answer]]:
    """Each file with its reading, and with the answer that it came in."""
    done = 0
    for answers in share_out(read, waiting, jobs=request.jobs, scheduler=request.scheduler):
        for answer in answers:
            one = waiting[done]
            done += 1
            reading = decode(Reading, answer.data) if answer.data else None
            request.progress(done, len(waiting), reading.document.title if reading else one.file.name)
            yield one, reading, answer


def _kept(
    answers: Iterator[tuple[Found, Reading | None, Answer]], cache: Cache | None
) -> Iterator[tuple[Found, Reading | None, Answer]]:
    """The answers, put into the cache as they come, so that a long build that is broken off need not read them again.

    Not those in which somebody was hidden: who it was is needed again, and must not be written down.
    """
    fresh: dict[bytes, bytes] = {}
    try:
        for one, reading, answer in answers:
            if answer.data and not answer.names:
                fresh[one.key] = answer.data
            if cache is not None and len(fresh) >= _AT_ONCE:
                cache.keep(fresh)
                fresh = {}
            yield one, reading, answer
    finally:
        if cache is not None and fresh:
            cache.keep(fresh)
