"""Which mentions of initiatives may be one thing, and how a judge made by hand links them."""

from __future__ import annotations

import pytest

from graphkit.learned.forest import Forest
from graphkit.outline import make_outline
from graphkit.records import Description, Document, Kind, Mention, Outline, Span
from graphkit.resolution.coreference import Linker, link

NEVER, ALWAYS = Forest(-9000, []), Forest(9000, [])
TITLE = "Wigan Council: warm homes"
NAMES = "Amber Birch Cedar Daisy Elder Fern Gorse Hazel Iris Juniper Kelp Laurel".split()


def outline_of(body: str) -> Outline:
    text = f"{TITLE}\n\n{body}\n"
    return make_outline(Document("a", "a.txt", text, "", Description("a.txt")))


def mentions_in(outline: Outline, *forms: str) -> list[Mention]:
    """The mentions of these forms, each looked for after the one before it; a form with a capital is a name."""
    found: list[Mention] = []
    at = len(TITLE)
    for form in forms:
        start = outline.folded.index(form, at)
        at = start + len(form)
        name = form.removeprefix("The ").removeprefix("the ")
        is_specific = any(word[0].isupper() for word in name.split())
        found.append(Mention(Span(start, at), Kind.INITIATIVE, name, "some.rule@1", is_specific=is_specific))
    return found


def candidates_of(body: str, *forms: str) -> list[int]:
    """The clusters that the last form may stand for, where each form before it is a thing of its own."""
    outline = outline_of(body)
    *before, last = mentions_in(outline, *forms)
    linker = Linker(outline)
    for mention in before:
        linker.add(mention, None)
    return [number for number, _ in linker.candidates(last)]


def linked(body: str, *forms: str, judge: Forest, least: int = 0) -> list[int | None]:
    outline = outline_of(body)
    return link(outline, mentions_in(outline, *forms), judge, least)


# -- candidates ------------------------------------------------------------------------------------


def test_first_mention_has_no_candidates() -> None:
    assert candidates_of("They set up a carers hub.", "carers hub") == []


def test_candidates_are_the_ten_most_recent_ones_the_last_one_first() -> None:
    body = "".join(f"Then came {name}. " for name in NAMES) + "The pilot went well."
    assert candidates_of(body, *NAMES, "pilot") == [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]


def test_thing_told_of_long_ago_is_a_candidate_where_it_shares_a_word() -> None:
    body = "They set up a carers hub. " + "".join(f"Then came {name}. " for name in NAMES) + "That hub went well."
    assert candidates_of(body, "carers hub", *NAMES, "hub") == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 0]


def test_thing_is_as_recent_as_its_last_mention() -> None:
    outline = outline_of("They set up a carers hub and a boiler scheme. The hub grew. The pilot went well.")
    hub, boiler, again, pilot = mentions_in(outline, "carers hub", "boiler scheme", "hub", "pilot")
    linker = Linker(outline)
    first, second = linker.add(hub, None), linker.add(boiler, None)
    assert linker.add(again, first) == first
    assert [number for number, _ in linker.candidates(pilot)] == [first, second]


def test_things_in_one_list_are_never_candidates_for_each_other() -> None:
    body = "They set up a carers hub, a helpline and a boiler scheme."
    assert candidates_of(body, "carers hub", "helpline") == []
    assert candidates_of(body, "carers hub", "helpline", "boiler scheme") == []


def test_things_of_two_sentences_are_candidates() -> None:
    assert candidates_of("They set up a carers hub. They set up a helpline.", "carers hub", "helpline") == [0]


def test_two_of_one_head_in_one_sentence_are_candidates() -> None:
    assert candidates_of("It was a scheme, a boiler scheme.", "scheme", "boiler scheme") == [0]


@pytest.mark.parametrize("part", ["A key part of the", "Central to the", "A strand in the"])
def test_part_of_a_thing_is_no_candidate_for_it(part: str) -> None:
    body = f"{part} Warm Rooms Project is a boiler scheme."
    assert candidates_of(body, "Warm Rooms Project", "boiler scheme") == []


def test_what_a_thing_is_said_to_be_is_a_candidate_for_it() -> None:
    assert candidates_of("The Warm Rooms Project is a boiler scheme.", "Warm Rooms Project", "boiler scheme") == [0]


# -- features --------------------------------------------------------------------------------------

STUDY = (
    "Wigan Council set up the Warm Rooms scheme, a pilot. They set up a carers hub, a helpline and a boiler scheme. "
    "Its hubs grew. This project (WRS) helped. The Warm Rooms scheme went well."
)
FORMS = ("Warm Rooms scheme", "pilot", "carers hub", "helpline", "boiler scheme", "hubs", "This project", "WRS")


def test_features_are_whole_numbers_as_many_for_every_candidate() -> None:
    outline = outline_of(STUDY)
    linker = Linker(outline)
    rows: list[list[int]] = []
    for mention in mentions_in(outline, *FORMS, "Warm Rooms scheme"):
        rows += [row for _, row in linker.candidates(mention)]
        linker.add(mention, None)
    assert len(rows) > 10
    assert len({len(row) for row in rows}) == 1
    assert {type(value) for row in rows for value in row} == {int}


def test_looking_at_candidates_changes_nothing() -> None:
    outline = outline_of(STUDY)
    *before, last = mentions_in(outline, *FORMS, "Warm Rooms scheme")
    linker = Linker(outline)
    for mention in before:
        linker.add(mention, None)
    assert linker.candidates(last) == linker.candidates(last)


def test_mention_before_the_first_sentence_has_features_too() -> None:
    outline = outline_of("The scheme went well.")
    title = Mention(Span(15, 25), Kind.INITIATIVE, "warm homes", "some.rule@1")
    linker = Linker(outline)
    linker.add(title, None)
    (scheme,) = mentions_in(outline, "The scheme")
    ((number, row),) = linker.candidates(scheme)
    assert number == 0
    assert row


@pytest.mark.parametrize("body", ["The scheme", "the pilots", "this project", "That service", "these schemes"])
def test_word_that_tells_nothing_apart_is_general_after_a_pointing_word(body: str) -> None:
    outline = outline_of(f"So {body} went well.")
    (mention,) = mentions_in(outline, body.split()[1])
    assert Linker(outline).is_general(mention)


@pytest.mark.parametrize("body", ["a scheme", "the boiler scheme", "its project", "this hub for carers", "the Fendrel"])
def test_mention_that_says_more_or_is_new_is_not_general(body: str) -> None:
    outline = outline_of(f"So {body} went well.")
    (mention,) = mentions_in(outline, body.partition(" ")[2])
    assert not Linker(outline).is_general(mention)


def test_article_may_lie_within_a_general_mention() -> None:
    outline = outline_of("The scheme went well.")
    (mention,) = mentions_in(outline, "The scheme")
    assert Linker(outline).is_general(mention)


# -- links -----------------------------------------------------------------------------------------


def test_one_proper_name_has_one_number_whatever_the_judge_says() -> None:
    body = "The Warm Rooms scheme began. Then came Fendrel. The Warm Rooms scheme grew."
    assert linked(body, "Warm Rooms scheme", "Fendrel", "Warm Rooms scheme", judge=NEVER) == [0, 1, 0]


def test_one_proper_name_is_known_in_other_letters() -> None:
    body = "Warm-Rooms Scheme began. The Warm Rooms scheme grew."
    assert linked(body, "Warm-Rooms Scheme", "The Warm Rooms scheme", judge=NEVER) == [0, 0]


def test_description_said_twice_is_what_the_judge_says() -> None:
    body = "They set up a carers hub. The carers hub grew."
    assert linked(body, "carers hub", "carers hub", judge=NEVER) == [0, 1]
    assert linked(body, "carers hub", "carers hub", judge=ALWAYS) == [0, 0]


@pytest.mark.parametrize("judge", [NEVER, ALWAYS], ids=["never", "always"])
def test_general_mention_alone_stands_for_nothing(judge: Forest) -> None:
    assert linked("The scheme went well.", "The scheme", judge=judge) == [None]


def test_general_mention_stands_for_what_the_judge_links_it_with_or_for_nothing() -> None:
    body = "They set up a carers hub. The scheme went well."
    assert linked(body, "carers hub", "The scheme", judge=ALWAYS) == [0, 0]
    assert linked(body, "carers hub", "The scheme", judge=NEVER) == [0, None]


def test_general_mention_that_stands_for_nothing_is_no_candidate_afterwards() -> None:
    body = "The scheme went well. They set up a carers hub."
    assert linked(body, "The scheme", "carers hub", judge=ALWAYS) == [None, 0]


@pytest.mark.parametrize(("least", "expected"), [(100, [0, 0]), (101, [0, 1])])
def test_link_needs_the_least_score(least: int, expected: list[int]) -> None:
    body = "They set up a carers hub. Then a helpline came."
    assert linked(body, "carers hub", "helpline", judge=Forest(100, []), least=least) == expected


def test_most_recent_of_equally_likely_things_is_taken() -> None:
    body = "They set up a carers hub and a helpline. The project went well."
    assert linked(body, "carers hub", "helpline", "The project", judge=ALWAYS) == [0, 1, 1]


def test_part_of_a_thing_is_not_the_thing_however_sure_the_judge() -> None:
    body = "A key part of the Warm Rooms Project is a boiler scheme."
    assert linked(body, "Warm Rooms Project", "boiler scheme", judge=ALWAYS) == [0, 1]


@pytest.mark.parametrize("judge", [NEVER, ALWAYS], ids=["never", "always"])
def test_numbers_run_beside_the_mentions_and_leave_none_out(judge: Forest) -> None:
    numbers = linked(STUDY, *FORMS, "Warm Rooms scheme", judge=judge)
    known = {number for number in numbers if number is not None}
    assert len(numbers) == len(FORMS) + 1
    assert known == set(range(len(known)))


def test_no_mentions_have_no_numbers() -> None:
    assert linked("It went well.", judge=ALWAYS) == []
