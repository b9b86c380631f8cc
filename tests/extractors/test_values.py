"""Dates and quantities, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.extractors.values import find_dates, find_quantities, find_relative_time
from graphkit.records import Span
from graphkit.text import fold


def dates(text: str) -> list[str]:
    return [date.lexical for date in find_dates(fold(text), Span(0, len(text)))]


def quantities(text: str) -> list[tuple[str, str, bool]]:
    return [(q.value, q.unit, q.is_approximate) for q in find_quantities(fold(text), Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "lexical"),
    [
        ("in 2018", "2018"),
        ("in March 2018", "2018-03"),
        ("on 9 March 2018", "2018-03-09"),
        ("on 21st of May 2020", "2020-05-21"),
        ("in March, 2019", "2019-03"),
        ("by the end of 2021", "2021"),
        ("in early 2020", "2020"),
        ("in spring 2020", "2020"),
        ("mid-2018", "2018"),
        ("in MAY 2019", "2019-05"),
        ("in Sept 2019", "2019-09"),
        ("on 3 Dec. 2021", "2021-12-03"),
        ("in March\u00a02018", "2018-03"),
    ],
)
def test_date_is_read_as_exactly_as_it_is_said(text: str, lexical: str) -> None:
    assert dates(text) == [lexical]


@pytest.mark.parametrize("text", ["2,018 homes", "the 1990s", "£1,950", "in March", "20185", "2018%"])
def test_other_figures_are_no_dates(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize("text", ["2018/19", "2018-19", "2018–2019"])
def test_years_that_run_over_two_are_a_range(text: str) -> None:
    (date,) = find_dates(fold(text), Span(0, len(text)))
    assert (date.lexical, date.is_range) == ("2018", True)


def test_dates_come_in_order_of_the_text() -> None:
    assert dates("from May 2019, 3 June 2020 and in 2014") == ["2019-05", "2020-06-03", "2014"]


@pytest.mark.parametrize(
    "words", ["last year", "next spring", "over the past 18 months", "recently", "in the last two years"]
)
def test_time_without_a_year_is_found_by_its_words(words: str) -> None:
    text = f"It began {words} here"
    found = find_relative_time(text, Span(0, len(text)))
    assert found is not None
    assert found.of(text) == words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("500 sessions", "500"),
        ("12,000 pupils", "12000"),
        ("1,234,567 visits", "1234567"),
        ("seven principles", "7"),
        ("twenty-one hubs", "21"),
        ("two dozen clubs", "24"),
        ("five hundred people", "500"),
        ("2.5 thousand trees", "2500"),
        ("3 million visits", "3000000"),
        ("a million visits", "1000000"),
        ("half a million visits", "500000"),
        ("1.50 visits a head", "1.5"),
        ("2.0 visits", "2"),
    ],
)
def test_figure_is_read_in_plain_digits(text: str, value: str) -> None:
    assert quantities(text) == [(value, "", False)]


@pytest.mark.parametrize(
    "words",
    [
        "nearly",
        "almost",
        "about",
        "around",
        "over",
        "more than",
        "approximately",
        "some",
        "up to",
        "at least",
        "just under",
        "fewer than",
    ],
)
def test_cue_of_estimation_makes_a_figure_approximate(words: str) -> None:
    assert quantities(f"{words} 800 people") == [("800", "", True)]


def test_plus_after_a_figure_makes_it_approximate() -> None:
    assert quantities("120+ people") == [("120", "", True)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("£12,500", "12500"),
        ("£1.2m", "1200000"),
        ("£1.25bn", "1250000000"),
        ("£3k", "3000"),
        ("£1.2 million a year", "1200000"),
        ("£2018", "2018"),
    ],
)
def test_money_is_in_whole_pounds(text: str, value: str) -> None:
    assert quantities(text) == [(value, "GBP", False)]


def test_both_ends_of_a_range_of_money_are_read() -> None:
    assert [value for value, _, _ in quantities("£450,000 to £600,000")] == ["450000", "600000"]


@pytest.mark.parametrize("text", ["50%", "50 %", "50 per cent", "50 percent"])
def test_percentage_is_a_figure_with_a_sign(text: str) -> None:
    assert quantities(text) == [("50", "%", False)]


def test_decimal_percentage_keeps_its_point() -> None:
    assert quantities("12.5%") == [("12.5", "%", False)]


@pytest.mark.parametrize(
    ("text", "value"), [("a third of tenants", "33.3"), ("half of them", "50"), ("three quarters of homes", "75")]
)
def test_fraction_of_something_is_an_approximate_percentage(text: str, value: str) -> None:
    assert (value, "%", True) in quantities(text)


def test_half_without_of_is_no_quantity() -> None:
    assert quantities("for half the price") == []


@pytest.mark.parametrize(
    "text", ["in 2018", "on 9 March 2018", "2018/19", "the 1st", "a 3D map", "the A1", "over-65s", "3Rs"]
)
def test_dates_and_figures_within_words_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_figure_beside_a_date_is_read() -> None:
    assert quantities("On 12 March 2020 about 30 people came") == [("30", "", True)]


def test_span_of_a_quantity_holds_its_cue_and_sign() -> None:
    text = "It saved nearly £1.2 million a year"
    (found,) = find_quantities(text, Span(0, len(text)))
    assert found.span.of(text) == "nearly £1.2 million"


@given(st.integers(0, 10**12))
def test_any_whole_number_is_read_back_whether_grouped_or_not(number: int) -> None:
    plain = f"about {number} x" if not 1900 <= number <= 2099 else f"about {number:,} x"
    assert [value for value, _, _ in quantities(plain)] == [str(number)]
    assert [value for value, _, _ in quantities(f"about {number:,} x")] == [str(number)]


@given(st.text(alphabet="0123456789,.£%mk -halfonetwoMarch2018/st\n", max_size=40))
def test_values_are_in_the_lexical_form_of_the_contract(text: str) -> None:
    for found in find_quantities(text, Span(0, len(text))):
        whole, point, fraction = found.value.partition(".")
        assert whole == str(int(whole))
        assert (not point) or (fraction.isdigit() and not fraction.endswith("0"))
        assert text[found.span.start : found.span.end].strip()
