"""The facts of a graph after decisions: ends as decided, reviewed, edited or rejected; sentences and ids as they were."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from graphkit.ids import collapse, said_status
from graphkit.records import Evidence, Kind, Ref, Relation, Review, Statement, Status
from graphkit.resolution.decisions import FiledDecision, Verdict, change_of, end_of
from graphkit.resolution.identity import Identity, Move
from graphkit.resolution.rivals import Report
from graphkit.resolution.rulings import Rulings
from graphkit.resolution.told import is_allowed, is_literal_of


@dataclass(frozen=True, slots=True)
class FactDecider:
    """Decides one fact at a time; ``there`` are the things and documents that an edit may name."""

    identity: Identity
    rulings: Rulings
    there: Collection[Ref]
    report: Report

    def decide(self, statement: Statement, added_by: Sequence[str] = ()) -> Statement:
        """The fact as decided; its label is not made yet."""
        moves = self._moves(statement)
        plain = self._with_final_ends(statement)
        review = self.rulings.reviews.get(statement.id)
        edits = self._edits(statement.id)
        if review is not None and review.verdict is Verdict.REJECT:
            return _rejected(plain, (review.id,), added_by)
        edited, used = self._edited(plain, edits)
        by = {d.id for ref in (edited.subject, edited.object) if ref for d in [self.rulings.rejected.get(ref)] if d}
        if _is_undone(statement, edited):
            by |= {move.decision.id for move in moves}
        if by:
            return _rejected(edited, sorted(by), added_by)
        accepts = (review,) if review is not None else ()
        return replace(
            edited,
            review=Review.EDITED if used else Review.ACCEPTED if accepts or added_by else statement.review,
            influenced_by=tuple(sorted({*added_by, *(d.id for d in (*accepts, *used))})),
        )

    def _moves(self, statement: Statement) -> list[Move]:
        ends = [ref for ref in (statement.subject, statement.object) if ref is not None]
        return [move for ref in ends for move in self.identity.path(ref, statement.document)]

    def _with_final_ends(self, statement: Statement) -> Statement:
        document = statement.document
        obj = self.identity.final(statement.object, document) if statement.object else None
        evidence = tuple(self._with_speaker(e, document) for e in statement.evidence)
        return _in_order(
            replace(statement, subject=self.identity.final(statement.subject, document), object=obj, evidence=evidence)
        )

    def _with_speaker(self, evidence: Evidence, document: str) -> Evidence:
        if evidence.speaker is None:
            return evidence
        speaker = self.identity.final(evidence.speaker, document)
        is_person = speaker.kind is Kind.PERSON and speaker not in self.rulings.rejected
        return replace(evidence, speaker=speaker if is_person else None)

    # -- edits -------------------------------------------------------------------------------------

    def _edits(self, fact: str) -> list[FiledDecision]:
        edits = self.rulings.edits
        found = (edits.get((fact, name)) for name in ("relation", "subject", "object", "status"))
        return [d for d in found if d is not None and d.id not in self.report.left_out]

    def _edited(self, plain: Statement, edits: Sequence[FiledDecision]) -> tuple[Statement, list[FiledDecision]]:
        """The fact with the edits that can be made, and these."""
        result, used = plain, []
        for decision in edits:
            changed = self._changed(result, decision)
            if changed is not None:
                result = changed
                used.append(decision)
        ends = [d for d in used if not d.after.startswith("status")]
        if ends and not fits(result):
            second = result.object or result.literal
            what = f"it would say that {result.subject} {result.relation} {second}, which is no fact."
            self.report.refuse(ends, what, "Use a relation that takes these two, and two things that differ.")
            return self._edited(plain, [d for d in edits if d not in ends])
        for decision in used:
            self._compare(plain, decision)
        return _in_order(result), used

    def _changed(self, statement: Statement, decision: FiledDecision) -> Statement | None:
        name, value = change_of(decision.after)
        if name == "status":
            return replace(statement, status=Status(value))
        if name == "relation":
            return replace(statement, relation=Relation(value))
        if name == "object" and value.startswith("="):
            return replace(statement, object=None, literal=collapse(value[1:]))
        end = end_of(value)
        ref = self.identity.final(end) if end else None
        if ref is None or ref not in self.there:
            self.rulings.facts.pop(decision.id, None)
            self.report.remark(decision, f"{value} is not in this graph; the decision waits.")
            return None
        if name == "subject":
            return replace(statement, subject=ref)
        return replace(statement, object=ref, literal="")

    def _compare(self, plain: Statement, decision: FiledDecision) -> None:
        """Remark on an edit that was made of another value than the text gives now."""
        name, before = change_of(decision.before)
        _, subject, relation, obj = plain.key.split("|", 3)
        now = {
            "status": {plain.status.value},
            "relation": {relation},
            "subject": {subject, obj, str(plain.subject)},
            "object": {subject, obj, str(plain.object)},
        }[name]
        if before not in now:
            is_status = name == "status"
            text = plain.status.value if is_status else relation if name == "relation" else str(getattr(plain, name))
            self.report.remark(
                decision, f"it changes {name}={before}, the text now gives {name}={text}; it still counts."
            )


def _in_order(statement: Statement) -> Statement:
    """Partners stand in the order of their keys."""
    subject, obj = statement.subject, statement.object
    if statement.relation is Relation.PARTNER_OF and obj is not None and str(obj) < str(subject):
        return replace(statement, subject=obj, object=subject)
    return statement


def fits(statement: Statement) -> bool:
    """Whether a relation takes these two ends (contract, section 5), and they differ."""
    if statement.object is None:
        is_literal = is_literal_of(statement.relation, statement.literal)
        return is_literal and is_allowed(statement.relation, statement.subject.kind, None)
    is_one = statement.subject == statement.object
    return not is_one and is_allowed(statement.relation, statement.subject.kind, statement.object.kind)


def _is_undone(statement: Statement, decided: Statement) -> bool:
    """Whether decisions on things leave a fact that is none: both ends one thing, or things that do not join."""
    has_moved = (decided.subject, decided.object) != (statement.subject, statement.object)
    return has_moved and fits(statement) and not fits(decided)


def _rejected(statement: Statement, by: Sequence[str], added_by: Sequence[str]) -> Statement:
    """A rejected fact; its status is that of its sentences again."""
    return replace(
        statement,
        status=said_status(statement.evidence),
        review=Review.REJECTED,
        is_rejected=True,
        influenced_by=tuple(sorted(added_by)),
        invalidated_by=tuple(by),
    )
