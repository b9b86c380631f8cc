"""Ask a graph: each query runs in a child process that is killed at its deadline.

Why a child: one query of 5 kB can end the process that runs it (nested braces), a COUNT over a cross product cannot be
interrupted from Python, and a child can be stripped of files, sockets and memory. Why a fresh interpreter and not a
fork: it is the same on every system, safe beside threads, and starts with the graph of three documents in about 25 ms
(measured; the worker imports only pyoxigraph).
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Any, cast

import pyoxigraph as ox

from graphkit.errors import NotAGraphError, QueryError
from graphkit.store import worker
from graphkit.store.answers import Answer
from graphkit.store.guard import check
from graphkit.store.questions import list_questions
from graphkit.store.syntax import explain
from graphkit.vocabulary import PREFIXES

TIMEOUT_S = 30.0
LIMIT = 1000
MEMORY_BYTES = 1024 * 1024 * 1024
_LOAD_S = 600.0


class Worker:
    """A child that holds one graph. Not for use by two threads at once.

    Args:
        source: An RDF file, or a store in memory (its triples are copied to the child).
        memory_bytes: How much the child may grow beyond the graph; 0 for no limit.
    """

    def __init__(self, source: Path | ox.Store, memory_bytes: int = MEMORY_BYTES) -> None:
        self._source = source
        self._memory = memory_bytes
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the child and load the graph, if it is not running.

        Raises:
            NotAGraphError: The file is no RDF of the format that its name says.
        """
        if self._child is not None and self._child.poll() is None:
            return
        self.close()
        self._child = subprocess.Popen(  # noqa: S603 (our own file, our own interpreter)
            [sys.executable, "-P", worker.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        path = str(self._source.resolve()) if isinstance(self._source, Path) else ""
        header = {"path": path, "suffix": ".nq", "memory": self._memory}
        frames = [json.dumps(header).encode()]
        if isinstance(self._source, ox.Store):
            frames.append(self._source.dump(format=ox.RdfFormat.N_QUADS) or b"")
        reply, late = self._exchange(frames, _LOAD_S)
        if reply is None or "error" in reply:
            self.close()
            said = "loading took too long." if late else _first_line(reply)
            raise NotAGraphError(f"cannot be read as a graph: {said}", where=Path(path).name, todo=_REBUILD)

    def ask(self, query: str, *, limit: int = LIMIT, timeout_s: float = TIMEOUT_S, checked: bool = True) -> Answer:
        """The answer to a query, of at most ``limit`` rows.

        Args:
            query: SPARQL 1.1; the prefixes of the contract need not be declared.
            limit: Rows (or triples) to give at most; ``Answer.truncated`` says whether there are more.
            timeout_s: Seconds after which the child is killed.
            checked: Whether the guard looks at it first. Only tests of the second fence say no.

        Raises:
            QueryError: It is wrong, refused, too slow, or too big.
        """
        if checked:
            check(query)
        self.start()
        request = {
            "query": query,
            "prefixes": dict(PREFIXES),
            "limit": limit,
            "timeout": timeout_s,
        }
        reply, late = self._exchange([json.dumps(request).encode()], timeout_s)
        if reply is None:
            self.close()
            raise _stopped(timeout_s) if late else _ended()
        if "error" in reply:
            raise _refused(query, reply)
        return Answer.of(reply)

    def close(self) -> None:
        """End the child, whatever it is doing."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                stream.close()

    def _exchange(self, frames: list[bytes], timeout_s: float) -> tuple[dict[str, Any] | None, bool]:
        """Send frames and read one: the reply (None where the child ended) and whether the deadline ended it."""
        child = cast("subprocess.Popen[bytes]", self._child)
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(timeout_s, end)
        timer.start()
        try:
            for frame in frames:
                worker.write_frame(cast("IO[bytes]", child.stdin), frame)
            body = worker.read_frame(cast("IO[bytes]", child.stdout))
        except (BrokenPipeError, OSError):
            body = None
        finally:
            timer.cancel()
        return (json.loads(body) if body is not None else None), late.is_set()


_REBUILD = "graphkit build makes it anew."


def ask(source: Path | ox.Store, query: str, *, limit: int = LIMIT, timeout_s: float = TIMEOUT_S) -> Answer:
    """Ask once, in a child of its own.

    Raises:
        QueryError: The query is wrong, refused, too slow, or too big.
        NotAGraphError: The file is no RDF.
    """
    check(query)
    with Worker(source) as child:
        return child.ask(query, limit=limit, timeout_s=timeout_s)


def _todo() -> str:
    return f"graphkit query --list shows {len(list_questions())} ready questions."


def _first_line(reply: dict[str, Any] | None) -> str:
    return str(reply["message"]).split("\n", 1)[0] if reply else "it is too big for this machine."


def _stopped(timeout_s: float) -> QueryError:
    return QueryError(f"Stopped after {timeout_s:g} s.", todo="Add LIMIT, ask for less, or allow more with --timeout.")


def _ended() -> QueryError:
    return QueryError(
        "The query was too much for the engine: nested too deep, or more memory than it may use.",
        todo="Ask in simpler steps.",
    )


def _refused(query: str, reply: dict[str, Any]) -> QueryError:
    if reply["error"] == "syntax":
        return explain(query, str(reply["message"]), _todo())
    if reply["error"] == "memory":
        return _ended()
    return QueryError(f"The engine could not answer: {_first_line(reply)}", todo=_todo())
