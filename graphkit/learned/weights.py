"""The weights file: read once, checked, turned into the judges that the stages ask."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from graphkit.learned.chain import Chain, Chains
from graphkit.learned.forest import Forest
from graphkit.learned.linear import Linear

FILE = "weights.json.gz"


@dataclass(frozen=True, slots=True)
class Ladder:
    """Score → probability in hundredths: ``steps[i]`` is the least score for a probability of ``i + 1`` hundredths."""

    steps: tuple[int, ...]

    def confidence(self, score: int) -> float:
        """0.01 to 0.99, by how often readings with such a score were right in documents that training had not seen."""
        return min(99, max(1, bisect_right(self.steps, score))) / 100


@dataclass(frozen=True, slots=True)
class Weights:
    """All judges.

    Of stretches by layer, of written forms, of which initiative is meant, of pairs by relation, of facts by all their
    places, of statuses other than done.
    ``ladders`` by relation; ``least``: the least score of a form by kind, and of a link.
    """

    chains: Chains
    forms: Forest
    initiatives: Forest
    pairs: Mapping[str, Linear]
    facts: Forest
    statuses: Mapping[str, Linear]
    ladders: Mapping[str, Ladder]
    least: Mapping[str, int]


def read(data: bytes) -> Weights:
    """The judges of a weights file (gzip of JSON, as ``scripts/train.py`` writes it)."""
    content: dict[str, Any] = json.loads(gzip.decompress(data))
    return Weights(
        Chains({name: Chain(c["labels"], c["transitions"], c["features"]) for name, c in content["chains"].items()}),
        _forest(content["forms"]),
        _forest(content["initiatives"]),
        {name: Linear(c["base"], c["weights"]) for name, c in content["pairs"].items()},
        _forest(content["facts"]),
        {name: Linear(c["base"], c["weights"]) for name, c in content["statuses"].items()},
        {name: Ladder(tuple(steps)) for name, steps in content["ladders"].items()},
        content["least"],
    )


def _forest(content: Mapping[str, Any]) -> Forest:
    trees: Sequence[Sequence[int]] = content["trees"]
    return Forest(content["base"], [[flat[i : i + 4] for i in range(0, len(flat), 4)] for flat in trees])


@cache
def load_weights(path: Path | None = None) -> Weights:
    """The program's own weights, or those of a file that training wrote."""
    return read(path.read_bytes() if path is not None else (files("graphkit.learned") / FILE).read_bytes())
