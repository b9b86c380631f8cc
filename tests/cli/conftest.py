"""What the tests of commands share."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
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


@pytest.fixture
def at_the_keyboard() -> Callable[..., tuple[str, int]]:
    """A function that runs a command on a terminal, types what is given, and gives what was shown and the status.

    A key is pressed once the keys are shown and the terminal gives them one by one (no line is waited for); what ends
    in a line end is typed once a question for a line is shown.
    """
    pty = pytest.importorskip("pty", reason="no terminals of this kind on this system")
    termios = pytest.importorskip("termios")

    def run_and_type(
        command: Sequence[str], pieces: Sequence[str], *, keys: bytes, line: bytes, **more: str
    ) -> tuple[str, int]:
        parent, child = pty.openpty()
        environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        environment |= {"COLUMNS": "80", "LINES": "24", "TERM": "xterm", **more}
        project = Path(__file__).parents[2]
        streams = {"stdin": child, "stdout": child, "stderr": child}
        with subprocess.Popen(command, cwd=project, env=environment, start_new_session=True, **streams) as process:
            os.close(child)
            shown, seen = b"", 0
            for piece in pieces:
                wanted = line if piece.endswith("\n") else keys
                while wanted not in shown[seen:]:
                    shown += os.read(parent, 4096)
                seen = shown.index(wanted, seen) + len(wanted)
                deadline = time.monotonic() + 30
                while wanted == keys and termios.tcgetattr(parent)[3] & termios.ICANON:
                    assert time.monotonic() < deadline, "the command waits for no key"
                os.write(parent, piece.encode())
            with contextlib.suppress(OSError):  # Linux says so when the other end is closed
                while piece_shown := os.read(parent, 4096):
                    shown += piece_shown
            status = process.wait()
        os.close(parent)
        return shown.decode("utf-8").replace("\r\n", "\n"), status

    return run_and_type
