"""People's decisions on a graph: what each verdict does, in any order, and what is said of those that cannot apply."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import checks
from graphkit.graph import direct_facts
from graphkit.graph.reading import folder_texts
from graphkit.ids import fact_id
from graphkit.records import Decision, Entity, Graph, Kind, Ref, Review, Statement, Status
from graphkit.resolution.applying import Decided
from graphkit.resolution.filed import in_file_order

Decide = Callable[..., Decided]
SPOKES = "initiative/saltby-council--spokes-saltby"
PEDAL, LIMITED = "organisation/pedal-trust", "organisation/pedal-trust-ltd"
RUNS = f"bikes|{PEDAL}|provides|{SPOKES}"
REPAIRS = f"bikes|{LIMITED}|provides|{SPOKES}"
WORKS_WITH = f"bikes|organisation/marram-wheels|partnerOf|{PEDAL}"
SET_UP = f"bikes|council/saltby-council|leads|{SPOKES}"
FUNDED = f"bikes|{SPOKES}|fundedBy|organisation/hearth-fund"
ABOUT = "bikes|document/bikes|about|council/saltby-council"
START = f"bikes|{SPOKES}|startDate|=2019"
PLANNED = f"bikes|{PEDAL}|leads|initiative/bikes--second-library"


def filed(verdict: str, key: str, more: str = "", *, at: int = 1, by: str = "ann-lee", reason: str = "So.") -> str:
    time = f"2026-11-20T10:{at:02d}:00"
    return (
        f'[[decision]]\nverdict = "{verdict}"\nkey = "{key}"\nreason = "{reason}"\nby = "{by}"\ntime = {time}\n{more}\n'
    )


def on_fact(verdict: str, fact: str, more: str = "", *, at: int = 1, by: str = "ann-lee") -> str:
    return filed(verdict, fact_id(fact), f'fact = "{fact}"\n{more}', at=at, by=by)


def edit(fact: str, before: str, after: str, *, at: int = 1, by: str = "ann-lee") -> str:
    return on_fact("edit", fact, f'before = "{before}"\nafter = "{after}"', at=at, by=by)


def added(more: str, *, at: int = 1, quote: str = "Pedal Trust runs Spokes Saltby.", status: str = "done") -> str:
    head = f'[[decision]]\nverdict = "add"\nreason = "So."\nby = "ann-lee"\ntime = 2026-11-20T10:{at:02d}:00\n'
    return f'{head}document = "bikes"\nquote = "{quote}"\nstatus = "{status}"\n{more}\n'


TARGETS = (
    'subject = { kind = "initiative", name = "Spokes Saltby" }\nrelation = "targets"\n'
    'object = { kind = "population", name = "cyclists" }'
)


def fact(decided: Decided, key: str) -> Statement:
    (statement,) = [s for s in decided.graph.statements if s.id == fact_id(key)]
    assert statement.key == key
    return statement


def thing(decided: Decided, key: str) -> Entity:
    (entity,) = [e for e in decided.graph.entities if str(e.ref) == key]
    return entity


def node(decided: Decided, verdict: str) -> Decision:
    (decision,) = [d for d in decided.graph.decisions if d.verdict == verdict]
    return decision


def errors(decided: Decided) -> list[str]:
    return [str(error) for error in in_file_order(decided.faults)]


def direct(decided: Decided) -> set[str]:
    return {s.key for s in direct_facts(decided.graph)}


# -- facts -----------------------------------------------------------------------------------------


def test_without_decisions_the_graph_stays_as_it_is(decide: Decide) -> None:
    decided = decide("")
    assert (decided.faults, decided.notes, decided.graph.decisions) == ((), (), ())


def test_accepted_fact_names_its_decision(decide: Decide) -> None:
    decided = decide(on_fact("accept", RUNS))
    statement = fact(decided, RUNS)
    assert statement.review is Review.ACCEPTED
    assert statement.influenced_by == (node(decided, "accept").id,)
    assert node(decided, "accept").targets == (statement.id,)


def test_rejected_fact_stays_for_audit_without_direct_triple(decide: Decide) -> None:
    decided = decide(on_fact("reject", RUNS))
    statement = fact(decided, RUNS)
    assert statement.is_rejected
    assert statement.review is Review.REJECTED
    assert statement.invalidated_by == (node(decided, "reject").id,)
    assert statement.evidence
    assert RUNS not in direct(decided)
    assert not thing(decided, PEDAL).is_provider
    assert thing(decided, LIMITED).is_provider


def test_edited_status_takes_the_direct_triple_away(decide: Decide) -> None:
    decided = decide(edit(RUNS, "status=done", "status=planned"))
    statement = fact(decided, RUNS)
    assert (statement.status, statement.review) == (Status.PLANNED, Review.EDITED)
    assert RUNS not in direct(decided)
    assert (node(decided, "edit").before, node(decided, "edit").after) == ("status=done", "status=planned")


def test_edited_ends_show_in_the_fact_and_its_label_but_not_in_its_key(decide: Decide) -> None:
    text = edit(RUNS, f"subject={PEDAL}", "subject=organisation/marram-wheels") + edit(
        RUNS, "relation=provides", "relation=leads", at=2
    )
    statement = fact(decide(text), RUNS)
    assert str(statement.subject) == "organisation/marram-wheels"
    assert statement.label == "Marram Wheels leads Spokes Saltby"


def test_edited_partners_stand_in_the_order_of_their_keys(decide: Decide) -> None:
    statement = fact(decide(edit(WORKS_WITH, f"object={PEDAL}", "object=council/saltby-council")), WORKS_WITH)
    assert (str(statement.subject), str(statement.object)) == ("council/saltby-council", "organisation/marram-wheels")


def test_edited_literal_is_the_object(decide: Decide) -> None:
    decided = decide(edit(START, "object==2019", "object==2019-03"))
    assert fact(decided, START).literal == "2019-03"
    assert fact(decided, START).label == "Spokes Saltby has start date 2019-03"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"object={SPOKES}", "object=organisation/marram-wheels"),
        (f"object={SPOKES}", "object==2019"),
        ("relation=provides", "relation=worksFor"),
    ],
)
def test_edit_that_makes_no_fact_is_refused_with_its_line(decide: Decide, before: str, after: str) -> None:
    decided = decide(on_fact("accept", SET_UP) + edit(RUNS, before, after))
    (error,) = errors(decided)
    assert error.startswith("seeds/decisions/saltby.toml, line 9: it would say that ")
    assert fact(decided, RUNS).review is Review.UNREVIEWED
    assert [d.verdict for d in decided.graph.decisions] == ["accept"]


def test_edit_to_a_thing_that_is_not_there_waits(decide: Decide) -> None:
    decided = decide(edit(RUNS, f"subject={PEDAL}", "subject=organisation/nobody"))
    assert not errors(decided)
    assert not node(decided, "edit").applies
    assert "organisation/nobody is not in this graph" in decided.notes[0]
    assert fact(decided, RUNS).review is Review.UNREVIEWED


def test_edit_of_what_the_text_no_longer_says_is_remarked_on_and_counts(decide: Decide) -> None:
    decided = decide(edit(RUNS, "status=planned", "status=ended"))
    assert fact(decided, RUNS).status is Status.ENDED
    assert "the text now gives status=done" in decided.notes[0]


def test_rejected_fact_has_the_status_of_its_sentences_though_edited(decide: Decide) -> None:
    decided = decide(on_fact("reject", RUNS) + edit(RUNS, "status=done", "status=planned"))
    assert fact(decided, RUNS).status is Status.DONE
    assert node(decided, "edit").applies


# -- facts found again -----------------------------------------------------------------------------

QUOTE = 'quote = "Pedal  Trust runs\\nSpokes Saltby."\nstatus = "done"'
OLD = f"bikes|organisation/pedal|provides|{SPOKES}"


def test_decision_whose_fact_is_gone_goes_to_the_one_with_its_sentence(decide: Decide) -> None:
    decided = decide(on_fact("reject", OLD, QUOTE))
    decision = node(decided, "reject")
    assert (decision.applies, decision.is_reattached, decision.targets) == (True, True, (fact_id(RUNS),))
    assert decision.key == fact_id(OLD)
    assert fact(decided, RUNS).is_rejected
    assert decided.notes == (
        f"seeds/decisions/saltby.toml, line 1: its fact {fact_id(OLD)} is now {fact_id(RUNS)}; it counts for that one.",
    )


@pytest.mark.parametrize(
    "more", [QUOTE.replace("done", "planned"), QUOTE.replace("runs", "ran"), 'status = "done"', ""]
)
def test_decision_whose_sentence_or_status_is_gone_waits_with_candidates(decide: Decide, more: str) -> None:
    decided = decide(on_fact("reject", OLD, more))
    decision = node(decided, "reject")
    assert not errors(decided)
    assert (decision.applies, decision.targets, decision.is_reattached) == (False, (), False)
    assert set(decision.candidates) == {fact_id(RUNS), fact_id(REPAIRS)}
    assert "is gone; most like it: " in decided.notes[0]


def test_decision_that_fits_two_facts_waits(decide: Decide) -> None:
    more = 'quote = "Pedal Trust works with Marram Wheels."\nstatus = "done"'
    decision = node(decide(on_fact("accept", f"bikes|organisation/marram|partnerOf|{PEDAL}", more)), "accept")
    assert not decision.applies
    assert len(decision.candidates) == 2


def test_decision_on_a_fact_of_another_corpus_waits(decide: Decide) -> None:
    decided = decide(on_fact("accept", "elsewhere|council/a|leads|initiative/b") + filed("accept", "0" * 16, at=2))
    assert not errors(decided)
    assert [d.applies for d in decided.graph.decisions] == [False, False]
    assert "no fact of elsewhere is in this graph" in decided.notes[0]
    assert f"its fact {'0' * 16} is gone; nothing there is like it." in decided.notes[1]


# -- rivals ----------------------------------------------------------------------------------------


def test_of_accept_and_reject_the_last_counts_and_both_lines_are_said(decide: Decide) -> None:
    decided = decide(on_fact("reject", RUNS, at=2) + on_fact("accept", RUNS, at=1))
    assert fact(decided, RUNS).is_rejected
    (note,) = decided.notes
    assert "saltby.toml, line 1 and seeds/decisions/saltby.toml, line 9" in note
    assert len(decided.graph.decisions) == 2


def test_found_again_decision_competes_on_its_new_fact(decide: Decide) -> None:
    decided = decide(on_fact("reject", OLD, QUOTE, at=1) + on_fact("accept", RUNS, at=2))
    assert fact(decided, RUNS).review is Review.ACCEPTED
    assert any("decided more than once" in note for note in decided.notes)


def test_rivals_of_one_time_are_an_error_that_names_both_lines(decide: Decide) -> None:
    decided = decide(on_fact("accept", RUNS) + on_fact("reject", RUNS, by="bob"))
    (error,) = errors(decided)
    assert "line 1 and seeds/decisions/saltby.toml, line 9" in error
    assert fact(decided, RUNS).review is Review.UNREVIEWED
    assert not decided.graph.decisions


def test_same_decision_in_two_files_is_one(decide: Decide) -> None:
    decided = decide(on_fact("accept", RUNS) * 2)
    assert (len(decided.graph.decisions), decided.notes, decided.faults) == (1, (), ())


def test_one_person_cannot_say_two_things_at_one_time(decide: Decide) -> None:
    decided = decide(filed("rename", PEDAL, 'label = "A"') + filed("rename", PEDAL, 'label = "B"'))
    assert len(errors(decided)) == 1
    assert thing(decided, PEDAL).label == "Pedal Trust"


def test_edit_of_a_rejected_fact_is_remarked_on_with_both_lines(decide: Decide) -> None:
    decided = decide(edit(RUNS, "status=done", "status=ended") + on_fact("reject", RUNS, at=2))
    assert fact(decided, RUNS).is_rejected
    (note,) = decided.notes
    assert note == (
        f"seeds/decisions/saltby.toml, line 1: {fact_id(RUNS)} is rejected (seeds/decisions/saltby.toml, line 10); "
        "the edit has no effect."
    )
    assert decide(edit(RUNS, "status=done", "status=ended") + on_fact("accept", RUNS, at=2)).notes == ()


def test_edits_of_two_fields_do_not_compete(decide: Decide) -> None:
    text = edit(RUNS, "status=done", "status=ended", at=1) + edit(RUNS, "relation=provides", "relation=leads", at=2)
    statement = fact(decide(text), RUNS)
    assert (statement.status, statement.relation) == (Status.ENDED, "leads")


# -- things ----------------------------------------------------------------------------------------


def test_same_joins_names_documents_and_facts_under_the_kept_key(decide: Decide) -> None:
    decided = decide(filed("same", f"{LIMITED} = {PEDAL}"))
    kept = thing(decided, PEDAL)
    assert (kept.label, kept.other_names) == ("Pedal Trust Ltd", ("Pedal Trust",))
    assert thing(decided, LIMITED).replaced_by == kept.ref
    assert fact(decided, REPAIRS).subject == kept.ref
    assert fact(decided, REPAIRS).label == fact(decided, RUNS).label == "Pedal Trust Ltd provides Spokes Saltby"
    decision = node(decided, "same")
    assert (decision.targets, [str(r) for r in decision.retired]) == ((kept.ref,), [LIMITED])


def test_chain_of_same_ends_at_the_last(decide: Decide) -> None:
    text = filed("same", f"{LIMITED} = organisation/pedal-trust-cic") + filed(
        "same", f"organisation/pedal-trust-cic = {PEDAL}", at=2
    )
    decided = decide(text)
    for old in (LIMITED, "organisation/pedal-trust-cic"):
        assert str(thing(decided, old).replaced_by) == PEDAL
    assert all(d.applies for d in decided.graph.decisions)


def test_circle_of_same_is_an_error_that_names_its_lines(decide: Decide) -> None:
    decided = decide(filed("same", f"{LIMITED} = {PEDAL}") + filed("same", f"{PEDAL} = {LIMITED}", at=2))
    (error,) = errors(decided)
    assert "line 1: these decisions go round in a circle: " in error
    assert "line 8" in error
    assert thing(decided, LIMITED).replaced_by is None


def test_partners_that_are_the_same_are_a_rejected_fact(decide: Decide) -> None:
    decided = decide(filed("same", f"organisation/marram-wheels = {PEDAL}"))
    statement = fact(decided, WORKS_WITH)
    assert statement.is_rejected
    assert statement.invalidated_by == (node(decided, "same").id,)
    assert statement.label == "Marram Wheels is partner of Marram Wheels"


def test_partners_stand_in_the_order_of_their_decided_keys(decide: Decide) -> None:
    statement = fact(decide(filed("same", f"{PEDAL} = organisation/a-pedal-trust")), WORKS_WITH)
    assert (str(statement.subject), str(statement.object)) == (
        "organisation/a-pedal-trust",
        "organisation/marram-wheels",
    )


def test_same_of_a_thing_that_is_not_there_waits(decide: Decide) -> None:
    decided = decide(filed("same", f"organisation/nobody = {PEDAL}"))
    assert not node(decided, "same").applies
    assert "organisation/nobody is not in this graph" in decided.notes[0]


def test_pair_that_is_never_one_is_told_apart(decide: Decide) -> None:
    decided = decide(filed("different", f"organisation/marram-wheels <> {PEDAL}"))
    pair = (Ref(Kind.ORGANISATION, "marram-wheels"), Ref(Kind.ORGANISATION, "pedal-trust"))
    assert decided.graph.differents == (pair,)
    assert node(decided, "different").targets == pair


@pytest.mark.parametrize("key", [f"organisation/nobody <> {PEDAL}", f"{PEDAL} @ wheels"])
def test_different_of_what_is_not_there_waits(decide: Decide, key: str) -> None:
    decided = decide(filed("different", key))
    assert not errors(decided)
    assert not node(decided, "different").applies
    assert "is not in this graph; the decision waits." in decided.notes[0]
    assert replace(decided.graph, decisions=()) == decide("").graph


def test_same_against_never_one_is_an_error_that_names_both_lines(decide: Decide) -> None:
    decided = decide(filed("different", f"{PEDAL} <> {LIMITED}") + filed("same", f"{LIMITED} = {PEDAL}", at=2))
    (error,) = errors(decided)
    assert error.startswith("seeds/decisions/saltby.toml, line 8: ")
    assert "line 1" in error
    assert thing(decided, LIMITED).replaced_by is None


def test_split_name_is_another_thing_in_that_document_only(decide: Decide) -> None:
    decided = decide(filed("different", f"{PEDAL} @ wheels"), "both")
    other = "organisation/wheels--pedal-trust"
    assert (thing(decided, other).documents, thing(decided, PEDAL).documents) == (("wheels",), ("bikes",))
    (statement,) = [s for s in decided.graph.statements if s.document == "wheels" and s.relation == "provides"]
    assert str(statement.subject) == other
    assert PEDAL in statement.key
    assert str(fact(decided, RUNS).subject) == PEDAL
    assert [str(t) for t in node(decided, "different").targets] == [PEDAL, other]


def test_renamed_thing_keeps_its_old_name_and_its_key(decide: Decide) -> None:
    decided = decide(filed("rename", PEDAL, 'label = "Pedal Trust (Saltby)"'))
    entity = thing(decided, PEDAL)
    assert (entity.label, entity.other_names) == ("Pedal Trust (Saltby)", ("Pedal Trust",))
    assert fact(decided, RUNS).label == "Pedal Trust (Saltby) provides Spokes Saltby"
    decision = node(decided, "rename")
    assert (decision.before, decision.after) == ("label=Pedal Trust", "label=Pedal Trust (Saltby)")


def test_old_name_that_says_nothing_is_dropped(decide: Decide) -> None:
    decided = decide(filed("rename", "initiative/bikes--second-library", 'label = "Spokes Two"'))
    assert thing(decided, "initiative/bikes--second-library").other_names == ()


def test_rename_follows_its_thing(decide: Decide) -> None:
    decided = decide(filed("rename", LIMITED, 'label = "Pedal"') + filed("same", f"{LIMITED} = {PEDAL}", at=2))
    assert thing(decided, PEDAL).label == "Pedal"


def test_retyped_thing_has_a_new_key_and_its_facts_follow(decide: Decide) -> None:
    decided = decide(filed("retype", "organisation/hearth-fund", 'kind = "initiative"'))
    assert thing(decided, "initiative/hearth-fund").label == "Hearth Fund"
    assert str(thing(decided, "organisation/hearth-fund").replaced_by) == "initiative/hearth-fund"
    assert str(fact(decided, FUNDED).object) == "initiative/hearth-fund"
    assert (node(decided, "retype").before, node(decided, "retype").after) == ("kind=organisation", "kind=initiative")


def test_facts_that_a_new_kind_forbids_are_rejected_by_it(decide: Decide) -> None:
    decided = decide(filed("retype", PEDAL, 'kind = "place"'))
    assert fact(decided, RUNS).invalidated_by == (node(decided, "retype").id,)
    assert not any(s.is_rejected for s in decided.graph.statements if PEDAL not in s.key.split("|"))


def test_retyped_initiative_has_the_council_of_its_document(decide: Decide) -> None:
    decided = decide(filed("retype", "network/saltby-cycling-network", 'kind = "initiative"'))
    assert thing(decided, "initiative/saltby-cycling-network").for_councils == ("saltby-council",)


def test_rejected_thing_is_gone_and_so_are_its_facts(decide: Decide) -> None:
    decided = decide(filed("reject", PEDAL))
    assert PEDAL not in {str(e.ref) for e in decided.graph.entities}
    statement = fact(decided, RUNS)
    assert statement.invalidated_by == (node(decided, "reject").id,)
    assert statement.label == "Pedal Trust provides Spokes Saltby"
    assert not fact(decided, REPAIRS).is_rejected


def test_initiatives_lose_a_council_that_their_document_is_not_about(decide: Decide) -> None:
    assert thing(decide(""), SPOKES).for_councils == ("saltby-council",)
    assert thing(decide(on_fact("reject", ABOUT)), SPOKES).for_councils == ()


def test_accepted_thing_stays_as_it_is(decide: Decide) -> None:
    decided = decide(filed("accept", PEDAL))
    assert node(decided, "accept").targets == (Ref(Kind.ORGANISATION, "pedal-trust"),)
    assert replace(decided.graph, decisions=()) == decide("").graph


def test_rejected_thing_takes_no_name(decide: Decide) -> None:
    decided = decide(filed("rename", PEDAL, 'label = "Pedal"') + filed("reject", PEDAL, at=2))
    assert not node(decided, "rename").applies
    assert re.search(r"is rejected \(.*, line \d+\); its new label has no effect", decided.notes[0])


def test_rejected_name_that_is_another_thing_now_has_no_effect(decide: Decide) -> None:
    decided = decide(filed("reject", LIMITED) + filed("same", f"{LIMITED} = {PEDAL}", at=2))
    assert not node(decided, "reject").applies
    assert decided.notes[0].startswith("seeds/decisions/saltby.toml, line 1: ")
    assert "now (seeds/decisions/saltby.toml, line 8); the decision has no effect" in decided.notes[0]
    assert f"Reject {PEDAL} if that is meant." in decided.notes[0]
    assert not any(s.is_rejected for s in decided.graph.statements)


def test_of_two_labels_of_one_thing_the_last_counts_whatever_its_key(decide: Decide) -> None:
    text = (
        filed("rename", LIMITED, 'label = "First"', at=1)
        + filed("rename", PEDAL, 'label = "Second"', at=2)
        + filed("same", f"{LIMITED} = {PEDAL}", at=3)
    )
    decided = decide(text)
    assert thing(decided, PEDAL).label == "Second"
    assert [d.after for d in decided.graph.decisions if d.verdict == "rename" and d.applies] == ["label=Second"]


def test_of_same_and_retype_of_one_thing_the_last_counts(decide: Decide) -> None:
    text = filed("same", f"{LIMITED} = {PEDAL}", at=1) + filed("retype", LIMITED, 'kind = "network"', at=2)
    decided = decide(text)
    assert str(thing(decided, LIMITED).replaced_by) == "network/pedal-trust-ltd"
    assert not node(decided, "same").applies
    assert "decided more than once" in decided.notes[0]


def test_retype_of_what_is_one_with_another_kind_since_does_not_apply(decide: Decide) -> None:
    text = filed("retype", LIMITED, 'kind = "network"') + filed("same", f"network/pedal-trust-ltd = {PEDAL}", at=2)
    decided = decide(text)
    assert str(thing(decided, LIMITED).replaced_by) == PEDAL
    assert (node(decided, "retype").applies, node(decided, "same").applies) == (False, True)


def test_what_is_split_off_cannot_be_made_one_with_another(decide: Decide) -> None:
    text = filed("different", f"{PEDAL} @ wheels") + filed(
        "same", f"organisation/wheels--pedal-trust = {LIMITED}", at=2
    )
    (error,) = errors(decide(text, "both"))
    assert "what one decision splits off, another makes one with something else" in error


def test_name_that_is_split_off_everywhere_is_retired(decide: Decide) -> None:
    decided = decide(filed("different", f"{PEDAL} @ bikes"))
    assert str(thing(decided, PEDAL).replaced_by) == "organisation/bikes--pedal-trust"


def test_speaker_is_the_person_as_decided(decide: Decide) -> None:
    ada = "person/saltby-council--ada-thorne"
    decided = decide(filed("same", f"{ada} = person/saltby-council--a-thorne"), "spoken")
    assert {str(e.speaker) for s in decided.graph.statements for e in s.evidence} == {"person/saltby-council--a-thorne"}
    for text in (filed("reject", ada), filed("retype", ada, 'kind = "organisation"')):
        spoken = decide(text, "spoken").graph.statements
        assert {e.speaker for s in spoken for e in s.evidence} == {None}


def test_edit_may_name_the_document(decide: Decide) -> None:
    key = f"bikes|{SPOKES}|reports|=150/bicycles/bicycles-lent"
    decided = decide(edit(key, f"subject={SPOKES}", "subject=document/bikes"))
    assert str(fact(decided, key).subject) == "document/bikes"


# -- added facts -----------------------------------------------------------------------------------


def test_added_fact_has_its_sentence_at_its_offsets(decide: Decide) -> None:
    decided = decide(added(TARGETS))
    statement = fact(decided, f"bikes|{SPOKES}|targets|population/cyclists")
    (evidence,) = statement.evidence
    text = decided.graph.documents[0].text
    assert text[evidence.start : evidence.end] == evidence.quote == "Pedal Trust runs Spokes Saltby."
    assert (evidence.rule, evidence.confidence, evidence.section) == ("person.add@1", 0.99, "solution")
    assert statement.review is Review.ACCEPTED
    assert statement.influenced_by == (node(decided, "add").id,)
    assert thing(decided, "population/cyclists").documents == ("bikes",)


def test_added_quote_may_have_other_white_space(decide: Decide) -> None:
    decided = decide(added(TARGETS, quote="repairs the bicycles. Pedal Trust works with Marram Wheels."))
    (evidence,) = fact(decided, f"bikes|{SPOKES}|targets|population/cyclists").evidence
    assert "bicycles.\nPedal" in evidence.quote


def test_added_fact_of_a_stated_source_has_no_offsets(decide: Decide) -> None:
    decided = decide(added(TARGETS + '\nsource = "Letter, 3 November 2026"', quote="Cyclists are who it is for."))
    (evidence,) = fact(decided, f"bikes|{SPOKES}|targets|population/cyclists").evidence
    assert (evidence.start, evidence.end, evidence.source) == (None, None, "Letter, 3 November 2026")


def test_source_is_not_needed_where_the_document_has_the_words(decide: Decide) -> None:
    (evidence,) = fact(
        decide(added(TARGETS + '\nsource = "A letter"')), f"bikes|{SPOKES}|targets|population/cyclists"
    ).evidence
    assert (evidence.source, evidence.start is None) == ("", False)


def test_added_fact_without_sentence_or_source_is_refused(decide: Decide) -> None:
    decided = decide(added(TARGETS, quote="Cyclists are who it is for."))
    assert "the quote is not in bikes, and no source is stated." in errors(decided)[0]
    assert replace(decided.graph, decisions=()) == decide("").graph


def test_key_of_an_added_fact_is_checked(decide: Decide) -> None:
    key = fact_id(f"bikes|{SPOKES}|targets|population/cyclists")
    assert not errors(decide(added(f'{TARGETS}\nkey = "{key}"')))
    assert f'its fact has the key "{key}".' in errors(decide(added(TARGETS + f'\nkey = "{"0" * 16}"')))[0]


def test_added_fact_that_was_read_already_gets_one_sentence_more(decide: Decide) -> None:
    runs = (
        'subject = { kind = "organisation", name = "the Pedal Trust" }\nrelation = "provides"\n'
        'object = { kind = "initiative", name = "Spokes Saltby" }'
    )
    statement = fact(decide(added(runs, quote="She plans a second library.")), RUNS)
    assert [e.rule for e in statement.evidence] == ["proposer.rules@1", "person.add@1"]
    assert statement.quote == "She plans a second library."
    same_sentence = fact(decide(added(runs)), RUNS)
    assert [e.rule for e in same_sentence.evidence] == ["person.add@1"]


def test_added_result_has_its_outcome(decide: Decide) -> None:
    more = (
        'subject = { kind = "initiative", name = "Spokes Saltby" }\nrelation = "reports"\n'
        'outcome = { what = "rides", value = 2.50, unit = "rides", approx = true }'
    )
    decided = decide(added(more))
    key = f"bikes|{SPOKES}|reports|=2.5/rides/rides"
    assert fact(decided, key).object == Ref(Kind.OUTCOME, fact_id(key))
    assert "2.5 rides: rides" in {outcome.label for outcome in decided.graph.outcomes}


def test_council_that_only_a_person_names_has_its_register_row(decide: Decide) -> None:
    more = (
        'subject = { kind = "council", name = "Wigan Council" }\nrelation = "partnerOf"\n'
        'object = { kind = "organisation", name = "Pedal Trust" }'
    )
    for text in (added(more), filed("same", f"{LIMITED} = council/wigan")):
        decided = decide(text)
        register = thing(decided, "council/wigan").register
        assert register is not None
        assert register.gss == ("E08000010",)
        assert register.combined in {e.ref.slug for e in decided.graph.entities if e.ref.kind is Kind.COUNCIL}


def test_topic_that_only_a_person_names_has_its_wider_topics(decide: Decide) -> None:
    more = TARGETS.replace("targets", "addresses").replace(
        '"population", name = "cyclists"', '"topic", name = "cycling"'
    )
    decided = decide(added(more))
    topics = [e for e in decided.graph.entities if e.ref.kind is Kind.TOPIC]
    assert any(topic.broader for topic in topics)
    assert {wider for topic in topics for wider in topic.broader} <= {topic.ref.slug for topic in topics}


def test_added_fact_of_another_corpus_waits(decide: Decide) -> None:
    decided = decide(added(TARGETS).replace('document = "bikes"', 'document = "elsewhere"'))
    assert not errors(decided)
    assert not node(decided, "add").applies
    assert "its document elsewhere is not in this graph" in decided.notes[0]


def test_added_fact_can_be_rejected_like_any(decide: Decide) -> None:
    key = f"bikes|{SPOKES}|targets|population/cyclists"
    statement = fact(decide(added(TARGETS) + on_fact("reject", key, at=2)), key)
    assert statement.is_rejected
    assert statement.influenced_by


# -- laws ------------------------------------------------------------------------------------------

DECISIONS = (
    on_fact("accept", RUNS, at=1),
    on_fact("reject", RUNS, at=2),
    on_fact("reject", OLD, QUOTE, at=3, by="Bob Lee"),
    edit(SET_UP, "status=done", "status=ended", at=4),
    edit(SET_UP, f"object={SPOKES}", "object=network/saltby-cycling-network", at=5),
    edit(START, "object==2019", "object==2019-03", at=4),
    filed("same", f"{LIMITED} = {PEDAL}", at=6),
    filed("same", f"{PEDAL} = organisation/pedal", at=7),
    filed("same", "organisation/pedal = organisation/marram-wheels", at=8),
    filed("same", f"organisation/marram-wheels = {LIMITED}", at=9),
    filed("different", f"organisation/marram-wheels <> {PEDAL}", at=10),
    filed("different", f"{PEDAL} @ wheels", at=11),
    filed("rename", PEDAL, 'label = "Pedal"', at=12),
    filed("rename", LIMITED, 'label = "Pedal Limited"', at=13),
    filed("retype", "organisation/hearth-fund", 'kind = "initiative"', at=14),
    filed("retype", PEDAL, 'kind = "network"', at=15),
    filed("reject", "organisation/hearth-fund", at=16),
    filed("reject", "council/saltby-council", at=17),
    filed("accept", PEDAL, at=18),
    filed("reject", "person/saltby-council--ada-thorne", at=18),
    added(TARGETS, at=19),
    added(TARGETS, at=20, quote="She plans a second library.", status="planned"),
    added(TARGETS.replace("cyclists", "Pedal riders"), at=21),
    filed("reject", "population/cyclists", at=22),
    on_fact("accept", PLANNED, at=23),
    filed("same", f"{PEDAL} = council/wigan", at=24),
    filed("reject", "council/greater-manchester-combined-authority", at=25),
)


@given(
    st.lists(st.sampled_from(DECISIONS), unique=True, max_size=12).flatmap(
        lambda d: st.tuples(st.just(d), st.permutations(d))
    )
)
def test_decisions_commute(decide: Decide, turtle: Callable[[Graph], bytes], both: tuple[list[str], list[str]]) -> None:
    one, other = (decide("".join(order), "both") for order in both)
    assert turtle(one.graph) == turtle(other.graph)
    assert len(one.faults) == len(other.faults)
    assert len(one.notes) == len(other.notes)


@given(st.lists(st.sampled_from(DECISIONS), unique=True, max_size=12))
def test_whatever_people_decide_the_graph_keeps_its_contract(
    decide: Decide,
    turtle: Callable[[Graph], bytes],
    texts: Path,
    tmp_path_factory: pytest.TempPathFactory,
    some: list[str],
) -> None:
    file = tmp_path_factory.getbasetemp() / "decided.ttl"
    file.write_bytes(turtle(decide("".join(some), "both").graph))
    assert [str(problem) for problem in checks.check(file, folder_texts(texts)).problems] == []


@given(st.lists(st.sampled_from(DECISIONS[:8]), unique=True))
def test_another_document_leaves_decided_facts_decided(decide: Decide, some: list[str]) -> None:
    alone, together = (decide("".join(some), documents).graph for documents in ("bikes", "both"))
    beside = {s.id: s for s in together.statements}
    for statement in alone.statements:
        other = beside[statement.id]
        assert replace(other, label="") == replace(statement, label="")
