"""Puts the sentences beside an answer that does not ask for them."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from graphkit.store.answers import Answer, Term

_FACTS = """
PREFIX gk: <https://w3id.org/graphkit/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?st ?s ?sl ?o ?ol ?quote WHERE {
  ?st a gk:Statement ; rdf:subject ?s ; rdf:object ?o ; gk:quote ?quote .
  OPTIONAL { ?s rdfs:label ?sl }
  OPTIONAL { ?o rdfs:label ?ol }
}
"""
_SEPARATOR = " | "


def add_sentences(answer: Answer, store: ox.Store) -> Answer:
    """The answer with a column ``quote``: the sentences of the facts that a row is about.

    A fact belongs to a row where the row has the fact itself, or both its ends, by name or IRI (names that a query has
    joined by ``; `` count one by one). Several sentences are joined by ``|``. An answer with a column ``quote``
    already, and one that is no table, comes back as it is.
    """
    if answer.kind != "select" or "quote" in answer.columns:
        return answer
    facts, pairs = _index(store)
    rows = tuple((*row, _sentences(row, facts, pairs)) for row in answer.rows)
    return replace(answer, columns=(*answer.columns, "quote"), rows=rows)


def _index(store: ox.Store) -> tuple[dict[str, str], dict[tuple[str, str], set[str]]]:
    facts: dict[str, str] = {}
    pairs: dict[tuple[str, str], set[str]] = {}
    for row in store.query(_FACTS):  # type: ignore[union-attr]
        quote = row["quote"].value
        facts[row["st"].value] = quote
        for subject in ("s", "sl"):
            for thing in ("o", "ol"):
                if row[subject] is not None and row[thing] is not None:
                    pairs.setdefault((row[subject].value, row[thing].value), set()).add(quote)
    return facts, pairs


def _sentences(
    row: tuple[Term | None, ...], facts: dict[str, str], pairs: dict[tuple[str, str], set[str]]
) -> Term | None:
    values = sorted({part for term in row if term is not None for part in (term.value, *term.value.split("; "))})
    found = {facts[value] for value in values if value in facts}
    for first in values:
        for second in values:
            found |= pairs.get((first, second), set())
    return Term("literal", _SEPARATOR.join(sorted(found))) if found else None
