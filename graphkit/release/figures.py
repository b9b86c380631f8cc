"""How well this version of graphkit reads, as published: the figures ship with it, since the tests they are from do not."""

from __future__ import annotations

from importlib.resources import files

from graphkit import __version__
from graphkit.graph.tables import csv_rows

COLUMNS = (
    *("part", "documents", "table", "figure", "precision", "precision_low", "precision_high"),
    *("recall", "f1", "f1_low", "f1_high", "right", "found", "gold"),
)
_HEADLINE = ("entities", "facts", "facts at 0.80 and above", "sentence right", "outcomes", "dates and roles")
_HELD_BACK = "held back"


def accuracy_table() -> str:
    """All published figures as CSV under `COLUMNS`: shares 0 to 1, intervals of 90 in 100, the counts they are made of."""
    return (files("graphkit.release") / "accuracy.csv").read_text(encoding="utf-8").replace("\r\n", "\n")


def accuracy_page(generator: str) -> str:
    """What the figures mean, with the most important of them, in Markdown.

    Args:
        generator: The program and version that made the graph; the figures are those of this one.
    """
    here = f"graphkit {__version__}"
    rows = [row for row in csv_rows(accuracy_table()) if row["part"] == _HELD_BACK]
    documents = rows[0]["documents"]
    headline = [row for name in _HEADLINE for row in rows if (row["table"], row["figure"]) == ("all", name)]
    relations = [row for row in rows if row["table"] == "relation"]
    bins = [row for row in rows if row["table"] == "confidence" and row["found"] != "0"]
    return "\n".join(
        [
            "# How far to trust these facts",
            "",
            f"The facts were read from prose by rules and learned weights ({generator}), without a person looking at each. Some",
            "are wrong, and more are missing. Every fact carries its sentence, so that a reader can judge it.",
            "",
            f"**The figures below are not of the documents of this dataset.** They are what was measured for {here} on its",
            f"own annotated corpus: {documents} retellings of UK councils' case studies that no rule was written for and no weight",
            "learned from. They say what a new document of this kind may be expected to give. All figures are in",
            "`accuracy.csv`.",
            "",
            "| what | precision (90% interval) | recall | F1 | right / found / in gold |",
            "| --- | ---: | ---: | ---: | ---: |",
            *map(_row, headline),
            "",
            "*Precision* is the share of what was found that is right, *recall* the share of what a reader found that was found.",
            "",
            "## By relation",
            "",
            "| what | precision (90% interval) | recall | F1 | right / found / in gold |",
            "| --- | ---: | ---: | ---: | ---: |",
            *map(_row, relations),
            "",
            "## What a confidence means",
            "",
            "| confidence of a fact | facts | share right |",
            "| --- | ---: | ---: |",
            *(f"| {row['figure']} | {row['found']} | {row['precision']} |" for row in bins),
            "",
            "To state how right *this* dataset is, draw facts of it at random and judge them: `graphkit audit`.",
            "",
        ]
    )


def _row(row: dict[str, str]) -> str:
    share = f"{row['precision']} ({row['precision_low']} to {row['precision_high']})"
    counts = f"{row['right']} / {row['found']} / {row['gold']}"
    return f"| {row['figure']} | {share} | {row['recall']} | {row['f1']} | {counts} |"
