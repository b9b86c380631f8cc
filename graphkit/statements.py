"""From the Readings of all documents to the Graph: facts with all their evidence, things with one label.

What a fact is and its id depend on one document alone; labels, other names and the councils' register rows are the
only part that looks across documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from graphkit.ids import (
    collapse,
    evidence_id,
    fact_id,
    fact_key,
    literal_key,
    outcome_key,
    outcome_label,
    said_status,
    statement_label,
    status_rank,
)
from graphkit.knowledge import Knowledge
from graphkit.records import (
    Claim,
    CouncilFacts,
    Entity,
    Evidence,
    Graph,
    Kind,
    OutcomeNode,
    Reading,
    Ref,
    Relation,
    Review,
    Statement,
    Status,
)

# A direct triple stands for a done fact of at least this confidence (contract, section 2). Of all facts that reach it about two
# in three are right on documents that nothing was trained on (docs/accuracy.md); the least sure of them are right less often.
THRESHOLD = 0.35


def state(reading: Reading) -> tuple[tuple[Statement, ...], tuple[OutcomeNode, ...]]:
    """The facts of one document, sorted by id, with the outcomes they report. Labels are filled in by `assemble`."""
    text = reading.document.text
    by_key: dict[str, list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        by_key[_key(reading.document.slug, claim)].append(claim)
    statements, outcomes = [], []
    for key, claims in by_key.items():
        statement = _statement(reading.document.slug, key, claims, text)
        statements.append(statement)
        outcome = claims[0].outcome
        if outcome is not None and statement.object is not None:
            approx = any(c.outcome is not None and c.outcome.approx for c in claims)
            node = replace(outcome, approx=approx)
            label = outcome_label(node.value, node.unit, node.what)
            outcomes.append(OutcomeNode(statement.object, label, reading.document.slug, node))
    return tuple(sorted(statements, key=lambda s: s.id)), tuple(sorted(outcomes, key=lambda o: o.ref))


def _key(document: str, claim: Claim) -> str:
    if claim.object is not None:
        obj = str(claim.object)
    elif claim.outcome is not None:
        obj = outcome_key(claim.outcome.value, claim.outcome.unit, claim.outcome.what)
    else:
        obj = literal_key(claim.literal)
    return fact_key(document, claim.subject, claim.relation, obj)


def _statement(document: str, key: str, claims: list[Claim], text: str) -> Statement:
    fact = fact_id(key)
    evidence = _evidence(fact, claims, text)
    best = min(evidence, key=lambda e: (-e.confidence, e.start or 0, e.quote))
    first = claims[0]
    subject, obj = first.subject, first.object
    if first.outcome is not None:
        obj = Ref(Kind.OUTCOME, fact)
    elif first.relation is Relation.PARTNER_OF and obj is not None and str(obj) < str(subject):
        subject, obj = obj, subject
    return Statement(
        id=fact,
        key=key,
        document=document,
        subject=subject,
        relation=first.relation,
        object=obj,
        literal=collapse(first.literal),
        label="",
        quote=best.quote,
        status=said_status(evidence),
        confidence=best.confidence,
        evidence=evidence,
        is_disputed=len({e.status for e in evidence}) > 1,
    )


def _evidence(fact: str, claims: list[Claim], text: str) -> tuple[Evidence, ...]:
    """One Evidence for each quote: its most confident reading, at its first place; sorted by place."""
    by_quote: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_quote[collapse(claim.span.of(text))].append(claim)
    found = []
    for readings in by_quote.values():
        best = min(readings, key=lambda c: (-c.confidence, status_rank(c.status), c.rule))
        span = min(c.span for c in readings)
        quote = span.of(text)
        found.append(
            Evidence(
                id=evidence_id(fact, quote),
                quote=quote,
                start=span.start,
                end=span.end,
                section=best.section,
                rule=best.rule,
                confidence=best.confidence,
                status=best.status,
                heading=best.heading,
                speaker=best.speaker,
                time=best.time,
                time_text=best.time_text if best.time_text in quote else "",
            )
        )
    return tuple(sorted(found, key=lambda e: (e.start or 0, e.id)))


def is_direct(statement: Statement, threshold: float) -> bool:
    """Whether a fact stands in the graph as a plain triple."""
    reviewed = statement.review in (Review.ACCEPTED, Review.EDITED)
    safe = statement.confidence >= threshold or reviewed
    return not statement.is_rejected and statement.status is Status.DONE and safe


def assemble(readings: Iterable[Reading], knowledge: Knowledge, generator: str) -> Graph:
    """The graph of all documents, every tuple in the order that `Graph` states."""
    rows = sorted(readings, key=lambda r: r.document.slug)
    statements: list[Statement] = []
    outcomes: list[OutcomeNode] = []
    for reading in rows:
        facts, results = state(reading)
        statements += facts
        outcomes += results
    providers = {s.subject for s in statements if s.relation is Relation.PROVIDES and is_direct(s, THRESHOLD)}
    entities = _entities(rows, knowledge, providers)
    labels = {entity.ref: entity.label for entity in entities}
    labels.update({outcome.ref: outcome.label for outcome in outcomes})
    labels.update({Ref(Kind.DOCUMENT, r.document.slug): r.document.title for r in rows})
    labelled = [replace(s, label=_label(s, labels)) for s in statements]
    return Graph(
        documents=tuple(r.document for r in rows),
        entities=entities,
        outcomes=tuple(sorted(outcomes, key=lambda o: o.ref)),
        statements=tuple(sorted(labelled, key=lambda s: s.id)),
        threshold=THRESHOLD,
        generator=generator,
    )


def _label(statement: Statement, labels: dict[Ref, str]) -> str:
    obj = labels[statement.object] if statement.object is not None else statement.literal
    return statement_label(labels[statement.subject], statement.relation, obj)


# -- things across documents -----------------------------------------------------------------------


def _entities(readings: list[Reading], knowledge: Knowledge, providers: set[Ref]) -> tuple[Entity, ...]:
    forms: dict[Ref, set[str]] = defaultdict(set)
    names: dict[Ref, set[str]] = defaultdict(set)
    documents: dict[Ref, set[str]] = defaultdict(set)
    homes: dict[Ref, set[str]] = defaultdict(set)
    for reading in readings:
        for thing in reading.things:
            forms[thing.ref] |= {thing.name, *thing.forms} - {""}
            names[thing.ref].add(thing.name)
            documents[thing.ref].add(reading.document.slug)
        for ref, home in reading.for_councils:
            homes[ref].add(home)
    subjects = {subject.slug: subject for subject in knowledge.subjects}
    for ref in [r for r in documents if r.kind is Kind.TOPIC]:
        for wider in _wider(ref.slug, knowledge):
            documents.setdefault(Ref(Kind.TOPIC, wider), set())
    for slug in _register_neighbours({r.slug for r in documents if r.kind is Kind.COUNCIL}, knowledge):
        documents.setdefault(Ref(Kind.COUNCIL, slug), set())
    entities = []
    for ref in sorted(documents):
        label = _best_form(names[ref])
        broader: tuple[str, ...] = ()
        facts: CouncilFacts | None = None
        if ref.kind is Kind.TOPIC and ref.slug in subjects:
            label, broader = subjects[ref.slug].label, subjects[ref.slug].broader
        council = knowledge.register.by_slug(ref.slug) if ref.kind is Kind.COUNCIL else None
        if council is not None:
            label, facts = council.label, knowledge.register.facts_of(council)
        entities.append(
            Entity(
                ref=ref,
                label=label,
                other_names=tuple(sorted(forms[ref] - {label})),
                documents=tuple(sorted(documents[ref])),
                for_councils=tuple(sorted(homes[ref])),
                register=facts,
                broader=broader,
                is_provider=ref in providers,
            )
        )
    return tuple(entities)


def _best_form(forms: set[str]) -> str:
    """The fullest form: the longest, then the first by code point."""
    return min(forms, key=lambda f: (-len(f), f), default="")


def _wider(slug: str, knowledge: Knowledge) -> set[str]:
    subjects = {subject.slug: subject for subject in knowledge.subjects}
    found: set[str] = set()
    waiting = [slug]
    while waiting:
        subject = subjects.get(waiting.pop())
        new = [wider for wider in subject.broader if wider not in found] if subject else []
        found.update(new)
        waiting += new
    return found


def _register_neighbours(slugs: set[str], knowledge: Knowledge) -> set[str]:
    """Councils reached from those mentioned: what they replaced, what replaced them, the county or authority above."""
    found: set[str] = set()
    waiting = sorted(slugs)
    while waiting:
        slug = waiting.pop()
        council = knowledge.register.by_slug(slug)
        if slug in found or council is None:
            continue
        found.add(slug)
        waiting += [
            s
            for s in (
                *council.replaced_by,
                *knowledge.register.predecessors(slug),
                council.upper_tier,
                council.combined,
            )
            if s
        ]
    return found - slugs
