"""Wilson's interval against published figures and its own definition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.audit.intervals import wilson

Z = 1.959963984540054


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_interval_is_the_published_one(right: int, judged: int, low: float, high: float) -> None:
    assert wilson(right, judged) == pytest.approx((low, high), abs=5e-5)


numbers = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(0, 5000)))


@given(numbers)
def test_bounds_are_where_the_score_test_just_holds(drawn: tuple[int, int, int]) -> None:
    right, judged, more = drawn
    population = judged + more
    share = right / judged
    low, high = wilson(right, judged, population)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1
    if more:
        for bound in (low, high):
            variance = bound * (1 - bound) / judged * more / (population - 1)
            assert (share - bound) ** 2 == pytest.approx(Z**2 * variance, abs=1e-9)
    else:
        assert low == high == share


@given(numbers)
def test_small_graph_narrows_the_interval(drawn: tuple[int, int, int]) -> None:
    right, judged, more = drawn
    low, high = wilson(right, judged, judged + more)
    wide_low, wide_high = wilson(right, judged)
    assert wide_low <= low + 1e-12
    assert high <= wide_high + 1e-12


@pytest.mark.parametrize("wrong", [(0, 0, None), (3, 2, None), (-1, 2, None), (2, 5, 4)])
def test_numbers_that_do_not_fit_are_refused(wrong: tuple[int, int, int | None]) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(*wrong)
