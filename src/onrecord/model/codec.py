"""Nouns to JSON values and back: `decode(type(x), encode(x)) == x` for every noun of the model."""

from __future__ import annotations

import types
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
    return cast(T, _decode(kind, value))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = [a for a in get_args(kind) if a is not type(None)]
        return None if value is None else _decode(inner[0], value)
    if origin is tuple:
        return tuple(_decode(get_args(kind)[0], v) for v in value)
    if is_dataclass(kind):
        if not isinstance(value, dict):
            raise TypeError(f"decode {kind}: expected an object, found {value!r}")
        hints = _hints(cast(type, kind))
        return cast(Any, kind)(**{k: _decode(hints[k], v) for k, v in value.items()})
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, kind):
        raise TypeError(f"decode {kind.__name__}: found {value!r}")
    return value
