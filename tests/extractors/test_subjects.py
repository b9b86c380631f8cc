"""Topics: the words of the controlled scheme, longest first."""

from __future__ import annotations

from graphkit.extractors.mentions.subjects import find
from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.records import Description, Document, Mention


def topics(text: str) -> list[Mention]:
    return find(make_outline(Document("a", "a.txt", text, "", Description("a.txt"))), load_knowledge())


def test_topic_is_found_by_its_label_and_says_its_slug() -> None:
    (found,) = topics("They spoke of fuel poverty here.")
    assert (found.name, found.target, found.rule) == ("fuel poverty", "fuel-poverty", "topic.scheme@1")


def test_capitals_do_not_matter_and_the_words_are_kept() -> None:
    (found,) = topics("They spoke of Fuel  Poverty here.")
    assert (found.name, found.target) == ("Fuel  Poverty", "fuel-poverty")


def test_topic_over_a_line_end_is_found() -> None:
    assert [m.target for m in topics("They spoke of all kinds of fuel\npoverty here.")] == ["fuel-poverty"]


def test_longest_topic_stands_and_the_words_within_it_do_not() -> None:
    found = topics("They spoke of long-acting reversible contraception here.")
    assert [m.name for m in found] == ["long-acting reversible contraception"]


def test_every_form_of_every_topic_leads_to_a_topic_of_the_scheme() -> None:
    subjects = load_knowledge().subjects
    slugs = {subject.slug for subject in subjects}
    forms = [form for subject in subjects for form in subject.forms]
    found = {form: topics(f"it is of {form} here.") for form in forms}
    assert {form for form, rows in found.items() if not rows or rows[0].target not in slugs} == set()


def test_part_of_a_word_is_no_topic() -> None:
    assert topics("They spoke of housings and rehoused hivemind.") == []
