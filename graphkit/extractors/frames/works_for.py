"""Whose a person is: by the body that stands straight after the name."""

from __future__ import annotations

from graphkit.protocols import Frame, Role
from graphkit.records import Kind, Relation

FRAMES = (
    Frame(
        id="works.person-of@1",
        relation=Relation.WORKS_FOR,
        phrase="(?:[OMC]BE )?(?:of|from)",
        subject=Role((Kind.PERSON,), ("joined-all",)),
        object=Role((Kind.ORGANISATION, Kind.NETWORK), ("next-one",)),
        confidence=0.84,
        fires=(
            "Jane Smith of Brookfield Trust spoke.",
            "Professor Jane Smith and Dr Ann Lee from Middlesex University spoke.",
        ),
        silent=("Jane Smith heard from Brookfield Trust.",),
    ),
)
