"""What the tests stand on: the project's folders, the optional one beside it, the profiles of hypothesis."""

from __future__ import annotations

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
