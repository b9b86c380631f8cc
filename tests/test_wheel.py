"""What is installed is what is here: the wheel carries the ontology, the register, the questions and the templates."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the wheel, is not installed")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    (file,) = folder.glob("*.whl")
    return zipfile.ZipFile(file)


def test_wheel_holds_every_file_of_the_ontology(wheel: zipfile.ZipFile) -> None:
    here = {p.relative_to(PROJECT).as_posix() for p in (PROJECT / "ontology").rglob("*") if p.is_file()}
    there = {name.removeprefix("graphkit/") for name in wheel.namelist() if name.startswith("graphkit/ontology/")}
    assert {name for name in here if "__pycache__" not in name} == there
    assert "ontology/graphkit.ttl" in there


def test_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    here = {p.relative_to(PROJECT).as_posix() for p in (PROJECT / "graphkit").rglob("*") if p.is_file()}
    there = {name for name in wheel.namelist() if name.startswith("graphkit/")}
    missing = {name for name in here if "__pycache__" not in name} - there
    assert not missing, f"in the checkout and not in the wheel: {sorted(missing)}"


def test_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/", 1)[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"graphkit"}


def test_wheel_carries_licence_and_command(wheel: zipfile.ZipFile) -> None:
    (info,) = {name.split("/", 1)[0] for name in wheel.namelist() if ".dist-info/" in name}
    licence = (PROJECT / "LICENSE").read_bytes()
    assert wheel.read(f"{info}/licenses/LICENSE") == licence
    assert "graphkit = graphkit.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
