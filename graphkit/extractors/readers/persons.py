"""Roles and employers of persons: beside the name, and in the contact block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graphkit.extractors import words as w
from graphkit.extractors.page import Line, Page
from graphkit.extractors.roles import fits
from graphkit.extractors.tokens import Token
from graphkit.protocols import Rule
from graphkit.records import Claim, Kind, Ref, Relation, Span

RULES = (
    Rule(
        "role.before-name@1",
        Relation.HAS_ROLE,
        "reads hasRole from a job title straight before a name.",
        ("Public Health Lead Officer Paul Jamieson said the work went well.",),
        ("The work of Paul Jamieson went well.",),
    ),
    Rule(
        "role.after-name@1",
        Relation.HAS_ROLE,
        "reads hasRole from a job title after a name and a comma.",
        ("Jane Smith, director of public health at Wigan Council, said the work went well.",),
        ("Jane Smith, as before, said the work went well.",),
    ),
    Rule(
        "works.named-body@1",
        Relation.WORKS_FOR,
        "reads worksFor from a body named with the role.",
        ("Jane Smith, chief executive of Brookfield Trust, said the work went well.",),
        ("Jane Smith, who once met Brookfield Trust, said the work went well.",),
    ),
    Rule(
        "works.councillor@1",
        Relation.WORKS_FOR,
        "reads worksFor from the title Councillor, in a document about one council.",
        ("Councillor Jane Smith seconded the plan.",),
        ("Jane Smith seconded the plan.",),
    ),
    Rule(
        "works.of-the-charity@1",
        Relation.WORKS_FOR,
        "reads worksFor from 'of the charity' and the like, where a body was named just before.",
        ("The work was done by Brookfield Trust. Jane Smith, director of the charity, said it went well.",),
        ("The work was done by Brookfield Trust. Jane Smith, director of public health, said it went well.",),
    ),
    Rule(
        "works.officer-of-the-council@1",
        Relation.WORKS_FOR,
        "reads worksFor from a council officer's role in a document about one council.",
        ("Director of Public Health Jane Smith said the work went well.",),
        ("Local resident Jane Smith said the work went well.",),
    ),
    Rule(
        "contact.block@1",
        Relation.CONTACT_FOR,
        "reads contactFor from a name in the contact block.",
        ("The work went well.\n\nContact details\n\nJane Smith\n\nPublic Health Manager\n\nWigan Council",),
        ("Jane Smith, Public Health Manager of Wigan Council, said the work went well.",),
    ),
    Rule(
        "role.contact-block@1",
        Relation.HAS_ROLE,
        "reads hasRole from the line of the contact block that follows or goes on from a name.",
        ("The work went well.\n\nContact details\n\nJane Smith\n\nPublic Health Manager\n\nWigan Council",),
        ("Jane Smith waved to the Public Health Manager of Wigan Council.",),
    ),
    Rule(
        "works.contact-block@1",
        Relation.WORKS_FOR,
        "reads worksFor from the body of the contact block.",
        ("The work went well.\n\nContact details\n\nJane Smith\n\nPublic Health Manager\n\nWigan Council",),
        ("Jane Smith waved to the Public Health Manager of Wigan Council.",),
    ),
)
_BEFORE_ROLE = frozenset("who is was 's former currently then also now at time".split())
_ROLE_INNER = frozenset("of for and the to in & 's".split())
_COUNCIL_ROLES = re.compile(
    r"councillor|cabinet|portfolio|leader of the|deputy leader|director of|assistant director|head of|public health|executive member"
    r"|strategic|commissioning|officer|mayor|lead\b|specialist|consultant in|manager\b|convenor|convener|co-?ordinator|council leader|service (?:director|leader)"
    r"|team leader|assistant chief executive",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:charity|company|firm|trust|organisation|provider|partnership|association|foundation|group)\b"
)
# Who sits on one works for the council, not for it.
_COMMITTEE = re.compile(r"(?:Committee|Board|Panel|Cabinet|Executive)$")
_CONTACT_LABEL = re.compile(
    r"^(?:contact|name|e-?mail|for (?:more|further) information[^:]*|lead officer)\s*:\s*", re.IGNORECASE
)


def read(page: Page) -> Iterator[Claim]:
    """Roles, employers and contacts, in order of the text."""
    for line in page.lines:
        if page.is_contact(line):
            continue
        for at, ref in sorted(line.refs.items()):
            if ref.kind is Kind.PERSON:
                yield from _beside(page, line, at, ref)
    yield from _contact_block(page)


def _beside(page: Page, line: Line, at: int, person: Ref) -> Iterator[Claim]:
    before = _role_before(line.tokens, at)
    after = _role_after(line, at)
    role, body, rule = "", None, ""
    if after is not None:
        role, body, rule = after[0], after[1], "role.after-name@1"
    if before is not None and not role:
        role, rule = before, "role.before-name@1"
        body = _body_before(line, at, before)
    if not role:
        home = page.cast.home_at(line.span.start)
        if home is not None and line.tokens[at].low.startswith(("councillor ", "cllr ")):
            yield page.claim(line, person, Relation.WORKS_FOR, "works.councillor@1", 0.72, obj=home)
        return
    text = page.outline.text
    start, end = _positions(page, line, role)
    literal = " ".join(text[start:end].split()) if start >= 0 else role
    yield page.claim(line, person, Relation.HAS_ROLE, rule, 0.9, literal=literal)
    if body is not None and _COMMITTEE.search(page.name_of(body)):
        body = page.cast.home_at(line.span.start)
    if body is None and _ELSEWHERE.search(role):
        body = next((ref for ref in (*line.refs.values(), *line.previous) if ref.kind is Kind.ORGANISATION), None)
        if body is not None:
            yield page.claim(line, person, Relation.WORKS_FOR, "works.of-the-charity@1", 0.7, obj=body)
    elif body is not None:
        yield page.claim(line, person, Relation.WORKS_FOR, "works.named-body@1", 0.86, obj=body)
    elif _COUNCIL_ROLES.search(role):
        home = page.cast.home_at(line.span.start)
        if home is not None:
            yield page.claim(line, person, Relation.WORKS_FOR, "works.officer-of-the-council@1", 0.76, obj=home)


def _positions(page: Page, line: Line, role: str) -> tuple[int, int]:
    start = page.outline.folded.find(role, line.sentence.span.start, line.sentence.span.end)
    return start, start + len(role)


def _role_before(tokens: list[Token], at: int) -> str | None:
    """``Public Health Lead Officer`` before a name: capitalised words with a role noun among them."""
    start = at
    while start and at - start < 12:
        token = tokens[start - 1]
        if (
            token.mention is not None
            and token.mention.rule == "council.the-council@1"
            and tokens[max(0, start - 2)].low == "of"
        ):
            start -= 1  # "Leader of the council"
            continue
        if token.mention is not None and token.mention.kind is not Kind.INITIATIVE:
            break
        small = token.low in _ROLE_INNER and start - 1 > 0
        is_role = token.low in w.ROLE_HEADS
        if not (token.is_word and (token.is_capitalised or small or is_role)):
            break
        start -= 1
    words = tokens[start:at]
    while words and (
        words[0].low in _ROLE_INNER | w.DETERMINERS | w.CONJUNCTIONS | w.ADVERBS | {"former"}
        or words[0].low in w.PREPOSITIONS
    ):
        words = words[1:]
    roles = [t for t in words if t.low in w.ROLE_HEADS]
    if not words or not roles or (len(words) == 1 and words[0].low in w.TITLES | {"doctor", "professor"}):
        return None
    return _joined(words)


def _role_after(line: Line, at: int) -> tuple[str, Ref | None] | None:
    """``Name, role (at body),``: the role, and the body where one is named."""
    tokens = line.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].word not in (",", "(", "–", "-"):
        return None
    start = at + 2
    possessor: Ref | None = None
    while start < len(tokens) and (tokens[start].low in w.DETERMINERS | _BEFORE_ROLE or _is_owner(line, start)):
        if start in line.refs and fits(line.refs[start], (Kind.ORGANISATION,)):
            possessor = line.refs[start]
        start += 1
    end = start
    body = possessor
    while end < len(tokens) and end - start < 14:
        token = tokens[end]
        if token.word in (",", ")", ".", ";", ":", '"', "–") or token.low in w.AUXILIARIES | w.SPEECH_VERBS | {
            "who",
            "which",
            "that",
        }:
            break
        found = line.refs.get(end)
        if found is not None and fits(found, (Kind.ORGANISATION, Kind.NETWORK)):
            body = found
            break
        if token.mention is not None and token.mention.kind is Kind.PERSON:
            return None
        end += 1
    words = tokens[start:end]
    while words and words[-1].low in {"at", "for", "of", "with", "in", "from", "the", "and", "to"}:
        words = words[:-1]
    if not words or not any(t.low in w.ROLE_HEADS for t in words) or len(words) > 12:
        return None
    if end < len(tokens) and tokens[end].word == "," and body is None:
        body = _body_after_comma(line, end)
    return _joined(words), body


def _is_owner(line: Line, at: int) -> bool:
    return at in line.refs and at + 1 < len(line.tokens) and line.tokens[at + 1].low == "'s"


def _body_after_comma(line: Line, comma: int) -> Ref | None:
    found = line.refs.get(comma + 1)
    follows = line.tokens[comma + 2].word if comma + 2 < len(line.tokens) else "."
    return found if found is not None and fits(found, (Kind.ORGANISATION,)) and follows in (",", ".", ":") else None


def _body_before(line: Line, at: int, role: str) -> Ref | None:
    """``Wigan Council's director …`` and ``Wigan Council director …``: the owner of the role."""
    words = len(role.split())
    for index in range(max(0, at - words - 3), at):
        found = line.refs.get(index)
        if found is not None and fits(found, (Kind.ORGANISATION,)):
            return found
    return None


def _joined(words: list[Token]) -> str:
    """The words as they stand in the (folded) text: from the first to the last of them."""
    out = words[0].word
    for before, token in pairwise(words):
        out += " " * (token.span.start - before.span.end) + token.word
    return out


def _contact_block(page: Page) -> Iterator[Claim]:
    """Names, roles and bodies of the contact block, line by line or run together."""
    lines = [line for line in page.lines if page.is_contact(line)]
    index = 0
    while index < len(lines):
        line = lines[index]
        person_at = next((at for at, ref in sorted(line.refs.items()) if ref.kind is Kind.PERSON), None)
        index += 1
        if person_at is None:
            continue
        person = line.refs[person_at]
        block = [line]
        while (
            index < len(lines) and len(block) < 5 and not any(r.kind is Kind.PERSON for r in lines[index].refs.values())
        ):
            block.append(lines[index])
            index += 1
        yield from _contact(page, block, person, person_at)


def _contact(page: Page, block: list[Line], person: Ref, at: int) -> Iterator[Claim]:
    body_at = next(
        (
            (number, ref)
            for number, line in enumerate(block)
            for _, ref in sorted(line.refs.items())
            if fits(ref, (Kind.ORGANISATION,)) and not _is_home_word(line, ref)
        ),
        None,
    )
    last = block[body_at[0]] if body_at is not None else block[0]
    whole = Span(block[0].span.start, max(block[0].span.end, last.span.end))
    body = body_at[1] if body_at is not None else page.cast.home_at(block[0].span.start)
    if body is not None:
        sure = 0.93 if body_at is not None else 0.72
        yield page.claim(block[0], person, Relation.CONTACT_FOR, "contact.block@1", sure, obj=body, span=whole)
        yield page.claim(
            block[0], person, Relation.WORKS_FOR, "works.contact-block@1", sure - 0.03, obj=body, span=whole
        )
    role = _block_role(page, block, at)
    if role is not None:
        words, end = role
        span = Span(block[0].span.start, max(end, block[0].span.end))
        yield page.claim(block[0], person, Relation.HAS_ROLE, "role.contact-block@1", 0.9, literal=words, span=span)


def _is_home_word(line: Line, ref: Ref) -> bool:
    return any(line.refs.get(i) == ref and line.tokens[i].low in ("we", "our") for i in line.refs)


def _block_role(page: Page, block: list[Line], at: int) -> tuple[str, int] | None:
    """The role in a contact block: the rest of the name's line, or the next line that holds a role noun."""
    text = page.outline.text
    first = block[0]
    pieces = [(first.tokens[at].span.end, first.sentence.span.end)]
    pieces += [(line.sentence.span.start, line.sentence.span.end) for line in block[1:3]]
    for number, (start, end) in enumerate(pieces):
        stops = [
            t.span.start
            for i, t in enumerate(block[number].tokens)
            if i in block[number].refs and t.span.start > start and _is_body(block[number], i)
        ]
        piece_end = min([end, *stops])
        words = _CONTACT_LABEL.sub("", text[start:piece_end].strip(" ,.:;–-()|\n"))
        if (
            any(word.strip(",.").lower() in w.ROLE_HEADS for word in words.split())
            and len(words.split()) <= 14
            and "@" not in words
        ):
            return " ".join(words.split()), piece_end if piece_end == end else start + len(
                text[start:piece_end].rstrip(" ,.:;–-()|\n")
            )
    return None


def _is_body(line: Line, at: int) -> bool:
    return fits(line.refs[at], (Kind.ORGANISATION,))
