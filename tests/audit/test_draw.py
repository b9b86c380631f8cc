"""The random draw of an audit: the same for everybody, and a longer one holds the shorter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.audit.draw import draw, drawable, says, topic_named
from graphkit.errors import UnknownNameError
from graphkit.graph import read_graph
from graphkit.records import Entity, Graph, Kind, Ref, Relation, Review, Statement

FILE = Path(__file__).parents[1] / "exporters" / "files" / "invented-towns.ttl"


@pytest.fixture(scope="module")
def towns() -> Graph:
    return read_graph(FILE)


def numbered(towns: Graph, count: int) -> list[Statement]:
    """So many facts that differ in their ids alone."""
    return [replace(towns.statements[0], id=f"{number:016x}") for number in range(count)]


def test_longer_draw_begins_with_the_shorter_one(towns: Graph) -> None:
    facts = numbered(towns, 200)
    assert draw(facts, 50, 7)[:20] == draw(facts, 20, 7)


def test_order_of_the_facts_does_not_matter(towns: Graph) -> None:
    facts = numbered(towns, 200)
    assert draw(facts, 50, 0) == draw(facts[::-1], 50, 0)


def test_facts_that_are_added_move_none_before_another(towns: Graph) -> None:
    facts = numbered(towns, 200)
    old = draw(facts[:150], 150, 0)
    assert [fact for fact in draw(facts, 200, 0) if fact in old] == list(old)


def test_another_seed_draws_others(towns: Graph) -> None:
    facts = numbered(towns, 200)
    assert {f.id for f in draw(facts, 20, 0)} != {f.id for f in draw(facts, 20, 1)}


def test_every_fact_is_drawn_about_equally_often(towns: Graph) -> None:
    facts = numbered(towns, 40)
    times = dict.fromkeys((f.id for f in facts), 0)
    for seed in range(400):
        for fact in draw(facts, 10, seed):
            times[fact.id] += 1
    assert all(60 <= n <= 145 for n in times.values()), "each is drawn 100 times of 400 in the mean, give or take 9"


def test_draw_of_more_than_there_are_is_all(towns: Graph) -> None:
    facts = numbered(towns, 5)
    assert sorted(f.id for f in draw(facts, 50, 0)) == [f.id for f in facts]


def test_rejected_and_doubtful_facts_are_drawn_only_when_asked_for(towns: Graph) -> None:
    ids = {fact.id for fact in drawable(towns)}
    rejected = {s.id for s in towns.statements if s.is_rejected}
    doubtful = {s.id for s in towns.statements if s.confidence < towns.threshold and s.review is Review.UNREVIEWED}
    accepted = {s.id for s in towns.statements if s.review is Review.ACCEPTED}
    assert rejected
    assert doubtful
    assert not ids & (rejected | doubtful)
    assert accepted <= ids
    assert {fact.id for fact in drawable(towns, with_doubtful=True)} == {s.id for s in towns.statements}


def test_one_relation_alone_is_drawn_from(towns: Graph) -> None:
    assert {fact.relation for fact in drawable(towns, relation=Relation.PROVIDES)} == {Relation.PROVIDES}


def test_topic_takes_in_what_addresses_it_and_what_is_narrower(towns: Graph) -> None:
    first = next(s for s in towns.statements if s.relation is Relation.ADDRESSES and s.confidence >= 0.5)
    assert first.object is not None
    near = drawable(towns, topic=first.object)
    assert first in near
    assert any(s.subject == first.subject and s.relation is not Relation.ADDRESSES for s in near)
    assert len(near) < len(drawable(towns))
    wide = Entity(Ref(Kind.TOPIC, "wide"), "wide")
    narrow = tuple(replace(e, broader=("wide",)) if e.ref == first.object else e for e in towns.entities)
    assert drawable(replace(towns, entities=(*narrow, wide)), topic=wide.ref) == near


def test_topic_is_found_by_name_and_a_near_one_is_named(towns: Graph) -> None:
    topic = next(e for e in towns.entities if e.ref.kind is Kind.TOPIC)
    assert topic_named(towns, topic.label.upper()) == topic_named(towns, str(topic.ref)) == topic.ref
    with pytest.raises(UnknownNameError) as caught:
        topic_named(towns, topic.label[:-1])
    assert caught.value.todo == f"Did you mean {topic.label}?"


def test_what_a_fact_says_names_both_ends(towns: Graph) -> None:
    role = next(s for s in towns.statements if s.relation is Relation.HAS_ROLE)
    assert says(role) == f"{role.subject} hasRole {role.literal}"
