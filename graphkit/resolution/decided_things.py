"""The things of a graph after decisions: merged, split, retyped, renamed, rejected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from graphkit.graph.facts import direct_facts
from graphkit.knowledge import Knowledge
from graphkit.records import CouncilFacts, Entity, Graph, Kind, Ref, Relation
from graphkit.resolution.decisions import FiledDecision
from graphkit.resolution.identity import Identity, split_ref
from graphkit.resolution.naming import NamesOf, fixed_label, is_specific


@dataclass(frozen=True, slots=True)
class Things:
    """The things that stand, and the final thing of each that is retired."""

    standing: Mapping[Ref, Entity]
    retired: Mapping[Ref, Ref]

    def renamed(self, labels: Mapping[Ref, FiledDecision]) -> Things:
        """With the labels that people gave; an old label stays as another name where it is specific."""
        standing = dict(self.standing)
        for ref, decision in labels.items():
            entity = standing[ref]
            names = set(entity.other_names) | ({entity.label} if is_specific(entity.label) else set())
            other = tuple(sorted(names - {decision.label}))
            standing[ref] = replace(entity, label=decision.label, other_names=other)
        return Things(standing, self.retired)

    def without(self, rejected: Collection[Ref]) -> Things:
        """Without the things that people rejected, and without anything that leads to one."""

        def kept(kind: Kind) -> Callable[[str], str]:
            return lambda slug: "" if Ref(kind, slug) in rejected else slug

        standing = {
            ref: _moved(entity, kept(Kind.COUNCIL), kept(Kind.TOPIC)) if rejected else entity
            for ref, entity in self.standing.items()
            if ref not in rejected
        }
        return Things(standing, self.retired)

    def entities(self) -> tuple[Entity, ...]:
        """All of them, sorted."""
        gone = {ref: Entity(ref, "", replaced_by=final) for ref, final in self.retired.items()}
        both = {**gone, **self.standing}
        return tuple(both[ref] for ref in sorted(both))


def decide_things(entities: Iterable[Entity], identity: Identity, names_of: NamesOf, knowledge: Knowledge) -> Things:
    """The things after same, retype and different; labels not yet as people renamed them.

    Args:
        entities: Before any decision, with what people added.
        identity: What became of each.
        names_of: What each document calls its things: a name split off keeps the forms of its document.
        knowledge: Labels of councils and topics, which no form replaces.
    """
    retired = {old: identity.final(old) for old in identity.moves}
    groups: dict[Ref, list[Entity]] = defaultdict(list)
    for entity in entities:
        parts = _parts(entity, identity, names_of, knowledge)
        for part in parts:
            groups[identity.final(part.ref)].append(part)
        if all(part.ref != entity.ref for part in parts):
            retired.setdefault(entity.ref, identity.final(parts[0].ref))
    slug_of, wider_of = _final_slug(identity, Kind.COUNCIL), _final_slug(identity, Kind.TOPIC)
    standing = {ref: _moved(_merged(ref, parts, knowledge), slug_of, wider_of) for ref, parts in sorted(groups.items())}
    return Things(standing, retired)


def _final_slug(identity: Identity, kind: Kind) -> Callable[[str], str]:
    def final(slug: str) -> str:
        ref = identity.final(Ref(kind, slug))
        return ref.slug if ref.kind is kind else ""

    return final


def _parts(entity: Entity, identity: Identity, names_of: NamesOf, knowledge: Knowledge) -> list[Entity]:
    """The thing without the documents in which its name is split off, and one thing for each of those."""
    documents = sorted(document for ref, document in identity.splits if ref == entity.ref)
    if not documents:
        return [entity]
    rest = tuple(d for d in entity.documents if d not in documents)
    parts = [
        replace(
            _called(entity, names_of(document).forms(entity.ref)),
            ref=split_ref(entity.ref, document),
            documents=(document,),
            register=None,
            broader=(),
        )
        for document in documents
    ]
    if rest:
        forms = frozenset().union(*(names_of(document).forms(entity.ref) for document in rest))
        kept = entity if fixed_label(entity.ref, knowledge) else _called(entity, forms)
        parts.append(replace(kept, documents=rest))
    return parts


def _called(entity: Entity, forms: Collection[str]) -> Entity:
    if not forms:
        return entity
    label = _longest(forms)
    return replace(entity, label=label, other_names=tuple(sorted({*forms} - {label})))


def _longest(forms: Iterable[str]) -> str:
    return min(forms, key=lambda form: (-len(form), form))


def _merged(ref: Ref, parts: list[Entity], knowledge: Knowledge) -> Entity:
    """Several things as one, under the key of the one that is kept."""
    own = next((part for part in parts if part.ref == ref), None)
    label = fixed_label(ref, knowledge) or (own.label if own and own.register else _longest(p.label for p in parts))
    names = {name for part in parts for name in (part.label, *part.other_names)}
    return Entity(
        ref=ref,
        label=label,
        other_names=tuple(sorted(names - {label})),
        documents=tuple(sorted({document for part in parts for document in part.documents})),
        for_councils=tuple(sorted({council for part in parts for council in part.for_councils})),
        register=own.register if own else None,
        broader=own.broader if own else (),
    )


# -- references to councils and topics -------------------------------------------------------------


def _moved(entity: Entity, council: Callable[[str], str], topic: Callable[[str], str]) -> Entity:
    """A thing whose references lead to the final councils and topics; empty: there is none any more."""
    return replace(
        entity,
        for_councils=_slugs(entity.for_councils, council),
        broader=_slugs(entity.broader, topic, but=entity.ref.slug),
        register=_register(entity.register, entity.ref.slug, council) if entity.register else None,
    )


def _slugs(slugs: Iterable[str], final: Callable[[str], str], but: str = "") -> tuple[str, ...]:
    return tuple(sorted({final(slug) for slug in slugs} - {"", but}))


def _register(facts: CouncilFacts, own: str, final: Callable[[str], str]) -> CouncilFacts:
    def above(slug: str) -> str:
        return final(slug) if slug and final(slug) != own else ""

    return replace(
        facts,
        upper_tier=above(facts.upper_tier),
        combined=above(facts.combined),
        replaced_by=_slugs(facts.replaced_by, final, but=own),
        replaces=_slugs(facts.replaces, final, but=own),
    )


# -- whose each initiative is ----------------------------------------------------------------------


def with_home_councils(graph: Graph) -> Graph:
    """The graph with initiatives filed under councils that their documents are still about (contract, section 3)."""
    about: dict[str, set[str]] = defaultdict(set)
    for fact in direct_facts(graph):
        if fact.relation is Relation.ABOUT and fact.object is not None and fact.object.kind is Kind.COUNCIL:
            about[fact.document].add(fact.object.slug)
    funds = {(s.document, s.object) for s in graph.statements if s.relation is Relation.FUNDED_BY and not s.is_rejected}
    entities = []
    for entity in graph.entities:
        homes: set[str] = set()
        if entity.ref.kind is Kind.INITIATIVE and entity.replaced_by is None:
            said = {council for document in entity.documents for council in about[document]}
            homes = set(entity.for_councils) & said
            for document in entity.documents:
                if len(about[document]) == 1 and (document, entity.ref) not in funds:
                    homes |= about[document]
        entities.append(replace(entity, for_councils=tuple(sorted(homes))))
    return replace(graph, entities=tuple(entities))
