"""Says in plain words why the engine did not take a query.

pyoxigraph names a place but often not the right one (it looks ahead), and lists its grammar's insides. So the commonest
slips are looked for here, among the tokens; only where none is found is the engine's own place used.
"""

from __future__ import annotations

import re

from graphkit.errors import QueryError
from graphkit.store.tokens import Token, error_at, tokenise
from graphkit.vocabulary import PREFIXES

_PAIRS = {"}": "{", ")": "(", "]": "["}
_PLACE = re.compile(r"error at (\d+):(\d+)")
_SAYINGS = {
    "SELECT * is not authorized with GROUP BY": "SELECT * cannot stand with GROUP BY: name the columns.",
    "IRI parsing failed": "expected an IRI, found something that is none.",
}
_TERMS = ("iri", "name", "variable", "string", "number", "blank")


def explain(query: str, message: str, todo: str = "") -> QueryError:
    """The error to show for a query that the engine refused with ``message``."""
    tokens = tokenise(query)
    for look in (_open_string, _brackets, _prefixes, _incomplete):
        slip = look(tokens)
        if slip is not None:
            token, what = slip
            return error_at(query, token.line, token.column, what, todo)
    return _at_engines_place(query, tokens, message, todo)


def _open_string(tokens: list[Token]) -> tuple[Token, str] | None:
    for token in tokens:
        if token.kind == "open":
            return token, f"expected a closing {token.text[0]}, found the end of the line."
    return None


def _brackets(tokens: list[Token]) -> tuple[Token, str] | None:
    opened: list[Token] = []
    for token in tokens:
        if token.kind != "sign":
            continue
        if token.text in _PAIRS.values():
            opened.append(token)
        elif token.text in _PAIRS:
            if not opened:
                return token, f"expected no more brackets, found {token.text}."
            if opened[-1].text != _PAIRS[token.text]:
                return token, f"expected the bracket that closes {opened[-1].text}, found {token.text}."
            opened.pop()
    if opened:
        return opened[-1], f"expected a bracket that closes this {opened[-1].text}, found the end."
    return None


def _prefixes(tokens: list[Token]) -> tuple[Token, str] | None:
    known = {prefix for prefix, _ in PREFIXES}
    for number, token in enumerate(tokens):
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if number and tokens[number - 1].word == "PREFIX":
            known.add(prefix)
        elif prefix not in known:
            return token, f"expected a declared prefix, found {prefix}: (add PREFIX {prefix}: <…> above)."
    return None


def _incomplete(tokens: list[Token]) -> tuple[Token, str] | None:
    """A triple that ends too early, such as ``{ ?s ?p }``."""
    run: list[Token] = []
    plain = True
    for number, token in enumerate(tokens):
        if token.kind in _TERMS or token.word == "A":
            run.append(token)
        elif token.text in ("{", ".", "}"):
            if plain and token.text != "{" and len(run) in (1, 2) and _is_pattern(tokens, number, len(run)):
                missing = "a value" if len(run) == 2 else "a relation and a value"
                return token, f"expected {missing} after {run[-1].text[:40]}, found {token.text}."
            run, plain = [], True
        else:
            plain = False
    return None


def _is_pattern(tokens: list[Token], number: int, length: int) -> bool:
    """Whether the run began right after a brace or full stop of a pattern, not after VALUES or a clause's word."""
    first = number - length
    if first < 1 or tokens[first - 1].text not in ("{", ".", "}"):
        return False
    opener = tokens[first - 1]
    return not (opener.text == "{" and first >= 2 and tokens[first - 2].kind == "variable")


def _at_engines_place(query: str, tokens: list[Token], message: str, todo: str) -> QueryError:
    match = _PLACE.search(message)
    said = next((words for sign, words in _SAYINGS.items() if sign in message), "")
    line, column = (int(match[1]), int(match[2])) if match else (1, 1)
    before = [token for token in tokens if (token.line, token.column) <= (line, column)]
    if not before:
        return error_at(query, line, column, "expected a query, found nothing.", todo)
    if said:
        return error_at(query, before[-1].line, before[-1].column, said, todo)
    if (line, column) > (tokens[-1].line, tokens[-1].column):
        what = f"expected the query to go on or end another way after {before[-1].text[:40]}."
        return error_at(query, before[-1].line, before[-1].column, what, todo)
    what = f"expected something else here, found {before[-1].text[:40]}."
    return error_at(query, before[-1].line, before[-1].column, what, todo)
