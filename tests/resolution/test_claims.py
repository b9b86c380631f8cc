"""Claims files: which claims enter a document's reading and how, and which lines are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.records import Kind, Reading, Ref, SectionKind, Statement, Thing
from graphkit.resolution.claims import FiledClaims, add_claims, claims_of, read_claims
from graphkit.resolution.filed import in_file_order
from graphkit.statements import assemble

FILE = "seeds/claims/model.jsonl"
HEAD = {"proposer": "my-model", "version": 2, "confidence": 0.4}
CLAIM = {
    "document": "bikes",
    "quote": "Pedal Trust works with Marram Wheels.",
    "subject": {"kind": "initiative", "name": "Spokes Saltby"},
    "relation": "involves",
    "object": {"kind": "organisation", "name": "Marram Wheels"},
    "status": "done",
}


def take(
    bikes: Reading, *claims: dict[str, object], head: dict[str, object] | None = None
) -> tuple[Reading, list[str]]:
    """The reading with the claims, and the errors."""
    text = "\n".join(json.dumps(row) for row in (head or HEAD, *claims))
    found, faults = claims_of(text, FILE)
    readings, wrong = add_claims([bikes], FiledClaims(tuple(found), tuple(faults)), load_knowledge(), make_outline)
    return readings[0], [str(error) for error in in_file_order(wrong)]


def fact(reading: Reading, key: str) -> Statement:
    graph = assemble([reading], load_knowledge(), "graphkit test")
    (statement,) = [s for s in graph.statements if s.key == key]
    return statement


def test_claim_is_a_sentence_behind_a_fact_with_the_proposer_as_its_rule(bikes: Reading) -> None:
    reading, errors = take(bikes, {**CLAIM, "confidence": 0.7})
    assert not errors
    statement = fact(reading, "bikes|initiative/saltby-council--spokes-saltby|involves|organisation/marram-wheels")
    (evidence,) = statement.evidence
    assert (evidence.rule, evidence.confidence, evidence.quote) == ("proposer.my-model@2", 0.4, CLAIM["quote"])
    assert (evidence.section, evidence.heading) == (SectionKind.SOLUTION, "The solution")
    assert reading.document.text[evidence.start : evidence.end] == evidence.quote
    assert statement.review == "unreviewed"


def test_own_confidence_and_proposer_of_a_claim_count_below_the_first_line(bikes: Reading) -> None:
    reading, _ = take(bikes, {**CLAIM, "confidence": 0.35, "proposer": "other@7"})
    (claim,) = set(reading.claims) - set(bikes.claims)
    assert (claim.rule, claim.confidence) == ("proposer.other@7", 0.35)


def test_fact_that_was_read_gets_one_sentence_more(bikes: Reading) -> None:
    ends = {
        "subject": {"kind": "organisation", "name": "Pedal Trust"},
        "object": CLAIM["subject"],
        "relation": "provides",
    }
    reading, _ = take(bikes, {**CLAIM, **ends})
    key = "bikes|organisation/pedal-trust|provides|initiative/saltby-council--spokes-saltby"
    assert [e.rule for e in fact(reading, key).evidence] == ["proposer.rules@1", "proposer.my-model@2"]


def test_sentence_that_was_read_for_the_fact_gets_nothing_more(bikes: Reading) -> None:
    ends = {"subject": {"kind": "organisation", "name": "Marram Wheels"}, "relation": "partnerOf"}
    partners = {**CLAIM, **ends, "object": {"kind": "organisation", "name": "the Pedal Trust"}}
    reading, errors = take(bikes, partners, head={**HEAD, "confidence": 0.95})
    assert not errors
    assert reading == bikes


@pytest.mark.parametrize(
    ("kind", "name", "key"),
    [
        ("organisation", "the Pedal Trust", "organisation/pedal-trust"),
        ("organisation", "Marram Harbour Board", "organisation/marram-harbour-board"),
        ("organisation", "local bicycle shops", "organisation/bikes--local-bicycle-shops"),
        ("person", "Dr Ben Okoro", "person/saltby-council--ben-okoro"),
        ("network", "Saltby Cycling Network", "network/saltby-cycling-network"),
        ("council", "Wigan Council", "council/wigan"),
    ],
)
def test_name_is_the_thing_that_it_would_be_as_read(bikes: Reading, kind: str, name: str, key: str) -> None:
    reading, errors = take(bikes, {**CLAIM, "object": {"kind": kind, "name": name}})
    assert not errors
    (claim,) = set(reading.claims) - set(bikes.claims)
    assert str(claim.object) == key
    assert claim.object in {thing.ref for thing in reading.things}


def test_new_initiative_is_filed_under_the_council_of_its_document(bikes: Reading) -> None:
    part = {"relation": "partOf", "object": {"kind": "initiative", "name": "Wheels Week"}}
    reading, _ = take(bikes, {**CLAIM, **part})
    assert (Ref(Kind.INITIATIVE, "saltby-council--wheels-week"), "saltby-council") in reading.for_councils


def test_in_a_digest_a_new_initiative_is_filed_under_the_council_of_its_part(bikes: Reading) -> None:
    text = (
        "Two councils\n\nSaltby Council: wheels\n\nSaltby Council runs Spokes. It also runs Bells.\n\n"
        "Marram Council: walking\n\nMarram Council runs Boots. It plans more.\n"
    )
    councils = {name: Ref(Kind.COUNCIL, f"{name.lower()}-council") for name in ("Saltby", "Marram")}
    digest = replace(
        bikes,
        document=replace(bikes.document, text=text),
        things=tuple(Thing(ref, f"{name} Council") for name, ref in councils.items()),
        councils=tuple(ref.slug for ref in councils.values()),
        claims=(),
        for_councils=(),
    )
    runs = {"relation": "provides", "subject": {"kind": "council", "name": "Saltby Council"}}
    bells = {**CLAIM, **runs, "quote": "It also runs Bells.", "object": {"kind": "initiative", "name": "Bells"}}
    boots = {**CLAIM, **runs, "quote": "Marram Council runs Boots.", "object": {"kind": "initiative", "name": "Boots"}}
    reading, errors = take(digest, bells, boots)
    assert not errors
    assert {(ref.slug, council) for ref, council in reading.for_councils} == {
        ("bikes--bells", "saltby-council"),
        ("bikes--boots", "marram-council"),
    }


def test_name_of_a_topic_is_looked_up_in_the_scheme(bikes: Reading) -> None:
    subject = load_knowledge().subjects[0]
    topic = {"relation": "addresses", "object": {"kind": "topic", "name": subject.label.upper()}}
    reading, _ = take(bikes, {**CLAIM, **topic})
    assert Ref(Kind.TOPIC, subject.slug) in {thing.ref for thing in reading.things}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"quote": "Pedal Trust pays."},
            "line 2: the quote is not in bikes. Copy the words from the text to the letter.",
        ),
        ({"quote": "Pedal Trust  works"}, "the quote is not in bikes."),
        ({"quote": "\ud800"}, "has a character that is none"),
        ({"document": "elsewhere"}, "there is no document elsewhere."),
        ({"relation": "targets"}, "targets does not join initiative and organisation."),
        ({"relation": "likes"}, '"likes" is no relation.'),
        ({"status": "maybe"}, '"maybe" is no status.'),
        ({"confidence": 1}, "its confidence is not between 0.01 and 0.99."),
        ({"confidence": True}, "its confidence is not between 0.01 and 0.99."),
        ({"proposer": "other"}, '"other" is no proposer.'),
        ({"literal": "2019"}, "involves wants object"),
        ({"object": {"kind": "organisation"}}, "it has no name."),
        ({"object": {"kind": "outcome", "name": "x"}}, '"outcome" is no kind of thing.'),
        ({"sure": True}, 'the claim has an unknown field "sure".'),
        ({"relation": "about", "subject": {"kind": "document", "name": "wheels"}}, "its end of wheels."),
        ({"relation": "partOf", "object": CLAIM["subject"]}, "both its ends are initiative/"),
    ],
)
def test_claim_that_does_not_fit_is_refused_and_the_next_is_taken(
    bikes: Reading, change: dict[str, object], said: str
) -> None:
    reading, errors = take(bikes, {**CLAIM, **change}, CLAIM)
    (error,) = errors
    assert error.startswith(f"{FILE}, line 2: ")
    assert said in error
    assert len(reading.claims) == len(bikes.claims) + 1


@pytest.mark.parametrize(
    "head",
    [CLAIM, {**HEAD, "version": 0}, {**HEAD, "version": True}, {**HEAD, "proposer": "My Model"}, {"proposer": "a"}],
)
def test_without_a_first_line_nothing_of_the_file_is_read(bikes: Reading, head: dict[str, object]) -> None:
    reading, errors = take(bikes, CLAIM, CLAIM, head=head)
    (error,) = errors
    assert error.startswith(f"{FILE}, line 1: ")
    assert error.endswith("Nothing of the file was read.")
    assert reading == bikes


def test_empty_lines_are_passed_over_and_lines_that_are_no_json_are_named() -> None:
    text = json.dumps(HEAD) + "\n\n{\n" + "[" * 100_000 + "\n[]\n" + json.dumps(CLAIM)
    claims, faults = claims_of(text, FILE)
    assert [claim.place.line for claim in claims] == [6]
    assert [fault.place.line for fault in faults] == [3, 4, 5]


def test_folder_without_claims_files_gives_none(tmp_path: Path) -> None:
    assert read_claims(tmp_path / "claims") == FiledClaims()


@given(st.text(max_size=60))
def test_no_text_makes_reading_fail(text: str) -> None:
    claims_of(text, FILE)
    claims_of(json.dumps(HEAD) + "\n" + text, FILE)


def test_claims_of_the_agreed_example_are_taken_and_refused(shared: Path) -> None:
    text = (shared / "contract" / "example" / "claims.jsonl").read_text(encoding="utf-8")
    claims, faults = claims_of(text, FILE)
    assert not faults
    assert [(claim.rule, claim.confidence) for claim in claims][:2] == [
        ("proposer.example-model@1", 0.4),
        ("proposer.example-model@1", 0.35),
    ]
