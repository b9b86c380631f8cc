"""Reference data: it names things, and it can be exchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import RegisterError
from graphkit.ids import slug
from graphkit.knowledge import load_knowledge, load_subjects
from graphkit.vocabulary import ontology_folder


def test_topics_are_sorted_and_each_comes_once() -> None:
    slugs = [subject.slug for subject in load_subjects()]
    assert slugs == sorted(set(slugs))
    assert len(slugs) > 50


def test_topic_is_found_under_its_label() -> None:
    assert all(subject.label in subject.forms for subject in load_subjects())


def test_slug_of_a_topic_is_a_slug() -> None:
    assert all(slug(subject.slug) == subject.slug for subject in load_subjects())


def test_wider_topics_are_topics_of_the_scheme() -> None:
    known = {subject.slug for subject in load_subjects()}
    missing = {(s.slug, wider) for s in load_subjects() for wider in s.broader if wider not in known}
    assert not missing


def test_no_topic_is_wider_than_itself() -> None:
    wider = {subject.slug: set(subject.broader) for subject in load_subjects()}
    for start in wider:
        reached, waiting = set(), [start]
        while waiting:
            new = wider[waiting.pop()] - reached
            reached |= new
            waiting.extend(new)
        assert start not in reached, start


def test_knowledge_is_loaded_once() -> None:
    assert load_knowledge() is load_knowledge()


def test_another_register_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    rows = (ontology_folder() / "register" / "councils.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    other = tmp_path / "councils.csv"
    other.write_text(
        "".join(
            [rows[0], *(row for row in rows if row.startswith(("greater-manchester-combined-authority,", "wigan,")))]
        ),
        encoding="utf-8",
    )
    loaded = load_knowledge(other)
    assert loaded.register.by_slug("wigan") is not None
    assert loaded.register.by_slug("blackpool") is None
    assert loaded.subjects == load_knowledge().subjects


def test_register_that_cannot_be_used_is_an_error_a_person_can_read(tmp_path: Path) -> None:
    other = tmp_path / "councils.csv"
    other.write_text("name,code\nWigan,1\n", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"councils\.csv"):
        load_knowledge(other).register.by_slug("wigan")
