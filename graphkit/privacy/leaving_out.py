"""Documents, decisions and claims without whoever is to be forgotten: what a build reads in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from graphkit.ids import fact_id, slug
from graphkit.privacy.forgetting import Forgetter, Forgotten, forgotten_spans
from graphkit.privacy.names import Name
from graphkit.privacy.opaque import readdressed
from graphkit.privacy.spelling import MASK, masked
from graphkit.records import Document
from graphkit.resolution.claims import FiledClaim, FiledClaims
from graphkit.resolution.decisions import FiledDecision, FiledDecisions
from graphkit.resolution.told import Told

_KEYED = re.compile(r"[a-z]+/[a-z0-9█-]+")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Decisions and claims as a build may know them, and what it has to say of that."""

    decisions: FiledDecisions
    claims: FiledClaims
    notes: tuple[str, ...] = ()


def leave_out(
    decisions: FiledDecisions, claims: FiledClaims, entries: Iterable[Forgotten], names: Collection[Name]
) -> LeftOut:
    """Decisions and claims without the persons of the entries.

    Args:
        decisions: As filed.
        claims: As filed.
        entries: Who is to be forgotten.
        names: The names that were hidden in the documents.
    """
    forgetter = Forgetter(entries)
    if not forgetter.entries:
        return LeftOut(decisions, claims)
    hide = _hiding(forgetter, names)
    shown = [_decision(decision, hide) for decision in decisions.decisions]
    told = [_claim(claim, hide) for claim in claims.claims]
    lost = shown.count(None) + told.count(None)
    notes = []
    if lost:
        notes.append(
            f"{lost} added fact{'' if lost == 1 else 's'} of decisions and claims named somebody who is to be forgotten."
        )
    return LeftOut(
        replace(decisions, decisions=tuple(d for d in shown if d is not None)),
        replace(claims, claims=tuple(c for c in told if c is not None)),
        tuple(notes),
    )


def without(document: Document, forgetter: Forgetter) -> tuple[Document, frozenset[Name]]:
    """A document in which nobody of the entries can be read, and who was in it; depends on nothing but the two."""
    given = document.description
    texts = (document.text, document.title, document.file_name, given.id, given.url, given.title, given.publisher)
    found = frozenset(forgetter.names_in(*texts))
    if not found:
        return document, found
    hide = _hiding(forgetter, found)
    shown = replace(document, text=hide(document.text))
    return readdressed(shown, lambda text: hide(text) != text, hide), found


def _hiding(forgetter: Forgetter, known: Collection[Name]) -> Callable[[str], str]:
    """What hides names that are known already, and those that a string has itself."""

    def hide(text: str) -> str:
        found = {*known, *forgetter.names_in(text)}
        return masked(text, forgotten_spans(text, sorted(found))) if found else text

    return hide


# -- what people decided and proposers claim -------------------------------------------------------


def _decision(decision: FiledDecision, hide: Callable[[str], str]) -> FiledDecision | None:
    """A decision as the build may know it; None where it adds a fact about somebody who is to be forgotten."""
    told = _told(decision.told, hide) if decision.told is not None else None
    if decision.told is not None and told is None:
        return None
    fact = _key(decision.fact, hide)
    key = _key(decision.key, hide)
    return replace(
        decision,
        told=told,
        fact=fact,
        # The id of a fact is a hash of its key: of one that named somebody it must not stay either.
        key=fact_id(fact) if fact != decision.fact and decision.is_on_fact else key,
        reason=hide(decision.reason),
        by=_who(decision.by, hide),
        quote=hide(decision.quote),
        before=_key(decision.before, hide),
        after=_key(decision.after, hide),
        label=hide(decision.label),
        source=hide(decision.source),
    )


def _key(text: str, hide: Callable[[str], str]) -> str:
    """A key, in which a hidden letter is an ``x``: so it is the key of a thing still, but of none that there is."""
    return _KEYED.sub(lambda m: m[0].replace(MASK, "x"), hide(text))


def _who(by: str, hide: Callable[[str], str]) -> str:
    shown = hide(by)
    return shown.replace(MASK, "x") if slug(by) == by else shown


def _told(told: Told, hide: Callable[[str], str]) -> Told | None:
    names = [end.name for end in (told.subject, told.object) if end is not None]
    words = [*names, told.literal, *((told.outcome.what, told.outcome.unit) if told.outcome is not None else ())]
    return replace(told, quote=hide(told.quote)) if all(hide(text) == text for text in words) else None


def _claim(claim: FiledClaim, hide: Callable[[str], str]) -> FiledClaim | None:
    told = _told(claim.told, hide)
    return replace(claim, told=told, rule=_who(claim.rule, hide).replace(MASK, "x")) if told is not None else None
