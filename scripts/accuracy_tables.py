"""The tables of docs/accuracy.md that are made of the published figures, as Markdown."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from accuracy_figures import OPEN, PARTS, SLACK, Figure, Part, Pinned

from graphkit.accuracy import HELD_BACK, Row, rows, score_second_reader

_HEADLINE = ("entities", "facts")
_AGREEMENT = ("entities", "facts", "relations", "relations given both ends")
_NUMBERS = "---:"


def tables(pinned: Pinned, folder: Path) -> dict[str, str]:
    """Each made table by the name of its place on the page."""
    by_table: dict[str, Callable[[], str]] = {
        name: lambda name=name: _of_table(pinned, name)  # type: ignore[misc] # bound now
        for name in ("all", "type", "relation", "status", "date", "topic")
    }
    made = {name: make() for name, make in by_table.items()}
    made |= {
        "headline": _headline(pinned),
        "shape": _shapes(pinned),
        "calibration": _calibration(pinned),
        "floors": _floors(pinned),
        "log": _log(folder / "held_back_log.csv"),
        "agreement": _agreement(folder),
    }
    return made


def _table(columns: Sequence[str], lines: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """A table of Markdown; the first ``words`` columns are text, the others numbers."""
    rule = ["---"] * words + [_NUMBERS] * (len(columns) - words)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (columns, rule, *lines)) + "\n"


def _three(share: float) -> str:
    return f"{share:.3f}"


def _between(interval: tuple[float, float]) -> str:
    return f"{interval[0]:.3f} to {interval[1]:.3f}"


def _counts(figure: Figure) -> list[str]:
    return [str(figure.right), str(figure.found), str(figure.gold)]


def _headline(pinned: Pinned) -> str:
    lines = []
    for name in PARTS:
        part = pinned.parts[name]
        by_key = {figure.key: figure for figure in part.figures}
        for what in _HEADLINE:
            f = by_key["all", what, ""]
            precision = f"{_three(f.precision)} ({_between(f.precision_interval)})"
            f1 = f"{_three(f.f1)} ({_between(f.interval)})"
            lines.append([f"{name}, {part.documents} documents", what, precision, _three(f.recall), f1, *_counts(f)])
    columns = ("part", "what", "precision (90% interval)", "recall", "F1 (90% interval)", "right", "found", "in gold")
    return _table(columns, lines, words=2)


def _of_table(pinned: Pinned, table: str) -> str:
    """A row a figure, both parts beside each other."""
    held = {figure.key: figure for figure in pinned.parts[HELD_BACK].figures}
    lines = [
        [figure.name, *_cells(figure), *_cells(held[figure.key])]
        for figure in pinned.parts[OPEN].figures
        if figure.table == table
    ]
    return _table(("", *_columns("open"), *_columns("held back")), lines)


def _columns(part: str) -> list[str]:
    return [f"{part}: P", "R", "F1", "right / found / gold"]


def _cells(figure: Figure) -> list[str]:
    return [_three(figure.precision), _three(figure.recall), _three(figure.f1), " / ".join(_counts(figure))]


def _shapes(pinned: Pinned) -> str:
    """The headline figures by shape of document; the parts under each other, since not all shapes are in both."""
    lines = [
        [part, figure.group, str(figure.documents), figure.name, *_cells(figure), _between(figure.interval)]
        for part in PARTS
        for figure in pinned.parts[part].figures
        if figure.table == "shape"
    ]
    columns = ("part", "shape", "documents", "what", "P", "R", "F1", "right / found / gold", "90% interval of F1")
    return _table(columns, lines, words=2)


def _calibration(pinned: Pinned) -> str:
    edges = sorted({item[:2] for part in PARTS for item in pinned.parts[part].bins})
    lines = []
    for low, high in edges:
        line = [f"{low:.1f} to {high:.1f}"]
        for part in PARTS:
            found = next((item for item in pinned.parts[part].bins if item[:2] == (low, high)), None)
            line += [str(found[2]), _three(found[3]), _three(found[4])] if found else ["0", "", ""]
        lines.append(line)
    columns = ["confidence"]
    for part in PARTS:
        columns += [f"{part}: facts", "mean", "share right"]
    said = "; ".join(f"{part} part: {_errors(pinned.parts[part])}" for part in PARTS)
    return f"{_table(columns, lines)}\n{said[0].upper()}{said[1:]}.\n"


def _errors(part: Part) -> str:
    return f"Brier score {_three(part.brier)}, expected calibration error {_three(part.expected_error)}"


def _floors(pinned: Pinned) -> str:
    """The floors, and every time that one or a figure was let fall."""
    lines = [[part, *(f"{value:.4f}" for value in pinned.floors[part].values())] for part in PARTS]
    text = _table(("part", "F1 of entities", "F1 of facts", "precision of facts"), lines)
    if not pinned.lowered:
        return f"{text}\nNo floor has been lowered, and no figure let fall by more than {SLACK}.\n"
    told = [f"- {item.reason} ({'; '.join(item.figures)})" for item in pinned.lowered]
    return "\n".join([text, "Let fall:", "", *told]) + "\n"


def _log(file: Path) -> str:
    with file.open(encoding="utf-8", newline="") as log:
        lines = [[row[0], row[1].replace("|", "/"), *row[2:]] for row in csv.reader(log)]
    return _table(("number", "why", "F1 of entities", "F1 of facts", "precision of facts"), lines[1:], words=2)


def _agreement(folder: Path) -> str:
    """The second reader scored against the first."""
    scores = score_second_reader(folder, "second")
    made = {row.name: row for row in rows(scores, ("all",))}
    lines = [[name, *_agreed(made[name])] for name in _AGREEMENT]
    columns = (f"{len(scores)} documents", "agreement (F1)", "90% interval", "both", "second reader", "first reader")
    return _table(columns, lines)


def _agreed(row: Row) -> list[str]:
    tally = row.tally
    return [_three(tally.f1), _between(row.interval.f1), str(tally.right), str(tally.found), str(tally.gold)]
