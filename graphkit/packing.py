"""Plain JSON in far fewer characters, the same ones everywhere: for pages that hold a whole graph.

Lists of objects are turned into columns, numbers that rise into steps, ids of facts into their bytes, and all texts into
one, whose words are replaced by some characters each, the fewer the oftener they come. No library compresses: what zlib
makes of a text depends on which zlib it is, and a build must give the same bytes on every machine. `unpacked` here and
`maps/templates/scripts/unpack.js` in a browser read it.
"""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise, product
from typing import Any

_SIGNS = "".join(chr(code) for code in range(32, 127) if chr(code) not in '<>&"\\')
# How many first signs stand alone, begin two signs, begin three; the last one begins five.
_ALONE, _OF_TWO, _OF_THREE = 40, 38, len(_SIGNS) - 79
# Letters of Latin scripts make words; ranges are twice as fast as \w, and any other sign is read as punctuation is.
_LETTERS = "A-Za-z\u00c0-\u024f"
_WORD = re.compile(rf" ?[{_LETTERS}]+|[0-9]|[^{_LETTERS}0-9 \n\0]+ ?|[ \n\0]")
_BETWEEN = "\0"
_APART = {"\n": "\0", _BETWEEN: ""}
_HEX = re.compile(r"[0-9a-f]{16}")


class _Absent:
    """Stands where an object lacks a key that others have."""


_ABSENT = _Absent()


def packed(value: Any) -> str:
    """JSON text from which `unpacked` gives back ``value``: what json can write, of lists, objects and what stands in them.

    >>> unpacked(packed([{"name": "Wigan", "in": [0, 2]}, {"name": "York"}]))
    [{'name': 'Wigan', 'in': [0, 2]}, {'name': 'York'}]
    """
    strings: dict[str, int] = {}
    column = _column([value], strings)
    words, coded = _coded(_BETWEEN.join(strings))
    return json.dumps({"words": words, "coded": coded, "value": column}, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Any:
    """The value that was packed."""
    whole = json.loads(text)
    read = _decoded(whole["words"], whole["coded"]).split(_BETWEEN)
    return _values(whole["value"], read)[0]


# -- columns ---------------------------------------------------------------------------------------
# A column is an object of one key, which says how its values are to be read:
#   s strings by number, x fact ids, i integers, d steps between integers, l lists (their lengths, their values),
#   o objects (how many, their columns by key), p values at some places only (of how many, where, which), j plain JSON.


def _column(values: Sequence[Any], strings: dict[str, int]) -> dict[str, Any]:
    kinds = set(map(type, values))
    if _Absent in kinds:
        there = [number for number, value in enumerate(values) if value is not _ABSENT]
        rest = [values[number] for number in there]
        return {"p": [len(values), _column(there, strings), _column(rest, strings)]}
    if kinds == {str}:
        if _BETWEEN in "".join(values):
            return {"j": list(values)}
        if all(map(_HEX.fullmatch, values)):
            return {"x": base64.b64encode(bytes.fromhex("".join(values))).decode("ascii")}
        numbers = [strings.setdefault(value, len(strings)) for value in values]
        return {"s": _column(numbers, strings)}
    if kinds == {int}:
        steps = [values[0], *(after - before for before, after in pairwise(values))]
        # Steps of a quarter of the size have, as a rule, fewer digits.
        return {"d": steps} if 4 * sum(map(abs, steps)) < sum(map(abs, values)) else {"i": list(values)}
    if kinds == {list}:
        flat = [item for value in values for item in value]
        return {"l": [_column([len(value) for value in values], strings), _column(flat, strings)]}
    if kinds == {dict}:
        keys = dict.fromkeys(key for value in values for key in value)
        columns = {key: _column([value.get(key, _ABSENT) for value in values], strings) for key in keys}
        return {"o": [len(values), columns]}
    return {"j": list(values)}


def _values(column: dict[str, Any], strings: Sequence[str]) -> list[Any]:
    ((kind, body),) = column.items()
    if kind == "s":
        return [strings[number] for number in _values(body, strings)]
    if kind == "x":
        digits = base64.b64decode(body).hex()
        return [digits[at : at + 16] for at in range(0, len(digits), 16)]
    if kind == "d":
        return list(accumulate(body))
    if kind == "l":
        flat = iter(_values(body[1], strings))
        return [[next(flat) for _ in range(length)] for length in _values(body[0], strings)]
    if kind == "o":
        rows: list[dict[str, Any]] = [{} for _ in range(body[0])]
        for key, inner in body[1].items():
            for row, value in zip(rows, _values(inner, strings), strict=True):
                if value is not _ABSENT:
                    row[key] = value
        return rows
    if kind == "p":
        values: list[Any] = [_ABSENT] * body[0]
        for number, value in zip(_values(body[1], strings), _values(body[2], strings), strict=True):
            values[number] = value
        return values
    return list(body)


# -- words -----------------------------------------------------------------------------------------


def _coded(text: str) -> tuple[str, str]:
    """The words of a text, the most frequent first, each on a line of its own, and the text in their codes.

    Among the words a line break is called NUL, and what parts two texts, which is NUL itself, has no name: neither can
    stand in another word.
    """
    found = _WORD.findall(text)
    counted = Counter(found)
    words = sorted(counted, key=lambda word: (-counted[word], word))
    codes = dict(zip(words, _codes(), strict=False))
    return "\n".join(_APART.get(word, word) for word in words), "".join(map(codes.__getitem__, found))


def _decoded(words: str, coded: str) -> str:
    named = {name: word for word, name in _APART.items()}
    by_code = dict(zip(_codes(), (named.get(word, word) for word in words.split("\n")), strict=False))
    out, at = [], 0
    while at < len(coded):
        length = _length(_SIGNS.index(coded[at]))
        out.append(by_code[coded[at : at + length]])
        at += length
    return "".join(out)


def _length(first: int) -> int:
    """How many signs a code has whose first one is of this number."""
    for length, most in ((1, _ALONE), (2, _ALONE + _OF_TWO), (3, _ALONE + _OF_TWO + _OF_THREE)):
        if first < most:
            return length
    return 5


def _codes() -> Iterator[str]:
    """All codes, the short ones first."""
    for length, firsts in groupby(_SIGNS, key=lambda sign: _length(_SIGNS.index(sign))):
        yield from map("".join, product("".join(firsts), *[_SIGNS] * (length - 1)))
