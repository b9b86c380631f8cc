"""``graphkit accuracy``: the reading scored against documents annotated by hand."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli import options, output
from graphkit.errors import InputMissingError

if TYPE_CHECKING:
    from graphkit.accuracy import Calibration, DocumentScore, Miss, Row

_MALFORMED = 3
_HELD_BACK = "held-back"
_INDENT = " " * 10
_BY = ("shape", "theme", "relation", "type", "status", "date", "topic")
_COLUMNS = (
    *("figure", "group", "documents", "precision", "recall", "f1", "f1_low", "f1_high"),
    *("right", "found", "gold"),
)
_MISS_COLUMNS = ("document", "what", "about", "said", "sentence")


@click.command(
    "accuracy",
    help="Score the reading against documents annotated by hand.\n\n"
    "FOLDER holds texts/ID.txt and, for each, gold/ID.json; the texts are read anew, nothing is written. F1 comes with "
    "its 90% interval over documents. docs/accuracy.md says what counts as right.",
    epilog=options.examples(
        "graphkit accuracy tests/accuracy --part open",
        "graphkit accuracy tests/accuracy --part held-back --by relation",
        "graphkit accuracy my-annotations --errors",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--part", type=click.Choice(("open", _HELD_BACK)), help="The part of the documents, by manifest.csv.")
@click.option("--by", "by", type=click.Choice(_BY), help="Give the figures by this.")
@click.option("--errors", "wants_errors", is_flag=True, help="List what was missed and what is extra, no figures.")
@click.option("--only", "prefix", default="", metavar="PREFIX", help="Score only documents whose id begins so.")
@options.format_option("text", "csv", "json")
@options.out_option()
def command(
    *,
    folder: Path,
    part: str | None,
    by: str | None,
    wants_errors: bool,
    prefix: str,
    format_name: str | None,
    out: Path | None,
) -> int:
    """Print figures or errors; 3 where a text could not be read (it counts as one in which nothing was found)."""
    from graphkit.accuracy import score_folder  # noqa: PLC0415 - the help of a command imports none of the stages

    ids = _ids(folder, part, prefix, wants_errors=wants_errors)
    with output.progress() as show:
        scores, unread = score_folder(folder, ids, show)
    for error in unread:
        output.fail(error)
    form = format_name or ("text" if output.is_terminal() and out is None else "csv")
    if wants_errors:
        output.emit(_errors(scores, form), out)
    else:
        output.emit(_figures(scores, by, part, form), out)
    return _MALFORMED if unread else 0


def _ids(folder: Path, part: str | None, prefix: str, *, wants_errors: bool) -> list[str]:
    """The documents that the command line names.

    Raises:
        InputMissingError: There are none.
        click.UsageError: The errors of the held-back part are asked for.
    """
    from graphkit.accuracy import HELD_BACK, gold_ids, read_parts  # noqa: PLC0415

    ids, parts = gold_ids(folder), read_parts(folder)
    if part is not None and not parts:
        where = (folder / "manifest.csv").as_posix()
        raise InputMissingError("not there, so the folder has no parts.", where=where, todo="Leave out --part.")
    wanted = HELD_BACK if part == _HELD_BACK else part
    chosen = [name for name in ids if name.startswith(prefix) and wanted in (None, parts.get(name))]
    if wants_errors and any(parts.get(name) == HELD_BACK for name in chosen):
        raise click.UsageError(
            "The errors of the held-back part are not read: who knows them writes rules by them, and its figures then "
            "say nothing of new documents. Add --part open."
        )
    if not chosen:
        raise InputMissingError(
            "no document of that part and prefix." if part else f'no document whose id begins with "{prefix}".',
            where=folder.as_posix(),
            todo="Name another.",
        )
    return chosen


# -- figures ---------------------------------------------------------------------------------------


def _figures(scores: Sequence[DocumentScore], by: str | None, part: str | None, form: str) -> str:
    from graphkit.accuracy import GROUPINGS, calibrate, grouped_rows, rows  # noqa: PLC0415
    from graphkit.graph.tables import csv_text  # noqa: PLC0415

    made = grouped_rows(scores, by) if by in GROUPINGS else rows(scores, (by or "all",))
    if form == "csv":
        return csv_text(_COLUMNS, [[str(value) for value in _row(row).values()] for row in made])
    calibration = calibrate([reading for score in scores for reading in score.readings])
    if form == "json":
        return _json(made, calibration, part, len(scores))
    head = f"{len(scores)} document{'s' if len(scores) != 1 else ''}{f', {part} part' if part else ''}"
    parts = [output.colour(head, "name"), *_tables(made)]
    if by is None:
        parts += [output.colour("confidence and truth", "name"), _reliability(calibration)]
    return "\n\n".join(part.rstrip("\n") for part in parts)


def _row(row: Row) -> dict[str, str | int | float]:
    """A figure under the names of the columns; shares with three digits."""
    tally, (low, high) = row.tally, row.interval.f1
    shares = [round(share, 3) for share in (tally.precision, tally.recall, tally.f1, low, high)]
    values: list[str | int | float] = [row.name, row.group, row.documents, *shares]
    values += [tally.right, tally.found, tally.gold]
    return dict(zip(_COLUMNS, values, strict=True))


def _json(made: Sequence[Row], calibration: Calibration, part: str | None, documents: int) -> str:
    bins = [
        {
            "from": b.low,
            "to": b.high,
            "facts": b.count,
            "mean_confidence": round(b.confidence, 3),
            "share_right": round(b.right, 3),
        }
        for b in calibration.bins
    ]
    answer = {
        "part": part,
        "documents": documents,
        "figures": [_row(row) for row in made],
        "calibration": {
            "facts": calibration.count,
            "brier": round(calibration.brier, 3),
            "expected_error": round(calibration.expected_error, 3),
            "bins": bins,
        },
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _tables(made: Sequence[Row]) -> Iterable[str]:
    """The figures as tables: one, or one a figure where they are of groups."""
    columns = ("P", "R", "F1", "interval", "right", "found", "gold")
    if not made[0].group:
        yield output.table(("", *columns), [[row.name, *_cells(row)] for row in made])
        return
    for name in dict.fromkeys(row.name for row in made):
        lines = [[f"{row.group} ({row.documents})", *_cells(row)] for row in made if row.name == name]
        yield output.table((name, *columns), lines)


def _cells(row: Row) -> list[str]:
    tally, (low, high) = row.tally, row.interval.f1
    shares = [f"{share:.3f}" for share in (tally.precision, tally.recall, tally.f1)]
    return [*shares, f"{low:.3f}-{high:.3f}", str(tally.right), str(tally.found), str(tally.gold)]


def _reliability(calibration: Calibration) -> str:
    lines = [
        [f"{b.low:.1f} to {b.high:.1f}", str(b.count), f"{b.confidence:.3f}", f"{b.right:.3f}"]
        for b in calibration.bins
    ]
    table = output.table(("confidence", "facts", "mean", "share right"), lines)
    return f"{table}\nBrier score {calibration.brier:.3f}, expected calibration error {calibration.expected_error:.3f}"


# -- errors ----------------------------------------------------------------------------------------


def _errors(scores: Sequence[DocumentScore], form: str) -> str:
    from graphkit.graph.tables import csv_text  # noqa: PLC0415

    misses: list[Miss] = [miss for score in scores for miss in score.misses]
    lines = [[miss.document, miss.what, miss.about, miss.said, miss.sentence] for miss in misses]
    if form == "csv":
        return csv_text(_MISS_COLUMNS, lines)
    if form == "json":
        answer = [dict(zip(_MISS_COLUMNS, line, strict=True)) for line in lines]
        return json.dumps(answer, ensure_ascii=False, indent=2)
    return "\n".join(_told(score) for score in scores if score.misses) or "No errors."


def _told(score: DocumentScore) -> str:
    """The errors of one document, each with its sentence under it."""
    lines = [output.colour(score.id, "name")]
    for miss in score.misses:
        lines.append(f"  {miss.what:<6}  {miss.about}  {output.plain(miss.said)}")
        if miss.sentence:
            sentence = output.plain(" ".join(miss.sentence.split()))
            lines.append(textwrap.fill(sentence, output.width(), initial_indent=_INDENT, subsequent_indent=_INDENT))
    return "\n".join(lines) + "\n"
