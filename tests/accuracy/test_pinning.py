"""Publishing figures: floors rise by themselves, fall only with a reason, and the held-back part is logged."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "pin_accuracy.py"
# Documents of the open part alone; two of them stand in for a held-back part.
OPEN, HELD_BACK = (
    ("barnet-suicide-prevention", "belfast-tech-academy"),
    ("bolton-peer-navigators", "brent-healthy-smiles"),
)


@pytest.fixture
def folder(annotated: Path, tmp_path: Path) -> Path:
    """A folder of four annotated documents in two parts, its figures pinned once."""
    lines = ["id,part"]
    for part, names in (("open", OPEN), ("held back", HELD_BACK)):
        for name in names:
            lines.append(f"{name},{part}")
            for file in (f"texts/{name}.txt", f"gold/{name}.json"):
                (tmp_path / file).parent.mkdir(exist_ok=True)
                shutil.copy(annotated / file, tmp_path / file)
    (tmp_path / "manifest.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = pin(tmp_path, "--why", "first | figures")
    assert done.returncode == 0, done.stderr
    return tmp_path


def pin(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), "--folder", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_same_figures_again_write_the_same_bytes_and_no_line_of_the_log(folder: Path) -> None:
    before = [(folder / name).read_bytes() for name in ("figures.toml", "held_back_log.csv")]
    assert pin(folder).returncode == 0
    assert [(folder / name).read_bytes() for name in ("figures.toml", "held_back_log.csv")] == before
    assert before[1].decode().splitlines()[1].startswith("1,first | figures,0.")


def raised(folder: Path, figures: Any) -> None:
    """Pretend that facts of the open part were read perfectly before."""
    file = folder / "figures.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"facts_f1 = .*", "facts_f1 = 0.99", text, count=1), encoding="utf-8")
    assert figures.read_pinned(file).floors["open"]["facts_f1"] == 0.99


def test_floor_is_not_lowered_without_a_reason(folder: Path, figures: Any) -> None:
    raised(folder, figures)
    before = (folder / "figures.toml").read_bytes()
    done = pin(folder)
    assert done.returncode == 1
    assert "open: F1 of facts: 0.9900 -> 0." in done.stderr
    assert pin(folder, "--lower").returncode == 2
    assert pin(folder, "--reason", "so be it").returncode == 2
    assert (folder / "figures.toml").read_bytes() == before


def test_lowered_floor_keeps_its_reason_with_both_figures(folder: Path, figures: Any) -> None:
    raised(folder, figures)
    assert pin(folder, "--lower", "--reason", 'The gold said "done" wrongly.').returncode == 0
    pinned = figures.read_pinned(folder / "figures.toml")
    (lowering,) = pinned.lowered
    assert lowering.reason == 'The gold said "done" wrongly.'
    assert lowering.figures[0].startswith("open: F1 of facts: 0.9900 -> 0.")
    assert pinned.floors["open"] == pinned.parts["open"].headline()


def test_fall_of_any_other_figure_wants_a_reason_too(folder: Path, figures: Any) -> None:
    file = folder / "figures.toml"
    text = file.read_text(encoding="utf-8")
    start = text.index('name = "Person"')
    file.write_text(text[:start] + re.sub(r"f1 = [0-9.]+", "f1 = 1.2", text[start:], count=1), encoding="utf-8")
    done = pin(folder)
    assert done.returncode == 1
    assert re.search(r"open: F1 of type Person: 1\.200 -> \d", done.stderr)


def test_new_figures_of_the_held_back_part_want_to_know_what_for(folder: Path) -> None:
    gold = folder / "gold" / f"{HELD_BACK[0]}.json"
    told = json.loads(gold.read_text(encoding="utf-8")) | {"outcomes": []}
    gold.write_text(json.dumps(told), encoding="utf-8")
    done = pin(folder, "--lower", "--reason", "no outcomes")
    assert done.returncode == 1
    assert "say with --why what they are published for" in done.stderr
    log = folder / "held_back_log.csv"
    assert len(log.read_text(encoding="utf-8").splitlines()) == 2
    assert pin(folder, "--why", "no outcomes", "--lower", "--reason", "no outcomes").returncode == 0
    assert log.read_text(encoding="utf-8").splitlines()[2].startswith("2,no outcomes,0.")


def test_text_that_changes_changes_the_digest(folder: Path, figures: Any) -> None:
    before = figures.digest(folder)
    (folder / "silver").mkdir()
    assert figures.digest(folder) == before
    (folder / "silver" / "more.json").write_text("{}", encoding="utf-8")
    assert figures.digest(folder) != before
