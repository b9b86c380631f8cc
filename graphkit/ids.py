"""Slugs and ids of the contract, section 4: a pure function of one document, the register and nothing else."""

from __future__ import annotations

import calendar
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from graphkit.records import Evidence, Ref, Relation, Statement, Status

BASE = "https://w3id.org/graphkit/id/"
_ARTICLES = ("the-", "a-", "an-")
_WORDS = {
    Relation.PARTNER_OF: "is partner of",
    Relation.MEMBER_OF: "is member of",
    Relation.PART_OF: "is part of",
    Relation.LOCATED_IN: "is located in",
    Relation.WORKS_FOR: "works for",
    Relation.HAS_ROLE: "has role",
    Relation.CONTACT_FOR: "is contact for",
    Relation.FUNDED_BY: "is funded by",
    Relation.START_DATE: "has start date",
    Relation.END_DATE: "has end date",
    Relation.ABOUT: "is about",
}


def digest(data: str, length: int = 16) -> str:
    """First hex digits of SHA-256 of the text in UTF-8."""
    return hashlib.sha256(data.encode("utf-8")).hexdigest()[:length]


def collapse(text: str) -> str:
    """White space made single spaces, none at the ends."""
    return " ".join(text.split())


def slug(name: str) -> str:
    """Words of a-z0-9 joined by single hyphens, at most 80 characters; never empty, never ``--``.

    >>> slug("Women’s Aid & Refuge"), slug("The Deal")
    ('womens-aid-and-refuge', 'deal')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub("['\u2018\u2019\u02bc`]", "", plain.casefold()).replace("&", " and ")
    result = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    for article in _ARTICLES:
        if result.startswith(article) and len(result) > len(article):
            result = result[len(article) :]
            break
    if not result:
        return "x" + digest(name, 8)
    if len(result) > 80:
        return result[:71].rstrip("-") + "-" + digest(result, 8)
    return result


def scoped_slug(scope: str, name: str) -> str:
    """A slug within a scope (a council's or document's slug)."""
    return f"{scope}--{slug(name)}"


def document_slug(path: str, url: str = "", given: str = "") -> str:
    """The slug of a document: of its given id, else of its source URL, else of its path below the corpus folder.

    >>> document_slug("lga/002_a1.txt")
    'lga-002-a1'
    """
    if given.strip():
        return slug(given)
    if not url.strip():
        return slug(re.sub(r"\.[^./]+$", "", path))
    parts = urlsplit(url.strip())
    last = next((part for part in reversed(parts.path.split("/")) if part), parts.netloc)
    return slug(unquote(last))[:48].rstrip("-") + "-" + digest(url.strip(), 8)


def fact_key(document: str, subject: Ref, relation: Relation, obj: str) -> str:
    """The text that a fact id is made from; ``obj`` is a Ref as text, or a literal or outcome key."""
    first = str(subject)
    if relation is Relation.PARTNER_OF and first > obj:
        first, obj = obj, first
    return "|".join((document, first, relation, obj))


def fact_id(key: str) -> str:
    """Sixteen hex digits that name a fact for good."""
    return digest("gk-fact-1\n" + key)


def literal_key(lexical: str) -> str:
    """The object part of the key of a fact with a literal."""
    return "=" + collapse(lexical)


def outcome_key(value: str, unit: str, what: str) -> str:
    """The object part of the key of a ``reports`` fact."""
    return "=" + "/".join((value, slug(unit) if unit else "", slug(what)))


def evidence_id(fact: str, quote: str) -> str:
    """The id of one sentence behind one fact."""
    return f"{fact}-{digest(collapse(quote), 8)}"


def decision_id(verdict: str, key: str, time: str, by: str) -> str:
    """The id of a decision; ``by`` is the agent's slug, ``time`` is without zone."""
    return digest("gk-decision-1\n" + "|".join((verdict, key, time, by)))


def relation_words(relation: Relation) -> str:
    """A relation as it reads between two names."""
    return _WORDS.get(relation, str(relation))


def statement_label(subject: str, relation: Relation, obj: str) -> str:
    """A fact in words; it does not say the status."""
    return f"{subject} {relation_words(relation)} {obj}"


def outcome_label(value: str, unit: str, what: str) -> str:
    """An outcome in words: ``12000 people: pupils attending sessions``."""
    return f"{value} {unit}: {what}" if value else what


_STATUS_ORDER = (Status.ENDED, Status.DONE, Status.NEGATED, Status.PLANNED)


def status_rank(status: Status) -> int:
    """Which of two equally confident statuses stands: the lower rank."""
    return _STATUS_ORDER.index(status)


def said_status(evidence: Iterable[Evidence]) -> Status:
    """The status that a fact has by its sentences: that of the most confident, of several the lowest in rank."""
    return min(evidence, key=lambda e: (-e.confidence, status_rank(e.status))).status


def find_again(key: str, quote: str, status: Status | None, facts: Iterable[Statement]) -> tuple[str, tuple[str, ...]]:
    """The one fact that a fact whose id is gone is now, by the contract's rule (section 10); else those that are near.

    It is the one with the relation, the sentence (white space collapsed; any of its sentences) and the status by its
    sentences. Near are facts with the sentence, or with the relation and one end.

    Args:
        key: Of the fact that is gone.
        quote: Its sentence.
        status: By its sentences; None where it is not known: then nothing is found, only what is near.
        facts: Those of its document.
    """
    _, subject, relation, obj = key.split("|", 3)
    quote = collapse(quote)
    fitting, near = [], []
    for statement in facts:
        _, first, joined, second = statement.key.split("|", 3)
        is_said = bool(quote) and quote in {collapse(e.quote) for e in statement.evidence}
        if is_said and joined == relation and said_status(statement.evidence) is status:
            fitting.append(statement.id)
        if is_said or (joined == relation and (first == subject or second == obj)):
            near.append(statement.id)
    return (fitting[0], ()) if len(fitting) == 1 else ("", tuple(sorted(near)))


def date_bounds(lexical: str) -> tuple[str, str]:
    """First and last day that a year, month or day may mean.

    >>> date_bounds("2018-03")
    ('2018-03-01', '2018-03-31')
    """
    year, month, day = (*lexical.split("-"), "", "")[:3]
    last = calendar.monthrange(int(year), int(month or 12))[1]
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or f'{last:02d}'}"
