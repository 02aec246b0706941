"""The append-only record in one SQLite file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, Table, and_, exists, func, insert, select, true

from onrecord.adapters import ledger_nouns as nouns
from onrecord.adapters import ledger_rows as rows
from onrecord.adapters import ledger_tables as tables
from onrecord.adapters.ledger_faults import faults_of, file_faults
from onrecord.adapters.ledger_file import explained, open_file, writing
from onrecord.model.entry import Capture, Entry, Unread
from onrecord.model.ground import GroundedClaim, GroundedStatement
from onrecord.model.identity import canonical
from onrecord.model.record import Conflict
from onrecord.model.report import Report, verify_quote
from onrecord.ports import Ledger, LedgerError

__all__ = ["LedgerError", "SqliteLedger", "open_ledger"]

_PARTS = (tables.claim, tables.statement, tables.doubt)
_PAGE = 200  # reports held in memory at a time


def open_ledger(path: Path, *, create: bool = True, now: Callable[[], datetime] | None = None) -> Ledger:
    """Return the ledger in `path`, made if it is not there and `create` is set, brought to this version if older.

    Raises: LedgerError for a folder, another kind of file, a newer version, a ledger without its guards, no permission.
    """
    return SqliteLedger(path, open_file(path, create=create), now or _utc_now)


class SqliteLedger:
    """A ledger in one SQLite file. Every write is one transaction; several processes may read and write at once."""

    def __init__(self, path: Path, engine: Engine, now: Callable[[], datetime]) -> None:
        self._path = path
        self._engine = engine
        self._writer = writing(engine)
        self._now = now

    def close(self) -> None:
        """Let go of the file; it can be opened again."""
        self._engine.dispose()

    def has_report(self, report: str) -> bool:
        """Return whether the report with this id is on record."""
        with explained(self._path), self._engine.begin() as connection:
            return _has(connection, tables.report, report)

    def record(self, entry: Entry) -> bool:
        """Add `entry` in one transaction; return whether it was new. A known report adds its capture at most.

        Raises: ValueError, before anything is written, for an entry that is at odds with itself.
        """
        _check(entry)
        stamp = rows.instant(self._now())
        logs = (
            (tables.report, [rows.report_row(entry)]),
            (tables.claim, rows.claim_rows(entry)),
            (tables.statement, rows.statement_rows(entry)),
            (tables.doubt, rows.doubt_rows(entry)),
        )
        with explained(self._path), self._writer.begin() as connection:
            new = not _has(connection, tables.report, entry.report.id)
            if new:
                for table, fresh in logs:
                    _add(connection, table, fresh, stamp)
            seen = rows.capture_row(entry.capture, entry.report.id, first=new)
            if not _has(connection, tables.capture, seen["id"]):
                _add(connection, tables.capture, [seen], stamp)
        return new

    def record_unread(self, capture: Capture | None, unread: Unread) -> None:
        """Add an item that gave no report at all, with its reason; the same item twice is once."""
        row = rows.unread_row(unread, capture)
        with explained(self._path), self._writer.begin() as connection:
            if not _has(connection, tables.unread, row["id"]):
                _add(connection, tables.unread, [row], rows.instant(self._now()))

    def entry(self, report: str) -> Entry:
        """Return one entry, with its first capture. Raises: KeyError naming the id."""
        with explained(self._path), self._engine.begin() as connection:
            row = connection.execute(select(tables.report).where(tables.report.c.id == report)).mappings().first()
            if row is None:
                raise KeyError(f"ledger {self._path}: no report {report}")
            parts = [_of_report(connection, table, report) for table in _PARTS]
            return nouns.entry_of(row, _captures(connection, report)[0], *parts)

    def captures(self, report: str) -> tuple[Capture, ...]:
        """Return all captures of one report, the first first. Raises: KeyError naming the id."""
        with explained(self._path), self._engine.begin() as connection:
            found = _captures(connection, report)
        if not found:
            raise KeyError(f"ledger {self._path}: no report {report}")
        return tuple(nouns.capture_of(row) for row in found)

    def reports(self) -> Iterator[tuple[Report, Capture, Unread | None, int]]:
        """Yield each report with its first capture, why it was not read, and its number of claims; by report id."""
        t = tables.capture.c
        for page in self._report_pages(None):
            wanted = [row["id"] for row in page]
            query = select(tables.capture).where(t.report.in_(wanted), t.first == 1)
            with explained(self._path), self._engine.begin() as connection:
                seen = {row["report"]: row for row in connection.execute(query).mappings()}
            for row in page:
                first = nouns.capture_of(seen[row["id"]])
                yield nouns.report_of(row), first, nouns.unread_of(row), row["claims"]

    def texts(self, reports: Collection[str]) -> Iterator[Report]:
        """Yield the reports with these ids, by id."""
        for page in self._report_pages(reports):
            yield from (nouns.report_of(row) for row in page)

    def unread(self) -> Iterator[tuple[Unread, Capture | None]]:
        """Yield the items that gave no report, by name."""
        t = tables.unread.c
        with explained(self._path), self._engine.begin() as connection:
            found = connection.execute(select(tables.unread).order_by(t.name, t.reason, t.id)).mappings().all()
        for row in found:
            yield nouns.item_of(row), nouns.capture_of(row) if row["sha256"] is not None else None

    def claims(
        self, *, known_on: date | None = None, recorded_by: datetime | None = None
    ) -> tuple[tuple[GroundedClaim, ...], tuple[GroundedStatement, ...]]:
        """Return all claims and statements on record, by id: those of reports published (else retrieved) by
        `known_on`, and on record by `recorded_by`."""
        within = _within(known_on, recorded_by)
        c, s = tables.claim.c, tables.statement.c
        claims = select(c.body, c.retrieved_on).join(tables.report).where(within).order_by(c.id)
        statements = select(s.body).join(tables.report).where(within).order_by(s.id)
        with explained(self._path), self._engine.begin() as connection:
            return (
                tuple(nouns.claim_of(row) for row in connection.execute(claims).mappings()),
                tuple(nouns.statement_of(row) for row in connection.execute(statements).mappings()),
            )

    def find(self, prefix: str) -> tuple[str, ...]:
        """Return the ids of reports, claims and statements that start with `prefix`, sorted."""
        found: list[str] = []
        with explained(self._path), self._engine.begin() as connection:
            for table in (tables.report, tables.claim, tables.statement):
                begins = and_(table.c.id >= prefix, table.c.id < prefix + "\U0010ffff")
                found += connection.execute(select(table.c.id).where(begins)).scalars()
        return tuple(sorted(found))

    def add_conflict(self, conflict: Conflict) -> bool:
        """Add a named window; return whether it was new. Raises: ValueError if the name stands for another window."""
        row = rows.conflict_row(conflict)
        with explained(self._path), self._writer.begin() as connection:
            same_name = tables.conflict.c.name == conflict.name
            body = connection.execute(select(tables.conflict.c.body).where(same_name)).scalar()
            if body is None:
                _add(connection, tables.conflict, [row], rows.instant(self._now()))
        if body not in (None, row["body"]):
            raise ValueError(
                f"conflict {conflict.name!r}: expected the window already on record {body}, found {row['body']}. "
                "Choose another name: a window on record is never changed."
            )
        return body is None

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return all conflicts, by name."""
        with explained(self._path), self._engine.begin() as connection:
            found = connection.execute(select(tables.conflict).order_by(tables.conflict.c.name)).mappings()
            return tuple(nouns.conflict_of(row) for row in found)

    def head(self) -> str:
        """Return a hash of what the ledger holds (retrieval times aside): equal content, equal head."""
        running = sha256()
        r, c, u, w = tables.report.c, tables.capture.c, tables.unread.c, tables.conflict.c
        with explained(self._path), self._engine.begin() as connection:
            for query in (
                select(r.id, r.entry_hash).order_by(r.id),
                select(c.id).order_by(c.id),
                select(u.id).order_by(u.id),
                select(w.name, w.body).order_by(w.name),
            ):
                for row in connection.execute(query):
                    running.update((canonical(list(row)) + "\n").encode())
                running.update(b"\n")
        return running.hexdigest()

    def faults(self, report: str | None = None) -> Iterator[str]:
        """Yield what no longer is as it was recorded, a sentence each: changed rows, rows gone, broken files.

        With `report`, only what concerns that report: its row, captures, claims, statements and doubts.
        """
        if report is None:
            with explained(self._path), self._engine.begin() as connection:
                found = file_faults(connection)
            yield from (f"ledger {self._path}: {fault}" for fault in found)
        for row in chain.from_iterable(self._report_pages(None if report is None else [report])):
            with explained(self._path), self._engine.begin() as connection:
                parts = [_of_report(connection, table, row["id"]) for table in _PARTS]
                captures = _captures(connection, row["id"])
            yield from faults_of(row, captures, *parts)

    def _report_pages(self, ids: Collection[str] | None) -> Iterator[Sequence[RowMapping]]:
        """Yield pages of rows of reports by id, each read in its own transaction: a slow reader holds nothing open."""
        wanted = iter(sorted(set(ids))) if ids is not None else None
        last = ""
        while True:
            query = select(tables.report).order_by(tables.report.c.id)
            if wanted is None:
                query = query.where(tables.report.c.id > last).limit(_PAGE)
            else:
                page = list(islice(wanted, _PAGE))
                query = query.where(tables.report.c.id.in_(page))
            with explained(self._path), self._engine.begin() as connection:
                found = connection.execute(query).mappings().all()
            if found:
                yield found
            if (wanted is None and not found) or (wanted is not None and not page):
                return
            last = found[-1]["id"] if found else last


def _check(entry: Entry) -> None:
    """Raise ValueError if `entry` holds a quote that is not its report's, or one claim or statement twice."""
    ids = [g.claim.id for g in entry.claims] + [s.statement.id for s in entry.statements]
    quotes = [g.claim.quote for g in entry.claims] + [s.statement.quote for s in entry.statements]
    quotes += [d.quote for d in entry.doubts if d.quote]
    twice = sorted({name for name in ids if ids.count(name) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        raise ValueError(f"entry {entry.report.id}: expected each id once, found twice: {', '.join(twice)}")
    for quote in quotes:
        if quote.report != entry.report.id:
            raise ValueError(f"entry {entry.report.id}: expected quotes of its report, found one of {quote.report}")
        verify_quote(entry.report, quote)
    if entry.unread is not None and ids:
        raise ValueError(f"entry {entry.report.id}: expected no claims in a report not read, found {len(ids)}")


def _within(known_on: date | None, recorded_by: datetime | None) -> ColumnElement[bool]:
    report, capture = tables.report.c, tables.capture.c
    conditions: list[ColumnElement[bool]] = []
    if known_on is not None:
        retrieved = select(func.min(func.substr(capture.retrieved_at, 1, 10))).where(capture.report == report.id)
        conditions.append(func.coalesce(report.published_at, retrieved.scalar_subquery()) <= known_on.isoformat())
    if recorded_by is not None:
        conditions.append(report.recorded_at <= rows.instant(recorded_by))
    return and_(true(), *conditions)


def _has(connection: Connection, table: Table, id: str) -> bool:
    return bool(connection.execute(select(exists().where(table.c.id == id))).scalar())


def _add(connection: Connection, table: Table, fresh: Sequence[rows.Row], stamp: str) -> None:
    if fresh:
        connection.execute(insert(table), [{**row, "recorded_at": stamp} for row in fresh])


def _of_report(connection: Connection, table: Table, report: str) -> Sequence[RowMapping]:
    query = select(table).where(table.c.report == report).order_by(table.c.position)
    return connection.execute(query).mappings().all()


def _captures(connection: Connection, report: str) -> Sequence[RowMapping]:
    t = tables.capture.c
    query = select(tables.capture).where(t.report == report).order_by(t.first.desc(), t.recorded_at, t.id)
    return connection.execute(query).mappings().all()


def _utc_now() -> datetime:
    return datetime.now(UTC)
