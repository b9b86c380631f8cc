"""Twelve councils, six providers under two names each, and others that share a word: who shares whom."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.pipeline import build

START = "import sys; from graphkit.cli import run; sys.exit(run(sys.argv[1:]))"
CORPUS = Path(__file__).parent / "shared_providers"
SHARED = {
    ("Kent County Council", "Medway Council", "Change Grow Live"),
    ("Leeds City Council", "Wakefield Council", "Pennine Recovery Services CIC"),
    ("Derby City Council", "Leicester City Council", "Royal Voluntary Service"),
    ("Rotherham Metropolitan Borough Council", "Sheffield City Council", "Steel Valley Housing Advice Trust"),
    ("Norfolk County Council", "Suffolk County Council", "Tern Valley Community NHS Foundation Trust"),
    ("Cornwall Council", "Devon County Council", "University of Exeter"),
}


def graphkit(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", START, *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The twelve documents, built."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(CORPUS, folder / "corpus")
    report = build([folder / "corpus"], folder / "out", with_map=False)
    assert not report.errors
    assert len(report.graph.documents) == 12
    return folder / "out"


def test_ready_question_gives_exactly_the_shared_providers(out: Path) -> None:
    asked = graphkit("query", "shared_provider", "--graph", str(out), "--format", "csv")
    assert asked.returncode == 0, asked.stdout
    rows = csv.DictReader(io.StringIO(asked.stdout))
    assert {(row["council1"], row["council2"], row["bodyName"]) for row in rows} == SHARED


def test_graph_of_shared_providers_passes_the_agreed_checker(out: Path, shared: Path) -> None:
    checker = shared / "contract" / "check_contract.py"
    command = [sys.executable, checker, out / "graph.ttl", "--docs", out.parent / "corpus" / "documents", "--canonical"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
