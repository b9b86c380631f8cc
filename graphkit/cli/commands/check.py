"""``graphkit check``: proof that an export keeps its contract."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from graphkit.checks import RULES, Problem, Report, check
from graphkit.cli import options, output
from graphkit.cli.loading import texts_for
from graphkit.graph.finding import many

_SHOWN = 10


@click.command(
    "check",
    help="Test that the graph keeps its contract and every sentence is in its source.\n\n"
    "Reads the graph, its documents, and facts.csv, things.csv and map.html beside it; leaves with status 1 where a "
    "rule does not hold.\n\n"
    "\b\nRules:\n" + "\n".join(f"  {rule}" for rule in RULES),
    epilog=options.examples(
        "graphkit check",
        "graphkit check --graph exports/graph.ttl --docs seeds",
        "graphkit check --rule quote-at-offsets --format json",
    ),
)
@click.option("--rule", "rule", type=click.Choice(tuple(RULES)), metavar="ID", help="Test this rule alone.")
@options.format_option("text", "json", default="text")
@options.graph_option
@options.docs_option
def command(*, rule: str | None, format_name: str, graph: Path, docs: Path | None) -> int:
    """Print what was found; 1 where a rule does not hold."""
    report = check(graph, texts_for(graph, docs))
    problems = [problem for problem in report.problems if rule in (None, problem.rule)]
    checked = [name for name in report.checked if rule in (None, name)]
    if format_name == "json":
        output.emit(_json(report, checked, problems))
    elif output.is_terminal():
        output.emit(f"{_summary(report)}\n\n{_marks(checked, problems)}")
    else:
        output.note(_summary(report))
        output.emit("".join(f"{output.plain(str(problem))}\n" for problem in problems))
    return 1 if problems else 0


def _summary(report: Report) -> str:
    """``52 facts: 52 sentences found at their offsets``."""
    stated = report.stated
    total = report.sentences - stated - report.unchecked
    share = f"{report.found}" if report.found == total else f"{report.found} of {total}"
    more = f", {stated} with a stated source" if stated else ""
    return f"{report.facts} facts: {share} sentences found at their offsets{more}{_away(report)}"


def _away(report: Report) -> str:
    """How many sentences could not be looked up here, and where their documents are."""
    if not report.elsewhere:
        return ""
    documents = report.elsewhere
    lines = [f"{many(report.unchecked, 'sentence')} not looked up: the texts of these are not here:"]
    lines += [f"  {d.title}, from {' and '.join(d.datasets)}: {d.url or 'address unknown'}" for d in documents[:_SHOWN]]
    if len(documents) > _SHOWN:
        lines.append(f"  and {len(documents) - _SHOWN} more: graphkit check --format json")
    return "".join(f"\n{output.plain(line)}" for line in lines)


def _marks(checked: Sequence[str], problems: Sequence[Problem]) -> str:
    """A line for each rule, under a broken one its first problems."""
    lines = []
    for name in RULES:
        broken = [problem for problem in problems if problem.rule == name]
        if broken:
            lines.append(output.colour(f"✗ {name}", "bad") + f"  {RULES[name]}")
            lines += [f"    {_place(problem)} {output.plain(problem.text)}" for problem in broken[:_SHOWN]]
            if len(broken) > _SHOWN:
                lines.append(f"    and {len(broken) - _SHOWN} more: graphkit check --rule {name} | cat")
        elif name in checked:
            lines.append(output.colour(f"✓ {name}", "good") + f"  {RULES[name]}")
    return "\n".join(lines)


def _place(problem: Problem) -> str:
    return f"{problem.file}:{problem.line}:" if problem.line else f"{problem.file}:"


def _json(report: Report, checked: Sequence[str], problems: Sequence[Problem]) -> str:
    answer = {
        "facts": report.facts,
        "sentences": report.sentences,
        "found": report.found,
        "unchecked": report.unchecked,
        "elsewhere": [asdict(document) for document in report.elsewhere],
        "rules": {name: name not in {p.rule for p in problems} for name in checked},
        "problems": [asdict(problem) for problem in problems],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)
