"""Described initiatives: by head noun and modifiers, in the extent that tells them apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.records import Kind, Mention

Mentions = Callable[..., list[Mention]]
Named = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("It set up a weight management service.", "weight management service"),
        ("It set up a new carers drop-in.", "carers drop-in"),
        ("It runs a range of nurse-led community clinics.", "nurse-led community clinics"),
        ("It runs two specialist repair hubs.", "specialist repair hubs"),
        ("It began a very successful boiler repair scheme.", "boiler repair scheme"),
        ("It set up a housing and benefits helpline.", "housing and benefits helpline"),
        ("There was a joint procurement exercise.", "joint procurement exercise"),
        ("It offers testing for Hepatitis C.", "testing for Hepatitis C"),
        ("It brought in a consultation.", "consultation"),
        ("It brought in an integrated website.", "integrated website"),
        ("It set up a pilot of warm rooms.", "pilot of warm rooms"),
    ],
)
def test_service_is_found_in_the_words_that_tell_it_apart(named: Named, sentence: str, name: str) -> None:
    assert named(sentence, Kind.INITIATIVE) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Service users and clinic staff were glad.",
        "A project manager came.",
        "There is a scheme.",
        "It is a good service.",
        "They were of great service.",
    ],
)
def test_head_that_names_nothing_in_particular_is_no_service(mentions: Mentions, sentence: str) -> None:
    assert not [m for m in mentions(sentence) if m.kind is Kind.INITIATIVE and m.target != "earlier"]


@pytest.mark.parametrize("words", ["the scheme", "This project", "the clinic", "these hubs"])
def test_the_head_alone_stands_for_what_was_named_before(mentions: Mentions, words: str) -> None:
    (found,) = [m for m in mentions(f"{words} went well.") if m.kind is Kind.INITIATIVE]
    assert found.target == "earlier"


def test_strong_and_weak_heads_are_told_apart(mentions: Mentions) -> None:
    found = {m.name: m.rule for m in mentions("It set up a carers hub and a carers service.")}
    assert found == {"carers hub": "initiative.strong-head@1", "carers service": "initiative.weak-head@1"}
