"""``graphkit review`` as people and pipes use it."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.cli import run
from graphkit.graph import read_graph
from graphkit.pipeline import BuildReport, build
from graphkit.resolution.decisions import FiledDecision, read_decisions
from graphkit.reviewing.sheet import COLUMNS

KEYS, LINE = b"q quit\r\n", b"): "
Typed = Callable[..., tuple[str, int]]


@pytest.fixture
def corpus(saltby: Path) -> Path:
    """A corpus that was built once."""
    assert not built(saltby).errors
    return saltby


def built(corpus: Path) -> BuildReport:
    return build([corpus], out(corpus), with_map=False)


def out(corpus: Path) -> Path:
    return corpus.parent / "out"


def review(corpus: Path, *args: str, status: int = 0) -> None:
    assert run(["review", "--graph", str(out(corpus)), "--by", "Ann Lee", *args]) == status


def decided(corpus: Path) -> list[FiledDecision]:
    filed = read_decisions(corpus / "decisions")
    assert not filed.faults
    return list(filed.decisions)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def queue(corpus: Path, capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, str]]:
    capsys.readouterr()
    review(corpus, *args)
    return rows(capsys.readouterr().out)


def saved(path: Path, table: list[dict[str, str]]) -> Path:
    """A sheet as a spreadsheet saves it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(table)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


# -- in a pipe -------------------------------------------------------------------------------------


def test_pipe_gets_the_queue_and_is_asked_nothing(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = queue(corpus, capsys)
    facts = {fact.id: fact for fact in read_graph(out(corpus)).statements}
    asked = [row for row in table if row["kind"] == "fact"]
    assert {row["key"] for row in asked} == {key for key, fact in facts.items() if fact.confidence < 0.7}
    assert all(row["quote"] == facts[row["key"]].quote for row in asked)
    assert [row["key"] for row in table if row["kind"] == "council"] == ["council/saltby-council"]
    assert not (corpus / "decisions").exists()
    assert queue(corpus, capsys) == table


def test_options_narrow_the_queue(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = queue(corpus, capsys)
    assert queue(corpus, capsys, "--limit", "2") == table[:2]
    councils = queue(corpus, capsys, "--kind", "councils", "--kind", "orphans")
    assert [row["kind"] for row in councils] == ["council"]
    low = queue(corpus, capsys, "--kind", "facts", "--below", "0.3")
    assert [row["confidence"] for row in low] == ["0.2"]


def test_exported_sheet_filled_in_is_applied_once_and_its_questions_are_gone_after_a_build(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.csv"
    review(corpus, "--export", str(sheet))
    assert "Fill in the column verdict, then graphkit review --apply" in capsys.readouterr().err
    table = rows(sheet.read_text(encoding="utf-8"))
    facts = [row for row in table if row["kind"] == "fact"]
    facts[0]["verdict"] = "accept"
    facts[1]["verdict"], facts[1]["reason"] = "reject", "It says no such thing."
    facts[2]["verdict"], facts[2]["value"] = "edit", "status=planned"
    council = next(row for row in table if row["kind"] == "council")
    council["verdict"], council["value"] = "same", "Wigan Council"
    back = saved(tmp_path / "back.csv", table)
    review(corpus, "--apply", str(back))
    told = capsys.readouterr()
    file = corpus / "decisions" / "ann-lee.toml"
    assert told.out == ""
    assert f"Wrote 4 decisions to {file.as_posix()}: 1 accept, 1 edit, 1 reject, 1 same" in told.err
    assert f"Next  graphkit build {corpus.as_posix()} --out {out(corpus).as_posix()}   make them count" in told.err
    keys = {row["key"] for row in (*facts[:3], council)}
    assert not keys & {row["key"] for row in queue(corpus, capsys)}, "not even before the next build"
    before = file.read_bytes()
    review(corpus, "--apply", str(back))
    assert "4 rows of" in capsys.readouterr().err
    assert file.read_bytes() == before
    report = built(corpus)
    assert (report.errors, report.notes) == ((), ())
    assert not keys & {row["key"] for row in queue(corpus, capsys)}
    reviews = {fact.id: (fact.review, fact.status) for fact in report.graph.statements}
    assert [reviews[row["key"]] for row in facts[:3]] == [
        *(("accepted", "done"), ("rejected", "done"), ("edited", "planned")),
    ]
    assert "council/saltby-council" not in {str(e.ref) for e in report.graph.entities if e.replaced_by is None}
    review(corpus, "--apply", str(back))
    assert file.read_bytes() == before, "nor after a build does the same sheet add anything"


def test_bad_rows_are_refused_by_line_and_the_others_taken(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two, *_ = (row for row in queue(corpus, capsys) if row["kind"] == "fact")
    back = saved(tmp_path / "back.csv", [{**one, "verdict": "acept"}, {**two, "verdict": "accept"}])
    review(corpus, "--apply", str(back), status=3)
    err = capsys.readouterr().err
    assert f'{back.as_posix()}, line 2: "acept" is no verdict on a fact.\nUse accept, reject or edit.' in err
    assert "(docs/errors/review.md)" in err
    assert [decision.key for decision in decided(corpus)] == [two["key"]]


def test_sheet_that_is_there_is_not_written_over(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.csv"
    review(corpus, "--export", str(sheet))
    review(corpus, "--export", str(sheet))
    with sheet.open("a", encoding="utf-8") as more:
        more.write("mine\n")
    review(corpus, "--export", str(sheet), status=5)
    assert "there already, perhaps with verdicts" in capsys.readouterr().err
    review(corpus, "--apply", str(tmp_path / "none.csv"), status=3)
    assert "no such sheet" in capsys.readouterr().err


def test_two_ways_at_once_are_a_wrong_command_line(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review(corpus, "--export", "x.csv", "--apply", "y.csv", status=2)
    assert "--export" in capsys.readouterr().err


def test_decision_that_cannot_be_read_is_named_and_the_queue_is_given_all_the_same(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "decisions").mkdir()
    (corpus / "decisions" / "blackpool.toml").write_text('[[decision]]\nverdict = "acept"\n', encoding="utf-8")
    review(corpus, status=3)
    told = capsys.readouterr()
    assert 'blackpool.toml, line 1: "acept" is not a decision.' in told.err
    assert len(rows(told.out)) > 3


def test_decisions_go_to_the_folder_that_is_named(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    table = queue(corpus, capsys, "--decisions", str(mine), "--limit", "1")
    back = saved(tmp_path / "back.csv", [{**table[0], "verdict": "accept"}])
    review(corpus, "--decisions", str(mine), "--apply", str(back))
    assert f"--decisions {mine.as_posix()}" in capsys.readouterr().err
    assert not (corpus / "decisions").exists()
    assert len(read_decisions(mine).decisions) == 1


def test_graph_whose_documents_are_unknown_asks_for_a_folder(
    tmp_path: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = tmp_path / "alone.ttl"
    graph.write_bytes((out(corpus) / "graph.ttl").read_bytes())
    assert run(["review", "--graph", str(graph)]) == 3
    assert "Name the folder with --decisions" in capsys.readouterr().err


@pytest.mark.parametrize("by", [None, "", "  "])
def test_person_is_who_git_signs_as_unless_they_say_otherwise(
    corpus: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    by: str | None,
) -> None:
    (tmp_path / "gitconfig").write_text("[user]\n\tname = Zoë  O'Hara\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    (row,) = queue(corpus, capsys, "--limit", "1")
    back = saved(tmp_path / "back.csv", [{**row, "verdict": "accept"}])
    args = ["review", "--graph", str(out(corpus)), "--apply", str(back), *(["--by", by] if by is not None else [])]
    if by is not None:
        assert run(args) == 2
        assert "--by NAME" in capsys.readouterr().err
        return
    assert run(args) == 0
    (decision,) = decided(corpus)
    assert (decision.by, decision.place.file.rpartition("/")[2]) == ("Zoë O'Hara", "zoe-ohara.toml")


def test_without_git_the_login_signs(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = queue(corpus, capsys, "--limit", "1")
    back = saved(tmp_path / "back.csv", [{**row, "verdict": "accept"}])
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("LOGNAME", "alee")
    assert run(["review", "--graph", str(out(corpus)), "--apply", str(back)]) == 0
    assert decided(corpus)[0].by == "alee"


# -- on a terminal ---------------------------------------------------------------------------------


@pytest.fixture
def typed(corpus: Path, at_the_keyboard: Typed) -> Typed:
    """A function that reviews on a terminal and types what is given."""

    def run_and_type(pieces: list[str], *args: str) -> tuple[str, int]:
        command = [sys.executable, "-m", "graphkit", "review", "--graph", str(out(corpus)), "--by", "Ann Lee", *args]
        return at_the_keyboard(command, pieces, keys=KEYS, line=LINE)

    return run_and_type


def test_person_decides_by_keys_and_after_a_build_the_questions_are_gone(
    typed: Typed, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = [row for row in queue(corpus, capsys) if row["kind"] == "fact"]
    shown, status = typed(
        [
            *("a", "\n"),
            *("r", "The sentence says another.\n"),
            *("e", "stat\n", "planned\n", "\n", "\n"),
            *("s", "q"),
        ],
        *("--kind", "facts"),
    )
    assert status == 0
    assert f"1 of {len(table)}" in shown
    decisions = decided(corpus)
    assert [(d.verdict, d.key, d.after, d.reason) for d in decisions] == [
        ("accept", table[0]["key"], "", "Read against its sentence."),
        ("reject", table[1]["key"], "", "The sentence says another."),
        ("edit", table[2]["key"], "status=planned", "Read against its sentence."),
    ]
    assert f"Wrote 3 decisions to {corpus.as_posix()}/decisions/ann-lee.toml: 1 accept, 1 edit, 1 reject" in shown
    assert f"Next  graphkit build {corpus.as_posix()} --out" in shown
    assert [row["key"] for row in queue(corpus, capsys, "--kind", "facts")] == [row["key"] for row in table[3:]]
    report = built(corpus)
    assert (report.errors, report.notes) == ((), ())
    left = {row["key"] for row in queue(corpus, capsys, "--kind", "facts")}
    assert left == {row["key"] for row in table[3:]}


def test_person_sees_the_claim_in_words_with_its_sentence_marked(
    typed: Typed, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = queue(corpus, capsys, "--kind", "facts")[0]
    fact = next(f for f in read_graph(out(corpus)).statements if f.id == row["key"])
    shown, _ = typed(["q"], "--kind", "facts")
    assert f"\x1b[1m{fact.label}\x1b[0m\nHappening\n" in shown
    assert f"\x1b[30m\x1b[43m{fact.quote}" in shown
    for said in (
        f"fact {fact.id[:8]}   confidence {fact.confidence:g}",
        "document Saltby Council: the bike library (bikes.txt)",
        "section  other",
        f"rule     {fact.evidence[0].rule}",
        "a accept   r reject   e edit   s skip   u undo   q quit",
        "Nothing was decided.",
    ):
        assert said in shown


def test_undo_takes_the_last_verdict_back_and_asks_again(
    typed: Typed, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand = b"# by hand\n[[decision]]\nverdict='accept'\nkey='organisation/oak'\nreason='x'\nby='a'\ntime=2026-01-01T00:00:00"
    file = corpus / "decisions" / "ann-lee.toml"
    file.parent.mkdir()
    file.write_bytes(hand)
    first = queue(corpus, capsys, "--kind", "facts")[0]["key"][:8]
    shown, status = typed(["u", "a", "\n", "s", "r", "Wrong.\n", "u", "u", "q"], "--kind", "facts")
    assert status == 0
    assert "Nothing was decided yet." in shown
    assert shown.count("taken back") == 2
    assert shown.count(f"fact {first}") == 2
    assert file.read_bytes() == hand


def test_last_verdict_can_be_undone_too(typed: Typed, corpus: Path) -> None:
    shown, status = typed(["a", "\n", "u", "r", "\n", "q"], "--kind", "facts", "--limit", "1")
    assert status == 0
    assert shown.count("That was the last.") == 2
    assert [decision.verdict for decision in decided(corpus)] == ["reject"]


@pytest.mark.parametrize(
    ("pieces", "verdicts"), [(["a", "\n", "\x03"], 1), (["a", "\n", "r", "\x04\n"], 2), (["a", "\n", "\x04"], 1)]
)
def test_stopping_in_whatever_way_loses_nothing(typed: Typed, corpus: Path, pieces: list[str], verdicts: int) -> None:
    shown, status = typed(pieces, "--kind", "facts")
    assert status == (0 if pieces[-1] == "\x04" else 130)
    assert len(decided(corpus)) == verdicts
    assert f"Wrote {verdicts} decision" in shown
    assert "Traceback" not in shown


def test_reason_given_once_is_asked_for_no_more(typed: Typed, corpus: Path) -> None:
    shown, _ = typed(["a", "r", "q"], "--kind", "facts", "--reason", "Read by two of us.")
    assert "Why" not in shown
    assert [decision.reason for decision in decided(corpus)] == ["Read by two of us."] * 2


def test_edit_is_told_what_is_wrong_and_offers_names(typed: Typed, corpus: Path) -> None:
    shown, _ = typed(
        [
            *("e", "colour\n", "su\n", "Hub Repair\n", "su\n", "Hub Repairs\n", "\n", "\n", "q"),
        ],
        *("--kind", "facts", "--below", "0.55", "--limit", "1"),
    )
    assert '"colour" is not one of these.' in shown
    assert "Did you mean Hub Repairs?" in shown
    (decision,) = decided(corpus)
    assert decision.after == "subject=organisation/hub-repairs"


def test_edit_that_would_make_no_fact_writes_nothing(typed: Typed, corpus: Path) -> None:
    shown, _ = typed(["e", "rel\n", "targets\n", "\n", "e", "\n", "q"], "--kind", "facts", "--limit", "1")
    assert "which is no fact." in " ".join(shown.split())
    assert decided(corpus) == []


def test_key_that_means_nothing_decides_nothing(typed: Typed, corpus: Path) -> None:
    shown, status = typed(["xa", "\x1b[A", " ", "q"], "--kind", "facts")
    assert (status, decided(corpus)) == (0, [])
    assert shown.count("fact ") >= 1


def test_council_is_looked_up_in_the_register(typed: Typed, corpus: Path) -> None:
    shown, _ = typed(["e", "Blackpol Council\n", "e", "Blackpool Council\n", "It is.\n", "q"], "--kind", "councils")
    assert 'Which council is "Saltby Council"?' in shown
    assert "No council of the register has a name like it." in shown
    assert "council/blackpool" in shown
    (decision,) = decided(corpus)
    assert (decision.key, decision.reason) == ("council/saltby-council = council/blackpool", "It is.")


def test_orphan_is_given_to_the_fact_that_is_chosen(
    typed: Typed, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = next(row for row in queue(corpus, capsys, "--kind", "facts") if row["subject"].endswith("hub-repairs"))
    text = (
        '[[decision]]\nverdict = "reject"\nkey = "%s"\nfact = "%s"\nquote = "%s"\nstatus = "planned"\n'
        'reason = "Only spare parts."\nby = "bob"\ntime = 2026-01-01T00:00:00\n'
    )
    from graphkit.ids import fact_id

    gone = "bikes|organisation/hub|provides|initiative/saltby-council--spokes-saltby"
    (corpus / "decisions").mkdir()
    (corpus / "decisions" / "bob.toml").write_text(text % (fact_id(gone), gone, row["quote"]), encoding="utf-8")
    assert "most like it" in built(corpus).notes[0]
    shown, _ = typed(["1", "\n", "q"], "--kind", "orphans")
    assert f"filed in {corpus.as_posix()}/decisions/bob.toml, line 1" in shown
    assert "because: Only spare parts." in shown
    candidates = [d for d in decided(corpus) if d.by == "Ann Lee"]
    assert [(d.verdict, d.key in shown or d.key[:8] in shown) for d in candidates] == [("reject", True)]
    assert queue(corpus, capsys, "--kind", "orphans") == []
    built(corpus)
    assert queue(corpus, capsys, "--kind", "orphans") == []


def test_names_are_shown_beside_each_other_and_joined_by_keys(corpus: Path, at_the_keyboard: Typed) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from graphkit.cli.deciding import Sitting\n"
        "from graphkit.cli.loading import load_graph\n"
        "from graphkit.knowledge import load_knowledge\n"
        "from graphkit.records import Candidate, Kind, Ref\n"
        "from graphkit.reviewing.desk import Desk\n"
        "from graphkit.reviewing.queue import queue\n"
        "graph, register = load_graph(Path(sys.argv[1])), load_knowledge().register\n"
        "ref = lambda slug: Ref(Kind.ORGANISATION, slug)\n"
        "pairs = [('pedal-trust', 'hub-repairs'), ('pedal-trust', 'marram-wheels'), ('hub-repairs', 'marram-wheels')]\n"
        "found = [Candidate(ref(a), ref(b), 'ask', 1, (), 'They share a shed.') for a, b in pairs]\n"
        "items = queue(graph, register, candidates=found, kinds=['name'])\n"
        "desk = Desk(graph, register, Path(sys.argv[2]), (), lambda: '2026-11-24T10:00:00')\n"
        "Sitting(desk, 'Ann Lee').ask(items)\n"
    )
    command = [sys.executable, "-c", code, str(out(corpus)), str(corpus / "decisions")]
    shown, status = at_the_keyboard(command, ["e", "\n", "n", "\n", "q"], keys=KEYS, line=LINE)
    assert status == 0, shown
    assert "They share a shed." in shown
    assert "\x1b[30m\x1b[43mHub Repairs\x1b[0m, Spokes Saltby." in shown, "each name is marked where a document has it"
    one, other = decided(corpus)
    assert one.verdict == "same"
    assert other.verdict == "different"
    assert one.key.split(" = ")[0] not in other.key, "what was joined is asked about under its kept name"
    assert "That was the last." in shown, "the third pair was settled by the first two"
    report = built(corpus)
    assert (report.errors, report.notes) == ((), ())
    assert all(decision.applies for decision in report.graph.decisions)


def test_nothing_left_to_ask_says_so(typed: Typed, corpus: Path) -> None:
    shown, status = typed([], "--kind", "orphans")
    assert (status, "Nothing to look at" in shown) == (0, True)


def test_two_people_at_once_write_files_that_git_merges(corpus: Path, tmp_path: Path) -> None:
    def git(*args: str) -> str:
        base = ["git", "-C", str(corpus), "-c", "user.name=x", "-c", "user.email=x@example.org"]
        return subprocess.run([*base, *args], capture_output=True, text=True, check=True).stdout

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "corpus")
    for name, verdict in (("ann", "accept"), ("bob", "reject")):
        git("switch", "-q", "-c", name, "main")
        capture = subprocess.run(
            [sys.executable, "-m", "graphkit", "review", "--graph", str(out(corpus)), "--kind", "facts"],
            capture_output=True,
            text=True,
            check=True,
        )
        table = [{**row, "verdict": verdict} for row in rows(capture.stdout)][:: 1 if name == "ann" else -1][:2]
        back = saved(tmp_path / "back.csv", table)
        assert run(["review", "--graph", str(out(corpus)), "--by", name, "--apply", str(back)]) == 0
        git("add", ".")
        git("commit", "-q", "-m", name)
    git("merge", "-q", "--no-edit", "ann")
    assert len(decided(corpus)) == 4
    assert not built(corpus).errors
