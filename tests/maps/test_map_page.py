"""The page as bytes: what it holds, that nothing in it can run, and that it is the same every time."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from graphkit.graph import read_graph
from graphkit.maps.data import map_data
from graphkit.maps.page import count_shown, is_large, render_map, render_page
from graphkit.packing import unpacked
from graphkit.records import Graph, Kind, Ref, Review, Status

Make = Callable[..., Graph]
NAMES = ('</script><img src=x onerror="window.gkxss=1">', "{{7*7}} & ‘Sons’", "مجلس", "🙂 👩‍👩‍👧", "L" * 58)


class Reader(HTMLParser):
    """Tags with their attributes, and the text of scripts and the style by position."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def held(page: bytes, name: str = "gk-data") -> Any:
    match = re.search(rf'id="{name}">(.*?)</script>', page.decode(), re.DOTALL)
    assert match is not None
    return json.loads(match[1])


@pytest.fixture(scope="module")
def example(shared: Path) -> Graph:
    """The contract's example about Wigan, with its text."""
    return read_graph(shared / "contract" / "example" / "wigan.ttl", shared / "seeds")


def test_the_offsets_of_every_fact_give_its_quote(make_graph: Make) -> None:
    graph = make_graph(40, NAMES)
    data = held(render_map(graph))
    texts = {doc["id"]: doc["text"] for doc in data["docs"]}
    quotes = {fact.id: fact.quote for fact in graph.statements}
    assert len(data["edges"]) == len(quotes)
    for edge in data["edges"]:
        assert texts[edge["doc"]][edge["start"] : edge["end"]] == quotes[edge["id"]]
        assert "quote" not in edge


def test_a_quote_stands_in_the_page_where_the_text_is_not_at_hand(make_graph: Make) -> None:
    graph = make_graph(10)
    bare = replace(graph, documents=tuple(replace(d, text="") for d in graph.documents))
    data = held(render_map(bare))
    quotes = {fact.id: fact.quote for fact in graph.statements}
    assert {edge["id"]: edge["quote"] for edge in data["edges"]} == quotes


def test_hostile_names_are_text_in_html_and_json(make_graph: Make) -> None:
    page = render_map(make_graph(20, NAMES), title=NAMES[0]).decode()
    reader = Reader(page)
    assert not [tag for tag, _ in reader.tags if tag in {"img", "iframe", "object", "embed", "form", "base"}]
    assert {name for _, attrs in reader.tags for name in attrs if name.startswith("on") or name == "style"} == set()
    assert any("{{7*7}} & ‘Sons’" in text for text in reader.texts)
    assert {node["name"] for node in held(page.encode())["nodes"]} >= set(NAMES)


def test_the_policy_allows_the_scripts_of_the_page_and_nothing_else(make_graph: Make) -> None:
    page = render_map(make_graph(5)).decode()
    policy = next(attrs["content"] for tag, attrs in Reader(page).tags if attrs.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        for text in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"{tag}-src" in policy
            assert f"'sha256-{digest}'" in policy


def test_nothing_of_the_page_comes_from_elsewhere(make_graph: Make) -> None:
    reader = Reader(render_map(make_graph(5)).decode())
    addresses = [attrs[key] for _, attrs in reader.tags for key in ("src", "href") if attrs.get(key)]
    assert set(addresses) <= {"data:,", "#"}
    assert not any("sourceMappingURL" in text for text in reader.texts)


@pytest.mark.parametrize("whole", [600, 40])
def test_the_same_graph_gives_the_same_bytes_under_any_hash_seed(whole: int, project: Path) -> None:
    code = (
        "import hashlib,importlib.util as u,sys;s=u.spec_from_file_location('made','tests/maps/conftest.py');"
        "m=u.module_from_spec(s);sys.modules['made']=m;s.loader.exec_module(m);"
        "from graphkit.maps.page import render_map;"
        f"print(hashlib.sha256(render_map(m.make_graph(70),max_things={whole})).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=project,
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(seen) == 1


def test_a_map_has_no_carriage_returns_and_is_utf8(make_graph: Make) -> None:
    page = render_map(make_graph(10, NAMES))
    assert b"\r" not in page
    assert "مجلس" in page.decode("utf-8")


def test_rejected_facts_and_what_they_alone_named_are_not_shown(make_graph: Make) -> None:
    graph = make_graph(10)
    gone = graph.statements[0]
    rejected = replace(
        graph,
        statements=(replace(gone, is_rejected=True), *graph.statements[1:]),
        entities=tuple(replace(e, documents=()) for e in graph.entities),
    )
    data = held(render_map(rejected))
    assert gone.id not in {edge["id"] for edge in data["edges"]}
    used = {str(ref) for fact in graph.statements[1:] for ref in (fact.subject, fact.object)}
    assert {node["id"] for node in data["nodes"]} == used


def test_a_retired_thing_is_not_shown(make_graph: Make) -> None:
    graph = make_graph(10)
    kept = graph.entities[0].ref
    retired = replace(graph.entities[-1], ref=Ref(Kind.INITIATIVE, "old"), replaced_by=kept)
    assert count_shown(replace(graph, entities=(*graph.entities, retired))) == count_shown(graph)


def test_an_organisation_that_provides_is_a_provider_and_a_council_stays_one(example: Graph) -> None:
    kinds = {node["id"]: node["kind"] for node in held(render_map(example))["nodes"]}
    assert kinds["organisation/spectrum"] == "provider"
    assert kinds["council/wigan"] == "council"


def test_facts_that_say_the_same_share_one_line(make_graph: Make) -> None:
    graph = make_graph(6)
    first = graph.statements[0]
    document = replace(
        graph.documents[0], slug="other", description=replace(graph.documents[0].description, issued="2020")
    )
    again = replace(first, id="f" * 16, document="other", status=Status.PLANNED, confidence=0.99)
    data = map_data(replace(graph, documents=(*graph.documents, document), statements=(*graph.statements, again)))
    line = next(line for line in data.lines if len(line.facts) == 2)
    assert [data.facts[index].id for index in line.facts] == [again.id, first.id], "the newest document comes first"
    assert len(held(render_page(data, {}), "gk-network")["edges"]) == len(data.lines)


def test_an_outcome_says_how_a_sentence_may_put_it(example: Graph) -> None:
    data = held(render_map(example))
    said = {node["name"]: node["said"] for node in data["nodes"] if node["kind"] == "outcome"}
    assert said
    assert all(form.strip() for forms in said.values() for form in forms)


def test_literal_facts_and_subjects_of_documents_are_held_without_a_line(example: Graph) -> None:
    data = held(render_map(example))
    about = [edge for edge in data["edges"] if edge["r"] == "about"]
    literal = [edge for edge in data["edges"] if "lit" in edge]
    assert about
    assert literal
    assert all(edge["s"] == -1 for edge in about)
    assert all("o" not in edge for edge in literal)
    assert not any(node["id"].startswith("document/") for node in data["nodes"])


def test_without_scripts_the_page_has_a_picture_and_every_sentence(make_graph: Make) -> None:
    graph = make_graph(40)
    page = render_map(graph).decode()
    reader = Reader(page)
    assert any(tag == "svg" and attrs.get("aria-label") for tag, attrs in reader.tags)
    texts = set(reader.texts)
    assert {fact.quote for fact in graph.statements} <= texts


def test_over_three_hundred_facts_the_table_holds_two_hundred_rows_and_says_so(make_graph: Make) -> None:
    graph = make_graph(330)
    page = render_map(graph).decode()
    assert len(graph.statements) > 300
    assert page.count('<th scope="row">') == 200
    assert f"The first 200 of {len(graph.statements)} facts. All {len(graph.statements)} facts: facts.csv." in page


def test_an_accepted_doubtful_fact_is_told_to_the_page(make_graph: Make) -> None:
    graph = make_graph(10)
    accepted = replace(graph.statements[0], review=Review.ACCEPTED)
    data = held(render_map(replace(graph, statements=(accepted, *graph.statements[1:]))))
    assert [edge["id"] for edge in data["edges"] if edge.get("rv") == "accepted"] == [accepted.id]


def test_lines_between_the_same_things_fan_out(make_graph: Make) -> None:
    graph = make_graph(4)
    first = graph.statements[0]
    from graphkit.records import Relation

    again = replace(first, id="e" * 16, relation=Relation.INVOLVES)
    edges = held(render_map(replace(graph, statements=(*graph.statements, again))), "gk-network")["edges"]
    assert sum("smooth" in edge for edge in edges) == 2


def test_a_large_page_holds_the_same_data_as_a_small_one_and_nothing_of_it_as_html(make_graph: Make) -> None:
    graph = make_graph(120, NAMES, councils=8)
    hostile = replace(
        graph, documents=tuple(replace(d, title=NAMES[0], file_name="<script>x</script>.txt") for d in graph.documents)
    )
    large, small = render_map(hostile, max_things=50), render_map(hostile)
    packed = re.search(r'id="gk-packed">(.*?)</script>', large.decode(), re.DOTALL)
    assert packed is not None
    assert not set(packed[1]) & set("<>&")
    data = unpacked(packed[1])
    assert data.pop("fold")["opening"] < len(data["nodes"])
    assert data == held(small)
    tags = [tag for tag, _ in Reader(large.decode()).tags]
    assert "img" not in tags
    assert tags.count("script") == 5
    assert (is_large(large), is_large(small)) == (True, False)


def test_the_still_of_a_large_page_has_what_it_opens_on_with_letters_that_can_be_read(make_graph: Make) -> None:
    graph = make_graph(300, councils=12)
    data = map_data(graph, 100)
    assert data.fold is not None
    picture = render_page(data, {}).decode().split('<figure id="still">')[1].split("</figure>")[0]
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', picture)[1])
    assert width <= 1540
    assert picture.count("<path fill=") == data.fold.opening
    assert f"{data.fold.opening} of them in the picture" in picture


def test_an_empty_graph_still_makes_a_page(make_graph: Make) -> None:
    graph = replace(make_graph(3), entities=(), statements=(), documents=())
    assert b"0 things" in render_map(graph)
