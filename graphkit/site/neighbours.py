"""The small picture on a thing's page: what facts join it to, as a fan of lines with links, no script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphkit.maps.content import relation_text
from graphkit.maps.labels import wrap
from graphkit.maps.shapes import RELATIONS, STATUSES, line_width
from graphkit.records import Ref, Relation, Statement
from graphkit.site.lines import Name, name_of
from graphkit.site.view import View

MOST = 12
_RELATIONS = list(RELATIONS)
_ROW = 46
_LEFT, _RIGHT, _TEXT = 22, 128, 146
_WIDTH = 372


@dataclass(frozen=True, slots=True)
class Ray:
    """A neighbour: where it is, its name in at most two rows, and how the line to it is drawn."""

    name: Name
    rows: tuple[str, ...]
    words: str
    y: int
    status: str
    dashes: str
    width: float
    is_towards: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture's size in pixels, the height of the thing itself, its rays, and how many neighbours found no room."""

    width: int
    height: int
    y: int
    rays: tuple[Ray, ...]
    more: int


def picture_of(view: View, ref: Ref, facts: Iterable[Statement]) -> Picture | None:
    """The picture of a thing with the neighbours that its first facts join it to; None where it has none.

    Args:
        view: The graph.
        ref: The thing.
        facts: Its facts, the surest first; drawn are first those whose relation matters most, doubtful ones never.
    """
    first: dict[Ref, Statement] = {}
    for fact in sorted(facts, key=lambda fact: _RELATIONS.index(fact.relation)):
        other = fact.object if fact.subject == ref else fact.subject
        if other is not None and other != ref and other not in first and not view.is_doubtful(fact):
            first[other] = fact
    if not first:
        return None
    drawn = list(first.items())[:MOST]
    rays = [_ray(view, ref, other, fact, _ROW * number + 26) for number, (other, fact) in enumerate(drawn)]
    height = _ROW * len(rays) + 8
    return Picture(_WIDTH, height, (rays[0].y + rays[-1].y) // 2, tuple(rays), len(first) - len(rays))


def _ray(view: View, ref: Ref, other: Ref, fact: Statement, y: int) -> Ray:
    name = name_of(view, other)
    rows = wrap(name.text, 30)
    rows = rows if len(rows) <= 2 else (rows[0], f"{rows[1][:28]}…")
    status = fact.status.value
    word, dashes = STATUSES[status]
    is_outward = fact.subject == ref
    verb = relation_text(fact.relation)
    words = verb if is_outward or fact.relation is Relation.PARTNER_OF else f"← {verb}"
    return Ray(
        name=name,
        rows=rows,
        words=words if status == "done" else f"{words} · {word.lower()}",
        y=y,
        status=status,
        dashes=" ".join(map(str, dashes)),
        width=line_width(fact.confidence),
        is_towards=not is_outward,
    )
