"""The map in a browser: clicked, walked by keys, linked to, shrunk, printed, saved, and fed hostile names."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Look = Callable[[str, Path], Any]
Pages = Callable[..., Path]
Gates = Callable[..., list[str]]


def test_a_click_on_a_name_opens_the_thing_and_on_a_line_its_sentence(look_at: Look, pages: Pages) -> None:
    seen = look_at("clicks", pages(2, councils=1))
    assert seen["thing"] in seen["fact"]
    assert seen["quote"].endswith(" 🙂 has commissions to do with young people in the northern boroughs 1.")
    assert "young people in the northern boroughs 1" in seen["marks"]
    assert seen["after"] == "Start here"


def test_keys_alone_reach_a_sentence_and_step_back(look_at: Look, pages: Pages) -> None:
    seen = look_at("keyboard", pages(40))
    assert seen["thing"] in seen["fact"]
    assert seen["fact"] != seen["thing"]
    assert seen["back"] == [seen["thing"], "edge"]
    assert seen["start"] == ["Start here", ""]
    assert all(said for said in seen["said"])
    assert seen["said"][-1].startswith(f"{seen['opened']}, ")
    assert (seen["focus"], seen["find"]) == ("edge", "find")
    assert seen["nothing"] == "Nothing is called zzzz nothing"


def test_a_link_opens_the_same_view_and_stays_the_same(look_at: Look, pages: Pages) -> None:
    seen = look_at("permalink", pages(60))
    assert seen["kept"] == seen["hashes"]
    assert 0 < seen["rows"] < seen["all"]
    assert "with no date" in seen["note"]


def test_a_hostile_link_changes_nothing_and_is_announced(look_at: Look, pages: Pages) -> None:
    seen = look_at("hostile_hash", pages(40))
    assert seen == {
        "hash": "",
        "said": "This link points at something that is not in this map",
        "images": 0,
        "title": "Start here",
    }


def test_hostile_names_are_text_everywhere(look_at: Look, pages: Pages) -> None:
    seen = look_at("hostile_names", pages(20, hostile=True, councils=3))
    assert [given for given, _ in seen["names"]] == [shown for _, shown in seen["names"]]
    assert (seen["ran"], seen["images"], seen["literal"], seen["unpainted"]) == ("undefined", 0, True, [])


def test_the_reader_highlights_the_sentence_by_code_points_a_third_down(look_at: Look, pages: Pages) -> None:
    seen = look_at("reader", pages(60))
    assert seen["hit"] == seen["quote"]
    assert 0 <= seen["high"] < 0.75
    assert seen["links"] > 30
    assert seen["after"].startswith("v=reader&e=")
    assert seen["card"] == seen["first"]


def test_the_table_grows_by_two_hundred_rows(look_at: Look, pages: Pages) -> None:
    seen = look_at("table", pages(330))
    assert seen["first"] == 200
    assert seen["button"].startswith("Show ")
    assert 200 < seen["second"] <= 400
    assert (seen["more"], seen["focus"], seen["same"]) == (seen["second"] == 400, True, True)
    assert seen["filtered"] < seen["second"]
    assert "filtered out" in seen["count"]


def test_csv_svg_and_png_hold_what_is_on_screen(look_at: Look, pages: Pages) -> None:
    seen = look_at("saving", pages(20, hostile=True, councils=3))
    assert seen["csv"]["bom"]
    assert not seen["csv"]["lone"]
    lines = seen["csv"]["lines"]
    assert lines[0].startswith("fact,subject_id,subject,subject_type,relation,object_id")
    assert len(lines) == seen["facts"] + 2
    assert "'=HYPERLINK(1)" in "\n".join(lines)
    assert ",=HYPERLINK(1)" not in "\n".join(lines)
    assert (seen["svg"]["bad"], seen["svg"]["scripts"]) == (False, 0)
    assert seen["svg"]["texts"] > 15
    assert seen["png"] == {"head": "PNG", "width": 2 * seen["map"]}
    assert [name.rsplit(".", 1)[1] for name in seen["names"]] == ["csv", "svg", "png"]


def test_on_a_phone_nothing_scrolls_sideways_and_everything_can_be_touched(look_at: Look, pages: Pages) -> None:
    for seen in look_at("small", pages(40)):
        assert (seen["map"], seen["table"], seen["reader"]) == (0, 0, 0), seen["width"]
        assert seen["small"] == []
        assert seen["names"] > 0
        assert (seen["taller"], seen["filters"], seen["closed"]) == (True, True, True)


def test_dark_light_print_forced_colours_and_no_scripts(look_at: Look, pages: Pages) -> None:
    seen = look_at("looks", pages(40))
    assert (seen["dark"], seen["light"]) == ("rgb(18, 22, 28)", "rgb(251, 251, 249)")
    assert seen["print"] == ["#FFFFFF", True, True, 0]
    assert seen["forced"] == "solid"
    assert seen["still"][0]
    assert seen["still"][1] > 30
    assert seen["still"][2] == 0


def test_a_filter_acts_on_the_map_and_search_lifts_it(look_at: Look, pages: Pages) -> None:
    seen = look_at("filters", pages(60))
    assert seen["after"] < seen["before"]
    assert (seen["pressed"], seen["hash"]) == ("false", "hide=organisation&c=0")
    assert seen["found"] == [seen["found"][0], seen["found"][0], "true"]
    assert "h=3" in seen["steps"]


@pytest.mark.parametrize(("count", "hostile", "councils"), [(60, False, 3), (60, False, 8), (30, True, 4)])
def test_made_maps_pass_every_gate(count: int, hostile: bool, councils: int, pages: Pages, gates_of: Gates) -> None:
    assert gates_of(pages(count, hostile=hostile, councils=councils)) == []


def test_the_seeds_map_passes_every_gate(project: Path, gates_of: Gates, tmp_path: Path) -> None:
    start = "import sys; from graphkit.cli import run; sys.exit(run(sys.argv[1:]))"
    built = subprocess.run(
        [sys.executable, "-c", start, "build", "seeds", "--out", str(tmp_path)],
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stderr
    assert gates_of(tmp_path / "map.html") == []
