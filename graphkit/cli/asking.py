"""Questions to a person at a terminal: a key, a line."""

from __future__ import annotations

import sys

import click

from graphkit.cli import output


def can_ask() -> bool:
    """Whether a person is there who sees a question and can answer it."""
    return output.is_terminal() and sys.stdin is not None and sys.stdin.isatty()


def key() -> str:
    """The key that a person presses now: of several that came at once the first, an arrow or function key as a whole.

    What was typed before the question was there answers nothing.

    Raises:
        KeyboardInterrupt: Ctrl-C.
        EOFError: Ctrl-D, or the terminal is gone.
    """
    typed = click.getchar()
    return typed if typed.startswith("\x1b") else typed[:1]


def line(question: str) -> str:
    """A line that a person types after a question; empty where they press Enter alone.

    Raises:
        KeyboardInterrupt: Ctrl-C or Ctrl-D.
    """
    try:
        answer = click.prompt(question, default="", show_default=False)
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return str(answer)
