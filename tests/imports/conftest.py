"""Small corpora, each with one or two of the seeds, and functions that build them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from graphkit.pipeline import BuildReport, build

Corpus = Callable[..., Path]
Build = Callable[[Path], tuple[Path, BuildReport]]
FIRST = ("wigan-sexual-health.txt", "york-drug-alcohol.txt")
SECOND = ("wigan-pause.txt", "blackpool-sexual-health.txt")


@pytest.fixture
def corpus(seeds: Path, tmp_path: Path) -> Corpus:
    """A function that makes a corpus of some of the seeds, with the decisions on them where they are wanted."""

    def make(name: str, files: Sequence[str], *, decisions: bool = True) -> Path:
        home = tmp_path / name
        (home / "documents").mkdir(parents=True)
        for file in files:
            shutil.copy(seeds / "documents" / file, home / "documents" / file)
        with (seeds / "sources.csv").open(encoding="utf-8", newline="") as there:
            rows = list(csv.reader(there))
        with (home / "sources.csv").open("w", encoding="utf-8", newline="") as here:
            csv.writer(here).writerows([rows[0], *(row for row in rows[1:] if row[0] in files)])
        if decisions:
            shutil.copytree(seeds / "decisions", home / "decisions")
        return home

    return make


@pytest.fixture
def built(tmp_path: Path) -> Build:
    """A function that builds a corpus into a folder of its own, without a map, and gives the folder and the report."""

    def make(home: Path) -> tuple[Path, BuildReport]:
        out = tmp_path / "out" / home.name
        return out, build([home], out, with_map=False)

    return make
