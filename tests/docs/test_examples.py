"""The examples of docs/diff.md print what the page shows, and its Python runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from graphkit.cli import run

PROJECT = Path(__file__).resolve().parents[2]
PAGE = PROJECT / "docs" / "diff.md"


def test_examples_print_what_the_page_shows() -> None:
    command = [sys.executable, str(PROJECT / "scripts" / "make_examples.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)
    assert done.returncode == 0, done.stderr


def test_python_of_the_page_runs(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "seeds", tmp_path / "old")
    (tmp_path / "old" / "documents" / "vale-street-lighting.txt").unlink()
    assert run(["-q", "build", str(PROJECT / "seeds"), "--out", str(tmp_path / "exports"), "--no-map"]) == 0
    run(["-q", "build", str(tmp_path / "old"), "--out", str(tmp_path / "old-exports"), "--no-map"])
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "added " in done.stdout
    assert "Wigan Council commissions Spectrum Community Health CIC" in done.stdout
