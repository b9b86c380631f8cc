"""Where the ends of a relation are looked for: subject, object, by-phrase and the like, without a parser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graphkit.extractors import words as w
from graphkit.extractors.tokens import Token
from graphkit.extractors.verbs import is_verb
from graphkit.records import Cast, Kind, Ref, Sentence

_HARD = frozenset('; : – "'.split())
_RELATIVE = frozenset("which that who whom whose where".split())
_SUBORDINATE = frozenset(
    "because so while whilst whereas although though if unless when once since as before after until".split()
)
_PP = frozenset(
    "without of in for with from at by across through under within between among over into on about including like".split()
)
_GERUNDS_OF_PROVIDING = frozenset("offering providing running delivering".split())
_PRONOUNS = frozenset("it they this".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A thing found for a role, where in the sentence (token index, -1: outside it), and how far that is from sure (0–1)."""

    ref: Ref
    at: int
    doubt: float = 0.0


@dataclass(slots=True)
class Place:
    """Where a trigger matched: the sentence's tokens, their things, the trigger's bounds and voice."""

    sentence: Sentence
    tokens: list[Token]
    refs: dict[int, Ref]
    cast: Cast
    start: int
    end: int
    passive: bool = False
    gerund: bool = False
    previous: tuple[Ref, ...] = ()
    following: tuple[Ref, ...] = ()
    section_refs: tuple[Ref, ...] = ()
    speaker_body: Ref | None = None

    def ref(self, at: int, kinds: tuple[Kind, ...]) -> Ref | None:
        """The thing at a token, if it is of one of the kinds (a council is an organisation too)."""
        found = self.refs.get(at)
        return found if found is not None and fits(found, kinds) else None


def fits(ref: Ref, kinds: tuple[Kind, ...]) -> bool:
    """Whether a thing may stand where these kinds are wanted."""
    return ref.kind in kinds or (ref.kind is Kind.COUNCIL and Kind.ORGANISATION in kinds)


def find_role(place: Place, kinds: tuple[Kind, ...], found_in: tuple[str, ...]) -> list[Found]:
    """The things for a role: those of the first place that has any."""
    for rank, name in enumerate(found_in):
        found = _FINDERS[name](place, kinds)
        if found:
            return [Found(f.ref, f.at, min(1.0, f.doubt + 0.08 * rank)) for f in found]
    return []


def _agent(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    return _by(place, kinds) if place.passive else _subject(place, kinds)


def _patient(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    return _subject(place, kinds) if place.passive else _object(place, kinds)


def _subject(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The subject of the verb that starts at ``place.start``."""
    start = _clause_start(place, place.start)
    relative = start > 0 and place.tokens[start - 1].low in _RELATIVE
    if relative:
        antecedent = _before(place, kinds, at=start - 1, reach=3)
        if antecedent:
            return [Found(f.ref, f.at, f.doubt + 0.05) for f in antecedent]
        if place.tokens[start - 1].low == "that":
            return _subject_between(place, start, kinds)
        return []
    found = _subject_between(place, start, kinds)
    if found:
        return found
    governing = _governing(place, start)
    if governing is None:
        return []
    lower, doubt = governing
    return [Found(f.ref, f.at, f.doubt + doubt) for f in _subject_between(place, lower, kinds)]


def _clause_start(place: Place, verb: int) -> int:
    at = verb
    while at:
        token = place.tokens[at - 1]
        if token.word == ")":
            opening = next((i for i in range(at - 2, -1, -1) if place.tokens[i].word == "("), at - 1)
            at = opening
            continue
        if (
            token.low in ("and", "but", "so")
            and at > 1
            and place.tokens[at - 2].word == ","
            and _has_subject(place, at, verb)
        ):
            return at
        if token.word in _HARD or token.low in _RELATIVE or (token.low in _SUBORDINATE and at - 1 > 0):
            return at
        at -= 1
    return 0


def _has_subject(place: Place, start: int, verb: int) -> bool:
    """Whether a clause after ``, and`` has a subject of its own before its verb."""
    first = place.tokens[start]
    return (
        start < verb
        and (first.mention is not None or first.low in w.DETERMINERS | w.PRONOUNS)
        and not is_verb(place.tokens, start)
    )


def _governing(place: Place, start: int) -> tuple[int, float] | None:
    """Where the clause before this one starts, for ``… has A, while doing B``: its subject serves for both."""
    if not start:
        return None
    tokens = place.tokens
    if tokens[start - 1].word in ("(", '"', ";"):
        return None
    at = start - 1
    while at and tokens[at - 1].word not in _HARD:
        at -= 1
    return (at, 0.15) if at < start - 1 else None


def _subject_between(place: Place, start: int, kinds: tuple[Kind, ...]) -> list[Found]:
    """The first thing of the subject phrase, with what is joined to it by ``and``; things after a preposition come last."""
    tokens = place.tokens
    limit = _first_verb(place, start)
    late: list[Found] = []
    at = start
    while at < limit:
        ref = place.ref(at, kinds)
        if ref is not None:
            led = _led_by_preposition(tokens, at, start)
            if led and _comma_between(tokens, at, limit):
                at += 1
                continue
            owns = at + 1 < len(tokens) and tokens[at + 1].low == "'s"
            if not led and not owns:
                return [Found(ref, at), *_siblings(place, at, kinds, limit)]
            late.append(Found(ref, at, 0.2 if led else 0.25))
        elif tokens[at].low in _PRONOUNS and tokens[at].mention is None and at + 1 <= limit:
            stands = _antecedent(place, kinds)
            if stands is not None and not late:
                return [Found(stands[0], at, stands[1])]
        at += 1
    return late[:1]


def _first_verb(place: Place, start: int) -> int:
    """The first finite verb at or after ``start``, at the latest the trigger itself."""
    return next((at for at in range(start + 1, place.start) if is_verb(place.tokens, at)), place.start)


def _led_by_preposition(tokens: list[Token], at: int, start: int) -> bool:
    before = at - 1
    steps = 0
    while before >= start and steps < 3:
        low = tokens[before].low
        if low in _PP:
            return True
        if low not in w.DETERMINERS and low not in w.GENERIC_MODIFIERS:
            return False
        before -= 1
        steps += 1
    return False


def _comma_between(tokens: list[Token], at: int, limit: int) -> bool:
    return any(tokens[i].word == "," for i in range(at + 1, limit))


def _siblings(place: Place, at: int, kinds: tuple[Kind, ...], limit: int) -> list[Found]:
    """What is joined to a thing: ``A, B and C``; small words may stand between, another thing may not."""
    found: list[Found] = []
    tokens = place.tokens
    current = at
    while True:
        following = _next_joined(tokens, current, limit)
        if following is None:
            return found
        ref = place.ref(following, kinds)
        if ref is None:
            return found
        found.append(Found(ref, following, 0.03))
        current = following


def _next_joined(tokens: list[Token], at: int, limit: int) -> int | None:
    """Index of the next member of a list, or None where the list ends."""
    current = at + 1
    joined = False
    skipped = 0
    while current < min(limit, len(tokens)):
        token = tokens[current]
        if token.mention is not None:
            return current if joined else None
        if token.word in (",", "&") or token.low in ("and", "plus", "or"):
            joined = True
        elif token.low in ("as", "well", "along", "with", "together", "alongside") and skipped < 3:
            joined = (
                joined
                or token.low in ("with", "alongside")
                or (token.low == "as" and tokens[current - 1].low == "well")
            )
            skipped += 1
        elif joined and token.low in w.DETERMINERS | w.GENERIC_MODIFIERS | {"both", "local"} and skipped < 4:
            skipped += 1
        else:
            return None
        current += 1
    return None


def _object(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The object of the verb that ends before ``place.end``, with what is joined to it."""
    limit = _object_limit(place, place.end)
    for at in range(place.end, min(limit, place.end + 14)):
        if _is_owner(place, at):
            continue
        ref = place.ref(at, kinds)
        if ref is not None:
            doubt = 0.02 * max(0, at - place.end - 4)
            if any(t.mention is not None for t in place.tokens[place.end : at]):
                doubt += 0.12
            return [Found(ref, at, doubt), *_siblings(place, at, kinds, limit)]
        if place.tokens[at].word == "," or place.tokens[at].low == "to":
            return []
        if place.tokens[at].low in ("it", "them") and at == place.end:
            stands = _antecedent(place, kinds)
            return [Found(stands[0], at, stands[1] + 0.05)] if stands is not None else []
    return []


def _object_limit(place: Place, start: int) -> int:
    seen_thing = False
    for at in range(start, len(place.tokens)):
        token = place.tokens[at]
        if token.mention is not None:
            seen_thing = True
            continue
        if token.word in ('"', ";", ":", "–") or token.low in _SUBORDINATE - {"as", "before", "after", "since"}:
            return at
        if at > start and token.low in _RELATIVE:
            return at
        if seen_thing and (token.low in w.AUXILIARIES or (token.low == "to" and _is_verb(place, at + 1))):
            return at
        if at > start and token.low in ("is", "are", "was", "were", "has", "have", "had", "will", "would", "can"):
            return at
    return len(place.tokens)


def _is_verb(place: Place, at: int) -> bool:
    return at < len(place.tokens) and place.tokens[at].mention is None and place.tokens[at].low not in w.DETERMINERS


def _antecedent(place: Place, kinds: tuple[Kind, ...]) -> tuple[Ref, float] | None:
    """What "it" or "they" stands for, with the doubt: the first fitting thing of the sentence before.

    It is safe only where it is the one thing that fits.
    """
    wanted = tuple(k for k in kinds if k in (Kind.INITIATIVE, Kind.NETWORK)) or kinds
    fitting = [ref for ref in place.previous if fits(ref, wanted)] or [
        ref for ref in place.previous if fits(ref, kinds)
    ]
    if not fitting:
        return None
    return fitting[0], 0.2 if len(fitting) == 1 else 0.42


def _after_word(words: frozenset[str], *, reach: int, gap: int) -> Callable[[Place, tuple[Kind, ...]], list[Found]]:
    """A finder of things after a preposition that follows the trigger."""

    def finder(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
        tokens = place.tokens
        limit = _object_limit(place, place.end)
        for at in range(place.end, min(limit, place.end + reach)):
            if tokens[at].low in words and tokens[at].mention is None:
                for inner in range(at + 1, min(limit, at + 1 + gap)):
                    if _is_owner(place, inner):
                        continue
                    ref = place.ref(inner, kinds)
                    if ref is not None:
                        doubt = 0.02 * (at - place.end)
                        return [Found(ref, inner, doubt), *_siblings(place, inner, kinds, limit)]
                    if tokens[inner].mention is not None or tokens[inner].word == ",":
                        break
        return []

    return finder


_by = _after_word(frozenset({"by"}), reach=12, gap=7)


def _is_owner(place: Place, at: int) -> bool:
    """``Blackpool's Pause Project``: the first thing only says whose the second is."""
    return at + 1 < len(place.tokens) and place.tokens[at].mention is not None and place.tokens[at + 1].low == "'s"


def _after(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The nearest things after a phrase, with what is joined to them."""
    limit = _object_limit(place, place.end)
    for at in range(place.end, min(limit, place.end + 7)):
        if _is_owner(place, at):
            continue
        ref = place.ref(at, kinds)
        if ref is not None:
            return [Found(ref, at, 0.03 * (at - place.end)), *_siblings(place, at, kinds, limit)]
        if place.tokens[at].mention is not None or place.tokens[at].word == ",":
            return []
    return []


def _next(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """What comes straight after a phrase, articles and such apart, with what is joined to it."""
    limit = _object_limit(place, place.end)
    for at in range(place.end, min(limit, place.end + 5)):
        if _is_owner(place, at) or place.tokens[at].low == "'s":
            continue
        ref = place.ref(at, kinds)
        if ref is not None:
            return [Found(ref, at), *_siblings(place, at, kinds, limit)]
        token = place.tokens[at]
        if (
            token.mention is not None
            or token.low not in w.DETERMINERS | w.GENERIC_MODIFIERS | w.ADVERBS | _GERUNDS_OF_PROVIDING
        ):
            return []
    return []


def _list(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The members of a list after a colon."""
    for at in range(place.end, min(place.end + 3, len(place.tokens))):
        if place.tokens[at].word == ":":
            return [Found(place.refs[i], i, 0.03) for i in sorted(place.refs) if i > at and fits(place.refs[i], kinds)]
    return []


def _complement(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """``a key part of A is B``, ``other parts of A include B``: what stands after the verb."""
    for at in range(place.end, min(place.end + 6, len(place.tokens))):
        if place.tokens[at].low in ("is", "are", "was", "were", "include", "includes", "included"):
            limit = len(place.tokens)
            for inner in range(at + 1, min(at + 8, limit)):
                ref = place.ref(inner, kinds)
                if ref is not None:
                    return [Found(ref, inner, 0.02), *_siblings(place, inner, kinds, limit)]
    return []


def _before(place: Place, kinds: tuple[Kind, ...], at: int | None = None, reach: int = 4) -> list[Found]:
    """The nearest thing before a phrase, with what is joined to it on its left."""
    end = place.start if at is None else at
    for index in range(end - 1, max(-1, end - 1 - reach), -1):
        ref = place.ref(index, kinds)
        if ref is not None:
            return [Found(ref, index, 0.03 * (end - 1 - index)), *_left_siblings(place, index, kinds)]
        if place.tokens[index].mention is not None or place.tokens[index].word in _HARD:
            return []
    return []


def _left_siblings(place: Place, at: int, kinds: tuple[Kind, ...]) -> list[Found]:
    found: list[Found] = []
    current = at
    for index in range(at - 1, max(-1, at - 12), -1):
        ref = place.ref(index, kinds)
        if ref is not None and _next_joined(place.tokens, index, current + 1) == current:
            found.append(Found(ref, index, 0.03))
            current = index
        elif place.tokens[index].mention is not None:
            break
    return found


def _after_second(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The later members of a list after a phrase (``between A and B``: B)."""
    return _after(place, kinds)[1:]


def _before_second(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The earlier members of a list before a phrase (``A and B are working together``: A)."""
    return _before(place, kinds)[1:]


def _wide_before(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    return _before(place, kinds, reach=10)


def _home_if_passive(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """A passive without its agent: in a document about one council, the council (guidelines, ruling 2)."""
    return _home(place, kinds) if place.passive else []


def _owner(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The one thing that stands straight before ``'s``."""
    ref = place.ref(place.start - 1, kinds) if place.start else None
    return [Found(ref, place.start - 1)] if ref is not None else []


def _left(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The nearest fitting thing to the left in the same clause, other things between."""
    for at in range(place.start - 1, max(-1, place.start - 15), -1):
        ref = place.ref(at, kinds)
        if ref is not None:
            return [Found(ref, at, 0.12 + 0.01 * (place.start - at))]
        if place.tokens[at].word in _HARD or is_verb(place.tokens, at):
            return []
    return []


def _home_if_near(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """A passive without its agent, beside a sentence that has the council act (guidelines, ruling 2)."""
    home = place.cast.home_at(place.sentence.span.start)
    acts = home is not None and (home in place.previous[:1] or home in place.following)
    return _home(place, kinds) if place.passive and acts else []


def _main_subject(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """``When commissioning its service, the council …``: the subject of the main clause, after the comma."""
    if not place.gerund:
        return []
    for at in range(place.end, len(place.tokens)):
        if place.tokens[at].word == ",":
            for inner in range(at + 1, min(at + 8, len(place.tokens))):
                ref = place.ref(inner, kinds)
                if ref is not None:
                    return [Found(ref, inner, 0.1)]
    return []


def _home(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The document's own council (or, in a digest, the part's)."""
    ref = place.cast.home_at(place.sentence.span.start)
    return [Found(ref, -1, 0.12)] if ref is not None and fits(ref, kinds) else []


def _focus(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The thing that the sentence before, or else the section, speaks of."""
    fitting = [ref for ref in place.previous if fits(ref, kinds)]
    if fitting:
        return [Found(fitting[0], -1, 0.2)]
    fitting = [ref for ref in place.section_refs if fits(ref, kinds)]
    return [Found(fitting[-1], -1, 0.3)] if fitting else []


def _body_before(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """``Its campaign …`` at the head of a sentence: whose it is, where the sentence before begins with one body."""
    if place.start > 1 or not place.previous or not fits(place.previous[0], kinds):
        return []
    return [Found(place.previous[0], -1, 0.1)]


def _joined(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The name that stands straight before, nothing between."""
    ref = place.ref(place.start - 1, kinds) if place.start else None
    return [Found(ref, place.start - 1)] if ref is not None else []


def _joined_all(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The name that stands straight before, with those that are joined to it on its left."""
    found = _joined(place, kinds)
    return [*found, *_left_siblings(place, place.start - 1, kinds)] if found else []


def _after_comma(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """``Together with Age UK, the council …``: the subject of the clause after the first comma."""
    if place.start > 0:
        return []
    reach = range(place.end, min(place.end + 14, len(place.tokens)))
    comma = next((at for at in reach if place.tokens[at].word == ","), len(place.tokens))
    for at in range(comma + 1, min(comma + 4, len(place.tokens))):
        ref = place.ref(at, kinds)
        if ref is not None:
            return [Found(ref, at, 0.04), *_siblings(place, at, kinds, len(place.tokens))]
        if place.tokens[at].low not in w.DETERMINERS:
            break
    return []


def _through_list(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The fitting members of a list, with others among them that are not known: ``local dentists, Age UK and X``."""
    found: list[Found] = []
    for at in range(place.end, min(place.end + 40, len(place.tokens))):
        if is_verb(place.tokens, at) or place.tokens[at].word in _HARD:
            break
        ref = place.ref(at, kinds)
        if ref is not None and not _is_owner(place, at):
            found.append(Found(ref, at, 0.04))
    return found


def _in_clause(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The one fitting thing on the left within the sentence; none where there are several."""
    found = {place.refs[at]: at for at in sorted(place.refs) if at < place.start and fits(place.refs[at], kinds)}
    return [Found(ref, at, 0.1) for ref, at in found.items()] if len(found) == 1 else []


def _straight_patient(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The patient, in the active only where it stands straight after the verb (``set up X``, not ``set up links with X``)."""
    return _patient(place, kinds) if place.passive else _next(place, kinds)


def _next_one(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """What comes straight after a phrase, without what is joined to it."""
    return _next(place, kinds)[:1]


def _first(place: Place, kinds: tuple[Kind, ...]) -> list[Found]:
    """The first fitting thing of the sentence before the trigger."""
    for at in range(place.start):
        ref = place.ref(at, kinds)
        if ref is not None:
            return [Found(ref, at, 0.1), *_siblings(place, at, kinds, place.start)]
    return []


_FINDERS: dict[str, Callable[[Place, tuple[Kind, ...]], list[Found]]] = {
    "agent": _agent,
    "patient": _patient,
    "subject": _subject,
    "object": _object,
    "by": _by,
    "in": _after_word(frozenset({"in", "at", "across", "throughout"}), reach=10, gap=4),
    "after": _after,
    "next": _next,
    "next-one": _next_one,
    "straight-patient": _straight_patient,
    "in-clause": _in_clause,
    "through-list": _through_list,
    "after-second": _after_second,
    "list": _list,
    "complement": _complement,
    "before": _before,
    "before-second": _before_second,
    "wide-before": _wide_before,
    "left": _left,
    "owner": _owner,
    "first": _first,
    "body-before": _body_before,
    "joined": _joined,
    "joined-all": _joined_all,
    "after-comma": _after_comma,
    "home": _home,
    "home-if-near": _home_if_near,
    "home-if-passive": _home_if_passive,
    "main-subject": _main_subject,
    "focus": _focus,
}
