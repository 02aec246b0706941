"""Nouns to JSON values and back: `decode(type(x), encode(x)) == x` for every noun of the model."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from onrecord.model.identity import Json

T = TypeVar("T")


def encode(value: Any) -> Json:
    """Return `value` (a noun, or what nouns are made of) as a JSON value: tuples as lists, dates as ISO text.

    Raises: TypeError for a type that no noun holds.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return cast(Json, value.value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(v) for v in value]
    raise TypeError(f"encode: expected a noun of the model, found {type(value).__name__}")


def decode(kind: type[T], value: Json) -> T:
    """Return the noun of type `kind` that `encode` wrote as `value`.

    Raises: TypeError or ValueError, naming the type and the value, where they do not fit.
    """
    return cast(T, _reader(cast(Any, kind))(value))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return the function that reads a value of type `kind`; made once a type, since a ledger reads many."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(_reader(next(a for a in get_args(kind) if a is not type(None))))
    if origin is tuple:
        return _several(kind, _reader(get_args(kind)[0]))
    if is_dataclass(kind):
        return _noun(cast(type, kind))
    if kind in (date, datetime):
        return cast(Callable[[Any], Any], kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _plain(kind)


def _optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else read(value)


def _several(kind: Any, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def several(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise TypeError(f"decode {kind}: expected a list, found {value!r}")
        return tuple([read(part) for part in value])

    return several


def _noun(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)]
    readers: dict[str, Callable[[Any], Any]] = {}  # filled at first use: nouns may hold nouns of their own kind

    def noun(value: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(f"decode {kind.__name__}: expected an object, found {value!r}")
        if not readers:
            readers.update({name: _reader(hints[name]) for name in names})
        unknown = value.keys() - readers.keys()
        if unknown:
            raise TypeError(f"decode {kind.__name__}: expected no field {', '.join(sorted(unknown))}")
        return kind(**{name: readers[name](part) for name, part in value.items()})

    return noun


def _plain(kind: type) -> Callable[[Any], Any]:
    def plain(value: Any) -> Any:
        if type(value) is kind:
            return value
        if kind is float and type(value) is int:
            return float(value)
        raise TypeError(f"decode {kind.__name__}: found {value!r}")

    return plain
