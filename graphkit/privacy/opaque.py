"""New keys for documents and things whose own would name somebody: a number within the first document, never a hash of a name.

A hash of a name can be undone with a list of names, and a secret key would have to be kept or make every build another graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from graphkit.ids import digest
from graphkit.privacy.hiding import Hidden, holds, is_of_register, slug_holds, slug_name
from graphkit.privacy.names import known_spans, names
from graphkit.privacy.spelling import spelled
from graphkit.records import Document, Entity, Graph, Kind, Ref

PERSON = "person"
"""The label of every person in public."""

OPAQUE = re.compile(r"(?:.*--)?person-[0-9]+\Z")
"""The slugs of persons in public."""

_THING = re.compile(r"\b(" + "|".join(Kind) + r")/([a-z0-9]+(?:-{1,2}[a-z0-9]+)*)")


def public_document(document: Document, hidden: Hidden) -> Document:
    """A document with its text, title, description and key as the public may read them."""
    own = hidden.of([document.slug])
    shown = replace(document, text=hidden.texts[document.slug])
    return readdressed(shown, lambda text: holds(text, own), lambda text: hidden.string(text, [document.slug]))


def readdressed(document: Document, is_named: Callable[[str], bool], shown: Callable[[str], str]) -> Document:
    """A document whose title, description and key name nobody.

    One whose id, address or file name gives somebody away is called by the digest of its text.

    Args:
        document: With a text in which nobody is named.
        is_named: Whether an id, address, file name or slug gives somebody away.
        shown: A title or name without what is hidden.
    """
    given = document.description
    names_in = {"id": is_named(given.id), "url": is_named(unquote(given.url)), "file": is_named(document.file_name)}
    source = "id" if given.id.strip() else "url" if given.url.strip() else "file"
    slug, file_name = document.slug, document.file_name
    given_id, url = "" if names_in["id"] else given.id, "" if names_in["url"] else given.url
    suffix = PurePosixPath(file_name).suffix
    if names_in[source] or is_named(slug):
        slug = f"document-{digest(document.text, 8)}"
        file_name, given_id = f"{slug}{suffix}", slug if url else ""
    elif names_in["file"]:
        file_name = f"{slug}{suffix}"
    description = replace(
        given,
        file=file_name,
        id=given_id,
        title=shown(given.title),
        url=url,
        publisher="; ".join(shown(part.strip()) for part in given.publisher.split(";")),
        licence=shown(given.licence),
    )
    return replace(document, slug=slug, file_name=file_name, title=shown(document.title), description=description)


@dataclass(frozen=True, slots=True)
class Renaming:
    """The new keys: of documents (slugs), and of things; whatever is not in them keeps its own."""

    documents: dict[str, str]
    things: dict[Ref, Ref]

    def ref(self, ref: Ref) -> Ref:
        """The key of a thing or document in public."""
        if ref.kind is Kind.DOCUMENT:
            return Ref(Kind.DOCUMENT, self.documents.get(ref.slug, ref.slug))
        return self.things.get(ref, ref)

    def text(self, text: str) -> str:
        """A text with every ``kind/slug`` in it as it is in public."""
        return _THING.sub(lambda m: str(self.ref(Ref(Kind(m[1]), m[2]))), text)


def rename(
    graph: Graph, hidden: Hidden, labels: dict[Ref, str], documents: dict[str, str], named: dict[Ref, list[str]]
) -> Renaming:
    """New keys for all persons, and for things whose name or slug gives somebody away.

    Args:
        graph: As it was.
        hidden: What is hidden in it.
        labels: The labels of things in public.
        documents: The new slugs of documents.
        named: Every thing that anything in the graph names, with the documents (slugs) that name it, sorted.
    """
    entities = {entity.ref: entity for entity in graph.entities}
    scopes = {*documents, *(e.ref.slug for e in graph.entities if e.ref.kind is Kind.COUNCIL)}
    things: dict[Ref, Ref] = {}
    opaque: list[tuple[str, Kind, int, Ref]] = []
    for ref in sorted(named):
        entity = entities.get(ref)
        scope, mark, tail = ref.slug.partition("--")
        if scope not in scopes:
            scope, mark, tail = "", "", ref.slug
        if _is_named(ref, tail, entity, hidden, labels, named[ref]):
            first = named[ref][0] if named[ref] else ""
            opaque.append((first, ref.kind, _first_place(ref, entity, hidden.originals.get(first, "")), ref))
        elif mark and documents.get(scope, scope) != scope:
            things[ref] = Ref(ref.kind, f"{documents[scope]}--{tail}")
    taken = {*named, *things.values()}
    for first, kind, _, ref in sorted(opaque):
        things[ref] = _next(kind, documents.get(first, first), taken)
        taken.add(things[ref])
    return Renaming(documents, things)


def _is_named(
    ref: Ref, tail: str, entity: Entity | None, hidden: Hidden, labels: dict[Ref, str], documents: Iterable[str]
) -> bool:
    if ref.kind is Kind.PERSON:
        return True
    if ref.kind is Kind.TOPIC or is_of_register(entity):
        return False
    is_masked = entity is not None and labels.get(ref, entity.label) != entity.label
    return is_masked or slug_holds(tail, hidden.of(documents))


def _first_place(ref: Ref, entity: Entity | None, text: str) -> int:
    forms = (entity.label, *entity.other_names) if entity is not None else ()
    places = [at for form in forms if form for at in [text.find(form)] if at >= 0]
    if not places and ref.kind is Kind.PERSON:
        places = [span.start for span in known_spans(spelled(text), names([slug_name(ref)]))[:1]]
    return min(places, default=len(text))


def _next(kind: Kind, scope: str, taken: set[Ref]) -> Ref:
    number = 1
    while True:
        ref = Ref(kind, f"{scope}--{kind.value}-{number}" if scope else f"{kind.value}-{number}")
        if ref not in taken:
            return ref
        number += 1
