"""Options that recur, defined once: each means one thing in every command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

import graphkit
from graphkit.cli import output

_F = TypeVar("_F", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """The last block of a command's help: command lines to try, kept as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


# -- options of some commands ----------------------------------------------------------------------


def graph_option(function: _F) -> _F:
    """``--graph PATH``: the graph to read, as ``graph: Path``."""
    from pathlib import Path  # noqa: PLC0415 - start-up: a list of commands needs none

    return click.option(
        "--graph",
        type=click.Path(path_type=Path),
        default=Path("exports"),
        show_default=True,
        help="Folder of exports, or an RDF file.",
    )(function)


def docs_option(function: _F) -> _F:
    """``--docs FOLDER``: the texts behind the graph, as ``docs: Path | None`` (None: those it was built from)."""
    from pathlib import Path  # noqa: PLC0415 - start-up: a list of commands needs none

    return click.option(
        "--docs",
        type=click.Path(path_type=Path),
        default=None,
        help="Folder of the documents.  [default: those the graph was built from]",
    )(function)


def out_option(default: str | None = None, about: str = "Where to write; - is standard output.") -> Callable[[_F], _F]:
    """``-o/--out PATH``: where to write, as ``out: Path | None`` (``-``, and None in most commands: stdout)."""
    from pathlib import Path  # noqa: PLC0415 - start-up: a list of commands needs none

    def decorate(function: _F) -> _F:
        return click.option(
            "-o",
            "--out",
            type=click.Path(path_type=Path),
            default=None if default is None else Path(default),
            show_default=default is not None,
            help=about,
        )(function)

    return decorate


def tier_option(function: _F) -> _F:
    """``--tier NAME``: what may be said of persons, as ``tier: str``."""
    return click.option(
        "--tier",
        type=click.Choice(("public", "named", "internal")),
        default="named",
        show_default=True,
        help="Persons: public has neither names nor contact data, named what documents print, internal is for your eyes.",
    )(function)


def format_option(*choices: str, default: str | None = None) -> Callable[[_F], _F]:
    """``--format NAME``, as ``format_name: str | None`` (None: what suits a person or a pipe)."""

    def decorate(function: _F) -> _F:
        return click.option(
            "--format",
            "format_name",
            type=click.Choice(choices),
            default=default,
            show_default=default is not None,
            help="Form of the answer.",
        )(function)

    return decorate


# -- options of all commands -----------------------------------------------------------------------


def common(function: _F) -> _F:
    """``-q``, ``-v``, ``--color``, ``--debug``, ``--version``, as every command has them."""
    for decorate in reversed(_COMMON):
        function = decorate(function)
    return function


def with_common(command: click.Command) -> click.Command:
    """A command with the options of all; it works before and after the command's name alike."""
    known = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
    holder = click.Command("common")
    for decorate in _COMMON:
        decorate(holder)
    command.params.extend(param for param in holder.params if not known.intersection(param.opts))
    return command


def _keep_quiet(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    output.set_mode(ctx, quiet=value)


def _keep_verbose(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    output.set_mode(ctx, verbose=value)


def _keep_colour(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None or ctx.parent is None:
        ctx.color = output.colour_choice(value or "auto")


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        output.emit(f"graphkit {graphkit.__version__}")
        ctx.exit()


_COMMON: tuple[Callable[[Any], Any], ...] = (
    click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=_keep_quiet, help="Say errors only."),
    click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=_keep_verbose, help="Tell each step."),
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        expose_value=False,
        is_eager=True,
        callback=_keep_colour,
        help="When to use colours.  [default: auto]",
    ),
    click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error."),
    click.option(
        "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Show the version."
    ),
)
