"""What stands of all that rules and judges propose: the rules' mentions first, the judge's in what is left."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from graphkit.extractors.annotate import annotate, find, settle
from graphkit.extractors.tagging import LAYERS
from graphkit.knowledge import load_knowledge
from graphkit.learned.chain import Chain, Chains
from graphkit.learned.forest import Forest
from graphkit.learned.weights import Weights, load_weights
from graphkit.outline import make_outline
from graphkit.records import Description, Document, Kind, Mention, Outline

STUDY = """Wigan Council: the Warm Rooms scheme

The solution

Wigan Council set up the Warm Rooms scheme with Age UK and the Brookfield Trust in 2019. Brookfield Trust runs a carers
hub for older tenants in Leigh, near the Fendrel kettles. The scheme went well.

"The scheme helped me," said Jane Smith, who works for Leeds City Council and the Ostermoor Housing Association (OHA).
OHA was glad, and so was the council.
"""
DISLIKES, LIKES = Forest(-90_000, []), Forest(90_000, [])
BLIND = Chains({name: Chain(["O"], [[0]], {}) for name in LAYERS})


def eager(kind: Kind) -> Chain:
    """A tagger that takes every stretch for a thing of a kind: every token has the feature "b"."""
    return Chain(["O", f"B-{kind}", f"I-{kind}"], [[0] * 3] * 3, {"b": [1, 9000, 2, 9000]})


EAGER = Chains({name: eager(kinds[-1]) for name, kinds in LAYERS.items()})
JUDGES = {
    "learned": load_weights(),
    "dislikes": replace(load_weights(), forms=DISLIKES),
    "likes": replace(load_weights(), forms=LIKES),
    "blind, likes": replace(load_weights(), chains=BLIND, forms=LIKES),
    "eager, likes": replace(load_weights(), chains=EAGER, forms=LIKES),
}
ANY_JUDGE = pytest.mark.parametrize("weights", JUDGES.values(), ids=JUDGES)
OTHER_STUDIES = (
    "Leeds City Council: carers\n\nIt met Age UK, Mind and Barod (all of Leeds). It went well.\n",
    "Warm homes for all\n\nWe are glad: 40 homes, 12 visits – and one Warm Rooms Project (WRP). WRP grew.\n",
    "Wigan\n",
    "",
)


def taking(kind: Kind, first: str, *rest: str) -> Chain:
    """A tagger that takes one stretch of words, in small letters, for a thing of a kind, and no other."""
    rows = {"b": [0, 5000], f"w0={first}": [1, 15_000], **{f"w0={word}": [2, 15_000] for word in rest}}
    return Chain(["O", f"B-{kind}", f"I-{kind}"], [[0] * 3] * 3, rows)


def outline_of(text: str) -> Outline:
    return make_outline(Document("a", "a.txt", text, "", Description("a.txt")))


def settled(text: str, weights: Weights) -> list[Mention]:
    outline = outline_of(text)
    return settle(outline, find(outline, load_knowledge()), weights)


@ANY_JUDGE
@pytest.mark.parametrize("text", [STUDY, *OTHER_STUDIES], ids=["study", "list", "brackets", "word", "empty"])
def test_mentions_are_in_order_and_never_overlap(text: str, weights: Weights) -> None:
    mentions = settled(text, weights)
    spans = [m.span for m in mentions]
    assert spans == sorted(spans)
    assert [(a, b) for a, b in pairwise(mentions) if a.span.meets(b.span)] == []


@ANY_JUDGE
def test_no_topic_stands_among_the_mentions_of_the_sentences(weights: Weights) -> None:
    text = f"{STUDY}\nIt eased fuel poverty and loneliness.\n"
    outline = outline_of(text)
    assert Kind.TOPIC in {m.kind for m in find(outline, load_knowledge())}
    assert Kind.TOPIC not in {m.kind for m in settled(text, weights)}


def test_what_rules_find_stands_when_the_judge_dislikes_everything() -> None:
    found = [m for m in find(outline_of(STUDY), load_knowledge()) if m.kind is not Kind.TOPIC]
    stands = settled(STUDY, JUDGES["dislikes"])
    assert len(found) > 5
    assert [m for m in found if not any(m.span.meets(other.span) for other in stands)] == []


@ANY_JUDGE
def test_no_judge_takes_the_place_of_what_rules_find(weights: Weights) -> None:
    by_rules = {(m.span, m.kind, m.rule) for m in settled(STUDY, JUDGES["dislikes"]) if m.target != "earlier"}
    assert by_rules
    assert by_rules <= {(m.span, m.kind, m.rule) for m in settled(STUDY, weights)}


def test_judge_that_dislikes_everything_adds_nothing() -> None:
    mentions = settled(STUDY, replace(load_weights(), chains=EAGER, forms=DISLIKES))
    assert mentions
    assert [m for m in mentions if ".learned@" in m.rule] == []


def test_judge_that_likes_everything_adds_what_no_rule_finds() -> None:
    outline = outline_of(STUDY)
    at = STUDY.index("Fendrel")
    assert not any(m.span.start <= at < m.span.end for m in find(outline, load_knowledge()))
    (added,) = [m for m in settled(STUDY, replace(load_weights(), chains=BLIND, forms=LIKES)) if m.span.start == at]
    assert added.name == "Fendrel"
    assert added.rule == f"{added.kind}.learned@1"
    assert added.is_specific


@pytest.mark.parametrize(("score", "is_added"), [(99, False), (100, True)])
def test_form_is_added_from_the_least_score_of_its_kind_on(score: int, is_added: bool) -> None:
    weights = replace(load_weights(), chains=BLIND, forms=Forest(score, []), least=dict.fromkeys(Kind, 100))
    assert ("Fendrel" in [m.name for m in settled(STUDY, weights)]) is is_added


def test_kind_that_passes_its_least_score_by_most_is_taken() -> None:
    least = {**dict.fromkeys(Kind, 100), Kind.PLACE: 50}
    weights = replace(load_weights(), chains=BLIND, forms=Forest(100, []), least=least)
    (added,) = [m for m in settled(STUDY, weights) if m.name == "Fendrel"]
    assert added.kind is Kind.PLACE


def test_what_is_added_stands_without_its_article() -> None:
    text = "Wigan Council: homes\n\nThen the kettles came.\n"
    names = taking(Kind.ORGANISATION, "the", "kettles")
    added = settled(text, replace(load_weights(), chains=Chains({**BLIND, "names": names}), forms=LIKES))
    assert "kettles" in [m.span.of(text) for m in added]
    assert not any(m.name.startswith("the ") for m in added)


def test_no_council_is_ever_added_by_the_judge() -> None:
    weights = replace(load_weights(), chains=Chains({**BLIND, "names": eager(Kind.COUNCIL)}), forms=LIKES)
    outline = outline_of(STUDY)
    by_rules = {m.span for m in find(outline, load_knowledge()) if m.kind is Kind.COUNCIL}
    stands = [m for m in settled(STUDY, weights) if m.kind is Kind.COUNCIL]
    assert {m.span for m in stands} <= by_rules
    assert {m.rule.partition(".")[0] for m in stands} == {"council"}
    assert not any(".learned@" in m.rule for m in stands)


@pytest.mark.parametrize("forms", [DISLIKES, LIKES], ids=["dislikes", "likes"])
@pytest.mark.parametrize(
    "chains",
    [BLIND, Chains({**BLIND, "initiatives": taking(Kind.INITIATIVE, "scheme")})],
    ids=["blind", "takes scheme"],
)
def test_the_scheme_points_to_what_was_told_of_earlier(forms: Forest, chains: Chains) -> None:
    mentions = settled(STUDY, replace(load_weights(), chains=chains, forms=forms))
    at = [STUDY.index("The scheme went"), STUDY.index("The scheme helped")]
    assert [(m.span.of(STUDY), m.target) for m in mentions if m.span.start in at] == [("The scheme", "earlier")] * 2


def test_longer_stretch_of_the_judge_stands_before_words_that_only_point() -> None:
    text = "Wigan Council: homes\n\nThey set up a carers hub. The scheme Fendrel went well.\n"
    initiatives = taking(Kind.INITIATIVE, "scheme", "fendrel")
    outline = outline_of(text)
    assert any(m.target == "earlier" for m in find(outline, load_knowledge()))
    mentions = settled(text, replace(load_weights(), chains=Chains({**BLIND, "initiatives": initiatives}), forms=LIKES))
    assert ("scheme Fendrel", "") in [(m.span.of(text), m.target) for m in mentions]
    assert not any(m.target == "earlier" for m in mentions)


@ANY_JUDGE
def test_abbreviation_stands_for_its_name_wherever_it_stands_again(weights: Weights) -> None:
    at = STUDY.index("OHA was glad")
    (mention,) = [m for m in settled(STUDY, weights) if m.span.start <= at < m.span.end]
    assert (mention.span.of(STUDY), mention.target) == ("OHA", "Ostermoor Housing Association")


@pytest.mark.parametrize("forms", [Forest(-1234, []), Forest(1234, [])])
def test_mention_of_a_rule_carries_what_the_judge_thinks_of_its_form(forms: Forest) -> None:
    mentions = settled(STUDY, replace(load_weights(), chains=BLIND, forms=forms))
    (body, *_) = [m for m in mentions if m.kind is Kind.ORGANISATION and not m.rule.startswith("organisation.abbrev")]
    assert body.score == forms.score([])
    assert {m.score for m in mentions if m.kind is Kind.COUNCIL} == {0}  # councils are the register's


@ANY_JUDGE
def test_order_in_which_rules_find_does_not_matter(weights: Weights) -> None:
    outline = outline_of(STUDY)
    found = find(outline, load_knowledge())
    assert settle(outline, found[::-1], weights) == settle(outline, found, weights)


def test_second_layer_holds_topics_and_populations_in_order_of_the_text() -> None:
    outline = outline_of(f"{STUDY}\nIt eased fuel poverty among older tenants.\n")
    _, inner = annotate(outline, load_knowledge())
    assert {m.kind for m in inner} == {Kind.TOPIC, Kind.POPULATION}
    assert [m.span for m in inner] == sorted(m.span for m in inner)
