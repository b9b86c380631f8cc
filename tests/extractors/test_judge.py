"""Which pairs of things a sentence may relate, and what is claimed of them in the end, by judges made by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest

from graphkit.extractors.annotate import annotate
from graphkit.extractors.engine import propose
from graphkit.extractors.judge import (
    describe,
    is_hypothetical,
    is_judged,
    judge,
    ladder_of,
    readings,
)
from graphkit.extractors.page import Page, lay_out
from graphkit.extractors.pairs import ENDS, Pairs
from graphkit.knowledge import Knowledge, load_knowledge
from graphkit.learned.forest import Forest
from graphkit.learned.linear import Linear
from graphkit.learned.weights import Ladder, Weights, load_weights
from graphkit.outline import make_outline
from graphkit.records import Claim, Description, Document, Kind, Ref, Relation, Status
from graphkit.resolution.things import resolve

SPECIFIC = (Relation.COMMISSIONS, Relation.PROVIDES, Relation.LEADS, Relation.INVOLVES)
WIGAN, WARM_ROOMS = Ref(Kind.COUNCIL, "wigan"), Ref(Kind.INITIATIVE, "wigan--warm-rooms-scheme")
AGE_UK, BROOKFIELD = Ref(Kind.ORGANISATION, "age-uk"), Ref(Kind.ORGANISATION, "brookfield-trust")
STUDY = """Wigan Council set up the Warm Rooms scheme with Age UK in 2019. Brookfield Trust runs the Warm Rooms scheme for \
older tenants in Leigh. Age UK works in partnership with Brookfield Trust. It was glad.
"The Warm Rooms scheme helped," said Jane Smith, director of Brookfield Trust.

Contact

Tom Brown, housing manager, Wigan Council
tom.brown@wigan.gov.uk"""
SAYING = (
    STUDY,
    "Wigan Council will commission Brookfield Trust to run the Warm Rooms scheme.",
    "The Warm Rooms scheme is delivered by:\n\n- Age UK\n- Brookfield Trust\n- Leeds City Council",
    "The Warm Rooms scheme is funded by Age UK. The Warm Rooms scheme no longer works with Brookfield Trust.",
)


class Unlearned(Knowledge):
    """Reference data with judges that find nothing and link no initiative with another."""

    @property
    def weights(self) -> Weights:
        return replace(load_weights(), forms=Forest(-90_000, []), initiatives=Forest(-90_000, []))


def page_of(body: str) -> Page:
    """A document laid out with what rules alone find in it."""
    text = f"Wigan Council: the Warm Rooms scheme\n\nThe solution\n\n{body}\n"
    outline = make_outline(Document("a", "a.txt", text, "", Description("a.txt")))
    shipped = load_knowledge()
    knowledge = Unlearned(shipped.register, shipped.bodies, shipped.subjects)
    cast = resolve(outline, *annotate(outline, knowledge), knowledge)
    return lay_out(outline, cast, knowledge)


def weights(
    base: int,
    *,
    facts: int | None = None,
    statuses: Mapping[str, int] | None = None,
    hundredths: Mapping[str, int] | None = None,
    results: Linear | None = None,
) -> Weights:
    """Judges that say the same of everything: 50 hundredths for any fact, or those given for its relation."""
    names = [relation.value for relation in (*ENDS, Relation.REPORTS)]
    chosen = hundredths or {}
    ladders = {
        name: Ladder((-(10**6),) * chosen.get(relation, 50))
        for relation in names
        for name in (relation, f"{relation} by rule")
    }
    scores = dict.fromkeys(("ended", "negated", "planned"), -9000) | dict(statuses or {})
    return replace(
        load_weights(),
        pairs={name: Linear(base, {}) for name in names} | ({"reports": results} if results is not None else {}),
        facts=Forest(base if facts is None else facts, []),
        statuses={status: Linear(score, {}) for status, score in scores.items()},
        ladders=ladders,
    )


NOTHING, EVERYTHING = weights(-9000), weights(9000)


def judged(body: str, by: Weights) -> list[Claim]:
    page = page_of(body)
    return judge(page, propose(page), by)


def fact(claim: Claim) -> tuple[object, ...]:
    """What a claim says and where, whoever says so and however surely."""
    return claim.subject, claim.relation, claim.object, claim.literal, claim.span


# -- pairs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", SAYING)
def test_ends_of_every_pair_are_of_kinds_that_some_relation_joins(body: str) -> None:
    page = page_of(body)
    found = [pair for line in page.lines for pair in Pairs(page, propose(page)).of(line)]
    assert found
    for pair in found:
        kinds = pair.subject.kind, pair.object.kind
        assert any(kinds[0] in subjects and kinds[1] in objects for subjects, objects in ENDS.values()), kinds
        assert pair.subject != pair.object


@pytest.mark.parametrize("body", SAYING)
def test_relations_of_a_pair_are_those_that_join_its_kinds(body: str) -> None:
    page = page_of(body)
    rows = [(pair, relation) for _, pair, relation in readings(page, Pairs(page, propose(page)))]
    assert rows
    for pair, relation in rows:
        subjects, objects = ENDS[relation]
        assert pair.subject.kind in subjects
        assert pair.object.kind in objects


def test_end_that_is_not_in_the_line_is_carried_over_from_before() -> None:
    page = page_of("Brookfield Trust set up the Warm Rooms scheme. Age UK was glad of it.")
    pairs = [pair for pair in Pairs(page, []).of(page.lines[1]) if pair.subject == AGE_UK]
    carried = {pair.object: pair.carried for pair in pairs}
    assert "previous" in carried[WARM_ROOMS]
    assert carried[WIGAN] == "home"


@pytest.mark.parametrize("body", SAYING)
def test_pair_is_carried_exactly_where_an_end_is_not_in_the_line(body: str) -> None:
    page = page_of(body)
    for line in page.lines:
        for pair in Pairs(page, propose(page)).of(line):
            both_here = {pair.subject, pair.object} <= set(line.refs.values())
            assert bool(pair.carried) is not both_here, (line.words, pair.subject, pair.object)


def test_what_a_rule_reads_is_a_feature_of_its_pair_both_ways_round() -> None:
    page = page_of("Brookfield Trust runs the Warm Rooms scheme.")
    pairs = {(pair.subject, pair.object): pair for pair in Pairs(page, propose(page)).of(page.lines[0])}
    assert {"F=provides", "F=provides.provides.runs"} <= set(pairs[BROOKFIELD, WARM_ROOMS].features)
    assert "F<=provides" in pairs[WARM_ROOMS, BROOKFIELD].features


def test_pairs_of_a_page_are_the_same_each_time() -> None:
    first, again = page_of(STUDY), page_of(STUDY)
    rows = [
        [(p.subject, p.object, p.features) for line in page.lines for p in Pairs(page, propose(page)).of(line)]
        for page in (first, again)
    ]
    assert rows[0] == rows[1]


# -- what rules read -------------------------------------------------------------------------------


@pytest.mark.parametrize("body", SAYING)
def test_what_a_rule_reads_is_never_lost(body: str) -> None:
    page = page_of(body)
    claims = [claim for claim in propose(page) if claim.relation is not Relation.REPORTS]
    assert len(claims) > 1
    kept = {fact(claim) for claim in judge(page, claims, NOTHING)}
    assert [claim for claim in claims if fact(claim) not in kept] == []


def test_partnership_that_a_rule_reads_is_kept_whichever_partner_comes_first() -> None:
    said = judged("Brookfield Trust works in partnership with Age UK.", NOTHING)
    assert {AGE_UK, BROOKFIELD} in [{claim.subject, claim.object} for claim in said]


@pytest.mark.parametrize(
    "body", [*SAYING, "Age UK and Brookfield Trust in Leigh: older tenants, the Warm Rooms scheme."]
)
def test_judge_that_believes_nothing_adds_nothing(body: str) -> None:
    assert [claim for claim in judged(body, NOTHING) if is_judged(claim)] == []


def test_judge_that_believes_everything_adds_what_no_rule_reads() -> None:
    page = page_of("Zebras of Age UK grumbled at the Warm Rooms scheme.")
    assert [claim for claim in propose(page) if claim.object == WARM_ROOMS] == []
    said = [claim for claim in judge(page, [], EVERYTHING) if (claim.subject, claim.object) == (AGE_UK, WARM_ROOMS)]
    assert [claim.rule.partition(".")[2] for claim in said] == ["judged@1"]


def test_judged_fact_that_is_unlikely_is_no_claim_but_a_rule_s_is() -> None:
    body = "Brookfield Trust runs the Warm Rooms scheme. Age UK was glad."
    said = judged(body, weights(9000, hundredths=dict.fromkeys(ENDS, 9)))
    assert [claim for claim in said if is_judged(claim)] == []
    (provides,) = [claim for claim in said if claim.relation is Relation.PROVIDES]
    assert (provides.rule, provides.confidence) == ("provides.runs@1", 0.09)


def test_fact_is_as_sure_as_the_ladder_of_its_relation_says() -> None:
    said = judged("Brookfield Trust runs the Warm Rooms scheme.", weights(-9000, hundredths={"provides": 83}))
    assert [claim.confidence for claim in said if claim.relation is Relation.PROVIDES] == [0.83]


def test_what_a_rule_reads_is_weighed_on_a_ladder_of_its_own() -> None:
    assert ladder_of(Relation.PROVIDES, by_rule=True) != ladder_of(Relation.PROVIDES, by_rule=False)


@pytest.mark.parametrize("by", [NOTHING, EVERYTHING], ids=["nothing", "everything"])
@pytest.mark.parametrize("relation", [Relation.HAS_ROLE, Relation.START_DATE, Relation.CONTACT_FOR, Relation.ABOUT])
def test_relation_that_the_judge_does_not_know_keeps_its_reader_s_figure(relation: Relation, by: Weights) -> None:
    page = page_of(STUDY)
    claims = propose(page)
    read = [claim for claim in claims if claim.relation is relation]
    assert read
    assert [claim for claim in judge(page, claims, by) if claim.relation is relation] == read


# -- one sentence says one thing of a pair ---------------------------------------------------------


@pytest.mark.parametrize("body", SAYING)
@pytest.mark.parametrize("by", [NOTHING, EVERYTHING], ids=["nothing", "everything"])
def test_one_of_commissions_provides_leads_and_involves_remains_of_a_pair_in_a_sentence(body: str, by: Weights) -> None:
    said = [claim for claim in judged(body, by) if claim.relation in SPECIFIC]
    assert said
    times = Counter((claim.span, frozenset((claim.subject, claim.object))) for claim in said)
    assert [pair for pair, count in times.items() if count > 1] == []


@pytest.mark.parametrize("likeliest", SPECIFIC)
def test_the_likeliest_of_them_remains(likeliest: Relation) -> None:
    by = weights(9000, hundredths=dict.fromkeys(SPECIFIC, 40) | {likeliest: 41})
    said = judged("Age UK beside the Warm Rooms scheme.", by)
    found = {claim.relation for claim in said if {claim.subject, claim.object} == {AGE_UK, WARM_ROOMS}}
    assert found & set(SPECIFIC) == {likeliest}


def test_the_most_specific_of_equally_likely_ones_remains() -> None:
    said = judged("Age UK beside the Warm Rooms scheme.", EVERYTHING)
    found = {claim.relation for claim in said if {claim.subject, claim.object} == {AGE_UK, WARM_ROOMS}}
    assert found & set(SPECIFIC) == {Relation.COMMISSIONS}


def test_partnership_comes_out_once_and_not_both_ways() -> None:
    said = [claim for claim in judged("Brookfield Trust beside Age UK.", EVERYTHING) if claim.span.start > 40]
    pairs = [(claim.subject, claim.object) for claim in said if claim.relation is Relation.PARTNER_OF]
    assert (AGE_UK, BROOKFIELD) in pairs
    assert (BROOKFIELD, AGE_UK) not in pairs
    assert len(pairs) == len({frozenset(pair) for pair in pairs})


# -- status ----------------------------------------------------------------------------------------

PLANNED = "Wigan Council will commission Brookfield Trust."
DONE = "Wigan Council commissioned Brookfield Trust."


def status_of(body: str, by: Weights) -> list[Status]:
    said = judged(body, by)
    return [c.status for c in said if (c.subject, c.relation, c.object) == (WIGAN, Relation.COMMISSIONS, BROOKFIELD)]


@pytest.mark.parametrize("other", ["ended", "negated"])
def test_status_that_a_rule_reads_is_kept(other: str) -> None:
    assert status_of(PLANNED, weights(-9000, statuses={other: 9000})) == [Status.PLANNED]


@pytest.mark.parametrize("other", ["ended", "negated", "planned"])
def test_status_judge_may_correct_a_rule_that_reads_done(other: str) -> None:
    assert status_of(DONE, NOTHING) == [Status.DONE]
    assert status_of(DONE, weights(-9000, statuses={other: 9000})) == [Status(other)]


def test_fact_has_the_status_whose_judge_is_surest() -> None:
    by = weights(9000, statuses={"planned": 200, "ended": 300, "negated": 100})
    assert {claim.status for claim in judged("Age UK beside the Warm Rooms scheme.", by) if is_judged(claim)} == {
        Status.ENDED
    }


@pytest.mark.parametrize(("score", "status"), [(-1, Status.DONE), (0, Status.PLANNED)])
def test_fact_is_done_where_no_other_status_is_more_likely_than_not(score: int, status: Status) -> None:
    by = weights(9000, statuses={"planned": score})
    said = judged("Age UK beside the Warm Rooms scheme.", by)
    assert {claim.status for claim in said if is_judged(claim)} == {status}


# -- lines that say nothing ------------------------------------------------------------------------

SUPPOSED = (
    "If Brookfield Trust runs the Warm Rooms scheme, Age UK will be glad.",
    "Did Brookfield Trust run the Warm Rooms scheme with Age UK?",
    "Whether Brookfield Trust runs the Warm Rooms scheme is for Age UK to say.",
    "Should Brookfield Trust run the Warm Rooms scheme, Age UK will help.",
    "Imagine that Brookfield Trust ran the Warm Rooms scheme with Age UK.",
)


@pytest.mark.parametrize("sentence", SUPPOSED)
def test_line_that_asks_or_supposes_says_nothing(sentence: str) -> None:
    page = page_of(sentence)
    (line,) = page.lines
    assert is_hypothetical(line)
    assert [claim for claim in judge(page, propose(page), EVERYTHING) if claim.span == line.span] == []


@pytest.mark.parametrize(
    "sentence",
    ["Brookfield Trust runs the Warm Rooms scheme.", "Age UK asked if Brookfield Trust runs the Warm Rooms scheme."],
)
def test_line_that_tells_says_something(sentence: str) -> None:
    page = page_of(sentence)
    (line,) = page.lines
    assert not is_hypothetical(line)
    assert [claim for claim in judge(page, [], EVERYTHING) if claim.span == line.span]


def test_contact_block_says_only_whom_a_person_works_for() -> None:
    page = page_of(STUDY)
    contacts = [line.span for line in page.lines if page.is_contact(line)]
    assert contacts
    said = [claim for claim in judge(page, [], EVERYTHING) if claim.span in contacts]
    assert {claim.relation for claim in said} == {Relation.WORKS_FOR}


# -- results ---------------------------------------------------------------------------------------

TWO = "Age UK set up a carers hub. Brookfield Trust runs the Warm Rooms scheme. In one year 150 homes were insulated."


@pytest.mark.parametrize("head", ["hub", "scheme"])
def test_result_is_of_the_thing_that_its_judge_takes_for_the_likeliest(head: str) -> None:
    by = weights(-9000, results=Linear(0, {f"head={head}": 500}), hundredths={"reports": 77})
    page = page_of(TWO)
    (result,) = [claim for claim in judge(page, propose(page), by) if claim.relation is Relation.REPORTS]
    assert page.name_of(result.subject).endswith(head)
    assert result.confidence == 0.77
    assert result.outcome is not None
    assert result.outcome.value == "150"


def test_results_in_a_list_are_of_the_things_that_their_own_items_name() -> None:
    body = (
        "In its first year:\n\n- the Warm Rooms scheme insulated 40 homes\n- the Boiler Swap scheme reached 60 tenants"
    )
    page = page_of(body)
    by = weights(-9000, results=Linear(0, {"how=0": 500}))
    results = [claim for claim in judge(page, propose(page), by) if claim.outcome is not None]
    told = {claim.outcome.value: page.name_of(claim.subject) for claim in results if claim.outcome is not None}
    assert told == {"40": "Warm Rooms scheme", "60": "Boiler Swap scheme"}


# -- what a rule is --------------------------------------------------------------------------------


@pytest.mark.parametrize("relation", ENDS)
def test_judged_rule_is_described_in_words(relation: Relation) -> None:
    assert relation.value in describe(f"{relation.value.lower()}.judged@1")


@pytest.mark.parametrize("rule", ["provides.runs@1", "judged@1", "kettles.judged@1", ""])
def test_any_other_rule_is_not_described_here(rule: str) -> None:
    assert describe(rule) == ""
