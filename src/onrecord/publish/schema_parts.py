"""What the schemas are built of: types of fields, and objects that say what each field means."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

Schema = dict[str, Any]
Fields = Mapping[str, tuple[Schema, str]]

TEXT: Schema = {"type": "string"}
WORDS: Schema = {"type": ["string", "null"]}
WHOLE: Schema = {"type": "integer", "minimum": 0}
WHOLE_OR_NONE: Schema = {"type": ["integer", "null"], "minimum": 0}
YES: Schema = {"type": "boolean"}
DAY: Schema = {"type": ["string", "null"], "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
COUNTRY: Schema = {"type": ["string", "null"], "pattern": "^[A-Z]{3}$"}


def listed(of: Schema) -> Schema:
    """Return the schema of a list of `of`."""
    return {"type": "array", "items": of}


def one_of(names: type[Enum]) -> Schema:
    """Return the schema of one value of `names`."""
    return {"type": "string", "enum": [name.value for name in names]}


def one_of_words(*names: str) -> Schema:
    """Return the schema of one of `names`."""
    return {"type": "string", "enum": list(names)}


def or_null(of: Schema) -> Schema:
    """Return the schema of `of` or null."""
    if "enum" in of:
        return {"enum": [*of["enum"], None]}
    return {"anyOf": [of, {"type": "null"}]}


def some_id(kind: str) -> Schema:
    """Return the schema of an id made from content."""
    return {"type": "string", "pattern": f"^{kind}-[0-9a-f]{{24}}$"}


def fields(required: Fields, optional: Fields | None = None) -> Schema:
    """Return the schema of an object with these fields and no others."""
    described = {name: {**kind, "description": says} for name, (kind, says) in {**required, **(optional or {})}.items()}
    return {"type": "object", "properties": described, "required": list(required), "additionalProperties": False}
