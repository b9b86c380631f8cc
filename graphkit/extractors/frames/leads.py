"""Who sets up, develops, launches, owns or chairs something, where nothing says who delivers."""

from __future__ import annotations

from graphkit.protocols import Frame, Role
from graphkit.records import Kind, Relation

_BODY = (Kind.ORGANISATION, Kind.NETWORK)
_THING = (Kind.INITIATIVE,)

FRAMES = (
    Frame(
        id="leads.sets-up@1",
        relation=Relation.LEADS,
        verbs=(
            *(
                "set up",
                "develop",
                "launch",
                "establish",
                "create",
                "introduce",
                "initiate",
                "found",
                "form",
                "build",
                "design",
            ),
            *(
                "roll out",
                "devise",
                "adopt",
                "bring in",
                "co-design",
                "start",
                "relaunch",
                "pioneer",
                "instigate",
                "put in place",
            ),
            *(
                "pilot",
                "trial",
                "expand",
                "undertake",
                "carry out",
                "hold",
                "organise",
                "implement",
                "redesign",
                "transform",
            ),
        ),
        subject=Role(_BODY, ("agent", "main-subject", "home-if-near")),
        object=Role(_THING, ("patient",)),
        confidence=0.8,
        fires=(
            "Wigan Council set up the Warm Rooms scheme in 2021.",
            "The council plans to launch a boiler repair scheme in 2024.",
            "The council listened. A consultation exercise with stakeholders was therefore initiated.",
        ),
        silent=(
            "Wigan Council heard of the Warm Rooms scheme in 2021.",
            "The development of the Warm Rooms scheme surprised Wigan Council.",
        ),
    ),
    Frame(
        id="leads.known-as@1",
        relation=Relation.LEADS,
        phrase="(?:has|have|had)? ?(?:developed|created|introduced|launched|pioneered|adopted|set up) .{0,80}?(?:known as|called|named)",
        subject=Role(_BODY, ("subject",)),
        object=Role(_THING, ("after",)),
        confidence=0.88,
        fires=("Wigan Council has developed a pioneering approach to public sector reform known as The Deal.",),
        silent=("Wigan Council has read about an approach to reform known as The Deal.",),
    ),
    Frame(
        id="leads.leads@1",
        relation=Relation.LEADS,
        verbs=(
            "lead",
            "lead on",
            "coordinate",
            "co-ordinate",
            "oversee",
            "host",
            "chair",
            "spearhead",
            "steer",
            "co-chair",
            "head up",
        ),
        subject=Role((*_BODY, Kind.PERSON), ("agent",)),
        object=Role((Kind.INITIATIVE, Kind.NETWORK), ("patient",)),
        confidence=0.84,
        fires=(
            "Brookfield Trust leads the Warm Rooms scheme.",
            "The Leeds Homes Partnership is chaired by Jane Smith.",
        ),
        silent=("Brookfield Trust led by example in the Warm Rooms scheme.",),
    ),
    Frame(
        id="leads.owns-plan@1",
        relation=Relation.LEADS,
        phrase="(?:to develop and agree|to agree and develop|to (?:jointly )?develop|to (?:jointly )?draw up)",
        subject=Role(_BODY, ("subject",)),
        object=Role(_THING, ("after",)),
        confidence=0.68,
        fires=("Brookfield Trust and the council are now working to develop and agree a digital strategy.",),
        silent=("Brookfield Trust and the council are now willing to discuss a digital strategy.",),
    ),
    Frame(
        id="leads.own@1",
        relation=Relation.LEADS,
        phrase="its",
        subject=Role((Kind.ORGANISATION,), ("first", "home")),
        object=Role(_THING, ("next",)),
        confidence=0.6,
        fires=("Brookfield Trust was proud of its Warm Rooms scheme.",),
        silent=("Brookfield Trust was proud of the Warm Rooms scheme.",),
    ),
    Frame(
        id="leads.possessive@1",
        relation=Relation.LEADS,
        phrase="'s",
        subject=Role((Kind.ORGANISATION,), ("before",)),
        object=Role(_THING, ("after",)),
        confidence=0.66,
        fires=("Residents liked Wigan Council's Warm Rooms scheme.",),
        silent=("Residents of Wigan Council liked the Warm Rooms scheme.",),
    ),
)
