"""Abbreviations in brackets: which ones abbreviate, what the name takes in, and what they stand for from there on."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.extractors.abbreviations import abbreviations, with_abbreviations
from graphkit.outline import make_outline
from graphkit.records import Description, Document, Kind, Mention, Outline, Span
from graphkit.wording import split_abbreviation

HUB, TRUST = "Kirklees Carers Hub", "Calder Youth Trust"


def outline(text: str) -> Outline:
    return make_outline(Document("a", "a.txt", text, "", Description("a.txt")))


def mention(text: str, name: str, kind: Kind = Kind.ORGANISATION, score: int = 0) -> Mention:
    """The mention at the first place of a name."""
    start = text.index(name)
    return Mention(Span(start, start + len(name)), kind, name, "made.by-hand@1", is_specific=True, score=score)


def read(text: str, *mentions: Mention) -> list[tuple[str, str, str]]:
    """(words, name, target) of every mention in the end."""
    return [(m.span.of(text), m.name, m.target) for m in with_abbreviations(outline(text), mentions)]


# -- split ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Kirklees Carers Hub (KCH)", (HUB, "KCH")),
        ("Kirklees Carers Hub(KCH)", (HUB, "KCH")),
        ("Kirklees Carers Hub (the KCH)", (HUB, "KCH")),
        ("Kirklees Carers Hub ('KCH')", (HUB, "KCH")),
        ("National Health Service England (NHS E)", ("National Health Service England", "NHS E")),
        ("Primary Care Networks (PCNs)", ("Primary Care Networks", "PCNs")),
        ("Bread & Blankets (B&B)", ("Bread & Blankets", "B&B")),
        ("Centre for Rural Buses (CRB)", ("Centre for Rural Buses", "CRB")),
    ],
)
def test_name_is_split_from_its_own_abbreviation(name: str, parts: tuple[str, str]) -> None:
    assert split_abbreviation(name) == parts


@pytest.mark.parametrize(
    "name",
    [
        HUB,
        "",
        "(KCH)",
        "Kirklees Carers Hub (Batley)",
        "Kirklees Carers Hub (K)",
        "Kirklees Carers Hub (2019)",
        "Kirklees Carers Hub (open daily)",
        "Kirklees Carers Hub (KCH) in Batley",
        "KCH (Kirklees Carers Hub)",
    ],
)
def test_name_that_does_not_end_in_its_abbreviation_stays_whole(name: str) -> None:
    assert split_abbreviation(name) == (name, "")


# -- brackets and what comes later ---------------------------------------------------------------------


@pytest.mark.parametrize("brackets", [" (KCH)", "(KCH)", " (the KCH)", " ('KCH')", " (‘KCH’)", "\u00a0(“KCH”)"])
def test_name_takes_the_brackets_after_it_into_its_extent(brackets: str) -> None:
    text = f"{HUB}{brackets} opened in Batley."
    assert read(text, mention(text, HUB)) == [(f"{HUB}{brackets}", "Kirklees Carers Hub (KCH)", "")]


def test_abbreviation_stands_for_the_thing_from_there_on() -> None:
    text = f"{HUB} (KCH) opened in Batley. Carers asked KCH for a room, and KCH gave one."
    assert read(text, mention(text, HUB))[1:] == [("KCH", "KCH", HUB)] * 2


def test_abbreviation_before_its_own_explanation_is_the_thing_too() -> None:
    text = f"KCH helps carers. {HUB} (KCH) opened in Batley."
    assert read(text, mention(text, HUB))[0] == ("KCH", "KCH", HUB)


def test_name_that_was_found_with_its_brackets_brings_the_abbreviation_in() -> None:
    text = f"{HUB} (KCH) opened in Batley. Carers like KCH."
    whole = f"{HUB} (KCH)"
    assert read(text, mention(text, whole)) == [(whole, whole, ""), ("KCH", "KCH", HUB)]


@pytest.mark.parametrize("kind", [Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE])
def test_abbreviation_is_of_the_kind_and_as_sure_as_its_name(kind: Kind) -> None:
    text = f"{HUB} (KCH) opened. Carers like KCH."
    _, short = with_abbreviations(outline(text), [mention(text, HUB, kind, score=1234)])
    assert (short.kind, short.score, short.is_specific) == (kind, 1234, True)
    assert short.rule == f"{kind.value}.abbreviation@1"


def test_abbreviation_is_the_thing_whatever_was_thought_of_it_before() -> None:
    text = f"{HUB} (KCH) opened. Carers like KCH."
    start = text.rindex("KCH")
    guessed = Mention(Span(start, start + 3), Kind.PERSON, "KCH", "made.by-hand@1")
    assert read(text, mention(text, HUB), guessed)[1:] == [("KCH", "KCH", HUB)]


def test_abbreviation_within_its_own_brackets_is_no_mention_of_its_own() -> None:
    text = f"{HUB} (KCH) opened in Batley."
    assert read(text, mention(text, HUB), mention(text, "KCH")) == [(f"{HUB} (KCH)", "Kirklees Carers Hub (KCH)", "")]


def test_abbreviation_in_a_longer_name_is_left_to_that_name() -> None:
    text = f"{HUB} (KCH) opened. The KCH Choir sang, and KCH clapped."
    found = read(text, mention(text, HUB), mention(text, "KCH Choir"))
    assert found[1:] == [("KCH Choir", "KCH Choir", ""), ("KCH", "KCH", HUB)]


@pytest.mark.parametrize("word", ["KCHub", "eKCH", "KCH2", "KCH_old", "kch"])
def test_abbreviation_in_a_word_is_not_found(word: str) -> None:
    text = f"{HUB} (KCH) opened. Carers like {word}."
    assert len(read(text, mention(text, HUB))) == 1


@pytest.mark.parametrize("words", ["KCH’s", "KCH-led", "(KCH)", "KCH,", "“KCH”"])
def test_abbreviation_beside_a_mark_is_found(words: str) -> None:
    text = f"{HUB} (KCH) opened. Carers like {words} rooms."
    assert read(text, mention(text, HUB))[1:] == [("KCH", "KCH", HUB)]


@pytest.mark.parametrize("brackets", ["(Batley)", "(NHS)", "(K)", "(see below)", "(2019)", "(KCH in short)"])
def test_brackets_that_do_not_abbreviate_the_name_are_left_alone(brackets: str) -> None:
    text = f"{HUB} {brackets} opened. The NHS in Batley likes it, as does K."
    assert with_abbreviations(outline(text), [mention(text, HUB)]) == [mention(text, HUB)]


def test_brackets_further_on_are_not_those_of_the_name() -> None:
    text = f"{HUB} in Batley (KCH) opened. Carers like KCH."
    assert read(text, mention(text, HUB)) == [(HUB, HUB, "")]


@pytest.mark.parametrize("kind", [Kind.COUNCIL, Kind.PERSON, Kind.PLACE, Kind.POPULATION])
@pytest.mark.parametrize("name", ["Kirklees Metropolitan Council", "Kirklees Metropolitan Council (KMC)"])
def test_things_of_other_kinds_have_no_abbreviation(kind: Kind, name: str) -> None:
    text = "Kirklees Metropolitan Council (KMC) met. KMC voted."
    known = mention(text, name, kind)
    assert with_abbreviations(outline(text), [known]) == [known]


def test_each_abbreviation_stands_for_its_own_name() -> None:
    text = f"{HUB} (KCH) met {TRUST} (CYT). CYT and KCH agreed."
    found = read(text, mention(text, HUB), mention(text, TRUST))
    assert found[2:] == [("CYT", "CYT", TRUST), ("KCH", "KCH", HUB)]


def test_abbreviation_of_two_names_stands_for_the_first() -> None:
    other = "Keighley Community House"
    text = f"{HUB} (KCH) met {other} (KCH). KCH agreed."
    assert read(text, mention(text, HUB), mention(text, other))[2:] == [("KCH", "KCH", HUB)]


def test_text_without_mentions_has_no_abbreviation() -> None:
    assert read("It opened (KCH) in Batley.") == []


def test_finder_of_names_gets_every_place_of_an_abbreviation_its_brackets_too() -> None:
    text = f"{HUB} (KCH) opened. Carers like KCH."
    found = list(abbreviations(outline(text), [mention(text, HUB)]))
    assert [(m.span.start, m.name, m.target) for m in found] == [
        (text.index("KCH"), "KCH", HUB),
        (text.rindex("KCH"), "KCH", HUB),
    ]


PIECES = (HUB, TRUST, "(KCH)", "(CYT)", "(the KCH)", "KCH", "CYT", "KCH Choir", "KCHub", "met", ".")


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.data())
def test_no_two_mentions_overlap(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    places, at = [], 0
    for piece in pieces:
        if piece in {HUB, TRUST, "KCH", "CYT", "KCH Choir"} and data.draw(st.booleans()):
            places.append(Mention(Span(at, at + len(piece)), Kind.ORGANISATION, piece, "made.by-hand@1"))
        at += len(piece) + 1
    found = with_abbreviations(outline(text), places)
    assert not [(one, other) for one, other in combinations(found, 2) if one.span.meets(other.span)], text
    assert [m.span for m in found] == sorted(m.span for m in found)
