"""The cartogram: a tile for each council, the counties of two tiers as outlines around their districts' tiles."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import RegisterError
from graphkit.records import Kind, Ref
from graphkit.register import Council, short_name
from graphkit.site.lines import Name, count
from graphkit.site.view import View
from graphkit.vocabulary import ontology_folder

SIZE = 24
_EDGES = (((0, -1), (0, 0), (1, 0)), ((1, 0), (1, 0), (1, 1)), ((0, 1), (1, 1), (0, 1)), ((-1, 0), (0, 1), (0, 0)))

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tile:
    """A council's place (in pixels), letters, and how it stands in the documents: ``studied``, ``named`` or ``none``."""

    name: Name
    letters: str
    x: int
    y: int
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A county: its border as SVG path data, and how it stands in the documents."""

    name: Name
    path: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Cartogram:
    """All that the picture shows; width and height in pixels."""

    width: int
    height: int
    tiles: tuple[Tile, ...]
    counties: tuple[Outline, ...]
    nations: tuple[str, ...]


def read_tiles(path: Path | None = None) -> dict[str, Cell]:
    """The column and row of each council, by slug: ``ontology/register/tiles.csv``, or a file of the same columns.

    Raises:
        RegisterError: The file is missing, or is no such table.
    """
    file = path or ontology_folder() / "register" / "tiles.csv"
    try:
        rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
        return {row["slug"]: (int(row["column"]), int(row["row"])) for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RegisterError(
            "is no table of tiles.", where=file.name, todo="Give the columns slug, column and row; whole numbers."
        ) from error


def cartogram_of(view: View, cells: dict[str, Cell]) -> Cartogram:
    """The picture of the councils that have a tile and are in force as the register was last checked."""
    places = {slug: cell for slug, cell in cells.items() if view.register.by_slug(slug) is not None}
    tiles = []
    counties: dict[str, set[Cell]] = defaultdict(set)
    nations: dict[str, set[Cell]] = defaultdict(set)
    for slug, cell in sorted(places.items(), key=lambda item: (item[1][1], item[1][0])):
        council = view.register.by_slug(slug)
        if council is None:
            continue
        state, words = _state(view, council)
        tiles.append(
            Tile(_name(view, council), letters(short_name(council)), cell[0] * SIZE, cell[1] * SIZE, state, words)
        )
        nations[council.nation].add(cell)
        if council.upper_tier:
            counties[council.upper_tier].add(cell)
    outlines = []
    for slug, own in sorted(counties.items()):
        council = view.register.by_slug(slug)
        if council is not None:
            state, words = _state(view, council)
            outlines.append(Outline(_name(view, council), _border(own), state, words))
    return Cartogram(
        width=(max((x for x, _ in places.values()), default=0) + 1) * SIZE,
        height=(max((y for _, y in places.values()), default=0) + 1) * SIZE,
        tiles=tuple(tiles),
        counties=tuple(outlines),
        nations=tuple(_border(own) for _, own in sorted(nations.items())),
    )


def letters(name: str) -> str:
    """Three letters for a tile: the first of one word; of several, one of each of the first three that count.

    >>> letters("Wigan"), letters("East Hertfordshire"), letters("Kensington and Chelsea"), letters("St Helens")
    ('Wig', 'EHe', 'KCh', 'StH')
    """
    words = [
        word for word in name.replace("-", " ").split() if word.casefold() not in ("and", "of", "upon", "on", "the")
    ]
    if len(words) == 1:
        return words[0][:3]
    if len(words) == 2:
        return words[0][:2] + words[1][:1] if words[0] == "St" else words[0][:1] + words[1][:2]
    return "".join(word[0] for word in words[:3])


def _name(view: View, council: Council) -> Name:
    ref = Ref(Kind.COUNCIL, council.slug)
    return Name(view.names.get(ref, council.label), "council", view.pages.get(ref, ""))


def _state(view: View, council: Council) -> tuple[str, str]:
    """How a council stands in the documents; what is told of a council that it took the place of counts as its own."""
    refs = [Ref(Kind.COUNCIL, slug) for slug in (council.slug, *view.register.predecessors(council.slug))]
    facts = {fact.id for ref in refs for fact in view.facts.get(ref, ())}
    if any(ref in view.studied for ref in refs):
        return "studied", count(len(facts), "fact")
    if facts:
        return "named", f"only named, {count(len(facts), 'fact')}"
    return "none", "nothing found in these documents"


def _border(cells: Iterable[Cell]) -> str:
    """The border of a set of cells as SVG path data: a stroke for each side that no other cell of the set shares."""
    own = set(cells)
    strokes = []
    for x, y in sorted(own):
        for (dx, dy), (x1, y1), (x2, y2) in _EDGES:
            if (x + dx, y + dy) not in own:
                strokes.append(f"M{(x + x1) * SIZE} {(y + y1) * SIZE}L{(x + x2) * SIZE} {(y + y2) * SIZE}")
    return "".join(strokes)
