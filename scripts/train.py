"""Train the learned judges from the marked documents of tests/accuracy/silver, and write graphkit/learned/weights.json.gz.

    pip install -e '.[train]'
    python scripts/train.py [--share 0.5] [--out FILE]

The open and the held-back part of tests/accuracy are no part of training: they measure it. `--share` trains on a part of
the documents, for the learning curve. The same documents and versions of the libraries give the same file.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import multiprocessing
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from training import judges, stages
from training.documents import Example, gold_cast, load

from graphkit.extractors.judge import ladder_of
from graphkit.extractors.pairs import ENDS
from graphkit.knowledge import Knowledge, load_knowledge
from graphkit.learned.linear import Linear
from graphkit.records import Kind, Relation

ROOT = Path(__file__).resolve().parents[1]
SILVER = ROOT / "tests" / "accuracy" / "silver"
CARD = ROOT / "docs" / "model.md"
START, END = "<!-- card -->\n", "<!-- end of card -->"
OUT = ROOT / "graphkit" / "learned" / "weights.json.gz"
# The least score of a form for each kind, in thousandths of a logit, and of a link; chosen on the open part.
LEAST = {
    Kind.COUNCIL.value: 9000,
    Kind.ORGANISATION.value: -300,
    Kind.NETWORK.value: -200,
    Kind.INITIATIVE.value: -300,
    Kind.PERSON.value: 0,
    Kind.POPULATION.value: -500,
    Kind.PLACE.value: -200,
    "link": -200,
}
_examples: list[Example] = []


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    knowledge = load_knowledge()
    _examples[:] = [e for e in load(SILVER, knowledge) if _share_of(e) < arguments.share]
    print(f"{len(_examples)} documents", flush=True)
    content = train(_examples, knowledge)
    data = gzip.compress(json.dumps(content, separators=(",", ":"), sort_keys=True).encode(), 9, mtime=0)
    arguments.out.write_bytes(data)
    if arguments.out == OUT:
        _write_card(content, data)
    print(f"{arguments.out}: {len(data)} bytes")


def _write_card(content: dict[str, Any], data: bytes) -> None:
    """What the weights come from, into docs/model.md."""
    facts = Counter(f.relation for e in _examples for f in e.marked.facts if f.relation in content["pairs"])
    statuses = Counter(f.status for e in _examples for f in e.marked.facts if f.relation in content["pairs"])
    things = Counter(kind.value for e in _examples for kind in {s[2]: s[1] for s in e.stretches}.values())
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(SILVER.glob("*.txt")))).hexdigest()
    rows = [
        ("documents", f"{len(_examples)}, {sum(len(e.marked.text) for e in _examples)} characters"),
        ("things marked", ", ".join(f"{kind} {count}" for kind, count in sorted(things.items()))),
        ("facts marked", ", ".join(f"{relation} {count}" for relation, count in sorted(facts.items()))),
        ("by status", ", ".join(f"{status} {count}" for status, count in sorted(statuses.items()))),
        ("features of stretches", ", ".join(f"{n} {len(c['features'])}" for n, c in sorted(content["chains"].items()))),
        ("features of pairs", ", ".join(f"{n} {len(c['weights'])}" for n, c in sorted(content["pairs"].items()))),
        ("trees", f"forms {len(content['forms']['trees'])}, links {len(content['initiatives']['trees'])}"),
        ("cross-validation", f"{stages.FOLDS} folds by document, for everything that learns from another judge"),
        ("seed", str(judges.SEED)),
        ("libraries", ", ".join(f"{name} {version(name)}" for name in ("numpy", "python-crfsuite", "scikit-learn"))),
        ("size", f"{len(data)} bytes"),
        ("SHA-256 of the documents", f"`{digest}`"),
        ("SHA-256 of the weights", f"`{hashlib.sha256(data).hexdigest()}`"),
    ]
    card = "\n".join(["| what | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])
    page = CARD.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    CARD.write_text(f"{before}{START}{card}\n{END}{after}", encoding="utf-8")


def _share_of(example: Example) -> float:
    return int(hashlib.sha256(example.marked.id.encode()).hexdigest()[16:24], 16) / 2**32


def _chains_without(fold: int) -> dict[str, Any]:
    return stages.fit_chains([e for e in _examples if e.fold(stages.FOLDS) != fold])


def train(examples: list[Example], knowledge: Knowledge) -> dict[str, Any]:
    """All weights, as they stand in the file."""
    folds = [e.fold(stages.FOLDS) for e in examples]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        *unseen, chains = pool.map(_chains_without, [*range(stages.FOLDS), -1], chunksize=1)
    print("chains", flush=True)
    made = [stages.make_chains(content) for content in unseen]
    forms = [list(stages.form_rows(e, stages.forms_of(e, made[fold]))) for e, fold in zip(examples, folds, strict=True)]
    links = [list(stages.link_rows(e)) for e in examples]
    learned = [
        stages.Learned(unseen[fold], _forest(forms, folds, fold, leaves=24), _forest(links, folds, fold, leaves=16))
        for fold in range(stages.FOLDS)
    ]
    final = stages.Learned(chains, _forest(forms, folds, -1, leaves=24), _forest(links, folds, -1, leaves=16))
    print("forms and links", flush=True)
    pairs, statuses, ladders, rules = _pairs(examples, folds, learned, knowledge)
    print("pairs", flush=True)
    return {
        "chains": final.chains,
        "forms": final.forms,
        "initiatives": final.initiatives,
        "pairs": pairs,
        "statuses": statuses,
        "ladders": ladders,
        "rules": rules,
        "least": LEAST,
    }


def _forest(rows: list[list[tuple[list[int], int]]], folds: list[int], without: int, *, leaves: int) -> dict[str, Any]:
    chosen = [row for document, fold in zip(rows, folds, strict=True) if fold != without for row in document]
    return judges.forest([row for row, _ in chosen], [label for _, label in chosen], leaves=leaves)


def _pairs(
    examples: list[Example], folds: list[int], learned: list[stages.Learned], knowledge: Knowledge
) -> tuple[dict[str, Any], dict[str, Any], dict[str, list[int]], dict[str, int]]:
    readers = [stages.Reader(knowledge, one, LEAST) for one in learned]
    vocabulary = judges.Vocabulary()
    read: list[list[stages.PairRow]] = []
    told: list[list[stages.PairRow]] = []
    borne: list[list[stages.BearerRow]] = []
    borne_told: list[list[stages.BearerRow]] = []
    counts: Counter[tuple[str, bool]] = Counter()
    for example, fold in zip(examples, folds, strict=True):
        cast = stages.cast_of(example, readers[fold])
        ids = example.matched(cast)
        read.append(stages.pair_rows(example, cast, ids, knowledge, vocabulary))
        borne.append(stages.bearer_rows(example, cast, ids, knowledge, vocabulary))
        counts += stages.rule_counts(example, cast, ids, knowledge)
        perfect = gold_cast(example)
        known = {t.ref: t.ref.slug for t in perfect.things}
        told.append(stages.pair_rows(example, perfect, known, knowledge, vocabulary))
        borne_told.append(stages.bearer_rows(example, perfect, known, knowledge, vocabulary))
    print(f"{sum(map(len, read))} pairs, {len(vocabulary.columns)} features", flush=True)
    names = list(vocabulary.columns)
    heard: dict[str, list[tuple[int, bool]]] = {Relation.REPORTS.value: []}
    for fold in range(stages.FOLDS):
        seen = [i for i, other in enumerate(folds) if other != fold]
        rows = [row for i in seen for row in (*read[i], *told[i])]
        fitted = stages.fit_pairs(rows, vocabulary)
        statuses = {name: Linear(c["base"], c["weights"]) for name, c in stages.fit_statuses(rows, vocabulary).items()}
        bearer = stages.fit_bearers([row for i in seen for row in (*borne[i], *borne_told[i])], vocabulary)
        for i, other in enumerate(folds):
            if other == fold:
                judge = Linear(bearer["base"], bearer["weights"])
                heard[Relation.REPORTS.value] += stages.best_bearers(borne[i], judge, names)
        for relation in ENDS:
            judge = Linear(fitted[relation.value]["base"], fitted[relation.value]["weights"])
            for ladder in (ladder_of(relation, None), f"{relation.value} by rule"):
                for i, other in enumerate(folds):
                    if other == fold:
                        rows = [row for row in read[i] if row.ladder == ladder]
                        heard.setdefault(ladder, []).extend(stages.best_of_facts(rows, judge, statuses, names).values())
    every = [row for rows in (*read, *told) for row in rows]
    final, final_statuses = stages.fit_pairs(every, vocabulary), stages.fit_statuses(every, vocabulary)
    final[Relation.REPORTS.value] = stages.fit_bearers(
        [row for rows in (*borne, *borne_told) for row in rows], vocabulary
    )
    ladders = {name: judges.ladder([s for s, _ in rows], [int(r) for _, r in rows]) for name, rows in heard.items()}
    totals = {rule for rule, _ in counts}
    rules = {r: round(100 * (counts[r, True] + 1) / (counts[r, True] + counts[r, False] + 2)) for r in sorted(totals)}
    return final, final_statuses, ladders, rules


if __name__ == "__main__":
    main()
