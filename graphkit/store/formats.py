"""Answers as text: a table for eyes; TSV, CSV, SPARQL results JSON and Turtle for programs."""

from __future__ import annotations

import json
import unicodedata

import pyoxigraph as ox

from graphkit.errors import QueryError
from graphkit.store.answers import Answer, Term
from graphkit.store.names import short
from graphkit.vocabulary import PREFIXES

FORMATS = ("table", "csv", "json", "tsv", "ttl")
# Spreadsheets run a cell that begins with one of these, or with its full-width form.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBERS = tuple("http://www.w3.org/2001/XMLSchema#" + name for name in ("integer", "decimal", "double", "float"))
_LEAST_WIDTH = 6
_LEAST_LAST = 24


def render(answer: Answer, format_: str, width: int = 100) -> str:
    """The answer in one of `FORMATS`; ``width`` counts for a table only.

    Raises:
        QueryError: Rows of a SELECT or a yes or no were wanted as Turtle.
    """
    if format_ == "table":
        return to_table(answer, width)
    if format_ == "csv":
        return to_csv(answer)
    if format_ == "json":
        return to_json(answer)
    return to_turtle(answer) if format_ == "ttl" else to_tsv(answer)


def _grid(answer: Answer) -> tuple[tuple[str, ...], tuple[tuple[Term | None, ...], ...]]:
    """Columns and rows of any kind of answer."""
    if answer.kind == "ask":
        yes = Term("literal", "true" if answer.yes else "false", "http://www.w3.org/2001/XMLSchema#boolean")
        return ("answer",), ((yes,),)
    if answer.kind == "construct":
        return ("subject", "predicate", "object"), answer.rows
    return answer.columns, answer.rows


def safe_cell(term: Term | None) -> str:
    """The cell's text, with an apostrophe before what a spreadsheet would run; numbers stay.

    >>> safe_cell(Term("literal", "=1+1"))
    "'=1+1"
    """
    if term is None:
        return ""
    is_number = term.datatype in _NUMBERS
    return "'" + term.value if term.value.startswith(_FORMULA) and not is_number else term.value


def to_csv(answer: Answer) -> str:
    """RFC 4180 with a header and LF; no cell that a spreadsheet would run."""
    columns, rows = _grid(answer)
    lines = [columns, *(tuple(safe_cell(term) for term in row) for row in rows)]
    return "".join((",".join(_csv_cell(cell) for cell in line) or '""') + "\n" for line in lines)


def _csv_cell(text: str) -> str:
    """A cell in quotes where it needs them. Python 3.11's writer forgets those round a lone carriage return."""
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


def to_tsv(answer: Answer) -> str:
    r"""A header, then a line a row; backslash, tab and line ends within a cell as ``\\ \t \n \r``."""
    columns, rows = _grid(answer)
    lines = ["\t".join(columns)]
    lines += ["\t".join(_one_line(safe_cell(term)) for term in row) for row in rows]
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    for character, written in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(character, written)
    return text


def to_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON; triples as rows of subject, predicate and object."""
    if answer.kind == "ask":
        return json.dumps({"head": {}, "boolean": answer.yes}, ensure_ascii=False) + "\n"
    columns, rows = _grid(answer)
    bindings = [
        {name: _json_term(term) for name, term in zip(columns, row, strict=True) if term is not None} for row in rows
    ]
    document = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    cell = {"type": term.kind, "value": term.value}
    if term.language:
        cell["xml:lang"] = term.language
    if term.datatype:
        cell["datatype"] = term.datatype
    return cell


def to_turtle(answer: Answer) -> str:
    """The triples of a CONSTRUCT or DESCRIBE as Turtle, sorted, with the prefixes that are used.

    Raises:
        QueryError: The answer is no triples.
    """
    if answer.kind != "construct":
        raise QueryError(
            "Only CONSTRUCT and DESCRIBE give triples.", todo="Choose --format csv, tsv, json or table for this one."
        )
    triples = [ox.Triple(*(_node(term) for term in row)) for row in answer.rows]  # type: ignore[arg-type]
    iris = {term.value for row in answer.rows for term in row if term is not None and term.kind == "uri"}
    iris |= {term.datatype for row in answer.rows for term in row if term is not None}
    used = {name: space for name, space in PREFIXES if any(iri.startswith(space) for iri in iris)}
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used)
    return (data or b"").decode("utf-8")


def _node(term: Term | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    assert term is not None  # noqa: S101 (a triple has no empty place)
    if term.kind == "uri":
        return ox.NamedNode(term.value)
    if term.kind == "bnode":
        return ox.BlankNode(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype)) if term.datatype else ox.Literal(term.value)


def to_table(answer: Answer, width: int = 100) -> str:
    """An aligned table: the sentence last, IRIs as ``kind/slug``, what does not fit shortened with ``…``."""
    columns, rows = _grid(answer)
    order = sorted(range(len(columns)), key=lambda number: columns[number] == "quote")
    cells = [[columns[number] for number in order]]
    cells += [[_shown(row[number]) for number in order] for row in rows]
    widths = _fit([max(_cells(line[n]) for line in cells) for n in range(len(order))], width)
    lines = ["  ".join(_pad(text, w) for text, w in zip(line, widths, strict=True)).rstrip() for line in cells]
    rule = "  ".join("-" * w for w in widths)
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def _shown(term: Term | None) -> str:
    if term is None:
        return ""
    text = short(term.value) if term.kind == "uri" else term.value
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _cells(text: str) -> int:
    """Columns that a text takes on a terminal: two for wide characters, none for combining ones."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int) -> str:
    """The text at that width: shortened with ``…``, or with spaces after it."""
    if _cells(text) > width:
        while _cells(text) > max(0, width - 1):
            text = text[:-1]
        text = text.rstrip() + "…"
    return text + " " * (width - _cells(text))


def _fit(widths: list[int], width: int) -> list[int]:
    """Widths that fit a line where they can: the last column gives way first, then the widest."""
    fitted = list(widths)
    while fitted and sum(fitted) + 2 * (len(fitted) - 1) > width:
        if fitted[-1] > _LEAST_LAST:
            spare = width - sum(fitted[:-1]) - 2 * (len(fitted) - 1)
            fitted[-1] = max(_LEAST_LAST, min(fitted[-1] - 1, spare))
            continue
        widest = max(range(len(fitted)), key=lambda number: (fitted[number], -number))
        if fitted[widest] <= _LEAST_WIDTH:
            break
        fitted[widest] -= 1
    return fitted
