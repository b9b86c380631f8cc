"""The same documents give the same bytes: whatever the hash seed, locale, time zone, folder or form of the path."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import graphkit

PROJECT = Path(__file__).resolve().parents[1]
OUTPUTS = ("graph.ttl", "facts.csv", "things.csv", "map.html")
SEEDS = [
    pytest.param(PROJECT / "seeds", id="own-seeds"),
    pytest.param(
        PROJECT.parent / "shared" / "seeds",
        id="shared-seeds",
        marks=pytest.mark.skipif(not (PROJECT.parent / "shared/seeds").is_dir(), reason="there is no ../shared/seeds"),
    ),
]


def build(paths: str, out: Path, cwd: Path, **surroundings: str) -> dict[str, str]:
    """Build in a process of its own; the sha256 of each output."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ", "PYTHONHASHSEED"))},
        "PYTHONPATH": str(Path(graphkit.__file__).parents[1]),
        **surroundings,
    }
    command = [sys.executable, "-m", "graphkit", "build", paths, "--out", str(out)]
    run = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in OUTPUTS}


@pytest.mark.parametrize("corpus", SEEDS)
def test_same_documents_give_the_same_bytes_anywhere(corpus: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / corpus.name
    shutil.copytree(corpus, copy)
    plain = build(str(corpus), tmp_path / "a", PROJECT, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")
    relative = build(corpus.name, tmp_path / "b", corpus.parent, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    slashed = build(f"{copy}/", tmp_path / "c", tmp_path, PYTHONHASHSEED="77", TZ="America/St_Johns")
    dots = f"./../elsewhere/{corpus.name}"
    dotted = build(dots, tmp_path / "d", copy.parent, PYTHONHASHSEED="random", LC_ALL="tr_TR.UTF-8")
    assert relative == plain, "a relative path, another hash seed, Tokyo, the C locale"
    assert slashed == plain, "a copy elsewhere, a path with a slash at its end"
    assert dotted == plain, "a path with dots, the Turkish locale"


def test_order_of_files_on_disk_does_not_matter(tmp_path: Path) -> None:
    documents = sorted(p for p in (PROJECT / "seeds" / "documents").iterdir() if p.is_file())
    for name, order in (("up", documents), ("down", documents[::-1])):
        (tmp_path / name / "seeds").mkdir(parents=True)
        for document in order:
            shutil.copy(document, tmp_path / name / "seeds")
    up = build("seeds", tmp_path / "up" / "exports", tmp_path / "up")
    assert build("seeds", tmp_path / "down" / "exports", tmp_path / "down") == up


def test_outputs_say_nothing_of_the_machine_or_the_day(tmp_path: Path) -> None:
    corpus = tmp_path / "a-folder-nobody-writes-of" / "seeds"
    shutil.copytree(PROJECT / "seeds", corpus)
    build(str(corpus), tmp_path / "out", tmp_path)
    inputs = b"".join(p.read_bytes() for p in sorted(corpus.rglob("*")) if p.is_file())
    words = {
        "the folder built from": "a-folder-nobody-writes-of",
        "the folder written to": str(tmp_path),
        "the checkout": f"{PROJECT}/",
        "today": time.strftime("%Y-%m-%d", time.gmtime()),
    }
    if len(platform.node()) > 4 and platform.node() != "localhost":
        words["the machine"] = platform.node()
    for name in OUTPUTS:
        made = (tmp_path / "out" / name).read_bytes()
        for what, word in words.items():
            if word.encode() not in inputs:  # a corpus may say it: then it is the corpus's word
                found = re.search(rb"(?<![\w-])" + re.escape(word.encode()) + rb"(?![\w-])", made)
                assert not found, f"{name} holds {what}: {word}"
