"""``graphkit explain`` as people and pipes use it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.cli import run
from graphkit.graph import read_graph
from graphkit.records import Relation, Statement, Status

FILES = Path(__file__).parents[1] / "exporters" / "files"
AT = ["--graph", str(FILES / "invented-towns.ttl"), "--docs", str(FILES)]


def explain(capsys: pytest.CaptureFixture[str], what: str, *more: str) -> str:
    assert run(["explain", what, *AT, *more]) == 0
    return capsys.readouterr().out


def fact(relation: Relation, **more: object) -> Statement:
    graph = read_graph(FILES / "invented-towns.ttl")
    found = [s for s in graph.statements if s.relation is relation]
    return next(s for s in found if all(getattr(s, key) == value for key, value in more.items()))


def test_fact_is_shown_with_its_sentence_marked_in_its_paragraph(capsys: pytest.CaptureFixture[str]) -> None:
    text = explain(capsys, fact(Relation.LEADS, status=Status.DONE).id[:6])
    assert "[[Saltby Council set up Calm Kitchens in May 2021 to tackle food poverty.]] Fenwick Foods CIC runs" in text
    assert "leads.set-up@1" in text
    assert "characters 138 to 209" in text
    assert "Counts: it is happening, and its confidence is at or above the graph's 0.5." in text


def test_decision_to_paste_is_toml_once_the_day_is_put_in(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = fact(Relation.FUNDED_BY)
    text = explain(capsys, wanted.id)
    pasted = text[text.index("[[decision]]") :]
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(pasted)
    (row,) = tomllib.loads(pasted.replace("YYYY-MM-DDThh:mm:ss", "2026-11-20T10:00:00"))["decision"]
    assert (row["verdict"], row["key"], row["fact"]) == ("reject", wanted.id, wanted.key)
    assert (row["quote"], row["status"]) == (wanted.quote, "done")


def test_doubtful_fact_says_why_it_does_not_count_and_how_it_would(capsys: pytest.CaptureFixture[str]) -> None:
    text = explain(capsys, fact(Relation.COMMISSIONS, confidence=0.3).id)
    assert "Does not count as a plain fact: its confidence is below the graph's 0.5." in text
    assert 'verdict = "accept"' in text


def test_planned_edited_and_rejected_facts_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Planned: so says its sentence." in explain(capsys, fact(Relation.LEADS, status=Status.PLANNED).id)
    assert "Ended: a person edited this fact." in explain(capsys, fact(Relation.PROVIDES, status=Status.ENDED).id)
    assert "Left out of everything" in explain(capsys, fact(Relation.PARTNER_OF, is_rejected=True).id)


def test_decision_and_speaker_and_source_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Decided: accept by Ann Lee, 2026-11-20T10:05:00. Said so." in explain(capsys, fact(Relation.TARGETS).id)
    assert "said by  Ada Thorne" in explain(
        capsys, fact(Relation.PROVIDES, quote="Fenwick Foods CIC runs Calm Kitchens for young carers.").id
    )
    added = fact(Relation.PARTNER_OF, confidence=0.99)
    assert "Letter of the council, 3 November 2026" in explain(capsys, added.id)


def test_disputed_fact_shows_all_its_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    text = explain(capsys, fact(Relation.START_DATE, is_disputed=True).id)
    assert "another says planned" in text
    assert "Sentence 1 of 2" in text
    assert "Sentence 2 of 2" in text


@pytest.mark.parametrize(
    "name",
    [
        "Fenwick Foods",
        "fenwick foods cic",
        "organisation/fenwick-foods-cic",
        "organisation/fenwick",
        "https://w3id.org/graphkit/id/organisation/fenwick-foods-cic",
    ],
)
def test_thing_is_found_by_any_name_it_has(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = explain(capsys, name)
    assert text.startswith("Fenwick Foods\n")
    assert "Fenwick Foods provides Calm Kitchens\tFenwick Foods CIC runs Calm Kitchens for young carers." in text


def test_unknown_name_is_answered_by_a_near_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "Fenwick Fods", *AT]) == 3
    assert 'No fact or thing "Fenwick Fods".\nDid you mean Fenwick Foods?' in capsys.readouterr().err


def test_unknown_digits_say_where_ids_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "9f3c", *AT]) == 3
    err = capsys.readouterr().err
    assert 'No fact or thing "9f3c".\nIds are in exports/facts.csv; four or more first digits are enough.' in err


def test_json_holds_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = fact(Relation.HAS_ROLE)
    answer = json.loads(explain(capsys, wanted.id, "--format", "json"))
    assert (answer["fact"], answer["object"]) == (wanted.id, "Food Officer")
    sentence = answer["sentences"][0]
    assert f"{sentence['before']}{sentence['quote']}{sentence['after']}" in (FILES / "invented-towns.txt").read_text(
        "utf-8"
    )
    assert json.loads(explain(capsys, "council/saltby", "--format", "json"))["gss"] == ["E06000901"]


def test_fact_without_its_document_still_has_its_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    wanted = fact(Relation.HAS_ROLE)
    assert run(["explain", wanted.id, *AT[:2], "--docs", str(tmp_path)]) == 0
    assert f"[[{wanted.quote}]]" in capsys.readouterr().out


def test_person_sees_the_sentence_marked_in_colour(on_a_terminal: Callable[..., str]) -> None:
    text = on_a_terminal("explain", fact(Relation.LEADS, status=Status.DONE).id, *AT)
    assert "[[" not in text.replace("[[decision]]", "")
    assert "\x1b[30m\x1b[43mSaltby Council set up" in text
