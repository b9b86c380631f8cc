"""A release on the disk: a folder that graphkit made before is replaced, any other is left alone."""

from __future__ import annotations

import contextlib
import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

from graphkit.checksums import SUMS, read_checksums
from graphkit.errors import OutputError
from graphkit.files import make_folder, output_error, write_file, write_files

_MARK = "dataset.ttl"


def write_release(files: Mapping[str, bytes], folder: Path, *, replace: bool = False) -> tuple[str, ...]:
    """Write the files of a release, and remove those of an earlier one that are no part of it any more.

    Args:
        files: By path below the folder.
        folder: Empty, not there yet, or made by an earlier release and not changed since; anything else with ``replace``.
        replace: Write over files of the same names, whoever made them.

    Returns:
        The files in the folder that are none of graphkit's, sorted: they are as they were.

    Raises:
        OutputError: The folder holds what graphkit did not make, or it cannot be written.
    """
    there, ours = _files_in(folder), _made_by_us(folder)
    if not replace:
        _refuse_foreign(folder, there, ours)
    make_folder(folder)
    write_files({folder / name: data for name, data in files.items()}, folder)
    for name in sorted(ours - set(files)):
        with contextlib.suppress(FileNotFoundError):
            _remove(folder, name)
    return tuple(sorted(there - ours - set(files)))


def _files_in(folder: Path) -> set[str]:
    if not folder.is_dir():
        return set()
    try:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    except OSError as error:
        raise output_error(error, folder) from error


def _made_by_us(folder: Path) -> set[str]:
    """The files of a folder that are as a release of graphkit wrote them."""
    sums = _sums(folder / SUMS)
    if _MARK not in sums:
        return set()
    return {SUMS} | {name for name, digest in sums.items() if _digest(folder / name) == digest}


def _sums(file: Path) -> dict[str, str]:
    """Digests by name; none where it is no file of checksums."""
    try:
        return read_checksums(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
    except OSError:
        return ""


def _refuse_foreign(folder: Path, there: set[str], ours: set[str]) -> None:
    foreign = sorted(there - ours)
    if not foreign:
        return
    todo = "Use another folder, or --replace."
    if not ours:
        raise OutputError("is not empty and was not made by graphkit.", where=folder.as_posix(), todo=todo)
    raise OutputError(f"{foreign[0]} in it is not as graphkit wrote it.", where=folder.as_posix(), todo=todo)


def _remove(folder: Path, name: str) -> None:
    path = folder / name
    try:
        path.unlink()
        for above in path.relative_to(folder).parents:
            if above != Path() and not any((folder / above).iterdir()):
                (folder / above).rmdir()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise output_error(error, path) from error


def write_archive(data: bytes, file: Path, *, replace: bool = False) -> None:
    """Write the ZIP archive of a release over an earlier one.

    Raises:
        OutputError: A file of that name is there and is no release, or it cannot be written.
    """
    if file.exists() and not replace and not _is_archive(file):
        raise OutputError("was not made by graphkit.", where=file.as_posix(), todo="Use another --out, or --replace.")
    write_file(file, data)


def _is_archive(file: Path) -> bool:
    """Whether a file is the archive of a release."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = {name.partition("/")[2] for name in archive.namelist()}
    except (OSError, zipfile.BadZipFile):
        return False
    return {SUMS, _MARK} <= names
