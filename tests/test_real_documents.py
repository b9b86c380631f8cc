"""What two real documents must yield, by labels. They are kept beside the project and are no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.knowledge import load_knowledge
from graphkit.pipeline import read_one
from graphkit.records import Description, Document, Graph, Kind, Statement
from graphkit.statements import assemble

Row = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def graphs(shared: Path) -> dict[str, Graph]:
    """The graph of each document, by the name of its council."""
    folder = shared / "seeds"
    if not folder.is_dir():
        pytest.skip("there are no documents in ../shared/seeds")
    found = {}
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
        reading = read_one(Document("a", path.name, text, "", Description(path.name)), load_knowledge())
        (council,) = reading.councils
        found[council] = assemble([reading], load_knowledge(), "test")
    return found


def rows(graph: Graph) -> set[Row]:
    """(subject, relation, object, status) of every fact, in words; outcomes as ``about 12000 people``."""
    names = {entity.ref: entity.label for entity in graph.entities} | {document_ref(graph): "document"}
    for node in graph.outcomes:
        names[node.ref] = f"{'about ' if node.outcome.approx else ''}{node.outcome.value} {node.outcome.unit}".strip()

    def row(fact: Statement) -> Row:
        return names[fact.subject], fact.relation, names[fact.object] if fact.object else fact.literal, fact.status

    return {row(fact) for fact in graph.statements}


def document_ref(graph: Graph):
    return next(fact.subject for fact in graph.statements if fact.subject.kind is Kind.DOCUMENT)


def missing(graph: Graph, wanted: list[Row]) -> list[Row]:
    found = rows(graph)
    return [row for row in wanted if row not in found]


WIGAN: dict[str, list[Row]] = {
    "commissioning": [
        ("Wigan Council", "commissions", "sexual health services", "done"),
        ("Wigan Council", "commissions", "Spectrum", "done"),
        ("sexual health services", "startDate", "2018-03", "done"),
        ("sexual health services", "addresses", "sexual health", "done"),
    ],
    "The Deal": [("Wigan Council", "leads", "The Deal", "done")],
    "services of the provider": [
        ("Spectrum", "provides", "sexual health services", "done"),
        ("Spectrum", "provides", "specialist sexual health hubs", "done"),
        ("specialist sexual health hubs", "reports", "2 hubs", "done"),
        ("Spectrum", "provides", "nurse-led community clinics", "done"),
        ("Spectrum", "provides", "relationships and sexual education curriculum", "done"),
        ("relationships and sexual education curriculum", "targets", "year nine, 10 and 11 pupils", "done"),
        ("relationships and sexual education curriculum", "reports", "about 12000 people", "done"),
        ("relationships and sexual education curriculum", "reports", "about 500 sessions", "done"),
    ],
    "website": [("integrated website", "startDate", "2018-03", "done")],
    "consultation": [
        ("consultation exercise", "targets", "residents", "done"),
        ("consultation exercise", "targets", "stakeholders", "done"),
        ("consultation exercise", "reports", "about 800 people", "done"),
        ("consultation exercise", "reports", "about 60 groups", "done"),
        ("consultation exercise", "reports", "7 principles", "done"),
    ],
    "pilot at a surgery": [
        ("Spectrum", "provides", "community clinic", "planned"),
        ("a local GP", "provides", "community clinic", "planned"),
        ("community clinic", "startDate", "2019-05", "planned"),
    ],
    "partnership": [("Wigan Council", "partnerOf", "Spectrum", "done")],
    "persons": [
        ("Paul Jamieson", "hasRole", "Public Health Lead Officer", "done"),
        ("Paul Jamieson", "contactFor", "Wigan Council", "done"),
        ("Paul Jamieson", "worksFor", "Wigan Council", "done"),
        ("Kate Ardern", "hasRole", "Director of Public Health", "done"),
        ("Kate Ardern", "worksFor", "Wigan Council", "done"),
    ],
    "what it is about": [
        ("document", "about", "Wigan Council", "done"),
        ("document", "about", "sexual health", "done"),
    ],
}
BLACKPOOL: dict[str, list[Row]] = {
    "network": [
        ("Lancashire County Council", "memberOf", "sexual health commissioners network", "done"),
        ("Cumbria County Council", "memberOf", "sexual health commissioners network", "done"),
    ],
    "procurement": [("joint procurement exercise", "startDate", "2014", "done")],
    "workshops": [("sector-led improvement workshops", "involves", "Public Health England", "done")],
    "care pathway": [
        ("domiciliary care pathway", "targets", "vulnerable women", "done"),
        ("domiciliary care pathway", "partnerOf", "Pause Project", "done"),
    ],
    "co-location": [
        ("co-location of sexual health and substance misuse workers", "addresses", "sexual health", "done"),
        ("co-location of sexual health and substance misuse workers", "addresses", "substance misuse", "done"),
    ],
    "testing": [
        ("Blackpool Council", "provides", "HIV testing", "done"),
        ("HIV testing", "locatedIn", "Blackpool Victoria Hospital", "done"),
        ("HIV testing", "targets", "patients aged 16 to 70", "done"),
        ("HIV testing", "addresses", "HIV", "done"),
        ("Blackpool Council", "provides", "testing for Hepatitis C", "done"),
        ("testing for Hepatitis C", "addresses", "hepatitis C", "done"),
    ],
    "postal kits": [
        ("full screen online postal kits", "startDate", "2018", "done"),
        ("full screen online postal kits", "reports", "50 %", "done"),
    ],
    "plans": [("Blackpool Council", "provides", "self-testing at home", "planned")],
    "contact": [
        ("Judith Mills", "contactFor", "Blackpool Council", "done"),
        ("Judith Mills", "hasRole", "Public Health Specialist", "done"),
        ("Judith Mills", "worksFor", "Blackpool Council", "done"),
    ],
    "what it is about": [
        ("document", "about", "Blackpool Council", "done"),
        ("document", "about", "sexual health", "done"),
    ],
}


def partners_sorted(wanted: list[Row], graph: Graph) -> list[Row]:
    """Partnership has no direction: the order of its two ends is that of their keys."""
    found = rows(graph)
    return [
        (o, p, s, status) if p == "partnerOf" and (o, p, s, status) in found else (s, p, o, status)
        for s, p, o, status in wanted
    ]


@pytest.mark.parametrize("theme", WIGAN)
def test_facts_of_the_wigan_document_are_read(graphs: dict[str, Graph], theme: str) -> None:
    graph = graphs["wigan"]
    assert missing(graph, partners_sorted(WIGAN[theme], graph)) == []


@pytest.mark.parametrize("theme", BLACKPOOL)
def test_facts_of_the_blackpool_document_are_read(graphs: dict[str, Graph], theme: str) -> None:
    graph = graphs["blackpool"]
    assert missing(graph, partners_sorted(BLACKPOOL[theme], graph)) == []


@pytest.mark.parametrize("council", ["wigan", "blackpool"])
def test_banner_and_furniture_say_nothing(graphs: dict[str, Graph], council: str) -> None:
    quotes = {evidence.quote for fact in graphs[council].statements for evidence in fact.evidence}
    assert not [quote for quote in quotes if "White Paper" in quote or "View all" in quote]


@pytest.mark.parametrize("council", ["wigan", "blackpool"])
def test_words_of_the_officers_are_theirs(graphs: dict[str, Graph], council: str) -> None:
    speakers = {e.speaker.slug for fact in graphs[council].statements for e in fact.evidence if e.speaker}
    assert speakers <= {"wigan--paul-jamieson", "wigan--kate-ardern", "blackpool--judith-mills"}
    assert speakers
