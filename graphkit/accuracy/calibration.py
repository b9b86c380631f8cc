"""Whether confidence means what it says: of facts at 0.7, about seven in ten should be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The facts whose confidence lies from ``low`` up to ``high``: how many, their mean confidence, the share right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins that hold a fact, and two figures of all facts; both are 0 where every confidence is just.

    ``brier`` is the mean squared distance of confidence from truth (Brier, "Verification of forecasts expressed in terms
    of probability", 1950). ``expected_error`` is the mean distance of confidence from the share right, by bins and
    weighted by their counts (Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities", 2015).
    """

    bins: tuple[Bin, ...]
    count: int
    brier: float
    expected_error: float


def calibrate(readings: Sequence[tuple[float, bool]]) -> Calibration:
    """The calibration of facts, each its confidence (0-1) and whether it is right.

    >>> calibrate([(0.75, True), (0.75, False)]).bins
    (Bin(low=0.7, high=0.8, count=2, confidence=0.75, right=0.5),)
    """
    filled: dict[int, list[tuple[float, bool]]] = {}
    for confidence, is_right in readings:
        filled.setdefault(_bin(confidence), []).append((confidence, is_right))
    bins = tuple(
        Bin(
            number / BINS,
            (number + 1) / BINS,
            len(inside),
            _mean([c for c, _ in inside]),
            _mean([r for _, r in inside]),
        )
        for number, inside in sorted(filled.items())
    )
    count = len(readings)
    brier = _mean([(confidence - is_right) ** 2 for confidence, is_right in readings])
    error = sum(b.count * abs(b.confidence - b.right) for b in bins) / count if count else 0.0
    return Calibration(bins, count, brier, error)


def _bin(confidence: float) -> int:
    """The number of the bin; in hundredths, since 0.7 * 10 may be less than 7."""
    return min(round(confidence * 100) * BINS // 100, BINS - 1)


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0
