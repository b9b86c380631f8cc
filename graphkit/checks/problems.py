"""What a check reports, and the rules it reports on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

RULES = {
    "canonical-bytes": "The Turtle is in its one canonical form.",
    "readable": "Every node can be read as a record.",
    "terms": "Every IRI is well formed and every term of gk: is in the vocabulary; no node is blank.",
    "literal-form": "Every literal is in the form that every engine gives back unchanged.",
    "typed": "Every thing that is used has a type, and the type that its IRI says.",
    "required": "Every node has the properties it must have, as often as it may, with values that are allowed.",
    "relation-classes": "Each relation joins things that it may join.",
    "document-slug": "Each document is named by its given id, its source or its path.",
    "document-text": "Each document's text is there and is the one that was read.",
    "quote-at-offsets": "Each sentence stands in its document at its offsets.",
    "time-in-quote": "The words of a time stand in their sentence.",
    "fact-id": "Each fact's id is computed from its key.",
    "fact-key": "Each fact's key names its document, relation and ends, unless a decision changed them.",
    "evidence-id": "Each sentence's id is computed from its fact and its words.",
    "evidence": "Each fact has sentences of its own document; what a person added has a decision.",
    "confidence": "Each fact's confidence is that of its best sentence.",
    "status": "Each fact's status is that of its most confident sentence, unless edited.",
    "best-quote": "Each fact quotes its best sentence.",
    "disputed": "A fact is disputed exactly where its sentences differ in status.",
    "fact-label": "Each fact's label is its two ends and the relation in words.",
    "same-fact-twice": "No document says one fact twice.",
    "outcome-id": "Each outcome is named after its fact.",
    "direct-triples": "A direct triple stands exactly where a fact is done and sure enough, or was accepted or edited.",
    "date-bounds": "Each direct date has its first and last day beside it.",
    "provider": "A Provider is exactly an organisation that provides something.",
    "for-council": "Each initiative is filed under councils that its documents are about.",
    "decision-id": "Each decision's id is computed from its verdict, key, time and agent.",
    "decision": "Each decision that applies has a target, and did what it says.",
    "derived": "Nothing else is in the graph than what its records give.",
    "tier": "A graph of tier public names no person, and no contact data and no name after a title can be read in it.",
    "facts-csv": "facts.csv has the facts of the graph, each sentence found in its document at its offsets.",
    "things-csv": "things.csv has the things of the graph.",
    "map-html": "map.html has facts of the graph, each sentence found in the text it shows.",
    "digests": "Each file is as the build wrote it.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One place where a rule does not hold: the file, the line (0: the whole file) and column, and what is wrong."""

    rule: str
    file: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        """``file:line:col: rule: text``."""
        return f"{self.file}:{self.line}:{self.column}: {self.rule}: {self.text}"


Fault: TypeAlias = tuple[str, str, str]
"""A rule, the node (as in canonical Turtle) and what is wrong with it."""

LoadText: TypeAlias = Callable[[str], "str | None"]

Faults: TypeAlias = Iterator[Fault]
