"""Confidence: how likely a reading is right, by the rule that made it, how sure its judge or rule was, and what it claims.

The judge's figure, or the rule's own where no judge knows such a fact, ranks readings. How often readings with such a figure are
right is counted on annotated documents (``scripts/calibrate.py``); the weights are whole thousandths of a logit, so
that sums do not depend on the processor.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from graphkit.extractors.judge import is_judged
from graphkit.records import Claim


@dataclass(frozen=True, slots=True)
class Weights:
    """Thousandths of a logit.

    ``base`` for all, the rest by rule, relation and status; ``sure`` by the hundredths that a reading comes with, from 1,
    ``judged`` the same where no rule reads so; ``steps`` the least score for each hundredth of confidence, from 1.
    """

    base: int
    rules: Mapping[str, int]
    relations: Mapping[str, int]
    statuses: Mapping[str, int]
    sure: Sequence[int]
    judged: Sequence[int]
    steps: Sequence[int]


@cache
def weights() -> Weights:
    """The weights as ``scripts/calibrate.py`` wrote them."""
    content = json.loads((files("graphkit.extractors") / "confidence.json").read_text(encoding="utf-8"))
    return Weights(**content)


def calibrated(claim: Claim) -> Claim:
    """The claim with the share of such readings that are right as its confidence, 0.01 to 0.99."""
    known = weights()
    score = (
        known.base
        + known.rules.get(claim.rule.partition("@")[0], 0)
        + known.relations.get(claim.relation, 0)
        + known.statuses.get(claim.status, 0)
        + (known.judged if is_judged(claim) else known.sure)[max(1, min(99, round(claim.confidence * 100))) - 1]
    )
    return replace(claim, confidence=max(1, min(99, bisect_right(known.steps, score))) / 100)
