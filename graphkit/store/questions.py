"""The ready questions: ``ontology/questions/*.rq``, their parameters, and values put into them safely.

A parameter is a line ``VALUES ?name { default }  # @param name``. What a person gives for it is never pasted: it
becomes a term (an IRI that was checked, a string that was escaped, a number) of the kind that the default is.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import InputMissingError, QueryError, UnknownNameError
from graphkit.store import names
from graphkit.store.tokens import Token, tokenise
from graphkit.vocabulary import KINDS, PREFIXES, ontology_folder

_PARAM = re.compile(r"^([ \t]*VALUES\s+(?:\?\w+|\([^)]*\))\s*\{)(.*)(\}\s*#\s*@param\s+(\w+)[ \t]*)$", re.MULTILINE)
_NAMESPACES = dict(PREFIXES)
_XSD = _NAMESPACES["xsd"]
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question takes.

    Attributes:
        name: What the user types before ``=``.
        default: The default as SPARQL, as it stands between the braces.
        width: How many parts a value has, separated by commas; 1 for most.
    """

    name: str
    default: str
    width: int


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: its name, what it asks in plain words, the query, its parameters."""

    name: str
    title: str
    text: str
    parameters: tuple[Parameter, ...]

    @property
    def form(self) -> str:
        """``SELECT`` or ``CONSTRUCT`` …: the first such word."""
        return next((t.word for t in tokenise(self.text) if t.word in ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")), "")


def parse_question(name: str, text: str) -> Question:
    r"""A question from its file: the first comment line is its title.

    >>> parse_question("all", "# What is there?\nSELECT * { ?s ?p ?o }").title
    'What is there?'
    """
    first = text.split("\n", 1)[0]
    title = first.removeprefix("#").strip() if first.startswith("#") else ""
    parameters = tuple(
        Parameter(match[4], match[2].strip(), match[1].split("{")[0].count("?")) for match in _PARAM.finditer(text)
    )
    return Question(name, title, text, parameters)


def list_questions() -> tuple[Question, ...]:
    """All ready questions, sorted by name."""
    folder = ontology_folder() / "questions"
    return tuple(_read(file) for file in sorted(folder.glob("*.rq"), key=lambda file: file.stem))


def _read(file: Path) -> Question:
    try:
        return parse_question(file.stem, file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise QueryError("is not UTF-8 text.", where=file.as_posix(), todo="Save it as UTF-8.") from error
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise InputMissingError(f"cannot be read: {reason}.", where=file.as_posix(), todo="Name another.") from error


def find_question(name: str) -> Question:
    """The ready question of that name, or the question in that file.

    Raises:
        UnknownNameError: There is neither.
    """
    known = {question.name: question for question in list_questions()}
    if name in known:
        return known[name]
    path = Path(name)
    if path.suffix in (".rq", ".sparql") or path.is_file():
        if not path.is_file():
            raise InputMissingError("no such file.", where=name, todo="graphkit query --list shows what is ready.")
        return _read(path)
    near = difflib.get_close_matches(name, sorted(known), 1, 0.6)
    ready = f"graphkit query --list shows {len(known)} ready questions."
    hint = f"Did you mean {near[0]}?" if near else ready
    raise UnknownNameError(f'No question is called "{name}".', todo=hint)


def bind(question: Question, values: Mapping[str, Sequence[str]], store: ox.Store) -> str:
    """The query with the values in the place of the defaults.

    Args:
        question: The question.
        values: For each parameter its values: each a name ("Wigan Council"), a ``kind/slug``, a plain value, or
            ``UNDEF`` for any. Where a parameter has parts, a value has as many, separated by commas
            (``people,500``; a part with a comma in it stands in double quotes).
        store: The graph in which names are looked up.

    Raises:
        UnknownNameError: The question has no such parameter, or the graph no such name.
        QueryError: A value does not fit its parameter.
    """
    known = [parameter.name for parameter in question.parameters]
    for name in values:
        if name not in known:
            todo = f"It takes {', '.join(known)}." if known else "It takes none."
            near = difflib.get_close_matches(name, known, 1, 0.6)
            hint = f"Did you mean {near[0]}?" if near else todo
            raise UnknownNameError(f'{question.name} has no parameter "{name}".', todo=hint)
    terms = {
        parameter.name: " ".join(_value(parameter, value, store) for value in values[parameter.name])
        for parameter in question.parameters
        if parameter.name in values
    }
    return _PARAM.sub(lambda match: f"{match[1]} {terms.get(match[4], match[2].strip())} {match[3]}", question.text)


def _value(parameter: Parameter, value: str, store: ox.Store) -> str:
    """One value as SPARQL, between its own brackets where it has parts."""
    patterns = _patterns(parameter)
    if parameter.width == 1:
        return _term(parameter.name, patterns[0], value, store)
    parts = next(csv.reader([value], skipinitialspace=True), [])
    if len(parts) != parameter.width:
        raise QueryError(
            f"{parameter.name} takes {parameter.width} parts separated by commas, found {len(parts)}.",
            where=f"--param {parameter.name}={value[:60]}",
            todo=f"The default is {parameter.default}.",
        )
    built = (_term(parameter.name, p, part.strip(), store) for p, part in zip(patterns, parts, strict=True))
    return f"({' '.join(built)})"


def _patterns(parameter: Parameter) -> list[tuple[Token, str]]:
    """For each part of the default its token and, where it is typed, the local name of its datatype."""
    tokens = (
        tokenise(parameter.default.split(")", 1)[0].lstrip("( "))
        if parameter.width > 1
        else tokenise(parameter.default)
    )
    found: list[tuple[Token, str]] = []
    for number, token in enumerate(tokens):
        before = tokens[number - 1].text if number else ""
        if before == "^^":
            found[-1] = (found[-1][0], token.text.partition(":")[2])
        elif token.text != "^^":
            found.append((token, ""))
    return found


def _term(parameter: str, pattern: tuple[Token, str], value: str, store: ox.Store) -> str:
    token, datatype = pattern
    if value == "UNDEF":
        return value
    where = f"--param {parameter}={value[:60]}"
    if datatype:
        return _typed(value, datatype, where)
    if token.kind == "number":
        if not _NUMBER.match(value):
            raise QueryError(f'"{value[:60]}" is no number.', where=where, todo=f"Write it like {token.text}.")
        return value
    if token.kind == "string":
        return str(_literal(value, where))
    if token.text.startswith("gk:"):
        return str(names.relation(value))
    literals = names.literals(store, value) if parameter == "claim" else []
    if literals:  # the object of a fact may be a role or a date
        return str(literals[0])
    return str(names.find(store, value, (parameter,) if parameter in KINDS else ()))


def _typed(value: str, datatype: str, where: str) -> str:
    if datatype == "date" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise QueryError(f'"{value[:60]}" is no day.', where=where, todo="Write it like 2021-12-31.")
    return str(ox.Literal(value, datatype=ox.NamedNode(_XSD + datatype)))


def _literal(value: str, where: str) -> ox.Literal:
    try:
        return ox.Literal(value)
    except UnicodeError as error:
        raise QueryError("is no text in UTF-8.", where=where, todo="Type it again.") from error
