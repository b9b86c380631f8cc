"""What differs between two versions of a graph, on versions small enough to see it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.graph import read_graph
from graphkit.graph.difference_tables import DIFFERENCE_COLUMNS, difference_object, difference_rows
from graphkit.graph.differences import Change, Difference, FactChange, Sign, compare
from graphkit.graph.networks import node_labels
from graphkit.ids import evidence_id, fact_id
from graphkit.records import Entity, Graph, Kind, Ref, Relation, Review, Statement, Status

FILES = Path(__file__).parents[1] / "exporters" / "files"
TOWNS = read_graph(FILES / "invented-towns.ttl", FILES)
IDS = [s.id for s in TOWNS.statements]


def fact(relation: Relation, **more: object) -> Statement:
    found = [s for s in TOWNS.statements if s.relation is relation]
    return next(s for s in found if all(getattr(s, key) == value for key, value in more.items()))


def with_fact(graph: Graph, old: Statement, *new: Statement) -> Graph:
    rest = [s for s in graph.statements if s.id != old.id]
    return replace(graph, statements=tuple(sorted([*rest, *new], key=lambda s: s.id)))


def changed(old: Statement, **values: object) -> tuple[Change, ...]:
    """What a change of one fact's fields is told as; nothing else may differ."""
    difference = compare(TOWNS, with_fact(TOWNS, old, replace(old, **values)))
    assert len(difference.facts) <= 1
    return difference.facts[0].changes if difference.facts else ()


def under(statement: Statement, key: str) -> Statement:
    """The fact with another key, thus other ids."""
    fact = fact_id(key)
    evidence = tuple(replace(e, id=evidence_id(fact, e.quote)) for e in statement.evidence)
    return replace(statement, id=fact, key=key, evidence=evidence)


def signs(difference: Difference) -> list[tuple[str, str]]:
    return [(change.sign.value, change.fact.id) for change in difference.facts]


# -- facts -----------------------------------------------------------------------------------------


def test_graph_does_not_differ_from_itself() -> None:
    difference = compare(TOWNS, TOWNS)
    assert difference.is_empty
    assert difference.same == sum(not s.is_rejected for s in TOWNS.statements)


@pytest.mark.parametrize("dropped", IDS)
def test_fact_that_is_missing_on_one_side_is_gone_or_added(dropped: str) -> None:
    lost = next(s for s in TOWNS.statements if s.id == dropped)
    less = with_fact(TOWNS, lost)
    assert signs(compare(TOWNS, less)) == [("gone", dropped)]
    assert signs(compare(less, TOWNS)) == [("added", dropped)]


@given(st.sets(st.sampled_from(IDS), min_size=1), st.sets(st.sampled_from(IDS), min_size=1))
def test_every_fact_of_either_graph_is_told_or_counted_once(one: set[str], other: set[str]) -> None:
    old, new = (replace(TOWNS, statements=tuple(s for s in TOWNS.statements if s.id in kept)) for kept in (one, other))
    difference = compare(old, new)
    same = difference.same + sum(s.is_rejected for s in old.statements if s.id in other)
    assert same + sum(change.old is not None for change in difference.facts) == len(one)
    assert same + sum(change.new is not None for change in difference.facts) == len(other)
    assert difference == compare(old, new)


def test_plan_that_came_true_is_one_fact_that_changed() -> None:
    planned = fact(Relation.LEADS, status=Status.PLANNED)
    assert changed(planned, status=Status.DONE) == (
        Change("status", "planned", "done"),
        Change("counts", "no", "yes"),
    )


def test_small_change_of_confidence_is_told_where_the_fact_now_counts_and_only_there() -> None:
    sure = fact(Relation.PARTNER_OF, confidence=0.95)
    assert changed(sure, confidence=0.91) == ()
    assert changed(sure, confidence=0.9) == (Change("confidence", "0.95", "0.9"),)
    doubtful = fact(Relation.COMMISSIONS, confidence=0.3)
    low = with_fact(TOWNS, doubtful, replace(doubtful, confidence=0.49))
    high = with_fact(TOWNS, doubtful, replace(doubtful, confidence=0.5))
    (found,) = compare(low, high).facts
    assert found.changes == (Change("confidence", "0.49", "0.5"), Change("counts", "no", "yes"))


def test_step_of_confidence_is_the_callers() -> None:
    sure = fact(Relation.PARTNER_OF, confidence=0.95)
    less_sure = with_fact(TOWNS, sure, replace(sure, confidence=0.9))
    assert compare(TOWNS, less_sure, step=0.06).is_empty
    assert not compare(TOWNS, less_sure, step=0.05).is_empty


def test_sentence_more_and_sentence_less_are_told_whole() -> None:
    twice = fact(Relation.START_DATE, is_disputed=True)
    one, other = twice.evidence
    assert changed(twice, evidence=(one,)) == (Change("sentence", other.quote, ""),)
    once = replace(twice, evidence=(one,))
    (found,) = compare(with_fact(TOWNS, twice, once), TOWNS).facts
    assert found.changes == (Change("sentence", "", other.quote),)


def test_sentence_with_other_line_breaks_is_the_same() -> None:
    one = fact(Relation.HAS_ROLE)
    (evidence,) = one.evidence
    assert changed(one, evidence=(replace(evidence, quote=evidence.quote.replace(" ", "\n", 1), start=3),)) == ()


def test_decided_ends_and_review_are_told() -> None:
    one = fact(Relation.PROVIDES, status=Status.DONE)
    other = Ref(Kind.ORGANISATION, "dune-trust")
    assert changed(one, subject=other, review=Review.EDITED) == (
        Change("subject", str(one.subject), "organisation/dune-trust"),
        Change("review", "unreviewed", "edited"),
    )
    rejected = {"review": Review.REJECTED, "is_rejected": True}
    assert changed(one, **rejected) == (Change("review", "unreviewed", "rejected"), Change("counts", "yes", "no"))


def test_outcome_is_told_by_what_it_counts() -> None:
    one = fact(Relation.REPORTS)
    node = next(o for o in TOWNS.outcomes if o.ref == one.object)
    other = replace(node, outcome=replace(node.outcome, approx=not node.outcome.approx))
    graph = replace(TOWNS, outcomes=tuple(other if o.ref == node.ref else o for o in TOWNS.outcomes))
    (found,) = compare(TOWNS, graph).facts
    (change,) = found.changes
    assert {change.before, change.after} == {node.label, f"about {node.label}"}


# -- facts found again -----------------------------------------------------------------------------


def test_fact_whose_name_was_read_longer_is_found_again_by_its_sentence() -> None:
    old = fact(Relation.FUNDED_BY)
    longer = replace(under(old, old.key + "-of-the-north"), object=Ref(Kind.INITIATIVE, "hearth-fund-of-the-north"))
    (found,) = compare(TOWNS, with_fact(TOWNS, old, longer)).facts
    assert (found.sign, found.old, found.new) == (Sign.CHANGED, old, longer)
    assert found.changes == (Change("object", str(old.object), "initiative/hearth-fund-of-the-north"),)


@pytest.mark.parametrize("field", ["status", "quote", "relation"])
def test_fact_is_not_found_again_with_another_status_sentence_or_relation(field: str) -> None:
    old = fact(Relation.FUNDED_BY)
    (evidence,) = old.evidence
    key = old.key.replace("fundedBy", "partOf") if field == "relation" else old.key + "-2"
    new = under(old, key)
    if field == "status":
        new = replace(new, status=Status.PLANNED, evidence=(replace(evidence, status=Status.PLANNED),))
    if field == "quote":
        new = replace(new, quote="Other.", evidence=(replace(evidence, quote="Other."),))
    assert {sign for sign, _ in signs(compare(TOWNS, with_fact(TOWNS, old, new)))} == {"gone", "added"}


def test_fact_is_not_found_again_where_two_have_its_sentence() -> None:
    old = fact(Relation.FUNDED_BY)
    two = [under(old, f"{old.key}-{n}") for n in (2, 3)]
    difference = compare(TOWNS, with_fact(TOWNS, old, *two))
    assert sorted(sign for sign, _ in signs(difference)) == ["added", "added", "gone"]


def test_fact_that_is_gone_is_not_taken_for_one_that_was_there() -> None:
    old = fact(Relation.FUNDED_BY)
    neighbour = under(old, old.key + "-2")
    both = with_fact(TOWNS, old, old, neighbour)
    assert signs(compare(both, with_fact(TOWNS, old, neighbour))) == [("gone", old.id)]


# -- documents -------------------------------------------------------------------------------------


def renamed(graph: Graph, slug: str) -> Graph:
    """The graph of the same document under another name: every key, scope and id that its name is in."""
    (document,) = graph.documents
    old = document.slug

    def ref(one: Ref) -> Ref:
        if one.kind is Kind.DOCUMENT:
            return Ref(one.kind, slug)
        return Ref(one.kind, one.slug.replace(f"{old}--", f"{slug}--"))

    ids: dict[str, str] = {}
    statements = []
    for statement in graph.statements:
        parts = [
            p.replace(f"/{old}--", f"/{slug}--").replace(f"document/{old}", f"document/{slug}")
            for p in statement.key.split("|")
        ]
        again = under(statement, "|".join([slug, *parts[1:]]))
        ids[statement.id] = again.id
        end = again.object
        if end is not None:
            end = Ref(Kind.OUTCOME, again.id) if end.kind is Kind.OUTCOME else ref(end)
        statements.append(replace(again, document=slug, subject=ref(again.subject), object=end))
    entities = [replace(e, ref=ref(e.ref), documents=tuple(slug for _ in e.documents)) for e in graph.entities]
    outcomes = [replace(o, ref=Ref(Kind.OUTCOME, ids[o.ref.slug]), document=slug) for o in graph.outcomes]
    return replace(
        graph,
        documents=(replace(document, slug=slug),),
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        entities=tuple(sorted(entities, key=lambda e: e.ref)),
        outcomes=tuple(sorted(outcomes, key=lambda o: o.ref)),
    )


def test_document_with_another_name_and_the_same_text_keeps_its_facts() -> None:
    difference = compare(TOWNS, renamed(TOWNS, "towns"))
    assert difference.facts == ()
    assert difference.things == ()
    (document,) = difference.documents
    assert document.changes == (Change("id", "invented-towns", "towns"),)
    assert len(difference.moved) == len(TOWNS.statements)
    assert difference.same == sum(not s.is_rejected for s in TOWNS.statements)


def test_document_with_another_name_and_text_is_another_document() -> None:
    graph = renamed(TOWNS, "towns")
    (document,) = graph.documents
    difference = compare(TOWNS, replace(graph, documents=(replace(document, text="Other."),)))
    assert [d.sign for d in difference.documents] == [Sign.GONE, Sign.ADDED]
    assert difference.same == 0
    assert {sign for sign, _ in signs(difference)} == {"gone", "added"}


def test_text_title_and_source_of_a_document_are_compared() -> None:
    (document,) = TOWNS.documents
    described = replace(document.description, issued="2026", url="https://example.org/a")
    new = replace(document, text=document.text + "\n", title="Two towns", description=described)
    (found,) = compare(TOWNS, replace(TOWNS, documents=(new,))).documents
    assert [c.field for c in found.changes] == ["title", "text", "url", "issued"]


def test_threshold_is_a_difference_and_shows_which_facts_count_by_it() -> None:
    difference = compare(TOWNS, replace(TOWNS, threshold=0.92))
    assert difference.settings == (Change("threshold", "0.5", "0.92"),)
    assert difference.facts
    assert {c for f in difference.facts for c in f.changes} == {Change("counts", "yes", "no")}


# -- things ----------------------------------------------------------------------------------------

BODY = Ref(Kind.ORGANISATION, "a")


def graph_of(*entities: Entity) -> Graph:
    return Graph((), tuple(sorted(entities, key=lambda e: e.ref)), (), (), 0.5, "by hand")


def entity(ref: Ref, name: str = "A") -> Entity:
    return Entity(ref, name, documents=("page",))


def told(old: Graph, new: Graph) -> list[tuple[str, str, tuple[Change, ...]]]:
    return [(t.sign.value, str(t.ref), t.changes) for t in compare(old, new).things]


def test_thing_with_another_name_is_told_with_both() -> None:
    change = (Change("name", "A", "Alpha"),)
    assert told(graph_of(entity(BODY)), graph_of(entity(BODY, "Alpha"))) == [("changed", "organisation/a", change)]


def test_thing_that_a_decision_joined_with_another_is_told_once_and_so_is_the_parting() -> None:
    other = Ref(Kind.ORGANISATION, "b")
    apart = graph_of(entity(BODY), entity(other, "B"))
    joined = graph_of(Entity(BODY, "", replaced_by=other), entity(other, "B"))
    assert told(apart, joined) == [("changed", "organisation/a", (Change("joined", "", "organisation/b"),))]
    assert told(joined, apart) == [("changed", "organisation/a", (Change("joined", "organisation/b", ""),))]


def test_thing_of_another_kind_is_told_once() -> None:
    network = Ref(Kind.NETWORK, "a")
    retyped = graph_of(Entity(BODY, "", replaced_by=network), entity(network))
    assert told(graph_of(entity(BODY)), retyped) == [
        ("changed", "organisation/a", (Change("kind", "organisation/a", "network/a"),))
    ]
    assert told(retyped, graph_of(entity(BODY))) == [
        ("changed", "organisation/a", (Change("kind", "network/a", "organisation/a"),))
    ]


def test_things_come_and_go() -> None:
    assert told(graph_of(), graph_of(entity(BODY))) == [("added", "organisation/a", ())]
    assert told(graph_of(entity(BODY)), graph_of()) == [("gone", "organisation/a", ())]


def test_name_that_a_new_document_brings_joined_already_is_no_change_of_a_thing() -> None:
    other = Ref(Kind.ORGANISATION, "b")
    new = graph_of(Entity(BODY, "", replaced_by=other), entity(other, "B"))
    assert told(graph_of(), new) == [("added", "organisation/b", ())]


# -- for programs ----------------------------------------------------------------------------------


def test_table_and_object_hold_every_change() -> None:
    planned, lost = fact(Relation.LEADS, status=Status.PLANNED), fact(Relation.HAS_ROLE)
    new = with_fact(with_fact(TOWNS, planned, replace(planned, status=Status.DONE)), lost)
    difference = compare(TOWNS, new)
    rows = [
        dict(zip(DIFFERENCE_COLUMNS, row, strict=True))
        for row in difference_rows(difference, difference.facts, node_labels(TOWNS))
    ]
    assert {(r["what"], r["change"], r["id"], r["field"]) for r in rows} == {
        ("fact", "gone", lost.id, ""),
        ("fact", "changed", planned.id, "status"),
        ("fact", "changed", planned.id, "counts"),
    }
    assert {r["quote"] for r in rows} == {lost.quote, planned.quote}
    told = difference_object(difference, difference.facts)
    assert told["counts"]["facts"] == {"added": 0, "gone": 1, "changed": 1, "same": difference.same}
    assert {(f["change"], (f["new"] or f["old"])["fact"]) for f in told["facts"]} == {
        ("gone", lost.id),
        ("changed", planned.id),
    }


def test_change_of_no_fact_is_refused() -> None:
    with pytest.raises(ValueError, match="no fact"):
        _ = FactChange(None, None, None).fact
