"""Figures of many documents are sums of counts; intervals come from drawing documents; confidence is held to truth."""

from __future__ import annotations

import pytest

from graphkit.accuracy import DocumentScore, Tally, calibrate, grouped_rows, rows


def score(name: str, shape: str, right: int, found: int, gold: int) -> DocumentScore:
    tally = Tally(right, found, gold)
    return DocumentScore(name, shape, "housing", {("all", "entities"): tally, ("all", "facts"): tally}, (), ())


SCORES = [
    score("a", "lga", 1, 2, 4),
    score("b", "free", 3, 4, 4),
    score("c", "lga", 0, 2, 2),
    score("d", "lga", 5, 5, 9),
]


def test_long_document_weighs_more_than_a_short_one() -> None:
    (entities, _) = rows(SCORES)
    assert entities.tally == Tally(9, 13, 19)


def test_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    first, again = rows(SCORES), rows(SCORES)
    assert first == again
    for row in first:
        low, high = row.interval.f1
        assert low < row.tally.f1 < high


def test_interval_of_documents_that_are_alike_has_no_width() -> None:
    alike = [score(name, "lga", 1, 2, 2) for name in "abcdef"]
    assert rows(alike)[0].interval.f1 == (0.5, 0.5)


def test_groups_add_up_to_the_whole() -> None:
    made = grouped_rows(SCORES, "shape")
    assert [(row.group, row.documents) for row in made if row.name == "facts"] == [("lga", 3), ("free", 1)]
    assert Tally.total(row.tally for row in made if row.name == "facts") == rows(SCORES)[0].tally


def test_just_confidence_has_no_expected_error() -> None:
    made = calibrate([(0.75, True), (0.75, True), (0.75, True), (0.75, False)])
    assert made.expected_error == 0
    assert made.brier == pytest.approx(0.1875)


def test_too_much_confidence_is_counted_by_facts() -> None:
    made = calibrate([(0.95, False), (0.5, True), (0.5, False), (0.95, False)])
    assert [(b.low, b.count, b.right) for b in made.bins] == [(0.5, 2, 0.5), (0.9, 2, 0.0)]
    assert made.expected_error == pytest.approx(0.475)


@pytest.mark.parametrize(("confidence", "low"), [(0.7, 0.7), (0.69, 0.6), (0.29, 0.2), (1.0, 0.9), (0.0, 0.0)])
def test_confidence_on_an_edge_is_in_the_bin_above(confidence: float, low: float) -> None:
    assert calibrate([(confidence, True)]).bins[0].low == low


def test_no_facts_have_no_bins() -> None:
    assert calibrate([]).bins == ()
