"""The analyses on graphs small enough to check by hand."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit import rooms
from graphkit.graph import is_direct, read_graph
from graphkit.graph.networks import node_labels, plain_network, without_persons
from graphkit.protocols import Analysis
from graphkit.records import (
    Entity,
    Evidence,
    Finding,
    Graph,
    Kind,
    Ref,
    Relation,
    SectionKind,
    Statement,
    Status,
)

FILES = Path(__file__).parents[1] / "exporters" / "files"
R = Relation


@pytest.fixture(scope="module")
def towns() -> Graph:
    return read_graph(FILES / "invented-towns.ttl", FILES)


def ref(name: str) -> Ref:
    kind, _, slug = name.partition("/")
    return Ref(Kind(kind), slug)


def graph_of(*facts: tuple[str, Relation, str], councils: tuple[str, ...] = (), weak: int = -1) -> Graph:
    """A graph of these facts, one document about each of the councils; the fact of index ``weak`` is doubtful."""
    about = [(f"document/{c}", R.ABOUT, f"council/{c}") for c in councils]
    statements = []
    for number, (subject, relation, other) in enumerate([*facts, *about]):
        name = f"{number:016x}"
        sure = 0.3 if number == weak else 0.9
        evidence = Evidence(f"{name}-0", "Said.", 0, 5, SectionKind.OTHER, "by.hand@1", sure, Status.DONE)
        document = subject.partition("/")[2] if subject.startswith("document/") else "page"
        statements.append(
            Statement(
                name,
                name,
                document,
                ref(subject),
                relation,
                ref(other),
                "",
                "",
                "Said.",
                Status.DONE,
                sure,
                (evidence,),
            )
        )
    names = sorted({end for s, _, o in [*facts, *about] for end in (s, o) if not end.startswith("document/")})
    entities = tuple(Entity(ref(name), name.partition("/")[2], documents=("page",)) for name in names)
    return Graph((), tuple(sorted(entities, key=lambda e: e.ref)), (), tuple(statements), 0.5, "by hand")


def run(name: str, graph: Graph) -> list[Finding]:
    module: Analysis = rooms.load("analyses", name)
    return module.analyse(graph)


def values(finding: Finding) -> dict[str, str]:
    return dict(finding.values)


@pytest.mark.parametrize("name", rooms.names("analyses"))
def test_every_analysis_keeps_its_protocol(name: str) -> None:
    module = rooms.load("analyses", name)
    assert module.title
    assert list(inspect.signature(module.analyse).parameters) == ["graph"]


@pytest.mark.parametrize("name", [n for n in rooms.names("analyses") if n != "overview"])
def test_every_finding_rests_on_facts_that_count(name: str, towns: Graph) -> None:
    counted = {s.id for s in towns.statements if is_direct(s, towns.threshold)}
    for finding in run(name, towns):
        assert set(finding.facts) <= counted
        assert finding.facts or values(finding)["facts"] == "0"
        assert finding.meaning.endswith(".")


@pytest.mark.parametrize("name", rooms.names("analyses"))
def test_empty_graph_is_no_error(name: str) -> None:
    assert all(not finding.facts for finding in run(name, graph_of()))


def test_overview_counts_what_is_there(towns: Graph) -> None:
    numbers = {dict(f.values)["what"]: int(dict(f.values)["number"]) for f in run("overview", towns)}
    assert (numbers["documents"], numbers["facts"], numbers["provider"]) == (1, 24, 1)
    assert numbers["happening"] + numbers["planned"] + numbers["ended"] + numbers["denied"] == numbers["facts"]
    assert numbers["counted"] == sum(is_direct(s, towns.threshold) for s in towns.statements)


def test_body_that_two_councils_use_is_shared_by_three_ways() -> None:
    graph = graph_of(
        ("council/a", R.COMMISSIONS, "organisation/p"),
        ("council/b", R.PARTNER_OF, "organisation/p"),
        ("council/c", R.LEADS, "initiative/i"),
        ("organisation/p", R.PROVIDES, "initiative/i"),
        ("council/a", R.COMMISSIONS, "organisation/q"),
    )
    (finding,) = run("providers", graph)
    assert [str(s) for s in finding.subjects] == ["organisation/p", "council/a", "council/b", "council/c"]
    assert finding.facts == tuple(f"{n:016x}" for n in range(4))


def test_doubtful_fact_makes_no_shared_provider() -> None:
    facts = (("council/a", R.COMMISSIONS, "organisation/p"), ("council/b", R.COMMISSIONS, "organisation/p"))
    assert len(run("providers", graph_of(*facts))) == 1
    assert run("providers", graph_of(*facts, weak=1)) == []


def test_one_who_stands_between_two_groups_is_the_first_bridge() -> None:
    graph = graph_of(
        ("council/a", R.PARTNER_OF, "organisation/left"),
        ("organisation/left", R.PARTNER_OF, "network/middle"),
        ("network/middle", R.PARTNER_OF, "organisation/right"),
        ("organisation/right", R.PARTNER_OF, "council/b"),
    )
    first, *rest = run("bridges", graph)
    # A chain of five: the middle one is on 4 of the 6 pairs of others, its neighbours on 3.
    assert str(first.subjects[0]) == "network/middle"
    assert values(first) == {"neighbours": "2", "betweenness": "0.6667"}
    assert {values(f)["betweenness"] for f in rest} == {"0.5000"}


def test_groups_are_the_two_triangles() -> None:
    def triangle(x: str) -> list[tuple[str, Relation, str]]:
        names = [f"organisation/{x}{n}" for n in range(3)]
        return [(names[i], R.PARTNER_OF, names[j]) for i, j in ((0, 1), (0, 2), (1, 2))]

    graph = graph_of(*triangle("a"), *triangle("b"), ("organisation/a0", R.PARTNER_OF, "organisation/b0"))
    found = run("communities", graph)
    assert [{r.slug[0] for r in f.subjects} for f in found] == [{"a"}, {"b"}]
    assert [values(f) for f in found] == [{"things": "3", "facts inside": "3", "facts to others": "1"}] * 2


def test_parts_are_separate_and_lone_things_come_last() -> None:
    graph = graph_of(
        ("organisation/a", R.PARTNER_OF, "organisation/b"),
        ("organisation/c", R.PARTNER_OF, "organisation/d"),
        ("organisation/b", R.PARTNER_OF, "organisation/c"),
        ("organisation/x", R.PARTNER_OF, "organisation/y"),
        ("organisation/z", R.PARTNER_OF, "organisation/y"),
        weak=4,
    )
    assert [len(f.subjects) for f in run("components", graph)] == [4, 2, 1]
    assert str(run("components", graph)[-1].subjects[0]) == "organisation/z"


def topical() -> Graph:
    return graph_of(
        ("council/a", R.LEADS, "initiative/i"),
        ("council/b", R.COMMISSIONS, "initiative/j"),
        ("initiative/i", R.ADDRESSES, "topic/t"),
        ("initiative/j", R.ADDRESSES, "topic/t"),
        ("initiative/j", R.ADDRESSES, "topic/u"),
        councils=("a", "b", "c"),
    )


def test_gap_is_a_topic_that_others_have() -> None:
    found = [[str(s) for s in f.subjects] for f in run("gaps", topical())]
    assert found == [["topic/t", "council/c"], ["topic/u", "council/a", "council/c"]]


def test_overlap_is_what_two_councils_share() -> None:
    (finding,) = run("overlaps", topical())
    assert [str(s) for s in finding.subjects] == ["council/a", "council/b", "topic/t"]
    assert values(finding) == {"shared topics": "1", "likeness": "0.50"}


def test_initiative_filed_under_a_council_is_its_own() -> None:
    graph = graph_of(("initiative/i", R.ADDRESSES, "topic/t"), councils=("a",))
    filed = tuple(replace(e, for_councils=("a",)) if e.ref.kind is Kind.INITIATIVE else e for e in graph.entities)
    assert values(run("councils", graph)[0])["initiatives"] == "0"
    finding = run("councils", replace(graph, entities=filed))[0]
    assert (values(finding)["initiatives"], values(finding)["topics"]) == ("1", "1")


def test_persons_can_be_left_out(towns: Graph) -> None:
    assert any(r.kind is Kind.PERSON for r in node_labels(towns))
    fewer = without_persons(towns)
    assert not any(r.kind is Kind.PERSON for r in node_labels(fewer))
    assert not any(Kind.PERSON in (s.subject.kind, getattr(s.object, "kind", None)) for s in fewer.statements)


def test_network_of_rankings_joins_a_pair_once_with_all_its_facts() -> None:
    graph = graph_of(
        ("council/a", R.COMMISSIONS, "organisation/p"),
        ("organisation/p", R.PARTNER_OF, "council/a"),
    )
    network = plain_network(graph, list(Kind))
    assert network["council/a"]["organisation/p"] == {"weight": 2, "facts": (f"{0:016x}", f"{1:016x}")}


def test_findings_are_the_same_whatever_the_hash_seed() -> None:
    program = (
        "import sys; from pathlib import Path; from graphkit import rooms; from graphkit.graph import read_graph\n"
        "g = read_graph(Path(sys.argv[1]))\n"
        "for n in rooms.names('analyses'): print(n, rooms.load('analyses', n).analyse(g))"
    )
    answers = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", program, str(FILES / "invented-towns.ttl")]
        answers.add(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    assert len(answers) == 1
