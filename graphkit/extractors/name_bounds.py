"""Where a proper name begins and ends: runs of capitalised words, and what joins two of them into one name."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise

from graphkit.extractors import words as w
from graphkit.extractors.tokens import Token, make_token
from graphkit.records import Span

_OF_HEADS = frozenset(
    "University Department Ministry Association College Institute Society Federation Office School Centre Bank Friends"
    " Church Diocese Museum Houses House Royal Academy Faculty Voice Chamber Community"
    " Commissioner Confederation Union Guild Board Council City Borough Isle Isles Bishop University Alliance Network".split()
)
JOINING_NOUNS = frozenset(
    "Health Social Care Adult Adults Children Children's Education Fire Rescue Skills Housing Culture Sport Community"
    " Communities Voluntary Drug Drugs Alcohol Wellbeing Environment Regeneration Families Family Young People Learning"
    " Disability Disabilities Homes Arts Heritage Employment Business Planning Transport Digital Security Rural Food Work"
    " Pensions Media Sciences Technology Engineering Enterprise Economic Growth Local Prevention Recovery Tourism Leisure"
    " Parks Libraries Museums Neighbourhoods Places Partnerships Industrial Energy Climate Water Ageing Advice Carers"
    " Public Treatment Support Research Development Policing Crime Commissioning Safety Regulatory Corporate Customer"
    " Probation Youth Offending Sexual Reproductive Mental Physical Activity Carbon Net Women Girls Nutrition".split()
)
TOPICAL_ACRONYMS = frozenset(
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
CALLS = frozenset(
    "get make step stay keep go live love move be ask think talk walk ride cycle eat cook grow good great better best safe safer"
    " healthy active warm smoke smokefree stop start ready call find give help join know learn play read share shop support"
    " take tell try use work one every all our your first next together everyone beat lose choose change connect connecting"
    " growing building making keeping living moving working creating inspiring tackling stronger brighter bright thrive shine"
    " fresh digital green clean cool winter summer home homes".split()
)
NAME_HEADS = w.ORGANISATION_NAME_HEADS | w.NETWORK_NAME_HEADS | w.INITIATIVE_NAME_HEADS | w.PLACE_NAME_HEADS
POSTS = frozenset("Manager Officer Director Coordinator Co-ordinator Adviser Advisor Consultant Leader".split())
_AMOUNT = re.compile(r"\d[\d.,]*[A-Za-z]{1,2}")  # 5Gb, 20k
AREA_WORDS = frozenset("English Welsh Scottish Irish British European UK EU".split())
# Whose things a name may be without being said to own them: "Children's Social Care Innovation Programme".
_NAMED_FOR = frozenset(
    "Children People Women Men Girls Boys Carers Veterans Tenants Residents Citizens Parents Students"
    " Farmers Workers Patients Families Commissioner Dragons Drivers Governors Teachers Pensioners Travellers Mayor Lord"
    " King Queen Prince Princess".split()
)


def join_listed(folded: str, tokens: list[Token]) -> list[Token]:
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


def proper_words(sentences: list[list[Token]]) -> frozenset[str]:
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


def runs_of_capitals(tokens: list[Token], proper: frozenset[str], whole: Set[str]) -> list[tuple[int, int]]:
    """(start, end) token indexes of each name of a sentence, in order.

    ``proper``: words as written that are names even where a sentence starts (`proper_words`); ``whole``: names of known
    bodies and places, in small letters, that no joining may cut.
    """
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
    if token.word in TOPICAL_ACRONYMS:  # "GP surgeries", but "British Cycling", "Welsh Government"
        return token.word in AREA_WORDS and at + 1 < len(tokens) and tokens[at + 1].is_capitalised
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
    is_field = following and token.word in proper and token.word in JOINING_NOUNS  # "Housing First was awarded"
    calls = following and token.low in CALLS and tokens[at + 1].low not in whole  # "Get Work Ready is a programme"
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
    return end > at + 1 and tokens[end - 1].word in NAME_HEADS


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
    return end if end > at + 3 and tokens[end - 1].word in NAME_HEADS else at


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
            bodies = w.ORGANISATION_NAME_HEADS | w.NETWORK_NAME_HEADS | POSTS
            return before.word not in bodies - {"Agency", "Foundation", "Commission"} - _OF_HEADS
        case "and":
            return _joins_by_and(tokens, start, at, whole)
        case _:
            return False


def _joins_by_and(tokens: list[Token], start: int, at: int, whole: Set[str]) -> bool:
    before, after = tokens[at - 1].word, tokens[at + 1].word
    if before == "Police":
        return after == "Crime"
    if before in NAME_HEADS and before not in JOINING_NOUNS:
        return False
    if before in JOINING_NOUNS and after in JOINING_NOUNS and at - start < 6:
        return True
    return _names_one_body(tokens, start, at, whole)


def _names_one_body(tokens: list[Token], start: int, at: int, whole: Set[str]) -> bool:
    """``Kent and Medway Partnership``, ``Treatment and Recovery Grant``: what follows ``and`` leads to the one head noun."""
    right = tokens[at + 1 : _capital_end(tokens, at + 1)]
    if not right or right[-1].word not in NAME_HEADS or (len(right) < 2 and right[-1].word not in JOINING_NOUNS):
        return False
    left_name = " ".join(t.low for t in tokens[start:at])
    right_name = " ".join(t.low for t in right)
    right_is_place = right[0].low in whole or right[0].word == "District"
    return right_name not in whole and (left_name not in whole or right_is_place)
