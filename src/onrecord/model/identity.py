"""Ids that come from content: the same content has the same id on every machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

Scalar = str | int | float | bool | None
Json = Scalar | Sequence["Json"] | Mapping[str, "Json"]


def canonical(value: Json) -> str:
    """Return `value` as JSON text with sorted keys and no spaces: equal values, equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """Return the SHA-256 of the UTF-8 bytes of `text`, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def content_id(prefix: str, value: Json) -> str:
    """Return `prefix-` and 24 hex digits (96 bits) of the SHA-256 of canonical JSON.

    Canonical JSON rather than joined strings, so that no separator inside a part can make two contents alike.
    """
    return f"{prefix}-{sha256_of(canonical(value))[:24]}"
