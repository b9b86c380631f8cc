"""What a query may not do: reach out, write, choose its graphs, or be too long or too deep.

It looks at tokens, never at substrings, so a comment, a string, a variable or a prefix called SERVICE is innocent.
Three habits of the engine (pyoxigraph 0.5.13, measured) shape it: keywords need no space around them
(``SERVICEex:a{…}`` and ``trueSERVICE<…>`` are calls); ``<`` after a value is "less than", so what looks like an IRI may
hide a keyword (``FILTER(?a<?b)SERVICE?x#>``); and about 2,200 nested braces end the whole process.
The child that runs the query has no file handle left to open a connection with, should anything get past this.
"""

from __future__ import annotations

from graphkit.errors import QueryError
from graphkit.store.tokens import Token, error_at, tokenise

MAX_BYTES = 64 * 1024
MAX_DEPTH = 100
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_VALUE_ENDS = ("variable", "name", "number", "string", "language", "iri", "blank")


def check(query: str) -> None:
    """Pass a query that only reads the graph that is open.

    Raises:
        QueryError: It is longer than 64 kB, nested deeper than 100, an update, or uses SERVICE or FROM.
    """
    size = len(query.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise QueryError(
            f"The query is too long: {size} bytes, the limit is {MAX_BYTES}.",
            todo="Ask in several shorter queries.",
        )
    if any("\ud800" <= character <= "\udfff" for character in query):
        raise QueryError("The query holds half a character (a lone surrogate).", todo="Save it as UTF-8.")
    tokens = tokenise(query)
    _check_depth(query, tokens)
    _check_form(query, tokens)
    for number, token in enumerate(tokens):
        _check_service(query, tokens, number)
        if token.word.startswith("FROM"):
            raise _refusal(query, token, "FROM is off: a query asks the graph that is open, no other.", "FROM")


def _check_depth(query: str, tokens: list[Token]) -> None:
    depth = 0
    for token in tokens:
        if token.kind != "sign":
            continue
        if token.text in ("{", "(", "[", "<<"):
            depth += 1
            if depth > MAX_DEPTH:
                what = f"the query is nested more than {MAX_DEPTH} deep."
                raise error_at(query, token.line, token.column, what, "Ask in simpler steps.")
        elif token.text in ("}", ")", "]", ">>"):
            depth = max(0, depth - 1)


def _check_form(query: str, tokens: list[Token]) -> None:
    """The first word after PREFIX and BASE says what kind of request it is."""
    token = _form(tokens)
    if token is None:
        raise QueryError("The query is empty.", todo="graphkit query --list shows the ready questions.")
    if token.word.startswith(_UPDATES):
        what = f"{token.text} is off: graphkit answers questions and changes nothing."
        raise error_at(query, token.line, token.column, what, "Change the graph by decisions, then build.")
    if not token.word.startswith(_FORMS):
        what = f"expected SELECT, ASK, CONSTRUCT or DESCRIBE, found {token.text[:40]}."
        raise error_at(query, token.line, token.column, what)


def _form(tokens: list[Token]) -> Token | None:
    number = 0
    while number < len(tokens):
        if tokens[number].word == "PREFIX":
            number += 3
        elif tokens[number].word == "BASE":
            number += 2
        else:
            return tokens[number]
    return None


def _check_service(query: str, tokens: list[Token], number: int) -> None:
    token = tokens[number]
    if "SERVICE" in token.word or _is_glued_call(tokens, number):
        raise _refusal(query, token, "SERVICE is off: graphkit never leaves this machine.", "SERVICE")
    if token.kind == "iri" and number and _may_be_less_than(tokens[number - 1]):
        _check_inside(query, token)


def _is_glued_call(tokens: list[Token], number: int) -> bool:
    """``SERVICEex:a {``: read as a prefixed name, but a call, since no prefixed name stands before a brace."""
    token = tokens[number]
    return (
        token.kind == "name"
        and "SERVICE" in token.text.upper()
        and number + 1 < len(tokens)
        and tokens[number + 1].text == "{"
        and (number == 0 or not tokens[number - 1].word.endswith("GRAPH"))
    )


def _may_be_less_than(before: Token) -> bool:
    return before.kind in _VALUE_ENDS or before.text == ")" or before.word in ("TRUE", "FALSE")


def _check_inside(query: str, token: Token) -> None:
    """Read ``<`` as "less than": a closed bracket and then SERVICE before the ``>`` would be a call."""
    closed = False
    for inner in tokenise(query[: token.end], token.start + 1):
        closed = closed or inner.text == ")"
        if closed and "SERVICE" in inner.word:
            raise _refusal(query, inner, "SERVICE is off: graphkit never leaves this machine.", "SERVICE")


def _refusal(query: str, token: Token, what: str, part: str) -> QueryError:
    return error_at(query, token.line, token.column, what, f"Leave the {part} part out.")
