"""Proper names: runs of capitalised words, their bounds, and what their head noun or neighbourhood says they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from graphkit.extractors import words as w
from graphkit.extractors.tokens import Token, make_token, token_lists
from graphkit.knowledge import Knowledge
from graphkit.records import Kind, Outline, Span
from graphkit.register import stop_names

_OF_HEADS = frozenset(
    "University Department Ministry Association College Institute Society Federation Office School Centre Bank Friends"
    " Church Diocese Museum Houses House Royal Academy Faculty Voice Chamber Community"
    " Commissioner Confederation Union Guild Board Council City Borough Isle Isles Bishop University Alliance Network".split()
)
_JOINING_NOUNS = frozenset(
    "Health Social Care Adult Adults Children Children's Education Fire Rescue Skills Housing Culture Sport Community"
    " Communities Voluntary Drug Drugs Alcohol Wellbeing Environment Regeneration Families Family Young People Learning"
    " Disability Disabilities Homes Arts Heritage Employment Business Planning Transport Digital Security Rural Food Work"
    " Pensions Media Sciences Technology Engineering Enterprise Economic Growth Local Prevention Recovery Tourism Leisure"
    " Parks Libraries Museums Neighbourhoods Places Partnerships Industrial Energy Climate Water Ageing Advice Carers"
    " Public Treatment Support Research Development Policing Crime Commissioning Safety Regulatory Corporate Customer"
    " Probation Youth Offending Sexual Reproductive Mental Physical Activity Carbon Net Women Girls Nutrition".split()
)
_ORGANISATION_CUES = frozenset(
    "charity company provider providers firm contractor consultancy developer enterprise organisation organisations"
    " operator manufacturer retailer employer employers specialists agency partner partners supplier".split()
)
_ORGANISATION_VERBS = frozenset(
    "provides provide provided runs ran delivers delivered offers offered supports supported operates employs manages"
    " managed works worked won secured developed launched commissioned funds funded hosts hosted trained leads led".split()
)
_TOPICAL_ACRONYMS = frozenset(
    "STI STIs STD HIV LARC EHC GP GPs RSE PSHE GDPR AI IT HR NEET SEND UK EU A&E PE TV CO2 BME BAME LGBT LGBTQ LGBTQ+ ADHD"
    " PrEP TB COPD CVD BMI COVID Covid COVID-19 Covid-19 KPI KPIs PR CCTV EV EVs LED LEDs MMR FAQ FAQs DPH"
    " CEO CFO COO US USA Brexit MP MPs"
    " OBE MBE CBE PhD BSc CV GCSE GCSEs NVQ ESOL STEM VAT PDF SMS QR GPS ICT PPE ASB CSE ACE ACEs MARAC EHCP EPC"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Ramadan I English Welsh Scottish Irish"
    " British European Asian African Muslim Christian Black Internet Parliament Government State King Queen".split()
)
# Small words that open a name where they are capitalised: One View, Our Place, All Together.
_OPENING_WORDS = frozenset("one two three all every your our my this no each both".split())
_OFFICE = re.compile(
    r"(?:Department|Ministry) (?:for|of) (?:[A-Z][\w-]+, )+(?:[A-Z][\w-]+ )*?[A-Z][\w-]+ and (?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+"
)
_LONGEST_NAME = 16  # words; what goes on in capitals for longer is a heading or a broken file
# Verbs and adjectives that open the names of schemes and campaigns.
_CALLS = frozenset(
    "get make step stay keep go live love move be ask think talk walk ride cycle eat cook grow good great better best safe safer"
    " healthy active warm smoke smokefree stop start ready call find give help join know learn play read share shop support"
    " take tell try use work one every all our your first next together everyone beat lose choose change connect connecting"
    " growing building making keeping living moving working creating inspiring tackling stronger brighter bright thrive shine"
    " fresh digital green clean cool winter summer home homes".split()
)
_NATIONS = frozenset(
    "england;scotland;wales;northern ireland;ireland;great britain;britain;uk;united kingdom;europe;european union;eu"
    ";south wales;north wales;north east;north west;south east;south west".split(";")
)
_NAME_HEADS = w.ORGANISATION_NAME_HEADS | w.NETWORK_NAME_HEADS | w.INITIATIVE_NAME_HEADS | w.PLACE_NAME_HEADS
_ROLE_WORDS = frozenset(
    "Director Member Head Officer Leader Manager Cabinet Councillor Cllr Chief Deputy Assistant Minister Secretary Lead Mayor"
    " Portfolio Commissioner Coordinator Consultant Professor Dr Chair".split()
)
_POSTS = frozenset("Manager Officer Director Coordinator Co-ordinator Adviser Advisor Consultant Leader".split())
_AMOUNT = re.compile(r"\d[\d.,]*[A-Za-z]{1,2}")  # 5Gb, 20k
_WHERE = frozenset("in at near around outside across throughout into".split())
_AREA_WORDS = frozenset("English Welsh Scottish Irish British European UK EU".split())
_NATIONALITIES = _AREA_WORDS - {"UK", "EU"}
# Whose things a name may be without being said to own them: "Children's Social Care Innovation Programme".
_NAMED_FOR = frozenset(
    "Children People Women Men Girls Boys Carers Veterans Tenants Residents Citizens Parents Students"
    " Farmers Workers Patients Families Commissioner Dragons Drivers Governors Teachers Pensioners Travellers Mayor Lord"
    " King Queen Prince Princess".split()
)
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
    proper = _proper_words(token_lists(outline))
    bodies = _bodies(knowledge)
    places = place_names(knowledge)
    found: list[tuple[list[Token], int, int]] = []
    for tokens in [_join_listed(outline.folded, tokens) for tokens in token_lists(outline)]:
        found.extend((tokens, start, end) for start, end in _runs(tokens, proper, bodies.keys() | places))
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
        any(part in _NAME_HEADS or part in ("Award", "Awards", "Minister", "Secretary") for part in parts)
        or parts[0] == "Department"
    ):
        return False
    opens = parts[0].split("-")[0].lower() in _CALLS
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
        or words in _TOPICAL_ACRONYMS
        or any(w in _ROLE_WORDS for w in words.split())
        or all(w in _JOINING_NOUNS for w in words.split())  # "Visible Services and Housing": fields of work
    )
    return between in (",", "and", ", and", "&", "and the", ", the") and not known_otherwise


def _join_listed(folded: str, tokens: list[Token]) -> list[Token]:
    """``Change, Grow, Live (CGL)`` as one word: a list whose initials are the abbreviation that follows it."""
    for at, token in enumerate(tokens):
        if token.word in (
            "Department",
            "Ministry",
        ):  # "Department for Environment, Food and Rural Affairs": the one office named so
            match = _OFFICE.match(folded, token.span.start, tokens[-1].span.end)
            if match is not None:
                end = next((i for i in range(at, len(tokens)) if tokens[i].span.end >= match.end()), at) + 1
                return [*tokens[:at], make_token(Span(token.span.start, match.end()), match.group()), *tokens[end:]]
    for at in range(len(tokens) - 7):
        part = tokens[at : at + 8]
        letters = "".join(part[i].word[0] for i in (0, 2, 4))
        if (
            [part[i].word for i in (1, 3, 5, 7)] == [",", ",", "(", ")"]
            and part[6].word == letters
            and letters.isupper()
        ):
            span = Span(part[0].span.start, part[4].span.end)
            return [*tokens[:at], make_token(span, span.of(folded)), *tokens[at + 5 :]]
    return tokens


def _settle(name: Name, votes: Counter[Kind] | None) -> Name:
    """One name is one kind throughout a document: what most of its places show."""
    if not votes:
        return name
    kind = min(votes, key=lambda k: (-votes[k], k.value))
    return name if name.kind is kind else Name(name.span, kind, "same-name")


def _proper_words(sentences: list[list[Token]]) -> frozenset[str]:
    """Words that stand capitalised where no sentence start explains it, or open a name and are never written small."""
    small = {token.word for tokens in sentences for token in tokens if token.word.islower()}
    opening = {
        tokens[0].word
        for tokens in sentences
        if len(tokens) > 1 and tokens[0].is_capitalised and tokens[1].is_capitalised and tokens[0].low not in small
    }
    return frozenset(opening) | frozenset(
        token.word
        for tokens in sentences
        for before, token in pairwise(tokens)
        if token.is_word and token.is_capitalised and (before.is_word or before.word in (",", "'s", "(", "&", "-"))
    )


def _runs(tokens: list[Token], proper: frozenset[str], whole: Set[str]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        if _starts_run(tokens, at, proper, whole):
            end = _run_end(tokens, at, whole)
            runs.append((at, end))
            at = end
        else:
            at += 1
    return runs


def _starts_run(tokens: list[Token], at: int, proper: frozenset[str], whole: Set[str]) -> bool:
    token = tokens[at]
    if not (token.is_word and token.is_capitalised) or token.low in w.MONTHS or _AMOUNT.fullmatch(token.word):
        return False
    if token.word in _TOPICAL_ACRONYMS:  # "GP surgeries", but "British Cycling", "Welsh Government"
        return token.word in _AREA_WORDS and at + 1 < len(tokens) and tokens[at + 1].is_capitalised
    starts_sentence = at == 0 or (
        not tokens[at - 1].is_word and tokens[at - 1].word not in (",", "'s", "(", "&", "-", "'")
    )
    closed = token.low in w.DETERMINERS or token.low in w.PREPOSITIONS or token.low in w.CONJUNCTIONS
    closed = closed or token.low in w.PRONOUNS or token.low in w.AUXILIARIES
    if token.low == "the" and not starts_sentence:
        return at + 1 < len(tokens) and tokens[at + 1].is_capitalised
    if closed:
        follows = at + 1 < len(tokens) and tokens[at + 1].is_word and tokens[at + 1].is_capitalised
        return follows and token.low in _OPENING_WORDS and (not starts_sentence or token.word in proper)
    if not starts_sentence:
        return True
    if any(" ".join(t.low for t in tokens[at : at + n]) in whole for n in (1, 2, 3)):
        return True
    following = at + 1 < len(tokens) and tokens[at + 1].is_word and tokens[at + 1].is_capitalised
    is_field = following and token.word in proper and token.word in _JOINING_NOUNS  # "Housing First was awarded"
    calls = following and token.low in _CALLS and tokens[at + 1].low not in whole  # "Get Work Ready is a programme"
    is_verbal = token.low in w.ADVERBS or token.low.endswith(("ly", "ing")) or token.low in w.COMMON_VERBS
    if is_verbal and not is_field and not calls:
        return False
    return following or token.word in proper or (token.word.isupper() and len(token.word) > 2)


def _run_end(tokens: list[Token], start: int, whole: Set[str]) -> int:
    end = start + 1
    while end < min(len(tokens), start + _LONGEST_NAME):
        token = tokens[end]
        if token.is_word and token.is_capitalised and token.low not in w.MONTHS:
            end += 1
        elif end + 1 < len(tokens) and tokens[end + 1].is_capitalised and _joins(tokens, start, end, whole):
            end += 2
        elif token.word == "(" and _after_brackets(tokens, end) > end:
            end = _after_brackets(tokens, end)
        elif token.low in ("of", "for") and _joins_over_article(tokens, start, end, whole):
            end += 3
        else:
            break
    return end


def _goes_over_possessive(tokens: list[Token], at: int) -> bool:
    """``Older People's Forum``: a name goes on after the people it is for, not after the body that owns it."""
    if tokens[at - 1].word not in _NAMED_FOR:
        return False
    end = _capital_end(tokens, at + 1)
    return end > at + 1 and tokens[end - 1].word in _NAME_HEADS


def _capital_end(tokens: list[Token], start: int) -> int:
    """End of the capitalised words from ``start`` on, an abbreviation in brackets among them."""
    end = start
    while end < len(tokens) and end - start < 9:
        if tokens[end].is_word and tokens[end].is_capitalised:
            end += 1
        elif tokens[end].word == "(" and _after_brackets(tokens, end) > end:
            end = _after_brackets(tokens, end)
        else:
            break
    return end


def _after_brackets(tokens: list[Token], at: int) -> int:
    """``Hospitals (UHCW) NHS Trust``: where a name that goes on after its abbreviation ends; ``at`` where none does."""
    if at + 3 >= len(tokens) or tokens[at + 2].word != ")" or not tokens[at + 1].word.isupper():
        return at
    end = at + 3
    while end < len(tokens) and tokens[end].is_word and tokens[end].is_capitalised:
        end += 1
    return end if end > at + 3 and tokens[end - 1].word in _NAME_HEADS else at


def _joins_over_article(tokens: list[Token], start: int, at: int, whole: Set[str]) -> bool:
    follows = at + 2 < len(tokens) and tokens[at + 1].low == "the" and tokens[at + 2].is_capitalised
    return follows and _joins(tokens, start, at, whole)


def _joins(tokens: list[Token], start: int, at: int, whole: Set[str]) -> bool:
    """Whether a small word between two capitalised ones belongs to the name."""
    before, token, after = tokens[at - 1], tokens[at], tokens[at + 1]
    match token.low:
        case "&":
            return True
        case "'s" | "'":
            return _goes_over_possessive(tokens, at)
        case "of":
            return before.word in _OF_HEADS
        case "to":
            return before.low not in whole and after.low not in whole and at - start == 1
        case "for":
            bodies = w.ORGANISATION_NAME_HEADS | w.NETWORK_NAME_HEADS | _POSTS
            return before.word not in bodies - {"Agency", "Foundation", "Commission"} - _OF_HEADS
        case "and":
            return _joins_by_and(tokens, start, at, whole)
        case _:
            return False


def _joins_by_and(tokens: list[Token], start: int, at: int, whole: Set[str]) -> bool:
    before, after = tokens[at - 1].word, tokens[at + 1].word
    if before == "Police":
        return after == "Crime"
    if before in _NAME_HEADS and before not in _JOINING_NOUNS:
        return False
    if before in _JOINING_NOUNS and after in _JOINING_NOUNS and at - start < 6:
        return True
    return _names_one_body(tokens, start, at, whole)


def _names_one_body(tokens: list[Token], start: int, at: int, whole: Set[str]) -> bool:
    """``Kent and Medway Partnership``, ``Treatment and Recovery Grant``: what follows ``and`` leads to the one head noun."""
    right = tokens[at + 1 : _capital_end(tokens, at + 1)]
    if not right or right[-1].word not in _NAME_HEADS or (len(right) < 2 and right[-1].word not in _JOINING_NOUNS):
        return False
    left_name = " ".join(t.low for t in tokens[start:at])
    right_name = " ".join(t.low for t in right)
    right_is_place = right[0].low in whole or right[0].word == "District"
    return right_name not in whole and (left_name not in whole or right_is_place)


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
    if all(t.word in _JOINING_NOUNS or t.low in ("and", "&", "of", "for", "services") for t in tokens[start:end]):
        return Name(span, None, "")
    holds_post = tokens[end - 1].word in _POSTS or any(
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
    if head in _TOPICAL_ACRONYMS and end - start == 1:
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
