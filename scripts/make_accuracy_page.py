"""Write the tables of docs/accuracy.md: the published figures, and two real documents read fact by fact by a person.

    python scripts/make_accuracy_page.py [FOLDER_OF_THE_TWO_DOCUMENTS] [--check]

The figures are those of tests/accuracy/figures.toml, which scripts/pin_accuracy.py measures. Without the folder the table
of the two documents stays as it is. The verdicts on them are in tests/accuracy/two_documents.csv (fact, verdict, why), by
fact id, made by reading; the sentences are not ours to copy, so the table has none: `graphkit explain FACT` shows each. A
fact without a verdict is an error.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from accuracy_figures import read_pinned
from accuracy_tables import tables

from graphkit.audit.intervals import wilson
from graphkit.corpus import find_corpus, read_documents
from graphkit.knowledge import load_knowledge
from graphkit.pipeline import GENERATOR, read_one
from graphkit.records import Statement
from graphkit.statements import assemble

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
VERDICTS = ROOT / "tests" / "accuracy" / "two_documents.csv"
FIGURES = ROOT / "tests" / "accuracy" / "figures.toml"
PLACE = re.compile(r"<!-- made: (\w+) -->\n.*?<!-- end -->\n", re.DOTALL)
START, END = "<!-- two documents -->\n", "<!-- end of two documents -->\n"


def facts(folder: Path) -> list[Statement]:
    """The facts of the documents of a folder, in order of the text."""
    documents, errors = read_documents(find_corpus([folder]))
    if errors:
        raise SystemExit(str(errors[0]))
    knowledge = load_knowledge()
    graph = assemble([read_one(document, knowledge) for document in documents], knowledge, GENERATOR)
    return sorted(graph.statements, key=lambda s: (s.document, s.evidence[0].start or 0, s.id))


def table(statements: list[Statement], verdicts: dict[str, tuple[str, str]]) -> str:
    """The share that is right, overall and by confidence, and a row a fact."""
    unread = [f"{s.id} {s.label} ({s.status})" for s in statements if s.id not in verdicts]
    if unread:
        raise SystemExit("Not read yet:\n" + "\n".join(unread))
    right = [s for s in statements if verdicts[s.id][0] == "right"]
    sure = [s for s in statements if s.confidence >= 0.8]
    sure_right = [s for s in sure if verdicts[s.id][0] == "right"]
    share = f"{len(right)} of {len(statements)} facts are right ({100 * len(right) / len(statements):.0f} in 100)"
    rows = [
        f"{share}; of those at confidence 0.80 and above, {len(sure_right)} of {len(sure)}.\n",
        "| fact | said | status | confidence | verdict | why |",
        "|---|---|---|---|---|---|",
    ]
    for s in statements:
        verdict, why = verdicts[s.id]
        rows.append(f"| `{s.id}` | {s.label.replace('|', '/')} | {s.status} | {s.confidence:.2f} | {verdict} | {why} |")
    return "\n".join(rows) + "\n"


def read_verdicts() -> dict[str, tuple[str, str]]:
    """Fact id → (right or wrong, why)."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {row["fact"]: (row["verdict"], row["why"]) for row in csv.DictReader(file)}


def audit(path: Path) -> str:
    """The facts of the held-back part that were drawn and judged: shares right with their intervals, then each fact."""
    with path.open(encoding="utf-8", newline="") as file:
        judged = list(csv.DictReader(file))
    bands = [("all", 0.0, 1.01), ("0.80 and above", 0.8, 1.01), ("0.60 to 0.79", 0.6, 0.8), ("below 0.60", 0.0, 0.6)]
    rows = ["| confidence | judged | right | share | 95% interval |", "|---|---:|---:|---:|---|"]
    for name, low, high in bands:
        inside = [row["verdict"] == "right" for row in judged if low <= float(row["confidence"]) < high]
        least, most = wilson(sum(inside), len(inside))
        share = sum(inside) / len(inside)
        rows.append(f"| {name} | {len(inside)} | {sum(inside)} | {share:.2f} | {least:.2f} to {most:.2f} |")
    rows += ["", "<details><summary>The facts and their verdicts</summary>", ""]
    rows += ["| fact | said | status | confidence | verdict | why |", "|---|---|---|---|---|---|"]
    for row in judged:
        cells = (f"`{row['fact']}`", row["label"], row["status"], row["confidence"], row["verdict"], row["why"])
        rows.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return "\n".join([*rows, "", "</details>", ""])


def with_figures(page: str) -> str:
    """The page with every table that is made of the published figures."""
    made = {**tables(read_pinned(FIGURES), FIGURES.parent), "audit": audit(FIGURES.parent / "held_back_audit.csv")}
    places = PLACE.findall(page)
    if sorted(places) != sorted(made):
        raise SystemExit(f"docs/accuracy.md has places for {sorted(places)}, there are tables {sorted(made)}")
    return PLACE.sub(lambda place: f"<!-- made: {place[1]} -->\n\n{made[place[1]]}\n<!-- end -->\n", page)


def with_two_documents(page: str, folder: Path) -> str:
    """The page with the table of the two documents in this folder."""
    head, rest = page.split(START)
    _, tail = rest.split(END)
    return head + START + "\n" + table(facts(folder), read_verdicts()) + "\n" + END + tail


def main() -> None:
    """Write the tables, or with ``--check`` say whether they are current."""
    page = PAGE.read_text(encoding="utf-8")
    folders = [Path(word) for word in sys.argv[1:] if word != "--check"]
    new = with_figures(page)
    for folder in folders:
        new = with_two_documents(new, folder)
    if "--check" in sys.argv:
        if new != page:
            raise SystemExit("docs/accuracy.md is stale: run scripts/make_accuracy_page.py")
        return
    PAGE.write_text(new, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
