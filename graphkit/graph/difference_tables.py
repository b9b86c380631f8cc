"""A difference for programs: a table, and an object for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graphkit.graph.differences import Change, Difference, DocumentChange, FactChange, Sign, ThingChange
from graphkit.graph.terms import decimal
from graphkit.records import Ref, Statement

DIFFERENCE_COLUMNS = (
    *("what", "change", "council", "document", "id", "new_id", "name", "field", "before", "after"),
    *("status", "confidence", "quote"),
)


def difference_rows(
    difference: Difference, shown: Sequence[FactChange], labels: Mapping[Ref, str]
) -> Iterator[list[str]]:
    """A row an added or gone fact, thing or document, and one a field of what changed, under `DIFFERENCE_COLUMNS`.

    Args:
        difference: What to tell.
        shown: The facts of it that are told.
        labels: Names of councils.
    """
    for change in difference.settings:
        yield _row(what="graph", change=Sign.CHANGED, changed=change)
    for document in difference.documents:
        kept = document.new or document.old
        if kept is not None:
            names = {"id": document.old.slug if document.old else kept.slug, "name": kept.title, "document": kept.slug}
            for field in document.changes or (None,):
                yield _row(what="document", change=document.sign, changed=field, **names)
    for fact in shown:
        council = labels.get(fact.council, fact.council.slug) if fact.council else ""
        for field in fact.changes or (None,):
            yield _row(what="fact", change=fact.sign, changed=field, council=council, **_fact_cells(fact))
    for old, new in difference.moved:
        yield _row(what="fact", change=Sign.CHANGED, changed=Change("id", old, new), id=old, new_id=new)
    for thing in difference.things:
        for field in thing.changes or (None,):
            yield _row(what="thing", change=thing.sign, changed=field, id=str(thing.ref), name=thing.name)


def _row(*, what: str, change: Sign, changed: Change | None, **cells: str) -> list[str]:
    given = {"what": what, "change": change.value, **cells}
    if changed is not None:
        given |= {"field": changed.field, "before": changed.before, "after": changed.after}
    return [given.get(column, "") for column in DIFFERENCE_COLUMNS]


def _fact_cells(change: FactChange) -> dict[str, str]:
    fact = change.fact
    return {
        "document": fact.document,
        "id": change.old.id if change.old else fact.id,
        "new_id": fact.id if change.old and change.old.id != fact.id else "",
        "name": fact.label,
        "status": fact.status.value,
        "confidence": decimal(fact.confidence),
        "quote": fact.quote,
    }


def difference_object(difference: Difference, shown: Sequence[FactChange]) -> dict[str, Any]:
    """The same for JSON: counts of all, then settings, documents, the facts that are told, and things."""
    return {
        "counts": {
            "facts": {**_signs(f.sign for f in difference.facts), "same": difference.same},
            "documents": _signs(d.sign for d in difference.documents),
            "things": _signs(t.sign for t in difference.things),
        },
        "settings": [_change(change) for change in difference.settings],
        "documents": [_document_json(change) for change in difference.documents],
        "facts": [_fact_json(change) for change in shown],
        "moved": [{"old": old, "new": new} for old, new in difference.moved],
        "things": [_thing_json(change) for change in difference.things],
    }


def _signs(signs: Iterable[Sign]) -> dict[str, int]:
    numbers = Counter(signs)
    return {sign.value: numbers[sign] for sign in Sign}


def _change(change: Change) -> dict[str, str]:
    return {"field": change.field, "before": change.before, "after": change.after}


def _document_json(change: DocumentChange) -> dict[str, Any]:
    ends = {side: d and {"id": d.slug, "title": d.title, "file": d.file_name} for side, d in _both(change)}
    return {"change": change.sign.value, **ends, "changes": [_change(c) for c in change.changes]}


def _fact_json(change: FactChange) -> dict[str, Any]:
    return {
        "change": change.sign.value,
        "council": str(change.council) if change.council else None,
        **{side: statement and _statement(statement) for side, statement in _both(change)},
        "changes": [_change(c) for c in change.changes],
    }


def _both(change: Any) -> tuple[tuple[str, Any], tuple[str, Any]]:
    return ("old", change.old), ("new", change.new)


def _statement(fact: Statement) -> dict[str, Any]:
    return {
        "fact": fact.id,
        "label": fact.label,
        "subject": str(fact.subject),
        "relation": fact.relation.value,
        "object": str(fact.object) if fact.object else fact.literal,
        "status": fact.status.value,
        "confidence": fact.confidence,
        "review": fact.review.value,
        "document": fact.document,
        "quotes": [evidence.quote for evidence in fact.evidence],
    }


def _thing_json(change: ThingChange) -> dict[str, Any]:
    return {
        "change": change.sign.value,
        "thing": str(change.ref),
        "name": change.name,
        "changes": [_change(c) for c in change.changes],
    }
