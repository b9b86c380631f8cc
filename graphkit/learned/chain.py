"""A linear-chain tagger: which stretches of a sentence name a thing, and by what margin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from struct import Struct

_NEVER = -(10**9)
_BITS = 32  # of a label's place in a packed weight; no sum of a token's weights comes near 2**31
_HALF = 1 << (_BITS - 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens ``start`` to ``end`` (exclusive) as a thing of a type.

    ``margin``: thousandths of a logit by which the best reading with it beats the best one in which its first token
    begins no such thing; negative where it loses.
    """

    start: int
    end: int
    type: str
    margin: int


class Chain:
    """Labels ``O``, ``B-type``, ``I-type``; integer weights of features and of transitions, in thousandths of a logit."""

    def __init__(
        self,
        labels: Sequence[str],
        transitions: Sequence[Sequence[int]],
        features: Mapping[str, Sequence[int]],
    ) -> None:
        """Take labels, ``transitions[before][after]`` and for each feature label, weight and so on."""
        self.labels = tuple(labels)
        size = range(len(labels))
        allowed = [[_may_follow(labels[i], labels[j]) for j in size] for i in size]
        rows = [[transitions[i][j] if allowed[i][j] else _NEVER for j in size] for i in size]
        self._into = tuple(tuple(rows[i][j] for i in size) for j in size)
        self._from = tuple(tuple(row) for row in rows)
        self._first = tuple(_NEVER if label.startswith("I-") else 0 for label in labels)
        self.packed = {name: _pack(weights) for name, weights in features.items()}
        self._types = tuple(
            (label[2:], at, labels.index("I-" + label[2:]) if "I-" + label[2:] in labels else -1)
            for at, label in enumerate(labels)
            if label.startswith("B-")
        )

    def stretches(self, rows: Sequence[Sequence[str]], reach: int) -> list[Stretch]:
        """Every stretch whose best reading comes within ``reach`` of the best of all; ``rows``: the tokens' features."""
        read = _Scorer(self.packed, len(self.labels))
        return self.of_scores([read.score(row) for row in rows], reach)

    def of_scores(self, scores: list[list[int]], reach: int) -> list[Stretch]:
        """The same from the tokens' scores, a number a label."""
        if not scores:
            return []
        ahead, behind = self._forward(scores), self._backward(scores)
        best = max(ahead[-1])
        found: list[Stretch] = []
        closings: dict[tuple[int, int], int] = {}
        for start in range(len(scores)):
            totals = list(map(add, ahead[start], behind[start]))
            for name, begin, inside in self._types:
                if totals[begin] >= best - reach:
                    rival = max(total for label, total in enumerate(totals) if label != begin)
                    found += [
                        Stretch(start, end, name, total - rival)
                        for end, total in self._ends(
                            scores, behind, ahead[start][begin], start, begin, inside, closings
                        )
                        if total >= best - reach
                    ]
        return found

    def _ends(
        self,
        scores: list[list[int]],
        behind: list[list[int]],
        total: int,
        start: int,
        begin: int,
        inside: int,
        closings: dict[tuple[int, int], int],
    ) -> list[tuple[int, int]]:
        """(end, score of the best reading with exactly this stretch) for every end that the type allows.

        ``closings``: (end, last label) → the best that comes after, kept for the stretches that end there too.
        """
        found: list[tuple[int, int]] = []
        last = begin
        for end in range(start + 1, len(scores) + 1):
            if end == len(scores):
                found.append((end, total))
                break
            after = self._from[last]
            closing = closings.get((end, last))
            if closing is None:
                rest = map(add, map(add, after, scores[end]), behind[end])
                closing = max(value for label, value in enumerate(rest) if label != inside)
                closings[end, last] = closing
            found.append((end, total + closing))
            if inside < 0 or end - start > 24:
                break
            total += after[inside] + scores[end][inside]
            last = inside
        return found

    def _forward(self, scores: list[list[int]]) -> list[list[int]]:
        current = list(map(add, scores[0], self._first))
        rows = [current]
        for row in scores[1:]:
            current = [max(map(add, current, into)) + score for into, score in zip(self._into, row, strict=True)]
            rows.append(current)
        return rows

    def _backward(self, scores: list[list[int]]) -> list[list[int]]:
        current = [0] * len(self.labels)
        rows = [current]
        for row in reversed(scores[1:]):
            ahead = list(map(add, current, row))
            current = [max(map(add, ahead, after)) for after in self._from]
            rows.append(current)
        rows.reverse()
        return rows


class Chains(dict[str, Chain]):
    """Chains by name that read the same features: each feature is looked up once for all of them."""

    def __init__(self, chains: Mapping[str, Chain]) -> None:
        """Take the chains and lay their labels side by side."""
        super().__init__(chains)
        self._ends = [0, *accumulate(len(chain.labels) for chain in chains.values())]
        merged: dict[str, int] = {}
        for chain, first in zip(chains.values(), self._ends, strict=False):
            for name, weights in chain.packed.items():
                merged[name] = merged.get(name, 0) + (weights << (_BITS * first))
        self._scorer = _Scorer(merged, self._ends[-1])

    def stretches(self, rows: Sequence[Sequence[str]], reach: int) -> dict[str, list[Stretch]]:
        """What each chain makes of a sentence, by its name."""
        scores = [self._scorer.score(row) for row in rows]
        return {
            name: chain.of_scores([row[first:end] for row in scores], reach)
            for (name, chain), first, end in zip(self.items(), self._ends, self._ends[1:], strict=False)
        }


class _Scorer:
    """The sums of features' weights, a number a label, by one addition a feature: labels lie side by side in one number."""

    def __init__(self, packed: Mapping[str, int], labels: int) -> None:
        self._packed = packed
        self._zero = sum(_HALF << (_BITS * label) for label in range(labels))
        self._layout = Struct(f"<{labels}I")

    def score(self, row: Sequence[str]) -> list[int]:
        """A token's score for each label from the names of its features; what is unknown weighs nothing."""
        packed = self._packed
        total = sum([packed[name] for name in row if name in packed], self._zero)
        return [number - _HALF for number in self._layout.unpack(total.to_bytes(self._layout.size, "little"))]


def _pack(weights: Sequence[int]) -> int:
    """Label, weight and so on, as one number: each weight at its label's place, so that adding numbers adds weights."""
    return sum(weights[at + 1] << (_BITS * weights[at]) for at in range(0, len(weights), 2))


def _may_follow(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[2:] == after[2:]
