"""Pairs of names of our own making: what joins by itself is right, and the published table is what is measured."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from graphkit.knowledge import load_knowledge

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "score_names.py"


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The script that measures."""
    if not SCRIPT.is_file():
        pytest.skip("scripts/ is no part of a source distribution")
    spec = importlib.util.spec_from_file_location("score_names", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_names"] = module
    spec.loader.exec_module(module)
    return module


def test_there_are_enough_pairs_and_half_are_two_bodies(scorer: ModuleType) -> None:
    rows = scorer.pairs()
    two = sum(row["gold"] == "different" for row in rows)
    assert len(rows) >= 500
    assert 2 * two >= len(rows)
    assert {row["gold"] for row in rows} == {"same", "different"}
    keys = [tuple(value for name, value in row.items() if name not in ("class", "gold")) for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("locked", [False, True], ids=["developed on", "locked"])
def test_what_joins_by_itself_is_right_in_99_of_100(scorer: ModuleType, locked: bool) -> None:
    part = [row for row in scorer.pairs() if scorer.is_locked(row) is locked]
    tally = scorer.score(part, load_knowledge())[""]
    assert tally.joined >= 80
    assert tally.joined_rightly / tally.joined >= 0.99, "names are joined that are two bodies"
    assert tally.joined_rightly / tally.same >= 0.75


def test_published_table_is_what_is_measured(scorer: ModuleType) -> None:
    text = scorer.PAGE.read_text(encoding="utf-8")
    assert scorer.page_with(text, scorer.table(load_knowledge())) == text, "python scripts/score_names.py"
