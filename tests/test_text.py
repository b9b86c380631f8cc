"""Folding, trimming, sentences and words: offsets stay those of the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.records import Span
from graphkit.text import fold, sentences, trim, words


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(fold(text), Span(0, len(text)))]


@given(st.text())
def test_folded_text_is_as_long_as_the_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("Women’s", "Women's"),
        ("‘hubs’", "'hubs'"),
        ("“We”", '"We"'),
        ("2018—19", "2018–19"),
        ("co‑location", "co-location"),
        ("12\u00a0000", "12 000"),
        ("one\u2028two", "one\ntwo"),
        ("a\tb", "a b"),
        ("\ufeffWigan", " Wigan"),
    ],
)
def test_odd_marks_and_spaces_become_plain(odd: str, plain: str) -> None:
    assert fold(odd) == plain


def test_letters_with_accents_stay() -> None:
    assert fold("café Ynys Môn") == "café Ynys Môn"


def test_trimmed_span_has_no_white_space_at_its_ends() -> None:
    assert trim("  a b \n", 0, 7).of("  a b \n") == "a b"


def test_trimmed_white_space_is_an_empty_span() -> None:
    assert trim(" \n ", 0, 3).of(" \n ") == ""


@given(st.text(alphabet=" \n.!?\"'aBé1”"))
def test_sentences_are_in_order_apart_and_leave_out_only_white_space(text: str) -> None:
    folded = fold(text)
    found = list(sentences(folded, Span(0, len(text))))
    assert found == sorted(found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    kept = "".join(span.of(folded) for span in found)
    assert "".join(kept.split()) == "".join(folded.split())


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Lee and Mr. Shah met Cllr. Ward.",
        "It cost £1.5 million in 2019.",
        "J. K. Mills runs it.",
        "See www.example.org for more.",
        "It helps with food, rent, etc. and with debt.",
        "It is run by Age U.K. Leeds.",
        "It starts at 9 a.m. Mondays are busiest.",
        "Approx. 40 people came.",
        "They asked why? and how.",
    ],
)
def test_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained. They came.", ["It rained.", "They came."]),
        ("Did it work? It did! Then it grew.", ["Did it work?", "It did!", "Then it grew."]),
        ("It began in 2018. 40 people came.", ["It began in 2018.", "40 people came."]),
        ("“It works.” They said so.", ["“It works.”", "They said so."]),
        ("It works (mostly.) They said so.", ["It works (mostly.)", "They said so."]),
        ("It works.\nThey said so.", ["It works.", "They said so."]),
        ("It works… They said so.", ["It works…", "They said so."]),
        ("It was paid for by Age UK. They were glad.", ["It was paid for by Age UK.", "They were glad."]),
        ("No stop at the end", ["No stop at the end"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, found: list[str]) -> None:
    assert split(text) == found


def test_sentences_lie_within_the_stretch_asked_for() -> None:
    text = "One here. Two here. Three here."
    assert [s.of(text) for s in sentences(text, Span(10, 19))] == ["Two here."]


def test_words_keep_inner_hyphens_apostrophes_and_slashes() -> None:
    text = "Co-location isn't 2015/17, it's A&E - or e.g. drop-in."
    found = [span.of(text) for span in words(text, Span(0, len(text)))]
    assert found == ["Co-location", "isn't", "2015/17", "it's", "A&E", "or", "e.g", "drop-in"]
