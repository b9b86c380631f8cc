"""Every ready question gives the same rows in two engines, on a small graph and on the agreed examples."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graphkit.store.answers import Answer
from graphkit.store.files import open_graph
from graphkit.store.formats import to_csv
from graphkit.store.guard import check
from graphkit.store.questions import Question, bind, find_question, list_questions
from graphkit.store.run import ask
from graphkit.store.tokens import tokenise

SMALL = Path(__file__).parents[1] / "store" / "files" / "small.ttl"
GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = ("wigan", "blackpool", "digest")
AGREED = Path(__file__).resolve().parents[3] / "shared" / "contract"
QUESTIONS = {question.name: question for question in list_questions()}
ON_SMALL = {
    "about_entity": {"node": ["Harbour"]},
    "contact_about_topic": {"topic": ["sexual health"]},
    "evidence": {"claim": ["Ashmere Council, commissions, Harbour Health CIC"]},
    "facts_of_council": {"council": ["Brindle Council"]},
    "gap": {"council": ["Brindle Council"]},
    "good_practice": {"council": ["Brindle Council"]},
    "not_so": {"status": ["negated"]},
    "planned": {"council": ["Ashmere Council", "council/brindle"]},
    "section_facts": {"section": ["sustained"]},
    "timeline": {"council": ["Ashmere"]},
}
EMPTY_ON_SMALL = {"shared_provider"}


def bound(name: str) -> str:
    """The query of a question as it is put to the small graph."""
    return bind(QUESTIONS[name], ON_SMALL.get(name, {}), open_graph(SMALL))


def rdflib_rows(graph: rdflib.Graph, query: str) -> list[tuple[str, ...]]:
    result = graph.query(query)
    rows = result.graph if result.type == "CONSTRUCT" else result
    return sorted(tuple("" if term is None else str(term) for term in row) for row in rows)


def our_rows(answer: Answer) -> list[tuple[str, ...]]:
    return sorted(tuple("" if term is None else term.value for term in row) for row in answer.rows)


def as_sets(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows with joined names in one order: SPARQL leaves the order of GROUP_CONCAT open."""
    return sorted(tuple("; ".join(sorted(cell.split("; "))) for cell in row) for row in rows)


@pytest.fixture(scope="module")
def small() -> rdflib.Graph:
    return rdflib.Graph().parse(SMALL)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> tuple[rdflib.Graph, Path]:
    if not AGREED.is_dir():
        pytest.skip("there is no ../shared beside the project")
    graph = rdflib.Graph()
    for name in EXAMPLES:
        graph.parse(AGREED / "example" / f"{name}.ttl")
    file = tmp_path_factory.mktemp("union") / "graph.nt"
    graph.serialize(file, format="nt", encoding="utf-8")
    return graph, file


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_agree_on_a_small_graph(name: str, small: rdflib.Graph) -> None:
    query = bound(name)
    answer = ask(SMALL, query, limit=10_000)
    assert as_sets(our_rows(answer)) == as_sets(rdflib_rows(small, query))
    assert answer.is_empty == (name in EMPTY_ON_SMALL)


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_agree_on_the_agreed_examples(name: str, examples: tuple[rdflib.Graph, Path]) -> None:
    graph, file = examples
    query = QUESTIONS[name].text
    assert as_sets(our_rows(ask(file, query, limit=10_000))) == as_sets(rdflib_rows(graph, query))


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_the_reviewed_one(name: str, update_golden: bool) -> None:
    text = to_csv(ask(SMALL, bound(name), limit=10_000))
    golden = GOLDEN / f"{name}.csv"
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="")
    assert text == golden.read_text(encoding="utf-8")


def test_every_agreed_question_is_there_with_its_number_of_rows(examples: tuple[rdflib.Graph, Path]) -> None:
    lines = (AGREED / "questions.md").read_text(encoding="utf-8").splitlines()
    agreed = {}
    for line in lines:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| q") and len(cells) == 5:
            agreed[cells[0].partition("_")[2]] = int(cells[3].split()[0])
    assert len(agreed) == 27
    # "planned" asks of every council here, of Wigan there
    texts = {
        name: QUESTIONS[name].text.replace("{ UNDEF }  # @param council", "{ council:wigan }  # @param council")
        for name in agreed
    }
    assert {name: len(ask(examples[1], texts[name], limit=10_000).rows) for name in agreed} == agreed


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda q: q.name)
def test_a_question_says_in_plain_words_what_it_asks(question: Question) -> None:
    assert len(question.title) > 20, f"{question.name}.rq has no question in its first line"
    check(question.text)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda q: q.name)
def test_a_question_stands_alone_without_extensions(question: Question) -> None:
    words = {token.word for token in tokenise(question.text)}
    assert not words & {"GRAPH", "LATERAL", "FROM", "SERVICE"}
    ox.Store().query(question.text)  # its own PREFIX lines suffice


def test_shared_provider_finds_two_councils_with_one_body(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    more = "council:brindle gk:commissions organisation:harbour-health-cic .\n"
    file.write_text(SMALL.read_text(encoding="utf-8") + more, encoding="utf-8")
    rows = our_rows(ask(file, QUESTIONS["shared_provider"].text))
    iri = "https://w3id.org/graphkit/id/organisation/harbour-health-cic"
    assert rows == [("Ashmere Council", "Brindle Council", iri, "Harbour Health CIC")]


def test_shared_provider_finds_the_agreed_row(examples: tuple[rdflib.Graph, Path], tmp_path: Path) -> None:
    base = "https://w3id.org/graphkit/"
    more = f"<{base}id/council/blackpool> <{base}ns#commissions> <{base}id/organisation/spectrum> .\n"
    file = tmp_path / "graph.nt"
    file.write_text(examples[1].read_text(encoding="utf-8") + more, encoding="utf-8")
    rows = our_rows(ask(file, QUESTIONS["shared_provider"].text))
    assert rows == [("Blackpool Council", "Wigan Council", f"{base}id/organisation/spectrum", "Spectrum")]


def test_a_planned_fact_that_was_also_done_is_no_plan() -> None:
    rows = csv.DictReader(io.StringIO(to_csv(ask(SMALL, bound("planned")))))
    assert {row["quote"] for row in rows} == {
        "Next year Ashmere Council will take the Harbour Clinics in hand.",
        "Next year Warm Start will reach pupils in year nine.",
        "A second round of Warm Start will begin in 2027.",
        "Warm Start will also tell families where to get contraception.",
    }


def test_a_council_answers_for_itself_alone() -> None:
    query = bind(find_question("facts_of_council"), {"council": ["Ashmere Council"]}, open_graph(SMALL))
    rows = list(csv.DictReader(io.StringIO(to_csv(ask(SMALL, query)))))
    assert "Ashmere Council" in {row["subject"] for row in rows}
    assert not [row["quote"] for row in rows if "Warm Start" in row["quote"] or row["subject"] == "Brindle Council"]


def test_the_page_on_questions_has_each_with_its_words_and_defaults() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
    parts = {part.split("\n", 1)[0]: part for part in page.split("\n### ")[1:]}
    assert set(parts) == set(QUESTIONS)
    for name, question in QUESTIONS.items():
        assert question.title in parts[name], name
        for parameter in question.parameters:
            assert f"`{parameter.name}`" in parts[name], name
            assert f"default `{parameter.default}`" in parts[name], name
