"""What the tests of commands share."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def on_a_terminal() -> Callable[..., str]:
    """A function that runs graphkit on a terminal of 80 columns and gives what a person sees."""
    pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")

    def run(*args: str) -> str:
        parent, child = pty.openpty()
        start = "import sys; from graphkit.cli import run; sys.exit(run(sys.argv[1:]))"
        environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        with subprocess.Popen(
            [sys.executable, "-c", start, *args],
            stdout=child,
            cwd=Path(__file__).parents[2],
            env={**environment, "COLUMNS": "80", "LINES": "24", "TERM": "xterm"},
        ) as process:
            os.close(child)
            shown = b""
            with contextlib.suppress(OSError):  # Linux says so when the other end is closed
                while piece := os.read(parent, 4096):
                    shown += piece
            process.wait()
        os.close(parent)
        return shown.decode("utf-8").replace("\r\n", "\n")

    return run
