"""Who is who in one document: home councils, abbreviations, short forms, persons, wordings; and the keys they get."""

from __future__ import annotations

import pytest

from graphkit.extractors.annotate import annotate
from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.records import Cast, Description, Document, Kind, Ref, Thing
from graphkit.resolution.things import resolve

WIGAN, LEEDS = Ref(Kind.COUNCIL, "wigan"), Ref(Kind.COUNCIL, "leeds")


def cast_of(text: str, *, slug: str = "doc", given: str = "") -> Cast:
    outline = make_outline(Document(slug, "doc.txt", text, "", Description("doc.txt", title=given)))
    mentions, inner = annotate(outline, load_knowledge())
    return resolve(outline, mentions, inner, load_knowledge())


def under(body: str, title: str = "Wigan Council: a case study") -> Cast:
    return cast_of(f"{title}\n\n{body}\n")


def of_kind(cast: Cast, kind: Kind) -> list[Thing]:
    return [thing for thing in cast.things if thing.ref.kind is kind]


# -- home councils ---------------------------------------------------------------------------------


def test_council_of_the_title_is_the_home_council() -> None:
    assert under("It met Leeds City Council and Leeds City Council met it.").councils == (WIGAN,)


def test_place_of_the_title_is_the_home_council() -> None:
    assert under("It went well.", "Warm homes in Wigan").councils == (WIGAN,)


def test_title_of_the_source_table_may_name_the_council() -> None:
    assert cast_of("Warm homes\n\nIt went well.\n", given="Wigan Council: warm homes").councils == (WIGAN,)


def test_council_named_most_is_the_home_council_where_the_title_names_none() -> None:
    body = "Wigan Council set it up. Wigan Council runs it. Leeds City Council looked on."
    assert under(body, "Warm homes for all").councils == (WIGAN,)


def test_no_council_is_at_home_where_none_stands_out() -> None:
    cast = under("Wigan Council and Leeds City Council set it up. We are glad.", "Warm homes for all")
    assert cast.councils == ()
    refs = {ref for mention, ref in zip(cast.mentions, cast.refs, strict=True) if mention.target == "home"}
    assert refs == {None}


def test_the_council_in_a_document_on_several_is_the_one_last_named() -> None:
    body = "Leeds City Council did so first. Wigan Council came next. The council was glad."
    cast = under(body, "Leeds City Council and Wigan Council: warm homes")
    (at,) = [i for i, mention in enumerate(cast.mentions) if mention.target == "home"]
    assert cast.refs[at] == WIGAN


def test_two_councils_of_the_title_are_both_at_home_and_neither_is_the_council() -> None:
    cast = under("The council was glad.", "Wigan Council and Leeds City Council: warm homes")
    assert cast.councils == (LEEDS, WIGAN)
    assert cast.home_at(60) is None


def test_digest_says_whose_each_part_is() -> None:
    text = "Two towns\n\nWords first.\n\nWigan Council\n\nThe council won.\n\nLeeds City Council\n\nThe council lost.\n"
    cast = cast_of(text)
    assert cast.councils == (LEEDS, WIGAN)
    assert cast.home_at(text.index("won")) == WIGAN
    assert cast.home_at(text.index("lost")) == LEEDS
    assert cast.home_at(text.index("Words")) is None


def test_unregistered_council_gets_a_key_of_its_name() -> None:
    assert under("The council was glad.", "Ostermoor Council: warm homes").councils == (
        Ref(Kind.COUNCIL, "ostermoor-council"),
    )


# -- keys ------------------------------------------------------------------------------------------


def test_body_has_a_key_that_all_documents_share() -> None:
    (thing,) = of_kind(under("It is run by Brookfield Community Trust."), Kind.ORGANISATION)
    assert (thing.ref.slug, thing.is_specific) == ("brookfield-community-trust", True)


def test_described_body_belongs_to_its_document() -> None:
    (thing,) = of_kind(under("It is run by a local charity."), Kind.ORGANISATION)
    assert (thing.ref.slug, thing.is_specific) == ("doc--local-charity", False)


def test_named_initiative_belongs_to_its_council() -> None:
    (thing,) = of_kind(under("It set up the Warm Start Programme."), Kind.INITIATIVE)
    assert thing.ref.slug == "wigan--warm-start-programme"


def test_named_initiative_belongs_to_its_document_where_no_council_is_at_home() -> None:
    (thing,) = of_kind(under("They set up the Warm Start Programme.", "Warm homes for all"), Kind.INITIATIVE)
    assert thing.ref.slug == "doc--warm-start-programme"


def test_described_initiative_belongs_to_its_document() -> None:
    (thing,) = of_kind(under("It set up a boiler repair scheme."), Kind.INITIATIVE)
    assert thing.ref.slug == "doc--boiler-repair-scheme"


def test_person_belongs_to_the_council_and_is_named_without_title() -> None:
    (thing,) = of_kind(under("Dr Jane Smith said so."), Kind.PERSON)
    assert (thing.ref.slug, thing.name) == ("wigan--jane-smith", "Jane Smith")


def test_population_is_shared_by_all_documents() -> None:
    (thing,) = of_kind(under("It is for older tenants."), Kind.POPULATION)
    assert thing.ref.slug == "older-tenants"


def test_council_is_labelled_by_the_register() -> None:
    (thing,) = of_kind(under("Wigan Metropolitan Borough Council did it."), Kind.COUNCIL)
    assert (thing.ref, thing.name) == (WIGAN, "Wigan Council")


# -- one thing, several forms ----------------------------------------------------------------------


def test_abbreviation_and_full_name_are_one_body_named_in_full() -> None:
    (thing,) = of_kind(
        under("It was led by Ostermoor Housing Association (OHA). Last year OHA grew."), Kind.ORGANISATION
    )
    assert (thing.name, thing.forms) == (
        "Ostermoor Housing Association",
        ("OHA", "Ostermoor Housing Association (OHA)"),
    )


def test_short_and_full_form_are_one_body() -> None:
    (thing,) = of_kind(
        under("They chose Spectrum Community Health CIC. Since then staff at Spectrum are glad."), Kind.ORGANISATION
    )
    assert (thing.name, thing.forms) == ("Spectrum Community Health CIC", ("Spectrum",))


def test_legal_form_makes_no_other_body() -> None:
    things = of_kind(under("It was run by Ostermoor Homes Ltd. Then Ostermoor Homes grew."), Kind.ORGANISATION)
    assert len(things) == 1


def test_bodies_that_begin_alike_with_a_common_word_are_two() -> None:
    things = of_kind(under("It was run by Children Aid Trust and by Children First Academy."), Kind.ORGANISATION)
    assert len(things) == 2


def test_surname_alone_is_the_person_named_before() -> None:
    (thing,) = of_kind(under("Jane Smith came. Ms Smith was glad."), Kind.PERSON)
    assert thing.name == "Jane Smith"


def test_two_persons_of_one_surname_are_two() -> None:
    assert len(of_kind(under("Jane Smith came. Tom Smith was glad."), Kind.PERSON)) == 2


def test_singular_and_plural_wordings_are_one_initiative() -> None:
    things = of_kind(under("It set up a sexual health service. The sexual health services are good."), Kind.INITIATIVE)
    assert len(things) == 1


def test_the_scheme_is_the_last_scheme_named() -> None:
    cast = under("It set up a boiler repair scheme. It set up a carers hub. The scheme went well.")
    (at,) = [i for i, mention in enumerate(cast.mentions) if mention.target == "earlier"]
    assert cast.refs[at] == Ref(Kind.INITIATIVE, "doc--boiler-repair-scheme")


def test_the_scheme_with_nothing_before_is_nothing() -> None:
    cast = under("The scheme went well.")
    (at,) = [i for i, mention in enumerate(cast.mentions) if mention.target == "earlier"]
    assert cast.refs[at] is None


def test_bare_name_and_we_are_the_council() -> None:
    cast = under("Wigan has grown. We are glad. The council is too.")
    assert {ref for mention, ref in zip(cast.mentions, cast.refs, strict=True) if mention.kind is Kind.COUNCIL} == {
        WIGAN
    }


def test_refs_run_beside_mentions_and_lead_to_things() -> None:
    cast = under(
        "Brookfield Trust and Age UK run a sexual health service for older tenants in Leigh. The service is good."
    )
    known = {thing.ref for thing in cast.things}
    assert len(cast.refs) == len(cast.mentions)
    assert len(cast.inner_refs) == len(cast.inner)
    assert {ref for ref in (*cast.refs, *cast.inner_refs) if ref is not None} == known
    assert list(cast.things) == sorted(cast.things, key=lambda thing: thing.ref)


def test_no_key_holds_two_scopes() -> None:
    cast = under("Jane Smith -- of a -- b -- set up a boiler--repair scheme and the A -- B Programme.")
    assert all(thing.ref.slug.count("--") <= 1 for thing in cast.things)


@pytest.mark.parametrize(
    "said",
    [
        "The council launched a two-year project, the Warm Rooms Project, in 2016.",
        'The council launched a pilot called "Warm Rooms Project" in 2016.',
        "The Warm Rooms Project is a programme of home visits.",
    ],
)
def test_what_is_described_and_named_in_one_breath_is_one_thing(said: str) -> None:
    assert [thing.name for thing in of_kind(under(said), Kind.INITIATIVE)] == ["Warm Rooms Project"]


def test_part_of_a_thing_is_not_the_thing() -> None:
    found = of_kind(under("A key part of the Warm Rooms Project is a boiler repair scheme."), Kind.INITIATIVE)
    assert sorted(thing.name for thing in found) == ["Warm Rooms Project", "boiler repair scheme"]
