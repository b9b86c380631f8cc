"""The pages as bytes: what they say, where they lead, that nothing in them can run, and that they are data."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote

import pyoxigraph
import pytest
from made_sites import BREAKING, FILES, SLUGS, Page, Site, with_slugs

from graphkit.graph import turtle
from graphkit.records import Graph, Kind

Make = Callable[..., Site]


def pages(site: Site) -> dict[str, Page]:
    """The pages of a site but the map, which has tests of its own."""
    return {path: Page(data) for path, data in site.items() if path.endswith(".html") and path != "map.html"}


def resolved(path: str, target: str) -> str:
    """The file of the site that a link on a page leads to; a link out of the site's folder fails."""
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / unquote(target)).parts:
        if part == "..":
            assert parts, f"{path} leads out of the site: {target}"
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


@pytest.fixture(params=["site", "hostile_site"])
def any_site(request: pytest.FixtureRequest) -> Site:
    return request.getfixturevalue(request.param)


# -- where pages lead ------------------------------------------------------------------------------


def test_every_link_leads_to_a_file_and_place_of_the_site(any_site: Site) -> None:
    found = pages(any_site)
    ids = {path: {a["id"] for _, a in page.tags if "id" in a} for path, page in found.items()}
    for path, page in found.items():
        for link in page.links():
            if link.startswith(("https://example.org/", "data:,")):
                continue
            target, _, anchor = link.partition("#")
            file = resolved(path, target) if target else path
            assert file in any_site or file == "SHA256SUMS", f"{path} leads to {link}"
            if anchor and file in ids:
                assert anchor in ids[file], f"{path} leads to {link}: no such place"


def test_no_id_stands_twice_on_a_page(any_site: Site) -> None:
    for path, page in pages(any_site).items():
        ids = [a["id"] for _, a in page.tags if "id" in a]
        assert len(ids) == len(set(ids)), f"{path}: {sorted(i for i in ids if ids.count(i) > 1)[:3]}"


def test_only_the_source_of_a_document_is_linked_outside(graph: Graph, make_site: Make) -> None:
    (document,) = graph.documents
    said = dataclasses.replace(document.description, url="https://www.example.org/case?a=1&b=2")
    sourced = dataclasses.replace(graph, documents=(dataclasses.replace(document, description=said),))
    for path, page in pages(make_site(sourced)).items():
        outside = [link for link in page.links() if re.match(r"[a-z]+:|//", link) and link != "data:,"]
        assert outside == (["https://www.example.org/case?a=1&b=2"] if path.startswith("document/") else []), path


def test_address_that_is_no_web_address_is_text_and_no_link(hostile_site: Site) -> None:
    page = pages(hostile_site)["document/invented-towns.html"]
    assert "javascript:alert(1)" in page.text
    assert not [link for link in page.links() if link.startswith("javascript")]


def test_names_of_files_are_plain_and_differ_by_more_than_capitals(graph: Graph, make_site: Make) -> None:
    site = make_site(with_slugs(graph))
    made = [path for path in site if path.startswith("initiative/")]
    assert len(made) == len(SLUGS) + 3 + 1, "four of the graph, one of each slug"
    assert len({path.casefold() for path in site}) == len(site)
    for path in site:
        assert re.fullmatch(r"(?:[a-z]+/)?[a-zA-Z0-9-]{1,210}\.[a-z]+", path), path
        assert not re.fullmatch(r"(?:con|aux|nul|prn|com\d|lpt\d)", PurePosixPath(path).stem), path
    for path, page in pages(site).items():
        for link in page.links():
            if link and not link.startswith(("#", "data:,", "https://example.org/")):
                assert resolved(path, link.partition("#")[0]) in {*site, "SHA256SUMS"}, f"{path} leads to {link}"


# -- nothing runs but our own scripts --------------------------------------------------------------


def test_policy_allows_the_scripts_of_the_page_and_nothing_else(any_site: Site) -> None:
    for path, page in pages(any_site).items():
        (policy,) = [a["content"] for tag, a in page.tags if tag == "meta" and "http-equiv" in a]
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        run = [text for attributes, text in page.scripts if not attributes.get("type")]
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in run]
        assert rules["script-src"] == (" ".join(f"'sha256-{one}'" for one in digests) or "'none'"), path
        assert rules["default-src"] == rules["base-uri"] == "'none'"
        assert (rules["style-src"], rules["form-action"]) == ("'self'", "'self'")
        assert "unsafe" not in policy
        assert "src" not in {name for tag, a in page.tags for name in a if tag == "script"}


def test_no_handler_and_no_style_in_an_attribute(any_site: Site) -> None:
    for path, page in pages(any_site).items():
        for tag, attributes in page.tags:
            bad = [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")]
            assert not bad, f"{path}: <{tag}> has {bad}"
            assert tag not in ("img", "iframe", "object", "embed", "base", "style"), path


def test_hostile_texts_are_text_on_every_page(hostile_site: Site, site: Site) -> None:
    kinds = {tag for page in pages(site).values() for tag, _ in page.tags}
    seen = ""
    for path, page in pages(hostile_site).items():
        assert {tag for tag, _ in page.tags} <= kinds | {"b", "noscript"}, path
        for attributes, text in page.scripts:
            if attributes.get("type"):
                json.loads(text)
                assert "<" not in text, path
        seen += page.text
    for text in BREAKING:
        assert text in seen, f"{text} is shown as it is"


def test_answers_and_downloads_hold_no_cell_that_a_spreadsheet_runs(hostile_site: Site) -> None:
    tables = [data.decode() for path, data in hostile_site.items() if path.endswith(".csv")]
    assert any("'=HYPERLINK(1)" in table for table in tables)
    for table in tables:
        assert not re.search(r'(?:^|,|\n)"?=HYPERLINK', table)


# -- what pages say --------------------------------------------------------------------------------


def test_every_fact_is_followed_by_its_sentence(graph: Graph, site: Site) -> None:
    for path, data in site.items():
        if path.endswith(".html") and not path.startswith("document/") and path != "map.html":
            text = data.decode()
            lines = len(re.findall(r'<li class="line ', text))
            within = sum(len(re.findall(r'<li class="line ', said)) for said in text.split('<div class="said">')[1:])
            assert lines == within, path
            assert text.count('<div class="said">') == text.count("<blockquote"), path
    page = site["council/marram.html"].decode()
    fact = next(s for s in graph.statements if s.id == "02f7ed1f9b242847")
    bare = re.sub(r"</?mark>", "", page)
    assert html.escape(fact.quote, quote=True).replace("&#x27;", "&#39;") in bare
    assert 'href="../document/invented-towns.html#f-02f7ed1f9b242847"' in page
    assert "graphkit explain 02f7ed1f9b242847" in page


def test_reader_underlines_exactly_the_sentence_that_carries_a_fact(graph: Graph, site: Site) -> None:
    page = site["document/invented-towns.html"].decode()
    (document,) = graph.documents
    for fact in graph.statements:
        if fact.is_rejected:
            assert f'id="f-{fact.id}"' not in page
            continue
        assert page.count(f'id="f-{fact.id}"') == 1
        if fact.evidence[0].start is not None:
            found = re.search(
                rf'<a class="hit"[^>]*>(?:<span id="f-\w+"></span>)*<span id="f-{fact.id}">(.*?)</a>', page, re.DOTALL
            )
            assert found
            told = html.unescape(re.sub(r"<[^>]+>", "", found[1]))
            quotes = [e.quote for e in fact.evidence]
            assert any(quote in told for quote in quotes), f"{told} holds none of {quotes}"
            assert told in document.text
    text = re.sub(
        r"<[^>]+>", "", "".join(re.findall(r'<div class="row[^>]*>\s*(<(?:p|h2)[^>]*>.*?</(?:p|h2)>)', page, re.DOTALL))
    )
    assert "".join(html.unescape(text).split()) == "".join(document.text.split()), "the text is whole, in order"


def test_planned_ended_and_denied_facts_look_different_and_say_so(site: Site) -> None:
    marram = site["initiative/invented-towns--warm-larder.html"].decode()
    assert '<li class="line negated"><p class="claim"><b class="not">Not so:</b>' in marram
    assert '<span class="badge ended">Ended</span>' in marram
    seed = site["initiative/invented-towns--seed-library.html"].decode()
    assert '<li class="line planned">' in seed
    assert '<span class="badge planned">Planned</span>' in seed


def test_facts_read_with_little_confidence_stand_apart(site: Site) -> None:
    page = site["council/saltby.html"].decode()
    sure, _, doubtful = page.partition('<details class="doubtful">')
    assert "05e96f0681d4427b" not in sure
    assert "05e96f0681d4427b" in doubtful
    larder = site["timeline/2022.html"].decode()
    assert "apart" not in larder, "an ended fact that a person edited is no doubtful one"
    carers = site["population/young-carers.html"].decode()
    assert "accepted by a person" in carers
    assert "doubtful" not in carers, "a person accepted what was read with little confidence"


def test_doubtful_facts_of_a_topic_or_year_stand_under_their_council_apart(graph: Graph, make_site: Make) -> None:
    unsure = ("2d39fcb7370cface", "b5327852807b21a8")
    facts = tuple(dataclasses.replace(s, confidence=0.2) if s.id in unsure else s for s in graph.statements)
    site = make_site(dataclasses.replace(graph, statements=facts))
    for page, fact in (("topic/food-poverty.html", unsure[0]), ("timeline/2020.html", unsure[1])):
        section = site[page].decode().partition('id="council-marram"')[2].partition("</section>")[0]
        sure, _, apart = section.partition('<div class="apart">')
        assert fact in apart
        assert fact not in sure


def test_rejected_facts_are_shown_nowhere_but_as_decisions(site: Site) -> None:
    shown = [path for path, page in pages(site).items() if "e496019924df053f" in page.text]
    assert shown == ["questions/decisions-since.html"]


def test_what_is_not_found_is_said_as_not_found_in_these_documents(graph: Graph, make_site: Make) -> None:
    kept = [s for s in graph.statements if s.subject.slug != "invented-towns--calm-kitchens"]
    entities = tuple(
        dataclasses.replace(e, for_councils=("saltby",)) if e.ref.slug == "invented-towns--calm-kitchens" else e
        for e in graph.entities
    )
    site = make_site(dataclasses.replace(graph, statements=tuple(kept), entities=entities))
    assert "nothing was found in these documents for Saltby Council" in site["council/saltby.html"].decode()
    assert "Nothing found in these documents. That is no word" in site["topic/food-poverty.html"].decode()
    assert '<td aria-label="nothing found in these documents"></td>' in site["gaps.html"].decode()


def test_a_council_that_is_only_named_has_no_gaps(site: Site) -> None:
    assert "No document here is about Duneshire County Council" in site["council/duneshire.html"].decode()


def test_stated_fact_without_a_place_is_shown_with_its_source(site: Site) -> None:
    page = site["document/invented-towns.html"].decode()
    rest = page.partition("Facts without a place in this text")[2]
    assert "fee1b7a16aaba9d0" in rest
    assert "stated by a person:" in rest


def test_without_texts_the_sentences_are_still_there(graph: Graph, make_site: Make) -> None:
    (document,) = graph.documents
    bare = dataclasses.replace(graph, documents=(dataclasses.replace(document, text=""),))
    page = make_site(bare)["document/invented-towns.html"].decode()
    assert "The text of this document is not at hand." in page
    for fact in graph.statements:
        assert fact.is_rejected or page.count(f'id="f-{fact.id}"') == 1


def test_search_holds_every_name_and_other_name_with_its_page(graph: Graph, site: Site) -> None:
    page = pages(site)["search.html"]
    index = json.loads(next(text for attributes, text in page.scripts if attributes.get("id") == "names"))
    rows = {row[1]: row[2:] for row in index["rows"]}
    for entity in graph.entities:
        if entity.documents and entity.replaced_by is None:
            assert rows[f"{entity.ref}.html"] == [entity.label, *entity.other_names]
    assert all(path in site for path in rows)


def test_persons_left_out_have_no_page_and_are_not_found(graph: Graph, make_site: Make) -> None:
    site = make_site(graph, persons=False)
    assert not [path for path in site if path.startswith("person")]
    assert b"Ada Thorne" not in site["search.html"]
    assert b"persons.html" not in site["index.html"]
    assert b"Ada Thorne" in site["document/invented-towns.html"], (
        "the text names her still: that is for the tier to mask"
    )


def test_map_of_the_site_opens_at_the_thing(site: Site) -> None:
    assert 'href="../map.html#n=council/marram"' in site["council/marram.html"].decode()
    assert b'"id":"council/marram"' in site["map.html"]


def test_downloads_name_size_and_digest_of_each_file(site: Site) -> None:
    text = pages(site)["downloads.html"].text
    for name in ("graph.ttl", "facts.csv", "things.csv", "map.html"):
        assert hashlib.sha256(site[name]).hexdigest() in text
        assert f"{len(site[name]):,}" in text


def test_sitemap_lists_every_page(site: Site) -> None:
    listed = site["sitemap.txt"].decode().splitlines()
    assert listed == sorted(path for path in site if path.endswith(".html") and path != "map.html")


# -- the site is data ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["graph", "hostile"])
def test_pages_together_hold_every_triple_of_the_graph(
    name: str, request: pytest.FixtureRequest, make_site: Make
) -> None:
    graph: Graph = request.getfixturevalue(name)
    found = set()
    for path, page in pages(make_site(graph)).items():
        for attributes, text in page.scripts:
            if attributes.get("type") == "application/ld+json":
                quads = pyoxigraph.parse(text.encode(), pyoxigraph.RdfFormat.JSON_LD)
                found |= {(q.subject, q.predicate, q.object) for q in quads}
        assert path
    whole = pyoxigraph.parse("".join(turtle(graph)).encode(), pyoxigraph.RdfFormat.TURTLE)
    assert found == {(q.subject, q.predicate, q.object) for q in whole}


def test_page_of_a_thing_holds_its_own_node(site: Site) -> None:
    page = pages(site)["council/marram.html"]
    (data,) = [json.loads(text) for attributes, text in page.scripts if attributes.get("type") == "application/ld+json"]
    assert [node["@id"] for node in data["@graph"]] == ["council:marram"]
    assert data["@context"]["council"] == "https://w3id.org/graphkit/id/council/"


# -- the same, and in proportion -------------------------------------------------------------------

SCRIPT = """
import hashlib, sys
from pathlib import Path
from graphkit.graph import read_graph
from graphkit.register import load_register
from graphkit.site.answers import answer_questions
from graphkit.site.downloads import downloads_of
from graphkit.site.pages import site_pages
from graphkit.site.tiles import read_tiles
files = Path(sys.argv[1])
graph = read_graph(files / "invented-towns.ttl", files)
whole = hashlib.sha256()
for path, data in site_pages(graph, load_register(), read_tiles(), answer_questions(graph), downloads_of(graph)):
    whole.update(path.encode() + data)
print(whole.hexdigest())
"""


def test_same_graph_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    digests = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", SCRIPT, str(FILES)]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        digests.add(run.stdout)
    assert len(digests) == 1


def copies(graph: Graph, count: int) -> Graph:
    """The graph so many times over: each with documents, initiatives and facts of its own, councils and topics shared."""
    own = (Kind.INITIATIVE, Kind.DOCUMENT, Kind.OUTCOME, Kind.PERSON)
    documents, entities, outcomes, statements = [], {}, [], []
    for number in range(count):

        def again(text: str, number: int = number) -> str:
            return f"{text}-{number}"

        def moved(ref, again=again):  # type: ignore[no-untyped-def]
            return dataclasses.replace(ref, slug=again(ref.slug)) if ref is not None and ref.kind in own else ref

        documents += [dataclasses.replace(d, slug=again(d.slug), file_name=again(d.file_name)) for d in graph.documents]
        for entity in graph.entities:
            if entity.replaced_by is None:
                new = dataclasses.replace(entity, ref=moved(entity.ref), documents=tuple(map(again, entity.documents)))
                before = entities.get(new.ref)
                more = before.documents if before else ()
                entities[new.ref] = dataclasses.replace(new, documents=tuple(sorted({*more, *new.documents})))
        outcomes += [dataclasses.replace(o, ref=moved(o.ref), document=again(o.document)) for o in graph.outcomes]
        statements += [
            dataclasses.replace(
                s,
                id=hashlib.sha256(again(s.id).encode()).hexdigest()[:16],
                document=again(s.document),
                subject=moved(s.subject),
                object=moved(s.object),
                evidence=tuple(dataclasses.replace(e, id=again(e.id), speaker=moved(e.speaker)) for e in s.evidence),
            )
            for s in graph.statements
        ]
    return dataclasses.replace(
        graph,
        documents=tuple(sorted(documents, key=lambda d: d.slug)),
        entities=tuple(sorted(entities.values(), key=lambda e: e.ref)),
        outcomes=tuple(sorted(outcomes, key=lambda o: o.ref)),
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        decisions=(),
    )


def test_twice_the_documents_give_twice_the_pages_and_bytes(graph: Graph, make_site: Make) -> None:
    once, twice = make_site(copies(graph, 20)), make_site(copies(graph, 40))
    assert len(twice) <= 2 * len(once)
    assert sum(map(len, twice.values())) <= 2.1 * sum(map(len, once.values()))


def test_empty_graph_makes_a_site(graph: Graph, make_site: Make) -> None:
    empty = dataclasses.replace(graph, documents=(), entities=(), outcomes=(), statements=(), decisions=())
    site = make_site(empty)
    assert {"index.html", "gaps.html", "timeline.html", "councils.html", "about.html"} <= set(site)
    assert "Nothing found in these documents" in site["gaps.html"].decode()
