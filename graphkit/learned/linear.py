"""A linear judge over named features."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Linear:
    """A weight for each feature that was seen in training, in thousandths of a logit; what is unknown weighs nothing."""

    def __init__(self, base: int, weights: Mapping[str, int]) -> None:
        """Take the score of no feature at all and the weights."""
        self._base = base
        self._weights = dict(weights)

    def score(self, features: Iterable[str]) -> int:
        """The sum over the features, in thousandths of a logit."""
        weights = self._weights
        return self._base + sum([weights[name] for name in features if name in weights])
