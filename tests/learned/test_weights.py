"""The weights file read back, whole numbers throughout the package's own, and scores on their ladder of confidence."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.learned.chain import Stretch
from graphkit.learned.weights import FILE, Ladder, load_weights, read

TINY: dict[str, Any] = {
    "chains": {
        "names": {
            "labels": ["O", "B-person", "I-person"],
            "transitions": [[0, 0, 0], [0, 0, 100], [0, 0, 0]],
            "features": {"cllr": [1, 900], "capital": [2, 400]},
        }
    },
    "forms": {"base": -10, "trees": [[0, 3, 1, 2, -1, 20, 0, 0, -1, 50, 0, 0]]},
    "initiatives": {"base": 4, "trees": []},
    "pairs": {"leads": {"base": -700, "weights": {"v=set up": 1500}}},
    "facts": {"base": 0, "trees": [[-1, 5, 0, 0], [-1, 6, 0, 0]]},
    "statuses": {"planned": {"base": -300, "weights": {"w=will": 800}}},
    "ladders": {"leads": [-2000, 0, 1000]},
    "least": {"person": 120, "link": -500},
}


def packed(content: dict[str, Any]) -> bytes:
    return gzip.compress(json.dumps(content).encode())


def leaves(content: Any) -> Iterator[Any]:
    """What stands at the ends of a JSON value, its labels and names aside."""
    if isinstance(content, dict):
        for part in content.values():
            yield from leaves(part)
    elif isinstance(content, list):
        for part in content:
            yield from leaves(part)
    elif not isinstance(content, str):
        yield content


@pytest.fixture(scope="module")
def own() -> dict[str, Any]:
    """What the package's own file holds."""
    content: dict[str, Any] = json.loads(gzip.decompress((files("graphkit.learned") / FILE).read_bytes()))
    return content


# -- reading -------------------------------------------------------------------------------------------


def test_chain_is_read_with_its_labels_transitions_and_features() -> None:
    found = read(packed(TINY)).chains["names"].stretches([("cllr",), ("capital",)], 0)
    assert found == [Stretch(0, 2, "person", 900 + 100 + 400)]


@pytest.mark.parametrize(("value", "score"), [(3, -10 + 20), (4, -10 + 50)])
def test_flat_numbers_of_a_tree_are_read_in_fours(value: int, score: int) -> None:
    assert read(packed(TINY)).forms.score((value,)) == score


def test_each_forest_is_read_into_its_own_place() -> None:
    weights = read(packed(TINY))
    assert (weights.forms.score((0,)), weights.initiatives.score(()), weights.facts.score(())) == (10, 4, 11)


def test_judges_of_pairs_and_of_statuses_are_read_by_name() -> None:
    weights = read(packed(TINY))
    assert (set(weights.pairs), set(weights.statuses)) == ({"leads"}, {"planned"})
    assert weights.pairs["leads"].score(["v=set up"]) == 800
    assert weights.statuses["planned"].score(["w=will", "w=council"]) == 500


def test_ladders_and_least_scores_are_read_as_they_stand() -> None:
    weights = read(packed(TINY))
    assert dict(weights.ladders) == {"leads": Ladder((-2000, 0, 1000))}
    assert dict(weights.least) == {"person": 120, "link": -500}


def test_weights_of_another_file_are_loaded_from_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.json.gz"
    file.write_bytes(packed(TINY))
    assert load_weights(file).initiatives.score(()) == 4


def test_file_that_lacks_a_judge_is_refused() -> None:
    with pytest.raises(KeyError, match="facts"):
        read(packed({name: part for name, part in TINY.items() if name != "facts"}))


def test_weights_are_read_once() -> None:
    assert load_weights() is load_weights()


# -- the package's own ---------------------------------------------------------------------------------


def test_own_weights_thresholds_and_leaves_are_whole_numbers(own: dict[str, Any]) -> None:
    for part in TINY:
        assert {type(leaf) for leaf in leaves(own[part])} == {int}, part


def test_own_trees_are_whole_and_lead_only_downwards(own: dict[str, Any]) -> None:
    for name in ("forms", "initiatives", "facts"):
        for tree in own[name]["trees"]:
            nodes = [tree[at : at + 4] for at in range(0, len(tree), 4)]
            assert all(len(node) == 4 for node in nodes), name
            for at, (feature, _, left, right) in enumerate(nodes):
                assert feature == -1 or at < min(left, right) <= max(left, right) < len(nodes), (name, at)


def test_own_ladders_rise_from_one_hundredth_to_ninety_nine_at_most(own: dict[str, Any]) -> None:
    for name, steps in own["ladders"].items():
        assert steps == sorted(steps), name
        assert 1 <= len(steps) <= 99, name


def test_own_judge_scores_the_same_row_twice_the_same() -> None:
    weights = load_weights()
    row = tuple(range(-100, 100))
    for forest in (weights.forms, weights.initiatives, weights.facts):
        assert forest.score(row) == forest.score(row)
        assert type(forest.score(row)) is int
    for name, judge in (*weights.pairs.items(), *weights.statuses.items()):
        features = ("carried=", "quoted", "v=runs", "w=will")
        assert judge.score(features) == judge.score(features), name
        assert type(judge.score(features)) is int, name


def test_own_chain_reads_the_same_sentence_twice_the_same() -> None:
    for name, chain in load_weights().chains.items():
        rows = [("bias",), ("-1#",), ()]
        found = chain.stretches(rows, 100_000)
        assert found, name
        assert found == chain.stretches(rows, 100_000), name
        assert {type(stretch.margin) for stretch in found} == {int}, name


# -- confidence ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "confidence"),
    [(-2001, 0.01), (-2000, 0.01), (-1, 0.01), (0, 0.02), (999, 0.02), (1000, 0.03), (9999, 0.03)],
)
def test_score_has_the_confidence_of_the_highest_step_that_it_reaches(score: int, confidence: float) -> None:
    assert Ladder((-2000, 0, 1000)).confidence(score) == confidence


def test_steps_of_equal_score_are_climbed_at_once() -> None:
    assert Ladder((-500, 100, 100, 100)).confidence(100) == 0.04


def test_ladder_without_steps_gives_the_least_confidence() -> None:
    assert Ladder(()).confidence(10**6) == 0.01


@given(st.lists(st.integers(-9000, 9000), max_size=120), st.integers(-10_000, 10_000))
def test_confidence_is_a_whole_hundredth_from_one_to_ninety_nine(steps: list[int], score: int) -> None:
    found = Ladder(tuple(sorted(steps))).confidence(score)
    assert 0.01 <= found <= 0.99
    assert found == round(found, 2)


@given(st.lists(st.integers(-9000, 9000), max_size=120), st.integers(-10_000, 10_000), st.integers(-10_000, 10_000))
def test_higher_score_is_never_less_likely(steps: list[int], one: int, other: int) -> None:
    ladder = Ladder(tuple(sorted(steps)))
    assert ladder.confidence(min(one, other)) <= ladder.confidence(max(one, other))
