"""Measure how much of the names of persons the public tier hides, on the annotated documents of tests/accuracy.

    python scripts/privacy_recall.py [--misses] [--page]

Every document is read as a build reads it and put into tier public; then every place where a name that the annotation
gives a person stands in the text is looked up in the public text. What counts are letters: the share of the letters of
names that are hidden, names whole and surnames alone, titles left aside. ``--misses`` shows what is left in the open part,
with what stands around it, and what was hidden without need; of the held-back part only figures are shown, ever.
``--page`` writes the figures into docs/privacy.md.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from graphkit.accuracy.gold import GoldDocument, read_gold, read_parts
from graphkit.knowledge import load_knowledge
from graphkit.pipeline import GENERATOR, read_one
from graphkit.privacy.hiding import hidden_of
from graphkit.privacy.names import name_of
from graphkit.privacy.spelling import MASK, spelled
from graphkit.records import Description, Document, Graph, Kind, Span
from graphkit.statements import assemble

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "accuracy"
PAGE = ROOT / "docs" / "privacy.md"
HEAD = (
    "| part | documents | persons | letters of names hidden | places of names hidden whole | of all letters of the texts |\n"
    "|---|---|---|---|---|---|\n"
)
PLACE = re.compile(r"<!-- made: recall -->\n.*?<!-- end -->\n", re.DOTALL)


class Recall(NamedTuple):
    """Persons and places of names, letters of names and how many are hidden; letters of the texts and how many are."""

    documents: int
    persons: int
    places: int
    letters: int
    hidden: int
    whole: int
    text_letters: int
    text_hidden: int


def documents_of(part: str) -> tuple[GoldDocument, ...]:
    """The annotated documents of a part."""
    parts = read_parts(FOLDER)
    return read_gold(FOLDER, sorted(name for name, of in parts.items() if of == part))


def graph_of(gold: Iterable[GoldDocument]) -> Graph:
    """What a build reads in the documents."""
    knowledge = load_knowledge(None)
    readings = [
        read_one(Document(d.id, f"{d.id}.txt", d.text, "", Description(f"{d.id}.txt")), knowledge) for d in gold
    ]
    return assemble(readings, knowledge, GENERATOR)


def name_places(document: GoldDocument) -> Iterator[tuple[str, Span]]:
    """Every place in the text where a name of a person of the annotation stands, and words of it alone with a capital."""
    words = spelled(document.text).words()
    for entity in document.entities:
        if entity.kind is not Kind.PERSON:
            continue
        names = {name_of(form) for form in entity.forms}
        for name in names:
            for at in range(len(words) - len(name) + 1):
                run = words[at : at + len(name)]
                if tuple(w.low for w in run) == name and all(w.is_capitalised for w in (run[0], run[-1])):
                    yield entity.forms[0], Span(run[0].span.start, run[-1].span.end)
        surnames = {name[-1] for name in names if len(name) > 1}
        for word in words:
            if word.low in surnames and word.is_capitalised:
                yield entity.forms[0], word.span


def measure(gold: Iterable[GoldDocument], texts: dict[str, str]) -> Recall:
    """The figures of the documents in their public texts (by document)."""
    documents = persons = places = letters = hidden = whole = text_letters = text_hidden = 0
    for document in gold:
        shown = texts[document.id]
        documents += 1
        persons += sum(entity.kind is Kind.PERSON for entity in document.entities)
        text_letters += sum(c.isalpha() for c in document.text)
        text_hidden += shown.count(MASK)
        for span in {span for _, span in name_places(document)}:
            before, after = span.of(document.text), span.of(shown)
            places += 1
            letters += sum(c.isalpha() for c in before)
            left = sum(c.isalpha() for c in after)
            hidden += sum(c.isalpha() for c in before) - left
            whole += left == 0
    return Recall(documents, persons, places, letters, hidden, whole, text_letters, text_hidden)


def row(part: str, recall: Recall) -> str:
    """The figures as a row of the table of docs/privacy.md."""
    return (
        f"| {part} | {recall.documents} | {recall.persons} | {recall.hidden / recall.letters:.2%} "
        f"| {recall.whole} of {recall.places} | {recall.text_hidden / recall.text_letters:.1%} |\n"
    )


def main(options: list[str]) -> None:
    """Print, or write, the figures."""
    rows = []
    for part in ("open", "held back"):
        gold = documents_of(part)
        texts = hidden_of(graph_of(gold)).texts
        rows.append(row(part, measure(gold, texts)))
        print(rows[-1], end="")
        if part == "open" and "--misses" in options:
            show(gold, texts)
    if "--page" in options:
        page = PAGE.read_text(encoding="utf-8")
        made = f"<!-- made: recall -->\n{HEAD}{''.join(rows)}<!-- end -->\n"
        PAGE.write_text(PLACE.sub(lambda _: made, page), encoding="utf-8", newline="\n")


def show(gold: Iterable[GoldDocument], texts: dict[str, str]) -> None:
    """What is left of names, and what was hidden that is no name."""
    for document in gold:
        shown = texts[document.id]
        spans = [span for _, span in name_places(document)]
        for name, span in sorted(set(name_places(document))):
            if any(c.isalpha() for c in span.of(shown)):
                around = shown[max(0, span.start - 60) : span.end + 60]
                print(f"LEFT   {document.id}: {name}: {' '.join(around.split())}")
        for match in re.finditer(rf"{MASK}[{MASK} .'’@-]*{MASK}|{MASK}", shown):
            here = Span(match.start(), match.end())
            if not any(span.meets(here) for span in spans):
                around = document.text[max(0, here.start - 30) : here.end + 30]
                print(f"HIDDEN {document.id}: {here.of(document.text)!r}: {' '.join(around.split())}")


if __name__ == "__main__":
    main(sys.argv[1:])
