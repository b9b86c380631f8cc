"""What readers once stumbled over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graphkit.extractors.values import find_dates, find_quantities
from graphkit.knowledge import load_knowledge
from graphkit.pipeline import read_one
from graphkit.records import Description, Document, Kind, Mention, Span
from graphkit.statements import assemble

Facts = Callable[..., list[Any]]
Mentions = Callable[..., list[Mention]]


def said(facts: list[Any], *relations: str) -> set[tuple[str, str, str]]:
    return {(fact.subject, fact.relation, fact.object) for fact in facts if fact.relation in relations}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Warm homes in Wigan\n\nDirector of Public Health Jane Smith said so.", ""),
        ("Warm homes in Wigan\n\nBrookfield Trust was awarded the contract.", ""),
        ("Warm homes in Wigan\n\nIt went well.\n\nContact\n\nJane Smith\n\nPublic Health Manager", ""),
        ("Warm homes\n\nDirector of Public Health Jane Smith said so.", "Wigan Council: warm homes"),
        ("Wigan Council: x\n\nThe Warm Rooms scheme had 16 we met.", ""),
        ("Wigan Council: x\n\nThe Warm Rooms scheme reached 40 the council homes.", ""),
        ("Wigan Council: x\n\nIt is for year ² pupils.", ""),
        ("Wigan Council: x\n\nThe Warm Rooms scheme reached " + "9" * 320 + " dozen people.", ""),
    ],
)
def test_text_that_once_stopped_the_reader_is_read(text: str, title: str) -> None:
    reading = read_one(Document("a", "a.txt", text, "", Description("a.txt", title=title)), load_knowledge())
    graph = assemble([reading], load_knowledge(), "x")
    assert [document.slug for document in graph.documents] == ["a"]
    for fact in graph.statements:
        assert [said.quote for said in fact.evidence] == [text[said.start : said.end] for said in fact.evidence]


def test_digits_of_other_scripts_are_no_quantities() -> None:
    assert find_quantities("٣٣ tenants", Span(0, 10)) == []
    assert find_dates("in 20١٢", Span(0, 7)) == []


@pytest.mark.parametrize("day", ["31 June 2020", "30 February 2019"])
def test_day_that_never_was_is_read_as_its_month(day: str) -> None:
    assert [len(d.lexical) for d in find_dates(day, Span(0, len(day)))] == [7]


def test_day_with_the_month_first_and_in_figures() -> None:
    assert [d.lexical for d in find_dates("May 3, 2020", Span(0, 11))] == ["2020-05-03"]
    assert [d.lexical for d in find_dates("12/03/2019", Span(0, 10))] == ["2019-03-12"]
    assert find_quantities("12/03/2019", Span(0, 10)) == []


def test_what_is_run_by_another_may_be_launched_by_the_council(facts: Facts) -> None:
    found = facts("The council launched a befriending service run by Age UK.")
    assert said(found, "leads", "provides") == {
        ("Wigan Council", "leads", "befriending service"),
        ("Age UK", "provides", "befriending service"),
    }


def test_participle_after_a_comma_is_passive(facts: Facts) -> None:
    found = facts("The Warm Rooms scheme, launched by Brookfield Trust, is open.")
    assert said(found, "leads") == {("Brookfield Trust", "leads", "Warm Rooms scheme")}


def test_status_within_a_relative_clause_is_not_that_of_the_main_verb(facts: Facts) -> None:
    assert {
        f.status for f in facts("The council, which will grow, runs a carers hub.") if f.relation == "provides"
    } == {"done"}


def test_without_and_a_comma_negates_nothing(facts: Facts) -> None:
    found = [f for f in facts("Without the council, Brookfield Trust runs a carers hub.") if f.relation == "provides"]
    assert {(f.subject, f.status) for f in found} == {("Brookfield Trust", "done")}


@pytest.mark.parametrize("name", ["Jane Hill", "Paul Lane", "Sarah Green", "Anne Hall"])
def test_surname_may_be_a_word_of_places(mentions: Mentions, name: str) -> None:
    assert [m.name for m in mentions(f"Last year {name} said so.") if m.kind is Kind.PERSON] == [name]
    surname = name.split()[1]
    assert [m.name for m in mentions(f"Last year Ms {surname} said so.") if m.kind is Kind.PERSON] == [surname]


def test_leader_of_the_council_is_a_role(facts: Facts) -> None:
    assert said(facts("Leader of the council Cllr Tom Ward said so."), "hasRole") == {
        ("Tom Ward", "hasRole", "Leader of the council")
    }


@pytest.mark.parametrize(
    "opening", ["Brookfield Community Trust won.", "Brookfield Community Trust won it. Then it grew."]
)
def test_short_form_at_the_start_of_sentences(facts: Facts, opening: str) -> None:
    found = facts(f"{opening} Brookfield runs a carers hub.")
    assert ("Brookfield Community Trust", "provides", "carers hub") in said(found, "provides")


def test_fire_and_rescue_service_is_a_body(mentions: Mentions) -> None:
    name = "Greater Manchester Fire and Rescue Service"
    assert [(m.name, m.kind) for m in mentions(f"They met {name} in May.") if m.is_specific] == [
        (name, Kind.ORGANISATION)
    ]


def test_population_ends_before_a_verb(mentions: Mentions) -> None:
    found = mentions("The hub helped people with learning disabilities find work.")
    assert [m.name for m in found if m.kind is Kind.POPULATION] == ["people with learning disabilities"]


@pytest.mark.parametrize("before", ["In May", "Recently", "Meanwhile"])
def test_words_before_an_unregistered_council_are_no_part_of_it(mentions: Mentions, before: str) -> None:
    assert [m.name for m in mentions(f"{before} Ostermoor Council met.") if m.kind is Kind.COUNCIL] == [
        "Ostermoor Council"
    ]


def test_first_quoted_sentence_after_its_speaker_has_that_speaker(facts: Facts) -> None:
    found = facts("Ms Jane Mills, head of housing, said: “The council runs the carers hub. It is good.”")
    assert {f.speaker for f in found if f.relation == "provides"} == {"Jane Mills"}


def test_speaker_with_a_role_in_the_paragraph_before(facts: Facts) -> None:
    found = facts(
        "Jane Mills, head of housing, said the work was hard.\n\n“The council runs the carers hub every day of the week.”"
    )
    assert {f.speaker for f in found if f.relation == "provides"} == {"Jane Mills"}


def test_citizens_advice_is_no_heading_of_lessons(facts: Facts) -> None:
    found = facts("Partners include:\n\nAge UK\n\nCitizens Advice\n\nMind\n\nThe Warm Rooms scheme ended in May 2020.")
    assert {f.claim.section for f in found if f.relation == "endDate"} == {"intro"}


def test_evidence_in_the_title_says_so(facts: Facts) -> None:
    assert {f.claim.section for f in facts("It went well.") if f.relation == "about"} == {"title"}


def test_contact_after_the_word_contact(facts: Facts) -> None:
    found = facts(
        "It went well.\n\nFor more information\n\nContact Jane Smith, Public Health Manager, Wigan Council.\n"
    )
    assert ("Jane Smith", "contactFor", "Wigan Council") in said(found, "contactFor")


def test_the_council_after_two_joined_councils_is_neither(facts: Facts) -> None:
    found = facts(
        "Wigan Council and Leeds City Council set up the Boiler Fund. The council runs a carers hub.",
        "Warm homes for all",
    )
    assert not said(found, "provides")
