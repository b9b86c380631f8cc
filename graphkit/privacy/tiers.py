"""The tiers of an export: as documents print it, all that there is, or nothing that names anybody.

A graph of tier public is a graph like any other: its texts, quotes, names and ids are made anew from what is not hidden,
so no exporter needs to know of tiers, and no id in it is computed from a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from graphkit.graph.tables import best_first
from graphkit.ids import (
    decision_id,
    digest,
    evidence_id,
    fact_id,
    fact_key,
    literal_key,
    outcome_key,
    outcome_label,
    slug,
    statement_label,
    status_rank,
)
from graphkit.privacy.hiding import Hidden, hidden_of, hide, is_of_register, raw_refs, ref_in
from graphkit.privacy.names import Names, joined, name_of, names
from graphkit.privacy.opaque import PERSON, Renaming, public_document, rename
from graphkit.records import (
    Decision,
    Document,
    Entity,
    Evidence,
    Graph,
    Kind,
    Outcome,
    OutcomeNode,
    Ref,
    Relation,
    Statement,
    Tier,
)

_FACT = re.compile(r"[0-9a-f]{16}")
_RULE = re.compile(r"proposer\.(.+)@(\d+)")
_THING = re.compile(r"\b(?:" + "|".join(Kind) + r")/[a-z0-9]+(?:-{1,2}[a-z0-9]+)*")


def in_tier(graph: Graph, tier: Tier) -> Graph:
    """The graph as that tier shows it. A graph that is public already stays so: what is hidden does not come back.

    Raises:
        UnreadableDocumentError: A text that must be searched for names is not at hand.
    """
    if graph.tier in (Tier.PUBLIC, tier):
        return graph
    return _public(graph) if tier is Tier.PUBLIC else replace(graph, tier=tier)


def _public(graph: Graph) -> Graph:
    hidden = hidden_of(graph)
    documents = {document.slug: public_document(document, hidden) for document in graph.documents}
    named = _named(graph)
    labels = {entity.ref: _label(entity, hidden) for entity in graph.entities}
    slugs = {old: document.slug for old, document in documents.items()}
    renaming = rename(graph, hidden, labels, slugs, named)
    outcomes = _outcomes(graph, hidden)
    facts = _Facts(graph, hidden, renaming, outcomes, {**_document_labels(documents), **_by_new_ref(labels, renaming)})
    decisions = _decisions(graph, hidden, renaming, facts, labels)
    statements = facts.all({old: decision.id for old, decision in decisions.items()})
    entities = (_entity(entity, labels, hidden, renaming) for entity in graph.entities)
    nodes = (_outcome_node(node, outcomes, facts.ids, slugs) for node in graph.outcomes)
    return Graph(
        documents=tuple(sorted(documents.values(), key=lambda d: d.slug)),
        entities=tuple(sorted(entities, key=lambda e: e.ref)),
        outcomes=tuple(sorted(nodes, key=lambda o: o.ref)),
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        threshold=graph.threshold,
        generator=graph.generator,
        decisions=tuple(sorted(decisions.values(), key=lambda d: d.id)),
        differents=tuple(sorted(_sorted_pair(renaming.ref(a), renaming.ref(b)) for a, b in graph.differents)),
        tier=Tier.PUBLIC,
    )


def _sorted_pair(one: Ref, other: Ref) -> tuple[Ref, Ref]:
    return (one, other) if one <= other else (other, one)


def _document_labels(documents: dict[str, Document]) -> dict[Ref, str]:
    return {Ref(Kind.DOCUMENT, document.slug): document.title for document in documents.values()}


def _by_new_ref(labels: dict[Ref, str], renaming: Renaming) -> dict[Ref, str]:
    return {renaming.ref(ref): label for ref, label in labels.items() if label}


# -- things ----------------------------------------------------------------------------------------


def _named(graph: Graph) -> dict[Ref, list[str]]:
    """Every thing that anything in the graph names, and the documents that name it, sorted."""
    found: dict[Ref, set[str]] = defaultdict(set)
    for entity in graph.entities:
        found[entity.ref] |= set(entity.documents)
    for entity in graph.entities:
        if entity.replaced_by is not None:
            found[entity.ref] |= found.get(entity.replaced_by, set())
    for statement in graph.statements:
        for ref in raw_refs(statement):
            found[ref].add(statement.document)
    for decision in graph.decisions:
        texts = (decision.key, decision.before, decision.after)
        keyed = [ref_in(match) for text in texts for match in _THING.findall(text)]
        aimed = [target for target in decision.targets if isinstance(target, Ref)]
        for named in (*keyed, *aimed, *decision.retired):
            if named is not None:
                found[named] |= set()
    known = {document.slug for document in graph.documents}
    skipped = (Kind.DOCUMENT, Kind.OUTCOME)
    return {ref: sorted(slugs & known) for ref, slugs in found.items() if ref.kind not in skipped}


def _label(entity: Entity, hidden: Hidden) -> str:
    """The label of a thing in public: of a person always the same, of councils and topics the one of the lists they are in."""
    if entity.replaced_by is not None:
        return ""
    if entity.ref.kind is Kind.PERSON:
        return PERSON
    if entity.ref.kind is Kind.TOPIC or is_of_register(entity):
        return entity.label
    return hidden.string(entity.label, entity.documents)


def _entity(entity: Entity, labels: dict[Ref, str], hidden: Hidden, renaming: Renaming) -> Entity:
    ref, label = renaming.ref(entity.ref), labels[entity.ref]
    is_alone = not is_of_register(entity)
    others = {hidden.string(name, entity.documents, is_alone=is_alone) for name in entity.other_names}
    return replace(
        entity,
        ref=ref,
        label=label,
        other_names=() if ref.kind is Kind.PERSON else tuple(sorted(others - {label})),
        documents=tuple(sorted(renaming.documents[slug] for slug in entity.documents)),
        for_councils=tuple(sorted(renaming.ref(Ref(Kind.COUNCIL, slug)).slug for slug in entity.for_councils)),
        replaced_by=renaming.ref(entity.replaced_by) if entity.replaced_by is not None else None,
    )


# -- results ---------------------------------------------------------------------------------------


def _outcomes(graph: Graph, hidden: Hidden) -> dict[Ref, Outcome]:
    """What each outcome says in public: no name, and no figure that is read from a number that is hidden."""
    quotes: dict[Ref, list[tuple[str, str]]] = defaultdict(list)
    for statement in graph.statements:
        if statement.object is not None and statement.object.kind is Kind.OUTCOME:
            quotes[statement.object] += [(e.quote, _quote(e, statement.document, hidden)) for e in statement.evidence]
    found = {}
    for node in graph.outcomes:
        outcome = node.outcome
        what, unit = (hidden.string(text, [node.document]) for text in (outcome.what, outcome.unit))
        is_hidden = any(_is_hidden_figure(outcome.value, *pair) for pair in quotes[node.ref])
        value, unit = ("", "") if is_hidden else (outcome.value, unit)
        found[node.ref] = Outcome(what, value, unit, outcome.approx)
    return found


def _is_hidden_figure(value: str, quote: str, shown: str) -> bool:
    """Whether the digits of a figure stand in the sentence, but not in what is shown of it."""
    digits = re.sub(r"\D", "", value)
    before, after = ({d.lstrip("0") for d in _figures(text)} for text in (quote, shown))
    together = "".join(_figures(quote))
    is_there = digits in before or (len(digits) > 4 and digits in together)
    return bool(digits) and is_there and digits not in after and digits not in "".join(_figures(shown))


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+", re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", text)) + re.findall(r"\d+", text)


def _outcome_node(
    node: OutcomeNode, outcomes: dict[Ref, Outcome], ids: dict[str, str], documents: dict[str, str]
) -> OutcomeNode:
    outcome = outcomes[node.ref]
    label = outcome_label(outcome.value, outcome.unit, outcome.what)
    ref = Ref(Kind.OUTCOME, ids.get(node.ref.slug, node.ref.slug))
    return OutcomeNode(ref, label, documents.get(node.document, node.document), outcome)


# -- facts -----------------------------------------------------------------------------------------


def _quote(evidence: Evidence, document: str, hidden: Hidden) -> str:
    text = hidden.texts.get(document)
    if text is None or evidence.start is None:
        return hidden.string(evidence.quote, [document])
    return text[evidence.start : evidence.end]


class _Facts:
    """The facts in public; ``ids`` has the new id of each."""

    def __init__(
        self, graph: Graph, hidden: Hidden, renaming: Renaming, outcomes: dict[Ref, Outcome], labels: dict[Ref, str]
    ) -> None:
        self._statements = sorted(
            graph.statements, key=lambda s: (s.document, s.evidence[0].start or 0, s.relation, s.id)
        )
        self._hidden, self._renaming, self._outcomes, self._labels = hidden, renaming, outcomes, labels
        self._original = {node.ref: node.outcome for node in graph.outcomes}
        self.ids: dict[str, str] = {}
        self._changed: set[str] = set()
        self._name()

    def _name(self) -> None:
        """Give a new id to each fact whose key names somebody."""
        keys = {s.id: self._key(s) for s in self._statements}
        self._changed = {s.id for s in self._statements if keys[s.id] != s.key}
        taken = {s.id for s in self._statements} - self._changed
        for statement in self._statements:
            key, number = keys[statement.id], 1
            new = fact_id(key) if statement.id in self._changed else statement.id
            while statement.id in self._changed and new in taken:  # two facts that read the same now
                number += 1
                new = fact_id(f"{key}#{number}")
            taken.add(new)
            self.ids[statement.id] = new

    def all(self, decisions: dict[str, str]) -> list[Statement]:
        """Every fact in public, in no order.

        Args:
            decisions: The new ids of decisions.
        """
        return [
            replace(
                self._statement(statement),
                influenced_by=tuple(sorted(decisions.get(d, d) for d in statement.influenced_by)),
                invalidated_by=tuple(sorted(decisions.get(d, d) for d in statement.invalidated_by)),
            )
            for statement in self._statements
        ]

    def _key(self, statement: Statement) -> str:
        """The key of a fact made of what is public; the same as before where it named nobody."""
        document = statement.document
        _, subject, _, obj = (statement.key.split("|", 3) + [""] * 4)[:4]
        obj = self._literal(statement, obj) if obj.startswith("=") else self._raw(obj, statement.object)
        first = self._raw(subject, statement.subject)
        new = self._renaming.documents.get(document, document)
        relation = Relation(statement.key.split("|", 3)[2]) if statement.key.count("|") >= 3 else statement.relation
        end = ref_in(first)
        return fact_key(new, end, relation, obj) if end is not None else "|".join((new, first, relation, obj))

    def _raw(self, raw: str, decided: Ref | None) -> str:
        ref = ref_in(raw) or decided
        return str(self._renaming.ref(ref)) if ref is not None else raw

    def _literal(self, statement: Statement, raw: str) -> str:
        if statement.object in self._outcomes:
            old, new = self._original[statement.object], self._outcomes[statement.object]
            return raw if old == new else outcome_key(new.value, new.unit, new.what)
        return literal_key(self._hidden.string(raw[1:], [statement.document]))

    def _statement(self, statement: Statement) -> Statement:
        fact, document = self.ids[statement.id], statement.document
        evidence = self._evidence(statement, fact)
        subject, obj = self._renaming.ref(statement.subject), statement.object
        if obj is not None:
            obj = Ref(Kind.OUTCOME, fact) if obj.kind is Kind.OUTCOME else self._renaming.ref(obj)
        if statement.relation is Relation.PARTNER_OF and obj is not None:
            subject, obj = _sorted_pair(subject, obj)
        made = replace(
            statement,
            id=fact,
            key="" if statement.id in self._changed else statement.key,
            document=self._renaming.documents.get(document, document),
            subject=subject,
            object=obj,
            literal=self._hidden.string(statement.literal, [document]),
            quote=best_first(evidence)[0].quote,
            evidence=evidence,
            is_disputed=len({e.status for e in evidence}) > 1,
        )
        return replace(made, label=self._label(made, statement))

    def _evidence(self, statement: Statement, fact: str) -> tuple[Evidence, ...]:
        """The sentences in public; of several that read the same now the most confident stands."""
        by_id: dict[str, Evidence] = {}
        for evidence in statement.evidence:
            new = self._sentence(evidence, statement.document, fact)
            old = by_id.get(new.id, new)
            by_id[new.id] = min(old, new, key=lambda e: (-e.confidence, status_rank(e.status), e.start or 0))
        return tuple(sorted(by_id.values(), key=lambda e: (e.start is None, e.start or 0, e.id)))

    def _sentence(self, evidence: Evidence, document: str, fact: str) -> Evidence:
        quote = _quote(evidence, document, self._hidden)
        at = evidence.quote.find(evidence.time_text)
        rule = _RULE.fullmatch(evidence.rule)
        if rule and hide(rule[1].replace("-", " ").title(), self._hidden.everyone) != rule[1].replace("-", " ").title():
            new_rule = f"proposer.{PERSON}@{rule[2]}"
        else:
            new_rule = evidence.rule
        return replace(
            evidence,
            id=evidence_id(fact, quote),
            quote=quote,
            rule=new_rule,
            heading=self._hidden.string(evidence.heading, [document]),
            speaker=self._renaming.ref(evidence.speaker) if evidence.speaker is not None else None,
            time_text=quote[at : at + len(evidence.time_text)] if at >= 0 else "",
            source=self._hidden.string(evidence.source, [document]),
        )

    def _label(self, made: Statement, original: Statement) -> str:
        first = self._labels.get(made.subject)
        if made.object is None:
            other: str | None = made.literal
        elif made.object.kind is Kind.OUTCOME and original.object in self._outcomes:
            outcome = self._outcomes[original.object]
            other = outcome_label(outcome.value, outcome.unit, outcome.what)
        else:
            other = self._labels.get(made.object)
        if first is None or other is None:  # a thing that a person rejected: only this label still has its name
            return self._hidden.string(original.label, [original.document])
        return statement_label(first, made.relation, other)


# -- decisions -------------------------------------------------------------------------------------


def _decisions(
    graph: Graph, hidden: Hidden, renaming: Renaming, facts: _Facts, labels: dict[Ref, str]
) -> dict[str, Decision]:
    """The decisions in public by their old ids: who decided is a number, and no key or reason names anybody."""
    ordered = sorted(graph.decisions, key=lambda d: (d.time, d.by, d.id))
    curators: dict[str, str] = {}
    for decision in ordered:
        curators.setdefault(slug(decision.by), f"curator-{len(curators) + 1}")
    everyone = joined([hidden.everyone, names(name_of(d.by) for d in ordered if slug(d.by) != d.by)])
    made = {}
    for number, decision in enumerate(ordered, 1):
        key = _decision_key(decision, number, renaming, facts)
        by = curators[slug(decision.by)]
        made[decision.id] = replace(
            decision,
            id=decision_id(decision.verdict, key, decision.time, by),
            key=key,
            by=by,
            reason=hide(decision.reason, everyone),
            before=_change(decision.before, everyone, renaming),
            after=_after(decision, everyone, renaming, labels),
            targets=tuple(renaming.ref(t) if isinstance(t, Ref) else facts.ids.get(t, t) for t in decision.targets),
            retired=tuple(renaming.ref(ref) for ref in decision.retired),
            candidates=tuple(sorted(facts.ids.get(fact, fact) for fact in decision.candidates)),
        )
    return made


def _decision_key(decision: Decision, number: int, renaming: Renaming, facts: _Facts) -> str:
    """The key of a decision; of a fact that is gone, which may have named somebody, a number takes its place."""
    if _FACT.fullmatch(decision.key):
        return facts.ids.get(decision.key) or digest(f"gk-gone-1\n{decision.verdict}|{decision.time}|{number}")
    thing, at, document = decision.key.partition(" @ ")
    key = renaming.text(thing) + (f"{at}{renaming.documents.get(document, document)}" if at else "")
    one, between, other = key.partition(" <> ")
    return f"{min(one, other)}{between}{max(one, other)}" if between else key


def _change(text: str, everyone: Names, renaming: Renaming) -> str:
    name, mark, value = text.partition("=")
    return f"{name}{mark}{hide(renaming.text(value), everyone)}" if mark else hide(text, everyone)


def _after(decision: Decision, everyone: Names, renaming: Renaming, labels: dict[Ref, str]) -> str:
    """What a decision changed something to; of a rename the label that the thing has in public."""
    target = decision.targets[0] if decision.targets else None
    if decision.verdict == "rename" and isinstance(target, Ref) and labels.get(target):
        return f"label={labels[target]}" if decision.applies else _change(decision.after, everyone, renaming)
    return _change(decision.after, everyone, renaming)
