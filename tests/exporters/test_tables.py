"""facts.csv and things.csv: what a spreadsheet shows is what the graph says."""

from __future__ import annotations

import csv as csv_module
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.exporters import csv, things
from graphkit.graph import read_graph
from graphkit.graph.tables import FACT_COLUMNS, THING_COLUMNS, csv_rows, csv_text, plain_cell, safe_cell
from graphkit.records import Graph

FILES = Path(__file__).parent / "files"
RISKY = "=+-@\t\r＝＋－＠"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return read_graph(FILES / "invented-towns.ttl", FILES)


def rows_of(module: object, graph: Graph) -> list[dict[str, str]]:
    file = io.BytesIO()
    module.export(graph, file)  # type: ignore[attr-defined]
    return csv_rows(file.getvalue().decode("utf-8"))


def raw_of(module: object, graph: Graph) -> bytes:
    file = io.BytesIO()
    module.export(graph, file)  # type: ignore[attr-defined]
    return file.getvalue()


def test_every_fact_but_the_rejected_has_a_row_for_each_sentence(graph: Graph) -> None:
    want = sorted((s.id, e.quote) for s in graph.statements if not s.is_rejected for e in s.evidence)
    assert sorted((row["fact"], row["quote"]) for row in rows_of(csv, graph)) == want


def test_best_sentence_of_a_fact_is_its_first_row(graph: Graph) -> None:
    first: dict[str, str] = {}
    for row in rows_of(csv, graph):
        first.setdefault(row["fact"], row["quote"])
    assert first == {s.id: s.quote for s in graph.statements if not s.is_rejected}


def test_sentence_is_at_its_offsets_in_the_document(graph: Graph) -> None:
    text = graph.documents[0].text
    rows = [row for row in rows_of(csv, graph) if row["start"]]
    assert rows
    for row in rows:
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_sentence_that_begins_with_an_equals_sign_is_no_formula(graph: Graph) -> None:
    raw = raw_of(csv, graph).decode("utf-8")
    assert "'=Cost: Warm Larder" in raw
    cells = [cell for row in csv_module.reader(io.StringIO(raw)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple(RISKY))]


def test_speaker_and_time_stand_beside_their_sentence(graph: Graph) -> None:
    spoken = [row for row in rows_of(csv, graph) if row["speaker"]]
    assert {(row["speaker"], row["rule"]) for row in spoken} == {("Ada Thorne", "provides.keeps@1")}
    leads = next(row for row in rows_of(csv, graph) if row["rule"] == "leads.set-up@1")
    assert leads["time"] == "2021-05"


def test_thing_has_its_type_names_facts_and_code(graph: Graph) -> None:
    by_id = {row["id"]: row for row in rows_of(things, graph)}
    assert by_id["council/saltby"]["gss"] == "E06000901"
    assert by_id["organisation/fenwick-foods-cic"]["type"] == "provider"
    assert by_id["organisation/fenwick-foods-cic"]["other_names"] == "Fenwick; Fenwick Foods CIC"
    named = [s for s in graph.statements if "fenwick-foods-cic" in f"{s.subject} {s.object}" and not s.is_rejected]
    assert by_id["organisation/fenwick-foods-cic"]["facts"] == str(len(named))


def test_neither_retired_things_nor_councils_of_the_register_alone_are_listed(graph: Graph) -> None:
    listed = {row["id"] for row in rows_of(things, graph)}
    assert not listed & {"organisation/hearth-fund", "organisation/fenwick", "council/old-saltby"}


def test_lines_end_with_lf_and_no_byte_order_mark_begins_the_file(graph: Graph) -> None:
    for module, columns in ((csv, FACT_COLUMNS), (things, THING_COLUMNS)):
        raw = raw_of(module, graph)
        assert raw.startswith(",".join(columns).encode() + b"\n")
        assert b"\r" not in raw


@given(st.text(alphabet=st.sampled_from([*RISKY, "'", "a", "\n", '"', ","])))
def test_cell_comes_back_whatever_it_begins_with(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text
    assert not safe_cell(text).startswith(tuple(RISKY))


@given(
    st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.text(alphabet="a,\"\n\r'=")), min_size=1)
)
def test_table_comes_back_whole(rows: list[tuple[str, str]]) -> None:
    again = csv_rows(csv_text(("one", "two"), rows))
    assert [(row["one"], row["two"]) for row in again] == rows
