"""A place for every thing, the same on every machine: stress layout, then boxes with their names pushed apart.

Stress is lessened by stochastic gradient descent over pairs (Zheng, Pawar and Goodman, Graph Drawing by Stochastic
Gradient Descent, 2019); above 250 things over pivots and neighbours only (Ortmann, Klimenta and Brandes, A Sparse
Stress Model, 2017). Plain floats in a fixed order and square roots only, which are rounded alike everywhere: no numpy,
no sines, and a small generator of our own for the order of pairs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

AREA = (1016.0, 920.0)
_SPRING = 150.0
_ALL_PAIRS = 250
_PIVOTS = 48
_ROUNDS = 30
_BLEND = 0.55
_TOGETHER = 80
_BETWEEN = 20.0


@dataclass(frozen=True, slots=True)
class Size:
    """What a thing takes up: the radius of its body, the half width and height of body and name together."""

    radius: float
    half_width: float
    half_height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Centres in the order of the things, within ``width`` by ``height`` pixels, rounded to 0.1."""

    places: tuple[tuple[float, float], ...]
    width: float
    height: float


class _Generator:
    """Numbers for orders and first places: a linear congruential generator (Knuth's MMIX), alike everywhere."""

    def __init__(self, seed: int) -> None:
        self.state = seed * 2862933555777941757 + 3037000493

    def below(self, limit: int) -> int:
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 33) % limit

    def shuffle(self, items: list[tuple[int, int, float]]) -> None:
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]


def lay_out(sizes: Sequence[Size], lines: Sequence[tuple[int, int]]) -> Layout:
    """Places for things of these sizes, joined by lines between their indexes.

    Up to eighty things fill the view of a desktop at full size, all together. More get a larger area, to be zoomed
    into, and there every part that no line joins to another is laid out by itself, so that none lies across another.
    """
    if not sizes:
        return Layout((), *AREA)
    pairs = sorted({(min(a, b), max(a, b)) for a, b in lines if a != b})
    if len(sizes) <= _TOGETHER:
        return _best(sizes, pairs, 6, 1.0)
    parts = _parts(len(sizes), pairs)
    layouts = []
    for members in parts:
        place = {index: number for number, index in enumerate(members)}
        own = [(place[a], place[b]) for a, b in pairs if a in place]
        layouts.append(_best([sizes[index] for index in members], own, 2 if len(members) <= _TOGETHER else 1, 0.0))
    return _packed(parts, layouts)


def _best(sizes: Sequence[Size], pairs: Sequence[tuple[int, int]], tries: int, least_area: float) -> Layout:
    """The least disorderly of some layouts, each from other first places."""
    width, height = _area(sizes, least_area)
    best: list[tuple[float, float]] = []
    least = -1.0
    for seed in range(1, tries + 1):
        spread = _spread(_turned(_stress(len(sizes), pairs, seed)), width, height, sizes)
        settled = _settle(spread, pairs, sizes, width, height)
        cost = _disorder(settled, pairs, sizes) if tries > 1 else 0.0
        if least < 0 or cost < least:
            best, least = settled, cost
    return Layout(tuple((round(x, 1), round(y, 1)) for x, y in best), width, height)


def _area(sizes: Sequence[Size], least: float) -> tuple[float, float]:
    """Width and height in pixels: what so many boxes need, and at least this share of the view's."""
    needed = fsum(4 * (size.half_width + 14) * (size.half_height + 12) for size in sizes) * 1.35
    factor = max(least, sqrt(needed / (AREA[0] * AREA[1])))
    widest, highest = max(size.half_width for size in sizes), max(size.half_height for size in sizes)
    return (
        round(max(AREA[0] * factor, 2 * widest + 14), 1),
        round(max(AREA[1] * factor, 2 * highest + 12), 1),
    )


def _parts(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Things joined with one another, the largest part first."""
    near = _neighbours(count, pairs)
    seen: set[int] = set()
    parts = []
    for start in range(count):
        if start not in seen:
            members = [index for index, steps in enumerate(_steps(near, start)) if steps >= 0]
            seen.update(members)
            parts.append(members)
    return sorted(parts, key=lambda members: (-len(members), members[0]))


def _packed(parts: Sequence[Sequence[int]], layouts: Sequence[Layout]) -> Layout:
    """The parts side by side: each, the largest first, in that free corner which keeps the whole smallest."""
    slope = AREA[0] / AREA[1]
    taken: list[tuple[float, float, float, float]] = []
    corners = [(0.0, 0.0)]
    for layout in layouts:
        width, height = layout.width + _BETWEEN, layout.height + _BETWEEN
        free = [
            (max((x + width) / slope, y + height), x + y, x, y)
            for x, y in corners
            if all(x + width <= a or c <= x or y + height <= b or d <= y for a, b, c, d in taken)
        ]
        _, _, x, y = min(free)
        taken.append((x, y, x + width, y + height))
        corners += [(x + width, y), (x, y + height), (x + width, 0.0), (0.0, y + height)]
    places = [(0.0, 0.0)] * sum(map(len, parts))
    for members, layout, (left, top, _, _) in zip(parts, layouts, taken, strict=True):
        for index, (x, y) in zip(members, layout.places, strict=True):
            places[index] = (round(left + x, 1), round(top + y, 1))
    right, bottom = max(box[2] for box in taken), max(box[3] for box in taken)
    return Layout(tuple(places), round(right - _BETWEEN, 1), round(bottom - _BETWEEN, 1))


def _stress(count: int, pairs: Sequence[tuple[int, int]], seed: int) -> list[list[float]]:
    generator = _Generator(seed)
    points = [[generator.below(100000) / 10000, generator.below(100000) / 10000] for _ in range(count)]
    goals = _goals(count, pairs)
    longest = max((distance for _, _, distance in goals), default=1.0)
    step = longest * longest
    for _ in range(_ROUNDS):
        generator.shuffle(goals)
        for first, second, distance in goals:
            one, two = points[first], points[second]
            dx, dy = one[0] - two[0], one[1] - two[1]
            length = sqrt(dx * dx + dy * dy) or 0.001
            share = min(1.0, step / (distance * distance)) * (length - distance) / (2 * length)
            one[0] -= share * dx
            one[1] -= share * dy
            two[0] += share * dx
            two[1] += share * dy
        step *= 0.76
    return points


def _goals(count: int, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int, float]]:
    """Pairs of things and how far apart they should be, in steps; parts without a path lie a good way off."""
    near = _neighbours(count, pairs)
    starts = range(count) if count <= _ALL_PAIRS else _pivots(near)
    wanted: dict[tuple[int, int], float] = {}
    for start in starts:
        steps = _steps(near, start)
        far = max(steps) * 0.7 + 1.5
        for other, distance in enumerate(steps):
            if other != start:
                key = (min(start, other), max(start, other))
                wanted[key] = float(distance) if distance >= 0 else max(far, wanted.get(key, 0.0))
    for first, second in pairs:
        wanted[first, second] = 1.0
    return [(first, second, wanted[first, second]) for first, second in sorted(wanted)]


def _neighbours(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    near: list[list[int]] = [[] for _ in range(count)]
    for first, second in pairs:
        near[first].append(second)
        near[second].append(first)
    return near


def _pivots(near: Sequence[Sequence[int]]) -> list[int]:
    """Things far from one another, the best joined first."""
    chosen = [max(range(len(near)), key=lambda i: (len(near[i]), -i))]
    closest = [len(near) if d < 0 else d for d in _steps(near, chosen[0])]
    while len(chosen) < _PIVOTS:
        nxt = max(range(len(near)), key=lambda i: (closest[i], len(near[i]), -i))
        chosen.append(nxt)
        for i, d in enumerate(_steps(near, nxt)):
            if 0 <= d < closest[i]:
                closest[i] = d
    return chosen


def _steps(near: Sequence[Sequence[int]], start: int) -> list[int]:
    """Lines to be walked from one thing to each; -1 where no path leads."""
    steps = [-1] * len(near)
    steps[start] = 0
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for other in near[here]:
            if steps[other] < 0:
                steps[other] = steps[here] + 1
                queue.append(other)
    return steps


def _turned(points: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    """The points with their principal axis level and the first of them not right of, nor below, the middle."""
    count = len(points)
    # fsum and not sum: what sum gives of floats differs between Python 3.11 and 3.12
    mx, my = fsum(p[0] for p in points) / count, fsum(p[1] for p in points) / count
    xx = fsum((p[0] - mx) * (p[0] - mx) for p in points)
    yy = fsum((p[1] - my) * (p[1] - my) for p in points)
    xy = fsum((p[0] - mx) * (p[1] - my) for p in points)
    half = (xx - yy) / 2
    root = sqrt(half * half + xy * xy)
    if root < 1e-9:
        cosine, sine = 1.0, 0.0
    else:  # half-angle formulas of the direction whose double angle is (half, xy)
        cosine = sqrt(max(0.0, (1 + half / root) / 2))
        sine = sqrt(max(0.0, (1 - half / root) / 2)) * (1 if xy >= 0 else -1)
    turned = [((p[0] - mx) * cosine + (p[1] - my) * sine, (p[1] - my) * cosine - (p[0] - mx) * sine) for p in points]
    flip_x = -1.0 if turned[0][0] > 0 else 1.0
    flip_y = -1.0 if turned[0][1] > 0 else 1.0
    return [(x * flip_x, y * flip_y) for x, y in turned]


def _spread(
    points: Sequence[tuple[float, float]], width: float, height: float, sizes: Sequence[Size]
) -> list[list[float]]:
    """The points over the whole area: more than half their place, the rest their rank, so that no corner is empty."""
    across = _blended([p[0] for p in points])
    down = _blended([p[1] for p in points])
    result = []
    for x, y, size in zip(across, down, sizes, strict=True):
        pad_x, pad_y = size.half_width + 6, size.half_height + 6
        result.append([pad_x + x * (width - 2 * pad_x), pad_y + y * (height - 2 * pad_y)])
    return result


def _blended(values: Sequence[float]) -> list[float]:
    low, high = min(values), max(values)
    reach = high - low or 1.0
    last = max(1, len(values) - 1)
    ranks = [0.5] * len(values)
    for rank, index in enumerate(sorted(range(len(values)), key=lambda i: (round(values[i], 6), i))):
        ranks[index] = rank / last
    return [_BLEND * (v - low) / reach + (1 - _BLEND) * r for v, r in zip(values, ranks, strict=True)]


def _settle(
    points: list[list[float]], pairs: Sequence[tuple[int, int]], sizes: Sequence[Size], width: float, height: float
) -> list[tuple[float, float]]:
    """Boxes pushed apart, bodies off foreign lines, neighbours drawn together."""
    count = len(points)
    rounds = max(60, min(450, 40000 // count, 80 + 15 * count))
    degree = [0] * count
    for first, second in pairs:
        degree[first] += 1
        degree[second] += 1
    for number in range(rounds):
        left = 1 - number / rounds
        if count > 80 and number == rounds // 2:
            points = _spread([(point[0], point[1]) for point in points], width, height, sizes)
        if number < rounds * 0.8:
            pull(points, pairs, degree, 0.06 * left, _SPRING)
        if number % 3 == 0:
            _off_lines(points, pairs, sizes)
        apart(points, sizes)
        for point, size in zip(points, sizes, strict=True):
            point[0] = min(max(point[0], size.half_width + 6), width - size.half_width - 6)
            point[1] = min(max(point[1], size.half_height + 4), height - size.half_height - 4)
    return [(point[0], point[1]) for point in points]


def pull(
    points: list[list[float]], pairs: Sequence[tuple[int, int]], degree: Sequence[int], strength: float, spring: float
) -> None:
    """Draw what a line joins to the length of a spring, in pixels, or push it there."""
    for first, second in pairs:
        one, two = points[first], points[second]
        dx, dy = two[0] - one[0], two[1] - one[1]
        length = sqrt(dx * dx + dy * dy) or 0.001
        # A thing with many lines needs a wider circle for their ends, and moves less itself.
        wanted = spring + 2.5 * min(degree[first] + degree[second], 60)
        pull = strength * (length - wanted) / length
        share = degree[second] / (degree[first] + degree[second])
        one[0] += pull * dx * share
        one[1] += pull * dy * share
        two[0] -= pull * dx * (1 - share)
        two[1] -= pull * dy * (1 - share)


def apart(points: list[list[float]], sizes: Sequence[Size]) -> None:
    """Push apart, a little, what overlaps."""
    for first, second in _close(points, sizes):
        one, two, a, b = points[first], points[second], sizes[first], sizes[second]
        dx, dy = two[0] - one[0], two[1] - one[1]
        over_x = a.half_width + b.half_width + 10 - abs(dx)
        over_y = a.half_height + b.half_height + 8 - abs(dy)
        if over_x <= 0 or over_y <= 0:
            continue
        if over_x * 0.7 < over_y:
            push = over_x * 0.28 * (1 if dx >= 0 else -1)
            one[0] -= push
            two[0] += push
        else:
            push = over_y * 0.28 * (1 if dy >= 0 else -1)
            one[1] -= push
            two[1] += push


def _close(points: list[list[float]], sizes: Sequence[Size]) -> list[tuple[int, int]]:
    """Pairs that may overlap: neighbours in a grid whose cells are as large as the largest box."""
    wide = max(2 * size.half_width for size in sizes) + 10
    high = max(2 * size.half_height for size in sizes) + 8
    cells: dict[tuple[int, int], list[int]] = {}
    for index, point in enumerate(points):
        cells.setdefault((int(point[0] // wide), int(point[1] // high)), []).append(index)
    found = []
    for (column, row), members in cells.items():
        for position, first in enumerate(members):
            found += [(first, second) for second in members[position + 1 :]]
        for step in ((1, 0), (-1, 1), (0, 1), (1, 1)):
            others = cells.get((column + step[0], row + step[1]))
            if others:
                found += [(first, second) for first in members for second in others]
    return found


def _off_lines(points: list[list[float]], pairs: Sequence[tuple[int, int]], sizes: Sequence[Size]) -> None:
    for first, second, body in _near_lines(points, pairs):
        one, two, here = points[first], points[second], points[body]
        dx, dy = two[0] - one[0], two[1] - one[1]
        square = dx * dx + dy * dy or 0.001
        along = ((here[0] - one[0]) * dx + (here[1] - one[1]) * dy) / square
        if not 0.02 < along < 0.98:
            continue
        off_x, off_y = here[0] - one[0] - along * dx, here[1] - one[1] - along * dy
        distance = sqrt(off_x * off_x + off_y * off_y)
        room = sizes[body].radius + 12
        if distance >= room:
            continue
        if distance < 0.01:
            length = sqrt(square)
            off_x, off_y, distance = -dy / length, dx / length, 1.0
        push = 0.35 * (room - min(distance, room)) / distance
        here[0] += push * off_x
        here[1] += push * off_y


def _near_lines(points: list[list[float]], pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Lines and foreign bodies within 30 pixels of their bounding boxes' cells."""
    cell = 90.0
    cells: dict[tuple[int, int], list[int]] = {}
    for index, point in enumerate(points):
        cells.setdefault((int(point[0] // cell), int(point[1] // cell)), []).append(index)
    found = []
    for first, second in pairs:
        seen: set[tuple[int, int]] = set()
        (x1, y1), (x2, y2) = points[first], points[second]
        length = sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1))
        parts = int(length // 60) + 1
        for part in range(parts + 1):
            x, y = x1 + (x2 - x1) * part / parts, y1 + (y2 - y1) * part / parts
            for shift_x, shift_y in ((-30, -30), (30, -30), (-30, 30), (30, 30)):
                key = (int((x + shift_x) // cell), int((y + shift_y) // cell))
                if key not in seen:
                    seen.add(key)
                    found += [(first, second, body) for body in cells.get(key, ()) if body not in (first, second)]
    return found


def _disorder(points: Sequence[tuple[float, float]], pairs: Sequence[tuple[int, int]], sizes: Sequence[Size]) -> float:
    """How hard a layout is to read: crossings, lines through boxes, overlaps of boxes, length of lines."""
    cost = 0.0
    for position, (a, b) in enumerate(pairs):
        (ax, ay), (bx, by) = points[a], points[b]
        cost += sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)) / 400
        for c, d in pairs[position + 1 :]:
            if len({a, b, c, d}) == 4 and _cross(points[a], points[b], points[c], points[d]):
                cost += 1.0
    for first, second in _close([list(point) for point in points], sizes):
        over_x = sizes[first].half_width + sizes[second].half_width - abs(points[first][0] - points[second][0])
        over_y = sizes[first].half_height + sizes[second].half_height - abs(points[first][1] - points[second][1])
        if over_x > 0 and over_y > 0:
            cost += 0.5 + min(over_x, over_y) / 8
    for first, second, body in _near_lines([list(point) for point in points], pairs):
        if _touches(points[first], points[second], points[body], sizes[body]):
            cost += 0.8
    return cost


def _cross(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float], s: tuple[float, float]) -> bool:
    def side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    return side(p, q, r) != side(p, q, s) and side(r, s, p) != side(r, s, q)


def _touches(one: tuple[float, float], two: tuple[float, float], body: tuple[float, float], size: Size) -> bool:
    dx, dy = two[0] - one[0], two[1] - one[1]
    square = dx * dx + dy * dy or 0.001
    along = min(1.0, max(0.0, ((body[0] - one[0]) * dx + (body[1] - one[1]) * dy) / square))
    off_x, off_y = body[0] - one[0] - along * dx, body[1] - one[1] - along * dy
    return abs(off_x) < size.radius + 6 and abs(off_y) < size.radius + 6
