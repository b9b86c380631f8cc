"""What the engine makes of frames: status, speaker, section, the most specific reading, what is no fact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graphkit.extractors.engine import all_frames, describe_rule

Facts = Callable[..., list[Any]]


def one(facts: list[Any], relation: str) -> Any:
    found = [fact for fact in facts if fact.relation == relation]
    assert found, [(fact.subject, fact.relation, fact.object) for fact in facts]
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The council runs the Warm Rooms scheme.", "done"),
        ("The council will run the Warm Rooms scheme.", "planned"),
        ("The council has agreed to run the Warm Rooms scheme.", "planned"),
        ("The Warm Rooms scheme will be run by the council.", "planned"),
        ("The council does not run the Warm Rooms scheme.", "negated"),
        ("The Warm Rooms scheme is not run by the council.", "negated"),
        ("The council no longer runs the Warm Rooms scheme.", "ended"),
        ("The council used to run the Warm Rooms scheme.", "ended"),
        ("The council not only runs the Warm Rooms scheme but likes it.", "done"),
    ],
)
def test_status_of_a_fact_is_that_of_its_verb(facts: Facts, sentence: str, status: str) -> None:
    found = one(facts(sentence), "provides")
    assert (found.subject, found.object, found.status) == ("Wigan Council", "Warm Rooms scheme", status)


@pytest.mark.parametrize(
    "sentence",
    [
        "Could the council run the Warm Rooms scheme?",
        "If the council runs the Warm Rooms scheme, people will come.",
        "Should the council run the Warm Rooms scheme, people will come.",
        "Imagine the council runs the Warm Rooms scheme.",
    ],
)
def test_questions_and_suppositions_are_no_facts(facts: Facts, sentence: str) -> None:
    assert not [fact for fact in facts(sentence) if fact.relation == "provides"]


def test_most_specific_reading_of_a_pair_in_a_sentence_stands(facts: Facts) -> None:
    found = facts("Wigan Council’s carers hub is run by Wigan Council.")
    assert {fact.relation for fact in found if fact.subject == "Wigan Council"} == {"provides"}


def test_another_sentence_may_say_more_of_the_pair(facts: Facts) -> None:
    found = facts("Wigan Council set up the Warm Rooms scheme. Wigan Council runs the Warm Rooms scheme.")
    assert {fact.relation for fact in found if fact.subject == "Wigan Council"} == {"leads", "provides"}


def test_quoted_words_keep_their_speaker(facts: Facts) -> None:
    found = one(facts("“The council runs the Warm Rooms scheme for all of us,” said Jane Smith."), "provides")
    assert found.speaker == "Jane Smith"


def test_speaker_of_a_quotation_over_paragraphs_is_kept(facts: Facts) -> None:
    text = (
        "Jane Smith said: “It was hard work at first.\n\n“The council runs the Warm Rooms scheme for all of us.”\n\n"
        "The council leads the Boiler Fund."
    )
    found = facts(text)
    assert one(found, "provides").speaker == "Jane Smith"
    assert [fact.speaker for fact in found if fact.object == "Boiler Fund"] == [""]


def test_words_of_the_page_itself_have_no_speaker(facts: Facts) -> None:
    assert one(facts("The council runs the Warm Rooms scheme. Jane Smith said so."), "provides").speaker == ""


def test_fact_knows_its_section_and_heading(facts: Facts) -> None:
    found = one(facts("It was cold.\n\nThe solution\n\nThe council runs the Warm Rooms scheme.\n"), "provides")
    assert (found.claim.section, found.claim.heading) == ("solution", "The solution")


def test_fact_of_a_need_is_less_sure_than_one_of_a_solution(facts: Facts) -> None:
    sentence = "The council runs the Warm Rooms scheme."
    need, answer = (
        one(facts(f"It was cold.\n\n{heading}\n\n{sentence}\n"), "provides").claim.confidence
        for heading in ("The challenge", "The solution")
    )
    assert need < answer


def test_time_of_the_sentence_is_kept_with_its_words(facts: Facts) -> None:
    claim = one(facts("In March 2019 the council set up the Warm Rooms scheme."), "leads").claim
    assert (claim.time, claim.time_text) == ("2019-03", "March 2019")


def test_time_without_a_year_is_kept_in_words_only(facts: Facts) -> None:
    claim = one(facts("Last year the council set up the Warm Rooms scheme."), "leads").claim
    assert (claim.time, claim.time_text) == ("", "Last year")


def test_claims_come_in_order_of_the_text(facts: Facts) -> None:
    found = facts(
        "The council runs the Warm Rooms scheme. Brookfield Trust runs a carers hub. Age UK leads the Boiler Fund."
    )
    starts = [fact.claim.span.start for fact in found]
    assert starts == sorted(starts)


def test_confidence_is_a_hundredth_between_nought_and_one(facts: Facts) -> None:
    found = facts("The council runs the Warm Rooms scheme with Age UK for older tenants in Leigh from 2019.")
    assert found
    assert all(0.01 <= f.claim.confidence <= 0.99 and round(f.claim.confidence, 2) == f.claim.confidence for f in found)


def test_topic_of_something_that_nobody_did_is_no_fact(facts: Facts) -> None:
    assert not [fact for fact in facts("A sexual health service is a fine thing.") if fact.relation == "addresses"]


def test_every_rule_is_described_with_an_example() -> None:
    for frame in all_frames():
        assert frame.fires[0] in describe_rule(frame.id)


def test_rule_that_is_not_known_has_no_description() -> None:
    assert describe_rule("nothing.of-the-kind@1") == ""
