"""The questions of a review: which there are, in which order, and which are settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graphkit.records import Candidate, CouncilFacts, Decision, Entity, Graph, Kind, Ref, Review, Statement, Status
from graphkit.register import Register
from graphkit.resolution.decisions import FiledDecision, Verdict
from graphkit.resolution.filed import Place
from graphkit.reviewing.items import ItemKind, question, settled, with_decisions
from graphkit.reviewing.queue import queue, similar_councils

MakeFact = Callable[..., Statement]
MakeGraph = Callable[..., Graph]
A, B, C = (f"organisation/{name}" for name in ("alder", "birch", "cedar"))
RUNS = f"bikes|{A}|provides|initiative/spokes"
HELPS = f"bikes|{B}|provides|initiative/wheels"
OWNS = f"bikes|{C}|leads|initiative/hubs"
OTHER = "other|organisation/elm|leads|initiative/helmets"


def ref(text: str) -> Ref:
    kind, _, slug = text.partition("/")
    return Ref(Kind(kind), slug)


def pair(one: str, other: str, verdict: str = "ask") -> Candidate:
    return Candidate(ref(one), ref(other), verdict, 5, (("same words", 5),), "They share words.")


def filed(verdict: Verdict, key: str, time: str = "2026-11-20T10:00:00", after: str = "") -> FiledDecision:
    return FiledDecision(Place("a.toml", 1), verdict, key, "So.", "ann-lee", time, after=after)


def orphan(key: str, *candidates: str, verdict: str = "reject", time: str = "2026-11-20T10:00:00") -> Decision:
    return Decision("d" * 16, verdict, key, "So.", "ann-lee", time, applies=False, candidates=candidates)


# -- what is asked ---------------------------------------------------------------------------------


def test_uncertain_and_disputed_facts_are_asked_and_no_others(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    graph = make_graph(
        make_fact(RUNS, 0.69),
        make_fact(HELPS, 0.7),
        make_fact(OWNS, 0.99, is_disputed=True),
        make_fact(OTHER, 0.1, Status.PLANNED),
    )
    keys = {item.fact.key for item in queue(graph, register) if item.kind is ItemKind.FACT}
    assert keys == {RUNS, OWNS, OTHER}
    assert {i.fact.key for i in queue(graph, register, below=0.2) if i.kind is ItemKind.FACT} == {OWNS, OTHER}


@pytest.mark.parametrize("review", [Review.ACCEPTED, Review.EDITED, Review.REJECTED])
def test_reviewed_fact_is_never_asked_again(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register, review: Review
) -> None:
    fact = make_fact(RUNS, 0.4, is_disputed=True, review=review, is_rejected=review is Review.REJECTED)
    assert queue(make_graph(fact), register) == ()


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT, Verdict.EDIT])
def test_fact_decided_since_the_build_is_not_asked(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register, verdict: Verdict
) -> None:
    fact = make_fact(RUNS, 0.4)
    assert queue(make_graph(fact), register, filed=[filed(verdict, fact.id, after="status=ended")]) == ()


def test_fact_of_a_thing_rejected_since_the_build_is_not_asked(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    graph = make_graph(make_fact(RUNS, 0.4))
    assert queue(graph, register, filed=[filed(Verdict.REJECT, A)]) == ()
    again = [filed(Verdict.REJECT, A), filed(Verdict.ACCEPT, A, "2026-11-21T10:00:00")]
    assert len(queue(graph, register, filed=again)) == 1


def test_kinds_that_are_not_asked_for_are_left_out(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    graph = make_graph(
        make_fact(RUNS, 0.4),
        make_fact("bikes|council/saltby|leads|initiative/spokes", 0.9),
        decisions=(orphan("0" * 16),),
    )
    every = queue(graph, register, candidates=[pair(A, "initiative/spokes")])
    assert {item.kind for item in every} == set(ItemKind)
    for kind in ItemKind:
        (only,) = queue(graph, register, candidates=[pair(A, "initiative/spokes")], kinds=[kind])
        assert only in every


# -- the order -------------------------------------------------------------------------------------


def test_fact_nearer_to_the_threshold_comes_first(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    facts = [make_fact(RUNS, 0.6), make_fact(HELPS, 0.36), make_fact(OWNS, 0.45)]
    assert [item.fact.confidence for item in queue(make_graph(*facts), register)] == [0.36, 0.45, 0.6]


def test_fact_that_the_map_shows_comes_before_one_as_near_below_the_threshold(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    facts = [make_fact(RUNS, 0.30), make_fact(HELPS, 0.40)]
    assert [item.importance for item in queue(make_graph(*facts), register)] == [190, 95]


def test_fact_at_whose_ends_more_facts_hang_comes_first(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    facts = [make_fact(RUNS, 0.4), make_fact(f"bikes|{A}|leads|initiative/hubs", 0.9), make_fact(OTHER, 0.4)]
    assert [item.fact.key for item in queue(make_graph(*facts), register)] == [RUNS, OTHER]


def test_many_facts_of_one_thing_count_up_to_a_limit(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    many = [make_fact(f"bikes|{A}|leads|initiative/i{n}", 0.9) for n in range(60)]
    (item,) = queue(make_graph(make_fact(RUNS, 0.35), *many), register)
    assert item.importance == 100 * 21 * 2


def test_disputed_fact_is_wholly_open_whatever_its_confidence(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    facts = [make_fact(RUNS, 0.95, is_disputed=True), make_fact(HELPS, 0.36)]
    assert [item.fact.key for item in queue(make_graph(*facts), register)] == [RUNS, HELPS]


def test_join_that_many_facts_hang_on_comes_before_a_single_fact(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    graph = make_graph(make_fact(RUNS, 0.35), make_fact(f"bikes|{A}|leads|initiative/hubs", 0.9), make_fact(HELPS, 0.9))
    first, second = queue(graph, register, candidates=[pair(A, B)])
    assert (first.kind, first.importance) == (ItemKind.NAME, 100 * (1 + 3) * 2)
    assert second.kind is ItemKind.FACT


def test_order_does_not_depend_on_that_of_the_input(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    graph = make_graph(*(make_fact(key, 0.4) for key in (RUNS, HELPS, OWNS, OTHER)))
    pairs = [pair(A, B), pair(B, C), pair(C, A)]
    turned = replace(graph, statements=graph.statements[::-1], entities=graph.entities[::-1])
    one, other = queue(graph, register, candidates=pairs), queue(turned, register, candidates=pairs[::-1])
    assert [item.key for item in one] == [item.key for item in other]
    ties = [item.key for item in one if item.kind is ItemKind.FACT]
    assert ties == sorted(ties)


# -- names -----------------------------------------------------------------------------------------


def test_pair_is_asked_once_and_only_of_things_that_stand(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    gone = Entity(ref("organisation/gone"), "Gone", replaced_by=ref(A))
    graph = make_graph(make_fact(RUNS, 0.9), make_fact(HELPS, 0.9), more=(gone,))
    pairs = [pair(A, B), pair(B, A), pair("organisation/gone", A), pair("organisation/nowhere", A)]
    assert [item.key for item in queue(graph, register, candidates=pairs)] == [f"{A} = {B}"]


@pytest.mark.parametrize(
    "decisions",
    [
        [filed(Verdict.SAME, f"{A} = {B}")],
        [filed(Verdict.SAME, f"{B} = {A}")],
        [filed(Verdict.SAME, f"{A} = {C}"), filed(Verdict.SAME, f"{B} = {C}")],
        [filed(Verdict.DIFFERENT, f"{A} <> {B}")],
        [filed(Verdict.SAME, f"{B} = {C}"), filed(Verdict.DIFFERENT, f"{A} <> {C}")],
        [filed(Verdict.REJECT, A)],
    ],
)
def test_pair_that_is_settled_is_not_asked(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register, decisions: list[FiledDecision]
) -> None:
    graph = make_graph(*(make_fact(key, 0.9) for key in (RUNS, HELPS, OWNS)))
    assert len(queue(graph, register, candidates=[pair(A, B)])) == 1
    assert queue(graph, register, candidates=[pair(A, B)], filed=decisions) == ()


def test_pair_that_the_graph_tells_apart_is_not_asked(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    graph = replace(make_graph(make_fact(RUNS, 0.9), make_fact(HELPS, 0.9)), differents=((ref(A), ref(B)),))
    assert queue(graph, register, candidates=[pair(B, A)]) == ()


def test_retyped_thing_is_followed() -> None:
    retype = FiledDecision(Place("a.toml"), Verdict.RETYPE, A, "So.", "ann", "2026-11-20T10:00:00", kind=Kind.NETWORK)
    done = with_decisions(settled(Graph((), (), (), (), 0.35, "")), [retype])
    assert done.final(ref(A)) == ref("network/alder")


# -- councils --------------------------------------------------------------------------------------


def council(name: str, **more: object) -> Entity:
    slug = name.lower().replace(" ", "-")
    return Entity(ref(f"council/{slug}"), name, (), ("bikes",), **more)  # type: ignore[arg-type]


def test_council_without_a_register_row_is_asked_with_those_of_a_like_name(
    make_graph: MakeGraph, register: Register
) -> None:
    known = council("Wigan Council", register=CouncilFacts(gss=("E08000010",)))
    (item,) = queue(make_graph(more=(council("Blackpol Council"), known)), register)
    assert item.key == "council/blackpol-council"
    assert item.choices[0].label == "Blackpool Council"
    assert "Most like it: Blackpool Council (council/blackpool)" in question(item, {})


@pytest.mark.parametrize(
    "decision",
    [
        filed(Verdict.SAME, "council/blackpol-council = council/blackpool"),
        filed(Verdict.ACCEPT, "council/blackpol-council"),
        filed(Verdict.REJECT, "council/blackpol-council"),
    ],
)
def test_council_that_was_decided_on_is_not_asked(
    make_graph: MakeGraph, register: Register, decision: FiledDecision
) -> None:
    graph = make_graph(more=(council("Blackpol Council"),))
    assert queue(graph, register, filed=[decision]) == ()


def test_council_accepted_in_the_graph_is_not_asked(make_graph: MakeGraph, register: Register) -> None:
    one = council("Saltby Council")
    accepted = Decision("a" * 16, "accept", str(one.ref), "So.", "ann", "2026-11-20T10:00:00", True, (one.ref,))
    assert queue(make_graph(more=(one,), decisions=(accepted,)), register) == ()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Council of Bristol", "bristol"),
        ("Newcastle upon Tyne", "newcastle-upon-tyne"),
        ("The Blackpol Borough", "blackpool"),
        ("Hul City Council", "kingston-upon-hull"),
    ],
)
def test_councils_of_a_like_name_are_found(register: Register, name: str, first: str) -> None:
    assert similar_councils((name,), register)[0].slug == first


def test_name_like_no_council_gets_none_and_none_gets_more_than_five(register: Register) -> None:
    assert similar_councils(("Quxby-on-the-Zyz",), register) == ()
    assert len(similar_councils(("North Yorkshire", "South Yorkshire", "West Yorkshire"), register)) == 5


# -- decisions without a fact ----------------------------------------------------------------------


def test_orphan_is_asked_with_its_candidates_until_one_of_them_is_decided(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    near = make_fact(RUNS, 0.9)
    lost = orphan("0" * 16, near.id)
    graph = make_graph(near, decisions=(lost,))
    (item,) = queue(graph, register)
    assert (item.kind, item.facts, item.importance) == (ItemKind.ORPHAN, (near,), 200)
    before, after = (filed(Verdict.REJECT, near.id, f"2026-11-{day}T10:00:00") for day in (19, 21))
    assert len(queue(graph, register, filed=[before])) == 1
    assert queue(graph, register, filed=[after]) == ()


def test_facts_like_the_one_that_is_gone_stand_the_nearest_first(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    said = replace(filed(Verdict.REJECT, "0" * 16), fact=f"bikes|{C}|provides|initiative/spokes", quote="So it is.")
    near = [make_fact(key) for key in (f"bikes|{C}|leads|initiative/spokes", RUNS, f"bikes|{C}|provides|initiative/x")]
    evidence = replace(near[0].evidence[0], quote="So\nit is.")
    near[0] = replace(near[0], evidence=(near[0].evidence[0], evidence))
    lost = replace(orphan("0" * 16, *sorted(fact.id for fact in near)), id=said.id)
    (item,) = queue(make_graph(*near, decisions=(lost,)), register, filed=[said], kinds=[ItemKind.ORPHAN])
    assert item.facts == (near[0], near[2], near[1])


def test_orphan_with_nothing_like_it_comes_last_and_is_not_dropped(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    graph = make_graph(make_fact(RUNS, 0.1), decisions=(orphan("0" * 16),))
    *_, last = queue(graph, register)
    assert (last.kind, last.importance) == (ItemKind.ORPHAN, 0)
    assert question(last, {}) == (
        "reject of fact 0000000000000000, by ann-lee, 2026-11-20T10:00:00, has no effect: what it is on is not in this "
        "graph. Nothing there is like it."
    )


@pytest.mark.parametrize(
    ("verdict", "key", "is_asked"),
    [
        ("same", f"organisation/nowhere = {A}", True),
        ("same", f"{A} = organisation/nowhere", False),  # another decision counts for the thing in its stead
        ("different", f"{A} <> organisation/nowhere", True),
        ("different", f"{A} <> {B}", False),
        ("different", f"{A} @ nowhere", True),
        ("different", f"{A} @ bikes", False),
        ("rename", "organisation/nowhere", True),
        ("rename", A, False),
        ("accept", "organisation/nowhere", True),
    ],
)
def test_decision_on_things_is_an_orphan_where_they_are_gone(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register, verdict: str, key: str, is_asked: bool
) -> None:
    graph = make_graph(make_fact(RUNS, 0.9), make_fact(HELPS, 0.9), decisions=(orphan(key, verdict=verdict),))
    assert len(queue(graph, register)) == is_asked


def test_edit_that_names_a_thing_that_is_gone_is_an_orphan(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register
) -> None:
    fact = make_fact(RUNS, 0.9)
    waiting = replace(orphan(fact.id, verdict="edit"), after="object=initiative/nowhere")
    assert len(queue(make_graph(fact, decisions=(waiting,)), register)) == 1
    beaten = replace(waiting, after="status=ended")
    assert queue(make_graph(fact, decisions=(beaten,)), register) == ()
