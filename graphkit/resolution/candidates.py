"""Things that may be one under several names: which join by themselves, which a person is asked about, and why.

A pure function of the graph and the reference data. Only things that share a key (a name's words, their first words, an
abbreviation, a slip of one letter) are compared, so that the work grows with the number of things and not with its square.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal

from graphkit.knowledge import Knowledge
from graphkit.records import Candidate, Entity, Graph, Kind, Ref, Relation, Statement
from graphkit.resolution.decisions import pair_of
from graphkit.resolution.likeness import ASKS, JOINS, Known, Likeness, Setting, compare
from graphkit.resolution.name_parts import INITIATIVE_WORDS, NameParts, parts_of, place_words
from graphkit.resolution.naming import is_specific
from graphkit.wording import abbreviates, split_abbreviation
from graphkit.written_forms import place_in

VERSION = 1
"""Raised whenever the points or rules change: it stands in the reason of every join."""
_MOST_ALIKE = 40  # things of one key: more of them, and the key tells nothing
_MOST_LONGER = 12  # names that begin with another's words
_LARGEST_GROUP = 30
_NAMED_KINDS = (Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE, Kind.PERSON)
_RUNS = (Relation.PROVIDES, Relation.LEADS)
_OF_TWO = (
    *(Relation.PARTNER_OF, Relation.MEMBER_OF, Relation.COMMISSIONS, Relation.LEADS, Relation.INVOLVES),
    *(Relation.PART_OF, Relation.FUNDED_BY),
)


def candidates(graph: Graph, knowledge: Knowledge) -> tuple[Candidate, ...]:
    """Every two things that may be one, joins first, each by the keys of its two things.

    Args:
        graph: All documents, with people's decisions applied: what they decided is not asked again. Without any decision
            it may be as assembled.
        knowledge: The register of bodies and councils.
    """
    known, setting = _survey(graph, knowledge)
    apart = {_pair(*pair) for pair in (*graph.differents, *_kept_apart(graph))}
    split = {Ref(Kind(kind), slug) for kind, _, slug in _split_names(graph)}
    found: dict[tuple[Ref, Ref], Likeness] = {}
    for one, other in _near(known):
        pair = _pair(one.ref, other.ref)
        if pair not in found and pair not in apart:
            likeness = compare(one, other, setting)
            if likeness is not None and likeness.score >= ASKS:
                found[pair] = likeness
    by_ref = {k.ref: k for k in known}
    sure = {
        pair: likeness
        for pair, likeness in found.items()
        if likeness.score >= JOINS and likeness.rule not in _ONLY_ASKS and not split.intersection(pair)
    }
    groups = _groups(sure, apart, by_ref, setting)
    joins = [_candidate(by_ref, pair, sure, kept) for kept, pairs in sorted(groups.items()) for pair in pairs]
    becomes = {join.retired: join.kept for join in joins}
    asks = [*_asks(found, becomes, by_ref, apart), *_unknown_councils(graph, knowledge, apart)]
    return (*sorted(joins, key=_order), *sorted(asks, key=_order))


_ONLY_ASKS = frozenset(("two-kinds", "person-called", "person-initial", "person-middle", "shortened", "slip"))


def _order(candidate: Candidate) -> tuple[Ref, Ref]:
    return candidate.retired, candidate.kept


def _pair(one: Ref, other: Ref) -> tuple[Ref, Ref]:
    return (one, other) if one <= other else (other, one)


def _kept_apart(graph: Graph) -> Iterator[tuple[Ref, Ref]]:
    """Pairs that a person said are two, those that wait too: a council of the register need not be in the graph."""
    for decision in graph.decisions:
        pair = pair_of(decision.key, "<>") if decision.verdict == "different" else None
        if pair is not None:
            yield pair


def _split_names(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Names that a person said mean several things: nothing joins them by itself."""
    for decision in graph.decisions:
        if decision.verdict == "different" and " @ " in decision.key and decision.applies:
            yield decision.key.partition(" @ ")[0].partition("/")


# -- what is known of each thing -------------------------------------------------------------------


def _survey(graph: Graph, knowledge: Knowledge) -> tuple[list[Known], Setting]:
    """All things that may be joined, by key, and what is known beyond their names."""
    facts = [s for s in graph.statements if not s.is_rejected]
    about = _councils_of_documents(facts)
    regions = {slug: _region(slug, knowledge) for councils in about.values() for slug in councils}
    running = _runners(facts)
    bodies = _body_of_name(knowledge)
    documents = {document.slug for document in graph.documents}
    known = []
    for entity in graph.entities:
        if not _may_join(entity, documents):
            continue
        councils = frozenset(slug for document in entity.documents for slug in about.get(document, ()))
        scope = entity.ref.slug.partition("--")[0] if entity.ref.kind in (Kind.INITIATIVE, Kind.PERSON) else ""
        parts = parts_of(entity.label)
        known.append(
            Known(
                ref=entity.ref,
                label=entity.label,
                parts=parts,
                short=frozenset(_short_forms(entity)),
                body=bodies.get(parts.joined, "") if entity.ref.kind in (Kind.ORGANISATION, Kind.NETWORK) else "",
                documents=frozenset(entity.documents),
                councils=councils,
                regions=frozenset(regions[slug] for slug in councils if regions[slug]),
                bodies=frozenset(running.get(entity.ref, ())),
                scope=scope,
            )
        )
    carriers = _carriers(known)
    setting = Setting(
        place_words(knowledge),
        lambda slug: _council_label(slug, knowledge),
        frozenset(_joined_by_facts(facts)),
        lambda short: carriers.get(short, 0),
    )
    return known, setting


def _may_join(entity: Entity, documents: set[str]) -> bool:
    """Whether a thing has a name of its own; described things are their document's, and never another's."""
    kind, slug = entity.ref.kind, entity.ref.slug
    if entity.replaced_by is not None or kind not in _NAMED_KINDS or not entity.documents:
        return False
    if kind is Kind.PERSON:
        return "--" in slug and slug.partition("--")[0] not in documents
    if kind is Kind.INITIATIVE:
        return is_specific(entity.label) and entity.label[:1].isupper()
    return "--" not in slug


def _short_forms(entity: Entity) -> Iterator[str]:
    """The abbreviations among a thing's names."""
    for name in (entity.label, *entity.other_names):
        _, short = split_abbreviation(name)
        if short:
            yield short
    label = split_abbreviation(entity.label)[0]
    for name in entity.other_names:
        if " " not in name and sum(c.isupper() for c in name) >= 2 and len(name) <= 9 and abbreviates(name, label):
            yield name


def _councils_of_documents(facts: Iterable[Statement]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.relation is Relation.ABOUT and fact.object is not None and fact.object.kind is Kind.COUNCIL:
            found[fact.document].add(fact.object.slug)
    return found


def _region(slug: str, knowledge: Knowledge) -> str:
    council = knowledge.register.by_slug(slug)
    return (council.region or council.nation) if council else ""


def _council_label(slug: str, knowledge: Knowledge) -> str:
    council = knowledge.register.by_slug(slug)
    return council.label if council else slug


def _runners(facts: Iterable[Statement]) -> dict[Ref, set[Ref]]:
    """The bodies that run an initiative or that it is a part of; no councils, nothing that is only described."""
    found: dict[Ref, set[Ref]] = defaultdict(set)
    for fact in facts:
        ends = (fact.subject, fact.object) if fact.relation in _RUNS else (fact.object, fact.subject)
        body, initiative = ends
        if fact.relation not in (*_RUNS, Relation.PART_OF) or body is None or initiative is None:
            continue
        if body.kind in (Kind.ORGANISATION, Kind.NETWORK) and "--" not in body.slug:
            found[initiative].add(body)
    return found


def _joined_by_facts(facts: Iterable[Statement]) -> Iterator[tuple[Ref, Ref]]:
    for fact in facts:
        if fact.relation in _OF_TWO and fact.object is not None:
            yield _pair(fact.subject, fact.object)


@lru_cache(maxsize=4)
def _body_of_name(knowledge: Knowledge) -> dict[str, str]:
    """Keys of bodies of the register by all their names, folded; a name of two bodies is none's."""
    found: dict[str, set[str]] = defaultdict(set)
    for body in knowledge.bodies:
        for name in (body.label, *body.aliases):
            found[parts_of(name).joined].add(body.slug)
    return {name: min(slugs) for name, slugs in found.items() if len(slugs) == 1}


def _carriers(known: Iterable[Known]) -> dict[str, int]:
    """How many full names each abbreviation stands for."""
    found: dict[str, set[str]] = defaultdict(set)
    for thing in known:
        for short in thing.short - {thing.label}:
            found[short].add(thing.parts.joined)
    return {short: len(names) for short, names in found.items()}


# -- who is compared with whom ---------------------------------------------------------------------


def _near(known: Iterable[Known]) -> Iterator[tuple[Known, Known]]:
    """Things that share a key, each pair at least once; never all with all."""
    things = list(known)
    by_key: dict[str, list[Known]] = defaultdict(list)
    for thing in things:
        for key in sorted(_keys(thing)):
            by_key[key].append(thing)
    for key, sharing in sorted(by_key.items()):
        if key.startswith("short "):
            full = [thing for thing in sharing if not thing.abbreviation]
            short = [thing for thing in sharing if thing.abbreviation]
            yield from ((one, other) for one in short for other in full if len(full) <= _MOST_ALIKE)
        elif 1 < len(sharing) <= _MOST_ALIKE:
            yield from itertools.combinations(sharing, 2)
    yield from _beginnings(things)


def _keys(thing: Known) -> set[str]:
    parts, kind = thing.parts, thing.ref.kind
    if kind is Kind.PERSON:
        return {f"person {thing.scope} {word}" for word in parts.words[-2:] if len(word) > 1}
    room = "initiative" if kind is Kind.INITIATIVE else "body"
    keys = {f"{room} words {parts.joined}", f"{room} bag {' '.join(sorted(parts.stems))}"}
    if kind is Kind.INITIATIVE:
        stems = [word for word in parts.stems if word not in INITIATIVE_WORDS]
        return keys | {f"initiative {thing.scope} {' '.join(stems)}"}
    if thing.body:
        keys.add(f"register {thing.body}")
    shorts = {thing.abbreviation} if thing.abbreviation else thing.short
    keys |= {f"short {short.replace('&', '').casefold()}" for short in shorts}
    if not thing.abbreviation:
        keys |= {f"short {initials}" for initials in parts.initials if len(initials) > 2}
    if "foundation" in parts.words:
        keys.add(f"trust {' '.join(word for word in parts.words if word != 'foundation')}")
    elif "nhs" in parts.words:
        keys.add(f"trust {' '.join(parts.words)}")
    return keys | _slips(parts)


def _slips(parts: NameParts) -> set[str]:
    """The name with a letter left out of one long word: two names that differ by a slip share one of these."""
    words = parts.telling
    if len(words) < 2:
        return set()
    found = set()
    for at, word in enumerate(words):
        if len(word) >= 6:
            rest = " ".join((*words[:at], "_", *words[at + 1 :]))
            found |= {f"slip {rest} {word[:i]}{word[i + 1 :]}" for i in range(1, len(word))}
            found.add(f"slip {rest} {word}")
    return found


def _beginnings(things: Iterable[Known]) -> Iterator[tuple[Known, Known]]:
    """A body and those whose names begin with its whole name, if they are few."""
    whole: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    bodies = [t for t in things if t.ref.kind in (Kind.ORGANISATION, Kind.NETWORK)]
    for thing in bodies:
        whole[thing.parts.telling].append(thing)
    longer: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for thing in bodies:
        words = thing.parts.telling
        for size in range(1, len(words)):
            if words[:size] in whole:
                longer[words[:size]].append(thing)
    for words, others in sorted(longer.items()):
        if len(others) <= _MOST_LONGER:
            for one in whole[words]:
                for other in others:
                    yield one, other


# -- groups ----------------------------------------------------------------------------------------


def _groups(
    sure: Mapping[tuple[Ref, Ref], Likeness],
    apart: set[tuple[Ref, Ref]],
    by_ref: Mapping[Ref, Known],
    setting: Setting,
) -> dict[Ref, list[tuple[Ref, Ref]]]:
    """(retired, kept) pairs by kept thing, of the groups in which nothing speaks against being one."""
    root: dict[Ref, Ref] = {}

    def find(ref: Ref) -> Ref:
        while root.get(ref, ref) != ref:
            root[ref] = root.get(root[ref], root[ref])
            ref = root[ref]
        return ref

    for one, other in sorted(sure):
        first, second = sorted((find(one), find(other)))
        root[second] = first
    members: dict[Ref, set[Ref]] = defaultdict(set)
    for pair in sure:
        for ref in pair:
            members[find(ref)].add(ref)
    groups: dict[Ref, list[tuple[Ref, Ref]]] = {}
    for refs in members.values():
        if _agree(sorted(refs), apart, by_ref, setting):
            kept = _kept([by_ref[ref] for ref in sorted(refs)])
            groups[kept] = [(ref, kept) for ref in sorted(refs) if ref != kept]
    return groups


def _agree(refs: list[Ref], apart: set[tuple[Ref, Ref]], by_ref: Mapping[Ref, Known], setting: Setting) -> bool:
    """Whether no two of a group are different bodies."""
    if len(refs) > _LARGEST_GROUP:
        return False
    for at, one in enumerate(refs):
        for other in refs[at + 1 :]:
            likeness = compare(by_ref[one], by_ref[other], setting)
            if _pair(one, other) in apart or likeness is None or likeness.score < ASKS:
                return False
    return True


def _kept(group: Iterable[Known]) -> Ref:
    """The one that the register knows, of several the one under its key; else the fullest name, then by code point."""
    return min(
        group,
        key=lambda k: (k.ref.slug != k.body, not k.body, -len(k.label), k.label, k.ref),
    ).ref


# -- candidates ------------------------------------------------------------------------------------


def _candidate(
    by_ref: Mapping[Ref, Known], pair: tuple[Ref, Ref], sure: Mapping[tuple[Ref, Ref], Likeness], kept: Ref
) -> Candidate:
    """A join into the kept thing, by the best of the pairs that bring the retired one into its group."""
    retired, _ = pair
    direct = sure.get(_pair(retired, kept))
    if direct is not None:
        return _told(by_ref[retired], by_ref[kept], "same", direct, by_ref[kept])
    ways = [(likeness, other) for other, likeness in _ways(retired, sure)]
    likeness, through = min(ways, key=lambda way: (-way[0].score, way[1]))
    return _told(by_ref[retired], by_ref[kept], "same", likeness, by_ref[through])


def _ways(ref: Ref, sure: Mapping[tuple[Ref, Ref], Likeness]) -> Iterator[tuple[Ref, Likeness]]:
    for (one, other), likeness in sorted(sure.items(), key=lambda item: item[0]):
        if ref in (one, other):
            yield (other if ref == one else one), likeness


def _told(retired: Known, kept: Known, verdict: Literal["same", "ask"], likeness: Likeness, like: Known) -> Candidate:
    signs = "; ".join(f"{words} ({points:+d})" for words, points in likeness.signals)
    through = f" (which is {kept.label})" if like.ref != kept.ref else ""
    least = f"{JOINS} joins" if verdict == "same" else f"{ASKS} asks"
    if verdict == "ask" and likeness.score >= JOINS and likeness.rule not in _ONLY_ASKS:
        least = f"{JOINS} would join, but others that are like one of them differ, or the name was split"
    rule = f"{'join' if verdict == 'same' else 'ask'}.{likeness.rule}@{VERSION}"
    reason = f"“{retired.label}” and “{like.label}”{through}: {signs}; score {likeness.score}, {least}. {rule}"
    return Candidate(retired.ref, kept.ref, verdict, likeness.score, likeness.signals, reason)


def _asks(
    found: Mapping[tuple[Ref, Ref], Likeness],
    becomes: Mapping[Ref, Ref],
    by_ref: Mapping[Ref, Known],
    apart: set[tuple[Ref, Ref]],
) -> Iterator[Candidate]:
    """A question for each two that did not join, asked of what stands after the joins, once."""
    best: dict[tuple[Ref, Ref], tuple[int, tuple[Ref, Ref]]] = {}
    for pair, likeness in sorted(found.items(), key=lambda item: item[0]):
        standing = _pair(*(becomes.get(ref, ref) for ref in pair))
        if standing[0] == standing[1] or standing in apart:
            continue
        if standing not in best or likeness.score > best[standing][0]:
            best[standing] = (likeness.score, pair)
    for standing in _enough(best, by_ref):
        pair = best[standing][1]
        kept = _kept([by_ref[ref] for ref in standing])
        retired = standing[0] if kept == standing[1] else standing[1]
        yield _told(by_ref[retired], by_ref[kept], "ask", found[pair], by_ref[kept])


def _enough(pairs: Mapping[tuple[Ref, Ref], object], by_ref: Mapping[Ref, Known]) -> list[tuple[Ref, Ref]]:
    """The pairs to ask about: of many things all alike, each beside the one that would be kept, not each beside each."""
    beside: dict[Ref, set[Ref]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    asked = []
    for one, other in sorted(pairs):
        shared = beside[one] & beside[other]
        kept = _kept([by_ref[ref] for ref in sorted({one, other} | shared)])
        if kept in (one, other):
            asked.append((one, other))
    return asked


# -- councils that the register does not know ------------------------------------------------------


def _unknown_councils(graph: Graph, knowledge: Knowledge, apart: set[tuple[Ref, Ref]]) -> Iterator[Candidate]:
    """A question for each council that a name may mean and that no document settled (docs/identity.md)."""
    for entity in graph.entities:
        is_unknown = entity.ref.kind is Kind.COUNCIL and entity.register is None
        if is_unknown and entity.replaced_by is None and entity.documents:
            yield from (c for c in _meant(entity, knowledge).values() if _pair(c.retired, c.kept) not in apart)


def _meant(entity: Entity, knowledge: Knowledge) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}
    for name in dict.fromkeys((entity.label, place_in(entity.label))):
        for council in knowledge.register.candidates(name):
            signal = (f"the register has {council.label} under “{name}”", 40)
            reason = f"“{entity.label}” may be {council.label}: no document says which. ask.council@{VERSION}"
            ref = Ref(Kind.COUNCIL, council.slug)
            found.setdefault(council.slug, Candidate(entity.ref, ref, "ask", 40, (signal,), reason))
    return found
