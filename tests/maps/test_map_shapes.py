"""Colours and shapes can be told apart on both grounds."""

from __future__ import annotations

import pytest

from graphkit.maps.shapes import GROUND_DARK, GROUND_LIGHT, INK_DARK, INK_LIGHT, RELATIONS, SHAPES, STATUSES
from graphkit.records import Relation, Status


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", [GROUND_LIGHT, GROUND_DARK])
@pytest.mark.parametrize("kind", SHAPES)
def test_every_colour_has_contrast_of_three_to_one_on_both_grounds(kind: str, ground: str) -> None:
    assert contrast(SHAPES[kind].colour, ground) >= 3, (kind, ground)


def test_names_have_contrast_of_seven_to_one() -> None:
    assert contrast(INK_LIGHT, GROUND_LIGHT) >= 7
    assert contrast(INK_DARK, GROUND_DARK) >= 7


def test_no_two_types_share_a_colour_or_a_shape() -> None:
    assert len({shape.colour for shape in SHAPES.values()}) == len(SHAPES)
    assert len({shape.path for shape in SHAPES.values()}) == len(SHAPES)


def test_the_palette_is_the_one_whose_distances_were_measured() -> None:
    assert [shape.colour for shape in SHAPES.values()] == [
        *("#5446F9", "#B53B08", "#6A6647", "#8B6AB2", "#299578"),
        *("#999104", "#FB3C73", "#A4447D", "#1B91FC", "#8091A2"),
    ]


def test_every_relation_and_status_has_words() -> None:
    assert set(RELATIONS) == {relation.value for relation in Relation}
    assert set(STATUSES) == {status.value for status in Status}
