"""What earlier builds read, in one SQLite file that may be deleted at any time: bytes by their key, each with its digest.

Nothing of it is trusted: what does not match its digest counts as not there, and a file that is no database is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from graphkit.errors import OutputError
from graphkit.files import output_error

FILE = "cache.sqlite"
_LAYOUT = 1
_TABLES = (
    "CREATE TABLE IF NOT EXISTS readings (key BLOB PRIMARY KEY, digest BLOB NOT NULL, data BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, digest BLOB NOT NULL, data BLOB NOT NULL)",
)


class Cache:
    """The open file; hold the folder's lock to write."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def keys(self) -> frozenset[bytes]:
        """The keys of all readings."""
        return frozenset(key for (key,) in self._rows("SELECT key FROM readings"))

    def readings(self, keys: Collection[bytes]) -> dict[bytes, bytes]:
        """Those of the readings asked for that are there and whole."""
        wanted = frozenset(keys)
        rows = self._rows("SELECT key, digest, data FROM readings")
        return {key: data for key, digest, data in rows if key in wanted and _digest(data) == digest}

    def keep(self, readings: Mapping[bytes, bytes]) -> None:
        """Put readings in; they are on the disk when this returns."""
        self._write(
            "INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", ((k, _digest(d), d) for k, d in readings.items())
        )

    def forget_all_but(self, keys: Collection[bytes]) -> None:
        """Take out the readings of documents that are gone or were read anew."""
        old = [(key,) for key in sorted(self.keys() - frozenset(keys))]
        if old:
            self._write("DELETE FROM readings WHERE key = ?", old)

    def note(self, name: str) -> bytes | None:
        """A note of an earlier build, where it is there and whole."""
        for digest, data in self._rows("SELECT digest, data FROM notes WHERE name = ?", (name,)):
            if _digest(data) == digest:
                return data
        return None

    def set_notes(self, notes: Mapping[str, bytes]) -> None:
        """Put notes in, all or none."""
        self._write("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", ((n, _digest(d), d) for n, d in notes.items()))

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[bytes, ...]]:
        """The rows of a query; none where the file turns out to be damaged: what is not there is read anew."""
        try:
            found: list[tuple[bytes, ...]] = self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            return []
        return found if all(isinstance(cell, bytes) for row in found for cell in row) else []

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        kept = list(rows)
        try:
            with self._connection:
                self._connection.executemany(statement, kept)
        except sqlite3.OperationalError as error:
            raise _output_error(error, self._path) from error
        except sqlite3.DatabaseError:  # damaged where nothing was read before: begin anew, nothing is lost but time
            self.close()
            _remove(self._path)
            self._connection = _connect(self._path)
            with self._connection:
                self._connection.executemany(statement, kept)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


@contextlib.contextmanager
def open_cache(work: Path) -> Iterator[Cache]:
    """The cache of a work folder, made where there is none; one that cannot be used is replaced.

    Raises:
        OutputError: None can be made there.
    """
    path = work / FILE
    connection = _usable(path)
    if connection is None:
        _remove(path)
        connection = _connect(path)
    cache = Cache(connection, path)
    try:
        yield cache
    finally:
        cache.close()


def _usable(path: Path) -> sqlite3.Connection | None:
    """The connection to a file that is there and is one of ours."""
    if not path.is_file():
        return None
    connection = None
    try:
        connection = _opened(path)
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
        if layout == _LAYOUT:
            return connection
    except (sqlite3.DatabaseError, TypeError):
        pass
    if connection is not None:
        connection.close()
    return None


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level="IMMEDIATE")
    connection.execute("PRAGMA secure_delete = ON")  # what is taken out may name somebody who is to be forgotten
    return connection


def _connect(path: Path) -> sqlite3.Connection:
    try:
        connection = _opened(path)
        with connection:
            for table in _TABLES:
                connection.execute(table)
            connection.execute(f"PRAGMA user_version = {_LAYOUT}")
    except sqlite3.OperationalError as error:
        raise _output_error(error, path) from error
    return connection


def _remove(path: Path) -> None:
    """Take the file away with what SQLite keeps beside it."""
    for name in (path.name, f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm"):
        try:
            (path.parent / name).unlink(missing_ok=True)
        except OSError as error:
            raise output_error(error, path.parent / name) from error


def _output_error(error: sqlite3.OperationalError, path: Path) -> OutputError:
    is_full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
    what = "there is no room left on the disk." if is_full else f"cannot be written ({error})."
    todo = "Make room and run it again." if is_full else "Choose another folder with --out."
    return OutputError(what, where=str(path), todo=todo)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
