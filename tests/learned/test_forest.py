"""Trees of hand-made thresholds: which leaf a row falls to, and what the leaves add up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.learned.forest import Forest

# How often a thing is told of, then how far off its council stands: (feature, threshold, left, right); leaf: (-1, value).
STUMP = ((0, 2, 1, 2), (-1, -400, 0, 0), (-1, 700, 0, 0))
DEEP = ((1, 10, 1, 4), (0, 0, 2, 3), (-1, 50, 0, 0), (-1, 90, 0, 0), (-1, -60, 0, 0))


@pytest.mark.parametrize(("often", "score"), [(1, -400), (2, -400), (3, 700)])
def test_row_at_the_threshold_goes_left_and_above_it_right(often: int, score: int) -> None:
    assert Forest(0, [STUMP]).score((often, 0)) == score


@pytest.mark.parametrize(("row", "score"), [((0, 10), 50), ((1, 10), 90), ((0, 11), -60), ((1, 11), -60)])
def test_row_falls_to_the_leaf_that_all_its_answers_lead_to(row: tuple[int, int], score: int) -> None:
    assert Forest(0, [DEEP]).score(row) == score


def test_score_is_the_base_and_a_leaf_of_every_tree() -> None:
    assert Forest(-1000, [STUMP, DEEP, STUMP]).score((3, 4)) == -1000 + 700 + 90 + 700


def test_forest_without_trees_gives_its_base() -> None:
    assert Forest(-250, []).score(()) == -250


def test_tree_of_one_leaf_gives_it_to_any_row() -> None:
    assert Forest(5, [((-1, 30, 0, 0),)]).score(()) == 35


@given(st.tuples(st.integers(), st.integers()), st.permutations([STUMP, DEEP, ((-1, 7, 0, 0),)]))
def test_order_of_the_trees_does_not_change_a_score(
    row: tuple[int, int], trees: list[tuple[tuple[int, ...], ...]]
) -> None:
    assert Forest(3, trees).score(row) == Forest(3, [STUMP, DEEP, ((-1, 7, 0, 0),)]).score(row)
    assert type(Forest(3, trees).score(row)) is int
