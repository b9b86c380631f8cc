"""What the tests stand on: the project's folders, the optional one beside it, the profiles of hypothesis."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import settings

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-golden`` writes golden files anew (read the diff before it is committed); ``--long`` takes the long forms."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew instead of comparing")
    parser.addoption("--long", action="store_true", help="take the long form of tests that have one")


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's root."""
    return PROJECT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The project's own corpus."""
    return PROJECT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of agreed checks beside the project, which a checkout need not have."""
    if not SHARED.is_dir():
        pytest.skip("there is no ../shared beside the project")
    return SHARED


@pytest.fixture(scope="session")
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether tests that have a long form take it: 500 sequences in place of 25, 100 kills in place of ten."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are written anew."""
    return bool(request.config.getoption("--update-golden"))


# Sentences that no rule reads, so that the facts are those of the claims file and no others.
SALTBY = """Saltby Council: the bike library

Notes

Saltby Council, Spokes Saltby.
Spokes Saltby, 2019.
Pedal Trust, Spokes Saltby.
Hub Repairs, Spokes Saltby.
Pedal Trust, Marram Wheels.
Pedal Trust, Wheels for Marram.
"""
_SPOKES, _PEDAL = {"kind": "initiative", "name": "Spokes Saltby"}, {"kind": "organisation", "name": "Pedal Trust"}
_HUB, _MARRAM = {"kind": "organisation", "name": "Hub Repairs"}, {"kind": "organisation", "name": "Marram Wheels"}
_WHEELS = {"kind": "initiative", "name": "Wheels for Marram"}
_SALTBY_CLAIMS = (
    (
        {"kind": "council", "name": "Saltby Council"},
        "leads",
        {"object": _SPOKES},
        "Saltby Council, Spokes Saltby.",
        0.4,
    ),
    (_SPOKES, "startDate", {"literal": "2019"}, "Spokes Saltby, 2019.", 0.69),
    (_PEDAL, "provides", {"object": _SPOKES}, "Pedal Trust, Spokes Saltby.", 0.5),
    (_HUB, "provides", {"object": _SPOKES}, "Hub Repairs, Spokes Saltby.", 0.2),
    (_PEDAL, "partnerOf", {"object": _MARRAM}, "Pedal Trust, Marram Wheels.", 0.6),
    (_PEDAL, "provides", {"object": _WHEELS}, "Pedal Trust, Wheels for Marram.", 0.95),
)


@pytest.fixture
def saltby(tmp_path: Path) -> Path:
    """A corpus whose facts are known: one invented document, and claims on it of different confidence."""
    corpus = tmp_path / "saltby"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "claims").mkdir()
    (corpus / "documents" / "bikes.txt").write_text(SALTBY, encoding="utf-8")
    lines: list[dict[str, object]] = [{"proposer": "by-hand", "version": 1, "confidence": 0.95}]
    for subject, relation, end, quote, confidence in _SALTBY_CLAIMS:
        known = {"document": "bikes", "subject": subject, "relation": relation, **end}
        lines.append({**known, "quote": quote, "status": "done", "confidence": confidence})
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (corpus / "claims" / "facts.jsonl").write_text(text, encoding="utf-8")
    return corpus
