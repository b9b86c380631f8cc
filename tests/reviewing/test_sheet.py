"""A review by spreadsheet: what is asked, what comes back, and rows that cannot be used."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.errors import ReviewError
from graphkit.records import Candidate, Decision, Entity, Graph, Kind, Ref, Statement, Status
from graphkit.register import Register
from graphkit.resolution.decisions import FiledDecision, Verdict, read_decisions
from graphkit.resolution.filed import Place
from graphkit.reviewing.desk import Desk
from graphkit.reviewing.queue import queue
from graphkit.reviewing.sheet import COLUMNS, Applied, apply_sheet, sheet

MakeFact = Callable[..., Statement]
MakeGraph = Callable[..., Graph]
MakeDesk = Callable[..., Desk]
A, B, C = (f"organisation/{name}" for name in ("alder", "birch", "cedar"))
RUNS = f"bikes|{A}|provides|initiative/spokes"
HELPS = f"bikes|{B}|provides|initiative/wheels"
SALTBY = "council/saltby"


def ref(text: str) -> Ref:
    kind, _, slug = text.partition("/")
    return Ref(Kind(kind), slug)


CANDIDATES = (Candidate(ref(A), ref(B), "ask", 3, (), "They stand side by side."),)
FILED = FiledDecision(
    *(Place("bob.toml", 3), Verdict.REJECT, "0" * 16, "So.", "bob", "2026-11-20T10:00:00"),
    fact=f"bikes|{C}|provides|initiative/wheels",
    quote="What it\nsaid.",
    status=Status.PLANNED,
)
LOST = FILED.id
ORPHAN = Decision(LOST, "reject", FILED.key, "So.", "bob", FILED.time, applies=False)


@pytest.fixture
def graph(make_fact: MakeFact, make_graph: MakeGraph) -> Graph:
    facts = make_fact(RUNS, 0.36), make_fact(HELPS, 0.5), make_fact(f"bikes|{C}|leads|network/hub", 0.9)
    council = Entity(ref(SALTBY), "=Saltby Council", (), ("bikes",))
    return make_graph(*facts, more=(council,), decisions=(replace(ORPHAN, candidates=(facts[1].id,)),))


@pytest.fixture
def desk(graph: Graph, make_desk: MakeDesk) -> Desk:
    made = make_desk(graph)
    made._before = (*made._before, FILED)  # read from another file than the one that is written here
    return made


def asked(graph: Graph, register: Register) -> list[dict[str, str]]:
    text = sheet(graph, queue(graph, register, candidates=CANDIDATES, filed=[FILED]))
    return list(csv.DictReader(io.StringIO(text)))


def returned(rows: list[dict[str, str]]) -> bytes:
    """As a spreadsheet saves it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def row_of(rows: list[dict[str, str]], kind: str, **cells: str) -> dict[str, str]:
    return {**next(row for row in rows if row["kind"] == kind), **cells}


def applied(desk: Desk, rows: list[dict[str, str]]) -> Applied:
    return apply_sheet(desk, returned(rows), "back.csv", "Ann Lee")


def filed(desk: Desk) -> list[tuple[str, str, str]]:
    return [(d.verdict, d.key, d.after) for d in read_decisions(desk.folder).decisions]


# -- out -------------------------------------------------------------------------------------------


def test_sheet_asks_each_question_in_order_with_cells_to_fill(graph: Graph, register: Register) -> None:
    rows = asked(graph, register)
    assert tuple(rows[0]) == COLUMNS
    assert [(row["item"], row["kind"]) for row in rows] == [
        *(("1", "name"), ("2", "orphan"), ("3", "fact"), ("4", "fact"), ("5", "council")),
    ]
    assert all(row[name] == "" for row in rows for name in ("verdict", "value", "reason", "by", "time"))


def test_row_of_a_fact_says_what_it_rests_on(graph: Graph, register: Register) -> None:
    row = row_of(asked(graph, register), "fact")
    fact = next(fact for fact in graph.statements if fact.key == RUNS)
    assert row["key"] == fact.id
    assert row["question"] == f"{fact.label} (happening): does the sentence say so?"
    cells = (A, "provides", "initiative/spokes", "done", "0.36", fact.quote, "bikes", "intro")
    assert tuple(row[name] for name in COLUMNS[4:12]) == cells


def test_rows_of_other_questions_say_what_they_are_about(graph: Graph, register: Register) -> None:
    rows = asked(graph, register)
    name, council, orphan = (row_of(rows, kind) for kind in ("name", "council", "orphan"))
    assert (name["key"], name["subject"], name["object"]) == (f"{A} = {B}", A, B)
    assert name["question"] == 'Is "Alder" the same as "Birch"? They stand side by side.'
    assert (council["key"], council["subject"]) == (SALTBY, SALTBY)
    assert council["question"] == 'Which council is "=Saltby Council"? Nothing there is like it.'
    assert (orphan["key"], orphan["subject"], orphan["relation"]) == (LOST, C, "provides")
    assert (orphan["status"], orphan["quote"], orphan["document"]) == ("planned", "What it said.", "bikes")
    assert "Is it one of these: organisation/birch provides initiative/wheels (" in orphan["question"]


def test_cells_cannot_run_in_a_spreadsheet_and_come_back_as_they_were(
    make_fact: MakeFact, make_graph: MakeGraph, register: Register, make_desk: MakeDesk
) -> None:
    fact = replace(make_fact(RUNS, 0.4), quote="=1+1 is what\nthey said.", label="=A runs B")
    graph = make_graph(fact)
    (row,) = asked(graph, register)
    assert (row["quote"], row["question"][:4]) == ("'=1+1 is what they said.", "'=A ")
    desk = make_desk(graph)
    assert not applied(desk, [{**row, "verdict": "accept"}]).errors
    assert read_decisions(desk.folder).decisions[0].quote == "=1+1 is what\nthey said."


# -- back ------------------------------------------------------------------------------------------


def test_filled_sheet_becomes_decisions_and_again_nothing(desk: Desk, graph: Graph, register: Register) -> None:
    rows = asked(graph, register)
    facts = [row for row in rows if row["kind"] == "fact"]
    back = [
        {**facts[0], "verdict": "edit", "value": "status=planned", "reason": "It says will."},
        {**facts[0], "verdict": "edit", "value": "subject=Cedar"},
        {**facts[1], "verdict": "Accept"},
        row_of(rows, "name", verdict="different"),
        row_of(rows, "council", verdict="same", value="Wigan Council", by="Bob", time="2026-11-21 09:00:00"),
    ]
    result = applied(desk, back)
    assert (result.errors, result.standing) == ((), 0)
    assert filed(desk) == [
        ("edit", facts[0]["key"], "status=planned"),
        ("edit", facts[0]["key"], f"subject={C}"),
        ("accept", facts[1]["key"], ""),
        ("different", f"{A} <> {B}", ""),
        ("same", f"{SALTBY} = council/wigan", ""),
    ]
    by_bob = read_decisions(desk.folder).decisions[-1]
    assert (by_bob.by, by_bob.time) == ("Bob", "2026-11-21T09:00:00")
    before = {file.name: file.read_bytes() for file in desk.folder.iterdir()}
    assert sorted(before) == ["ann-lee.toml", "bob.toml"]
    again = applied(desk, back)
    assert (again.written, again.errors, again.standing) == ((), (), 4)
    assert {file.name: file.read_bytes() for file in desk.folder.iterdir()} == before


def test_sheet_is_known_again_at_a_new_desk(desk: Desk, graph: Graph, register: Register, make_desk: MakeDesk) -> None:
    rows = asked(graph, register)
    back = [{**row, "verdict": {"fact": "reject", "council": "accept"}.get(row["kind"], "same")} for row in rows]
    assert not applied(desk, back).errors
    later = make_desk(graph, *read_decisions(desk.folder).decisions)
    again = applied(later, back)
    assert (again.written, again.errors, again.standing) == ((), (), len(rows))


def test_orphan_row_files_its_decision_on_the_fact_that_is_like_it(
    desk: Desk, graph: Graph, register: Register
) -> None:
    fact = next(fact for fact in graph.statements if fact.key == HELPS)
    assert not applied(desk, [row_of(asked(graph, register), "orphan", verdict="same")]).errors
    assert filed(desk) == [("reject", fact.id, "")]


def test_second_person_who_says_the_same_adds_nothing_and_who_says_another_thing_does(
    desk: Desk, graph: Graph, register: Register
) -> None:
    row = row_of(asked(graph, register), "fact")
    assert applied(desk, [{**row, "verdict": "accept"}]).written
    assert not applied(desk, [{**row, "verdict": "accept", "by": "Bob"}]).written
    assert applied(desk, [{**row, "verdict": "reject", "by": "Bob"}]).written
    assert not applied(desk, [{**row, "verdict": "accept"}]).written, "the same row twice is one decision"
    assert applied(desk, [{**row, "verdict": "accept", "by": "Cat"}]).written


def test_rows_that_cannot_be_used_are_named_by_line_and_the_others_taken(
    desk: Desk, graph: Graph, register: Register
) -> None:
    rows = asked(graph, register)
    fact, other = (row for row in rows if row["kind"] == "fact")
    name, council, orphan = (row_of(rows, kind) for kind in ("name", "council", "orphan"))
    back = [
        ({**fact, "verdict": "acept"}, '"acept" is no verdict on a fact.'),
        ({**other, "verdict": "accept"}, ""),
        ({**other, "verdict": "reject"}, "it has another verdict in line 3."),
        ({**other, "verdict": "accept"}, ""),
        ({**fact, "key": "0" * 16, "verdict": "accept"}, f"fact {'0' * 16} is not in the graph."),
        ({**fact, "kind": "rumour", "verdict": "accept"}, '"rumour" is no kind of question.'),
        ({**name, "verdict": "accept"}, '"accept" is no verdict on a name.'),
        ({**name, "key": A, "verdict": "same"}, "its key is not two things."),
        ({**name, "key": f"{A} = organisation/oak", "verdict": "same"}, "organisation/oak is not in the graph."),
        ({**council, "verdict": "same"}, "it does not say which council it is."),
        ({**council, "key": A, "verdict": "accept"}, "its key is no council."),
        ({**council, "key": "council/oak", "verdict": "accept"}, "council/oak is not in the graph."),
        ({**orphan, "verdict": "same", "value": "ffff"}, '"ffff" is none of the facts that are like it.'),
        ({**orphan, "key": "e" * 16, "verdict": "same"}, f"no decision {'e' * 16} waits for its fact."),
        ({**name, "verdict": "same", "time": "yesterday"}, '"yesterday" is no time.'),
        ({**fact, "verdict": ""}, ""),
    ]
    result = applied(desk, [row for row, _ in back])
    assert [(error.where, error.what) for error in result.errors] == [
        (f"back.csv, line {line}", said) for line, (_, said) in enumerate(back, 2) if said
    ]
    assert all(isinstance(error, ReviewError) and error.todo for error in result.errors)
    assert filed(desk) == [("accept", other["key"], "")]
    assert result.standing == 1


def test_edits_of_one_fact_are_refused_together(desk: Desk, graph: Graph, register: Register) -> None:
    row = row_of(asked(graph, register), "fact", verdict="edit")
    result = applied(desk, [{**row, "value": "status=ended"}, {**row, "value": "relation=targets"}])
    assert [error.where for error in result.errors] == ["back.csv, line 2", "back.csv, line 3"]
    assert filed(desk) == []


@pytest.mark.parametrize("cells", [{"quote": "Another sentence."}, {"status": "planned"}])
def test_verdict_on_a_fact_that_has_changed_is_refused(
    desk: Desk, graph: Graph, register: Register, cells: dict[str, str]
) -> None:
    row = {**row_of(asked(graph, register), "fact", verdict="accept"), **cells}
    (error,) = applied(desk, [row]).errors
    assert "has changed since the sheet was made" in error.what
    assert "graphkit review --export" in error.todo


def test_time_that_is_taken_is_refused_and_a_zone_is_made_utc(desk: Desk, graph: Graph, register: Register) -> None:
    rows = asked(graph, register)
    fact, other = (row for row in rows if row["kind"] == "fact")
    noon = {"time": "2026-11-21T12:00:00+02:00"}
    assert not applied(desk, [{**fact, "verdict": "accept", **noon}]).errors
    assert read_decisions(desk.folder).decisions[0].time == "2026-11-21T10:00:00"
    (error,) = applied(desk, [{**fact, "verdict": "reject", **noon}]).errors
    assert "something else was decided on it at 2026-11-21T10:00:00" in error.what
    assert not applied(desk, [{**other, "verdict": "accept", "time": "2026-11-21"}]).errors


def test_file_that_cannot_take_decisions_is_named_and_others_do(desk: Desk, graph: Graph, register: Register) -> None:
    fact, other = (row for row in asked(graph, register) if row["kind"] == "fact")
    desk.folder.mkdir()
    (desk.folder / "ann-lee.toml").write_text("no toml", encoding="utf-8")
    result = applied(desk, [{**fact, "verdict": "accept"}, {**other, "verdict": "accept", "by": "Bob"}])
    (error,) = result.errors
    assert error.where == f"{desk.folder.as_posix()}/ann-lee.toml, line 1"
    assert [written.file.name for written in result.written] == ["bob.toml"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a,b\n1,2\n", "no column kind, key, verdict"),
        (b"\xff\xfe", "not UTF-8"),
        (b"kind,key,verdict\n<<<<<<< HEAD\n", "two versions that were not joined"),
    ],
)
def test_file_that_is_no_sheet_is_an_error(desk: Desk, data: bytes, said: str) -> None:
    with pytest.raises(ReviewError, match=said):
        apply_sheet(desk, data, "back.csv", "Ann")


def test_council_of_the_register_needs_no_row(make_graph: MakeGraph, make_desk: MakeDesk, register: Register) -> None:
    wigan = register.by_slug("wigan")
    assert wigan is not None
    known = Entity(ref("council/wigan"), "Wigan Council", register=register.facts_of(wigan))
    text = "kind,key,verdict\ncouncil,council/wigan,accept\n"
    (error,) = apply_sheet(make_desk(make_graph(more=(known,))), text.encode(), "back.csv", "Ann").errors
    assert error.what == "council/wigan is in the register."


def test_exported_file_can_be_applied_as_it_is(desk: Desk, graph: Graph, register: Register, tmp_path: Path) -> None:
    text = sheet(graph, queue(graph, register, candidates=CANDIDATES))
    assert apply_sheet(desk, text.encode(), "back.csv", "Ann") == Applied((), 0, ())
    assert not desk.folder.exists()
