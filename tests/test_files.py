"""Files whole or not at all; one build at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from graphkit.errors import OutputError
from graphkit.files import clean, lock, make_folder, write_file, write_files, write_folder

is_root = hasattr(os, "geteuid") and os.geteuid() == 0
posix = pytest.mark.skipif(os.name != "posix", reason="needs the file system calls of POSIX")


def unmeasured() -> dict[str, str]:
    """The environment less what measures coverage: a measurer that is killed leaves a broken file of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_file_and_the_folders_above_it_are_made(tmp_path):
    write_file(tmp_path / "a" / "b" / "graph.ttl", b"new")
    assert (tmp_path / "a" / "b" / "graph.ttl").read_bytes() == b"new"
    assert names(tmp_path / "a" / "b") == ["graph.ttl"]


def test_old_file_is_replaced_and_nothing_is_left_over(tmp_path):
    target, work = tmp_path / "graph.ttl", tmp_path / ".graphkit"
    target.write_bytes(b"old")
    write_file(target, b"new", work=work)
    assert target.read_bytes() == b"new"
    assert names(work) == []


@posix
def test_new_file_has_the_rights_that_the_umask_gives(tmp_path):
    old = os.umask(0o027)
    try:
        write_file(tmp_path / "graph.ttl", b"new")
    finally:
        os.umask(old)
    assert (tmp_path / "graph.ttl").stat().st_mode & 0o777 == 0o640


def test_set_of_files_is_not_touched_where_one_cannot_be_written(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").mkdir()
    with pytest.raises(OutputError, match="a folder of that name is there"):
        write_files({tmp_path / "a": b"new", tmp_path / "b": b"new"}, tmp_path / ".graphkit")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path / ".graphkit") == []


def test_file_where_a_folder_should_be_is_an_output_error(tmp_path):
    (tmp_path / "exports").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        write_file(tmp_path / "exports" / "graph.ttl", b"new")
    assert caught.value.status == 5
    assert str(tmp_path / "exports" / "graph.ttl") == caught.value.where


def test_name_too_long_is_an_output_error(tmp_path):
    with pytest.raises(OutputError, match="too long"):
        write_file(tmp_path / ("x" * 300), b"new")


@posix
def test_full_disk_is_an_output_error_in_plain_words():
    with pytest.raises(OutputError, match="no room"):
        write_file(Path("/dev/full"), b"new")


@posix
def test_device_is_written_and_not_replaced():
    write_file(Path("/dev/null"), b"new")
    assert not Path("/dev/null").is_file()


@posix
def test_link_to_a_file_stays_a_link(tmp_path):
    (tmp_path / "true").write_bytes(b"old")
    (tmp_path / "link").symlink_to("true")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "true").read_bytes() == b"new"


@pytest.mark.skipif(is_root or os.name != "posix", reason="needs a person whom rights can stop")
def test_folder_without_rights_is_an_output_error(tmp_path):
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(OutputError, match="no permission"):
            write_file(tmp_path / "graph.ttl", b"new")
    finally:
        tmp_path.chmod(0o755)


@posix
def test_file_size_limit_keeps_the_old_file(tmp_path):
    (tmp_path / "graph.ttl").write_bytes(b"old")
    script = textwrap.dedent("""
        import resource, sys
        from pathlib import Path
        from graphkit.errors import OutputError
        from graphkit.files import write_file
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            write_file(Path("graph.ttl"), b"x" * 100_000)
        except OutputError as error:
            print(error)
    """)
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "larger than this system allows" in done.stdout
    assert (tmp_path / "graph.ttl").read_bytes() == b"old"
    assert names(tmp_path) == ["graph.ttl"]


@posix
def test_reader_sees_the_old_bytes_or_the_new_and_nothing_between(tmp_path):
    target = tmp_path / "graph.ttl"
    sizes = [b"a" * 200_000, b"b" * 300_000]
    write_file(target, sizes[0])
    seen: set[bytes] = set()
    is_done = threading.Event()

    def read() -> None:
        while not is_done.is_set():
            seen.add(target.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for i in range(30):
        write_file(target, sizes[i % 2])
    is_done.set()
    reader.join()
    assert seen <= set(sizes)


@posix
def test_what_a_killed_run_left_is_cleaned(tmp_path):
    script = textwrap.dedent("""
        import os, signal
        from pathlib import Path
        import graphkit.files as files
        fsync = os.fsync
        def die(number):
            fsync(number)
            os.kill(os.getpid(), signal.SIGKILL)
        os.fsync = die
        files.write_files({Path("out/graph.ttl"): b"new"}, Path("out/.graphkit"))
    """)
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False, env=unmeasured())
    assert done.returncode == -signal.SIGKILL
    work = tmp_path / "out" / ".graphkit"
    (work / "store").mkdir()
    assert not (tmp_path / "out" / "graph.ttl").exists()
    assert len(names(work)) == 2
    assert clean(work) == 1
    assert names(work) == ["store"]


@posix
def test_bytes_are_on_the_disk_before_the_name_and_the_name_before_the_end(tmp_path):
    script = textwrap.dedent("""
        import os
        from pathlib import Path
        import graphkit.files as files
        steps = []
        fsync, replace = os.fsync, os.replace
        os.fsync = lambda n: (steps.append("folder" if os.path.isdir(f"/proc/self/fd/{n}") else "file"), fsync(n))
        import pathlib
        rename = pathlib.Path.replace
        pathlib.Path.replace = lambda a, b: (steps.append("rename"), rename(a, b))[1]
        files.write_files({Path("a"): b"1", Path("b"): b"2"}, Path("work"))
        print(*steps)
    """)
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["file", "file", "rename", "rename", "folder"]


def holder(work: Path) -> subprocess.Popen[str]:
    script = textwrap.dedent("""
        import sys, time
        from pathlib import Path
        from graphkit.files import lock
        with lock(Path(sys.argv[1])):
            print("held", flush=True)
            time.sleep(60)
    """)
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(work)], stdout=subprocess.PIPE, text=True, env=unmeasured()
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_second_process_is_told_who_holds_the_lock(tmp_path):
    process = holder(tmp_path / ".graphkit")
    try:
        message = f"in use by process {process.pid} since 20"
        with pytest.raises(OutputError, match=message), lock(tmp_path / ".graphkit"):
            pass
    finally:
        process.kill()
        process.communicate()


def test_lock_of_a_killed_process_needs_no_hand_work(tmp_path):
    process = holder(tmp_path / ".graphkit")
    process.kill()
    process.communicate()
    with lock(tmp_path / ".graphkit"):
        assert (tmp_path / ".graphkit" / "lock").read_text().strip() == str(os.getpid())


def test_lock_leaves_the_same_bytes_every_time(tmp_path):
    for _ in range(2):
        with lock(tmp_path):
            time.sleep(0)
        assert (tmp_path / "lock").read_bytes() == b""


def test_folder_that_cannot_be_made_is_an_output_error(tmp_path):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError):
        make_folder(tmp_path / "out")


HEADING = "A folder made for tests"


def write(folder: Path, files: dict[str, bytes], **how: object) -> str:
    return write_folder(folder, iter(files.items()), HEADING, **how)  # type: ignore[arg-type]


def below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_folder_is_written_with_a_list_of_digests(tmp_path):
    write(tmp_path / "site", {"b/two.html": b"2", "one.html": b"1"})
    assert below(tmp_path / "site") == ["SHA256SUMS", "b/two.html", "one.html"]
    assert names(tmp_path) == ["site"]
    lines = (tmp_path / "site" / "SHA256SUMS").read_text().splitlines()
    assert lines[0] == f"# {HEADING}"
    assert [line.split("  ")[1] for line in lines[1:]] == ["b/two.html", "one.html"]


def test_what_is_no_longer_made_is_removed_and_empty_folders_with_it(tmp_path):
    write(tmp_path, {"b/two.html": b"2", "one.html": b"1"})
    write(tmp_path, {"one.html": b"new"})
    assert names(tmp_path) == ["SHA256SUMS", "one.html"]
    assert (tmp_path / "one.html").read_bytes() == b"new"


def test_folder_with_files_of_others_is_refused_and_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_bytes(b"mine")
    with pytest.raises(OutputError, match="not made by graphkit") as caught:
        write(tmp_path, {"one.html": b"1"})
    assert "--replace" in caught.value.todo
    assert names(tmp_path) == ["mine.txt"]


def test_replace_keeps_files_of_others_beside_its_own(tmp_path):
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (tmp_path / "one.html").write_bytes(b"mine too")
    write(tmp_path, {"one.html": b"1"}, replace=True)
    assert (tmp_path / "mine.txt").read_bytes() == b"mine"
    assert (tmp_path / "one.html").read_bytes() == b"1"
    with pytest.raises(OutputError):
        write(tmp_path, {"one.html": b"2"})


def test_list_of_another_program_is_no_sign_of_ours(tmp_path):
    (tmp_path / "SHA256SUMS").write_text("# of another\n00  one.html\n")
    (tmp_path / "one.html").write_bytes(b"mine")
    with pytest.raises(OutputError, match="not made by graphkit"):
        write(tmp_path, {"one.html": b"1"})


def test_changed_list_cannot_lead_out_of_the_folder(tmp_path):
    (tmp_path / "outside.txt").write_bytes(b"keep")
    write(tmp_path / "site", {"one.html": b"1"})
    with (tmp_path / "site" / "SHA256SUMS").open("a") as file:
        file.write(f"00  ../outside.txt\n00  {tmp_path}/outside.txt\n")
    write(tmp_path / "site", {"one.html": b"2"})
    assert (tmp_path / "outside.txt").read_bytes() == b"keep"


def test_files_that_fail_half_way_leave_the_old_folder_and_nothing_else(tmp_path):
    write(tmp_path / "site", {"one.html": b"1", "two.html": b"2"})

    def breaking():
        yield "one.html", b"new"
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        write_folder(tmp_path / "site", breaking(), HEADING)
    assert (tmp_path / "site" / "one.html").read_bytes() == b"1"
    assert names(tmp_path) == ["site"]


def test_file_in_the_place_of_the_folder_is_said_in_plain_words(tmp_path):
    (tmp_path / "site").write_bytes(b"a file")
    with pytest.raises(OutputError, match="a file"):
        write(tmp_path / "site", {"one.html": b"1"})


def test_folder_left_by_a_killed_run_is_cleared(tmp_path):
    (tmp_path / ".graphkit-1-0.part" / "b").mkdir(parents=True)
    (tmp_path / ".graphkit-1-0.part" / "b" / "page.html").write_bytes(b"half")
    assert clean(tmp_path) == 1
    assert names(tmp_path) == []
