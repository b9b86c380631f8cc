"""Other graphs of graphkit that a corpus has taken in: kept whole in its ``imports/``, merged by every build."""

from __future__ import annotations

from graphkit.imports.filed import Import, read_imports
from graphkit.imports.merging import Joined, join, merge, without_clashes

__all__ = ["Import", "Joined", "join", "merge", "read_imports", "without_clashes"]
