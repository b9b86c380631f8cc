"""Proof that an export keeps its contract: every sentence at its offsets, every id recomputed, everything derived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from graphkit.checks.beside import digest_problems, map_problems, table_problems
from graphkit.checks.derived import council_faults, decision_faults, reported, triple_faults
from graphkit.checks.facts import (
    derived_faults,
    document_faults,
    evidence_faults,
    id_faults,
    key_faults,
    sentence_faults,
)
from graphkit.checks.problems import RULES, Fault, LoadText, Problem
from graphkit.checks.shape import property_faults, relation_faults, term_faults, type_faults
from graphkit.checks.tiers import tier_faults
from graphkit.errors import NotAGraphError
from graphkit.graph.finding import origin_words
from graphkit.graph.reading import graph_file, graph_of, node_of, read_rows
from graphkit.graph.terms import Row
from graphkit.graph.turtle import turtle_of_rows
from graphkit.records import Graph

__all__ = ["RULES", "Elsewhere", "Problem", "Report", "check", "record_faults", "shape_faults"]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A document whose text is not here: its title, its address, and the titles of the graphs that it was taken in from."""

    title: str
    url: str
    datasets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: rules that were checked (in order), problems (by rule), and how many facts and sentences.

    Of the sentences ``found`` stand at their offsets, and ``stated`` are of a stated source, without offsets. The texts of
    the documents of ``elsewhere`` are not here but with the graph that they were taken in from; their
    ``unchecked`` sentences were not looked up.
    """

    facts: int
    sentences: int
    stated: int
    found: int
    checked: tuple[str, ...]
    problems: tuple[Problem, ...]
    unchecked: int = 0
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def failed(self) -> frozenset[str]:
        """The rules that do not hold."""
        return frozenset(problem.rule for problem in self.problems)


def check(path: Path, load_text: LoadText | None = None) -> Report:
    """Check a graph (a folder of exports or an RDF file) and the tables and map beside it.

    Args:
        path: What to check.
        load_text: Gives the normalised text of a document by its file name.

    Raises:
        InputMissingError: There is no such file.
        NotAGraphError: It is no RDF, or no fact of graphkit is in it.
    """
    file = graph_file(path)
    rows = read_rows(file)
    if not any(value in {"gk:Statement", "gk:RejectedStatement"} for node in rows.values() for _, value in node):
        graph_of(rows, where=file.as_posix())
    problems = list(_bytes_problems(file, rows))
    finder = _Lines(file)
    problems += finder.problems(shape_faults(rows))
    try:
        graph = graph_of(rows, where=file.as_posix())
    except NotAGraphError as error:
        problems.append(Problem("readable", file.as_posix(), 0, 0, error.what))
        return _report(problems, (0, 0, 0, 0), ("canonical-bytes", *list(RULES)[1:7]))
    faults, texts = document_faults(graph, load_text)
    problems += finder.problems(chain(faults, record_faults(graph, rows, texts)))
    if path.is_dir():
        problems += chain(table_problems(graph, texts, path), map_problems(graph, texts, path), digest_problems(path))
    sentences = [(s, e) for s in graph.statements for e in s.evidence if not s.is_rejected]
    lost = {p.text.partition(" ")[0] for p in problems if p.rule == "quote-at-offsets"}
    found = sum(s.document in texts and f"evidence:{e.id}:" not in lost for s, e in sentences if e.start is not None)
    stated = sum(e.start is None for _, e in sentences)
    report = _report(problems, (len({s.id for s, _ in sentences}), len(sentences), stated, found), _checked(path))
    away = {d.slug for d in graph.documents if d.origins and d.slug not in texts}
    unchecked = sum(s.document in away for s, e in sentences if e.start is not None)
    return replace(report, unchecked=unchecked, elsewhere=tuple(_elsewhere(graph, away)))


def _elsewhere(graph: Graph, away: set[str]) -> Iterator[Elsewhere]:
    for document in graph.documents:
        if document.slug in away:
            datasets = tuple(origin_words(graph, document.origins))
            yield Elsewhere(document.title, document.description.url, datasets)


def shape_faults(rows: dict[str, set[Row]]) -> Iterator[Fault]:
    """All faults of triples as they stand, before they are understood."""
    nodes = {subject: node_of(rows[subject]) for subject in sorted(rows)}
    return chain(term_faults(nodes), type_faults(nodes), property_faults(nodes), relation_faults(nodes))


def record_faults(graph: Graph, rows: dict[str, set[Row]], texts: dict[str, str]) -> Iterator[Fault]:
    """All faults of the records of a graph, given the triples they were read from and the texts (by document slug)."""
    owners = reported(rows, "gk:document", "evidence")
    agents = {decision: "".join(by) for decision, by in reported(rows, "prov:wasAssociatedWith", "decision").items()}
    yield from sentence_faults(graph, texts)
    yield from id_faults(graph)
    yield from key_faults(graph)
    yield from derived_faults(graph)
    yield from evidence_faults(graph, owners)
    yield from triple_faults(graph, rows)
    yield from council_faults(graph)
    yield from decision_faults(graph, agents)
    yield from tier_faults(graph, rows, texts)


def _bytes_problems(file: Path, rows: dict[str, set[Row]]) -> Iterable[Problem]:
    if file.suffix != ".ttl":
        return
    data, want = file.read_bytes(), turtle_of_rows(rows).encode("utf-8")
    if data != want:
        line = next(
            (n for n, (a, b) in enumerate(zip(data.split(b"\n"), want.split(b"\n"), strict=False), 1) if a != b), 0
        )
        yield Problem("canonical-bytes", file.as_posix(), line, 1, "not the canonical form from this line on")


def _checked(path: Path) -> tuple[str, ...]:
    beside = {
        "facts-csv": "facts.csv",
        "things-csv": "things.csv",
        "map-html": "map.html",
        "digests": ".graphkit/SHA256SUMS",
    }
    return tuple(rule for rule in RULES if rule not in beside or (path / beside[rule]).is_file())


def _report(problems: list[Problem], counts: tuple[int, int, int, int], checked: tuple[str, ...]) -> Report:
    order = list(RULES)
    unique = sorted(set(problems), key=lambda p: (order.index(p.rule), p.file, p.line, p.column, p.text))
    return Report(*counts, checked, tuple(unique))


class _Lines:
    """Finds the line of a node in the file it was read from."""

    def __init__(self, file: Path) -> None:
        self._file = file.as_posix()
        self._lines: dict[str, int] = {}
        if file.suffix == ".ttl":
            text = file.read_text(encoding="utf-8", errors="replace")
            for number, line in enumerate(text.split("\n"), 1):
                if line and not line[0].isspace() and not line.startswith("@"):
                    self._lines.setdefault(line.partition(" ")[0], number)

    def problems(self, faults: Iterable[Fault]) -> list[Problem]:
        """The faults with their places."""
        made = []
        for rule, node, text in faults:
            line = self._lines.get(node, 0)
            made.append(Problem(rule, self._file, line, 1 if line else 0, f"{node}: {text}" if node else text))
        return made
