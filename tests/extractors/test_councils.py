"""Councils by their written forms, by their ending, by "the council" and "we"; and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.records import Kind, Mention

Mentions = Callable[..., list[Mention]]


def councils(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(m.name, m.target) for m in mentions if m.kind is Kind.COUNCIL]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Wigan Council", "wigan"),
        ("Wigan Metropolitan Borough Council", "wigan"),
        ("London Borough of Camden", "camden"),
        ("Camden Council", "camden"),
        ("Royal Borough of Kingston upon Thames", "kingston-upon-thames"),
        ("Telford & Wrekin Council", "telford-and-wrekin"),
        ("Telford and Wrekin Council", "telford-and-wrekin"),
        ("Bournemouth, Christchurch and Poole Council", "bournemouth-christchurch-and-poole"),
        ("St Helens Council", "st-helens"),
        ("Reading Borough Council", "reading"),
        ("Kent County Council", "kent"),
        ("Cumbria County Council", "cumbria"),
    ],
)
def test_council_is_known_by_every_full_form(mentions: Mentions, name: str, slug: str) -> None:
    assert councils(mentions(f"Last year {name} opened its doors.")) == [(name, slug)]


@pytest.mark.parametrize("name", ["Wigan Council", "Leeds City Council"])
def test_owner_is_the_council_without_its_s(mentions: Mentions, name: str) -> None:
    assert councils(mentions(f"{name}’s plan went well.", "A plan for all"))[0][0] == name


def test_two_councils_joined_by_and_are_two(mentions: Mentions) -> None:
    found = councils(mentions("Manchester City Council and Salford City Council met."))
    assert [slug for _, slug in found] == ["manchester", "salford"]


@pytest.mark.parametrize("name", ["Ostermoor Council", "Ostermoor Borough Council", "East Ostermoor District Council"])
def test_council_that_the_register_lacks_is_a_council_all_the_same(mentions: Mentions, name: str) -> None:
    (found,) = [m for m in mentions(f"Last year {name} opened its doors.") if m.kind is Kind.COUNCIL]
    assert (found.name, found.target, found.rule) == (name, "", "council.ending@1")


@pytest.mark.parametrize(
    "name", ["Wigan Youth Council", "Arts Council England", "Ashton Parish Council", "British Council"]
)
def test_council_of_another_sort_is_no_local_authority(mentions: Mentions, name: str) -> None:
    assert not councils(mentions(f"In May the {name} met the mayor."))


@pytest.mark.parametrize(
    "sentence",
    ["Wigan has set up a hub.", "In 2019 Wigan launched a hub.", "Wigan’s hub is open.", "Wigan wants more of it."],
)
def test_bare_name_that_acts_or_owns_is_the_council(mentions: Mentions, sentence: str) -> None:
    assert ("Wigan", "wigan") in councils(mentions(sentence))


@pytest.mark.parametrize(
    "sentence", ["The hub in Wigan is open.", "Homes across Wigan are warm.", "They moved from Wigan."]
)
def test_bare_name_after_a_preposition_of_place_is_the_place(mentions: Mentions, sentence: str) -> None:
    found = mentions(sentence)
    assert not councils(found)
    assert [(m.name, m.target) for m in found if m.kind is Kind.PLACE] == [("Wigan", "wigan")]


def test_bare_name_of_a_council_not_in_the_text_counts_where_it_acts(mentions: Mentions) -> None:
    assert councils(mentions("Leeds has set up a hub.")) == [("Leeds", "leeds")]


@pytest.mark.parametrize(
    "sentence", ["Reading has become rarer.", "Bath has hot water.", "Reading and Bath were named."]
)
def test_name_that_is_also_a_word_is_nobody_without_council_nearby(mentions: Mentions, sentence: str) -> None:
    assert not councils(mentions(sentence))


def test_name_that_is_also_a_word_is_the_council_that_the_text_names_in_full(mentions: Mentions) -> None:
    found = councils(mentions("Reading has set up a hub.", "Reading Borough Council: hubs"))
    assert found == [("Reading", "reading")]


@pytest.mark.parametrize("name", ["Greater Manchester", "Berkshire", "East Midlands", "Greater London"])
def test_stop_name_is_no_council_and_hides_the_one_within_it(mentions: Mentions, name: str) -> None:
    assert not councils(mentions(f"{name} has set up a hub."))


@pytest.mark.parametrize("name", ["Wigan Athletic", "Leeds Beckett University", "Camden Town Brewery"])
def test_bare_name_within_a_longer_name_is_no_council(mentions: Mentions, name: str) -> None:
    assert not councils(mentions(f"They met {name} in May."))


@pytest.mark.parametrize(
    "words",
    ["the council", "The Council", "the local authority", "the authority", "our council", "the borough", "the county"],
)
def test_the_council_stands_for_the_documents_own(mentions: Mentions, words: str) -> None:
    found = councils(mentions(f"Last year {words} grew."))
    assert found == [("", "home")]


@pytest.mark.parametrize("words", ["we", "We"])
def test_we_stands_for_the_documents_own_council(mentions: Mentions, words: str) -> None:
    assert ("", "home") in councils(mentions(f"{words} said so."))


def test_other_councils_are_not_the_council(mentions: Mentions) -> None:
    assert not councils(mentions("Many councils and a council nearby do so."))


def test_the_corporation_is_the_one_named_before(mentions: Callable[..., list[Mention]]) -> None:
    found = mentions("The City of London Corporation paid. The Corporation hosts the programme.")
    assert [m.target for m in found if m.kind is Kind.COUNCIL and m.name.endswith("Corporation")] == [
        "city-of-london"
    ] * 2
