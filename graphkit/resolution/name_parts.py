"""A name taken apart, so that two can be compared: legal form, usual short words, small words, what is left to tell it by."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graphkit.knowledge import Knowledge
from graphkit.wording import singular, split_abbreviation

_INITIALS = re.compile(r"\b(?:[a-z]\.){1,}[a-z]\b\.?")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SMALL = frozenset("and of for the in on at to a an with s by".split())
_LEGAL = (  # longest first; what each comes to
    (("community", "interest", "company"), "cic"),
    (("charitable", "incorporated", "organisation"), "cio"),
    *(((word,), form) for word, form in (("limited", "ltd"), ("ltd", "ltd"), ("cic", "cic"), ("llp", "llp"))),
    *(((word,), form) for word, form in (("plc", "plc"), ("cio", "cio"))),
)
_SPELT = {
    "center": "centre",
    "organization": "organisation",
    "neighborhood": "neighbourhood",
    "saint": "st",
    **{word: str(number) for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)},
}
# What people write short or otherwise, as it is compared; the longer form first. Both sides are the same kind of body:
# one territory has one police force and one fire service, so that the word for it tells nothing apart.
_USUAL = (
    ("ccg", "clinical commissioning group"),
    ("icb", "integrated care board"),
    ("pct", "primary care trust"),
    ("lep", "local enterprise partnership"),
    ("stp", "sustainability and transformation partnership"),
    ("uhb", "university health board"),
    ("hsc trust", "health and social care trust"),
    ("nhs ft", "nhs foundation trust"),
    ("citizens advice bureau", "citizens advice"),
    ("police force", "police"),
    ("police service", "police"),
    ("constabulary", "police"),
    ("fire and rescue service", "fire and rescue"),
)
_HOUSING = re.compile(r" ha$")
_NHS_BODY = re.compile(r"(?:clinical commissioning group|integrated care board|primary care trust|foundation trust)$")
KIND_WORDS = frozenset(
    "academy advice agency alliance association associates board body care centre charity church clinic club college"
    " commission committee community company consortium consultancy consulting co-operative council department"
    " enterprise enterprises family federation forum foundation fund group health healthcare home homes hospice hospital"
    " hospitals housing hub initiative institute leisure network nhs office organisation partners partnership police"
    " practice programme project scheme school schools service services society solutions support system systems team"
    " trust trusts uk union university wellbeing youth public social local national voluntary action city county"
    " borough district town young children childrens people peoples foodbank work works primary strategy plan early help".split()
)
"""Words that say what kind of body or undertaking it is, or whom it serves; alone they tell no two apart."""
_HOPEFUL = frozenset(
    "aspire beacon beginnings better bridge bright catalyst changing choice compass connect connections door engage evolve"
    " first focus forward futures future gateway good green healthy hope horizon horizons inclusion insight inspire link"
    " links lives living live well new next oasis one open opportunities pathway pathways phoenix place positive pioneer"
    " our progress reach recovery rise spark spectrum springboard star start step steps stronger together transform turning"
    " unity vision voice warm way active be digital street connected champions winter winters homes 1".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central mid upper lower inner outer greater great little"
    " old new northeast northwest southeast southwest".split()
)
_AUDIENCES = frozenset(
    "children childrens women womens men mens young youth junior senior girls boys adult adults older carers black asian"
    " blind deaf veterans families students mums dads patients disabled".split()
)
_NATIONS = frozenset(
    "england scotland wales cymru ireland ulster uk britain british scottish welsh irish english".split()
)
INITIATIVE_WORDS = frozenset("programme program project scheme service initiative campaign pilot".split())
"""Words that people put after an initiative's name, or leave out."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name as it is compared. All words are folded: small letters, no accents, apostrophes or other marks.

    ``words`` are all but legal form and article; ``full`` the same with usual short words written out, ``joined`` without
    spaces; ``telling`` those of them that are no small words, ``bag`` in alphabetical order, ``stems`` without the ending of
    a plural; ``legal`` are the legal forms at its end, such as ``("cic", "ltd")``.
    """

    words: tuple[str, ...]
    full: tuple[str, ...]
    legal: tuple[str, ...]
    joined: str
    telling: tuple[str, ...]
    bag: tuple[str, ...]
    stems: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How many words it can be told by: neither kinds of bodies nor such as many bodies like to be called."""
        return sum(word not in KIND_WORDS and word not in _HOPEFUL for word in self.telling)

    @property
    def is_told_by_itself(self) -> bool:
        """Whether two bodies of this name are unlikely: two words of its own, or three of which one is no kind of body."""
        return self.weight >= 2 or (len(self.telling) >= 3 and any(word not in KIND_WORDS for word in self.telling))

    @property
    def initials(self) -> frozenset[str]:
        """What its initials make, with and without small words and "NHS", of two letters or more."""
        telling = [word for word in self.words if word not in _SMALL]
        rows = (self.words, telling, [word for word in telling if word != "nhs"])
        return frozenset(text for text in ("".join(word[0] for word in row) for row in rows) if len(text) > 1)


@lru_cache(maxsize=1 << 17)
def parts_of(name: str) -> NameParts:
    """A name taken apart.

    >>> parts_of("The Women’s Aid & Refuge Hub C.I.C.").words, parts_of("Provide Community Interest Company").legal
    (('womens', 'aid', 'and', 'refuge', 'hub'), ('cic',))
    >>> parts_of("NHS Leeds CCG").full
    ('leeds', 'clinical', 'commissioning', 'group')
    """
    words = folded_words(split_abbreviation(name)[0])
    words, legal = _without_legal(words)
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    full = _written_out(words)
    telling = tuple(word for word in full if word not in _SMALL)
    stems = tuple(singular(word) for word in telling)
    return NameParts(words, full, legal, "".join(full), telling, tuple(sorted(telling)), stems)


def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, apostrophes and other marks; letters with points are one word.

    >>> folded_words("C.I.C. of St Mungo’s")
    ('cic', 'of', 'st', 'mungos')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = re.sub("['\u2018\u2019\u02bc`]", "", plain).replace("&", " and ")
    plain = _INITIALS.sub(lambda match: match[0].replace(".", ""), plain)
    return tuple(_NOT_WORD.sub(" ", plain).split())


def _without_legal(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found: list[str] = []
    while True:
        for ending, form in _LEGAL:
            if len(words) > len(ending) and words[-len(ending) :] == ending:
                words = words[: -len(ending)]
                found.append(form)
                break
        else:
            return words, tuple(sorted(found))


def _written_out(words: tuple[str, ...]) -> tuple[str, ...]:
    text = " ".join(_SPELT.get(word, word) for word in words)
    for short, full in _USUAL:
        text = re.sub(rf"\b{short}\b", full, text)
    text = _HOUSING.sub(" housing association", text)
    if _NHS_BODY.search(text):
        text = re.sub(r"\bnhs ", "", text)
    return tuple(text.split())


@lru_cache(maxsize=4)
def place_words(knowledge: Knowledge) -> frozenset[str]:
    """Words of councils' names that say where, folded."""
    found = {
        word for form in knowledge.register.written_forms() if form.is_bare for word in parts_of(form.form).telling
    }
    return frozenset(found - KIND_WORDS - {"metropolitan", "council"} - _DIRECTIONS)


def tells_apart(word: str, places: frozenset[str]) -> str:
    """Why a word that one name has and the other lacks tells two bodies apart; empty where it need not.

    >>> tells_apart("leeds", frozenset({"leeds"})), tells_apart("group", frozenset())
    ('a place', '')
    """
    if any(letter.isdigit() for letter in word):
        return "a number"
    for words, why in ((places, "a place"), (_DIRECTIONS, "a direction"), (_NATIONS, "a nation"), (_AUDIENCES, "whom")):
        if word in words:
            return why
    return ""
