"""Confidence as it is counted: a whole number of hundredths, higher where the rule is surer, the same on any machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphkit.extractors.confidence import calibrated, weights
from graphkit.extractors.engine import all_frames
from graphkit.records import Claim, Kind, Ref, Relation, Span, Status

COUNCIL, SCHEME = Ref(Kind.COUNCIL, "wigan"), Ref(Kind.INITIATIVE, "wigan--warm-rooms")


def claim(confidence: float = 0.8, relation: Relation = Relation.LEADS, rule: str = "leads.sets-up@1") -> Claim:
    return Claim(COUNCIL, relation, Span(0, 1), rule, confidence, object=SCHEME)


def test_confidence_is_a_share_counted_and_not_the_rules_own() -> None:
    assert calibrated(claim()).confidence != claim().confidence


def test_surer_reading_of_one_rule_is_never_less_likely() -> None:
    found = [calibrated(claim(hundredths / 100)).confidence for hundredths in range(1, 100)]
    assert found == sorted(found)
    assert found[0] < found[-1]


@pytest.mark.parametrize("confidence", [0.01, 0.5, 0.99])
def test_confidence_stays_within_a_hundredth_of_nought_and_one(confidence: float) -> None:
    for frame in all_frames():
        found = calibrated(claim(confidence, frame.relation, frame.id)).confidence
        assert 0.01 <= found <= 0.99
        assert found == round(found, 2)


def test_version_of_a_rule_does_not_matter_to_its_count() -> None:
    assert calibrated(claim(rule="leads.sets-up@1")).confidence == calibrated(claim(rule="leads.sets-up@2")).confidence


def test_rule_that_was_never_seen_has_the_share_of_its_relation() -> None:
    known = weights()
    assert "leads.unheard-of" not in known.rules
    assert 0.2 < calibrated(claim(rule="leads.unheard-of@1")).confidence < 0.9


def test_denied_reading_is_less_likely_than_the_same_one_affirmed() -> None:
    denied = replace(claim(), status=Status.NEGATED)
    assert calibrated(denied).confidence < calibrated(claim()).confidence


@pytest.mark.parametrize("relation", [r for r in Relation if r is not Relation.REPORTS])
def test_every_relation_is_counted(relation: Relation) -> None:
    assert relation.value in weights().relations


def test_weights_are_whole_numbers_so_that_sums_are_the_same_everywhere() -> None:
    known = weights()
    values = [known.base, *known.rules.values(), *known.relations.values(), *known.statuses.values()]
    assert all(isinstance(value, int) for value in (*values, *known.sure, *known.steps))
    assert list(known.steps) == sorted(known.steps)
    assert len(known.sure) == len(known.steps) == 99
