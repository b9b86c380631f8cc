"""``graphkit build``: case studies in, graph, tables and map out."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli import options, output
from graphkit.records import Entity, Graph, Kind, Ref, Review, Statement, Status
from graphkit.vocabulary import OWN_AGENT, REVIEW_BELOW

if TYPE_CHECKING:
    from graphkit.incremental.state import Change
    from graphkit.pipeline import BuildReport

_MOST_COUNCILS = 10
_MOST_NOTES = 10
_MALFORMED = 3
_STATUS_WORDS = {
    Status.DONE: "happening",
    Status.PLANNED: "planned",
    Status.ENDED: "ended",
    Status.NEGATED: "denied",
}
_BESIDE = (("initiative", "initiatives"), ("provider", "providers"), ("network", "networks"), ("topic", "topics"))


@click.command(
    epilog=options.examples(
        "graphkit build", "graphkit build my-case-studies --out my-graph", 'graphkit build "seeds/documents/wigan*"'
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.out_option("exports", "Folder to write to.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder of decisions.  [default: decisions/ of the corpus]",
)
@click.option(
    "--register",
    type=click.Path(path_type=Path),
    default=None,
    help="Register of councils, as CSV.  [default: the one that ships with graphkit]",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=None,
    help="Processes that share the reading of many documents.  [default: as many as the machine has processors]",
)
@click.option("--scheduler", metavar="ADDRESS", default="", help="Read on the workers of a Dask scheduler.")
@click.option("--full", is_flag=True, help="Read every document, unchanged ones too.")
@click.option("--strict", is_flag=True, help="Fail where anything was left out or worth a remark.")
@click.option("--no-map", is_flag=True, help="Write no map.")
def command(
    paths: tuple[Path, ...],
    out: Path,
    decisions: Path | None,
    register: Path | None,
    jobs: int | None,
    scheduler: str,
    *,
    full: bool,
    strict: bool,
    no_map: bool,
) -> int:
    """Read case studies and write the graph, tables and map.

    PATHS are files, folders or patterns; without any, the folder seeds. A document that cannot be read is named and
    left out, the others are built, and the exit status is 3. A document that was read for an earlier build, and has not changed
    since, is not read again; what is written is the same.
    """
    from graphkit import pipeline  # noqa: PLC0415 - the help of a command imports none of the stages

    if str(out) == "-":
        raise click.UsageError("build writes several files: --out takes a folder, not standard output.")
    with output.progress() as show:
        report = pipeline.build(
            paths or (Path("seeds"),),
            out,
            decisions=decisions,
            register=register,
            with_map=not no_map,
            is_full=full,
            jobs=jobs or os.cpu_count() or 1,
            scheduler=scheduler,
            progress=_with_seconds(show),
        )
    for error in report.errors:
        output.fail(error)
    _tell(report.notes)
    output.tell(summary(report, out))
    return _MALFORMED if report.errors or (strict and report.notes) else 0


def _with_seconds(show: Callable[[int, int, str], None]) -> Callable[[int, int, str], None]:
    """Progress that with ``-v`` also says what was read, and after how many seconds, on a line each."""
    start = time.perf_counter()

    def tell(done: int, total: int, label: str) -> None:
        show(done, total, label)
        output.detail(f"{time.perf_counter() - start:8.2f} s  {done}/{total}  {output.plain(label)}")

    return tell


def _tell(notes: Sequence[str]) -> None:
    most = len(notes) if output.is_verbose() else _MOST_NOTES
    for note in notes[:most]:
        output.note(output.plain(note))
    if len(notes) > most:
        output.note(f"and {len(notes) - most} more remarks: graphkit build -v")


# -- the summary -----------------------------------------------------------------------------------


def summary(report: BuildReport, out: Path) -> str:
    """What was built, in at most 25 lines: counts, councils, how sure, what was written, what to do next."""
    if report.is_unchanged:
        return f"{_count(report.documents, 'document')} unchanged, 0 facts changed. {out.as_posix()}/ is up to date.\n"
    if report.change is not None:
        return f"{_changed(report, report.change)}  See: graphkit diff{_graph_option(out)}\n"
    graph = report.graph
    facts = [statement for statement in graph.statements if not statement.is_rejected]
    parts = [
        [_first_line(report, graph, facts)],
        _councils(graph, facts),
        _how_sure(graph, facts),
        _written(report),
        _next(report, graph, facts, out),
    ]
    return "\n".join("".join(f"{line.rstrip()}\n" for line in part) for part in parts if part)


def _changed(report: BuildReport, change: Change) -> str:
    """What a later build changed: ``1 document changed: 2 facts added, 1 gone, 49 the same``."""
    numbers = [(change.edited, "changed"), (change.added, "added"), (change.gone, "gone")]
    documents = [f"{number} {what}" for number, what in numbers if number]
    if documents:
        number, _, what = documents[0].partition(" ")
        documents[0] = f"{_count(int(number), 'document')} {what}"
    else:
        documents = [f"{_count(report.documents, 'document')} unchanged"]
    facts = [f"{_count(change.new_facts, 'fact')} added", f"{change.gone_facts} gone"]
    if change.changed_facts:
        facts.append(f"{change.changed_facts} changed")
    problems = f" {_count(len(report.errors), 'problem')}, named above." if report.errors else ""
    return f"{', '.join(documents)}: {', '.join(facts)}, {change.same_facts} the same.{problems}"


def _first_line(report: BuildReport, graph: Graph, facts: Sequence[Statement]) -> str:
    things = sum(bool(e.documents) and e.replaced_by is None for e in graph.entities) + len(graph.outcomes)
    parts = [_count(report.documents, "document"), _count(things, "thing"), _count(len(facts), "fact")]
    if facts and all(evidence.quote for fact in facts for evidence in fact.evidence):
        parts.append("every fact has its sentence")
    if report.errors:
        parts.append(f"{_count(len(report.errors), 'problem')}, named above")
    return "   ".join(parts)


def _councils(graph: Graph, facts: Sequence[Statement]) -> list[str]:
    """The councils with most facts: how many, and the things at the other end of them."""
    entities = {entity.ref: entity for entity in graph.entities}
    councils = [e for e in graph.entities if e.ref.kind is Kind.COUNCIL and e.replaced_by is None]
    numbers = {council.ref: 0 for council in councils}
    beside: dict[Ref, set[Entity]] = {council.ref: set() for council in councils}
    for fact in facts:
        for end, other in ((fact.subject, fact.object), (fact.object, fact.subject)):
            if end is not None and end in numbers:
                numbers[end] += 1
                if other is not None and other in entities:
                    beside[end].add(entities[other])
    for entity in graph.entities:
        for slug in entity.for_councils:
            beside.get(Ref(Kind.COUNCIL, slug), set()).add(entity)
    councils = [council for council in councils if numbers[council.ref]]
    councils.sort(key=lambda council: (-numbers[council.ref], council.label, council.ref))
    rows = [
        [output.shorten(output.plain(c.label), 40), _count(numbers[c.ref], "fact"), *_beside(beside[c.ref])]
        for c in councils[:_MOST_COUNCILS]
    ]
    lines = _aligned(rows)
    if len(councils) > _MOST_COUNCILS:
        lines.append(f"  and {len(councils) - _MOST_COUNCILS} more: graphkit analyse councils")
    return lines


def _beside(things: set[Entity]) -> list[str]:
    numbers = Counter("provider" if thing.is_provider else thing.ref.kind.value for thing in things)
    return [_count(numbers[one], one, many) for one, many in _BESIDE if numbers[one]]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Names to the left, then numbers under numbers."""
    if not rows:
        return []
    columns = max(len(row) for row in rows)
    filled = [[*row, *[""] * (columns - len(row))] for row in rows]
    digits = [max(len(row[i].split(" ")[0]) for row in filled) for i in range(columns)]
    for row in filled:
        for i in range(1, columns):
            number, _, word = row[i].partition(" ")
            row[i] = f"{number.rjust(digits[i])} {word}".rstrip() if word else ""
    widths = [max(output.cells(row[i]) for row in filled) for i in range(columns)]
    return [
        "  " + "   ".join(cell + " " * (size - output.cells(cell)) for cell, size in zip(row, widths, strict=True))
        for row in filled
    ]


def _how_sure(graph: Graph, facts: Sequence[Statement]) -> list[str]:
    numbers = Counter(fact.status for fact in facts)
    lines = ["  " + "   ".join(f"{numbers[status]} {word}" for status, word in _STATUS_WORDS.items())]
    if unsure := _unsure(facts):
        verb = "has" if unsure == 1 else "have"
        lines.append(f"  {_count(unsure, 'fact')} {verb} confidence below {REVIEW_BELOW:.2f}: worth a look")
    if joins := sum(decision.by == OWN_AGENT and decision.applies for decision in graph.decisions):
        lines.append(f"  {_count(joins, 'name')} joined with another by rule: graphkit query decisions_since says why")
    return lines


def _unsure(facts: Sequence[Statement]) -> int:
    return sum(fact.confidence < REVIEW_BELOW and fact.review is Review.UNREVIEWED for fact in facts)


def _written(report: BuildReport) -> list[str]:
    names = [path.as_posix() for path, _ in report.files]
    size = max((output.cells(name) for name in names), default=0)
    return [
        f"{'Wrote' if i == 0 else '     '} {name.ljust(size)}    {what}"
        for i, (name, (_, what)) in enumerate(zip(names, report.files, strict=True))
    ]


def _graph_option(out: Path) -> str:
    return "" if out == Path("exports") else f" --graph {out.as_posix()}"


def _next(report: BuildReport, graph: Graph, facts: Sequence[Statement], out: Path) -> list[str]:
    """Commands that would show something now."""
    option = _graph_option(out)
    steps = [(f"open {path.as_posix()}", "") for path, _ in report.files if path.suffix == ".html"]
    if any(fact.status is Status.PLANNED for fact in facts):
        steps.append((f"graphkit query planned{option}", "what is promised but not done, and where it says so"))
    if unsure := _unsure(facts):
        which = "the uncertain fact" if unsure == 1 else f"the {unsure} uncertain facts"
        steps.append((f"graphkit review{option}", f"look at {which}"))
    size = max((len(step) for step, _ in steps), default=0)
    return [
        f"{'Next' if i == 0 else '    '}  {step.ljust(size)}   {why}".rstrip() for i, (step, why) in enumerate(steps)
    ]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
