"""Every fact of the two real documents was read, at least 80 in 100 are right, and docs/accuracy.md says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
needs_documents = pytest.mark.skipif(not SEEDS.is_dir(), reason="the two real documents (../shared/seeds) are not here")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "make_accuracy_page.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@needs_documents
def test_every_fact_has_a_verdict_and_the_page_is_current() -> None:
    done = run(str(SEEDS), "--check")
    assert done.returncode == 0, done.stdout + done.stderr


@needs_documents
def test_at_least_sixty_facts_of_which_eighty_in_a_hundred_are_right() -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    right, found = (
        int(word) for word in page.split("<!-- two documents -->")[1].split(" facts are right")[0].split(" of ")
    )
    assert found >= 60
    assert right / found >= 0.8
