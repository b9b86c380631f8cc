"""Decisions as they stand in the graph: what each aims at here, or that it waits for its fact or thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphkit.records import Decision, Ref
from graphkit.resolution.decisions import FiledDecision, Verdict, pair_of, split_of
from graphkit.resolution.identity import Identity, old_of, split_ref
from graphkit.resolution.rivals import Report
from graphkit.resolution.rulings import Rulings


def decision_nodes(
    decisions: Iterable[FiledDecision],
    identity: Identity,
    rulings: Rulings,
    labels: Mapping[Ref, str],
    report: Report,
) -> tuple[Decision, ...]:
    """Every decision that could be used, by id.

    Args:
        decisions: All.
        identity: What became of things.
        rulings: What each aims at.
        labels: The labels of things before any was renamed.
        report: Knows which were refused.
    """
    made = [_node(d, identity, rulings, labels) for d in decisions if d.id not in report.left_out]
    return tuple(sorted(made, key=lambda decision: decision.id))


def _node(decision: FiledDecision, identity: Identity, rulings: Rulings, labels: Mapping[Ref, str]) -> Decision:
    targets, retired = _aims(decision, identity, rulings)
    before, after = _change(decision, targets, labels)
    return Decision(
        id=decision.id,
        verdict=decision.verdict,
        key=decision.key,
        reason=decision.reason,
        by=decision.by,
        time=decision.time,
        applies=bool(targets),
        targets=targets,
        retired=retired,
        candidates=rulings.candidates.get(decision.id, ()),
        before=before,
        after=after,
        is_reattached=decision.id in rulings.reattached and bool(targets),
        origins=decision.origins,
    )


def _aims(
    decision: FiledDecision, identity: Identity, rulings: Rulings
) -> tuple[tuple[Ref | str, ...], tuple[Ref, ...]]:
    """What a decision aims at, and what it retires; nothing where it does not apply."""
    if decision.id in rulings.facts:
        return (rulings.facts[decision.id],), ()
    if decision.id in rulings.things:
        return (rulings.things[decision.id],), ()
    if decision.verdict in (Verdict.SAME, Verdict.RETYPE):
        return _move(decision, identity)
    if decision.verdict is Verdict.DIFFERENT:
        return _apart(decision, identity), ()
    return (), ()


def _move(decision: FiledDecision, identity: Identity) -> tuple[tuple[Ref | str, ...], tuple[Ref, ...]]:
    old = old_of(decision)
    move = identity.moves.get(old)
    if move is None or (move.decision.verdict, move.decision.key) != (decision.verdict, decision.key):
        return (), ()
    final = identity.final(old)
    if decision.verdict is Verdict.RETYPE and decision.kind == move.decision.kind and final.kind is not decision.kind:
        return (), ()  # what it was made of is one with a thing of another kind since
    return (final,), (old,)


def _apart(decision: FiledDecision, identity: Identity) -> tuple[Ref | str, ...]:
    pair = pair_of(decision.key, "<>")
    if pair is not None:
        return tuple(sorted(identity.final(ref) for ref in pair)) if pair in identity.apart else ()
    at = split_of(decision.key)
    return (at[0], split_ref(*at)) if at is not None and at in identity.splits else ()


def _change(decision: FiledDecision, targets: tuple[Ref | str, ...], labels: Mapping[Ref, str]) -> tuple[str, str]:
    if decision.verdict is Verdict.RENAME:
        label = labels.get(targets[0], "") if targets and isinstance(targets[0], Ref) else ""
        return f"label={label}" if label else "", f"label={decision.label}"
    if decision.verdict is Verdict.RETYPE:
        return f"kind={old_of(decision).kind}", f"kind={decision.kind}"
    return decision.before, decision.after
