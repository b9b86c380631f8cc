"""The site in a browser, from disk: found, walked, filtered, printed, shrunk, without scripts, and fed hostile names."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Look = Callable[..., Any]
PAGES = (
    *("index.html", "councils.html", "initiatives.html", "gaps.html", "timeline.html", "timeline/2018.html"),
    *("questions.html", "questions/planned.html", "search.html", "downloads.html", "about.html"),
    *("council/wigan.html", "council/bexley.html", "initiative/wigan--deal.html", "topic/sexual-health.html"),
    *("document/wigan-sexual-health.html",),
)


@pytest.fixture(scope="session")
def seeds_site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own corpus, written by the commands that a person would give."""
    out = tmp_path_factory.mktemp("seeds")
    start = "import sys; from graphkit.cli import run; sys.exit(run(sys.argv[1:]))"
    for arguments in (["build", "seeds", "--out", str(out), "--no-map"], ["export", "site", "--graph", str(out)]):
        command = [sys.executable, "-c", start, *arguments]
        run = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
        assert run.returncode == 0, run.stderr
    return out / "site"


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a graph with hostile text in every name, sentence and description."""
    from graphkit.graph import read_graph
    from graphkit.register import load_register
    from graphkit.site.answers import answer_questions
    from graphkit.site.downloads import downloads_of
    from graphkit.site.pages import site_pages
    from graphkit.site.tiles import read_tiles

    tests = Path(__file__).parents[1]
    spec = importlib.util.spec_from_file_location("made_sites", tests / "site" / "made_sites.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["made_sites"] = made
    spec.loader.exec_module(made)
    graph = made.hostile_graph(read_graph(made.FILES / "invented-towns.ttl", made.FILES))
    folder = tmp_path_factory.mktemp("hostile")
    files = site_pages(graph, load_register(), read_tiles(), answer_questions(graph), downloads_of(graph))
    for path, data in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def look(look_at: Look) -> Look:
    """Runs a scene over a site."""
    return lambda scene, folder, **more: look_at(scene, folder, "site_scenes.cjs", **more)


def test_a_name_typed_on_the_first_page_leads_to_its_page(look: Look, seeds_site: Path) -> None:
    seen = look("find", seeds_site)
    assert (seen["first"], seen["kind"], seen["focus"]) == ("Wigan Council", "Council", "wanted")
    assert seen["told"].endswith(" found")
    assert seen["opened"] == ["council/wigan.html", "Wigan Council"]
    assert seen["nothing"] == "Nothing is called zzzz in these documents"
    assert (seen["second"], seen["back"], seen["slash"]) == (True, "wanted", "wanted")
    assert seen["touched"] == "council/blackpool.html"


def test_a_source_link_leads_to_the_sentence_marked_in_its_document(look: Look, seeds_site: Path) -> None:
    seen = look("sentence", seeds_site)
    assert seen["at"].startswith("document/wigan-sexual-health.html#f-")
    assert seen["quote"] in seen["hit"]
    assert seen["marked"] == "rgb(249, 223, 138)"
    assert seen["inView"]
    assert any("Spectrum" in claim for claim in seen["facts"])
    assert seen["again"] == seen["hit"]
    assert seen["left"] == "Spectrum Community Health CIC"


def test_keys_alone_reach_a_sentence(look: Look, seeds_site: Path) -> None:
    seen = look("keyboard", seeds_site)
    assert seen["skip"] == "Skip to the content"
    assert (seen["main"], seen["first"], seen["outline"]) == ("main", True, "solid")
    assert seen["at"].startswith("document/")


def test_what_was_read_with_little_confidence_is_closed_and_opens_by_a_key(look: Look, hostile_site: Path) -> None:
    assert look("doubtful", hostile_site) == {"before": False, "after": True}


def test_gaps_are_filtered_by_region_and_tier_and_each_cell_leads_to_its_facts(look: Look, seeds_site: Path) -> None:
    seen = look("gaps", seeds_site)
    councils, topics, told = seen["all"]
    assert told == f"{councils} of {councils} councils, {topics} topics"
    assert 0 < seen["region"][0] < councils
    assert seen["region"][1].startswith(f"{seen['region'][0]} of {councils} councils")
    assert all(0 < int(count) <= seen["region"][0] for count in seen["counts"])
    assert seen["tier"] == 1
    assert seen["label"].startswith("Happening, ")
    assert "#council-" in seen["at"]
    assert seen["target"][1] > 0
    assert seen["empty"] > 100
    assert seen["bare"] == [False, topics]


def test_a_mark_of_the_timeline_leads_to_its_facts(look: Look, seeds_site: Path) -> None:
    seen = look("timeline", seeds_site)
    assert seen["at"] == "timeline/2018.html#council-wigan"
    assert seen["label"] == f"Happening, {seen['target'][1]} facts"
    assert seen["target"][0] == "Wigan Council"
    assert seen["next"] == "2019"


def test_an_answer_is_filtered_saved_and_leads_to_its_sentences(look: Look, seeds_site: Path) -> None:
    seen = look("questions", seeds_site)
    assert seen["questions"] > 25
    assert 0 < seen["some"][0] < seen["rows"]
    assert seen["some"][1] == f"{seen['some'][0]} of {seen['rows']} rows"
    assert seen["none"] == 0
    assert seen["csv"][0] == "subject,relation,object,quote,title"
    assert seen["name"] == "planned.csv"
    assert seen["sentence"] == 1


def test_a_tile_a_neighbour_and_the_map_open_the_thing(look: Look, seeds_site: Path) -> None:
    seen = look("councils", seeds_site)
    assert (seen["tiles"], seen["counties"]) == (361, 21)
    assert 15 < seen["linked"] < 60
    assert seen["label"].startswith("Wigan Council: ")
    assert (seen["fill"], seen["ring"]) == ("rgb(84, 70, 249)", "3px")
    assert (seen["opened"], seen["near"], seen["map"]) == ("Wigan Council", True, "Wigan Council")


def test_every_kind_of_page_fits_and_is_accessible_in_every_size_and_light(look: Look, seeds_site: Path) -> None:
    seen = look("looks", seeds_site, pages=PAGES)
    assert seen["sideways"] == []
    assert seen["axe"] == []
    assert seen["small"] == []
    assert seen["dark"] == "rgb(18, 22, 28)"
    assert seen["forced"] == "rgb(41, 149, 120)", "marks keep their colour where the system forces colours"


def test_a_council_prints_on_two_pages_at_most_white_and_with_its_sentences(look: Look, seeds_site: Path) -> None:
    seen = look("paper", seeds_site)
    assert {name: count for name, count in seen["sheets"].items() if count > 2} == {}
    assert seen["ground"] == "rgb(255, 255, 255)"
    assert seen["controls"] == 0
    assert seen["quotes"] > 5


def test_without_scripts_pages_are_complete(look: Look, seeds_site: Path) -> None:
    seen = look("bare", seeds_site, pages=tuple(page for page in PAGES if page != "search.html"))
    assert [page for page, has_text, _ in seen["text"] if not has_text] == []
    assert [page for page, _, controls in seen["text"] if controls] == [], "no control that would do nothing"
    assert seen["lists"] > 5


def test_hostile_names_are_text_on_every_page_and_nothing_runs(look: Look, hostile_site: Path) -> None:
    seen = look("hostile", hostile_site)
    assert seen["pages"] > 40
    assert seen["ran"] == []
    assert seen["strange"] == []
    assert (seen["value"], seen["images"]) == ("<img", 0)
    assert seen["found"] > 0
