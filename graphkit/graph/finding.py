"""A fact or thing by what a person calls it, and why a fact stands as it does, in words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

from graphkit.errors import UnknownNameError
from graphkit.graph.facts import is_direct
from graphkit.graph.networks import node_labels
from graphkit.records import Graph, Kind, Ref, Review, Span, Statement, Status
from graphkit.vocabulary import ID

STATUS_WORDS = {
    Status.DONE: "happening",
    Status.PLANNED: "planned",
    Status.ENDED: "ended",
    Status.NEGATED: "denied",
}
_FACT = re.compile(r"[0-9a-f]{4,16}\Z")
_BREAK = re.compile(r"\n[^\S\n]*\n")
_SHOWN = 5


def find(graph: Graph, name: str) -> Statement | Ref:
    """The fact whose id begins so (four or more digits), or the thing of that ``kind/slug``, IRI, name or other name.

    Of several things of one name the council is meant, where one of them is.

    Raises:
        UnknownNameError: Nothing or more than one thing is called so; the message says what is near.
    """
    wanted = name.strip().removeprefix(ID).removeprefix("statement/")
    if _FACT.match(wanted):
        facts = [s for s in graph.statements if s.id.startswith(wanted)]
        if len(facts) == 1:
            return facts[0]
        if facts:
            raise _several(name, [f"{s.id} ({s.label})" for s in facts], "facts begin with")
    labels = node_labels(graph)
    for ref in labels:
        if str(ref) == wanted:
            return ref
    return _named(graph, name, wanted, labels)


def _named(graph: Graph, name: str, wanted: str, labels: dict[Ref, str]) -> Ref:
    called: dict[str, set[Ref]] = {}
    for ref, label in labels.items():
        called.setdefault(label.casefold(), set()).add(ref)
    for entity in graph.entities:
        for other in entity.other_names:
            called.setdefault(other.casefold(), set()).add(entity.ref)
    for entity in graph.entities:
        if entity.replaced_by is not None and str(entity.ref) == wanted:
            return entity.replaced_by
    found = sorted(called.get(wanted.casefold(), ()))
    # "Wigan" is the town too; who asks of councils' case studies means the council.
    councils = [ref for ref in found if ref.kind is Kind.COUNCIL]
    if len(found) == 1 or len(councils) == 1:
        return (councils or found)[0]
    if found:
        raise _several(name, [f"{ref} ({labels[ref]})" for ref in found], "things are called")
    near = difflib.get_close_matches(wanted.casefold(), sorted(called), 1, 0.6)
    if near:
        ref = min(called[near[0]])
        raise UnknownNameError(f'No fact or thing "{name}".', todo=f"Did you mean {labels[ref]}?")
    raise UnknownNameError(
        f'No fact or thing "{name}".', todo="Ids are in exports/facts.csv; four or more first digits are enough."
    )


def _several(name: str, found: Sequence[str], words: str) -> UnknownNameError:
    return UnknownNameError(f'{len(found)} {words} "{name}".', todo=f"Choose: {listed(found)}.")


def paragraph_at(text: str, start: int, end: int) -> Span:
    r"""The paragraph (between empty lines) around a stretch of text; more than one where the stretch spans several.

    >>> paragraph_at("One.\n\nTwo. Three.\n\nFour.", 11, 17).of("One.\n\nTwo. Three.\n\nFour.")
    'Two. Three.'
    """
    first, last = 0, len(text)
    for match in _BREAK.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return Span(first, max(first, last))


def origin_words(graph: Graph, origins: Iterable[str]) -> list[str]:
    """What people call the datasets that something was taken in from: ``Title, version``, by way of another."""
    called = {d.slug: f"{d.title}, {d.version}" if d.version else d.title for d in graph.datasets}
    words = []
    for origin in origins:
        parts = origin.split("--")
        names = ["--".join(parts[:n]) for n in range(len(parts), 0, -1)]
        words.append(" by way of ".join(called.get(name) or name for name in names))
    return words


def many(number: int, name: str) -> str:
    """A number and what it counts.

    >>> many(1, "fact"), many(2, "fact"), many(0, "fact")
    ('1 fact', '2 facts', 'no facts')
    """
    return f"{number} {name}" if number == 1 else f"{number or 'no'} {name}s"


def listed(names: Sequence[str]) -> str:
    """Names with commas between, at most five, then how many more.

    >>> listed(["A", "B"])
    'A, B'
    """
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def why_status(statement: Statement) -> str:
    """Why a fact is happening, planned, ended or denied."""
    word = STATUS_WORDS[statement.status].capitalize()
    if statement.review is Review.EDITED:
        return f"{word}: a person edited this fact."
    if statement.is_disputed:
        others = sorted({STATUS_WORDS[e.status] for e in statement.evidence if e.status is not statement.status})
        return f"{word}: its most confident sentence says so; another says {' and '.join(others)}."
    return f"{word}: so says {'its sentence' if len(statement.evidence) == 1 else 'each of its sentences'}."


def why_counted(statement: Statement, threshold: float) -> str:
    """Why plain questions, rankings and counts take a fact in, or leave it out."""
    if statement.is_rejected:
        return "Left out of everything: a person rejected it."
    if is_direct(statement, threshold):
        if statement.confidence >= threshold:
            return f"Counts: it is happening, and its confidence is at or above the graph's {threshold:g}."
        return "Counts: it is happening, and a person accepted it."
    if statement.status is not Status.DONE:
        return f"Does not count as a plain fact: it is {STATUS_WORDS[statement.status]}."
    return f"Does not count as a plain fact: its confidence is below the graph's {threshold:g}."
