"""What of a graph's documents must not be read in public: the names in each, and its text with them hidden."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

from graphkit.errors import UnreadableDocumentError
from graphkit.graph.blocks import UnseenDocument
from graphkit.privacy.contact_data import contact_spans, links
from graphkit.privacy.given_names import ALSO_WORDS, GIVEN_NAMES
from graphkit.privacy.names import (
    NOWHERE,
    FoundName,
    Name,
    Names,
    found_names,
    is_name,
    joined,
    known_spans,
    looks_like_a_name,
    name_of,
    names,
    titled_names,
)
from graphkit.privacy.spelling import MASK, Spelled, Stretches, is_readable, masked, spelled, words_of
from graphkit.records import Document, Entity, Graph, Kind, Ref, Span, Statement

_PASSES = 4
_THINGS = (Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE, Kind.PLACE)
_CUT = re.compile(r"-[0-9a-f]{8}\Z")


def hide(text: str, hidden: Names, *, is_alone: bool = True) -> str:
    """A string without the names, and without contact data and persons that it gives away itself; of equal length.

    Args:
        text: Any string of a graph.
        hidden: The names of persons that are known.
        is_alone: Whether words of names are hidden alone too.
    """
    if MASK not in text and not _may_hold(text):
        return text
    wanted = hidden if is_alone else Names(frozenset(), hidden.runs)
    return _until_stable(text, wanted, NOWHERE)


def _may_hold(text: str) -> bool:
    """Whether a string has a letter or digit at all."""
    return any(c.isalnum() for c in text)


def _until_stable(text: str, hidden: Names, protected: Stretches, given: Iterable[Span] | None = None) -> str:
    """A text without names and contact data.

    Args:
        text: Any.
        hidden: The names that are known.
        protected: Where words of names do not count alone.
        given: Where names stand that the text gives away; None: they are looked for.
    """
    # What is hidden may bring contact data to light that it was grown together with.
    for _ in range(_PASSES):
        plain = spelled(text)
        spans = [*contact_spans(plain), *known_spans(plain, hidden, protected), *_links(plain, hidden)]
        spans += [f.span for f in found_names(plain) if f.is_sure] if given is None else given
        hiding = masked(text, spans)
        if hiding == text:
            break
        text = hiding
    return text


def _links(text: Spelled, hidden: Names) -> Iterator[Span]:
    """The addresses of pages that name a person by ``%`` codes."""
    for place in links(text):
        link = place.of(text.plain)
        if "%" in link and holds(unquote(link), hidden):
            yield text.span(place.start, place.end)


def holds(text: str, hidden: Names) -> bool:
    """Whether a string names one of the persons or holds contact data: what stands in addresses and file names."""
    plain = spelled(text)
    return bool(known_spans(plain, hidden) or contact_spans(plain, with_places=False)) or slug_holds(text, hidden)


def gives_away(text: str) -> bool:
    """Whether contact data, or a name after a title, can be read in a text."""
    plain = spelled(text)
    return bool(contact_spans(plain)) or any(is_readable(f.span.of(text)) for f in titled_names(plain))


def slug_holds(slug: str, hidden: Names) -> bool:
    """Whether a slug names one of the persons, or an e-mail address or telephone number, by whole words."""
    return (
        bool(known_spans(spelled(slug), hidden))
        or re.search(r"(?<!\d)0\d{9,10}(?!\d)", slug.replace("-", "")) is not None
    )


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden: the names by document, all of them, and the texts without them (by the document's slug)."""

    names: dict[str, Names]
    everyone: Names
    originals: dict[str, str]
    texts: dict[str, str]

    def of(self, documents: Iterable[str]) -> Names:
        """The names in several documents; of none, everybody's whole names."""
        found = [self.names[slug] for slug in documents if slug in self.names]
        return joined(found) if found else Names(frozenset(), self.everyone.runs)

    def string(self, text: str, documents: Collection[str], *, is_alone: bool = True) -> str:
        """A string of some documents without what is hidden: by itself, and where it stands in their texts."""
        if not _may_hold(text):
            return text
        shown = hide(text, self.of(documents), is_alone=is_alone)
        return shown if not is_alone else _both(shown, self._in_texts(text, documents))

    def _in_texts(self, text: str, documents: Collection[str]) -> str | None:
        """The string with what is hidden wherever it stands in the texts; None where it stands readable or nowhere."""
        seen: str | None = None
        for slug in documents:
            original, shown = self.originals.get(slug, ""), self.texts.get(slug, "")
            at = original.find(text)
            while at >= 0:
                here = shown[at : at + len(text)]
                if here == text:
                    return None
                seen = here if seen is None else _where_both(seen, here)
                at = original.find(text, at + 1)
        return seen


def _both(one: str, other: str | None) -> str:
    """Hidden in either."""
    return one if other is None else "".join(MASK if MASK in pair else pair[0] for pair in zip(one, other, strict=True))


def _where_both(one: str, other: str) -> str:
    """Hidden in both."""
    return "".join(MASK if a == b == MASK else (b if a == MASK else a) for a, b in zip(one, other, strict=True))


# -- documents -------------------------------------------------------------------------------------


def hidden_of(graph: Graph) -> Hidden:
    """The names and texts of a graph's documents.

    Raises:
        UnreadableDocumentError: A text is not at hand: nobody could say what to hide in what was quoted of it.
    """
    for document in graph.documents:
        if isinstance(document, UnseenDocument):
            raise UnreadableDocumentError(
                "its text is not at hand, or has changed since the graph was built; a graph without names needs it.",
                where=document.file_name,
                todo="Name the folder of the documents with --docs.",
            )
    persons = _persons(graph)
    things = _forms(graph)
    plain = {document.slug: spelled(document.text) for document in graph.documents}
    small = frozenset(word.text for text in plain.values() for word in text.words() if word.text.islower())
    small |= {word for e in graph.entities if is_of_register(e) for word in words_of(e.label)}
    known = {d.slug: Stretches(_places(d, things.get(d.slug, ()), small)) for d in graph.documents}
    found = {slug: found_names(text, known[slug], small) for slug, text in plain.items()}
    described = {d.slug: _of_description(d) for d in graph.documents}
    whole = _everyone(persons, found, described)
    by_document: dict[str, Names] = {}
    texts: dict[str, str] = {}
    for document in graph.documents:
        slug = document.slug
        own = [*persons.get(slug, ()), *(f.name for f in found[slug]), *described[slug]]
        by_document[slug] = names([*own, *_standing(plain[slug], whole)])
        councils = [
            s for form, kind in things.get(slug, ()) if kind is Kind.COUNCIL for s in _all_places(form, document.text)
        ]
        places = [f.span for f in found[slug]]
        texts[slug] = _until_stable(document.text, by_document[slug], Stretches(councils), places)
    return Hidden(by_document, joined(by_document.values()), {d.slug: d.text for d in graph.documents}, texts)


def _of_description(document: Document) -> list[Name]:
    """Persons whom the title, file name or description give away."""
    given = document.description
    texts = (document.title, given.title, given.publisher)
    found = [f.name for text in texts for f in found_names(spelled(text)) if f.is_sure]
    for text in (document.file_name, given.id, unquote(given.url)):
        found += _in_slug(text)
    return found


def _in_slug(text: str) -> Iterator[Name]:
    """``…/ann-lee-interview.txt``: a given name and the word after it, where names have no capitals."""
    words = words_of(text)
    for first, last in pairwise(words):
        if first in GIVEN_NAMES and len(last) > 2 and is_name((last,)) and is_name((first,)) and _is_rare(first, last):
            yield first, last


def _is_rare(first: str, last: str) -> bool:
    return first not in ALSO_WORDS and last not in {"txt", "html", "htm", "docx", "pdf", "org", "gov", "com", "www"}


def _everyone(
    persons: dict[str, list[Name]], found: dict[str, list[FoundName]], described: dict[str, list[Name]]
) -> dict[str, set[Name]]:
    """The names of two words and more that are surely persons', by first word: hidden in every document."""
    sure = {name for several in persons.values() for name in several}
    sure |= {f.name for several in found.values() for f in several if f.is_sure}
    sure |= {name for several in described.values() for name in several}
    by_first: dict[str, set[Name]] = defaultdict(set)
    for name in sure:
        if len(name) > 1 and is_name(name):
            by_first[name[0]].add(name)
    return by_first


def _standing(text: Spelled, whole: dict[str, set[Name]]) -> list[Name]:
    """Which of everyone's names stand in a text."""
    words = [word.low for word in text.words()]
    return sorted(
        {
            name
            for at, word in enumerate(words)
            for name in whole.get(word, ())
            if tuple(words[at : at + len(name)]) == name
        }
    )


# -- what the graph knows --------------------------------------------------------------------------


def is_of_register(entity: Entity | None) -> bool:
    """Whether a thing is a council that the register knows: its name is nobody's."""
    return entity is not None and entity.ref.kind is Kind.COUNCIL and entity.register is not None


def raw_refs(statement: Statement) -> list[Ref]:
    """The things of a fact as extracted and as decided, and who says so."""
    parts = statement.key.split("|", 3)
    raw = [part for part in (*parts[1:2], *parts[3:4]) if not part.startswith("=")]
    found = [statement.subject, statement.object, *(e.speaker for e in statement.evidence)]
    found += [ref for ref in map(ref_in, raw) if ref is not None]
    return [ref for ref in found if ref is not None]


def ref_in(text: str) -> Ref | None:
    """The thing that ``kind/slug`` names."""
    kind, slash, slug = text.partition("/")
    return Ref(Kind(kind), slug) if slash and kind in list(Kind) else None


def slug_name(ref: Ref) -> Name:
    """The words of a person's name in their slug."""
    return name_of(_CUT.sub("", ref.slug.rpartition("--")[2]) if len(ref.slug) > 70 else ref.slug.rpartition("--")[2])


def _persons(graph: Graph) -> dict[str, list[Name]]:
    """The names of the persons of the graph by document, sorted."""
    found: dict[str, set[Name]] = defaultdict(set)
    entities = {entity.ref: entity for entity in graph.entities}
    facts = {ref for s in graph.statements for ref in raw_refs(s)}
    others: dict[str, set[Name]] = defaultdict(set)
    for entity in graph.entities:
        if entity.ref.kind is not Kind.PERSON:
            for document in entity.documents:
                others[document] |= {words_of(form) for form in (entity.label, *entity.other_names)}
    for entity in graph.entities:
        if entity.ref.kind is Kind.PERSON:
            kept = _kept(entity, entities)
            for document in kept.documents:
                if entity.ref in facts or not _is_doubtful(entity, others[document]):
                    forms = {name_of(form) for form in (entity.label, *entity.other_names)}
                    found[document] |= forms | {slug_name(entity.ref)}
    for statement in graph.statements:
        for ref in raw_refs(statement):
            if ref.kind is Kind.PERSON:
                found[statement.document].add(slug_name(ref))
    return {document: sorted(several - {()}) for document, several in found.items()}


def _kept(entity: Entity, entities: dict[Ref, Entity]) -> Entity:
    """The thing that a retired one is now."""
    for _ in range(len(entities)):
        if entity.replaced_by is None or entity.replaced_by not in entities:
            break
        entity = entities[entity.replaced_by]
    return entity


def _is_doubtful(entity: Entity, others: set[Name]) -> bool:
    """Whether something else has the name there and no given name begins it: a body that was read as a person too."""
    words = words_of(entity.label)
    return words in others and words[:1] != () and words[0] not in GIVEN_NAMES


def _forms(graph: Graph) -> dict[str, list[tuple[str, Kind]]]:
    """The names of councils, bodies, networks, initiatives and places by document, sorted."""
    found: dict[str, set[tuple[str, Kind]]] = defaultdict(set)
    for entity in graph.entities:
        if entity.ref.kind in _THINGS and (entity.ref.kind is not Kind.COUNCIL or is_of_register(entity)):
            for document in entity.documents:
                found[document] |= {(form, entity.ref.kind) for form in (entity.label, *entity.other_names) if form}
    return {document: sorted(several) for document, several in found.items()}


def _places(document: Document, forms: Iterable[tuple[str, Kind]], small: frozenset[str]) -> Iterator[Span]:
    """Where names of things stand that are nobody's: one that reads like a person's may have been taken for a body's."""
    for form, kind in forms:
        is_given, is_unknown = looks_like_a_name(form, small)
        if kind is Kind.COUNCIL or not (is_given or (is_unknown and kind in (Kind.ORGANISATION, Kind.NETWORK))):
            yield from _all_places(form, document.text)


def _all_places(form: str, text: str) -> Iterator[Span]:
    at = text.find(form)
    while at >= 0:
        yield Span(at, at + len(form))
        at = text.find(form, at + len(form))
