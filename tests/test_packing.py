"""What is packed comes back as it was, in fewer characters, the same on every machine."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.packing import packed, unpacked

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=30,
)


@given(VALUES)
def test_whatever_json_can_hold_comes_back_as_it_was(value: Any) -> None:
    assert json.dumps(unpacked(packed(value))) == json.dumps(value)


@pytest.mark.parametrize(
    "value",
    [
        [{"id": "0123456789abcdef", "in": [0, 1]}, {"id": "fedcba9876543210", "in": []}],
        ["a line\nand another", "", "\n", "\0", "two  spaces", "naïve_1 ²"],
        [{"a": None}, {}, {"a": 1}],
        [1, 5, 9, 13, 400],
        [True, 1],
    ],
)
def test_the_odd_cases_come_back_too(value: Any) -> None:
    assert json.dumps(unpacked(packed(value))) == json.dumps(value)


def test_more_words_than_short_codes_come_back() -> None:
    words = " ".join(f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676 % 26)}q" * 2 for n in range(9000))
    assert unpacked(packed(words)) == words


def test_prose_takes_less_than_three_quarters_of_its_room(project: Any) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted((project / "seeds" / "documents").glob("*.txt"))]
    assert len(packed(texts).encode()) < 0.75 * sum(len(text.encode()) for text in texts)


def test_the_same_value_is_packed_alike_everywhere() -> None:
    value = [
        {"name": f"Thing {n}", "at": n * 3, "said": "The council leads it, and the council pays."} for n in range(50)
    ]
    assert hashlib.sha256(packed(value).encode()).hexdigest()[:16] == "4814b37b71b2b386"
