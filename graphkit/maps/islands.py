"""Places for a large map, which stay nearly where they are when a document is added.

Every head of the fold is an island with its own things around it. An island is laid out by itself, so that a fact about
one council moves nothing within another's; then the islands are drawn together and pushed apart. First places depend on
the ids of things alone. Plain floats in a fixed order and square roots only, as in `layout`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from math import fsum, sqrt

from graphkit.maps.folding import Fold
from graphkit.maps.layout import Layout, Size, apart, pull

_ROUNDS = 60
_PARTING = 40
_LAST_ROUNDS = 60
_BETWEEN = 30.0
_EDGE = 60.0
_CROWD = 90
_CHARGE = 0.5
_GRAVITY = 0.03
_FLATTER = 1.6

_Point = list[float]


def lay_out_islands(
    sizes: Sequence[Size], lines: Sequence[tuple[int, int]], folded: Fold, keys: Sequence[str]
) -> Layout:
    """Places of things that are joined by lines between their positions; ``keys`` are their ids."""
    pairs = sorted({(min(a, b), max(a, b)) for a, b in lines if a != b})
    members: dict[int, list[int]] = {head: [head] for head in folded.heads}
    for index, head in enumerate(folded.owner):
        if index != head:
            members[head].append(index)
    inner: dict[int, list[tuple[int, int]]] = {head: [] for head in folded.heads}
    between: dict[tuple[int, int], int] = {}
    for first, second in pairs:
        one, two = folded.owner[first], folded.owner[second]
        if one == two:
            inner[one].append((first, second))
        else:
            key = (min(one, two), max(one, two))
            between[key] = between.get(key, 0) + 1
    islands = {head: _island(sizes, members[head], inner[head], keys) for head in folded.heads}
    reach = {head: _reach(sizes, members[head], islands[head]) for head in folded.heads}
    centres = _centres(folded.heads, reach, sorted(between), keys)
    places = [(0.0, 0.0)] * len(sizes)
    for head in folded.heads:
        middle_x, middle_y = centres[head]
        for index, (x, y) in zip(members[head], islands[head], strict=True):
            places[index] = (middle_x + x, middle_y + y)
    return _framed(places, sizes)


def _framed(places: Sequence[tuple[float, float]], sizes: Sequence[Size]) -> Layout:
    """The places as seen from the corner of a frame about them all."""
    left = min(x - size.half_width for (x, _), size in zip(places, sizes, strict=True)) - _EDGE
    right = max(x + size.half_width for (x, _), size in zip(places, sizes, strict=True)) + _EDGE
    top = min(y - size.half_height for (_, y), size in zip(places, sizes, strict=True)) - _EDGE
    bottom = max(y + size.half_height for (_, y), size in zip(places, sizes, strict=True)) + _EDGE
    rounded = tuple((round(x - left, 1), round(y - top, 1)) for x, y in places)
    return Layout(rounded, round(right - left, 1), round(bottom - top, 1))


def _stepped(length: float) -> float:
    """The least of some lengths, each a tenth above the one before, that is not less than the length."""
    step = 40.0
    while step < length:
        step *= 1.1
    return step


def _towards(key: str) -> tuple[float, float, float]:
    """A direction that depends on an id alone, by its two parts, and a share between 0 and 1."""
    digest = hashlib.sha256(key.encode("utf-8")).digest()
    half = int.from_bytes(digest[:4], "big") / 2**31 - 1
    # The half angle's tangent gives the angle without sines: a quarter turn either way, then perhaps turned round.
    across, along = (1 - half * half) / (1 + half * half), 2 * half / (1 + half * half)
    side = 1.0 if digest[4] & 1 else -1.0
    return side * across, along, int.from_bytes(digest[5:9], "big") / 2**32


# -- one island ------------------------------------------------------------------------------------


def _island(
    sizes: Sequence[Size], members: Sequence[int], pairs: Sequence[tuple[int, int]], keys: Sequence[str]
) -> list[_Point]:
    """Places of a head and of its things about it, their middle at the origin."""
    place = {index: number for number, index in enumerate(members)}
    own = [(place[a], place[b]) for a, b in pairs]
    here = [sizes[index] for index in members]
    near: list[list[int]] = [[] for _ in members]
    for first, second in own:
        near[first].append(second)
        near[second].append(first)
    wide = _stepped(sqrt(fsum(4 * size.half_width * size.half_height for size in here)) * 0.6)
    points: list[_Point] = [[0.0, 0.0] for _ in members]
    seen = {0}
    queue = [0]
    for number in queue:
        for other in near[number]:
            if other in seen:
                continue
            seen.add(other)
            queue.append(other)
            x, y, share = _towards(keys[members[other]])
            reach = wide * (0.4 + 0.6 * share) if number == 0 else 70.0
            points[other] = [points[number][0] + reach * x, points[number][1] + reach * y]
    if len(members) > 1:
        _settle(points, own, here)
        left = min(point[0] - size.half_width for point, size in zip(points, here, strict=True))
        right = max(point[0] + size.half_width for point, size in zip(points, here, strict=True))
        top = min(point[1] - size.half_height for point, size in zip(points, here, strict=True))
        bottom = max(point[1] + size.half_height for point, size in zip(points, here, strict=True))
        points = [[x - (left + right) / 2, y - (top + bottom) / 2] for x, y in points]
    return points


def _settle(points: list[_Point], pairs: Sequence[tuple[int, int]], sizes: Sequence[Size]) -> None:
    """Boxes pushed apart, neighbours and the middle drawn near; the head stays at the origin meanwhile."""
    count = len(points)
    rounds = max(50, min(160, 12000 // count))
    degree = [0] * count
    for first, second in pairs:
        degree[first] += 1
        degree[second] += 1
    for number in range(rounds):
        left = 1 - number / rounds
        if number < rounds * 0.75:
            pull(points, pairs, degree, 0.08 * left, 90.0)
            for point in points:
                point[0] *= 1 - 0.012 * left
                point[1] *= 1 - 0.02 * left
        if count > _CROWD:
            apart(points, sizes)
        else:
            _few_apart(points, sizes)
        shift_x, shift_y = points[0]
        for point in points:
            point[0] -= shift_x
            point[1] -= shift_y


def _few_apart(points: list[_Point], sizes: Sequence[Size]) -> None:
    """What `apart` does, over all pairs: of few things that is quicker than to look for the near ones."""
    rows = [(point, size.half_width + 5, size.half_height + 4) for point, size in zip(points, sizes, strict=True)]
    for position, (one, wide, high) in enumerate(rows):
        for two, other_wide, other_high in rows[:position]:
            dy = two[1] - one[1]
            over_y = high + other_high - (dy if dy >= 0 else -dy)
            if over_y <= 0:
                continue
            dx = two[0] - one[0]
            over_x = wide + other_wide - (dx if dx >= 0 else -dx)
            if over_x <= 0:
                continue
            if over_x * 0.7 < over_y:
                push = over_x * 0.28 if dx >= 0 else over_x * -0.28
                one[0] -= push
                two[0] += push
            else:
                push = over_y * 0.28 if dy >= 0 else over_y * -0.28
                one[1] -= push
                two[1] += push


def _reach(sizes: Sequence[Size], members: Sequence[int], points: Sequence[_Point]) -> float:
    """How far an island reaches from its middle, its names included, and a little more, so that it rarely changes."""
    return _stepped(
        max(
            sqrt((abs(x) + 0.6 * sizes[index].half_width) ** 2 + (abs(y) + sizes[index].half_height) ** 2)
            for index, (x, y) in zip(members, points, strict=True)
        )
    )


# -- the islands among one another -----------------------------------------------------------------


def _centres(
    heads: Sequence[int], reach: dict[int, float], joined: Sequence[tuple[int, int]], keys: Sequence[str]
) -> dict[int, tuple[float, float]]:
    """Where the heads lie: near what they are joined to, no island on another."""
    place = {head: number for number, head in enumerate(heads)}
    radii = [reach[head] + _BETWEEN / 2 for head in heads]
    links = [(place[a], place[b]) for a, b in joined]
    degree = [0] * len(heads)
    for first, second in links:
        degree[first] += 1
        degree[second] += 1
    whole = _stepped(sqrt(fsum(4 * radius * radius for radius in radii)) * 0.62)
    points: list[_Point] = []
    for number, head in enumerate(heads):
        x, y, share = _towards(keys[head])
        # What nothing joins to the rest starts outside and ends about it.
        far = whole * (sqrt(share) if degree[number] else 1.0 + share)
        points.append([x * far, y * far / _FLATTER])
    charged = [number for number in range(len(heads)) if degree[number]]
    for number in range(_ROUNDS):
        left = 1 - number / _ROUNDS
        _repel(points, charged, radii, left)
        for first, second in links:
            one, two = points[first], points[second]
            dx, dy = two[0] - one[0], two[1] - one[1]
            length = sqrt(dx * dx + dy * dy) or 0.001
            wanted = radii[first] + radii[second]
            if length <= wanted:
                continue
            strength = 0.5 * left / min(degree[first], degree[second])
            move = strength * (length - wanted) / length
            share = degree[second] / (degree[first] + degree[second])
            one[0] += move * dx * share
            one[1] += move * dy * share
            two[0] -= move * dx * (1 - share)
            two[1] -= move * dy * (1 - share)
        for point in points:
            point[0] *= 1 - _GRAVITY * left
            point[1] *= 1 - _FLATTER * _GRAVITY * left
    for number in range(_PARTING + _LAST_ROUNDS):
        if not _part(points, radii, min(1.0, (number + 1) / _PARTING)):
            break
    return {head: (points[number][0], points[number][1]) for number, head in enumerate(heads)}


def _repel(points: list[_Point], charged: Sequence[int], radii: Sequence[float], left: float) -> None:
    """Push every island from every other, the less the farther."""
    for position, first in enumerate(charged):
        x, y = points[first]
        radius = radii[first]
        push_x = push_y = 0.0
        for second in charged[position + 1 :]:
            other = points[second]
            dx, dy = x - other[0], y - other[1]
            square = dx * dx + dy * dy or 0.001
            force = _CHARGE * left * radius * radii[second] / square
            force = min(force, 0.5)
            fx, fy = force * dx * 0.2, force * dy * 0.2
            push_x += fx
            push_y += fy
            other[0] -= fx
            other[1] -= fy
        points[first][0] += push_x
        points[first][1] += push_y


def _part(points: list[_Point], radii: Sequence[float], strength: float) -> bool:
    """Push islands off one another that overlap; whether any did. The larger one moves less."""
    order = sorted(range(len(points)), key=lambda number: (points[number][0] - radii[number], number))
    widest = max(radii)
    moved = False
    for position, first in enumerate(order):
        one, radius = points[first], radii[first]
        end = one[0] + radius
        for second in order[position + 1 :]:
            two = points[second]
            dx = two[0] - one[0]
            if dx - widest > radius:
                break
            both = radius + radii[second]
            dy = two[1] - one[1]
            if dx >= both or dx <= -both or dy >= both or dy <= -both or two[0] - radii[second] > end:
                continue
            square = dx * dx + dy * dy
            if square >= both * both * 0.9999:
                continue
            length = sqrt(square)
            if length < 0.01:
                dx, dy, length = 1.0, 0.0, 1.0
            push = strength * (both - length) / length * 0.55
            share = radii[second] * radii[second] / (radius * radius + radii[second] * radii[second])
            one[0] -= push * dx * share
            one[1] -= push * dy * share
            two[0] += push * dx * (1 - share)
            two[1] += push * dy * (1 - share)
            moved = True
    return moved
