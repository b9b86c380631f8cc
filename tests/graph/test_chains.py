"""Shortest chains, on graphs small enough to draw."""

from __future__ import annotations

import pytest

from graphkit.graph.chains import ACTING, Chain, shortest_chains
from graphkit.records import Entity, Evidence, Graph, Kind, Ref, Relation, SectionKind, Statement, Status

R = Relation
A, B = Ref(Kind.COUNCIL, "a"), Ref(Kind.COUNCIL, "b")


def ref(name: str) -> Ref:
    kind, _, slug = name.partition("/")
    return Ref(Kind(kind), slug)


def graph_of(*facts: tuple[str, Relation, str, float]) -> Graph:
    """A graph of these facts; their ids count up."""
    statements = []
    for number, (subject, relation, other, sure) in enumerate(facts):
        name = f"{number:016x}"
        evidence = Evidence(f"{name}-0", "Said.", 0, 5, SectionKind.OTHER, "by.hand@1", sure, Status.DONE)
        ends = (ref(subject), relation, ref(other), "", "", "Said.")
        statements.append(Statement(name, name, "page", *ends, Status.DONE, sure, (evidence,)))
    names = sorted({end for s, _, o, _ in facts for end in (s, o)})
    entities = tuple(sorted((Entity(ref(n), n, documents=("page",)) for n in names), key=lambda e: e.ref))
    return Graph((), entities, (), tuple(statements), 0.5, "by hand")


def rows(chains: tuple[Chain, ...]) -> list[str]:
    return [" ".join([str(c.links[0].start), *(str(link.end) for link in c.links)]) for c in chains]


def chains(graph: Graph, *, most: int = 5, through: frozenset[Kind] = ACTING, least: float = 0) -> tuple[Chain, ...]:
    return shortest_chains(graph, A, B, through=through, accept=lambda s: s.confidence >= least, most=most)


def test_shorter_chain_comes_alone_whatever_the_confidences() -> None:
    graph = graph_of(
        ("council/a", R.COMMISSIONS, "organisation/p", 0.1),
        ("organisation/p", R.PARTNER_OF, "council/b", 0.1),
        ("council/a", R.PARTNER_OF, "organisation/q", 0.9),
        ("organisation/q", R.PARTNER_OF, "organisation/r", 0.9),
        ("organisation/r", R.PARTNER_OF, "council/b", 0.9),
    )
    assert rows(chains(graph)) == ["council/a organisation/p council/b"]


def test_facts_lead_either_way() -> None:
    graph = graph_of(
        ("organisation/p", R.PARTNER_OF, "council/a", 0.9), ("organisation/p", R.PARTNER_OF, "council/b", 0.9)
    )
    assert rows(chains(graph)) == ["council/a organisation/p council/b"]


def test_chains_of_one_length_stand_by_product_then_by_ids() -> None:
    sure = {"p": (0.9, 0.2), "q": (0.5, 0.5), "r": (0.2, 0.9)}
    facts = []
    for body, (one, other) in sure.items():
        facts.append(("council/a", R.COMMISSIONS, f"organisation/{body}", one))
        facts.append(("council/b", R.COMMISSIONS, f"organisation/{body}", other))
    found = chains(graph_of(*facts))
    assert [c.links[0].end.slug for c in found] == ["q", "p", "r"]
    assert [c.confidence for c in found] == pytest.approx([0.25, 0.18, 0.18])
    assert rows(chains(graph_of(*facts), most=2)) == rows(found)[:2]


def test_best_chains_are_kept_where_many_meet_on_the_way() -> None:
    facts = [("council/a", R.PARTNER_OF, f"organisation/p{n}", n / 10) for n in range(1, 10)]
    facts += [(f"organisation/p{n}", R.PARTNER_OF, "network/middle", 0.5) for n in range(1, 10)]
    facts += [("network/middle", R.INVOLVES, "council/b", 0.5)]
    found = chains(graph_of(*facts), most=3)
    assert [c.links[0].end.slug for c in found] == ["p9", "p8", "p7"]


def test_several_facts_between_two_things_are_one_link_the_surest_first() -> None:
    graph = graph_of(
        ("council/a", R.COMMISSIONS, "organisation/p", 0.4),
        ("council/a", R.PARTNER_OF, "organisation/p", 0.8),
        ("organisation/p", R.PARTNER_OF, "council/b", 0.5),
    )
    (chain,) = chains(graph)
    assert [f.confidence for f in chain.links[0].facts] == [0.8, 0.4]
    assert chain.confidence == pytest.approx(0.4)


def test_topic_joins_only_where_it_is_asked_for_and_ends_may_be_anything() -> None:
    graph = graph_of(
        ("initiative/i", R.ADDRESSES, "topic/t", 0.9),
        ("council/a", R.LEADS, "initiative/i", 0.9),
        ("initiative/j", R.ADDRESSES, "topic/t", 0.9),
        ("council/b", R.LEADS, "initiative/j", 0.9),
    )
    assert chains(graph) == ()
    assert rows(chains(graph, through=ACTING | {Kind.TOPIC})) == [
        "council/a initiative/i topic/t initiative/j council/b"
    ]
    found = shortest_chains(graph, Ref(Kind.TOPIC, "t"), A, accept=lambda _: True)
    assert rows(found) == ["topic/t initiative/i council/a"]


def test_fact_that_is_not_accepted_is_no_link() -> None:
    graph = graph_of(("council/a", R.PARTNER_OF, "council/b", 0.4))
    assert len(chains(graph, least=0.4)) == 1
    assert chains(graph, least=0.5) == ()


def test_chain_never_comes_back_to_where_it_was() -> None:
    graph = graph_of(
        ("council/a", R.PARTNER_OF, "organisation/p", 0.9),
        ("organisation/p", R.PARTNER_OF, "organisation/q", 0.9),
        ("organisation/q", R.PARTNER_OF, "council/a", 0.9),
        ("council/a", R.PARTNER_OF, "council/a", 0.9),
    )
    assert chains(graph) == ()
