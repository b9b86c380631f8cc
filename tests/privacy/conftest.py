"""What the tests of privacy share: the planted corpus, built, and everything that is written of it in tier public."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from graphkit import rooms
from graphkit.cli import run

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def planted() -> ModuleType:
    """The module with the planted documents, names, addresses and numbers."""
    spec = importlib.util.spec_from_file_location("planted", HERE / "planted.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["planted"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def exports(planted: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a build of the planted corpus wrote."""
    home = tmp_path_factory.mktemp("planted")
    out: Path = home / "exports"
    assert run(["build", str(planted.plant(home / "corpus")), "--out", str(out), "-q"]) == 0
    return out


@pytest.fixture(scope="session")
def public(exports: Path) -> Path:
    """The folder with every output of tier public."""
    for name in (*rooms.names("exporters"), "site"):
        assert run(["export", name, "--tier", "public", "--graph", str(exports), "-q"]) == 0
    target = exports / "public"
    assert run(["map", "--tier", "public", "--graph", str(exports), "--out", str(target / "map.html"), "-q"]) == 0
    bundle = ["--out", str(target / "bundle"), "--with-texts", "--zip", "-q"]
    assert run(["release", "--tier", "public", "--graph", str(exports), *bundle]) == 0
    return target
