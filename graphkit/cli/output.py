"""Where every word goes: data to stdout, everything else to stderr. No command asks for itself what a terminal is."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from pathlib import Path  # start-up: only annotations name it

_WIDTH = 100
_GAP = "  "
_STYLES: dict[str, dict[str, str | bool]] = {
    "name": {"bold": True},
    "good": {"fg": "green"},
    "bad": {"fg": "red"},
    "warn": {"fg": "yellow"},
    "quiet": {"dim": True},
    "mark": {"fg": "black", "bg": "yellow"},
}
_QUIET, _VERBOSE = "graphkit.quiet", "graphkit.verbose"
# Control characters, and those that turn the direction of what follows: a name must not steer a terminal.
_CONTROLS = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


# -- what was asked for ----------------------------------------------------------------------------


def set_mode(ctx: click.Context, *, quiet: bool = False, verbose: bool = False) -> None:
    """Keep what ``-q`` and ``-v`` said for the rest of this run."""
    ctx.meta[_QUIET] = quiet or bool(ctx.meta.get(_QUIET))
    ctx.meta[_VERBOSE] = verbose or bool(ctx.meta.get(_VERBOSE))


def is_quiet() -> bool:
    """Whether only errors are wanted."""
    return _asked(_QUIET)


def is_verbose() -> bool:
    """Whether each step is to be told."""
    return _asked(_VERBOSE)


def _asked(key: str) -> bool:
    ctx = click.get_current_context(silent=True)
    return ctx is not None and bool(ctx.meta.get(key))


def colour_choice(wish: str) -> bool | None:
    """Colours for ``auto``, ``always`` or ``never``: yes, no, or (None) where the stream is a terminal.

    click itself does not look at ``NO_COLOR`` (https://no-color.org) nor at ``TERM=dumb``.
    """
    if wish == "auto":
        return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None
    return wish == "always"


def is_terminal() -> bool:
    """Whether a person reads stdout."""
    return sys.stdout is not None and sys.stdout.isatty()


def help_width() -> int:
    """Columns for help texts; told to click so that it need not ask for them by a module that is slow to import."""
    try:
        columns = int(os.environ.get("COLUMNS") or 0) or os.get_terminal_size().columns
    except (ValueError, OSError):
        columns = 80
    return max(min(columns, _WIDTH) - 2, 50)


def width() -> int:
    """Columns to write in: the terminal's, at most 100."""
    import shutil  # noqa: PLC0415 - start-up

    return min(shutil.get_terminal_size().columns, _WIDTH)


# -- streams ---------------------------------------------------------------------------------------


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says, and never fail on a name that is no text.

    With PYTHONUNBUFFERED Python loses what a broken write leaves over, without an error; a buffer does not.
    """
    is_own = sys.stdout is sys.__stdout__ and isinstance(sys.stdout, io.TextIOWrapper)
    if is_own and isinstance(sys.stdout.buffer, io.RawIOBase):
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(sys.stdout.buffer), line_buffering=True)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def flush() -> None:
    """Bring all data to its reader before the exit status says that it is done."""
    if sys.stdout is not None:  # a program may be started without one
        sys.stdout.flush()


def discard() -> None:
    """Send what is left nowhere: the interpreter flushes stdout once more at its end, and would complain."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)


def emit(text: str, out: Path | None = None) -> None:
    """Data: to stdout, or to the file ``out`` (``-`` is stdout); a last line end is put where it is missing.

    Raises:
        OutputError: It cannot be written.
    """
    if text and not text.endswith("\n"):
        text += "\n"
    if out is None or _is_stdout(out):
        click.echo(text, nl=False)
    else:
        emit_bytes(click.unstyle(text).encode("utf-8", "backslashreplace"), out)


def emit_bytes(data: bytes, out: Path | None = None, mode: int | None = None) -> None:
    """Data as bytes: to stdout, or to the file ``out`` (``-`` is stdout), with these permissions where given.

    Raises:
        OutputError: It cannot be written.
    """
    if out is None or _is_stdout(out):
        click.echo(data, nl=False)
    else:
        from graphkit.files import write_file  # noqa: PLC0415 - start-up

        write_file(out, data, mode=mode)


def note(text: str) -> None:
    """A remark on stderr, unless ``-q``."""
    if not is_quiet():
        say(text)


def tell(text: str) -> None:
    """What was done, unless ``-q``: to stdout for a person, to stderr in a pipe, where stdout is for data alone."""
    if not is_quiet():
        click.echo(text, nl=False, err=not is_terminal())


def detail(text: str) -> None:
    """A remark on stderr that only ``-v`` asks for."""
    if is_verbose() and not is_quiet():
        say(text)


def say(text: str) -> None:
    """A line on stderr, always."""
    click.echo(text, err=True)


def fail(error: GraphkitError) -> None:
    """An error on stderr: where and what on one line, then what to do and the page behind it."""
    where = f"{plain(error.where)}: " if error.where else ""
    say(colour(where + plain(error.what), "bad"))
    say(f"{plain(error.todo)}   (docs/errors/{error.page}.md)".lstrip())


@contextlib.contextmanager
def progress() -> Iterator[Callable[[int, int, str], None]]:
    """A function that shows (done, of how many, what) on one line of stderr, redrawn and in the end erased.

    Off a terminal, and with ``-q``, it shows nothing.
    """
    is_shown = sys.stderr is not None and sys.stderr.isatty() and not is_quiet() and os.environ.get("TERM") != "dumb"

    def show(done: int, total: int, label: str) -> None:
        if is_shown:
            bar = ("━" * (done * 20 // max(total, 1))).ljust(20, " ")
            line = shorten(f"  {bar}  {done}/{total}  {plain(label)}", width() - 1)
            click.echo(f"\r\x1b[2K{line}", err=True, nl=False, color=True)

    try:
        yield show
    finally:
        if is_shown:
            click.echo("\r\x1b[2K", err=True, nl=False, color=True)


def _is_stdout(out: Path) -> bool:
    return str(out) == "-"


# -- shapes of text --------------------------------------------------------------------------------


def plain(text: str) -> str:
    """Text that cannot steer a terminal: control characters and turns of direction made visible."""
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def colour(text: str, style: str) -> str:
    """Text in a style: name, good, bad, warn, quiet, mark; the stream drops it where colours are off."""
    return click.style(text, **_STYLES[style])  # type: ignore[arg-type] # the values fit their keys


def cells(text: str) -> int:
    """Columns that a text takes on a terminal: two for wide characters, none for combining ones."""
    return sum(map(_cells_of, click.unstyle(text)))


def _cells_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten(text: str, columns: int) -> str:
    """The text (without styles), or as much of it as fits with … at its end.

    >>> shorten("Wigan Council", 8)
    'Wigan C…'
    """
    if cells(text) <= columns:
        return text
    used = 0
    for at, character in enumerate(text):
        used += _cells_of(character)
        if used >= columns:
            return text[:at].rstrip() + "…"
    return text


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, last_is_sentence: bool = False) -> str:
    """Rows in aligned columns under their names, for a person; a sentence in the last column is shortened to fit."""
    lines = [[_one_line(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(cells(line[i]) for line in lines) for i in range(len(columns))]
    if last_is_sentence and widths:
        rest = max(width() - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1), 24)
        for line in lines:
            line[-1] = shorten(line[-1], rest)
    text = []
    for line in lines:
        padded = [cell + " " * (size - cells(cell)) for cell, size in zip(line[:-1], widths[:-1], strict=True)]
        text.append(_GAP.join([*padded, *line[-1:]]).rstrip() + "\n")
    return "".join(text)


def lines(told: Iterable[tuple[str, str]], out: Path | None = None) -> str:
    """Lines, each with the name of its style (empty: none): for a person folded under their own indent, else whole.

    Args:
        told: The lines; what steers a terminal is made visible in them.
        out: Where they go, as for `emit`.
    """
    is_folded = is_terminal() and (out is None or _is_stdout(out))
    text = []
    for raw, style in told:
        line = plain(raw)
        if is_folded and cells(line) > width():
            start = line[: len(line) - len(line.lstrip())]
            line = textwrap.fill(line.lstrip(), width(), initial_indent=start, subsequent_indent=f"{start}  ")
        text.append(colour(line, style) if style else line)
    return "\n".join(text) + "\n"


def tsv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows with tabs between the cells under a header, whole, for a program; a tab or line end in a cell is a space."""
    return "".join("\t".join(_one_line(cell) for cell in row) + "\n" for row in (columns, *rows))


def _one_line(cell: str) -> str:
    return plain(re.sub(r"[\t\r\n]+", " ", cell))
