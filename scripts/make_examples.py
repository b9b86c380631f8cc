"""Run the examples of docs/diff.md and put what they print into it; with ``--check`` only say whether it is current.

They run beside a copy of the seeds (``seeds``), what is built of it (``exports``), and a second copy (``changed``) with the
page's decision in it and one sentence that says more. Lines are folded, so that the page can be read without scrolling.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "diff.md"
EXAMPLE = re.compile(r"(?<=<!-- example -->\n)```console\n(.*?)^```\n(?=<!-- end -->)", re.MULTILINE | re.DOTALL)
DECISION = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DOCUMENT = "york-drug-alcohol.txt"
PLANNED, DONE = "which would be set up in a council building", "which was set up in a council building"
WIDTH = 110


def prepare(folder: Path, page: str) -> None:
    """Put the seeds, their graph and the changed copy into a folder."""
    for name in ("seeds", "changed"):
        shutil.copytree(PROJECT / "seeds", folder / name)
    document = folder / "changed" / "documents" / DOCUMENT
    text = document.read_text(encoding="utf-8")
    if text.count(PLANNED) != 1:
        raise SystemExit(f"{DOCUMENT} does not say once: {PLANNED}")
    document.write_text(text.replace(PLANNED, DONE), encoding="utf-8")
    (decision,) = DECISION.findall(page)
    (folder / "changed" / "decisions" / "york.toml").write_text(decision, encoding="utf-8")
    graphkit(folder, "build", "--no-map")


def graphkit(folder: Path, *args: str) -> str:
    """What a command prints in a folder, for data and remarks alike."""
    command = [sys.executable, "-m", "graphkit", *args]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if run.returncode not in (0, 1):
        raise SystemExit(f"{shlex.join(command)}: {run.stderr}")
    return run.stdout + run.stderr


def folded(text: str) -> str:
    """Text with long lines folded under their own indent and two more."""
    lines = []
    for line in text.splitlines():
        further = " " * (len(line) - len(line.lstrip()) + 2)
        lines += textwrap.wrap(
            line, WIDTH, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
        ) or [""]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def example(folder: Path, block: str) -> str:
    """A block with its commands run: each ``$`` line, then what it prints."""
    commands = [line for line in block.splitlines() if line.startswith("$ graphkit ")]
    shown = (f"{line}\n{folded(graphkit(folder, *shlex.split(line)[2:]))}" for line in commands)
    return f"```console\n{''.join(shown)}```\n"


def main() -> None:
    """Write the page, or compare."""
    old = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), old)
        new = EXAMPLE.sub(lambda match: example(Path(folder), match[1]), old)
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(new, encoding="utf-8")
    elif new != old:
        sys.exit("docs/diff.md shows other answers than those of today: run python scripts/make_examples.py")


if __name__ == "__main__":
    main()
