"""``graphkit query``: a ready question, a file, or SPARQL of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli import options, output
from graphkit.errors import QueryError

if TYPE_CHECKING:
    from graphkit.store.answers import Answer
    from graphkit.store.questions import Question

_SUFFIXES = {".csv": "csv", ".json": "json", ".tsv": "tsv", ".ttl": "ttl"}
_ROWS = 1000
# A graph that is cut is another graph, so triples have a bound only for the machine's sake.
_TRIPLES = 10_000_000


@click.command(
    "query",
    help="Ask the graph a ready question, or one of your own in SPARQL.\n\n"
    "QUESTION is the name of a ready question, a file with a query, or - for standard input.",
    epilog=options.examples(
        "graphkit query --list",
        'graphkit query planned --param "council=Wigan Council"',
        'graphkit query --sparql "SELECT ?s ?o WHERE { ?s gk:partnerOf ?o }" --quotes',
    ),
)
@click.argument("question", required=False)
@click.option("--list", "wants_list", is_flag=True, help="List the ready questions.")
@click.option("--describe", is_flag=True, help="Show a question, its parameters and its text; ask nothing.")
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="Give a parameter a name, a kind/slug or a plain value. Again for several values; commas between parts.",
)
@click.option("--sparql", metavar="TEXT", help="Ask this query.")
@options.format_option("table", "csv", "json", "tsv", "ttl")
@click.option("--limit", type=click.IntRange(min=1), help="Rows to give at most.  [default: 1000; triples are not cut]")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=86400),
    default=30,
    show_default=True,
    help="Seconds until the query is stopped.",
)
@click.option("--must-match", is_flag=True, help="Leave with status 1 where the answer is empty.")
@click.option("--quotes", is_flag=True, help="Add the sentences to a query that does not select them.")
@options.graph_option
@options.out_option()
def command(  # noqa: PLR0913 - one argument an option
    *,
    question: str | None,
    wants_list: bool,
    describe: bool,
    params: tuple[str, ...],
    sparql: str | None,
    format_name: str | None,
    limit: int | None,
    timeout: float,
    must_match: bool,
    quotes: bool,
    graph: Path,
    out: Path | None,
) -> int:
    """Answer one question; 1 where ``--must-match`` found nothing."""
    if wants_list:
        if format_name is None and out is None and output.is_terminal():
            output.emit(_list())
        else:
            _show(_catalogue(), format_name, out)
        return 0
    asked = _question(question, sparql)
    if describe:
        output.emit(_description(asked), out)
        return 0
    most = limit or (_TRIPLES if asked.form in ("CONSTRUCT", "DESCRIBE") else _ROWS)
    answer = _ask(asked, _values(params), graph, limit=most, timeout_s=timeout, quotes=quotes)
    _show(answer, format_name, out)
    if answer.truncated:
        output.say(f"Cut at {most} rows; there are more. Add --limit {most * 10} to see them.")
    if answer.is_empty and answer.kind != "ask":
        output.note(_nothing(asked, params))
    return 1 if must_match and answer.is_empty else 0


def _question(name: str | None, sparql: str | None) -> Question:
    """The question that the command line names, in one of its three ways."""
    from graphkit.store.questions import find_question, parse_question  # noqa: PLC0415 - keeps --help fast

    if (name is None) == (sparql is None):
        raise click.UsageError("Name one question, or give --sparql. graphkit query --list shows the ready ones.")
    if sparql is not None:
        return parse_question("--sparql", sparql)
    if name == "-":
        return parse_question("-", _standard_input())
    return find_question(str(name))


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError("is not UTF-8 text.", where="standard input", todo="Save the query as UTF-8.") from error


def _values(params: tuple[str, ...]) -> dict[str, list[str]]:
    """``NAME=VALUE`` pairs as values by name, in the order given."""
    found: dict[str, list[str]] = {}
    for text in params:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(f'--param "{output.plain(text)}" has no "=". Write NAME=VALUE.')
        found.setdefault(name.strip(), []).append(value.strip())
    return found


def _ask(
    asked: Question, values: dict[str, list[str]], graph: Path, *, limit: int, timeout_s: float, quotes: bool
) -> Answer:
    """The answer, with names looked up and sentences added where that is wanted."""
    from graphkit.store.files import find_graph, open_graph  # noqa: PLC0415
    from graphkit.store.guard import check  # noqa: PLC0415
    from graphkit.store.questions import bind  # noqa: PLC0415
    from graphkit.store.run import ask  # noqa: PLC0415
    from graphkit.store.sentences import add_sentences  # noqa: PLC0415

    file = find_graph(graph)
    query = asked.text
    if values:
        query = bind(asked, values, open_graph(file))
    check(query)
    answer = ask(file, query, limit=limit, timeout_s=timeout_s)
    return add_sentences(answer, open_graph(file)) if quotes else answer


def _show(answer: Answer, format_name: str | None, out: Path | None) -> None:
    from graphkit.store.formats import render  # noqa: PLC0415

    output.emit(render(answer, format_name or _fitting(answer, out), output.width()), out)


def _fitting(answer: Answer, out: Path | None) -> str:
    """The format that suits the answer and who reads it, where none was asked for."""
    if out is not None and out.suffix.lower() in _SUFFIXES:
        return _SUFFIXES[out.suffix.lower()]
    if answer.kind == "construct":
        return "ttl"
    return "table" if output.is_terminal() and out is None else "tsv"


def _list() -> str:
    """The ready questions for a person: whole, wrapped, parameters in brackets."""
    from graphkit.store.questions import list_questions  # noqa: PLC0415

    formatter = click.HelpFormatter(width=output.width())
    formatter.write_dl(
        [
            (q.name, f"{q.title} [{', '.join(p.name for p in q.parameters)}]" if q.parameters else q.title)
            for q in list_questions()
        ]
    )
    return formatter.getvalue()


def _catalogue() -> Answer:
    """The ready questions as an answer, for programs."""
    from graphkit.store.answers import Answer, Term  # noqa: PLC0415
    from graphkit.store.questions import list_questions  # noqa: PLC0415

    rows = tuple(
        tuple(Term("literal", cell) for cell in (q.name, ", ".join(p.name for p in q.parameters), q.title))
        for q in list_questions()
    )
    return Answer(("name", "parameters", "question"), rows, "select")


def _description(asked: Question) -> str:
    lines = [f"{asked.name}: {asked.title}" if asked.title else asked.name, ""]
    for parameter in asked.parameters:
        parts = f" ({parameter.width} parts, commas between)" if parameter.width > 1 else ""
        lines.append(f"  --param {parameter.name}={parts}  [default: {parameter.default}]")
    return "\n".join([*lines, "", asked.text.rstrip(), ""])


def _nothing(asked: Question, params: tuple[str, ...]) -> str:
    given = {text.partition("=")[0].strip() for text in params}
    defaults = [f"{p.name} = {p.default}" for p in asked.parameters if p.name not in given]
    said = "No rows: nothing in this graph answers it."
    return f"{said} Asked with the default {'; '.join(defaults)}: choose with --param." if defaults else said
