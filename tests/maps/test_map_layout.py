"""Places and names: the same everywhere, apart from one another, within the area."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.maps.labels import Body, Segment, place_labels, wrap
from graphkit.maps.layout import Size, lay_out

SIZES = [Size(11, 40 + 7 * (i % 5), 20 + 3 * (i % 4)) for i in range(400)]


def star(count: int) -> list[tuple[int, int]]:
    """Hubs of seven, joined in a row."""
    return [(i - i % 7, i) for i in range(count) if i % 7] + [(i, i + 7) for i in range(0, count - 7, 7)]


@pytest.mark.parametrize("count", [0, 1, 2, 30, 120, 300])
def test_every_thing_has_a_place_within_the_area(count: int) -> None:
    layout = lay_out(SIZES[:count], star(count))
    assert len(layout.places) == count
    for (x, y), size in zip(layout.places, SIZES, strict=False):
        assert size.radius < x < layout.width - size.radius
        assert size.radius < y < layout.height - size.radius


def test_no_two_bodies_of_a_small_map_overlap() -> None:
    places = lay_out(SIZES[:50], star(50)).places
    for i, (x, y) in enumerate(places):
        for other_x, other_y in places[i + 1 :]:
            assert max(abs(x - other_x), abs(y - other_y)) > 22


def test_parts_without_a_line_between_them_do_not_mix() -> None:
    lines = [(0, i) for i in range(1, 60)] + [(60, i) for i in range(61, 120)]
    places = lay_out(SIZES[:120], lines).places
    boxes = [
        (min(p[0] for p in part), max(p[0] for p in part), min(p[1] for p in part), max(p[1] for p in part))
        for part in (places[:60], places[60:])
    ]
    (a, b, c, d), (e, f, g, h) = boxes
    assert b < e or f < a or d < g or h < c


def test_the_layout_is_the_same_under_any_hash_seed(project: Path) -> None:
    code = (
        "from graphkit.maps.layout import *; s=[Size(11,40+i%9,20) for i in range(90)];"
        "print(lay_out(s,[(i//6,i) for i in range(1,90)]), lay_out(s[:40],[(i//4,i) for i in range(1,40)]))"
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
    assert len(seen) == 1


def test_a_small_layout_is_the_same_on_every_machine() -> None:
    places = lay_out(SIZES[:20], star(20)).places
    assert hashlib.sha256(repr(places).encode()).hexdigest()[:16] == "2a1115eef1878b74"


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.floats(20, 700), st.floats(20, 500), st.text("abc éش🙂W-", min_size=1, max_size=60)), max_size=25
    )
)
def test_labels_never_overlap_and_never_leave_the_view(rows: list[tuple[float, float, str]]) -> None:
    bodies = [Body(x, y, 11, name, 12.5, is_bold=False, rank=i % 4) for i, (x, y, name) in enumerate(rows)]
    lines = [Segment(0, i) for i in range(1, len(bodies))]
    labels = [label for label in place_labels(bodies, lines, 720, 520) if label is not None and label.lines]
    for i, one in enumerate(labels):
        assert one.left >= 0
        assert one.top >= 0
        assert one.left + one.width <= 720
        assert one.top + one.height <= 520
        for two in labels[i + 1 :]:
            assert (
                one.left + one.width < two.left
                or two.left + two.width < one.left
                or one.top + one.height < two.top
                or two.top + two.height < one.top
            )


@given(st.text(max_size=90), st.integers(4, 34))
def test_wrapping_loses_no_letter_and_keeps_the_width(name: str, width: int) -> None:
    lines = wrap(name, width)
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "").replace("-", "") == "".join(name.split()).replace("-", "")


def test_a_council_keeps_its_name_where_lesser_things_crowd() -> None:
    crowd = [Body(100 + 30 * (i % 9), 100 + 30 * (i // 9), 11, "x", 12.5, is_bold=False, rank=5) for i in range(81)]
    council = Body(220, 220, 19, "Wigan Council", 15, is_bold=True, rank=0)
    assert place_labels([*crowd, council], [], 500, 500)[-1] is not None
