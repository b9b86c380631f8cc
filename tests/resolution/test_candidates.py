"""Which names may be one body: what joins by itself, what a person is asked, what is left apart, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphkit.ids import fact_id, fact_key, scoped_slug, slug
from graphkit.knowledge import load_knowledge
from graphkit.records import (
    Candidate,
    Decision,
    Description,
    Document,
    Entity,
    Graph,
    Kind,
    Ref,
    Relation,
    Statement,
    Status,
)
from graphkit.resolution.candidates import candidates


def fact(document: str, subject: Ref, relation: Relation, obj: Ref) -> Statement:
    key = fact_key(document, subject, relation, str(obj))
    return Statement(fact_id(key), key, document, subject, relation, obj, "", "", "", Status.DONE, 0.9, ())


def body(name: str, *documents: str, kind: Kind = Kind.ORGANISATION, forms: tuple[str, ...] = ()) -> Entity:
    return Entity(Ref(kind, slug(name)), name, forms, documents or (f"on-{slug(name)}",))


def scoped(name: str, scope: str, kind: Kind, document: str = "") -> Entity:
    return Entity(Ref(kind, scoped_slug(scope, name)), name, (), (document or f"on-{scope}-{slug(name)}",))


def graph(*things: Entity, about: dict[str, str] | None = None, facts: tuple[Statement, ...] = ()) -> Graph:
    """A graph of things; ``about`` says which council each document is about."""
    documents = sorted({d for thing in things for d in thing.documents})
    said = [
        fact(document, Ref(Kind.DOCUMENT, document), Relation.ABOUT, Ref(Kind.COUNCIL, council))
        for document, council in (about or {}).items()
    ]
    return Graph(
        tuple(Document(d, f"{d}.txt", "", d, Description(f"{d}.txt")) for d in documents),
        tuple(sorted(things, key=lambda e: e.ref)),
        (),
        tuple(sorted((*said, *facts), key=lambda s: s.id)),
        0.35,
        "test",
    )


def found(given: Graph) -> tuple[Candidate, ...]:
    return candidates(given, load_knowledge())


def pairs(given: Graph) -> list[tuple[str, str, str]]:
    return [(c.verdict, c.retired.slug, c.kept.slug) for c in found(given)]


@pytest.mark.parametrize(
    ("short", "full", "sign"),
    [
        ("Pennine Recovery Services", "Pennine Recovery Services CIC", "legal form"),
        ("Homestart Kirklees", "Home-Start Kirklees", "marks, spaces or capitals"),
        ("Leeds CCG", "Leeds Clinical Commissioning Group", "usual short words"),
        ("Exeter University", "University of Exeter", "another order"),
        ("Institute for Rural Craft Skills", "Institute of Rural Craft Skills", "small words"),
    ],
)
def test_name_that_differs_only_in_writing_joins_and_says_why(short: str, full: str, sign: str) -> None:
    (only,) = found(graph(body(short), body(full)))
    assert (only.verdict, {only.retired.slug, only.kept.slug}) == ("same", {slug(short), slug(full)})
    assert sign in only.reason
    assert only.score == sum(points for _, points in only.signals)
    assert all(f"{words} ({points:+d})" in only.reason for words, points in only.signals)
    assert only.reason.endswith("@1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Age UK", "Age UK Leeds"),
        ("Healthwatch Wigan", "Healthwatch Leeds"),
        ("University of York", "York St John University"),
        ("North Leeds Foodbank", "South Leeds Foodbank"),
        ("NHS Leeds CCG", "Leeds Primary Care Trust"),
        ("Leeds Carers", "Leeds Young Carers"),
        ("Public Health England", "Public Health Wales"),
        ("Phase 1 Trust", "Phase 2 Trust"),
    ],
)
def test_word_that_tells_two_bodies_apart_leaves_them_apart(one: str, other: str) -> None:
    assert not found(graph(body(one), body(other)))


def test_two_legal_forms_of_one_name_are_two_bodies() -> None:
    assert not found(graph(body("Aspen Vale Care CIC"), body("Aspen Vale Care Ltd")))


def test_name_of_two_legal_forms_draws_neither_in() -> None:
    names = ("Aspen Vale Care", "Aspen Vale Care CIC", "Aspen Vale Care Ltd")
    assert {verdict for verdict, _, _ in pairs(graph(*map(body, names)))} == {"ask"}


def test_single_common_word_is_asked_about_across_councils_and_joins_within_one() -> None:
    apart = graph(body("Inspire", "a"), body("Inspire CIC", "b"), about={"a": "leeds", "b": "kent"})
    near = graph(body("Inspire", "a"), body("Inspire CIC", "b"), about={"a": "leeds", "b": "leeds"})
    assert [c.verdict for c in found(apart)] == ["ask"]
    assert [c.verdict for c in found(near)] == ["same"]
    assert "both in documents about Leeds City Council (+20)" in found(near)[0].reason


def test_two_full_names_in_one_document_are_asked_about() -> None:
    (only,) = found(graph(body("Aire Valley Care", "a"), body("Aire Valley Care Ltd", "a")))
    assert only.verdict == "ask"
    assert "one document has both names (-40)" in only.reason


def test_two_that_a_sentence_joins_are_two() -> None:
    one, other = body("Aire Valley Care", "a"), body("Aire Valley Care Ltd", "b")
    assert found(graph(one, other))
    assert not found(graph(one, other, facts=(fact("b", other.ref, Relation.PART_OF, one.ref),)))


def test_abbreviation_of_five_letters_that_a_text_gives_leads_to_the_name() -> None:
    full = body("Steel Valley Housing Advice Trust", forms=("SVHAT",))
    assert pairs(graph(full, body("SVHAT"))) == [("same", "svhat", "steel-valley-housing-advice-trust")]


def test_short_abbreviation_joins_only_within_one_council() -> None:
    full, short = body("Norfolk Craft Fund", "a", forms=("NCF",)), body("NCF", "b")
    assert pairs(graph(full, short, about={"a": "norfolk", "b": "norfolk"}))[0][0] == "same"
    assert pairs(graph(full, short, about={"a": "norfolk", "b": "derby"}))[0][0] == "ask"


def test_abbreviation_of_two_bodies_joins_neither() -> None:
    one = body("Steel Valley Housing Advice Trust", forms=("SVHAT",))
    other = body("Severn Vale Heart Action Team", forms=("SVHAT",))
    assert {verdict for verdict, _, _ in pairs(graph(one, other, body("SVHAT")))} == {"ask"}


def test_abbreviation_that_no_text_gives_is_asked_about() -> None:
    assert pairs(graph(body("Steel Valley Housing Advice Trust"), body("SVHAT")))[0][0] == "ask"


def test_register_of_bodies_keeps_its_own_key() -> None:
    assert pairs(graph(body("Addaction"), body("We Are With You"))) == [("same", "addaction", "we-are-with-you")]


def test_two_bodies_of_the_register_are_never_one() -> None:
    assert not found(graph(body("Cycling UK"), body("Core Cities")))
    assert not found(graph(body("Carers Trust"), body("Carers UK")))


def test_fullest_name_is_kept_and_a_chain_leads_to_it() -> None:
    names = ("Marram Bay Wellbeing", "Marram Bay Well-being", "Marram Bay Wellbeing C.I.C.")
    assert pairs(graph(*map(body, names))) == [
        ("same", "marram-bay-well-being", "marram-bay-wellbeing-c-i-c"),
        ("same", "marram-bay-wellbeing", "marram-bay-wellbeing-c-i-c"),
    ]


def test_described_things_never_join_across_documents() -> None:
    one = Entity(Ref(Kind.ORGANISATION, "a--local-charity"), "local charity", (), ("a",))
    other = Entity(Ref(Kind.ORGANISATION, "b--local-charity"), "local charity", (), ("b",))
    assert not found(graph(one, other))
    pilot = scoped("boiler pilot", "a", Kind.INITIATIVE, "a"), scoped("boiler pilot", "b", Kind.INITIATIVE, "b")
    assert not found(graph(*pilot))


def test_body_and_network_of_one_name_are_asked_about() -> None:
    given = graph(body("Pennine Recovery Partnership"), body("Pennine Recovery Partnership", kind=Kind.NETWORK))
    assert [c.verdict for c in found(given)] == ["ask"]


# -- initiatives and persons -----------------------------------------------------------------------


def test_initiative_of_one_name_under_two_councils_joins_only_where_one_body_runs_both() -> None:
    one = scoped("Grand Mentors", "york", Kind.INITIATIVE)
    other = scoped("Grand Mentors", "salford", Kind.INITIATIVE)
    assert [c.verdict for c in found(graph(one, other))] == ["ask"]
    runs = tuple(
        fact(e.documents[0], Ref(Kind.ORGANISATION, "volunteering-works"), Relation.PROVIDES, e.ref)
        for e in (one, other)
    )
    assert [c.verdict for c in found(graph(one, other, facts=runs))] == ["same"]


def test_initiative_of_general_words_is_not_even_asked_about() -> None:
    names = (scoped("Early Help Hub", "york", Kind.INITIATIVE), scoped("Early Help Hub", "kent", Kind.INITIATIVE))
    assert not found(graph(*names))


def test_initiative_with_and_without_its_kind_is_one_within_a_council() -> None:
    one = scoped("Healthy Derwent Rivers", "derby", Kind.INITIATIVE)
    other = scoped("Healthy Derwent Rivers programme", "derby", Kind.INITIATIVE)
    assert [c.verdict for c in found(graph(one, other))] == ["same"]


def test_person_is_compared_within_one_council_only() -> None:
    one, other = scoped("Steve Moss", "leeds", Kind.PERSON), scoped("Stephen Moss", "leeds", Kind.PERSON)
    far = scoped("Stephen Moss", "kent", Kind.PERSON)
    assert [(c.verdict, c.retired.slug) for c in found(graph(one, other, far))] == [("ask", "leeds--steve-moss")]


def test_person_of_another_first_name_is_another() -> None:
    assert not found(graph(scoped("Jane Moss", "leeds", Kind.PERSON), scoped("John Moss", "leeds", Kind.PERSON)))


def test_title_and_honours_make_no_other_person() -> None:
    given = graph(scoped("Tim Roe", "kent", Kind.PERSON), scoped("Tim Roe OBE", "kent", Kind.PERSON))
    assert [c.verdict for c in found(given)] == ["same"]


def test_many_alike_are_asked_about_once_each_beside_the_one_that_would_stay() -> None:
    scopes = ("devon", "kent", "leeds", "york", "bury")
    asked = pairs(graph(*(scoped("Rapid Rehousing Fund", scope, Kind.INITIATIVE) for scope in scopes)))
    assert [kept for _, _, kept in asked] == ["bury--rapid-rehousing-fund"] * 4


# -- what people decided ---------------------------------------------------------------------------


def test_pair_that_a_person_keeps_apart_is_never_named_again() -> None:
    one, other = body("Pennine Recovery Services"), body("Pennine Recovery Services CIC")
    apart = replace(graph(one, other), differents=((one.ref, other.ref),))
    assert not found(apart)


def test_pair_kept_apart_is_not_joined_through_a_third() -> None:
    one, other = body("Aspen Vale Care"), body("Aspen Vale Care CIC")
    third = body("AspenVale Care")
    given = replace(graph(one, other, third), differents=((one.ref, other.ref),))
    assert "same" not in {c.verdict for c in found(given)}
    assert {one.ref, other.ref} not in [{c.retired, c.kept} for c in found(given)]


def test_name_that_a_person_split_joins_nothing_by_itself() -> None:
    one, other = body("Pennine Recovery Services"), body("Pennine Recovery Services CIC")
    split = Decision("x", "different", f"{one.ref} @ a", "Two.", "ann", "2026-11-20T10:00:00", applies=True)
    assert [c.verdict for c in found(replace(graph(one, other), decisions=(split,)))] == ["ask"]


def test_retired_thing_is_no_candidate() -> None:
    one, other = body("Pennine Recovery Services"), body("Pennine Recovery Services CIC")
    assert not found(graph(replace(one, replaced_by=other.ref, documents=()), other))


# -- councils --------------------------------------------------------------------------------------


def test_council_that_nothing_tells_is_asked_about_under_each_that_it_may_be() -> None:
    open_council = Entity(Ref(Kind.COUNCIL, "newcastle"), "Newcastle", (), ("a",))
    asked = found(graph(open_council))
    assert [(c.verdict, c.kept.slug) for c in asked] == [
        ("ask", "newcastle-under-lyme"),
        ("ask", "newcastle-upon-tyne"),
    ]


# -- order and size --------------------------------------------------------------------------------


def test_order_of_things_makes_no_difference() -> None:
    things = [body(f"{name} Recovery Trust{form}") for name in ("Alder", "Birch", "Cedar") for form in ("", " Ltd")]
    given = graph(*things)
    assert found(given) == found(replace(given, entities=tuple(reversed(given.entities))))
    assert [c.retired.slug for c in found(given)] == sorted(c.retired.slug for c in found(given))


def test_word_that_begins_many_names_brings_no_questions() -> None:
    rest = "Alder Birch Cedar Damson Elder Fir Gorse Hazel Ivy Juniper Larch Maple Oak Pine Rowan".split()
    assert not found(graph(body("Zephyr"), *(body(f"Zephyr {word} Works") for word in rest)))
