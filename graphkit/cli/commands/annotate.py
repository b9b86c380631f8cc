"""``graphkit annotate``: a draft annotation of a document."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli import options, output


@click.command(
    "annotate",
    help="Draft the annotation of a document for a person to correct.\n\n"
    "Writes texts/ID.txt, the text as graphkit reads it, and gold/ID.json, the things and facts that it finds, each "
    "fact with its sentence. The draft says so in its origin: read the whole text, correct it, add what was missed, and "
    "put down that you did, before anything is measured by it.",
    epilog=options.examples(
        "graphkit annotate seeds/documents/wigan-pause.txt",
        "graphkit annotate case-study.html --out my-annotations",
        "graphkit annotate case-study.html --all --force",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    default=Path("annotations"),
    show_default=True,
    help="Folder to write to.",
)
@click.option("--all", "with_doubtful", is_flag=True, help="Take in doubtful facts too.")
@click.option("--force", is_flag=True, help="Write over an annotation that is there.")
def command(*, file: Path, out: Path, with_doubtful: bool, force: bool) -> None:
    """Write the draft, and say what is in it."""
    from graphkit.drafting import draft_file, save  # noqa: PLC0415 - the help of a command imports none of the stages

    if str(out) == "-":
        raise click.UsageError("annotate writes two files: --out takes a folder, not standard output.")
    drafted = draft_file(file, with_doubtful=with_doubtful)
    text, gold = save(drafted, out, is_forced=force)
    counts = f"{drafted.things} things   {drafted.facts} facts   {drafted.results} results"
    output.tell(f"Wrote {text.as_posix()}\n      {gold.as_posix()}   {counts}\n")
    if drafted.left_out:
        output.note(f"Left out as doubtful: {drafted.left_out}. --all takes them in.")
