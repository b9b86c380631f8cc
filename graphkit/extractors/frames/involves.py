"""Who else takes part, supports, attends, refers."""

from __future__ import annotations

from graphkit.protocols import Frame, Role
from graphkit.records import Kind, Relation

_WHOLE = (Kind.INITIATIVE, Kind.NETWORK)
_PART = (Kind.ORGANISATION, Kind.NETWORK)

FRAMES = (
    Frame(
        id="involves.involves@1",
        relation=Relation.INVOLVES,
        verbs=("involve", "engage", "bring together", "include"),
        subject=Role(_WHOLE, ("subject",)),
        object=Role(_PART, ("object",)),
        confidence=0.76,
        fires=("The Warm Rooms scheme involves Brookfield Trust and Age UK.",),
        silent=("The Warm Rooms scheme annoyed Brookfield Trust and Age UK.",),
    ),
    Frame(
        id="involves.events-with@1",
        relation=Relation.INVOLVES,
        phrase="with",
        subject=Role((Kind.INITIATIVE,), ("before",)),
        object=Role((Kind.ORGANISATION,), ("after",)),
        confidence=0.7,
        fires=("There has been a number of sector-led improvement workshops with Public Health England.",),
        silent=("The sector-led improvement workshops were as good as Public Health England hoped.",),
    ),
    Frame(
        id="involves.supported-by@1",
        relation=Relation.INVOLVES,
        phrase="(?:is |was |were |are |been )?(?:supported|backed|attended|joined|endorsed|assisted|championed) by",
        subject=Role(_WHOLE, ("before",)),
        object=Role(_PART, ("after",)),
        confidence=0.74,
        fires=("The Warm Rooms scheme is supported by Age UK.",),
        silent=("The Warm Rooms scheme is followed by Age UK.",),
    ),
    Frame(
        id="involves.made-by@1",
        relation=Relation.INVOLVES,
        phrase="(?:is |was |were |are |been )?(?:built|supplied|manufactured|installed|fitted|advised|endorsed|evaluated|inspired) by",
        subject=Role((Kind.INITIATIVE,), ("before", "left", "subject")),
        object=Role((Kind.ORGANISATION,), ("after",)),
        confidence=0.7,
        fires=("The Warm Rooms scheme was endorsed by Age UK.",),
        silent=("The Warm Rooms scheme was ignored by Age UK.",),
    ),
    Frame(
        id="involves.done-with@1",
        relation=Relation.INVOLVES,
        phrase="(?:in (?:close |strong )?(?:partnership|collaboration|conjunction|association)|jointly|working (?:closely )?alongside|working (?:closely )?) ?with(?: help from)?|with (?:the )?(?:help|support|input|advice|involvement) (?:from|of)",
        subject=Role((Kind.INITIATIVE,), ("before", "left", "in-clause")),
        object=Role(_PART, ("after", "through-list")),
        confidence=0.74,
        fires=(
            "The Warm Rooms scheme was developed by the council in partnership with Age UK and Citizens Advice.",
            "Wigan Council launched the Warm Rooms scheme with the help of Age UK.",
        ),
        silent=("The Warm Rooms scheme was developed by the council in competition with Age UK.",),
    ),
    Frame(
        id="involves.helped-it@1",
        relation=Relation.INVOLVES,
        phrase="helped (?:to )?(?:promote|run|organise|plan|build|finish|test)",
        subject=Role(_WHOLE, ("after", "focus")),
        object=Role((*_PART, Kind.PERSON), ("before",)),
        confidence=0.76,
        fires=("Age UK and Citizens Advice helped to promote the Warm Rooms scheme.",),
        silent=("Age UK and Citizens Advice hoped to promote the Warm Rooms scheme.",),
    ),
    Frame(
        id="involves.takes-part@1",
        relation=Relation.INVOLVES,
        phrase="(?:took part in|takes part in|take part in|taking part in|participated in|participates in|contributed to|contributes to|signed up to|is involved in|are involved in|was involved in|were involved in|refers? (?:people |patients |families )?to|helped (?:to )?(?:shape|design|develop))",
        subject=Role(_WHOLE, ("after",)),
        object=Role(_PART, ("subject", "before")),
        confidence=0.72,
        fires=("Brookfield Trust took part in the Warm Rooms scheme.",),
        silent=("Brookfield Trust took notes on the Warm Rooms scheme.",),
    ),
    Frame(
        id="involves.among-those@1",
        relation=Relation.INVOLVES,
        phrase="(?:are|is|were|was) (?:among|one of|some of) (?:those|the \\w+) (?:who|that|which) (?:take|took|have taken|are taking) part|(?:have|has) (?:also )?(?:signed up|taken part|got involved)",
        subject=Role(_WHOLE, ("focus",)),
        object=Role(_PART, ("before",)),
        confidence=0.74,
        fires=(
            "Wigan Council set up a share and repair network. Age UK and Citizens Advice are among those who take part.",
        ),
        silent=(
            "Wigan Council set up a share and repair network. Age UK and Citizens Advice are among those who stay away.",
        ),
    ),
    Frame(
        id="involves.supports@1",
        relation=Relation.INVOLVES,
        verbs=("support", "back", "join", "champion"),
        subject=Role(_WHOLE, ("patient",)),
        object=Role(_PART, ("agent",)),
        confidence=0.62,
        fires=("Age UK supports the Warm Rooms scheme.",),
        silent=("Age UK dislikes the Warm Rooms scheme.",),
    ),
)
