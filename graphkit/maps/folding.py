"""How a large map folds: what it opens on, and which of these brings in each of the other things.

It opens on councils, providers, networks and what councils share. Every other thing belongs to the nearest of them, a
council before the rest, and comes into view with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass

OPENING = 300
_FIRST = ("council", "network", "provider")


@dataclass(frozen=True, slots=True)
class Fold:
    """``heads`` are the things that others belong to, ``owner`` the head of every thing, its own where it is one.

    The first ``opening`` heads are seen at the start; the rest lead parts that no line joins to these. All numbers are
    positions among the things given.
    """

    heads: tuple[int, ...]
    opening: int
    owner: tuple[int, ...]


def fold(kinds: Sequence[str], pairs: Sequence[tuple[int, int]], shared: Collection[int]) -> Fold:
    """Heads and owners of joined things.

    Args:
        kinds: What each thing is, by the keys of `SHAPES`.
        pairs: Which two things a line joins.
        shared: The things that two or more councils have in common, by position.
    """
    near = _near(len(kinds), pairs)
    heads = _opening(kinds, near, shared)
    opening = len(heads)
    owner = [-1] * len(kinds)
    for head in heads:
        owner[head] = head
    # Councils first, so that what a council leads is the council's even where a topic is as near.
    _claim([head for head in heads if kinds[head] == "council"], near, owner)
    _claim(heads, near, owner)
    for start in sorted(range(len(kinds)), key=lambda index: (-len(near[index]), index)):
        if owner[start] < 0:
            owner[start] = start
            heads.append(start)
            _claim([start], near, owner)
    # A part without a council is led by its best joined thing; the largest such parts open too, as far as there is room.
    sizes = [0] * len(kinds)
    for head in owner:
        sizes[head] += 1
    late = sorted(heads[opening:], key=lambda head: (-sizes[head], head))
    more = sum(1 for head in late[: max(0, OPENING - opening)] if sizes[head] > 2)
    return Fold((*heads[:opening], *late), opening + more, tuple(owner))


def _opening(kinds: Sequence[str], near: Sequence[Collection[int]], shared: Collection[int]) -> list[int]:
    """All councils, then what councils share, networks and providers, the best joined first: as many as can be read."""
    councils = [index for index, kind in enumerate(kinds) if kind == "council"]
    rest = {index for index, kind in enumerate(kinds) if kind in _FIRST} | set(shared)
    rest -= set(councils)
    order = sorted(rest, key=lambda index: (-len(near[index]), index))
    return [*councils, *order[: max(OPENING // 5, OPENING - len(councils))]]


def _claim(heads: Sequence[int], near: Sequence[Collection[int]], owner: list[int]) -> None:
    """Give everything without an owner that can be reached without passing another head to the nearest head."""
    queue = deque(heads)
    while queue:
        here = queue.popleft()
        for other in near[here]:
            if owner[other] < 0:
                owner[other] = owner[here]
                queue.append(other)


def _near(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    near: list[set[int]] = [set() for _ in range(count)]
    for first, second in pairs:
        if first != second:
            near[first].add(second)
            near[second].add(first)
    return [sorted(others) for others in near]
