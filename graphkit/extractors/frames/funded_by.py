"""Where the money comes from."""

from __future__ import annotations

from graphkit.protocols import Frame, Role
from graphkit.records import Kind, Relation

_THING = (Kind.INITIATIVE, Kind.NETWORK)
_SOURCE = (Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE)

FRAMES = (
    Frame(
        id="funded.paid-for-by@1",
        relation=Relation.FUNDED_BY,
        phrase="(?:(?:is|was|are|were|been|being) )?(?:partly |jointly |part-|fully |also |mainly )?(?:funded|financed|paid for|co-funded|part-funded|sponsored|grant-funded|resourced) (?:jointly |entirely |in part )?(?:by|through|from|via|with (?:money|funding|support) from)",
        subject=Role(_THING, ("before", "subject", "focus")),
        object=Role(_SOURCE, ("after",)),
        confidence=0.86,
        fires=(
            "The Warm Rooms scheme is paid for by the Hearth Fund.",
            "The Warm Rooms scheme was funded by Sport England.",
        ),
        silent=("The Warm Rooms scheme is liked by the Hearth Fund.",),
    ),
    Frame(
        id="funded.funding-from@1",
        relation=Relation.FUNDED_BY,
        phrase="(?:funding|grants?|money|investment|award|support|backing|cash|loans?|received|awarded|secured|£) (?:[^\\s.;§]+ ){0,6}?from",
        subject=Role(_THING, ("wide-before", "left", "focus")),
        object=Role(_SOURCE, ("after",)),
        confidence=0.68,
        fires=("The Warm Rooms scheme began with a grant from Sport England.",),
        silent=("The Warm Rooms scheme began with a letter from Sport England.",),
    ),
    Frame(
        id="funded.funds@1",
        relation=Relation.FUNDED_BY,
        verbs=("fund", "finance", "pay for", "bankroll", "sponsor", "part-fund"),
        subject=Role(_THING, ("patient",)),
        object=Role(_SOURCE, ("agent",)),
        confidence=0.82,
        fires=("Sport England funds the Warm Rooms scheme.",),
        silent=("Sport England visits the Warm Rooms scheme.",),
    ),
)
