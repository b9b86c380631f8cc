"""What it costs to start ``graphkit --help``, over Python with click imported, and over Python alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from measure import Result, at_most, least


def process(*arguments: str) -> Callable[[], object]:
    """A call that runs Python with these arguments and waits for its end."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def measure(rounds: int) -> list[Result]:
    """Both ratios."""
    # What the installed command does, without the runner of ``python -m``.
    start = process("-c", "from graphkit.cli import main; main()", "--help")
    return [
        at_most("graphkit --help over import click", 1.3, least(start, process("-c", "import click"), rounds)),
        at_most("graphkit --help over an empty program", 5, least(start, process("-c", "pass"), rounds)),
    ]
