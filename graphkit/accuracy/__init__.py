"""How well documents are read, measured on documents that a person annotated by hand.

`gold` reads the annotation, `reading` what graphkit finds, `matching` says which names mean one thing, `pairing` brings
the two under the same keys, `measure` counts, `misses` names the differences, `scores` sums up and gives intervals,
`calibration` compares confidence with truth; `folder` does it all.
"""

from __future__ import annotations

from graphkit.accuracy.calibration import Calibration, calibrate
from graphkit.accuracy.folder import score_folder, score_second_reader
from graphkit.accuracy.gold import HELD_BACK, gold_ids, read_gold, read_parts
from graphkit.accuracy.measure import DocumentScore
from graphkit.accuracy.misses import Miss
from graphkit.accuracy.scores import GROUPINGS, HEADLINE, TABLES, Row, grouped_rows, rows
from graphkit.accuracy.tallies import Tally

__all__ = [
    "GROUPINGS",
    "HEADLINE",
    "HELD_BACK",
    "TABLES",
    "Calibration",
    "DocumentScore",
    "Miss",
    "Row",
    "Tally",
    "calibrate",
    "gold_ids",
    "grouped_rows",
    "read_gold",
    "read_parts",
    "rows",
    "score_folder",
    "score_second_reader",
]
