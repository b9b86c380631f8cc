"""Marked documents, tests/accuracy/silver/*.txt: text, things and facts in one file. The form is in the folder's README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

KINDS = {
    "c": "council",
    "o": "organisation",
    "n": "network",
    "i": "initiative",
    "x": "person",
    "p": "population",
    "l": "place",
    "t": "topic",
}
_OPEN = re.compile(r"\[\[([a-z]\d+)([|~])")
_LITERALS = ("startDate", "endDate", "hasRole")
_OUTCOME = re.compile(r"outcome ([a-z]\d+) (~?)(-?\d+(?:\.\d+)?)( [^|]+)? \| (.+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that stands for a thing; ``is_pronoun``: by a word such as "it"."""

    start: int
    end: int
    thing: str
    is_pronoun: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """``subject relation object`` (or a literal) with its status; ``start``/``end``: the paragraph that says it."""

    subject: str
    relation: str
    object: str
    status: str
    start: int
    end: int
    is_debatable: bool = False


@dataclass(slots=True)
class Marked:
    """A marked document."""

    id: str
    title: str
    text: str
    marks: list[Mark] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def forms(self) -> dict[str, list[str]]:
        """Thing → its written forms, fullest first."""
        found: dict[str, set[str]] = {}
        for mark in self.marks:
            if not mark.is_pronoun:
                found.setdefault(mark.thing, set()).add(self.text[mark.start : mark.end])
        return {thing: sorted(forms, key=lambda f: (-len(f), f)) for thing, forms in found.items()}


def read(path: Path) -> Marked:
    """The document of a file."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    document = Marked(fields["id"], fields["title"], "")
    lines: list[str] = []
    size = 0
    paragraph = (0, 0)
    for line in body.strip("\n").splitlines():
        if line.startswith("> "):
            document.facts += _fact(line[2:], paragraph)
            continue
        text, marks = _unmark(line, size)
        document.marks += marks
        if text.strip():
            paragraph = (size, size + len(text))
        lines.append(text)
        size += len(text) + 1
    document.text = "\n".join(lines) + "\n"
    return document


def _unmark(line: str, offset: int) -> tuple[str, list[Mark]]:
    text: list[str] = []
    opened: list[tuple[str, bool, int]] = []
    marks: list[Mark] = []
    at = size = 0
    while at < len(line):
        match = _OPEN.match(line, at)
        if match:
            opened.append((match[1], match[2] == "~", size))
            at = match.end()
        elif opened and line.startswith("]]", at):
            thing, is_pronoun, start = opened.pop()
            marks.append(Mark(offset + start, offset + size, thing, is_pronoun))
            at += 2
        else:
            text.append(line[at])
            at += 1
            size += 1
    return "".join(text), marks


def _fact(line: str, paragraph: tuple[int, int]) -> Iterator[Fact]:
    debatable = line.rstrip().endswith("?")
    words = line.rstrip(" ?").split()
    if words[0] in _LITERALS:
        yield Fact(words[1], words[0], " ".join(words[2:]), "done", *paragraph, debatable)
    elif words[0] == "outcome":
        match = _OUTCOME.match(line.strip())
        if match:
            yield Fact(match[1], "reports", f"{match[3]}{match[4] or ''} | {match[5]}", "done", *paragraph, debatable)
    else:
        status = words[3] if len(words) > 3 else "done"
        yield Fact(words[1], words[0], words[2], status, *paragraph, debatable)
