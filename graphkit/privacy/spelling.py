"""Words of a text however they are spelled: without case, accents, odd quotes, spaces and invisible characters."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graphkit.records import Span

MASK = "\u2588"
_LETTERS = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_READABLE = re.compile(r"[^\W_]")
_SAME = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032`\u00b4\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
    **dict(zip("øØłŁđĐðÐ", "oOlLdDdD", strict=True)),
    **dict(zip("æÆœŒßþÞı", ("ae", "AE", "oe", "OE", "ss", "th", "Th", "i"), strict=True)),
}


@cache
def _plain(character: str) -> str:
    """What one character says: its letters without accents; nothing where it cannot be seen.

    >>> _plain("é"), _plain("’"), _plain("\u200b")
    ('e', "'", '')
    """
    if character in _SAME:
        return _SAME[character]
    if unicodedata.category(character) in {"Mn", "Cf"}:
        return ""
    if character.isspace():
        return "\n" if character in "\n\u2028\u2029\u0085" else " "
    return "".join(c for c in unicodedata.normalize("NFKD", character) if unicodedata.category(c) != "Mn")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its plain spelling, whether it begins with a capital, and where it stands (``plain``: in the plain text)."""

    text: str
    span: Span
    plain: Span

    @property
    def low(self) -> str:
        """In lower case."""
        return self.text.lower()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_shouted(self) -> bool:
        """Whether it is an abbreviation or shouted: capitals alone, two or more."""
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text in plain spelling. ``places[i]`` is where character ``i`` of ``plain`` stands in the text (None: at ``i``)."""

    plain: str
    places: Sequence[int] | None

    def span(self, start: int, end: int) -> Span:
        """The stretch of the text that a stretch of the plain text was made of."""
        return Span(start, end) if self.places is None else Span(self.places[start], self.places[end])

    def words(self) -> list[Word]:
        """The runs of letters: ``O'Dowd`` is two."""
        return self._found(_LETTERS)

    def pieces(self) -> list[Word]:
        """The words as people see them, with inner hyphens and apostrophes; a possessive ``'s`` is none of theirs."""
        return [_owner(word) if word.low.endswith("'s") else word for word in self._found(_PIECE)]

    def _found(self, pattern: re.Pattern[str]) -> list[Word]:
        return [
            Word(m[0], self.span(m.start(), m.end()), Span(m.start(), m.end())) for m in pattern.finditer(self.plain)
        ]


def _owner(word: Word) -> Word:
    def less(span: Span) -> Span:
        return Span(span.start, max(span.start, span.end - 2))

    return Word(word.text[:-2], less(word.span), less(word.plain))


def spelled(text: str) -> Spelled:
    """A text in plain spelling, and where each character of it came from."""
    if text.isascii():
        return Spelled(text, None)
    plain: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        same = character if character.isascii() else _plain(character)
        plain.append(same)
        places.extend([place] * len(same))
    return Spelled("".join(plain), [*places, len(text)])


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in plain spelling.

    >>> words_of("Siân O’Dowd-Lee")
    ('sian', 'o', 'dowd', 'lee')
    """
    return tuple(word.low for word in spelled(name).words())


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with every letter and digit of the stretches a block; of equal length, spaces and punctuation as they are.

    >>> masked("Call Ann Lee: 01942 1", [Span(5, 12), Span(14, 21)])
    'Call ███ ███: █████ █'
    """
    out: list[str] = []
    at = 0
    for start, end in merged(spans):
        out += [text[at:start], "".join(MASK if _is_readable(c) else c for c in text[start:end])]
        at = end
    return "".join([*out, text[at:]])


def _is_readable(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def is_readable(text: str) -> bool:
    """Whether a letter or digit of it can still be read."""
    return _READABLE.search(text) is not None


def merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Stretches in order, those that meet or touch made one."""
    found: list[tuple[int, int]] = []
    for span in sorted(spans):
        if found and span.start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], span.end))
        elif span.start < span.end:
            found.append((span.start, span.end))
    return found


class Stretches:
    """Stretches of a text, sorted, so that those near a place are found without looking at all."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(set(spans))
        self._starts = [span.start for span in self._spans]
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def meeting(self, span: Span) -> Iterator[Span]:
        """Those that share a character with a stretch."""
        at = bisect.bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._starts[at] > span.start - self._longest:
            if self._spans[at].meets(span):
                yield self._spans[at]
            at -= 1

    def meets(self, span: Span) -> bool:
        """Whether any of them does."""
        return next(self.meeting(span), None) is not None
