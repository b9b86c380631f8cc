"""This corpus's graph and those that it has taken in, as if all their documents had been read together.

Merging is before decisions: their graphs come without theirs, which are then applied among our own. A document of one
slug and text is one document; of a fact that both have ours stands. The order of the imports makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graphkit.errors import ClashingDocumentsError, GraphkitError
from graphkit.graph.blocks import text_facts
from graphkit.graph.facts import providers
from graphkit.graph.finding import many
from graphkit.ids import statement_label
from graphkit.imports.filed import Import
from graphkit.imports.undoing import Undone, undo
from graphkit.knowledge import Knowledge
from graphkit.records import Dataset, Document, Entity, Graph, Kind, OutcomeNode, Reading, Ref, Statement
from graphkit.resolution.decided_things import with_home_councils
from graphkit.resolution.decisions import FiledDecisions
from graphkit.resolution.naming import NamesOf, fixed_label

ReferenceOf = Callable[[Sequence[Ref]], Iterable[Entity]]
"""Gives councils and topics as the register and the topic scheme have them, with those they lead to."""

_REFERENCE = (Kind.COUNCIL, Kind.TOPIC)


@dataclass(frozen=True, slots=True)
class Joined:
    """What decisions are applied to: the merged graph, all decisions, the names of all documents; remarks on the imports."""

    graph: Graph
    filed: FiledDecisions
    names_of: NamesOf
    notes: tuple[str, ...] = ()
    datasets: tuple[Dataset, ...] = ()

    def finished(self, decided: Graph) -> Graph:
        """The decided graph with the datasets that something in it is from, and its initiatives' councils by our threshold."""
        if not self.datasets:
            return decided
        used = {origin for document in decided.documents for origin in document.origins}
        used |= {origin for statement in decided.statements for origin in statement.origins}
        used |= {origin for decision in decided.decisions for origin in decision.origins}
        used |= {"--".join(parts[:n]) for parts in (slug.split("--") for slug in used) for n in range(1, len(parts))}
        return replace(with_home_councils(decided), datasets=tuple(sorted(d for d in self.datasets if d.slug in used)))


def without_clashes(
    readings: Sequence[Reading], imports: Sequence[Import], shown: Callable[[str], str]
) -> tuple[list[Reading], tuple[Import, ...], tuple[GraphkitError, ...]]:
    """Without the documents whose slug means two texts: none of them is built, all are named.

    Args:
        readings: This corpus's own.
        imports: What it has taken in.
        shown: How messages call a document of the corpus, by its file name.
    """
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for reading in readings:
        document = reading.document
        texts[document.slug][text_facts(document)[0]].append(shown(document.file_name))
    for one in imports:
        for document in one.graph.documents:
            texts[document.slug][text_facts(document)[0]].append(f"{one.shown} ({document.file_name})")
    clashing = {slug: by_text for slug, by_text in sorted(texts.items()) if len(by_text) > 1}
    if not clashing:
        return list(readings), tuple(imports), ()
    errors = tuple(
        clash(slug, [name for names in by_text.values() for name in names]) for slug, by_text in clashing.items()
    )
    kept = [reading for reading in readings if reading.document.slug not in clashing]
    return kept, tuple(replace(one, graph=without_documents(one.graph, clashing)) for one in imports), errors


def clash(slug: str, names: Iterable[str]) -> ClashingDocumentsError:
    """The error that names two documents of one slug."""
    return ClashingDocumentsError(
        f'one name ("{slug}") and different texts; none of them is in the graph.',
        where=" and ".join(names),
        todo="Give ours another id in sources.csv, or take the other graph out of imports/.",
    )


def without_documents(graph: Graph, slugs: Iterable[str]) -> Graph:
    """The graph without some documents and all that only they say."""
    gone = set(slugs)
    entities = []
    for entity in graph.entities:
        documents = tuple(d for d in entity.documents if d not in gone)
        if documents or not entity.documents:
            entities.append(replace(entity, documents=documents))
    return replace(
        graph,
        documents=tuple(d for d in graph.documents if d.slug not in gone),
        entities=tuple(entities),
        outcomes=tuple(o for o in graph.outcomes if o.document not in gone),
        statements=tuple(s for s in graph.statements if s.document not in gone),
    )


def join(
    graph: Graph,
    filed: FiledDecisions,
    names_of: NamesOf,
    imports: Sequence[Import],
    knowledge: Knowledge,
    reference_of: ReferenceOf,
) -> Joined:
    """The graph of this corpus with those that it has taken in.

    Args:
        graph: As assembled, without decisions.
        filed: This corpus's decisions.
        names_of: What its documents call their things.
        imports: What it has taken in, without clashes.
        knowledge: Our register and topics, which name councils and topics here.
        reference_of: Their facts.
    """
    if not imports:
        return Joined(graph, filed, names_of)
    ordered = sorted(imports, key=lambda one: one.name)
    undone = [undo(one.graph, one.name, one.place_of) for one in ordered]
    merged = merge(graph, [one.graph for one in undone], knowledge, reference_of)
    decisions = (*filed.decisions, *(decision for one in undone for decision in one.decisions))
    return Joined(
        merged,
        replace(filed, decisions=decisions),
        _names(graph, names_of, undone, knowledge),
        tuple(note for one in ordered for note in _notes(graph, merged, one)),
        tuple(d for one, theirs in zip(ordered, undone, strict=True) for d in (one.dataset, *theirs.graph.datasets)),
    )


def _names(graph: Graph, names_of: NamesOf, undone: Sequence[Undone], knowledge: Knowledge) -> NamesOf:
    """What documents call their things: ours as they were read, others as their graph has them."""
    found: dict[str, NamesOf] = {}
    for one in reversed(undone):
        theirs = one.names_of(knowledge)
        found.update({document.slug: theirs for document in one.graph.documents})
    found.update({document.slug: names_of for document in graph.documents})
    return lambda document: found.get(document, names_of)(document)


def _notes(ours: Graph, merged: Graph, one: Import) -> Iterable[str]:
    """What a person would not expect of an import: that nothing came of it, or facts on documents that are read here."""
    own = {document.slug for document in ours.documents}
    came = [s for s in merged.statements if one.name in {origin.partition("--")[0] for origin in s.origins}]
    if not came and all(document.slug in own for document in one.graph.documents):
        yield f"{one.shown}: all it says is in this graph already; nothing was taken from it."
        return
    more = [statement for statement in came if statement.document in own]
    if more:
        documents = many(len({statement.document for statement in more}), "document")
        yield f"{one.shown}: it adds {many(len(more), 'fact')} to {documents} that this corpus has too."


# -- one graph of several --------------------------------------------------------------------------


def merge(ours: Graph, others: Sequence[Graph], knowledge: Knowledge, reference_of: ReferenceOf) -> Graph:
    """One graph of several, all without decisions: ours first, then the others in the order of their datasets' names.

    Documents, facts and outcomes are united by their ids, things by their keys; labels are the fullest over all
    documents, and what follows from facts follows from all, by our threshold.
    """
    statements: dict[str, Statement] = {s.id: s for s in ours.statements}
    documents: dict[str, Document] = {d.slug: d for d in ours.documents}
    outcomes: dict[Ref, OutcomeNode] = {o.ref: o for o in ours.outcomes}
    for other in others:
        for document in other.documents:
            documents[document.slug] = _one_document(documents.get(document.slug, document), document)
        for statement in other.statements:
            statements[statement.id] = _one_fact(statements.get(statement.id, statement), statement)
        for outcome in other.outcomes:
            outcomes.setdefault(outcome.ref, outcome)
    entities = _entities(ours, others, statements.values(), knowledge, reference_of)
    graph = replace(
        ours,
        documents=tuple(documents[slug] for slug in sorted(documents)),
        entities=tuple(entities[ref] for ref in sorted(entities)),
        outcomes=tuple(outcomes[ref] for ref in sorted(outcomes)),
        statements=tuple(statements[fact] for fact in sorted(statements)),
    )
    return _labelled(graph)


def _one_document(first: Document, second: Document) -> Document:
    """One of two documents of one slug and text: ours, else the first that has its text."""
    if not first.origins:
        return first
    kept = first if first.text or not second.text else second
    return replace(kept, origins=tuple(sorted({*first.origins, *second.origins})))


def _one_fact(first: Statement, second: Statement) -> Statement:
    if not first.origins:
        return first
    return replace(first, origins=tuple(sorted({*first.origins, *second.origins})))


def _entities(
    ours: Graph,
    others: Sequence[Graph],
    statements: Iterable[Statement],
    knowledge: Knowledge,
    reference_of: ReferenceOf,
) -> dict[Ref, Entity]:
    groups: dict[Ref, list[Entity]] = defaultdict(list)
    for graph in (ours, *others):
        for entity in graph.entities:
            groups[entity.ref].append(entity)
    for statement in statements:
        for ref in (statement.subject, statement.object):
            if ref is not None and ref.kind not in (Kind.DOCUMENT, Kind.OUTCOME) and ref not in groups:
                label = ref.slug.rpartition("--")[2].replace("-", " ")
                groups[ref].append(Entity(ref, label, documents=(statement.document,)))
    found = {ref: _one_thing(ref, parts, knowledge) for ref, parts in groups.items()}
    known = [ref for ref in sorted(found) if found[ref].documents and fixed_label(ref, knowledge)]
    reference = {entity.ref: entity for entity in (reference_of(known) if known else ())}
    found = {ref: _with_reference(found.get(ref), reference.get(ref), ref) for ref in {*found, *reference}}
    wanted = _reached(found)
    return {ref: entity for ref, entity in found.items() if ref in wanted or ref.kind not in _REFERENCE}


def _one_thing(ref: Ref, parts: Sequence[Entity], knowledge: Knowledge) -> Entity:
    """A thing with all its names: its label is the register's or scheme's, else the fullest that any graph gives it."""
    label = fixed_label(ref, knowledge) or min((part.label for part in parts), key=lambda form: (-len(form), form))
    names = {name for part in parts for name in (part.label, *part.other_names)}
    return Entity(
        ref=ref,
        label=label,
        other_names=tuple(sorted(names - {label, ""})),
        documents=tuple(sorted({document for part in parts for document in part.documents})),
        for_councils=tuple(sorted({council for part in parts for council in part.for_councils})),
        register=next((part.register for part in parts if part.register), None),
        broader=next((part.broader for part in parts if part.broader), ()),
    )


def _with_reference(own: Entity | None, entity: Entity | None, ref: Ref) -> Entity:
    """A thing with what our register or topic scheme says of it, which no other graph overrules."""
    if entity is None or own is None:
        return own or entity or Entity(ref, "")
    return replace(own, label=entity.label, register=entity.register, broader=entity.broader)


def _reached(entities: Mapping[Ref, Entity]) -> set[Ref]:
    """The councils and topics that a document mentions, and those that these lead to by the reference data."""
    reached: set[Ref] = set()
    waiting = sorted(ref for ref, entity in entities.items() if entity.documents)
    while waiting:
        ref = waiting.pop()
        if ref not in reached and ref in entities:
            reached.add(ref)
            waiting += _leads_to(entities[ref])
    return reached


def _leads_to(entity: Entity) -> list[Ref]:
    facts = entity.register
    councils: tuple[str, ...] = ()
    if facts is not None:
        councils = (*facts.replaced_by, *facts.replaces, facts.upper_tier, facts.combined)
    topics = [Ref(entity.ref.kind, slug) for slug in entity.broader]
    return [*(Ref(Kind.COUNCIL, slug) for slug in councils if slug), *topics]


def _labelled(graph: Graph) -> Graph:
    """The graph with the labels of facts and the providers that follow from all facts together."""
    labels = {entity.ref: entity.label for entity in graph.entities}
    labels.update({outcome.ref: outcome.label for outcome in graph.outcomes})
    labels.update({Ref(Kind.DOCUMENT, document.slug): document.title for document in graph.documents})
    graph = replace(graph, statements=tuple(replace(s, label=_label(s, labels)) for s in graph.statements))
    delivering = providers(graph)
    return replace(graph, entities=tuple(replace(e, is_provider=e.ref in delivering) for e in graph.entities))


def _label(statement: Statement, labels: Mapping[Ref, str]) -> str:
    ends = (statement.subject, statement.object)
    first, second = (labels.get(ref, "") if ref else statement.literal for ref in ends)
    return statement_label(first, statement.relation, second) if first and second else statement.label
