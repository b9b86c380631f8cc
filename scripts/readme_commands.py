"""Print the commands that README.md gives for a fresh machine, one a line, as they stand there.

They are its fenced blocks marked ``sh``. Whoever runs them takes them from here, so that page and checks cannot drift.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(readme: str) -> list[str]:
    """The text of each block marked ``sh``, without its last line end."""
    return [block.rstrip("\n") for block in FENCE.findall(readme)]


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1] / "README.md"
    for command in commands(where.read_text(encoding="utf-8")):
        print(command)
