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
from graphkit.extractors.weighing import Weighing
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
    Kind.INITIATIVE.value: 900,
    Kind.PERSON.value: 0,
    Kind.POPULATION.value: 300,
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
    examples = [e for e in load(SILVER, knowledge) if share_of(e) < arguments.share]
    print(f"{len(examples)} documents", flush=True)
    content = train(examples, knowledge)
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
        (
            "trees",
            ", ".join(f"{name} {len(content[name]['trees'])}" for name in ("facts", "forms", "initiatives")),
        ),
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


def share_of(example: Example) -> float:
    """A number from 0 to 1 by the document's id: a share of the documents is those below it."""
    return int(hashlib.sha256(example.marked.id.encode()).hexdigest()[16:24], 16) / 2**32


def _chains_without(fold: int) -> dict[str, Any]:
    return stages.fit_chains([e for e in _examples if e.fold(stages.FOLDS) != fold])


def train(examples: list[Example], knowledge: Knowledge) -> dict[str, Any]:
    """All weights, as they stand in the file."""
    _examples[:] = examples
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
    return {
        "chains": final.chains,
        "forms": final.forms,
        "initiatives": final.initiatives,
        **_pairs(examples, folds, learned, knowledge),
        "least": LEAST,
    }


def _forest(rows: list[list[tuple[list[int], int]]], folds: list[int], without: int, *, leaves: int) -> dict[str, Any]:
    chosen = [row for document, fold in zip(rows, folds, strict=True) if fold != without for row in document]
    return judges.forest([row for row, _ in chosen], [label for _, label in chosen], leaves=leaves)


def _pairs(
    examples: list[Example], folds: list[int], learned: list[stages.Learned], knowledge: Knowledge
) -> dict[str, Any]:
    """The judges of pairs, facts, statuses and results, and what their scores mean."""
    readers = [stages.Reader(knowledge, one, LEAST) for one in learned]
    vocabulary = judges.Vocabulary()
    # Of each document what the program finds and what a perfect one would: (read, told).
    pages: list[list[tuple[list[stages.PairRow], Weighing]]] = []
    borne: list[list[list[stages.BearerRow]]] = []
    for example, fold in zip(examples, folds, strict=True):
        cast, perfect = stages.cast_of(example, readers[fold]), gold_cast(example)
        ids, known = example.matched(cast), {t.ref: t.ref.slug for t in perfect.things}
        both = ((cast, ids), (perfect, known))
        pages.append([stages.pair_rows(example, c, i, knowledge, vocabulary) for c, i in both])
        borne.append([stages.bearer_rows(example, c, i, knowledge, vocabulary) for c, i in both])
    names = list(vocabulary.columns)
    print(f"{sum(len(rows) for both in pages for rows, _ in both)} readings, {len(names)} features", flush=True)
    facts: list[list[list[stages.FactRow]]] = [[] for _ in examples]
    heard: dict[str, list[tuple[int, bool]]] = {Relation.REPORTS.value: []}
    for fold in range(stages.FOLDS):
        seen = [i for i, other in enumerate(folds) if other != fold]
        rows = [row for i in seen for found, _ in pages[i] for row in found]
        pairs = _linear(stages.fit_pairs(rows, vocabulary))
        statuses = _linear(stages.fit_statuses(rows, vocabulary))
        content = stages.fit_bearers([row for i in seen for found in borne[i] for row in found], vocabulary)
        bearer = Linear(content["base"], content["weights"])
        by_relation = {relation: pairs[relation.value] for relation in ENDS}
        for i, other in enumerate(folds):
            if other == fold:
                heard[Relation.REPORTS.value] += stages.best_bearers(borne[i][0], bearer, names)
                facts[i] = [stages.fact_rows(found, w, by_relation, statuses, names) for found, w in pages[i]]
    print(f"{sum(len(rows) for both in facts for rows in both)} facts", flush=True)
    for fold in range(stages.FOLDS):
        judge = stages.make_forest(_fact_forest(facts, folds, fold))
        for i, other in enumerate(folds):
            for fact in facts[i][0] if other == fold else ():
                ladder = ladder_of(fact.fact[1], by_rule=fact.by_rule)
                heard.setdefault(ladder, []).append((judge.score(fact.features), fact.is_right))
    every = [row for both in pages for rows, _ in both for row in rows]
    final = stages.fit_pairs(every, vocabulary)
    final[Relation.REPORTS.value] = stages.fit_bearers([r for both in borne for rows in both for r in rows], vocabulary)
    for relation in ENDS:
        for by_rule in (False, True):
            heard.setdefault(ladder_of(relation, by_rule=by_rule), [])
    return {
        "pairs": final,
        "facts": _fact_forest(facts, folds, -1),
        "statuses": stages.fit_statuses(every, vocabulary),
        "ladders": {
            name: judges.ladder([s for s, _ in rows], [int(r) for _, r in rows]) for name, rows in heard.items()
        },
    }


def _linear(fitted: dict[str, Any]) -> dict[str, Linear]:
    return {name: Linear(content["base"], content["weights"]) for name, content in fitted.items()}


def _fact_forest(facts: list[list[list[stages.FactRow]]], folds: list[int], without: int) -> dict[str, Any]:
    rows = [row for both, fold in zip(facts, folds, strict=True) if fold != without for found in both for row in found]
    return judges.forest([row.features for row in rows], [int(row.is_said) for row in rows], trees=200, leaves=24)


if __name__ == "__main__":
    main()
