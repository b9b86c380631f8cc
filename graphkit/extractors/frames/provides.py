"""Who runs, delivers or offers something to people."""

from __future__ import annotations

from graphkit.protocols import Frame, Role
from graphkit.records import Kind, Relation

_BODY = (Kind.ORGANISATION, Kind.NETWORK)
_SERVICE = (Kind.INITIATIVE,)

FRAMES = (
    Frame(
        id="provides.runs@1",
        relation=Relation.PROVIDES,
        verbs=(
            "provide",
            "run",
            "deliver",
            "operate",
            "staff",
            "offer",
            "manage",
            "open",
            "start offering",
            "begin offering",
            "take over",
        ),
        subject=Role(_BODY, ("agent", "home-if-near")),
        object=Role(_SERVICE, ("patient",)),
        confidence=0.86,
        fires=(
            "Brookfield Trust runs two specialist sexual health hubs offering the full range of provision.",
            "Brookfield Trust has good links with schools and is delivering its relationships and sexual education curriculum to pupils.",
            "The healthy homes project is delivered by Brookfield Trust.",
        ),
        silent=(
            "Brookfield Trust praised two specialist sexual health hubs.",
            "The running of Brookfield Trust improved.",
        ),
    ),
    Frame(
        id="provides.start-doing@1",
        relation=Relation.PROVIDES,
        phrase="(?:to start|started|starts|began|begins|to begin|now (?:offers|provides|runs))",
        subject=Role(_BODY, ("before", "subject")),
        object=Role(_SERVICE, ("next",)),
        confidence=0.78,
        fires=("The success of that led Wigan to start testing for Hepatitis C recently.",),
        silent=("The success of that led Wigan to praise testing for Hepatitis C.",),
    ),
    Frame(
        id="provides.pilot-delivery@1",
        relation=Relation.PROVIDES,
        phrase="(?:to pilot|piloting|to trial) (?:the )?(?:delivery|provision) of",
        subject=Role(_BODY, ("subject",)),
        object=Role(_SERVICE, ("after",)),
        confidence=0.84,
        fires=(
            "Brookfield Trust and a local GP have agreed to pilot the delivery of a community clinic from May 2019.",
        ),
        silent=("Brookfield Trust and a local GP have read of a community clinic.",),
    ),
    Frame(
        id="provides.nominal@1",
        relation=Relation.PROVIDES,
        phrase="(?:delivered|provided|run|operated|managed|staffed|offered|hosted) (?:locally |jointly |now |currently |in \\S+ )?by",
        subject=Role(_BODY, ("after",)),
        object=Role(_SERVICE, ("before",)),
        confidence=0.86,
        fires=(
            "The Warm Rooms scheme, run by Brookfield Trust, opened in May.",
            "The healthy homes project is delivered by Brookfield Trust.",
        ),
        silent=("The Warm Rooms scheme is liked by Brookfield Trust.",),
    ),
    Frame(
        id="provides.provider-of@1",
        relation=Relation.PROVIDES,
        phrase="(?:is|as|was|became|becomes|remains) (?:the|a|its|our|lead|main) (?:[\\w-]+ ){0,2}?providers? (?:of|for)",
        subject=Role(_BODY, ("before", "subject")),
        object=Role(_SERVICE, ("after",)),
        confidence=0.82,
        fires=("Brookfield Trust is the provider of the integrated wellbeing service.",),
        silent=("Brookfield Trust is the critic of the integrated wellbeing service.",),
    ),
    Frame(
        id="provides.complemented-by@1",
        relation=Relation.PROVIDES,
        phrase="(?:complemented|supplemented|backed up|accompanied) by",
        subject=Role((Kind.ORGANISATION,), ("focus",)),
        object=Role(_SERVICE, ("after",)),
        confidence=0.74,
        fires=(
            "Brookfield Trust runs two specialist sexual health hubs. The hubs are complemented by a range of nurse-led community clinics.",
        ),
        silent=(
            "Brookfield Trust runs two specialist sexual health hubs. The hubs are unlike a range of nurse-led community clinics.",
        ),
    ),
    Frame(
        id="provides.ensures-access@1",
        relation=Relation.PROVIDES,
        phrase="(?:gives?|gave|giving|offers?|offered|offering) (?:[\\w-]+ ){0,3}?(?:access to)",
        subject=Role(_BODY, ("subject",)),
        object=Role(_SERVICE, ("after",)),
        confidence=0.6,
        fires=("Brookfield Trust offers free access to a healthy homes helpline.",),
        silent=("Brookfield Trust lost all access to a healthy homes helpline.",),
    ),
)
