"""Where something is: a place phrase for that very thing, or whose area it is in."""

from __future__ import annotations

from graphkit.protocols import Frame, Role
from graphkit.records import Kind, Relation

_THING = (Kind.INITIATIVE, Kind.ORGANISATION, Kind.NETWORK)

FRAMES = (
    Frame(
        id="located.in-place@1",
        relation=Relation.LOCATED_IN,
        phrase="(?:, )?(?:(?:is|was|are|were) )?(?:based |located |held |situated |housed |hosted )?(?:in and around|in|at|across|throughout|within|all over)",
        subject=Role((Kind.INITIATIVE, Kind.NETWORK), ("before", "left")),
        object=Role((Kind.PLACE,), ("next",)),
        confidence=0.76,
        fires=("It runs the Warm Rooms scheme at Leigh Library.",),
        silent=("It runs the Warm Rooms scheme like Leigh Library.",),
    ),
    Frame(
        id="located.name-in-place@1",
        relation=Relation.LOCATED_IN,
        phrase="(?:in|at|near)",
        subject=Role((Kind.ORGANISATION, Kind.PLACE), ("joined",)),
        object=Role((Kind.PLACE,), ("next",)),
        confidence=0.76,
        fires=("Jane Smith of Brookfield Trust in Leigh spoke.", "It is held at Leigh Hospital in Wigan Borough Town."),
        silent=("Brookfield Trust works in Leigh.", "Brookfield Trust was founded by Jane Smith in Leigh."),
    ),
    Frame(
        id="located.based-in@1",
        relation=Relation.LOCATED_IN,
        phrase="(?:is |are |was |were )?(?:based|located|headquartered|situated) (?:in|at|near)",
        subject=Role(_THING, ("before", "subject")),
        object=Role((Kind.PLACE,), ("next",)),
        confidence=0.82,
        fires=("Brookfield Trust is based in Leigh.",),
        silent=("Brookfield Trust is known in Leigh.",),
    ),
    Frame(
        id="located.spreads-to@1",
        relation=Relation.LOCATED_IN,
        phrase="(?:has |have |had )?(?:was |were |been |being )?(?:extended|expanded|spread|rolled out|brought|introduced|moved) (?:further )?(?:in)?to",
        subject=Role((Kind.INITIATIVE, Kind.NETWORK), ("subject", "before")),
        object=Role((Kind.PLACE,), ("next",)),
        confidence=0.78,
        fires=("The Warm Rooms scheme was extended to Leigh Market and Leigh Park.",),
        silent=("The Warm Rooms scheme was compared to Leigh Market.",),
    ),
    Frame(
        id="located.offered-at@1",
        relation=Relation.LOCATED_IN,
        phrase="(?:offered|held|opened|launched|delivered|provided|based|run|piloted|set up|available|started) (?:[^\\s,;–]+ ){0,16}?(?:in|at)(?: the| a)?",
        subject=Role((Kind.INITIATIVE,), ("subject",)),
        object=Role((Kind.PLACE,), ("next", "in")),
        confidence=0.74,
        fires=(
            "HIV testing started to be offered to all patients who were in the acute medical unit at the Blackpool Victoria Hospital last year.",
        ),
        silent=("HIV testing started to be praised by the Blackpool Victoria Hospital last year.",),
    ),
    Frame(
        id="located.in-the-borough@1",
        relation=Relation.LOCATED_IN,
        phrase="(?:in|across|throughout|within)",
        subject=Role((Kind.INITIATIVE, Kind.NETWORK), ("before", "left")),
        object=Role((Kind.COUNCIL,), ("next",)),
        confidence=0.6,
        fires=("It runs the Warm Rooms scheme across the borough.",),
        silent=("It runs the Warm Rooms scheme for the borough.",),
    ),
)
