"""Records as JSON and back: by their annotations, field for field, with no names in it.

Not pickle: a file that somebody else may have written must not run code.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, TypeVar

_Record = TypeVar("_Record")


def encode(record: object) -> bytes:
    """A record (dataclass of texts, numbers, words, tuples and records) as JSON in UTF-8.

    >>> from graphkit.records import Kind, Ref
    >>> encode(Ref(Kind.COUNCIL, "wigan"))
    b'["council","wigan"]'
    """
    return json.dumps(record, default=_values, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _values(record: Any) -> list[object]:
    kind: Any = type(record)
    return [getattr(record, name) for name in _names(kind)]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def decode(kind: type[_Record], data: bytes) -> _Record:
    """The record that `encode` was given.

    Raises:
        ValueError: The bytes are no such record.
    """
    try:
        hint: Any = kind
        made: _Record = _maker(hint)(json.loads(data))
    except (TypeError, IndexError, KeyError, RecursionError) as error:
        raise ValueError(f"no {kind.__name__}: {error}") from error
    return made


@cache
def _maker(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of an annotation out of what JSON gives."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record_maker(hint)
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (_maker(part) for part in parts if part is not type(None))
        return lambda value: None if value is None else inner(value)
    if origin is tuple and parts[-1] is Ellipsis:
        each = _maker(parts[0])
        return tuple if each is _same else lambda values: tuple([each(value) for value in values])
    if origin is tuple:
        makers = tuple(map(_maker, parts))
        return lambda values: tuple([make(value) for make, value in zip(makers, values, strict=True)])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint in (str, int, float, bool):
        return _same
    raise TypeError(f"no way to keep {hint}")


def _same(value: Any) -> Any:
    return value


def _record_maker(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    makers = tuple(_maker(hints[name]) for name in _names(kind))
    return lambda values: kind(*[make(value) for make, value in zip(makers, values, strict=True)])
