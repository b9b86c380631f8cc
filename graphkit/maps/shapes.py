"""How things and facts look: one shape and colour a type, one kind of line a status; used by page, legend and stills.

The ten colours serve a light and a dark page alike: at least 3:1 against both grounds (WCAG 2.2, 1.4.11). Colour is
never alone: every type has its own shape too.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

GROUND_LIGHT, GROUND_DARK = "#FBFBF9", "#12161C"
INK_LIGHT, INK_DARK = "#1C2430", "#E8EBF0"
LINE_LIGHT, LINE_DARK = "#7B8796", "#8592A3"
DENIED = "#D6404A"


@dataclass(frozen=True, slots=True)
class Shape:
    """The look of one type of thing.

    ``path`` is SVG path data about (0, 0), ten units high and wide from there, filled by the even-odd rule; ``radius``
    is in pixels; ``label_px`` the size of its name; ``rank`` says whose name comes first.
    """

    name: str
    plural: str
    colour: str
    radius: int
    path: str
    rank: int
    label_px: float = 12.5
    is_bold: bool = False


_RING = "M-10 0A10 10 0 1 0 10 0A10 10 0 1 0 -10 0ZM-6.4 0A6.4 6.4 0 1 0 6.4 0A6.4 6.4 0 1 0 -6.4 0Z"
_DOT = "M-3.2 0A3.2 3.2 0 1 0 3.2 0A3.2 3.2 0 1 0 -3.2 0Z"
_SQUARE = "M-5.6 -8.6H5.6Q8.6 -8.6 8.6 -5.6V5.6Q8.6 8.6 5.6 8.6H-5.6Q-8.6 8.6 -8.6 5.6V-5.6Q-8.6 -8.6 -5.6 -8.6Z"
_HEAD = "M-4.2 -5.4A4.2 4.2 0 1 0 4.2 -5.4A4.2 4.2 0 1 0 -4.2 -5.4Z"
_PIN = "M0 10C-2.6 5 -7.4 1.4 -7.4 -2.6A7.4 7.4 0 1 1 7.4 -2.6C7.4 1.4 2.6 5 0 10Z"
_HOLE = "M-2.7 -2.6A2.7 2.7 0 1 0 2.7 -2.6A2.7 2.7 0 1 0 -2.7 -2.6Z"

# In the order of the legend. Keys are what the page calls a thing's kind.
SHAPES: dict[str, Shape] = {
    "council": Shape(
        "Council", "Councils", "#5446F9", 19, "M0 -10L8.66 -5V5L0 10L-8.66 5V-5Z", 0, label_px=15, is_bold=True
    ),
    "provider": Shape("Provider", "Providers", "#B53B08", 16, _SQUARE, 1, label_px=14, is_bold=True),
    "organisation": Shape(
        "Other organisation", "Other organisations", "#6A6647", 11, "M-8.5 -1.8L0 -9.5L8.5 -1.8V8.8H-8.5Z", 4
    ),
    "network": Shape("Network", "Networks", "#8B6AB2", 14, _RING + _DOT, 2, is_bold=True),
    "initiative": Shape(
        "Initiative", "Initiatives", "#299578", 11, "M-9.4 0A9.4 9.4 0 1 0 9.4 0A9.4 9.4 0 1 0 -9.4 0Z", 3
    ),
    "outcome": Shape("Outcome", "Outcomes", "#999104", 10, "M0 -9.6L9.8 8.2H-9.8Z", 8),
    "person": Shape("Person", "Persons", "#FB3C73", 11, _HEAD + "M-8.4 9.6C-8.4 3.4 -5 0.6 0 0.6S8.4 3.4 8.4 9.6Z", 6),
    "population": Shape(
        "People served", "People served", "#A4447D", 10, "M-6.2 -5H6.2A5 5 0 0 1 6.2 5H-6.2A5 5 0 0 1 -6.2 -5Z", 7
    ),
    "topic": Shape("Topic", "Topics", "#1B91FC", 11, "M0 -10L9 0L0 10L-9 0Z", 5),
    "place": Shape("Place", "Places", "#8091A2", 11, _PIN + _HOLE, 9),
}

# Status of a fact: its word on the page, and the dashes of its line (empty: solid).
STATUSES: dict[str, tuple[str, tuple[int, ...]]] = {
    "done": ("Happening", ()),
    "planned": ("Planned", (7, 5)),
    "ended": ("Ended", (2, 5)),
    "negated": ("Denied", (2, 5)),
}

# Relations in the order of the panel: what stands between two names.
RELATIONS: dict[str, str] = {
    "commissions": "commissions",
    "provides": "provides",
    "fundedBy": "is funded by",
    "leads": "leads",
    "partnerOf": "works with",
    "memberOf": "is a member of",
    "involves": "involves",
    "partOf": "is part of",
    "targets": "is for",
    "addresses": "addresses",
    "about": "is about",
    "reports": "reports",
    "locatedIn": "is in",
    "worksFor": "works for",
    "hasRole": "has the role",
    "contactFor": "is the contact for",
    "startDate": "began",
    "endDate": "ended",
}


def line_width(confidence: float) -> float:
    """Width in pixels of a fact's line.

    >>> line_width(0.5)
    1.7
    """
    return round(0.9 + 1.6 * confidence, 2)


def palette_css() -> str:
    """The colours of all pages as CSS variables, light and dark, with the letters of plain text."""
    file = files("graphkit.maps") / "templates" / "palette.css"
    return file.read_text(encoding="utf-8").replace("\r\n", "\n")
