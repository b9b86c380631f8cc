"""Who buys, tenders, awards: buyer → service, and buyer → the body that was awarded it."""

from __future__ import annotations

from graphkit.protocols import Frame, Role
from graphkit.records import Kind, Relation

_BUYER = (Kind.ORGANISATION, Kind.NETWORK)
_SERVICE = (Kind.INITIATIVE,)
_BODY = (Kind.ORGANISATION,)

FRAMES = (
    Frame(
        id="commissions.buys@1",
        relation=Relation.COMMISSIONS,
        verbs=("commission", "re-commission", "recommission", "procure", "re-procure", "tender", "outsource", "buy in"),
        subject=Role(_BUYER, ("agent", "main-subject", "home-if-passive")),
        object=Role(_SERVICE, ("patient",)),
        confidence=0.88,
        fires=(
            "Wigan Council has commissioned a weight management service for residents.",
            "When commissioning its sexual health service, the council asked residents.",
            "A carers support service was commissioned in 2019.",
        ),
        silent=(
            "The commissioning team runs a carers support service.",
            "Wigan Council has a commissioner for a healthy homes project.",
        ),
    ),
    Frame(
        id="commissions.buys-from@1",
        relation=Relation.COMMISSIONS,
        verbs=("commission", "contract", "appoint", "hire", "engage"),
        subject=Role(_BUYER, ("agent",)),
        object=Role(_BODY, ("patient",)),
        confidence=0.78,
        fires=("Wigan Council commissioned Brookfield Trust to run the advice line.",),
        silent=("Wigan Council supported Brookfield Trust with its advice line.",),
    ),
    Frame(
        id="commissions.commissioned-by@1",
        relation=Relation.COMMISSIONS,
        phrase="(?:jointly |was |were |is |are |been )?(?:commissioned|procured|contracted) (?:jointly )?by",
        subject=Role(_BUYER, ("after",)),
        object=Role((Kind.INITIATIVE, Kind.ORGANISATION), ("before",)),
        confidence=0.86,
        fires=("The healthy homes project is commissioned by Wigan Council.",),
        silent=("The healthy homes project is praised by Wigan Council.",),
    ),
    Frame(
        id="commissions.awarded-contract@1",
        relation=Relation.COMMISSIONS,
        phrase="(?:was|were|been|being) (?:successfully |then |subsequently )?(?:awarded|given) (?:the|a|an|its) (?:[\\w-]+ ){0,4}?contracts?",
        subject=Role(_BUYER, ("by", "home")),
        object=Role(_BODY, ("subject",)),
        confidence=0.92,
        fires=("Brookfield Trust was successfully awarded the contract and delivery commenced in March 2018.",),
        silent=("Brookfield Trust was awarded a prize for its sexual health service.",),
    ),
    Frame(
        id="commissions.awards-contract@1",
        relation=Relation.COMMISSIONS,
        phrase="(?:awarded|awards|award|let|gave) (?:the|a|an|its) (?:[\\w-]+ ){0,5}?contracts? to",
        subject=Role(_BUYER, ("subject", "home")),
        object=Role(_BODY, ("after",)),
        confidence=0.9,
        fires=("Wigan Council awarded a three-year contract to Brookfield Trust.",),
        silent=("Wigan Council awarded its civic medal to Brookfield Trust.",),
    ),
    Frame(
        id="commissions.won-contract@1",
        relation=Relation.COMMISSIONS,
        phrase="(?:won|secured|holds|hold|held|has|have|gained|received) (?:the|a|an|its) (?:[\\w-]+ ){0,5}?contracts? (?:from|with)",
        subject=Role(_BUYER, ("after",)),
        object=Role(_BODY, ("subject", "wide-before")),
        confidence=0.88,
        fires=("Brookfield Trust holds a five-year contract from Wigan Council.",),
        silent=("Brookfield Trust has a good name with Wigan Council.",),
    ),
    Frame(
        id="commissions.asks-to@1",
        relation=Relation.COMMISSIONS,
        verbs=("ask", "invite", "appoint", "choose", "select"),
        subject=Role(_BUYER, ("agent", "home-if-passive")),
        object=Role(_BODY, ("patient",)),
        confidence=0.62,
        fires=("Wigan Council appointed Brookfield Trust to run the advice line.",),
        silent=("Wigan Council thanked Brookfield Trust for the advice line.",),
    ),
    Frame(
        id="commissions.won-the-contract@1",
        relation=Relation.COMMISSIONS,
        phrase="(?:won|secured|gained|was chosen for|were chosen for) (?:the|its|this|a new|a further) (?:[\\w-]+ ){0,3}?(?:contracts?|tender)(?! (?:from|with))|(?:was|were) (?:named|chosen|selected|appointed) as (?:a|the|its|our) (?:new |main |lead |preferred )?(?:supplier|provider|contractor|bidder)",
        subject=Role(_BUYER, ("home",)),
        object=Role(_BODY, ("subject", "before")),
        confidence=0.84,
        fires=(
            "Brookfield Trust won the contract, and began work in March 2018.",
            "Brookfield Trust was named as a supplier in May.",
        ),
        silent=("Brookfield Trust read the contract, and began work in March 2018.",),
    ),
    Frame(
        id="commissions.contract-with@1",
        relation=Relation.COMMISSIONS,
        phrase="(?:has|have|had|holds|signed|entered into|agreed) (?:the|a|an|its) (?:[\\w-]+ ){0,4}?contracts? with",
        subject=Role(_BUYER, ("subject",)),
        object=Role(_BODY, ("after",)),
        confidence=0.72,
        fires=("Wigan Council signed a new contract with Brookfield Trust.",),
        silent=("Wigan Council has a long friendship with Brookfield Trust.",),
    ),
    Frame(
        id="commissions.takes-over-for@1",
        relation=Relation.COMMISSIONS,
        phrase="(?:awarded|awards|given|gave|let) (?:the|a|an|its) (?:[\\w-]+ ){0,5}?contracts? (?:for|to (?:run|deliver|provide))",
        subject=Role(_BUYER, ("subject", "home")),
        object=Role(_SERVICE, ("after",)),
        confidence=0.74,
        fires=("Wigan Council awarded a new contract for the integrated wellbeing service.",),
        silent=("Wigan Council gave a fair account of the integrated wellbeing service.",),
    ),
)
