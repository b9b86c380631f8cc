"""What it costs to read case studies and take their facts, over the least that any reader must do."""

from __future__ import annotations

import re
from pathlib import Path

from measure import Result, at_most, least

SENTENCE = re.compile(r"[^.!?]+[.!?]+(?:\s+|$)")


def yardstick(files: list[Path]) -> int:
    """Read each file, decode it, and find its sentences with one regex."""
    return sum(len(SENTENCE.findall(file.read_bytes().decode("utf-8"))) for file in files)
