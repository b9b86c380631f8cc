"""Marked documents laid out as the program reads them, with what each stretch and pair should be."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from graphkit.accuracy.matching import Named, match
from graphkit.extractors.annotate import find
from graphkit.knowledge import Knowledge
from graphkit.outline import make_outline
from graphkit.parsers.text import parse
from graphkit.records import Cast, Description, Document, Kind, Mention, Outline, Ref, Source, Span, Thing
from graphkit.wording import plain
from training.marked import KINDS, Marked, read

_ARTICLE = re.compile(r"(?:the|a|an|its|their|our|this|that|these|those|his|her|your|my)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Example:
    """A document to learn from: its outline, what the rules find, and the things as stretches (span, kind, id, is general)."""

    marked: Marked
    outline: Outline
    found: list[Mention]
    stretches: list[tuple[Span, Kind, str, bool]]

    def fold(self, folds: int) -> int:
        """Which part of a cross-validation a document falls in, by its id."""
        return int(hashlib.sha256(self.marked.id.encode()).hexdigest()[8:16], 16) % folds

    def named(self) -> dict[str, Named]:
        """Things by id, topics apart."""
        return {
            thing: Named(Kind(KINDS[thing[0]]), tuple(forms))
            for thing, forms in self.marked.forms().items()
            if thing[0] != "t"
        }

    def matched(self, cast: Cast) -> dict[Ref, str]:
        """What was found → the marked thing that it is."""
        used = {ref for ref in cast.refs if ref is not None}
        found = {
            str(t.ref): Named(t.ref.kind, (t.name, *t.forms))
            for t in cast.things
            if t.ref in used and t.ref.kind is not Kind.TOPIC
        }
        refs = {str(ref): ref for ref in used}
        return {refs[key]: thing for thing, key in match(self.named(), found).items()}


def load(folder: Path, knowledge: Knowledge) -> list[Example]:
    """Every marked document of a folder, in order of names."""
    return [_example(read(path), knowledge) for path in sorted(folder.glob("*.txt"))]


def _example(marked: Marked, knowledge: Knowledge) -> Example:
    name = f"{marked.id}.txt"
    text = parse(Source(name, marked.text.encode())).text
    if text != marked.text:
        raise SystemExit(f"{name}: the text changes when it is normalised; write it as it is to stand.")
    outline = make_outline(Document(marked.id, name, text, "", Description(name)))
    stretches = []
    for mark in marked.marks:
        if not mark.is_pronoun and mark.thing[0] != "t":
            span, had_article = _without_article(outline.folded, mark.start, mark.end)
            words = span.of(outline.folded)
            is_general = had_article and " " not in words and words.islower()
            stretches.append((span, Kind(KINDS[mark.thing[0]]), mark.thing, is_general))
    return Example(marked, outline, find(outline, knowledge), sorted(stretches, key=lambda s: (s[0].start, -s[0].end)))


def _without_article(folded: str, start: int, end: int) -> tuple[Span, bool]:
    first = start
    while (found := _ARTICLE.match(folded, start, end)) and found.end() < end:
        start = found.end()
    return Span(start, end), start > first


def gold_cast(example: Example) -> Cast:
    """The document as a perfect reader of names would have it: what the judge of pairs learns relations from."""
    folded = example.outline.folded
    covered = bytearray(len(folded) + 1)
    rules = {(m.span, m.kind): m for m in example.found}
    pairs: list[tuple[Mention, Ref]] = []
    for span, kind, thing, _ in sorted(example.stretches, key=lambda s: (s[0].start - s[0].end, s[0])):
        if any(covered[span.start : span.end]):
            continue
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
        rule = rules[span, kind].rule if (span, kind) in rules else f"{kind.value}.learned@1"
        words = " ".join(span.of(folded).split())
        pairs.append((Mention(span, kind, words, rule, is_specific=True, score=3000), Ref(kind, thing)))
    councils = [ref for _, ref in pairs if ref.kind is Kind.COUNCIL]
    home = max(sorted(set(councils)), key=councils.count) if councils else None
    ours = [m for m in example.found if m.target == "home" and not any(covered[m.span.start : m.span.end])]
    pairs += [(mention, home) for mention in ours if home is not None]
    pairs.sort(key=lambda pair: pair[0].span)
    forms = example.marked.forms()
    things = tuple(
        Thing(ref, forms[ref.slug][0], tuple(forms[ref.slug][1:]), any(f[0].isupper() for f in forms[ref.slug]))
        for ref in sorted({ref for _, ref in pairs})
    )
    mentions, refs = tuple(m for m, _ in pairs), tuple(r for _, r in pairs)
    return Cast(mentions, refs, (), (), things, (home,) if home is not None else ())


def is_form_of(form: str, kind: Kind, named: dict[str, Named]) -> bool:
    """Whether a written form is one of a marked thing of that kind, as the measure has it."""
    offered = {"form": Named(kind, (form,))}
    return any(match({key: thing}, offered) for key, thing in named.items() if thing.kind is kind)


def marked_forms(example: Example) -> set[tuple[str, Kind]]:
    """Every form under which something is marked, made plain."""
    return {(plain(form), named.kind) for named in example.named().values() for form in named.forms}
