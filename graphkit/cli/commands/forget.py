"""``graphkit forget``: leave a person out of every later build."""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli import options, output

if TYPE_CHECKING:
    from graphkit.privacy.forgetting import Forgotten

_HEAD = (
    "# Persons whom every build leaves out, by hashes: no name is in here. Entries are made by graphkit forget.\n"
    "# What this can do and what not: docs/privacy.md.\n"
)
_OUTSIDE = (
    "Run graphkit build now. It cannot reach the files in documents/, which are yours to edit, nor exports and releases made\n"
    "before, copies elsewhere and the history of a repository.\n"
)


@click.command(
    "forget",
    help="Leave a person out of every later build.\n\n"
    "NAME is a first name and surname; - reads it from standard input, so that no shell keeps it. A salted hash of it is added "
    "to decisions/forget.toml, never the name. From then on the name is hidden in texts before they are read, and so in all "
    "that is made of them, however often it is built and whatever becomes of the text.",
    epilog=options.examples(
        'graphkit forget "Ann Lee" --reason "Asked us to, 12 March."',
        "graphkit forget - --corpus my-case-studies < name.txt",
        "graphkit forget --list",
    ),
)
@click.argument("name", required=False)
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    default=Path("seeds"),
    show_default=True,
    help="Folder of the case studies.",
)
@click.option("--by", default="", help="Who decides it.")
@click.option("--reason", default="", help="Why, in words that do not name the person.")
@click.option("--list", "wants_list", is_flag=True, help="Say how many are held, and in how many documents they stand.")
def command(*, name: str | None, corpus: Path, by: str, reason: str, wants_list: bool) -> None:
    """Add an entry, or list those that there are."""
    if wants_list == (name is not None):
        raise click.UsageError("Give a name, or --list.")
    from graphkit.corpus import find_corpus  # noqa: PLC0415 - keeps --help fast
    from graphkit.privacy.forgetting import read_forgotten  # noqa: PLC0415

    folder = find_corpus([corpus]).home / "decisions"
    entries = read_forgotten(folder)
    if wants_list:
        output.emit(_listed(corpus, entries))
        return
    words = sys.stdin.readline() if name == "-" else str(name)
    entry = _entry(words.strip(), entries, by, reason)
    if entry is None:
        output.tell("That name is held already. Nothing was changed.\n")
        return
    _append(folder, entry)
    (documents,) = _hits(corpus, [entry])
    where = f"It stands in {_documents(documents)} now." if documents else "It stands in no document now."
    output.tell(f"Added to {(folder / 'forget.toml').as_posix()}. {where}\n{_OUTSIDE}")


def _entry(name: str, entries: Sequence[Forgotten], by: str, reason: str) -> Forgotten | None:
    """The entry for a name; None where it is held already."""
    from graphkit.privacy.forgetting import Forgetter, forgotten_entry  # noqa: PLC0415 - keeps --help fast

    # One salt for the file: a build then hashes each run of words once, however many are held.
    salt = entries[0].salt if entries else secrets.token_hex(16)
    now = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime())
    try:
        entry = forgotten_entry(name, salt, reason=reason, by=by, time=now)
    except ValueError as error:
        raise click.UsageError("A name has one to six words of letters.") from error
    if Forgetter(entries).names_in(name):
        return None
    if Forgetter([entry]).names_in(reason, by):
        raise click.UsageError("--reason or --by names the person, and would be kept. Say it without the name.")
    return entry


def _append(folder: Path, entry: Forgotten) -> None:
    from graphkit.files import make_folder, write_file  # noqa: PLC0415 - keeps --help fast
    from graphkit.privacy.forgetting import entry_text  # noqa: PLC0415

    path = folder / "forget.toml"
    old = path.read_bytes() if path.is_file() else _HEAD.encode("utf-8")
    gap = b"\n" if old.endswith(b"\n") else b"\n\n"
    make_folder(folder)
    write_file(path, old + gap + entry_text(entry).encode("utf-8"))


def _hits(corpus: Path, entries: Sequence[Forgotten]) -> list[int]:
    """In how many documents each entry's name stands, as the corpus is now."""
    from graphkit.corpus import find_corpus, read_documents  # noqa: PLC0415 - keeps --help fast
    from graphkit.privacy.forgetting import Forgetter  # noqa: PLC0415

    documents, _ = read_documents(find_corpus([corpus]))
    forgetter, numbers = Forgetter(entries), [0] * len(entries)
    for document in documents:
        given = document.description
        texts = (document.text, document.title, document.file_name, given.id, given.url, given.publisher)
        for number in frozenset().union(*forgetter.names_in(*texts).values()):
            numbers[number] += 1
    return numbers


def _listed(corpus: Path, entries: Sequence[Forgotten]) -> str:
    lines = [f"{len(entries)} {'person is' if len(entries) == 1 else 'persons are'} to be forgotten.\n"]
    for number, (entry, documents) in enumerate(zip(entries, _hits(corpus, entries), strict=True), 1):
        parts = (entry.time, entry.by, entry.reason)
        said = "".join(f"\t{output.plain(part)}" for part in parts if part)
        lines.append(f"{number}\t{entry.words} words\tin {_documents(documents)}{said}\n")
    return "".join(lines)


def _documents(number: int) -> str:
    return f"{number} document{'' if number == 1 else 's'}"
