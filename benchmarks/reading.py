"""What it costs to read case studies and take their facts, over the least that any reader must do."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from measure import Result, at_most, least

from graphkit.corpus import Corpus, find_corpus, read_document
from graphkit.knowledge import load_knowledge
from graphkit.pipeline import read_one

SENTENCE = re.compile(r"[^.!?]+[.!?]+(?:\s+|$)")


def measure(seeds: Path, copies: int, rounds: int = 5) -> list[Result]:
    """Time reading, ``graphkit.pipeline.read_one`` included, on that many copies of the seeds that are plain text."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(copies):
            for file in sorted((seeds / "documents").glob("*.txt")):
                # Each copy is a text of its own, so that nothing kept from one document speeds another.
                (folder / f"{file.stem}-{number}.txt").write_bytes(file.read_bytes() + f"\n{number}\n".encode())
        corpus = find_corpus([folder])
        files = [file.path for file in corpus.files]
        pair = least(lambda: facts(corpus), lambda: sentences(files), rounds)
    return [at_most(f"reading {len(files)} documents over one regex", 25, pair)]


def facts(corpus: Corpus) -> int:
    """Read each document and take its facts: how many sentences say one."""
    knowledge = load_knowledge()
    return sum(len(read_one(read_document(corpus, file), knowledge).claims) for file in corpus.files)


def sentences(files: list[Path]) -> int:
    """Read each file, decode it, and find its sentences with one regex."""
    return sum(len(SENTENCE.findall(file.read_bytes().decode("utf-8"))) for file in files)
