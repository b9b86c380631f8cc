"""What belongs to which council: initiatives, topics, and who provides them. Facts that count only."""

from __future__ import annotations

from collections import defaultdict

from graphkit.graph.facts import direct_facts
from graphkit.records import Graph, Kind, Ref, Relation, Statement

_ACTING = (Relation.LEADS, Relation.COMMISSIONS, Relation.PROVIDES)
_BUYING = (Relation.LEADS, Relation.COMMISSIONS)


def studied_councils(graph: Graph) -> tuple[Ref, ...]:
    """The councils that a document is about, sorted."""
    found = {s.object for s in direct_facts(graph) if s.relation is Relation.ABOUT and s.object is not None}
    return tuple(sorted(ref for ref in found if ref.kind is Kind.COUNCIL))


def initiatives_of(graph: Graph) -> dict[Ref, set[Ref]]:
    """By council: the initiatives filed under it, and those that it leads, buys or provides."""
    found: dict[Ref, set[Ref]] = defaultdict(set)
    for entity in graph.entities:
        for council in entity.for_councils:
            found[Ref(Kind.COUNCIL, council)].add(entity.ref)
    for fact in direct_facts(graph):
        is_council = fact.subject.kind is Kind.COUNCIL
        if is_council and fact.relation in _ACTING and fact.object and fact.object.kind is Kind.INITIATIVE:
            found[fact.subject].add(fact.object)
    return dict(found)


def topics_of(graph: Graph) -> dict[Ref, dict[Ref, tuple[str, ...]]]:
    """By studied council: the topics that its initiatives address, each with the ids of the facts that say so."""
    addressed: dict[Ref, list[Statement]] = defaultdict(list)
    for fact in direct_facts(graph):
        if fact.relation is Relation.ADDRESSES and fact.object is not None:
            addressed[fact.subject].append(fact)
    initiatives = initiatives_of(graph)
    topics: dict[Ref, dict[Ref, tuple[str, ...]]] = {}
    for council in studied_councils(graph):
        found: dict[Ref, set[str]] = defaultdict(set)
        for initiative in initiatives.get(council, ()):
            for fact in addressed.get(initiative, ()):
                if fact.object is not None:
                    found[fact.object].add(fact.id)
        topics[council] = {topic: tuple(sorted(found[topic])) for topic in sorted(found)}
    return topics


def clients_of(graph: Graph) -> dict[Ref, dict[Ref, tuple[str, ...]]]:
    """By organisation or network: the councils that buy from it, are its partners, or whose initiative it provides.

    The path is ``commissions``, ``partnerOf`` or ``(commissions | leads) / ^provides``; with each council go the ids of
    the facts of the path.
    """
    facts = list(direct_facts(graph))
    buyers: dict[Ref, list[Statement]] = defaultdict(list)
    for fact in facts:
        if fact.relation in _BUYING and fact.subject.kind is Kind.COUNCIL and fact.object is not None:
            buyers[fact.object].append(fact)
    found: dict[Ref, dict[Ref, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fact in facts:
        if fact.object is None:
            continue
        if fact.relation is Relation.PROVIDES:
            for bought in buyers.get(fact.object, ()):
                found[fact.subject][bought.subject] |= {fact.id, bought.id}
        elif fact.relation is Relation.COMMISSIONS:
            found[fact.object][fact.subject].add(fact.id)
        elif fact.relation is Relation.PARTNER_OF:
            found[fact.object][fact.subject].add(fact.id)
            found[fact.subject][fact.object].add(fact.id)
    return {
        body: {c: tuple(sorted(ids)) for c, ids in sorted(found[body].items()) if c.kind is Kind.COUNCIL and c != body}
        for body in sorted(found)
        if body.kind in (Kind.ORGANISATION, Kind.NETWORK)
    }
