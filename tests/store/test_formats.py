"""An answer can be read by eyes, spreadsheets and programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from graphkit.errors import QueryError
from graphkit.store.answers import Answer, Term
from graphkit.store.files import open_graph
from graphkit.store.formats import render, to_csv, to_json, to_table, to_tsv, to_turtle
from graphkit.store.questions import find_question
from graphkit.store.run import ask
from graphkit.store.sentences import add_sentences

SMALL = Path(__file__).parent / "files" / "small.ttl"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def text(*cells: str) -> Answer:
    """An answer of one row."""
    return Answer(tuple(f"c{n}" for n in range(len(cells))), (tuple(Term("literal", c) for c in cells),), "select")


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=2, max_size=4))
def test_csv_reads_back_but_for_the_apostrophe(cells: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(text(*cells)), newline="")))
    assert [cell.removeprefix("'") for cell in rows[1]] == [cell.removeprefix("'") for cell in cells]


def test_an_empty_cell_alone_is_no_empty_line() -> None:
    answer = Answer(("x",), ((None,), (Term("literal", "a"),)), "select")
    assert to_csv(answer) == 'x\n""\na\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_spreadsheet_runs_a_cell(start: str) -> None:
    for written in (to_csv(text("a", start + "1")), to_tsv(text("a", start + "1"))):
        assert "'" in written.split("\n", 1)[1]


def test_a_negative_number_stays_a_number() -> None:
    answer = Answer(("n",), ((Term("literal", "-5", INTEGER),),), "select")
    assert to_csv(answer) == "n\n-5\n"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_tsv_has_a_line_a_row(cell: str) -> None:
    written = to_tsv(text(cell, "end"))
    header, row, rest = written.split("\n")
    assert (header, row.count("\t"), rest) == ("c0\tc1", 1, "")


def test_json_is_sparql_results_json() -> None:
    document = json.loads(to_json(ask(SMALL, "SELECT ?s ?n ?x { BIND(2 AS ?n) council:ashmere gk:memberOf ?s }")))
    assert document["head"] == {"vars": ["s", "n", "x"]}
    network = "https://w3id.org/graphkit/id/network/coastal-health-network"
    row = {
        "s": {"type": "uri", "value": network},
        "n": {"type": "literal", "value": "2", "datatype": INTEGER},
    }
    assert document["results"]["bindings"] == [row]
    assert json.loads(to_json(ask(SMALL, "ASK {}"))) == {"head": {}, "boolean": True}


def test_rdflib_reads_our_json() -> None:
    answer = ask(SMALL, find_question("partners").text)
    read = rdflib.query.Result.parse(io.BytesIO(to_json(answer).encode()), format="json")
    assert len(list(read)) == len(answer.rows) == 2


def test_turtle_is_the_triples_that_were_asked_for() -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a gk:Statement ; ?p ?o }"
    written = rdflib.Graph().parse(data=to_turtle(ask(SMALL, query, limit=10_000)), format="turtle")
    prefix = "PREFIX gk: <https://w3id.org/graphkit/ns#> "
    assert isomorphic(written, rdflib.Graph().parse(SMALL).query(prefix + query).graph)


def test_rows_are_no_turtle() -> None:
    with pytest.raises(QueryError, match="Only CONSTRUCT"):
        render(text("a"), "ttl")


def test_a_table_fits_its_width_with_the_sentence_last() -> None:
    answer = ask(
        SMALL, "SELECT ?quote ?s ?p { ?st a gk:Statement ; gk:quote ?quote ; rdf:subject ?s ; rdf:predicate ?p }"
    )
    lines = to_table(answer, 80).splitlines()
    assert lines[0].split() == ["s", "p", "quote"]
    assert max(len(line) for line in lines) <= 80
    assert any(line.startswith("council/ashmere ") and "gk:commissions" in line for line in lines)
    assert any(line.endswith("…") for line in lines)


def test_a_name_cannot_steer_a_terminal() -> None:
    shown = to_table(text("a\x1b[31mred\u202e\nnext", "b"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert len(shown.splitlines()) == 3


def test_wide_letters_are_cut_to_their_columns() -> None:
    line = to_table(text("株" * 100, "b"), 40).splitlines()[2]
    assert sum(2 if c == "株" else 1 for c in line) <= 40


def test_sentences_are_put_beside_rows_that_name_both_ends() -> None:
    store = open_graph(SMALL)
    answer = add_sentences(ask(SMALL, find_question("networks").text), store)
    assert answer.columns == ("network", "members", "quote")
    assert str(answer.rows[0][2]) == "Ashmere Council belongs to the Coastal Health Network."
    by_iri = add_sentences(ask(SMALL, "SELECT ?s ?o { ?s gk:provides ?o }"), store)
    assert [str(row[2]) for row in by_iri.rows] == ["Harbour Health CIC runs the Harbour Clinics."]
    facts = add_sentences(ask(SMALL, "SELECT ?st { ?st a gk:Statement }"), store)
    assert all(row[1] for row in facts.rows)


def test_rows_without_a_fact_have_no_sentence() -> None:
    answer = add_sentences(ask(SMALL, "SELECT ?t { ?c a gk:Council ; gk:tier ?t }"), open_graph(SMALL))
    assert {row[1] for row in answer.rows} == {None}


def test_an_answer_with_its_sentences_stays_as_it_is() -> None:
    answer = ask(SMALL, find_question("partners").text)
    assert add_sentences(answer, open_graph(SMALL)) is answer


def test_a_literal_keeps_its_language_and_type_in_turtle() -> None:
    query = "CONSTRUCT { <a:s> <a:p> 'chat'@fr, 5, [] } WHERE {}"
    written = to_turtle(ask(SMALL, query))
    assert '"chat"@fr' in written
    assert rdflib.Literal(5) in set(rdflib.Graph().parse(data=written, format="turtle").objects())


def test_each_format_is_rendered_by_its_name() -> None:
    answer = ask(SMALL, "ASK {}")
    first = {name: render(answer, name).splitlines()[0] for name in ("table", "csv", "tsv", "json")}
    assert first == {"table": "answer", "csv": "answer", "tsv": "answer", "json": '{"head": {}, "boolean": true}'}
