"""A thing is found by what people call it, and shown by its short id."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import QueryError, UnknownNameError
from graphkit.store.files import open_bytes, open_graph
from graphkit.store.names import find, iri_of, relation, short

STORE = open_graph(Path(__file__).parent / "files" / "small.ttl")


@pytest.mark.parametrize(
    ("iri", "shown"),
    [
        ("https://w3id.org/graphkit/id/initiative/ashmere--harbour-clinics", "initiative/ashmere--harbour-clinics"),
        ("https://w3id.org/graphkit/ns#provides", "gk:provides"),
        ("http://www.w3.org/2004/02/skos/core#broader", "skos:broader"),
        ("http://example.org/x y", "http://example.org/x y"),
    ],
)
def test_an_iri_is_shown_short(iri: str, shown: str) -> None:
    assert short(iri) == shown


@pytest.mark.parametrize("text", ["council/../x", "council/a b", "kind/slug", "x:y", "Council: a", "council/A"])
def test_what_is_no_id_is_no_iri(text: str) -> None:
    assert iri_of(text) == ""


def test_a_relation_is_named_with_or_without_its_prefix() -> None:
    assert relation("provides") == relation("gk:provides") == relation("<https://w3id.org/graphkit/ns#provides>")


def test_a_relation_holds_no_sparql() -> None:
    assert relation("provides> ?x . } SERVICE").value == "https://w3id.org/graphkit/ns#providesxSERVICE"


def test_the_kind_narrows_the_search() -> None:
    assert find(STORE, "sexual health", ("topic",)).value.endswith("topic/sexual-health")
    with pytest.raises(UnknownNameError, match="No topic"):
        find(STORE, "Harbour", ("topic",))


def test_an_empty_graph_says_that_it_has_none() -> None:
    with pytest.raises(UnknownNameError, match="This graph has no council at all"):
        find(open_bytes(b""), "Ashmere", ("council",))


def test_a_bad_iri_is_an_error() -> None:
    with pytest.raises(QueryError, match="is no IRI"):
        iri_of("http://a b")
