"""Parts of a graph to draw."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit.errors import UnknownNameError
from graphkit.maps.select import find_thing, select
from graphkit.records import Graph, Kind

Make = Callable[..., Graph]


def test_nothing_asked_for_is_the_whole_graph(make_graph: Make) -> None:
    graph = make_graph(30)
    assert select(graph) is graph


def test_about_keeps_what_is_so_many_facts_away(make_graph: Make) -> None:
    graph = make_graph(40, councils=2)
    one, two = (select(graph, about=find_thing(graph, "council/c1").ref, hops=hops) for hops in (1, 2))
    ends = {ref for fact in one.statements for ref in (fact.subject, fact.object)}
    direct = {fact.object for fact in graph.statements if str(fact.subject) == "council/c1"}
    assert direct <= ends
    assert len(one.entities) == len(direct) + 1
    assert len(one.entities) < len(two.entities) < len(graph.entities)


def test_types_statuses_and_confidence_cut_facts(make_graph: Make) -> None:
    graph = make_graph(60)
    kinds = {entity.ref.kind for entity in select(graph, kinds=("council", "network")).entities}
    assert kinds == {Kind.COUNCIL, Kind.NETWORK}
    assert {fact.status.value for fact in select(graph, statuses=("planned",)).statements} == {"planned"}
    assert min(fact.confidence for fact in select(graph, min_confidence=0.7).statements) == 0.7


def test_a_topic_keeps_its_neighbours(make_graph: Make) -> None:
    graph = make_graph(60)
    topic = next(entity.ref for entity in graph.entities if entity.ref.kind is Kind.TOPIC)
    part = select(graph, topic=topic)
    assert part.statements
    assert all(topic in (fact.subject, fact.object) for fact in part.statements)


def test_a_name_is_found_whatever_its_case_and_a_near_one_suggested(make_graph: Make) -> None:
    graph = make_graph(5, ("Wigan Council",))
    assert str(find_thing(graph, "wigan council").ref) == "council/c0"
    with pytest.raises(UnknownNameError) as caught:
        find_thing(graph, "Wigen Council")
    assert str(caught.value) == 'No thing is called "Wigen Council". Did you mean Wigan Council?'
