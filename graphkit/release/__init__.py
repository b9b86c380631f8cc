"""A citable bundle of a graph: its data, where it comes from, how far to trust it, and what may be done with it."""

from __future__ import annotations

from graphkit.release.bundle import bundle, zipped
from graphkit.release.folder import write_archive, write_release
from graphkit.release.licences import has_text
from graphkit.release.wanted import Release

__all__ = ["Release", "bundle", "has_text", "write_archive", "write_release", "zipped"]
