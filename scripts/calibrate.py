"""Count how often what is read is right on annotated documents, and write graphkit/extractors/confidence.json.

    pip install -e '.[train]'
    python scripts/calibrate.py

A logistic regression with a ridge over rule, relation, status and the figure that a reading comes with, on the open part of
tests/accuracy; for topics, contacts and what a document is about, on verdicts of facts drawn from it (open_audit.csv). The
held-back part is no part of it. Prints a reliability table by cross-validation over documents.
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from graphkit.accuracy.gold import gold_ids, read_gold, read_parts
from graphkit.accuracy.matching import Named, match, plain
from graphkit.extractors.annotate import annotate
from graphkit.extractors.engine import judged
from graphkit.knowledge import Knowledge, load_knowledge
from graphkit.outline import make_outline
from graphkit.pipeline import told_of
from graphkit.records import Description, Document, Outcome, Reading, Relation, Statement
from graphkit.resolution.things import resolve
from graphkit.statements import state

ROOT = Path(__file__).resolve().parents[1]
ACCURACY = ROOT / "tests" / "accuracy"
OUT = ROOT / "graphkit" / "extractors" / "confidence.json"
SCALE = 1000
FOLDS = 5
# Topics are worded freely, contact blocks are few, what a document is about is no sentence's fact: the annotation cannot tell
# whether these are right. They were drawn at random and read against their documents.
VERDICTS = ACCURACY / "open_audit.csv"
_BY_VERDICT = (Relation.ABOUT, Relation.ADDRESSES, Relation.CONTACT_FOR)


@dataclass(slots=True)
class Truth:
    """What a document says: things by id, facts with their status (None: debatable), literals and results by subject."""

    id: str
    text: str
    named: dict[str, Named] = field(default_factory=dict)
    facts: dict[tuple[str, str, str], str | None] = field(default_factory=dict)
    literals: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    results: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, subject: str, relation: str, other: str, status: str | None) -> None:
        """Take in a fact; a partnership both ways round."""
        self.facts[subject, relation, other] = status
        if relation == "partnerOf":
            self.facts[other, relation, subject] = status


@dataclass(frozen=True, slots=True)
class Row:
    """A fact that was read, and whether it is right: ends, relation, status."""

    document: str
    rule: str
    relation: str
    status: str
    sure: float
    is_right: bool


def open_part() -> Iterator[Truth]:
    """The open part of the documents that accuracy is measured on."""
    parts = read_parts(ACCURACY)
    for gold in read_gold(ACCURACY, [name for name in gold_ids(ACCURACY) if parts[name] == "open"]):
        truth = Truth(gold.id, gold.text)
        truth.named = {entity.id: Named(entity.kind, entity.forms) for entity in gold.entities}
        for said in gold.relations:
            status = None if said.is_optional else said.status.value
            truth.add(said.subject, said.relation.value, said.object, status)
        for literal in gold.literals:
            truth.literals[literal.subject, literal.relation.value].append(literal.value)
        for outcome in gold.outcomes:
            if outcome.value is not None and outcome.about is not None:
                truth.results[outcome.about].append(outcome.value)
        yield truth


def read_uncounted(truth: Truth, knowledge: Knowledge) -> Reading:
    """What is read of a document, each claim as sure as its judge or rule is: that is what is counted."""
    name = f"{truth.id}.txt"
    outline = make_outline(Document(truth.id, name, truth.text, "", Description(name)))
    mentions, inner = annotate(outline, knowledge)
    cast = resolve(outline, mentions, inner, knowledge)
    claims = tuple(judged(outline, cast, knowledge))
    return Reading(outline.document, told_of(cast, claims), claims)


def rows(truth: Truth, knowledge: Knowledge) -> Iterator[Row]:
    """Every fact that is read of a document, by the figure that it comes with."""
    reading = read_uncounted(truth, knowledge)
    found = {str(t.ref): Named(t.ref.kind, (t.name, *t.forms)) for t in reading.things}
    ids = {key: thing for thing, key in match(truth.named, found).items()}
    facts, outcomes = state(reading)
    results = {node.ref: node.outcome for node in outcomes}
    verdicts = _verdicts()
    for fact in facts:
        if fact.relation in _BY_VERDICT:
            right = verdicts.get(fact.id)
        else:
            right = _is_right(truth, fact, ids, results.get(fact.object) if fact.object else None)
        if right is not None:
            best = min(fact.evidence, key=lambda e: (-e.confidence, e.start or 0))
            rule = best.rule.partition("@")[0]
            yield Row(truth.id, rule, fact.relation.value, fact.status.value, best.confidence, bool(right))


@cache
def _verdicts() -> dict[str, bool]:
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {row["fact"]: row["verdict"] == "right" for row in csv.DictReader(file)}


def _is_right(truth: Truth, fact: Statement, ids: dict[str, str], outcome: Outcome | None) -> bool | None:
    """Whether the document says so; None where that is debatable."""
    subject = ids.get(str(fact.subject), "")
    if outcome is not None:
        return outcome.value != "" and float(outcome.value) in truth.results.get(subject, [])
    if fact.object is None:
        said = truth.literals.get((subject, fact.relation.value), [])
        return any(plain(fact.literal) == plain(other) for other in said)
    key = (subject, fact.relation.value, ids.get(str(fact.object), ""))
    if key in truth.facts and truth.facts[key] is None:
        return None
    return truth.facts.get(key) == fact.status.value


class Model:
    """The regression over one column a rule, relation and status, the rule's figure as a logit, and the part."""

    def __init__(self, seen: list[Row]) -> None:
        self.rules = sorted({row.rule for row in seen})
        self.relations = sorted({row.relation for row in seen})
        self.statuses = sorted({row.status for row in seen})
        self.model = LogisticRegression(C=0.5, max_iter=5000)
        self.model.fit(self.matrix(seen), [row.is_right for row in seen])

    def matrix(self, chosen: list[Row]) -> Any:
        """A line a row."""
        lines = []
        for row in chosen:
            line = [float(row.rule == rule) for rule in self.rules]
            line += [float(row.relation == relation) for relation in self.relations]
            line += [float(row.status == status) for status in self.statuses]
            is_judged = ".judged" in row.rule
            sure = _logit(row.sure)
            lines.append([*line, 0.0 if is_judged else sure, sure if is_judged else 0.0])
        return np.array(lines)

    def probabilities(self, chosen: list[Row]) -> list[float]:
        """How likely each row is right."""
        return [float(p) for p in self.model.predict_proba(self.matrix(chosen))[:, 1]]

    def content(self) -> dict[str, Any]:
        """The weights as they stand in the file, for documents like those of the open part."""
        values = [float(v) for v in self.model.coef_[0]]
        parts = iter(values)
        rules = {rule: round(next(parts) * SCALE) for rule in self.rules}
        relations = {relation: round(next(parts) * SCALE) for relation in self.relations}
        statuses = {status: round(next(parts) * SCALE) for status in self.statuses}
        slope, judged_slope = parts
        return {
            "base": round(float(self.model.intercept_[0]) * SCALE),
            "rules": rules,
            "relations": relations,
            "statuses": statuses,
            "sure": [round(slope * _logit(i / 100) * SCALE) for i in range(1, 100)],
            "judged": [round(judged_slope * _logit(i / 100) * SCALE) for i in range(1, 100)],
            "steps": [round(_logit(i / 100) * SCALE) for i in range(1, 100)],
        }


def _logit(share: float) -> float:
    share = min(0.97, max(0.03, share)) if share not in (0.01, 0.02, 0.98, 0.99) else share
    return math.log(share / (1 - share))


def reliability(seen: list[Row]) -> None:
    """Print, for the open part, confidence beside the share right, each document by a model that has not seen it."""
    documents = sorted({row.document for row in seen})
    folds = {name: at % FOLDS for at, name in enumerate(documents)}
    pairs: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        model = Model([row for row in seen if folds[row.document] != fold])
        chosen = [row for row in seen if folds[row.document] == fold]
        pairs += zip(model.probabilities(chosen), (row.is_right for row in chosen), strict=True)
    for low in range(10):
        inside = [(p, right) for p, right in pairs if low / 10 <= p < (low + 1) / 10]
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            print(f"{low / 10:.1f}  {len(inside):4d} facts  confidence {mean:.2f}  right {share:.2f}")
    print(f"Brier score {sum((p - right) ** 2 for p, right in pairs) / len(pairs):.3f}")


def main() -> None:
    """Count, fit, write."""
    knowledge = load_knowledge()
    seen = [row for truth in open_part() for row in rows(truth, knowledge)]
    print(f"{len(seen)} facts, {sum(row.is_right for row in seen)} right")
    reliability(seen)
    OUT.write_text(json.dumps(Model(seen).content(), indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
