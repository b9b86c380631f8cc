"""Terms as they stand in N-Triples and N-Quads: nothing shortened, strings escaped as in canonical Turtle."""

from __future__ import annotations

from functools import cache

from graphkit.graph.terms import expanded, is_literal, quoted, split_literal


@cache
def subject_line(token: str) -> str:
    """A node or predicate in angle brackets."""
    return f"<{expanded(token)}>"


def object_line(token: str) -> str:
    """An object: an IRI, or a literal with its full datatype unless it is a plain string."""
    if not is_literal(token):
        return subject_line(token)
    if token.startswith('"') and token.endswith('"'):
        return token
    lexical, datatype = split_literal(token)
    return f"{quoted(lexical)}^^<{datatype}>"
