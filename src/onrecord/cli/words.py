"""Words of a report made safe to print: a report is untrusted text, and a terminal obeys what it is sent."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

# Controls (C0, DEL, C1), what reorders or hides text (bidirectional marks, tags), and lone surrogates.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")  # takes no room and moves nothing
SPACES = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")


def clean(text: object) -> str:
    """Return `text` on one line with nothing in it that a terminal would obey; what is taken out shows as U+FFFD."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", UNSEEN.sub("", SPACES.sub(" ", str(text)).strip()))


def json_line(row: Mapping[str, object]) -> bytes:
    """Return `row` as one line of JSON in UTF-8, the same value for every reader.

    What a terminal, or a reader that splits at every Unicode line end, would trip over is written as an escape.
    """
    text = json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return (UNSAFE.sub(_escape, text) + "\n").encode("utf-8")


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]


def figure(low: int, high: int | None) -> str:
    """Return a range as people write it: "121", "18 to 26", "121+" (no ceiling)."""
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def when(start: date | None, end: date | None) -> str:
    """Return a stretch of days as people write it; what is open or unknown says so."""
    if start is None and end is None:
        return "not stated"
    if start == end:
        return str(start)
    if start is None:
        return f"until {end}"
    return f"from {start}" if end is None else f"{start} to {end}"


def counted(number: int, noun: str) -> str:
    """Return "1 doubt", "2 doubts"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
