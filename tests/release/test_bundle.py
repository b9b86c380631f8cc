"""What is in a release: files that fit together, and say where everything is from."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from rdflib import DCTERMS, RDF, Literal, Namespace, URIRef

from graphkit.checksums import read_checksums
from graphkit.graph import read_graph
from graphkit.graph.tables import csv_rows
from graphkit.records import Entity, Graph, Kind, Ref
from graphkit.register import load_register
from graphkit.release import Release, bundle, has_text, zipped

DCAT, VOID = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://rdfs.org/ns/void#")
SPDX, GK = Namespace("http://spdx.org/rdf/terms#"), Namespace("https://w3id.org/graphkit/ns#")
PROJECT = Path(__file__).resolve().parents[2]
UNQUOTED = "Invented text, made for these tests"


def licensed(graph: Graph, licence: str) -> Graph:
    (document,) = graph.documents
    return replace(graph, documents=(replace(document, description=replace(document.description, licence=licence)),))


@pytest.fixture(scope="module")
def described(files: dict[str, bytes]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=files["dataset.ttl"], format="turtle")


@pytest.fixture(scope="module")
def dataset(described: rdflib.Graph) -> URIRef:
    (node,) = described.subjects(RDF.type, DCAT.Dataset)
    return URIRef(node)


def test_same_graph_and_wishes_give_the_same_bytes(towns: Graph, wanted: Release, files: dict[str, bytes]) -> None:
    assert bundle(towns, wanted) == files
    assert list(files) == sorted(files)


def test_checksums_are_those_of_all_other_files(files: dict[str, bytes]) -> None:
    sums = read_checksums(files["SHA256SUMS"].decode())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "SHA256SUMS"}


def test_graph_in_it_is_the_graph(towns: Graph, files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "graph.trig").write_bytes(files["graph.trig"])
    (tmp_path / "graph.ttl").write_bytes(files["graph.ttl"])
    texts = Path(__file__).parents[1] / "exporters" / "files"
    assert read_graph(tmp_path / "graph.ttl", texts) == read_graph(tmp_path / "graph.trig", texts) == towns


def test_no_text_is_in_it_unless_asked_for(towns: Graph, wanted: Release, files: dict[str, bytes]) -> None:
    assert towns.documents[0].text.startswith(UNQUOTED)
    assert not [name for name, data in files.items() if UNQUOTED.encode() in data]
    with_texts = bundle(towns, replace(wanted, has_texts=True))
    assert with_texts["texts/invented-towns.txt"].decode() == towns.documents[0].text
    assert UNQUOTED.encode() in with_texts["map.html"]


@pytest.mark.parametrize("licence", ["", "unknown", "CC-BY-NC-4.0", "CC-BY-ND-4.0", "LicenseRef-ours"])
def test_text_of_unknown_or_closed_licence_never_goes_along(towns: Graph, wanted: Release, licence: str) -> None:
    graph = licensed(towns, licence)
    with_texts = replace(wanted, has_texts=True)
    made = bundle(graph, with_texts)
    assert not has_text(graph.documents[0], with_texts)
    assert not [name for name, data in made.items() if UNQUOTED.encode() in data]
    assert "its text is not in this bundle" in made["LICENCES.md"].decode()


def test_what_nobody_said_of_a_document_is_unknown(towns: Graph, wanted: Release) -> None:
    (document,) = towns.documents
    bare = replace(document, description=replace(document.description, url="", publisher="", licence="", retrieved=""))
    made = bundle(replace(towns, documents=(bare,)), wanted)
    (row,) = csv_rows(made["sources.csv"].decode())
    assert {row[name] for name in ("url", "publisher", "licence", "retrieved")} == {"unknown"}
    assert row["sha256"] == hashlib.sha256(document.text.encode()).hexdigest()
    assert "| unknown | 1 | not known: ask the publisher |" in made["LICENCES.md"].decode()
    assert "The licence of 1 of 1 document is unknown." in made["README.md"].decode()


def test_sources_say_what_the_descriptions_say(towns: Graph, files: dict[str, bytes]) -> None:
    (row,) = csv_rows(files["sources.csv"].decode())
    said = towns.documents[0].description
    assert (row["url"], row["licence"], row["retrieved"]) == (said.url, "CC-BY-4.0", "2026-11-19")
    assert row["facts"] == str(sum(not s.is_rejected for s in towns.statements))


def test_register_rows_that_are_used_are_attributed(towns: Graph, wanted: Release, files: dict[str, bytes]) -> None:
    register = load_register()
    wigan = register.by_slug("wigan")
    assert wigan is not None
    entity = Entity(Ref(Kind.COUNCIL, "wigan"), wigan.label, register=register.facts_of(wigan))
    entities = tuple(sorted((*towns.entities, entity), key=lambda e: e.ref))
    page = bundle(replace(towns, entities=entities), wanted)["LICENCES.md"].decode()
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in page
    assert f"| {wigan.licence} | {wigan.source} | 1 |" in page
    assert "Open Government Licence" not in files["LICENCES.md"].decode()  # its councils are invented


def test_accuracy_is_said_not_to_be_of_this_dataset(files: dict[str, bytes]) -> None:
    assert "**The figures below are not of the documents of this dataset.**" in files["accuracy.md"].decode()
    rows = csv_rows(files["accuracy.csv"].decode())
    assert {row["part"] for row in rows} == {"open", "held back"}


def test_shipped_figures_are_the_published_ones() -> None:
    script = PROJECT / "scripts" / "make_release_figures.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# -- CITATION.cff ----------------------------------------------------------------------------------

LINE = re.compile(r'(?P<indent> *)(?P<item>- )?(?P<key>[a-z-]+):(?: (?P<value>"(?:[^"\\]|\\.)*"|[A-Za-z0-9. -]+))?')


def parsed(text: str) -> list[tuple[int, str, str]]:
    """Indent, key and value of each line of the part of YAML that is written."""
    rows = []
    for line in text.splitlines():
        match = LINE.fullmatch(line)
        assert match, line
        value = match["value"] or ""
        indent = len(match["indent"]) + (2 if match["item"] else 0)
        rows.append((indent, match["key"], json.loads(value) if value.startswith('"') else value))
    return rows


def test_citation_has_what_the_format_asks_for(files: dict[str, bytes]) -> None:
    text = files["CITATION.cff"].decode()
    top = {key: value for indent, key, value in parsed(text) if indent == 0}
    assert {"cff-version", "message", "title", "authors"} <= set(top)
    assert (top["cff-version"], top["type"], top["title"]) == ("1.2.0", "dataset", "Kitchens & more")
    assert (top["version"], top["date-released"], top["license"]) == ("1.2", "2026-11-24", "CC-BY-4.0")
    assert text.index("family-names") < text.index("given-names") < text.index("Saltby Research")


def test_citation_is_yaml(towns: Graph, wanted: Release) -> None:
    yaml = pytest.importorskip("yaml")
    odd = 'A "title": with # signs, a tab\t, \u0085, \u2028 and 東京'
    made = bundle(towns, replace(wanted, title=odd))["CITATION.cff"].decode()
    told = yaml.safe_load(made)
    assert told["title"] == odd
    assert told["authors"] == [{"family-names": "Lee", "given-names": "Ann"}, {"name": "Saltby Research"}]
    assert told["version"] == "1.2"
    assert told["references"][0]["title"] == "graphkit"


def test_citation_without_a_creator_says_so(towns: Graph) -> None:
    made = bundle(towns, Release())
    text = made["CITATION.cff"].decode()
    assert '  - name: "not stated"' in text
    assert "license:" not in text
    assert "date-released:" not in text
    assert "No licence is stated for the dataset." in made["README.md"].decode()


# -- dataset.ttl -----------------------------------------------------------------------------------


def test_description_counts_what_is_in_the_graph(
    described: rdflib.Graph, dataset: URIRef, files: dict[str, bytes]
) -> None:
    graph = rdflib.Graph().parse(data=files["graph.ttl"], format="turtle")

    def number(predicate: URIRef) -> int:
        return int(str(described.value(dataset, predicate)))

    assert number(VOID.triples) == len(graph)
    assert number(VOID.distinctSubjects) == len(set(graph.subjects()))
    assert number(VOID.distinctObjects) == len(set(graph.objects()))
    assert number(VOID.classes) == len(set(graph.objects(None, RDF.type)))
    assert number(VOID.properties) == len(set(graph.predicates()))
    parts = {
        described.value(part, VOID["class"]): int(str(described.value(part, VOID.entities)))
        for part in described.objects(dataset, VOID.classPartition)
    }
    assert parts[GK.Statement] == len(set(graph.subjects(RDF.type, GK.Statement)))
    properties = {
        described.value(part, VOID.property): int(str(described.value(part, VOID.triples)))
        for part in described.objects(dataset, VOID.propertyPartition)
    }
    assert sum(properties.values()) == len(graph)


def test_description_has_size_and_checksum_of_each_file(
    described: rdflib.Graph, dataset: URIRef, files: dict[str, bytes]
) -> None:
    seen = set()
    for part in described.objects(dataset, DCAT.distribution):
        name = str(described.value(part, DCTERMS.title))
        checksum = described.value(part, SPDX.checksum)
        digest = bytes.fromhex(str(described.value(checksum, SPDX.checksumValue)))
        assert str(described.value(part, DCAT.byteSize)) == str(len(files[name]))
        assert digest == hashlib.sha256(files[name]).digest()
        assert str(described.value(part, DCAT.downloadURL)) == f"https://example.org/saltby/{name}"
        seen.add(name)
    assert {"graph.ttl", "graph.trig", "facts.csv", "things.csv", "map.html", "sources.csv"} <= seen


def test_description_says_who_when_and_on_what_terms(described: rdflib.Graph, dataset: URIRef) -> None:
    assert described.value(dataset, DCTERMS.title) == Literal("Kitchens & more")
    assert described.value(dataset, DCTERMS.hasVersion) == Literal("1.2")
    assert described.value(dataset, DCTERMS.license) == URIRef("http://spdx.org/licenses/CC-BY-4.0")
    assert str(described.value(dataset, DCTERMS.issued)) == "2026-11-24"
    assert len(list(described.objects(dataset, DCTERMS.creator))) == 2


def test_description_has_no_date_but_what_was_given(towns: Graph) -> None:
    made = rdflib.Graph().parse(data=bundle(towns, Release())["dataset.ttl"], format="turtle")
    assert not list(made.subject_objects(DCTERMS.issued))


# -- the archive -----------------------------------------------------------------------------------


def test_archive_is_the_same_bytes_sorted_and_without_a_clock(files: dict[str, bytes]) -> None:
    data = zipped(files, "release")
    assert data == zipped(dict(reversed(files.items())), "release")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
        assert [entry.filename for entry in entries] == [f"release/{name}" for name in sorted(files)]
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert all(archive.read(f"release/{name}") == content for name, content in files.items())
