"""Arrange the councils on a grid, a tile each, and write ``ontology/register/tiles.csv`` (slug, column, row).

Where councils are: ``scripts/council_places.csv``, the main town or seat of each with its latitude and longitude to a
tenth of a degree (London: a hundredth), written down by us from general knowledge. The arrangement is computed from
them and the register alone, the same on every machine:

1. Neighbours are those of the Gabriel graph (Gabriel and Sokal, 1969) of the places. Places are then moved until
   neighbours are about one tile apart in the direction in which they lie (least squares, Gauss-Seidel).
2. Each council gets a cell of the grid so that the sum of squared moves is least (Hungarian method, Kuhn 1955, in the
   form with potentials).
3. Tiles change places with their neighbours, or with empty cells, as long as that makes the borders of counties, regions
   and nations shorter by more than it moves tiles away.

Northern Ireland is arranged by itself, and set down to the west of Scotland.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from math import cos, hypot, inf, radians
from pathlib import Path

from graphkit.files import write_file
from graphkit.register import Council, Register, load_register

PROJECT = Path(__file__).resolve().parents[1]
PLACES = PROJECT / "scripts" / "council_places.csv"
TILES = PROJECT / "ontology" / "register" / "tiles.csv"
NOT_TILED = ("county", "combined-authority", "strategic-authority")

Point = tuple[float, float]
Cell = tuple[int, int]

_SWEEPS = 600
_BORDER = {"county": 1.2, "region": 0.8, "nation": 1.2}
_SHORE = 0.3
_REACH = 3.0
_ROUNDS = 40
_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))


def main() -> None:
    """Write the table, and print the picture in letters."""
    register = load_register()
    councils = [c for c in register.councils if register.is_current(c) and c.tier not in NOT_TILED]
    places = _places()
    missing = sorted({c.slug for c in councils} ^ set(places))
    if missing:
        sys.exit(f"{PLACES.name} and the register differ on {', '.join(missing)}")
    island = [c for c in councils if c.nation == "Northern Ireland"]
    rest = [c for c in councils if c.nation != "Northern Ireland"]
    tiles = _arranged(rest, places)
    tiles |= _beside(_arranged(island, places), tiles, "dumfries-and-galloway")
    left, top = min(x for x, _ in tiles.values()), min(y for _, y in tiles.values())
    lines = ["slug,column,row", *(f"{slug},{x - left},{y - top}" for slug, (x, y) in sorted(tiles.items()))]
    write_file(TILES, ("\n".join(lines) + "\n").encode())
    _print(tiles, register)


def _places() -> dict[str, Point]:
    """East and south of each council in degrees of latitude, coinciding places a little apart."""
    with PLACES.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["slug"])
    places: dict[str, Point] = {}
    taken: dict[Point, int] = defaultdict(int)
    for row in rows:
        x, y = float(row["longitude"]) * cos(radians(54.5)), -float(row["latitude"])
        number = taken[x, y]
        taken[x, y] += 1
        places[row["slug"]] = (x + 0.02 * number, y + 0.013 * number)
    return places


def _arranged(councils: list[Council], places: dict[str, Point]) -> dict[str, Cell]:
    points = [places[c.slug] for c in councils]
    groups = [{"county": c.upper_tier, "region": c.region, "nation": c.nation} for c in councils]
    moved = _spread(points, _neighbours(points))
    cells = _shorter_borders(_assigned(moved), moved, groups)
    return {council.slug: cell for council, cell in zip(councils, cells, strict=True)}


def _neighbours(points: list[Point]) -> list[tuple[int, int]]:
    """The Gabriel graph: two are neighbours where the circle between them holds no third."""
    found = []
    for i, (x1, y1) in enumerate(points):
        for j in range(i + 1, len(points)):
            x2, y2 = points[j]
            x, y, square = (x1 + x2) / 2, (y1 + y2) / 2, ((x1 - x2) ** 2 + (y1 - y2) ** 2) / 4
            if all((px - x) ** 2 + (py - y) ** 2 >= square or k in (i, j) for k, (px, py) in enumerate(points)):
                found.append((i, j))
    return found


def _spread(points: list[Point], edges: list[tuple[int, int]]) -> list[Point]:
    """Places such that neighbours are one apart in the direction in which they lie, and no two much nearer than that."""
    wishes: list[list[tuple[int, float, float]]] = [[] for _ in points]
    for i, j in edges:
        dx, dy = points[j][0] - points[i][0], points[j][1] - points[i][1]
        length = hypot(dx, dy)
        wishes[i].append((j, -dx / length, -dy / length))
        wishes[j].append((i, dx / length, dy / length))
    middle = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    now = [((x - middle[0]) * 4, (y - middle[1]) * 4) for x, y in points]
    for sweep in range(_SWEEPS):
        for i, wished in enumerate(wishes):
            x = sum(now[j][0] + dx for j, dx, _ in wished) / len(wished)
            y = sum(now[j][1] + dy for j, _, dy in wished) / len(wished)
            if sweep > _SWEEPS // 3:
                push_x, push_y = _push(i, now)
                x, y = x + push_x, y + push_y
            now[i] = (0.5 * now[i][0] + 0.5 * x, 0.5 * now[i][1] + 0.5 * y)
    return now


def _push(i: int, now: list[Point]) -> Point:
    """Away from those that are nearer than one tile."""
    x, y = now[i]
    push_x = push_y = 0.0
    for j, (other_x, other_y) in enumerate(now):
        dx, dy = x - other_x, y - other_y
        if i != j and abs(dx) < 1 and abs(dy) < 1:
            length = hypot(dx, dy) or 0.01
            if length < 1:
                push_x += dx / length * (1 - length) * 0.7
                push_y += dy / length * (1 - length) * 0.7
    return push_x, push_y


def _assigned(points: list[Point]) -> list[Cell]:
    """A cell of its own for each point, the sum of squared distances being least."""
    left, right = round(min(x for x, _ in points)) - 1, round(max(x for x, _ in points)) + 1
    top, bottom = round(min(y for _, y in points)) - 1, round(max(y for _, y in points)) + 1
    cells = [
        (x, y)
        for y in range(top, bottom + 1)
        for x in range(left, right + 1)
        if any((px - x) ** 2 + (py - y) ** 2 < _REACH**2 for px, py in points)
    ]
    cost = [[(px - x) ** 2 + (py - y) ** 2 for x, y in cells] for px, py in points]
    potential_row, potential_column = [0.0] * (len(points) + 1), [0.0] * (len(cells) + 1)
    row_of = [0] * (len(cells) + 1)
    for row in range(1, len(points) + 1):
        _augment(row, cost, potential_row, potential_column, row_of)
    chosen: list[Cell] = [(0, 0)] * len(points)
    for column, row in enumerate(row_of[1:]):
        if row:
            chosen[row - 1] = cells[column]
    return chosen


def _augment(row: int, cost: list[list[float]], u: list[float], v: list[float], row_of: list[int]) -> None:
    """One row more into the assignment, along the shortest alternating path."""
    count = len(v)
    row_of[0] = row
    column, way = 0, [0] * count
    least, used = [inf] * count, [False] * count
    while row_of[column]:
        used[column] = True
        at, line, delta, following = row_of[column], cost[row_of[column] - 1], inf, 0
        for j in range(1, count):
            if used[j]:
                continue
            reduced = line[j - 1] - u[at] - v[j]
            if reduced < least[j]:
                least[j], way[j] = reduced, column
            if least[j] < delta:
                delta, following = least[j], j
        for j in range(count):
            if used[j]:
                u[row_of[j]] += delta
                v[j] -= delta
            else:
                least[j] -= delta
        column = following
    while column:
        row_of[column] = row_of[way[column]]
        column = way[column]


def _shorter_borders(cells: list[Cell], wished: list[Point], groups: list[dict[str, str]]) -> list[Cell]:
    """Cells after every exchange, near by, that makes borders shorter by more than it moves tiles away."""
    grid = _Grid(list(cells), wished, groups)
    steps = [(dx, dy) for dx in range(-3, 4) for dy in range(-3, 4) if (dx, dy) != (0, 0)]
    changed, rounds = True, 0
    while changed and rounds < _ROUNDS:
        changed, rounds = False, rounds + 1
        for i in range(len(cells)):
            for dx, dy in steps:
                changed |= grid.improve(grid.cells[i], (grid.cells[i][0] + dx, grid.cells[i][1] + dy))
    return grid.cells


@dataclass(slots=True)
class _Grid:
    """Tiles on their cells, and what an exchange would cost."""

    cells: list[Cell]
    wished: list[Point]
    groups: list[dict[str, str]]
    at: dict[Cell, int] = field(init=False)

    def __post_init__(self) -> None:
        self.at = {cell: i for i, cell in enumerate(self.cells)}

    def improve(self, here: Cell, there: Cell) -> bool:
        """Exchange what stands on two cells if that costs less; whether it did."""
        around = sorted({(x + dx, y + dy) for x, y in (here, there) for dx, dy in ((0, 0), *_SIDES)})
        before = self._cost(around)
        self._exchange(here, there)
        if self._cost(around) < before - 1e-9:
            return True
        self._exchange(here, there)
        return False

    def _cost(self, around: list[Cell]) -> float:
        total = 0.0
        for x, y in around:
            i = self.at.get((x, y))
            if i is not None:
                wish_x, wish_y = self.wished[i]
                total += self._border((x, y), i) + (wish_x - x) ** 2 * 0.5 + (wish_y - y) ** 2 * 0.5
        return total

    def _border(self, cell: Cell, i: int) -> float:
        total = 0.0
        for dx, dy in _SIDES:
            other = self.at.get((cell[0] + dx, cell[1] + dy))
            for level, weight in _BORDER.items():
                mine = self.groups[i][level]
                if mine and other is None:
                    total += _SHORE
                elif mine and other is not None and self.groups[other][level] != mine:
                    total += weight
        return total

    def _exchange(self, here: Cell, there: Cell) -> None:
        one, other = self.at.pop(here, None), self.at.pop(there, None)
        if one is not None:
            self.at[there], self.cells[one] = one, there
        if other is not None:
            self.at[here], self.cells[other] = other, here


def _beside(island: dict[str, Cell], tiles: dict[str, Cell], opposite: str) -> dict[str, Cell]:
    """The island one empty column to the west, its middle a row below the council opposite."""
    row = tiles[opposite][1]
    middle = (min(y for _, y in island.values()) + max(y for _, y in island.values())) // 2
    down = row - middle
    edge = min(
        min((x for x, ty in tiles.values() if abs(ty - (y + down)) <= 1), default=x + 2) - x for x, y in island.values()
    )
    return {slug: (x + edge - 2, y + down) for slug, (x, y) in island.items()}


def _print(tiles: dict[str, Cell], register: Register) -> None:
    names = {cell: slug for slug, cell in tiles.items()}
    for y in range(min(y for _, y in tiles.values()), max(y for _, y in tiles.values()) + 1):
        line = ""
        for x in range(min(x for x, _ in tiles.values()), max(x for x, _ in tiles.values()) + 1):
            slug = names.get((x, y), "")
            line += f"{slug.replace('-', '')[:4]:5}"
        print(line.rstrip())
    print(len(tiles), "tiles of", len(register.councils), "rows of the register")


if __name__ == "__main__":
    main()
