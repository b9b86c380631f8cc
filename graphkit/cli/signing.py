"""Who sits at the keyboard, as they sign what they decide."""

from __future__ import annotations

import getpass
import shutil
import subprocess
from pathlib import Path

import click

_TIMEOUT_S = 10


def signer(given: str | None, folder: Path) -> str:
    """The name that was given, else that which git signs with in a folder, else the login.

    Raises:
        click.UsageError: There is none of these.
    """
    name = given if given is not None else _git_name(folder) or _login()
    if not name.strip():
        raise click.UsageError("Say who decides: --by NAME.")
    return " ".join(name.split())


def _git_name(folder: Path) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    there = next(path for path in (folder, *folder.parents, Path()) if path.is_dir())
    command = [git, "-C", str(there), "config", "user.name"]
    try:
        run = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_S, check=False)  # noqa: S603 (no shell)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return run.stdout.decode("utf-8", "replace").strip()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
