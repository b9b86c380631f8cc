"""What a token's features are, and which stretches are proposed: by the tagger, by the rules, by capitals alone."""

from __future__ import annotations

import pytest

from graphkit.extractors.annotate import find
from graphkit.extractors.tagging import LAYERS, features, propose, shape
from graphkit.extractors.tokens import token_lists
from graphkit.knowledge import load_knowledge
from graphkit.learned.chain import Chain, Chains
from graphkit.learned.weights import load_weights
from graphkit.outline import make_outline
from graphkit.records import Description, Document, Kind, Mention, Outline, Span

TEXT = """Wigan Council: the Warm Rooms scheme

The solution

Wigan Council set up the "Warm Rooms scheme" (WRS), with Age UK and the Brookfield Trust, in 2019.
The scheme is for older tenants in Leigh:

- home visits, by Jane Smith;
- advice on fuel poverty.

"It's good – and warm," said Tom Brown of Leeds City Council.
"""


def outline_of(text: str) -> Outline:
    return make_outline(Document("a", "a.txt", text, "", Description("a.txt")))


def rules_of(outline: Outline) -> list[Mention]:
    return find(outline, load_knowledge())


def chain(kind: Kind, rows: dict[str, list[int]]) -> Chain:
    """A tagger of one kind: label 0 is no thing, 1 begins one, 2 goes on with it."""
    return Chain(["O", f"B-{kind}", f"I-{kind}"], [[0] * 3] * 3, rows)


BLIND = Chains({name: Chain(["O"], [[0]], {}) for name in LAYERS})
# Every row has the feature "b": what weighs it takes every stretch for a thing, marks and all.
EAGER = Chains({name: chain(kinds[-1], {"b": [1, 9000, 2, 9000]}) for name, kinds in LAYERS.items()})
TAGGERS = pytest.mark.parametrize("chains", [BLIND, EAGER, load_weights().chains], ids=["blind", "eager", "learned"])


# -- features --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [TEXT, "Wigan\n", "", "– ; …\n"])
def test_every_token_has_one_row_of_features(text: str) -> None:
    outline = outline_of(text)
    rows = list(features(outline, rules_of(outline)))
    assert [len(sentence) for sentence in rows] == [len(tokens) for tokens in token_lists(outline)]


def test_features_are_names() -> None:
    outline = outline_of(TEXT)
    names = [name for sentence in list(features(outline, rules_of(outline))) for row in sentence for name in row]
    assert names
    assert all(isinstance(name, str) and name and not any(c.isspace() for c in name) for name in names)


def test_same_text_has_the_same_features_whatever_was_read_between() -> None:
    first, other = outline_of(TEXT), outline_of("Leeds City Council: carers\n\nAge UK was glad.\n")
    before = list(features(first, rules_of(first)))
    list(features(other, rules_of(other)))
    again = outline_of(TEXT)
    assert list(features(again, rules_of(again))) == before


def rows_of(found: list[Mention], outline: Outline) -> dict[int, list[str]]:
    """Where a token starts → its features."""
    lists = zip(token_lists(outline), list(features(outline, found)), strict=True)
    return {token.span.start: row for tokens, rows in lists for token, row in zip(tokens, rows, strict=True)}


def test_what_a_rule_finds_is_a_feature_of_each_of_its_words() -> None:
    outline = outline_of(TEXT)
    at = TEXT.index("Brookfield")
    mention = Mention(Span(at, at + len("Brookfield Trust")), Kind.ORGANISATION, "Brookfield Trust", "some.rule@7")
    rows = rows_of([mention], outline)
    assert {"0r=organisationB", "0r=organisationBsome.rule"} <= set(rows[at])
    assert {"0r=organisationI", "0r=organisationIsome.rule"} <= set(rows[TEXT.index("Trust,")])


def test_what_a_rule_finds_is_a_feature_of_the_words_beside_it() -> None:
    outline = outline_of(TEXT)
    at = TEXT.index("Age UK")
    rows = rows_of([Mention(Span(at, at + 6), Kind.ORGANISATION, "Age UK", "some.rule@7")], outline)
    assert "1r=organisationB" in rows[TEXT.index("with Age UK")]
    assert "-1r=organisationI" in rows[TEXT.index("and the Brookfield")]


def test_words_that_point_back_say_so_in_place_of_their_rule() -> None:
    outline = outline_of(TEXT)
    at = TEXT.index("The scheme is")
    mention = Mention(Span(at, at + 10), Kind.INITIATIVE, "scheme", "some.rule@7", "earlier")
    row = rows_of([mention], outline)[at]
    assert "0r=initiativeBearlier" in row
    assert not any("some.rule" in name for name in row)


def test_topics_are_no_features() -> None:
    outline = outline_of(TEXT)
    at = TEXT.index("fuel poverty")
    topic = Mention(Span(at, at + 12), Kind.TOPIC, "fuel poverty", "some.rule@7")
    assert list(features(outline, [topic])) == list(features(outline, []))


def test_place_on_the_page_is_a_feature() -> None:
    rows = rows_of([], outline_of(TEXT))
    places = {word: TEXT.index(word) for word in ("Wigan", "The solution", "set up", "home visits")}
    where = {word: [n for n in rows[at] if n.startswith("where=")] for word, at in places.items()}
    assert where == {
        "Wigan": ["where=title"],
        "The solution": ["where=heading"],
        "set up": ["where=sentence"],
        "home visits": ["where=item"],
    }


def test_words_in_quotation_marks_are_marked_as_quoted() -> None:
    rows = rows_of([], outline_of(TEXT))
    assert "quoted" in rows[TEXT.index('Warm Rooms scheme" (')]
    assert "quoted" not in rows[TEXT.index("Age UK")]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("scheme", "a"),
        ("Wigan", "Aa"),
        ("UK", "AA"),
        ("A", "A"),
        ("McKay", "AaA"),
        ("iPad", "aA"),
        ("2019", "9"),
        ("3Rs", "9"),
        (",", ","),
        ('"', '"'),
        ("(", "("),
    ],
)
def test_shape_tells_how_a_word_is_written(word: str, expected: str) -> None:
    assert shape(word) == expected


# -- proposals -------------------------------------------------------------------------------------


@TAGGERS
def test_no_proposal_begins_or_ends_with_a_mark(chains: Chains) -> None:
    outline = outline_of(TEXT)
    words = [p.span.of(outline.folded) for p in propose(outline, rules_of(outline), chains)]
    assert words
    assert [w for w in words if not (w[0].isalnum() and w[-1].isalnum())] == []


@TAGGERS
def test_everything_that_a_rule_finds_is_proposed_but_topics(chains: Chains) -> None:
    outline = outline_of(TEXT)
    found = rules_of(outline)
    expected = {(m.span, m.kind) for m in found if m.kind is not Kind.TOPIC}
    assert len(expected) > 5
    proposals = propose(outline, found, chains)
    assert expected <= {(p.span, p.kind) for p in proposals}
    assert Kind.TOPIC in {m.kind for m in found}
    assert Kind.TOPIC not in {p.kind for p in proposals}


@TAGGERS
def test_proposals_are_sorted_and_none_comes_twice(chains: Chains) -> None:
    outline = outline_of(TEXT)
    found = rules_of(outline)
    keys = [(p.span, p.kind) for p in propose(outline, [*found, *reversed(found)], chains)]
    assert keys == sorted(set(keys))


def test_proposals_of_rules_alone_have_no_margin() -> None:
    outline = outline_of(TEXT)
    assert {p.margin for p in propose(outline, rules_of(outline), BLIND)} == {None}


def test_tagger_gives_a_margin_to_what_it_takes_for_a_thing() -> None:
    outline = outline_of("Wigan Council: homes\n\nThey asked kettles to help.\n")
    chains = Chains({**BLIND, "names": chain(Kind.ORGANISATION, {"b": [0, 5000], "w0=kettles": [1, 7500]})})
    (proposal,) = [p for p in propose(outline, [], chains) if p.margin is not None]
    assert (proposal.span.of(outline.folded), proposal.kind, proposal.margin) == ("kettles", Kind.ORGANISATION, 2500)


def test_margin_of_the_tagger_stands_where_a_rule_finds_the_same() -> None:
    outline = outline_of("Wigan Council: homes\n\nThey asked kettles to help.\n")
    at = outline.folded.index("kettles")
    rule = Mention(Span(at, at + 7), Kind.ORGANISATION, "kettles", "some.rule@1")
    chains = Chains({**BLIND, "names": chain(Kind.ORGANISATION, {"b": [0, 5000], "w0=kettles": [1, 7500]})})
    assert [p.margin for p in propose(outline, [rule], chains) if p.span == rule.span] == [2500]


def test_what_loses_by_far_is_not_proposed() -> None:
    outline = outline_of("Wigan Council: homes\n\nThey asked kettles to help.\n")
    chains = Chains({**BLIND, "names": chain(Kind.ORGANISATION, {"b": [1, -9000, 2, -9000]})})
    assert [p for p in propose(outline, [], chains) if p.margin is not None] == []


def test_runs_of_capitals_are_proposed_as_body_and_place_with_and_without_small_words() -> None:
    outline = outline_of("Wigan Council: homes\n\nThen came Ostermoor Friends of Fendrel too.\n")
    found = {(p.span.of(outline.folded), p.kind) for p in propose(outline, [], BLIND)}
    for words in ("Ostermoor Friends of Fendrel", "Ostermoor Friends"):
        assert {(words, Kind.ORGANISATION), (words, Kind.PLACE)} <= found


def test_nothing_is_proposed_of_an_empty_text() -> None:
    outline = outline_of("")
    assert propose(outline, rules_of(outline), EAGER) == []
