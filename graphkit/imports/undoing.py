"""A graph as it was before people's decisions, and those decisions, to be applied anew among those of this corpus.

A fact's key keeps what was read of it, and its sentences keep their status, so a fact comes back as it was. Of things the
names come back as far as the graph has them: what two decided to be one share theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from graphkit.ids import relation_words, status_rank
from graphkit.knowledge import Knowledge
from graphkit.records import Decision, Document, Entity, Graph, Kind, Ref, Relation, Review, Statement, Thing
from graphkit.resolution.decisions import FiledDecision, Verdict, end_of, split_of
from graphkit.resolution.filed import Place
from graphkit.resolution.identity import split_ref
from graphkit.resolution.naming import Names, NamesOf, names_of_graph


@dataclass(frozen=True, slots=True)
class Undone:
    """A graph without its decisions; everything in it names the dataset that it came with.

    ``split`` are the things that a decision told apart from others of their name, by the name's thing and document.
    """

    graph: Graph
    decisions: tuple[FiledDecision, ...]
    split: Mapping[tuple[Ref, str], Entity]

    def names_of(self, knowledge: Knowledge) -> NamesOf:
        """What its documents call their things."""
        plain = names_of_graph(self.graph, knowledge)

        def names(document: str) -> Names:
            own = {ref: part for (ref, where), part in self.split.items() if where == document}
            made = plain(document)
            things = (t if t.ref not in own else _called(t.ref, own[t.ref]) for t in made.things)
            return replace(made, things=tuple(things))

        return names


def _called(ref: Ref, part: Entity) -> Thing:
    return Thing(ref, part.label, part.other_names)


def undo(graph: Graph, dataset: str, place_of: Callable[[str], Place]) -> Undone:
    """The graph as read, and its decisions as if filed here.

    Args:
        graph: As exported.
        dataset: The slug of the dataset that it comes with; what it had taken in itself keeps that name behind it.
        place_of: Gives the line of a decision (its id), for messages.
    """

    def origins(said: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{dataset}--{origin}" for origin in said) or (dataset,)

    documents = tuple(_from(document, origins(document.origins)) for document in graph.documents)
    statements = tuple(replace(_as_read(s), origins=origins(s.origins)) for s in graph.statements)
    entities, split = _Things(graph, statements).as_read()
    whole = Graph(
        documents=documents,
        entities=entities,
        outcomes=graph.outcomes,
        statements=statements,
        threshold=graph.threshold,
        generator=graph.generator,
        datasets=tuple(replace(d, slug=f"{dataset}--{d.slug}") for d in graph.datasets),
    )
    filed = tuple(_filed(d, origins(d.origins), place_of(d.id)) for d in graph.decisions)
    return Undone(whole, filed, split)


def _from(document: Document, origins: tuple[str, ...]) -> Document:
    return replace(document, origins=origins)


# -- facts -----------------------------------------------------------------------------------------


def _as_read(statement: Statement) -> Statement:
    """A fact with the ends, relation and status that were read."""
    said = [e.status for e in statement.evidence if e.confidence == statement.confidence]
    plain = replace(
        statement,
        status=min(said, key=status_rank, default=statement.status),
        review=Review.UNREVIEWED,
        is_rejected=False,
        influenced_by=(),
        invalidated_by=(),
    )
    parts = statement.key.split("|", 3)
    subject = end_of(parts[1]) if len(parts) == 4 else None
    if subject is None:
        return plain
    relation, told = Relation(parts[2]), parts[3]
    if relation is Relation.REPORTS:
        return replace(plain, subject=subject, relation=relation, object=Ref(Kind.OUTCOME, statement.id), literal="")
    if told.startswith("="):
        return replace(plain, subject=subject, relation=relation, object=None, literal=told[1:])
    return replace(plain, subject=subject, relation=relation, object=end_of(told), literal="")


# -- things ----------------------------------------------------------------------------------------


class _Things:
    """The things of a graph as they were before decisions, as far as the graph tells."""

    def __init__(self, graph: Graph, as_read: tuple[Statement, ...]) -> None:
        self._graph = graph
        self._said: dict[Ref, set[str]] = defaultdict(set)
        for statement in as_read:
            for ref in (statement.subject, statement.object):
                if ref is not None:
                    self._said[ref].add(statement.document)
        self._found = {e.ref: replace(e, is_provider=False) for e in graph.entities if e.replaced_by is None}

    def as_read(self) -> tuple[tuple[Entity, ...], dict[tuple[Ref, str], Entity]]:
        """The things, sorted, and those that were told apart from others of their name."""
        applied = [d for d in self._graph.decisions if d.applies]
        for decision in applied:
            if decision.verdict == Verdict.REJECT:
                self._unreject(decision)
        for decision in applied:
            if decision.verdict == Verdict.RENAME:
                self._unname(decision)
        for entity in self._graph.entities:
            if entity.replaced_by is not None:
                self._unretire(entity.ref, entity.replaced_by)
        split = self._unsplit(applied)
        return tuple(self._found[ref] for ref in sorted(self._found)), split

    def _unreject(self, decision: Decision) -> None:
        for ref in decision.targets:
            if isinstance(ref, Ref) and ref not in self._found:
                self._found[ref] = Entity(ref, self._lost_label(ref), documents=tuple(sorted(self._said[ref])))

    def _lost_label(self, ref: Ref) -> str:
        """The name of a rejected thing, from the label of a fact that had it; else the words of its slug."""
        for statement in self._graph.statements:
            words = f" {relation_words(statement.relation)} "
            head, found, tail = statement.label.partition(words)
            if found and ref == statement.subject:
                return head
            if found and ref == statement.object:
                return tail
        return ref.slug.rpartition("--")[2].replace("-", " ")

    def _unname(self, decision: Decision) -> None:
        before = decision.before.removeprefix("label=")
        for ref in decision.targets:
            if before and isinstance(ref, Ref) and ref in self._found:
                entity = self._found[ref]
                names = tuple(name for name in entity.other_names if name != before)
                self._found[ref] = replace(entity, label=before, other_names=names)

    def _unsplit(self, applied: list[Decision]) -> dict[tuple[Ref, str], Entity]:
        split: dict[tuple[Ref, str], Entity] = {}
        for decision in applied:
            at = split_of(decision.key) if decision.verdict == Verdict.DIFFERENT else None
            if at is None:
                continue
            ref, document = at
            part = self._found.pop(split_ref(ref, document), None)
            if part is None:
                continue
            split[at] = part
            whole = self._found.get(ref, Entity(ref, part.label, part.other_names))
            self._found[ref] = replace(whole, documents=tuple(sorted({*whole.documents, document})))
        return split

    def _unretire(self, old: Ref, kept: Ref) -> None:
        """A retired thing by the name of the one that stands for it: which names were its own, nothing says."""
        if old in self._found:
            return
        now = self._found.get(kept, Entity(kept, self._lost_label(kept)))
        documents = tuple(sorted(self._said[old])) or now.documents
        self._found[old] = Entity(old, now.label, documents=documents)


# -- decisions -------------------------------------------------------------------------------------


def _filed(decision: Decision, origins: tuple[str, ...], place: Place) -> FiledDecision:
    """A decision of a graph as its file may have had it; what it added is in the graph already."""
    verdict = Verdict(decision.verdict)
    _, _, value = decision.after.partition("=")
    targets = [target for target in decision.targets if isinstance(target, str)]
    is_edit = verdict is Verdict.EDIT
    return FiledDecision(
        place=place,
        verdict=verdict,
        key=decision.key,
        reason=decision.reason,
        by=decision.by,
        time=decision.time,
        before=decision.before if is_edit else "",
        after=decision.after if is_edit else "",
        label=value if verdict is Verdict.RENAME else "",
        kind=Kind(value) if verdict is Verdict.RETYPE else None,
        origins=origins,
        found=targets[0] if decision.is_reattached and targets else "",
        near=decision.candidates,
    )
