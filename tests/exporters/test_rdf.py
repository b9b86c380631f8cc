"""The RDF formats: each read back with libraries of others, the same triples every time."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pyoxigraph
import pytest
import rdflib

from graphkit import rooms
from graphkit.exporters import jsonld, nq, nt, trig, ttl
from graphkit.graph import read_graph
from graphkit.records import Graph

FILES = Path(__file__).parent / "files"
GRAPH = FILES / "invented-towns.ttl"
FORMATS = {
    "ttl": (ttl, "turtle", pyoxigraph.RdfFormat.TURTLE),
    "nt": (nt, "nt", pyoxigraph.RdfFormat.N_TRIPLES),
    "nq": (nq, "nquads", pyoxigraph.RdfFormat.N_QUADS),
    "trig": (trig, "trig", pyoxigraph.RdfFormat.TRIG),
    "jsonld": (jsonld, "json-ld", pyoxigraph.RdfFormat.JSON_LD),
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return read_graph(GRAPH, FILES)


def data_of(module: ModuleType, graph: Graph) -> bytes:
    file = io.BytesIO()
    module.export(graph, file)
    return file.getvalue()


def triples(data: bytes, kind: pyoxigraph.RdfFormat) -> set[tuple[object, ...]]:
    return {(q.subject, q.predicate, q.object) for q in pyoxigraph.parse(data, kind)}


@pytest.mark.parametrize("name", FORMATS)
def test_pyoxigraph_reads_the_same_triples_from_every_format(name: str, graph: Graph) -> None:
    module, _, kind = FORMATS[name]
    assert triples(data_of(module, graph), kind) == triples(GRAPH.read_bytes(), pyoxigraph.RdfFormat.TURTLE)


# rdflib 7 warns of its own use of its own names.
@pytest.mark.filterwarnings("ignore:.*(Dataset|ConjunctiveGraph).*deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", FORMATS)
def test_rdflib_reads_the_same_triples_from_every_format(name: str, graph: Graph) -> None:
    module, label, _ = FORMATS[name]
    dataset = rdflib.Dataset()
    dataset.parse(data=data_of(module, graph), format=label)
    turtle = rdflib.Graph().parse(GRAPH)
    assert {(s, p, o) for s, p, o, _ in dataset.quads()} == set(turtle)


@pytest.mark.parametrize("name", FORMATS)
def test_graphkit_reads_its_own_formats_back(name: str, graph: Graph, tmp_path: Path) -> None:
    module = FORMATS[name][0]
    file = tmp_path / f"graph{module.suffix}"
    file.write_bytes(data_of(module, graph))
    assert read_graph(file, FILES) == graph


def test_turtle_is_the_form_that_the_contract_writes(graph: Graph, shared: Path) -> None:
    canonical = load(shared / "contract" / "canonical_turtle.py")
    assert canonical.canonical(rdflib.Graph().parse(GRAPH)).encode() == data_of(ttl, graph)


def test_named_graphs_are_those_of_the_contract(graph: Graph, shared: Path) -> None:
    named = load(shared / "contract" / "named_graphs.py")
    example = shared / "contract" / "example"
    both = [example / f"{name}.ttl" for name in ("wigan", "blackpool")]
    for files, known in (([GRAPH], graph), ([both[0]], read_graph(both[0])), ([both[1]], read_graph(both[1]))):
        assert named.trig(named.load(files)).encode() == data_of(trig, known), files


def test_quads_and_trig_hold_the_same_named_graphs(graph: Graph) -> None:
    one = set(pyoxigraph.parse(data_of(nq, graph), pyoxigraph.RdfFormat.N_QUADS))
    assert one == set(pyoxigraph.parse(data_of(trig, graph), pyoxigraph.RdfFormat.TRIG))


def test_lines_are_sorted_and_each_is_there_once(graph: Graph) -> None:
    for module in (nt, nq):
        lines = data_of(module, graph).splitlines()
        assert lines == sorted(set(lines))


def test_json_ld_is_json_with_the_prefixes_of_the_contract(graph: Graph) -> None:
    data = json.loads(data_of(jsonld, graph))
    assert data["@context"]["gk"] == "https://w3id.org/graphkit/ns#"
    assert data["@graph"] == sorted(data["@graph"], key=lambda node: node["@id"].replace(":", "/"))


def test_every_format_is_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib, io, sys; from pathlib import Path; from graphkit import rooms; "
        "from graphkit.graph import read_graph; files = Path(sys.argv[1]); "
        "g = read_graph(files / 'invented-towns.ttl', files)\n"
        "for n in rooms.names('exporters'):\n"
        "    f = io.BytesIO(); rooms.load('exporters', n).export(g, f); "
        "print(n, hashlib.sha256(f.getvalue()).hexdigest())"
    )
    answers = set()
    for seed in ("0", "1"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = [sys.executable, "-c", program, str(FILES)]
        answers.add(subprocess.run(run, env=environment, check=True, capture_output=True, text=True).stdout)
    assert len(answers) == 1
    assert len(answers.pop().splitlines()) == len(rooms.names("exporters"))


def load(file: Path) -> ModuleType:
    sys.path.insert(0, str(file.parent))
    try:
        spec = importlib.util.spec_from_file_location(file.stem, file)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(file.parent))
