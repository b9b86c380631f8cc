"""``graphkit audit``: how right the graph is, by a person's verdicts on facts drawn at random."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

import click

from graphkit.audit.draw import draw, drawable, topic_named
from graphkit.audit.record import Judgement, keep, read_record
from graphkit.audit.report import BAND_COLUMNS, bands, method, sentence, tally
from graphkit.audit.sheet import read_sheet, sheet
from graphkit.cli import asking, options, output
from graphkit.cli.judging import judge
from graphkit.cli.loading import corpus_home, load_graph
from graphkit.errors import InputMissingError, OutputError
from graphkit.records import Graph, Relation, Statement

_RECORD = "audit.csv"
_MALFORMED, _INTERRUPTED = 3, 130
_MOST_NOTES = 10


@dataclass(frozen=True, slots=True)
class _Audit:
    """What is audited: the graph, the facts drawn from, those drawn, the record, and how was drawn, in words."""

    graph: Graph
    facts: tuple[Statement, ...]
    drawn: tuple[Statement, ...]
    record: Path
    frame: str
    with_doubtful: bool

    def said(self) -> dict[str, Judgement]:
        """The verdicts that hold on the facts drawn."""
        return read_record(self.record).judgements(self.drawn)

    def waiting(self) -> list[Statement]:
        """The facts drawn that have no verdict yet."""
        said = self.said()
        return [fact for fact in self.drawn if fact.id not in said]


@click.command(
    "audit",
    help="Draw facts at random, take verdicts on them, and state the share that is right.\n\n"
    "On a terminal each fact is shown with its sentence and waits for a key: r right, w wrong, u can't tell, b back, "
    "q stop and keep. In a pipe the facts that have no verdict yet are written as CSV; fill in the column verdict and "
    "give the file to --apply. Verdicts are kept in a file beside the documents, and a fact that has one is not asked "
    "again unless its sentence has changed.",
    epilog=options.examples(
        "graphkit audit", "graphkit audit -n 100 --sheet to-judge.csv", "graphkit audit -n 100 --apply judged.csv"
    ),
)
@click.option("-n", "--number", type=click.IntRange(min=1), default=50, show_default=True, help="Facts to draw.")
@click.option(
    "--relation", type=click.Choice([r.value for r in Relation]), metavar="NAME", help="Only facts of this relation."
)
@click.option("--topic", metavar="TOPIC", help="Only facts of a topic and of what addresses it.")
@click.option("--all", "with_doubtful", is_flag=True, help="Draw from rejected and doubtful facts too.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another number draws other facts.")
@click.option("--record", type=click.Path(path_type=Path), help="Verdicts.  [default: audit.csv beside the documents]")
@click.option(
    "--sheet", "wanted", type=click.Path(path_type=Path), help="Write the facts to judge to this file and ask nothing."
)
@click.option("--apply", "filled", type=click.Path(path_type=Path), help="Take the verdicts of a sheet.")
@click.option("--report", is_flag=True, help="Ask nothing: state what the verdicts say so far.")
@options.graph_option
@options.docs_option
def command(  # noqa: PLR0913 - one argument an option
    *,
    number: int,
    relation: str | None,
    topic: str | None,
    with_doubtful: bool,
    seed: int,
    record: Path | None,
    wanted: Path | None,
    filled: Path | None,
    report: bool,
    graph: Path,
    docs: Path | None,
) -> int:
    """Ask, or write a sheet, or take one; then say what is known."""
    if sum((wanted is not None, filled is not None, report)) > 1:
        raise click.UsageError("Give one of --sheet, --apply and --report.")
    whole = load_graph(graph, docs)
    kind, about = Relation(relation) if relation else None, topic_named(whole, topic) if topic else None
    facts = drawable(whole, relation=kind, topic=about, with_doubtful=with_doubtful)
    frame = (
        *([f"relation {relation}"] if relation else []),
        *([f"topic {topic}"] if topic else []),
        *(["rejected and doubtful facts among them"] if with_doubtful else []),
        f"seed {seed}",
    )
    drawn = draw(facts, number, seed)
    audit = _Audit(whole, facts, drawn, record or _record_beside(graph, docs), ", ".join(frame), with_doubtful)
    if not facts:
        output.note("Nothing to draw from: no fact of this graph fits.")
        return 0
    if filled is not None:
        status = _take(audit, filled)
        output.emit(_told(audit))
    elif report:
        status = 0
        output.emit(_told(audit))
    else:
        status = _ask(audit) if wanted is None and asking.can_ask() else _write(audit, wanted)
        output.tell(_told(audit))
    _tell_disagreements(audit)
    return status


def _record_beside(graph: Path, docs: Path | None) -> Path:
    """Where verdicts are kept unless a person says otherwise: in the corpus, not among outputs that can be deleted."""
    home = corpus_home(graph, docs)
    if home is None:
        raise InputMissingError(
            "the documents of this graph are not known, so nor is where its verdicts are.",
            where=graph.as_posix(),
            todo="Name the record with --record, or the folder of the documents with --docs.",
        )
    return home / _RECORD


# -- the three ways --------------------------------------------------------------------------------


def _ask(audit: _Audit) -> int:
    """Ask for verdicts, each kept as it is given."""
    waiting = audit.waiting()
    try:
        judge(audit.graph, waiting, lambda fact, said: _keep(audit, fact, said))
    except KeyboardInterrupt:
        output.say(f"\nStopped. The verdicts given are kept in {audit.record.as_posix()}.")
        return _INTERRUPTED
    return 0


def _keep(audit: _Audit, fact: Statement, said: Judgement) -> None:
    keep(audit.record, [(fact, said)])


def _write(audit: _Audit, path: Path | None) -> int:
    """Write the facts that have no verdict yet; a sheet that is there may hold somebody's work, so it stays."""
    text = sheet(audit.graph, audit.waiting())
    if path is not None and path.is_file() and path.read_bytes() != text.encode("utf-8"):
        todo = "Give it to --apply, or choose another name."
        raise OutputError("there already, perhaps with verdicts.", where=path.as_posix(), todo=todo)
    output.emit(text, path)
    if path is not None and str(path) != "-":
        output.note(
            f"Wrote {path.as_posix()}: fill in the column verdict, then graphkit audit --apply {path.as_posix()}"
        )
    return 0


def _take(audit: _Audit, path: Path) -> int:
    """Take the verdicts of a sheet; rows that cannot be used are named, the others count."""
    if not path.is_file():
        raise InputMissingError("no such sheet.", where=path.as_posix(), todo="Make one with graphkit audit --sheet.")
    returned = read_sheet(path.read_bytes(), path.as_posix(), audit.graph)
    before = read_record(audit.record).judgements(fact for fact, _ in returned.judged)
    new = [(fact, said) for fact, said in returned.judged if before.get(fact.id) != said]
    keep(audit.record, new)
    for note in returned.notes[:_MOST_NOTES]:
        output.note(output.plain(note))
    if len(returned.notes) > _MOST_NOTES:
        output.note(f"and {len(returned.notes) - _MOST_NOTES} more such rows")
    changed = sum(fact.id in before for fact, _ in new)
    output.note(f"{len(new)} verdicts taken, {changed} of them in place of another; kept in {audit.record.as_posix()}")
    for error in returned.errors:
        output.fail(error)
    return _MALFORMED if returned.errors else 0


# -- what is known ---------------------------------------------------------------------------------


def _told(audit: _Audit) -> str:
    """The sentence, how it was come by, and the table of confidence: for a person in columns, else with tabs."""
    said = audit.said()
    count = tally(audit.facts, audit.drawn, said)
    parts = [output.colour(_filled(sentence(count, audit.frame)), "name"), ""]
    if count.judged:
        threshold = None if audit.with_doubtful else audit.graph.threshold
        parts += [_filled(line) for line in method(count, threshold)]
        rows = bands(audit.facts, audit.drawn, said)
        table = output.table if output.is_terminal() else output.tsv
        parts += ["", table(BAND_COLUMNS, rows)]
    if count.waiting:
        parts.append(f"Still to be judged: {count.waiting}. Verdicts are kept in {audit.record.as_posix()}")
    return "\n".join(parts).rstrip("\n") + "\n"


def _filled(text: str) -> str:
    return textwrap.fill(output.plain(text), output.width()) if output.is_terminal() else output.plain(text)


def _tell_disagreements(audit: _Audit) -> None:
    for fact in read_record(audit.record).disagreements(audit.drawn):
        output.note(f"{audit.record.as_posix()}: fact {fact} has two verdicts that differ; the last counts.")
