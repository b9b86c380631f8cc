"""``graphkit review``: what a person should look at, most needed first, and their verdicts as decisions."""

from __future__ import annotations

import shlex
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from graphkit.cli import asking, options, output
from graphkit.cli.deciding import Sitting
from graphkit.cli.loading import corpus_home, load_graph
from graphkit.cli.signing import signer
from graphkit.errors import InputMissingError, OutputError
from graphkit.graph.finding import many
from graphkit.knowledge import load_knowledge
from graphkit.records import Graph
from graphkit.resolution.candidates import candidates
from graphkit.resolution.decisions import read_decisions
from graphkit.resolution.filed import in_file_order
from graphkit.reviewing.desk import Desk
from graphkit.reviewing.items import Item, ItemKind
from graphkit.reviewing.journal import Written, file_of
from graphkit.reviewing.queue import queue
from graphkit.reviewing.sheet import apply_sheet, sheet
from graphkit.vocabulary import REVIEW_BELOW

_MALFORMED, _INTERRUPTED = 3, 130
_KINDS = {
    "facts": ItemKind.FACT,
    "names": ItemKind.NAME,
    "councils": ItemKind.COUNCIL,
    "orphans": ItemKind.ORPHAN,
}


@click.command(
    "review",
    help="Look at what is uncertain, most needed first, and decide it.\n\n"
    "Asked are facts that are uncertain, names that may be one thing, councils that are not in the register, and "
    "decisions whose fact is gone. On a terminal each is shown with its sentence and waits for a key: a accept, r "
    "reject, e edit, s skip, u undo, q quit. In a pipe they are written as CSV; fill in the column verdict and give the "
    "file to --apply. Each verdict is written at once to a file of your own in decisions/ beside the documents, and what "
    "is decided is not asked again.",
    epilog=options.examples(
        "graphkit review",
        "graphkit review --kind names --kind councils --limit 20",
        "graphkit review --apply decided.csv --by 'Ann Lee'",
    ),
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(list(_KINDS)),
    multiple=True,
    help="Ask about this only; may be given again.  [default: all]",
)
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=REVIEW_BELOW,
    show_default=True,
    help="Ask about facts with less confidence than this.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Ask this many questions at most.")
@click.option(
    "--export", "wanted", type=click.Path(path_type=Path), help="Write the questions to this file and ask nothing."
)
@click.option("--apply", "filled", type=click.Path(path_type=Path), help="Take the verdicts of such a file.")
@click.option("--by", help="Who decides.  [default: the name that git signs with, else the login]")
@click.option("--reason", default="", help="Give every verdict this reason; none is asked for.")
@click.option(
    "--decisions", type=click.Path(path_type=Path), help="Folder of decisions.  [default: decisions/ of the corpus]"
)
@click.option(
    "--register",
    type=click.Path(path_type=Path),
    help="Register of councils, as CSV.  [default: the one that ships with graphkit]",
)
@options.graph_option
@options.docs_option
def command(  # noqa: PLR0913 - one argument an option
    *,
    kinds: Sequence[str],
    below: float,
    limit: int | None,
    wanted: Path | None,
    filled: Path | None,
    by: str | None,
    reason: str,
    decisions: Path | None,
    register: Path | None,
    graph: Path,
    docs: Path | None,
) -> int:
    """Ask, or write a sheet, or take one."""
    if wanted is not None and filled is not None:
        raise click.UsageError("Give one of --export and --apply.")
    whole, knowledge = load_graph(graph, docs), load_knowledge(register)
    folder = decisions if decisions is not None else _decisions_beside(graph, docs)
    filed = read_decisions(folder)
    for error in in_file_order(filed.faults):
        output.fail(error)
    status = _MALFORMED if filed.faults else 0
    desk = Desk(whole, knowledge.register, folder, filed.decisions, _now)
    then = _build(graph, docs, decisions)
    if filled is not None:
        return _take(desk, filled, signer(by, folder), then) or status
    items = queue(
        whole,
        knowledge.register,
        candidates=candidates(whole, knowledge),
        filed=filed.decisions,
        below=below,
        kinds=[_KINDS[kind] for kind in kinds or _KINDS],
    )[:limit]
    if wanted is not None or not asking.can_ask():
        return _write(whole, items, wanted) or status
    return _ask(Sitting(desk, signer(by, folder), reason), items, then) or status


def _decisions_beside(graph: Path, docs: Path | None) -> Path:
    """The folder of decisions of the corpus."""
    home = corpus_home(graph, docs)
    if home is None:
        raise InputMissingError(
            "the documents of this graph are not known, so nor is where its decisions are.",
            where=graph.as_posix(),
            todo="Name the folder with --decisions, or that of the documents with --docs.",
        )
    return home / "decisions"


def _now() -> str:
    """The time, UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime())


# -- the three ways --------------------------------------------------------------------------------


def _ask(sitting: Sitting, items: Sequence[Item], then: str) -> int:
    """Ask, each verdict written as it is given; then say what was written, however it ended."""
    if not items:
        output.tell("Nothing to look at: no question is open.\n")
        return 0
    file = file_of(sitting.desk.folder, sitting.by).as_posix()
    output.tell(
        output.plain(f"{many(len(items), 'question')}. {sitting.by}'s verdicts are written at once to {file}\n")
    )
    status = 0
    try:
        sitting.ask(items)
    except KeyboardInterrupt:
        output.say("\nStopped.")
        status = _INTERRUPTED
    finally:
        _tell(sitting.desk.written, then)
    return status


def _write(graph: Graph, items: Sequence[Item], path: Path | None) -> int:
    """Write the questions as CSV; a file that is there may hold somebody's work, so it stays."""
    text = sheet(graph, items)
    if path is not None and path.is_file() and path.read_bytes() != text.encode("utf-8"):
        todo = "Give it to --apply, or choose another name."
        raise OutputError("there already, perhaps with verdicts.", where=path.as_posix(), todo=todo)
    output.emit(text, path)
    if path is not None and str(path) != "-":
        output.note(
            f"Wrote {path.as_posix()}: {many(len(items), 'question')}. Fill in the column verdict, "
            f"then graphkit review --apply {path.as_posix()}"
        )
    return 0


def _take(desk: Desk, path: Path, by: str, then: str) -> int:
    """Take the verdicts of a sheet; rows that cannot be used are named, the others count."""
    if not path.is_file():
        raise InputMissingError("no such sheet.", where=path.as_posix(), todo="Make one with graphkit review --export.")
    applied = apply_sheet(desk, path.read_bytes(), path.as_posix(), by)
    for error in applied.errors:
        output.fail(error)
    if applied.standing:
        output.note(f"{many(applied.standing, 'row')} of {path.as_posix()}: decided so already.")
    _tell(applied.written, then)
    return _MALFORMED if applied.errors else 0


# -- what was done ---------------------------------------------------------------------------------


def _tell(written: Sequence[Written], then: str) -> None:
    """The decisions written, by file and verdict, and what makes them count."""
    if not written:
        output.tell("Nothing was decided.\n")
        return
    lines = []
    for file in sorted({one.file for one in written}):
        verdicts = Counter(d.verdict.value for one in written if one.file == file for d in one.decisions)
        number = many(sum(verdicts.values()), "decision")
        what = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
        lines.append(output.plain(f"Wrote {number} to {file.as_posix()}: {what}"))
    output.tell("\n".join([*lines, "", f"Next  {then}   make them count", ""]))


def _build(graph: Path, docs: Path | None, decisions: Path | None) -> str:
    """The command that builds this graph again with the decisions."""
    home = corpus_home(graph, docs)
    words = ["graphkit", "build"]
    if home is not None and home != Path("seeds"):
        words.append(home.as_posix())
    out = graph if graph.is_dir() else graph.parent
    if out != Path("exports"):
        words += ["--out", out.as_posix()]
    if decisions is not None:
        words += ["--decisions", decisions.as_posix()]
    return shlex.join(words)
