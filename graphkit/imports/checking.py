"""What must hold of a graph before it is merged: its version of the contract, and every rule of ``graphkit check``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain

from graphkit.checks import RULES, record_faults, shape_faults
from graphkit.checks.facts import document_faults
from graphkit.errors import ImportRefusedError
from graphkit.graph.finding import many
from graphkit.graph.reading import LoadText
from graphkit.graph.terms import Row, unquoted
from graphkit.records import Graph
from graphkit.vocabulary import CONTRACT_VERSION

ASK = "Ask whoever made it for a sound one."


def check_version(rows: Mapping[str, set[Row]], where: str) -> None:
    """Refuse a graph of another version of the data contract.

    Raises:
        ImportRefusedError: It is of another, or says none.
    """
    dataset = rows.get("dataset:graph", set())
    versions = [unquoted(value) for predicate, value in sorted(dataset) if predicate == "gk:contractVersion"]
    if versions != [CONTRACT_VERSION]:
        what = (
            f"keeps version {versions[0]} of the data contract" if versions else "does not say which contract it keeps"
        )
        todo = "Make it again with this version of graphkit, or use the version that made it."
        raise ImportRefusedError(f"{what}; this graphkit reads {CONTRACT_VERSION}.", where=where, todo=todo)


def check_rules(rows: dict[str, set[Row]], graph: Graph, load: LoadText, where: str) -> None:
    """Refuse a graph that breaks a rule; texts that did not come along are none.

    Raises:
        ImportRefusedError: It names the rules.
    """
    of_documents, texts = document_faults(graph, load, may_be_away=True)
    faults = list(chain(shape_faults(rows), of_documents, record_faults(graph, rows, texts)))
    if faults:
        numbers = Counter(rule for rule, _, _ in faults)
        rules = ", ".join(f"{rule} ({many(numbers[rule], 'problem')})" for rule in RULES if rule in numbers)
        what = f"{many(len(numbers), 'rule')} of check not kept: {rules}."
        raise ImportRefusedError(what, where=where, todo=f"See each with graphkit check --graph {where}. {ASK}")
