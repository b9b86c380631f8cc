"""Facts that people add: each becomes a statement like any other, or one sentence more of a statement that is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from graphkit.ids import (
    collapse,
    evidence_id,
    fact_id,
    fact_key,
    literal_key,
    outcome_key,
    outcome_label,
    status_rank,
)
from graphkit.records import (
    Document,
    Entity,
    Evidence,
    Graph,
    Kind,
    OutcomeNode,
    Outline,
    Ref,
    Relation,
    SectionKind,
    Statement,
)
from graphkit.resolution.claims import home_councils, section_at, wrong_ends
from graphkit.resolution.decisions import FiledDecision, Verdict
from graphkit.resolution.naming import Names, NamesOf
from graphkit.resolution.rivals import Report
from graphkit.resolution.told import Told

_RULE = "person.add@1"
_CONFIDENCE = 0.99


@dataclass(slots=True)
class Added:
    """What a graph holds with the facts that people added; ``facts`` pairs decisions (ids) with the facts they add."""

    statements: dict[str, Statement]
    entities: dict[Ref, Entity]
    outcomes: dict[Ref, OutcomeNode]
    facts: dict[str, str] = field(default_factory=dict)


def with_keys(decisions: Iterable[FiledDecision], names_of: NamesOf) -> list[FiledDecision]:
    """The decisions, each ``add`` that leaves its key out with the key computed."""
    keyed = []
    for decision in decisions:
        if decision.told is not None and not decision.key:
            key = fact_id(_fact_key(decision.told, names_of(decision.told.document)))
            keyed.append(replace(decision, key=key))
        else:
            keyed.append(decision)
    return keyed


def add_facts(
    graph: Graph,
    decisions: Iterable[FiledDecision],
    names_of: NamesOf,
    outline_of: Callable[[Document], Outline],
    report: Report,
) -> Added:
    """The statements, entities and outcomes of a graph with the facts that people added."""
    added = Added(
        {s.id: s for s in graph.statements},
        {e.ref: e for e in graph.entities},
        {o.ref: o for o in graph.outcomes},
    )
    documents = {document.slug: document for document in graph.documents}
    councils = _councils(graph)
    for decision in decisions:
        told = decision.told
        if decision.id in report.left_out:
            continue
        if told is None:
            if decision.verdict is Verdict.ADD and decision.key in added.statements:  # it came with its fact
                added.facts[decision.id] = decision.key
            continue
        document = documents.get(told.document)
        if document is None:
            report.remark(decision, f"its document {told.document} is not in this graph; the decision waits.")
            continue
        names = names_of(told.document)
        refusal = _refusal(decision, told, names, document)
        if refusal is not None:
            report.refuse([decision], *refusal)
            continue
        _add(added, decision, told, names, outline_of(document), sorted(councils.get(told.document, ())))
    return added


def _refusal(decision: FiledDecision, told: Told, names: Names, document: Document) -> tuple[str, str] | None:
    key = fact_id(_fact_key(told, names))
    if decision.key != key:
        return f'its fact has the key "{key}".', "Write that key, or leave the key out."
    if find_quote(told.quote, document.text) is None and not decision.source:
        todo = 'Copy the words from the text, or say where they stand with source = "…".'
        return f"the quote is not in {told.document}, and no source is stated.", todo
    return wrong_ends(told, names)


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote first stands in a text, whatever its white space: start and end, or None."""
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return (found.start(), found.end()) if found else None


def _fact_key(told: Told, names: Names) -> str:
    if told.object is not None:
        obj = str(names.ref(told.object))
    elif told.outcome is not None:
        obj = outcome_key(told.outcome.value, told.outcome.unit, told.outcome.what)
    else:
        obj = literal_key(told.literal)
    return fact_key(told.document, names.ref(told.subject), told.relation, obj)


def _add(
    added: Added, decision: FiledDecision, told: Told, names: Names, outline: Outline, councils: Sequence[str]
) -> None:
    key = _fact_key(told, names)
    fact = fact_id(key)
    evidence = _evidence(fact, decision, told, outline)
    added.facts[decision.id] = fact
    if fact in added.statements:
        old = added.statements[fact]
        is_all = {one.id for one in old.evidence} == {evidence.id}  # another graph has only what is said here too
        added.statements[fact] = with_evidence(replace(old, origins=()) if is_all else old, evidence)
    else:
        added.statements[fact] = _statement(fact, key, told, names, evidence)
    if told.outcome is not None:
        outcome = told.outcome
        label = outcome_label(outcome.value, outcome.unit, outcome.what)
        ref = Ref(Kind.OUTCOME, fact)
        added.outcomes.setdefault(ref, OutcomeNode(ref, label, told.document, outcome))
    for end in (told.subject, told.object):
        if end is None or end.kind is Kind.DOCUMENT:
            continue
        thing = names.thing(end)
        homes = home_councils(thing.ref, evidence.start or 0, names, councils, outline)
        entity = added.entities.get(thing.ref, Entity(thing.ref, thing.name))
        if told.document not in entity.documents:
            entity = _with_name(entity, thing.name)
        added.entities[thing.ref] = replace(
            entity,
            documents=tuple(sorted({*entity.documents, told.document})),
            for_councils=tuple(sorted({*entity.for_councils, *homes})),
        )


def _with_name(entity: Entity, name: str) -> Entity:
    """A thing with one more name; the longest is its label."""
    names = {entity.label, *entity.other_names, name}
    label = min(entity.label, name, key=lambda form: (-len(form), form))
    return replace(entity, label=label, other_names=tuple(sorted(names - {label})))


def _councils(graph: Graph) -> dict[str, list[str]]:
    """The councils that each document is about, as it was read."""
    found: dict[str, list[str]] = {}
    for statement in graph.statements:
        if (
            statement.relation is Relation.ABOUT
            and statement.object is not None
            and statement.object.kind is Kind.COUNCIL
        ):
            found.setdefault(statement.document, []).append(statement.object.slug)
    return found


def _evidence(fact: str, decision: FiledDecision, told: Told, outline: Outline) -> Evidence:
    at = find_quote(told.quote, outline.text)
    quote = outline.text[at[0] : at[1]] if at else collapse(told.quote)
    section, heading = section_at(outline, at[0]) if at else (SectionKind.OTHER, "")
    return Evidence(
        id=evidence_id(fact, quote),
        quote=quote,
        start=at[0] if at else None,
        end=at[1] if at else None,
        section=section,
        rule=_RULE,
        confidence=_CONFIDENCE,
        status=told.status,
        heading=heading,
        source="" if at else decision.source,
    )


def _statement(fact: str, key: str, told: Told, names: Names, evidence: Evidence) -> Statement:
    subject = names.ref(told.subject)
    obj = names.ref(told.object) if told.object else Ref(Kind.OUTCOME, fact) if told.outcome else None
    if told.relation is Relation.PARTNER_OF and obj is not None and str(obj) < str(subject):
        subject, obj = obj, subject
    return Statement(
        id=fact,
        key=key,
        document=told.document,
        subject=subject,
        relation=told.relation,
        object=obj,
        literal=told.literal,
        label="",
        quote=evidence.quote,
        status=evidence.status,
        confidence=evidence.confidence,
        evidence=(evidence,),
    )


def is_read(statement: Statement) -> bool:
    """Whether a fact was read in its text: one of another graph may be there because a person added it, and only so."""
    return any(evidence.rule != _RULE for evidence in statement.evidence)


def with_evidence(statement: Statement, new: Evidence) -> Statement:
    """A statement with one sentence more; of two readings of one sentence the more confident stands."""
    by_id = {evidence.id: evidence for evidence in statement.evidence}
    old = by_id.get(new.id, new)
    by_id[new.id] = min(old, new, key=lambda e: (-e.confidence, status_rank(e.status), e.rule, e.source))
    evidence = tuple(sorted(by_id.values(), key=lambda e: (e.start is None, e.start or 0, e.id)))
    top = max(e.confidence for e in evidence)
    best = min(evidence, key=lambda e: (-e.confidence, e.start is None, e.start or 0, e.quote))
    return replace(
        statement,
        quote=best.quote,
        status=min((e.status for e in evidence if e.confidence == top), key=status_rank),
        confidence=top,
        evidence=evidence,
        is_disputed=len({e.status for e in evidence}) > 1,
    )
