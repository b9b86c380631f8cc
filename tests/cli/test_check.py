"""``graphkit check`` as people and pipes use it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.checks import RULES
from graphkit.cli import run

FILES = Path(__file__).parents[1] / "exporters" / "files"
GRAPH = ["--graph", str(FILES / "invented-towns.ttl")]
DOCS = ["--docs", str(FILES)]


@pytest.fixture
def broken(tmp_path: Path) -> list[str]:
    """A graph with one sentence that is not where it is said to be."""
    text = (FILES / "invented-towns.ttl").read_text(encoding="utf-8")
    start = re.search(r"gk:start (\d+)", text)
    assert start is not None
    file = tmp_path / "graph.ttl"
    file.write_text(text.replace(start[0], f"gk:start {int(start[1]) + 1}", 1), encoding="utf-8")
    return ["--graph", str(file)]


def test_graph_that_keeps_its_contract_is_silent_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *GRAPH, *DOCS]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "24 facts: 25 sentences found at their offsets, 1 with a stated source\n"


def test_problem_is_a_line_that_says_where(broken: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *broken, *DOCS]) == 1
    out, err = capsys.readouterr()
    assert re.fullmatch(rf"{re.escape(broken[1])}:\d+:1: quote-at-offsets: evidence:[0-9a-f-]+: .*\n", out)
    assert err.startswith("24 facts: 24 of 25 sentences found at their offsets")


def test_one_rule_can_be_asked_for(broken: list[str]) -> None:
    assert run(["check", *broken, *DOCS, "--rule", "fact-id"]) == 0
    assert run(["check", *broken, *DOCS, "--rule", "quote-at-offsets"]) == 1


def test_unknown_rule_is_a_wrong_command_line() -> None:
    assert run(["check", *GRAPH, "--rule", "fact-ids"]) == 2


def test_json_says_every_rule(broken: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", *broken, *DOCS, "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["facts"], answer["sentences"], answer["found"]) == (24, 26, 24)
    assert [rule for rule, holds in answer["rules"].items() if not holds] == ["quote-at-offsets"]
    assert answer["problems"][0]["rule"] == "quote-at-offsets"


def test_person_sees_a_mark_for_each_rule(broken: list[str], on_a_terminal: Callable[..., str]) -> None:
    text = on_a_terminal("check", *broken, *DOCS)
    assert "24 of 25 sentences" in text
    assert text.count("✓") == len(RULES) - 5, "all rules but the broken one and those of files that are not there"
    assert text.count("✗") == 1


def test_file_that_is_no_graph_is_an_input_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.ttl"
    file.write_text("not turtle", encoding="utf-8")
    assert run(["check", "--graph", str(file)]) == 3
    assert "not a graph of graphkit" in capsys.readouterr().err
