"""Boosted trees over whole numbers: a sum of leaves."""

from __future__ import annotations

from collections.abc import Sequence

Node = tuple[int, int, int, int]


class Forest:
    """Trees whose nodes are (feature, threshold, left, right); a leaf is (-1, value, 0, 0), in thousandths of a logit."""

    def __init__(self, base: int, trees: Sequence[Sequence[Sequence[int]]]) -> None:
        """Take the score before any tree and the trees, each a list of nodes whose first is the root."""
        self._base = base
        self._trees: tuple[tuple[Node, ...], ...] = tuple(
            tuple((node[0], node[1], node[2], node[3]) for node in tree) for tree in trees
        )

    def score(self, values: Sequence[int]) -> int:
        """The score of one row, in thousandths of a logit."""
        total = self._base
        for tree in self._trees:
            feature, threshold, left, right = tree[0]
            while feature >= 0:
                feature, threshold, left, right = tree[left if values[feature] <= threshold else right]
            total += threshold
        return total
