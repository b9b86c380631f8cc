"""Shares work out: in this process, on a pool of processes, or on a Dask cluster. The answers are the same, in the same order.

One function takes a chunk wherever it runs, so that no way of sharing out can read differently from another.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from graphkit.errors import WorkersError

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")

LEAST = 200
"""From so many documents on a pool pays for its start: below, it would read a hundred in the time that it takes to begin."""
_CHUNK = 25


def share_out(
    function: Callable[[Sequence[_Item]], list[_Answer]], items: Sequence[_Item], *, jobs: int = 1, scheduler: str = ""
) -> Iterator[list[_Answer]]:
    """The answers to all items, chunk by chunk, in the order of the items.

    Args:
        function: Answers a chunk; a function of a module, or a partial of one, since another process imports it by name.
        items: What to work on.
        jobs: Processes to use, where there are `LEAST` items or more; 1: this one.
        scheduler: Address of a Dask scheduler, such as ``tcp://127.0.0.1:8786``; its workers do all of the work.

    Raises:
        WorkersError: A process of the pool died, Dask is not installed, or nobody answers at the address.
    """
    if scheduler and items:
        yield from _on_cluster(function, _chunks(items), scheduler)
    elif jobs > 1 and len(items) >= LEAST:
        yield from _on_pool(function, _chunks(items), jobs)
    else:
        for item in items:
            yield function([item])


def _chunks(items: Sequence[_Item]) -> list[Sequence[_Item]]:
    return [items[at : at + _CHUNK] for at in range(0, len(items), _CHUNK)]


def _on_pool(
    function: Callable[[Sequence[_Item]], list[_Answer]], chunks: Sequence[Sequence[_Item]], jobs: int
) -> Iterator[list[_Answer]]:
    # Not fork: threads of the caller would be copied half. Windows knows only spawn.
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    pool = ProcessPoolExecutor(min(jobs, len(chunks)), mp_context=context)
    try:
        yield from pool.map(function, chunks)
    except BrokenProcessPool as error:
        todo = "Run it again; with --jobs 1 it takes less memory."
        raise WorkersError("a process that read documents was ended.", todo=todo) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _on_cluster(
    function: Callable[[Sequence[_Item]], list[_Answer]], chunks: Sequence[Sequence[_Item]], address: str
) -> Iterator[list[_Answer]]:
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError as error:
        todo = 'Run: pip install "graphkit-councils[scale]"'
        raise WorkersError("Dask is not installed.", where="--scheduler", todo=todo) from error
    with contextlib.ExitStack() as stack:
        try:
            connect: Any = distributed.Client
            client = stack.enter_context(connect(address, timeout="10s", set_as_default=False))
        except (OSError, ValueError, TimeoutError) as error:
            todo = 'Start one with "dask scheduler", and workers with "dask worker ADDRESS".'
            raise WorkersError("no Dask scheduler answers.", where=address, todo=todo) from error
        # Not pure: the same text may have to be read by another version of the program on the same cluster.
        futures = client.map(function, chunks, pure=False)
        for future in futures:
            yield future.result()
