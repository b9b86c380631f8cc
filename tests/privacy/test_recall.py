"""How much of persons' names the public tier hides, measured on the annotated documents of the open part."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from graphkit.privacy.hiding import hidden_of


@pytest.fixture(scope="module")
def script(project: Path) -> ModuleType:
    """The script that measures it and writes the page."""
    spec = importlib.util.spec_from_file_location("privacy_recall", project / "scripts" / "privacy_recall.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["privacy_recall"] = module
    spec.loader.exec_module(module)
    return module


def test_ninety_nine_in_a_hundred_letters_of_names_are_hidden_and_the_page_says_how_many(
    script: ModuleType, project: Path
) -> None:
    gold = script.documents_of("open")
    texts = hidden_of(script.graph_of(gold)).texts
    recall = script.measure(gold, texts)
    assert recall.persons > 200
    assert recall.hidden >= 0.99 * recall.letters
    assert recall.text_hidden < 0.04 * recall.text_letters, "far more is hidden than there are names"
    assert script.row("open", recall) in (project / "docs" / "privacy.md").read_text(encoding="utf-8")
