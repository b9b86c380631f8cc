"""What a person says of a release: nothing of it is in the graph."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Release:
    """A release to be made; every field may be empty.

    ``licence`` is an SPDX id, ``creators`` names of persons ("Lee, Ann") or bodies, ``date`` a day (ISO), ``url`` the
    address where the folder will be found. ``has_texts``: with the texts of documents whose licence is open.
    """

    title: str = ""
    version: str = ""
    licence: str = ""
    creators: tuple[str, ...] = ()
    date: str = ""
    url: str = ""
    has_texts: bool = False
