"""Digests of all that a build depends on: two builds of one digest give the same bytes."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import unicodedata
from functools import cache
from pathlib import Path

from graphkit.vocabulary import ontology_folder

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def program() -> str:
    """The digest of the program as it is installed, with its weights and reference data, and of the Python that runs it.

    Not a number that somebody must remember to raise: whatever changes in a rule, a word list or a weight changes it.
    """
    python = f"{sys.version_info[:2]} {unicodedata.unidata_version}"
    return digest(python, folder(_PACKAGE), folder(ontology_folder()))


def digest(*parts: str) -> str:
    """One digest of several texts; where one ends and the next begins is part of it."""
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        made.update(b"%d " % len(data))
        made.update(data)
    return made.hexdigest()


def folder(path: Path) -> str:
    """The digest of a folder's files, their names and those of its folders; what Python compiled is left out.

    A link, or a file that cannot be read, counts by its name and kind: reading it will say what is wrong with it.
    """
    parts: list[str] = []
    waiting = [(path, "")]
    while waiting:
        here, below = waiting.pop()
        try:
            with os.scandir(here) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            parts += [below, f"no folder ({error.errno})"]
            continue
        for entry in entries:
            name = below + entry.name
            if entry.is_dir(follow_symlinks=False) and entry.name != "__pycache__":
                waiting.append((here / entry.name, f"{name}/"))
            elif entry.is_file(follow_symlinks=False):
                parts += [name, file(here / entry.name)]
            else:
                parts.append(name)
    return digest(*parts)


def file(path: Path) -> str:
    """The digest of a file's bytes, or what keeps it from being read."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as opened:
            if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                return "no file"
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        return f"unread ({error.errno})"
