"""Write ``graphkit/release/accuracy.csv``, the published figures as they ship; with ``--check`` only say if it is current."""

from __future__ import annotations

import sys
from pathlib import Path

from accuracy_figures import Part, read_pinned

from graphkit.graph.tables import csv_text
from graphkit.release.figures import COLUMNS

PROJECT = Path(__file__).resolve().parents[1]
FIGURES = PROJECT / "tests" / "accuracy" / "figures.toml"
SHIPPED = PROJECT / "graphkit" / "release" / "accuracy.csv"
TABLES = ("all", "type", "relation", "status", "date", "topic")


def shipped() -> str:
    """The figures of both parts, a row each, without those of single groups of documents."""
    rows: list[list[str]] = []
    for name, part in read_pinned(FIGURES).parts.items():
        rows += figure_rows(name, part)
        for low, high, count, _, right in part.bins:
            empty = [""] * (len(COLUMNS) - 5)
            rows.append([name, str(part.documents), "confidence", f"{low:.1f} to {high:.1f}", f"{right:.3f}", *empty])
            rows[-1][COLUMNS.index("found")] = str(count)
    return csv_text(COLUMNS, rows)


def figure_rows(name: str, part: Part) -> list[list[str]]:
    """The rows of one part: shares with three digits, the counts behind them."""
    rows = []
    for figure in part.figures:
        if figure.group or figure.table not in TABLES:
            continue
        shares = (figure.precision, *figure.precision_interval, figure.recall, figure.f1, *figure.interval)
        counts = (figure.right, figure.found, figure.gold)
        head = [name, str(figure.documents), figure.table, figure.name]
        rows.append([*head, *(f"{share:.3f}" for share in shares), *map(str, counts)])
    return rows


def main() -> None:
    """Write the file, or say whether it is current."""
    if "--check" in sys.argv:
        if not SHIPPED.is_file() or SHIPPED.read_text(encoding="utf-8") != shipped():
            raise SystemExit("graphkit/release/accuracy.csv is stale: run scripts/make_release_figures.py")
        return
    SHIPPED.write_text(shipped(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
