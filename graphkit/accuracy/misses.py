"""The differences of one document: what was missed, what is extra, what has another status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.accuracy.matching import Named
from graphkit.accuracy.pairing import Key, Pair
from graphkit.records import Span
from graphkit.text import fold, sentences


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference: what was ``missed``, is ``extra``, or has another ``status``, and a sentence that it stands in."""

    document: str
    what: str
    about: str
    said: str
    sentence: str


def misses(pair: Pair) -> Iterator[Miss]:
    """All differences of a document, in order of gold, then of what was found: things, then facts."""
    yield from (_of_thing(pair, "missed", named) for key, named in pair.named.items() if key not in pair.matched)
    yield from (_of_thing(pair, "extra", named) for key, named in pair.found.things.items() if key not in pair.back)
    for said, status in pair.wanted.items():
        fact = pair.shown.get(said)
        if fact is None:
            yield Miss(pair.gold.id, "missed", "fact", f"{_words(pair, said)} ({status})", pair.quotes[said])
        elif fact.status is not status:
            both = f"{_words(pair, said)} ({status}, found as {fact.status})"
            yield Miss(pair.gold.id, "status", "fact", both, fact.quote)
    for said, fact in pair.shown.items():
        if said not in pair.wanted:
            yield Miss(pair.gold.id, "extra", "fact", f"{_words(pair, said)} ({fact.status})", fact.quote)


def _of_thing(pair: Pair, what: str, named: Named) -> Miss:
    """A thing that one side has alone, with the first sentence that has one of its forms, the fullest if any has."""
    text = pair.gold.text
    at = next((at for form in named.forms if form and (at := text.find(form)) >= 0), -1)
    return Miss(pair.gold.id, what, "thing", f"{named.forms[0]} ({named.kind})", _sentence_at(text, at))


def _sentence_at(text: str, at: int) -> str:
    """The sentence that holds this place; none for -1."""
    if at < 0:
        return ""
    end = text.find("\n", at)
    line = Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)
    held = [span for span in sentences(fold(text), line) if span.start <= at < span.end]
    return held[0].of(text) if held else line.of(text).strip()


def _words(pair: Pair, key: Key) -> str:
    """``Wigan Council leads The Deal``; what has no match in the gold with a question mark."""
    relation, *ends = key
    names = [pair.named[end].forms[0] if end in pair.named else f"?{_found_name(pair, end)}" for end in ends]
    return f"{names[0]} {relation} {names[1]}"


def _found_name(pair: Pair, key: str) -> str:
    return pair.found.things[key].forms[0] if key in pair.found.things else key
