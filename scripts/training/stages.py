"""The stages of training, in the order of reading: stretches, forms, links, pairs, facts.

Each learns from what the one before makes of documents that it has not seen.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphkit.accuracy.matching import plain_unit
from graphkit.extractors.annotate import settle
from graphkit.extractors.engine import propose
from graphkit.extractors.forms import Forms
from graphkit.extractors.judge import readings, status_features
from graphkit.extractors.page import lay_out
from graphkit.extractors.pairs import ENDS, Pair, Pairs
from graphkit.extractors.tagging import LAYERS, features
from graphkit.extractors.tagging import propose as propose_stretches
from graphkit.extractors.tokens import Token, token_lists
from graphkit.extractors.weighing import UNHEARD, Heard, Key, Weighing, best_of
from graphkit.knowledge import Knowledge
from graphkit.learned.chain import Chain, Chains
from graphkit.learned.forest import Forest
from graphkit.learned.linear import Linear
from graphkit.learned.weights import Weights
from graphkit.records import Cast, Kind, Mention, Outcome, Ref, Relation, Span
from graphkit.resolution.coreference import Linker
from graphkit.resolution.things import resolve
from graphkit.wording import content_words, plain
from training import judges
from training.documents import Example, is_form_of, marked_forms

FOLDS = 3
_PLACING = frozenset("in at across around throughout within".split())


@dataclass(slots=True)
class Learned:
    """Weights in the making, as they stand in the file."""

    chains: dict[str, Any] = field(default_factory=dict)
    forms: dict[str, Any] = field(default_factory=dict)
    initiatives: dict[str, Any] = field(default_factory=dict)


# -- stretches -------------------------------------------------------------------------------------


def labels(example: Example, layer: str) -> list[list[str]]:
    """The label of each token of a document's stretches in a layer."""
    folded = example.outline.folded
    at: dict[int, tuple[int, str]] = {}
    wanted = [s for s in example.stretches if s[1] in LAYERS[layer] and not (s[3] and s[1] is not Kind.PERSON)]
    for span, kind, _, _ in sorted(wanted, key=lambda s: (s[0].start - s[0].end, s[0], _rank(folded, s[0], s[1]))):
        if not any(position in at for position in range(span.start, span.end)):
            at.update(dict.fromkeys(range(span.start, span.end), (span.start, kind.value)))
    return [list(_labels_of(tokens, at)) for tokens in token_lists(example.outline)]


def _rank(folded: str, span: Span, kind: Kind) -> int:
    """Of one stretch marked as council and as place: a place after "in" and the like, else a council."""
    before = folded[max(0, span.start - 20) : span.start].split()
    is_placed = bool(before) and before[-1].lower() in _PLACING
    return int((kind is Kind.PLACE) != is_placed)


def _labels_of(tokens: Sequence[Token], at: dict[int, tuple[int, str]]) -> Iterator[str]:
    last = None
    for token in tokens:
        known = at.get(token.span.start)
        yield "O" if known is None else f"{'I' if known == last else 'B'}-{known[1]}"
        last = known


def fit_chains(examples: Sequence[Example]) -> dict[str, Any]:
    """The tagger's chains, a layer each."""
    rows = [[row for row in features(e.outline, e.found) if row] for e in examples]
    fitted = {}
    for layer in LAYERS:
        tags = [[tag for tag in labels(e, layer) if tag] for e in examples]
        fitted[layer] = judges.chain(list(itertools.chain(*rows)), list(itertools.chain(*tags)))
    return fitted


def make_chains(content: dict[str, Any]) -> Chains:
    """The chains as the program has them."""
    return Chains({name: Chain(c["labels"], c["transitions"], c["features"]) for name, c in content.items()})


def make_forest(content: dict[str, Any]) -> Forest:
    """A forest as the program has it."""
    return Forest(content["base"], [[flat[i : i + 4] for i in range(0, len(flat), 4)] for flat in content["trees"]])


# -- forms -----------------------------------------------------------------------------------------


def forms_of(example: Example, chains: Chains) -> Forms:
    """The proposals of a document by written form."""
    proposals = propose_stretches(example.outline, example.found, chains)
    return Forms(example.outline, example.found, proposals, Forest(0, ()))


def form_rows(example: Example, forms: Forms) -> Iterator[tuple[list[int], int]]:
    """(features, whether the form names a thing of that kind) for each form and kind."""
    named, written = example.named(), marked_forms(example)
    for form in forms.places:
        for kind, row in forms.rows(form):
            right = (form, kind) in written or is_form_of(form, kind, named)
            yield row, int(right)


# -- links -----------------------------------------------------------------------------------------


def link_rows(example: Example) -> Iterator[tuple[list[int], int]]:
    """(features, whether it stands for that one) for each mention of an initiative and each told of before."""
    linker = Linker(example.outline)
    numbers: dict[str, int] = {}
    end = -1
    for span, kind, thing, _ in example.stretches:
        words = plain(span.of(example.outline.folded))
        if kind is not Kind.INITIATIVE or span.start < end or not words:
            continue
        end = span.end
        mention = Mention(span, kind, words, "")
        for number, row in linker.candidates(mention):
            yield row, int(numbers.get(thing) == number)
        numbers[thing] = linker.add(mention, numbers.get(thing))


# -- casts -----------------------------------------------------------------------------------------


class Reader:
    """Knowledge with weights in the making."""

    def __init__(self, knowledge: Knowledge, learned: Learned, least: dict[str, int]) -> None:
        self.register, self.bodies, self.subjects = knowledge.register, knowledge.bodies, knowledge.subjects
        self.weights = Weights(
            make_chains(learned.chains),
            make_forest(learned.forms),
            make_forest(learned.initiatives),
            {},
            Forest(0, ()),
            {},
            {},
            least,
        )


def cast_of(example: Example, reader: Reader) -> Cast:
    """Who and what a document speaks of, as the program finds it."""
    taken = settle(example.outline, example.found, reader.weights)
    inner = tuple(m for m in example.found if m.kind in (Kind.TOPIC, Kind.POPULATION))
    return resolve(example.outline, tuple(taken), inner, reader)  # type: ignore[arg-type]


# -- pairs -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class PairRow:
    """A pair of a document and what it should be for a relation: 1 said here, 0 not said, -1 said elsewhere or debatable.

    ``line``, ``carried``, ``by_rule``: as `graphkit.extractors.weighing.Heard` has them.
    """

    fact: Key
    line: int
    carried: str
    by_rule: bool
    features: Any
    label: int = 0
    is_right: bool = False
    status: str = ""
    status_features: Any = None

    @property
    def relation(self) -> Relation:
        """The relation it is a row for."""
        return self.fact[1]


def pair_rows(
    example: Example, cast: Cast, ids: dict[Ref, str], knowledge: Any, vocabulary: judges.Vocabulary
) -> tuple[list[PairRow], Weighing]:
    """Every pair of a document that a relation may join; what its facts are weighed by."""
    page = lay_out(example.outline, cast, knowledge)
    pairs = Pairs(page, propose(page))
    facts: dict[tuple[str, str, str], Any] = {}
    for fact in example.marked.facts:
        facts[fact.subject, fact.relation, fact.object] = fact
        if fact.relation == "partnerOf":
            facts[fact.object, fact.relation, fact.subject] = fact
    rows: list[PairRow] = []
    last, columns = None, None
    for line, pair, relation in readings(page, pairs):
        if pair is not last:
            last, columns = pair, vocabulary.of(pair.features)
        fact = facts.get((ids.get(pair.subject, ""), relation.value, ids.get(pair.object, "")))
        by_rule = pairs.read(pair, relation) is not None
        row = PairRow((pair.subject, relation, pair.object), line, pair.carried, by_rule, columns)
        if fact is not None:
            said_here = fact.start <= pair.line.sentence.span.start < fact.end
            row.label = 1 if said_here and not fact.is_debatable and _best_sentence(example, pair, fact) else -1
            row.is_right, row.status = True, fact.status
            row.status_features = vocabulary.of(status_features(page, pairs, pair, relation))
        rows.append(row)
    return rows, Weighing(page)


@dataclass(slots=True)
class BearerRow:
    """What a result may be of: features, and whether it is; ``claim``: which result of the document."""

    claim: int
    features: Any
    is_right: bool


def bearer_rows(
    example: Example, cast: Cast, ids: dict[Ref, str], knowledge: Any, vocabulary: judges.Vocabulary
) -> list[BearerRow]:
    """Every thing that each result of a document may be of."""
    page = lay_out(example.outline, cast, knowledge)
    claims = propose(page)
    pairs = Pairs(page, claims)
    lines = {line.span: line for line in page.lines}
    rows: list[BearerRow] = []
    for number, claim in enumerate(claims):
        if claim.outcome is None or claim.span not in lines:
            continue
        right = {
            fact.subject
            for fact in example.marked.facts
            if fact.relation == "reports" and _is_same_result(claim.outcome, fact.object)
        }
        offered = pairs.bearers(lines[claim.span], claim)
        rows += [BearerRow(number, vocabulary.of(row), ids.get(ref, "") in right) for ref, row in offered]
    return rows


def fit_bearers(rows: Sequence[BearerRow], vocabulary: judges.Vocabulary) -> dict[str, Any]:
    """The judge of what a result is of."""
    return judges.linear([row.features for row in rows], [int(row.is_right) for row in rows], vocabulary)


def best_bearers(rows: Sequence[BearerRow], judge: Linear, names: Sequence[str]) -> list[tuple[int, bool]]:
    """For each result of a document the best score, and whether that is right."""
    best: dict[int, tuple[int, bool]] = {}
    for row in rows:
        score = judge.score([names[column] for column in row.features])
        if row.claim not in best or score > best[row.claim][0]:
            best[row.claim] = (score, row.is_right)
    return list(best.values())


def _best_sentence(example: Example, pair: Pair, fact: Any) -> bool:
    """Whether no other sentence of the paragraph holds more of the fact's two ends than this one."""
    here = _ends_in(example, pair.line.sentence.span, fact)
    others = [s.span for s in example.outline.sentences if fact.start <= s.span.start < fact.end]
    return here >= max((_ends_in(example, span, fact) for span in others), default=0)


def _ends_in(example: Example, span: Span, fact: Any) -> int:
    inside = {m.thing for m in example.marked.marks if span.start <= m.start and m.end <= span.end}
    return len(inside & {fact.subject, fact.object})


def fit_pairs(rows: Sequence[PairRow], vocabulary: judges.Vocabulary) -> dict[str, Any]:
    """A linear judge for each relation."""
    fitted = {}
    for relation in ENDS:
        chosen = [row for row in rows if row.relation is relation and row.label >= 0]
        fitted[relation.value] = judges.linear(
            [row.features for row in chosen], [row.label for row in chosen], vocabulary
        )
    return fitted


def fit_statuses(rows: Sequence[PairRow], vocabulary: judges.Vocabulary) -> dict[str, Any]:
    """A linear judge for each status but done, over the readings that say a fact."""
    said = [row for row in rows if row.label == 1]
    return {
        status: judges.linear(
            [row.status_features for row in said], [int(row.status == status) for row in said], vocabulary
        )
        for status in ("planned", "negated", "ended")
    }


@dataclass(slots=True)
class FactRow:
    """A fact that a document may say: features, whether it says it, and whether with the status that is read."""

    fact: Key
    by_rule: bool
    features: list[int]
    is_said: bool
    is_right: bool


def fact_rows(
    rows: Sequence[PairRow],
    weighing: Weighing,
    judges_of: Mapping[Relation, Linear],
    statuses: dict[str, Linear],
    names: Sequence[str],
) -> list[FactRow]:
    """Every fact of a document with what its places tell, by judges that have not seen it."""
    heard: dict[Key, list[Heard]] = {}
    at: dict[tuple[Key, int], PairRow] = {}
    for row in rows:
        score = judges_of[row.relation].score([names[column] for column in row.features])
        if row.by_rule or score > UNHEARD:
            heard.setdefault(row.fact, []).append(Heard(score, row.line, row.carried, row.by_rule))
            at[row.fact, row.line] = row
    found: list[FactRow] = []
    for key, values in weighing.rows(heard).items():
        row = at[key, best_of(heard[key]).line]
        is_right = row.is_right and _status(row, statuses, names) == row.status
        found.append(FactRow(key, any(place.by_rule for place in heard[key]), values, row.is_right, is_right))
    return found


def _status(row: PairRow, statuses: dict[str, Linear], names: Sequence[str]) -> str:
    features = [names[column] for column in row.status_features]
    score, status = max((judge.score(features), status) for status, judge in statuses.items())
    return status if score >= 0 else "done"


def _is_same_result(outcome: Outcome, marked: str) -> bool:
    """The same number, and the same unit or a word of what is counted in common, as the measure has it."""
    figure, _, what = marked.partition(" | ")
    number, _, unit = figure.partition(" ")
    if outcome.value == "" or float(outcome.value) != float(number):
        return False
    same_unit = plain_unit(outcome.unit) == plain_unit(unit)
    return same_unit or bool(content_words(outcome.what) & (content_words(what) | content_words(unit)))
