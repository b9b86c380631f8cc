"""Finds the thing that a person means by a name, a ``kind/slug``, or an IRI."""

from __future__ import annotations

import difflib
import re

import pyoxigraph as ox

from graphkit.errors import QueryError, UnknownNameError
from graphkit.vocabulary import GK, ID, KINDS, PREFIXES

_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_ALT = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
_OBJECT = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#object")
_SHORT = re.compile(rf"({'|'.join(KINDS)})[/:]([a-z0-9]+(?:-+[a-z0-9]+)*)\Z")
_NAMESPACES = dict(PREFIXES)


def short(iri: str) -> str:
    """An IRI as people see it: ``kind/slug`` for data, ``prefix:name`` for terms, whole where neither fits.

    >>> short("https://w3id.org/graphkit/id/council/wigan"), short("https://w3id.org/graphkit/ns#provides")
    ('council/wigan', 'gk:provides')
    """
    if iri.startswith(ID):
        return iri.removeprefix(ID)
    for prefix, namespace in PREFIXES:
        if iri.startswith(namespace) and re.fullmatch(r"[A-Za-z][\w-]*", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def iri_of(text: str) -> str:
    """The IRI that a ``kind/slug``, ``kind:slug``, ``gk:term`` or whole IRI means; empty where it is none of these.

    >>> iri_of("council/wigan")
    'https://w3id.org/graphkit/id/council/wigan'
    """
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if bare.startswith(("http://", "https://", "urn:")):
        return _checked(bare)
    found = _SHORT.match(bare)
    if found:
        return _NAMESPACES[found[1]] + found[2]
    prefix, colon, local = bare.partition(":")
    if colon and prefix in _NAMESPACES and re.fullmatch(r"[A-Za-z][\w-]*", local, re.ASCII):
        return _NAMESPACES[prefix] + local
    return ""


def _checked(text: str) -> str:
    try:
        return ox.NamedNode(text).value
    except ValueError as error:
        raise QueryError(f'"{text[:80]}" is no IRI.', todo="Give a name or a kind/slug instead.") from error


def find(store: ox.Store, text: str, kinds: tuple[str, ...] = ()) -> ox.NamedNode:
    """The one thing that is meant.

    Args:
        store: The graph to look in.
        text: Its name or another name of it (capitals do not matter), ``kind/slug``, or IRI.
        kinds: The kinds it may be of; empty for any.

    Raises:
        UnknownNameError: Nothing has that name, or several things have.
    """
    iri = iri_of(text)
    if iri:
        return _known(store, ox.NamedNode(iri), text, kinds)
    by_name = _by_name(store, kinds)
    for fold in (str, str.casefold):
        found = sorted({iri for name, iris in by_name.items() if fold(name) == fold(text) for iri in iris})
        if len(found) == 1:
            return ox.NamedNode(found[0])
        if found:
            several = ", ".join(short(iri) for iri in found[:5])
            raise UnknownNameError(f'several things are called "{text}".', todo=f"Choose one: {several}.")
    what = " or ".join(kinds) if kinds else "thing"
    raise UnknownNameError(f'No {what} is called "{text}".', todo=_suggestion(text, list(by_name), what))


def _known(store: ox.Store, node: ox.NamedNode, text: str, kinds: tuple[str, ...]) -> ox.NamedNode:
    wrong_kind = bool(kinds) and not node.value.startswith(tuple(_NAMESPACES[kind] for kind in kinds))
    is_there = any(True for _ in store.quads_for_pattern(node, None, None)) or any(
        True for _ in store.quads_for_pattern(None, None, node)
    )
    if is_there and not wrong_kind:
        return node
    what = " or ".join(kinds) if kinds else "thing"
    ids = sorted({short(iri) for iris in _by_name(store, kinds).values() for iri in iris})
    raise UnknownNameError(f'No {what} "{text}" is in this graph.', todo=_suggestion(text.replace(":", "/"), ids, what))


def literals(store: ox.Store, text: str) -> list[ox.Literal]:
    """The literals of facts that read like the text (roles, dates), each as it is typed there, sorted."""
    objects = (quad.object for quad in store.quads_for_pattern(None, _OBJECT, None, ox.DefaultGraph()))
    return sorted({term for term in objects if isinstance(term, ox.Literal) and term.value == text}, key=str)


def relation(text: str) -> ox.NamedNode:
    """The relation of that name: ``provides`` or ``gk:provides``; another vocabulary's term by its IRI."""
    iri = iri_of(text)
    return ox.NamedNode(iri) if iri else ox.NamedNode(_checked(GK + re.sub(r"\W", "", text)))


def _by_name(store: ox.Store, kinds: tuple[str, ...]) -> dict[str, list[str]]:
    """Every name of every thing with the IRIs that have it, sorted by name."""
    starts = tuple(_NAMESPACES[kind] for kind in (kinds or KINDS[:10]))
    found: dict[str, list[str]] = {}
    for predicate in (_LABEL, _ALT):
        for quad in store.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(starts):
                found.setdefault(str(quad.object.value), []).append(quad.subject.value)  # type: ignore[union-attr]
    return {name: sorted(found[name]) for name in sorted(found)}


def _suggestion(text: str, names: list[str], what: str) -> str:
    folded = {name.casefold(): name for name in reversed(names)}
    near = difflib.get_close_matches(text.casefold(), sorted(folded), 1, 0.6)
    if near:
        return f"Did you mean {folded[near[0]]}?"
    if 0 < len(names) <= 8:
        return f"This graph has {', '.join(names)}."
    if not names:
        return f"This graph has no {what} at all."
    return f"This graph has no {what} with a name like it; exports/things.csv lists all."
