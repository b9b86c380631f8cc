"""Churn of fact ids: what the script counts, and that what is pinned belongs together."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graphkit.accuracy import HELD_BACK, gold_ids, read_parts
from graphkit.graph import read_graph
from graphkit.ids import document_slug, evidence_id, fact_id
from graphkit.records import Relation, Statement, Status

ROOT = Path(__file__).resolve().parents[2]
TOWNS = read_graph(ROOT / "tests" / "exporters" / "files" / "invented-towns.ttl").statements
FUNDED = next(s for s in TOWNS if s.relation is Relation.FUNDED_BY)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("measure_churn", ROOT / "scripts" / "measure_churn.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["measure_churn"] = module  # its records look themselves up there
    spec.loader.exec_module(module)
    return module


def under(statement: Statement, key: str, **values: Any) -> Statement:
    fact = fact_id(key)
    changed = replace(statement, id=fact, key=key, **values)
    return replace(changed, evidence=tuple(replace(e, id=evidence_id(fact, e.quote)) for e in changed.evidence))


def churn(script: ModuleType, before: tuple[Statement, ...], after: tuple[Statement, ...]) -> dict[str, int]:
    found = script.measure(script.pinned_of(before), after)["all"]
    return {name: getattr(found, name) for name in found.__slots__ if getattr(found, name)}


def test_same_reading_has_no_churn(script: ModuleType) -> None:
    assert churn(script, TOWNS, TOWNS) == {"stayed": len(TOWNS)}


def test_fact_under_another_name_is_found_again_and_is_not_new(script: ModuleType) -> None:
    assert churn(script, (FUNDED,), (under(FUNDED, FUNDED.key + "-2"),)) == {"found_again": 1}


def test_fact_with_another_status_is_gone_and_new(script: ModuleType) -> None:
    planned = under(FUNDED, FUNDED.key + "-2", status=Status.PLANNED)
    assert churn(script, (FUNDED,), (planned,)) == {"gone": 1, "new": 1}


def test_fact_whose_sentence_two_say_is_gone(script: ModuleType) -> None:
    two = tuple(under(FUNDED, f"{FUNDED.key}-{n}") for n in (2, 3))
    assert churn(script, (FUNDED,), two) == {"gone": 1, "new": 2}


def test_fact_that_would_be_taken_for_one_that_was_there_is_confused(script: ModuleType) -> None:
    other = under(FUNDED, FUNDED.key + "-2")
    assert churn(script, (FUNDED, other), (other,)) == {"stayed": 1, "confused": 1}


def test_churn_is_told_by_relation(script: ModuleType) -> None:
    found = script.measure(script.pinned_of(TOWNS), tuple(s for s in TOWNS if s.relation is not Relation.LEADS))
    assert found["leads"].gone == sum(s.relation is Relation.LEADS for s in TOWNS)
    assert found["fundedBy"].gone == 0
    assert list(found)[1:] == sorted(list(found)[1:])


def test_pinning_keeps_the_figures_and_the_ids(script: ModuleType, tmp_path: Path) -> None:
    script.pin(tmp_path, "first", TOWNS)
    assert script.read_pinned(tmp_path / "fact_ids.csv") == script.pinned_of(TOWNS)
    script.pin(tmp_path, "second", TOWNS[:-1])
    first, second = script.read_log(tmp_path / "fact_ids_log.csv")
    assert (first["reading"], first["facts"], first["stayed"]) == ("first", str(len(TOWNS)), "")
    assert (second["reading"], second["facts"], second["stayed"]) == ("second", *[str(len(TOWNS) - 1)] * 2)
    assert int(second["gone"]) + int(second["found_again"]) + int(second["confused"]) == 1


def test_pinned_ids_are_of_the_open_part_and_as_many_as_the_log_says(script: ModuleType, annotated: Path) -> None:
    parts = read_parts(annotated)
    known = {document_slug(f"{name}.txt") for name in gold_ids(annotated) if parts[name] != HELD_BACK}
    pinned = script.read_pinned(annotated / "fact_ids.csv")
    assert {fact.document for fact in pinned} <= known
    assert pinned == sorted(pinned, key=lambda fact: (fact.document, fact.id))
    assert len({fact.id for fact in pinned}) == len(pinned)
    assert script.read_log(annotated / "fact_ids_log.csv")[-1]["facts"] == str(len(pinned))


def test_page_has_what_was_published_between_versions(script: ModuleType, annotated: Path) -> None:
    log = script.read_log(annotated / "fact_ids_log.csv")
    assert script.log_table(log) in (ROOT / "docs" / "churn.md").read_text(encoding="utf-8")
