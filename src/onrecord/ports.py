"""What the pipeline asks of the world. Each port has one suite that every adapter of it passes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from onrecord.model.entry import Capture, Entry, Unread
from onrecord.model.ground import GroundedClaim, GroundedStatement, Place
from onrecord.model.record import Conflict
from onrecord.model.report import Report

if TYPE_CHECKING:  # half a second that only the commands that parse have to pay
    from spacy.tokens import Doc


class Misuse(Exception):
    """Something asked for that is not done at all: what, and what to do instead. Exit status 2."""


class StoreError(Exception):
    """A ledger or archive that cannot be used: where, what was expected, what was found, what to do."""

    def __init__(self, where: str, *, expected: str, found: str, remedy: str) -> None:
        super().__init__(f"{where}: expected {expected}, found {found}. {remedy}")
        self.where, self.expected, self.found, self.remedy = where, expected, found, remedy


class LedgerError(StoreError):
    """A ledger that cannot be opened, read or written."""


class ArchiveError(StoreError):
    """An archive that cannot be opened or written."""


class Parser(Protocol):
    """Reads the grammar of sentences, each by itself."""

    version: str

    def parse_all(self, sentences: Sequence[str]) -> list[Doc]:
        """Return tokens, tags, lemmas and the dependency tree of each of `sentences`, without named entities.

        They are parsed at once, and held at once: the caller decides how many.
        """

    def name(self, doc: Doc) -> Doc:
        """Return `doc` with its named entities marked. Slow: only for sentences that yield a claim.

        What was parsed with it may be marked too, where that is faster.
        """

    def report(self) -> AbstractContextManager[object]:
        """Return a context for one report: what was parsed in it may be forgotten at its end, so that memory is flat.

        No Doc may be looked at after it. Contexts do not nest.
        """


class Archive(Protocol):
    """The bytes of everything read, by SHA-256, written once and never changed."""

    def keep(self, data: bytes) -> str:
        """Return the SHA-256 (64 hex digits) under which `data` is kept; keeping twice is once."""

    def fetch(self, sha256: str) -> bytes:
        """Return the bytes kept under `sha256`.

        Raises: KeyError if there are none; ValueError if their hash is no longer the name they lie under.
        """

    def has(self, sha256: str) -> bool:
        """Return whether bytes are kept under `sha256`."""


class Gazetteer(Protocol):
    """Places by name."""

    version: str

    def find(self, name: str) -> tuple[Place, ...]:
        """Return every place called `name` (any script, case and accents apart), largest population first, then id."""


class Ledger(Protocol):
    """The append-only record. Ids come from content; recording twice is once; an entry is whole or absent."""

    def has_report(self, report: str) -> bool:
        """Return whether the report with this id is on record."""

    def record(self, entry: Entry) -> bool:
        """Add `entry` in one transaction; return whether it was new. A known report adds its capture at most."""

    def record_unread(self, capture: Capture | None, unread: Unread) -> None:
        """Add an item that gave no report at all (broken, binary, too large, empty), with its reason."""

    def entry(self, report: str) -> Entry:
        """Return one entry, with its first capture. Raises: KeyError naming the id."""

    def captures(self, report: str) -> tuple[Capture, ...]:
        """Return all captures of one report, the first first. Raises: KeyError naming the id."""

    def reports(self) -> Iterator[tuple[Report, Capture, Unread | None, int]]:
        """Yield each report with its first capture, why it was not read, and its number of claims; by report id."""

    def unread(self) -> Iterator[tuple[Unread, Capture | None]]:
        """Yield the items that gave no report, by name."""

    def claims(
        self, *, known_on: date | None = None, recorded_by: datetime | None = None
    ) -> tuple[tuple[GroundedClaim, ...], tuple[GroundedStatement, ...]]:
        """Return all claims and statements on record, by id: those of reports published (else retrieved) by
        `known_on`, and on record by `recorded_by`."""

    def texts(self, reports: Collection[str]) -> Iterator[Report]:
        """Yield the reports with these ids, by id."""

    def find(self, prefix: str) -> tuple[str, ...]:
        """Return the ids of reports, claims and statements that start with `prefix`, sorted."""

    def add_conflict(self, conflict: Conflict) -> bool:
        """Add a named window; return whether it was new. Raises: ValueError if the name stands for another window."""

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return all conflicts, by name."""

    def head(self) -> str:
        """Return a hash of what the ledger holds (retrieval times aside): equal content, equal head."""

    def faults(self, report: str | None = None) -> Iterator[str]:
        """Yield what no longer is as it was recorded, a sentence each: changed rows, rows gone, broken files.

        With `report`, only what concerns that report: its row, captures, claims, statements and doubts.
        """

    def close(self) -> None:
        """Let go of the ledger; it can be opened again."""
