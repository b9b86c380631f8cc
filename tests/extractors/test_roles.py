"""Where the ends of a relation are found: subject and object, by-phrase, lists, what came before, the document's council."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Facts = Callable[..., list[Any]]


def said(facts: list[Any], relation: str) -> set[tuple[str, str]]:
    return {(fact.subject, fact.object) for fact in facts if fact.relation == relation}


@pytest.mark.parametrize(
    "sentence",
    [
        "Brookfield Trust runs a carers hub.",
        "Brookfield Trust now also runs a carers hub.",
        "In 2019, Brookfield Trust ran a carers hub.",
        "Brookfield Trust, which is based in Leigh, runs a carers hub.",
        "A carers hub is run by Brookfield Trust.",
        "A carers hub is now run locally by Brookfield Trust.",
        "A carers hub, run by Brookfield Trust, is open.",
        "Residents like it because Brookfield Trust runs a carers hub.",
    ],
)
def test_provider_is_found_on_either_side_of_the_verb(facts: Facts, sentence: str) -> None:
    assert said(facts(sentence), "provides") == {("Brookfield Trust", "carers hub")}


def test_joined_subjects_each_act(facts: Facts) -> None:
    found = said(facts("Age UK and Brookfield Trust run a carers hub."), "provides")
    assert found == {("Age UK", "carers hub"), ("Brookfield Trust", "carers hub")}


def test_joined_objects_are_each_done(facts: Facts) -> None:
    found = said(facts("Brookfield Trust runs a carers hub, a repairs helpline and a boiler scheme."), "provides")
    assert found == {("Brookfield Trust", name) for name in ("carers hub", "repairs helpline", "boiler scheme")}


def test_list_of_partners_is_taken_apart(facts: Facts) -> None:
    found = said(facts("Wigan Council works with Age UK, Citizens Advice and Mind."), "partnerOf")
    assert found == {("Wigan Council", name) for name in ("Age UK", "Citizens Advice", "Mind")}


def test_passive_without_agent_beside_the_council_is_the_councils(facts: Facts) -> None:
    found = said(facts("The council listened. The Warm Rooms scheme was set up in 2019."), "leads")
    assert found == {("Wigan Council", "Warm Rooms scheme")}


def test_passive_without_agent_is_nobodys_where_no_council_is_known(facts: Facts) -> None:
    assert not said(facts("The Warm Rooms scheme was set up in 2019.", "Warm rooms for all"), "leads")


def test_subject_of_the_main_clause_serves_for_the_gerund(facts: Facts) -> None:
    found = said(facts("When commissioning its carers support service, the council asked residents."), "commissions")
    assert ("Wigan Council", "carers support service") in found


def test_owner_of_a_thing_is_not_the_thing(facts: Facts) -> None:
    found = said(facts("The boiler repair scheme worked in partnership with Blackpool’s Pause Project."), "partnerOf")
    assert found == {("boiler repair scheme", "Pause Project")}


def test_it_is_the_scheme_of_the_sentence_before(facts: Facts) -> None:
    found = said(facts("The council praised the Warm Rooms scheme. It is run by Brookfield Trust."), "provides")
    assert found == {("Brookfield Trust", "Warm Rooms scheme")}


def test_the_service_is_the_service_named_before(facts: Facts) -> None:
    found = said(
        facts("The council launched a home repairs service. The service is delivered by Brookfield Trust."), "provides"
    )
    assert found == {("Brookfield Trust", "home repairs service")}


def test_the_council_is_the_council_of_the_title(facts: Facts) -> None:
    assert said(facts("The council leads the Warm Rooms scheme."), "leads") == {("Wigan Council", "Warm Rooms scheme")}


def test_we_is_the_council_of_the_title(facts: Facts) -> None:
    assert said(facts("We set up the Warm Rooms scheme."), "leads") == {("Wigan Council", "Warm Rooms scheme")}


def test_we_in_the_mouth_of_a_providers_director_is_the_provider(facts: Facts) -> None:
    sentence = "“We run the carers hub every day of the week for all,” said Jane Smith, director of Brookfield Trust."
    assert said(facts(sentence), "provides") == {("Brookfield Trust", "carers hub")}


def test_list_items_go_on_from_the_words_that_bring_them_in(facts: Facts) -> None:
    found = facts("The council launched:\n\n- a carers helpline\n- a boiler repair scheme")
    assert said(found, "leads") == {("Wigan Council", "carers helpline"), ("Wigan Council", "boiler repair scheme")}
    quotes = {fact.quote for fact in found if fact.object == "boiler repair scheme" and fact.relation == "leads"}
    assert quotes == {"The council launched:\n\n- a carers helpline\n- a boiler repair scheme"}


def test_thing_after_another_clause_is_not_the_object(facts: Facts) -> None:
    found = said(facts("Brookfield Trust runs courses; the council praised the Warm Rooms scheme."), "provides")
    assert ("Brookfield Trust", "Warm Rooms scheme") not in found


def test_each_part_of_a_digest_has_its_own_council(facts: Facts) -> None:
    found = facts(
        "Three towns at work\n\nSome words to begin with.\n\n"
        "Wigan Council\n\nThe council runs a carers hub.\n\n"
        "Leeds City Council\n\nWe launched a boiler repair scheme.\n\n"
        "Kent County Council\n\nA befriending helpline was set up in 2019.\n",
        "",
    )
    assert said(found, "provides") == {("Wigan Council", "carers hub")}
    assert said(found, "leads") == {
        ("Leeds City Council", "boiler repair scheme"),
        ("Kent County Council", "befriending helpline"),
    }
