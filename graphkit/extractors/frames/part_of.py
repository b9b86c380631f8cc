"""What is a part of what."""

from __future__ import annotations

from graphkit.protocols import Frame, Role
from graphkit.records import Kind, Relation

_THING = (Kind.INITIATIVE, Kind.NETWORK)

FRAMES = (
    Frame(
        id="partof.part-of@1",
        relation=Relation.PART_OF,
        phrase="(?:forms? |formed |forming |is |are |was |were |which is )?(?:a |an |one |the )?(?:\\w+ )?(?:part|strand|element|phase|component|arm|branch|pillar) of",
        subject=Role(_THING, ("before", "subject")),
        object=Role(_THING, ("after",)),
        confidence=0.82,
        fires=("The Pause Project is part of the Healthy Lives Programme.",),
        silent=("The Pause Project is proud of the Healthy Lives Programme.",),
    ),
    Frame(
        id="partof.under@1",
        relation=Relation.PART_OF,
        phrase="(?:under|within|as part of|through|via)(?: the| its| our| their)?",
        subject=Role((Kind.INITIATIVE,), ("before",)),
        object=Role((Kind.INITIATIVE,), ("after",)),
        confidence=0.52,
        fires=("Staff began the carers drop-in under the Healthy Lives Programme.",),
        silent=("Staff liked the carers drop-in before the Healthy Lives Programme.",),
    ),
    Frame(
        id="partof.includes@1",
        relation=Relation.PART_OF,
        verbs=("include", "comprise", "incorporate"),
        subject=Role(_THING, ("object",)),
        object=Role(_THING, ("subject",)),
        confidence=0.7,
        fires=("The Healthy Lives Programme includes a carers drop-in.",),
        silent=("The Healthy Lives Programme replaced a carers drop-in.",),
    ),
    Frame(
        id="partof.has-parts@1",
        relation=Relation.PART_OF,
        phrase="(?:has|have|had|with) (?:\\w+ ){0,2}?(?:strands|parts|elements|components|phases|pillars|projects)",
        subject=Role(_THING, ("list",)),
        object=Role(_THING, ("subject", "before")),
        confidence=0.72,
        fires=("The Healthy Lives Programme has two strands: a carers drop-in and a cooking workshop.",),
        silent=("The Healthy Lives Programme has two critics: a carers drop-in and a cooking workshop.",),
    ),
    Frame(
        id="partof.key-part@1",
        relation=Relation.PART_OF,
        phrase="(?:key |main |important |central |other )?(?:part|element|strand|parts|elements|strands|component|components) of",
        subject=Role(_THING, ("complement",)),
        object=Role(_THING, ("next",)),
        confidence=0.72,
        fires=("A key element of the Healthy Lives Programme is a carers drop-in.",),
        silent=("A key critic of the Healthy Lives Programme is a carers drop-in.",),
    ),
    Frame(
        id="partof.complemented-by@1",
        relation=Relation.PART_OF,
        phrase="(?:run|sits|sit|came|comes|falls|fall) (?:under|within)(?: the)?",
        subject=Role((Kind.INITIATIVE,), ("subject",)),
        object=Role(_THING, ("after",)),
        confidence=0.76,
        fires=("The carers drop-in sits within the Healthy Lives Programme.",),
        silent=("The carers drop-in sits opposite the Healthy Lives Programme.",),
    ),
)
