"""The published figures of accuracy: measured, kept in ``figures.toml``, compared. Two scripts and a test stand on it."""

from __future__ import annotations

import hashlib
import json
import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graphkit.accuracy import (
    HELD_BACK,
    DocumentScore,
    Tally,
    calibrate,
    gold_ids,
    grouped_rows,
    read_parts,
    rows,
    score_folder,
)

OPEN = "open"
PARTS = (OPEN, HELD_BACK)
SLACK = 0.01
_LAST_DIGIT = 1e-9  # 0.500 - 0.490 is not quite 0.01
FLOORS = {"entities_f1": "F1 of entities", "facts_f1": "F1 of facts", "facts_precision": "precision of facts"}
_HEAD = """\
# The published figures. Written by scripts/pin_accuracy.py: change the program, not this file.
# Floors may not be gone below; any other figure may not fall by more than 0.01 unless a reason is given.
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one part, as it is published; shares with three digits, as `graphkit accuracy` prints them."""

    table: str
    name: str
    group: str
    documents: int
    right: int
    found: int
    gold: int
    precision: float
    recall: float
    f1: float
    interval: tuple[float, float]
    precision_interval: tuple[float, float]

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two figures of two measurements the same one."""
        return self.table, self.name, self.group


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of one part of the documents, and its reliability table: (from, to, facts, mean confidence, share)."""

    documents: int
    figures: tuple[Figure, ...]
    bins: tuple[tuple[float, float, int, float, float], ...]
    brier: float
    expected_error: float

    def headline(self) -> dict[str, float]:
        """The three figures that have floors, with four digits, rounded down so that a floor is never above the figure."""
        tallies = {figure.key: Tally(figure.right, figure.found, figure.gold) for figure in self.figures}
        entities, facts = tallies["all", "entities", ""], tallies["all", "facts", ""]
        figures = {"entities_f1": entities.f1, "facts_f1": facts.f1, "facts_precision": facts.precision}
        return {name: math.floor(share * 10_000) / 10_000 for name, share in figures.items()}


@dataclass(frozen=True, slots=True)
class Lowering:
    """A floor or figure that was let fall, why, and the figures before and after."""

    reason: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pinned:
    """What ``figures.toml`` holds."""

    corpus: str
    floors: dict[str, dict[str, float]]
    parts: dict[str, Part]
    lowered: tuple[Lowering, ...] = ()


# -- measuring -------------------------------------------------------------------------------------


def measure(folder: Path) -> dict[str, Part]:
    """The figures of both parts of a folder.

    Raises:
        SystemExit: A text cannot be read.
    """
    parts = read_parts(folder)
    measured = {}
    for part in PARTS:
        scores, unread = score_folder(folder, [name for name in gold_ids(folder) if parts[name] == part])
        if unread:
            raise SystemExit(str(unread[0]))
        measured[part] = _part(scores)
    return measured


def _part(scores: Sequence[DocumentScore]) -> Part:
    figures = []
    for row in [*rows(scores), *grouped_rows(scores, "shape")]:
        tally = row.tally
        shares = (_three(share) for share in (tally.precision, tally.recall, tally.f1))
        intervals = ((_three(low), _three(high)) for low, high in (row.interval.f1, row.interval.precision))
        counts = (row.documents, tally.right, tally.found, tally.gold)
        figures.append(Figure(row.table, row.name, row.group, *counts, *shares, *intervals))
    calibration = calibrate([reading for score in scores for reading in score.readings])
    bins = tuple((b.low, b.high, b.count, _three(b.confidence), _three(b.right)) for b in calibration.bins)
    return Part(len(scores), tuple(figures), bins, _three(calibration.brier), _three(calibration.expected_error))


def _three(share: float) -> float:
    return round(share, 3)


def digest(folder: Path) -> str:
    """The SHA-256 over names and bytes of all texts, gold and silver of a folder."""
    whole = hashlib.sha256()
    for name in ("texts", "gold", "silver"):
        for path in sorted((folder / name).rglob("*")):
            if path.is_file():
                whole.update(f"{path.relative_to(folder).as_posix()}\n{path.stat().st_size}\n".encode())
                whole.update(path.read_bytes())
    return whole.hexdigest()


# -- comparing -------------------------------------------------------------------------------------


def below_floors(floors: Mapping[str, float], part: Part) -> Iterator[str]:
    """The headline figures of a part that are below their floors, each with both numbers."""
    for name, value in part.headline().items():
        if value < floors[name]:
            yield f"{FLOORS[name]}: {floors[name]:.4f} -> {value:.4f}"


def fallen(before: Part, after: Part) -> Iterator[str]:
    """The other figures that are worse than published by more than the slack, each with both numbers."""
    now = {figure.key: figure for figure in after.figures}
    for figure in before.figures:
        name = " ".join(filter(None, (figure.table, figure.group, figure.name)))
        if figure.key not in now:
            yield f"F1 of {name}: {figure.f1:.3f} -> gone"
        elif now[figure.key].f1 < figure.f1 - SLACK - _LAST_DIGIT:
            yield f"F1 of {name}: {figure.f1:.3f} -> {now[figure.key].f1:.3f}"
    for name, old, new in (
        ("Brier score", before.brier, after.brier),
        ("expected calibration error", before.expected_error, after.expected_error),
    ):
        if new > old + SLACK + _LAST_DIGIT:
            yield f"{name}: {old:.3f} -> {new:.3f}"


# -- the file --------------------------------------------------------------------------------------


def read_pinned(file: Path) -> Pinned:
    """The figures as they are published."""
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    lowered = tuple(Lowering(item["reason"], tuple(item["figures"])) for item in told.get("lowered", []))
    parts = {name: _part_of(table) for name, table in told["part"].items()}
    return Pinned(told["corpus"], told["floors"], parts, lowered)


def _part_of(table: Mapping[str, Any]) -> Part:
    figures = tuple(
        replace(Figure(**item), interval=tuple(item["interval"]), precision_interval=tuple(item["precision_interval"]))
        for item in table["figures"]
    )
    bins = tuple(tuple(item) for item in table["bins"])
    return Part(table["documents"], figures, bins, table["brier"], table["expected_error"])


def written(pinned: Pinned) -> str:
    """The file that says these figures, a line each."""
    lines = [_HEAD, f'corpus = "{pinned.corpus}"']
    for name, floors in pinned.floors.items():
        lines += ["", f'[floors."{name}"]', *(f"{key} = {value}" for key, value in floors.items())]
    for name, part in pinned.parts.items():
        lines += ["", f'[part."{name}"]', f"documents = {part.documents}", f"brier = {part.brier}"]
        lines += [f"expected_error = {part.expected_error}", "bins = ["]
        lines += [f"  {list(item)}," for item in part.bins]
        lines += ["]", "figures = ["]
        lines += [f"  {_inline(figure)}," for figure in part.figures]
        lines += ["]"]
    for item in pinned.lowered:
        lines += ["", "[[lowered]]", f"reason = {_quoted(item.reason)}", "figures = ["]
        lines += [f"  {_quoted(figure)}," for figure in item.figures]
        lines += ["]"]
    return "\n".join(lines) + "\n"


def _inline(figure: Figure) -> str:
    cells = []
    for name in Figure.__slots__:
        value = getattr(figure, name)
        cells.append(f"{name} = {_quoted(value) if isinstance(value, str) else json.dumps(value)}")
    return "{ " + ", ".join(cells) + " }"


def _quoted(text: str) -> str:
    """A basic string of TOML, which JSON's escapes are a part of."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
