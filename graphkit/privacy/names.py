"""Names of persons in prose: those that something in the text gives away, and every place where a known one stands."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from graphkit.extractors import words as w
from graphkit.privacy.contact_data import contact_spans, email_words
from graphkit.privacy.given_names import ALSO_WORDS, GIVEN_NAMES
from graphkit.privacy.spelling import Spelled, Stretches, Word, spelled, words_of
from graphkit.records import Span

NOWHERE = Stretches(())
Name = tuple[str, ...]
"""The words of a name in plain spelling, without titles."""

TITLES = w.TITLES | frozenset(
    "alderman alderwoman ald cllrs councillors messrs mx master sister canon bishop archdeacon pastor imam rabbi sheikh"
    "  major captain colonel lieutenant sgt constable pc dc ds pcso superintendent commissioner judge"
    " justice hon viscount"
    " baron earl alderperson drs profs bailie provost cynghorydd cyng".split()
)
_LETTERS_AFTER = frozenset("obe mbe cbe kbe dbe dl jp mp ms am mla msp phd md qc kc bsc msc frcp bem qpm dl".split())
_PARTICLES = frozenset(
    "de da di du del della dos den der van von la le el al bin ibn binti ap ab ferch ni nic mac mc o st"
    " ter ten y".split()
)
_HEADS = w.ORGANISATION_NAME_HEADS | w.NETWORK_NAME_HEADS | w.INITIATIVE_NAME_HEADS | w.PLACE_NAME_HEADS
_COMMON = (
    w.DETERMINERS | w.PREPOSITIONS | w.CONJUNCTIONS | w.PRONOUNS | w.AUXILIARIES | w.ADVERBS | frozenset(w.NUMBERS)
) - frozenset("will may".split())
_CALENDAR = frozenset(w.MONTHS) | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday spring autumn".split()
)
_GEOGRAPHY = frozenset(
    "england scotland wales ireland britain british english scottish welsh irish northern north south east west"
    " western eastern southern central greater upper lower london uk united kingdom europe european inner outer"
    " midlands cymru alba ulster".split()
)
_OFFICE = frozenset(
    "council councils county borough city district town parish metropolitan royal government public health social adult"
    "  children childrens housing education environment planning services service strategic strategy head"
    " director manager officer"
    " lead leader cabinet member deputy assistant interim acting senior chief executive corporate community communities"
    "  people young care families family local note notes members minutes users partners authority"
    " national digital data policy programme project support team"
    " covid pandemic brexit internet january february key stage case study studies further information contact details"
    "  email phone telephone tel mobile website web fax address background introduction summary conclusion"
    " challenge solution"
    "  impact lessons learned learnt next steps results outcomes approach figure table appendix annex page"
    " section".split()
)
# Common nouns of places that are common surnames too: of a known person they are hidden alone.
_ALSO_SURNAMES = frozenset(
    "hill hills green lane hall day church bond park castle street forest garden gate bridge court mills banks"
    " grant head ward may march page price bank deal".split()
)
# Likewise of a country or a quarter of the sky, after a given name or a title.
_FROM_AFAR = frozenset("wales ireland england london scotland north south east west french welsh irish english".split())
_NEVER_ALONE = (
    frozenset(head.lower() for head in _HEADS)
    | w.ROLE_HEADS
    | TITLES
    | _COMMON
    | _CALENDAR
    | _GEOGRAPHY
    | _OFFICE
    | _LETTERS_AFTER
) - (_ALSO_SURNAMES - {"head", "may", "march"})
_NO_NAME = _NEVER_ALONE | {"thank", "thanks", "dear", "yours", "please", "since", "today", "yes", "mum", "dad"}
_SPEECH = w.SPEECH_VERBS | frozenset(
    "says said writes wrote remarks remarked insists insisted admits admitted agrees agreed".split()
)
# Ordinary words that are surnames or given names: in small letters they are words.
_ORDINARY = (
    ALSO_WORDS
    | _ALSO_SURNAMES
    | frozenset(
        "able ball banks baker barber barker barrow bath beach bell best bird black blood bloom blue bowl"
        " brand bridges brown"
        "  bull burn burns bush butcher butler carter chambers child cook cooper cope cross curry cutter dance"
        " dear dear dyer"
        "  east english farmer farmers fields fish fisher fletcher flint foot ford fowler fox friend frost"
        " gardener gates gold good"
        "  goods green grey ground hand hands hardy hart hawk head heart holiday home hood house hunt ice"
        " joint jolly keen key kind"
        "  kitchen knight lamb land law laws little lock long lord love low man mann martin mason mead means"
        " meadows miller mint moody"
        "  moon moore moor more mountain nice noble north nurse painter pass peace pike piper pitt place plant"
        " platt plumber pole pool pope porter"
        "  potter pound powers proud provost rains read redman reeve reid rhodes rice rich rivers road roads"
        " rock rush sadler salmon salt"
        "  savage scales self sharp shaw shepherd ship shore short silver singer skinner small smart smith"
        " snow south speed spring spurs"
        "  stamp stark steel steward stock stream strong sugar swan swift tailor tanner tate taverns teller"
        " temper thorn thorne tide tiller"
        "  town trainer trout turner vale vine wall walker walls ward waters watt way weaver webb wheeler"
        " white wild winner wise wolf"
        "  wood woods works worth wright yard yeoman answer answers church hall hall lane mills court castle"
        " street".split()
    )
)
# Words of such prose that are no name whatever their first letter.
_SMALL = (
    _NO_NAME
    | w.COMMON_VERBS
    | w.GENERIC_MODIFIERS
    | w.STRONG_INITIATIVE_HEADS
    | w.WEAK_INITIATIVE_HEADS
    | w.POPULATION_HEADS
)
# Titles, particles and initials included: no name is longer, and no run of them must cost more than its length.
_MOST_PIECES = 8
_INITIAL_GAP = re.compile(r"[.'\- \u00a0]{1,2}")
_RUN_GAP = re.compile(r"(?![.!?;:]\s)(?:[^A-Za-z0-9]{0,3}|%20|\+|&nbsp;)\Z")
_LINE_GAP = re.compile(r"[ \t]*(?:\n[ \t]*)?\Z")
_LIST_GAP = re.compile(r"\s*(?:[,;&]|,? and|,|\n)\s*")
_CONTACT_CUE = re.compile(
    r"(?:contact(?: (?:details?|officer|person|name|us))?|author|written by|by|name|enquiries(?: to)?|lead officer"
    r"|report(?:ing)? officer|speak to|talk to|e-?mail|call|ring|from|signed|prepared by|presented by"
    r"|interview(?: with)?|apologies(?: from)?|present|chair|led by)"
    r"\s*[:\-]?\s*\Z",
    re.IGNORECASE,
)


_BYLINE = re.compile(r"\s*(?:by|author|written by|text|words|photos?|contact|enquiries|signed)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """Names to hide. ``parts`` are words that are hidden alone too, ``runs`` whole names by their first word."""

    parts: frozenset[str] = frozenset()
    runs: tuple[Name, ...] = ()

    def by_first(self) -> dict[str, list[Name]]:
        """The whole names by their first word."""
        found: dict[str, list[Name]] = {}
        for run in self.runs:
            found.setdefault(run[0], []).append(run)
        return found


def name_of(label: str) -> Name:
    """The words of a person's label that are their name: no title before, no letters after it, no initials unless all are.

    >>> name_of("Professor Sir Noel P. Purdy OBE"), name_of("John Major")
    (('noel', 'purdy'), ('john', 'major'))
    """
    words = list(words_of(label))
    while len(words) > 1 and words[0] in TITLES:
        del words[0]
    while len(words) > 1 and words[-1] in _LETTERS_AFTER:
        del words[-1]
    longer = [word for word in words if len(word) > 1]
    return tuple(longer or words)


def looks_like_a_name(label: str, small: frozenset[str]) -> tuple[bool, bool]:
    """Whether a label begins with a given name, and whether it is two or three words with capitals that nothing explains.

    >>> looks_like_a_name("Ebenezer Crumplehorn", frozenset()), looks_like_a_name("Wigan Youth Trust", frozenset())
    ((False, True), (False, False))

    Args:
        label: What a document calls something.
        small: The words that documents write in small letters.
    """
    pieces = spelled(label).pieces()
    own = [piece for piece in pieces if piece.low not in _PARTICLES]
    if not 2 <= len(own) <= 3 or any(not p.is_capitalised or p.is_shouted or p.low in _NO_NAME for p in own):
        return False, False
    words = [word for piece in own for word in words_of(piece.text)]
    is_given = any(word in GIVEN_NAMES and word not in ALSO_WORDS for word in words[:2])
    return is_given, not any(word in small or word in _SMALL for word in words)


def is_name(name: Name) -> bool:
    """Whether the words can be a name: not the words of an office alone (``Director of Public Health``)."""
    return any(word not in _NO_NAME for word in name)


def is_everyday(word: str) -> bool:
    """Whether a word is one of such prose that nobody would take for a name where it stands alone: Head, Council, May."""
    return word in _NEVER_ALONE


def names(of: Iterable[Name]) -> Names:
    """What to hide of persons: their whole names, and each word of it that is not an everyday word of such prose."""
    parts: set[str] = set()
    runs: set[Name] = set()
    for name in of:
        if not is_name(name):
            continue
        parts |= {word for word in name if len(word) > 1 and word not in _NEVER_ALONE | _PARTICLES}
        if len(name) > 1:
            runs |= {name, name[::-1]}
            together = {"".join(name), "".join(name[::-1]), name[0][0] + name[-1], name[-1] + name[0][0]}
            parts |= {word for word in together if len(word) > 7}
            parts |= _compounds(name)
    return Names(frozenset(parts), tuple(sorted(runs)))


def _compounds(name: Name) -> set[str]:
    """``O'Dowd`` as ids write it, ``odowd``; ``McNally`` and ``St John`` likewise."""
    return {a + b for a, b in pairwise(name) if a in _PARTICLES and b not in _NEVER_ALONE}


def joined(several: Iterable[Names]) -> Names:
    """All of several."""
    every = tuple(several)
    runs = {run for names_ in every for run in names_.runs}
    return Names(frozenset[str]().union(*(names_.parts for names_ in every)), tuple(sorted(runs)))


# -- where known names stand -----------------------------------------------------------------------


def known_spans(
    text: Spelled, hidden: Names, protected: Stretches = NOWHERE, *, with_first_names: bool = True
) -> list[Span]:
    """Where names stand, with their initials.

    Args:
        text: What to look through.
        hidden: Whole names, which count everywhere, and words of them, which count alone.
        protected: Stretches in which words alone do not count.
        with_first_names: A capitalised word before such a word too, though nobody knows it.
    """
    words = text.words()
    by_first = hidden.by_first()
    found: set[int] = set()
    for at, word in enumerate(words):
        for run in by_first.get(word.low, ()):
            if _stands(text, words, at, run):
                found.update(range(at, at + len(run)))
        if at not in found and _is_part(word, hidden.parts) and not protected.meets(word.span):
            found.add(at)
    if with_first_names:
        found |= _first_names(text, words, found)
    found |= _initials(text, words, found)
    return [words[at].span for at in sorted(found)]


def _stands(text: Spelled, words: list[Word], at: int, run: Name) -> bool:
    if at + len(run) > len(words) or any(words[at + i].low != word for i, word in enumerate(run)):
        return False
    return all(_RUN_GAP.match(_between(text, words, at + i)) for i in range(len(run) - 1))


def _between(text: Spelled, words: list[Word], at: int) -> str:
    return text.plain[words[at].plain.end : words[at + 1].plain.start]


def _is_part(word: Word, parts: Collection[str]) -> bool:
    low = word.low
    is_plural = low not in parts and low.endswith("s") and len(low) > 3 and low[:-1] in parts and word.is_capitalised
    if low not in parts and not is_plural:
        return False
    if len(low) < 4 or low in _ORDINARY:
        return word.is_capitalised and not (len(low) < 4 and word.is_shouted)
    return True


def _first_names(text: Spelled, words: list[Word], found: Collection[int]) -> set[int]:
    """A capitalised word straight before a hidden one that may be its given name: ``Pye Nyunt`` where Nyunt is known."""
    more = set()
    for at in sorted(found):
        before = at - 1
        if before < 0 or before in found or not words[at].is_capitalised or not words[before].is_capitalised:
            continue
        is_word = words[before].low in _NO_NAME or words[before].is_shouted or len(words[before].text) < 2
        if not is_word and _between(text, words, before) in {" ", "\u00a0"}:
            more.add(before)
    return more


def _initials(text: Spelled, words: list[Word], found: Collection[int]) -> set[int]:
    """Single capitals before a hidden word: ``P. Jamieson``, ``O'Dowd``."""
    more: set[int] = set()
    for at in sorted(found, reverse=True):
        before = at - 1
        while before >= 0 and len(words[before].text) == 1 and words[before].is_capitalised:
            if not _INITIAL_GAP.fullmatch(_between(text, words, before)):
                break
            more.add(before)
            before -= 1
    return more - set(found)


# -- names that the text gives away ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name that the text gives away; a sure one is a name in other documents too."""

    span: Span
    name: Name
    is_sure: bool


def found_names(text: Spelled, known: Stretches = NOWHERE, small: frozenset[str] | None = None) -> list[FoundName]:
    """The names of persons that titles, given names, roles, speech, lists and contact blocks give away.

    Args:
        text: What to look through.
        known: Stretches that are names of bodies, places and initiatives: weak signs count for nothing within them.
        small: Words that the documents around write in small letters; where given, two words with capitals that
            nobody knows are taken for a name too.
    """
    reader = _reader(text, known)
    found = [f for at in range(len(reader.pieces)) for f in reader.at(at)]
    found += reader.beside_contacts()
    found += reader.of_emails()
    found += reader.in_lists(found)
    return found if small is None else found + reader.unknown(small)


def titled_names(text: Spelled) -> list[FoundName]:
    """The names that follow a title: ``Councillor Ann Lee``."""
    reader = _reader(text, NOWHERE)
    return [found for at in range(len(reader.pieces)) for found in reader.titled(at)]


def _reader(text: Spelled, known: Stretches) -> _Reader:
    pieces = text.pieces()
    small = {part for piece in pieces for part in piece.text.split("-") if part.islower()}
    return _Reader(text, pieces, known, frozenset(small))


@dataclass(frozen=True, slots=True)
class _Reader:
    text: Spelled
    pieces: list[Word]
    known: Stretches
    small: frozenset[str]

    def at(self, at: int) -> Iterator[FoundName]:
        """The names that begin at a word."""
        word = self.pieces[at]
        yield from self.titled(at)
        if len(word.text) == 1 and word.is_capitalised:
            yield from self._initialled(at)
        if not word.is_capitalised or not self._is_namely(at):
            return
        first = word.low.split("-")[0].split("'")[0]
        end = self._end(at, 3)
        if first in GIVEN_NAMES:
            yield from self._given(at, end)
        elif end - at > 1 or "-" in word.text:
            yield from self._introduced(at, end)
        if self._is_said(at, end) and not self._is_in_known(at, end) and not self._is_word_here(at, end):
            yield self._name(at, end, is_sure=False)

    def titled(self, at: int) -> Iterator[FoundName]:
        """The name after the title that a word is."""
        word = self.pieces[at]
        if not (word.low in TITLES and (word.is_capitalised or word.low in {"cllr", "dr", "mr", "mrs", "ms", "prof"})):
            return
        start = at + 1
        last = min(len(self.pieces), at + _MOST_PIECES)
        while start < last and self.pieces[start].low in TITLES and self._is_near(start - 1, "."):
            start += 1
        while start + 1 < last and self.pieces[start].text in _PARTICLES and self._is_near(start, ""):
            start += 1
        if start < len(self.pieces) and self._is_near(start - 1, ".") and self._may_be_titled(start):
            yield self._name(start, self._end(start, 3, is_titled=True), is_sure=True)

    def _may_be_titled(self, at: int) -> bool:
        word = self.pieces[at]
        is_office = word.low in w.ROLE_HEADS | _OFFICE | _COMMON and word.low not in _ALSO_SURNAMES
        return word.is_capitalised and not is_office

    def _initialled(self, at: int) -> Iterator[FoundName]:
        """``W. Jamieson``, but not ``hepatitis C. Testing``."""
        start = at + 1
        if start >= len(self.pieces) or not self.pieces[start].is_capitalised or not self._is_namely(start):
            return
        if any(part.isupper() for part in self.pieces[start].text.split("-")):
            return
        gap = self.text.plain[self.pieces[at].plain.end : self.pieces[start].plain.start]
        before = self.pieces[at - 1] if at and self._is_near(at - 1) else None
        is_after_word = before is not None and not before.is_capitalised and before.low not in _COMMON | _SPEECH
        if not re.fullmatch(r"\. ?", gap) or is_after_word or self.pieces[start].low in self.small | _SMALL:
            return
        if not self._is_in_known(start, start + 1):
            yield self._name(start, self._end(start, 2), is_sure=True)

    def _given(self, at: int, end: int) -> Iterator[FoundName]:
        word = self.pieces[at]
        follows = end < len(self.pieces) and self.pieces[end].is_capitalised and self._is_near(end - 1)
        is_longer = follows and self.pieces[end].text in _HEADS
        if end - at > 1:
            is_place = word.low in ALSO_WORDS and self.pieces[end - 1].low in _ALSO_SURNAMES | _FROM_AFAR
            if is_place and not (self._has_role_after(end) or self._has_cue_before(at)):
                return
            if not is_longer and not self._is_in_longer(at, end):
                yield self._name(at, end, is_sure=True)
        elif word.low not in ALSO_WORDS and not is_longer and not self._is_in_known(at, end):
            before = self.pieces[at - 1].low if at else ""
            if before not in {"st", "saint", "king", "queen", "port", "fort", "mount"}:
                yield self._name(at, end, is_sure=False)

    def _introduced(self, at: int, end: int) -> Iterator[FoundName]:
        """``Rhodri Rowlands, head of …``, ``Contact: Rhodri Rowlands``, ``Head of Skills Rhodri Rowlands``."""
        if self._is_in_longer(at, end) or self._is_word_here(at, end):
            return
        if self._has_role_after(end) or self._has_cue_before(at):
            yield self._name(at, end, is_sure=False)

    # -- the words around --

    def _is_namely(self, at: int) -> bool:
        word = self.pieces[at]
        if word.low in _NO_NAME or (word.is_shouted and (len(word.text) < 4 or word.low not in GIVEN_NAMES)):
            return False
        return len(word.text) > 1

    def _end(self, at: int, most: int, *, is_titled: bool = False) -> int:
        """The end of a name of at most so many words that begins here; particles and initials come on top."""
        end, count = at + 1, 1
        while end < min(len(self.pieces), at + _MOST_PIECES) and count < most:
            word = self.pieces[end]
            if not self._is_near(end - 1, "." if len(self.pieces[end - 1].text) == 1 else ""):
                break
            if count > 1 and "\n" in self.text.plain[self.pieces[end - 1].plain.end : word.plain.start]:
                break  # the next line of a block
            follows = end + 1 < len(self.pieces) and self.pieces[end + 1].is_capitalised and self._is_near(end)
            if word.low in _PARTICLES and follows and self._is_surname(end + 1, is_titled=is_titled):
                end += 1
                continue
            if len(word.text) == 1 and word.is_capitalised and end + 1 < len(self.pieces):
                dotted = self._is_near(end, ".")
                if dotted and self.pieces[end + 1].is_capitalised and self._is_surname(end + 1, is_titled=is_titled):
                    end += 1
                    continue
                break
            if not word.is_capitalised or not self._is_surname(end, is_titled=is_titled):
                break
            end, count = end + 1, count + 1
        return end

    def _is_surname(self, at: int, *, is_titled: bool) -> bool:
        word, before = self.pieces[at], self.pieces[at - 1].low
        follows = at + 1 < len(self.pieces) and self.pieces[at + 1].is_capitalised and self._is_near(at)
        if word.low in _ALSO_SURNAMES:
            return True
        if word.low in _FROM_AFAR and not follows and (is_titled or before in GIVEN_NAMES):
            return True
        is_loud = word.is_shouted and not self.pieces[at - 1].is_shouted and len(word.text) < 5
        return word.low not in _NO_NAME and not is_loud

    def _is_near(self, at: int, extra: str = "") -> bool:
        """Whether nothing but space (one line end at most) stands between a word and the next."""
        if at < 0 or at + 1 >= len(self.pieces):
            return False
        between = self.text.plain[self.pieces[at].plain.end : self.pieces[at + 1].plain.start]
        return _LINE_GAP.match(between.replace(extra, "") if extra else between) is not None

    def _is_said(self, at: int, end: int) -> bool:
        comma = "," if end - at > 1 else ""
        after = self.pieces[end].low if end < len(self.pieces) and self._is_near(end - 1, comma) else ""
        before = self.pieces[at - 1].low if at and self._is_near(at - 1, comma) else ""
        return after in _SPEECH or before in _SPEECH

    def _has_role_after(self, end: int) -> bool:
        at = self.pieces[end - 1].plain.end
        gap = self.text.plain[at : at + 3]
        if not gap.lstrip().startswith((",", "(", "-")):
            return False
        stop = self.pieces[end - 1].plain.end + 90
        return any(p.low in w.ROLE_HEADS for p in self.pieces[end : end + 9] if p.plain.end < stop)

    def _has_cue_before(self, at: int) -> bool:
        start = self.pieces[at].plain.start
        before = self.text.plain[max(0, start - 40) : start]
        line = before.rpartition("\n")[2]
        if _CONTACT_CUE.search(line) and (before.rstrip(" ")[-1:] in ":-" or _BYLINE.fullmatch(line)):
            return True
        return at > 0 and self.pieces[at - 1].low in w.ROLE_HEADS and self._is_near(at - 1)

    def _is_word_here(self, at: int, end: int) -> bool:
        """Whether the text has the words in small letters too: ``Women said``, ``Sustainable Travel, said``."""
        words = [word for piece in self.pieces[at:end] for word in words_of(piece.text)]
        first, last = words[0], words[-1]
        if first in GIVEN_NAMES:
            return False
        is_small = first in self.small | _SMALL or first.removesuffix("s") in self.small | _SMALL
        return is_small or (last in self.small and last not in _ORDINARY)

    def _is_in_known(self, at: int, end: int) -> bool:
        whole = Span(self.pieces[at].span.start, self.pieces[end - 1].span.end)
        return self.known.meets(whole)

    def _is_in_longer(self, at: int, end: int) -> bool:
        """Whether the words stand inside a longer name of something else: ``Florence Nightingale Hospital``."""
        whole = Span(self.pieces[at].span.start, self.pieces[end - 1].span.end)
        return any(span.holds(whole) and span != whole for span in self.known.meeting(whole))

    def _name(self, at: int, end: int, *, is_sure: bool) -> FoundName:
        span = Span(self.pieces[at].span.start, self.pieces[end - 1].span.end)
        name = tuple(part for piece in self.pieces[at:end] for part in words_of(piece.text))
        longer = tuple(part for part in name if len(part) > 1)
        return FoundName(span, longer or name, is_sure=is_sure)

    # -- what nobody knows, lists, contact blocks, e-mail addresses --

    def unknown(self, small: frozenset[str]) -> list[FoundName]:
        """Two or three words with capitals that are part of nothing known and never written in small letters."""
        found = []
        for at, piece in enumerate(self.pieces):
            if (
                not piece.is_capitalised
                or not self._is_namely(at)
                or (self.pieces[at - 1].is_capitalised and self._is_near(at - 1))
            ):
                continue
            end = self._end(at, 3)
            goes_on = end < len(self.pieces) and self.pieces[end].is_capitalised and self._is_near(end - 1)
            if end - at < 2 or goes_on or self._is_in_known(at, end):
                continue
            if not any(word in small or word in _SMALL for p in self.pieces[at:end] for word in words_of(p.text)):
                found.append(self._name(at, end, is_sure=False))
        return found

    def in_lists(self, found: Iterable[FoundName]) -> list[FoundName]:
        """The neighbours of a name in a list: ``Ann Lee, Rhodri Rowlands and Pye Nyunt``."""
        starts, ends = {f.span.start for f in found}, {f.span.end for f in found}
        more: list[FoundName] = []
        for order in (range(len(self.pieces)), range(len(self.pieces) - 1, -1, -1)):
            for at in order:
                if self.pieces[at].span.start in starts or not (self.pieces[at].is_capitalised and self._is_namely(at)):
                    continue
                end = self._end(at, 3)
                if end - at == 2 and self._may_be_listed(at, end) and self._is_listed(at, end, starts, ends):
                    more.append(self._name(at, end, is_sure=False))
                    starts.add(more[-1].span.start)
                    ends.add(more[-1].span.end)
        return more

    def _may_be_listed(self, at: int, end: int) -> bool:
        """Not the words of a role (``Ann Lee, Low Carbon Manager``), nor of a longer name of something else."""
        goes_on = end < len(self.pieces) and self.pieces[end].is_capitalised and self._is_near(end - 1, "/")
        return not goes_on and not self._is_in_longer(at, end)

    def _is_listed(self, at: int, end: int, starts: Collection[int], ends: Collection[int]) -> bool:
        """Whether a comma or ``and`` alone stands between the words and a name, before or after."""
        before = at - 2 if at > 1 and self.pieces[at - 1].low == "and" else at - 1
        after = end + 1 if end < len(self.pieces) and self.pieces[end].low == "and" else end
        return (before >= 0 and self.pieces[before].span.end in ends and self._is_joined(before, at)) or (
            after < len(self.pieces) and self.pieces[after].span.start in starts and self._is_joined(end - 1, after)
        )

    def _is_joined(self, one: int, other: int) -> bool:
        between = self.text.plain[self.pieces[one].plain.end : self.pieces[other].plain.start]
        return _LIST_GAP.fullmatch(between) is not None

    def beside_contacts(self) -> list[FoundName]:
        """Lines of two to four capitalised words within four lines before, or on the line of, contact data."""
        starts = [0, *(match.end() for match in re.finditer("\n", self.text.plain))]
        at_lines = {bisect.bisect_right(starts, self._plain_place(span.start)) - 1 for span in contact_spans(self.text)}
        if not at_lines:
            return []
        near = {line - back for line in at_lines for back in range(5)} | {line + 1 for line in at_lines}
        found = []
        by_line: dict[int, list[int]] = {}
        for index, piece in enumerate(self.pieces):
            by_line.setdefault(bisect.bisect_right(starts, piece.plain.start) - 1, []).append(index)
        for number in sorted(near):
            indexes = by_line.get(number, [])
            for index in indexes[:4]:
                piece = self.pieces[index]
                if not piece.is_capitalised or not self._is_namely(index):
                    continue
                end = self._end(index, 3)
                if 2 <= end - index <= 4 and not self._is_in_known(index, end):
                    found.append(self._name(index, end, is_sure=False))
                break
        return found

    def _plain_place(self, place: int) -> int:
        if self.text.places is None:
            return place
        return bisect.bisect_left(self.text.places, place)

    def of_emails(self) -> list[FoundName]:
        """Capitalised words that an e-mail address spells: ``quillfeather@`` shows that Quillfeather is a name."""
        spelt = {word for words in email_words(self.text) for word in words if len(word) > 2 and word not in _NO_NAME}
        return [
            self._name(at, at + 1, is_sure=False)
            for at, piece in enumerate(self.pieces)
            if piece.is_capitalised and piece.low in spelt and not self._is_in_known(at, at + 1)
        ]
