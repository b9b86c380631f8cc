"""Write ``docs/commands.md`` from the commands themselves; with ``--check`` only say whether it is current."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import click

from graphkit.cli import COMMANDS, options
from graphkit.cli import graphkit as group

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """\
# Commands

<!-- Made by scripts/make_commands_page.py from the commands themselves: change them, not this page. -->

Answers go to standard output, everything else (progress, notes, errors) to standard error. In a pipe there is no
colour, no progress and nothing is shortened. An error says where, what, and what to do; [errors](errors/) has a page on
each.

| exit status | meaning |
|---|---|
| 0 | done |
| 1 | done, and the answer is no: `check` found a fault, `diff` a difference, `path` no chain, `query --must-match` no row |
| 2 | the command line is wrong |
| 3 | an input is missing or malformed; what could be read was built |
| 4 | the query is wrong, too long, or over its limit |
| 5 | an output cannot be written |
| 130, 143, 141 | interrupted, ended, the reader went away |
"""


def cell(text: str) -> str:
    """Text that a table of Markdown takes."""
    return " ".join(text.split()).replace("|", "\\|")


def table(parameters: list[click.Parameter], context: click.Context) -> str:
    """A table of options: how each is written, and what it does."""
    records = [r for p in parameters if (r := p.get_help_record(context))]
    return "\n".join(["| option | what it does |", "|---|---|", *(f"| `{cell(n)}` | {cell(t)} |" for n, t in records)])


def prose(help_text: str) -> str:
    """A command's help in Markdown: what click keeps line by line becomes a block."""
    paragraphs = inspect.cleandoc(help_text).split("\n\n")
    made = (f"```text\n{inspect.cleandoc(p[2:])}\n```" if p.startswith("\b\n") else p for p in paragraphs)
    return "\n\n".join(made)


def section(name: str) -> str:
    """The part of the page on one command."""
    command = group.get_command(click.Context(group), name)
    assert command is not None  # noqa: S101 - COMMANDS names it
    context = click.Context(command, info_name=f"graphkit {name}", terminal_width=100)
    common = options.with_common(click.Command("none")).params
    written = {option for p in common for option in p.opts}
    own = [p for p in command.params if isinstance(p, click.Option) and not written & set(p.opts)]
    usage = command.get_usage(context).removeprefix("Usage: ")
    parts = [f"## `graphkit {name}`", prose(command.help or ""), f"```text\n{usage}\n```"]
    if own:
        parts.append(table(list(own), context))
    if command.epilog:
        lines = inspect.cleandoc(command.epilog.replace("\b", "")).splitlines()
        examples = [f"$ {line.strip()}" for line in lines if line.strip() and not line.startswith("Examples")]
        parts.append("\n".join(["```console", *examples, "```"]))
    return "\n\n".join(parts)


def page() -> str:
    """The whole page."""
    none = options.with_common(click.Command("none", context_settings={"help_option_names": ["-h", "--help"]}))
    context = click.Context(none, help_option_names=["-h", "--help"])
    shared = f"## Options of every command\n\n{table(none.get_params(context), context)}"
    return "\n\n".join([HEAD.rstrip("\n"), *(section(name) for name in COMMANDS), shared]) + "\n"


def main() -> None:
    """Write the page, or compare."""
    text = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        sys.exit("docs/commands.md is stale: run python scripts/make_commands_page.py")


if __name__ == "__main__":
    main()
