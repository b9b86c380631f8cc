"""Proper names: what the head noun or neighbourhood of a run of capitalised words says it is. Bounds: `name_bounds`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from graphkit.extractors import words as w
from graphkit.extractors.name_bounds import (
    AREA_WORDS,
    CALLS,
    JOINING_NOUNS,
    NAME_HEADS,
    POSTS,
    TOPICAL_ACRONYMS,
    join_listed,
    proper_words,
    runs_of_capitals,
)
from graphkit.extractors.tokens import Token, token_lists
from graphkit.knowledge import Knowledge
from graphkit.records import Kind, Outline, Span
from graphkit.register import stop_names

_ORGANISATION_CUES = frozenset(
    "charity company provider providers firm contractor consultancy developer enterprise organisation organisations"
    " operator manufacturer retailer employer employers specialists agency partner partners supplier".split()
)
_ORGANISATION_VERBS = frozenset(
    "provides provide provided runs ran delivers delivered offers offered supports supported operates employs manages"
    " managed works worked won secured developed launched commissioned funds funded hosts hosted trained leads led".split()
)
_NATIONS = frozenset(
    "england;scotland;wales;northern ireland;ireland;great britain;britain;uk;united kingdom;europe;european union;eu"
    ";south wales;north wales;north east;north west;south east;south west".split(";")
)
_ROLE_WORDS = frozenset(
    "Director Member Head Officer Leader Manager Cabinet Councillor Cllr Chief Deputy Assistant Minister Secretary Lead Mayor"
    " Portfolio Commissioner Coordinator Consultant Professor Dr Chair".split()
)
_WHERE = frozenset("in at near around outside across throughout into".split())
_NATIONALITIES = AREA_WORDS - {"UK", "EU"}
_STANDING = frozenset("Working Steering Reference Task Action Advisory Strategic".split())
_TAUGHT = frozenset(
    "Employment Skills Training Work Tech Technology Care Planning Plant Digital Construction Drivers Leadership Management"
    " Apprenticeship Learning Hospitality Retail Teaching Employability Jobs Health Nursing Practice Services".split()
)
_NAMING = frozenset("called named dubbed branded titled entitled christened".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: its span, the kind that it shows (None: unknown), and why (the tail of a rule's name)."""

    span: Span
    kind: Kind | None
    why: str


def find_names(outline: Outline, knowledge: Knowledge) -> list[Name]:
    """Every run of capitalised words that is no council, person or date, in order of the text."""
    proper = proper_words(token_lists(outline))
    bodies = _bodies(knowledge)
    places = place_names(knowledge)
    found: list[tuple[list[Token], int, int]] = []
    for tokens in [join_listed(outline.folded, tokens) for tokens in token_lists(outline)]:
        found.extend((tokens, start, end) for start, end in runs_of_capitals(tokens, proper, bodies.keys() | places))
    votes: dict[str, Counter[Kind]] = {}
    named: list[Name] = []
    for tokens, start, end in found:
        name = _classify(outline.folded, tokens, start, end, bodies, places)
        if name.kind is None and named and _is_listed(outline.folded, named[-1], name, places):
            name = Name(name.span, named[-1].kind, "listed")
        named.append(name)
        if name.kind is not None:
            votes.setdefault(name.span.of(outline.folded).casefold(), Counter())[name.kind] += 1
    counts = Counter(name.span.of(outline.folded).casefold() for name in named)
    settled = [_settle(name, votes.get(name.span.of(outline.folded).casefold())) for name in named]
    return [_recurring(outline, name, counts, places) for name in settled]


def _recurring(outline: Outline, name: Name, counts: Counter[str], places: frozenset[str]) -> Name:
    """A name of two words or more that comes again and again, and is nobody's: what the document is about."""
    words = name.span.of(outline.folded)
    plain = words.casefold()
    again = (counts[plain] >= 3 and len(words.split()) > 1) or _sounds_like_a_scheme(words)
    before = outline.folded[max(0, name.span.start - 4) : name.span.start].strip().lower()
    if name.kind is not None or not again or plain in places or before in ("in", "at"):
        return name
    if any(word in _ROLE_WORDS for word in words.split()):
        return name
    return Name(name.span, Kind.INITIATIVE, "recurring")


def _sounds_like_a_scheme(words: str) -> bool:
    """``Get Doncaster Moving``, ``Step-Up to Social Work``: a call or a phrase, which no body or place is named by."""
    parts = words.split()
    if (
        any(part in NAME_HEADS or part in ("Award", "Awards", "Minister", "Secretary") for part in parts)
        or parts[0] == "Department"
    ):
        return False
    opens = parts[0].split("-")[0].lower() in CALLS
    return len(parts) > 1 and (opens or any(part in ("to", "for", "with", "your", "our") for part in parts[1:-1]))


@lru_cache(maxsize=4)
def _bodies(knowledge: Knowledge) -> dict[str, Kind]:
    """National bodies by every form, in small letters."""
    return {form.casefold(): Kind(body.kind) for body in knowledge.bodies for form in (body.label, *body.aliases)}


@lru_cache(maxsize=1)
def _areas() -> frozenset[str]:
    """Nations, regions and the like, in small letters: places that never act."""
    return _NATIONS | {name.casefold() for name in stop_names()}


@lru_cache(maxsize=4)
def place_names(knowledge: Knowledge) -> frozenset[str]:
    """Names of councils' areas, in small letters: alone they are never another body's name."""
    return frozenset(form.form.casefold() for form in knowledge.register.written_forms())


def _is_listed(folded: str, before: Name, name: Name, places: frozenset[str]) -> bool:
    """``with EY and Xantura``, ``in Coalville, Ravenstone``: what is joined to a body or place is one."""
    if before.kind not in (Kind.ORGANISATION, Kind.PLACE) or before.span.end > name.span.start:
        return False
    between = folded[before.span.end : name.span.start].strip().lower()
    words = name.span.of(folded)
    known_otherwise = (
        words.casefold() in places
        or words in TOPICAL_ACRONYMS
        or any(w in _ROLE_WORDS for w in words.split())
        or all(w in JOINING_NOUNS for w in words.split())  # "Visible Services and Housing": fields of work
    )
    return between in (",", "and", ", and", "&", "and the", ", the") and not known_otherwise


def _settle(name: Name, votes: Counter[Kind] | None) -> Name:
    """One name is one kind throughout a document: what most of its places show."""
    if not votes:
        return name
    kind = min(votes, key=lambda k: (-votes[k], k.value))
    return name if name.kind is kind else Name(name.span, kind, "same-name")


def _classify(
    folded: str, tokens: list[Token], start: int, end: int, bodies: dict[str, Kind], places: frozenset[str]
) -> Name:
    span = Span(tokens[start].span.start, tokens[end - 1].span.end)
    words = " ".join(span.of(folded).split()).casefold()
    bare = words.removeprefix("the ")
    before_word = tokens[start - 1].low if start else ""
    if bare in bodies:
        if words != bare:
            span = Span(tokens[start + 1].span.start, span.end)
        return Name(span, bodies[bare], "known-body")
    if bare in _areas():
        return Name(span, Kind.PLACE if before_word in ("in", "across", "at") else None, "in-area")
    if all(t.word in JOINING_NOUNS or t.low in ("and", "&", "of", "for", "services") for t in tokens[start:end]):
        return Name(span, None, "")
    holds_post = tokens[end - 1].word in POSTS or any(
        t.word in _ROLE_WORDS for t in tokens[start : min(start + 3, end)]
    )
    is_held = start > 1 and tokens[start - 1].low in ("of", "for") and tokens[start - 2].word in _ROLE_WORDS
    if bare in places or holds_post or (is_held and tokens[end - 1].word in ("Service", "Services")):
        return Name(span, None, "")
    after = tokens[end].low if end < len(tokens) else ""
    before = tokens[start - 1].low if start else ""
    head = tokens[end - 1].word
    if after in w.STRONG_INITIATIVE_HEADS and (end - start > 1 or len(head) > 2) and not _is_body(head):
        return Name(Span(span.start, tokens[end].span.end), Kind.INITIATIVE, "name-and-head")
    if "," in tokens[start].word:
        return Name(span, Kind.ORGANISATION, "listed-initials")
    kind, why = _by_head(tokens, start, end, before)
    if kind is not None:
        if kind in (Kind.ORGANISATION, Kind.NETWORK) and tokens[start].low == "the":
            span = Span(tokens[start + 1].span.start, span.end)
        return Name(span, kind, why)
    return Name(span, *_by_neighbours(tokens, start, end, before))


def _is_body(head: str) -> bool:
    return head in w.ORGANISATION_NAME_HEADS or head in w.NETWORK_NAME_HEADS or head == "Council"


def _by_parts(name: list[Token]) -> tuple[Kind, str] | None:
    """What two or more words of a name say together, before its head alone is asked."""
    first, second, head = name[0].word, name[1], name[-1].word
    if head == "Academy" and name[-2].word in _TAUGHT:
        return Kind.INITIATIVE, "academy-of-skills"
    if first in ("Operation", "Project"):
        return Kind.INITIATIVE, "operation"
    if first in ("Department", "Ministry", "Office", "Centre") and second.low in ("for", "of"):
        return Kind.ORGANISATION, "office-of"
    if first in _NATIONALITIES and len(name) == 2 and head.endswith("ing"):
        return Kind.ORGANISATION, "sport"  # British Cycling
    if head == "Group" and {t.word for t in name} & _STANDING:
        return Kind.NETWORK, "head-noun"
    return None


def _by_head(tokens: list[Token], start: int, end: int, before: str) -> tuple[Kind | None, str]:
    head = tokens[end - 1].word
    inner = {t.word for t in tokens[start:end]}
    long = end - start > 1
    told = _by_parts(tokens[start:end]) if long else None
    if told is not None:
        return told
    if (head in w.NETWORK_NAME_HEADS or (head == "Force" and "Task" in inner)) and long:
        is_body = bool(inner & {"Trust", "NHS", "Ltd", "Limited", "CIC"}) and head != "Partnership"
        return (Kind.ORGANISATION if is_body else Kind.NETWORK), "head-noun"
    if head in ("Service", "Services") and long and inner & {"Fire", "Ambulance", "Police", "Probation"}:
        return Kind.ORGANISATION, "head-noun"
    if (
        head in w.INITIATIVE_NAME_HEADS
        and long
        and not (head == "Services" or (head == "Service" and inner & {"Fire", "Health"}))
    ):
        return Kind.INITIATIVE, "head-noun"
    if head in w.PLACE_NAME_HEADS and long and before in ("at", "in", "near", "outside", "across", "around"):
        return Kind.PLACE, "at-head-noun"
    if (head in w.ORGANISATION_NAME_HEADS or inner & {"NHS", "CIC", "CCG", "Trust", "University", "Ltd"}) and long:
        return Kind.ORGANISATION, "head-noun"
    if head in w.PLACE_NAME_HEADS and long:
        return Kind.PLACE, "head-noun"
    return None, ""


def _by_neighbours(tokens: list[Token], start: int, end: int, before: str) -> tuple[Kind | None, str]:
    after = tokens[end].low if end < len(tokens) else ""
    two_before = tokens[start - 2].low if start > 1 else ""
    head = tokens[end - 1].word
    if head in TOPICAL_ACRONYMS and end - start == 1:
        return None, ""
    if before in _NAMING or (before == "as" and two_before == "known"):
        return Kind.INITIATIVE, "known-as"
    told = _said_to_be(tokens, end)
    if told is not None:
        return told, "is-a"
    if before in _ORGANISATION_CUES or _has_apposition(tokens, end):
        return Kind.ORGANISATION, "apposition"
    if after in _ORGANISATION_VERBS or (
        after in ("was", "has", "were") and end + 1 < len(tokens) and _acts(tokens[end + 1])
    ):
        return Kind.ORGANISATION, "acts"
    if before in ("by", "with") and end - start <= 4 and head not in w.PLACE_NAME_HEADS:
        return Kind.ORGANISATION, "by-or-with"
    if before in _WHERE and end - start <= 3:
        return Kind.PLACE, "after-where"
    return None, ""


def _acts(token: Token) -> bool:
    return token.low in _ORGANISATION_VERBS or token.low in (
        "awarded",
        "contracted",
        "appointed",
        "chosen",
        "now",
        "successfully",
    )


def _said_to_be(tokens: list[Token], end: int) -> Kind | None:
    """``City Chill is a programme of …``, ``Nuplace, a company …``: what the words after a name call it."""
    opens = tokens[end + 1 : end + 2] if end < len(tokens) and tokens[end].low in ("is", "was", ",") else []
    if not opens or opens[0].low not in ("a", "an"):
        return None
    for token in tokens[end + 2 : end + 7]:
        if token.low in w.STRONG_INITIATIVE_HEADS:
            return Kind.INITIATIVE
        if token.low in _ORGANISATION_CUES:
            return Kind.ORGANISATION
        if not token.is_word or token.low in w.PREPOSITIONS or token.low in w.AUXILIARIES:
            return None
    return None


def _has_apposition(tokens: list[Token], end: int) -> bool:
    """``Spectrum, a community interest company``."""
    if end + 2 >= len(tokens) or tokens[end].word != "," or tokens[end + 1].low not in ("a", "an", "the"):
        return False
    for token in tokens[end + 2 : end + 8]:
        if token.low in _ORGANISATION_CUES or token.low in ("trust", "group", "cic"):
            return True
        if not token.is_word:
            return False
    return False
