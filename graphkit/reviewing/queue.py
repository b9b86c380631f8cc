"""The questions that a graph leaves to people, those that matter most first.

**Importance** is how open a question is, times how much hangs on the answer; of one importance, questions stand by kind
and key.

- How open, 1 to 100. Of a fact: 100 where its sentences disagree in status, or where its confidence is the graph's
  threshold, at which a verdict decides most often whether the fact counts; one less for each hundredth away from it. All
  other questions are wholly open: 100; a decision that has nothing like its fact to go to: 0.
- How much hangs on it: one, and the other facts that name an end of a fact (at most 20, so that a council
  with many facts does not put all of them first); of names to join and of councils, one and all their facts; of a
  decision, what hangs on the weightiest of the facts that it may go to. Twice that where any of these facts is shown on
  the map as it opens: a mistake there is seen.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from graphkit.graph.tables import facts_of_things
from graphkit.ids import collapse
from graphkit.records import Candidate, Decision, Graph, Kind, Ref, Review, Statement
from graphkit.register import Council, Register, fold_name
from graphkit.resolution.decisions import FiledDecision, Verdict, change_of, end_of, pair_of, split_of, thing_of
from graphkit.reviewing.items import CouncilItem, FactItem, Item, ItemKind, NameItem, OrphanItem, settled
from graphkit.vocabulary import REVIEW_BELOW
from graphkit.written_forms import place_in

_OPEN = 100
_MOST_FACTS = 20
_MOST_CHOICES = 5
_ALIKE = 0.75
_ORDER = tuple(ItemKind)
_COUNCIL_WORDS = frozenset("authority borough city combined council county district metropolitan of royal".split())


def queue(
    graph: Graph,
    register: Register,
    *,
    candidates: Sequence[Candidate] = (),
    filed: Iterable[FiledDecision] = (),
    below: float = REVIEW_BELOW,
    kinds: Iterable[ItemKind] = _ORDER,
) -> tuple[Item, ...]:
    """The open questions, the most important first; what people have decided is none.

    Args:
        graph: As built.
        register: The councils that an unknown one may be.
        candidates: Things that may be one.
        filed: The decisions in their files now; the graph may be older.
        below: Facts with less confidence than this are asked about; those whose sentences disagree are at any.
        kinds: Those that are asked for.
    """
    decided = tuple(filed)
    done = settled(graph, decided)
    weigh = _Weigher(graph)
    finders: Mapping[ItemKind, Callable[[], Iterator[Item]]] = {
        ItemKind.FACT: lambda: _facts(graph, below, weigh),
        ItemKind.NAME: lambda: _names(graph, candidates, weigh),
        ItemKind.COUNCIL: lambda: _councils(graph, register, weigh),
        ItemKind.ORPHAN: lambda: iter(orphans(graph, decided)),
    }
    items = [item for kind in set(kinds) for item in finders[kind]() if done.is_open(item)]
    return tuple(sorted(items, key=lambda item: (-item.importance, _ORDER.index(item.kind), item.key)))


class _Weigher:
    """How much hangs on facts and things."""

    def __init__(self, graph: Graph) -> None:
        self._by_thing = facts_of_things(graph)
        self._threshold = graph.threshold

    def fact(self, fact: Statement) -> int:
        """One, and the other facts at its ends, up to a limit; twice that where it is shown."""
        beside = (
            other.id
            for ref in (fact.subject, fact.object)
            if ref is not None and ref.kind is not Kind.DOCUMENT
            for other in self._by_thing.get(ref, ())
            if other.id != fact.id
        )
        others: set[str] = set()
        for other in beside:  # no further than counts: one council may have thousands
            others.add(other)
            if len(others) == _MOST_FACTS:
                break
        return (1 + len(others)) * self._twice([fact])

    def things(self, *refs: Ref) -> int:
        """One, and the facts of things; twice that where one is shown."""
        facts = {fact.id: fact for ref in refs for fact in self._by_thing.get(ref, ())}
        return (1 + len(facts)) * self._twice(facts.values())

    def _twice(self, facts: Iterable[Statement]) -> int:
        return 2 if any(fact.confidence >= self._threshold for fact in facts) else 1

    def openness(self, fact: Statement) -> int:
        """How open it is whether a fact is right, 1 to 100."""
        if fact.is_disputed:
            return _OPEN
        return _OPEN - min(abs(round(100 * fact.confidence) - round(100 * self._threshold)), _OPEN - 1)


def _facts(graph: Graph, below: float, weigh: _Weigher) -> Iterator[FactItem]:
    for fact in graph.statements:
        is_asked = fact.review is Review.UNREVIEWED and not fact.is_rejected
        if is_asked and (fact.is_disputed or fact.confidence < below):
            yield FactItem(fact, weigh.openness(fact) * weigh.fact(fact))


def _names(graph: Graph, candidates: Sequence[Candidate], weigh: _Weigher) -> Iterator[NameItem]:
    """Each pair once, as it was first proposed."""
    standing = {entity.ref for entity in graph.entities if entity.replaced_by is None}
    seen: set[frozenset[Ref]] = set()
    for candidate in candidates:
        pair = frozenset({candidate.retired, candidate.kept})
        if pair not in seen and pair <= standing:
            seen.add(pair)
            yield NameItem(candidate, _OPEN * weigh.things(candidate.retired, candidate.kept))


# -- councils --------------------------------------------------------------------------------------


def _councils(graph: Graph, register: Register, weigh: _Weigher) -> Iterator[CouncilItem]:
    for entity in graph.entities:
        if entity.ref.kind is Kind.COUNCIL and entity.replaced_by is None and entity.register is None:
            choices = similar_councils((entity.label, *entity.other_names), register)
            yield CouncilItem(entity, choices, _OPEN * weigh.things(entity.ref))


def similar_councils(names: Sequence[str], register: Register) -> tuple[Council, ...]:
    """The councils of the register whose names are most like these, at most five: those of the very form first."""
    found: dict[str, Council] = {c.slug: c for name in names for c in register.candidates(name)}
    places: dict[str, list[Council]] = {}
    for council in register.councils:
        for place in {_place(form) for form in (council.label, council.official_name, *council.aliases)}:
            places.setdefault(place, []).append(council)
    for name in names:
        for place in difflib.get_close_matches(_place(name), sorted(places), _MOST_CHOICES, _ALIKE):
            for council in sorted(places[place], key=lambda c: (not register.is_current(c), c.slug)):
                found.setdefault(council.slug, council)
    return tuple(found.values())[:_MOST_CHOICES]


def _place(name: str) -> str:
    """What tells a council's name from others: "bristol" of "Council of Bristol"."""
    words = fold_name(place_in(name)).split()
    return " ".join(word for word in words if word not in _COUNCIL_WORDS) or " ".join(words)


# -- decisions without a fact ----------------------------------------------------------------------


def orphans(graph: Graph, filed: Iterable[FiledDecision]) -> list[OrphanItem]:
    """The decisions that wait for what they are on, by id; those too that were given to another fact since."""
    waiting = [decision for decision in graph.decisions if not decision.applies]
    if not waiting:
        return []
    weigh = _Weigher(graph)
    facts = {statement.id: statement for statement in graph.statements}
    things = {entity.ref for entity in graph.entities}
    documents = {document.slug for document in graph.documents}
    by_id = {decision.id: decision for decision in filed}
    found = []
    for decision in waiting:
        if _is_gone(decision, facts, things, documents):
            near = [facts[fact] for fact in decision.candidates if fact in facts]
            own = by_id.get(decision.id)
            if own is not None and own.fact:
                near.sort(key=lambda fact: (_distance(own, fact), fact.id))
            weight = max((_OPEN * weigh.fact(fact) for fact in near), default=0)
            found.append(OrphanItem(decision, own, tuple(near), weight))
    return found


def _distance(decision: FiledDecision, fact: Statement) -> tuple[bool, ...]:
    """What a fact does not have of the one that a decision was on: its sentence, relation, subject, object."""
    _, subject, relation, obj = decision.fact.split("|", 3)
    _, first, joined, second = fact.key.split("|", 3)
    is_said = collapse(decision.quote) in {collapse(evidence.quote) for evidence in fact.evidence}
    return not is_said, joined != relation, first != subject, second != obj


def _is_gone(decision: Decision, facts: Mapping[str, Statement], things: set[Ref], documents: set[str]) -> bool:
    """Whether what a decision is on is gone; where it is there, another decision counts in its stead."""
    there = things | {Ref(Kind.DOCUMENT, slug) for slug in documents}
    if (pair := pair_of(decision.key, "<>")) is not None:
        return not things.issuperset(pair)
    if (at := split_of(decision.key)) is not None:
        return at[0] not in things or at[1] not in documents
    if (pair := pair_of(decision.key, "=")) is not None:
        return pair[0] not in things
    if (ref := thing_of(decision.key)) is not None:
        return ref not in things
    named = end_of(change_of(decision.after)[1]) if decision.verdict == Verdict.EDIT else None
    return decision.key not in facts or (named is not None and named not in there)
