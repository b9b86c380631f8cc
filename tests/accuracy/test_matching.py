"""Names mean one thing but for what two readers write differently, and each is matched once."""

from __future__ import annotations

import pytest

from graphkit.accuracy.matching import Named, match, plain_unit, speak_of_one_place
from graphkit.records import Kind


@pytest.mark.parametrize(
    ("kind", "gold", "found"),
    [
        (Kind.ORGANISATION, "Women’s Aid & Refuge", "the women's aid and refuge"),
        (Kind.ORGANISATION, "Council's Care-Team", "council care team"),
        (Kind.INITIATIVE, "drop-in clinics for young people", "clinics for young people"),
        (Kind.POPULATION, "vulnerable young women", "vulnerable women"),
        (Kind.PLACE, "Leigh town centre", "town centre of Leigh"),
        (Kind.PERSON, "Dr Kate Ardern", "Professor Ardern"),
    ],
)
def test_names_that_two_readers_write_match(kind: Kind, gold: str, found: str) -> None:
    assert match({"e1": Named(kind, (gold,))}, {"x": Named(kind, (found,))}) == {"e1": "x"}


@pytest.mark.parametrize(
    ("kind", "gold", "found"),
    [
        (Kind.ORGANISATION, "Wigan Infirmary Trust", "Wigan Trust"),  # a name is not a description
        (Kind.INITIATIVE, "clinics for young people", "campaign for young people"),  # another head
        (Kind.INITIATIVE, "mental health training", "training"),  # one word holds nothing
        (Kind.INITIATIVE, "the clinic", "the hub"),
        (Kind.PERSON, "Kate Ardern", "Kate Lee"),
    ],
)
def test_names_of_different_things_do_not(kind: Kind, gold: str, found: str) -> None:
    assert match({"e1": Named(kind, (gold,))}, {"x": Named(kind, (found,))}) == {}


def test_things_of_different_kinds_do_not_match() -> None:
    assert match({"e1": Named(Kind.PLACE, ("Wigan",))}, {"x": Named(Kind.COUNCIL, ("Wigan",))}) == {}


def test_each_is_matched_once_and_the_best_first() -> None:
    gold = {
        "e1": Named(Kind.INITIATIVE, ("sexual health clinics", "clinics")),
        "e2": Named(Kind.INITIATIVE, ("sexual health hubs",)),
    }
    found = {
        "x": Named(Kind.INITIATIVE, ("health clinics",)),
        "y": Named(Kind.INITIATIVE, ("Clinics", "sexual health clinics")),
    }
    assert match(gold, found) == {"e1": "y"}


def test_units_are_one_however_they_are_written() -> None:
    assert plain_unit("per cent") == plain_unit("percent") == plain_unit("%")
    assert plain_unit("£ a year") == plain_unit("GBP per year")
    assert plain_unit("people") != plain_unit("places")


def test_quotes_speak_of_one_place_where_half_the_words_are_shared() -> None:
    assert speak_of_one_place("The council awarded Spectrum a contract.", "awarded Spectrum a contract in 2018")
    assert not speak_of_one_place("The council awarded Spectrum a contract.", "Pupils attended sessions in Leigh.")
