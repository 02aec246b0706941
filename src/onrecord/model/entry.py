"""What the ledger holds of one report: the bytes it came from, what it says, and how that was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.model.claim import Doubt, Reading
from onrecord.model.ground import GroundedClaim, GroundedStatement
from onrecord.model.report import Report


class UnreadReason(StrEnum):
    """Codebook 1.5: why something given was not read."""

    LANGUAGE = "language"
    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too_large"
    BROKEN = "broken"
    UNSUPPORTED = "unsupported"
    NO_TEXT = "no_text"
    UNREACHABLE = "unreachable"
    FAULT = "fault"  # our own: a rule of ours broke on it


FORESEEN = frozenset({UnreadReason.LANGUAGE, UnreadReason.EMPTY, UnreadReason.NO_TEXT})


@dataclass(frozen=True, slots=True)
class Unread:
    """One item that was not read: where it stood, why, and what to do. Never dropped, always listed."""

    name: str
    reason: UnreadReason
    message: str

    @property
    def failed(self) -> bool:
        """Return whether this makes the exit status 1: everything but language, empty and no text does."""
        return self.reason not in FORESEEN


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes one report came from. `name`: the file name or row id, as given."""

    sha256: str
    name: str
    media_type: str  # "text/plain", "text/html", "application/pdf", ..., "application/json" for a row of a dump
    size: int
    retrieved_at: datetime  # aware, UTC


@dataclass(frozen=True, slots=True)
class Entry:
    """One report as the ledger records it, whole or not at all.

    `unread` is set when the report is stored but was not read (language); then there are no claims.
    `method` names the versions that made the reading and grounding ("extract/1 ground/1 lists/ab12 gazetteer/cd34").
    """

    report: Report
    capture: Capture
    reading: Reading
    claims: tuple[GroundedClaim, ...]
    statements: tuple[GroundedStatement, ...]
    doubts: tuple[Doubt, ...]  # those of the reading and those of the grounding
    method: str
    unread: Unread | None = None
