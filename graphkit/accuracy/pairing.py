"""A document's gold and what was found in it, brought under the same keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from graphkit.accuracy.gold import GoldDocument
from graphkit.accuracy.matching import Named, match
from graphkit.accuracy.reading import FoundDocument, FoundFact
from graphkit.records import Relation

Key: TypeAlias = tuple[Relation, str, str]
"""A relation and its ends: ids of the gold where an end has matched, else keys of what was found."""


class Pair:
    """A document's gold and what was found in it.

    Attributes:
        named: The things of the gold, by id.
        matched: Which of them was found as what.
        debatable: Relations that count neither for nor against; they are in none of the others.
        wanted: The relations of the gold, with their status; ``quotes`` has their quotes.
        told: The relations found, the most confident of each.
        shown: Those of them that are sure enough to count.
    """

    def __init__(self, gold: GoldDocument, found: FoundDocument) -> None:
        self.gold, self.found = gold, found
        self.named = {entity.id: Named(entity.kind, entity.forms) for entity in gold.entities}
        self.matched = match(self.named, found.things)
        self.back = {other: key for key, other in self.matched.items()}
        said = {_key(r.relation, r.subject, r.object): r for r in gold.relations}
        self.debatable = {_key(r.relation, r.subject, r.object) for r in gold.relations if r.is_optional}
        self.debatable |= {self._key_of(fact) for fact in found.facts if fact.is_optional}
        self.wanted = {key: r.status for key, r in said.items() if key not in self.debatable}
        self.quotes = {key: r.quote for key, r in said.items()}
        self.told = self._surest(found.facts)
        self.shown = self._surest(fact for fact in found.facts if fact.is_shown)

    def at(self, found: str) -> str:
        """The id in the gold of a thing that was found, or its own key."""
        return self.back.get(found, found)

    def _key_of(self, fact: FoundFact) -> Key:
        return _key(fact.relation, self.at(fact.subject), self.at(fact.object))

    def _surest(self, facts: Iterable[FoundFact]) -> dict[Key, FoundFact]:
        """Of facts that come to one key the most confident, the first of equals."""
        surest: dict[Key, FoundFact] = {}
        for fact in facts:
            key = self._key_of(fact)
            if key not in self.debatable and (key not in surest or fact.confidence > surest[key].confidence):
                surest[key] = fact
        return surest


def _key(relation: Relation, subject: str, obj: str) -> Key:
    if relation is Relation.PARTNER_OF and obj < subject:
        subject, obj = obj, subject
    return relation, subject, obj
