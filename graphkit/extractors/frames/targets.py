"""Who something is for: aimed at, offered to, attended by, consulted."""

from __future__ import annotations

from graphkit.protocols import Frame, Role
from graphkit.records import Kind, Relation

_THING = (Kind.INITIATIVE, Kind.NETWORK)
_PEOPLE = (Kind.POPULATION,)

FRAMES = (
    Frame(
        id="targets.aimed-at@1",
        relation=Relation.TARGETS,
        phrase="(?:(?:is|are|was|were) )?(?:specifically |mainly |particularly )?(?:aimed at|targeted at|targets|targeting|meant (?:for|to (?:help|support|reach|give|find))|concentrates on|concentrating on|works with|designed for|intended for|focused on|focuses on|open to|available to|tailored to|geared towards|dedicated to|offered to|provided to|delivered to|extended to|aims to (?:help|support|reach)|aimed to (?:help|support|reach)|designed to (?:help|support|reach))",
        subject=Role(_THING, ("before", "subject", "focus")),
        object=Role(_PEOPLE, ("after",)),
        confidence=0.86,
        fires=("The Pause Project is aimed at vulnerable women.", "The Warm Rooms scheme is open to older tenants."),
        silent=("The Pause Project is known to vulnerable women.",),
    ),
    Frame(
        id="targets.for-population@1",
        relation=Relation.TARGETS,
        phrase="for",
        subject=Role(_THING, ("before", "left")),
        object=Role(_PEOPLE, ("after",)),
        confidence=0.82,
        fires=("It set up a weight management service for young adults.",),
        silent=("It set up a weight management service before young adults asked.",),
    ),
    Frame(
        id="targets.ensure-have@1",
        relation=Relation.TARGETS,
        phrase="(?:to ensure|to help|to support|helping|supporting|which helps|that helps|which supports|that supports|to enable|enabling|to give|giving|to reach|reaching|to protect|to encourage|encouraging|to engage)",
        subject=Role((Kind.INITIATIVE,), ("before", "wide-before")),
        object=Role(_PEOPLE, ("after",)),
        confidence=0.72,
        fires=("These include a domiciliary care pathway to ensure vulnerable women have access to LARC.",),
        silent=("These include a domiciliary care pathway that vulnerable women have heard of.",),
    ),
    Frame(
        id="targets.serves@1",
        relation=Relation.TARGETS,
        verbs=(
            "support",
            "help",
            "serve",
            "reach",
            "assist",
            "train",
            "engage",
            "consult",
            "benefit",
            "teach",
            "give",
            "offer",
        ),
        subject=Role(_THING, ("agent",)),
        object=Role(_PEOPLE, ("patient",)),
        confidence=0.76,
        fires=("The Pause Project supports vulnerable women.",),
        silent=("The Pause Project surprised vulnerable women.",),
    ),
    Frame(
        id="targets.provides-to@1",
        relation=Relation.TARGETS,
        phrase="to (?:provide|give|offer) support to|support (?:to|for)",
        subject=Role((Kind.INITIATIVE,), ("before", "subject")),
        object=Role(_PEOPLE, ("after",)),
        confidence=0.74,
        fires=("The Pause Project gives support to young mothers.",),
        silent=("The Pause Project gives thanks to young mothers.",),
    ),
    Frame(
        id="targets.delivered-to@1",
        relation=Relation.TARGETS,
        phrase="to(?: all)?",
        subject=Role((Kind.INITIATIVE,), ("before",)),
        object=Role(_PEOPLE, ("after",)),
        confidence=0.68,
        fires=(
            "Brookfield Trust is delivering its relationships and sexual education curriculum to year nine, 10 and 11 pupils.",
        ),
        silent=(
            "Brookfield Trust finished its relationships and sexual education curriculum after year nine, 10 and 11 pupils left.",
        ),
    ),
    Frame(
        id="targets.started-to-be-offered@1",
        relation=Relation.TARGETS,
        phrase="(?:started|began|was|is|are|were|will|being|be) (?:to be |now |also |be )?(?:offered|made available|provided|given) (?:free )?to",
        subject=Role((Kind.INITIATIVE,), ("subject", "before")),
        object=Role(_PEOPLE, ("after",)),
        confidence=0.86,
        fires=("HIV testing started to be offered to all patients aged 16 to 70.",),
        silent=("HIV testing started to be known to all patients aged 16 to 70.",),
    ),
    Frame(
        id="targets.exercise-with@1",
        relation=Relation.TARGETS,
        phrase="with",
        subject=Role((Kind.INITIATIVE,), ("before", "left")),
        object=Role(_PEOPLE, ("after",)),
        confidence=0.66,
        fires=("A consultation exercise with residents was therefore initiated.",),
        silent=("A consultation exercise without residents was therefore initiated.",),
    ),
    Frame(
        id="targets.attended@1",
        relation=Relation.TARGETS,
        verbs=("attend", "access", "use", "complete", "join", "take part in", "benefit from", "sign up to", "receive"),
        subject=Role((Kind.INITIATIVE,), ("patient",)),
        object=Role(_PEOPLE, ("agent",)),
        confidence=0.72,
        fires=("Older tenants attended the community cooking workshops.",),
        silent=("Older tenants disliked the community cooking workshops.",),
    ),
)
