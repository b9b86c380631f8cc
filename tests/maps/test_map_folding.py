"""What a large map opens on, and what belongs to each of these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from graphkit.maps.data import map_data
from graphkit.maps.folding import OPENING, fold
from graphkit.maps.shapes import SHAPES
from graphkit.records import Graph

Make = Callable[..., Graph]


def test_a_councils_own_things_are_its_own_even_where_a_topic_is_as_near() -> None:
    kinds = ["council", "topic", "initiative", "outcome", "council"]
    pairs = [(0, 2), (2, 1), (2, 3), (4, 1)]
    folded = fold(kinds, pairs, {1})
    assert set(folded.heads[: folded.opening]) == {0, 1, 4}
    assert folded.owner == (0, 1, 0, 0, 4)


def test_networks_and_providers_open_and_have_what_only_they_join() -> None:
    folded = fold(["council", "network", "person", "provider", "place"], [(0, 1), (1, 2), (3, 4)], set())
    assert set(folded.heads[: folded.opening]) == {0, 1, 3}
    assert folded.owner == (0, 1, 1, 3, 3)


def test_a_part_without_any_of_these_is_led_by_its_best_joined_thing() -> None:
    folded = fold(["council", "initiative", "organisation", "person", "place"], [(0, 1), (2, 3), (2, 4)], set())
    assert folded.owner == (0, 0, 2, 2, 2)
    assert folded.heads == (0, 2)
    assert folded.opening == 2


def test_a_map_opens_on_no_more_than_can_be_read_but_on_every_council() -> None:
    kinds = ["council"] * 380 + ["network"] * 500 + ["initiative"] * 880
    pairs = [(i, 880 + i) for i in range(880)]
    folded = fold(kinds, pairs, set())
    opening = Counter(kinds[head] for head in folded.heads[: folded.opening])
    assert opening == {"council": 380, "network": OPENING // 5}


@given(
    st.integers(1, 30).flatmap(
        lambda n: st.tuples(
            st.lists(st.sampled_from(list(SHAPES)), min_size=n, max_size=n),
            st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=60),
            st.sets(st.integers(0, n - 1)),
        )
    )
)
def test_everything_has_an_owner_which_is_a_head(graph: tuple[list[str], list[tuple[int, int]], set[int]]) -> None:
    kinds, pairs, shared = graph
    folded = fold(kinds, pairs, shared)
    assert len(set(folded.heads)) == len(folded.heads)
    assert set(folded.owner) == set(folded.heads)
    assert all(folded.owner[head] == head for head in folded.heads)
    assert 0 <= folded.opening <= len(folded.heads)


def test_a_map_folds_from_six_hundred_drawn_things_on(make_graph: Make) -> None:
    assert map_data(make_graph(300)).fold is None
    assert map_data(make_graph(300), whole=200).fold is not None
    assert map_data(make_graph(700)).fold is not None
