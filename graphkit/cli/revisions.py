"""Files as they were in a git revision, brought into a folder of their own. Nothing is fetched, nothing is changed."""

from __future__ import annotations

import difflib
import io
import os
import posixpath
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graphkit.errors import GraphkitError, InputMissingError

_CORPUS = "seeds"
# Never a network, a question, or a lock; messages in the language of ours.
_QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


@dataclass(frozen=True, slots=True)
class Revision:
    """A path in a revision of the repository that holds the current folder.

    ``commit`` is its full name, ``path`` from the repository's root (empty: the root itself), ``top`` where that is.
    """

    shown: str
    commit: str
    path: str
    top: Path


def find_revision(name: str) -> Revision:
    """What ``REV:PATH`` names; a plain ``REV`` is its folder seeds.

    Raises:
        InputMissingError: There is no git, no repository, no such revision, or no such path in it.
    """
    revision, colon, path = name.partition(":")
    top = Path(_git(name, "rev-parse", "--show-toplevel"))
    try:
        commit = _git(name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except InputMissingError as error:
        what = f'git knows no revision "{revision}".' if colon else "neither a path nor a revision of git."
        todo = "Name a graph, a folder of exports or documents, or a revision as HEAD~1 or HEAD~1:seeds."
        raise InputMissingError(what, where=name, todo=todo) from error
    inside = _CORPUS
    if colon:
        is_relative = path.startswith(("./", "../"))
        prefix = _git(name, "rev-parse", "--show-prefix") if is_relative else ""
        inside = posixpath.normpath(posixpath.join(prefix, path or ".")).removeprefix(".").strip("/")
    found = Revision(name if colon else f"{name}:{inside}", commit, inside, top)
    if not _kind(found, inside):
        raise InputMissingError(f'there is no "{inside}" in that revision.', where=name, todo=_near(found))
    return found


def fetch(revision: Revision, folder: Path) -> Path:
    """Bring the path, with what describes the documents in it, into a folder; the path there.

    Links and whatever else is no plain file stay behind.

    Raises:
        InputMissingError: git does not give it.
    """
    wanted = _archived(revision)
    only = ["--", wanted] if wanted else []
    data = _git_bytes(revision.shown, revision.top, "archive", "--format=tar", revision.commit, *only)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            parts = PurePosixPath(member.name).parts
            content = archive.extractfile(member) if member.isreg() else None
            if content is not None and ".." not in parts and not member.name.startswith("/"):
                target = folder.joinpath(*parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
    return folder / revision.path


def _archived(revision: Revision) -> str:
    """What must be at hand to read the path: a folder documents/ is described beside it, a file anywhere above."""
    path = PurePosixPath(revision.path)
    if _kind(revision, revision.path) == "blob":
        return path.parts[0]
    return revision.path if path.name != "documents" else str(path.parent).removeprefix(".")


def _kind(revision: Revision, path: str) -> str:
    """``tree`` for a folder, ``blob`` for a file, empty for what is not there."""
    try:
        return _git(revision.shown, "cat-file", "-t", f"{revision.commit}:{path}")
    except InputMissingError:
        return ""


def _near(revision: Revision) -> str:
    """A path of that revision that looks like the one that is not there."""
    folder, _, name = revision.path.rpartition("/")
    if _kind(revision, folder) == "tree":
        names = _git(revision.shown, "ls-tree", "--name-only", "-z", f"{revision.commit}:{folder}").split("\0")
        if near := difflib.get_close_matches(name, names, 1, 0.6):
            return f"There is {posixpath.join(folder, near[0])}."
    return "Paths in a revision are told from the root of the repository, or begin with ./ for the current folder."


def _git(where: str, *args: str) -> str:
    return _git_bytes(where, None, *args).decode("utf-8", "surrogateescape").rstrip("\n")


def _git_bytes(where: str, top: Path | None, *args: str) -> bytes:
    """What git says.

    Raises:
        InputMissingError: It is not installed, or says no.
    """
    git = shutil.which("git")
    if git is None:
        todo = "Install git, or name a path that is there."
        raise InputMissingError(
            "no such path, and git is not installed to look for a revision.", where=where, todo=todo
        )
    done = subprocess.run(  # noqa: S603 - git itself, a fixed command, the revision never as an option
        [git, "--literal-pathspecs", *args],
        capture_output=True,
        check=False,
        cwd=top,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **_QUIET},
    )
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split()).removeprefix("fatal: ") or "it says no"
        todo = "Name a path that is there, or run it in a git repository."
        raise InputMissingError(f"no such path, and git finds no revision ({said}).", where=where, todo=todo)
    return done.stdout


def told_as(error: GraphkitError, folder: Path, shown: str) -> GraphkitError:
    """An error about a file that was fetched, in the words of the revision that it came from."""
    place = shown.partition(":")[0] + ":"
    where, what, todo = (
        text.replace(f"{folder.as_posix()}/", place).replace(folder.as_posix(), place)
        for text in (error.where, error.what, error.todo)
    )
    return type(error)(what, where=where, todo=todo)
