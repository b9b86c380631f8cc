"""Reported results: figures of reach, activity, result, size or money, with what was counted and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.extractors import words as w
from graphkit.extractors.page import Line, Page
from graphkit.extractors.tokens import Token
from graphkit.extractors.values import Quantity, find_quantities
from graphkit.extractors.verbs import is_verb, status_before
from graphkit.protocols import Rule
from graphkit.records import Claim, Kind, Outcome, Ref, Relation, SectionKind, Status

RULES = (
    Rule(
        "outcome.count@1",
        Relation.REPORTS,
        "reads reports from a figure with what is counted, of the initiative that the sentence speaks of.",
        ("In its first year 420 older tenants attended the community cooking workshops.",),
        ("Tenants aged 42 to 70 like the community cooking workshops.",),
    ),
    Rule(
        "targets.counted@1",
        Relation.TARGETS,
        "reads targets from those who are counted as taking part, reached, trained or helped.",
        ("In its first year 420 older tenants attended the community cooking workshops.",),
        ("The 420 older tenants liked the community cooking workshops.",),
    ),
    Rule(
        "outcome.rate@1",
        Relation.REPORTS,
        "reads reports from a percentage.",
        ("The postal testing kits had an average return rate of 50 per cent.",),
        ("The postal testing kits cost nothing.",),
    ),
    Rule(
        "outcome.money@1",
        Relation.REPORTS,
        "reads reports from a sum of money with a word of saving, cost or investment.",
        ("The healthy homes project has saved £1.2 million a year.",),
        ("The healthy homes project is worth every penny.",),
    ),
    Rule(
        "outcome.size@1",
        Relation.REPORTS,
        "reads reports from the number of an initiative's own parts.",
        ("Spectrum runs two specialist sexual health hubs.",),
        ("Spectrum runs specialist sexual health hubs.",),
    ),
)
_PEOPLE = w.POPULATION_HEADS - {"youth", "homeless"}
_NO_OUTCOME_UNITS = frozenset(
    "year years month months week weeks day days hour hours minute minutes years' time times age pm am miles mile km"
    " way ways thing things part parts stage stages theme themes area areas reason reasons question"
    " questions per st nd rd th chapter section page pages step steps body bodies authority authorities council councils partner partners lot lots along".split()
)
_MONEY_CUES = re.compile(
    r"(?<!\S)(?:sav\w+|cost\w*|invest\w*|fund\w*|grants?|budget|spen[dt]\w*|award\w*|secured?|worth|loans?|contract|raised|income)(?!\S)"
)
_REACHED = re.compile(
    r"(?<!\S)(?:took part|taken part|taking part|attended|completed|joined|involved|trained|reached|helped|supported|seen|consulted"
    r"|signed up|used|visited|received|benefited|benefitted|enrolled|engaged|came|gained|given|offered|housed|treated|registered)(?!\S)"
)
_FILLED_IN = re.compile(r"([a-z-]+) [–(,]? ?((?:filled in|completed|answered|returned|signed|submitted)) by\Z")
_LOCAL_STATISTIC = re.compile(
    r"(?<!\S)(?:population of|one of the|highest|lowest|ranked|census|diagnosed|died|deaths|nationally|in england|average in)(?!\S)"
)


def read(page: Page) -> Iterator[Claim]:
    """Every outcome with a figure, in order of the text."""
    for line in page.lines:
        section = page.outline.sections[line.sentence.section].kind
        if page.is_contact(line) or section is SectionKind.CHALLENGE or _LOCAL_STATISTIC.search(line.words):
            continue
        for quantity in find_quantities(page.outline.folded, line.sentence.span):
            yield from _read_quantity(page, line, quantity)


def _read_quantity(page: Page, line: Line, quantity: Quantity) -> Iterator[Claim]:
    at = _token_of(line, quantity)
    spelled_one = (
        len(quantity.value) == 1
        and not quantity.span.of(page.outline.folded)[-1].isdigit()
        and not _counts_initiative(line, at)
    )
    held = any(t.mention is not None and t.span.meets(quantity.span) for t in line.tokens)
    if at is None or spelled_one or held or _is_age_or_rank(line.tokens, at, quantity):
        return
    found = _what(page, line, quantity, at)
    if found is None:
        return
    what, unit, rule, confidence = found
    bearer, doubt = _bearer(page, line, at)
    if bearer is None:
        return
    status = status_before(line.tokens, at)
    if status is Status.NEGATED:
        status = Status.DONE
    if rule == "outcome.count@1" and bearer.kind is Kind.INITIATIVE:
        yield from _reached(page, line, at, bearer, confidence * (1 - doubt), status)
    outcome = Outcome(what, quantity.value, unit, quantity.is_approximate)
    yield page.claim(line, bearer, Relation.REPORTS, rule, confidence * (1 - doubt), outcome=outcome, status=status)


def _reached(page: Page, line: Line, at: int, bearer: Ref, confidence: float, status: Status) -> Iterator[Claim]:
    """Who is counted among those reached, trained or consulted is who it is for (guidelines, ruling 9)."""
    for index in range(at, min(at + 3, len(line.tokens))):
        ref = line.refs.get(index)
        if ref is not None:
            if ref.kind is Kind.POPULATION and _REACHED.search(line.words):
                yield page.claim(
                    line, bearer, Relation.TARGETS, "targets.counted@1", confidence * 0.95, obj=ref, status=status
                )
            return


def _counts_initiative(line: Line, at: int | None) -> bool:
    """A small number in words says something only of what is an initiative itself ("two hubs") or was agreed."""
    nearby = line.tokens[at : at + 4] if at is not None else []
    return any(t.mention is not None and t.mention.kind is Kind.INITIATIVE for t in nearby) or any(
        t.low in ("principles", "agreed") for t in nearby
    )


def _token_of(line: Line, quantity: Quantity) -> int | None:
    """Index of the token that follows the figure (a mention may hold it: ``12,000 pupils`` is not held)."""
    return next(
        (i for i, t in enumerate(line.tokens) if t.span.end > quantity.span.end or t.span.start >= quantity.span.end),
        None,
    )


def _is_age_or_rank(tokens: list[Token], at: int, quantity: Quantity) -> bool:
    before = [t.low for t in tokens if t.span.end <= quantity.span.start][-3:]
    after = tokens[at].low if at < len(tokens) else ""
    if (
        before
        and before[-1] in ("year", "years", "phase", "stage")
        and (quantity.is_approximate or len(quantity.value) > 2)
    ):
        return False
    if before and before[-1] in (
        "aged",
        "age",
        "ages",
        "under",
        "over",
        "top",
        "phase",
        "year",
        "stage",
        "section",
        "no",
        "between",
        "to",
        "step",
    ):
        return before[-1] not in ("over", "under", "to") or (
            quantity.unit == "" and after in ("s", "year", "years", "", "to", "and", ".", ",")
        )
    return after in ("to", "-", "/", "–") and quantity.unit == ""


def _what(page: Page, line: Line, quantity: Quantity, at: int) -> tuple[str, str, str, float] | None:
    tokens = line.tokens
    if quantity.unit == "GBP":
        cue = _MONEY_CUES.search(line.words)
        if cue is None:
            return None
        yearly = re.match(
            r"\s*(?:a|per|each) year|\s*annually", page.outline.folded[quantity.span.end : quantity.span.end + 12]
        )
        return (
            _phrase_around(page, line, quantity, cue.group()),
            "GBP/year" if yearly else "GBP",
            "outcome.money@1",
            0.6,
        )
    if quantity.unit == "%":
        return _phrase_around(page, line, quantity, ""), "%", "outcome.rate@1", 0.68
    phrase, head, mention_at = _counted(tokens, at)
    if phrase.startswith(("previous ", "existing ", "former ", "other ")):
        return None
    if not phrase or head in _NO_OUTCOME_UNITS:
        return None
    if (
        mention_at is not None
        and line.refs.get(mention_at) is not None
        and line.refs[mention_at].kind is Kind.INITIATIVE
    ):
        return phrase, head, "outcome.size@1", 0.62
    verb = _verb_phrase(line, quantity, phrase, at)
    return verb, "people" if head in _PEOPLE else head, "outcome.count@1", 0.74


def _counted(tokens: list[Token], at: int) -> tuple[str, str, int | None]:
    """(the noun phrase after a figure, its head noun, the token of its mention if it is one)."""
    words: list[str] = []
    head = ""
    for index in range(at, min(at + 6, len(tokens))):
        token = tokens[index]
        if token.mention is not None:
            name = token.mention.name
            if not name:  # "the council", "we": nobody counts them
                break
            return " ".join([*words, name]), name.split()[-1].lower(), index
        closed = token.low in w.PREPOSITIONS | w.CONJUNCTIONS | w.AUXILIARIES | w.DETERMINERS | w.PRONOUNS
        if not token.is_word or closed or (token.low in w.COMMON_VERBS and words) or token.low in w.ADVERBS:
            if token.low == "of" and not words and index + 1 < len(tokens):
                continue
            break
        words.append(token.low)
        head = token.low
    return " ".join(words), head, None


def _verb_phrase(line: Line, quantity: Quantity, phrase: str, at: int) -> str:
    """What was counted, with the verb that says what they did (``pupils attending``), in the text's own words."""
    filled = _FILLED_IN.search(" ".join(t.low for t in line.tokens if t.span.end <= quantity.span.start))
    if filled is not None:
        return f"{filled[1]} {filled[2]}"
    length = len(phrase.split()) if line.tokens[at].mention is None else 1
    for index in range(at + max(1, length), min(at + length + 3, len(line.tokens))):
        low = line.tokens[index].low
        if (is_verb(line.tokens, index) or low.endswith("ed")) and low not in w.AUXILIARIES | {"being"}:
            return f"{phrase} {low}"
    return phrase


def _phrase_around(page: Page, line: Line, quantity: Quantity, cue: str) -> str:
    """The few words that say what a sum or a percentage is of."""
    tokens = [t for t in line.tokens if t.span.start >= quantity.span.end][:7]
    after: list[str] = []
    for token in tokens:
        if not token.is_word or token.low in w.CONJUNCTIONS | {"was", "were", "has", "have", "by"}:
            break
        after.append(token.low)
    while after and after[-1] in w.PREPOSITIONS | w.DETERMINERS:
        after.pop()
    before = [t.low for t in line.tokens if t.span.end <= quantity.span.start][-6:]
    while before and (before[-1] in w.PREPOSITIONS | w.DETERMINERS | w.AUXILIARIES or not before[-1][0].isalnum()):
        before.pop()
    noun = re.search(
        r"(?:average )?[\w-]+ (?:rate|rates|uptake|reduction|increase|drop|fall|rise|share|satisfaction)\b",
        " ".join(before),
    )
    words = noun.group() if noun else " ".join(after).removeprefix("of ") or " ".join(before[-3:])
    return f"{cue} {words}".strip() if cue and cue not in words else words or "share"


def _bearer(page: Page, line: Line, at: int) -> tuple[Ref | None, float]:
    """The initiative that a figure is of: in the sentence (nearest to the figure), else the one spoken of before."""
    near = sorted((abs(i - at), i) for i, ref in line.refs.items() if ref.kind is Kind.INITIATIVE)
    if near:
        return line.refs[near[0][1]], 0.05 if len(near) == 1 else 0.15
    if any(ref.kind is Kind.ORGANISATION for i, ref in line.refs.items() if i < at):
        return None, 1.0  # the figure is that body's
    before = [ref for ref in line.previous if ref.kind is Kind.INITIATIVE]
    if before:
        return max(before, key=lambda ref: page.mentioned[ref]), 0.22 if len(set(before)) == 1 else 0.4
    section = [ref for ref in line.section_refs if ref.kind is Kind.INITIATIVE]
    main = page.main_initiative() if len(page.cast.councils) == 1 else None
    if main is not None:
        return main, 0.35
    return (section[-1], 0.35) if section else (None, 1.0)
