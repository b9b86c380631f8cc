"""Every frame and every rule of a reader carries its proof: sentences that it must read, and such as it must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphkit import rooms
from graphkit.extractors.engine import all_frames
from graphkit.protocols import Frame, Rule
from graphkit.records import Claim

RULES: list[Frame | Rule] = [
    *all_frames(),
    *(rule for name in rooms.names("extractors.readers") for rule in rooms.load("extractors.readers", name).RULES),
]


CASES = [(rule, text) for rule in RULES for text in rule.fires]
COUNTER_CASES = [(rule, text) for rule in RULES for text in rule.silent]


@pytest.mark.parametrize(("rule", "text"), CASES, ids=[f"{r.id} {i}" for i, (r, _) in enumerate(CASES)])
def test_rule_reads_its_example(rule: Frame | Rule, text: str, claims_of: Callable[[str], list[Claim]]) -> None:
    found = [c for c in claims_of(text) if c.rule == rule.id]
    assert found, f"{rule.id} does not read: {text}"
    assert all(c.relation is rule.relation for c in found)


@pytest.mark.parametrize(("rule", "text"), COUNTER_CASES, ids=[f"{r.id} {i}" for i, (r, _) in enumerate(COUNTER_CASES)])
def test_rule_is_silent_on_its_counter_example(
    rule: Frame | Rule, text: str, claims_of: Callable[[str], list[Claim]]
) -> None:
    found = [c for c in claims_of(text) if c.rule == rule.id]
    assert not found, f"{rule.id} misreads: {text} as {found}"


def test_rule_ids_are_unique_and_versioned() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert all(part.rpartition("@")[2].isdigit() and "." in part for part in ids), ids


def test_every_relation_of_the_contract_has_a_rule() -> None:
    from graphkit.records import Relation

    assert {rule.relation for rule in RULES} == set(Relation)
