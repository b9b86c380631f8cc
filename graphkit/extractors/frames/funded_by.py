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
        phrase="(?:funding|grants?|money|investment|support|backing|cash|loans?|received|awarded|secured|£) (?:[^\\s.;§]+ ){0,6}?from",
        subject=Role(_THING, ("wide-before", "left", "focus")),
        object=Role(_SOURCE, ("after",)),
        confidence=0.68,
        fires=("The Warm Rooms scheme began with a grant from Sport England.",),
        silent=("The Warm Rooms scheme began with a letter from Sport England.",),
    ),
    Frame(
        id="funded.money-comes@1",
        relation=Relation.FUNDED_BY,
        phrase="(?:money|funding|cash|finance|budget|funds) (?:comes|come|came|has come|is coming|was found|is) (?:mainly |partly |also )?from",
        subject=Role(_THING, ("focus",)),
        object=Role(_SOURCE, ("after", "through-list")),
        confidence=0.84,
        fires=("Wigan Council set up the Warm Rooms scheme. The money comes from Sport England and Age UK.",),
        silent=("Wigan Council set up the Warm Rooms scheme. The idea comes from Sport England.",),
    ),
    Frame(
        id="funded.awarded-by@1",
        relation=Relation.FUNDED_BY,
        phrase="(?:awarded|granted|allocated|given|pledged|promised) (?:[^\\s;§]+ ){0,3}?£ [\\d., ]+(?:million |billion )?by",
        subject=Role(_THING, ("before", "subject", "focus")),
        object=Role((Kind.ORGANISATION, Kind.NETWORK), ("after",)),
        confidence=0.78,
        fires=("The Warm Rooms scheme was awarded £998,145 by Sport England.",),
        silent=("The Warm Rooms scheme was visited by Sport England.",),
    ),
    Frame(
        id="funded.gives-sum@1",
        relation=Relation.FUNDED_BY,
        phrase="(?<!was )(?<!were )(?<!been )(?<!be )(?<!is )(?:awarded|gave|given|provided|contributed|invested|put in|granted|pledged|donated|added) (?:us |it |them |a |an |another |a further |the project |up to |about |around |more than |over |almost |nearly )*£",
        subject=Role(_THING, ("focus",)),
        object=Role((Kind.ORGANISATION, Kind.NETWORK), ("before",)),
        confidence=0.8,
        fires=("Wigan Council set up the Warm Rooms scheme. Sport England awarded £2 million.",),
        silent=("Wigan Council set up the Warm Rooms scheme. Sport England saved £2 million.",),
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
