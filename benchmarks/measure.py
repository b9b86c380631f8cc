"""Time a subject against a yardstick so that a busy machine does not decide: in turns, and the least of each."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One measured ratio. ``subject_s`` and ``yardstick_s`` are the least of all rounds, in seconds."""

    name: str
    goal: str
    ratio: float
    holds: bool
    subject_s: float
    yardstick_s: float


def least(subject: Callable[[], object], yardstick: Callable[[], object], rounds: int = 5) -> tuple[float, float]:
    """The least time of each in seconds, run in turns; one round before them warms up and does not count."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for call, kept in zip((subject, yardstick), times, strict=True):
            began = time.perf_counter()
            call()
            if turn:
                kept.append(time.perf_counter() - began)
    return min(times[0]), min(times[1])


def at_most(name: str, goal: float, pair: tuple[float, float]) -> Result:
    """A cost: subject over yardstick, which should not pass the goal."""
    ratio = pair[0] / pair[1]
    return Result(name, f"≤ {goal:g}", ratio, ratio <= goal, *pair)


def at_least(name: str, goal: float, pair: tuple[float, float]) -> Result:
    """A lead: yardstick over subject, which should reach the goal."""
    ratio = pair[1] / pair[0]
    return Result(name, f"≥ {goal:g}", ratio, ratio >= goal, *pair)
