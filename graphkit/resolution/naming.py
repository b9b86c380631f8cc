"""Which thing of a document a name stands for, by the contract's rules for names as they are extracted (section 4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from graphkit.ids import scoped_slug, slug
from graphkit.knowledge import Knowledge
from graphkit.namesakes import Hints, latest, meant
from graphkit.records import Graph, Kind, Reading, Ref, Relation, Thing
from graphkit.register import fold_name
from graphkit.resolution.told import End

_TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|sir|dame|lord|lady|rev|reverend)\.?\s+)+",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "a an the and or of for in on at to with by from council councils borough county district city service services"
    " partnership partnerships programme program project projects scheme schemes initiative initiatives pilot campaign team"
    " teams board network networks forum group groups community local national public health care social trust centre"
    " department directorate office unit committee new".split()
)
_STARTS = frozenset(".!?\n:•\"'“‘(")


@dataclass(frozen=True, slots=True)
class Names:
    """The things of one document by name. ``scope`` is the council that it alone is about, else the document (slugs)."""

    document: str
    scope: str
    things: tuple[Thing, ...]
    text: str
    knowledge: Knowledge

    def ref(self, end: End) -> Ref:
        """The thing that a name stands for: one of the document's own with that name or form, else one made by rule."""
        wanted = fold_name(end.name)
        same = [
            t for t in self.things if t.ref.kind is end.kind and wanted in {fold_name(f) for f in (t.name, *t.forms)}
        ]
        if same:
            return min(same, key=lambda t: (fold_name(t.name) != wanted, t.ref)).ref
        return Ref(end.kind, self._slug(end))

    def thing(self, end: End) -> Thing:
        """The thing itself, new where the document has none of that name."""
        ref = self.ref(end)
        known = next((t for t in self.things if t.ref == ref), None)
        return known or Thing(ref, self._label(ref, end.name), (), is_specific(end.name, self.text))

    def forms(self, ref: Ref) -> frozenset[str]:
        """All that the document calls a thing."""
        return frozenset(f for t in self.things if t.ref == ref for f in (t.name, *t.forms) if f)

    def _slug(self, end: End) -> str:
        if end.kind is Kind.DOCUMENT:
            return end.name
        if end.kind is Kind.COUNCIL:
            register = self.knowledge.register
            council = meant(register, end.name, Hints(text=self.text, written=latest(self.text, register)))
            return council.slug if council else slug(end.name)
        if end.kind is Kind.TOPIC:
            return next((s.slug for s in self.knowledge.subjects if _is_called(end.name, s.forms)), slug(end.name))
        if end.kind is Kind.PERSON:
            return scoped_slug(self.scope, _TITLE.sub("", end.name) or end.name)
        if end.kind is Kind.POPULATION:
            return slug(end.name)
        if not is_specific(end.name, self.text):
            return scoped_slug(self.document, end.name)
        return scoped_slug(self.scope, end.name) if end.kind is Kind.INITIATIVE else slug(end.name)

    def _label(self, ref: Ref, name: str) -> str:
        return fixed_label(ref, self.knowledge) or name


NamesOf: TypeAlias = Callable[[str], Names]
"""The names of a document, by its slug; of a document that is not there: no things."""


def _is_called(name: str, forms: Iterable[str]) -> bool:
    return fold_name(name) in {fold_name(form) for form in forms}


def fixed_label(ref: Ref, knowledge: Knowledge) -> str:
    """What the register or the topic scheme calls a thing; empty for all others."""
    if ref.kind is Kind.COUNCIL:
        council = knowledge.register.by_slug(ref.slug)
        return council.label if council else ""
    if ref.kind is Kind.TOPIC:
        return next((s.label for s in knowledge.subjects if s.slug == ref.slug), "")
    return ""


def is_specific(name: str, text: str = "") -> bool:
    """Whether a name is a thing's own: a capitalised word that is neither general nor explained by a sentence's start.

    Args:
        name: As written.
        text: Where it is written; empty: a capital at its beginning counts.

    >>> is_specific("Riverbank Academy"), is_specific("boiler repair scheme"), is_specific("The Council")
    (True, False, False)
    >>> text = "It works. Walking scheme of the council. Pedal Trust runs it."
    >>> is_specific("Walking scheme", text), is_specific("Pedal Trust", text)
    (False, True)
    """
    words = re.findall(r"[^\W_]+", name)
    is_title = any(word[0].isupper() for word in words[1:])
    for number, word in enumerate(words):
        if word.casefold() in _GENERIC or not any(c.isupper() for c in word):
            continue
        # A sentence's start explains one capital, the first; not one within the word, nor those of "Pedal Trust".
        if number > 0 or is_title or word[1:] != word[1:].lower() or not _only_begins_sentences(name, text):
            return True
    return False


def _only_begins_sentences(name: str, text: str) -> bool:
    places = [match.start() for match in re.finditer(re.escape(name), text)]
    return bool(places) and all(text[:at].rstrip(" \t")[-1:] in _STARTS | {""} for at in places)


def names_of_readings(readings: Iterable[Reading], knowledge: Knowledge) -> NamesOf:
    """The names of each document as it was read."""
    made = {
        r.document.slug: Names(
            r.document.slug,
            r.councils[0] if len(r.councils) == 1 else r.document.slug,
            r.things,
            r.document.text,
            knowledge,
        )
        for r in readings
    }
    return lambda document: made.get(document) or Names(document, document, (), "", knowledge)


def names_of_graph(graph: Graph, knowledge: Knowledge) -> NamesOf:
    """The names of each document as a graph without decisions has them: labels and other names of all documents together."""
    texts = {document.slug: document.text for document in graph.documents}

    def names(document: str) -> Names:
        things = tuple(
            Thing(e.ref, e.label, e.other_names, is_specific(e.label))
            for e in graph.entities
            if document in e.documents and e.replaced_by is None
        )
        councils = {
            s.object.slug
            for s in graph.statements
            if s.document == document and s.relation is Relation.ABOUT and s.object and s.object.kind is Kind.COUNCIL
        }
        scope = councils.pop() if len(councils) == 1 else document
        return Names(document, scope, things, texts.get(document, ""), knowledge)

    return names
