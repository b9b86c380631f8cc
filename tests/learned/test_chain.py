"""Stretches that a chain of hand-made weights finds, by what margin, and which other readings it offers."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.learned.chain import Chain, Stretch

LABELS = ("O", "B-initiative", "I-initiative")
# "Warm" begins a name, "Rooms" goes on with it and the more so after a beginning, "opened" stands outside of one.
TRANSITIONS = ((0, 0, 0), (0, 0, 500), (0, 0, 0))
FEATURES = {"warm": (1, 3000), "rooms": (2, 2000), "opened": (0, 1000)}
SENTENCE = (("warm",), ("rooms",), ("opened",))
TWO_KINDS = ("O", "B-initiative", "I-initiative", "B-person", "I-person", "B-place")


def name(start: int, end: int, margin: int) -> Stretch:
    return Stretch(start, end, "initiative", margin)


@pytest.fixture
def chain() -> Chain:
    return Chain(LABELS, TRANSITIONS, FEATURES)


def test_best_stretch_is_the_one_of_the_best_reading(chain: Chain) -> None:
    assert [(s.start, s.end, s.type) for s in chain.stretches(SENTENCE, 0)] == [(0, 2, "initiative")]


def test_margin_is_the_lead_over_the_best_reading_without_it(chain: Chain) -> None:
    (found,) = chain.stretches(SENTENCE, 0)
    with_it, without_it = 3000 + 500 + 2000 + 1000, 1000
    assert found.margin == with_it - without_it == 5500


def test_margin_is_a_whole_number_of_thousandths(chain: Chain) -> None:
    assert [type(s.margin) for s in chain.stretches(SENTENCE, 2500)] == [int] * 5


@pytest.mark.parametrize(
    ("reach", "others"),
    [
        (999, []),
        (1000, [name(0, 3, 4500), name(2, 3, -1000)]),
        (2499, [name(0, 3, 4500), name(2, 3, -1000)]),
        (2500, [name(0, 1, 3000), name(0, 3, 4500), name(1, 2, -2500), name(2, 3, -1000)]),
    ],
)
def test_other_stretch_is_offered_within_reach_and_not_beyond(chain: Chain, reach: int, others: list[Stretch]) -> None:
    assert set(chain.stretches(SENTENCE, reach)) - {name(0, 2, 5500)} == set(others)


def test_stretch_that_loses_has_a_negative_margin() -> None:
    chain = Chain(LABELS, TRANSITIONS, {"rooms": (1, -300)})
    assert chain.stretches([("rooms",)], 299) == []
    assert chain.stretches([("rooms",)], 300) == [name(0, 1, -300)]


def test_stretches_come_in_order_of_the_text(chain: Chain) -> None:
    places = [(s.start, s.end) for s in chain.stretches(SENTENCE, 10_000)]
    assert places == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def test_what_goes_on_cannot_follow_what_is_outside() -> None:
    # The weights speak for "rooms" as going on after an outside word, which nothing may: what is left is to begin there.
    chain = Chain(LABELS, ((0, 0, 9000), (0, 0, 0), (0, 0, 0)), {"opened": (0, 20_000), "rooms": (2, 9000, 1, -100)})
    assert chain.stretches([("opened",), ("rooms",)], 100) == [name(1, 2, -100)]


def test_what_goes_on_cannot_stand_first() -> None:
    chain = Chain(LABELS, TRANSITIONS, {"rooms": (2, 9000)})
    assert chain.stretches([("rooms",)], 0) == [name(0, 1, 0)]
    assert chain.stretches([("rooms",), ("rooms",)], 0) == [name(0, 2, 9500)]


def test_stretch_goes_on_only_as_the_kind_that_it_began_as() -> None:
    chain = Chain(TWO_KINDS, [[0] * 6] * 6, {"warm": (1, 3000), "lee": (4, 9000)})
    found = chain.stretches([("warm",), ("lee",)], 20_000)
    assert {s.type for s in found if (s.start, s.end) == (0, 2)} == {"initiative", "person"}
    (as_initiative,) = [s for s in found if (s.start, s.end, s.type) == (0, 2, "initiative")]
    (as_person,) = [s for s in found if (s.start, s.end, s.type) == (0, 2, "person")]
    assert (as_initiative.margin, as_person.margin) == (3000 - 9000, 9000 - 3000)


def test_kind_without_a_label_for_going_on_has_stretches_of_one_word() -> None:
    chain = Chain(("O", "B-place"), ((0, 0), (0, 0)), {"wigan": (1, 700)})
    found = chain.stretches([("wigan",), ("wigan",)], 10_000)
    assert found == [Stretch(0, 1, "place", 700), Stretch(1, 2, "place", 700)]


def test_stretch_may_follow_another_at_once(chain: Chain) -> None:
    assert chain.stretches([("warm",), ("warm",)], 0) == [name(0, 1, 3000), name(1, 2, 3000 - 500)]


def test_feature_that_was_not_seen_in_training_weighs_nothing(chain: Chain) -> None:
    with_more = [(*row, "unheard of") for row in SENTENCE]
    assert chain.stretches(with_more, 2500) == chain.stretches(SENTENCE, 2500)


def test_features_of_a_word_add_up() -> None:
    chain = Chain(LABELS, TRANSITIONS, {"capital": (1, 200), "first": (0, 50, 1, -20)})
    assert chain.stretches([("capital", "first")], 0) == [name(0, 1, 200 - 20 - 50)]


def test_stretch_is_of_twenty_five_words_at_most(chain: Chain) -> None:
    found = chain.stretches([("warm",), *[("rooms",)] * 29], 1_000_000)
    assert max(s.end - s.start for s in found) == 25


@pytest.mark.parametrize("reach", [0, 10_000])
def test_empty_sentence_has_no_stretch(chain: Chain, reach: int) -> None:
    assert chain.stretches([], reach) == []


def readings(length: int) -> list[tuple[str, ...]]:
    """Every way of labelling a sentence in which nothing goes on but what has begun."""
    return [
        labels
        for labels in product(TWO_KINDS, repeat=length)
        if all(after[0] != "I" or before[2:] == after[2:] for before, after in pairwise(("O", *labels)))
    ]


def has(labels: tuple[str, ...], start: int, end: int, kind: str) -> bool:
    going_on = f"I-{kind}"
    inside = all(label == going_on for label in labels[start + 1 : end])
    return labels[start] == f"B-{kind}" and inside and labels[end : end + 1] != (going_on,)


@given(
    st.lists(st.lists(st.integers(-3000, 3000), min_size=6, max_size=6), min_size=1, max_size=4),
    st.lists(st.lists(st.integers(-3000, 3000), min_size=6, max_size=6), min_size=6, max_size=6),
    st.integers(0, 6000),
)
def test_stretches_and_margins_are_those_of_going_through_every_reading(
    words: list[list[int]], transitions: list[list[int]], reach: int
) -> None:
    features = {f"{at}": [part for pair in enumerate(weights) for part in pair] for at, weights in enumerate(words)}
    found = Chain(TWO_KINDS, transitions, features).stretches([(name,) for name in features], reach)

    def total(labels: tuple[str, ...]) -> int:
        numbers = [TWO_KINDS.index(label) for label in labels]
        joined = sum(transitions[before][after] for before, after in pairwise(numbers))
        return joined + sum(weights[number] for weights, number in zip(words, numbers, strict=True))

    totals = {labels: total(labels) for labels in readings(len(words))}
    expected = []
    for start, end in ((i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1)):
        for kind in ("initiative", "person", "place"):
            best = max((t for labels, t in totals.items() if has(labels, start, end, kind)), default=None)
            if best is not None and best >= max(totals.values()) - reach:
                rival = max(t for labels, t in totals.items() if labels[start] != f"B-{kind}")
                expected.append(Stretch(start, end, kind, best - rival))
    assert sorted(found, key=repr) == sorted(expected, key=repr)
