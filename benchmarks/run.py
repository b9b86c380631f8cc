"""Print graphkit's ratios: ``python benchmarks/run.py [--short]``. The exit status is 0 whatever they are.

A time means nothing on another machine, and little on a busy one: so each figure is a ratio of two times taken in turns
in one run, the least of at least five rounds of each. ``--short`` takes less text and the same rounds.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import building
import mapping
import reading
import starting
import writing
from measure import Result

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description="Print graphkit's ratios.")
    parser.add_argument("--short", action="store_true", help="less text, the same rounds")
    is_short = parser.parse_args().short
    results = [
        *starting.measure(5 if is_short else 20),
        *reading.measure(SEEDS, copies=1 if is_short else 4),
        *reading.measure_length(SEEDS, times=4 if is_short else 40),
        *reading.measure_beside_spacy(SEEDS, documents=4 if is_short else 20),
        *building.measure(SEEDS, documents=100 if is_short else 2000, rounds=3 if is_short else 5),
        *writing.measure(SEEDS, triples=20_000 if is_short else 100_000),
        *mapping.measure(things=1000 if is_short else 10_000, shown=1000 if is_short else 2000),
    ]
    print(table(results))


def table(results: list[Result]) -> str:
    """The results as a table of Markdown."""
    version = ".".join(map(str, sys.version_info[:3]))
    lines = [f"Python {version}", "", "| measure | goal | ratio | | ours, s | yardstick, s |", "|---" * 6 + "|"]
    for r in results:
        verdict = "holds" if r.holds else "missed"
        lines.append(f"| {r.name} | {r.goal} | {r.ratio:.2f} | {verdict} | {r.subject_s:.4f} | {r.yardstick_s:.4f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
