"""What the other ways of looking show: gaps, timeline, council sheet, cartogram, answers, small pictures."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.errors import RegisterError
from graphkit.graph.finding import find
from graphkit.records import Evidence, Graph, Kind, Ref, Relation, Statement, Status
from graphkit.register import Register
from graphkit.site.answers import ASKED_OF_ALL, answer_questions, answered, in_full_order, values_for
from graphkit.site.council import council_sheet
from graphkit.site.matrix import matrix_of
from graphkit.site.neighbours import MOST, picture_of
from graphkit.site.tiles import cartogram_of, read_tiles
from graphkit.site.view import View, view_of
from graphkit.site.years import Year, in_a_row, years_of
from graphkit.store.questions import find_question, list_questions, parse_question

MARRAM, SALTBY = Ref(Kind.COUNCIL, "marram"), Ref(Kind.COUNCIL, "saltby")
FOOD, POVERTY = Ref(Kind.TOPIC, "food-poverty"), Ref(Kind.TOPIC, "poverty")
LARDER, KITCHENS = (
    Ref(Kind.INITIATIVE, "invented-towns--warm-larder"),
    Ref(Kind.INITIATIVE, "invented-towns--calm-kitchens"),
)


@pytest.fixture
def view(graph: Graph, register: Register) -> View:
    return view_of(graph, register)


def changed(graph: Graph, change: Callable[[Statement], Statement | None]) -> Graph:
    """The graph with its facts changed; None takes one out."""
    facts = [new for fact in graph.statements if (new := change(fact)) is not None]
    return dataclasses.replace(graph, statements=tuple(facts))


def standing(fact: Statement, status: Status) -> Statement:
    evidence = tuple(dataclasses.replace(e, status=status) for e in fact.evidence)
    return dataclasses.replace(fact, status=status, evidence=evidence)


# -- gaps ------------------------------------------------------------------------------------------


def test_topic_counts_for_its_wider_topic(view: View) -> None:
    rows = dict(matrix_of(view).rows)
    assert set(rows[FOOD]) == {MARRAM, SALTBY}
    assert rows[POVERTY] == rows[FOOD]
    assert matrix_of(view).narrower == {POVERTY: [FOOD]}


def test_cell_says_the_best_that_is_told(graph: Graph, register: Register) -> None:
    def planned(fact: Statement) -> Statement:
        return standing(fact, Status.PLANNED) if fact.relation is Relation.ADDRESSES else fact

    def doubtful(fact: Statement) -> Statement:
        return dataclasses.replace(fact, confidence=0.2) if fact.relation is Relation.ADDRESSES else fact

    cells = dict(matrix_of(view_of(changed(graph, planned), register)).rows)[FOOD]
    assert (cells[SALTBY].status, cells[SALTBY].facts) == ("planned", 1)
    assert cells[MARRAM].facts == 2
    cells = dict(matrix_of(view_of(changed(graph, doubtful), register)).rows)[FOOD]
    assert {cell.status for cell in cells.values()} == {"doubt"}


def test_topic_of_an_initiative_that_is_only_planned_is_planned(graph: Graph, register: Register) -> None:
    def only_planned(fact: Statement) -> Statement:
        acting = fact.relation in (Relation.LEADS, Relation.COMMISSIONS, Relation.PROVIDES, Relation.FUNDED_BY)
        return standing(fact, Status.PLANNED) if acting else fact

    cells = dict(matrix_of(view_of(changed(graph, only_planned), register)).rows)[FOOD]
    assert {cell.status for cell in cells.values()} == {"planned"}


def test_sheet_names_gaps_that_others_have(graph: Graph, register: Register) -> None:
    entities = tuple(
        dataclasses.replace(e, for_councils=("saltby",)) if e.ref == KITCHENS else e for e in graph.entities
    )
    mine = (KITCHENS, SALTBY)

    def without(fact: Statement) -> Statement | None:
        is_mine = fact.subject in mine or fact.object in mine
        return None if is_mine and fact.relation in (Relation.ADDRESSES, Relation.COMMISSIONS) else fact

    part = view_of(dataclasses.replace(changed(graph, without), entities=entities), register)
    thing = next(thing for thing in part.things if thing.ref == SALTBY)
    sheet = council_sheet(part, thing, matrix_of(part))
    assert [(gap.topic.text, gap.councils) for gap in sheet.gaps] == [("food poverty", 1), ("poverty", 1)]
    assert sheet.is_studied


# -- council sheet ---------------------------------------------------------------------------------


def test_sheet_tells_who_what_when_and_with_what_result(view: View) -> None:
    thing = next(thing for thing in view.things if thing.ref == MARRAM)
    sheet = council_sheet(view, thing, matrix_of(view))
    assert [part.heading for part in sheet.bodies] == ["Commissions", "Works with"]
    by_name = {one.name.text: one for one in sheet.initiatives}
    assert set(by_name) == {"Calm Kitchens", "seed library", "Warm Larder"}
    assert by_name["seed library"].word == "Planned"
    assert by_name["Warm Larder"].word == "Happening"
    relations = [line.relation for said in by_name["Calm Kitchens"].said for line in said.lines]
    assert "reports" in relations
    assert "is for" in relations
    assert [moment.time for moment in sheet.moments] == ["2020-10-05", "2021-05", "2022", "2027"]
    assert dict(sheet.numbers) == {
        "document": 1, "initiatives": 3, "partners": 4, "topic": 1, "group served": 1, "reported results": 2
    }  # fmt: skip


def test_no_fact_of_the_sheet_is_doubtful_and_none_is_lost(view: View) -> None:
    thing = next(thing for thing in view.things if thing.ref == SALTBY)
    sheet = council_sheet(view, thing, matrix_of(view))
    shown = {line.id for part in sheet.bodies for said in part.said for line in said.lines}
    shown |= {line.id for one in sheet.initiatives for said in one.said for line in said.lines}
    apart = {line.id for said in sheet.doubtful for line in said.lines}
    assert "05e96f0681d4427b" in apart - shown
    own = {fact.id for ref in (SALTBY, *view.initiatives[SALTBY]) for fact in view.facts[ref]}
    about = {fact.id for fact in view.facts[SALTBY] if fact.relation is Relation.ABOUT}
    assert shown | apart == own - about


# -- timeline --------------------------------------------------------------------------------------


def test_years_hold_dated_facts_under_their_councils(view: View) -> None:
    years = {year.year: year for year in years_of(view)}
    assert list(years) == ["2020", "2021", "2022", "2027"]
    assert [fact.relation for fact in years["2020"].councils[MARRAM]] == [Relation.START_DATE]
    assert years["2021"].facts == 2
    assert all(council is not None for council in years["2027"].councils)


def test_empty_years_stand_between_dated_ones_and_many_are_one_column(view: View) -> None:
    columns = in_a_row([*years_of(view), Year("2039", {MARRAM: []})])
    labels = [year.year for year in columns]
    assert labels == ["2020", "2021", "2022", "2023", "2024", "2025", "2026", "2027", "…", "2039"]
    assert [year.year for year in columns if not year.councils] == ["2023", "2024", "2025", "2026", "…"]


def test_words_that_are_no_date_make_no_year(graph: Graph, register: Register) -> None:
    def odd(fact: Statement) -> Statement:
        evidence: tuple[Evidence, ...] = tuple(dataclasses.replace(e, time="20x1</b>") for e in fact.evidence)
        literal = "last spring" if fact.relation is Relation.START_DATE else fact.literal
        return dataclasses.replace(fact, evidence=evidence, literal=literal)

    assert years_of(view_of(changed(graph, odd), register)) == []


# -- cartogram -------------------------------------------------------------------------------------

NO_TILE = ("county", "combined-authority", "strategic-authority")


def test_every_current_principal_council_has_a_tile_of_its_own(register: Register) -> None:
    tiles = read_tiles()
    wanted = {c.slug for c in register.councils if register.is_current(c) and c.tier not in NO_TILE}
    assert set(tiles) == wanted
    assert len(set(tiles.values())) == len(tiles)


def is_one_piece(cells: set[tuple[int, int]]) -> bool:
    left, reached = set(cells), [min(cells)]
    while reached:
        x, y = reached.pop()
        if (x, y) in left:
            left.remove((x, y))
            reached += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    return not left


def test_districts_of_a_county_lie_together(register: Register) -> None:
    tiles = read_tiles()
    counties: dict[str, set[tuple[int, int]]] = {}
    for slug, cell in tiles.items():
        council = register.by_slug(slug)
        assert council is not None
        if council.upper_tier:
            counties.setdefault(council.upper_tier, set()).add(cell)
    assert len(counties) == 21
    assert [slug for slug, cells in counties.items() if not is_one_piece(cells)] == []


def test_tiles_lie_as_the_councils_do(register: Register) -> None:
    tiles = read_tiles()
    west_to_east = ("belfast", "cardiff", "bristol", "swindon", "westminster", "tendring")
    assert sorted(west_to_east, key=lambda slug: tiles[slug][0]) == list(west_to_east)
    north_to_south = (
        "shetland-islands",
        "highland",
        "glasgow-city",
        "leeds",
        "birmingham",
        "westminster",
        "brighton-and-hove",
    )
    assert sorted(north_to_south, key=lambda slug: tiles[slug][1]) == list(north_to_south)
    scotland = [tiles[c.slug][1] for c in register.councils if c.nation == "Scotland" and c.slug in tiles]
    rest = [tiles[c.slug][1] for c in register.councils if c.nation == "Wales" and c.slug in tiles]
    assert max(scotland) < min(rest)


def test_what_is_told_of_a_predecessor_shows_on_its_successor(graph: Graph, register: Register) -> None:
    old = next(
        c
        for c in register.councils
        if c.replaced_by and not register.is_current(c) and c.replaced_by[0] in read_tiles()
    )
    ref = Ref(Kind.COUNCIL, old.slug)
    entities = tuple(
        dataclasses.replace(e, ref=ref, label=old.label, register=None) if e.ref == MARRAM else e
        for e in graph.entities
    )

    def moved(fact: Statement) -> Statement:
        ends = {"subject": ref if fact.subject == MARRAM else fact.subject}
        return dataclasses.replace(fact, **ends, object=ref if fact.object == MARRAM else fact.object)

    part = view_of(
        dataclasses.replace(changed(graph, moved), entities=tuple(sorted(entities, key=lambda e: e.ref))), register
    )
    states = {tile.name.text: tile.state for tile in cartogram_of(part, read_tiles()).tiles}
    successor = register.by_slug(old.replaced_by[0])
    assert successor is not None
    assert states[successor.label] == "studied"
    assert sum(state == "none" for state in states.values()) > 350


def test_broken_table_of_tiles_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "tiles.csv").write_text("slug,column,row\nwigan,one,2\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="no table of tiles") as caught:
        read_tiles(tmp_path / "tiles.csv")
    assert "whole numbers" in caught.value.todo
    with pytest.raises(RegisterError):
        read_tiles(tmp_path / "nowhere.csv")


# -- answers ---------------------------------------------------------------------------------------


def test_every_ready_question_is_answered_or_says_why_not(graph: Graph, view: View) -> None:
    found = answered(view, answer_questions(graph))
    assert [one.name for one in found] == [question.name for question in list_questions()]
    assert [one.name for one in found if one.problem] == ["web_annotation"]
    rows = {one.name: one for one in found}
    assert [cell.text for cell in rows["partners"].rows[0]][:2] == ["Marram Council", "Fenwick Foods"]
    assert rows["partners"].rows[0][1].page == "organisation/fenwick-foods-cic.html"
    quote = rows["partners"].columns.index("quote")
    assert rows["partners"].rows[0][quote].page.startswith("document/invented-towns.html#f-")
    assert rows["partners"].csv.splitlines()[0] == ",".join(rows["partners"].columns)


def test_question_on_a_council_is_asked_of_the_one_with_most_facts(graph: Graph) -> None:
    assert values_for(graph, find_question("gap")) == [("council", "council/marram")]
    assert values_for(graph, find_question("planned")) == [], "it is asked of any council by itself"
    many = dataclasses.replace(graph, statements=graph.statements * (ASKED_OF_ALL // len(graph.statements) + 1))
    assert values_for(many, find_question("planned")) == [("council", "council/marram")], "too many to ask of all"
    ((name, claim),) = values_for(graph, find_question("evidence"))
    assert (name, claim) == (
        "claim", "organisation/fenwick-foods-cic,provides,initiative/invented-towns--calm-kitchens"
    )  # fmt: skip


def test_each_ready_question_gets_a_full_order() -> None:
    for question in list_questions():
        if question.form == "SELECT":
            ordered = in_full_order(question.text)
            assert ordered.startswith(question.text.rstrip())
            assert in_full_order(ordered) == ordered


def test_question_that_cannot_be_answered_says_so_and_the_others_are(graph: Graph, view: View) -> None:
    bad = parse_question("planned", "# What?\nSELECT ?x WHERE { ?x ?p }")
    answers = answer_questions(graph, [bad, find_question("corpus")])
    found = {one.name: one for one in answered(view, answers)}
    assert found["planned"].problem
    assert found["corpus"].rows[0][0].page == "document/invented-towns.html"


# -- small pictures --------------------------------------------------------------------------------


def test_picture_shows_each_neighbour_once_and_counts_the_rest(graph: Graph, view: View) -> None:
    ref = find(graph, "Warm Larder")
    assert isinstance(ref, Ref)
    picture = picture_of(view, ref, view.facts[ref])
    assert picture is not None
    names = [ray.name.text for ray in picture.rays]
    assert len(names) == len(set(names)) <= MOST
    words = {ray.name.text: ray.words for ray in picture.rays}
    assert words["Duneshire County Council"] == "← provides · denied"
    assert words["Hearth Fund"] == "is funded by"
    assert picture.more == 0


def test_picture_leaves_out_what_was_read_with_little_confidence(graph: Graph, view: View) -> None:
    picture = picture_of(view, SALTBY, view.facts[SALTBY])
    assert picture is not None
    assert "Warm Larder" not in [ray.name.text for ray in picture.rays]
    assert picture_of(view, Ref(Kind.TOPIC, "poverty"), []) is None
