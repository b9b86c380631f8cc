"""``graphkit accuracy`` as people and pipes use it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.cli import run

ANNOTATED = Path(__file__).parents[1] / "accuracy"
NAMES = ("barnet-suicide-prevention", "belfast-tech-academy")  # both of the open part


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two annotated documents without parts."""
    for name in NAMES:
        for file in (f"texts/{name}.txt", f"gold/{name}.json"):
            (tmp_path / file).parent.mkdir(exist_ok=True)
            shutil.copy(ANNOTATED / file, tmp_path / file)
    return tmp_path


@pytest.fixture
def parted(folder: Path) -> Path:
    """The same, one of each part."""
    lines = ["id,part", f"{NAMES[0]},open", f"{NAMES[1]},held back"]
    (folder / "manifest.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_pipe_gets_a_row_a_figure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["accuracy", str(folder)]) == 0
    out, err = capsys.readouterr()
    facts = next(row for row in rows(out) if row["figure"] == "facts")
    assert facts["documents"] == "2"
    assert float(facts["precision"]) == round(int(facts["right"]) / int(facts["found"]), 3)
    assert float(facts["recall"]) == round(int(facts["right"]) / int(facts["gold"]), 3)
    assert float(facts["f1_low"]) <= float(facts["f1"]) <= float(facts["f1_high"])
    assert err == ""


def test_person_sees_tables_that_fit_and_confidence(folder: Path, on_a_terminal: Callable[..., str]) -> None:
    shown = on_a_terminal("accuracy", str(folder), "--color", "never").split("\x1b[2K")[-1]
    lines = shown.splitlines()
    assert lines[0] == "2 documents"
    assert lines[2].split() == ["P", "R", "F1", "interval", "right", "found", "gold"]
    assert max(map(len, lines)) <= 80
    assert "confidence and truth" in lines
    assert lines[-1].startswith("Brier score 0.")


@pytest.mark.parametrize("by", ["relation", "type", "status", "date", "topic"])
def test_figures_by_one_thing_are_those_alone(folder: Path, by: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["accuracy", str(folder), "--by", by]) == 0
    names = [row["figure"] for row in rows(capsys.readouterr().out)]
    expected = {"relation": "fundedBy", "type": "Place", "status": "planned", "date": "hasRole"}
    assert expected.get(by, "labels of initiatives") in names
    assert "facts" not in names


def test_figures_by_shape_name_the_group(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = folder / "gold" / f"{NAMES[0]}.json"
    told = json.loads(gold.read_text(encoding="utf-8")) | {"shape": "digest"}
    gold.write_text(json.dumps(told), encoding="utf-8")
    assert run(["accuracy", str(folder), "--by", "shape"]) == 0
    found = [(row["figure"], row["group"], row["documents"]) for row in rows(capsys.readouterr().out)]
    assert found == [(name, shape, "1") for name in ("entities", "facts") for shape in ("digest", "lga")]


def test_json_has_figures_and_calibration(parted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["accuracy", str(parted), "--part", "held-back", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["part"], answer["documents"]) == ("held-back", 1)
    assert {figure["figure"] for figure in answer["figures"]} >= {"entities", "facts", "outcomes"}
    assert sum(item["facts"] for item in answer["calibration"]["bins"]) == answer["calibration"]["facts"]


def test_part_and_prefix_choose_documents(parted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    golds = []
    for chosen in (["--part", "open"], ["--only", "barnet"], ["--only", "belfast"], []):
        assert run(["accuracy", str(parted), *chosen]) == 0
        golds.append(int(rows(capsys.readouterr().out)[0]["gold"]))
    assert golds[0] == golds[1]
    assert golds[1] + golds[2] == golds[3]


def test_errors_are_listed_with_document_and_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["accuracy", str(folder), "--errors", "--only", "barnet"]) == 0
    found = rows(capsys.readouterr().out)
    text = (folder / "texts" / f"{NAMES[0]}.txt").read_text(encoding="utf-8")
    assert {row["document"] for row in found} == {NAMES[0]}
    assert {row["what"] for row in found} <= {"missed", "extra", "status"}
    missed = [row["sentence"] for row in found if row["what"] == "missed" and row["about"] == "fact"]
    assert missed
    assert all(sentence in text for sentence in missed)


def test_errors_for_a_person_stand_under_their_document(folder: Path, on_a_terminal: Callable[..., str]) -> None:
    shown = on_a_terminal("accuracy", str(folder), "--errors", "--color", "never").split("\x1b[2K")[-1]
    assert shown.splitlines()[0] == NAMES[0]
    assert NAMES[1] in shown.splitlines()
    assert "  missed  thing  " in shown


@pytest.mark.parametrize("chosen", [["--part", "held-back"], [], ["--only", "belfast"]])
def test_errors_of_the_held_back_part_are_refused(
    parted: Path, chosen: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["accuracy", str(parted), "--errors", *chosen]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "The errors of the held-back part are not read: who knows them writes rules by them" in err
    assert run(["accuracy", str(parted), "--errors", "--part", "open"]) == 0


def test_part_of_a_folder_without_parts_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["accuracy", str(folder), "--part", "open"]) == 3
    assert "manifest.csv: not there, so the folder has no parts.\nLeave out --part." in capsys.readouterr().err


def test_unknown_folder_or_prefix_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["accuracy", str(folder / "nowhere")]) == 3
    assert "nowhere: no such folder.\nName a folder with texts/ID.txt and gold/ID.json." in capsys.readouterr().err
    assert run(["accuracy", str(folder), "--only", "wigan"]) == 3
    assert 'no document whose id begins with "wigan".' in capsys.readouterr().err


def test_faults_of_the_gold_are_all_told_and_nothing_is_scored(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in NAMES:
        (folder / "gold" / f"{name}.json").write_text("[]", encoding="utf-8")
    assert run(["accuracy", str(folder)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.rpartition("/")[2] for line in err.splitlines()[::2]] == [
        f"{name}.json: not an object." for name in NAMES
    ]


def test_text_that_cannot_be_read_is_named_and_counts_as_nothing_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"id": "empty", "entities": [], "relations": []}
    (folder / "gold" / "empty.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "texts" / "empty.txt").write_text("", encoding="utf-8")
    assert run(["accuracy", str(folder)]) == 3
    out, err = capsys.readouterr()
    assert rows(out)[0]["documents"] == "3"
    assert "texts/empty.txt: " in err
