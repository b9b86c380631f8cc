"""From claims to facts: one fact once, with all its evidence; and the graph of several documents."""

from __future__ import annotations

from graphkit.ids import evidence_id, fact_id
from graphkit.knowledge import load_knowledge
from graphkit.records import (
    Claim,
    Description,
    Document,
    Kind,
    Outcome,
    Reading,
    Ref,
    Relation,
    SectionKind,
    Span,
    Statement,
    Status,
    Thing,
)
from graphkit.statements import THRESHOLD, assemble, is_direct, state

TEXT = "Wigan Council runs the hub. The hub will be run by Wigan Council.\nWigan Council  runs the hub. It is no more."
FIRST, SECOND, AGAIN, LAST = Span(0, 27), Span(28, 65), Span(66, 94), Span(95, 109)
WIGAN, LEEDS = Ref(Kind.COUNCIL, "wigan"), Ref(Kind.COUNCIL, "leeds")
HUB, DOCUMENT = Ref(Kind.INITIATIVE, "a--hub"), Ref(Kind.DOCUMENT, "a")


def claim(span: Span = FIRST, **values: object) -> Claim:
    plain = {"subject": WIGAN, "relation": Relation.PROVIDES, "span": span, "rule": "a.b@1", "confidence": 0.8}
    if not {"literal", "outcome"} & values.keys():
        plain["object"] = HUB
    return Claim(**(plain | values))


def reading(*claims: Claim, slug: str = "a", things: tuple[Thing, ...] = (), **more: object) -> Reading:
    plain = (Thing(WIGAN, "Wigan Council"), Thing(HUB, "hub"), *things)
    return Reading(Document(slug, f"{slug}.txt", TEXT, "Hubs", Description(f"{slug}.txt")), plain, claims, **more)


def only(*claims: Claim) -> Statement:
    (statement,), _ = state(reading(*claims))
    return statement


def test_key_of_a_fact_is_document_subject_relation_and_object() -> None:
    found = only(claim())
    assert found.key == "a|council/wigan|provides|initiative/a--hub"
    assert found.id == fact_id(found.key)


def test_one_fact_said_twice_is_one_statement_with_two_pieces_of_evidence() -> None:
    found = only(claim(SECOND, confidence=0.6), claim(FIRST))
    assert [e.start for e in found.evidence] == [FIRST.start, SECOND.start]
    assert (found.confidence, found.quote) == (0.8, FIRST.of(TEXT))


def test_quote_that_differs_in_white_space_alone_counts_once_at_its_first_place() -> None:
    (evidence,) = only(claim(AGAIN, confidence=0.9), claim(FIRST)).evidence
    assert (evidence.start, evidence.quote, evidence.confidence) == (FIRST.start, FIRST.of(TEXT), 0.9)


def test_evidence_id_is_of_the_fact_and_the_quote() -> None:
    found = only(claim())
    assert found.evidence[0].id == evidence_id(found.id, FIRST.of(TEXT))


def test_quote_is_the_text_at_its_offsets() -> None:
    found = only(claim(), claim(SECOND), claim(LAST))
    assert all(TEXT[e.start : e.end] == e.quote for e in found.evidence)


def test_most_confident_reading_of_a_quote_stands_with_its_rule() -> None:
    (evidence,) = only(claim(rule="a.weak@1", confidence=0.4), claim(rule="a.strong@1", confidence=0.7)).evidence
    assert (evidence.rule, evidence.confidence) == ("a.strong@1", 0.7)


def test_of_equally_confident_readings_the_first_rule_stands() -> None:
    (evidence,) = only(claim(rule="b.b@1"), claim(rule="a.a@1")).evidence
    assert evidence.rule == "a.a@1"


def test_status_is_that_of_the_most_confident_evidence() -> None:
    found = only(claim(), claim(SECOND, status=Status.PLANNED, confidence=0.9))
    assert (found.status, found.is_disputed) == (Status.PLANNED, True)


def test_ended_stands_where_evidence_is_equally_confident() -> None:
    found = only(claim(), claim(SECOND, status=Status.PLANNED), claim(LAST, status=Status.ENDED))
    assert found.status is Status.ENDED


def test_status_moves_without_moving_the_id() -> None:
    assert only(claim()).id == only(claim(status=Status.PLANNED)).id


def test_evidence_that_agrees_is_not_disputed() -> None:
    assert not only(claim(), claim(SECOND)).is_disputed


def test_partners_are_one_fact_in_either_order() -> None:
    found = only(
        claim(relation=Relation.PARTNER_OF, subject=LEEDS, object=WIGAN),
        claim(SECOND, relation=Relation.PARTNER_OF, subject=WIGAN, object=LEEDS),
    )
    assert (found.subject, found.object) == (LEEDS, WIGAN)
    assert len(found.evidence) == 2


def test_literal_is_told_by_its_words_with_white_space_collapsed() -> None:
    found = only(claim(relation=Relation.HAS_ROLE, literal="head  of\nhousing"))
    assert (found.literal, found.object, found.key) == (
        "head of housing",
        None,
        "a|council/wigan|hasRole|=head of housing",
    )


def test_outcome_is_a_node_named_by_its_fact() -> None:
    claims = [claim(relation=Relation.REPORTS, subject=HUB, outcome=Outcome("visits", "500", "visits", approx=a), span=s)
              for a, s in ((False, FIRST), (True, SECOND))]  # fmt: skip
    (statement,), (node,) = state(reading(*claims))
    assert statement.object == node.ref == Ref(Kind.OUTCOME, statement.id)
    assert node.outcome.approx, "one of the two says about"
    assert statement.key == "a|initiative/a--hub|reports|=500/visits/visits"


def test_time_words_that_the_quote_lacks_are_dropped() -> None:
    (evidence,) = only(claim(time_text="last year")).evidence
    assert evidence.time_text == ""


def test_section_heading_and_speaker_come_from_the_reading() -> None:
    person = Ref(Kind.PERSON, "wigan--jane-smith")
    (evidence,) = only(claim(section=SectionKind.IMPACT, heading="The impact", speaker=person)).evidence
    assert (evidence.section, evidence.heading, evidence.speaker) == ("impact", "The impact", person)


def test_only_a_done_and_likely_fact_is_direct() -> None:
    assert is_direct(only(claim()), THRESHOLD)
    assert not is_direct(only(claim(status=Status.PLANNED)), THRESHOLD)
    assert not is_direct(only(claim(confidence=0.1)), THRESHOLD)


# -- the graph -------------------------------------------------------------------------------------


def test_fact_ids_do_not_move_when_another_document_comes() -> None:
    alone = assemble([reading(claim())], load_knowledge(), "x")
    other = reading(claim(), slug="b", things=(Thing(LEEDS, "Leeds City Council"),))
    both = assemble([other, reading(claim())], load_knowledge(), "x")
    assert {s.id for s in alone.statements} == {s.id for s in both.statements if s.document == "a"}


def test_order_of_documents_does_not_matter() -> None:
    one, two = reading(claim()), reading(claim(SECOND), slug="b")
    assert assemble([one, two], load_knowledge(), "x") == assemble([two, one], load_knowledge(), "x")


def test_fullest_form_over_all_documents_is_the_label() -> None:
    body = Ref(Kind.ORGANISATION, "age-uk")
    graph = assemble(
        [
            reading(claim(), things=(Thing(body, "Age UK"),)),
            reading(claim(), slug="b", things=(Thing(body, "Age UK Ltd"),)),
        ],
        load_knowledge(),
        "x",
    )
    (entity,) = [e for e in graph.entities if e.ref == body]
    assert (entity.label, entity.other_names, entity.documents) == ("Age UK Ltd", ("Age UK",), ("a", "b"))


def test_label_of_a_fact_is_in_words() -> None:
    (statement,) = assemble([reading(claim())], load_knowledge(), "x").statements
    assert statement.label == "Wigan Council provides hub"


def test_council_brings_its_register_row_and_its_neighbours() -> None:
    graph = assemble([reading(claim())], load_knowledge(), "x")
    councils = {e.ref.slug: e for e in graph.entities if e.ref.kind is Kind.COUNCIL}
    assert councils["wigan"].register is not None
    assert councils["wigan"].register.gss == ("E08000010",)
    combined = councils["wigan"].register.combined
    assert councils[combined].documents == (), "known from the register alone"


def test_unregistered_council_has_no_row() -> None:
    ref = Ref(Kind.COUNCIL, "ostermoor-council")
    graph = assemble([reading(claim(subject=ref), things=(Thing(ref, "Ostermoor Council"),))], load_knowledge(), "x")
    (entity,) = [e for e in graph.entities if e.ref == ref]
    assert (entity.label, entity.register) == ("Ostermoor Council", None)


def test_who_provides_is_a_provider_and_who_only_will_is_none() -> None:
    done = assemble([reading(claim())], load_knowledge(), "x")
    planned = assemble([reading(claim(status=Status.PLANNED))], load_knowledge(), "x")
    assert [e.ref for e in done.entities if e.is_provider] == [WIGAN]
    assert not [e for e in planned.entities if e.is_provider]


def test_topic_brings_its_wider_topics() -> None:
    subject = next(s for s in load_knowledge().subjects if s.broader)
    topic = Ref(Kind.TOPIC, subject.slug)
    graph = assemble([reading(claim(relation=Relation.ABOUT, subject=DOCUMENT, object=topic), things=(Thing(topic, subject.label),))],
                     load_knowledge(), "x")  # fmt: skip
    topics = {e.ref.slug: e for e in graph.entities if e.ref.kind is Kind.TOPIC}
    assert topics[subject.slug].broader == subject.broader
    assert set(subject.broader) <= topics.keys()


def test_initiative_knows_whose_it_is() -> None:
    graph = assemble([reading(claim(), for_councils=((HUB, "wigan"),))], load_knowledge(), "x")
    (hub,) = [e for e in graph.entities if e.ref == HUB]
    assert hub.for_councils == ("wigan",)


def test_every_tuple_of_the_graph_is_sorted() -> None:
    graph = assemble(
        [reading(claim(), claim(LAST, relation=Relation.LEADS)), reading(claim(), slug="b")], load_knowledge(), "x"
    )
    assert [d.slug for d in graph.documents] == ["a", "b"]
    assert [s.id for s in graph.statements] == sorted(s.id for s in graph.statements)
    assert [e.ref for e in graph.entities] == sorted(e.ref for e in graph.entities)
