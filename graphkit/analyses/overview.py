"""What is in the graph: documents, things by type, facts by status, and how many are doubtful."""

from __future__ import annotations

from collections import Counter

from graphkit.graph import is_direct
from graphkit.graph.finding import STATUS_WORDS
from graphkit.graph.tables import thing_rows
from graphkit.records import Finding, Graph, Review, Statement, Status

title = "What is in the graph"

_DOUBTFUL = 0.7


def analyse(graph: Graph) -> list[Finding]:
    """One finding for each number; those on facts name them."""
    facts = [s for s in graph.statements if not s.is_rejected]
    things = thing_rows(graph)
    kinds = Counter(row.type for row in things)
    findings = [
        _finding("documents", len(graph.documents), "Documents that were read."),
        _finding("things", len(things), "Things that they name or describe."),
        *(_finding(kind, kinds[kind], f"Things of the type {kind}.") for kind in sorted(kinds)),
        _on_facts("facts", facts, "Facts that they say, each with its sentence."),
    ]
    for status in (Status.DONE, Status.PLANNED, Status.ENDED, Status.NEGATED):
        word = STATUS_WORDS[status]
        findings.append(_on_facts(word, [s for s in facts if s.status is status], f"Facts that are {word}."))
    direct = [s for s in facts if is_direct(s, graph.threshold)]
    doubtful = [s for s in facts if s.confidence < _DOUBTFUL and s.review is Review.UNREVIEWED]
    disputed = [s for s in facts if s.is_disputed]
    return [
        *findings,
        _on_facts("counted", direct, f"Facts that count: happening, and as sure as {graph.threshold:g} or accepted."),
        _on_facts("doubtful", doubtful, f"Facts with a confidence below {_DOUBTFUL:g} that nobody has reviewed."),
        _on_facts("disputed", disputed, "Facts whose sentences differ in status."),
    ]


def _finding(what: str, number: int, words: str) -> Finding:
    return Finding((), (("what", what), ("number", str(number))), words)


def _on_facts(what: str, facts: list[Statement], words: str) -> Finding:
    return Finding((), (("what", what), ("number", str(len(facts)))), words, tuple(fact.id for fact in facts))
