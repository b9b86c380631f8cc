"""Which decision counts for which fact and thing: keys found again, rivals settled, those without effect remarked on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphkit.ids import find_again
from graphkit.records import Ref, Statement
from graphkit.resolution.decisions import FiledDecision, Verdict, change_of, thing_of
from graphkit.resolution.identity import Identity, split_ref
from graphkit.resolution.rivals import Report, winners


@dataclass(slots=True)
class Rulings:
    """What counts. Decisions that have no target here (a fact or thing) do not apply.

    ``facts`` and ``things`` give the target of a decision (its id); ``reviews`` and ``edits`` what counts for a fact (and
    field); ``labels`` and ``rejected`` for a thing.
    """

    facts: dict[str, str] = field(default_factory=dict)
    reattached: set[str] = field(default_factory=set)
    candidates: dict[str, tuple[str, ...]] = field(default_factory=dict)
    things: dict[str, Ref] = field(default_factory=dict)
    reviews: dict[str, FiledDecision] = field(default_factory=dict)
    edits: dict[tuple[str, str], FiledDecision] = field(default_factory=dict)
    labels: dict[Ref, FiledDecision] = field(default_factory=dict)
    rejected: dict[Ref, FiledDecision] = field(default_factory=dict)


# -- facts -----------------------------------------------------------------------------------------


def rule_on_facts(
    decisions: Sequence[FiledDecision],
    known: Collection[str],
    extracted: Sequence[Statement],
    rulings: Rulings,
    report: Report,
) -> None:
    """Find the fact of each accept, reject and edit, and what counts for it.

    Args:
        decisions: All.
        known: The ids of all facts, those that people added too.
        extracted: The facts before any decision: what a decision whose fact is gone may re-attach to.
        rulings: Takes what counts.
        report: Takes faults and remarks.
    """
    by_document: dict[str, list[Statement]] = {}
    for statement in extracted:
        by_document.setdefault(statement.document, []).append(statement)
    on_facts = [d for d in decisions if d.is_on_fact and d.verdict is not Verdict.ADD and d.id not in report.left_out]
    for decision in on_facts:
        if decision.key in known:
            rulings.facts[decision.id] = decision.key
        elif decision.found in known:
            rulings.facts[decision.id] = decision.found
            rulings.reattached.add(decision.id)
        elif decision.origins:
            rulings.candidates[decision.id] = tuple(fact for fact in decision.near if fact in known)
        elif decision.fact and (document := decision.fact.partition("|")[0]) not in by_document:
            report.remark(decision, f"no fact of {document} is in this graph; the decision waits.")
        else:
            _find_again(decision, by_document.get(decision.fact.partition("|")[0], []), rulings, report)
    there = [d for d in on_facts if d.id in rulings.facts]
    reviews = [d for d in there if d.verdict is not Verdict.EDIT]
    edits = [d for d in there if d.verdict is Verdict.EDIT]
    rulings.reviews = winners(reviews, lambda d: rulings.facts[d.id], report)
    rulings.edits = winners(edits, lambda d: (rulings.facts[d.id], change_of(d.after)[0]), report)
    for (fact, _), edit in sorted(rulings.edits.items()):
        review = rulings.reviews.get(fact)
        if review is not None and review.verdict is Verdict.REJECT:
            report.remark(edit, f"{fact} is rejected ({review.place}); the edit has no effect.")


def _find_again(decision: FiledDecision, facts: Sequence[Statement], rulings: Rulings, report: Report) -> None:
    """Give a decision whose fact is gone the one fact that has its sentence, or else note those that are near."""
    found, near = reattach(decision, facts)
    if found:
        rulings.facts[decision.id] = found
        rulings.reattached.add(decision.id)
        report.remark(decision, f"its fact {decision.key} is now {found}; it counts for that one.")
        return
    rulings.candidates[decision.id] = near
    like = f"most like it: {', '.join(near)}." if near else "nothing there is like it."
    report.remark(decision, f"its fact {decision.key} is gone; {like} The decision waits.")


def reattach(decision: FiledDecision, facts: Iterable[Statement]) -> tuple[str, tuple[str, ...]]:
    """The one fact of the document with the relation, sentence and status that were decided on, or those that are near.

    Args:
        decision: With its fact's key; without one nothing is found.
        facts: Those of its document, as extracted.
    """
    return find_again(decision.fact, decision.quote, decision.status, facts) if decision.fact else ("", ())


# -- things ----------------------------------------------------------------------------------------


def rule_on_things(
    decisions: Sequence[FiledDecision], there: Collection[Ref], identity: Identity, rulings: Rulings, report: Report
) -> None:
    """Find the thing of each rename, accept and reject, and what counts for it.

    Args:
        decisions: All.
        there: The things of the graph after same, retype and different.
        identity: What became of each thing.
        rulings: Takes what counts.
        report: Takes faults and remarks.
    """
    on_things = [
        d
        for d in decisions
        if d.verdict in (Verdict.RENAME, Verdict.ACCEPT, Verdict.REJECT)
        and thing_of(d.key)
        and d.id not in report.left_out
    ]
    for decision in on_things:
        target = _target(decision, there, identity, report)
        if target is not None:
            rulings.things[decision.id] = target
    aim: Callable[[FiledDecision], Ref] = lambda d: rulings.things[d.id]  # noqa: E731 -- a key for two calls
    aimed = [d for d in on_things if d.id in rulings.things]
    reviews = winners([d for d in aimed if d.verdict is not Verdict.RENAME], aim, report)
    rulings.rejected = {ref: d for ref, d in reviews.items() if d.verdict is Verdict.REJECT}
    renames = [d for d in aimed if d.verdict is Verdict.RENAME]
    rulings.labels = winners(renames, aim, report)
    for decision in renames:
        _drop_without_effect(decision, rulings, report)


def _target(decision: FiledDecision, there: Collection[Ref], identity: Identity, report: Report) -> Ref | None:
    ref = thing_of(decision.key)
    if ref is None:
        return None
    path = identity.path(ref)
    final = path[-1].new if path else ref
    if final not in there:
        report.remark(decision, f"{ref} is not in this graph; the decision waits.")
        return None
    merged = [move for move in path if move.decision.verdict is Verdict.SAME]
    if merged and decision.verdict is Verdict.REJECT:
        now = f"{ref} is {final} now ({merged[-1].decision.place})"
        report.remark(decision, f"{now}; the decision has no effect. Reject {final} if that is meant.")
        return None
    return final


def _drop_without_effect(decision: FiledDecision, rulings: Rulings, report: Report) -> None:
    """A rename has no target where its thing is rejected, or where one under another key counts."""
    target = rulings.things[decision.id]
    counts = rulings.labels.get(target)
    if target in rulings.rejected:
        by = rulings.rejected[target].place
        report.remark(decision, f"{target} is rejected ({by}); its new label has no effect.")
        rulings.labels.pop(target, None)
        del rulings.things[decision.id]
    elif counts is None or counts.key != decision.key:
        del rulings.things[decision.id]


def remark_on_identity(
    decisions: Iterable[FiledDecision], identity: Identity, documents_of: Mapping[Ref, Collection[str]], report: Report
) -> None:
    """Remark on each same, retype and different that has no effect because its things are not there."""
    there = {*documents_of, *(m.new for m in identity.moves.values()), *(split_ref(*at) for at in identity.splits)}
    used = {
        *(m.decision.key for m in identity.moves.values()),
        *(d.key for d in identity.splits.values()),
        *(d.key for d in identity.apart.values()),
    }
    for decision in decisions:
        is_ours = decision.verdict in (Verdict.SAME, Verdict.RETYPE, Verdict.DIFFERENT)
        if is_ours and decision.id not in report.left_out and decision.key not in used:
            gone = [name for name in decision.key.split(" ") if (ref := thing_of(name)) and ref not in there]
            text = f"{' and '.join(gone)} is not in this graph" if gone else "what it is about is not in this graph"
            if not gone and decision.verdict is not Verdict.DIFFERENT:
                continue  # another decision on the thing counts, which was said
            report.remark(decision, f"{text}; the decision waits.")
