"""Values find their place in a question safely, whatever a person types."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import InputMissingError, NotAGraphError, QueryError, UnknownNameError
from graphkit.store.files import find_graph, open_bytes, open_graph
from graphkit.store.guard import check
from graphkit.store.questions import bind, find_question, list_questions, parse_question

SMALL = Path(__file__).parent / "files" / "small.ttl"
STORE = open_graph(SMALL)
ASHMERE = "<https://w3id.org/graphkit/id/council/ashmere>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


def line(name: str, values: dict[str, list[str]]) -> str:
    """What stands between the braces of the first parameter."""
    query = bind(find_question(name), values, STORE)
    found = next(line for line in query.splitlines() if "@param" in line)
    return found.partition("{")[2].rpartition("}")[0].strip()


@pytest.mark.parametrize(
    "said",
    [
        "Ashmere Council",
        "Ashmere",
        "ashmere council",
        "council/ashmere",
        "council:ashmere",
        "https://w3id.org/graphkit/id/council/ashmere",
        ASHMERE,
    ],
)
def test_a_council_is_found_by_any_of_its_names(said: str) -> None:
    assert line("planned", {"council": [said]}) == ASHMERE


def test_several_values_stand_side_by_side() -> None:
    assert line("planned", {"council": ["Ashmere", "Brindle Council"]}).count("<https://") == 2


def test_undef_means_any() -> None:
    assert line("planned", {"council": ["UNDEF"]}) == "UNDEF"


@pytest.mark.parametrize(
    ("name", "value", "term"),
    [
        ("outcomes_at_least", ("unit_least", "people,5"), '("people" 5)'),
        ("outcomes_at_least", ("unit_least", '"GBP, a year", 2.5'), '("GBP, a year" 2.5)'),
        ("review_queue", ("below", "0.8"), "0.8"),
        ("section_facts", ("section", 'a"b\\'), r'"a\"b\\"'),
    ],
)
def test_a_value_becomes_the_term_that_the_default_is(name: str, value: tuple[str, str], term: str) -> None:
    assert line(name, {value[0]: [value[1]]}) == term


def test_a_fact_is_named_by_its_three_parts() -> None:
    term = line("evidence", {"claim": ["Harbour, provides, Harbour Clinics"]})
    base = "https://w3id.org/graphkit/"
    ends = (f"<{base}id/organisation/harbour-health-cic>", f"<{base}id/initiative/ashmere--harbour-clinics>")
    assert term == f"({ends[0]} <{base}ns#provides> {ends[1]})"


def test_the_object_of_a_fact_may_be_a_role_or_a_date() -> None:
    assert line("evidence", {"claim": ["Ina Lowe, hasRole, Public Health Lead"]}).endswith('"Public Health Lead")')
    assert line("evidence", {"claim": ["Harbour Clinics,startDate,2018-03"]}).endswith("XMLSchema#gYearMonth>)")


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("planned", {"council": ["Ashmear Council"]}, "Did you mean Ashmere Council?"),
        ("planned", {"council": ["council/ashmear"]}, "Did you mean council/ashmere?"),
        ("planned", {"council": ["Harbour Health CIC"]}, 'No council is called "Harbour Health CIC"'),
        ("planned", {"council": ["organisation/harbour-health-cic"]}, "No council"),
        ("planned", {"counsil": ["Ashmere"]}, "Did you mean council?"),
        ("networks", {"council": ["Ashmere"]}, "It takes none."),
        ("planned", {"council": ["x> } SERVICE <http://a> { ?s ?p ?o"]}, "No council is called"),
    ],
)
def test_an_unknown_name_is_an_error_with_a_suggestion(name: str, values: dict[str, list[str]], words: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        bind(find_question(name), values, STORE)
    assert words in str(caught.value)
    assert caught.value.status == 3


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("outcomes_at_least", {"unit_least": ["people"]}, "2 parts"),
        ("outcomes_at_least", {"unit_least": ["people,many"]}, "no number"),
        ("review_queue", {"below": ["0.5 } SERVICE <a:b> {"]}, "no number"),
        ("started_between", {"from_to": ["2018,2019"]}, "no day"),
        ("about_entity", {"node": ["http://a b"]}, "no IRI"),
    ],
)
def test_a_value_that_does_not_fit_is_an_error(name: str, values: dict[str, list[str]], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        bind(find_question(name), values, STORE)


def test_a_name_that_two_things_have_is_not_guessed() -> None:
    data = "".join(f"<https://w3id.org/graphkit/id/council/{slug}> {LABEL} 'Hill' .\n" for slug in "ab")
    with pytest.raises(UnknownNameError, match="Choose one: council/a, council/b"):
        bind(find_question("planned"), {"council": ["Hill"]}, open_bytes(data.encode()))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_stays_one_string(text: str) -> None:
    question = parse_question("any", 'SELECT ?x {\n  VALUES ?x { "a" }  # @param words\n}')
    query = bind(question, {"words": [text]}, STORE)
    if text != "UNDEF":
        check(query)
        assert [row["x"].value for row in ox.Store().query(query)] == [text]


def test_a_name_near_a_question_is_suggested() -> None:
    with pytest.raises(UnknownNameError, match=r"Did you mean planned\?"):
        find_question("planed")
    with pytest.raises(UnknownNameError, match=f"shows {len(list_questions())} ready questions"):
        find_question("zzz")


def test_a_file_is_a_question(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("# What is mine?\nASK {}", encoding="utf-8")
    assert find_question(str(file)).title == "What is mine?"
    with pytest.raises(InputMissingError):
        find_question(str(tmp_path / "other.rq"))
    file.write_bytes(b"# \xff")
    with pytest.raises(QueryError, match="UTF-8"):
        find_question(str(file))


def test_a_folder_of_exports_means_its_graph(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    with pytest.raises(InputMissingError, match="graphkit build"):
        find_graph(tmp_path)
    file.write_text("<a:s> <a:p> <a:o> .", encoding="utf-8")
    assert find_graph(tmp_path) == file
    with pytest.raises(InputMissingError, match=r"There is .*graph\.ttl"):
        find_graph(tmp_path / "grap.ttl")
    other = tmp_path / "graph.pdf"
    other.write_text("x", encoding="utf-8")
    with pytest.raises(NotAGraphError, match="ttl, nt, nq, trig"):
        find_graph(other)


def test_a_broken_graph_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text("<a:s> <a:p> <a:o> .\n<a:s> oops", encoding="utf-8")
    with pytest.raises(NotAGraphError, match="line 2"):
        open_graph(tmp_path)
