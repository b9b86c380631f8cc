"""Applies people's decisions to a graph (contract, section 10): the same decisions in any order give the same graph.

Ids never change: a statement's key keeps the names as extracted, its subject and object show the decided ones.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graphkit.graph.facts import providers
from graphkit.ids import statement_label
from graphkit.knowledge import Knowledge
from graphkit.records import Document, Entity, Graph, Kind, Outline, Ref, Statement
from graphkit.resolution.adding import add_facts, is_read, with_keys
from graphkit.resolution.decided_facts import FactDecider
from graphkit.resolution.decided_things import decide_things, with_home_councils
from graphkit.resolution.decisions import FiledDecisions
from graphkit.resolution.filed import Fault
from graphkit.resolution.identity import Identity, decide_identity
from graphkit.resolution.naming import NamesOf, fixed_label
from graphkit.resolution.nodes import decision_nodes
from graphkit.resolution.rivals import Report, without_doubles
from graphkit.resolution.rulings import Rulings, remark_on_identity, rule_on_facts, rule_on_things


@dataclass(frozen=True, slots=True)
class Decided:
    """A graph with decisions applied, the faults of those that could not be used, and remarks on others."""

    graph: Graph
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


def apply_decisions(
    graph: Graph,
    filed: FiledDecisions,
    names_of: NamesOf,
    knowledge: Knowledge,
    outline_of: Callable[[Document], Outline],
    reference_of: Callable[[Sequence[Ref]], Iterable[Entity]] = lambda refs: (),
) -> Decided:
    """The graph as people decided it to be.

    Args:
        graph: As assembled, without decisions.
        filed: The decisions.
        names_of: What each document calls its things.
        knowledge: Labels of councils and topics.
        outline_of: Gives a document's outline, for the section of an added quote.
        reference_of: Gives councils and topics as the register and the topic scheme have them, with those they lead to.
    """
    if not filed.decisions:
        return Decided(graph, filed.faults)
    report = Report(faults=list(filed.faults))
    decisions = without_doubles(with_keys(filed.decisions, names_of), report)
    added = add_facts(graph, decisions, names_of, outline_of, report)
    documents_of = {ref: entity.documents for ref, entity in added.entities.items()}
    identity = decide_identity(decisions, documents_of, report)
    rulings = Rulings(facts=dict(added.facts))
    rule_on_facts(decisions, added.statements.keys(), [s for s in graph.statements if is_read(s)], rulings, report)
    known = {entity.ref for entity in graph.entities}
    new = [ref for ref in sorted({*added.entities, *_finals(identity)} - known) if fixed_label(ref, knowledge)]
    entities = _with_reference(added.entities, reference_of(new) if new else ())
    things = decide_things(entities.values(), identity, names_of, knowledge)
    rule_on_things(decisions, things.standing, identity, rulings, report)
    remark_on_identity(decisions, identity, documents_of, report)
    before = {ref: entity.label for ref, entity in things.standing.items()}
    named = things.renamed(rulings.labels).without(rulings.rejected)
    decider = FactDecider(identity, rulings, things.standing.keys() | _documents(graph), report)
    adds = _added_by(added.facts)
    statements = tuple(decider.decide(s, adds.get(s.id, ())) for _, s in sorted(added.statements.items()))
    result = Graph(
        documents=graph.documents,
        entities=named.entities(),
        outcomes=tuple(outcome for _, outcome in sorted(added.outcomes.items())),
        statements=statements,
        threshold=graph.threshold,
        generator=graph.generator,
        decisions=decision_nodes(decisions, identity, rulings, before, report),
        differents=_differents(identity, named.standing.keys()),
    )
    labels = {**before, **{ref: d.label for ref, d in rulings.labels.items()}}
    return Decided(_derived(result, labels), tuple(report.faults), report.notes())


def _finals(identity: Identity) -> frozenset[Ref]:
    return frozenset(identity.final(old) for old in identity.moves)


def _with_reference(entities: Mapping[Ref, Entity], reference: Iterable[Entity]) -> dict[Ref, Entity]:
    """The things, those that people brought in with what is known of them, and what that leads to."""
    found = dict(entities)
    for entity in reference:
        own = found.setdefault(entity.ref, entity)
        found[entity.ref] = replace(
            own, register=own.register or entity.register, broader=own.broader or entity.broader
        )
    return found


def _documents(graph: Graph) -> frozenset[Ref]:
    return frozenset(Ref(Kind.DOCUMENT, document.slug) for document in graph.documents)


def _added_by(facts: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The decisions that added each fact."""
    found: dict[str, tuple[str, ...]] = {}
    for decision, fact in sorted(facts.items()):
        found[fact] = (*found.get(fact, ()), decision)
    return found


def _differents(identity: Identity, standing: Collection[Ref]) -> tuple[tuple[Ref, Ref], ...]:
    """The pairs that are never one, as they are now."""
    pairs = {tuple(sorted((identity.final(one), identity.final(other)))) for one, other in identity.apart}
    return tuple(sorted((one, other) for one, other in pairs if one in standing and other in standing))


def _derived(graph: Graph, labels: Mapping[Ref, str]) -> Graph:
    """The graph with all that follows from its facts: labels, providers, whose each initiative is.

    Args:
        graph: With things and facts as decided.
        labels: Of all things, rejected ones too: a rejected fact keeps their names.
    """
    known = {**labels, **{outcome.ref: outcome.label for outcome in graph.outcomes}}
    known.update({Ref(Kind.DOCUMENT, document.slug): document.title for document in graph.documents})
    graph = replace(graph, statements=tuple(replace(s, label=_label(s, known)) for s in graph.statements))
    delivering = providers(graph)
    entities = tuple(replace(entity, is_provider=entity.ref in delivering) for entity in graph.entities)
    return with_home_councils(replace(graph, entities=entities))


def _label(statement: Statement, labels: Mapping[Ref, str]) -> str:
    obj = labels[statement.object] if statement.object is not None else statement.literal
    return statement_label(labels[statement.subject], statement.relation, obj)
