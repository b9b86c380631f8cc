"""A fact in someone's own words, as claims files and ``add`` decisions write it, and what section 5 allows of it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from graphkit.ids import collapse, date_bounds
from graphkit.records import Kind, Outcome, Relation, Status

_BODY = frozenset({Kind.COUNCIL, Kind.ORGANISATION})
_ACTING = _BODY | {Kind.NETWORK}
_DOING = _ACTING | {Kind.INITIATIVE}
_LITERAL: frozenset[Kind] = frozenset()
_ENDS: dict[Relation, tuple[frozenset[Kind], frozenset[Kind]]] = {
    Relation.PARTNER_OF: (_DOING, _DOING),
    Relation.MEMBER_OF: (_ACTING | {Kind.PERSON}, _ACTING),
    Relation.COMMISSIONS: (_ACTING, _DOING),
    Relation.PROVIDES: (_ACTING, frozenset({Kind.INITIATIVE})),
    Relation.LEADS: (_ACTING | {Kind.PERSON}, _DOING),
    Relation.INVOLVES: (frozenset({Kind.INITIATIVE, Kind.NETWORK}), _ACTING | {Kind.PERSON}),
    Relation.PART_OF: (_DOING, _DOING),
    Relation.TARGETS: (frozenset({Kind.INITIATIVE, Kind.NETWORK}), frozenset({Kind.POPULATION})),
    Relation.ADDRESSES: (frozenset({Kind.INITIATIVE, Kind.NETWORK}), frozenset({Kind.TOPIC})),
    Relation.LOCATED_IN: (_DOING | {Kind.PLACE}, frozenset({Kind.PLACE, Kind.COUNCIL})),
    Relation.WORKS_FOR: (frozenset({Kind.PERSON}), _ACTING),
    Relation.HAS_ROLE: (frozenset({Kind.PERSON}), _LITERAL),
    Relation.CONTACT_FOR: (frozenset({Kind.PERSON}), _BODY | {Kind.INITIATIVE}),
    Relation.FUNDED_BY: (_DOING, _DOING),
    Relation.START_DATE: (_DOING, _LITERAL),
    Relation.END_DATE: (_DOING, _LITERAL),
    Relation.ABOUT: (frozenset({Kind.DOCUMENT}), _DOING | {Kind.TOPIC, Kind.PLACE}),
    Relation.REPORTS: (_DOING | {Kind.DOCUMENT}, frozenset({Kind.OUTCOME})),
}
_DATES = (Relation.START_DATE, Relation.END_DATE)
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_NAMED = tuple(kind for kind in Kind if kind is not Kind.OUTCOME)


class RefusedError(ValueError):
    """A fact that cannot be taken as it is told: what is wrong, and what to do about it."""

    def __init__(self, what: str, todo: str) -> None:
        self.what, self.todo = what, todo
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class End:
    """One end of a fact by kind and name; of a document the name is its slug."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in someone's words. Exactly one of ``object``, ``literal``, ``outcome`` is given."""

    document: str
    quote: str
    subject: End
    relation: Relation
    status: Status
    object: End | None = None
    literal: str = ""
    outcome: Outcome | None = None


def is_allowed(relation: Relation, subject: Kind, obj: Kind | None) -> bool:
    """Whether section 5 of the contract allows the relation between these kinds (None: a literal).

    >>> is_allowed(Relation.PROVIDES, Kind.COUNCIL, Kind.INITIATIVE), is_allowed(Relation.HAS_ROLE, Kind.PERSON, None)
    (True, True)
    """
    subjects, objects = _ENDS[relation]
    return subject in subjects and (not objects if obj is None else obj in objects)


def takes_literal(relation: Relation) -> bool:
    """Whether the relation has a date or words as its object, and no thing."""
    return not _ENDS[relation][1]


def is_literal_of(relation: Relation, literal: str) -> bool:
    """Whether the literal is one that the relation takes: a year, month or day that there is; a role of any words."""
    if relation not in _DATES:
        return relation is Relation.HAS_ROLE and bool(literal.strip())
    if not _DATE.fullmatch(literal):
        return False
    try:
        first, last = date_bounds(literal)
    except (ValueError, IndexError):
        return False
    return first <= last and literal[8:] <= date_bounds(literal[:7])[1][8:] and literal[8:] != "00"


def told_of(row: Mapping[str, object]) -> Told:
    """The fact that a line of a claims file or an ``add`` decision tells.

    Raises:
        RefusedError: A field is missing or of a wrong kind, or the relation does not join these ends.
    """
    document = words_of(row, "document")
    quote = text_of(row, "quote")
    relation = _relation(row)
    subject = _end(row, "subject")
    want = "outcome" if relation is Relation.REPORTS else "object" if _ENDS[relation][1] else "literal"
    given = [key for key in ("object", "literal", "outcome") if key in row]
    if given != [want]:
        raise RefusedError(f"{relation} wants {want} and neither of the other two.", f"Give it one {want}.")
    obj = _end(row, "object") if want == "object" else None
    literal = collapse(text_of(row, "literal")) if want == "literal" else ""
    outcome = _outcome(row) if want == "outcome" else None
    kind = obj.kind if obj else Kind.OUTCOME if outcome else None
    if not is_allowed(relation, subject.kind, kind):
        joined = f"{subject.kind} and {kind}" if kind else str(subject.kind)
        raise RefusedError(f"{relation} does not join {joined}.", "Use a relation that takes these kinds of things.")
    if want == "literal" and not is_literal_of(relation, literal):
        raise RefusedError(f'"{literal}" is no date.', 'Write a year, month or day: "2018", "2018-03", "2018-03-01".')
    return Told(document, quote, subject, relation, status_of(row), obj, literal, outcome)


def text_of(row: Mapping[str, object], key: str) -> str:
    """A field that is text with something in it, as it stands.

    Raises:
        RefusedError: It is missing, no text, empty, or holds half a character.
    """
    if key not in row:
        raise RefusedError(f"it has no {key}.", f"Give it a {key}.")
    value = row[key]
    if not isinstance(value, str) or not value.strip():
        raise RefusedError(f"its {key} is no text.", f'Write {key} = "…" with words in it.')
    if any("\ud800" <= c <= "\udfff" or c == "\0" for c in value):
        raise RefusedError(f"its {key} has a character that is none.", "Write it again.")
    return value


def words_of(row: Mapping[str, object], key: str) -> str:
    """A field that is text, with its white space made single spaces.

    Raises:
        RefusedError: As `text_of`.
    """
    return collapse(text_of(row, key))


def status_of(row: Mapping[str, object]) -> Status:
    """The status.

    Raises:
        RefusedError: It is missing or there is no such status.
    """
    value = text_of(row, "status")
    if value not in list(Status):
        raise RefusedError(f'"{value}" is no status.', "Use done, planned, negated or ended.")
    return Status(value)


def _relation(row: Mapping[str, object]) -> Relation:
    value = text_of(row, "relation")
    if value not in list(Relation):
        raise RefusedError(f'"{value}" is no relation.', f"Use one of {', '.join(Relation)}.")
    return Relation(value)


def _table(row: Mapping[str, object], key: str, known: tuple[str, ...]) -> Mapping[str, object]:
    value = row.get(key)
    if not isinstance(value, Mapping):
        raise RefusedError(f"it has no {key}.", f"Give it a {key} with {known[0]} and what belongs to it.")
    for name in value:
        if name not in known:
            raise RefusedError(f'its {key} has an unknown field "{name}".', f"Use {', '.join(known)}.")
    return value


def _end(row: Mapping[str, object], key: str) -> End:
    table = _table(row, key, ("kind", "name"))
    kind = text_of(table, "kind")
    if kind not in _NAMED:
        raise RefusedError(f'"{kind}" is no kind of thing.', f"Use one of {', '.join(_NAMED)}.")
    return End(Kind(kind), words_of(table, "name"))


def _outcome(row: Mapping[str, object]) -> Outcome:
    table = _table(row, "outcome", ("what", "value", "unit", "approx"))
    approx = table.get("approx", False)
    if not isinstance(approx, bool):
        raise RefusedError("its approx is neither true nor false.", "Write approx = true or false.")
    value = _lexical(table["value"]) if "value" in table else ""
    unit = words_of(table, "unit") if "unit" in table or value else ""
    return Outcome(words_of(table, "what"), value, unit, approx)


def _lexical(value: object) -> str:
    """A number in the form that every engine gives back unchanged."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(float(str(value))) or abs(float(str(value))) >= 1e15:
        raise RefusedError("the value of its outcome is no figure.", "Write it in digits, without separators.")
    text = format(Decimal(str(value)), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
