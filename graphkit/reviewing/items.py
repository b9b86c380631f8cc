"""The questions of a review, and what people have settled already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from graphkit.graph.finding import STATUS_WORDS
from graphkit.records import Candidate, Decision, Entity, Graph, Ref, Review, Statement
from graphkit.register import Council
from graphkit.resolution.decisions import FiledDecision, Verdict, pair_of, thing_of
from graphkit.resolution.identity import new_of, old_of


class ItemKind(StrEnum):
    """What a question is about; in the order in which those of one importance are asked."""

    FACT = "fact"
    NAME = "name"
    COUNCIL = "council"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class FactItem:
    """Is this fact right?"""

    kind: ClassVar[ItemKind] = ItemKind.FACT
    fact: Statement
    importance: int

    @property
    def key(self) -> str:
        """The fact's id."""
        return self.fact.id


@dataclass(frozen=True, slots=True)
class NameItem:
    """Are these two one thing?"""

    kind: ClassVar[ItemKind] = ItemKind.NAME
    candidate: Candidate
    importance: int = 0

    @property
    def key(self) -> str:
        """As the decision that makes them one is keyed."""
        return f"{self.candidate.retired} = {self.candidate.kept}"


@dataclass(frozen=True, slots=True)
class CouncilItem:
    """Which council of the register is this one? ``choices`` are the rows whose names are most like its own."""

    kind: ClassVar[ItemKind] = ItemKind.COUNCIL
    council: Entity
    choices: tuple[Council, ...]
    importance: int = 0

    @property
    def key(self) -> str:
        """The thing's key."""
        return str(self.council.ref)


@dataclass(frozen=True, slots=True)
class OrphanItem:
    """Which fact is the one that this decision was on?

    ``filed`` is the decision as its file has it, where that is at hand; ``facts`` are those like the one that is gone,
    the nearest first.
    """

    kind: ClassVar[ItemKind] = ItemKind.ORPHAN
    decision: Decision
    filed: FiledDecision | None
    facts: tuple[Statement, ...]
    importance: int = 0

    @property
    def key(self) -> str:
        """The decision's id, since several may be on one fact."""
        return self.decision.id

    @property
    def is_on_fact(self) -> bool:
        """Whether the decision was on a fact."""
        return " " not in self.decision.key and "/" not in self.decision.key


Item = FactItem | NameItem | CouncilItem | OrphanItem


def question(item: Item, labels: Mapping[Ref, str]) -> str:
    """The question in words, on one line; ``labels`` are the names of things."""
    if isinstance(item, FactItem):
        return f"{item.fact.label} ({STATUS_WORDS[item.fact.status]}): does the sentence say so?"
    if isinstance(item, NameItem):
        one, other = (labels.get(ref, ref.slug) for ref in (item.candidate.retired, item.candidate.kept))
        reason = f" {item.candidate.reason}" if item.candidate.reason else ""
        return f'Is "{one}" the same as "{other}"?{reason}'
    if isinstance(item, CouncilItem):
        near = "; ".join(f"{c.label} (council/{c.slug})" for c in item.choices)
        return f'Which council is "{item.council.label}"? ' + (f"Most like it: {near}." if near else _NONE_LIKE_IT)
    near = "; ".join(f"{fact.label} ({fact.id})" for fact in item.facts)
    return f"{what_waits(item)} " + (f"Is it one of these: {near}?" if near else _NONE_LIKE_IT)


_NONE_LIKE_IT = "Nothing there is like it."


def what_waits(item: OrphanItem) -> str:
    """Which decision has no effect here."""
    decision = item.decision
    what = f"fact {decision.key}" if item.is_on_fact else decision.key
    if item.filed is not None and item.filed.fact:
        what = item.filed.fact
    change = f" ({decision.after})" if decision.after else ""
    who = f"by {decision.by}, {decision.time}"
    return f"{decision.verdict}{change} of {what}, {who}, has no effect: what it is on is not in this graph."


# -- what is settled -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settled:
    """What people have decided, in the graph and in files that it may be older than.

    ``facts`` are ids; ``moves`` lead from things to what they are now; ``apart`` are pairs that are never one, as they
    were decided; ``last`` is the time of the last decision on each fact.
    """

    facts: frozenset[str]
    moves: Mapping[Ref, Ref]
    apart: frozenset[tuple[Ref, Ref]]
    accepted: frozenset[Ref]
    rejected: frozenset[Ref]
    last: Mapping[str, str]

    def final(self, ref: Ref) -> Ref:
        """What a thing is now."""
        seen: set[Ref] = set()
        while ref in self.moves and ref not in seen:
            seen.add(ref)
            ref = self.moves[ref]
        return ref

    def are_apart(self, one: Ref, other: Ref) -> bool:
        """Whether somebody said that two things, as they are now, are never one."""
        pair = {self.final(one), self.final(other)}
        return any({self.final(a), self.final(b)} == pair for a, b in self.apart)

    def is_open(self, item: Item) -> bool:
        """Whether a question still is one."""
        if isinstance(item, FactItem):
            ends = {self.final(ref) for ref in (item.fact.subject, item.fact.object) if ref is not None}
            return item.fact.id not in self.facts and not ends & self.rejected
        if isinstance(item, NameItem):
            one, other = (self.final(ref) for ref in (item.candidate.retired, item.candidate.kept))
            return one != other and not {one, other} & self.rejected and not self.are_apart(one, other)
        if isinstance(item, CouncilItem):
            ref = item.council.ref
            return ref not in self.moves and ref not in self.accepted and ref not in self.rejected
        return not any(self.last.get(fact.id, "") > item.decision.time for fact in item.facts)


def settled(graph: Graph, filed: Iterable[FiledDecision] = ()) -> Settled:
    """What is settled.

    Args:
        graph: As built.
        filed: The decisions in their files now, those that the build had read among them.
    """
    last: dict[str, str] = {}
    accepted: set[Ref] = set()
    for decision in graph.decisions:
        for target in decision.targets:
            if isinstance(target, str):
                last[target] = max(last.get(target, ""), decision.time)
            elif decision.verdict == Verdict.ACCEPT:
                accepted.add(target)
    built = Settled(
        facts=frozenset(s.id for s in graph.statements if s.is_rejected or s.review is not Review.UNREVIEWED),
        moves={e.ref: e.replaced_by for e in graph.entities if e.replaced_by is not None},
        apart=frozenset(graph.differents),
        accepted=frozenset(accepted),
        rejected=frozenset(),
        last=last,
    )
    return with_decisions(built, filed)


def with_decisions(done: Settled, filed: Iterable[FiledDecision]) -> Settled:
    """What is settled with these decisions too; of those on one thing the last by time counts."""
    facts, apart, moves, last = set(done.facts), set(done.apart), dict(done.moves), dict(done.last)
    looked_at: dict[Ref, Verdict] = {}
    for one in sorted(filed, key=lambda d: (d.time, d.id)):
        if one.is_on_fact:
            facts.add(one.key)
            last[one.key] = max(last.get(one.key, ""), one.time)
        elif one.verdict in (Verdict.SAME, Verdict.RETYPE):
            moves[old_of(one)] = new_of(one)
        elif one.verdict is Verdict.DIFFERENT and (pair := pair_of(one.key, "<>")):
            apart.add(pair)
        elif one.verdict in (Verdict.ACCEPT, Verdict.REJECT) and (ref := thing_of(one.key)):
            looked_at[ref] = one.verdict
    rejected = (done.rejected - looked_at.keys()) | {r for r, v in looked_at.items() if v is Verdict.REJECT}
    accepted = (done.accepted - rejected) | {r for r, v in looked_at.items() if v is Verdict.ACCEPT}
    return Settled(frozenset(facts), moves, frozenset(apart), accepted, rejected, last)
