"""A linear-chain tagger: which stretches of a sentence name a thing, and by what margin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add

_NEVER = -(10**9)


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
        self.features = {
            name: tuple(zip(weights[::2], weights[1::2], strict=True)) for name, weights in features.items()
        }
        self._types = tuple(
            (label[2:], at, labels.index("I-" + label[2:]) if "I-" + label[2:] in labels else -1)
            for at, label in enumerate(labels)
            if label.startswith("B-")
        )

    def stretches(self, rows: Sequence[Sequence[str]], reach: int) -> list[Stretch]:
        """Every stretch whose best reading comes within ``reach`` of the best of all; ``rows``: the tokens' features."""
        return self.of_scores([self._score(row) for row in rows], reach)

    def of_scores(self, scores: list[list[int]], reach: int) -> list[Stretch]:
        """The same from the tokens' scores, a number a label."""
        if not scores:
            return []
        ahead, behind = self._forward(scores), self._backward(scores)
        best = max(ahead[-1])
        found: list[Stretch] = []
        for start in range(len(scores)):
            totals = list(map(add, ahead[start], behind[start]))
            for name, begin, inside in self._types:
                if totals[begin] >= best - reach:
                    rival = max(total for label, total in enumerate(totals) if label != begin)
                    found += [
                        Stretch(start, end, name, total - rival)
                        for end, total in self._ends(scores, behind, ahead[start][begin], start, begin, inside)
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
    ) -> list[tuple[int, int]]:
        """(end, score of the best reading with exactly this stretch) for every end that the type allows."""
        found: list[tuple[int, int]] = []
        last = begin
        for end in range(start + 1, len(scores) + 1):
            if end == len(scores):
                found.append((end, total))
                break
            after = self._from[last]
            out = max(
                after[label] + scores[end][label] + behind[end][label]
                for label in range(len(self.labels))
                if label != inside
            )
            found.append((end, total + out))
            if inside < 0 or end - start > 24:
                break
            total += after[inside] + scores[end][inside]
            last = inside
        return found

    def _score(self, row: Sequence[str]) -> list[int]:
        scores = [0] * len(self.labels)
        for name in row:
            for label, weight in self.features.get(name, ()):
                scores[label] += weight
        return scores

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
        merged: dict[str, list[tuple[int, int]]] = {}
        for chain, first in zip(chains.values(), self._ends, strict=False):
            for name, weights in chain.features.items():
                merged.setdefault(name, []).extend((first + label, weight) for label, weight in weights)
        self._features = {name: tuple(weights) for name, weights in merged.items()}

    def stretches(self, rows: Sequence[Sequence[str]], reach: int) -> dict[str, list[Stretch]]:
        """What each chain makes of a sentence, by its name."""
        scores = [self._score(row) for row in rows]
        return {
            name: chain.of_scores([row[first:end] for row in scores], reach)
            for (name, chain), first, end in zip(self.items(), self._ends, self._ends[1:], strict=False)
        }

    def _score(self, row: Sequence[str]) -> list[int]:
        scores = [0] * self._ends[-1]
        known = self._features
        for name in row:
            if name in known:
                for label, weight in known[name]:
                    scores[label] += weight
        return scores


def _may_follow(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[2:] == after[2:]
