"""GraphML and GEXF: read back by networkx; texts: the very characters that offsets count."""

from __future__ import annotations

import io
import tarfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from graphkit.errors import UnreadableDocumentError
from graphkit.exporters import gexf, graphml, texts
from graphkit.graph import read_graph
from graphkit.records import Graph

FILES = Path(__file__).parent / "files"
NS = {"g": "http://gexf.net/1.3"}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return read_graph(FILES / "invented-towns.ttl", FILES)


def data_of(module: object, graph: Graph) -> bytes:
    file = io.BytesIO()
    module.export(graph, file)  # type: ignore[attr-defined]
    return file.getvalue()


def joining(graph: Graph) -> dict[str, tuple[str, str]]:
    return {s.id: (str(s.subject), str(s.object)) for s in graph.statements if s.object and not s.is_rejected}


def test_networkx_reads_every_fact_from_graphml(graph: Graph) -> None:
    network = nx.read_graphml(io.BytesIO(data_of(graphml, graph)), force_multigraph=True)
    assert {key: (a, b) for a, b, key in network.edges(keys=True)} == joining(graph)
    quotes = {data["fact"]: data["quote"] for *_, data in network.edges(data=True)}
    assert quotes == {s.id: s.quote for s in graph.statements if s.id in quotes}
    assert network.nodes["council/saltby"]["label"] == "Saltby Council"


def test_networkx_reads_every_fact_from_gexf(graph: Graph) -> None:
    network = nx.read_gexf(io.BytesIO(data_of(gexf, graph)), version="1.3")
    edges = [(a, b, data["fact"], data["confidence"]) for a, b, data in network.edges(data=True)]
    assert {fact: (a, b) for a, b, fact, _ in edges} == joining(graph)
    assert all(isinstance(confidence, float) for *_, confidence in edges)


def test_ids_within_a_file_are_unique(graph: Graph) -> None:
    for module in (graphml, gexf):
        root = ET.fromstring(data_of(module, graph))  # noqa: S314 - our own bytes
        for part in ("key", "node", "edge"):
            ids = [e.attrib["id"] for e in root.iter() if e.tag.rpartition("}")[2] == part]
            assert len(ids) == len(set(ids)), (module, part)


def test_gexf_carries_no_date_and_names_relations_as_kinds(graph: Graph) -> None:
    data = data_of(gexf, graph)
    assert b"lastmodifieddate" not in data
    edge = ET.fromstring(data).find(".//g:edge", NS)  # noqa: S314 - our own bytes
    assert edge is not None
    assert edge.attrib["kind"] == edge.attrib["label"]


def test_characters_that_xml_forbids_do_not_break_the_file(graph: Graph) -> None:
    first, *rest = graph.statements
    odd = replace(graph, statements=(replace(first, quote="a\x0bb & <c>\ud83d"), *rest))
    for module in (graphml, gexf):
        assert ET.fromstring(data_of(module, odd)) is not None  # noqa: S314 - our own bytes


def test_texts_are_the_documents_texts(graph: Graph) -> None:
    with tarfile.open(fileobj=io.BytesIO(data_of(texts, graph))) as archive:
        member = archive.getmembers()[0]
        file = archive.extractfile(member)
        assert file is not None
        assert file.read().decode("utf-8") == graph.documents[0].text
    assert (member.name, member.mtime, member.uid) == ("invented-towns.txt", 0, 0)


def test_text_made_of_a_page_gets_a_name_of_its_own(graph: Graph) -> None:
    page = replace(graph.documents[0], file_name="a/page.html")
    assert list(texts.texts(replace(graph, documents=(page,)))) == ["a/page.html.txt"]


def test_text_that_is_not_at_hand_is_said() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"invented-towns\.txt"):
        texts.texts(read_graph(FILES / "invented-towns.ttl"))
