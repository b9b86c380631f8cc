"""``graphkit path`` as people and pipes use it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.cli import run

AT = ["--graph", str(Path(__file__).parents[1] / "exporters" / "files" / "invented-towns.ttl")]


def path(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert run(["path", *args, *AT]) == 0
    return capsys.readouterr().out


def test_chain_is_shown_with_arrows_and_each_link_with_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    out = path(capsys, "Calm Kitchens", "Marram Council")
    assert out.startswith("2 chains of 2 facts, the surest first\n")
    assert "Calm Kitchens ←leads— Saltby Council —is partner of— Marram Council\n" in out
    assert "Calm Kitchens ←provides— Fenwick Foods —is partner of— Marram Council\n" in out
    assert "   all of it right: " in out
    assert '     "Saltby Council set up Calm Kitchens in May 2021 to tackle food poverty."\n' in out
    assert '     "Marram Council and Fenwick Foods CIC are partners."\n' in out
    assert '     "Marram Council commissioned Warm Larder from Fenwick Foods CIC."\n' in out


def test_things_are_found_by_other_names_and_keys(capsys: pytest.CaptureFixture[str]) -> None:
    by_name = path(capsys, "Fenwick Foods CIC", "council/marram")
    assert by_name == path(capsys, "organisation/fenwick-foods-cic", "Marram Council")
    assert by_name.startswith("1 chain of 1 fact\n")
    assert "all of it right" not in by_name


def test_topic_leads_where_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    out = path(capsys, "Calm Kitchens", "Warm Larder", "--through", "topic", "--max", "1")
    assert out.startswith("1 chain of 2 facts\n")
    many = path(capsys, "Calm Kitchens", "Warm Larder", "--through", "topic")
    assert "Calm Kitchens —addresses→ food poverty ←addresses— Warm Larder\n" in many


def test_no_chain_is_status_one_and_says_what_would_make_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["path", "Ada Thorne", "Hearth Fund", "--min-confidence", "0.99", *AT]) == 1
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith("No chain of facts joins Ada Thorne and Hearth Fund. ")
    assert "see --status and --min-confidence" in streams.err
    assert run(["path", "Seed library", "Marram Council", *AT]) == 1
    assert "not happening" in capsys.readouterr().err


def test_planned_facts_lead_where_they_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    out = path(capsys, "seed library", "Marram Council", "--status", "planned")
    assert "planned, confidence 0.9, " in out


def test_table_has_a_row_a_fact(capsys: pytest.CaptureFixture[str]) -> None:
    out = path(capsys, "Marram Council", "Calm Kitchens", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {(r["link"], r["relation"], r["direction"]) for r in rows} == {
        ("1", "partnerOf", "both"),
        ("1", "commissions", "forward"),
        ("2", "provides", "forward"),
        ("2", "leads", "forward"),
    }
    assert "back" in path(capsys, "Calm Kitchens", "Marram Council", "--format", "csv")
    assert all(row["quote"] for row in rows)


def test_json_has_links_with_their_facts(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(path(capsys, "Saltby Council", "Fenwick Foods", "--format", "json"))
    chain = told["chains"][0]
    ends = [link["from"]["id"] for link in chain["links"]] + [chain["links"][-1]["to"]["id"]]
    assert ends[0] == told["from"]["id"] == "council/saltby"
    assert ends[-1] == told["to"]["id"] == "organisation/fenwick-foods-cic"
    assert all(fact["quote"] for link in chain["links"] for fact in link["facts"])


def test_json_of_no_chain_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["path", "Seed library", "Marram Council", "--format", "json", *AT]) == 1
    assert json.loads(capsys.readouterr().out)["chains"] == []


def test_unknown_name_is_answered_by_a_near_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["path", "Saltby Counsil", "Marram Council", *AT]) == 3
    assert "Did you mean Saltby Council?" in capsys.readouterr().err


def test_fact_and_one_thing_twice_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["path", "02f7ed1f", "Marram Council", *AT]) == 3
    assert '"02f7ed1f" is a fact, no thing.' in capsys.readouterr().err
    assert run(["path", "Fenwick Foods CIC", "Fenwick Foods", *AT]) == 3
    assert "are one thing, organisation/fenwick-foods-cic." in capsys.readouterr().err


def test_person_sees_folded_lines(on_a_terminal: Callable[..., str]) -> None:
    shown = on_a_terminal("path", "Saltby Council", "Marram Council", *AT)
    assert max(len(re.sub("\x1b\\[[0-9]+m", "", line)) for line in shown.splitlines()) <= 80


@pytest.mark.parametrize(
    "args",
    [
        ["path", "Calm Kitchens", "Marram Council", *AT],
        [
            "path",
            "Calm Kitchens",
            "Marram Council",
            *AT,
            "--through",
            "topic",
            "--through",
            "person",
            "--format",
            "json",
        ],
        ["diff", "seeds/documents/wigan-pause.txt", AT[1], "--things"],
        ["diff", "seeds/documents/wigan-pause.txt", AT[1], "--format", "json"],
    ],
)
def test_answer_depends_on_no_hash_order(args: list[str]) -> None:
    project = Path(__file__).parents[2]
    answers = {
        subprocess.run(
            [sys.executable, "-m", "graphkit", *args],
            cwd=project,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        ).stdout
        for seed in ("1", "4242")
    }
    assert len(answers) == 1
    assert answers != {b""}
