"""The vocabulary, the shapes and the topic scheme hold together."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS, SKOS, URIRef
from rdflib.compare import isomorphic

from graphkit.ids import slug
from graphkit.records import Relation
from graphkit.vocabulary import GK, ID, ontology_folder

SMALL = Path(__file__).parents[1] / "store" / "files" / "small.ttl"
PROJECT = Path(__file__).resolve().parents[2]
SCHEME = URIRef("https://w3id.org/graphkit/topics")
TOPIC = URIRef(GK + "Topic")


@pytest.fixture(scope="module")
def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / "graphkit.ttl")


@pytest.fixture(scope="module")
def topics() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / "topics.ttl")


def test_every_term_of_the_vocabulary_says_what_it_is(vocabulary: rdflib.Graph) -> None:
    kinds = ("Class", "ObjectProperty", "DatatypeProperty")
    terms = {s for kind in kinds for s in vocabulary.subjects(RDF.type, rdflib.OWL[kind])}
    assert len(terms) > 60
    assert not [term for term in terms if not vocabulary.value(term, RDFS.label)]
    assert not [term for term in terms if not vocabulary.value(term, RDFS.comment)]


def test_every_relation_is_in_the_vocabulary(vocabulary: rdflib.Graph) -> None:
    assert not [r for r in Relation if not vocabulary.value(URIRef(GK + r), RDFS.label)]


def test_every_term_that_a_question_uses_is_in_the_vocabulary(vocabulary: rdflib.Graph) -> None:
    known = {str(s).removeprefix(GK) for s in vocabulary.subjects() if str(s).startswith(GK)}
    used = {
        (file.name, term)
        for file in (ontology_folder() / "questions").glob("*.rq")
        for term in re.findall(r"\bgk:(\w+)", file.read_text(encoding="utf-8"))
    }
    assert not {(name, term) for name, term in used if term not in known}


def test_the_vocabulary_and_shapes_mean_what_was_agreed(shared: Path) -> None:
    for name in ("graphkit.ttl", "shapes.ttl"):
        ours = rdflib.Graph().parse(ontology_folder() / name)
        agreed = rdflib.Graph().parse(shared / "contract" / name)
        assert isomorphic(ours, agreed), name


def test_a_graph_that_keeps_the_contract_fits_the_shapes() -> None:
    pyshacl = pytest.importorskip("pyshacl")
    shapes = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
    fits, _, report = pyshacl.validate(rdflib.Graph().parse(SMALL), shacl_graph=shapes, inference="none")
    assert fits, report


def test_the_shapes_see_a_statement_without_its_sentence() -> None:
    pyshacl = pytest.importorskip("pyshacl")
    graph = rdflib.Graph().parse(SMALL)
    statement = next(iter(graph.subjects(RDF.type, URIRef(GK + "Statement"))))
    graph.remove((statement, URIRef(GK + "quote"), None))
    shapes = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
    fits, _, report = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    assert not fits
    assert "quote" in report


def test_every_topic_has_its_slug_label_definition_and_scheme(topics: rdflib.Graph) -> None:
    for topic in topics.subjects(RDF.type, TOPIC):
        label = str(topics.value(topic, RDFS.label))
        assert str(topic) == f"{ID}topic/{slug(label)}"
        assert str(topics.value(topic, SKOS.prefLabel)) == label
        assert topics.value(topic, SKOS.definition), label
        assert (topic, SKOS.inScheme, SCHEME) in topics, label


def test_every_topic_stands_below_a_top_topic(topics: rdflib.Graph) -> None:
    tops = set(topics.subjects(SKOS.topConceptOf, SCHEME))
    assert tops == set(topics.objects(SCHEME, SKOS.hasTopConcept))
    for topic in topics.subjects(RDF.type, TOPIC):
        above = set(topics.transitive_objects(topic, SKOS.broader))
        assert above & tops, f"{topic} hangs in the air"
        wider = set(topics.objects(topic, SKOS.broader))
        assert not wider & {topic}
        assert not [w for w in wider if topic in topics.transitive_objects(w, SKOS.broader)], (
            f"{topic} goes in a circle"
        )
        assert (topic in tops) != bool(wider), topic


def test_no_word_means_two_topics(topics: rdflib.Graph) -> None:
    words = Counter(
        str(word).casefold() for kind in (SKOS.prefLabel, SKOS.altLabel) for word in topics.objects(None, kind)
    )
    assert not [word for word, times in words.items() if times > 1]


def test_the_scheme_covers_local_government(topics: rdflib.Graph) -> None:
    labels = {str(label) for label in topics.objects(None, SKOS.prefLabel)}
    wanted = (
        "sexual health, HIV, contraception, substance misuse, smoking, healthy weight, suicide prevention, dementia, "
        "carers, reablement, early years, children in care, homelessness, rough sleeping, retrofit, climate change, "
        "fuel poverty, waste and recycling, flood risk, skills, apprenticeships, high streets, procurement, "
        "digital inclusion, libraries, domestic abuse, modern slavery, active travel, road safety, "
        "workforce wellbeing, commissioning, shared services, public sector reform, armed forces, food poverty, "
        "planning, emergency planning, public protection"
    )
    assert not set(wanted.split(", ")) - labels


def test_the_page_on_topics_lists_them_all(topics: rdflib.Graph) -> None:
    page = (PROJECT / "docs" / "topics.md").read_text(encoding="utf-8")
    slugs = {str(topic).rpartition("/")[2] for topic in topics.subjects(RDF.type, TOPIC)}
    assert slugs == set(re.findall(r"^ *- \*\*.+\*\* `([a-z0-9-]+)`", page, re.MULTILINE))
