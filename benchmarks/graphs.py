"""Graphs of any size for measuring maps: councils that share providers, networks and topics, a sentence for every fact.

The same count gives the same graph on every machine. A graph of more documents has all that one of fewer has.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from graphkit.ids import fact_id, fact_key
from graphkit.records import (
    Description,
    Document,
    Entity,
    Evidence,
    Graph,
    Kind,
    Ref,
    Relation,
    SectionKind,
    Statement,
    Status,
)

OF_A_DOCUMENT = 22
_FACTS = 2.5
_AREAS = "North South East West Upper Lower New Old Great Little Mid High".split()
_STEMS = "ash birch cold dun elm fern gold hart iron kings lang mill nor oak pen quarn red stan thorn wood".split()
_ENDS = "bury castle dale field ford ham hill hurst ley minster mouth pool port shaw stead ton wick worth".split()
_WORK = (
    "adult aftercare befriending carers clinic coaching community cycling debt early employment families fostering "
    "grants health heating homelessness housing insulation inclusion learning libraries lighting mentoring nursery "
    "nutrition outreach parenting parks prevention recovery recycling repairs respite safeguarding schools skills "
    "testing transport volunteering walking wellbeing youth"
).split()
_FORMS = "programme service scheme project partnership hub fund pilot strategy forum network team plan panel".split()
_SAID = (
    "The council says that the work began after residents asked for it at a series of open meetings held in the spring. "
    "Since then staff from several organisations have met each month to compare notes and agree what to do next about "
    "waiting times, costs and the people who still find it hard to reach any help at all. An independent review found "
    "that most of those who took part would recommend it to a friend, although some wanted longer opening hours"
).split()
# What a council's own things are, and what joins them to it; then what the things that councils share are.
_OWN = (
    (Kind.INITIATIVE, Relation.LEADS),
    (Kind.INITIATIVE, Relation.PROVIDES),
    (Kind.ORGANISATION, Relation.INVOLVES),
    (Kind.POPULATION, Relation.TARGETS),
    (Kind.PERSON, Relation.WORKS_FOR),
    (Kind.PLACE, Relation.LOCATED_IN),
    (Kind.INITIATIVE, Relation.LEADS),
)
_SHARED = (
    (Kind.ORGANISATION, Relation.PROVIDES, 70),
    (Kind.TOPIC, Relation.ADDRESSES, 45),
    (Kind.NETWORK, Relation.MEMBER_OF, 110),
    (Kind.POPULATION, Relation.TARGETS, 60),
)


class _Dice:
    """Numbers that look thrown and are the same everywhere; each key has its own."""

    def __init__(self, key: str) -> None:
        self.state = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")

    def below(self, limit: int) -> int:
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 33) % limit

    def of(self, words: list[str]) -> str:
        return words[self.below(len(words))]


@dataclass
class _Made:
    entities: dict[Ref, Entity] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)


def made_graph(things: int, documents: int | None = None) -> Graph:
    """A graph of about so many things: ``documents`` case studies (by default as many as fit), each about a council."""
    shared_count = max(4, sum(things // share for _, _, share in _SHARED))
    fitting = max(1, (things - shared_count) // (OF_A_DOCUMENT + 1))
    made = _Made()
    shared = [_shared(kind, number) for kind, _, share in _SHARED for number in range(max(1, things // share))]
    relations = {kind: relation for kind, relation, _ in _SHARED}
    for number in range(fitting if documents is None else documents):
        _tell(made, number, fitting, shared, relations)
    return Graph(
        documents=tuple(sorted(made.documents, key=lambda document: document.slug)),
        entities=tuple(sorted(made.entities.values(), key=lambda entity: entity.ref)),
        outcomes=(),
        statements=tuple(sorted(made.statements.values(), key=lambda statement: statement.id)),
        threshold=0.35,
        generator="benchmarks",
    )


def _shared(kind: Kind, number: int) -> Entity:
    dice = _Dice(f"shared {kind} {number}")
    label = f"{dice.of(_WORK).capitalize()} and {dice.of(_WORK)} {dice.of(_FORMS)} {number + 1}"
    return Entity(Ref(kind, f"shared-{number}"), label)


def _tell(made: _Made, number: int, fitting: int, shared: list[Entity], relations: dict[Kind, Relation]) -> None:
    """One case study: a council, its own things, and some that others share."""
    dice = _Dice(f"document {number}")
    slug = f"case-{number:05d}"
    town = f"{dice.of(_AREAS)} {dice.of(_STEMS).capitalize()}{dice.of(_ENDS)}"
    council = Entity(Ref(Kind.COUNCIL, f"c{number % 380}"), f"{town} Council", documents=(slug,))
    own = []
    for place in range(OF_A_DOCUMENT):
        kind, _ = _OWN[place % len(_OWN)]
        label = f"{town} {dice.of(_WORK)} and {dice.of(_WORK)} {dice.of(_FORMS)}"
        for_councils = (council.ref.slug,) if kind is Kind.INITIATIVE else ()
        own.append(Entity(Ref(kind, f"{slug}-{place}"), label, documents=(slug,), for_councils=for_councils))
    facts: list[tuple[Entity, Relation, Entity]] = []
    starts = [thing for thing in own if thing.ref.kind is Kind.INITIATIVE]
    for place, thing in enumerate(own):
        relation = _OWN[place % len(_OWN)][1]
        start = council if place < 9 else starts[dice.below(len(starts))]
        facts.append((start, relation, thing))
    while len(facts) < _FACTS * OF_A_DOCUMENT:
        start = starts[dice.below(len(starts))]
        if dice.below(5) < 2:
            # Near councils share the most, as those of one region do.
            region = (number * len(shared) // fitting + dice.below(7) * dice.below(5)) % len(shared)
            other = shared[region]
            relation = relations[other.ref.kind]
            facts.append((other, relation, start) if relation is Relation.PROVIDES else (start, relation, other))
        else:
            facts.append((start, Relation.INVOLVES, own[dice.below(len(own))]))
    text = f"{town}: a case study\n\n"
    for first, relation, second in facts:
        if first is second:
            continue
        said = dice.below(len(_SAID) - 20)
        quote = f"{first.label} {' '.join(_SAID[said : said + 8 + dice.below(9)])} {second.label}."
        _add(made, slug, (first.ref, relation, second.ref), quote, len(text), dice)
        text += quote + ("\n\n" if dice.below(4) == 0 else " ")
    for thing in {entity.ref: entity for row in facts for entity in (row[0], row[2])}.values():
        known = made.entities.get(thing.ref, thing)
        documents = tuple(sorted({*known.documents, slug}))
        made.entities[thing.ref] = replace(known, documents=documents)
    made.documents.append(Document(slug, f"{slug}.txt", text, f"{town}: a case study", Description(f"{slug}.txt")))


def _add(made: _Made, slug: str, said: tuple[Ref, Relation, Ref], quote: str, start: int, dice: _Dice) -> None:
    subject, relation, thing = said
    key = fact_key(slug, subject, relation, str(thing))
    identifier = fact_id(key)
    if identifier in made.statements:
        return
    status = Status.PLANNED if dice.below(12) == 0 else Status.DONE
    confidence = (30 + dice.below(70)) / 100
    evidence = Evidence(
        f"{identifier}-00000000",
        quote,
        start,
        start + len(quote),
        SectionKind.SOLUTION,
        "made.for-measuring@1",
        confidence,
        status,
        heading="",
        time=str(2008 + dice.below(17)) if dice.below(4) == 0 else "",
    )
    made.statements[identifier] = Statement(
        identifier, key, slug, subject, relation, thing, "", "label", quote, status, confidence, (evidence,)
    )
