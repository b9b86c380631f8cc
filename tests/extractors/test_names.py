"""Proper names: where they begin and end, what they are, and their short forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.records import Kind, Mention

Mentions = Callable[..., list[Mention]]
Named = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Department for Education", Kind.ORGANISATION),
        ("Public Health England", Kind.ORGANISATION),
        ("Age UK", Kind.ORGANISATION),
        ("Brookfield Community Trust", Kind.ORGANISATION),
        ("Nottingham Trent University", Kind.ORGANISATION),
        ("University of Leeds", Kind.ORGANISATION),
        ("NHS Wigan Borough CCG", Kind.ORGANISATION),
        ("Spectrum Community Health CIC", Kind.ORGANISATION),
        ("Ostermoor Homes Ltd", Kind.ORGANISATION),
        ("Kent and Medway Partnership", Kind.NETWORK),
        ("Northern Housing Network", Kind.NETWORK),
        ("Ostermoor Health and Wellbeing Board", Kind.NETWORK),
        ("Safer Streets Working Group", Kind.NETWORK),
        ("Warm Start Programme", Kind.INITIATIVE),
        ("Household Support Fund", Kind.INITIATIVE),
        ("Drug and Alcohol Recovery Pathway", Kind.INITIATIVE),
        ("Warm Rooms scheme", Kind.INITIATIVE),
    ],
)
def test_name_is_taken_whole_and_its_kind_shown_by_its_head(mentions: Mentions, name: str, kind: Kind) -> None:
    found = [m for m in mentions(f"In May the {name} met them here.") if m.is_specific]
    assert [(m.name, m.kind) for m in found] == [(name, kind)]


@pytest.mark.parametrize("name", ["Leigh Town Hall", "Ostermoor Park", "Blackpool Victoria Hospital"])
def test_building_after_at_is_a_place(named: Named, name: str) -> None:
    assert named(f"It was held at {name} in March.", Kind.PLACE) == [name]


def test_known_bodies_joined_by_and_are_two(named: Named) -> None:
    found = named("Citizens Advice and Age UK run it with Sport England.", Kind.ORGANISATION)
    assert found == ["Citizens Advice", "Age UK", "Sport England"]


def test_council_and_body_joined_by_and_are_two(mentions: Mentions) -> None:
    found = mentions("Wigan Council and Age UK opened it.")
    assert [(m.name, m.kind) for m in found] == [("Wigan Council", Kind.COUNCIL), ("Age UK", Kind.ORGANISATION)]


def test_article_is_no_part_of_a_bodys_name(mentions: Mentions) -> None:
    text = "It is run by The Brookfield Trust."
    (found,) = [m for m in mentions(text) if m.kind is Kind.ORGANISATION]
    assert found.name == "Brookfield Trust"


def test_abbreviation_in_brackets_stands_for_the_body_from_there_on(mentions: Mentions) -> None:
    found = mentions("It was led by the Ostermoor Housing Association (OHA). Last year OHA grew.")
    assert [(m.name, m.target) for m in found if m.kind is Kind.ORGANISATION] == [
        ("Ostermoor Housing Association", ""),
        ("OHA", "Ostermoor Housing Association"),
        ("OHA", "Ostermoor Housing Association"),
    ]


def test_brackets_that_hold_other_letters_are_no_abbreviation(mentions: Mentions) -> None:
    found = mentions("It was led by the Ostermoor Housing Association (XYZ).")
    assert not [m for m in found if "abbreviation" in m.rule]


def test_short_form_stands_for_the_full_name(mentions: Mentions) -> None:
    found = mentions("They chose Spectrum Community Health CIC. Since then staff at Spectrum are glad.")
    assert [(m.name, m.target) for m in found if m.kind is Kind.ORGANISATION] == [
        ("Spectrum Community Health CIC", ""),
        ("Spectrum", "Spectrum Community Health CIC"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was done with the charity Larkrise.",
        "It was done by Larkrise.",
        "Last year Larkrise delivered it.",
        "It was Larkrise, a community interest company, that came.",
    ],
)
def test_name_without_a_head_noun_is_a_body_where_its_neighbours_say_so(named: Named, sentence: str) -> None:
    assert named(sentence, Kind.ORGANISATION) == ["Larkrise"]


@pytest.mark.parametrize("cue", ["known as", "called", "named", "branded"])
def test_name_after_a_word_of_naming_is_an_initiative(named: Named, cue: str) -> None:
    assert "Warm Start" in named(f"It is an approach {cue} Warm Start.", Kind.INITIATIVE)


def test_name_is_one_kind_throughout_a_document(mentions: Mentions) -> None:
    found = mentions("It was done by the charity Larkrise. Some of the Larkrise people came.")
    assert {m.kind for m in found if m.name == "Larkrise"} == {Kind.ORGANISATION}


@pytest.mark.parametrize("words", ["STI testing", "GPs", "Monday", "Christmas", "MPs"])
def test_topical_abbreviations_and_days_are_no_names(mentions: Mentions, words: str) -> None:
    assert not [m for m in mentions(f"They spoke of {words} at length.") if m.is_specific]


def test_first_word_of_a_sentence_is_no_name_for_its_capital(mentions: Mentions) -> None:
    assert not [m for m in mentions("Heating was poor. Winters were cold. Nobody came.") if m.is_specific]


def test_described_body_and_network_are_found_without_a_name(mentions: Mentions) -> None:
    found = mentions("A local charity joined a housing commissioners network.")
    assert [(m.name, m.kind, m.is_specific) for m in found] == [
        ("A local charity", Kind.ORGANISATION, False),
        ("housing commissioners network", Kind.NETWORK, False),
    ]


def test_team_is_told_apart_by_its_owner(named: Named) -> None:
    assert named("It was run by Spectrum’s outreach team.", Kind.ORGANISATION) == ["Spectrum's outreach team"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Each tablet was lent with 5Gb of data.", []),
        ("The Director of Visible Services and Housing was given authority.", []),
        ("Harrogate and District NHS Foundation Trust proposed it.", ["Harrogate and District NHS Foundation Trust"]),
        ("Ann Lee, Outreach Service Manager for The Salvation Army, spoke.", ["Salvation Army"]),
        ("Public Health England paid; a consultant in Public Health agreed.", ["Public Health England"]),
    ],
)
def test_fields_of_work_amounts_and_posts_are_no_bodies(named: Named, sentence: str, names: list[str]) -> None:
    assert named(sentence, Kind.ORGANISATION) == names


def test_national_body_is_the_same_thing_under_its_abbreviation_alone(facts: Callable[..., list[object]]) -> None:
    told = facts("The Warm Rooms scheme was funded by MHCLG.")
    assert any("ministry-of-housing-communities-and-local-government" in str(fact) for fact in told)
