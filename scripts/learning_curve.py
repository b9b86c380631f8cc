"""How the reading gains from more marked documents: train on a share of them, measure on the open part, write docs/model.md.

    pip install -e '.[train]'
    python scripts/learning_curve.py [--shares 0.05 0.2 0.5]

Each share takes the documents whose ids' hash is below it, so that a larger share holds a smaller one. All of the documents
are measured with the program's own weights. Confidence is counted for those; facts are compared at the program's threshold.
Takes about half an hour on two cores.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from pathlib import Path
from typing import Any

import train
from training.documents import load

from graphkit.accuracy.gold import gold_ids, read_gold, read_parts
from graphkit.accuracy.measure import score_document
from graphkit.accuracy.reading import NOTHING_FOUND, found_documents, read_texts
from graphkit.accuracy.tallies import Tally
from graphkit.knowledge import load_knowledge

ROOT = Path(__file__).resolve().parents[1]
ACCURACY = ROOT / "tests" / "accuracy"
PAGE = ROOT / "docs" / "model.md"
START, END = "<!-- curve -->\n", "<!-- end of curve -->"
FIGURES = ("entities", "named entities", "facts", "relations given both ends")


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.05, 0.2, 0.5])
    shares = parser.parse_args().shares
    rows = ["| documents | " + " | ".join(f"{name}, F1" for name in FIGURES) + " |", "|---|" + "---|" * len(FIGURES)]
    for share in (*sorted(shares), 1.0):
        count, figures = measured(share)
        rows.append(f"| {count} | " + " | ".join(f"{figures[name].f1:.3f}" for name in FIGURES) + " |")
        print(rows[-1], flush=True)
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    PAGE.write_text(before + START + "\n".join(rows) + "\n" + END + after, encoding="utf-8")


def measured(share: float) -> tuple[int, dict[str, Tally]]:
    """(documents learned from, figures of the open part) for a share; all of them as the program has it."""
    examples = [e for e in load(train.SILVER, load_knowledge()) if train.share_of(e) < share]
    if share >= 1:
        return len(examples), figures_of(None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights.json.gz"
        content: dict[str, Any] = train.train(examples, load_knowledge())
        path.write_bytes(gzip.compress(json.dumps(content).encode(), mtime=0))
        return len(examples), figures_of(path)


def figures_of(weights: Path | None) -> dict[str, Tally]:
    """The figures of the open part with such weights."""
    parts = read_parts(ACCURACY)
    ids = [name for name in gold_ids(ACCURACY) if parts[name] == "open"]
    graph, errors = read_texts(ACCURACY, ids, load_knowledge(weights=weights))
    if errors:
        raise SystemExit(str(errors[0]))
    found = found_documents(graph)
    scores = [score_document(gold, found.get(gold.id, NOTHING_FOUND), {}) for gold in read_gold(ACCURACY, ids)]
    return {name: Tally.total(score.tallies["all", name] for score in scores) for name in FIGURES}


if __name__ == "__main__":
    main()
