"""``graphkit analyse`` as people and pipes use it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit import rooms
from graphkit.cli import run

FILES = Path(__file__).parents[1] / "exporters" / "files"
AT = ["--graph", str(FILES / "invented-towns.ttl")]


def analyse(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert run(["analyse", *args, *AT]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", rooms.names("analyses"))
def test_every_analysis_is_tsv_in_a_pipe_with_its_facts(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    head, *rows = analyse(capsys, name).splitlines()
    assert head.split("\t")[-2:] == ["meaning", "facts behind"]
    assert {len(row.split("\t")) for row in rows} <= {len(head.split("\t"))}
    assert bool(rows) is (name != "gaps"), "both towns have the one topic, so there is no gap"


def test_overview_is_what_is_shown_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    assert analyse(capsys) == analyse(capsys, "overview")


def test_csv_and_json_hold_the_same_findings(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(analyse(capsys, "providers", "--format", "csv"))))
    found = json.loads(analyse(capsys, "providers", "--format", "json"))
    assert (
        [row["thing"] for row in rows] == [f["subjects"][0]["id"] for f in found] == ["organisation/fenwick-foods-cic"]
    )
    assert rows[0]["facts behind"].split() == found[0]["facts"]


def test_persons_are_ranked_only_where_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "person/" not in analyse(capsys, "components", "--format", "json")
    assert "person/" in analyse(capsys, "components", "--format", "json", "--persons")


def test_top_cuts_and_says_how_many_more(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyse", "bridges", "--top", "1", *AT]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert err == "2 more: --top 3 shows all.\n"


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyse", "gaps", *AT]) == 0
    assert "nothing found in this graph." in capsys.readouterr().err


def test_unknown_analysis_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyse", "centralty"]) == 2
    assert "'overview'" in capsys.readouterr().err


def test_person_sees_a_table_and_its_meaning_in_words(on_a_terminal: Callable[..., str]) -> None:
    text = on_a_terminal("analyse", "providers", *AT)
    assert "Bodies that councils share" in text
    assert "Fenwick Foods is bought from, partnered with or running an initiative for 2" in text
    assert "\t" not in text
