"""Partnership, where the text says so: in partnership, jointly, together, alongside."""

from __future__ import annotations

from graphkit.protocols import Frame, Role
from graphkit.records import Kind, Relation

_BODY = (Kind.ORGANISATION, Kind.NETWORK)
_ANY = (Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE)

FRAMES = (
    Frame(
        id="partner.in-partnership-with@1",
        relation=Relation.PARTNER_OF,
        phrase="in (?:close |strong |full |formal )?(?:partnership|collaboration|conjunction) with",
        subject=Role(_BODY, ("before", "subject", "home")),
        object=Role(_BODY, ("after",)),
        confidence=0.86,
        fires=("Wigan Council runs the Warm Rooms scheme in partnership with Age UK and Citizens Advice.",),
        silent=("Wigan Council runs the Warm Rooms scheme in competition with Age UK.",),
    ),
    Frame(
        id="partner.schemes-together@1",
        relation=Relation.PARTNER_OF,
        phrase="(?:has |have )?(?:worked|works|working|work) (?:in partnership|jointly|together|alongside) with",
        subject=Role((Kind.INITIATIVE,), ("subject",)),
        object=Role((Kind.INITIATIVE,), ("after",)),
        confidence=0.84,
        fires=("This domiciliary care pathway has worked in partnership with the Pause Project.",),
        silent=("This domiciliary care pathway has worked as well as the Pause Project.",),
    ),
    Frame(
        id="partner.works-with@1",
        relation=Relation.PARTNER_OF,
        phrase="(?:has |have |had |been )?(?:worked|works|work|working|teamed up|joined forces|joins forces|partnered|collaborated|collaborates|collaborating) (?:very |really )?(?:closely |jointly |together |in partnership |up |hard )?with",
        subject=Role(_BODY, ("subject",)),
        object=Role(_BODY, ("after",)),
        confidence=0.8,
        fires=("Wigan Council has worked closely with Age UK.", "Wigan Council joined forces with Age UK."),
        silent=("Wigan Council has argued with Age UK.",),
    ),
    Frame(
        id="partner.alongside@1",
        relation=Relation.PARTNER_OF,
        phrase="(?:alongside|together with|jointly with|along with)",
        subject=Role(_BODY, ("subject",)),
        object=Role(_BODY, ("after",)),
        confidence=0.68,
        fires=("Wigan Council launched the Warm Rooms scheme alongside Age UK.",),
        silent=("Wigan Council launched the Warm Rooms scheme before Age UK.",),
    ),
    Frame(
        id="partner.together-with@1",
        relation=Relation.PARTNER_OF,
        phrase="(?:together|jointly|in (?:close )?(?:partnership|collaboration)|alongside|along) ?with",
        subject=Role(_BODY, ("after-comma",)),
        object=Role(_BODY, ("after",)),
        confidence=0.82,
        fires=("Together with Age UK, Wigan Council launched the Warm Rooms scheme.",),
        silent=("Content with Age UK, Wigan Council launched the Warm Rooms scheme.",),
    ),
    Frame(
        id="partner.its-partners@1",
        relation=Relation.PARTNER_OF,
        phrase="(?:its|their) (?:other |main |key )?partners (?:are|were|include|included)",
        subject=Role(_BODY, ("body-before", "home")),
        object=Role(_BODY, ("after",)),
        confidence=0.8,
        fires=("Wigan Council took part. Its partners are Leeds City Council and Age UK.",),
        silent=("Wigan Council took part. Its rivals are Leeds City Council and Age UK.",),
    ),
    Frame(
        id="partner.partnership-between@1",
        relation=Relation.PARTNER_OF,
        phrase="(?:partnership|collaboration|joint venture|joint working|alliance|joint \\w+) (?:\\S+ ){0,3}?between",
        subject=Role(_BODY, ("after",)),
        object=Role(_BODY, ("after-second",)),
        confidence=0.84,
        fires=("It is a partnership between Wigan Council and Age UK.",),
        silent=("It is a dispute between Wigan Council and Age UK.",),
    ),
    Frame(
        id="partner.working-together@1",
        relation=Relation.PARTNER_OF,
        phrase="(?:(?:have|has|are|is|were|was) (?:now |also |been ){0,2})?(?:working|worked|work|works) (?:closely )?(?:together|in partnership(?! with)|jointly(?! with))|joined forces(?! with)",
        subject=Role(_BODY, ("before",)),
        object=Role(_BODY, ("before-second",)),
        confidence=0.78,
        fires=("Brookfield Trust and the council are now working together on a range of plans.",),
        silent=("Brookfield Trust and the council are now working apart on a range of plans.",),
    ),
    Frame(
        id="partner.partner-in@1",
        relation=Relation.PARTNER_OF,
        phrase="(?:partner|partners|partnership) (?:in|with|such as|including|like)",
        subject=Role(_BODY, ("home",)),
        object=Role(_BODY, ("after",)),
        confidence=0.66,
        fires=("It has enabled the recruitment of an excellent partner in Brookfield Trust.",),
        silent=("It has enabled the recruitment of an excellent rival in Brookfield Trust.",),
    ),
)
