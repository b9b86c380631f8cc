"""A review by spreadsheet: the questions as CSV with empty verdicts, and what a person filled in as decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from graphkit.errors import GraphkitError, ReviewError
from graphkit.graph.networks import node_labels
from graphkit.graph.sheets import Line, read_sheet_rows
from graphkit.graph.tables import best_first, csv_text, facts_of_things
from graphkit.graph.terms import decimal
from graphkit.ids import collapse
from graphkit.records import Candidate, Entity, Graph, Kind, Statement
from graphkit.resolution.decisions import FiledDecision, Verdict, pair_of, thing_of
from graphkit.resolution.told import RefusedError
from graphkit.reviewing.desk import Desk
from graphkit.reviewing.items import CouncilItem, FactItem, Item, ItemKind, NameItem, OrphanItem, question
from graphkit.reviewing.journal import Written
from graphkit.reviewing.queue import orphans, similar_councils

COLUMNS = (
    *("item", "kind", "key", "question", "subject", "relation", "object", "status", "confidence", "quote", "document"),
    *("section", "verdict", "value", "reason", "by", "time"),
)
_NEEDED = ("kind", "key", "verdict")
_TO_FILL = 5
_TODO = "Make a new sheet with graphkit review --export."


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a sheet: what was written, how many rows say what stands already, and those that were refused."""

    written: tuple[Written, ...]
    standing: int
    errors: tuple[GraphkitError, ...]


# -- out -------------------------------------------------------------------------------------------


def sheet(graph: Graph, items: Sequence[Item]) -> str:
    """The questions as CSV, a row each in their order, with five empty columns to fill in."""
    by_thing, labels = facts_of_things(graph), node_labels(graph)
    rows = []
    for number, item in enumerate(items, 1):
        if isinstance(item, FactItem):
            cells = _fact_cells(item.fact)
        elif isinstance(item, NameItem):
            known = best_fact(by_thing.get(item.candidate.retired, ()))
            cells = [str(item.candidate.retired), "", str(item.candidate.kept), "", "", *_sentence(known)]
        elif isinstance(item, CouncilItem):
            known = best_fact(by_thing.get(item.council.ref, ()))
            cells = [item.key, "", "; ".join(f"council/{c.slug}" for c in item.choices), "", "", *_sentence(known)]
        else:
            cells = _orphan_cells(item)
        rows.append([str(number), item.kind, item.key, question(item, labels), *cells, *[""] * _TO_FILL])
    return csv_text(COLUMNS, rows)


def best_fact(facts: Iterable[Statement]) -> Statement | None:
    """The fact to show a thing by: the most confident of those given, then by id."""
    return min(facts, key=lambda fact: (-fact.confidence, fact.id), default=None)


def _fact_cells(fact: Statement) -> list[str]:
    end = str(fact.object) if fact.object is not None else fact.literal
    status, confidence = fact.status.value, decimal(fact.confidence)
    return [str(fact.subject), fact.relation.value, end, status, confidence, *_sentence(fact)]


def _sentence(fact: Statement | None) -> list[str]:
    """Quote, document and section."""
    if fact is None:
        return ["", "", ""]
    return [collapse(fact.quote), fact.document, best_first(fact.evidence)[0].section.value]


def _orphan_cells(item: OrphanItem) -> list[str]:
    filed = item.filed
    document, subject, relation, end = filed.fact.split("|", 3) if filed and filed.fact else ("", "", "", "")
    status = filed.status.value if filed and filed.status else ""
    return [subject, relation, end.removeprefix("="), status, "", collapse(filed.quote) if filed else "", document, ""]


# -- back ------------------------------------------------------------------------------------------


def apply_sheet(desk: Desk, data: bytes, where: str, by: str) -> Applied:
    """Write the decisions of a sheet; those without a verdict are passed over.

    Args:
        desk: Takes them.
        data: The bytes of the file.
        where: Its name in messages.
        by: Who says so, where a row does not tell.

    Raises:
        ReviewError: It is no sheet.
        OutputError: A file of decisions cannot be written.
    """
    groups: dict[tuple[str, str, bool], list[Line]] = defaultdict(list)
    for row in read_sheet_rows(data, where, _NEEDED, ReviewError)[1]:
        if row.cells["verdict"]:
            groups[row.cells["kind"], row.cells["key"], _verdict(row) == Verdict.EDIT].append(row)
    errors: list[GraphkitError] = []
    standing = 0
    waiting = {item.key: item for item in orphans(desk.graph, desk.filed)}
    for rows in groups.values():
        taken: Line | None = None
        for own in [rows] if _verdict(rows[0]) == Verdict.EDIT else [[row] for row in rows]:
            try:
                _check_other(own[0], taken)
                signed = _signed(desk, own, by, waiting)
            except RefusedError as error:
                errors += [ReviewError(error.what, where=f"{where}, line {row.number}", todo=error.todo) for row in own]
            else:
                taken = own[0]
                desk.hold(signed)
                standing += not signed
    before = len(desk.written)
    errors += desk.write_held()
    return Applied(tuple(desk.written[before:]), standing, tuple(sorted(errors, key=_line_of)))


def _line_of(error: GraphkitError) -> tuple[bool, int]:
    """Rows in their order, then files."""
    line = error.where.rpartition(", line ")[2]
    return not (isinstance(error, ReviewError) and line.isdigit()), int(line) if line.isdigit() else 0


def _verdict(row: Line) -> str:
    return row.cells["verdict"].casefold()


def _check_other(row: Line, first: Line | None) -> None:
    """A second row on one key may only say the same as the one that was taken."""
    if first is not None and any(row.cells.get(name, "") != first.cells.get(name, "") for name in ("verdict", "value")):
        raise RefusedError(f"it has another verdict in line {first.number}.", "Keep one of the two.")


def _signed(desk: Desk, rows: Sequence[Line], by: str, waiting: Mapping[str, OrphanItem]) -> tuple[FiledDecision, ...]:
    """The decisions of a row, or of all rows that edit one fact."""
    first = rows[0].cells
    item = _item(desk, rows[0], waiting)
    values = [value for row in rows if (value := row.cells.get("value", ""))]
    who, time = first.get("by", "") or by, _time(first.get("time", ""))
    signed = desk.sign(item, _verdict(rows[0]), values, by=who, reason=first.get("reason", ""), time=time)
    if signed and isinstance(item, FactItem):
        _check_unchanged(item.fact, rows[0])
    return signed


def _check_unchanged(fact: Statement, row: Line) -> None:
    """The verdict is on the sentence and status that were read; the ends are in the key."""
    now = {"status": fact.status.value, "quote": fact.quote}
    if any(collapse(row.cells.get(name, "") or text) != collapse(text) for name, text in now.items()):
        raise RefusedError(f"fact {fact.id} has changed since the sheet was made.", f"Read it again. {_TODO}")


def _time(cell: str) -> str:
    """A time as decisions have it: UTC to the second, without zone."""
    if not cell:
        return ""
    try:
        time = datetime.fromisoformat(cell)
    except ValueError as error:
        what = f'"{collapse(cell)}" is no time.'
        raise RefusedError(what, "Write it as 2026-11-20T10:00:00, or leave it empty: it is now.") from error
    time = time.astimezone(UTC) if time.tzinfo is not None else time
    return time.replace(tzinfo=None, microsecond=0).isoformat()


# -- what a row is about ---------------------------------------------------------------------------


def _item(desk: Desk, row: Line, waiting: Mapping[str, OrphanItem]) -> Item:
    kind, key = row.cells["kind"].casefold(), row.cells["key"]
    if kind not in list(ItemKind):
        raise RefusedError(f'"{collapse(kind)}" is no kind of question.', f"Use {', '.join(ItemKind)}. {_TODO}")
    if kind == ItemKind.FACT:
        fact = desk.facts.get(key)
        if fact is None:
            raise RefusedError(f"fact {collapse(key)} is not in the graph.", _TODO)
        return FactItem(fact, 0)
    if kind == ItemKind.ORPHAN:
        if key not in waiting:
            raise RefusedError(f"no decision {collapse(key)} waits for its fact.", _TODO)
        return waiting[key]
    return _name_item(desk, key) if kind == ItemKind.NAME else _council_item(desk, key)


def _name_item(desk: Desk, key: str) -> NameItem:
    pair = pair_of(key, "=")
    if pair is None or pair[0] == pair[1]:
        raise RefusedError("its key is not two things.", f'Write "organisation/retired = organisation/kept". {_TODO}')
    for ref in pair:
        if ref not in desk.things and ref not in desk.settled.moves:
            raise RefusedError(f"{ref} is not in the graph.", _TODO)
    return NameItem(Candidate(*pair, "ask", 0, (), ""))


def _council_item(desk: Desk, key: str) -> CouncilItem:
    ref = thing_of(key)
    if ref is None or ref.kind is not Kind.COUNCIL:
        raise RefusedError("its key is no council.", _TODO)
    entity = desk.things.get(ref, Entity(ref, ref.slug) if ref in desk.settled.rejected else None)
    if entity is None:
        raise RefusedError(f"{ref} is not in the graph.", _TODO)
    if entity.register is not None:
        raise RefusedError(f"{ref} is in the register.", "Take the row out.")
    return CouncilItem(entity, similar_councils((entity.label, *entity.other_names), desk.register))
