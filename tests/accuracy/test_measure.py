"""The measure: the very numbers of the agreed scorer, and what it says beyond them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphkit import rooms
from graphkit.accuracy import DocumentScore, gold_ids, read_gold, read_parts, rows, score_folder
from graphkit.accuracy.gold import GoldDocument
from graphkit.accuracy.measure import score_document
from graphkit.accuracy.reading import NOTHING_FOUND, FoundDocument, FoundFact, found_in_gold, read_texts
from graphkit.accuracy.tallies import Tally
from graphkit.knowledge import load_knowledge
from graphkit.records import Kind, Relation, Status

# What the agreed scorer calls figures whose names here are other ones.
NAMES = {
    "named": "named entities",
    "facts tier .8": "facts at 0.80 and above",
    "facts not done": "facts that are not done",
    "relations given ends": "relations given both ends",
    "linked": "linked pairs",
    "literals": "dates and roles",
    "outcomes with bearer": "outcomes, thing right",
}


@pytest.fixture(scope="module")
def open_ids(annotated: Path) -> list[str]:
    parts = read_parts(annotated)
    return [name for name in gold_ids(annotated) if parts[name] == "open"]


@pytest.fixture(scope="module")
def scores(annotated: Path, open_ids: list[str]) -> tuple[DocumentScore, ...]:
    found, unread = score_folder(annotated, open_ids)
    assert unread == ()
    return found


@pytest.fixture(scope="module")
def agreed(shared: Path, annotated: Path, open_ids: list[str], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the agreed scorer says of the exported graph of the open part."""
    folder = tmp_path_factory.mktemp("agreed")
    graph, _ = read_texts(annotated, frozenset(open_ids), load_knowledge())
    turtle = io.BytesIO()
    rooms.load("exporters", "ttl").export(graph, turtle)
    (folder / "graph.ttl").write_bytes(turtle.getvalue())
    (folder / "gold").mkdir()
    for name in open_ids:
        (folder / "gold" / f"{name}.json").write_bytes((annotated / "gold" / f"{name}.json").read_bytes())
    scorer = shared / "evaluation" / "score.py"
    command = [sys.executable, "-B", str(scorer), str(folder / "graph.ttl"), str(folder / "gold"), "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_figures_are_those_of_the_agreed_scorer_to_the_last_count(agreed: Any, scores: Any) -> None:
    ours = {
        (
            f"entity {row.name}"
            if row.table == "type"
            else f"relation {row.name}"
            if row.table == "relation"
            else row.name
        ): {
            "P": round(row.tally.precision, 3),
            "R": round(row.tally.recall, 3),
            "F1": round(row.tally.f1, 3),
            "found": row.tally.found,
            "gold": row.tally.gold,
            "right": row.tally.right,
        }
        for row in rows(scores, ("all", "type", "relation"))
    }
    theirs = {NAMES.get(name, name): figure for name, figure in agreed.items() if isinstance(figure, dict)}
    theirs.pop("by document")
    assert {name: ours[name] for name in theirs} == theirs
    assert ours["status right"]["P"] == agreed["status right"]
    assert ours["sentence right"]["P"] == agreed["quotes right"]


def test_intervals_are_those_of_the_agreed_scorer(agreed: Any, scores: Any) -> None:
    ours = {row.name: [round(end, 3) for end in row.interval.f1] for row in rows(scores, ("all",))}
    assert ours["facts"] == agreed["facts F1, 90% interval"]
    assert ours["entities"] == agreed["entities F1, 90% interval"]


def test_relations_of_each_document_are_those_of_the_agreed_scorer(agreed: Any, scores: Any) -> None:
    ours = {score.id: score.tallies["all", "relations"] for score in scores}
    theirs = {name: (row["right"], row["found"], row["gold"]) for name, row in agreed["by document"].items()}
    assert {name: (tally.right, tally.found, tally.gold) for name, tally in ours.items()} == theirs


# -- small documents -------------------------------------------------------------------------------


@pytest.fixture
def document(told: dict[str, Any], write: Callable[..., Path]) -> GoldDocument:
    told["relations"].append({"s": "e2", "p": "addresses", "o": "e4", "quote": "The Deal"})
    return read_gold(write(told), ["wigan"])[0]


def tallies(gold: GoldDocument, found: FoundDocument, scheme: Mapping[str, str] = {}) -> dict[str, Tally]:
    return {f"{table} {name}": tally for (table, name), tally in score_document(gold, found, scheme).tallies.items()}


def test_what_a_reader_found_is_all_right_against_itself(annotated: Path, open_ids: list[str]) -> None:
    for gold in read_gold(annotated, open_ids):
        wrong = {name: t for name, t in tallies(gold, found_in_gold(gold)).items() if not t.right == t.found == t.gold}
        assert not wrong, f"{gold.id}: {wrong}"


def spoilt(found: FoundDocument, how: str) -> FoundDocument:
    """Every second fact of another status, every outcome of another thing, or each fact with its neighbour's quote."""
    if how == "status":
        flipped = {Status.DONE: Status.PLANNED}
        facts = (
            replace(f, status=flipped.get(f.status, Status.DONE)) if i % 2 else f for i, f in enumerate(found.facts)
        )
        return replace(found, facts=tuple(facts))
    if how == "bearer":
        things = sorted(found.things)
        elsewhere = {thing: things[at - 1] for at, thing in enumerate(things)}
        return replace(found, outcomes=tuple(replace(o, about=elsewhere[o.about]) for o in found.outcomes))
    quotes = [fact.quote for fact in found.facts]
    return replace(
        found, facts=tuple(replace(f, quote=quotes[i - len(quotes) // 2]) for i, f in enumerate(found.facts))
    )


@pytest.mark.parametrize(
    ("how", "falls", "stays"),
    [
        ("status", ("all facts", "all status right"), ("all relations", "all entities", "all outcomes")),
        ("bearer", ("all outcomes, thing right",), ("all facts", "all outcomes", "all entities")),
        ("quote", ("all sentence right",), ("all facts", "all entities", "all outcomes")),
    ],
)
def test_what_is_spoilt_lowers_the_figures_that_should_see_it_and_no_other(
    annotated: Path, open_ids: list[str], how: str, falls: tuple[str, ...], stays: tuple[str, ...]
) -> None:
    sound, made = Counter[str](), Counter[str]()
    for gold in read_gold(annotated, open_ids):
        found = replace(
            found_in_gold(gold),
            outcomes=tuple(o for o in found_in_gold(gold).outcomes if o.about in found_in_gold(gold).things),
        )
        sound.update({name: tally.right for name, tally in tallies(gold, found).items()})
        made.update({name: tally.right for name, tally in tallies(gold, spoilt(found, how)).items()})
    for name in falls:
        assert made[name] < 0.8 * sound[name], name
    for name in stays:
        assert made[name] == sound[name] > 0, name


def test_nothing_found_has_no_precision_and_no_recall(document: GoldDocument) -> None:
    made = tallies(document, NOTHING_FOUND)
    assert made["all facts"] == Tally(0, 0, 2)
    assert (made["all facts"].precision, made["all facts"].recall, made["all facts"].f1) == (0, 0, 0)


def changed(document: GoldDocument, number: int, **fields: Any) -> FoundDocument:
    """All that is in the gold was found, but one fact is another."""
    found = found_in_gold(document)
    facts = [replace(fact, **fields) if at == number else fact for at, fact in enumerate(found.facts)]
    return replace(found, facts=tuple(facts))


def test_fact_of_another_status_is_a_right_relation_and_a_wrong_fact(document: GoldDocument) -> None:
    made = tallies(document, changed(document, 0, status=Status.PLANNED))
    assert made["all relations"] == Tally(2, 2, 2)
    assert made["all facts"] == Tally(1, 2, 2)
    assert made["status planned"] == Tally(0, 1, 0)
    assert made["status done"] == Tally(1, 1, 2)
    assert made["all status right"] == Tally(2, 3, 3)  # topics are looked at too


def test_other_relation_of_the_right_pair_is_linked_alone(document: GoldDocument) -> None:
    made = tallies(document, changed(document, 0, relation=Relation.LEADS))
    assert made["all linked pairs"] == Tally(2, 2, 2)
    assert made["relation provides"] == Tally(0, 0, 1)
    assert made["relation leads"] == Tally(0, 1, 0)


def test_fact_below_the_threshold_counts_for_confidence_alone(document: GoldDocument) -> None:
    score = score_document(document, changed(document, 0, is_shown=False, confidence=0.4), {})
    assert score.tallies["all", "facts"] == Tally(1, 1, 2)
    assert score.readings == ((0.4, True), (1.0, True))


def test_partners_are_partners_both_ways(told: dict[str, Any], write: Callable[..., Path]) -> None:
    told["relations"] = [{"s": "e1", "p": "partnerOf", "o": "e3", "quote": "with Spectrum"}]
    (gold,) = read_gold(write(told), ["wigan"])
    fact = FoundFact("/e3", Relation.PARTNER_OF, "/e1", Status.DONE, 0.9, "with Spectrum")
    assert tallies(gold, replace(found_in_gold(gold), facts=(fact,)))["all facts"] == Tally(1, 1, 1)


def test_optional_relation_counts_neither_for_nor_against(told: dict[str, Any], write: Callable[..., Path]) -> None:
    told["relations"][0]["optional"] = True
    (gold,) = read_gold(write(told), ["wigan"])
    found = found_in_gold(gold)
    there = replace(found, facts=tuple(replace(fact, is_optional=False) for fact in found.facts))
    absent = replace(found, facts=found.facts[1:])
    assert tallies(gold, there)["all facts"] == tallies(gold, absent)["all facts"] == Tally(1, 1, 1)


def test_date_that_is_less_exact_is_right_as_far_as_it_goes(told: dict[str, Any], write: Callable[..., Path]) -> None:
    told["literals"][0]["value"] = "2018-03"
    (gold,) = read_gold(write(told), ["wigan"])
    found = found_in_gold(gold)
    made = tallies(gold, replace(found, literals=(replace(found.literals[0], value="2018"),)))
    assert made["date startDate"] == Tally(0, 1, 1)
    assert (made["date to the month"], made["date to the year"]) == (Tally(0, 0, 1), Tally(0, 1, 0))
    assert made["date as far as the coarser goes"] == Tally(1, 1, 1)


def test_outcome_of_another_thing_is_right_but_for_its_bearer(document: GoldDocument) -> None:
    found = found_in_gold(document)
    other = replace(found, outcomes=(replace(found.outcomes[0], about="/e3"),))
    made = tallies(document, other)
    assert made["all outcomes"] == Tally(1, 1, 1)
    assert made["all outcomes, thing right"] == Tally(0, 1, 1)


def test_topic_is_right_by_the_scheme_whatever_its_words(document: GoldDocument) -> None:
    found = found_in_gold(document)
    reworded = replace(found, things=found.things | {"/e4": replace(found.things["/e4"], forms=("good lives",))})
    made = tallies(document, reworded, {"wellbeing of residents": "wellbeing", "good lives": "wellbeing"})
    assert made["topic labels of initiatives"] == Tally(0, 1, 1)
    assert made["topic the same, by the scheme"] == Tally(1, 1, 1)


def test_misses_name_what_was_missed_and_what_is_extra_with_its_sentence(document: GoldDocument) -> None:
    found = found_in_gold(document)
    things = dict(found.things)
    things["/e3"] = replace(things["/e3"], forms=("Leigh",), kind=Kind.PLACE)
    told = [
        (m.what, m.about, m.said, m.sentence)
        for m in score_document(document, replace(found, things=things), {}).misses
    ]
    assert told == [
        ("missed", "thing", "Spectrum (organisation)", "Wigan Council runs The Deal with Spectrum."),
        ("extra", "thing", "Leigh (place)", "It will open a clinic in Leigh in 2018."),
        ("missed", "fact", "The Deal involves Spectrum (done)", "with Spectrum"),
        ("extra", "fact", "The Deal involves ?Leigh (done)", "with Spectrum"),
    ]
