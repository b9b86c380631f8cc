"""From pairs to Claims: a learned judge says of each pair and relation how likely the sentence says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from graphkit.extractors.page import Line, Page
from graphkit.extractors.pairs import ENDS, Pair, Pairs
from graphkit.extractors.tagging import is_verbal
from graphkit.extractors.verbs import status_before
from graphkit.extractors.weighing import UNHEARD, Heard, Key, Weighing, best_of
from graphkit.learned.weights import Weights
from graphkit.records import Claim, Ref, Relation, Span, Status

_SPECIFIC = (Relation.COMMISSIONS, Relation.PROVIDES, Relation.LEADS, Relation.INVOLVES)
_IN_CONTACTS = (Relation.WORKS_FOR,)
_LEAST = 0.1
_NO_FACT = re.compile(r"^(?:if|whether|imagine|should)\b|\?$|^this case study\b")


def is_hypothetical(line: Line) -> bool:
    """Whether a line supposes or asks: it says no fact."""
    return _NO_FACT.search(line.words) is not None


def judge(page: Page, claims: Sequence[Claim], weights: Weights) -> list[Claim]:
    """What is claimed of a document in the end: pairs by the judge, all else as its reader has it."""
    pairs = Pairs(page, claims)
    lines = {line.span: line for line in page.lines}
    kept: list[Claim] = []
    for claim in claims:
        line = lines.get(claim.span)
        if line is not None and claim.relation is Relation.REPORTS:
            kept += _with_bearer(pairs, line, claim, weights)
        elif line is None or not _is_for_judge(claim) or not _is_open(page, line, claim.relation):
            kept.append(claim)
    return kept + _most_likely(_facts(page, pairs, weights))


def _is_open(page: Page, line: Line, relation: Relation) -> bool:
    """Whether the judge may find such a fact in a line: none in what only supposes, few in a contact block."""
    return not is_hypothetical(line) and (relation in _IN_CONTACTS or not page.is_contact(line))


def _is_for_judge(claim: Claim) -> bool:
    """Whether the judge knows pairs of such kinds with such a relation."""
    subjects, objects = ENDS.get(claim.relation, ((), ()))
    return claim.object is not None and claim.subject.kind in subjects and claim.object.kind in objects


def _with_bearer(pairs: Pairs, line: Line, claim: Claim, weights: Weights) -> Iterator[Claim]:
    """A result with the likeliest thing that it is of."""
    judge = weights.pairs[Relation.REPORTS]
    scored = [(judge.score(features), -at, ref) for at, (ref, features) in enumerate(pairs.bearers(line, claim))]
    if scored:
        score, _, ref = max(scored)
        speaker = claim.speaker if claim.speaker != ref else None
        confidence = weights.ladders[Relation.REPORTS].confidence(score)
        yield replace(claim, subject=ref, speaker=speaker, confidence=confidence)


def _facts(page: Page, pairs: Pairs, weights: Weights) -> Iterator[Claim]:
    """Every fact that is likely enough, at the place that says it best and wherever else a sentence by itself says it."""
    heard: dict[Key, list[Heard]] = {}
    pair_at: dict[tuple[Key, int], Pair] = {}
    for index, pair, relation in readings(page, pairs):
        score = weights.pairs[relation].score(pair.features)
        by_rule = pairs.read(pair, relation) is not None
        if by_rule or score > UNHEARD:
            key = (pair.subject, relation, pair.object)
            heard.setdefault(key, []).append(Heard(score, index, pair.carried, by_rule))
            pair_at[key, index] = replace(pair, features=())  # a long document has millions of features
    for key, row in Weighing(page).rows(heard).items():
        places = heard[key]
        by_rule = any(place.by_rule for place in places)
        confidence = weights.ladders[ladder_of(key[1], by_rule=by_rule)].confidence(weights.facts.score(row))
        if by_rule or confidence >= _LEAST:
            best = best_of(places)
            for place in places:
                if place is best or place.by_rule or place.score > 0:
                    yield _claim(page, pairs, pair_at[key, place.line], key[1], confidence, weights)


def readings(page: Page, pairs: Pairs) -> Iterator[tuple[int, Pair, Relation]]:
    """(index of the line, pair, relation) for all that the sentences of a document may say."""
    for index, line in enumerate(page.lines):
        if is_hypothetical(line):
            continue
        for pair in pairs.of(line):
            for relation in relations(pair):
                if _is_open(page, line, relation):
                    yield index, pair, relation


def ladder_of(relation: Relation, *, by_rule: bool) -> str:
    """Which ladder a score is read on: what a rule says too is right more often than its score alone tells."""
    return f"{relation.value} by rule" if by_rule else relation.value


def relations(pair: Pair) -> Iterator[Relation]:
    """The relations that may join a pair this way round; of two ways of saying one partnership, one."""
    for relation, (subjects, objects) in ENDS.items():
        one_way = relation is not Relation.PARTNER_OF or pair.subject < pair.object
        if pair.subject.kind in subjects and pair.object.kind in objects and one_way:
            yield relation


def _claim(page: Page, pairs: Pairs, pair: Pair, relation: Relation, confidence: float, weights: Weights) -> Claim:
    known = pairs.read(pair, relation)
    status = _status(page, pairs, pair, relation, weights)
    if known is not None:
        status = known.status if known.status is not Status.DONE else status
        return replace(known, confidence=confidence, status=status)
    rule = f"{relation.value.lower()}.judged@1"
    return page.claim(pair.line, pair.subject, relation, rule, confidence, obj=pair.object, status=status)


def _status(page: Page, pairs: Pairs, pair: Pair, relation: Relation, weights: Weights) -> Status:
    """The status whose judge is surest; done where none is more likely than not."""
    features = status_features(page, pairs, pair, relation)
    scored = [(judge.score(features), status) for status, judge in weights.statuses.items()]
    score, status = max(scored, default=(-1, Status.DONE))
    return Status(status) if score >= 0 else Status.DONE


def status_features(page: Page, pairs: Pairs, pair: Pair, relation: Relation) -> list[str]:
    """What tells whether a fact is so: what the rules make of the verb, the words of the sentence, where it stands."""
    known = pairs.read(pair, relation)
    by_verb = status_of(pair)
    words = [token.low if token.mention is None else "§" for token in pair.line.tokens]
    section = page.outline.sections[pair.line.sentence.section].kind
    near = words[max(0, pair.at - 6) : pair.at]
    return [
        f"verb={by_verb}",
        f"frame={known.status if known is not None else ''}",
        f"{relation.value}={by_verb}",
        f"section={section}",
        f"carried={pair.carried}",
        *(f"w={word}" for word in sorted(set(words))),
        *(f"ww={a}_{b}" for a, b in pairwise(words)),
        *(f"near={word}" for word in sorted(set(near))),
    ]


def status_of(pair: Pair) -> Status:
    """Whether what a pair's verb says is so, will be, or is not: by the last verb before its later end."""
    tokens = pair.line.tokens
    verbs = [at for at, token in enumerate(tokens) if is_verbal(token)]
    before = [at for at in verbs if at < pair.at]
    verb = before[-1] if before else verbs[0] if verbs else None
    return Status.DONE if verb is None else status_before(tokens, verb)


def _most_likely(claims: Iterable[Claim]) -> list[Claim]:
    """Of commissions, provides, leads and involves of one pair in one sentence, the most likely one."""
    best: dict[tuple[Span, frozenset[Ref | None]], Claim] = {}
    kept: list[Claim] = []
    for claim in claims:
        if claim.relation not in _SPECIFIC:
            kept.append(claim)
            continue
        pair = claim.span, frozenset((claim.subject, claim.object))
        old = best.get(pair)
        if old is None or _rank(claim) > _rank(old):
            best[pair] = claim
    return kept + list(best.values())


def _rank(claim: Claim) -> tuple[bool, float, int]:
    """What a rule reads before what only the judge says."""
    return not is_judged(claim), claim.confidence, -_SPECIFIC.index(claim.relation)


def is_judged(claim: Claim) -> bool:
    """Whether only the judge says so, and no rule."""
    return ".judged@" in claim.rule


def describe(rule: str) -> str:
    """What a judged reading rests on, in words; empty for any other rule."""
    name, _, kind = rule.partition("@")[0].partition(".")
    known = {relation.value.lower(): relation.value for relation in ENDS}
    if kind != "judged" or name not in known:
        return ""
    return (
        f"reads {known[name]} from the words between and around two things, weighed by what annotated documents teach."
    )
