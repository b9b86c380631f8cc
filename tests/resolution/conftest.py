"""An invented document whose every fact is known, and a function that applies decisions to its graph."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from graphkit.exporters import ttl
from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.pipeline import reference
from graphkit.records import Description, Document, Graph, Kind, Reading, Ref
from graphkit.resolution.applying import Decided, apply_decisions
from graphkit.resolution.claims import FiledClaims, add_claims, claims_of
from graphkit.resolution.decisions import FiledDecisions, decisions_of
from graphkit.resolution.naming import names_of_readings
from graphkit.statements import assemble

TEXT = """Saltby Council: the bike library

The solution

Saltby Council set up Spokes Saltby in 2019. Pedal Trust runs Spokes Saltby. Pedal Trust Ltd repairs the bicycles.
Pedal Trust works with Marram Wheels. Marram Wheels belongs to the Saltby Cycling Network.
In the first year 150 bicycles were lent. The Hearth Fund paid for Spokes Saltby.
"Nobody had a bicycle before," said Ada Thorne, who works for Pedal Trust. She plans a second library.
"""
OTHER_TEXT = """Marram: wheels for all

Pedal Trust runs Wheels for All, which Marram Wheels pays for.
"""


def _end(text: str) -> dict[str, str]:
    kind, _, name = text.partition(" ")
    return {"kind": kind, "name": name}


def _claim(subject: str, relation: str, obj: object, quote: str, status: str = "done") -> dict[str, object]:
    key = {"startDate": "literal", "hasRole": "literal", "reports": "outcome"}.get(relation, "object")
    end = _end(obj) if key == "object" and isinstance(obj, str) else obj
    return {"subject": _end(subject), "relation": relation, key: end, "quote": quote, "status": status}


SPOKES, PEDAL = "initiative Spokes Saltby", "organisation Pedal Trust"
SET_UP = "Saltby Council set up Spokes Saltby in 2019."
FACTS = (
    _claim("document bikes", "about", "council Saltby Council", "Saltby Council: the bike library"),
    _claim("council Saltby Council", "leads", SPOKES, SET_UP),
    _claim(SPOKES, "startDate", "2019", SET_UP),
    _claim(PEDAL, "provides", SPOKES, "Pedal Trust runs Spokes Saltby."),
    _claim("organisation Pedal Trust Ltd", "provides", SPOKES, "Pedal Trust Ltd repairs the bicycles."),
    _claim(PEDAL, "partnerOf", "organisation Marram Wheels", "Pedal Trust works with Marram Wheels."),
    _claim(PEDAL, "partnerOf", "network Saltby Cycling Network", "Pedal Trust works with Marram Wheels."),
    _claim(
        *("organisation Marram Wheels", "memberOf", "network Saltby Cycling Network"),
        "Marram Wheels belongs to the Saltby Cycling Network.",
    ),
    _claim(
        *(SPOKES, "reports", {"what": "bicycles lent", "value": 150, "unit": "bicycles"}),
        "In the first year 150 bicycles were lent.",
    ),
    _claim(SPOKES, "fundedBy", "organisation Hearth Fund", "The Hearth Fund paid for Spokes Saltby."),
    _claim("person Ada Thorne", "worksFor", PEDAL, "said Ada Thorne, who works for Pedal Trust."),
    _claim(PEDAL, "leads", "initiative second library", "She plans a second library.", "planned"),
)
OTHER_FACTS = (
    _claim(PEDAL, "provides", "initiative Wheels for All", "Pedal Trust runs Wheels for All"),
    _claim("initiative Wheels for All", "fundedBy", "organisation Marram Wheels", "which Marram Wheels pays for."),
)
ADA = Ref(Kind.PERSON, "saltby-council--ada-thorne")
_HEAD = '{"proposer": "rules", "version": 1, "confidence": 0.9}\n'


def read(slug: str, text: str, facts: tuple[dict[str, object], ...], councils: tuple[str, ...] = ()) -> Reading:
    """A document that says these facts."""
    document = Document(slug, f"{slug}.txt", text, text.partition("\n")[0], Description(f"{slug}.txt"))
    lines = [json.dumps({"document": slug, **fact}) for fact in facts]
    claims, wrong = claims_of(_HEAD + "\n".join(lines), "facts.jsonl")
    empty = Reading(document, (), (), councils)
    readings, refused = add_claims([empty], FiledClaims(tuple(claims), tuple(wrong)), load_knowledge(), make_outline)
    assert not refused, [str(fault.error) for fault in refused]
    return readings[0]


@pytest.fixture(scope="session")
def bikes() -> Reading:
    return read("bikes", TEXT, FACTS, ("saltby-council",))


@pytest.fixture(scope="session")
def wheels() -> Reading:
    return read("wheels", OTHER_TEXT, OTHER_FACTS)


@pytest.fixture(scope="session")
def decide(bikes: Reading, wheels: Reading) -> Callable[..., Decided]:
    """A function that applies the decisions of a text; by name, to one document, to both, or to one that a person says."""
    spoken = replace(bikes, claims=tuple(replace(claim, speaker=ADA) for claim in bikes.claims))
    readings = {"bikes": [bikes], "both": [bikes, wheels], "spoken": [spoken]}

    def apply(text: str = "", documents: str = "bikes") -> Decided:
        knowledge = load_knowledge()
        graph = assemble(readings[documents], knowledge, "graphkit test")
        decisions, faults = decisions_of(text, "seeds/decisions/saltby.toml")
        filed = FiledDecisions(tuple(decisions), tuple(faults))
        names = names_of_readings(readings[documents], knowledge)
        return apply_decisions(graph, filed, names, knowledge, make_outline, partial(reference, knowledge=knowledge))

    return apply


@pytest.fixture(scope="session")
def turtle() -> Callable[[Graph], bytes]:
    """A function that gives the bytes of ``graph.ttl``."""

    def export(graph: Graph) -> bytes:
        file = io.BytesIO()
        ttl.export(graph, file)
        return file.getvalue()

    return export


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the texts of both documents."""
    folder = tmp_path_factory.mktemp("texts")
    (folder / "bikes.txt").write_text(TEXT, encoding="utf-8")
    (folder / "wheels.txt").write_text(OTHER_TEXT, encoding="utf-8")
    return folder
