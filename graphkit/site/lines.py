"""Facts as pages show them: who, what, whom, how sure, and under those of one sentence that sentence, words marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphkit.maps.content import best_evidence, fact_time, relation_text, shown_evidence
from graphkit.maps.shapes import STATUSES
from graphkit.records import Evidence, Kind, Ref, Relation, Review, SectionKind, Statement
from graphkit.site.view import STATUS_ORDER, View

SECTIONS = {
    SectionKind.TITLE: "title",
    SectionKind.INTRO: "introduction",
    SectionKind.CHALLENGE: "the challenge",
    SectionKind.SOLUTION: "the solution",
    SectionKind.IMPACT: "the impact",
    SectionKind.LESSONS: "lessons learned",
    SectionKind.SUSTAINED: "how it is sustained",
    SectionKind.CONTACT: "contact",
    SectionKind.OTHER: "",
}
_REVIEWS = {Review.ACCEPTED: "accepted by a person", Review.EDITED: "edited by a person"}


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, its look (a key of ``SHAPES``, ``document`` or empty), and its page where it has one."""

    text: str
    kind: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A fact. ``page`` is its place in its document; ``more`` says how many further sentences say it."""

    id: str
    subject: Name
    relation: str
    object: Name
    status: str
    word: str
    time: str
    confidence: str
    is_doubtful: bool
    is_disputed: bool
    review: str
    page: str
    more: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with the facts that are shown with it.

    ``parts`` is the sentence in pieces, each with whether it is marked; ``page`` is its place in its document.
    ``source`` is what a person who added the fact named instead of a place.
    """

    lines: tuple[Line, ...]
    parts: tuple[tuple[str, bool], ...]
    document: Name
    page: str
    section: str
    speaker: Name | None
    source: str


def name_of(view: View, ref: Ref) -> Name:
    """A thing or document by its name, with its page."""
    return Name(view.names.get(ref, ref.slug), view.kinds.get(ref, ""), view.pages.get(ref, ""))


def line_of(view: View, fact: Statement) -> Line:
    """One fact, without its sentence."""
    literal = Name(fact.literal) if fact.object is None else name_of(view, fact.object)
    return Line(
        id=fact.id,
        subject=name_of(view, fact.subject),
        relation=relation_text(fact.relation),
        object=literal,
        status=fact.status.value,
        word=STATUSES[fact.status.value][0],
        time="" if fact.relation in (Relation.START_DATE, Relation.END_DATE) else fact_time(fact),
        confidence=f"{fact.confidence:.2f}",
        is_doubtful=view.is_doubtful(fact),
        is_disputed=fact.is_disputed,
        review=_REVIEWS.get(fact.review, ""),
        page=view.place_of(fact),
        more=len(fact.evidence) - 1,
    )


def said(view: View, facts: Iterable[Statement]) -> list[Said]:
    """Facts by the sentence that says them best, sentences in the order in which facts first need them."""
    groups: dict[tuple[str, int | None, str], list[tuple[Statement, Evidence]]] = {}
    for fact in facts:
        evidence = best_evidence(fact)
        groups.setdefault((fact.document, evidence.start, evidence.quote), []).append((fact, evidence))
    return [_said(view, group) for group in groups.values()]


def _said(view: View, group: list[tuple[Statement, Evidence]]) -> Said:
    fact, evidence = group[0]
    return Said(
        lines=tuple(line_of(view, one) for one, _ in group),
        parts=marked(view, group),
        document=name_of(view, Ref(Kind.DOCUMENT, fact.document)),
        page=view.place_of(fact),
        section=evidence.heading or SECTIONS[evidence.section],
        speaker=name_of(view, evidence.speaker) if evidence.speaker else None,
        source=evidence.source,
    )


def marked(view: View, group: list[tuple[Statement, Evidence]]) -> tuple[tuple[str, bool], ...]:
    """The sentence that several facts share, in pieces: words that speak of their ends are marked."""
    quote = group[0][1].quote
    spans = sorted(tuple(span) for fact, evidence in group for span in view.marker.marks(evidence, fact))
    parts, at = [], 0
    for start, end in spans:
        if end <= at:
            continue
        if start > at:
            parts.append((quote[at:start], False))
        parts.append((quote[max(start, at) : end], True))
        at = end
    if at < len(quote):
        parts.append((quote[at:], False))
    return tuple(parts)


def further(fact: Statement) -> list[Evidence]:
    """The sentences of a fact but its best one."""
    return shown_evidence(fact)[1:]


def in_order(view: View, facts: Iterable[Statement]) -> list[Statement]:
    """Facts as a page lists them: by status, then the surest first, then by document and id."""
    return sorted(
        facts, key=lambda f: (view.is_doubtful(f), STATUS_ORDER.index(f.status), -f.confidence, f.document, f.id)
    )


def summary(view: View, facts: Iterable[Statement]) -> str:
    """How many facts there are, of how many documents, and how they stand: one sentence, made of facts alone."""
    known = list(facts)
    if not known:
        return "Nothing found in these documents but the name."
    sure = [fact for fact in known if not view.is_doubtful(fact)]
    doubtful = len(known) - len(sure)
    counts = [(sum(f.status is status for f in sure), STATUSES[status.value][0].lower()) for status in STATUS_ORDER]
    parts = [f"{number:,} {word}" for number, word in counts if number]
    if doubtful:
        parts.append(f"{doubtful:,} read with little confidence")
    documents = len({fact.document for fact in known})
    return f"{count(len(known), 'fact')} from {count(documents, 'document')}: {', '.join(parts)}."


def count(number: int, word: str) -> str:
    """A number and what it counts.

    >>> count(1, "fact"), count(1200, "fact")
    ('1 fact', '1,200 facts')
    """
    return f"{number:,} {word}{'' if number == 1 else 's'}"
