"""Put into README.md what ``graphkit build`` prints of the seeds; with ``--check`` only say whether it is current."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
README = PROJECT / "README.md"
BLOCK = re.compile(r"(?<=says what it found:\n\n```text\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def transcript() -> str:
    """What a first build prints, from a folder that holds the seeds and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(PROJECT / "seeds", Path(folder) / "seeds")
        command = [sys.executable, "-m", "graphkit", "build"]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603
    return run.stdout + run.stderr


def main() -> None:
    """Write the transcript, or compare."""
    old = README.read_text(encoding="utf-8")
    text = transcript()
    new = BLOCK.sub(lambda _: text, old)
    if "--check" not in sys.argv[1:]:
        README.write_text(new, encoding="utf-8")
    elif new != old:
        sys.exit("README.md shows another build than that of today: run python scripts/make_transcript.py")


if __name__ == "__main__":
    main()
