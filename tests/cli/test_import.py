"""``graphkit import`` as a person runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.cli import run

FILES = Path(__file__).parents[1] / "exporters" / "files"
GRAPH = FILES / "invented-towns.ttl"


def test_graph_is_kept_and_the_next_step_said(tmp_path: Path, on_a_terminal: Callable[..., str]) -> None:
    home = tmp_path / "home"
    told = on_a_terminal("import", str(GRAPH), "--into", str(home), "--as", "north")
    assert f"Wrote {home.as_posix()}/imports/north.ttl" in told
    assert "1 document   24 facts" in told
    assert "Its texts did not come along" in told
    assert f"Next  graphkit build {home.as_posix()}" in told
    again = on_a_terminal("import", str(GRAPH), "--into", str(home), "--as", "north")
    assert "holds it already" in again
    assert "Nothing was changed." in again


def test_merged_facts_say_where_they_are_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    assert run(["import", str(GRAPH), "--into", str(home), "--as", "north"]) == 0
    assert run(["build", str(home), "--out", str(out), "--no-map"]) == 0
    fact = (out / "facts.csv").read_text(encoding="utf-8").splitlines()[1].partition(",")[0]
    capsys.readouterr()
    assert run(["explain", fact, "--graph", str(out)]) == 0
    assert "Taken in from north.\n" in capsys.readouterr().out
    assert run(["check", "--graph", str(out)]) == 0
    told = capsys.readouterr().err
    assert "24 facts: 0 sentences found at their offsets" in told
    assert "sentences not looked up: the texts of these are not here:" in told
    assert "Calm Kitchens, from north: https://example.org/studies/calm-kitchens" in told


def test_clash_names_both_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "invented-towns.txt").write_text("Another.\n", encoding="utf-8")
    assert run(["import", str(GRAPH), "--into", str(tmp_path)]) == 3
    told = capsys.readouterr().err
    assert f"{tmp_path.as_posix()}/invented-towns.txt and {GRAPH.as_posix()} (invented-towns.txt): one name" in told
    assert "docs/errors/clashing-documents.md" in told
    assert not (tmp_path / "imports").exists()


def test_graph_of_another_program_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "other.ttl"
    file.write_text("<https://example.org/a> <https://example.org/b> 1 .\n", encoding="utf-8")
    assert run(["import", str(file), "--into", str(tmp_path / "home")]) == 3
    assert "not a graph of graphkit" in capsys.readouterr().err
