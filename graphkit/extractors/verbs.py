"""The forms of verbs, and what stands before one: voice, negation, time."""

from __future__ import annotations

from functools import cache
from itertools import takewhile

from graphkit.extractors import words as w
from graphkit.extractors.tokens import Token
from graphkit.records import Status

_IRREGULAR = {
    "run": ("runs", "ran", "run", "running"),
    "set": ("sets", "set", "set", "setting"),
    "buy": ("buys", "bought", "bought", "buying"),
    "build": ("builds", "built", "built", "building"),
    "bring": ("brings", "brought", "brought", "bringing"),
    "lead": ("leads", "led", "led", "leading"),
    "hold": ("holds", "held", "held", "holding"),
    "begin": ("begins", "began", "begun", "beginning"),
    "win": ("wins", "won", "won", "winning"),
    "give": ("gives", "gave", "given", "giving"),
    "take": ("takes", "took", "taken", "taking"),
    "make": ("makes", "made", "made", "making"),
    "put": ("puts", "put", "put", "putting"),
    "pay": ("pays", "paid", "paid", "paying"),
    "meet": ("meets", "met", "met", "meeting"),
    "oversee": ("oversees", "oversaw", "overseen", "overseeing"),
    "undertake": ("undertakes", "undertook", "undertaken", "undertaking"),
    "see": ("sees", "saw", "seen", "seeing"),
    "find": ("finds", "found", "found", "finding"),
    "sit": ("sits", "sat", "sat", "sitting"),
    "get": ("gets", "got", "got", "getting"),
    "grow": ("grows", "grew", "grown", "growing"),
    "lend": ("lends", "lent", "lent", "lending"),
    "drive": ("drives", "drove", "driven", "driving"),
    "teach": ("teaches", "taught", "taught", "teaching"),
    "sell": ("sells", "sold", "sold", "selling"),
    "come": ("comes", "came", "come", "coming"),
}
_DOUBLING = frozenset("trial refer plan ship stop set run put get commit transfer".split())
BE = frozenset("is are was were be been being get gets got".split())
_PLANNED_CUES = (
    *(
        "will",
        "plans to",
        "plan to",
        "planning to",
        "planned to",
        "aims to",
        "aim to",
        "hopes to",
        "hope to",
        "hoping to",
    ),
    *("intends to", "intend to", "wants to", "want to", "would like to", "going to", "due to", "set to", "expected to"),
    *(
        "preparing to",
        "preparing for",
        "prepares for",
        "prepares to",
        "looking to",
        "agreed to",
        "proposes to",
        "proposed to",
        "is to",
        "are to",
        "scheduled to",
    ),
    *(
        "intention to",
        "plans for",
        "considering",
        "exploring",
        "hoped to",
        "wish to",
        "ready to",
        "about to",
        "ambition to",
    ),
    *(
        "committed to",
        "commitment to",
        "seeking to",
        "wants",
        "keen to",
        "may",
        "might",
        "could be",
        "should be",
        "would be",
    ),
)
_NEGATED_CUES = (
    "not",
    "never",
    "n't",
    "failed to",
    "unable to",
    "has yet to",
    "have yet to",
    "decided against",
    "cannot",
)
_NEGATED_IN_CLAUSE = ("without", "rather than")
_ENDED_CUES = ("no longer", "used to", "ceased to", "stopped", "formerly", "until recently")


@cache
def forms(verb: str) -> tuple[str, str, str, str, str]:
    """(base, third person, past, past participle, -ing form) of a verb; a particle stays after it (``sets up``).

    >>> forms("commission")[2], forms("set up")[4]
    ('commissioned', 'setting up')
    """
    head, _, particle = verb.partition(" ")
    tail = f" {particle}" if particle else ""
    if head in _IRREGULAR:
        third, past, participle, gerund = _IRREGULAR[head]
    else:
        third, past, gerund = _regular(head)
        participle = past
    return head + tail, third + tail, past + tail, participle + tail, gerund + tail


def _regular(head: str) -> tuple[str, str, str]:
    if head.endswith(("ch", "sh", "ss", "x")):
        return head + "es", head + "ed", head + "ing"
    if head.endswith("y") and head[-2] not in "aeiou":
        return head[:-1] + "ies", head[:-1] + "ied", head + "ing"
    if head.endswith("e"):
        return head + "s", head + "d", head[:-1] + "ing"
    if head in _DOUBLING:
        return head + "s", head + head[-1] + "ed", head + head[-1] + "ing"
    return head + "s", head + "ed", head + "ing"


def is_passive(tokens: list[Token], at: int, form: str, participle: str) -> bool:
    """Whether the verb at ``at`` is passive: a participle after a form of be, or straight after its thing and before ``by``."""
    if form != participle:
        return False
    before = at - 1
    while before >= 0 and (tokens[before].low in w.ADVERBS or tokens[before].low.endswith("ly")):
        before -= 1
    if before >= 0 and tokens[before].low in BE:
        return True
    if before >= 0 and tokens[before].low in w.AUXILIARIES:
        return False
    following = [t.low for t in takewhile(lambda t: t.mention is None, tokens[at + 1 : at + 5])]
    follows_thing = (
        before < 0 or tokens[before].is_word or (tokens[before].word == "," and tokens[before - 1].mention is not None)
    )
    return "by" in following and follows_thing


def is_verb(tokens: list[Token], at: int) -> bool:
    """Whether a word is a finite verb here: an auxiliary, or a common verb form where it cannot be a noun or modifier."""
    token = tokens[at]
    if token.mention is not None:
        return False
    if token.low in w.AUXILIARIES:
        return True
    if token.low not in w.COMMON_VERBS or not at:
        return False
    before = tokens[at - 1]
    if before.low in w.DETERMINERS or before.low == "of":
        return False
    if token.low in w.MODIFIER_PARTICIPLES and at + 1 < len(tokens) and tokens[at + 1].mention is not None:
        return False
    if token.low in w.NOUNS_TOO:
        return before.mention is not None or before.low in w.PRONOUNS | w.AUXILIARIES | w.ADVERBS | {
            "to",
            "which",
            "who",
            "that",
            "and",
        }
    return before.low != "to"


def status_before(tokens: list[Token], at: int) -> Status:
    """What the words before a verb say of its being so."""
    # a trigger that begins with "to" needs it here: the cue is "agreed to"
    at = at + 1 if at < len(tokens) and tokens[at].low == "to" else at
    words: list[str] = []
    for token in reversed(tokens[max(0, at - 9) : at]):
        if token.word in (";", ":", ".", "–", '"') or token.low in ("while", "although", "because"):
            break
        if token.low in ("which", "who"):
            if "," in words:  # "…, which will grow, runs": what the relative clause says is not said of this verb
                del words[words.index(",") :]
            break
        words.append("§" if token.mention is not None else token.low.replace("n't", " n't"))
    before = f" {' '.join(reversed(words))} "
    near = f" {' '.join(reversed(words[:4]))} "
    clause = f" {' '.join(reversed(words[: words.index(',')] if ',' in words else words[:4]))} "
    if any(f" {cue} " in before for cue in _ENDED_CUES):
        return Status.ENDED
    if any(f" {cue} " in near for cue in _NEGATED_CUES) and " not only " not in before:
        return Status.NEGATED
    if any(f" {cue} " in clause for cue in _NEGATED_IN_CLAUSE):
        return Status.NEGATED
    if any(f" {cue} " in before[-70:] for cue in _PLANNED_CUES):
        return Status.PLANNED
    return Status.DONE
