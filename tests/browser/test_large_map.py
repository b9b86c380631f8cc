"""Large maps in a browser: folded and opened, by mouse, keys and fingers, with and without WebGL, up to twenty thousand things."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Look = Callable[[str, Path], Any]
Pages = Callable[..., Path]


@pytest.fixture(scope="session")
def large(pages: Pages) -> Path:
    """A page of nine hundred things of thirty councils: few enough to be quick, enough to fold."""
    return pages(900, councils=30)


@pytest.fixture(scope="session")
def measured(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Writes the map of a graph that benchmarks/graphs.py makes, once for each size, and gives its path."""
    folder = tmp_path_factory.mktemp("measured")

    def write(things: int) -> Path:
        from graphkit.maps.page import render_map

        file = folder / f"{things}.html"
        if not file.exists():
            file.write_bytes(render_map(_loaded(project / "benchmarks" / "graphs.py").made_graph(things)))
        return file

    return write


def _loaded(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    spec.loader.exec_module(module)
    return module


def test_a_large_map_opens_folded_and_a_head_brings_in_its_own(look_at: Look, large: Path) -> None:
    seen = look_at("folds", large)
    assert seen["painter"] == "webgl"
    start = seen["start"]
    assert start["opening"] < start["things"] / 3
    assert start["plates"] > 10
    assert "folded away" in start["note"]
    assert f"The map opens on {start['opening']} things of {start['things']}" in start["lead"]
    click = seen["click"]
    assert click["title"] == click["name"]
    assert click["hash"].startswith("n=council/")
    assert click["button"] == f"Fold away its {click['own']} things"


def test_a_head_is_folded_and_opened_by_keys_and_says_so(look_at: Look, large: Path) -> None:
    seen = look_at("folds", large)
    assert "open=" not in seen["closed"]["hash"]
    assert seen["closed"]["said"].endswith("are folded away")
    assert (seen["closed"]["expanded"], seen["closed"]["focus"]) == ("false", "fold")
    assert "open=council/" in seen["opened"]["hash"]
    assert seen["opened"]["said"].endswith("brought in")
    assert seen["opened"]["expanded"] == "true"
    assert "folded away" in seen["walk"] or "fact" in seen["walk"]
    assert "n=" in seen["entered"]


def test_search_finds_what_is_folded_away_and_its_link_opens_it_again(look_at: Look, large: Path) -> None:
    seen = look_at("folds", large)
    found = seen["found"]
    assert found["title"] == found["name"]
    assert found["owner"] in found["hash"].split("open=")[1].split(".")
    assert found["isPainted"]
    assert seen["link"] == {"hash": found["hash"], "title": found["name"]}


def test_all_things_can_be_shown_at_once_and_folded_again(look_at: Look, large: Path) -> None:
    seen = look_at("folds", large)
    assert seen["all"]["hash"] == "open=all"
    assert seen["all"]["plates"] == 0
    assert (seen["all"]["said"].startswith("All "), seen["all"]["pressed"]) == (True, "true")
    assert (seen["folded"]["hash"], seen["folded"]["plates"] > 10) == ("", True)
    assert seen["odd"] == ["", "This link points at something that is not in this map"]


def test_a_large_map_is_drawn_without_webgl_too_and_when_it_is_taken_away(look_at: Look, large: Path) -> None:
    seen = look_at("painters", large)
    assert seen["plain"] == ["canvas", True, True]
    assert (seen["before"], seen["after"]) == ("webgl", ["canvas", True])
    assert seen["coloured"] > 2000


def test_fingers_tap_drag_and_pinch_a_large_map(look_at: Look, large: Path) -> None:
    seen = look_at("fingers", large)
    assert seen["sideways"] == 0
    assert seen["title"].replace("-", "").startswith(seen["name"].rstrip("-").split()[0])
    assert seen["hash"].startswith("n=")
    assert (seen["dragged"], seen["pinched"]) == (True, True)


def test_axe_finds_nothing_in_any_state_of_a_large_map(look_at: Look, large: Path) -> None:
    assert {state: found for state, found in look_at("accessible", large).items() if found} == {}


def test_hostile_names_are_text_on_a_large_map_too(look_at: Look, pages: Pages) -> None:
    seen = look_at("hostile_names", pages(900, hostile=True, councils=30))
    assert [given for given, _ in seen["names"]] == [shown for _, shown in seen["names"]]
    assert (seen["ran"], seen["images"]) == ("undefined", 0)


@pytest.mark.parametrize("count", [60, 900])
def test_the_shortest_chain_between_two_things_is_shown_with_its_sentences(
    count: int, look_at: Look, pages: Pages
) -> None:
    seen = look_at("chains", pages(count, councils=3 if count == 60 else 30))
    one, two = seen["names"]
    assert seen["asked"].startswith(f"How is {one} linked to")
    assert seen["title"] == f"How {one} is linked to {two}"
    assert len(seen["rows"]) == seen["steps"] > 1
    assert seen["lead"].startswith(f"{seen['steps']} facts lead from one to the other")
    assert one in seen["rows"][0]
    assert two in seen["rows"][-1]
    assert "to=" in seen["hash"]
    assert seen["link"] == seen["title"] == seen["back"]
    assert seen["fact"] == seen["rows"][0]
    assert one in seen["quote"]
    assert seen["start"][0] == "Start here"
    assert seen.get("none", "No facts on screen lead").startswith("No facts on screen lead")
    assert seen["ended"] == "Find anything by name"


@pytest.mark.parametrize("things", [2000, 20000])
def test_every_fact_of_a_map_of_any_size_is_at_hand(
    things: int, look_at: Look, measured: Callable[[int], Path]
) -> None:
    seen = look_at("gates", measured(things))
    assert abs(seen["things"] - things) < things / 20
    assert seen["quote"]
    assert seen["hash"] == "open=all"
    assert seen["rows"] == seen["on"] > 1.5 * things


@pytest.mark.parametrize(
    ("things", "most_bytes", "most_ms"), [(500, 3e6, 3000), (2000, 3e6, 3000), (20000, 8e6, 15000)]
)
def test_maps_of_any_size_pass_every_gate(
    things: int,
    most_bytes: float,
    most_ms: int,
    measured: Callable[[int], Path],
    gates_of: Callable[..., list[str]],
) -> None:
    limits = ("--max-bytes", str(int(most_bytes)), "--max-ms", str(most_ms), "--ready-ms", "40000")
    assert gates_of(measured(things), *limits) == []


def test_firefox_opens_maps_of_both_kinds_without_an_error(
    look_in_firefox: Callable[..., Any], pages: Pages, large: Path
) -> None:
    for seen in look_in_firefox(pages(40), large):
        assert (seen["ready"], seen["sideways"], seen["inked"], seen["held"]) == (True, 0, True, True)
        assert seen["thing"] == seen["name"]
        assert seen["name"] in seen["quote"]
