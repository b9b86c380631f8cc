"""A sum of hand-made weights over named features."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphkit.learned.linear import Linear

JUDGE = Linear(-1200, {"v=runs": 2100, "b0=by": 640, "quoted": -305})


def test_no_feature_at_all_gives_the_base() -> None:
    assert JUDGE.score([]) == -1200


def test_score_is_the_base_and_the_weight_of_each_feature() -> None:
    assert JUDGE.score(["v=runs", "quoted"]) == -1200 + 2100 - 305


def test_feature_that_was_not_seen_in_training_weighs_nothing() -> None:
    assert JUDGE.score(["v=juggles", "v=runs"]) == JUDGE.score(["v=runs"])


def test_feature_that_is_told_twice_counts_twice() -> None:
    assert JUDGE.score(["b0=by", "b0=by"]) == -1200 + 2 * 640


def test_features_may_come_one_at_a_time() -> None:
    assert JUDGE.score(name for name in ("v=runs", "b0=by")) == -1200 + 2100 + 640


def test_judge_keeps_its_weights_whatever_becomes_of_the_table_it_took_them_from() -> None:
    table = {"v=runs": 10}
    judge = Linear(0, table)
    table["v=runs"] = 99
    assert judge.score(["v=runs"]) == 10


@given(st.permutations(["v=runs", "b0=by", "quoted", "unheard of"]))
def test_order_of_the_features_does_not_change_a_score(features: list[str]) -> None:
    assert JUDGE.score(features) == -1200 + 2100 + 640 - 305
