"""Files written whole or not at all, and the lock that lets one build at a time into a folder."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from graphkit.errors import OutputError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PREFIX, _SUFFIX = ".graphkit-", ".part"
_LOCK = "lock"
TEXTS = "texts"
"""The folder in a build's work folder with the texts that are not as their files have them."""

# On Windows a locked byte cannot be read by others: lock one that lies behind the process number.
_LOCKED_BYTE = 1 << 20
_REASONS = {
    errno.ENOSPC: ("there is no room left on the disk.", "Make room and run it again."),
    errno.EFBIG: ("the file is larger than this system allows.", "Raise the limit or choose another folder."),
    errno.EROFS: ("the disk is read-only.", "Choose another folder with --out."),
    errno.EACCES: ("no permission to write there.", "Choose another folder with --out."),
    errno.EPERM: ("no permission to write there.", "Choose another folder with --out."),
    errno.EISDIR: ("a folder of that name is there.", "Choose another name."),
    errno.ENOTDIR: ("a part of the path is a file, not a folder.", "Choose another path."),
    errno.EEXIST: ("a file is where a folder should be.", "Choose another path."),
    errno.ENAMETOOLONG: ("the name is too long for this system.", "Choose a shorter one."),
    errno.ELOOP: ("the path goes round in circles.", "Choose another path."),
    errno.ENOENT: ("the folder went away while it was written.", "Run it again."),
    errno.EIO: ("the disk reports a fault.", "Check the disk."),
}
if hasattr(errno, "EDQUOT"):
    _REASONS[errno.EDQUOT] = ("your share of the disk is used up.", "Make room and run it again.")


def output_error(error: OSError, path: Path | str) -> OutputError:
    """What the system said, in plain words, about a path that was to be written."""
    unknown = (f"cannot be written ({error.strerror or error}).", "Try another path.")
    what, todo = _REASONS.get(error.errno or 0, unknown)
    return OutputError(what, where=str(path), todo=todo)


@contextlib.contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise output_error(error, path) from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; one that is there already is fine.

    Raises:
        OutputError: It cannot be made.
    """
    with _plain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


def write_file(path: Path, data: bytes, *, work: Path | None = None, mode: int | None = None) -> None:
    """Write a file so that a reader sees the old bytes or the new, whatever happens in between.

    The bytes go to a temporary name on the same file system (in ``work`` where given, else beside the target), are
    flushed to the disk, and take the target's name then. A device or a pipe (``/dev/stdout``) is written as it is; a
    link to a file stays a link. With ``mode`` the file has these permissions, from before its first byte is there.

    Raises:
        OutputError: It cannot be written; the old file is as it was.
    """
    _write_all({path: data}, work, mode)


def remove_file(path: Path) -> None:
    """Take a file away; one that is gone already is fine.

    Raises:
        OutputError: It cannot be taken away.
    """
    with _plain_errors(path):
        path.unlink(missing_ok=True)
        _flush_folder(path.parent)


def write_files(files: Mapping[Path, bytes], work: Path) -> None:
    """Write several files: all bytes are on the disk before the first of them takes its name.

    Raises:
        OutputError: One of them cannot be written; unless the renaming itself failed, all are as they were.
    """
    _write_all(files, work)


def keep_copy(path: Path, copy: Path, work: Path) -> None:
    """Keep what a file holds now under another name on the same file system; nothing where there is no such file.

    Raises:
        OutputError: It cannot be written; an older copy is as it was.
    """
    if not path.is_file():
        return
    with _plain_errors(copy):
        temporary = _new_name(work, None)
        try:
            temporary.unlink()
            # A second name costs nothing; the file itself is never written to again, only replaced.
            os.link(path, temporary)
        except OSError:  # a file system without second names
            _fill(temporary, path.read_bytes())
        temporary.replace(copy)


def _write_all(files: Mapping[Path, bytes], work: Path | None, mode: int | None = None) -> None:
    ready: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            with _plain_errors(path):
                if _is_special(path):
                    path.write_bytes(data)
                else:
                    target = Path(os.path.realpath(path))
                    target.parent.mkdir(parents=True, exist_ok=True)
                    ready.append((_new_name(_work_folder(target, work), mode), target))
                    _fill(ready[-1][0], data)
        for temporary, target in ready:
            with _plain_errors(target):
                temporary.replace(target)
        for folder in sorted({target.parent for _, target in ready}):
            with _plain_errors(folder):
                _flush_folder(folder)
    finally:
        for temporary, _ in ready:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _is_special(path: Path) -> bool:
    """Whether a device or pipe is there, which must not be replaced by a file of its name."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    return not stat.S_ISREG(mode)


def _work_folder(target: Path, work: Path | None) -> Path:
    """The folder for the temporary file: a rename works within one file system only."""
    if work is None:
        return target.parent
    work.mkdir(parents=True, exist_ok=True)
    return work if work.stat().st_dev == target.parent.stat().st_dev else target.parent


def _new_name(folder: Path, mode: int | None) -> Path:
    """A name of ours that nothing has yet; the process number keeps two processes apart."""
    number = 0
    while True:
        name = folder / f"{_PREFIX}{os.getpid()}-{number}{_SUFFIX}"
        try:
            # 0o666 less the umask, as any other file: mkstemp would hide outputs from the person's group.
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666 if mode is None else mode))
        except FileExistsError:
            number += 1
        else:
            return name


def _fill(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new names last through a power cut; Windows has no such call for folders."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def clean(work: Path) -> int:
    """Remove temporary files that a killed run left in its work folder, and say how many; hold the lock to call it."""
    left = sorted(path for path in work.glob(f"{_PREFIX}*{_SUFFIX}") if path.is_file() or path.is_symlink())
    for path in left:
        with _plain_errors(path):
            path.unlink(missing_ok=True)
    return len(left)


@contextlib.contextmanager
def lock(work: Path) -> Iterator[None]:
    """Be the only one in a work folder; the system lets go of the lock when the process ends, however it ends.

    Raises:
        OutputError: Another process has it, or no lock can be made there.
    """
    path = work / _LOCK
    make_folder(work)
    with _plain_errors(path):
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _take(number, path)
        with _plain_errors(path):
            os.ftruncate(number, 0)
            os.lseek(number, 0, os.SEEK_SET)
            os.write(number, f"{os.getpid()}\n".encode())
        try:
            yield
        finally:
            # An empty lock is the same bytes after every build; the file itself stays, or two could hold "it".
            os.ftruncate(number, 0)
    finally:
        os.close(number)


def _take(number: int, path: Path) -> None:
    try:
        if sys.platform == "win32":
            os.lseek(number, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = path.read_text(encoding="ascii", errors="replace").strip()
        since = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        who = f"process {holder} since {since}" if holder.isdigit() else "another process"
        raise OutputError(
            f"in use by {who}.", where=str(path.parent.parent), todo="Wait until it is done, then run it again."
        ) from error
