"""The ready questions with their answers, asked once when the site is made."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graphkit.errors import QueryError
from graphkit.graph import turtle
from graphkit.maps.content import best_evidence
from graphkit.maps.shapes import RELATIONS
from graphkit.records import Graph, Kind, Ref, Statement
from graphkit.site.view import View
from graphkit.store.answers import Answer, Term
from graphkit.store.files import open_bytes
from graphkit.store.formats import to_csv
from graphkit.store.names import short
from graphkit.store.questions import Question, bind, list_questions
from graphkit.store.run import Worker

MOST_ROWS = 1000
TIMEOUT_S = 120.0
ASKED_OF_ALL = 20_000
_PROJECTION = re.compile(r"\bSELECT\s+(?:DISTINCT\s+)?(.*?)\s+WHERE\s*\{", re.DOTALL)
_COLUMN = re.compile(r"\(.*?\bAS\s+\?(\w+)\s*\)|\?(\w+)")
_JOINED = re.compile(r'GROUP_CONCAT\(.*?SEPARATOR="; "\)\s+AS\s+\?(\w+)', re.DOTALL)
_THINGS = {"council": Kind.COUNCIL, "topic": Kind.TOPIC, "node": Kind.ORGANISATION}
_STATUS_WORDS = {"done": "happening", "negated": "denied"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of an answer: its text and, where that is a thing, document or sentence of the site, its page."""

    text: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer.

    Attributes:
        name: What ``graphkit query`` calls it.
        title: The question in plain words.
        asked: The values that it was asked with: name, value, and whether it was chosen for this graph.
        columns: The columns of the answer.
        rows: At most a thousand; ``is_cut`` says that there are more.
        csv: The same rows as CSV.
        problem: Why there is no answer; empty where there is one.
    """

    name: str
    title: str
    asked: tuple[tuple[str, str, bool], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    is_cut: bool = False
    csv: str = ""
    problem: str = ""


def answer_questions(graph: Graph, questions: Iterable[Question] | None = None) -> dict[str, Answer | str]:
    """The answers to the ready questions by name; in the place of one that could not be had, why.

    A question on a council, topic or body is asked of the one with most facts; all others with the values that the
    question itself has, and of all things where it says so and there are at most `ASKED_OF_ALL` facts. Rows come in one
    order whatever the engine does with equals.
    """
    store = open_bytes("".join(turtle(graph)).encode("utf-8"))
    found: dict[str, Answer | str] = {}
    with Worker(store, memory_bytes=0) as worker:
        for question in questions if questions is not None else list_questions():
            if question.form != "SELECT":
                found[question.name] = "Its answer is a graph, not a table."
                continue
            try:
                query = in_full_order(bind(question, {k: [v] for k, v in values_for(graph, question)}, store))
                found[question.name] = _sorted_lists(worker.ask(query, limit=MOST_ROWS, timeout_s=TIMEOUT_S), query)
            except QueryError as error:
                found[question.name] = error.what
    return found


def values_for(graph: Graph, question: Question) -> list[tuple[str, str]]:
    """The values that a question is asked with where its own would not fit every graph."""
    chosen = []
    for parameter in question.parameters:
        if parameter.default == "UNDEF" and len(graph.statements) <= ASKED_OF_ALL:
            continue
        if parameter.name in _THINGS:
            ref = _busiest(graph, _THINGS[parameter.name])
            chosen += [(parameter.name, str(ref))] if ref else []
        elif parameter.name == "claim":
            fact = _best_told(graph)
            claim = f"{fact.subject},{fact.relation.value},{fact.object}" if fact else ""
            chosen += [(parameter.name, claim)] if claim else []
    return chosen


def _busiest(graph: Graph, kind: Kind) -> Ref | None:
    """The thing of a kind that most facts name."""
    counts: dict[Ref, int] = defaultdict(int)
    for fact in graph.statements:
        if not fact.is_rejected:
            for ref in {fact.subject, fact.object}:
                if ref is not None and ref.kind is kind:
                    counts[ref] += 1
    return min(counts, key=lambda ref: (-counts[ref], ref), default=None)


def _best_told(graph: Graph) -> Statement | None:
    """The fact between two things that most sentences say."""
    facts = [fact for fact in graph.statements if not fact.is_rejected and fact.object is not None]
    return min(facts, key=lambda fact: (-len(fact.evidence), -fact.confidence, fact.id), default=None)


def in_full_order(query: str) -> str:
    """The query with all its columns behind those that it is ordered by.

    >>> in_full_order("SELECT ?a (COUNT(?b) AS ?n) WHERE { ?a ?p ?b } GROUP BY ?a ORDER BY ?a")
    'SELECT ?a (COUNT(?b) AS ?n) WHERE { ?a ?p ?b } GROUP BY ?a ORDER BY ?a ?n'
    """
    match = _PROJECTION.search(query)
    if match is None:
        return query
    columns = [one or other for one, other in _COLUMN.findall(match[1])]
    ordered = query.rstrip()
    _, keyword, order = ordered.rpartition("ORDER BY")
    missing = [f"?{column}" for column in columns if not re.search(rf"\?{column}\b", order if keyword else "")]
    return " ".join([ordered, *([] if keyword or not missing else ["ORDER BY"]), *missing])


def _sorted_lists(answer: Answer, query: str) -> Answer:
    """The answer with names that the query joined in one cell sorted: engines join them in any order."""
    joined = {answer.columns.index(name) for name in _JOINED.findall(query) if name in answer.columns}
    if not joined:
        return answer
    rows = tuple(tuple(_sorted_list(t) if n in joined else t for n, t in enumerate(row)) for row in answer.rows)
    return replace(answer, rows=rows)


def _sorted_list(term: Term | None) -> Term | None:
    return term and replace(term, value="; ".join(sorted(term.value.split("; "))))


def answered(view: View, answers: dict[str, Answer | str]) -> list[Answered]:
    """The questions as their pages show them."""
    links = _links(view)
    found = []
    for question in list_questions():
        if question.name not in answers:
            continue
        answer = answers[question.name]
        chosen = dict(values_for(view.graph, question))
        asked = tuple((p.name, chosen.get(p.name, p.default), p.name in chosen) for p in question.parameters)
        if isinstance(answer, str):
            found.append(Answered(question.name, question.title, asked, problem=answer))
            continue
        rows = tuple(
            tuple(_cell(c, term, view, links) for c, term in zip(answer.columns, row, strict=True))
            for row in answer.rows
        )
        csv = to_csv(replace(answer, truncated=False))
        shown = (question.name, question.title, asked, answer.columns, rows, answer.truncated, csv)
        found.append(Answered(*shown))
    return found


def _links(view: View) -> dict[str, str]:
    """Pages by the names that lead to one only, places by sentences that stand in one document only, and by fact ids."""
    pages: dict[str, set[str]] = defaultdict(set)
    for ref, page in view.pages.items():
        pages[view.names[ref]].add(page)
    links: dict[str, str] = {}
    places: dict[str, list[Statement]] = defaultdict(list)
    for facts in view.said.values():
        for fact in facts:
            links[fact.id] = view.place_of(fact)
            places[best_evidence(fact).quote].append(fact)
    links |= {q: view.place_of(facts[0]) for q, facts in places.items() if len({f.document for f in facts}) == 1}
    return links | {name: min(found) for name, found in pages.items() if len(found) == 1}


def _cell(column: str, term: Term | None, view: View, links: dict[str, str]) -> Cell:
    if term is None:
        return Cell("")
    if term.kind == "uri":
        text = short(term.value)
        words = RELATIONS.get(text.removeprefix("gk:"), text) if text.startswith("gk:") else text
        return Cell(words, _page_of(view, text, links))
    if column == "status":
        return Cell(_STATUS_WORDS.get(term.value, term.value))
    return Cell(term.value, links.get(term.value, ""))


def _page_of(view: View, name: str, links: dict[str, str]) -> str:
    """The page of what an answer names: a thing or document, or the place of a fact."""
    kind, _, slug = name.partition("/")
    if kind == "statement":
        return links.get(slug, "")
    return view.pages.get(Ref(Kind(kind), slug), "") if kind in set(Kind) else ""
