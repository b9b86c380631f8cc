"""The one-council sheet: who it works with, its initiatives and what came of them, when, and what is not found."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass

from graphkit.maps.data import Thing
from graphkit.records import CouncilFacts, Kind, Ref, Relation, Statement
from graphkit.site.lines import Name, Said, in_order, name_of, said, summary
from graphkit.site.matrix import Matrix
from graphkit.site.thing import Part, by_relation, documents_of
from graphkit.site.view import View
from graphkit.site.years import dated

TIERS = {
    "unitary": "unitary authority",
    "metropolitan-district": "metropolitan district",
    "london-borough": "London borough",
    "city-corporation": "City corporation",
    "county": "county council",
    "welsh-unitary": "Welsh principal council",
    "scottish-council": "Scottish council",
    "ni-district": "district of Northern Ireland",
    "district": "district council",
    "combined-authority": "combined authority",
    "strategic-authority": "strategic authority",
}
# What tells of an initiative, in the order of the sheet.
_TOLD = (
    *(Relation.LEADS, Relation.COMMISSIONS, Relation.PROVIDES, Relation.FUNDED_BY, Relation.PARTNER_OF),
    *(Relation.INVOLVES, Relation.PART_OF, Relation.TARGETS, Relation.ADDRESSES, Relation.REPORTS),
    *(Relation.START_DATE, Relation.END_DATE, Relation.LOCATED_IN, Relation.CONTACT_FOR),
)
_ELSEWHERE = (Kind.INITIATIVE, Kind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Initiative:
    """An initiative on a council's sheet: its facts that are not doubtful, each with its sentence."""

    name: Name
    status: str
    word: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month or year, and a sentence with the facts that it dates so."""

    time: str
    said: Said


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic that other councils' initiatives address, and how many councils that are."""

    topic: Name
    councils: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a council's page."""

    ref: Ref
    name: str
    other_names: tuple[str, ...]
    summary: str
    register: tuple[str, ...]
    before: tuple[Name, ...]
    after: tuple[Name, ...]
    numbers: tuple[tuple[str, int], ...]
    bodies: tuple[Part, ...]
    initiatives: tuple[Initiative, ...]
    named: tuple[Name, ...]
    topics: tuple[Name, ...]
    served: tuple[Name, ...]
    moments: tuple[Moment, ...]
    gaps: tuple[Gap, ...]
    is_studied: bool
    doubtful: tuple[Said, ...]
    documents: tuple[Name, ...]


def council_sheet(view: View, thing: Thing, matrix: Matrix) -> Sheet:
    """The sheet of one council."""
    own = view.initiatives.get(thing.ref, [])
    straight = view.facts.get(thing.ref, [])
    facts = {fact.id: fact for ref in (thing.ref, *own) for fact in view.facts.get(ref, ())}
    sure = [fact for fact in facts.values() if not view.is_doubtful(fact)]
    told = [_initiative(view, ref) for ref in own]
    bodies = [
        fact
        for fact in straight
        if not view.is_doubtful(fact) and not {_kind(fact.subject), _kind(fact.object)} & {*_ELSEWHERE}
    ]
    served = {f.object for f in sure if f.relation is Relation.TARGETS and f.object is not None}
    topics = {f.object for f in sure if f.relation is Relation.ADDRESSES and f.object is not None}
    results = [f for f in sure if f.relation is Relation.REPORTS]
    entity = view.entities[thing.ref]
    documents = {f.document for f in straight if f.relation is Relation.ABOUT and not view.is_doubtful(f)}
    partners = {
        ref
        for f in sure
        for ref in (f.subject, f.object)
        if ref is not None and ref.kind in (Kind.ORGANISATION, Kind.NETWORK, Kind.COUNCIL) and ref != thing.ref
    }
    return Sheet(
        ref=thing.ref,
        name=thing.name,
        other_names=thing.other_names,
        summary=summary(view, facts.values()),
        register=_register(view, entity.register),
        before=_councils(view, entity.register.replaces if entity.register else ()),
        after=_councils(view, entity.register.replaced_by if entity.register else ()),
        numbers=(
            _number("document", documents),
            _number("initiative", own),
            _number("partner", partners),
            _number("topic", topics),
            _number("group served", served, "groups served"),
            _number("reported result", results),
        ),
        bodies=tuple(by_relation(view, thing.ref, bodies)),
        initiatives=tuple(one for one in told if one.said),
        named=tuple(one.name for one in told if not one.said),
        topics=tuple(name_of(view, ref) for ref in view.by_name(topics)),
        served=tuple(name_of(view, ref) for ref in view.by_name(served)),
        moments=tuple(_moments(view, sure)),
        gaps=_gaps(view, thing.ref, matrix),
        is_studied=thing.ref in view.studied,
        doubtful=tuple(said(view, in_order(view, (f for f in facts.values() if view.is_doubtful(f))))),
        documents=documents_of(view, thing.documents),
    )


def _number(word: str, found: Sized, plural: str = "") -> tuple[str, int]:
    return (word if len(found) == 1 else plural or f"{word}s"), len(found)


def _moments(view: View, facts: list[Statement]) -> list[Moment]:
    by_time: dict[str, list[Statement]] = {}
    for time, fact in dated(facts):
        by_time.setdefault(time, []).append(fact)
    return [Moment(time, one) for time, same in by_time.items() for one in said(view, same)]


def _kind(ref: Ref | None) -> Kind | None:
    return ref.kind if ref is not None else None


def _initiative(view: View, ref: Ref) -> Initiative:
    facts = [f for f in view.facts.get(ref, ()) if not view.is_doubtful(f) and f.relation in _TOLD]
    facts = sorted(in_order(view, facts), key=lambda fact: _TOLD.index(fact.relation))
    best = view.status_of(ref)
    return Initiative(name_of(view, ref), best[0], best[1], tuple(said(view, facts)))


def _register(view: View, facts: CouncilFacts | None) -> tuple[str, ...]:
    """What the register says of a council, in words."""
    if facts is None:
        return ()
    said_of = [TIERS.get(facts.tier, facts.tier), facts.region, facts.nation if facts.nation != facts.region else ""]
    for slug, words in ((facts.upper_tier, "within"), (facts.combined, "part of")):
        council = view.register.by_slug(slug) if slug else None
        said_of.append(f"{words} {council.label}" if council else "")
    said_of += [
        f"since {facts.founded}" if facts.founded else "",
        f"until {facts.dissolved}" if facts.dissolved else "",
    ]
    return tuple(part for part in said_of if part)


def _councils(view: View, slugs: tuple[str, ...]) -> tuple[Name, ...]:
    found = []
    for slug in slugs:
        ref, council = Ref(Kind.COUNCIL, slug), view.register.by_slug(slug)
        known = ref in view.names
        found.append(name_of(view, ref) if known or council is None else Name(council.label, "council"))
    return tuple(found)


def _gaps(view: View, council: Ref, matrix: Matrix) -> tuple[Gap, ...]:
    """Topics that others have, those of most councils first; none for a council that no document is about."""
    if council not in view.studied:
        return ()
    gaps = []
    for topic, cells in matrix.rows:
        having = [one for one, cell in cells.items() if cell.status in ("done", "planned")]
        if having and council not in cells:
            gaps.append(Gap(name_of(view, topic), len(having)))
    return tuple(sorted(gaps, key=lambda gap: (-gap.councils, gap.topic.text.casefold())))
