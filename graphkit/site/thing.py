"""The page of a thing: its facts by relation, each with its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graphkit.maps.data import Thing
from graphkit.maps.shapes import RELATIONS, SHAPES
from graphkit.records import Kind, Ref, Relation, Statement
from graphkit.site.addresses import council_anchor
from graphkit.site.lines import Name, Said, in_order, name_of, said, summary
from graphkit.site.view import View

# What heads the facts that name the thing second.
_BACKWARDS = {
    Relation.COMMISSIONS: "Commissioned by",
    Relation.PROVIDES: "Provided by",
    Relation.FUNDED_BY: "Pays for",
    Relation.LEADS: "Led by",
    Relation.PARTNER_OF: "Works with",
    Relation.MEMBER_OF: "Has as members",
    Relation.INVOLVES: "Is involved in",
    Relation.PART_OF: "Has as parts",
    Relation.TARGETS: "Served by",
    Relation.ADDRESSES: "Addressed by",
    Relation.ABOUT: "Documents about it",
    Relation.REPORTS: "Reported by",
    Relation.LOCATED_IN: "What is there",
    Relation.WORKS_FOR: "People",
    Relation.CONTACT_FOR: "To be contacted",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Facts under one heading or name, doubtful ones apart; ``anchor`` is the part's id on its page."""

    heading: str
    said: tuple[Said, ...]
    doubtful: tuple[Said, ...] = ()
    anchor: str = ""
    name: Name | None = None


def part_of(view: View, facts: Iterable[Statement], council: Ref | None, otherwise: str) -> Part:
    """The facts of one council as a part of a page, or those of no one council under the heading ``otherwise``."""
    known = in_order(view, facts)
    return Part(
        "" if council else otherwise,
        tuple(said(view, (fact for fact in known if not view.is_doubtful(fact)))),
        tuple(said(view, (fact for fact in known if view.is_doubtful(fact)))),
        council_anchor(council),
        name_of(view, council) if council else None,
    )


@dataclass(frozen=True, slots=True)
class ThingPage:
    """What stands on the page of a thing."""

    ref: Ref
    kind: str
    kind_name: str
    name: str
    other_names: tuple[str, ...]
    summary: str
    councils: tuple[Name, ...]
    wider: tuple[Name, ...]
    narrower: tuple[Name, ...]
    parts: tuple[Part, ...]
    doubtful: tuple[Said, ...]
    documents: tuple[Name, ...]
    without: tuple[Name, ...]


def thing_page(view: View, thing: Thing, narrower: dict[Ref, list[Ref]]) -> ThingPage:
    """The page of anything but a council or a document.

    Args:
        view: The graph.
        thing: Which thing.
        narrower: Of each topic, the topics under it, near and far.
    """
    entity = view.entities[thing.ref]
    below = narrower.get(thing.ref, [])
    facts = list(view.facts.get(thing.ref, ()))
    is_topic = thing.ref.kind is Kind.TOPIC
    if is_topic:
        known = {fact.id for fact in facts}
        more = (f for ref in below for f in view.facts.get(ref, ()) if f.relation is Relation.ADDRESSES)
        facts += [fact for fact in more if fact.id not in known]
    sure = [fact for fact in facts if not view.is_doubtful(fact)]
    parts, having = _by_council(view, facts) if is_topic else (by_relation(view, thing.ref, sure), set())
    return ThingPage(
        ref=thing.ref,
        kind=thing.kind,
        kind_name=SHAPES[thing.kind].name,
        name=thing.name,
        other_names=thing.other_names,
        summary=summary(view, facts),
        councils=tuple(name_of(view, ref) for ref in view.councils.get(thing.ref, ())),
        wider=_paged(view, (Ref(thing.ref.kind, slug) for slug in entity.broader)),
        narrower=_paged(view, below),
        parts=tuple(parts),
        doubtful=() if is_topic else tuple(said(view, in_order(view, (f for f in facts if view.is_doubtful(f))))),
        documents=documents_of(view, thing.documents),
        without=tuple(name_of(view, ref) for ref in view.studied if ref not in having) if is_topic else (),
    )


def documents_of(view: View, slugs: Iterable[str]) -> tuple[Name, ...]:
    """Documents by title."""
    refs = {Ref(Kind.DOCUMENT, slug) for slug in slugs if slug in view.documents}
    return tuple(name_of(view, ref) for ref in view.by_name(refs))


def by_relation(view: View, ref: Ref, facts: Iterable[Statement]) -> list[Part]:
    """Facts under their relations, in the order of the map; what the thing does before what is done to it."""
    groups: dict[tuple[int, bool], list[Statement]] = defaultdict(list)
    relations = list(RELATIONS)
    for fact in facts:
        is_backwards = fact.subject != ref and fact.relation is not Relation.PARTNER_OF
        groups[relations.index(fact.relation), is_backwards].append(fact)
    parts = []
    for (number, is_backwards), group in sorted(groups.items(), key=lambda item: item[0]):
        relation = Relation(relations[number])
        words = RELATIONS[relations[number]]
        heading = _BACKWARDS[relation] if is_backwards else words[0].upper() + words[1:]
        parts.append(Part(heading, tuple(said(view, in_order(view, group)))))
    return parts


def _by_council(view: View, facts: list[Statement]) -> tuple[list[Part], set[Ref]]:
    """A topic's facts under the councils whose initiatives address it, and which councils these are."""
    groups: dict[Ref, list[Statement]] = defaultdict(list)
    rest = []
    for fact in facts:
        councils = view.councils.get(fact.subject, ()) if fact.relation is Relation.ADDRESSES else ()
        for council in councils:
            groups[council].append(fact)
        if not councils:
            rest.append(fact)
    parts = [part_of(view, groups[council], council, "") for council in view.by_name(set(groups))]
    if rest:
        parts.append(part_of(view, rest, None, "Documents and initiatives of no one council"))
    return parts, set(groups)


def _paged(view: View, refs: Iterable[Ref]) -> tuple[Name, ...]:
    return tuple(name_of(view, ref) for ref in view.by_name({ref for ref in refs if ref in view.pages}))
