"""What a file gives: its text and its own metadata, or the reason why it gives none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.entry import UnreadReason


@dataclass(frozen=True, slots=True)
class Found:
    """A text as found, and what the file itself says about it. `wrapped`: see `paragraphs`."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    wrapped: bool | None = None


class Refused(Exception):  # noqa: N818
    """A file that gives no report: the message says what was expected, what was found and what to do."""

    def __init__(self, reason: UnreadReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
