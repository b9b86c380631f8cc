"""What a build leaves for the next one to compare with: what it was made from, what it wrote, said and found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphkit import errors as kinds
from graphkit.errors import GraphkitError
from graphkit.incremental import versions
from graphkit.incremental.cache import Cache
from graphkit.incremental.encoding import decode, encode
from graphkit.incremental.inputs import Found
from graphkit.records import Statement

_SHORT = 8  # bytes of a fact's id, and of the digest of what is said of it


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as it was reported: the name of its class and its three parts."""

    kind: str
    what: str
    where: str
    todo: str


@dataclass(frozen=True, slots=True)
class Written:
    """An output as it was left: its name and what the file system says of it, which changes when somebody writes to it."""

    name: str
    size: int
    time_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class State:
    """What one build was. ``inputs`` is the digest of all that it was made from; ``documents`` how many are in the graph."""

    inputs: str
    written: tuple[Written, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    documents: int

    def stands(self, out: Path) -> bool:
        """Whether nobody has written to the outputs since."""
        return _written(out, [one.name for one in self.written]) == self.written

    @property
    def errors(self) -> tuple[GraphkitError, ...]:
        """The errors that were reported."""
        return tuple(getattr(kinds, p.kind)(p.what, where=p.where, todo=p.todo) for p in self.problems)


@dataclass(frozen=True, slots=True)
class Change:
    """What a build changed beside the one before it: documents by file, facts by id."""

    added: int = 0
    edited: int = 0
    gone: int = 0
    new_facts: int = 0
    changed_facts: int = 0
    gone_facts: int = 0
    same_facts: int = 0


def state_of(
    inputs: str, out: Path, names: Sequence[str], errors: Sequence[GraphkitError], notes: Sequence[str], documents: int
) -> State:
    """What a build is that has just written its outputs."""
    problems = tuple(Problem(type(error).__name__, error.what, error.where, error.todo) for error in errors)
    return State(inputs, _written(out, names), problems, tuple(notes), documents)


def _written(folder: Path, names: Iterable[str]) -> tuple[Written, ...]:
    """What the file system says of outputs; those that are not there are left out."""
    found = []
    for name in names:
        try:
            status = (folder / name).stat()
        except OSError:
            continue
        found.append(Written(name, status.st_size, status.st_mtime_ns, status.st_ino))
    return tuple(found)


def last_state(cache: Cache) -> State | None:
    """What the last build left, where it came to its end."""
    data = cache.note("state")
    try:
        return decode(State, data) if data else None
    except ValueError:
        return None


def last_forgotten(cache: Cache) -> str | None:
    """The digest of the file of persons to be forgotten as the last build had it; None where that is not known."""
    data = cache.note("forgotten")
    return data.decode("ascii") if data is not None else None


def leave(
    cache: Cache, state: State, found: Sequence[Found], statements: Sequence[Statement], forgotten: str
) -> Change | None:
    """Keep for the next build what this one was, and say what it changed; None where no earlier one is known."""
    cache.forget_all_but([f.key for f in found])
    # Digests of names, not names: who is to be forgotten may stand in one.
    documents = {versions.digest(f.file.shown): f.digest for f in found if f.error is None}
    facts = _facts(statements)
    old_documents, old_facts = cache.note("documents"), cache.note("facts")
    cache.set_notes(
        {
            "state": encode(state),
            "forgotten": forgotten.encode("ascii"),
            "documents": json.dumps(documents, separators=(",", ":")).encode("utf-8"),
            "facts": b"".join(key + value for key, value in sorted(facts.items())),
        }
    )
    if old_documents is None or old_facts is None:
        return None
    return _change((json.loads(old_documents), documents), (_pairs(old_facts), facts))


def _facts(statements: Sequence[Statement]) -> dict[bytes, bytes]:
    """Id and digest of each fact that stands. Its label is no part: it is made of the names of its ends."""
    standing = (s for s in statements if not s.is_rejected)
    return {bytes.fromhex(s.id): hashlib.sha256(encode(replace(s, label=""))).digest()[:_SHORT] for s in standing}


def _pairs(data: bytes) -> dict[bytes, bytes]:
    size = 2 * _SHORT
    return {data[at : at + _SHORT]: data[at + _SHORT : at + size] for at in range(0, len(data), size)}


def _change(
    documents: tuple[Mapping[str, str], Mapping[str, str]], facts: tuple[Mapping[bytes, bytes], Mapping[bytes, bytes]]
) -> Change:
    """What differs, of (before, now) each."""
    (old_documents, new_documents), (old, new) = documents, facts
    there = old_documents.keys() & new_documents.keys()
    both = old.keys() & new.keys()
    changed = sum(old[fact] != new[fact] for fact in both)
    return Change(
        added=len(new_documents.keys() - there),
        edited=sum(old_documents[name] != new_documents[name] for name in there),
        gone=len(old_documents.keys() - there),
        new_facts=len(new.keys() - both),
        changed_facts=changed,
        gone_facts=len(old.keys() - both),
        same_facts=len(both) - changed,
    )
