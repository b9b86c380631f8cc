"""Room for names: which are shown, on which lines, and where, so that none touches another.

A greedy placement by importance over twelve places about a body, after Christensen, Marks and Shieber (An Empirical
Study of Algorithms for Point-Feature Label Placement, 1995), with wraps and further distances to fall back on, and with
rounds in which a name that found no room goes first. In the end a few may take the room of others, which look for new.
The page does the same in `templates/scripts/labels.js`.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

WRAPS = (22, 14, 34)
GAP = 4.0
_ROUNDS = 4
_DISTANCES = (0.0, 9.0, 18.0, 28.0)
_REPAIRED = 8
_STEPS = 300
_CELL = 96.0
_PLACES = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1), (2, 1), (-2, 1), (2, -1), (-2, -1))
_NARROW = frozenset("iljI.,:;'|!()[]ft/-’‘ ")
_WIDE = frozenset("mwMW@%—")


@dataclass(frozen=True, slots=True)
class Body:
    """A thing as drawn: its centre and radius in pixels, its name and letters, and its rank (0 matters most)."""

    x: float
    y: float
    radius: float
    name: str
    label_px: float
    is_bold: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of a name and the box they fill; ``anchor`` is start, middle or end."""

    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A line between two bodies, by their indexes."""

    first: int
    second: int


def text_width(text: str, size_px: float, is_bold: bool = False) -> float:
    """The room a text takes, in pixels: an upper estimate over common sans-serif faces, so that names stay apart."""
    units = fsum(_character_width(character) for character in text)
    return units * size_px * (1.07 if is_bold else 1.0)


def _character_width(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.1
    if character in _NARROW:
        return 0.38
    if character in _WIDE:
        return 0.93
    return 0.7 if character.isupper() else 0.59


def wrap(name: str, width: int) -> tuple[str, ...]:
    """The name in as few lines of at most ``width`` characters as will do, and these as even as may be.

    Longer words are broken with a hyphen.

    >>> wrap("Testing for Hepatitis C", 22)
    ('Testing for', 'Hepatitis C')
    """
    best = _filled(name, width)
    for narrower in range(width - 1, max(map(len, best), default=0) // 2, -1):
        lines = _filled(name, narrower)
        if len(lines) > len(best) or any(line.endswith("-") and line not in best for line in lines):
            break
        best = lines
    return best


def _filled(name: str, width: int) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in name.split():
        for piece in _pieces(word, width):
            if line and len(line) + 1 + len(piece) > width:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, width: int) -> Iterator[str]:
    while len(word) > width:
        yield word[: width - 1] + "-"
        word = word[width - 1 :]
    yield word


def size_of(lines: Sequence[str], size_px: float, is_bold: bool) -> tuple[float, float]:
    """Width and height in pixels of a name in lines."""
    return max((text_width(line, size_px, is_bold) for line in lines), default=0.0), len(lines) * size_px * 1.2


def place_labels(
    bodies: Sequence[Body], lines: Sequence[Segment], width: float, height: float, most: int | None = None
) -> list[Label | None]:
    """A label for each body that has room for one, in the order of the bodies; ``most`` asks for so many, without turns."""
    degree = [0] * len(bodies)
    for line in lines:
        degree[line.first] += 1
        degree[line.second] += 1
    order = sorted(range(len(bodies)), key=lambda i: (bodies[i].rank, -degree[i], bodies[i].name, i))[:most]
    best: list[Label | None] = [None] * len(bodies)
    fewest = len(bodies) + 1
    for _ in range(_ROUNDS):
        sheet = _Sheet(bodies, lines, width, height)
        labels: list[Label | None] = [None] * len(bodies)
        left_over = []
        for index in order:
            labels[index] = sheet.place(index)
            if labels[index] is None:
                left_over.append(index)
        if len(left_over) < fewest:
            best, fewest = labels, len(left_over)
        if not left_over or most is not None:
            break
        waiting = set(left_over)
        order = left_over + [index for index in order if index not in waiting]
    if 1 <= fewest <= _REPAIRED:
        _repair(_Sheet(bodies, lines, width, height), best, [i for i in order if best[i] is None])
    return best


def _repair(sheet: _Sheet, labels: list[Label | None], waiting: list[int]) -> None:
    """Give names that still have no room another's, which then looks for a new one: the oftener taken, the dearer.

    ``labels`` is changed to the best found.
    """
    queue = deque(waiting)
    dear = [0] * len(labels)
    best, fewest, lost = list(labels), len(queue), 0
    for _ in range(_STEPS):
        if not queue:
            break
        index = queue.popleft()
        label, out = sheet.cheapest_taking(index, labels, dear)
        if label is None:
            lost += 1
            continue
        for other in out:
            labels[other] = None
            dear[other] += 1
            queue.append(other)
        labels[index] = label
        if len(queue) + lost < fewest:
            best, fewest = list(labels), len(queue) + lost
    labels[:] = best


class _Sheet:
    """The area on which labels are put one after another."""

    def __init__(self, bodies: Sequence[Body], lines: Sequence[Segment], width: float, height: float) -> None:
        self.bodies, self.lines, self.width, self.height = bodies, lines, width, height
        self.taken: dict[tuple[int, int], list[Label]] = {}
        self.near: dict[tuple[int, int], list[int]] = {}
        for index, body in enumerate(bodies):
            reach = body.radius + 2
            for cell in _cells(body.x - reach, body.y - reach, body.x + reach, body.y + reach):
                self.near.setdefault(cell, []).append(index)

    def place(self, index: int) -> Label | None:
        """The cheapest free place for the name of one body, now taken; None where there is no room."""
        for further in _DISTANCES[:2]:
            for width in WRAPS:
                found = self._cheapest(index, width, further, False)
                if found is None and self.bodies[index].rank <= 1:
                    found = self._cheapest(index, width, further, True)
                if found is not None:
                    right, bottom = found.left + found.width, found.top + found.height
                    for cell in _cells(found.left, found.top, right, bottom):
                        self.taken.setdefault(cell, []).append(found)
                    return found
        return None

    def _cheapest(self, index: int, wrap_at: int, further: float, may_cover: bool) -> Label | None:
        body = self.bodies[index]
        lines = wrap(body.name, wrap_at)
        width, height = size_of(lines, body.label_px, body.is_bold)
        best, least = None, 0.0
        for number, (side, level) in enumerate(_PLACES):
            label = _box(body, lines, width, height, (side, level), further)
            if not self._is_free(label, index, may_cover):
                continue
            cost = 0.35 * number + self._crossings(label, index)
            if best is None or cost < least:
                best, least = label, cost
        return best

    def cheapest_taking(
        self, index: int, labels: Sequence[Label | None], dear: Sequence[int]
    ) -> tuple[Label | None, list[int]]:
        """The cheapest place clear of bodies, where other labels may be turned out at a price, and whose these are."""
        body = self.bodies[index]
        best: Label | None = None
        turned_out: list[int] = []
        least = 0.0
        for further in _DISTANCES:
            for wrap_at in (*WRAPS, 10):
                rows = wrap(body.name, wrap_at)
                width, height = size_of(rows, body.label_px, body.is_bold)
                for number, place in enumerate(_PLACES):
                    label = _box(body, rows, width, height, place, further)
                    if not self._is_clear(label, index, False):
                        continue
                    out = [i for i, other in enumerate(labels) if other is not None and _touch(label, other)]
                    cost = 0.35 * number + further / 9 + self._crossings(label, index)
                    cost += fsum(6 + 8 * dear[other] for other in out)
                    if best is None or cost < least:
                        best, turned_out, least = label, out, cost
        return best, turned_out

    def _is_free(self, label: Label, index: int, may_cover: bool) -> bool:
        left, right = label.left - 3, label.left + label.width + 3
        top, bottom = label.top - 1, label.top + label.height + 1
        for cell in _cells(left, top, right, bottom):
            for other in self.taken.get(cell, ()):
                if (
                    other.left < right
                    and left < other.left + other.width
                    and other.top < bottom
                    and top < other.top + other.height
                ):
                    return False
        return self._is_clear(label, index, may_cover)

    def _is_clear(self, label: Label, index: int, may_cover: bool) -> bool:
        right, bottom = label.left + label.width, label.top + label.height
        if label.left < 2 or label.top < 2 or right > self.width - 2 or bottom > self.height - 2:
            return False
        rank = self.bodies[index].rank
        for cell in _cells(label.left, label.top, right, bottom):
            for number in self.near.get(cell, ()):
                body = self.bodies[number]
                reach = body.radius + 2
                if number == index or (may_cover and body.rank > rank):
                    continue
                if (
                    label.left < body.x + reach
                    and body.x - reach < right
                    and label.top < body.y + reach
                    and body.y - reach < bottom
                ):
                    return False
        return True

    def _crossings(self, label: Label, index: int) -> float:
        cost = 0.0
        for line in self.lines:
            first, second = self.bodies[line.first], self.bodies[line.second]
            if crosses(label, first.x, first.y, second.x, second.y):
                cost += 2.2 if index in (line.first, line.second) else 3.0
        return cost


def _cells(left: float, top: float, right: float, bottom: float) -> list[tuple[int, int]]:
    """The squares of a grid that a box lies on: what shares none with it cannot meet it."""
    across = range(int(left // _CELL), int(right // _CELL) + 1)
    return [(column, row) for row in range(int(top // _CELL), int(bottom // _CELL) + 1) for column in across]


def _touch(one: Label, two: Label) -> bool:
    return (
        one.left < two.left + two.width + 3
        and two.left < one.left + one.width + 3
        and one.top < two.top + two.height + 1
        and two.top < one.top + one.height + 1
    )


def _box(
    body: Body, lines: tuple[str, ...], width: float, height: float, place: tuple[int, int], further: float
) -> Label:
    side, level = place
    reach = body.radius + GAP + further
    if side == 0:
        left, anchor = body.x - width / 2, "middle"
        top = body.y + reach if level > 0 else body.y - reach - height
    elif level == 0:
        left, anchor = (body.x + reach, "start") if side > 0 else (body.x - reach - width, "end")
        top = body.y - height / 2
    elif side in (1, -1):
        near = body.radius * 0.6 + further
        left, anchor = (body.x + near, "start") if side > 0 else (body.x - near - width, "end")
        near += 1
        top = body.y + near if level > 0 else body.y - near - height
    else:
        left, anchor = (body.x + reach, "start") if side > 0 else (body.x - reach - width, "end")
        top = body.y - 4 if level > 0 else body.y + 4 - height
    return Label(lines, left, top, width, height, anchor)


def crosses(label: Label, x1: float, y1: float, x2: float, y2: float) -> bool:
    """Whether a line from one point to another meets the box of a label (Liang and Barsky's clipping, 1984)."""
    dx, dy = x2 - x1, y2 - y1
    enter, leave = 0.0, 1.0
    sides = (
        (-dx, x1 - label.left),
        (dx, label.left + label.width - x1),
        (-dy, y1 - label.top),
        (dy, label.top + label.height - y1),
    )
    for step, room in sides:
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
        if enter > leave:
            return False
    return True
