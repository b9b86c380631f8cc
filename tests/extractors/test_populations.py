"""Populations: whom something is for, in the words used, without quantities."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.records import Kind

Named = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("It is for vulnerable women.", "vulnerable women"),
        ("It reached 300 older residents.", "older residents"),
        ("It reached nearly 12,000 pupils.", "pupils"),
        ("It is for people aged 16 to 70.", "people aged 16 to 70"),
        ("It is for people aged over 65.", "people aged over 65"),
        ("It is for year nine, 10 and 11 pupils.", "year nine, 10 and 11 pupils"),
        ("It is for families with young children.", "families with young children"),
        ("It is for women at risk of harm.", "women at risk of harm"),
        ("It is for people living alone.", "people living alone"),
        ("It is for young people.", "young people"),
        ("It is for care-leavers.", "care-leavers"),
        ("It is for those in need and those engaged with housing.", "those engaged with housing"),
        ("It is for all of the tenants.", "tenants"),
        ("It is for people who are sleeping rough.", "people who are sleeping rough"),
    ],
)
def test_population_is_named_without_quantity(named: Named, sentence: str, name: str) -> None:
    assert named(sentence, Kind.POPULATION) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "People like it.",
        "The patient's view counts.",
        "The residents’ association met.",
        "Women workers and children services.",
    ],
)
def test_group_that_is_nobody_in_particular_is_no_population(named: Named, sentence: str) -> None:
    assert not [
        name
        for name in named(sentence, Kind.POPULATION)
        if name.split()[0].lower() in ("people", "patient", "residents")
    ]


def test_two_groups_are_two(named: Named) -> None:
    assert named("It is for unpaid carers and young parents.", Kind.POPULATION) == ["unpaid carers", "young parents"]
