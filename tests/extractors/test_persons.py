"""Persons by title and by given name; and names that only hold a given name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.records import Kind, Mention

Mentions = Callable[..., list[Mention]]
Named = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Cllr Jane Smith", "Jane Smith"),
        ("Councillor Abioye Okafor", "Abioye Okafor"),
        ("Dr Amir Khan", "Amir Khan"),
        ("Professor Kate Lee", "Kate Lee"),
        ("Ms Mills", "Mills"),
        ("Mr. Jamieson", "Jamieson"),
        ("Jane Smith", "Jane Smith"),
        ("Sarah Wilson-Brown", "Sarah Wilson-Brown"),
        ("Peter O'Neill", "Peter O'Neill"),
        ("Ann de Vries", "Ann de Vries"),
        ("Paul J. Mortimer", "Paul J. Mortimer"),
    ],
)
def test_person_is_named_without_title(named: Named, words: str, name: str) -> None:
    assert named(f"Last year {words} said it works.", Kind.PERSON) == [name]


def test_span_of_a_person_holds_the_title(mentions: Mentions) -> None:
    title = "Wigan Council: a case study"
    text = "Last year Dr Amir Khan came."
    (found,) = [m for m in mentions(text, title) if m.kind is Kind.PERSON]
    assert found.span.of(f"{title}\n\n{text}") == "Dr Amir Khan"


def test_two_persons_joined_by_and_are_two(named: Named) -> None:
    assert named("Cllr Jane Smith and Tom Ward said so.", Kind.PERSON) == ["Jane Smith", "Tom Ward"]


def test_role_before_a_name_is_no_part_of_it(named: Named) -> None:
    assert named("Director of Public Health Jane Smith said so.", Kind.PERSON) == ["Jane Smith"]


def test_role_after_a_name_is_no_part_of_it(named: Named) -> None:
    assert named("Jane Smith, Director of Public Health, said so.", Kind.PERSON) == ["Jane Smith"]


@pytest.mark.parametrize(
    "words",
    ["Lloyd Park Centre", "the Victoria Hospital", "the Grace Trust", "Jack said", "Wigan Council", "the James scheme"],
)
def test_given_name_alone_or_within_another_name_is_no_person(named: Named, words: str) -> None:
    assert named(f"Last year {words} was in the news.", Kind.PERSON) == []
