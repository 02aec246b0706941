"""Adapters in memory: they pass the same suites as those that ship."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

from onrecord.model.codec import encode
from onrecord.model.entry import Capture, Entry, Unread
from onrecord.model.ground import GroundedClaim, GroundedStatement
from onrecord.model.identity import Json, canonical, sha256_of
from onrecord.model.record import Conflict
from onrecord.model.report import Report, verify_quote


class MemoryArchive:
    """An archive in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def keep(self, data: bytes) -> str:
        digest = sha256(data).hexdigest()
        self.kept.setdefault(digest, data)
        return digest

    def has(self, sha256: str) -> bool:
        return sha256 in self.kept

    def fetch(self, sha256: str) -> bytes:
        return self.kept[sha256]


class MemoryLedger:
    """A ledger in dictionaries."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._entries: dict[str, tuple[Entry, datetime]] = {}
        self._captures: dict[str, list[Capture]] = {}
        self._unread: dict[tuple[str, str, str], tuple[Unread, Capture | None]] = {}
        self._conflicts: dict[str, Conflict] = {}

    def has_report(self, report: str) -> bool:
        return report in self._entries

    def record(self, entry: Entry) -> bool:
        ids = [g.claim.id for g in entry.claims] + [s.statement.id for s in entry.statements]
        quotes = [g.claim.quote for g in entry.claims] + [s.statement.quote for s in entry.statements]
        quotes += [d.quote for d in entry.doubts if d.quote]
        if len(set(ids)) < len(ids):
            raise ValueError("found twice")
        if any(q.report != entry.report.id for q in quotes):
            raise ValueError("expected quotes of its report")
        for quote in quotes:
            verify_quote(entry.report, quote)
        if entry.unread and ids:
            raise ValueError("expected no claims")
        new = not self.has_report(entry.report.id)
        if new:
            self._entries[entry.report.id] = (entry, self._now())
        seen = self._captures.setdefault(entry.report.id, [])
        if (entry.capture.sha256, entry.capture.name) not in {(c.sha256, c.name) for c in seen}:
            seen.append(entry.capture)
        return new

    def record_unread(self, capture: Capture | None, unread: Unread) -> None:
        key = (unread.name, unread.reason.value, capture.sha256 if capture else "")
        self._unread.setdefault(key, (unread, capture))

    def entry(self, report: str) -> Entry:
        if report not in self._entries:
            raise KeyError(f"no report {report}")
        return self._entries[report][0]

    def captures(self, report: str) -> tuple[Capture, ...]:
        if report not in self._captures:
            raise KeyError(f"no report {report}")
        return tuple(self._captures[report])

    def reports(self) -> Iterator[tuple[Report, Capture, Unread | None, int]]:
        for _, (entry, _) in sorted(self._entries.items()):
            yield entry.report, entry.capture, entry.unread, len(entry.claims)

    def texts(self, reports: Collection[str]) -> Iterator[Report]:
        yield from (self._entries[name][0].report for name in sorted(set(reports)) if name in self._entries)

    def unread(self) -> Iterator[tuple[Unread, Capture | None]]:
        yield from (found for _, found in sorted(self._unread.items(), key=lambda item: item[0]))

    def claims(
        self, *, known_on: date | None = None, recorded_by: datetime | None = None
    ) -> tuple[tuple[GroundedClaim, ...], tuple[GroundedStatement, ...]]:
        if recorded_by is not None and recorded_by.tzinfo is None:
            raise ValueError("expected one with a time zone")
        within = [
            entry
            for entry, at in self._entries.values()
            if (known_on is None or self._known_from(entry) <= known_on) and (recorded_by is None or at <= recorded_by)
        ]
        return (
            tuple(sorted((g for entry in within for g in entry.claims), key=lambda g: g.claim.id)),
            tuple(sorted((s for entry in within for s in entry.statements), key=lambda s: s.statement.id)),
        )

    def _known_from(self, entry: Entry) -> date:
        retrieved = min(c.retrieved_at.astimezone(UTC).date() for c in self._captures[entry.report.id])
        return entry.report.published_at or retrieved

    def find(self, prefix: str) -> tuple[str, ...]:
        claims, statements = self.claims()
        ids = [*self._entries, *(g.claim.id for g in claims), *(s.statement.id for s in statements)]
        return tuple(sorted(name for name in ids if name.startswith(prefix)))

    def add_conflict(self, conflict: Conflict) -> bool:
        before = self._conflicts.get(conflict.name)
        if before not in (None, conflict):
            raise ValueError(f"conflict {conflict.name!r}: expected the window already on record")
        self._conflicts[conflict.name] = conflict
        return before is None

    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(self._conflicts[name] for name in sorted(self._conflicts))

    def head(self) -> str:
        held: list[Json] = []
        for name, (entry, _) in sorted(self._entries.items()):
            timeless = replace(entry, claims=tuple(replace(g, retrieved_on=None) for g in entry.claims))
            held.append([encode(replace(timeless, capture=replace(entry.capture, sha256="", name="")))])
            held += sorted([c.sha256, c.name] for c in self._captures[name])
        held += [list(key) for key in sorted(self._unread)] + [encode(c) for c in self.conflicts()]
        return sha256_of(_without_times(canonical(held)))

    def faults(self, report: str | None = None) -> Iterator[str]:
        yield from ()

    def close(self) -> None:
        pass


def _without_times(held: str) -> str:
    import re

    return re.sub(r'"(media_type|retrieved_at|size)":[^,}]*', "", held)
