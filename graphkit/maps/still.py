"""The picture without scripts: places, shapes and lines as on the page, in one SVG, with names where there is room.

Used for print, for browsers without scripts, and for small pictures of a part of the graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from markupsafe import Markup, escape

from graphkit.maps.data import DRAWN_ALONE, Line, MapData
from graphkit.maps.labels import Body, Label, Segment, place_labels
from graphkit.maps.shapes import DENIED, SHAPES, STATUSES, line_width
from graphkit.records import Relation

_LABELLED = 400
_NAMED = 150
_WIDE, _MARGIN = 1400.0, 70.0
_STATUS_ORDER = ("done", "planned", "ended", "negated")


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line as drawn: its ends by index, width in pixels, status, whether it has an arrow, and how far it is bent.

    ``bend`` is a share of the line's length, to one side as seen from its start where positive; 0 is straight.
    """

    first: int
    second: int
    width: float
    status: str
    has_arrow: bool
    bend: float = 0.0


def strokes(data: MapData, numbers: Sequence[int]) -> list[Stroke]:
    """How lines, by number, are drawn: as wide as their highest confidence, in the style of their best status."""
    bends = _bends(data, numbers)
    drawn = []
    for number in numbers:
        line = data.lines[number]
        facts = [data.facts[index] for index in line.facts]
        status = min((fact.status.value for fact in facts), key=_STATUS_ORDER.index)
        width = line_width(max(fact.confidence for fact in facts))
        has_arrow = line.relation is not Relation.PARTNER_OF
        drawn.append(Stroke(line.first, line.second, width, status, has_arrow, bends.get(number, 0.0)))
    return drawn


def _bends(data: MapData, numbers: Sequence[int]) -> dict[int, float]:
    """Bends of lines that join the same two things, so that none hides another."""
    beside: dict[tuple[int, int], list[int]] = {}
    for number in numbers:
        line = data.lines[number]
        beside.setdefault((min(line.first, line.second), max(line.first, line.second)), []).append(number)
    bends = {}
    for (lower, _), together in beside.items():
        for position, number in enumerate(together):
            bend = 0.22 * (position - (len(together) - 1) / 2)
            # A line is bent as seen from its own start, so that opposite lines need opposite bends.
            bends[number] = bend if data.lines[number].first == lower else -bend
    return bends


def bodies(data: MapData) -> dict[int, Body]:
    """The things that are drawn, by index, as bodies at their places."""
    result = {}
    for index, (x, y) in zip(data.drawn, data.layout.places, strict=True):
        thing = data.things[index]
        shape = SHAPES[thing.kind]
        result[index] = Body(x, y, shape.radius, thing.name, shape.label_px, shape.is_bold, shape.rank)
    return result


def still_svg(data: MapData, title: str, hidden: Sequence[int] = ()) -> Markup:
    """The map as an SVG element whose colours follow the page's; lines of the numbers in ``hidden`` are left out.

    Of a map that folds it has what this opens on, with the most important names. Above 400 things only the names of
    councils, providers and networks are placed: more could not be read.
    """
    left_out = set(hidden)
    numbers = [number for number in range(len(data.lines)) if number not in left_out]
    here = bodies(data)
    width, height = data.layout.width, data.layout.height
    folded: list[tuple[int, int]] = []
    if data.fold is not None:
        here, width, height = _fitted({index: here[index] for index in data.opening})
        folded = _folded(data, [data.lines[number] for number in numbers])
        numbers = [n for n in numbers if data.lines[n].first in here and data.lines[n].second in here]
    lines = strokes(data, numbers)
    if data.fold is None and len(data.things) > DRAWN_ALONE:
        joined = {index for line in lines for index in (line.first, line.second)}
        here = {index: body for index, body in here.items() if index in joined}
    view = f'viewBox="0 0 {_f(width)} {_f(height)}" role="img" aria-label="{escape(title)}"'
    parts = [f'<svg class="still" xmlns="http://www.w3.org/2000/svg" {view}>']
    if folded:
        course = "".join(f"M{_f(here[a].x)} {_f(here[a].y)}L{_f(here[b].x)} {_f(here[b].y)}" for a, b in folded)
        parts.append(f'<path class="l" opacity=".4" d="{course}"/>')
    parts += [_line(line, here[line.first], here[line.second]) for line in lines if line.first != line.second]
    for index, body in here.items():
        shape = SHAPES[data.things[index].kind]
        parts.append(
            f'<path fill="{shape.colour}" fill-rule="evenodd" d="{shape.path}" '
            f'transform="translate({_f(body.x)} {_f(body.y)}) scale({_f(body.radius / 10)})"/>'
        )
    shown = {i: body for i, body in here.items() if len(here) <= _LABELLED or body.rank <= 2}
    number = {index: position for position, index in enumerate(shown)}
    segments = [Segment(number[s.first], number[s.second]) for s in lines if s.first in number and s.second in number]
    labels = place_labels(list(shown.values()), segments, width, height, None if data.fold is None else _NAMED)
    parts += [_label(body, label) for body, label in zip(shown.values(), labels, strict=True) if label is not None]
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 # every name went through escape


def _fitted(here: dict[int, Body]) -> tuple[dict[int, Body], float, float]:
    """The bodies as near to one another as letters that can be read allow, with the width and height of their picture."""
    left, right = min(body.x for body in here.values()), max(body.x for body in here.values())
    top, bottom = min(body.y for body in here.values()), max(body.y for body in here.values())
    scale = min(1.0, _WIDE / max(right - left, 1.0), _WIDE / max(bottom - top, 1.0))
    fitted = {
        index: replace(body, x=(body.x - left) * scale + _MARGIN, y=(body.y - top) * scale + _MARGIN)
        for index, body in here.items()
    }
    return fitted, (right - left) * scale + 2 * _MARGIN, (bottom - top) * scale + 2 * _MARGIN


def _folded(data: MapData, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Which things of the picture are joined through things that are folded away, and not straight."""
    seen = set(data.opening)
    owner = (
        {index: data.drawn[head] for index, head in zip(data.drawn, data.fold.owner, strict=True)} if data.fold else {}
    )
    pairs = set()
    for line in lines:
        first, second = (index if index in seen else owner[index] for index in (line.first, line.second))
        if first != second and first in seen and second in seen:
            pairs.add((min(first, second), max(first, second)))
    straight = {(min(line.first, line.second), max(line.first, line.second)) for line in lines}
    return sorted(pairs - straight)


def _line(stroke: Stroke, one: Body, two: Body) -> str:
    dx, dy = two.x - one.x, two.y - one.y
    mid_x, mid_y = (one.x + two.x) / 2 - dy * stroke.bend, (one.y + two.y) / 2 + dx * stroke.bend
    x1, y1, _, _ = _towards(one, mid_x, mid_y, one.radius + 1)
    x2, y2, ux, uy = _towards(two, mid_x, mid_y, two.radius + 2)
    dashes = STATUSES[stroke.status][1]
    dash = f' stroke-dasharray="{" ".join(map(str, dashes))}"' if dashes else ""
    end = f"{_f(x2 + ux * 7)} {_f(y2 + uy * 7)}" if stroke.has_arrow else f"{_f(x2)} {_f(y2)}"
    course = f"Q{_f(mid_x)} {_f(mid_y)} {end}" if stroke.bend else f"L{end}"
    parts = [f'<path class="l" d="M{_f(x1)} {_f(y1)}{course}" stroke-width="{stroke.width}"{dash}/>']
    if stroke.has_arrow:
        base_x, base_y, side_x, side_y = x2 + ux * 8, y2 + uy * 8, uy * 3.2, ux * 3.2
        corners = ((x2, y2), (base_x - side_x, base_y + side_y), (base_x + side_x, base_y - side_y))
        parts.append(f'<path class="a" d="M{"L".join(f"{_f(x)} {_f(y)}" for x, y in corners)}Z"/>')
    if stroke.status == "negated":
        x, y = (x1 + x2 + 2 * mid_x) / 4, (y1 + y2 + 2 * mid_y) / 4
        cross = f"M{_f(x - 4)} {_f(y - 4)}L{_f(x + 4)} {_f(y + 4)}M{_f(x + 4)} {_f(y - 4)}L{_f(x - 4)} {_f(y + 4)}"
        parts.append(f'<path d="{cross}" stroke="{DENIED}" stroke-width="2" fill="none"/>')
    return "".join(parts)


def _towards(body: Body, x: float, y: float, reach: float) -> tuple[float, float, float, float]:
    """The point so far from a body's centre towards another point, and the direction of that."""
    dx, dy = x - body.x, y - body.y
    length = sqrt(dx * dx + dy * dy) or 1.0
    return body.x + dx / length * reach, body.y + dy / length * reach, dx / length, dy / length


def _label(body: Body, label: Label) -> str:
    across = {"start": 0.0, "middle": label.width / 2, "end": label.width}[label.anchor]
    step = body.label_px * 1.2
    x = _f(label.left + across)
    weight = ' font-weight="700"' if body.is_bold else ""
    rows = "".join(
        f'<tspan x="{x}" y="{_f(label.top + step * (number + 0.78))}">{escape(line)}</tspan>'
        for number, line in enumerate(label.lines)
    )
    return f'<text font-size="{body.label_px}" text-anchor="{label.anchor}"{weight}>{rows}</text>'


def _f(number: float) -> str:
    """A coordinate to 0.1, without a trailing zero."""
    return f"{round(number, 1):g}" if abs(number) < 100000 else f"{number:.1f}"
