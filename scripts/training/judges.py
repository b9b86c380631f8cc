"""Fitting of the judges with crfsuite and scikit-learn, and their weights as whole numbers."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

SCALE = 1000  # thousandths of a logit
_LEAST_WEIGHT = 25  # smaller weights of a chain and of a linear judge are left out: the file stays small
SEED = 0
_NEVER = 10**9
_FEWEST = 5  # readings that are right, for a judge to learn from


def chain(rows: Sequence[Sequence[list[str]]], labels: Sequence[Sequence[str]]) -> dict[str, Any]:
    """A linear-chain CRF (Lafferty, McCallum, Pereira 2001) over sentences: features and labels of their tokens."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for row, label in zip(rows, labels, strict=True):
        trainer.append(row, label)
    trainer.set_params({"c1": 0.0, "c2": 0.5, "max_iterations": 60, "feature.minfreq": 2})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "chain")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
    names = sorted(info.labels)
    features: dict[str, list[int]] = {}
    for (feature, label), weight in sorted(info.state_features.items()):
        value = round(weight * SCALE)
        if abs(value) >= _LEAST_WEIGHT:
            features.setdefault(feature, []).extend((names.index(label), value))
    transitions = [[round(info.transitions.get((a, b), 0.0) * SCALE) for b in names] for a in names]
    return {"labels": names, "transitions": transitions, "features": features}


def forest(
    rows: Sequence[Sequence[int]], labels: Sequence[int], *, trees: int = 120, leaves: int = 16
) -> dict[str, Any]:
    """Gradient-boosted trees (Friedman 2001, by histograms) over whole numbers."""
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=0.09,
        max_leaf_nodes=leaves,
        min_samples_leaf=20,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=SEED,
    ).fit(np.array(rows, dtype=np.float32), np.array(labels))
    flat: list[list[int]] = []
    for (tree,) in model._predictors:  # noqa: SLF001  (there is no other way to the trees)
        nodes: list[int] = []
        for node in tree.nodes:
            if node["is_leaf"]:
                nodes += [-1, round(float(node["value"]) * SCALE), 0, 0]
            else:
                threshold = int(np.floor(node["num_threshold"]))
                nodes += [int(node["feature_idx"]), threshold, int(node["left"]), int(node["right"])]
        flat.append(nodes)
    return {"base": round(float(model._baseline_prediction.ravel()[0]) * SCALE), "trees": flat}  # noqa: SLF001


class Vocabulary:
    """Names of features ↔ columns."""

    def __init__(self) -> None:
        self.columns: dict[str, int] = {}

    def of(self, names: Sequence[str]) -> np.ndarray[Any, np.dtype[np.int32]]:
        """The columns of a row's features, new ones added."""
        return np.array(sorted({self.columns.setdefault(name, len(self.columns)) for name in names}), dtype=np.int32)


def linear(
    rows: Sequence[np.ndarray[Any, np.dtype[np.int32]]], labels: Sequence[int], vocabulary: Vocabulary
) -> dict[str, Any]:
    """Logistic regression with a ridge over the features that a row has."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  (comes with scikit-learn)

    if sum(labels) < _FEWEST:
        return {"base": -9 * SCALE, "weights": {}}
    ends = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32)
    columns = np.concatenate(rows) if rows else np.array([], dtype=np.int32)
    matrix = csr_matrix(
        (np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(rows), len(vocabulary.columns))
    )
    model = LogisticRegression(C=0.15, solver="liblinear", random_state=SEED).fit(matrix, np.array(labels))
    values = np.rint(model.coef_[0] * SCALE).astype(int)
    kept = {name: int(values[at]) for name, at in vocabulary.columns.items() if abs(values[at]) >= _LEAST_WEIGHT}
    return {"base": round(float(model.intercept_[0]) * SCALE), "weights": dict(sorted(kept.items()))}


def ladder(scores: Sequence[int], right: Sequence[int]) -> list[int]:
    """For each hundredth from 1 to 99 the least score at which at least so many readings were right.

    Isotonic regression (pool adjacent violators: Barlow and others 1972); each pool's share is drawn to the share of all as
    if by four more readings, so that a few lucky ones prove nothing.
    """
    if not scores:
        return [_NEVER] * 99
    rows = sorted(zip(scores, right, strict=True))
    share = sum(right) / len(right)
    pools: list[tuple[float, int, int]] = []  # readings that are right, readings, least score
    for score, is_right in rows:
        pool = (float(is_right), 1, score)
        while pools and pools[-1][0] * pool[1] >= pool[0] * pools[-1][1]:
            before = pools.pop()
            pool = (before[0] + pool[0], before[1] + pool[1], before[2])
        pools.append(pool)
    steps = [_NEVER] * 99
    for hits, count, score in pools:
        value = (hits + 4 * share) / (count + 4)
        for hundredth in range(1, min(99, int(value * 100)) + 1):
            steps[hundredth - 1] = min(steps[hundredth - 1], score)
    return steps
