"""What builds cost: none changed, one of many changed, a full one over the reading alone, two processes over one."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measure import Result, at_least, at_most, least

from graphkit.corpus import find_corpus, read_document
from graphkit.knowledge import load_knowledge
from graphkit.pipeline import build, read_one

_ROUNDS = 2


def measure(seeds: Path, documents: int, rounds: int = 5) -> list[Result]:
    """Time builds of so many documents: paragraphs of the seeds that are plain text, put together anew."""
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "corpus", Path(name) / "out"
        _write(seeds, folder, documents)
        files = sorted(folder.iterdir())
        build([folder], out)  # reads everything once, and the program itself
        unchanged = least(lambda: build([folder], out), lambda: [_hashed(file) for file in files], rounds)
        full = _least_of(lambda: build([folder], out, is_full=True))
        reading = _least_of(lambda: _read(folder))
        changed = _least_of(lambda: _change_one(files, folder, out))
        results = [
            at_most(f"build of {documents} documents, none changed, over reading and hashing them", 1.5, unchanged),
            at_most(f"build of {documents} documents, one changed, over a full build", 0.05, (changed, full)),
            at_most(f"full build of {documents} documents over reading them", 1.3, (full, reading)),
        ]
        if (os.cpu_count() or 1) > 1:
            pool = _least_of(lambda: build([folder], out, is_full=True, jobs=2))
            results.append(
                at_least(f"full build of {documents} documents by two processes over one", 1.6, (pool, full))
            )
        return results


def _write(seeds: Path, folder: Path, documents: int) -> None:
    parts = [
        part
        for file in sorted((seeds / "documents").glob("*.txt"))
        for part in file.read_text(encoding="utf-8").split("\n\n")
        if len(part) > 80
    ]
    titles = [
        file.read_text(encoding="utf-8").split("\n", 1)[0] for file in sorted((seeds / "documents").glob("*.txt"))
    ]
    folder.mkdir()
    for number in range(documents):
        body = [parts[(number * 7 + step * 11) % len(parts)] for step in range(6)]
        text = "\n\n".join([titles[number % len(titles)], *body, f"Document {number}."])
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")


def _hashed(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read(folder: Path) -> int:
    corpus, knowledge = find_corpus([folder]), load_knowledge()
    return sum(len(read_one(read_document(corpus, file), knowledge).claims) for file in corpus.files)


def _change_one(files: list[Path], folder: Path, out: Path) -> None:
    text = files[0].read_text(encoding="utf-8")
    files[0].write_text(f"{text}\nMore of it.\n", encoding="utf-8")
    build([folder], out)


def _least_of(call: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return min(times)
