"""Reads claims files (``claims/*.jsonl``) and puts their claims among those read from the documents.

A claim is taken where its quote is in its document to the letter and its relation joins what it names; all others are
refused by file and line (contract, section 10).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graphkit.errors import ClaimsError
from graphkit.ids import collapse
from graphkit.knowledge import Knowledge
from graphkit.records import Claim, Document, Kind, Outline, Reading, Ref, Section, SectionKind, Span
from graphkit.resolution.filed import Fault, Place, fault, read_entries
from graphkit.resolution.naming import Names, NamesOf, names_of_readings
from graphkit.resolution.told import RefusedError, Told, text_of, told_of

_HEADER = ("proposer", "version", "confidence")
_CLAIM = (
    *("document", "quote", "subject", "relation", "object", "literal", "outcome", "status", "confidence", "proposer"),
)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VERSIONED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*@[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class FiledClaim:
    """A claim as a file has it; ``confidence`` is the lower of its own and the first line's."""

    place: Place
    told: Told
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FiledClaims:
    """The claims of a folder in file order, and what is wrong with other lines."""

    claims: tuple[FiledClaim, ...] = ()
    faults: tuple[Fault, ...] = ()


# -- files -----------------------------------------------------------------------------------------


def read_claims(folder: Path) -> FiledClaims:
    """The claims of all ``*.jsonl`` of a folder; none where it is not there."""
    return FiledClaims(*read_entries(folder, ".jsonl", ClaimsError, claims_of))


def claims_of(text: str, file: str) -> tuple[list[FiledClaim], list[Fault]]:
    """The claims of one file's text, and the faults of its other lines; without a first line nothing is read.

    Args:
        text: JSON, an object a line.
        file: What messages call the file.
    """
    claims: list[FiledClaim] = []
    faults: list[Fault] = []
    head: tuple[str, float] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = Place(file, number)
        try:
            row = _row(line)
            if head is None:
                head = _header(row)
            else:
                claims.append(_claim(row, head, place))
        except RefusedError as error:
            todo = error.todo if head is not None else f"{error.todo} Nothing of the file was read."
            faults.append(fault(ClaimsError, place, error.what, todo))
            if head is None:
                break
    return claims, faults


def _row(line: str) -> Mapping[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        problem = str(error) or type(error).__name__
        raise RefusedError(f"the line is no JSON ({problem}).", "Write one object on each line.") from error
    if not isinstance(row, dict):
        raise RefusedError("the line is no JSON object.", "Write one object on each line.")
    return row


def _header(row: Mapping[str, object]) -> tuple[str, float]:
    """Who proposes, as ``name@version``, and the confidence that no claim of the file exceeds."""
    _check_fields(row, _HEADER, "the first line")
    version = row.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise RefusedError("the first line has no version.", 'Write "version": 1 or a higher whole number.')
    name = text_of(row, "proposer")
    if not _NAME.fullmatch(name):
        raise RefusedError(f'"{collapse(name)}" is no name of a proposer.', "Use small letters, digits and hyphens.")
    if "confidence" not in row:
        raise RefusedError("the first line has no confidence.", 'Write "confidence": 0.4 or another below 1.')
    return f"{name}@{version}", _confidence(row)


def _claim(row: Mapping[str, object], head: tuple[str, float], place: Place) -> FiledClaim:
    _check_fields(row, _CLAIM, "the claim")
    proposer, most = head
    if "proposer" in row:
        proposer = text_of(row, "proposer")
        if not _VERSIONED.fullmatch(proposer):
            raise RefusedError(f'"{collapse(proposer)}" is no proposer.', 'Write name@version, such as "my-model@1".')
    confidence = min(_confidence(row), most) if "confidence" in row else most
    return FiledClaim(place, told_of(row), f"proposer.{proposer}", confidence)


def _check_fields(row: Mapping[str, object], known: Sequence[str], of: str) -> None:
    for name in row:
        if name not in known:
            raise RefusedError(f'{of} has an unknown field "{collapse(name)}".', f"Use {', '.join(known)}.")


def _confidence(row: Mapping[str, object]) -> float:
    value = row["confidence"]
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0.01 <= value <= 0.99:
        raise RefusedError("its confidence is not between 0.01 and 0.99.", 'Write "confidence": 0.4.')
    return round(float(value), 2)


# -- claims among those read -----------------------------------------------------------------------


def add_claims(
    readings: Sequence[Reading],
    filed: FiledClaims,
    knowledge: Knowledge,
    outline_of: Callable[[Document], Outline],
) -> tuple[list[Reading], tuple[Fault, ...]]:
    """The readings with the claims that fit, and the faults of all lines that were refused.

    Args:
        readings: One a document.
        filed: The claims.
        knowledge: For the slugs of councils and topics.
        outline_of: Gives a document's outline, for the section of a quote.
    """
    names_of = names_of_readings(readings, knowledge)
    known = {reading.document.slug: reading for reading in readings}
    taken: dict[str, list[FiledClaim]] = defaultdict(list)
    faults = list(filed.faults)
    for claim in filed.claims:
        reading = known.get(claim.told.document)
        refusal = _refusal(claim.told, reading, names_of(claim.told.document))
        if refusal is None:
            taken[claim.told.document].append(claim)
        else:
            faults.append(fault(ClaimsError, claim.place, *refusal))
    result = [
        _with_claims(reading, taken[slug], names_of, outline_of(reading.document)) if taken.get(slug) else reading
        for slug, reading in known.items()
    ]
    return result, tuple(faults)


def _refusal(told: Told, reading: Reading | None, names: Names) -> tuple[str, str] | None:
    """Why a claim does not fit its document, and what to do; None where it does."""
    if reading is None:
        return f"there is no document {told.document}.", "Take the slug from things.csv (column documents)."
    if told.quote not in reading.document.text:
        return f"the quote is not in {told.document}.", "Copy the words from the text to the letter."
    return wrong_ends(told, names)


def wrong_ends(told: Told, names: Names) -> tuple[str, str] | None:
    """What is wrong with the ends of a fact: another document than its own, or one thing twice; None: nothing."""
    for end in (told.subject, told.object):
        if end is not None and end.kind is Kind.DOCUMENT and end.name != told.document:
            return f"the fact is of {told.document}, its end of {end.name}.", "Name the same document in both."
    if told.object is not None and names.ref(told.subject) == names.ref(told.object):
        return f"both its ends are {names.ref(told.subject)}.", "Name two things."
    return None


def _with_claims(reading: Reading, filed: Iterable[FiledClaim], names_of: NamesOf, outline: Outline) -> Reading:
    names = names_of(reading.document.slug)
    said = {_identity(claim, reading.document.text) for claim in reading.claims}
    things = {thing.ref: thing for thing in reading.things}
    homes = set(reading.for_councils)
    claims = list(reading.claims)
    for one in filed:
        start = reading.document.text.index(one.told.quote)
        claim = _placed(one, names, Span(start, start + len(one.told.quote)), outline)
        if _identity(claim, reading.document.text) in said:
            continue
        claims.append(claim)
        for end in (one.told.subject, one.told.object):
            thing = names.thing(end) if end is not None and end.kind is not Kind.DOCUMENT else None
            if thing is not None and thing.ref not in things:
                things[thing.ref] = thing
                homes |= {
                    (thing.ref, home) for home in home_councils(thing.ref, start, names, reading.councils, outline)
                }
    return replace(
        reading,
        things=tuple(things[ref] for ref in sorted(things)),
        claims=tuple(claims),
        for_councils=tuple(sorted(homes)),
    )


def _placed(filed: FiledClaim, names: Names, span: Span, outline: Outline) -> Claim:
    told = filed.told
    kind, heading = section_at(outline, span.start)
    return Claim(
        subject=names.ref(told.subject),
        relation=told.relation,
        span=span,
        rule=filed.rule,
        confidence=filed.confidence,
        status=told.status,
        object=names.ref(told.object) if told.object else None,
        literal=told.literal,
        outcome=told.outcome,
        section=kind,
        heading=heading,
    )


def _identity(claim: Claim, text: str) -> tuple[object, ...]:
    """What makes two claims one sentence behind one fact."""
    outcome = claim.outcome and (claim.outcome.value, claim.outcome.unit, claim.outcome.what)
    ends: tuple[object, ...] = (claim.subject, claim.object)
    if claim.relation == "partnerOf":
        ends = tuple(sorted(map(str, ends)))
    return *ends, claim.relation, collapse(claim.literal), outcome, collapse(claim.span.of(text))


# -- where a quote stands --------------------------------------------------------------------------


def section_at(outline: Outline, position: int) -> tuple[SectionKind, str]:
    """Kind and heading (empty: none) of the section at a position of the text."""
    section = _section_at(outline, position)
    if section is None:
        return SectionKind.OTHER, ""
    return section.kind, collapse(section.heading) if section.heading_span is not None else ""


def _section_at(outline: Outline, position: int) -> Section | None:
    holding = [s for s in outline.sections if s.span.start <= position < s.span.end]
    return min(holding, key=lambda s: s.span.end - s.span.start, default=None)


def home_councils(ref: Ref, position: int, names: Names, councils: Sequence[str], outline: Outline) -> frozenset[str]:
    """Whose a thing is that is told of at a position (contract, section 3): nobody's but an initiative's.

    In a document about several councils it is the council whose name stands in the last heading before.
    """
    if ref.kind is not Kind.INITIATIVE:
        return frozenset()
    if len(councils) < 2:
        return frozenset(councils)
    forms = {council: names.forms(Ref(Kind.COUNCIL, council)) for council in councils}
    home: frozenset[str] = frozenset()
    for section in outline.sections:
        if section.heading_span is not None and section.heading_span.start <= position:
            words = section.heading_span.of(outline.text)
            named = frozenset(c for c in councils if any(form in words for form in forms[c]))
            home = named if len(named) == 1 else home
    return home
