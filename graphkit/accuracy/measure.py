"""One document compared: what of its gold was found, and what of what was found is in its gold.

A fact is right where both ends match, the relation is the same and so is the status. ``addresses`` is counted apart, since
the wording of topics is open. A relation that the gold marks as optional counts neither for nor against.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graphkit.accuracy.gold import KINDS, LITERALS, RELATIONS, GoldDocument
from graphkit.accuracy.matching import plain_unit, speak_of_one_place
from graphkit.accuracy.misses import Miss, misses
from graphkit.accuracy.pairing import Key, Pair
from graphkit.accuracy.reading import FoundDocument
from graphkit.accuracy.tallies import Tally
from graphkit.accuracy.topics import Scheme, topic_tallies
from graphkit.records import Kind, Relation, Status
from graphkit.wording import content_words, plain

Figure: TypeAlias = tuple[str, str]
"""A table and a name in it."""

_NAMED = frozenset({Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK, Kind.PERSON, Kind.PLACE})
_SURE = 0.8
_PRECISIONS = {4: "to the year", 7: "to the month", 10: "to the day"}


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """The figures of one document.

    ``readings`` pairs the confidence of each fact found, shown or not, with whether it is right.
    """

    id: str
    shape: str
    theme: str
    tallies: Mapping[Figure, Tally]
    readings: tuple[tuple[float, bool], ...]
    misses: tuple[Miss, ...]


def score_document(gold: GoldDocument, found: FoundDocument, scheme: Scheme) -> DocumentScore:
    """The figures of one document; the misses are in order of gold, then of what was found."""
    pair = Pair(gold, found)
    tallies: dict[Figure, Tally] = {}
    for part in (_thing_tallies(pair), _fact_tallies(pair), _relation_tallies(pair), _literal_tallies(pair)):
        tallies.update(part)
    tallies.update(_outcome_tallies(pair))
    tallies.update(_topic_tallies(pair, scheme))
    readings = tuple(
        (fact.confidence, pair.wanted.get(key) == fact.status)
        for key, fact in pair.told.items()
        if key[0] is not Relation.ADDRESSES
    )
    return DocumentScore(gold.id, gold.shape, gold.theme, tallies, readings, tuple(misses(pair)))


# -- things ----------------------------------------------------------------------------------------


def _thing_tallies(pair: Pair) -> Iterator[tuple[Figure, Tally]]:
    def of(kinds: Collection[Kind]) -> Tally:
        gold = [key for key, named in pair.named.items() if named.kind in kinds]
        found = sum(named.kind in kinds for named in pair.found.things.values())
        return Tally(sum(key in pair.matched for key in gold), found, len(gold))

    yield ("all", "entities"), of(set(Kind) - {Kind.TOPIC})
    yield ("all", "named entities"), of(_NAMED)
    for kind in KINDS:
        yield ("type", kind.value.capitalize()), of({kind})


# -- facts and relations ---------------------------------------------------------------------------


def _fact_tallies(pair: Pair) -> Iterator[tuple[Figure, Tally]]:
    gold = {(key, status) for key, status in pair.wanted.items() if key[0] is not Relation.ADDRESSES}
    shown = {(key, fact.status): fact for key, fact in pair.shown.items() if key[0] is not Relation.ADDRESSES}
    sure = {said for said, fact in shown.items() if fact.confidence >= _SURE}
    right = gold & shown.keys()
    yield ("all", "facts"), Tally.of(gold, shown.keys())
    yield ("all", "facts at 0.80 and above"), Tally.of(gold, sure)
    for status in Status:
        yield (
            ("status", status.value),
            Tally.of({said for said in gold if said[1] is status}, {said for said in shown if said[1] is status}),
        )
    yield (
        ("all", "facts that are not done"),
        Tally.of(
            {said for said in gold if said[1] is not Status.DONE},
            {said for said in shown if said[1] is not Status.DONE},
        ),
    )
    quoted = [said for said in right if pair.quotes[said[0]]]
    same = sum(speak_of_one_place(pair.quotes[said[0]], shown[said].quote) for said in quoted)
    yield ("all", "sentence right"), Tally(same, len(quoted), len(quoted))


def _relation_tallies(pair: Pair) -> Iterator[tuple[Figure, Tally]]:
    gold = {key for key in pair.wanted if key[0] is not Relation.ADDRESSES}
    shown = {key for key in pair.shown if key[0] is not Relation.ADDRESSES}
    yield ("all", "relations"), Tally.of(gold, shown)
    yield ("all", "relations given both ends"), Tally.of(_within(gold, pair), _within(shown, pair))
    for relation in RELATIONS:
        yield (
            ("relation", relation.value),
            Tally.of(
                {key for key in pair.wanted if key[0] is relation}, {key for key in pair.shown if key[0] is relation}
            ),
        )
    debatable = {frozenset(key[1:]) for key in pair.debatable} - {frozenset(key[1:]) for key in pair.wanted}
    linked = ({frozenset(key[1:]) for key in keys} - debatable for keys in (gold, shown))
    yield ("all", "linked pairs"), Tally.of(*linked)
    both = [key for key in pair.wanted if key in pair.shown]
    same = sum(pair.wanted[key] is pair.shown[key].status for key in both)
    yield ("all", "status right"), Tally(same, len(both), len(both))


def _within(keys: Iterable[Key], pair: Pair) -> set[Key]:
    """The relations among things that both sides have: what reading relations loses by itself."""
    return {key for key in keys if key[1] in pair.matched and key[2] in pair.matched}


# -- dates, roles, outcomes, topics ----------------------------------------------------------------


def _literal_tallies(pair: Pair) -> Iterator[tuple[Figure, Tally]]:
    gold = {(item.subject, item.relation, plain(item.value)) for item in pair.gold.literals}
    found = {(pair.at(item.subject), item.relation, plain(item.value)) for item in pair.found.literals}
    yield ("all", "dates and roles"), Tally.of(gold, found)
    for relation in LITERALS:
        yield (
            ("date", relation.value),
            Tally.of({item for item in gold if item[1] is relation}, {item for item in found if item[1] is relation}),
        )
    dated = {item for item in gold if item[1] is not Relation.HAS_ROLE}
    found_dates = {item for item in found if item[1] is not Relation.HAS_ROLE}
    for length, name in _PRECISIONS.items():
        yield (
            ("date", name),
            Tally.of(
                {item for item in dated if len(item[2]) == length},
                {item for item in found_dates if len(item[2]) == length},
            ),
        )
    fitting = 0
    left = sorted(found_dates)
    for subject, relation, value in sorted(dated):
        fits = [f for f in left if f[:2] == (subject, relation) and (f[2].startswith(value) or value.startswith(f[2]))]
        left = [f for f in left if f not in fits[:1]]
        fitting += bool(fits)
    yield ("date", "as far as the coarser goes"), Tally(fitting, len(found_dates), len(dated))


def _outcome_tallies(pair: Pair) -> Iterator[tuple[Figure, Tally]]:
    """Outcomes match by number and unit, or number and a word of what they count."""
    gold = [outcome for outcome in pair.gold.outcomes if outcome.value is not None]
    left = list(dict.fromkeys((pair.at(o.about), o.value, o.unit, o.what) for o in pair.found.outcomes))
    found, hits, borne = len(left), 0, 0
    for outcome in gold:
        words = content_words(outcome.what) | content_words(outcome.unit)
        fits = [
            o
            for o in left
            if o[1] == outcome.value and (plain_unit(o[2]) == plain_unit(outcome.unit) or content_words(o[3]) & words)
        ]
        hit = next((o for o in fits if o[0] == outcome.about), fits[0] if fits else None)
        if hit is not None:
            left.remove(hit)
            hits += 1
            borne += outcome.about in (None, hit[0])
    yield ("all", "outcomes"), Tally(hits, found, len(gold))
    yield ("all", "outcomes, thing right"), Tally(borne, found, len(gold))


def _topic_tallies(pair: Pair, scheme: Scheme) -> Iterator[tuple[Figure, Tally]]:
    gold = [(subject, pair.named[topic]) for relation, subject, topic in pair.wanted if relation is Relation.ADDRESSES]
    things = pair.found.things
    found = [
        (pair.at(fact.subject), fact.object, things[fact.object])
        for key, fact in pair.shown.items()
        if key[0] is Relation.ADDRESSES
    ]
    for name, tally in topic_tallies(gold, found, pair.matched, scheme):
        yield ("topic", name), tally
