"""A browser for the pages: node, Chromium and two npm packages, none of which is part of the project."""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
HOSTILE = (
    '</script><img src=x onerror="window.gkxss=1">',
    "<b>{{7*7}}</b> Council ${1+1}",
    "مجلس المدينة الشمالية",
    "🙂 Smile 👩‍👩‍👧 Project",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "=HYPERLINK(1)",
    "__proto__",
    "O’Neill & Sons “Ltd”",
    "株式会社",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder open pages."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> dict[str, str]:
    """Environment and path of Chromium for the scripts; skips where something is missing, unless it is required."""
    modules = os.environ.get("GK_NODE_MODULES", "")
    node = shutil.which("node")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    missing = [
        what
        for what, is_there in (
            ("node", node),
            ("Chromium", chromium),
            ("playwright-core and axe-core (GK_NODE_MODULES)", (Path(modules) / "axe-core" / "axe.min.js").is_file()),
        )
        if not is_there
    ]
    if missing and os.environ.get("GK_REQUIRE_BROWSER") == "1":
        pytest.fail(f"GK_REQUIRE_BROWSER=1, but missing: {', '.join(missing)}")
    if missing:
        pytest.skip(f"missing: {', '.join(missing)}")
    return {"modules": modules, "chromium": str(chromium), "node": str(node)}


@pytest.fixture(scope="session")
def look_at(browser: dict[str, str]) -> Callable[[str, Path], Any]:
    """Runs one scene of a file of scenes over a page (a folder of pages, for sites), once; gives what it saw."""

    @functools.cache
    def run(scene: str, page: Path, scenes: str = "scenes.cjs", **more: Any) -> Any:
        options = json.dumps({"scene": scene, "file": str(page), "chromium": browser["chromium"], **more})
        run = subprocess.run(
            [browser["node"], str(HERE / scenes), options],
            env={**os.environ, "NODE_PATH": browser["modules"]},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert run.returncode == 0, run.stderr[-3000:]
        seen = json.loads(run.stdout)
        assert seen["errors"] == []
        return seen["seen"]

    return run


@pytest.fixture(scope="session")
def look_in_firefox(browser: dict[str, str]) -> Callable[..., Any]:
    """Opens pages in Firefox and gives what was seen of each; skips where there is none, required or not."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        pytest.skip("missing: Firefox")

    def run(*pages: Path) -> Any:
        options = json.dumps({"firefox": firefox, "files": [str(page) for page in pages]})
        run = subprocess.run(
            [browser["node"], str(HERE / "firefox.cjs"), options],
            env={**os.environ, "NODE_PATH": browser["modules"]},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=240,
            check=False,
        )
        assert run.returncode == 0, run.stderr[-3000:]
        seen = json.loads(run.stdout)
        assert seen["errors"] == []
        return seen["seen"]

    return run


@pytest.fixture(scope="session")
def gates_of(shared: Path, browser: dict[str, str]) -> Callable[..., list[str]]:
    """The gates of ../shared/checks that a page fails, with what was seen; options of the check may follow the page."""

    def check(page: Path, *options: str) -> list[str]:
        run = subprocess.run(
            [
                *(sys.executable, str(shared / "checks" / "map_check.py"), str(page)),
                *("--chromium", browser["chromium"], *options),
            ],
            env={**os.environ, "GK_NODE_MODULES": browser["modules"]},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        result = json.loads(run.stdout)
        assert "fatal" not in result, result
        return [f"{name}: {result['gates'][name]['seen']}" for name in result["failed"]]

    return check


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes a map of a made graph, once for each kind asked for, and gives its path."""
    spec = importlib.util.spec_from_file_location("made_graphs", HERE.parent / "maps" / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["made_graphs"] = made
    spec.loader.exec_module(made)
    folder = tmp_path_factory.mktemp("maps")

    def write(count: int, *, hostile: bool = False, councils: int = 0) -> Path:
        from graphkit.maps.page import render_map

        file = folder / f"{count}-{hostile}-{councils}.html"
        if not file.exists():
            file.write_bytes(render_map(made.make_graph(count, HOSTILE if hostile else (), councils=councils)))
        return file

    return write
