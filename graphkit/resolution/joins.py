"""Joins that graphkit makes by itself, as decisions that stand in the graph beside people's and yield to them."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.records import Candidate
from graphkit.resolution.decisions import FiledDecision, FiledDecisions, Verdict
from graphkit.resolution.filed import Place
from graphkit.vocabulary import OWN_AGENT

RULES_TIME = "2026-11-24T00:00:00"
"""The day of the rules' version, never that of the build; moved on with `candidates.VERSION`."""
_PLACE = Place("graphkit's own rules")


def with_joins(filed: FiledDecisions, found: Iterable[Candidate]) -> FiledDecisions:
    """People's decisions, and one ``same`` for each candidate that joins by itself.

    Args:
        filed: What people decided.
        found: The candidates of the graph to which ``filed`` was applied, so that none goes against it.
    """
    return FiledDecisions((*filed.decisions, *(_decision(c) for c in found if c.verdict == "same")), filed.faults)


def _decision(candidate: Candidate) -> FiledDecision:
    return FiledDecision(
        place=_PLACE,
        verdict=Verdict.SAME,
        key=f"{candidate.retired} = {candidate.kept}",
        reason=candidate.reason,
        by=OWN_AGENT,
        time=RULES_TIME,
    )
