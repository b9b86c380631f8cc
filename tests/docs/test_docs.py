"""The documentation is held to the project: commands, links, headings, examples."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import graphkit
from graphkit.cli import COMMANDS

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    file for place in ("*.md", "docs/**/*.md", "seeds/*.md", "exports/README.md") for file in PROJECT.glob(place)
)
LINK = re.compile(r"\]\(([^()\s]+)\)")
FENCE = re.compile(r"^(```+)[^\n]*\n.*?^\1$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)


def prose(page: Path) -> str:
    """A page without its fenced blocks and spans of code."""
    return re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text(encoding="utf-8")))


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings give, as code hosts make them."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in HEADING.findall(text)}


def local_links() -> Iterator[tuple[str, str]]:
    """Every link that stays within the project: the page it is on, and what it says."""
    for page in PAGES:
        for target in LINK.findall(prose(page)):
            if not re.match(r"[a-z][a-z0-9+.-]*:", target):
                yield page.relative_to(PROJECT).as_posix(), target


def test_readme_gives_two_commands_of_one_line_each() -> None:
    script = PROJECT / "scripts" / "readme_commands.py"
    run = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, cwd=PROJECT.parent)
    assert run.stdout.splitlines() == [
        "python3 -m pip install . && graphkit build",
        "python3 -m pip install '.[test]' && python3 -m pytest",
    ]


@pytest.mark.parametrize(("page", "target"), sorted(set(local_links())), ids=lambda part: part)
def test_local_link_leads_somewhere(page: str, target: str) -> None:
    path, _, anchor = target.partition("#")
    end = (PROJECT / page).parent.joinpath(path).resolve() if path else PROJECT / page
    assert end.is_relative_to(PROJECT), f"{page} links out of the project: {target}"
    assert end.exists(), f"{page} links to {target}, which is not there"
    if anchor and end.suffix == ".md":
        assert anchor in anchors(end), f"{page} links to {target}: no such heading"


def test_every_command_has_a_heading() -> None:
    headings = HEADING.findall((PROJECT / "docs/commands.md").read_text(encoding="utf-8"))
    assert sorted(h for h in headings if h.startswith("`graphkit ")) == sorted(f"`graphkit {c}`" for c in COMMANDS)


def test_architecture_shows_the_layers_that_the_linter_keeps() -> None:
    linter = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = [contract["layers"] for contract in linter["contracts"] if contract["type"] == "layers"]
    page = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    assert "```text\n" + "\n".join(layers) + "\n```" in page, (
        "docs/architecture.md has other layers than pyproject.toml"
    )


@pytest.mark.parametrize("name", ["make_commands_page", "make_transcript"])
def test_what_is_made_from_the_program_is_current(name: str) -> None:
    script = PROJECT / "scripts" / f"{name}.py"
    command = [sys.executable, str(script), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)
    assert run.returncode == 0, run.stderr


def test_pages_name_only_commands_that_exist() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL) + re.findall(r"`graphkit [^`]+`", text):
            for name in re.findall(r"(?:^|[`$&] *)graphkit ([a-z]+)\b", block, re.MULTILINE):
                assert name in COMMANDS, f"{page.relative_to(PROJECT)} speaks of `graphkit {name}`, which is no command"


def modules() -> list[str]:
    """Every module of graphkit but the one that runs it."""
    found = pkgutil.walk_packages(graphkit.__path__, "graphkit.")
    return ["graphkit", *sorted(m.name for m in found if m.name != "graphkit.__main__")]


@pytest.mark.parametrize("name", modules())
def test_examples_in_docstrings_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.failed == 0, f"{result.failed} of {result.attempted} examples of {name} fail: see above"
