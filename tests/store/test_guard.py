"""The guard refuses what reaches out or writes, and nothing else."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import QueryError
from graphkit.store.guard import MAX_BYTES, MAX_DEPTH, check
from graphkit.store.run import Worker
from graphkit.store.tokens import tokenise, unescape

SMALL = Path(__file__).parent / "files" / "small.ttl"
PAT = "{ ?s ?p ?o }"
# Each opens a connection in the engine, or would where its parts are bound: URL stands for a listening address.
REACHING = {
    "plain": f"SELECT * {{ SERVICE <URL> {PAT} }}",
    "lower case": f"SELECT * {{ service <URL> {PAT} }}",
    "silent": f"SELECT * {{ SERVICE SILENT <URL> {PAT} }}",
    "no spaces": "SELECT*{SERVICE<URL>{?s ?p ?o}}",
    "silent without spaces": "SELECT*{serViceSILENT<URL>{?s ?p ?o}}",
    "after a comment": f"SELECT * {{ # innocent\nSERVICE <URL> {PAT} }}",
    "a comment ended by a carriage return": f"SELECT * {{ #\rSERVICE <URL> {PAT}\n }}",
    "glued to a prefixed name": f"PREFIX e: <URL> SELECT * {{ SERVICEe: {PAT} }}",
    "in a union": f"SELECT * {{ {{}} UNION {{ SERVICE <URL> {PAT} }} }}",
    "in an optional": f"SELECT * {{ OPTIONAL {{ SERVICE <URL> {PAT} }} }}",
    "in a subquery": f"SELECT * {{ {{ SELECT * {{ SERVICE <URL> {PAT} }} }} }}",
    "in minus": f"SELECT * {{ ?s ?p ?o MINUS {{ SERVICE <URL> {PAT} }} }}",
    "in exists": f"ASK {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <URL> {PAT} }} }}",
    "in construct": f"CONSTRUCT {PAT} WHERE {{ SERVICE <URL> {PAT} }}",
    "in describe": f"DESCRIBE ?s {{ SERVICE <URL> {PAT} }}",
    "after a string with an escaped quote": f'SELECT * {{ BIND("\\"" AS ?x) SERVICE <URL> {PAT} }}',
    "after a long string": f'SELECT * {{ BIND("""a"b""" AS ?x) SERVICE <URL> {PAT} }}',
    "after an empty string": f"SELECT * {{ BIND('' AS ?x) SERVICE <URL> {PAT} }}",
    "after a number": f"SELECT * {{ VALUES ?x {{ 1 }} ?s ?p 1.SERVICE <URL> {PAT} }}",
    "glued to true": f"SELECT * {{ ?s ?p true SERVICE <URL> {PAT} }}",
    "after a word that ends in it": f"SELECT * {{ OPTIONAL {{ ?s ?p trueSERVICE <URL> {PAT} }} }}",
    "behind less than": f"SELECT * {{ VALUES (?a ?b ?x) {{ (1 2 <URL>) }} FILTER(?a<?b)SERVICE?x#>\n{PAT} }}",
    "by a variable": f"SELECT * {{ VALUES ?x {{ <URL> }} SERVICE ?x {PAT} }}",
    "escaped letters": f"SELECT * {{ \\u0053ERVICE <URL> {PAT} }}",
    "long escapes": f"SELECT * {{ \\U00000053ERVIC\\u0045 <URL> {PAT} }}",
    "FROM": "SELECT * FROM <URL> { ?s ?p ?o }",
    "FROM NAMED": "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "FROM without spaces": "SELECT*FROM<URL>{?s ?p ?o}",
    "a file": "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
}
WRITING = {
    "insert data": "INSERT DATA { <a:a> <a:b> <a:c> }",
    "insert where": f"INSERT {PAT} WHERE {PAT}",
    "delete data": "DELETE DATA { <a:a> <a:b> <a:c> }",
    "delete where, with a prefix": "PREFIX a: <b:c> DELETE WHERE { ?s ?p ?o }",
    "with a base": "BASE <http://x/> INSERT DATA { <a> <b> <c> }",
    "load": "LOAD <http://127.0.0.1/x>",
    "load after a comment": "# SELECT\n load silent <file:///etc/hostname>",
    "clear": "CLEAR ALL",
    "drop": "drop silent default",
    "create": "CREATE GRAPH <a:b>",
    "add": "ADD <a:b> TO <a:c>",
    "move": "MOVE <a:b> TO <a:c>",
    "copy": "COPY DEFAULT TO <a:c>",
    "with": f"WITH <a:b> DELETE {PAT} WHERE {PAT}",
    "an escaped letter": "\\u0049NSERT DATA { <a:a> <a:b> <a:c> }",
}
INNOCENT = {
    "in a comment": "SELECT * { ?s ?p ?o } # SERVICE <x:y> {}",
    "in a string": "SELECT * { ?s ?p 'SERVICE <x:y> { }' }",
    "in a double string": 'SELECT * { ?s ?p "SERVICE <x:y> { }" }',
    "in a long string": "SELECT * { ?s ?p '''it's\nSERVICE <x:y> { }''' }",
    "in a long double string": 'SELECT * { ?s ?p """say "SERVICE" <x:y> { }""" }',
    "after an escaped quote": r"SELECT * { ?s ?p 'a\' SERVICE <x:y> {}' }",
    "a variable": "SELECT ?SERVICE ?FROM { ?SERVICE ?INSERT ?FROM }",
    "a dollar variable": "SELECT $SERVICE { $SERVICE $LOAD ?o }",
    "a prefix": "PREFIX SERVICE: <a:b> SELECT * { ?s SERVICE:x ?o }",
    "a local name": "PREFIX a: <a:b> SELECT * { ?s a:SERVICE a:FROM }",
    "in an IRI": "SELECT * { ?s ?p <http://example.org/SERVICE> }",
    "an IRI after a value": "SELECT * { VALUES (?a ?b) { (<a:b> <http://example.org/SERVICE>) } }",
    "a graph name": "PREFIX SERVICE: <a:b> SELECT * { GRAPH SERVICE:x { ?s ?p ?o } }",
    "less than": "SELECT * { ?s ?p ?o FILTER(?s<?o) } LIMIT 1",
    "less than and greater than": "SELECT * { ?s ?p ?o FILTER(?s<?o && ?o>?s) }",
    "a language": "SELECT * { ?s ?p 'a'@service }",
    "a blank node": "SELECT * { _:SERVICE ?p ?o }",
    "an update word as a variable": "SELECT * { ?insert ?delete ?drop }",
    "ask": "ASK { ?s a <a:b> }",
    "prefix and base": "BASE <http://x/> PREFIX a: <b> CONSTRUCT WHERE { ?s a:b <c> }",
    "as deep as may be": "SELECT * " + "{" * MAX_DEPTH + "}" * MAX_DEPTH,
    "brackets in a string": "SELECT * { ?s ?p '" + "{" * 500 + "' }",
}


@pytest.mark.parametrize("name", REACHING)
def test_a_query_that_reaches_out_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match=r"(SERVICE|FROM) is off"):
        check(REACHING[name].replace("URL", "http://127.0.0.1:9/x"))


@pytest.mark.parametrize("name", WRITING)
def test_a_query_that_writes_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="changes nothing"):
        check(WRITING[name])


@pytest.mark.parametrize("name", INNOCENT)
def test_an_innocent_query_passes_and_the_engine_takes_it(name: str) -> None:
    check(INNOCENT[name])
    ox.Store().query(INNOCENT[name])


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(QueryError) as caught:
        check("SELECT * {\n  SERVICE <a:b> { } }")
    assert caught.value.where == "Line 2, column 3"
    assert caught.value.status == 4
    assert "    SERVICE <a:b> { } }\n    ^" in caught.value.what


@pytest.mark.parametrize("pair", ["{}", "()", "[]"])
def test_deep_nesting_is_refused(pair: str) -> None:
    with pytest.raises(QueryError, match="nested more than 100"):
        check("SELECT * { ?s ?p ?o FILTER" + pair[0] * 5000 + pair[1] * 5000 + " }")


def test_a_query_over_64_kb_is_refused_by_bytes() -> None:
    comment = "#" + "é" * (MAX_BYTES // 2)
    with pytest.raises(QueryError, match="too long"):
        check("SELECT * {} " + comment)
    check("SELECT * {} " + comment[:30_000])


@pytest.mark.parametrize("text", ["", "   \n", "# only a comment", "\ufeff"])
def test_an_empty_query_is_an_error(text: str) -> None:
    with pytest.raises(QueryError):
        check(text)


def test_half_a_character_is_an_error() -> None:
    with pytest.raises(QueryError, match="half a character"):
        check("SELECT * { ?s ?p '\ud800' }")


@given(st.text(alphabet="SERVICEfrom<>{}()\"'\\#\n:?a1.@_^ u0053", max_size=80))
def test_every_character_of_a_query_is_read_once_and_in_order(text: str) -> None:
    end = 0
    for token in tokenise(text):
        between = text[end : token.start]
        assert not between.strip() or between.lstrip(" \t\r\n").startswith("#")
        assert text[token.start : token.end] == token.text
        end = token.end


@given(st.text(max_size=60))
def test_the_guard_answers_any_text(text: str) -> None:
    with contextlib.suppress(QueryError):
        check(text)


@pytest.mark.parametrize(
    "piece", ["a.", "\"'", "<a", "?a-", "a:.", "'''a", '"\\', '"""\\\n', "1.", "_:.", "(", "\\u0041"]
)
def test_no_pattern_makes_the_tokenizer_slow(piece: str) -> None:
    query = piece * (MAX_BYTES // len(piece))
    assert tokenise(query)  # quadratic patterns would run into the test's own end, minutes later


def test_escapes_out_of_range_do_not_break_reading() -> None:
    assert unescape(r"\UFFFFFFFFa") == "\ufffda"


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[int]]]:
    """An address on this machine, and a list that grows with every connection to it."""
    server = socket.create_server(("127.0.0.1", 0))
    hits: list[int] = []

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = server.accept()
                hits.append(1)
                connection.close()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/x", hits
    server.close()


def test_the_listener_hears_an_engine_that_is_not_guarded(listener: tuple[str, list[int]]) -> None:
    url, hits = listener
    with pytest.raises(OSError, match=r".+"):
        list(ox.Store().query(f"SELECT * {{ SERVICE <{url}> {PAT} }}"))
    assert hits
    hits.clear()


def test_no_query_opens_a_connection(listener: tuple[str, list[int]]) -> None:
    url, hits = listener
    with Worker(SMALL) as worker:
        for query in REACHING.values():
            with pytest.raises(QueryError):
                worker.ask(query.replace("URL", url))
    assert not hits


def test_the_child_cannot_open_a_connection_even_unguarded(listener: tuple[str, list[int]]) -> None:
    url, hits = listener
    with Worker(SMALL) as worker:
        for query in REACHING.values():
            with contextlib.suppress(QueryError):
                worker.ask(query.replace("URL", url), checked=False)
    assert not hits
