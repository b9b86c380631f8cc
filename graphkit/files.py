"""Files written whole or not at all, and the lock that lets one build at a time into a folder."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
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

SUMS = "SHA256SUMS"
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


def write_folder(
    folder: Path, files: Iterable[tuple[str, bytes]], heading: str, *, work: Path | None = None, replace: bool = False
) -> str:
    """Write a folder of files with a list of their digests (`SUMS`), by which the next writing knows its own.

    All bytes are on the disk before the first file takes its name; what an earlier writing put there and this one does
    not have is removed. Broken off in between, the folder is taken for ours still, and the next writing mends it.

    Args:
        folder: Where to; it may be there already.
        files: Path below the folder (with ``/``) and bytes of each; held one at a time.
        heading: The first line of the list, which says who made it.
        work: A folder for temporary files, where it is on the same file system; else they lie beside the folder.
        replace: Write into a folder that holds other files too: those of the same names are lost, others stay.

    Returns:
        The digest of the list, in hex.

    Raises:
        OutputError: The folder holds files that are not of such a writing, or cannot be written.
    """
    old = _listed(folder, heading)
    others = [name for name in _names_below(folder) if name not in old and name != SUMS]
    is_ours = bool(old) or not (folder / SUMS).exists()
    if (others or not is_ours) and not replace:
        todo = "Use another folder, or --replace."
        raise OutputError("is not empty and was not made by graphkit.", where=folder.as_posix(), todo=todo)
    with _plain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        stage = _new_folder(_work_folder(folder, work))
    try:
        new: dict[str, str] = {}
        for name, data in files:
            with _plain_errors(folder / name):
                (stage / name).parent.mkdir(parents=True, exist_ok=True)
                _fill(stage / name, data)
            new[name] = hashlib.sha256(data).hexdigest()
        return _put_in_place(folder, stage, old, new, heading)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _put_in_place(folder: Path, stage: Path, old: dict[str, str], new: dict[str, str], heading: str) -> str:
    # Both lists first: whenever this is broken off, every file of ours is on the list.
    write_file(folder / SUMS, _sums(heading, old | new))
    for name in new:
        with _plain_errors(folder / name):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).replace(folder / name)
    for name in sorted(old.keys() - new.keys(), reverse=True):
        with _plain_errors(folder / name):
            (folder / name).unlink(missing_ok=True)
            if (folder / name).parent != folder and not any((folder / name).parent.iterdir()):
                (folder / name).parent.rmdir()
    for parent in sorted({(folder / name).parent for name in new}):
        with _plain_errors(parent):
            _flush_folder(parent)
    sums = _sums(heading, new)
    write_file(folder / SUMS, sums)
    return hashlib.sha256(sums).hexdigest()


def _sums(heading: str, digests: Mapping[str, str]) -> bytes:
    """As ``sha256sum --check`` reads it."""
    lines = (f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    return f"# {heading}\n{''.join(lines)}".encode()


def _listed(folder: Path, heading: str) -> dict[str, str]:
    """The files of an earlier writing with their digests; none where the list is not of ours."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    if lines[0] != f"# {heading}":
        return {}
    pairs = (line.partition("  ") for line in lines[1:] if line)
    # A list that somebody changed must not lead out of the folder.
    return {name: digest for digest, _, name in pairs if name and ".." not in name.split("/") and name[0] != "/"}


def _names_below(folder: Path) -> list[str]:
    """Everything below a folder that is no folder, sorted; links are not followed."""
    if not folder.is_dir():
        return []
    found = []
    for parent, folders, files in os.walk(folder):
        below = [*files, *(name for name in folders if (Path(parent) / name).is_symlink())]
        found += [(Path(parent) / name).relative_to(folder).as_posix() for name in below]
    return sorted(found)


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


def _new_folder(folder: Path) -> Path:
    """A new folder of ours, named as temporary files are."""
    number = 0
    while True:
        name = folder / f"{_PREFIX}{os.getpid()}-{number}{_SUFFIX}"
        try:
            name.mkdir()
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
    """Remove what a killed run left in its work folder, and say how many files and folders; hold the lock to call it."""
    left = sorted(work.glob(f"{_PREFIX}*{_SUFFIX}"))
    for path in left:
        with _plain_errors(path):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
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
