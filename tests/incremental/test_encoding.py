"""Records kept as JSON: what comes back is what went in, and nothing else is taken for it."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.incremental.encoding import decode, encode
from graphkit.knowledge import load_knowledge
from graphkit.pipeline import read_one
from graphkit.records import Claim, Description, Document, Kind, Outcome, Reading, Ref, Relation, Span, Status

TEXT = """Wigan Council: warm homes

Wigan Council set up the Warm Rooms scheme in March 2019 with Age UK. Nearly 1,200 residents attended.

“We run the Warm Rooms scheme with Mind,” said Jane Smith, director of Age UK.
"""

REFS = st.builds(Ref, st.sampled_from(list(Kind)), st.text(max_size=8))
CLAIMS = st.builds(
    Claim,
    REFS,
    st.sampled_from(list(Relation)),
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 99), st.integers(0, 99)),
    st.text(max_size=8),
    st.floats(0.01, 0.99),
    st.sampled_from(list(Status)),
    outcome=st.builds(Outcome, st.text(max_size=8), st.text(max_size=8), approx=st.booleans()),
    speaker=st.none() | REFS,
)


def test_reading_of_a_document_comes_back_equal() -> None:
    reading = read_one(
        Document("a", "a.txt", TEXT, "", Description("a.txt", url="https://example.org/a")), load_knowledge()
    )
    assert reading.claims
    assert any(claim.speaker for claim in reading.claims)
    again = decode(Reading, encode(reading))
    assert again == reading
    assert [type(value) for value in dataclasses.astuple(again)] == [type(v) for v in dataclasses.astuple(reading)]
    assert isinstance(again.claims[0].relation, Relation)


@given(CLAIMS)
def test_any_claim_comes_back_equal(claim: Claim) -> None:
    assert decode(Claim, encode(claim)) == claim


def test_same_record_gives_the_same_bytes() -> None:
    assert encode(Ref(Kind.PLACE, "ünlü")) == '["place","ünlü"]'.encode()


@pytest.mark.parametrize(
    "data", [b"", b"[", b"null", b"[1]", b'["nothing","a"]', b'["council","a","b"]', b'{"a": 1}', b"\xff"]
)
def test_what_is_no_such_record_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(Ref, data)
