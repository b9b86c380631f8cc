"""The gap matrix: topics by councils, and for each pair whether an initiative is done, planned, ended, or not found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graphkit.records import Kind, Ref, Relation, Statement
from graphkit.site.view import STATUS_ORDER, View

DOUBT = "doubt"
_ORDER = (*(status.value for status in STATUS_ORDER), DOUBT)


@dataclass(frozen=True, slots=True)
class Cell:
    """How a council stands to a topic: a status or ``doubt`` (read with little confidence only), and by how many facts."""

    status: str
    facts: int


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Topics, those of most councils first, each with the cells of the councils where something was found."""

    councils: list[Ref]
    rows: list[tuple[Ref, dict[Ref, Cell]]]
    narrower: dict[Ref, list[Ref]]


def matrix_of(view: View) -> Matrix:
    """The matrix of the councils that documents are about; a topic counts for its wider topics too.

    A fact that is happening counts as planned or ended where all that is said of who does the initiative is.
    """
    studied = set(view.studied)
    found: dict[Ref, dict[Ref, list[str]]] = defaultdict(lambda: defaultdict(list))
    wider = _wider(view)
    for facts in view.said.values():
        for fact in facts:
            if fact.relation is not Relation.ADDRESSES or fact.object is None or fact.object not in view.pages:
                continue
            status = _status(view, fact)
            for council in view.councils.get(fact.subject, ()):
                if council in studied:
                    for topic in (fact.object, *wider.get(fact.object, ())):
                        found[topic][council].append(status)
    rows = [
        (topic, {council: Cell(min(said, key=_ORDER.index), len(said)) for council, said in cells.items()})
        for topic, cells in found.items()
    ]
    rows.sort(key=lambda row: (-len(row[1]), view.names[row[0]].casefold(), row[0]))
    narrower: dict[Ref, list[Ref]] = defaultdict(list)
    for topic, above in wider.items():
        for other in above:
            narrower[other].append(topic)
    return Matrix(view.studied, rows, {topic: sorted(below) for topic, below in narrower.items()})


def _status(view: View, fact: Statement) -> str:
    if view.is_doubtful(fact):
        return DOUBT
    if fact.status is not STATUS_ORDER[0]:
        return fact.status.value
    acting = view.status_of(fact.subject)[0]
    return acting or fact.status.value


def _wider(view: View) -> dict[Ref, list[Ref]]:
    """All topics above each topic that have a page, near and far."""
    above = {
        ref: [Ref(Kind.TOPIC, slug) for slug in entity.broader]
        for ref, entity in view.entities.items()
        if ref.kind is Kind.TOPIC
    }
    result = {}
    for topic, nearest in above.items():
        reached: list[Ref] = []
        queue = list(nearest)
        while queue:
            other = queue.pop()
            if other not in reached and other != topic:
                reached.append(other)
                queue += above.get(other, ())
        result[topic] = sorted(ref for ref in reached if ref in view.pages)
    return result
