"""``graphkit audit`` as people and pipes use it."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.audit.record import Verdict, read_record
from graphkit.cli import run
from graphkit.graph import read_graph
from graphkit.pipeline import build

FILES = Path(__file__).parents[1] / "exporters" / "files"
AT = ["--graph", str(FILES / "invented-towns.ttl"), "--docs", str(FILES)]
FACTS = read_graph(FILES / "invented-towns.ttl").statements
KEYS, WHY = b"stop and keep\r\n", b"no reason): "


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "audit.csv"


def audit(record: Path, *args: str, status: int = 0) -> None:
    assert run(["audit", *AT, "--record", str(record), *args]) == status


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def filled(text: str, verdicts: list[str]) -> str:
    """A sheet with verdicts, as a spreadsheet saves it."""
    table = rows(text)
    for row, verdict in zip(table, verdicts, strict=False):
        row["verdict"] = verdict
    out = io.StringIO()
    writer = csv.DictWriter(out, table[0].keys())
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue()


# -- in a pipe -------------------------------------------------------------------------------------


def test_pipe_gets_the_sheet_and_is_asked_nothing(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audit(record, "-n", "4")
    told = capsys.readouterr()
    table = rows(told.out)
    facts = {fact.id: fact for fact in FACTS}
    assert len(table) == 4
    for row in table:
        fact = facts[row["fact"]]
        assert (row["label"], row["status"], row["sentence"]) == (fact.label, fact.status.value, fact.quote)
        assert (row["document"], row["verdict"], row["why"]) == (fact.document, "", "")
    assert "none has been judged right or wrong yet" in told.err
    assert not record.exists()


def test_sheet_filled_in_is_taken_and_gives_the_share(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, back = record.with_name("sheet.csv"), record.with_name("back.csv")
    audit(record, "-n", "4", "--sheet", str(sheet))
    back.write_bytes(b"\xef\xbb\xbf" + filled(sheet.read_text("utf-8"), ["Right", "w", "r", "can't tell"]).encode())
    capsys.readouterr()
    audit(record, "-n", "4", "--apply", str(back))
    told = capsys.readouterr()
    assert told.out.startswith("Of 4 facts drawn at random from ")
    assert "1 could not be told from its sentence and is left out; of the other 3, 2 were judged right" in told.out
    assert "\nconfidence\tfacts\tjudged\tright\t" in told.out
    assert "4 verdicts taken" in told.err
    verdicts = [said.verdict for said in read_record(record).judgements(FACTS).values()]
    assert sorted(verdicts) == [Verdict.RIGHT, Verdict.RIGHT, Verdict.UNCLEAR, Verdict.WRONG]


def test_fact_with_a_verdict_is_not_asked_again(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audit(record, "-n", "4")
    first = capsys.readouterr().out
    back = record.with_name("back.csv")
    back.write_text(filled(first, ["right", "", "wrong"]), encoding="utf-8")
    audit(record, "-n", "4", "--apply", str(back))
    capsys.readouterr()
    audit(record, "-n", "6")
    again = [row["fact"] for row in rows(capsys.readouterr().out)]
    asked = [row["fact"] for row in rows(first)]
    assert again[:2] == [asked[1], asked[3]]
    assert len(again) == 4


def test_rows_that_cannot_be_used_are_named_and_the_others_taken(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    audit(record, "-n", "4")
    text = filled(capsys.readouterr().out, ["rihgt", "right", "right", "right"])
    one, two, three, four, five = text.splitlines()
    back = record.with_name("back.csv")
    changed = four.replace(".", "!", 1) if "." in four else four + "x"
    lines = [one, two, three, changed, five.replace(five[:16], "0" * 16), three.replace("right", "wrong")]
    back.write_text("\n".join(lines), encoding="utf-8")
    audit(record, "-n", "4", "--apply", str(back), status=3)
    err = capsys.readouterr().err
    assert f'{back.as_posix()}, line 2: "rihgt" is no verdict.\nUse right, wrong or unclear.' in err
    assert f"line 4: fact {four[:16]} has changed since the sheet was written" in err
    assert "line 5: fact 0000000000000000 is not in the graph" in err
    assert f"line 6: fact {three[:16]} has another verdict above" in err
    assert set(read_record(record).judgements(FACTS)) == {three[:16]}


def test_sheet_that_is_there_is_not_written_over(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = record.with_name("sheet.csv")
    audit(record, "--sheet", str(sheet))
    audit(record, "--sheet", str(sheet))
    sheet.write_text(filled(sheet.read_text("utf-8"), ["right"]), encoding="utf-8")
    before = sheet.read_bytes()
    audit(record, "--sheet", str(sheet), status=5)
    assert "there already, perhaps with verdicts" in capsys.readouterr().err
    assert sheet.read_bytes() == before


def test_relation_and_topic_narrow_the_draw_and_are_said(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audit(record, "--relation", "provides")
    told = capsys.readouterr()
    relations = {fact.id: fact.relation.value for fact in FACTS}
    assert {relations[row["fact"]] for row in rows(told.out)} == {"provides"}
    assert "(relation provides, seed 0)" in told.err
    audit(record, "--topic", "nonsense", status=3)
    assert 'No topic is called "nonsense".' in capsys.readouterr().err
    audit(record, "--all", "-n", "500")
    told = capsys.readouterr()
    assert len(rows(told.out)) == len(FACTS)
    assert "rejected and doubtful facts among them" in told.err


def test_graph_with_no_fact_of_a_relation_says_so(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audit(record, "--relation", "endDate")
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "Nothing to draw from: no fact of this graph fits.\n")


def test_record_stands_beside_the_documents_and_is_no_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    (corpus / "a.txt").write_bytes((FILES / "invented-towns.txt").read_bytes())
    build((corpus,), out, with_map=False)
    assert run(["audit", "--graph", str(out), "-n", "1"]) == 0
    back = tmp_path / "back.csv"
    back.write_text(filled(capsys.readouterr().out, ["right"]), encoding="utf-8")
    assert run(["audit", "--graph", str(out), "--apply", str(back)]) == 0
    assert "right" in (corpus / "audit.csv").read_text(encoding="utf-8")
    report = build((corpus,), out, with_map=False)
    assert (report.errors, report.notes, report.is_unchanged) == ((), (), True)


def test_graph_whose_documents_are_unknown_asks_for_a_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_bytes((FILES / "invented-towns.ttl").read_bytes())
    assert run(["audit", "--graph", str(graph)]) == 3
    assert "Name the record with --record" in capsys.readouterr().err


def test_record_stands_above_a_folder_that_is_called_documents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = tmp_path / "documents"
    docs.mkdir()
    assert run(["audit", *AT[:2], "--docs", str(docs), "-n", "1"]) == 0
    assert f"Verdicts are kept in {tmp_path.as_posix()}/audit.csv" in capsys.readouterr().err


def test_two_ways_at_once_are_a_wrong_command_line(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audit(record, "--report", "--sheet", "x.csv", status=2)
    assert "--report" in capsys.readouterr().err
    assert not record.exists()


def test_sheet_that_is_not_there_is_an_error(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    audit(record, "--apply", str(record), status=3)
    assert "no such sheet" in capsys.readouterr().err


# -- on a terminal ---------------------------------------------------------------------------------


@pytest.fixture
def typed(record: Path, at_the_keyboard: Callable[..., tuple[str, int]]) -> Callable[..., tuple[str, int]]:
    """A function that runs the audit on a terminal, types what is given, and gives what was shown and the status."""

    def run_and_type(pieces: list[str], *args: str) -> tuple[str, int]:
        command = [sys.executable, "-m", "graphkit", "audit", *AT, "--record", str(record), *args]
        return at_the_keyboard(command, pieces, keys=KEYS, line=WHY)

    return run_and_type


def verdicts(record: Path) -> list[tuple[str, str]]:
    return [(row["verdict"], row["why"]) for row in rows(record.read_text(encoding="utf-8"))]


def test_person_judges_by_keys_and_learns_the_share(typed: Callable[..., tuple[str, int]], record: Path) -> None:
    shown, status = typed(["r", "w", "not said\n", "u", "r"], "-n", "4")
    assert status == 0
    assert verdicts(record) == [("right", ""), ("wrong", "not said"), ("unclear", ""), ("right", "")]
    assert "Of 4 facts drawn at random from" in shown
    assert "of the other 3, 2 were" in " ".join(shown.split())


def test_person_sees_the_sentence_marked_with_its_document(typed: Callable[..., tuple[str, int]]) -> None:
    shown, _ = typed(["q"], "--relation", "leads", "-n", "20")
    first = shown[: shown.index("stop and keep")]
    fact = next(f for f in FACTS if f.id[:8] in first)
    assert f"1 of {sum(f.relation is fact.relation and not f.is_rejected for f in FACTS)}" in first
    assert f"\x1b[1m{fact.label}\x1b[0m" in first
    assert f"\x1b[30m\x1b[43m{' '.join(fact.quote.split()[:4])}" in first
    assert "invented-towns.txt" in first
    assert "section  " in first
    assert f"confidence {fact.confidence:g}" in first


def test_sentence_is_shown_alone_where_the_text_is_not_at_hand(
    typed: Callable[..., tuple[str, int]], tmp_path: Path
) -> None:
    shown, status = typed(["q"], "--docs", str(tmp_path), "-n", "1")
    fact = next(f for f in FACTS if f.id[:8] in shown)
    marked = " ".join(shown.replace("\x1b[0m", "").replace("\x1b[30m\x1b[43m", "").split())
    assert (status, " ".join(fact.quote.split()) in marked) == (0, True)


def test_back_lets_a_verdict_be_changed(typed: Callable[..., tuple[str, int]], record: Path) -> None:
    shown, _ = typed(["r", "b", "w", "\n", "q"], "-n", "4")
    assert verdicts(record) == [("wrong", "")]
    assert "so far   right" in shown


def test_stopping_keeps_and_going_on_asks_the_rest(typed: Callable[..., tuple[str, int]], record: Path) -> None:
    _, status = typed(["r", "q"], "-n", "3")
    assert status == 0
    shown, _ = typed(["r", "r"], "-n", "3")
    assert "1 of 2" in shown
    assert verdicts(record) == [("right", "")] * 3
    shown, status = typed([], "-n", "3")
    assert (status, "stop and keep" in shown) == (0, False)


def test_key_that_means_nothing_judges_nothing(typed: Callable[..., tuple[str, int]], record: Path) -> None:
    shown, status = typed(["xr", "\x1b[A", " ", "q"], "-n", "3")
    assert (status, record.exists()) == (0, False)
    assert shown.count("1 of 3") == 1
    assert shown.count("stop and keep") == 4


def test_interrupt_keeps_what_was_judged(typed: Callable[..., tuple[str, int]], record: Path) -> None:
    shown, status = typed(["r", "\x03"], "-n", "3")
    assert status == 130
    assert f"Stopped. The verdicts given are kept in {record.as_posix()}." in shown
    assert verdicts(record) == [("right", "")]


def test_end_of_input_stops_and_keeps(typed: Callable[..., tuple[str, int]], record: Path) -> None:
    _, status = typed(["r", "\x04"], "-n", "3")
    assert (status, verdicts(record)) == (0, [("right", "")])
