"""Decisions that compete: of those on one thing or fact the last by time counts, and all of them are reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from graphkit.errors import DecisionError
from graphkit.resolution.decisions import FiledDecision
from graphkit.resolution.filed import Fault, Place, fault

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(slots=True)
class Report:
    """What is to be said of the decisions: faults (the decision is left out) and remarks (it is kept)."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[tuple[Place, str]] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)

    def refuse(self, decisions: Iterable[FiledDecision], what: str, todo: str) -> None:
        """Leave decisions out, under the line of the first."""
        refused = sorted(decisions, key=lambda d: d.place)
        self.left_out |= {decision.id for decision in refused}
        self.faults.append(fault(DecisionError, refused[0].place, what, todo))

    def remark(self, decision: FiledDecision, text: str) -> None:
        """Say something of a decision that is no error."""
        self.remarks.append((decision.place, f"{decision.place}: {text}"))

    def notes(self) -> tuple[str, ...]:
        """The remarks in file order."""
        return tuple(text for _, text in sorted(self.remarks))


def places(decisions: Iterable[FiledDecision]) -> str:
    """The lines of decisions, sorted, as a message names them."""
    return " and ".join(str(place) for place in sorted(decision.place for decision in decisions))


def without_doubles(decisions: Iterable[FiledDecision], report: Report) -> list[FiledDecision]:
    """Every decision once, by id; those of one verdict, key, time and person that say different things are refused.

    One that came with other graphs and is filed here too is this corpus's own.
    """
    by_id: dict[str, list[FiledDecision]] = defaultdict(list)
    for decision in decisions:
        by_id[decision.id].append(decision)
    kept = []
    for same in by_id.values():
        own = [decision for decision in same if not decision.origins]
        if len(set(own)) > 1 or len({_content(decision) for decision in same}) > 1:
            report.refuse(same, f"decided twice at one time, with different content: {places(same)}.", _OTHER_TIME)
        else:
            origins = () if own else tuple(sorted({origin for decision in same for origin in decision.origins}))
            kept.append(replace(min(own or same, key=lambda d: d.place), origins=origins))
    return sorted(kept, key=lambda d: (d.time, d.id))


_OTHER_TIME = "Take one out, or give them different times."


def winners(
    decisions: Iterable[FiledDecision], key_of: Callable[[FiledDecision], _Key], report: Report
) -> dict[_Key, FiledDecision]:
    """The decision that counts, for each key: the last by time; of several that say the same then, the first by id.

    Those of one time that say different things are refused; whoever else loses is remarked on.
    """
    groups: dict[_Key, list[FiledDecision]] = defaultdict(list)
    for decision in decisions:
        groups[key_of(decision)].append(decision)
    chosen: dict[_Key, FiledDecision] = {}
    for key, rivals in groups.items():
        at: dict[str, list[FiledDecision]] = defaultdict(list)
        for decision in rivals:
            at[decision.time].append(decision)
        for time in sorted(at):
            same = at[time]
            if len({_content(decision) for decision in same}) > 1:
                report.refuse(same, f"decided twice at one time, with different content: {places(same)}.", _OTHER_TIME)
            else:
                chosen[key] = min(same, key=lambda d: d.id)
        _remark(rivals, chosen.get(key), report)
    return chosen


def _content(decision: FiledDecision) -> tuple[object, ...]:
    """What a decision does, whoever says it and why."""
    target = decision.key if decision.verdict in ("same", "retype", "different") else ""
    return decision.verdict, target, decision.after, decision.label, decision.kind


def _remark(rivals: list[FiledDecision], winner: FiledDecision | None, report: Report) -> None:
    left = [decision for decision in rivals if decision.id not in report.left_out]
    if winner is not None and len(left) > 1:
        report.remark(
            winner, f"{winner.key}: decided more than once ({places(left)}); {winner.place} counts, the last by time."
        )
