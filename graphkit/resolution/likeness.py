"""How far two names speak for one body: signals with points, each in plain words (docs/identity.md).

Points are set by hand: a name that differs in nothing but writing joins by itself, whatever differs more needs the council
or a register to speak for it, and one strong sign of two bodies outweighs all likeness of names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from graphkit.records import Kind, Ref
from graphkit.resolution.name_parts import INITIATIVE_WORDS, KIND_WORDS, NameParts, tells_apart

Signal: TypeAlias = tuple[str, int]
"""What speaks for or against, in words, and its points."""

JOINS = 70
"""From this score on two names are made one without asking."""
ASKS = 30
"""From this score on a person is asked."""


@dataclass(frozen=True, slots=True)
class Known:
    """A thing as it is compared.

    ``short`` are abbreviations that a document brings in for it, ``body`` its key in the register of bodies, ``councils``
    (slugs) those that its documents are about, ``regions`` theirs, ``bodies`` what runs it or what it is part of, without
    councils (initiatives only), ``scope`` the council or document that its key names.
    """

    ref: Ref
    label: str
    parts: NameParts
    short: frozenset[str] = frozenset()
    body: str = ""
    documents: frozenset[str] = frozenset()
    councils: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    bodies: frozenset[Ref] = frozenset()
    scope: str = ""

    @property
    def abbreviation(self) -> str:
        """The label itself, where it is nothing but an abbreviation."""
        letters = self.label.replace("&", "")
        is_one = letters.isalnum() and 2 <= len(letters) <= 9 and sum(c.isupper() for c in letters) >= 2
        return self.label if is_one and not letters[0].isdigit() else ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beyond the two names: places that names hold, labels, pairs that a fact joins, who else has a short form."""

    places: frozenset[str]
    label_of: Callable[[str], str]
    joined: frozenset[tuple[Ref, Ref]]
    carriers: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The rule that found two names alike, and what speaks for and against one body."""

    rule: str
    signals: tuple[Signal, ...]

    @property
    def score(self) -> int:
        """The sum of the points."""
        return sum(points for _, points in self.signals)


def compare(one: Known, other: Known, setting: Setting) -> Likeness | None:
    """How alike two things of one kind are; None where their names have nothing to do with each other."""
    if one.ref.kind is not other.ref.kind:
        found = _of_two_kinds(one, other)
    elif one.ref.kind is Kind.PERSON:
        found = _persons(one, other)
    elif one.ref.kind is Kind.INITIATIVE:
        found = _initiatives(one, other)
    else:
        found = _bodies(one, other, setting)
    if found is None:
        return None
    rule, signals = found
    return Likeness(rule, tuple(s for s in (*signals, *_around(one, other, setting, rule)) if s[1]))


_Found: TypeAlias = tuple[str, list[Signal]] | None


# -- bodies ----------------------------------------------------------------------------------------


def _bodies(one: Known, other: Known, setting: Setting) -> _Found:
    if one.body and one.body == other.body:
        return "register", [("one body in the register", 100)]
    found = _abbreviated(one, other, setting) or _written_alike(one, other, setting)
    if found is None:
        return None
    rule, signals = found
    if one.body and other.body:
        signals.append(("two bodies in the register", -200))
    return rule, signals


def _written_alike(one: Known, other: Known, setting: Setting) -> _Found:
    first, second = one.parts, other.parts
    for rule, agree in _RULES:
        signal = agree(first, second, setting)
        if signal is not None:
            return rule, [signal, *_against(rule, first, second, setting)]
    return None


def _joined(words: Iterable[str]) -> str:
    return "".join(words)


def _spelling(first: NameParts, second: NameParts, _: Setting) -> Signal | None:
    if first.legal == second.legal and _joined(first.words) == _joined(second.words):
        return "the names differ only in marks, spaces or capitals", 90
    return None


def _legal(first: NameParts, second: NameParts, _: Setting) -> Signal | None:
    if first.joined != second.joined or first.legal == second.legal:
        return None
    differing = sorted({*first.legal} ^ {*second.legal})
    return f"the names differ in the legal form only ({', '.join(differing)})", 85


def _usual_short(first: NameParts, second: NameParts, _: Setting) -> Signal | None:
    if first.joined == second.joined:
        return "the names differ only in usual short words, numbers or spelling", 82
    return None


def _small_words(first: NameParts, second: NameParts, _: Setting) -> Signal | None:
    if first.telling == second.telling and len(first.telling) > 1:
        return "the names differ only in small words", 72 if len(first.telling) > 2 else 50
    return None


def _word_order(first: NameParts, second: NameParts, setting: Setting) -> Signal | None:
    if first.bag != second.bag or len(first.bag) < 2:
        return None
    has_place = any(word in setting.places or word == "university" for word in first.bag)
    return "the names have the same words in another order", 75 if has_place else 50


def _plural(first: NameParts, second: NameParts, _: Setting) -> Signal | None:
    if len(first.stems) == len(second.stems) and sorted(first.stems) == sorted(second.stems):
        return "the names differ only in number", 50
    return None


def _slip(first: NameParts, second: NameParts, setting: Setting) -> Signal | None:
    """One letter of one long word, none of them a place's or a name's beginning."""
    if len(first.telling) != len(second.telling) or len(first.telling) < 2:
        return None
    pairs = [(a, b) for a, b in zip(first.telling, second.telling, strict=True) if a != b]
    if len(pairs) != 1:
        return None
    a, b = pairs[0]
    if min(len(a), len(b)) < 6 or a[0] != b[0] or not _one_letter_apart(a, b):
        return None
    if a in setting.places and b in setting.places:
        return None
    return f"one letter differs ({a}, {b})", 45


def _shortened(first: NameParts, second: NameParts, setting: Setting) -> Signal | None:
    """One name is how the other begins, or all of it but what says the kind of body."""
    short, long = sorted((first, second), key=lambda parts: (len(parts.telling), parts.telling))
    size = len(short.telling)
    if not size or size == len(long.telling) or long.telling[:size] != short.telling:
        return None
    if size == 1 and not short.weight and short.telling[0] in KIND_WORDS:
        return None
    rest = long.telling[size:]
    if all(word in KIND_WORDS and not tells_apart(word, setting.places) for word in rest):
        return f"one name only adds what kind of body it is ({' '.join(rest)})", 45
    return f"one name is the beginning of the other, which goes on: {' '.join(rest)}", 35


def _trust(first: NameParts, second: NameParts, _: Setting) -> Signal | None:
    """``X NHS Trust``, ``X NHS Foundation Trust``: mostly one body before and after it was made a foundation trust."""
    pair = {" ".join(p.words).replace(" nhs foundation trust", " nhs trust") for p in (first, second)}
    if len(pair) == 1 and first.words != second.words:
        return "an NHS trust and an NHS foundation trust of one name", 45
    return None


_RULES: tuple[tuple[str, Callable[[NameParts, NameParts, Setting], Signal | None]], ...] = (
    ("spelling", _spelling),
    ("legal-suffix", _legal),
    ("usual-words", _usual_short),
    ("small-words", _small_words),
    ("word-order", _word_order),
    ("plural", _plural),
    ("foundation-trust", _trust),
    ("slip", _slip),
    ("shortened", _shortened),
)


def _against(rule: str, first: NameParts, second: NameParts, setting: Setting) -> list[Signal]:
    signals: list[Signal] = []
    if first.legal and second.legal and first.legal != second.legal:
        is_within = set(first.legal) < set(second.legal) or set(second.legal) < set(first.legal)
        if not is_within:
            signals.append((f"two legal forms ({', '.join(first.legal)}; {', '.join(second.legal)})", -60))
    if rule == "legal-suffix" and not first.is_told_by_itself:
        signals.append(("the name has hardly a word of its own", -30))
    elif rule in ("plural", "shortened", "small-words", "slip") and min(first.weight, second.weight) < 2:
        signals.append(("the name has hardly a word of its own", -10))
    for word in sorted({*first.stems} ^ {*second.stems}) if rule == "shortened" else ():
        why = tells_apart(word, setting.places)
        if why:
            signals.append((f"a word that tells apart: {word} ({why})", -60))
    return signals


def _one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter more, another letter or two changed about makes one word of the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        rest_a, rest_b = a[start + 1 :], b[start + 1 :]
        return rest_a == rest_b or (
            a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
        )
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return long[start + 1 :] == short[start:]


# -- abbreviations ---------------------------------------------------------------------------------


def _abbreviated(one: Known, other: Known, setting: Setting) -> _Found:
    for short, full in ((one, other), (other, one)):
        letters = short.abbreviation
        if not letters or full.abbreviation or len(full.parts.words) < 2:
            continue
        plain = letters.replace("&", "").casefold()
        is_brought_in = letters in full.short
        is_exact = plain in full.parts.initials
        if not is_brought_in and not is_exact:
            continue
        where = "a text gives it this abbreviation" if is_brought_in else "its initials, though no text says so"
        signals: list[Signal] = [(where, 45 if is_brought_in else 20)]
        if is_exact:
            signals.append(("all its initials", 10))
        size = len(plain)
        signals.append((f"{size} letters", -30 if size == 2 else 25 if size >= 5 else 0))
        if short.body and short.body != full.body:
            signals.append(("the register has this abbreviation for another body", -60))
        if setting.carriers(letters) > 1:
            signals.append(("other bodies have this abbreviation too", -30))
        return "abbreviation", signals
    return None


# -- initiatives -----------------------------------------------------------------------------------


def _initiatives(one: Known, other: Known) -> _Found:
    first, second = one.parts, other.parts
    is_same_place = one.scope == other.scope
    if first.joined == second.joined:
        rule, signals = "initiative-name", [("the same name but for writing", 85 if is_same_place else 45)]
    elif is_same_place and _without_kind(first) == _without_kind(second) != ():
        differ = {w for p in (first, second) for w in p.telling if w in INITIATIVE_WORDS}
        both = all(any(w in INITIATIVE_WORDS for w in p.telling) for p in (first, second))
        signal = ("one name only adds what kind of undertaking it is", 75)
        if both and len(differ) > 1:
            signal = ("the names differ in what kind of undertaking they say", 35)
        rule, signals = "initiative-kind", [signal]
    elif is_same_place and sorted(first.stems) == sorted(second.stems):
        rule, signals = "initiative-number", [("the names differ only in number or order", 50)]
    else:
        return None
    weight = min(first.weight, second.weight)
    if weight == 0:
        signals.append(("the name is made of general words", -40))
    elif weight == 1 and not is_same_place:
        signals.append(("the name has hardly a word of its own", -10))
    if not is_same_place and one.bodies & other.bodies:
        signals.append(("one body runs both", 40))
    return rule, signals


def _without_kind(parts: NameParts) -> tuple[str, ...]:
    return tuple(word for word in parts.stems if word not in INITIATIVE_WORDS)


# -- persons ---------------------------------------------------------------------------------------

_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor cllr councillor sir dame lord lady rev reverend the hon".split()
)
_HONOURS = frozenset("obe mbe cbe qc kc mp ms msp mla phd jp dl frcp".split())
_CALLED = (
    *("steve stephen steven", "mike michael mick", "sue susan susanne", "kate katherine catherine katie kathryn cath"),
    *(
        "liz elizabeth beth lizzie",
        "tom thomas",
        "tim timothy",
        "dave david",
        "chris christopher christine",
        "jo joanne",
    ),
    *("bob robert rob", "bill william will", "jim james jamie", "tony anthony", "andy andrew", "nick nicholas"),
    *("pat patricia patrick", "jenny jennifer", "ben benjamin", "sam samuel samantha", "dan daniel", "matt matthew"),
    *(
        "jon jonathan",
        "pete peter",
        "phil philip",
        "ed edward eddie",
        "debbie deborah",
        "mandy amanda",
        "alex alexandra",
    ),
)
_CALLED_SETS = tuple(frozenset(row.split()) for row in _CALLED)


def _persons(one: Known, other: Known) -> _Found:
    if one.scope != other.scope:
        return None
    first, second = _person_words(one.parts), _person_words(other.parts)
    if len(first) < 2 or len(second) < 2 or first[-1] != second[-1]:
        if first and _joined(first) == _joined(second):
            return "person-name", [("the same name but for title, honours or marks", 90)]
        return None
    if first == second or _joined(first) == _joined(second):
        return "person-name", [("the same name but for title, honours or marks", 90)]
    a, b = first[0], second[0]
    if a == b:
        return "person-middle", [("one name has a middle name or initial more", 55)]
    if (len(a) == 1 or len(b) == 1) and a[0] == b[0]:
        return "person-initial", [("one name has only the initial", 40)]
    if any(a in row and b in row for row in _CALLED_SETS):
        return "person-called", [("one may be short for the other", 45)]
    return None


def _person_words(parts: NameParts) -> tuple[str, ...]:
    words = list(parts.words)
    while words and words[0] in _TITLES:
        words.pop(0)
    while len(words) > 2 and words[-1] in _HONOURS:
        words.pop()
    return tuple(words)


# -- around the names ------------------------------------------------------------------------------


def _of_two_kinds(one: Known, other: Known) -> _Found:
    """A body here, a network there, of the very same name: facts may not survive a join, so a person is asked."""
    if {one.ref.kind, other.ref.kind} != {Kind.ORGANISATION, Kind.NETWORK}:
        return None
    if one.parts.joined != other.parts.joined or not one.parts.weight:
        return None
    return "two-kinds", [("the same name, read as a body and as a network", 45)]


def _around(one: Known, other: Known, setting: Setting, rule: str) -> list[Signal]:
    signals: list[Signal] = []
    shared = sorted(one.councils & other.councils)
    if one.ref.kind in (Kind.ORGANISATION, Kind.NETWORK) and rule != "two-kinds":
        if shared:
            points = 25 if rule == "abbreviation" else 20
            signals.append((f"both in documents about {setting.label_of(shared[0])}", points))
        elif one.regions & other.regions:
            signals.append(
                (f"both in documents from {min(one.regions & other.regions)}", 10 if rule == "abbreviation" else 0)
            )
    together = one.documents & other.documents
    if together and rule not in ("register", "two-kinds"):
        signals.append(("one document has both names", -10 if rule == "abbreviation" else -40))
    if _pair(one.ref, other.ref) in setting.joined:
        signals.append(("a sentence speaks of the two as two", -100))
    return signals


def _pair(one: Ref, other: Ref) -> tuple[Ref, Ref]:
    return (one, other) if one <= other else (other, one)
