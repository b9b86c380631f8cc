"""Reads people's decisions (``decisions/*.toml``): what each says, and the file and line of each that cannot be used.

Whether a decision's fact or thing is in a graph is not known here: see `graphkit.resolution.applying`.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from graphkit.errors import DecisionError, InputMissingError, UnknownVerdictError
from graphkit.ids import collapse, decision_id, fact_id, slug
from graphkit.records import Kind, Ref, Relation, Status
from graphkit.resolution.filed import Fault, Place, fault, read_entries
from graphkit.resolution.told import RefusedError, Told, status_of, text_of, told_of, words_of

FORGET_FILE = "forget.toml"
"""The file among the decisions that says who is to be forgotten (`graphkit.privacy.forgetting` reads it)."""


class Verdict(StrEnum):
    """What a decision does."""

    SAME = "same"
    DIFFERENT = "different"
    RENAME = "rename"
    RETYPE = "retype"
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    ADD = "add"


_ALWAYS = ("verdict", "key", "reason", "by", "time")
_OF_FACTS = ("fact", "quote", "status")
_FIELDS: dict[Verdict, tuple[str, ...]] = {
    Verdict.SAME: (),
    Verdict.DIFFERENT: (),
    Verdict.RENAME: ("label",),
    Verdict.RETYPE: ("kind",),
    Verdict.ACCEPT: _OF_FACTS,
    Verdict.REJECT: _OF_FACTS,
    Verdict.EDIT: (*_OF_FACTS, "before", "after"),
    Verdict.ADD: (
        *("document", "subject", "relation", "object", "literal", "outcome", "status", "quote", "source", "fact"),
    ),
}
_NEEDED = {Verdict.RENAME: ("label",), Verdict.RETYPE: ("kind",), Verdict.EDIT: ("before", "after")}
_FACT = re.compile(r"[0-9a-f]{16}")
_THING = re.compile(
    r"(council|organisation|network|initiative|person|population|topic|place)/([a-z0-9]+(?:-{1,2}[a-z0-9]+)*)"
)
_DOCUMENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CHANGES = ("status", "subject", "relation", "object")
# What a line scan must skip, and the heads of tables: texts of several lines first, since they begin like short ones.
_SCAN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|^[ \t]*(?P<head>\[\[[ \t]*[\"']?(?P<name>[a-z]+)[\"']?[ \t]*\]\])",
    re.DOTALL | re.MULTILINE,
)
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_EXAMPLE_TIME = "Write time = 2026-11-20T10:00:00."


@dataclass(frozen=True, slots=True)
class FiledDecision:
    """A decision as a person filed it.

    ``key`` is as filed, empty where an ``add`` leaves it out; ``by`` a name or slug; ``time`` ISO without zone. ``fact``,
    ``quote`` and ``status`` say what was decided on, so that it can be found again; empty or None where not said.

    One of another graph has ``origins``, the datasets that it came with; ``found`` is the fact that it counted for there
    under another key, ``near`` those that were like its fact.
    """

    place: Place = field(compare=False)
    verdict: Verdict
    key: str
    reason: str
    by: str
    time: str
    fact: str = ""
    quote: str = ""
    status: Status | None = None
    before: str = ""
    after: str = ""
    label: str = ""
    kind: Kind | None = None
    told: Told | None = None
    source: str = ""
    origins: tuple[str, ...] = field(default=(), compare=False)
    found: str = field(default="", compare=False)
    near: tuple[str, ...] = field(default=(), compare=False)

    @property
    def id(self) -> str:
        """The decision's id in the graph."""
        return decision_id(self.verdict, self.key, self.time, slug(self.by))

    @property
    def is_on_fact(self) -> bool:
        """Whether its key is a fact id."""
        return _FACT.fullmatch(self.key) is not None


@dataclass(frozen=True, slots=True)
class FiledDecisions:
    """The decisions of a folder in file order, and what is wrong with the others."""

    decisions: tuple[FiledDecision, ...] = ()
    faults: tuple[Fault, ...] = ()


# -- files -----------------------------------------------------------------------------------------


def find_decisions(given: Path | None, home: Path) -> FiledDecisions:
    """The decisions of the folder that was named, else of ``decisions/`` of the corpus, where there may be none.

    Raises:
        InputMissingError: The folder that was named is not there.
    """
    check_folder(given)
    return read_decisions(given or home / "decisions")


def check_folder(given: Path | None) -> None:
    """Refuse a folder of decisions that was named and is not there.

    Raises:
        InputMissingError: It is not there.
    """
    if given is not None and not given.is_dir():
        raise InputMissingError(
            "no such folder.", where=given.as_posix(), todo="Name a folder of decisions. Nothing was written."
        )


def read_decisions(folder: Path) -> FiledDecisions:
    """The decisions of all ``*.toml`` of a folder."""
    return FiledDecisions(*read_entries(folder, ".toml", DecisionError, decisions_of))


def decisions_of(text: str, file: str) -> tuple[list[FiledDecision], list[Fault]]:
    """The decisions of one file's text, and the faults of the others.

    Args:
        text: TOML.
        file: What messages call the file.
    """
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return [], [syntax_fault(error, file)]
    faults = [
        fault(DecisionError, Place(file), f'there is no table "{name}" in a decisions file.', "Use [[decision]].")
        for name in content
        if name != "decision" and not (name == "forget" and Path(file).name == FORGET_FILE)
    ]
    rows = content.get("decision", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [], [*faults, fault(DecisionError, Place(file), "decision is no list of tables.", "Use [[decision]].")]
    lines = list(table_lines(text, "decision"))
    lines += [1] * (len(rows) - len(lines))
    decisions = []
    for row, line in zip(rows, lines, strict=False):
        place = Place(file, line)
        try:
            decisions.append(_decision(row, place))
        except _UnknownVerdictError as error:
            faults.append(fault(UnknownVerdictError, place, error.what, error.todo))
        except RefusedError as error:
            faults.append(fault(DecisionError, place, error.what, error.todo))
    return decisions, faults


def syntax_fault(error: Exception, file: str) -> Fault:
    """The fault of a decisions file that is no TOML."""
    problem = str(error) or type(error).__name__
    found = _AT_LINE.search(problem)
    place = Place(file, int(found[1]) if found else 0)
    what = f"no TOML ({_AT_LINE.sub('', problem)}); nothing of the file counts."
    return fault(DecisionError, place, what, "Put quotation marks around text; see docs/decisions.md.")


def table_lines(text: str, name: str) -> Iterator[int]:
    """The line of each ``[[name]]``, from 1; what stands in texts and comments is none."""
    line = at = 0
    for match in _SCAN.finditer(text):
        if match["head"] and match["name"] == name:
            line += text.count("\n", at, match.start("head"))
            at = match.start("head")
            yield line + 1


# -- one decision ----------------------------------------------------------------------------------


class _UnknownVerdictError(RefusedError):
    """There is no such verdict."""


def _decision(row: Mapping[str, object], place: Place) -> FiledDecision:
    verdict = _verdict(row)
    _check_fields(row, verdict)
    told = told_of(row) if verdict is Verdict.ADD else None
    decision = FiledDecision(
        place=place,
        verdict=verdict,
        key=_words(row, "key"),
        reason=text_of(row, "reason").strip(),
        by=words_of(row, "by"),
        time=_time(row["time"]),
        quote=text_of(row, "quote") if "quote" in row else "",
        status=status_of(row) if "status" in row else None,
        kind=_kind(row) if verdict is Verdict.RETYPE else None,
        told=told,
        fact=_words(row, "fact"),
        source=_words(row, "source"),
        before=_words(row, "before"),
        after=_words(row, "after"),
        label=_words(row, "label"),
    )
    _check_key(decision)
    if verdict is Verdict.EDIT:
        _check_change(decision)
    return decision


def _words(row: Mapping[str, object], name: str) -> str:
    """What an entry says under a name; empty where it says nothing."""
    return words_of(row, name) if name in row else ""


def _verdict(row: Mapping[str, object]) -> Verdict:
    if "verdict" not in row:
        raise RefusedError("the decision has no verdict.", f"Use {_verdicts()}.")
    value = row["verdict"]
    if value not in list(Verdict):
        raise _UnknownVerdictError(f'"{collapse(str(value))}" is not a decision.', f"Use {_verdicts()}.")
    return Verdict(str(value))


def _verdicts() -> str:
    *others, last = Verdict
    return f"{', '.join(others)} or {last}"


def _check_fields(row: Mapping[str, object], verdict: Verdict) -> None:
    needed = (*_ALWAYS, *_NEEDED.get(verdict, ()))
    missing = [name for name in needed if name not in row and not (name == "key" and verdict is Verdict.ADD)]
    if missing:
        todo = _EXAMPLE_TIME if missing == ["time"] else f"Write {', '.join(f'{name} = …' for name in missing)}."
        raise RefusedError(f"the decision has no {', no '.join(missing)}.", todo)
    known = (*_ALWAYS, *_FIELDS[verdict])
    for name in row:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.6)
            hint = f"Did you mean {near[0]}?" if near else f"It has {', '.join(known)}."
            raise RefusedError(f'{verdict} has no field "{collapse(name)}".', hint)


def _time(value: object) -> str:
    if not isinstance(value, datetime) or value.tzinfo is not None or value.microsecond:
        raise RefusedError("its time is no date and time of day without zone and fractions.", _EXAMPLE_TIME)
    return value.isoformat()


def _kind(row: Mapping[str, object]) -> Kind:
    value = text_of(row, "kind")
    if not _THING.fullmatch(f"{value}/x"):
        kinds = "organisation, network, initiative, person, population, topic or place"
        raise RefusedError(f'"{collapse(value)}" is no kind of thing.', f"Use {kinds}.")
    return Kind(value)


# -- keys ------------------------------------------------------------------------------------------


def thing_of(key: str) -> Ref | None:
    """The thing that a key ``kind/slug`` names."""
    found = _THING.fullmatch(key)
    return Ref(Kind(found[1]), found[2]) if found else None


def pair_of(key: str, between: str) -> tuple[Ref, Ref] | None:
    """The two things of a key such as ``organisation/a = organisation/b``."""
    first, _, second = key.partition(f" {between} ")
    one, other = thing_of(first), thing_of(second)
    return (one, other) if one and other else None


def split_of(key: str) -> tuple[Ref, str] | None:
    """The thing and the document (slug) of a key such as ``organisation/spectrum @ wigan-pause``."""
    first, _, document = key.partition(" @ ")
    one = thing_of(first)
    return (one, document) if one and _DOCUMENT.fullmatch(document) else None


def _check_key(decision: FiledDecision) -> None:
    verdict, key = decision.verdict, decision.key
    if verdict is Verdict.SAME:
        _check_pair(pair_of(key, "="), '"organisation/retired = organisation/kept"')
    elif verdict is Verdict.DIFFERENT:
        pair = pair_of(key, "<>")
        if pair is None and split_of(key) is None:
            raise RefusedError(
                "its key is neither two things nor a thing in a document.",
                'Write "organisation/a <> organisation/b" or "organisation/a @ document".',
            )
        if pair is not None:
            one, other = sorted(map(str, pair))
            _check_pair(pair, f'"{one} <> {other}"')
            if key != f"{one} <> {other}":
                raise RefusedError("the two things of its key are not in order.", f'Write "{one} <> {other}".')
    elif verdict in (Verdict.RENAME, Verdict.RETYPE):
        _check_retype(decision, _check_thing(key))
    elif verdict in (Verdict.ACCEPT, Verdict.REJECT):
        if not decision.is_on_fact and thing_of(key) is None:
            todo = "Take a key from facts.csv (column fact) or things.csv (column id)."
            raise RefusedError("its key is neither a fact nor a thing.", todo)
    elif not decision.is_on_fact and (key or verdict is not Verdict.ADD):
        raise RefusedError("its key is no fact.", "Take a key from facts.csv (column fact).")
    if decision.fact and (decision.fact.count("|") < 3 or (key and fact_id(decision.fact) != key)):
        raise RefusedError(
            "its key is not that of its fact.", f'Write key = "{fact_id(decision.fact)}", or another fact.'
        )


def _check_pair(pair: tuple[Ref, Ref] | None, example: str) -> None:
    if pair is None:
        raise RefusedError("its key is not two things.", f"Write {example}.")
    if pair[0] == pair[1]:
        raise RefusedError("its key names one thing twice.", f"Write {example}.")


def _check_thing(key: str) -> Ref:
    ref = thing_of(key)
    if ref is None:
        raise RefusedError("its key is no thing.", "Take a key from things.csv (column id).")
    return ref


def _check_retype(decision: FiledDecision, ref: Ref) -> None:
    if decision.verdict is not Verdict.RETYPE or decision.kind is None:
        return
    if Kind.COUNCIL in (decision.kind, ref.kind):
        what, todo = "nothing is made a council, nor a council something else.", 'Use "same" with the council\'s key.'
        raise RefusedError(what, todo)
    if decision.kind is ref.kind:
        raise RefusedError(f"it is of kind {ref.kind} already.", "Write another kind, or take the decision out.")


# -- edits -----------------------------------------------------------------------------------------


def change_of(text: str) -> tuple[str, str]:
    """Field and value of one side of an edit; the value of a literal keeps its ``=``.

    >>> change_of("status=planned"), change_of("object==2018")
    (('status', 'planned'), ('object', '=2018'))
    """
    name, _, value = text.partition("=")
    return name.strip(), value.strip()


def _check_change(decision: FiledDecision) -> None:
    (name, _), (again, _) = change_of(decision.before), change_of(decision.after)
    if name not in _CHANGES or name != again:
        example = 'Write before = "status=done" and after = "status=planned"; or subject=, relation=, object=.'
        raise RefusedError("its before and after do not name one field.", example)
    for side in (decision.before, decision.after):
        _check_value(*change_of(side))


def _check_value(name: str, value: str) -> None:
    if name == "status":
        is_fit = value in list(Status)
    elif name == "relation":
        is_fit = value in list(Relation)
    else:
        is_literal = name == "object" and value.startswith("=") and bool(value[1:].strip())
        is_fit = is_literal or end_of(value) is not None
    if not is_fit:
        raise RefusedError(f'"{name}={value}" is no {name}.', f"Write {name}= and one that there is.")


def end_of(value: str) -> Ref | None:
    """The thing or document that an edit puts at an end of a fact."""
    kind, _, name = value.partition("/")
    if kind == Kind.DOCUMENT and _DOCUMENT.fullmatch(name):
        return Ref(Kind.DOCUMENT, name)
    return thing_of(value)
