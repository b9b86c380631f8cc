"""Lists of checksums, as ``sha256sum`` writes them and checks them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

SUMS = "SHA256SUMS"
_LINE = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")


def checksums(files: Mapping[str, bytes]) -> str:
    """A line for each file, by name; a name with a backslash or line end is escaped, and its line marked by a backslash."""
    lines = []
    for name, data in sorted(files.items()):
        plain = name.replace("\\", "\\\\").replace("\n", "\\n")
        mark = "" if plain == name else "\\"
        lines.append(f"{mark}{hashlib.sha256(data).hexdigest()}  {plain}\n")
    return "".join(lines)


def read_checksums(text: str) -> dict[str, str]:
    """Digests by name; lines that are none, and names that lead out of the folder, are left out.

    >>> read_checksums(checksums({"a.txt": b""}))["a.txt"][:8]
    'e3b0c442'
    """
    found = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match:
            name = _unescaped(match[3]) if match[1] else match[3]
            if not name.startswith("/") and ".." not in name.split("/"):
                found[name] = match[2]
    return found


def _unescaped(name: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], name)
