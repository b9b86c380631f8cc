"""The record of verdicts: kept, read back, asked again where the evidence changed, mended by people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.audit.record import COLUMNS, Judgement, Verdict, keep, read_record
from graphkit.errors import AuditError, InputMissingError
from graphkit.graph import read_graph
from graphkit.records import Kind, Ref, Statement, Status

FILE = Path(__file__).parents[1] / "exporters" / "files" / "invented-towns.ttl"
FACTS = read_graph(FILE).statements
ONE, TWO, THREE = FACTS[:3]
RIGHT, WRONG = Judgement(Verdict.RIGHT), Judgement(Verdict.WRONG, "not the council")


def test_verdicts_come_back_as_they_were_given(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "audit.csv"
    keep(path, [(ONE, RIGHT)])
    keep(path, [(TWO, WRONG), (THREE, Judgement(Verdict.UNCLEAR))])
    assert read_record(path).judgements(FACTS) == {
        ONE.id: RIGHT,
        TWO.id: WRONG,
        THREE.id: Judgement(Verdict.UNCLEAR),
    }


def test_new_verdicts_stand_at_the_end_and_one_row_is_kept_for_a_fact(tmp_path: Path) -> None:
    path = tmp_path / "audit.csv"
    keep(path, [(ONE, RIGHT), (TWO, RIGHT)])
    keep(path, [(ONE, WRONG)])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert [line.split(",")[:2] for line in lines[1:]] == [[TWO.id, "right"], [ONE.id, "wrong"]]


@pytest.mark.parametrize(
    "changed",
    [
        replace(ONE, quote=ONE.quote + " And more."),
        replace(ONE, status=Status.NEGATED),
        replace(ONE, subject=Ref(Kind.ORGANISATION, "other")),
    ],
    ids=["sentence", "status", "end"],
)
def test_fact_that_changed_is_asked_again(tmp_path: Path, changed: Statement) -> None:
    record = keep(tmp_path / "audit.csv", [(ONE, RIGHT)])
    assert ONE.id in record.judgements([ONE])
    assert record.judgements([changed]) == {}


def test_sentence_wrapped_anew_is_the_same(tmp_path: Path) -> None:
    record = keep(tmp_path / "audit.csv", [(ONE, RIGHT)])
    wrapped = replace(ONE, quote=ONE.quote.replace(" ", "\n ", 2))
    assert wrapped.quote != ONE.quote
    assert ONE.id in record.judgements([wrapped])


def test_nobody_runs_a_reason_as_a_formula(tmp_path: Path) -> None:
    said = Judgement(Verdict.WRONG, '=HYPERLINK("x"), "no"')
    record = keep(tmp_path / "audit.csv", [(ONE, said)])
    assert ",\"'=HYPERLINK" in (tmp_path / "audit.csv").read_text(encoding="utf-8")
    assert record.judgements([ONE]) == {ONE.id: said}


def test_columns_and_rows_that_people_add_stay(tmp_path: Path) -> None:
    path = tmp_path / "audit.csv"
    keep(path, [(ONE, RIGHT)])
    head, row = path.read_text(encoding="utf-8").splitlines()
    path.write_bytes(f"\ufeff{head},by\r\n{row},ann\r\n\r\n".encode())
    keep(path, [(TWO, WRONG)])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [lines[0], lines[1]] == [f"{head},by", f"{row},ann"]
    assert set(read_record(path).judgements(FACTS)) == {ONE.id, TWO.id}


def test_of_two_peoples_rows_the_last_counts_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "audit.csv"
    keep(path, [(ONE, RIGHT)])
    row = path.read_text(encoding="utf-8").splitlines()[1]
    with path.open("a", encoding="utf-8") as file:
        file.write(row.replace(",right,", ",wrong,") + "\n")
    record = read_record(path)
    assert record.judgements([ONE])[ONE.id].verdict is Verdict.WRONG
    assert record.disagreements(FACTS) == (ONE.id,)


def test_row_that_no_longer_holds_is_no_disagreement(tmp_path: Path) -> None:
    path = tmp_path / "audit.csv"
    keep(path, [(ONE, RIGHT)])
    row = path.read_text(encoding="utf-8").splitlines()[1]
    with path.open("a", encoding="utf-8") as file:
        file.write(row.replace(",right,", ",wrong,").replace(ONE.status.value, "ended") + "\n")
    assert read_record(path).disagreements(FACTS) == ()
    assert read_record(path).judgements([ONE]) == {ONE.id: RIGHT}


def test_verdicts_that_do_not_exist_are_all_named_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "audit.csv"
    keep(path, [(ONE, RIGHT), (TWO, RIGHT), (THREE, RIGHT)])
    text = path.read_text(encoding="utf-8").replace("right", "rihgt", 1).replace(f"{THREE.id},right", f"{THREE.id},")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        keep(path, [(TWO, WRONG)])
    assert [str(error) for error in caught.value.exceptions] == [
        f'{path.as_posix()}, line 2: "rihgt" is no verdict. Use right, wrong or unclear.',
        f'{path.as_posix()}, line 4: "" is no verdict. Use right, wrong or unclear.',
    ]
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"fact,verdict\n\xff", "line 2: not UTF-8"),
        (b'fact,verdict\n"a', "no CSV"),
        (b"fact;verdict\n", "no column fact, verdict, why"),
        (b"", "no column fact"),
        (b"fact,verdict\n<<<<<<< HEAD\na,right\n=======\n", "line 2: two versions that were not joined"),
    ],
)
def test_file_that_is_no_record_says_what_is_wrong(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "audit.csv"
    path.write_bytes(data)
    with pytest.raises(AuditError) as caught:
        keep(path, [(ONE, RIGHT)])
    assert what in str(caught.value)
    assert path.read_bytes() == data


def test_folder_in_place_of_a_record_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputMissingError):
        read_record(tmp_path)
