"""The graph as triples and back."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import InputMissingError, NotAGraphError
from graphkit.exporters import ttl
from graphkit.graph import (
    UnseenDocument,
    direct_facts,
    is_direct,
    providers,
    read_graph,
    to_networkx,
    to_rdflib,
    turtle,
)
from graphkit.graph.terms import decimal, quoted, unquoted
from graphkit.records import Decision, Document, Graph, Review, Status

FILES = Path(__file__).parent / "exporters" / "files"
GRAPH = FILES / "invented-towns.ttl"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return read_graph(GRAPH, FILES)


def turtle_bytes(graph: Graph) -> bytes:
    file = io.BytesIO()
    ttl.export(graph, file)
    return file.getvalue()


def test_what_was_exported_is_read_and_exported_again_byte_for_byte(graph: Graph) -> None:
    assert turtle_bytes(graph) == GRAPH.read_bytes()


def test_examples_of_the_contract_are_read_and_exported_again_byte_for_byte(shared: Path) -> None:
    example = shared / "contract" / "example"
    for name, docs in (("wigan", shared / "seeds"), ("blackpool", shared / "seeds"), ("digest", example)):
        assert turtle_bytes(read_graph(example / f"{name}.ttl", docs)) == (example / f"{name}.ttl").read_bytes(), name


def test_graph_without_texts_keeps_their_digests(graph: Graph) -> None:
    unseen = read_graph(GRAPH)
    assert [type(document) for document in unseen.documents] == [UnseenDocument]
    assert turtle_bytes(unseen) == turtle_bytes(graph)


def test_changed_text_is_not_taken_for_the_one_that_was_read(tmp_path: Path) -> None:
    (tmp_path / "invented-towns.txt").write_text("Another text.", encoding="utf-8")
    document = read_graph(GRAPH, tmp_path).documents[0]
    assert isinstance(document, UnseenDocument)
    assert document.text == ""


def test_text_below_a_documents_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "invented-towns.txt").write_bytes((FILES / "invented-towns.txt").read_bytes())
    assert type(read_graph(GRAPH, tmp_path).documents[0]) is Document


def test_graph_is_found_in_a_folder_of_exports(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_bytes(GRAPH.read_bytes())
    assert read_graph(tmp_path) == read_graph(GRAPH)


def test_file_without_a_fact_is_not_a_graph(tmp_path: Path) -> None:
    file = tmp_path / "previous.ttl"
    file.write_text("<https://example.org/a> <https://example.org/b> 1 .", encoding="utf-8")
    with pytest.raises(NotAGraphError) as caught:
        read_graph(file)
    assert str(caught.value).startswith(f"{file}: not a graph of graphkit (no gk:Statement in it).")


def test_file_that_is_no_rdf_is_not_a_graph(tmp_path: Path) -> None:
    for number, data in enumerate((b"\xff\xfe\x00", b"<a> <b", b"@prefix x: <y> . x:a x:b 'c' .")):
        file = tmp_path / f"{number}.ttl"
        file.write_bytes(data)
        with pytest.raises(NotAGraphError):
            read_graph(file)


def test_incomplete_fact_is_named_in_the_error(tmp_path: Path, graph: Graph) -> None:
    first = graph.statements[0]
    text = GRAPH.read_text(encoding="utf-8").replace(f"    gk:factKey {quoted(first.key)} ;\n", "")
    file = tmp_path / "broken.ttl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotAGraphError, match=first.id):
        read_graph(file)


def test_missing_graph_is_said_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(InputMissingError, match=r"graph\.ttl"):
        read_graph(tmp_path)


def test_planned_denied_ended_rejected_and_doubtful_facts_are_not_direct(graph: Graph) -> None:
    by_status = {status: [s for s in graph.statements if s.status is status] for status in Status}
    assert all(by_status.values()), "the invented graph has facts of every status"
    for status in (Status.PLANNED, Status.NEGATED, Status.ENDED):
        assert not any(is_direct(s, graph.threshold) for s in by_status[status])
    rejected = [s for s in graph.statements if s.is_rejected]
    assert rejected
    assert not any(is_direct(s, graph.threshold) for s in rejected)
    doubtful = [s for s in by_status[Status.DONE] if s.confidence < 0.5 and s.review is Review.UNREVIEWED]
    assert doubtful
    assert not any(is_direct(s, graph.threshold) for s in doubtful)


def test_accepted_fact_is_direct_however_doubtful(graph: Graph) -> None:
    accepted = [s for s in graph.statements if s.review is Review.ACCEPTED and s.confidence < graph.threshold]
    assert accepted
    assert all(is_direct(s, graph.threshold) for s in accepted)


def test_partners_have_a_direct_triple_each_way(graph: Graph) -> None:
    lines = "".join(turtle(graph))
    marram = lines.split("\ncouncil:marram ", 1)[1].split("\n\n", 1)[0]
    fenwick = lines.split("\norganisation:fenwick-foods-cic ", 1)[1].split("\n\n", 1)[0]
    assert "gk:partnerOf council:saltby, organisation:fenwick-foods-cic" in marram
    assert "gk:partnerOf council:marram" in fenwick


def test_only_who_directly_provides_is_a_provider(graph: Graph) -> None:
    assert [str(ref) for ref in sorted(providers(graph))] == ["organisation/fenwick-foods-cic"]


def test_raising_the_threshold_takes_direct_triples_away(graph: Graph) -> None:
    fewer = replace(graph, threshold=0.92)
    assert 0 < len(list(direct_facts(fewer))) < len(list(direct_facts(graph)))
    assert "gk:threshold 0.92" in "".join(turtle(fewer))


def test_network_has_an_edge_for_each_direct_fact_between_things(graph: Graph) -> None:
    network = to_networkx(graph)
    assert {key for *_, key in network.edges(keys=True)} == {s.id for s in direct_facts(graph) if s.object}
    assert network.nodes["organisation/fenwick-foods-cic"] == {
        "label": "Fenwick Foods",
        "type": "provider",
        "documents": "invented-towns",
    }
    assert "organisation/hearth-fund" not in network, "retired things are no nodes"


def test_network_of_all_facts_holds_planned_ones_but_no_rejected(graph: Graph) -> None:
    network = to_networkx(graph, direct_only=False)
    statuses = {data["status"] for *_, data in network.edges(data=True)}
    assert statuses == {"done", "planned", "negated", "ended"}
    rejected = {s.id for s in graph.statements if s.is_rejected}
    assert not rejected & {key for *_, key in network.edges(keys=True)}


def test_rdflib_gets_the_same_triples(graph: Graph) -> None:
    again = rdflib.Graph()
    again.parse(GRAPH)
    assert set(to_rdflib(graph)) == set(again)


@given(st.text())
def test_any_text_comes_back_from_a_literal(text: str) -> None:
    assert unquoted(quoted(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_label_makes_turtle_that_another_parser_reads(text: str) -> None:
    triples = rdflib.Graph()
    triples.parse(data=f"<https://example.org/a> <https://example.org/b> {quoted(text)} .", format="turtle")
    assert [str(o) for o in triples.objects()] == [text]


@given(st.integers(1, 99))
def test_confidence_has_no_trailing_zero_and_keeps_its_value(hundredths: int) -> None:
    text = decimal(hundredths / 100)
    assert not text.endswith("0")
    assert round(float(text) * 100) == hundredths


def test_curator_named_in_full_keeps_the_name(graph: Graph) -> None:
    assert {decision.by for decision in graph.decisions} == {"Ann Lee", "example-curator"}
    decision = next(d for d in graph.decisions if d.by == "Ann Lee")
    assert isinstance(decision, Decision)
    assert 'agent:ann-lee a prov:Agent ;\n    rdfs:label "Ann Lee" .' in "".join(turtle(graph))
