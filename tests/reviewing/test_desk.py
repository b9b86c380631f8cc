"""Answers as decisions, and how they come into a person's file and out of it again."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.errors import DecisionError
from graphkit.records import Candidate, Decision, Entity, Graph, Kind, Ref, Review, Statement, Status
from graphkit.resolution.decisions import FiledDecision, FiledDecisions, read_decisions
from graphkit.resolution.told import RefusedError
from graphkit.reviewing.desk import Desk
from graphkit.reviewing.entries import entry
from graphkit.reviewing.items import CouncilItem, FactItem, NameItem, OrphanItem
from graphkit.reviewing.queue import similar_councils

MakeFact = Callable[..., Statement]
MakeGraph = Callable[..., Graph]
MakeDesk = Callable[..., Desk]
A, B, C = (f"organisation/{name}" for name in ("alder", "birch", "cedar"))
RUNS = f"bikes|{A}|provides|initiative/spokes"
HELPS = f"bikes|{B}|provides|initiative/wheels"
BEGAN = "bikes|initiative/spokes|startDate|=2019"
BY = "Ann Lee"


def ref(text: str) -> Ref:
    kind, _, slug = text.partition("/")
    return Ref(Kind(kind), slug)


def names(one: str, other: str) -> NameItem:
    return NameItem(Candidate(ref(one), ref(other), "ask", 0, (), ""))


def entries(desk: Desk, name: str = "ann-lee") -> list[FiledDecision]:
    """What a build would read of a person's file."""
    filed = read_decisions(desk.folder)
    assert not filed.faults, [str(fault.error) for fault in filed.faults]
    return [decision for decision in filed.decisions if decision.place.file.endswith(f"/{name}.toml")]


@pytest.fixture
def desk(make_fact: MakeFact, make_graph: MakeGraph, make_desk: MakeDesk) -> Desk:
    graph = make_graph(make_fact(RUNS), make_fact(HELPS), make_fact(BEGAN), make_fact(f"bikes|{C}|leads|network/hub"))
    return make_desk(graph)


def item(desk: Desk, key: str) -> FactItem:
    (fact,) = [fact for fact in desk.graph.statements if fact.key == key]
    return FactItem(fact, 0)


# -- facts -----------------------------------------------------------------------------------------


def test_verdict_on_a_fact_says_all_that_it_was_made_on(desk: Desk) -> None:
    one = item(desk, RUNS)
    desk.take(one, "reject", by=BY, reason="It says  \nthe contrary.")
    (decision,) = entries(desk)
    assert (decision.verdict, decision.key, decision.fact) == ("reject", one.fact.id, RUNS)
    assert (decision.quote, decision.status) == (one.fact.quote, Status.DONE)
    assert (decision.reason, decision.by, decision.time) == ("It says the contrary.", BY, "2026-11-24T10:00:00")
    assert (desk.folder / "ann-lee.toml").read_text(encoding="utf-8") == entry(decision)


def test_status_is_that_of_the_sentences_though_it_was_edited(
    make_fact: MakeFact, make_graph: MakeGraph, make_desk: MakeDesk
) -> None:
    fact = replace(make_fact(RUNS), status=Status.ENDED, review=Review.EDITED)
    desk = make_desk(make_graph(fact))
    desk.take(FactItem(fact, 0), "accept", by=BY)
    assert entries(desk)[0].status is Status.DONE


def test_usual_reason_stands_where_none_is_given(desk: Desk) -> None:
    desk.take(item(desk, RUNS), "accept", by=BY)
    desk.take(names(A, B), "same", by=BY)
    assert [d.reason for d in entries(desk)] == [
        "Read against its sentence.",
        "Names compared where the documents use them.",
    ]


@pytest.mark.parametrize(
    ("key", "values", "changes"),
    [
        (RUNS, ["status=planned"], [("status=done", "status=planned")]),
        (RUNS, ["status=denied"], [("status=done", "status=negated")]),
        (RUNS, ["subject=Birch"], [(f"subject={A}", f"subject={B}")]),
        (RUNS, ["relation=leads"], [("relation=provides", "relation=leads")]),
        (RUNS, ["object=initiative/wheels"], [("object=initiative/spokes", "object=initiative/wheels")]),
        (BEGAN, ["object==2019-03"], [("object==2019", "object==2019-03")]),
        (  # neither alone would be a fact
            RUNS,
            ["subject=initiative/spokes", "object=Alder", "relation=fundedby"],
            [
                (f"subject={A}", "subject=initiative/spokes"),
                ("object=initiative/spokes", f"object={A}"),
                ("relation=provides", "relation=fundedBy"),
            ],
        ),
    ],
)
def test_edit_is_a_decision_for_each_field(
    desk: Desk, key: str, values: list[str], changes: list[tuple[str, str]]
) -> None:
    desk.take(item(desk, key), "edit", values, by=BY)
    assert [(d.before, d.after) for d in entries(desk)] == changes
    assert [d.time[-2:] for d in entries(desk)] == ["00", "01", "02"][: len(changes)]


@pytest.mark.parametrize(
    ("key", "values", "said"),
    [
        (RUNS, [], "does not say what to change"),
        (RUNS, ["planned"], '"planned" changes nothing'),
        (RUNS, ["label=A"], '"label=A" changes nothing'),
        (RUNS, ["status=maybe"], '"maybe" is no status'),
        (RUNS, ["relation=likes"], '"likes" is no relation'),
        (RUNS, ["relation=targets"], "would say that organisation/alder targets initiative/spokes, which is no fact"),
        (RUNS, ["subject=Aldr"], 'No fact or thing "Aldr"'),
        (RUNS, ["subject=initiative/spokes"], "which is no fact"),
        (RUNS, ["object==2019"], "which is no fact"),
        (RUNS, ["object="], 'No fact or thing ""'),
        (RUNS, ["status=ended", "status=planned"], "changes its status twice"),
        (RUNS, ["status=happening"], "its status is that already"),
        (BEGAN, ["object==2019-02-31"], "which is no fact"),
    ],
)
def test_edit_that_makes_no_fact_is_refused_and_nothing_is_written(
    desk: Desk, key: str, values: list[str], said: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        desk.take(item(desk, key), "edit", values, by=BY)
    assert said in refused.value.what
    assert not desk.folder.exists()


def test_result_of_an_outcome_is_no_thing_to_put_at_an_end(desk: Desk, make_fact: MakeFact) -> None:
    with pytest.raises(RefusedError, match="is no thing with a name"):
        desk.take(item(desk, RUNS), "edit", [f"object={desk.graph.statements[0].id}"], by=BY)


def test_verdict_that_does_not_fit_the_question_is_refused(desk: Desk) -> None:
    for one, verdict in ((item(desk, RUNS), "same"), (names(A, B), "accept"), (names(A, B), "acept")):
        with pytest.raises(RefusedError, match="is no verdict on a"):
            desk.take(one, verdict, by=BY)
    with pytest.raises(RefusedError, match="several values"):
        desk.take(names(A, B), "same", [A, B], by=BY)


# -- names and councils ----------------------------------------------------------------------------


def test_join_keeps_the_proposed_name_or_the_other(desk: Desk) -> None:
    desk.take(names(A, B), "same", by=BY)
    desk.undo()
    desk.take(names(A, B), "same", [A], by=BY)
    assert [d.key for d in entries(desk)] == [f"{B} = {A}"]


def test_join_goes_to_what_the_two_are_now(desk: Desk) -> None:
    """Two decisions on one retired thing would compete, and the first have no effect."""
    desk.take(names(A, B), "same", by=BY)
    desk.take(names(A, C), "same", by=BY)
    assert [d.key for d in entries(desk)] == [f"{A} = {B}", f"{B} = {C}"]
    assert not desk.settled.is_open(names(C, A))


def test_pair_that_is_never_one_is_keyed_in_order(desk: Desk) -> None:
    desk.take(names(C, A), "different", by=BY)
    assert [d.key for d in entries(desk)] == [f"{A} <> {C}"]


def test_what_was_decided_cannot_be_contradicted_unawares(desk: Desk) -> None:
    desk.take(names(A, B), "same", by=BY)
    with pytest.raises(RefusedError, match="decided that they are one"):
        desk.take(names(B, A), "different", by=BY)
    desk.take(names(B, C), "different", by=BY)
    with pytest.raises(RefusedError, match="never one"):
        desk.take(names(A, C), "same", by=BY)
    assert desk.take(names(B, A), "same", by=BY) is None
    assert desk.take(names(C, A), "different", by=BY) is None


def test_kept_name_is_one_of_the_two(desk: Desk) -> None:
    with pytest.raises(RefusedError, match="neither of the two"):
        desk.take(names(A, B), "same", ["Cedar"], by=BY)
    desk.take(names(A, B), "same", ["Alder"], by=BY)
    assert [d.key for d in entries(desk)] == [f"{B} = {A}"]


@pytest.mark.parametrize(
    ("verdict", "value", "key"),
    [
        ("same", "", "council/blackpol = council/blackpool"),
        ("same", "Wigan Council", "council/blackpol = council/wigan"),
        ("same", "council/wigan", "council/blackpol = council/wigan"),
        ("same", "wigan", "council/blackpol = council/wigan"),
        ("accept", "", "council/blackpol"),
        ("reject", "", "council/blackpol"),
    ],
)
def test_council_is_one_of_the_register_or_its_own_or_none(desk: Desk, verdict: str, value: str, key: str) -> None:
    council = Entity(ref("council/blackpol"), "Blackpol Council")
    choices = similar_councils((council.label,), desk.register)[:1]
    desk.take(CouncilItem(council, choices), verdict, [value] if value else [], by=BY)
    assert [(d.verdict, d.key) for d in entries(desk)] == [(verdict, key)]
    assert not desk.settled.is_open(CouncilItem(council, choices))


@pytest.mark.parametrize(
    ("value", "said", "todo"),
    [
        ("", "does not say which council", "Give it the name"),
        ("Quxby", "is no council of the register", "docs/register.md"),
        ("Blackpul Council", "is no council of the register", "council/blackpool"),
        ("Newcastle", "may be several councils", "council/newcastle-upon-tyne"),
        ("council/blackpool", "made one with itself", "Name another"),
    ],
)
def test_council_that_is_not_clear_is_refused_with_what_is_like_it(
    desk: Desk, value: str, said: str, todo: str
) -> None:
    council = CouncilItem(Entity(ref("council/blackpool"), "Blackpool"), ())
    with pytest.raises(RefusedError) as refused:
        desk.take(council, "same", [value] if value else [], by=BY)
    assert said in refused.value.what
    assert todo in refused.value.todo


# -- decisions without a fact ----------------------------------------------------------------------


def lost(verdict: str, *facts: Statement, after: str = "", key: str = "0" * 16) -> OrphanItem:
    decision = Decision("d" * 16, verdict, key, "So.", "bob", "2026-11-20T10:00:00", False, after=after)
    return OrphanItem(replace(decision, candidates=tuple(f.id for f in facts)), None, facts)


def test_decision_is_filed_again_on_the_fact_that_was_chosen(desk: Desk) -> None:
    one, other = item(desk, RUNS).fact, item(desk, HELPS).fact
    orphan = lost("reject", one, other)
    desk.take(orphan, "same", [other.id[:6]], by=BY)
    (decision,) = entries(desk)
    assert (decision.verdict, decision.key, decision.fact) == ("reject", other.id, HELPS)
    assert not desk.settled.is_open(orphan)


def test_edit_is_filed_again_with_what_the_fact_says_now(desk: Desk) -> None:
    desk.take(lost("edit", item(desk, RUNS).fact, after="status=planned"), "same", by=BY)
    assert [(d.before, d.after) for d in entries(desk)] == [("status=done", "status=planned")]


def test_orphan_wants_one_of_its_candidates(desk: Desk) -> None:
    one, other = item(desk, RUNS).fact, item(desk, HELPS).fact
    for orphan, value, said in (
        (lost("reject", one, other), "", "does not say which fact"),
        (lost("reject", one), other.id, "none of the facts"),
        (lost("reject"), "", "nothing there is like"),
        (lost("rename", key=A), "", "on a thing that is gone"),
        (lost("edit", one, after="status=done"), "", "that already"),
    ):
        with pytest.raises(RefusedError, match=said):
            desk.take(orphan, "same", [value] if value else [], by=BY)


# -- time ------------------------------------------------------------------------------------------


def test_two_decisions_on_one_thing_never_share_a_second(desk: Desk) -> None:
    desk.take(item(desk, RUNS), "accept", by=BY)
    desk.take(item(desk, RUNS), "reject", by="Bob")
    desk.take(item(desk, HELPS), "reject", by="Bob")
    desk.take(names(A, B), "same", by=BY)
    desk.take(names(A, C), "different", by=BY)
    times = [d.time[-2:] for d in desk.filed]
    assert times == ["00", "01", "00", "00", "01"]


def test_clock_that_stands_behind_a_filed_decision_leaves_its_second_free(desk: Desk, make_desk: MakeDesk) -> None:
    before = desk.sign(item(desk, RUNS), "accept", by="Bob")
    again = make_desk(desk.graph, *before)
    again.take(item(desk, RUNS), "reject", by=BY)
    assert [d.time[-2:] for d in entries(again)] == ["01"]


# -- the file --------------------------------------------------------------------------------------

HAND_WRITTEN = (
    b"\xef\xbb\xbf# By hand, with care.\r\n\r\n[[decision]]\r\nverdict='accept'\r\nkey =   \"organisation/oak\"\r\n"
    b'reason = """\r\n[[decision]]\r\n"""\r\nby="ann"\r\ntime=2026-01-01T00:00:00   # early'
)


@pytest.mark.parametrize("ending", [b"", b"\r\n", b"\n\n\n"])
def test_hand_written_file_is_kept_to_the_byte_and_undo_gives_it_back(desk: Desk, ending: bytes) -> None:
    file = desk.folder / "ann-lee.toml"
    file.parent.mkdir()
    file.write_bytes(HAND_WRITTEN + ending)
    desk.take(item(desk, RUNS), "accept", by=BY)
    desk.take(item(desk, HELPS), "reject", by=BY)
    assert file.read_bytes().startswith(HAND_WRITTEN + ending)
    assert [d.verdict for d in entries(desk)] == ["accept", "accept", "reject"]
    desk.undo()
    desk.undo()
    assert file.read_bytes() == HAND_WRITTEN + ending
    assert desk.written == []


def test_undo_takes_away_a_file_that_it_made(desk: Desk) -> None:
    desk.take(item(desk, RUNS), "accept", by=BY)
    desk.undo()
    assert list(desk.folder.iterdir()) == []
    assert desk.settled.is_open(item(desk, RUNS))


def test_undo_leaves_what_another_added_meanwhile(desk: Desk) -> None:
    desk.take(item(desk, RUNS), "accept", by=BY)
    file = desk.folder / "ann-lee.toml"
    with file.open("a", encoding="utf-8") as more:
        more.write("\n# a remark\n")
    desk.undo()
    assert file.read_text(encoding="utf-8") == "\n# a remark\n"


def test_undo_of_what_was_changed_meanwhile_is_refused(desk: Desk) -> None:
    desk.take(item(desk, RUNS), "accept", by=BY)
    file = desk.folder / "ann-lee.toml"
    changed = file.read_text(encoding="utf-8").replace("accept", "reject")
    file.write_text(changed, encoding="utf-8")
    for act in (desk.undo, lambda: desk.reword("Because.")):
        with pytest.raises(DecisionError, match="not there any more"):
            act()
    assert file.read_text(encoding="utf-8") == changed


def test_reason_given_afterwards_takes_the_place_of_the_usual_one(desk: Desk) -> None:
    desk.take(item(desk, RUNS), "accept", by=BY)
    desk.take(item(desk, HELPS), "edit", ["status=ended", "relation=leads"], by=BY)
    desk.reword("Said in so many words.")
    assert [d.reason for d in entries(desk)] == ["Read against its sentence.", *["Said in so many words."] * 2]
    desk.undo()
    assert len(entries(desk)) == 1


def test_two_people_write_two_files(desk: Desk) -> None:
    desk.take(item(desk, RUNS), "accept", by=BY)
    desk.take(item(desk, HELPS), "reject", by="Bob")
    assert [d.by for d in entries(desk)] == [BY]
    assert [d.by for d in entries(desk, "bob")] == ["Bob"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'[[decision]]\nreason = """\nnever closed', "no TOML"),
        (b"decision = []\n", "no TOML"),
        (b"# \xff\n", "no UTF-8 at byte 2"),
    ],
)
def test_file_that_could_not_be_read_then_takes_nothing_and_stays(desk: Desk, content: bytes, said: str) -> None:
    file = desk.folder / "ann-lee.toml"
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(DecisionError) as refused:
        desk.take(item(desk, RUNS), "accept", by=BY)
    assert said in refused.value.what
    assert refused.value.where.startswith(file.as_posix())
    assert file.read_bytes() == content
    assert desk.written == []


def test_link_is_not_written_through(desk: Desk, tmp_path: Path) -> None:
    desk.folder.mkdir()
    (tmp_path / "elsewhere.toml").write_text("", encoding="utf-8")
    (desk.folder / "ann-lee.toml").symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(DecisionError, match="no regular file"):
        desk.take(item(desk, RUNS), "accept", by=BY)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read_is_named(desk: Desk) -> None:
    desk.take(item(desk, RUNS), "accept", by=BY)
    (desk.folder / "ann-lee.toml").chmod(0)
    with pytest.raises(DecisionError, match="cannot be read"):
        desk.take(item(desk, HELPS), "accept", by=BY)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text())
def test_any_reason_and_name_is_written_so_that_it_is_read_again_or_refused(desk: Desk, reason: str, by: str) -> None:
    is_fit = bool(by.strip()) and "\0" not in by + reason
    if not is_fit:
        with pytest.raises(RefusedError):
            desk.take(item(desk, RUNS), "accept", by=by, reason=reason)
        return
    written = desk.take(item(desk, RUNS), "accept", by=by, reason=reason)
    assert written is not None
    try:
        assert read_decisions(desk.folder) == FiledDecisions(written.decisions)
    finally:
        desk.undo()
    assert not written.file.exists()
