"""Written forms without what people write differently: case, articles, punctuation, number."""

from __future__ import annotations

import re

_EMPTY_WORDS = frozenset("the a an of for and in to its their with on at by s".split())
_BEFORE_A_COMPLEMENT = re.compile(r"\b(?:for|of|to|in|with|at|on|by|from|that|which|who|aimed|between)\b")
_ENDINGS = ("ies", "es", "s", "e", "y")


def plain(text: str) -> str:
    """Text in lower case, without punctuation, possessive or article in front.

    >>> plain("The Council’s Warm-Homes & Health scheme")
    'council warm homes and health scheme'
    """
    text = text.casefold().replace("’", "'").replace("&", " and ")
    text = re.sub(r"'s\b", "", text)
    text = " ".join(re.sub(r"[^\w\s]", " ", text).split())
    for article in ("the ", "a ", "an "):
        if text.startswith(article):
            return text[len(article) :]
    return text


def stem(word: str) -> str:
    """A word without the ending that number or derivation gives it, if two characters are left.

    >>> [stem(word) for word in ("services", "service", "city", "cities", "glass", "as")]
    ['servic', 'servic', 'cit', 'cit', 'glass', 'as']
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + 2 and not (ending == "s" and word.endswith("ss")):
            return word[: -len(ending)]
    return word


def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(stem(word) for word in plain(text).split() if word not in _EMPTY_WORDS)


def head_word(text: str) -> str:
    """The stem of the last word before a complement: of "drop-in clinics for young people" that of "clinics"."""
    words = plain(text).split()
    before = _BEFORE_A_COMPLEMENT.split(plain(text), maxsplit=1)[0].split() or words
    return stem(before[-1]) if before else ""


def singular(word: str) -> str:
    """A word without the ending of a plural.

    >>> singular("services"), singular("bus"), singular("glass")
    ('service', 'bus', 'glass')
    """
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
