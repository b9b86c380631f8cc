"""``graphkit release``: a graph as a bundle that can be cited, checked and passed on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.checks import Report, check
from graphkit.cli import options, output
from graphkit.cli.loading import of_tier, output_mode, output_place, texts_for
from graphkit.graph.finding import many
from graphkit.records import Graph

if TYPE_CHECKING:
    from graphkit.release import Release

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LICENCE = re.compile(r"(?!unknown\Z)[A-Za-z0-9][A-Za-z0-9.+-]{0,79}")


class _Day(click.ParamType[str]):
    """A day as the input says it: no clock is asked."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day, if there is such a one."""
        try:
            is_day = _DATE.fullmatch(value) is not None and bool(date.fromisoformat(value))
        except ValueError:
            is_day = False
        if not is_day:
            self.fail(f'"{output.plain(value)}": write the day: 2026-11-24.', param, ctx)
        return value


class _Text(click.ParamType[str]):
    """Text of one line, checked by a pattern where one is given."""

    name = "text"

    def __init__(self, pattern: re.Pattern[str] | None = None, todo: str = "") -> None:
        self._pattern, self._todo = pattern, todo

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text, its white space single spaces."""
        text = " ".join(value.split())
        if self._pattern and text and not self._pattern.fullmatch(text):
            self.fail(f'"{output.plain(text)}": {self._todo}', param, ctx)
        return text


@click.command(
    "release",
    help="Bundle the graph for citing: data, map, sources, licences, accuracy, checksums.\n\n"
    "Writes a folder with the graph (Turtle and TriG), tables, map, every source with its licence, the published "
    "accuracy of graphkit, a description for catalogues, CITATION.cff and SHA256SUMS. The same graph and options give "
    "the same bytes. Nothing is written where graphkit check finds a problem; then the status is 1.",
    epilog=options.examples(
        'graphkit release --title "Sexual health in the North West" --creator "Lee, Ann"',
        "graphkit release --version 1.2 --licence CC-BY-4.0 --date 2026-11-24 --zip",
        "graphkit release --graph my-graph --docs my-case-studies --with-texts --out bundle",
    ),
)
@click.option("--title", type=_Text(), default="", help="Title of the dataset.  [default: made of the councils' names]")
@click.option("--version", type=_Text(), default="", metavar="TEXT", help="Its version, such as 1.2.")
@click.option(
    "--licence",
    type=_Text(_LICENCE, "write an SPDX id such as CC-BY-4.0."),
    default="",
    metavar="SPDX",
    help="Licence of the dataset.  [default: none is stated]",
)
@click.option(
    "--creator", "creators", type=_Text(), multiple=True, metavar="NAME", help="Who made it; may be repeated."
)
@click.option("--date", "day", type=_Day(), default=None, metavar="DAY", help="Day of publication.")
@click.option(
    "--url",
    type=_Text(re.compile(r"https?://[^\s<>\"{}|\\^`]+"), "give the whole address: https://…"),
    default="",
    metavar="ADDRESS",
    help="Where the folder will be found.",
)
@click.option("--with-texts", is_flag=True, help="Add the texts of documents whose licence is open.")
@click.option("--zip", "with_zip", is_flag=True, help="Write the folder as a ZIP archive too.")
@click.option("--replace", is_flag=True, help="Write even where files that graphkit did not make are.")
@options.tier_option
@options.out_option("release", "Folder to write to.")
@options.graph_option
@options.docs_option
def command(  # noqa: PLR0913 # one parameter an option
    *,
    title: str,
    version: str,
    licence: str,
    creators: tuple[str, ...],
    day: str | None,
    url: str,
    with_texts: bool,
    with_zip: bool,
    replace: bool,
    tier: str,
    out: Path,
    graph: Path,
    docs: Path | None,
) -> int:
    """Check, then write the bundle, and say where it is."""
    # Late: the map's libraries cost a second that a refusal should not pay.
    from graphkit.release import Release, bundle, write_archive, write_release, zipped  # noqa: PLC0415

    if out.name in ("", "-", ".."):
        raise click.UsageError("release writes several files: --out takes a folder with a name of its own.")
    report = check(graph, texts_for(graph, docs))
    if report.problems:
        output.say(_refusal(report, graph))
        return 1
    whole = of_tier(graph, tier, docs)
    if out == Path("release"):
        out = output_place(out, tier)
    people = tuple(dict.fromkeys(name for name in creators if name))
    wanted = Release(title, version, licence, people, day or "", url, with_texts)
    files = bundle(whole, wanted)
    left = write_release(files, out, replace=replace)
    if output_mode(tier) is not None:  # its owner's alone: nobody else comes into the folder
        out.chmod(0o700)
    archive = out.with_name(f"{out.name}.zip")
    if with_zip:
        write_archive(zipped(files, out.name), archive, replace=replace)
    for text in _remarks(wanted, whole, left, out):
        output.note(text)
    output.tell(_written(files, whole, out, archive if with_zip else None))
    return 0


def _refusal(report: Report, graph: Path) -> str:
    """Which rules do not hold, with how many problems each, and what to do."""
    numbers = Counter(problem.rule for problem in report.problems)
    rules = ", ".join(f"{rule} ({many(number, 'problem')})" for rule, number in numbers.items())
    again = "" if graph == Path("exports") else f" --graph {graph.as_posix()}"
    return (
        output.colour(f"{graph.as_posix()}: {many(len(numbers), 'rule')} of check not kept: {rules}.", "bad")
        + f"\nNothing was written. See each problem with: graphkit check{again}"
    )


def _remarks(wanted: Release, graph: Graph, left: tuple[str, ...], out: Path) -> list[str]:
    """What whoever publishes the bundle would want to know."""
    from graphkit.release import has_text  # noqa: PLC0415 - as above

    remarks = []
    missing = [
        f"{name} (--{option})"
        for name, option, value in (("creator", "creator", wanted.creators), ("licence", "licence", wanted.licence))
        if not value
    ]
    if missing:
        remarks.append(f"No {' and no '.join(missing)} is named: the bundle says so.")
    if wanted.has_texts:
        closed = [document.file_name for document in graph.documents if not has_text(document, wanted)]
        if closed:
            remarks.append(f"Texts left out, of unknown or not open licence or not at hand: {', '.join(closed)}.")
    if left:
        remarks.append(f"Left as they were in {out.as_posix()}, and in no list of the bundle: {', '.join(left)}.")
    return [output.plain(text) for text in remarks]


def _written(files: Mapping[str, bytes], graph: Graph, out: Path, archive: Path | None) -> str:
    facts = sum(not statement.is_rejected for statement in graph.statements)
    size = sum(map(len, files.values())) / 1e6
    counts = (
        f"{many(facts, 'fact')}   {many(len(graph.documents), 'document')}   {many(len(files), 'file')}   {size:.1f} MB"
    )
    lines = [f"Wrote {out.as_posix()}/   {counts}"]
    if archive:
        lines.append(f"      {archive.as_posix()}")
    lines += [
        "",
        f"Next  (cd {out.as_posix()} && sha256sum -c SHA256SUMS)",
        f"      read {out.as_posix()}/README.md and LICENCES.md",
    ]
    return "\n".join(lines) + "\n"
