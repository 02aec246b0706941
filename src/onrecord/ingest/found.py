"""What a file gives: its text and its own metadata, or the reason why it gives none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.model.entry import UnreadReason

_ADDRESS: Final = re.compile(r"0x[0-9a-f]{6,}|\b\d{10,}\b")  # of memory: no two runs would say the same


@dataclass(frozen=True, slots=True)
class Found:
    """A text as found, and what the file itself says about it. `wrapped`: see `paragraphs`."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    wrapped: bool | None = None


class Refused(Exception):
    """A file that gives no report: the message says what was expected, what was found and what to do."""

    def __init__(self, reason: UnreadReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def damage(wrong: Exception, *, clear: tuple[type[Exception], ...]) -> str:
    """Return in words what a library met in a broken file: its message if it is one of the `clear` kinds."""
    message = _ADDRESS.sub("...", str(wrong).strip().split("\n")[0])[:160]
    if message and isinstance(wrong, clear):
        return f"damage ({message})"
    return f"damage (a structure that makes no sense: {type(wrong).__name__})"
