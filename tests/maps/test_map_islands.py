"""Places of a large map: apart, the same everywhere, and nearly the same when a document is added."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from math import dist
from pathlib import Path

import pytest

from graphkit.maps.data import MapData, map_data
from graphkit.maps.folding import fold
from graphkit.maps.islands import lay_out_islands
from graphkit.maps.layout import Size
from graphkit.records import Graph, Ref

Make = Callable[..., Graph]
SIZES = [Size(11, 40 + 7 * (i % 5), 20 + 3 * (i % 4)) for i in range(400)]
KINDS = ["council" if i % 20 == 0 else "initiative" for i in range(400)]
KEYS = [f"initiative/t{i}" for i in range(400)]
PAIRS = [(i - i % 20, i) for i in range(400) if i % 20] + [(i, i + 20) for i in range(0, 380, 20)]


@pytest.fixture(scope="module", name="made")
def _made(make_measured: Callable[..., Graph]) -> Callable[..., Graph]:
    return make_measured


def test_bodies_do_not_cover_one_another_and_lie_within_the_area() -> None:
    layout = lay_out_islands(SIZES, PAIRS, fold(KINDS, PAIRS, set()), KEYS)
    for index, (x, y) in enumerate(layout.places):
        assert 11 < x < layout.width - 11
        assert 11 < y < layout.height - 11
        assert all(max(abs(x - a), abs(y - b)) > 18 for a, b in layout.places[index + 1 :])


def test_islands_do_not_mix() -> None:
    places = lay_out_islands(SIZES, PAIRS, fold(KINDS, PAIRS, set()), KEYS).places
    for i in range(0, 400, 20):
        for j in range(400):
            if j // 20 != i // 20:
                assert dist(places[i], places[j]) > 100


def test_the_places_are_the_same_under_any_hash_seed_and_on_every_machine(project: Path) -> None:
    code = (
        "from graphkit.maps.islands import *; from graphkit.maps.folding import fold;"
        "s=[Size(11,40+i%9,20) for i in range(90)]; p=[(i//6,i) for i in range(1,90)];"
        "k=['council']*4+['initiative']*86; print(lay_out_islands(s,p,fold(k,p,{7}),[f't{i}' for i in range(90)]))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=project,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "random")
    }
    assert {hashlib.sha256(out).hexdigest()[:16] for out in seen} == {"6191932a725f887f"}


def test_one_more_document_moves_the_rest_little(made: Callable[..., Graph]) -> None:
    whole = made(1000)
    more, less = map_data(whole), map_data(made(1000, len(whole.documents) - 1))
    # A twelfth of the map's width: laid out anew it would be about half.
    assert _mean_move(less, more) < more.layout.width / 12


def test_a_document_about_one_council_leaves_the_shape_of_the_others_alone(made: Callable[..., Graph]) -> None:
    whole = made(1000)
    more, less = map_data(whole), map_data(made(1000, len(whole.documents) - 1))
    now, then = _own(more), _own(less)
    same = [head for head in then if head in now and set(then[head]) == set(now[head])]
    alike = [head for head in same if all(dist(then[head][ref], now[head][ref]) < 0.3 for ref in then[head])]
    assert len(alike) > 0.9 * len(then)


def _places(data: MapData) -> dict[Ref, tuple[float, float]]:
    return {data.things[i].ref: place for i, place in zip(data.drawn, data.layout.places, strict=True)}


def _mean_move(before: MapData, after: MapData) -> float:
    """How far things that both maps draw have moved among one another, on average, in pixels of the map."""
    then, now = _places(before), _places(after)
    moves = [(now[ref][0] - x, now[ref][1] - y) for ref, (x, y) in then.items() if ref in now]
    shift = tuple(sum(move[axis] for move in moves) / len(moves) for axis in (0, 1))
    return sum(dist(move, shift) for move in moves) / len(moves)


def _own(data: MapData) -> dict[Ref, dict[Ref, tuple[float, float]]]:
    """Of each head the places of its own things, as seen from it."""
    assert data.fold is not None
    found: dict[Ref, dict[Ref, tuple[float, float]]] = {}
    for position, head in enumerate(data.fold.owner):
        (x, y), (a, b) = data.layout.places[position], data.layout.places[head]
        found.setdefault(data.things[data.drawn[head]].ref, {})[data.things[data.drawn[position]].ref] = (x - a, y - b)
    return found
