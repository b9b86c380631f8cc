"""Forms of verbs, voice, and what the words before a verb say of its being so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.extractors.tokens import Token
from graphkit.extractors.verbs import forms, is_passive, is_verb, status_before

Tokens = Callable[[str], list[Token]]


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("commission", ("commission", "commissions", "commissioned", "commissioned", "commissioning")),
        ("provide", ("provide", "provides", "provided", "provided", "providing")),
        ("launch", ("launch", "launches", "launched", "launched", "launching")),
        ("carry out", ("carry out", "carries out", "carried out", "carried out", "carrying out")),
        ("employ", ("employ", "employs", "employed", "employed", "employing")),
        ("run", ("run", "runs", "ran", "run", "running")),
        ("set up", ("set up", "sets up", "set up", "set up", "setting up")),
        ("give", ("give", "gives", "gave", "given", "giving")),
        ("plan", ("plan", "plans", "planned", "planned", "planning")),
    ],
)
def test_verb_has_its_five_forms(verb: str, expected: tuple[str, ...]) -> None:
    assert forms(verb) == expected


@pytest.mark.parametrize(
    ("sentence", "form", "passive"),
    [
        ("The hub was launched by them", "launched", True),
        ("The hub was recently launched", "launched", True),
        ("The hub has been launched", "launched", True),
        ("They launched the hub", "launched", False),
        ("They have launched the hub", "launched", False),
        ("They launch the hub", "launch", False),
        ("It is launching the hub", "launching", False),
    ],
)
def test_voice_is_told_by_what_stands_around(tokens: Tokens, sentence: str, form: str, passive: bool) -> None:
    row = tokens(sentence)
    at = [token.low for token in row].index(form)
    assert is_passive(row, at, form, "launched") is passive


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("The council has a hub", "has", True),
        ("The council launched a hub", "launched", True),
        ("They support tenants", "support", True),
        ("The support is good", "support", False),
        ("It is a plan for tenants", "plan", False),
        ("A number of works began", "works", False),
    ],
)
def test_word_that_may_be_a_noun_is_a_verb_only_after_a_subject(
    tokens: Tokens, sentence: str, word: str, expected: bool
) -> None:
    row = tokens(sentence)
    assert is_verb(row, [token.low for token in row].index(word)) is expected


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The council RUN it", "done"),
        ("The council has now RUN it", "done"),
        ("The council will RUN it", "planned"),
        ("The council plans to RUN it", "planned"),
        ("The council hopes to RUN it", "planned"),
        ("The council intends to RUN it", "planned"),
        ("The council would like to RUN it", "planned"),
        ("The council has agreed to RUN it", "planned"),
        ("The council is due to RUN it", "planned"),
        ("The council may RUN it", "planned"),
        ("The council is exploring how to RUN it", "planned"),
        ("The council did not RUN it", "negated"),
        ("The council didn't RUN it", "negated"),
        ("The council has never RUN it", "negated"),
        ("The council failed to RUN it", "negated"),
        ("The council was unable to RUN it", "negated"),
        ("The council has yet to RUN it", "negated"),
        ("The council decided against RUN it", "negated"),
        ("The council no longer RUN it", "ended"),
        ("The council used to RUN it", "ended"),
        ("The council stopped RUN it", "ended"),
        ("The council formerly RUN it", "ended"),
        ("The council not only RUN it", "done"),
        ("The council will not RUN it", "negated"),
        ("It will grow; the council RUN it", "done"),
        ("It will grow – the council RUN it", "done"),
        ("It was not good: the council RUN it", "done"),
    ],
)
def test_status_is_told_by_the_words_before(tokens: Tokens, sentence: str, status: str) -> None:
    row = tokens(sentence)
    assert status_before(row, [token.word for token in row].index("RUN")) == status


def test_trigger_that_begins_with_to_takes_part_in_the_cue(tokens: Tokens) -> None:
    row = tokens("The council has agreed to pilot it")
    assert status_before(row, [token.low for token in row].index("to")) == "planned"
