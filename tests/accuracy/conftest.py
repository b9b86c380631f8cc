"""What the tests of accuracy share: the annotated documents, and small ones to break."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / "scripts"
TEXT = "Wigan Council runs The Deal with Spectrum. It will open a clinic in Leigh in 2018.\n"


@pytest.fixture(scope="session")
def annotated() -> Path:
    """The folder of the annotated documents."""
    return HERE


@pytest.fixture(scope="session")
def figures() -> ModuleType:
    """The script module that measures, keeps and compares the published figures."""
    name = "accuracy_figures"
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # its records look themselves up there
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def told() -> dict[str, Any]:
    """The annotation of a small document, without fault."""
    return {
        "id": "wigan",
        "title": "Wigan",
        "shape": "free",
        "theme": "public health",
        "entities": [
            {"id": "e1", "type": "Council", "name": "Wigan Council", "aliases": ["Wigan"]},
            {"id": "e2", "type": "Initiative", "name": "The Deal", "aliases": []},
            {"id": "e3", "type": "Organisation", "name": "Spectrum", "aliases": []},
            {"id": "e4", "type": "Topic", "name": "wellbeing of residents", "aliases": []},
        ],
        "relations": [
            {"s": "e1", "p": "provides", "o": "e2", "status": "done", "quote": "Wigan Council runs The Deal"},
            {"s": "e2", "p": "involves", "o": "e3", "quote": "with Spectrum"},
        ],
        "literals": [{"s": "e2", "p": "startDate", "value": "2018", "quote": "in 2018"}],
        "outcomes": [{"about": "e2", "value": 1, "unit": "clinics", "what": "clinics", "quote": "open a clinic"}],
    }


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes one annotated document into a folder and gives the folder."""

    def put(told: object, *, name: str = "wigan", text: str | None = TEXT) -> Path:
        for part in ("texts", "gold"):
            (tmp_path / part).mkdir(exist_ok=True)
        content = told if isinstance(told, str) else json.dumps(told)
        (tmp_path / "gold" / f"{name}.json").write_text(content, encoding="utf-8")
        if text is not None:
            (tmp_path / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
        return tmp_path

    return put
