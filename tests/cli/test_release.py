"""``graphkit release`` as a person runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.cli import run

FILES = Path(__file__).parents[1] / "exporters" / "files"
ASKED = ("--title", "Kitchens", "--creator", "Lee, Ann", "--licence", "CC-BY-4.0")


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A file with a graph, whose document lies beside it."""
    return Path(shutil.copy(FILES / "invented-towns.ttl", tmp_path / "graph.ttl"))


def released(graph: Path, out: Path, *more: str) -> int:
    return run(["release", "--graph", str(graph), "--docs", str(FILES), "--out", str(out), *ASKED, *more])


def test_release_is_checkable_by_sha256sum(graph: Path, tmp_path: Path) -> None:
    assert released(graph, tmp_path / "out") == 0
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("there is no sha256sum here")
    done = subprocess.run(
        [tool, "--strict", "-c", "SHA256SUMS"], cwd=tmp_path / "out", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_release_passes_check(graph: Path, tmp_path: Path) -> None:
    assert released(graph, tmp_path / "out") == 0
    assert run(["check", "--graph", str(tmp_path / "out"), "--docs", str(FILES)]) == 0
    assert released(graph, tmp_path / "whole", "--with-texts") == 0
    assert run(["check", "--graph", str(tmp_path / "whole")]) == 0


def test_two_runs_give_the_same_bytes_whatever_the_hash_seed(graph: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("0", "1"):
        out = tmp_path / seed / "out"
        command = [sys.executable, "-m", "graphkit", "release", "--graph", str(graph), "--docs", str(FILES)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([*command, "--out", str(out), "--zip", *ASKED], check=True, env=environment, capture_output=True)
        files = {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
        made.append((files, out.with_name("out.zip").read_bytes()))
    assert made[0] == made[1]


def test_graph_that_fails_check_is_refused_with_its_rules(
    graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph.write_text(
        graph.read_text(encoding="utf-8").replace('"Warm Larder also', '"Warm Larder never'), encoding="utf-8"
    )
    assert released(graph, tmp_path / "out") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "quote-at-offsets (" in told.err
    assert f"Nothing was written. See each problem with: graphkit check --graph {graph.as_posix()}" in told.err
    assert not (tmp_path / "out").exists()


def test_graph_whose_texts_are_gone_is_refused(graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["release", "--graph", str(graph), "--out", str(tmp_path / "out")]) == 1
    assert "document-text (1 problem)" in capsys.readouterr().err


def test_folder_of_a_person_is_refused(graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    assert released(graph, out) == 5
    assert "is not empty and was not made by graphkit." in capsys.readouterr().err
    assert released(graph, out, "--replace") == 0
    assert "Left as they were" in capsys.readouterr().err
    assert (out / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_what_was_not_said_is_remarked_on(graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["release", "--graph", str(graph), "--docs", str(FILES), "--out", str(tmp_path / "out")]) == 0
    assert "No creator (--creator) and no licence (--licence) is named: the bundle says so." in capsys.readouterr().err


@pytest.mark.parametrize(
    "more", [("--date", "2026-02-30"), ("--date", "today"), ("--licence", "CC BY"), ("--url", "x"), ("--out", "..")]
)
def test_what_makes_no_sense_is_a_wrong_command_line(graph: Path, tmp_path: Path, more: tuple[str, str]) -> None:
    assert released(graph, tmp_path / "out", *more) == 2
    assert not (tmp_path / "out").exists()
