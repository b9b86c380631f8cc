"""From mentions to the things of one document: who is who, by the register, abbreviations, short forms, "the scheme".

Only one document, the register and the topic scheme are known here, so that no other document can move an id.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeGuard

from graphkit.ids import scoped_slug, slug
from graphkit.knowledge import Knowledge
from graphkit.namesakes import Hints, meant, period_of
from graphkit.records import Cast, Description, Kind, Mention, Outline, Ref, Section, Span, Thing
from graphkit.register import Register
from graphkit.resolution.coreference import link
from graphkit.resolution.name_parts import folded_words, place_words, tells_apart
from graphkit.wording import split_abbreviation

_LEGAL = re.compile(r"[,.]?\s+(?:cic|c\.i\.c\.|ltd\.?|limited|llp|plc|cio|uk)$", re.IGNORECASE)


_COPULA = re.compile(r" (?:is|was) (?:an? |the |its |the council's |one of the )?|, an? ")
_OF = re.compile(r"\b(?:of|in|to|for|by|with)(?: the)? $")  # "a key part of Warm Rooms is a boiler scheme"
_APPOSED = re.compile(r"(?:, | \(| called |, called | named | known as )(?:the )?['\"]?")
_MOST_WORDINGS = 400  # descriptions that a document is searched for; a study has dozens
_GENERIC_HEADS = frozenset(
    "scheme schemes project projects programme programmes initiative initiatives pilot pilots service services".split()
)
_MOST_WORDS = 9  # of a name of something described


@dataclass(slots=True)
class _Node:
    """A thing in the making."""

    kind: Kind
    forms: Counter[str] = field(default_factory=Counter)
    first: int = 0
    last: int = 0
    is_specific: bool = False
    is_strong: bool = False
    proper: set[str] = field(default_factory=set)
    target: str = ""


def resolve(outline: Outline, mentions: tuple[Mention, ...], inner: tuple[Mention, ...], knowledge: Knowledge) -> Cast:
    """The things of one document and what each mention stands for."""
    councils, homes = _home_councils(outline, mentions, knowledge)
    scope = councils[0].slug if len(councils) == 1 else outline.document.slug
    maker = _Maker(outline, knowledge, scope, councils, homes)
    named = tuple(_named_at_once(outline, mentions))
    maker.link([m for m in named if m.kind is Kind.INITIATIVE and m.target != "earlier"])
    refs = tuple(maker.place(mention) for mention in named)
    inner_refs = tuple(maker.place(mention) for mention in inner)
    maker.place_homes()
    final = maker.final_refs()
    return Cast(
        mentions,
        tuple(final[i] if i is not None else None for i in refs),
        inner,
        tuple(final[i] if i is not None else None for i in inner_refs),
        maker.things(final),
        councils,
        homes,
    )


def _named_at_once(outline: Outline, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """``a pilot project, Warm Rooms``, ``Warm Rooms is a pilot project``: described and named in one breath is one thing."""
    for before, mention, following in zip((None, *mentions), mentions, (*mentions[1:], None), strict=False):
        named = None
        if mention.kind is Kind.INITIATIVE and not mention.is_specific and not mention.target:
            if _is_name(following) and _APPOSED.fullmatch(outline.folded, mention.span.end, following.span.start):
                named = following
            elif _is_name(before) and _COPULA.fullmatch(outline.folded, before.span.end, mention.span.start):
                named = None if _OF.search(outline.folded[: before.span.start][-9:]) else before
        if named is None:
            yield mention
        else:
            yield replace(mention, name=named.name, rule=named.rule, is_specific=True)


def _is_name(mention: Mention | None) -> TypeGuard[Mention]:
    return mention is not None and mention.is_specific and mention.kind is Kind.INITIATIVE


def _home_councils(
    outline: Outline, mentions: tuple[Mention, ...], knowledge: Knowledge
) -> tuple[tuple[Ref, ...], tuple[tuple[Span, Ref], ...]]:
    """The councils that the document is about, and for several: which part is whose."""
    named = [m for m in mentions if m.kind is Kind.COUNCIL and m.target != "home" and m.name]
    parts = _parts(outline, named)
    if len({ref for _, ref in parts}) > 1:
        return tuple(sorted({ref for _, ref in parts})), tuple(parts)
    in_title = [m for m in named if outline.title is not None and outline.title.holds(m.span)]
    titled = sorted({_council_ref(m) for m in in_title})
    if not titled and outline.document.description.title:
        titled = _councils_in(outline.document.description, named, knowledge)
    if len(titled) == 1:
        return tuple(titled), ()
    if len(titled) > 1:
        return tuple(titled), ()
    weights = Counter[Ref]()
    for mention in named:
        weights[_council_ref(mention)] += 3 if mention.rule.startswith("council.register") else 1
    if not weights:
        return _by_places(outline, mentions), ()
    best, most = min(weights.items(), key=lambda item: (-item[1], item[0]))
    others = sum(weights.values()) - most
    return ((best,), ()) if most > others else ((), ())


def _by_places(outline: Outline, mentions: tuple[Mention, ...]) -> tuple[Ref, ...]:
    """Where no council is named: the one whose place stands in the title."""
    if outline.title is None:
        return ()
    found = {m.target for m in mentions if m.kind is Kind.PLACE and m.target and outline.title.holds(m.span)}
    return (Ref(Kind.COUNCIL, found.pop()),) if len(found) == 1 else ()


def _councils_in(given: Description, named: list[Mention], knowledge: Knowledge) -> list[Ref]:
    """The council that a title from the source table names before a colon or dash.

    A name that is also a common word ("Reading: books for all") is one only where the text names that council.
    """
    head = re.split(r"[:–—-]\s", given.title, maxsplit=1)[0]
    told = frozenset(m.target for m in named if m.target)
    hints = Hints(told, f"{given.title}\n{given.publisher}", period_of(given.issued))
    council = meant(knowledge.register, head, hints)
    if council is None or (knowledge.register.is_ambiguous_word(head) and council.slug not in told):
        return []
    return [Ref(Kind.COUNCIL, council.slug)]


def _parts(outline: Outline, named: list[Mention]) -> list[tuple[Span, Ref]]:
    """Stretches of a digest: from a heading that names one council to the next that names one."""
    heads: list[tuple[Section, Ref]] = []
    for section in outline.sections:
        if section.heading_span is None:
            continue
        inside = {_council_ref(m) for m in named if section.heading_span.holds(m.span)}
        if len(inside) == 1:
            heads.append((section, inside.pop()))
    if not heads:
        return []
    ends = [section.span.start for section, _ in heads[1:]] + [len(outline.folded)]
    return [(Span(section.span.start, end), ref) for (section, ref), end in zip(heads, ends, strict=True)]


def _council_ref(mention: Mention) -> Ref:
    return Ref(Kind.COUNCIL, mention.target or slug(mention.name))


def _of_tier(home: Ref, word: str, register: Register) -> Ref | None:
    """``the county council`` in a document on a council: that one if it is such, of a district its county, else nobody."""
    council = register.by_slug(home.slug)
    if council is None or word == "town":
        return home if council is None else None
    is_such = {
        "county": council.tier == "county" or "County" in council.official_name,
        "district": council.tier == "district" or "District" in council.official_name,
        "borough": "Borough" in council.official_name,
        "city": "City" in council.official_name,
    }[word]
    if is_such:
        return home
    return Ref(Kind.COUNCIL, council.upper_tier) if word == "county" and council.upper_tier else None


class _Maker:
    """Gathers mentions into things, in order of the text."""

    def __init__(
        self,
        outline: Outline,
        knowledge: Knowledge,
        scope: str,
        councils: tuple[Ref, ...],
        homes: tuple[tuple[Span, Ref], ...],
    ) -> None:
        self._outline, self._knowledge, self._scope = outline, knowledge, scope
        self._cast = Cast((), (), (), (), (), councils, homes)
        self._nodes: list[_Node] = []
        self._by_key: dict[tuple[Kind, str], int] = {}
        self._by_first_word: dict[tuple[Kind, str], list[str]] = {}
        self._by_surname: dict[str, list[str]] = {}
        self._linked: dict[Span, int | None] = {}
        self._initiatives: list[int] = []
        self._council: tuple[int, Ref] | None = None
        self._named_last: Mention | None = None

    def _last_council(self, mention: Mention) -> Ref | None:
        """In a document about several councils "the council" is the one last named; "we" and "the city" tell nothing."""
        if (
            self._council is None
            or mention.rule != "council.the-council@1"
            or mention.span.start - self._council[0] > 900
        ):
            return None
        return self._council[1]

    def _is_joined(self, mention: Mention) -> bool:
        """``Wigan Council and Leeds City Council``: "the council" after that is neither."""
        last = self._named_last
        between = self._outline.folded[last.span.end : mention.span.start].strip() if last is not None else "-"
        return between in ("and", ",", "&", ", and")

    def place(self, mention: Mention) -> int | None:
        """The index of the thing that the mention stands for; None where it stands for none."""
        if mention.target == "home":
            home = self._cast.home_at(mention.span.start) or self._last_council(mention)
            if home is not None and mention.rule == "council.the-tier-council@1":
                home = _of_tier(home, mention.name, self._knowledge.register)
            return self._node(Kind.COUNCIL, home.slug, mention, form="", target=home.slug) if home else None
        if mention.target == "earlier":
            return self._earlier(mention)
        if mention.kind is Kind.INITIATIVE:
            return self._initiative(mention)
        if mention.kind is Kind.COUNCIL:
            self._council = None if self._is_joined(mention) else (mention.span.start, _council_ref(mention))
            self._named_last = mention
        key = self._key(mention)
        if mention.kind is Kind.PERSON:
            key = self._person_key(mention.name)
        return self._node(mention.kind, key, mention, form=mention.name, target=mention.target)

    def link(self, mentions: list[Mention]) -> None:
        """Find out which initiative each mention of one stands for, before things are made."""
        weights = self._knowledge.weights
        numbers = link(self._outline, mentions, weights.initiatives, weights.least["link"])
        self._linked = {m.span: number for m, number in zip(mentions, numbers, strict=True)}

    def _initiative(self, mention: Mention) -> int | None:
        """The initiative that a mention stands for; a form that tells nothing apart names nothing."""
        number = self._linked.get(mention.span)
        if number is None:
            return None
        return self._node(mention.kind, str(number), mention, form=mention.name, target="")

    def _earlier(self, mention: Mention) -> int | None:
        """What "the scheme" stands for: the last initiative with that head; for a general head, the last one at all."""
        head = _singular(mention.name.split()[-1])
        candidates = [
            (self._nodes[index].last, index)
            for index in self._initiatives[-_MOST_WORDINGS:]
            if mention.span.start - self._nodes[index].last < 2500
        ]
        same = [c for c in candidates if any(head in _singular(f).split() for f in self._nodes[c[1]].forms)]
        near = [c for c in candidates if mention.span.start - c[0] < 700] if mention.name in _GENERIC_HEADS else []
        strong = [c for c in near if self._nodes[c[1]].is_strong or self._nodes[c[1]].is_specific]
        if head == "service" and same:
            most = max(sum(self._nodes[c[1]].forms.values()) for c in same)
            same = [c for c in same if sum(self._nodes[c[1]].forms.values()) == most]
        chosen = max(same or strong or near, default=None)
        if chosen is None:
            return None
        self._nodes[chosen[1]].last = mention.span.start
        return chosen[1]

    def _node(self, kind: Kind, key: str, mention: Mention, *, form: str, target: str) -> int:
        index = self._by_key.get((kind, key))
        if index is None:
            index = len(self._nodes)
            self._by_key[(kind, key)] = index
            self._nodes.append(
                _Node(kind, first=mention.span.start, target=target if kind in (Kind.COUNCIL, Kind.TOPIC) else "")
            )
            if kind is Kind.INITIATIVE:
                self._initiatives.append(index)
        node = self._nodes[index]
        node.last = mention.span.start
        node.is_specific = node.is_specific or mention.is_specific
        node.is_strong = node.is_strong or "strong-head" in mention.rule
        for said in _forms(form):
            node.forms[said] += 1
            if mention.is_specific:
                node.proper.add(said)
        return index

    def _key(self, mention: Mention) -> str:
        if mention.kind in (Kind.COUNCIL, Kind.TOPIC):
            return mention.target or slug(mention.name)
        name = mention.target if mention.target and mention.kind is not Kind.PLACE else mention.name
        plain = _plain(split_abbreviation(name)[0])
        if mention.kind in (Kind.ORGANISATION, Kind.NETWORK):
            plain = _LEGAL.sub("", plain)
            return self._prefix_key(mention.kind, plain)
        if mention.kind is Kind.POPULATION:
            return _singular(plain)
        return plain

    def _prefix_key(self, kind: Kind, plain: str) -> str:
        """A name whose first words are another's whole name is that one in full (Spectrum, Spectrum Community Health)."""
        for known in self._by_first_word.setdefault((kind, plain.partition(" ")[0]), []):
            short, long = sorted((known, plain), key=len)
            is_short = long.startswith(short + " ") and len(short) > 4 and not _is_common(short)
            if known == plain or (is_short and not self._is_branch(short, long.removeprefix(short + " "))):
                return known
        self._by_first_word[(kind, plain.partition(" ")[0])].append(plain)
        return plain

    def _is_branch(self, short: str, rest: str) -> bool:
        """Whether one name is a body of the register and the other adds where: "Age UK Leeds" is not "Age UK"."""
        places = place_words(self._knowledge)
        words = [word for word in folded_words(rest) if word not in ("and", "of", "in")]
        is_body = short in _body_names(self._knowledge)
        return is_body and bool(words) and all(tells_apart(word, places) for word in words)

    def _person_key(self, name: str) -> str:
        words = _plain(name).split()
        for known in self._by_surname.setdefault(words[-1], []):
            if len(words) == 1 or known.split()[0] == words[0]:
                return known
        self._by_surname[words[-1]].append(" ".join(words))
        return " ".join(words)

    def place_homes(self) -> None:
        """A council that only the source table or a place in the title names is a thing of the document too."""
        for ref in self._cast.councils:
            if (ref.kind, ref.slug) not in self._by_key:
                self._by_key[(ref.kind, ref.slug)] = len(self._nodes)
                self._nodes.append(_Node(ref.kind, target=ref.slug))

    def final_refs(self) -> list[Ref]:
        """The key of each thing, by the contract's rules on its fullest form."""
        return [self._ref(node) for node in self._nodes]

    def _ref(self, node: _Node) -> Ref:
        name = self._name(node)
        if node.kind in (Kind.COUNCIL, Kind.TOPIC):
            return Ref(node.kind, node.target or slug(name))
        if node.kind is Kind.PERSON:
            return Ref(node.kind, scoped_slug(self._scope, name))
        if node.kind is Kind.INITIATIVE and node.is_specific:
            return Ref(node.kind, scoped_slug(self._scope, name))
        if node.kind is Kind.POPULATION or node.is_specific:
            return Ref(node.kind, slug(name))
        return Ref(node.kind, scoped_slug(self._outline.document.slug, name))

    def _name(self, node: _Node) -> str:
        if node.kind is Kind.TOPIC:
            subject = next((s for s in self._knowledge.subjects if s.slug == node.target), None)
            if subject is not None:
                return subject.label
        if node.kind is Kind.COUNCIL and node.target:
            council = self._knowledge.register.by_slug(node.target)
            if council is not None:
                return council.label
        if not node.forms:
            return ""
        if node.kind in (Kind.INITIATIVE, Kind.POPULATION) and not node.is_specific:
            return max(_bare(node.forms), key=_fullness).removeprefix("the ")
        fullest = max(_bare(node.proper or node.forms), key=lambda f: (len(f), f))
        if node.kind in (Kind.ORGANISATION, Kind.NETWORK):
            return _body_labels(self._knowledge).get(fullest, fullest)
        return fullest

    def things(self, refs: list[Ref]) -> tuple[Thing, ...]:
        """Every thing once, sorted by key; two nodes that come out with one key are one."""
        merged: dict[Ref, Thing] = {}
        for node, ref in zip(self._nodes, refs, strict=True):
            name = self._name(node)
            forms = tuple(sorted({form for form in node.forms if form != name}))
            if ref in merged:
                old = merged[ref]
                forms = tuple(sorted({*old.forms, *forms, name} - {old.name}))
                merged[ref] = Thing(ref, old.name, forms, old.is_specific or node.is_specific)
            else:
                merged[ref] = Thing(ref, name, forms, node.is_specific)
        return tuple(merged[ref] for ref in sorted(merged))


def _fullness(form: str) -> tuple[int, int, str]:
    """Of the wordings of something described the fullest is its name, unless it goes on like a sentence."""
    return (len(form) if len(form.split()) <= _MOST_WORDS else 0), -len(form), form


def _forms(name: str) -> tuple[str, ...]:
    """A form as it stands and, of a name with its abbreviation in brackets, the two by themselves."""
    full, short = split_abbreviation(name)
    return (name, full, short) if short else (name,) if name else ()


def _bare(forms: Iterable[str]) -> list[str]:
    """Forms without those that only add an abbreviation in brackets: a label is a name."""
    return [form for form in forms if not split_abbreviation(form)[1]]


@lru_cache(maxsize=4)
def _body_labels(knowledge: Knowledge) -> dict[str, str]:
    """The national bodies' labels by their other forms: a document that writes only ``DfE`` names the department."""
    return {alias: body.label for body in knowledge.bodies for alias in body.aliases}


@lru_cache(maxsize=4)
def _body_names(knowledge: Knowledge) -> frozenset[str]:
    """All names of the national bodies, as names of a document are compared."""
    return frozenset(_plain(name) for body in knowledge.bodies for name in (body.label, *body.aliases))


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", " ".join(name.casefold().replace("&", "and").split()))


def _singular(phrase: str) -> str:
    words = phrase.casefold().split()
    return " ".join(
        w[:-1] if w.endswith("s") and not w.endswith(("ss", "us", "is")) and len(w) > 3 else w for w in words
    )


def _is_common(name: str) -> bool:
    return name in (
        "public health",
        "national",
        "local",
        "community",
        "health",
        "children",
        "royal",
        "north",
        "south",
        "greater",
    )
