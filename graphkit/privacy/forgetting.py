"""Persons who are to be forgotten: ``decisions/forget.toml`` has a salted, slow hash of each name, and never the name.

Whoever is in it is hidden in a document's text before anything is read, so that no stage, quote, id or output has them.
A name can be guessed, and then the hash shows that the guess is right; that is why one guess costs some milliseconds. Runs of
words are looked at first by a fast hash of ten bits: of a thousand runs one comes to the slow hash. It makes a build
possible, and it lets somebody with a list of names test it a thousand times as fast.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from graphkit.errors import DecisionError
from graphkit.extractors import words as w
from graphkit.ids import collapse
from graphkit.privacy.contact_data import email_spans
from graphkit.privacy.names import TITLES, Name, Names, is_everyday, known_spans, name_of
from graphkit.privacy.spelling import Spelled, Word, spelled, words_of
from graphkit.records import Span
from graphkit.resolution.decisions import FORGET_FILE, syntax_fault, table_lines
from graphkit.resolution.filed import Place, fault

COST = "scrypt n=16384 r=8 p=1"
"""What one guess costs: about 16 MB and 40 milliseconds."""

HINT_BITS = 10
_MOST_WORDS = 6
_MOST_BYTES = 16 * 1024 * 1024
_FIELDS = ("salt", "cost", "hint", "hash", "words", "reason", "by", "time")
_NEEDED = ("salt", "cost", "hint", "hash", "words")
# In small letters they begin or end nobody's name, and most runs of words of a text have one of them.
_EVERYDAY = w.DETERMINERS | w.PREPOSITIONS | w.CONJUNCTIONS | w.PRONOUNS | w.AUXILIARIES | w.ADVERBS | w.COMMON_VERBS


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An entry: the salt and hash of a name of so many words, the hint that is looked at first; why, who and when."""

    salt: str
    hint: int
    hash: str
    words: int
    reason: str = ""
    by: str = ""
    time: str = ""
    place: Place = field(default=Place(""), compare=False)


# -- names and hashes ------------------------------------------------------------------------------


def forgotten_name(name: str) -> Name:
    """The words of a name that are hashed: without title, case, accents and single letters."""
    return name_of(name)


def forgotten_entry(name: str, salt: str, *, reason: str = "", by: str = "", time: str = "") -> Forgotten:
    """The entry for a name.

    Args:
        name: As people write it.
        salt: Random, in hexadecimal digits; entries of one file share it, so that a build hashes a run of words once.
        reason: Why, in words that do not name the person.
        by: Who decided it.
        time: When, ISO without zone.

    Raises:
        ValueError: No word of two letters is in it, or more than six.
    """
    words = forgotten_name(name)
    if not any(len(word) > 1 for word in words) or len(words) > _MOST_WORDS:
        raise ValueError("a name has one to six words of letters")
    return Forgotten(salt, hint_of(words, salt), hash_of(words, salt), len(words), reason, by, time)


def hint_of(name: Name, salt: str) -> int:
    """Ten bits of a fast hash, whatever the order of the words."""
    made = hashlib.blake2b(" ".join(sorted(name)).encode(), key=bytes.fromhex(salt)[:64], digest_size=2).digest()
    number = int.from_bytes(made, "big")
    return number & (1 << HINT_BITS) - 1


def hash_of(name: Name, salt: str) -> str:
    """The slow hash, whatever the order of the words."""
    words = " ".join(sorted(name)).encode()
    return hashlib.scrypt(words, salt=bytes.fromhex(salt), n=2**14, r=8, p=1, maxmem=2**26, dklen=32).hex()


def entry_text(entry: Forgotten) -> str:
    """The entry as it stands in the file."""
    lines = [
        "[[forget]]",
        f'salt = "{entry.salt}"',
        f'cost = "{COST}"',
        f"hint = {entry.hint}",
        f'hash = "{entry.hash}"',
        f"words = {entry.words}",
        *(f"{name} = {_quoted(text)}" for name, text in (("reason", entry.reason), ("by", entry.by)) if text),
        *([f"time = {entry.time}"] if entry.time else []),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = collapse(text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in escaped) + '"'


# -- the file --------------------------------------------------------------------------------------


def read_forgotten(folder: Path) -> tuple[Forgotten, ...]:
    """The entries of ``forget.toml`` in a folder of decisions; none where it is not there.

    Raises:
        ExceptionGroup: Of `DecisionError`, one a fault. A build that went on without an entry would publish the name.
    """
    path = folder / FORGET_FILE
    if not path.exists():
        return ()
    try:
        data = path.read_bytes() if path.is_file() and path.stat().st_size <= _MOST_BYTES else b"\xff"
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ExceptionGroup("forget.toml", [_error(Place(path.as_posix()), "cannot be read.")]) from error
    return entries_of(text, path.as_posix())


def entries_of(text: str, file: str) -> tuple[Forgotten, ...]:
    """The entries of the file's text.

    Raises:
        ExceptionGroup: Of `DecisionError`, one a fault.
    """
    try:
        rows = tomllib.loads(text).get("forget", [])
    except (ValueError, RecursionError) as error:
        raise ExceptionGroup("forget.toml", [_stopped(syntax_fault(error, file).error)]) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ExceptionGroup("forget.toml", [_error(Place(file), "forget is no list of tables.")])
    lines = [*table_lines(text, "forget"), *[1] * len(rows)]
    entries, errors = [], []
    for row, line in zip(rows, lines, strict=False):
        place = Place(file, line)
        problem = _problem(row)
        if problem:
            errors.append(_error(place, problem))
        else:
            entries.append(_entry(row, place))
    if errors:
        raise ExceptionGroup("forget.toml", errors)
    return tuple(entries)


def _stopped(error: Exception) -> DecisionError:
    said = error if isinstance(error, DecisionError) else DecisionError(str(error))
    return DecisionError(said.what, where=said.where, todo=f"{said.todo} {_NOTHING}")


_NOTHING = "Nothing was written: somebody who is to be forgotten might have been in it."


def _error(place: Place, what: str) -> DecisionError:
    todo = f'Make the entry with "graphkit forget", and change nothing but its reason. {_NOTHING}'
    made = fault(DecisionError, place, what, todo).error
    return made if isinstance(made, DecisionError) else DecisionError(what)


def _problem(row: Mapping[str, object]) -> str:
    """What is wrong with an entry; empty: nothing."""
    missing = [name for name in _NEEDED if name not in row]
    unknown = [name for name in row if name not in _FIELDS]
    if missing or unknown:
        return f"the entry has no {', no '.join(missing)}." if missing else f'forget has no field "{unknown[0]}".'
    if row["cost"] != COST:
        return f'its cost is not "{COST}".'
    if not (_is_hex(row["salt"], 32) and _is_hex(row["hash"], 64)):
        return "its salt or hash is not in 32 and 64 hexadecimal digits."
    if not (_is_number(row["words"], 1, _MOST_WORDS) and _is_number(row["hint"], 0, 2**HINT_BITS - 1)):
        return "its words or hint is no number that it can be."
    if not all(isinstance(row.get(name, ""), str) for name in ("reason", "by")):
        return "its reason or by is no text."
    is_timed = "time" not in row or isinstance(row["time"], datetime)
    return "" if is_timed else "its time is no date and time of day."


def _is_hex(value: object, length: int) -> bool:
    return isinstance(value, str) and re.fullmatch(rf"[0-9a-f]{{{length}}}", value) is not None


def _is_number(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _entry(row: Mapping[str, object], place: Place) -> Forgotten:
    time = row.get("time")
    return Forgotten(
        salt=str(row["salt"]),
        hint=int(str(row["hint"])),
        hash=str(row["hash"]),
        words=int(str(row["words"])),
        reason=str(row.get("reason", "")),
        by=str(row.get("by", "")),
        time=time.isoformat() if isinstance(time, datetime) else "",
        place=place,
    )


# -- names in texts --------------------------------------------------------------------------------


class Forgetter:
    """Finds and hides in texts whoever is to be forgotten; hashes a run of words once, however often it stands there."""

    def __init__(self, entries: Iterable[Forgotten]) -> None:
        self.entries = tuple(entries)
        self._seen: dict[Name, frozenset[int]] = {}

    def names_in(self, *texts: str) -> dict[Name, frozenset[int]]:
        """The names in some texts that are to be forgotten, surname last, with the entries (by number) that say so."""
        found: dict[Name, Counter[Name]] = {}
        for text in texts if self.entries else ():
            for run, is_turned in self._runs(spelled(text)):
                if self._which(run):
                    name = (*run[1:], run[0]) if is_turned else run
                    found.setdefault(tuple(sorted(run)), Counter())[name] += 1
        # The hash does not say which word is the surname: what stands last most often is.
        orders = (min(counted, key=lambda name: (-counted[name], name)) for counted in found.values())
        return {name: self._which(name) for name in orders}

    def _runs(self, text: Spelled) -> Iterator[tuple[Name, bool]]:
        """Every run of as many words as an entry has that may be a name, and whether a comma turns it round."""
        words = [word for word in text.words() if len(word.text) > 1]
        for size in sorted({entry.words for entry in self.entries}):
            for at in range(len(words) - size + 1):
                run = words[at : at + size]
                if not any(word.text in _EVERYDAY for word in run) and _holds_together(text, run):
                    comma = size > 1 and "," in text.plain[run[0].plain.end : run[1].plain.start]
                    yield tuple(word.low for word in run), comma

    def _which(self, run: Name) -> frozenset[int]:
        key = tuple(sorted(run))
        if key not in self._seen:
            self._seen[key] = frozenset(
                n for n, entry in enumerate(self.entries) if entry.words == len(run) and self._is(run, entry)
            )
        return self._seen[key]

    def _is(self, run: Name, entry: Forgotten) -> bool:
        return hint_of(run, entry.salt) == entry.hint and hash_of(run, entry.salt) == entry.hash


def _holds_together(text: Spelled, run: list[Word]) -> bool:
    """Whether nothing but space, a sign and initials stands between the words."""
    return all(_is_gap(text.plain[a.plain.end : b.plain.start]) for a, b in pairwise(run))


def _is_gap(between: str) -> bool:
    bare = between.replace("%20", " ").replace("&nbsp;", " ")
    is_near = len(bare) <= 8 and bare.count("\n") < 2 and not any(c.isdigit() for c in bare)
    return is_near and re.match(r"[.!?;:]\s", bare) is None


def forgotten_spans(text: str, names: Collection[Name]) -> list[Span]:
    """Where names that are to be forgotten stand in a text: whole, by surname, by first name alone, with initials.

    Args:
        text: A text of a document in which the whole names stand somewhere.
        names: Their words, surname last.
    """
    plain = spelled(text)
    found: list[Span] = []
    for name in names:
        surname, whole = name[-1], len(name) > 1
        together = {"".join(name), surname + "".join(name[:-1])} if whole else set()
        alone = {surname} if not whole or not is_everyday(surname) else set()
        runs = tuple(sorted({name, (surname, *name[:-1])})) if whole else ()
        found += known_spans(plain, Names(frozenset(together | alone), runs), with_first_names=False)
        found += _beside(plain, name)
    return found + [span for span in email_spans(plain) if _is_theirs(span.of(text), names)]


def _is_theirs(address: str, names: Collection[Name]) -> bool:
    """Whether an e-mail address has the surname of one of them, or the whole name in one word."""
    words = set(words_of(address))
    return any(name[-1] in words or "".join(name) in words or name[0][0] + name[-1] in words for name in names)


def _beside(text: Spelled, name: Name) -> Iterator[Span]:
    """A surname that is an everyday word, after a title; a first name that begins nobody else's name."""
    words = text.words()
    for at, word in enumerate(words):
        if not word.is_capitalised:
            continue
        before = words[at - 1].low if at else ""
        is_first = word.low in name[:-1] and before not in {"st", "saint"} and not _is_anothers(text, words, at, name)
        if is_first or (word.low == name[-1] and before in TITLES):
            yield word.span


def _is_anothers(text: Spelled, words: list[Word], at: int, name: Name) -> bool:
    """Whether a first name goes on as somebody else's: ``Ann Smith``, but neither ``Ann B. Lee`` nor ``Ann came``."""
    after = next((word for word in words[at + 1 : at + 4] if len(word.text) > 1), None)
    if after is None or not after.is_capitalised or after.low in name:
        return False
    between = text.plain[words[at].plain.end : after.plain.start]
    return re.fullmatch(r"[ \u00a0-](?:[A-Z]\.? )*", between) is not None
