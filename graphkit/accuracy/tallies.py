"""Counts of what was found, and the three figures made of them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, of how many found, against how many in the gold.

    >>> Tally(2, 4, 8).precision, Tally(2, 4, 8).recall, round(Tally(2, 4, 8).f1, 3)
    (0.5, 0.25, 0.333)
    """

    right: int = 0
    found: int = 0
    gold: int = 0

    @classmethod
    def of(cls, gold: AbstractSet[object], found: AbstractSet[object]) -> Tally:
        """The tally of two sets."""
        return cls(len(gold & found), len(found), len(gold))

    @classmethod
    def total(cls, tallies: Iterable[Tally]) -> Tally:
        """The sum of tallies."""
        right = found = gold = 0
        for tally in tallies:
            right, found, gold = right + tally.right, found + tally.found, gold + tally.gold
        return cls(right, found, gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0
