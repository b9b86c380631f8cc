"""The row of whole numbers by which a fact is weighed: its places, its rivals, its things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.extractors import weighing
from graphkit.extractors.page import Page, lay_out
from graphkit.extractors.weighing import Heard, Key, Weighing, best_of
from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.records import Cast, Description, Document, Kind, Mention, Ref, Relation, Span, Thing

TEXT = """Warm Rooms: how Wigan Council keeps people warm

Wigan Council set up Warm Rooms with Brookfield Trust. Warm Rooms is open all winter.

It was a cold year.

Later Brookfield Trust opened Soup Stop, where Leigh Helpers cook."""
COUNCIL = Ref(Kind.COUNCIL, "wigan")
ROOMS = Ref(Kind.INITIATIVE, "a--warm-rooms")
SOUP = Ref(Kind.INITIATIVE, "a--soup-stop")
TRUST = Ref(Kind.ORGANISATION, "brookfield-trust")
HELPERS = Ref(Kind.ORGANISATION, "leigh-helpers")
UNSEEN = Ref(Kind.ORGANISATION, "told-of-nowhere")
NAMES = {
    "Wigan Council": COUNCIL,
    "Warm Rooms": ROOMS,
    "Soup Stop": SOUP,
    "Brookfield Trust": TRUST,
    "Leigh Helpers": HELPERS,
}
LEADS, PROVIDES, INVOLVES = Relation.LEADS, Relation.PROVIDES, Relation.INVOLVES


def page() -> Page:
    """The text laid out, with every name of the table as a thing."""
    found = sorted(
        (Span(at, at + len(name)), name, ref)
        for name, ref in NAMES.items()
        for at in range(len(TEXT))
        if TEXT.startswith(name, at)
    )
    mentions = tuple(Mention(span, ref.kind, name, "made.by-hand@1", score=900) for span, name, ref in found)
    things = tuple(Thing(ref, name, (name,), is_specific=True) for name, ref in NAMES.items())
    cast = Cast(mentions, tuple(ref for _, _, ref in found), (), (), things, councils=(COUNCIL,))
    outline = make_outline(Document("a", "a.txt", TEXT, "", Description("a.txt")))
    return lay_out(outline, cast, load_knowledge())


@pytest.fixture(scope="module")
def weigh() -> Weighing:
    return Weighing(page())


def at(score: int, line: int = 0, carried: str = "", *, by_rule: bool = False) -> Heard:
    return Heard(score, line, carried, by_rule)


HEARD: dict[Key, Sequence[Heard]] = {
    (COUNCIL, LEADS, ROOMS): [at(1500), at(-300, 1, "home")],
    (TRUST, LEADS, ROOMS): [at(200)],
    (TRUST, LEADS, SOUP): [at(900, 3, by_rule=True)],
    (ROOMS, INVOLVES, TRUST): [at(-100)],
    (HELPERS, PROVIDES, SOUP): [at(-4000, 3, "previousmain")],
    (UNSEEN, PROVIDES, SOUP): [at(-10, 3, "read", by_rule=True)],
}


def rivals(row: Sequence[int], of: str) -> list[int]:
    """Of a row: how many rivals do better, the lead over the best other one, how many there are."""
    first = len(weighing._of_places([at(0)])) + (0 if of == "subject" else 3)
    return list(row[first : first + 3])


# -- places --------------------------------------------------------------------------------------------


def test_best_place_is_the_one_of_the_highest_score() -> None:
    assert best_of([at(100, 0), at(300, 7), at(200, 1)]) == at(300, 7)


def test_of_places_of_one_score_the_earlier_line_is_best() -> None:
    assert best_of([at(300, 7), at(300, 2), at(300, 4), at(100, 0)]) == at(300, 2)


def test_only_place_is_the_best_however_low_its_score() -> None:
    assert best_of([at(-9000, 5)]) == at(-9000, 5)


@given(st.permutations([at(300, 2), at(300, 7), at(-50, 0), at(299, 1)]))
def test_order_of_the_places_does_not_change_the_best(places: list[Heard]) -> None:
    assert best_of(places) == at(300, 2)


# -- rows ----------------------------------------------------------------------------------------------


def test_every_fact_has_a_row_of_one_length(weigh: Weighing) -> None:
    rows = weigh.rows(HEARD)
    assert rows.keys() == HEARD.keys()
    assert len({len(row) for row in rows.values()}) == 1


def test_rows_are_whole_numbers(weigh: Weighing) -> None:
    for key, row in weigh.rows(HEARD).items():
        assert {type(value) for value in row} == {int}, key


@given(st.permutations(list(HEARD)))
def test_rows_do_not_depend_on_the_order_in_which_facts_are_heard(keys: list[Key]) -> None:
    weigh = Weighing(page())
    assert weigh.rows({key: HEARD[key] for key in keys}) == weigh.rows(HEARD)


def test_row_does_not_depend_on_the_order_of_its_places(weigh: Weighing) -> None:
    assert weigh.rows({key: places[::-1] for key, places in HEARD.items()}) == weigh.rows(HEARD)


def test_same_facts_weigh_the_same_a_second_time(weigh: Weighing) -> None:
    assert weigh.rows(HEARD) == weigh.rows(HEARD) == Weighing(page()).rows(HEARD)


def test_nothing_heard_gives_no_row(weigh: Weighing) -> None:
    assert weigh.rows({}) == {}


@pytest.mark.parametrize(
    "change",
    [{"score": 1600}, {"line": 3}, {"carried": "home"}, {"by_rule": True}],
    ids=["score", "line", "carried", "by rule"],
)
def test_what_is_known_of_a_place_shows_in_the_row(weigh: Weighing, change: dict[str, int | str | bool]) -> None:
    key = (COUNCIL, LEADS, ROOMS)
    place = at(1500)
    assert weigh.rows({key: [place]}) != weigh.rows({key: [replace(place, **change)]})


def test_further_place_changes_the_row(weigh: Weighing) -> None:
    key = (COUNCIL, LEADS, ROOMS)
    assert weigh.rows({key: [at(1500)]}) != weigh.rows({key: [at(1500), at(-300, 1)]})


@pytest.mark.parametrize("other", [(TRUST, LEADS, ROOMS), (COUNCIL, PROVIDES, ROOMS), (COUNCIL, LEADS, SOUP)])
def test_facts_of_other_things_or_relations_have_rows_of_their_own(weigh: Weighing, other: Key) -> None:
    one = weigh.rows({(COUNCIL, LEADS, ROOMS): [at(1500)]})
    assert list(one.values()) != list(weigh.rows({other: [at(1500)]}).values())


def test_what_another_relation_says_of_the_same_two_shows_in_the_row(weigh: Weighing) -> None:
    key, alike, reverse = (TRUST, LEADS, ROOMS), (TRUST, PROVIDES, ROOMS), (ROOMS, INVOLVES, TRUST)
    alone = weigh.rows({key: [at(200)]})[key]
    with_alike = weigh.rows({key: [at(200)], alike: [at(700)]})[key]
    with_reverse = weigh.rows({key: [at(200)], reverse: [at(700)]})[key]
    assert len({tuple(row) for row in (alone, with_alike, with_reverse)}) == 3
    assert [old_new for old_new in zip(alone, with_alike, strict=True) if old_new[0] != old_new[1]] == [(-12000, 700)]
    assert [old_new for old_new in zip(alone, with_reverse, strict=True) if old_new[0] != old_new[1]] == [(-12000, 700)]


# -- rivals --------------------------------------------------------------------------------------------


def test_fact_without_rivals_is_far_ahead_of_none(weigh: Weighing) -> None:
    key = (COUNCIL, LEADS, ROOMS)
    row = weigh.rows({key: [at(1500)]})[key]
    assert rivals(row, "subject") == rivals(row, "object") == [0, 12000, 0]


@pytest.mark.parametrize(
    ("rival", "expected"), [(100, [0, 100, 1]), (200, [0, 0, 1]), (201, [1, -1, 1]), (1500, [1, -1300, 1])]
)
def test_rival_with_a_higher_score_changes_the_rank(weigh: Weighing, rival: int, expected: list[int]) -> None:
    key, other = (TRUST, LEADS, ROOMS), (COUNCIL, LEADS, ROOMS)
    row = weigh.rows({key: [at(200)], other: [at(rival)]})[key]
    assert rivals(row, "object") == expected
    assert rivals(row, "subject") == [0, 12000, 0]


def test_rank_counts_every_rival_that_does_better(weigh: Weighing) -> None:
    scores = {COUNCIL: 700, TRUST: 200, HELPERS: 900, UNSEEN: -50}
    rows = weigh.rows({(body, LEADS, ROOMS): [at(score)] for body, score in scores.items()})
    found = {body: rivals(rows[body, LEADS, ROOMS], "object") for body in scores}
    assert found == {
        HELPERS: [0, 200, 3],
        COUNCIL: [1, -200, 3],
        TRUST: [2, -700, 3],
        UNSEEN: [3, -950, 3],
    }


def test_rivals_for_one_subject_are_the_other_objects_of_its_relation(weigh: Weighing) -> None:
    key, other = (TRUST, LEADS, ROOMS), (TRUST, LEADS, SOUP)
    row = weigh.rows({key: [at(200)], other: [at(900)]})[key]
    assert (rivals(row, "subject"), rivals(row, "object")) == ([1, -700, 1], [0, 12000, 0])


def test_fact_with_another_relation_is_no_rival(weigh: Weighing) -> None:
    key, other = (TRUST, LEADS, ROOMS), (COUNCIL, PROVIDES, ROOMS)
    row = weigh.rows({key: [at(200)], other: [at(900)]})[key]
    assert rivals(row, "object") == [0, 12000, 0]


def test_rival_counts_by_its_best_place(weigh: Weighing) -> None:
    key, other = (TRUST, LEADS, ROOMS), (COUNCIL, LEADS, ROOMS)
    row = weigh.rows({key: [at(200)], other: [at(-800), at(600, 1), at(100, 3)]})[key]
    assert rivals(row, "object") == [1, -400, 1]


# -- things --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "nearest"), [((0,), (0,), 0), ((0, 9), (5,), 4), ((5,), (0, 9), 4), ((1, 20), (8, 18, 40), 2)]
)
def test_distance_of_two_things_is_that_of_their_nearest_lines(
    one: tuple[int, ...], other: tuple[int, ...], nearest: int
) -> None:
    assert weighing._nearest(one, other) == nearest


@given(st.sets(st.integers(0, 60), min_size=1), st.sets(st.integers(0, 60), min_size=1))
def test_distance_is_that_of_trying_every_two_lines(one: set[int], other: set[int]) -> None:
    expected = min(abs(a - b) for a in one for b in other)
    assert weighing._nearest(sorted(one), sorted(other)) == expected == weighing._nearest(sorted(other), sorted(one))


def test_thing_that_stands_in_no_line_is_weighed_all_the_same(weigh: Weighing) -> None:
    key = (UNSEEN, PROVIDES, SOUP)
    row = weigh.rows({key: [at(-10, 3, "read")]})[key]
    assert len(row) == len(weigh.rows(HEARD)[COUNCIL, LEADS, ROOMS])


def test_asking_of_an_unknown_thing_leaves_later_rows_as_they_were() -> None:
    key = (HELPERS, PROVIDES, SOUP)
    asked, fresh = Weighing(page()), Weighing(page())
    asked.rows({(UNSEEN, PROVIDES, SOUP): [at(0)]})
    assert asked.rows({key: [at(0)]}) == fresh.rows({key: [at(0)]})
