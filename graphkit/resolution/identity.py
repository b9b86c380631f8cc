"""Which thing is which after ``same``, ``retype`` and ``different``: raw things to decided ones, chains resolved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphkit.records import Kind, Ref
from graphkit.resolution.decisions import FiledDecision, Verdict, pair_of, split_of, thing_of
from graphkit.resolution.rivals import Report, places, winners


@dataclass(frozen=True, slots=True)
class Move:
    """A thing that a decision retires in favour of another (which may be retired in turn)."""

    old: Ref
    new: Ref
    decision: FiledDecision


@dataclass(slots=True)
class Identity:
    """What became of each thing.

    ``moves`` by retired thing; ``splits`` by thing and document; ``apart`` are pairs that are never one.
    """

    moves: dict[Ref, Move] = field(default_factory=dict)
    splits: dict[tuple[Ref, str], FiledDecision] = field(default_factory=dict)
    apart: dict[tuple[Ref, Ref], FiledDecision] = field(default_factory=dict)

    def final(self, ref: Ref, document: str = "") -> Ref:
        """The thing that stands for one as extracted (in a document)."""
        path = self.path(ref, document)
        return path[-1].new if path else self.start(ref, document)

    def start(self, ref: Ref, document: str) -> Ref:
        """The thing itself, or the one split off it in that document."""
        return split_ref(ref, document) if (ref, document) in self.splits else ref

    def path(self, ref: Ref, document: str = "") -> list[Move]:
        """The moves from a thing to the last, in order."""
        here, path = self.start(ref, document), []
        while here in self.moves:
            path.append(self.moves[here])
            here = path[-1].new
        return path


def split_ref(ref: Ref, document: str) -> Ref:
    """The thing that a name stands for in one document, where it is split off.

    >>> str(split_ref(Ref(Kind.ORGANISATION, "spectrum"), "wigan-pause"))
    'organisation/wigan-pause--spectrum'
    """
    return Ref(ref.kind, f"{document}--{ref.slug}")


def decide_identity(
    decisions: Sequence[FiledDecision], documents_of: Mapping[Ref, Collection[str]], report: Report
) -> Identity:
    """What became of the things of a graph.

    Args:
        decisions: Of all verdicts; others than same, retype and different are passed over.
        documents_of: The documents of each thing that is there before any decision.
        report: Takes faults and remarks.
    """
    identity = Identity()
    _split(identity, decisions, documents_of, report)
    moves = _moves(decisions, identity, report)
    _break_circles(moves, report)
    split_off = {split_ref(ref, document) for ref, document in identity.splits}
    wholly_split = {
        ref
        for ref, documents in documents_of.items()
        if documents and all((ref, d) in identity.splits for d in documents)
    }
    there = (set(documents_of) - wholly_split) | split_off
    identity.moves = _that_apply(moves, there)
    _keep_apart(identity, decisions, there, report)
    return identity


def _of(decisions: Iterable[FiledDecision], report: Report, *verdicts: Verdict) -> list[FiledDecision]:
    return [d for d in decisions if d.verdict in verdicts and d.id not in report.left_out]


def _split(
    identity: Identity, decisions: Sequence[FiledDecision], documents_of: Mapping[Ref, Collection[str]], report: Report
) -> None:
    splits = [d for d in _of(decisions, report, Verdict.DIFFERENT) if split_of(d.key)]
    for decision in winners(splits, lambda d: d.key, report).values():
        at = split_of(decision.key)
        if at and at[1] in documents_of.get(at[0], ()):
            identity.splits[at] = decision


def _moves(decisions: Sequence[FiledDecision], identity: Identity, report: Report) -> dict[Ref, Move]:
    """One move at most for each thing: of same and retype on it the last by time."""
    split_off = {split_ref(ref, document): d for (ref, document), d in identity.splits.items()}
    candidates = []
    for decision in _of(decisions, report, Verdict.SAME, Verdict.RETYPE):
        old = old_of(decision)
        if decision.verdict is Verdict.SAME and old in split_off:
            both = (decision, split_off[old])
            what = f"what one decision splits off, another makes one with something else: {places(both)}."
            report.refuse([decision], what, 'Take one out; "edit" changes the end of a single fact.')
        else:
            candidates.append(decision)
    return {old: Move(old, new_of(decision), decision) for old, decision in winners(candidates, old_of, report).items()}


def old_of(decision: FiledDecision) -> Ref:
    """The thing that a ``same`` or ``retype`` retires."""
    pair = pair_of(decision.key, "=")
    ref = pair[0] if pair else thing_of(decision.key)
    if ref is None:
        raise ValueError(f"no thing to retire: {decision.key}")
    return ref


def new_of(decision: FiledDecision) -> Ref:
    """The thing that a ``same`` or ``retype`` makes of the one that it retires."""
    pair = pair_of(decision.key, "=")
    return pair[1] if pair else Ref(decision.kind or Kind.ORGANISATION, old_of(decision).slug)


def _break_circles(moves: dict[Ref, Move], report: Report) -> None:
    """Take out the moves that lead back to where they began."""
    done: set[Ref] = set()
    for start in sorted(moves):
        path: dict[Ref, int] = {}
        here = start
        while here in moves and here not in path and here not in done:
            path[here] = len(path)
            here = moves[here].new
        done.update(path)
        if here in path:
            circle = [moves.pop(ref).decision for ref in list(path)[path[here] :]]
            what = f"these decisions go round in a circle: {places(circle)}."
            report.refuse(circle, what, "Take one of them out.")


def _that_apply(moves: dict[Ref, Move], there: Collection[Ref]) -> dict[Ref, Move]:
    """The moves of things that are there, or that another such move leads to."""
    applying: dict[Ref, Move] = {}
    waiting = sorted(ref for ref in moves if ref in there)
    while waiting:
        ref = waiting.pop()
        if ref in moves and ref not in applying:
            applying[ref] = moves[ref]
            waiting.append(moves[ref].new)
    return applying


def _keep_apart(identity: Identity, decisions: Sequence[FiledDecision], there: Collection[Ref], report: Report) -> None:
    """Take out the ``same`` that would make one of two things that a person said are never one."""
    pairs = [d for d in _of(decisions, report, Verdict.DIFFERENT) if pair_of(d.key, "<>")]
    for decision in winners(pairs, lambda d: d.key, report).values():
        pair = pair_of(decision.key, "<>")
        if pair is None:
            continue
        while identity.final(pair[0]) == identity.final(pair[1]):
            path = [*identity.path(pair[0]), *identity.path(pair[1])]
            last = max((move for move in path), key=lambda m: (m.decision.time, m.decision.id))
            both = (decision, last.decision)
            what = f"one decision says these are never one, another makes them one: {places(both)}."
            report.refuse([last.decision], what, "Take one of them out.")
            rest = {ref: move for ref, move in identity.moves.items() if ref != last.old}
            identity.moves = _that_apply(rest, there)
        if all(_is_there(ref, there, identity) for ref in pair):
            identity.apart[pair] = decision


def _is_there(ref: Ref, there: Collection[Ref], identity: Identity) -> bool:
    return ref in there or any(move.new == ref for move in identity.moves.values())
