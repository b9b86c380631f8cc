"""Graphs that were taken in: their decisions are undone and applied anew, and the result is what was exported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from graphkit.graph.reading import graph_of, rows_of
from graphkit.imports import Import, join
from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.pipeline import reference
from graphkit.records import Dataset, Graph, Reading
from graphkit.resolution.applying import Decided, apply_decisions
from graphkit.resolution.decisions import FiledDecisions, decisions_of
from graphkit.resolution.filed import in_file_order
from graphkit.resolution.naming import names_of_readings
from graphkit.statements import assemble

Decide = Callable[..., Decided]
SPOKES, PEDAL, LIMITED = (
    "initiative/saltby-council--spokes-saltby",
    "organisation/pedal-trust",
    "organisation/pedal-trust-ltd",
)
RUNS = f"bikes|{PEDAL}|provides|{SPOKES}"
SET_UP = f"bikes|council/saltby-council|leads|{SPOKES}"
WORKS_WITH = f"bikes|organisation/marram-wheels|partnerOf|{PEDAL}"
START = f"bikes|{SPOKES}|startDate|=2019"
SAID = 'quote = "Pedal Trust runs Spokes Saltby."\nstatus = "done"'


def filed(number: int, verdict: str, key: str, more: str = "", by: str = "ann-lee") -> str:
    time = f"2026-11-20T10:{number:02d}:00"
    return f'[[decision]]\nverdict = "{verdict}"\nkey = "{key}"\nreason = "So."\nby = "{by}"\ntime = {time}\n{more}\n'


def on_fact(number: int, verdict: str, fact: str, more: str = "") -> str:
    from graphkit.ids import fact_id

    return filed(number, verdict, fact_id(fact), f'fact = "{fact}"\n{more}')


ADDED = (
    '[[decision]]\nverdict = "add"\nreason = "So."\nby = "ann-lee"\ntime = 2026-11-20T10:{at:02d}:00\n'
    'document = "bikes"\nstatus = "done"\n{more}\n'
)
TARGETS = (
    'subject = {{ kind = "initiative", name = "Spokes Saltby" }}\nrelation = "targets"\n'
    'object = {{ kind = "population", name = "cyclists" }}\n'
)
DECISIONS = (
    on_fact(1, "accept", RUNS),
    on_fact(2, "reject", RUNS),
    on_fact(3, "edit", RUNS, 'before = "status=done"\nafter = "status=planned"'),
    on_fact(4, "edit", RUNS, f'before = "subject={PEDAL}"\nafter = "subject=organisation/marram-wheels"'),
    on_fact(5, "edit", SET_UP, 'before = "relation=leads"\nafter = "relation=provides"'),
    on_fact(6, "edit", START, 'before = "object==2019"\nafter = "object==2019-03"'),
    on_fact(7, "edit", WORKS_WITH, f'before = "object={PEDAL}"\nafter = "object=council/saltby-council"'),
    on_fact(8, "reject", f"bikes|organisation/pedal|provides|{SPOKES}", SAID),
    on_fact(9, "accept", f"bikes|organisation/pedal|leads|{SPOKES}", SAID),
    on_fact(10, "accept", "elsewhere|council/a|leads|initiative/b"),
    filed(11, "same", f"{LIMITED} = {PEDAL}"),
    filed(12, "same", f"organisation/marram-wheels = {PEDAL}"),
    filed(13, "same", "organisation/nobody = organisation/somebody"),
    filed(14, "same", f"{PEDAL} = organisation/a-pedal-trust"),
    filed(15, "different", "organisation/hearth-fund <> organisation/marram-wheels"),
    filed(16, "different", f"{PEDAL} @ wheels"),
    filed(17, "rename", PEDAL, 'label = "Pedal Trust (Saltby)"'),
    filed(18, "rename", LIMITED, 'label = "Pedal"'),
    filed(19, "rename", "initiative/bikes--second-library", 'label = "Spokes Two"'),
    filed(20, "retype", "organisation/hearth-fund", 'kind = "initiative"'),
    filed(21, "retype", "network/saltby-cycling-network", 'kind = "initiative"'),
    filed(22, "retype", "organisation/marram-wheels", 'kind = "place"'),
    filed(23, "accept", PEDAL),
    filed(24, "reject", "organisation/marram-wheels"),
    filed(25, "reject", "organisation/hearth-fund"),
    ADDED.format(at=26, more=TARGETS.format() + 'quote = "Pedal Trust runs Spokes Saltby."'),
    ADDED.format(
        at=27, more=TARGETS.format().replace("cyclists", "walkers") + 'quote = "A walk."\nsource = "A letter"'
    ),
    filed(28, "reject", "person/saltby-council--ada-thorne"),
)


def taken(graph: Graph, turtle: Callable[[Graph], bytes], name: str = "theirs") -> Import:
    """A graph as it is read from ``imports/``."""
    there = graph_of(rows_of(turtle(graph), ".ttl", name))
    return Import(name, f"imports/{name}.ttl", there, Dataset(name, there.generator, there.threshold, name), {})


def built(readings: list[Reading], imports: list[Import], text: str = "") -> Decided:
    """As `graphkit.pipeline.build` puts it together."""
    knowledge = load_knowledge()
    reference_of = partial(reference, knowledge=knowledge)
    decisions, faults = decisions_of(text, "seeds/decisions/saltby.toml")
    ours = FiledDecisions(tuple(decisions), tuple(faults))
    graph, names = assemble(readings, knowledge, "graphkit test"), names_of_readings(readings, knowledge)
    joined = join(graph, ours, names, imports, knowledge, reference_of)
    decided = apply_decisions(joined.graph, joined.filed, joined.names_of, knowledge, make_outline, reference_of)
    return replace(decided, graph=joined.finished(decided.graph), notes=(*joined.notes, *decided.notes))


def plain(graph: Graph) -> Graph:
    """The graph without what says where things came from."""
    return replace(
        graph,
        documents=tuple(replace(d, origins=()) for d in graph.documents),
        statements=tuple(replace(s, origins=()) for s in graph.statements),
        decisions=tuple(replace(d, origins=()) for d in graph.decisions),
        datasets=(),
    )


@given(chosen=st.sets(st.sampled_from(range(len(DECISIONS))), max_size=6))
def test_graph_taken_into_an_empty_corpus_comes_out_as_it_went_in(
    decide: Decide, turtle: Callable[[Graph], bytes], chosen: set[int]
) -> None:
    theirs = decide("".join(DECISIONS[number] for number in sorted(chosen)), "both").graph
    again = built([], [taken(theirs, turtle)])
    assert not [str(error) for error in in_file_order(again.faults)]
    assert turtle(plain(again.graph)).decode() == turtle(theirs).decode()


@given(chosen=st.sets(st.sampled_from(range(len(DECISIONS))), max_size=6))
def test_own_graph_taken_in_changes_nothing_and_says_so(
    decide: Decide, turtle: Callable[[Graph], bytes], bikes: Reading, wheels: Reading, chosen: set[int]
) -> None:
    text = "".join(DECISIONS[number] for number in sorted(chosen))
    ours = decide(text, "both")
    again = built([bikes, wheels], [taken(ours.graph, turtle)], text)
    assert turtle(again.graph).decode() == turtle(ours.graph).decode()
    assert set(ours.notes) <= set(again.notes)
