"""Readers: roles and employers, the contact block, dates, outcomes, contracts, topics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[Any]]


def said(facts: list[Any], *relations: str) -> set[tuple[str, str, str]]:
    return {(fact.subject, fact.relation, fact.object) for fact in facts if fact.relation in relations}


# -- persons ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Public Health Lead Officer Jane Smith said so.", "Public Health Lead Officer"),
        ("Director of Public Health Professor Jane Smith said so.", "Director of Public Health"),
        ("Jane Smith, head of housing, said so.", "head of housing"),
        ("Jane Smith (head of housing) said so.", "head of housing"),
        ("Jane Smith, the council’s head of housing, said so.", "head of housing"),
        ("Cllr Jane Smith, cabinet member for homes and health, said so.", "cabinet member for homes and health"),
        ("“It is a fine thing for all of us,” said Jane Smith, head of housing.", "head of housing"),
    ],
)
def test_role_stands_beside_the_name(facts: Facts, sentence: str, role: str) -> None:
    assert said(facts(sentence), "hasRole") == {("Jane Smith", "hasRole", role)}


def test_officer_of_the_council_works_for_it(facts: Facts) -> None:
    found = facts("Director of Public Health Jane Smith said so.")
    assert said(found, "worksFor") == {("Jane Smith", "worksFor", "Wigan Council")}


def test_named_body_is_the_employer(facts: Facts) -> None:
    found = facts("Jane Smith, chief executive of Brookfield Trust, said so.")
    assert said(found, "worksFor") == {("Jane Smith", "worksFor", "Brookfield Trust")}


def test_resident_works_for_nobody(facts: Facts) -> None:
    assert not said(facts("Local resident Jane Smith said so."), "worksFor", "hasRole")


def test_person_named_again_by_surname_is_the_same(facts: Facts) -> None:
    found = facts("Jane Smith, head of housing, came. “The council runs the Warm Rooms scheme for all,” Ms Smith said.")
    assert {fact.speaker for fact in found if fact.relation == "provides"} == {"Jane Smith"}


BLOCKS = {
    "lines": "Jane Smith\n\nPublic Health Manager\n\nWigan Council\n\njane@example.org",
    "lines without gaps": "Jane Smith\nPublic Health Manager\nWigan Council\njane@example.org",
    "run together": "Jane Smith Public Health Manager\n\nWigan Council",
    "one line": "Jane Smith, Public Health Manager, Wigan Council",
    "after a word": "Contact: Jane Smith, Public Health Manager, Wigan Council",
    "with a stop": "Jane Smith\n\nPublic Health Manager. Wigan Council",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_contact_block_of_any_layout_is_read(facts: Facts, block: str) -> None:
    found = facts(f"The work went well.\n\nContact details\n\n{block}\n")
    assert said(found, "contactFor", "hasRole", "worksFor") == {
        ("Jane Smith", "contactFor", "Wigan Council"),
        ("Jane Smith", "hasRole", "Public Health Manager"),
        ("Jane Smith", "worksFor", "Wigan Council"),
    }


def test_two_contacts_keep_their_own_roles_and_bodies(facts: Facts) -> None:
    found = facts(
        "The work went well.\n\nContact details\n\nJane Smith\n\nPublic Health Manager\n\nWigan Council\n\n"
        "Tom Ward\n\nChief Executive\n\nBrookfield Trust\n"
    )
    assert said(found, "contactFor", "hasRole") == {
        ("Jane Smith", "contactFor", "Wigan Council"),
        ("Jane Smith", "hasRole", "Public Health Manager"),
        ("Tom Ward", "contactFor", "Brookfield Trust"),
        ("Tom Ward", "hasRole", "Chief Executive"),
    }


def test_quote_of_a_contact_runs_from_the_name_to_the_body(facts: Facts) -> None:
    found = facts("It went well.\n\nContact details\n\nJane Smith\n\nPublic Health Manager\n\nWigan Council\n")
    assert {f.quote for f in found if f.relation == "contactFor"} == {
        "Jane Smith\n\nPublic Health Manager\n\nWigan Council"
    }


def test_name_in_the_running_text_is_no_contact(facts: Facts) -> None:
    assert not said(facts("Jane Smith, Public Health Manager of Wigan Council, said so."), "contactFor")


# -- dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "relation", "date", "status"),
    [
        ("The Warm Rooms scheme was launched in March 2018.", "startDate", "2018-03", "done"),
        ("In 2018 the Warm Rooms scheme was launched.", "startDate", "2018", "done"),
        (
            "Brookfield Trust runs the Warm Rooms scheme, which opened on 9 March 2018.",
            "startDate",
            "2018-03-09",
            "done",
        ),
        ("The Warm Rooms scheme will start in May 2029.", "startDate", "2029-05", "planned"),
        ("The Warm Rooms scheme ended in March 2020.", "endDate", "2020-03", "done"),
        ("There was a joint procurement exercise in 2014.", "startDate", "2014", "done"),
    ],
)
def test_date_of_beginning_or_end_is_read(facts: Facts, sentence: str, relation: str, date: str, status: str) -> None:
    found = [fact for fact in facts(sentence) if fact.relation in ("startDate", "endDate")]
    assert [(fact.relation, fact.object, fact.status) for fact in found] == [(relation, date, status)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Warm Rooms scheme was praised in March 2018.",
        "The Warm Rooms scheme began in 2018/19.",
        "The Warm Rooms scheme began in March.",
    ],
)
def test_other_dates_begin_and_end_nothing(facts: Facts, sentence: str) -> None:
    assert not said(facts(sentence), "startDate", "endDate")


# -- contracts -------------------------------------------------------------------------------------


def test_winner_of_a_contract_provides_the_service_that_was_bought(facts: Facts) -> None:
    found = facts(
        "The council commissioned a weight management service. Brookfield Trust was awarded the contract and delivery"
        " commenced in March 2018."
    )
    assert said(found, "commissions", "provides", "startDate") == {
        ("Wigan Council", "commissions", "weight management service"),
        ("Wigan Council", "commissions", "Brookfield Trust"),
        ("Brookfield Trust", "provides", "weight management service"),
        ("weight management service", "startDate", "2018-03"),
    }


def test_prize_is_no_contract(facts: Facts) -> None:
    found = facts(
        "The council commissioned a weight management service. Brookfield Trust was awarded a prize in March 2018."
    )
    assert not said(found, "provides", "startDate")


# -- outcomes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("In its first year 420 older tenants attended the boiler repair workshops.", "420 people"),
        ("Nearly 12,000 pupils attended the boiler repair workshops.", "about 12000 people"),
        ("The boiler repair workshops held more than 500 sessions.", "about 500 sessions"),
        ("The boiler repair workshops had a return rate of 50 per cent.", "50 %"),
        ("The boiler repair workshops have saved £1.2 million a year.", "1200000 GBP/year"),
        ("The boiler repair workshops were awarded £12,500.", "12500 GBP"),
    ],
)
def test_figure_of_an_initiative_is_its_outcome(facts: Facts, sentence: str, figure: str) -> None:
    assert said(facts(sentence), "reports") == {("boiler repair workshops", "reports", figure)}


def test_two_figures_of_a_sentence_are_two_outcomes(facts: Facts) -> None:
    found = facts("The boiler repair workshops drew 300 tenants and 40 landlords to 12 sessions.")
    assert {fact.object for fact in found if fact.relation == "reports"} >= {"300 people", "12 sessions"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Tenants aged 42 to 70 like the boiler repair workshops.",
        "The boiler repair workshops began in 2018.",
        "The boiler repair workshops ran for 18 months.",
        "The boiler repair workshops are 5 miles from here.",
        "The boiler repair workshops are in the top 10.",
        "The borough has a population of 320,000 people and boiler repair workshops.",
    ],
)
def test_ages_dates_spans_ranks_and_background_are_no_outcomes(facts: Facts, sentence: str) -> None:
    assert not said(facts(sentence), "reports")


def test_figures_of_the_need_are_no_outcomes(facts: Facts) -> None:
    found = facts("It began.\n\nThe challenge\n\nSome 4,000 tenants joined the boiler repair workshops.\n")
    assert not said(found, "reports")


def test_number_of_an_initiatives_parts_is_an_outcome(facts: Facts) -> None:
    found = facts("Brookfield Trust runs two specialist repair hubs.")
    assert said(found, "reports") == {("specialist repair hubs", "reports", "2 hubs")}


# -- topics ----------------------------------------------------------------------------------------


def test_initiative_addresses_the_topic_in_its_name(facts: Facts) -> None:
    found = facts("Wigan Council runs a sexual health service.")
    assert said(found, "addresses") == {("sexual health service", "addresses", "sexual health")}


def test_initiative_addresses_the_topic_of_its_purpose(facts: Facts) -> None:
    found = facts("Wigan Council set up the Warm Rooms scheme to tackle fuel poverty.")
    assert ("Warm Rooms scheme", "addresses", "fuel poverty") in said(found, "addresses")


def test_document_is_about_the_council_of_its_title(facts: Facts) -> None:
    found = [fact for fact in facts("It went well.") if fact.relation == "about"]
    assert [(fact.subject, fact.object, fact.quote) for fact in found] == [
        ("the document", "Wigan Council", "Wigan Council: a case study")
    ]


def test_document_is_about_the_topic_that_comes_again_and_again(facts: Facts) -> None:
    found = facts(
        "Loneliness is common. To end loneliness, and the cost of loneliness, Wigan Council acts on loneliness."
    )
    assert "loneliness" in {fact.object.lower() for fact in found if fact.relation == "about"}


def test_topic_said_once_is_not_what_the_document_is_about(facts: Facts) -> None:
    found = facts("They once spoke of loneliness.")
    assert {fact.object for fact in found if fact.relation == "about"} == {"Wigan Council"}
