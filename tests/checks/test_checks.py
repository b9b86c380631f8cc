"""The check finds nothing wrong with what graphkit writes, and each of many ways to spoil it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS, BNode, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, XSD

from graphkit.checks import RULES, Report, check
from graphkit.errors import GraphkitError
from graphkit.exporters import csv, things, ttl
from graphkit.graph import read_graph, turtle
from graphkit.graph.reading import folder_texts, read_rows
from graphkit.graph.turtle import turtle_of_rows

FILES = Path(__file__).parents[1] / "exporters" / "files"
GRAPH = FILES / "invented-towns.ttl"
GK = Namespace("https://w3id.org/graphkit/ns#")
ID = "https://w3id.org/graphkit/id/"
DATASET = URIRef(ID + "dataset/graph")


def checked(path: Path) -> Report:
    return check(path, folder_texts(FILES))


def first(graph: rdflib.Graph, name: str, *more: tuple[URIRef, object]) -> URIRef:
    """The first node of a class that also has these values."""
    for node in sorted(graph.subjects(RDF.type, GK[name])):
        if all((node, p, o) in graph for p, o in more):
            return URIRef(node)
    raise AssertionError(f"no {name} with {more}")


def done_alone(graph: rdflib.Graph) -> URIRef:
    """A done, unreviewed fact whose direct triple no other fact makes."""
    for node in sorted(graph.subjects(RDF.type, GK.Statement)):
        if (node, GK.review, Literal("unreviewed")) in graph and (node, RDF.predicate, GK.addresses) in graph:
            return URIRef(node)
    raise AssertionError("no such fact")


def triple_of(graph: rdflib.Graph, node: URIRef) -> tuple[object, object, object]:
    parts = tuple(graph.value(node, p) for p in (RDF.subject, RDF.predicate, RDF.object))
    return parts[0], parts[1], parts[2]


def two(text: str) -> Literal:
    return Literal(text, datatype=XSD.decimal)


def weaken(graph: rdflib.Graph, node: URIRef) -> None:
    for each in (node, *graph.objects(node, GK.evidence)):
        graph.set((each, GK.confidence, two("0.3")))


Change = Callable[[rdflib.Graph], object]


def shifted(g: rdflib.Graph) -> None:
    node = next(e for e in sorted(g.subjects(RDF.type, GK.Evidence)) if g.value(e, GK.start) is not None)
    g.set((node, GK.start, Literal(int(str(g.value(node, GK.start))) + 1)))


def altered(g: rdflib.Graph) -> None:
    node = first(g, "Evidence")
    g.set((node, GK.quote, Literal(str(g.value(node, GK.quote)).replace("e", "a", 1))))


def unbacked(g: rdflib.Graph) -> None:
    g.add(triple_of(g, first(g, "Statement", (GK.status, Literal("planned")))))  # type: ignore[arg-type]


def missing_direct(g: rdflib.Graph) -> None:
    g.remove(triple_of(g, done_alone(g)))  # type: ignore[arg-type]


def accepted_without_direct(g: rdflib.Graph) -> None:
    node = done_alone(g)
    weaken(g, node)
    g.set((node, GK.review, Literal("accepted")))
    missing_direct_of(g, node)


def missing_direct_of(g: rdflib.Graph, node: URIRef) -> None:
    g.remove(triple_of(g, node))  # type: ignore[arg-type]


def one_way_partner(g: rdflib.Graph) -> None:
    g.remove((URIRef(ID + "organisation/fenwick-foods-cic"), GK.partnerOf, None))


def relabelled(g: rdflib.Graph) -> None:
    node = done_alone(g)
    g.set((node, RDFS.label, Literal(f"{g.value(node, RDFS.label)}.")))


def requoted(g: rdflib.Graph) -> None:
    node = done_alone(g)
    g.set((node, GK.quote, Literal(str(g.value(node, GK.quote))[1:])))


def another_outcome(g: rdflib.Graph) -> None:
    node = first(g, "Statement", (RDF.predicate, GK.reports))
    other = max(g.objects(None, GK.reports))
    g.set((node, RDF.object, other))


def sourced_by_rule(g: rdflib.Graph) -> None:
    g.add((first(g, "Evidence"), GK.source, Literal("A letter")))


def foreign_evidence(g: rdflib.Graph) -> None:
    g.set((first(g, "Evidence"), GK.document, URIRef(ID + "document/another")))


def shared_evidence(g: rdflib.Graph) -> None:
    one, other = sorted(g.subjects(RDF.type, GK.Statement))[:2]
    g.add((one, GK.evidence, g.value(other, GK.evidence)))  # type: ignore[arg-type]


def added_by_nobody(g: rdflib.Graph) -> None:
    node = next(iter(sorted(g.objects(done_alone(g), GK.evidence))))
    g.set((node, GK.rule, Literal("person.add@1")))


def other_time(g: rdflib.Graph) -> None:
    node = next(iter(sorted(g.subjects(GK.timeText, None))))
    g.set((node, GK.timeText, Literal("last Michaelmas")))


def targetless(g: rdflib.Graph) -> None:
    g.remove((first(g, "Decision"), GK.target, None))


def other_name_given(g: rdflib.Graph) -> None:
    g.set((first(g, "Decision", (GK.verdict, Literal("rename"))), GK.after, Literal("label=Another")))


def other_council(g: rdflib.Graph) -> None:
    g.set((URIRef(ID + "initiative/invented-towns--calm-kitchens"), GK.forCouncil, URIRef(ID + "council/duneshire")))


def unbounded(g: rdflib.Graph) -> None:
    g.remove((None, GK.startLatest, None))


def other_bound(g: rdflib.Graph) -> None:
    node = next(iter(sorted(g.subjects(GK.startEarliest, None))))
    g.set((node, GK.startEarliest, Literal("2001-01-01", datatype=XSD.date)))


def no_provider(g: rdflib.Graph) -> None:
    g.remove((None, RDF.type, GK.Provider))


def misread_key(g: rdflib.Graph) -> None:
    node = done_alone(g)
    g.set((node, RDF.subject, URIRef(ID + "initiative/invented-towns--seed-library")))


def twice(g: rdflib.Graph) -> None:
    node, again = done_alone(g), URIRef(ID + "statement/0000000000000000")
    for p, o in list(g.predicate_objects(node)):
        g.add((again, p, o))


BROKEN: dict[str, tuple[str, Change]] = {
    "public in name only": (
        "tier",
        lambda g: g.add((DATASET, URIRef("https://schema.org/conditionsOfAccess"), Literal("public"))),
    ),
    "a tier that there is not": (
        "readable",
        lambda g: g.add((DATASET, URIRef("https://schema.org/conditionsOfAccess"), Literal("secret"))),
    ),
    "a fact without status": ("required", lambda g: g.remove((first(g, "Statement"), GK.status, None))),
    "an unknown status": ("required", lambda g: g.set((first(g, "Statement"), GK.status, Literal("possible")))),
    "confidence above one": ("required", lambda g: g.set((first(g, "Evidence"), GK.confidence, two("1.5")))),
    "a fact without evidence": ("required", lambda g: g.remove((first(g, "Statement"), GK.evidence, None))),
    "an end before the start": ("required", lambda g: g.set((first(g, "Evidence"), GK.end, Literal(0)))),
    "two labels": ("required", lambda g: g.add((first(g, "Council"), RDFS.label, Literal("Second")))),
    "a topic that commissions": (
        "relation-classes",
        lambda g: g.add((first(g, "Topic"), GK.commissions, first(g, "Initiative"))),
    ),
    "a short area code": ("required", lambda g: g.set((first(g, "Council"), GK.gss, Literal("E8000010")))),
    "an outcome that counts nothing": ("required", lambda g: g.remove((first(g, "Outcome"), GK.what, None))),
    "a date in words": (
        "required",
        lambda g: g.add((first(g, "Initiative"), GK.startDate, Literal("March 2018"))),
    ),
    "an offset moved by one": ("quote-at-offsets", shifted),
    "a letter of a quote changed": ("quote-at-offsets", altered),
    "a stated source of a rule": ("quote-at-offsets", sourced_by_rule),
    "words of a time that are not there": ("time-in-quote", other_time),
    "a blank node": ("terms", lambda g: g.add((BNode(), RDF.type, GK.Topic))),
    "a term that does not exist": ("terms", lambda g: g.add((first(g, "Topic"), GK.wisdom, Literal("much")))),
    "a malformed slug": ("terms", lambda g: g.add((URIRef(ID + "topic/Bad_Slug"), RDF.type, GK.Topic))),
    "a language tag": ("literal-form", lambda g: g.add((first(g, "Topic"), RDFS.label, Literal("x", lang="en")))),
    "a trailing zero": ("literal-form", lambda g: g.set((DATASET, GK.threshold, two("0.50")))),
    "a node without a type": ("typed", lambda g: g.remove((first(g, "Topic"), RDF.type, None))),
    "a council that is no organisation": (
        "typed",
        lambda g: g.remove((first(g, "Council"), RDF.type, GK.Organisation)),
    ),
    "a direct triple of a planned fact": ("direct-triples", unbacked),
    "a done fact without its direct triple": ("direct-triples", missing_direct),
    "a doubtful fact with a direct triple": ("direct-triples", lambda g: weaken(g, done_alone(g))),
    "an accepted fact without its direct triple": ("direct-triples", accepted_without_direct),
    "partners one way only": ("direct-triples", one_way_partner),
    "a raised threshold": ("direct-triples", lambda g: g.set((DATASET, GK.threshold, two("0.97")))),
    "no threshold": ("required", lambda g: g.remove((DATASET, GK.threshold, None))),
    "a key that gives another id": (
        "fact-id",
        lambda g: g.set((done_alone(g), GK.factKey, Literal(f"{g.value(done_alone(g), GK.factKey)}x"))),
    ),
    "a subject that the key does not name": ("fact-key", misread_key),
    "the same fact twice": ("same-fact-twice", twice),
    "a sentence of another document": ("evidence", foreign_evidence),
    "a sentence of two facts": ("evidence", shared_evidence),
    "a fact that nobody added": ("evidence", added_by_nobody),
    "a confidence that no sentence has": ("confidence", lambda g: g.set((done_alone(g), GK.confidence, two("0.77")))),
    "a status that no sentence has": ("status", lambda g: g.set((done_alone(g), GK.status, Literal("ended")))),
    "a quote that is not the best": ("best-quote", requoted),
    "a dispute among agreeing sentences": (
        "disputed",
        lambda g: g.add((done_alone(g), GK.disputed, Literal(True))),
    ),
    "a label in other words": ("fact-label", relabelled),
    "an outcome of another fact": ("outcome-id", another_outcome),
    "a wrong first day": ("date-bounds", other_bound),
    "a missing last day": ("date-bounds", unbounded),
    "who provides, but is no Provider": ("provider", no_provider),
    "an initiative under a wrong council": ("for-council", other_council),
    "a wrong checksum": ("document-text", lambda g: g.set((first(g, "Document"), GK.textSha256, Literal("0" * 64)))),
    "another source": (
        "document-slug",
        lambda g: (g.remove((None, DCTERMS.identifier, None)), g.set((first(g, "Document"), DCTERMS.source, GK.x))),
    ),
    "a decision without its target": ("decision", targetless),
    "a decision with another key": (
        "decision-id",
        lambda g: g.set((first(g, "Decision"), GK.decisionKey, Literal("0" * 16))),
    ),
    "a renaming that gave another name": ("decision", other_name_given),
    "another version of the contract": ("required", lambda g: g.set((DATASET, GK.contractVersion, Literal("1.0")))),
    "a publisher whom nothing names": ("derived", lambda g: g.add((first(g, "Topic"), DCTERMS.subject, GK.Topic))),
}


def test_invented_graph_keeps_every_rule() -> None:
    report = checked(GRAPH)
    assert report.problems == ()
    assert (report.facts, report.sentences, report.stated, report.found) == (24, 26, 1, 25)


def test_examples_of_the_contract_keep_every_rule(shared: Path) -> None:
    example = shared / "contract" / "example"
    for name, docs in (("wigan", shared / "seeds"), ("blackpool", shared / "seeds"), ("digest", example)):
        assert check(example / f"{name}.ttl", folder_texts(docs)).problems == ()


@pytest.mark.parametrize("name", BROKEN)
def test_broken_graph_is_found(name: str, tmp_path: Path) -> None:
    rule, change = BROKEN[name]
    graph = rdflib.Graph().parse(GRAPH)
    change(graph)
    file = tmp_path / "graph.ttl"
    graph.serialize(tmp_path / "graph.nt", "nt", encoding="utf-8")
    file.write_text(turtle_of_rows(read_rows(tmp_path / "graph.nt")), encoding="utf-8")
    report = checked(file)
    assert rule in report.failed, [str(problem) for problem in report.problems]
    assert "canonical-bytes" not in report.failed, "only the change itself is wrong"


def test_every_rule_on_the_graph_is_broken_by_some_variant() -> None:
    beside = {"canonical-bytes", "readable", "evidence-id", "facts-csv", "things-csv", "map-html", "digests"}
    assert {rule for rule, _ in BROKEN.values()} | beside == set(RULES)


def test_problem_names_the_line_of_its_node(tmp_path: Path) -> None:
    text = GRAPH.read_text(encoding="utf-8").replace('    gk:section "title" ;', '    gk:section "cover" ;', 1)
    file = tmp_path / "graph.ttl"
    file.write_text(text, encoding="utf-8")
    problem = next(p for p in checked(file).problems if p.rule == "required")
    assert text.split("\n")[problem.line - 1].startswith("evidence:")
    assert str(problem).startswith(f"{file.as_posix()}:{problem.line}:1: required: evidence:")


def test_sentence_with_other_words_has_another_id(tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(GRAPH)
    altered(graph)
    graph.serialize(tmp_path / "graph.nt", "nt", encoding="utf-8")
    assert "evidence-id" in checked(tmp_path / "graph.nt").failed


def test_turtle_in_another_order_is_not_canonical(tmp_path: Path) -> None:
    head, *blocks = GRAPH.read_text(encoding="utf-8").split("\n\n")
    file = tmp_path / "graph.ttl"
    file.write_text("\n\n".join([head, blocks[1].strip(), blocks[0], *blocks[2:]]), encoding="utf-8")
    assert checked(file).failed == {"canonical-bytes"}


def test_changed_document_is_found(tmp_path: Path) -> None:
    text = (FILES / "invented-towns.txt").read_text(encoding="utf-8")
    (tmp_path / "invented-towns.txt").write_text(text.replace("Calm Kitchens in", "Calm Kitchen in"), encoding="utf-8")
    report = check(GRAPH, folder_texts(tmp_path))
    assert {"document-text", "quote-at-offsets"} <= report.failed
    assert report.found < report.sentences


def test_graph_without_its_documents_is_not_proved() -> None:
    assert check(GRAPH).failed == {"document-text"}


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    graph = read_graph(GRAPH, FILES)
    for name, module in (("graph.ttl", ttl), ("facts.csv", csv), ("things.csv", things)):
        with (tmp_path / name).open("wb") as file:
            module.export(graph, file)
    return tmp_path


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_tables_of_the_graph_are_right(exports: Path) -> None:
    report = checked(exports)
    assert report.problems == ()
    assert {"facts-csv", "things-csv"} <= set(report.checked)
    assert "map-html" not in report.checked


def test_changed_sentence_in_a_table_is_found_at_its_row(exports: Path) -> None:
    spoil(exports / "facts.csv", "Fenwick Foods CIC delivers", "Fenwick Foods CIC delivered")
    problems = [str(p) for p in checked(exports).problems]
    assert any(
        re.search(r"facts\.csv:\d+:1: facts-csv: row \d+: fact \w+: the sentence is not at", p) for p in problems
    )


def test_thing_that_is_missing_in_a_table_is_found(exports: Path) -> None:
    spoil(exports / "things.csv", "person/", "persons/")
    assert checked(exports).failed == {"things-csv"}


def map_of(exports: Path) -> dict[str, list[dict[str, object]]]:
    graph = read_graph(exports, FILES)
    facts = [s for s in graph.statements if not s.is_rejected and s.evidence[0].start is not None]
    edges: list[dict[str, object]] = []
    for fact in facts:
        best = next(e for e in fact.evidence if e.quote == fact.quote)
        edges.append({"id": fact.id, "doc": fact.document, "start": best.start, "end": best.end})
    docs: list[dict[str, object]] = [{"id": d.slug, "text": d.text} for d in graph.documents]
    return {"nodes": [{"id": "council/saltby"}], "edges": edges, "docs": docs}


def write_map(exports: Path, data: object) -> None:
    body = json.dumps(data).replace("<", "\\u003c")
    page = f'<html><script type="application/json" id="gk-data">{body}</script></html>'
    (exports / "map.html").write_text(page, encoding="utf-8")


def test_map_of_the_graph_is_right(exports: Path) -> None:
    write_map(exports, map_of(exports))
    assert checked(exports).problems == ()


@pytest.mark.parametrize("part", ["fact", "offset", "text", "thing", "data"])
def test_map_that_says_otherwise_is_found(part: str, exports: Path) -> None:
    data = map_of(exports)
    if part == "fact":
        data["edges"][0]["id"] = "0" * 16
    elif part == "offset":
        data["edges"][0]["start"] = 1
    elif part == "text":
        data["docs"][0]["text"] = str(data["docs"][0]["text"]).replace("Saltby", "Saltbi")
    elif part == "thing":
        data["nodes"][0]["id"] = "council/nowhere"
    write_map(exports, data if part != "data" else [1])
    assert checked(exports).failed == {"map-html"}


def test_file_that_changed_since_the_build_is_found(exports: Path) -> None:
    (exports / ".graphkit").mkdir()
    (exports / ".graphkit" / "SHA256SUMS").write_text(f"{'0' * 64}  things.csv\n", encoding="utf-8")
    assert checked(exports).failed == {"digests"}


def test_flipped_byte_is_found_and_is_no_traceback(exports: Path) -> None:
    dice = random.Random(7)  # noqa: S311 - no secret
    for number in range(60):
        file = exports / ("graph.ttl", "facts.csv", "things.csv")[number % 3]
        data = file.read_bytes()
        at = dice.randrange(len(data))
        file.write_bytes(data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :])
        try:
            assert checked(exports).problems, f"{file.name}, byte {at}"
        except GraphkitError:
            pass
        finally:
            file.write_bytes(data)


def test_turtle_of_rows_writes_what_the_records_write() -> None:
    assert turtle_of_rows(read_rows(GRAPH)) == "".join(turtle(read_graph(GRAPH, FILES)))
