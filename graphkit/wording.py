"""Written forms without what people write differently: case, articles, punctuation, number."""

from __future__ import annotations

import re

_EMPTY_WORDS = frozenset("the a an of for and in to its their with on at by s".split())
_BEFORE_A_COMPLEMENT = re.compile(r"\b(?:for|of|to|in|with|at|on|by|from|that|which|who|aimed|between)\b")
_ABBREVIATION_AT_END = re.compile(r"\s*\(['\"]?(?:the )?([A-Z][A-Za-z& ]{1,9}s?)['\"]?\)$")
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


def split_abbreviation(name: str) -> tuple[str, str]:
    """(name, abbreviation) of a name that ends in its own abbreviation in brackets; (name, empty) of any other.

    >>> split_abbreviation("Public Health England (PHE)"), split_abbreviation("Hopton (Leeds)")
    (('Public Health England', 'PHE'), ('Hopton (Leeds)', ''))
    """
    match = _ABBREVIATION_AT_END.search(name)
    if match is None or not abbreviates(match[1], name[: match.start()]):
        return name, ""
    return name[: match.start()], match[1]


def abbreviates(short: str, name: str) -> bool:
    """Whether the letters of one are initials of the other's words, in order; of more than two one may be another letter.

    >>> abbreviates("PHE", "Public Health England"), abbreviates("EU", "Sport England")
    (True, False)
    """
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name))
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    position = 0
    for letter in initials.casefold():
        if position < len(letters) and letters[position] == letter:
            position += 1
    missing = len(letters) - position
    return len(letters) >= 2 and missing <= (len(letters) > 2)
