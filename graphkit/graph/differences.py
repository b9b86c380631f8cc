"""What differs between two versions of a graph: facts, things and documents that are added, gone or changed.

What is the same fact, thing or document in both, `versions` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from graphkit.graph.blocks import text_facts
from graphkit.graph.facts import direct_facts, is_direct
from graphkit.graph.tables import best_first, thing_rows
from graphkit.graph.terms import decimal
from graphkit.graph.versions import carried, paired_facts, renamed_documents
from graphkit.ids import collapse
from graphkit.records import Description, Document, Graph, Kind, Ref, Relation, Statement

_DESCRIBED = tuple(f.name for f in fields(Description) if f.name not in {"file", "id", "title"})
_LAST_DIGIT = 1e-9  # 0.55 - 0.5 is not quite 0.05


class Sign(StrEnum):
    """What became of a fact, thing or document."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A field with its value before and after; a sentence that is added or gone has one of the two."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact as it was and as it is; None before it was there, and after it went.

    ``council`` is the one that its document is about; None where that is none or several.
    """

    old: Statement | None
    new: Statement | None
    council: Ref | None
    changes: tuple[Change, ...] = ()

    @property
    def sign(self) -> Sign:
        """Whether it was added, is gone, or changed."""
        return _sign(self.old, self.new)

    @property
    def fact(self) -> Statement:
        """The fact as it is, or as it was last."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change of no fact")
        return found


@dataclass(frozen=True, slots=True)
class ThingChange:
    """A thing that was added, is gone, or got another name, kind or identity; ``ref`` is the older of two."""

    sign: Sign
    ref: Ref
    name: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document as it was and as it is; ``changes`` are of its text, title and description."""

    old: Document | None
    new: Document | None
    changes: tuple[Change, ...] = ()

    @property
    def sign(self) -> Sign:
        """Whether it was added, is gone, or changed."""
        return _sign(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs.

    ``settings`` are of the graph as a whole; ``same`` counts the facts that are as they were (rejected ones left out), and
    ``moved`` pairs the old and new ids of those that are the same but for the name of their document.
    """

    facts: tuple[FactChange, ...]
    things: tuple[ThingChange, ...]
    documents: tuple[DocumentChange, ...]
    settings: tuple[Change, ...]
    same: int
    moved: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.facts or self.things or self.documents or self.settings)


def compare(old: Graph, new: Graph, *, step: float = 0.05) -> Difference:
    """What differs between two graphs as they stand in exports.

    Not compared: where a sentence stands, which rule read it, other names of things, the decisions themselves.

    Args:
        old: The graph before.
        new: The graph after.
        step: A change of confidence counts from here on, or where it makes a fact count or count no longer.
    """
    renamed = renamed_documents(old, new)
    facts, same, moved = _facts(old, new, renamed, step)
    threshold = Change("threshold", decimal(old.threshold), decimal(new.threshold))
    return Difference(
        facts,
        tuple(sorted(_things(old, new, renamed), key=lambda t: (t.ref, t.sign))),
        tuple(_documents(old, new, renamed)),
        (threshold,) if threshold.before != threshold.after else (),
        same,
        moved,
    )


def _sign(old: object | None, new: object | None) -> Sign:
    return Sign.ADDED if old is None else Sign.GONE if new is None else Sign.CHANGED


# -- facts -----------------------------------------------------------------------------------------


def _facts(
    old: Graph, new: Graph, renamed: Mapping[str, str], step: float
) -> tuple[tuple[FactChange, ...], int, tuple[tuple[str, str], ...]]:
    """The facts that differ by document and place, how many do not, and which of those have another id."""
    before, after = ({s.id: s for s in graph.statements} for graph in (old, new))
    councils = _council_of(old) | _council_of(new)
    comparing = _Comparing(old, new, renamed, step)
    pairs = paired_facts(old, new, renamed)
    found, moved = [], []
    for fact, statement in before.items():
        council = councils.get(renamed.get(statement.document, statement.document))
        if fact not in pairs:
            found.append(FactChange(statement, None, council))
        elif changes := tuple(comparing.changes(statement, after[pairs[fact]])):
            found.append(FactChange(statement, after[pairs[fact]], council, changes))
        elif pairs[fact] != fact:
            moved.append((fact, pairs[fact]))
    kept = set(pairs.values())
    found += [FactChange(None, s, councils.get(s.document)) for s in new.statements if s.id not in kept]
    changed = {change.old.id for change in found if change.old is not None}
    same = sum(fact not in changed and not s.is_rejected for fact, s in before.items())
    return tuple(sorted(found, key=_place)), same, tuple(sorted(moved))


def _place(change: FactChange) -> tuple[str, bool, int, int, str]:
    """Where it stands; at one place what is gone comes before what is there instead."""
    best = best_first(change.fact.evidence)[0]
    order = (Sign.GONE, Sign.CHANGED, Sign.ADDED).index(change.sign)
    return change.fact.document, best.start is None, best.start or 0, order, change.fact.id


def _council_of(graph: Graph) -> dict[str, Ref | None]:
    """By document: the council that it is about; None where it is about none or several."""
    found: dict[str, set[Ref]] = defaultdict(set)
    for fact in direct_facts(graph):
        if fact.relation is Relation.ABOUT and fact.object is not None and fact.object.kind is Kind.COUNCIL:
            found[fact.document].add(fact.object)
    return {d.slug: min(found[d.slug]) if len(found[d.slug]) == 1 else None for d in graph.documents}


class _Comparing:
    """Compares one fact with itself in the other graph."""

    def __init__(self, old: Graph, new: Graph, renamed: Mapping[str, str], step: float) -> None:
        self._thresholds = old.threshold, new.threshold
        self._outcomes = {o.ref: o for o in old.outcomes}, {o.ref: o for o in new.outcomes}
        self._renamed, self._step = renamed, step

    def changes(self, old: Statement, new: Statement) -> Iterator[Change]:
        """What is different, field by field, sentences last."""
        was_counted, is_counted = (is_direct(s, t) for s, t in zip((old, new), self._thresholds, strict=True))
        yield from _differing(
            [
                ("status", old.status.value, new.status.value),
                ("subject", *self._ends(old.subject, new.subject)),
                ("relation", old.relation.value, new.relation.value),
                ("object", *self._objects(old, new)),
            ]
        )
        if was_counted != is_counted or abs(new.confidence - old.confidence) >= self._step - _LAST_DIGIT:
            yield from _differing([("confidence", decimal(old.confidence), decimal(new.confidence))])
        yield from _differing(
            [
                ("review", old.review.value, new.review.value),
                ("counts", "yes" if was_counted else "no", "yes" if is_counted else "no"),
            ]
        )
        yield from _sentences(old, new)

    def _ends(self, old: Ref, new: Ref) -> tuple[str, str]:
        """Both ends as text; the same where only a document's name in the key is another."""
        return str(new if new in carried(old, self._renamed) else old), str(new)

    def _objects(self, old: Statement, new: Statement) -> tuple[str, str]:
        if old.object is None or new.object is None or Kind.OUTCOME in (old.object.kind, new.object.kind):
            return self._said(old, 0), self._said(new, 1)
        return self._ends(old.object, new.object)

    def _said(self, statement: Statement, side: int) -> str:
        """The object in words: a date or role, a thing's key, or what an outcome counts."""
        if statement.object is None:
            return statement.literal
        node = self._outcomes[side].get(statement.object)
        if node is None:
            return str(statement.object)
        return f"about {node.label}" if node.outcome.approx else node.label


def _sentences(old: Statement, new: Statement) -> Iterator[Change]:
    before, after = ({collapse(e.quote): e.quote for e in s.evidence} for s in (old, new))
    yield from (Change("sentence", quote, "") for text, quote in before.items() if text not in after)
    yield from (Change("sentence", "", quote) for text, quote in after.items() if text not in before)


# -- things ----------------------------------------------------------------------------------------


def _things(old: Graph, new: Graph, renamed: Mapping[str, str]) -> Iterator[ThingChange]:
    """The things that differ. What became another thing by a decision is told once, under the key that it lost."""
    before, after = _names(old), _names(new)
    moved = _identity_changes(old, new, before, after)
    reached = {ref for one in before for ref in carried(one, renamed)}
    reached |= {end for one, was, now in moved for end in (one, was, now) if end is not None}
    for ref, was, now in moved:
        name = next(names[one] for one in (ref, now, was) for names in (before, after) if one in names)
        yield ThingChange(Sign.CHANGED, ref, name, (_identity(ref, was, now),))
    told = {ref for ref, *_ in moved}
    ended = {was for _, was, now in moved if was is not None and now is None}
    for ref, name in before.items():
        if ref in told or (ref in ended and ref not in after):
            continue
        if ref in after:
            if after[ref] != name:
                yield ThingChange(Sign.CHANGED, ref, after[ref], (Change("name", name, after[ref]),))
        elif not any(other in after for other in carried(ref, renamed)):
            yield ThingChange(Sign.GONE, ref, name)
    yield from (ThingChange(Sign.ADDED, ref, name) for ref, name in after.items() if ref not in reached)


def _names(graph: Graph) -> dict[Ref, str]:
    """The things that a document mentions or a fact names, outcomes apart, which are told with their facts."""
    return {row.ref: row.name for row in thing_rows(graph) if row.ref.kind is not Kind.OUTCOME}


def _identity_changes(
    old: Graph, new: Graph, before: Mapping[Ref, str], after: Mapping[Ref, str]
) -> list[tuple[Ref, Ref | None, Ref | None]]:
    """Things that a decision made another one in one of the graphs alone: (key, which in the old, which in the new)."""
    was, now = ({e.ref: e.replaced_by for e in g.entities if e.replaced_by is not None} for g in (old, new))
    found = []
    for ref in sorted({*was, *now}):
        is_there = ref in (before if ref not in was else after if ref not in now else was)
        if was.get(ref) != now.get(ref) and is_there:
            found.append((ref, was.get(ref), now.get(ref)))
    return found


def _identity(ref: Ref, was: Ref | None, now: Ref | None) -> Change:
    """``joined`` with another thing (empty: with none), or the key as another ``kind``, which keeps the slug."""
    if {end.slug for end in (was, now) if end is not None} == {ref.slug}:
        return Change("kind", str(was or ref), str(now or ref))
    return Change("joined", str(was or ""), str(now or ""))


# -- documents -------------------------------------------------------------------------------------


def _documents(old: Graph, new: Graph, renamed: Mapping[str, str]) -> Iterator[DocumentChange]:
    before, after = ({d.slug: d for d in graph.documents} for graph in (old, new))
    reached = {renamed.get(slug, slug) for slug in before}
    for slug, document in sorted(before.items()):
        now = after.get(renamed.get(slug, slug))
        if now is None:
            yield DocumentChange(document, None)
        elif changes := tuple(_document_changes(document, now)):
            yield DocumentChange(document, now, changes)
    yield from (DocumentChange(None, document) for slug, document in sorted(after.items()) if slug not in reached)


def _document_changes(old: Document, new: Document) -> Iterator[Change]:
    pairs = [("id", old.slug, new.slug), ("file", old.file_name, new.file_name), ("title", old.title, new.title)]
    pairs.append(("text", text_facts(old)[0], text_facts(new)[0]))
    pairs += [(name, getattr(old.description, name), getattr(new.description, name)) for name in _DESCRIBED]
    return _differing(pairs)


def _differing(pairs: list[tuple[str, str, str]]) -> Iterator[Change]:
    return (Change(name, before, after) for name, before, after in pairs if before != after)
