"""The second reader's annotation is scored by the same measure."""

from __future__ import annotations

from pathlib import Path

from graphkit.accuracy import gold_ids, rows, score_second_reader


def test_second_reader_is_measured_on_each_document_that_they_read(annotated: Path) -> None:
    scores = score_second_reader(annotated, "second")
    assert [score.id for score in scores] == sorted(path.stem for path in (annotated / "second").glob("*.json"))
    assert {score.id for score in scores} <= set(gold_ids(annotated))


def test_two_readers_agree_better_than_the_program_with_one_of_them(annotated: Path) -> None:
    agreed = {row.name: row.tally.f1 for row in rows(score_second_reader(annotated, "second"), ("all",))}
    assert agreed["entities"] >= 0.85
    assert agreed["facts"] >= 0.65


def test_first_reader_agrees_wholly_with_themself(annotated: Path) -> None:
    for score in score_second_reader(annotated, "gold"):
        tally = score.tallies["all", "facts"]
        assert tally.right == tally.gold, score.id
