"""Membership of networks and partnerships."""

from __future__ import annotations

from graphkit.protocols import Frame, Role
from graphkit.records import Kind, Relation

_MEMBER = (Kind.ORGANISATION, Kind.PERSON)
_GROUP = (Kind.NETWORK,)

FRAMES = (
    Frame(
        id="member.member-of@1",
        relation=Relation.MEMBER_OF,
        phrase="(?:is|are|was|were|as|became|become|becomes|remains?|been) (?:also )?(?:a |an |one of the )?(?:\\w+ )?(?:members?|signator(?:y|ies)) (?:of|to)",
        subject=Role(_MEMBER, ("subject", "before")),
        object=Role(_GROUP, ("after",)),
        confidence=0.86,
        fires=("Wigan Council is a member of the Healthy Cities Network.",),
        silent=("Wigan Council is a critic of the Healthy Cities Network.",),
    ),
    Frame(
        id="member.joins@1",
        relation=Relation.MEMBER_OF,
        verbs=("join", "sit on"),
        subject=Role(_MEMBER, ("subject",)),
        object=Role(_GROUP, ("object",)),
        confidence=0.76,
        fires=("Wigan Council joined the Healthy Cities Network in 2015.",),
        silent=("Wigan Council praised the Healthy Cities Network in 2015.",),
    ),
    Frame(
        id="member.have-a-network@1",
        relation=Relation.MEMBER_OF,
        phrase="(?:have|share|formed|set up|created)(?: a| an| the| their)?",
        subject=Role((Kind.ORGANISATION,), ("before",)),
        object=Role(_GROUP, ("after",)),
        confidence=0.8,
        fires=("Regionally Lancashire and Cumbria have a sexual health commissioners network.",),
        silent=("Regionally Lancashire and Cumbria lack a sexual health commissioners network.",),
    ),
    Frame(
        id="member.brings-together@1",
        relation=Relation.MEMBER_OF,
        phrase="(?:brings together|bringing together|brought together|(?:is|was) made up of|comprises|comprising|consists of|consisting of|(?:whose )?members (?:are|include|including)|includes|including|which includes|involving)",
        subject=Role(_MEMBER, ("after", "through-list")),
        object=Role(_GROUP, ("subject", "before")),
        confidence=0.8,
        fires=(
            "The Healthy Homes Partnership brings together Wigan Council, Age UK and Citizens Advice.",
            "It is run by the Healthy Homes Partnership, which brings together local dentists, Age UK and Citizens Advice.",
        ),
        silent=("The Healthy Homes Partnership annoys Wigan Council, Age UK and Citizens Advice.",),
    ),
    Frame(
        id="member.its-members@1",
        relation=Relation.MEMBER_OF,
        phrase="(?:among )?(?:its|their) (?:other |founding )?members (?:are|were|include|included)",
        subject=Role(_MEMBER, ("after", "through-list")),
        object=Role(_GROUP, ("focus",)),
        confidence=0.82,
        fires=("The Healthy Homes Partnership met. Among its members are Wigan Council and Age UK.",),
        silent=("The Healthy Homes Partnership met. Among its critics are Wigan Council and Age UK.",),
    ),
)
