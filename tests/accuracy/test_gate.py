"""The gate: both parts are read as well as is published, on the very documents that are published."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TO_PIN = "If this is right: python scripts/pin_accuracy.py (--help says how), then make_accuracy_page.py and make_release_figures.py"
PARTS = ("open", "held back")


@pytest.fixture(scope="module")
def pinned(figures: Any, annotated: Path) -> Any:
    return figures.read_pinned(annotated / "figures.toml")


@pytest.fixture(scope="module")
def measured(figures: Any, annotated: Path) -> Any:
    return figures.measure(annotated)


@pytest.mark.parametrize("part", PARTS)
def test_headline_figures_are_not_below_their_floors(part: str, figures: Any, pinned: Any, measured: Any) -> None:
    below = list(figures.below_floors(pinned.floors[part], measured[part]))
    assert not below, f"{part} part: {below}. {TO_PIN}"


@pytest.mark.parametrize("part", PARTS)
def test_no_other_figure_fell_unnoticed(part: str, figures: Any, pinned: Any, measured: Any) -> None:
    fallen = list(figures.fallen(pinned.parts[part], measured[part]))
    assert not fallen, f"{part} part: {fallen}. {TO_PIN}"


def test_figures_are_of_the_documents_that_are_here(figures: Any, pinned: Any, annotated: Path) -> None:
    assert figures.digest(annotated) == pinned.corpus, f"texts or annotation are not those measured. {TO_PIN}"


def test_last_line_of_the_log_has_the_published_figures(pinned: Any, annotated: Path) -> None:
    *_, last = (annotated / "held_back_log.csv").read_text(encoding="utf-8").splitlines()
    published = [f"{value:.4f}" for value in pinned.parts["held back"].headline().values()]
    assert last.split(",")[-3:] == published


def test_page_has_the_published_figures() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_accuracy_page.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
