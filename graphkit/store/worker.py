"""The child process that holds a graph and answers queries; started by path, so that it imports nothing of graphkit.

Frames on stdin and stdout: eight bytes of length, then JSON. First frame in: the graph; then a query a frame, an
answer a frame. Once the graph is loaded the process gives up every right it does not need: it cannot open another file
or socket (no handle left), grow beyond its memory, or outlive its deadline (the system ends it, even where the engine
is deep in a computation and the parent is gone).
"""

from __future__ import annotations

import json
import signal
import struct
import sys
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

try:
    import resource
except ImportError:  # Windows has no such limits: the parent's deadline alone holds there.
    resource = None  # type: ignore[assignment]

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}
# What a relative IRI is relative to, in a query and in a file: `<council/wigan>` is the council, wherever that lies.
BASE = "https://w3id.org/graphkit/id/"
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
Cell = dict[str, str] | None


def load(store: ox.Store, *, path: Path | None = None, data: bytes = b"", suffix: str = ".ttl") -> None:
    """Fill a store from a file or bytes; the default graph holds the union, each triple once.

    pyoxigraph's own union switch counts a triple once for each graph that has it, so the union is stored.

    Raises:
        SyntaxError: It is not of that format; the message names line and column.
        OSError: The file cannot be read.
    """
    format_ = FORMATS[path.suffix.lower() if path else suffix]
    if path is not None:
        store.bulk_load(path=str(path), format=format_, base_iri=BASE)
    else:
        store.bulk_load(input=data, format=format_, base_iri=BASE)
    if format_ in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG):
        quads = [ox.Quad(q.subject, q.predicate, q.object) for q in store]
        store.bulk_extend(quads)


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame, or None where the other side has gone."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    (length,) = struct.unpack("!Q", head)
    body = stream.read(length)
    return body if len(body) == length else None


def write_frame(stream: IO[bytes], body: bytes) -> None:
    """Send one frame."""
    stream.write(struct.pack("!Q", len(body)) + body)
    stream.flush()


def answer(store: ox.Store, request: dict[str, Any]) -> dict[str, Any]:
    """What the engine says to a query: columns and rows, a yes or no, triples, or an error."""
    try:
        result = store.query(request["query"], base_iri=BASE, prefixes=request["prefixes"])
        if isinstance(result, ox.QueryBoolean):
            return {"kind": "ask", "columns": [], "rows": [], "yes": bool(result)}
        if isinstance(result, ox.QueryTriples):
            return _triples(result, request["limit"])
        return _solutions(result, request["limit"])
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}
    except (OSError, RuntimeError, ValueError) as error:
        return {"error": "engine", "message": str(error)}
    except MemoryError:
        return {"error": "memory", "message": ""}


def _solutions(result: ox.QuerySolutions, limit: int) -> dict[str, Any]:
    columns = [variable.value for variable in result.variables]
    rows: list[list[Cell]] = []
    for solution in result:
        if len(rows) == limit:
            return {"kind": "select", "columns": columns, "rows": rows, "truncated": True}
        rows.append([_cell(solution[name]) for name in columns])
    return {"kind": "select", "columns": columns, "rows": rows}


def _triples(result: ox.QueryTriples, limit: int) -> dict[str, Any]:
    rows: list[list[Cell]] = []
    for triple in result:
        if len(rows) == limit:
            return {"kind": "construct", "columns": [], "rows": rows, "truncated": True}
        rows.append([_cell(triple.subject), _cell(triple.predicate), _cell(triple.object)])
    return {"kind": "construct", "columns": [], "rows": rows}


def _cell(term: Any) -> Cell:
    """A term as SPARQL results in JSON have it."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}
    cell = {"type": "literal", "value": term.value}
    if term.language:
        cell["xml:lang"] = term.language
    elif term.datatype.value != _XSD_STRING:
        cell["datatype"] = term.datatype.value
    return cell


def confine(memory_bytes: int) -> None:
    """Give up what a query never needs: files, sockets, more memory than now plus ``memory_bytes``, a dump."""
    if resource is None:
        return
    status = Path("/proc/self/statm")
    if status.exists() and memory_bytes:
        now = int(status.read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + memory_bytes,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _alarm(seconds: float) -> None:
    """Let the system end this process after so many seconds; 0 calls it off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def serve() -> None:
    """Load the graph that the first frame names, then answer until the other side goes."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    first = read_frame(incoming)
    if first is None:
        return
    header = json.loads(first)
    store = ox.Store()
    try:
        if header["path"]:
            load(store, path=Path(header["path"]))
        else:
            load(store, data=read_frame(incoming) or b"", suffix=header["suffix"])
    except (OSError, SyntaxError, ValueError) as error:
        write_frame(outgoing, json.dumps({"error": "graph", "message": str(error)}).encode())
        return
    confine(header["memory"])
    write_frame(outgoing, b"{}")
    while (body := read_frame(incoming)) is not None:
        request = json.loads(body)
        _alarm(request["timeout"] + 1)
        reply = json.dumps(answer(store, request)).encode()
        _alarm(0)
        write_frame(outgoing, reply)


if __name__ == "__main__":
    serve()
