"""Rooms: folders whose files are choices. Put a file in and it is in the program, under its own name."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from functools import cache
from types import ModuleType

from graphkit.errors import UnknownNameError


@cache
def names(room: str) -> tuple[str, ...]:
    """The files of a room, sorted; nothing of them is imported.

    >>> "ttl" in names("exporters")
    True
    """
    package = importlib.import_module(f"graphkit.{room}")
    return tuple(sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")))


def load(room: str, name: str) -> ModuleType:
    """The file of that name, imported now.

    Raises:
        UnknownNameError: The room has no such file.
    """
    known = names(room)
    if name not in known:
        near = difflib.get_close_matches(name, known, 1, 0.6)
        hint = f"Did you mean {near[0]}?" if near else f"Choose: {', '.join(known)}."
        raise UnknownNameError(f'{room} has no "{name}".', todo=hint)
    return importlib.import_module(f"graphkit.{room}.{name}")
