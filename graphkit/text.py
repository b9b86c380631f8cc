"""Plain text: folding of equal length, sentences, words. Offsets are code points of the text given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.records import Span

# One code point to one code point, so that offsets in the folded copy are offsets in the text itself.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032`\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
        **dict.fromkeys("\u2013\u2014\u2015", "\u2013"),
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
        ),
        **dict.fromkeys("\u2028\u2029\u0085\u000b\u000c", "\n"),
        "\t": " ",
        "\u200b": " ",
        "\ufeff": " ",
    }
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof rev cllr st no nos vs etc inc ltd co eg ie e.g i.e approx dept est fig vol al sq ft rt hon gen"
    " jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_END = re.compile(r"""[.!?…]+['")\]]*(?=\s|$)""")
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+(?:[-'/&.](?=[A-Za-z0-9\u00c0-\u024f])[A-Za-z0-9\u00c0-\u024f]+)*")


def fold(text: str) -> str:
    r"""The text with curly quotes, odd spaces and long dashes made plain; of equal length.

    >>> fold("Women’s\u00a0Aid")
    "Women's Aid"
    """
    return text.translate(_FOLD)


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def sentences(folded: str, span: Span) -> Iterator[Span]:
    """The sentences of a paragraph, in order; abbreviations, initials and decimals do not end one.

    >>> [s.of("Dr. Lee came. It rained.") for s in sentences("Dr. Lee came. It rained.", Span(0, 24))]
    ['Dr. Lee came.', 'It rained.']
    """
    start = span.start
    for match in _END.finditer(folded, span.start, span.end):
        if match.end() < span.end and not _ends_sentence(folded, start, match, span.end):
            continue
        sentence = trim(folded, start, match.end())
        if sentence.start < sentence.end:
            yield sentence
        start = match.end()
    rest = trim(folded, start, span.end)
    if rest.start < rest.end:
        yield rest


def _ends_sentence(folded: str, start: int, match: re.Match[str], limit: int) -> bool:
    after = folded[match.end() : min(match.end() + 40, limit)].lstrip(" \n\"'(")
    if not after or not (after[0].isupper() or after[0].isdigit() or not after[0].isascii()):
        return False
    if match.group(0)[0] != ".":
        return True
    before = re.search(r"[A-Za-z.]+\Z", folded[max(start, match.start() - 12) : match.start()])
    if before is None:
        return True
    word = before.group(0).lower().lstrip(".")
    return word not in _ABBREVIATIONS and not re.fullmatch(r"[a-z](\.[a-z])*", word)


def words(folded: str, span: Span) -> list[Span]:
    """The words of a stretch: letters and digits, with inner hyphens, apostrophes, slashes, dots."""
    return [Span(m.start(), m.end()) for m in _WORD.finditer(folded, span.start, span.end)]
