"""The command ``graphkit``: a group that imports a command when it is called, and the exit statuses of all of them.

0 done; 1 done, and the answer is no; 2 the command line is wrong; 3 an input is missing or malformed; 4 the query is
wrong; 5 an output cannot be written; 130, 143, 141 interrupted, ended, the reader went away.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import click

from graphkit.cli import options, output
from graphkit.errors import GraphkitError

# Name and first line of help of each command, so that a list of them imports none.
COMMANDS = {
    "build": "Read case studies and write the graph, tables and map.",
    "query": "Ask the graph a ready question, or one of your own in SPARQL.",
    "map": "Draw the graph as one page that opens in a browser, offline.",
    "analyse": "Say what the shape of the graph tells about councils, providers and topics.",
    "export": "Write the graph in another format.",
    "check": "Test that the graph keeps its contract and every sentence is in its source.",
    "explain": "Show why a fact or thing is in the graph: its sentences, rules and decisions.",
    "review": "Look at what is uncertain, most needed first, and decide it.",
    "diff": "Say which facts were added, are gone or changed between two versions, each with its sentence.",
    "path": "Show the shortest chains of facts between two things, each link with its sentence.",
    "forget": "Leave a person out of every later build.",
    "accuracy": "Score the reading against documents annotated by hand.",
    "audit": "Draw facts at random, take verdicts on them, and state the share that is right.",
    "annotate": "Draft the annotation of a document for a person to correct.",
    "import": "Take in another graph of graphkit, with its provenance.",
    "release": "Bundle the graph for citing: data, map, sources, licences, accuracy, checksums.",
}

_INTERRUPTED, _ENDED, _READER_GONE = 130, 143, 141
# What a stream, which has no file name, answers when its disk is full or its terminal gone.
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)}


class LazyGroup(click.Group):
    """Commands by name, each imported from ``graphkit.cli.commands`` when it is called for."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; only then is a request to end turned into an exit status of ours."""
        import signal  # noqa: PLC0415 - start-up: help ends by itself

        with contextlib.suppress(ValueError):  # not the main thread: who runs it there ends it there
            signal.signal(signal.SIGTERM, _end)
        sys.unraisablehook = _end_all_the_same
        return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, with the options that all commands share."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"graphkit.cli.commands.{cmd_name}")
        return options.with_common(module.command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, from their one-line helps."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first argument, or a near name in the message where there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib  # noqa: PLC0415 - start-up: only who mistypes pays for it

            near = difflib.get_close_matches(args[0], COMMANDS, 1, 0.6)
            hint = f"Did you mean {near[0]}?" if near else f"Choose: {', '.join(COMMANDS)}."
            ctx.fail(f'graphkit has no command "{output.plain(args[0])}". {hint}')
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=options.examples("graphkit build", "graphkit query planned", 'graphkit map --about "Wigan Council"'),
)
@options.common
def graphkit() -> None:
    """Turn councils' case studies into a graph in which every fact carries its sentence."""


def main() -> NoReturn:
    """Run the command line and leave with its exit status."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run the command line and give its exit status; only a bug of ours comes out as an exception."""
    output.use_utf8()
    try:
        status = _invoke(args)
        output.flush()
    except BrokenPipeError:
        output.discard()
        return _READER_GONE
    except OSError as error:
        if error.errno not in _FULL or error.filename is not None:
            raise
        output.discard()
        from graphkit.files import output_error  # noqa: PLC0415 - start-up

        return _report([output_error(error, "standard output")], args)
    except (KeyboardInterrupt, click.Abort):
        output.say("Stopped. Nothing was changed.")
        return _INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except GraphkitError as error:
        return _report([error], args)
    except ExceptionGroup as group:
        ours, bugs = group.split(GraphkitError)
        if ours is None or bugs is not None:
            raise
        return _report(_leaves(ours), args)
    return status


def _invoke(args: Sequence[str]) -> int:
    """The status that the command returns (none: 0).

    Not ``graphkit.main``: click turns a closed pipe into 1, which would read as "the answer is no".
    """
    instruction = os.environ.get("_GRAPHKIT_COMPLETE")
    if instruction:
        from click.shell_completion import shell_complete  # noqa: PLC0415 - only a shell's Tab key needs it

        return shell_complete(graphkit, {}, "graphkit", "_GRAPHKIT_COMPLETE", instruction)
    with graphkit.make_context("graphkit", list(args), terminal_width=output.help_width()) as ctx:
        status = graphkit.invoke(ctx)
    return status if isinstance(status, int) else 0


def _report(errors: Sequence[GraphkitError], args: Sequence[str]) -> int:
    """Print errors in their three parts; with ``--debug`` the traceback too."""
    for error in errors:
        if "--debug" in args:
            import traceback  # noqa: PLC0415 - start-up

            output.say("".join(traceback.format_exception(error)))
        output.fail(error)
    return errors[0].status


def _leaves(group: ExceptionGroup[GraphkitError]) -> list[GraphkitError]:
    found: list[GraphkitError] = []
    for error in group.exceptions:
        found.extend(_leaves(error) if isinstance(error, ExceptionGroup) else [error])
    return found


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    """Unwind, so that temporary files go, and leave as a process that was asked to end."""
    sys.exit(_ENDED)


def _end_all_the_same(unraisable: sys.UnraisableHookArgs) -> None:
    """End at once where an interrupt fell into a callback that Python cannot unwind from; it would be lost there."""
    if unraisable.exc_type is KeyboardInterrupt:
        output.say("Stopped. Nothing was changed.")
        os._exit(_INTERRUPTED)
    if unraisable.exc_type is SystemExit:
        os._exit(_ENDED)
    sys.__unraisablehook__(unraisable)
