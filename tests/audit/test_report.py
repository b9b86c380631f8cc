"""The sentence for a methods section, and confidence against what was found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.audit.record import Judgement, Verdict
from graphkit.audit.report import BAND_COLUMNS, Tally, bands, method, sentence, tally
from graphkit.graph import read_graph
from graphkit.records import Statement

FILE = Path(__file__).parents[1] / "exporters" / "files" / "invented-towns.ttl"
ANY = read_graph(FILE).statements[0]


def fact(number: int, confidence: float) -> Statement:
    return replace(ANY, id=f"{number:016x}", confidence=confidence)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (
            Tally(403, 50, 47, 3, 0),
            (
                "Of 50 facts drawn at random from 403 (seed 0), 47 were judged right by a reader against the quoted "
                "sentence: 94% (95% interval 85% to 98%)."
            ),
        ),
        (
            Tally(40000, 50, 45, 3, 2),
            (
                "Of 50 facts drawn at random from 40000 (seed 0), 2 could not be told from their sentences and are left "
                "out; of the other 48, 45 were judged right by a reader against the quoted sentence: 94% (95% interval 83% "
                "to 98%)."
            ),
        ),
        (
            Tally(403, 50, 1, 1, 1),
            (
                "Of 50 facts drawn at random from 403 (seed 0), 3 have been judged so far; 1 could not be told from its "
                "sentence and is left out; of the other 2, 1 was judged right by a reader against the quoted sentence: 50% "
                "(95% interval 9% to 91%)."
            ),
        ),
        (
            Tally(20, 20, 18, 1, 1),
            (
                "Of all 20 facts (seed 0), 1 could not be told from its sentence and is left out; of the other 19, 18 were "
                "judged right by a reader against the quoted sentence: 95%."
            ),
        ),
        (
            Tally(20, 20, 5, 0, 0),
            (
                "Of all 20 facts (seed 0), 5 have been judged so far; of these 5 were judged right by a reader against the "
                "quoted sentence: 100% (95% interval 62% to 100%)."
            ),
        ),
        (
            Tally(403, 50, 0, 0, 3),
            "Of 50 facts drawn at random from 403 (seed 0), none has been judged right or wrong yet.",
        ),
    ],
)
def test_sentence_says_what_was_drawn_judged_and_found(count: Tally, said: str) -> None:
    assert sentence(count, "seed 0") == said


def test_all_that_could_be_told_being_told_leaves_no_doubt() -> None:
    assert Tally(20, 20, 18, 1, 1).interval == (18 / 19, 18 / 19)


def test_method_says_what_was_drawn_from() -> None:
    assert "confidence of 0.5 or more" in " ".join(method(Tally(403, 50, 47, 3, 0), 0.5))
    assert "rejected and doubtful ones too" in " ".join(method(Tally(403, 50, 47, 3, 0), None))
    assert not any("Interval" in line for line in method(Tally(20, 20, 20, 0, 0), 0.5))


def test_bands_put_mean_confidence_beside_the_share_right() -> None:
    facts = [fact(n, c) for n, c in enumerate((0.5, 0.6, 0.69, 0.7, 0.9, 0.9, 0.99))]
    right, wrong, unclear = (Judgement(verdict) for verdict in (Verdict.RIGHT, Verdict.WRONG, Verdict.UNCLEAR))
    said = dict(zip([f.id for f in facts], (right, wrong, unclear, unclear, right, right, right), strict=True))
    rows = {row[0]: dict(zip(BAND_COLUMNS, row, strict=True)) for row in bands(facts, facts, said)}
    assert list(rows) == ["0.50 to 0.69", "0.70 to 0.84", "0.85 and above", "all"]
    low, empty, high, whole = rows.values()
    assert (low["facts"], low["judged"], low["right"], low["share right"]) == ("3", "2", "1", "50%")
    assert low["mean confidence"] == "0.55", "what could not be told counts neither here nor there"
    assert (empty["judged"], empty["share right"], empty["mean confidence"]) == ("0", "", "")
    assert (high["share right"], high["mean confidence"]) == ("100%", "0.93")
    assert (whole["judged"], whole["right"]) == ("5", "4")


def test_tally_counts_what_was_drawn_alone() -> None:
    facts = [fact(n, 0.9) for n in range(5)]
    said = {f.id: Judgement(Verdict.RIGHT) for f in facts}
    assert tally(facts, facts[:2], said) == Tally(5, 2, 2, 0, 0)
