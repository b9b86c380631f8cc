"""Names that several councils have, or that a council no longer has: who stands in the graph, by what the document says."""

from __future__ import annotations

import pytest

from graphkit.knowledge import load_knowledge
from graphkit.namesakes import Hints, latest, meant
from graphkit.pipeline import read_one
from graphkit.records import Description, Document, Kind, Reading
from graphkit.register import load_register

TITLE = "A hub for all"
HUB = "has launched a hub for older people."


def read(text: str, title: str = TITLE, **source: str) -> Reading:
    """What a document of a title and a few sentences gives; ``source`` is its row of the source table."""
    document = Document("a", "a.txt", f"{title}\n\n{text}\n", "", Description("a.txt", **source))
    return read_one(document, load_knowledge())


def councils(text: str, title: str = TITLE, **source: str) -> list[str]:
    """The councils that stand in the graph of a document."""
    return [thing.ref.slug for thing in read(text, title, **source).things if thing.ref.kind is Kind.COUNCIL]


# -- Newcastle -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beside", "slug"),
    [
        ("Gateshead Council helped.", "newcastle-upon-tyne"),
        ("It is the third in the North East.", "newcastle-upon-tyne"),
        ("People in Newcastle upon Tyne like it.", "newcastle-upon-tyne"),
        ("Newcastle City Council pays for it.", "newcastle-upon-tyne"),
        ("Staffordshire County Council helped.", "newcastle-under-lyme"),
        ("It is the third in Staffordshire.", "newcastle-under-lyme"),
        ("Newcastle Borough Council pays for it.", "newcastle-under-lyme"),
        ("Newcastle-under-Lyme Borough Council pays for it.", "newcastle-under-lyme"),
    ],
)
@pytest.mark.parametrize("name", ["Newcastle", "Newcastle Council"])
def test_newcastle_is_the_one_whose_county_region_neighbour_or_full_name_is_there(
    name: str, beside: str, slug: str
) -> None:
    found = councils(f"{name} {HUB} {beside}")
    assert slug in found
    assert not {"newcastle", "newcastle-council", "newcastle-upon-tyne", "newcastle-under-lyme"} - {slug} & set(found)


@pytest.mark.parametrize(("name", "slug"), [("Newcastle", "newcastle"), ("Newcastle Council", "newcastle-council")])
def test_newcastle_that_nothing_tells_is_left_open(name: str, slug: str) -> None:
    assert councils(f"{name} {HUB}") == [slug]
    assert load_register().by_slug(slug) is None


def test_newcastle_with_signs_of_both_is_left_open() -> None:
    found = councils(f"Newcastle {HUB} Gateshead Council and Staffordshire County Council helped.")
    assert "newcastle" in found
    assert not {"newcastle-upon-tyne", "newcastle-under-lyme"} & set(found)


def test_newcastle_the_town_is_a_place() -> None:
    reading = read("People in Newcastle like the hub. They met in Newcastle.")
    assert [str(t.ref) for t in reading.things if t.ref.kind in (Kind.COUNCIL, Kind.PLACE)] == ["place/newcastle"]


def test_title_of_the_source_table_tells_nothing_that_has_two_meanings() -> None:
    given = Description("a.txt", title="Newcastle: a hub")
    document = Document("a", "a.txt", "A hub\n\nPeople like the hub.\n", "", given)
    assert read_one(document, load_knowledge()).councils == ()


# -- names that are words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Reading for pleasure", "Reading has become rarer among children. Reading is fun."),
        ("Reading: a summer of books", "Reading has become rarer among children."),
        ("Bury the wires", "Bury has set up a fund. Engineers bury wires."),
        ("A walk", "Richmond has launched a hub. Bath has hot water."),
    ],
)
def test_name_that_is_a_word_is_no_council_by_itself(title: str, text: str) -> None:
    assert not councils(text, title)
    assert read(text, title).councils == ()


@pytest.mark.parametrize(
    ("full", "name", "slug"),
    [
        ("Reading Borough Council", "Reading", "reading"),
        ("Bury Council", "Bury", "bury"),
        ("Bury MBC", "Bury", "bury"),
        ("Richmond Council", "Richmond", "richmond-upon-thames"),
        ("Kingston Council", "Kingston", "kingston-upon-thames"),
        ("Durham County Council", "Durham", "county-durham"),
        ("Bath and North East Somerset Council", "Bath", "bath-and-north-east-somerset"),
    ],
)
def test_name_that_is_a_word_is_the_council_that_the_document_names_in_full(full: str, name: str, slug: str) -> None:
    assert councils(f"{full} {HUB} {name} has also opened a park.") == [slug]


# -- before and after a reorganisation -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "issued", "found"),
    [
        (f"Northamptonshire {HUB}", "2019", ["northamptonshire"]),
        (f"Northamptonshire {HUB}", "2022-05", []),
        (f"Northamptonshire {HUB}", "", ["northamptonshire"]),
        (f"Northamptonshire County Council {HUB}", "2022", ["northamptonshire"]),
        (f"Northamptonshire Council {HUB}", "2022", ["northamptonshire-council"]),
        (f"West Northamptonshire {HUB}", "2022", ["west-northamptonshire"]),
        (f"West Northamptonshire Council {HUB}", "", ["west-northamptonshire"]),
        (f"Cumbria {HUB}", "2015", ["cumbria"]),
        (f"Cumbria {HUB}", "2024-01", []),
        ("In 2019 Cumbria launched a hub.", "", ["cumbria"]),
        ("In 2019 Cumbria launched a hub.", "2024-01", ["cumbria"]),
        (f"Cumberland {HUB}", "2015", []),
        (f"Cumberland {HUB}", "2024", ["cumberland"]),
        (f"Carlisle {HUB}", "2025", []),
        (f"Poole Council {HUB}", "2012", ["poole"]),
        (f"Somerset {HUB}", "2018", ["somerset-county-council"]),
        (f"Somerset {HUB}", "2024", ["somerset"]),
        (f"Somerset {HUB}", "2023", []),
        (f"Somerset {HUB}", "2023-02", ["somerset-county-council"]),
        (f"Somerset {HUB}", "2023-04-01", ["somerset"]),
        (f"Somerset {HUB}", "", []),
        ("In 2014 North Yorkshire launched a hub.", "", ["north-yorkshire-county-council"]),
        ("In May 2023 North Yorkshire launched a hub.", "", ["north-yorkshire"]),
        (f"North Yorkshire County Council {HUB} North Yorkshire has also opened a park.", "", None),
        (f"Dorset {HUB} It was planned in 2016/17 and will be full by 2030.", "", ["dorset-county-council"]),
        (f"Buckinghamshire Council {HUB} Buckinghamshire has also opened a park.", "", ["buckinghamshire"]),
        (f"Dorset Council {HUB}", "2012-03-04", ["dorset-council"]),
        (f"Dorset Council {HUB}", "", ["dorset"]),
    ],
)
def test_name_is_the_council_that_there_was(text: str, issued: str, found: list[str] | None) -> None:
    assert councils(text, issued=issued) == (["north-yorkshire-county-council"] if found is None else found)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Begun in 2016, it grew.", "2016-01-01"),
        ("In March 2019 and in 2018.", "2019-03-01"),
        ("In 2018/19 it grew.", "2019-01-01"),
        ("By 2025 all will be warm; in 2020 some were.", "2020-01-01"),
        ("In 2090 it will be over; in 2020 it began.", "2020-01-01"),
        ("It cost £2019 and 2,018 people came, 2019% more.", ""),
        ("Nothing is said.", ""),
    ],
)
def test_last_date_that_a_text_speaks_of_as_past(text: str, first: str) -> None:
    assert latest(text, load_register())[0] == first


@pytest.mark.parametrize("form", ["Nowhere", "Nowhere Council"])
def test_name_that_no_council_has_means_none(form: str) -> None:
    assert meant(load_register(), form, Hints()) is None


def test_every_label_and_legal_name_means_its_council_whatever_the_document() -> None:
    register = load_register()
    open_names = set()
    for council in register.councils:
        for form in (council.label, council.official_name):
            found = meant(register, form, Hints())
            if found is None:
                open_names.add(form)
            else:
                assert form in (found.label, found.official_name)
    assert open_names == {"North East Combined Authority"}, "two bodies, before and after 7 May 2024"


def test_combined_authority_of_one_name_is_the_one_of_the_day() -> None:
    text = "The North East Combined Authority has launched a hub."
    assert councils(text, issued="2019") == ["north-east-combined-authority"]
    assert councils(text, issued="2025") == ["north-east-mayoral-combined-authority"]


# -- the county council ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "words", "slug"),
    [
        ("Mole Valley District Council: homes", "The county council", "surrey"),
        ("Mole Valley District Council: homes", "The district council", "mole-valley"),
        ("Mole Valley District Council: homes", "The city council", ""),
        ("Surrey County Council: homes", "The county council", "surrey"),
        ("Surrey County Council: homes", "The borough council", ""),
        ("Leeds City Council: homes", "The city council", "leeds"),
        ("Durham County Council: homes", "The county council", "county-durham"),
    ],
)
def test_the_county_council_is_the_county_of_the_district(title: str, words: str, slug: str) -> None:
    reading = read(f"{words} commissioned Pedal Trust to provide a cycling service.", title)
    buyers = {c.subject.slug for c in reading.claims if c.relation == "commissions"}
    assert buyers == ({slug} if slug else set())


# -- branches --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Age UK Leeds runs a lunch club. Age UK pays for it.", ["age-uk", "age-uk-leeds"]),
        ("Turning Point Scotland runs a club. Turning Point runs a hub.", ["turning-point", "turning-point-scotland"]),
        ("Spectrum Community Health CIC runs a clinic. Spectrum gives advice.", ["spectrum-community-health-cic"]),
    ],
)
def test_branch_of_a_body_is_not_the_body_but_a_short_form_is(text: str, slugs: list[str]) -> None:
    things = read(text, "Leeds City Council: help at home").things
    assert [t.ref.slug for t in things if t.ref.kind is Kind.ORGANISATION] == slugs
