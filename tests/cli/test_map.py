"""``graphkit map`` as people and pipes use it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from graphkit.packing import unpacked

SMALL = Path(__file__).parents[1] / "store" / "files" / "small.ttl"
START = "import sys; from graphkit.cli import run; sys.exit(run(sys.argv[1:]))"


def draw(*args: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, in a pipe."""
    return subprocess.run(
        [sys.executable, "-c", START, "map", "--graph", str(SMALL), *args],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )


def test_the_map_is_written_and_one_line_says_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "new" / "map.html"
    run = draw("--out", str(file), "--title", "A & B")
    assert (run.returncode, run.stdout) == (0, b"")
    last = run.stderr.decode().splitlines()[-1]
    assert last.startswith(f"Wrote {file}   ")
    assert last.endswith(" facts")
    assert b"<title>A &amp; B</title>" in file.read_bytes()


def test_dash_sends_the_page_and_nothing_else_to_stdout() -> None:
    run = draw("--out", "-")
    assert run.returncode == 0
    assert run.stdout.startswith(b"<!DOCTYPE html>")
    assert run.stdout.endswith(b"</html>\n")


def test_an_unknown_thing_is_refused_with_a_near_name(tmp_path: Path) -> None:
    run = draw("--about", "Ashmer Council", "--out", str(tmp_path / "map.html"))
    assert run.returncode == 3
    assert "Did you mean Ashmere Council?" in run.stderr.decode()
    assert not (tmp_path / "map.html").exists()


def test_a_part_is_smaller_than_the_whole() -> None:
    whole, part = (draw("--out", "-", *args).stdout for args in ((), ("--about", "Ashmere Council", "--hops", "1")))
    assert part.count(b'<th scope="row">') < whole.count(b'<th scope="row">')


def test_of_more_things_than_asked_for_the_map_holds_all_and_says_what_it_opens_on(tmp_path: Path) -> None:
    run = draw("--max-things", "3", "--out", str(tmp_path / "map.html"))
    assert run.returncode == 0
    assert "The map opens on councils, providers, networks" in run.stderr.decode()
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    packed = re.search('id="gk-packed">(.*?)</script>', page)
    whole = re.search('id="gk-data">(.*?)</script>', draw("--out", "-").stdout.decode())
    assert packed is not None
    assert whole is not None
    held = unpacked(packed[1])
    assert held.pop("fold")["drawn"]
    assert held == json.loads(whole[1])
