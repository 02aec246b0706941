"""The ledger's file: opened, brought up to date, and refused where it is not what it must be."""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError

from onrecord.adapters.ledger_tables import APPLICATION_ID, LOGS, REVISIONS, guards
from onrecord.ports import LedgerError

try:
    from pysqlite3 import dbapi2 as driver
except ImportError:  # no wheel for this machine
    driver = sqlite3

log = logging.getLogger(__name__)

WAL_SAFE = (3, 51, 3)  # before it, two connections that checkpoint at once can damage a ledger in WAL mode
BUSY_SECONDS = 60.0
_HEADER = b"SQLite format 3\x00"


def open_file(path: Path, *, create: bool) -> Engine:
    """Return the engine of the ledger in `path`, at the newest version, its guards in place.

    Raises: LedgerError for whatever is there instead of a ledger that this version can read and write.
    """
    _check_path(path, create=create)
    engine = _engine(path)
    try:
        with explained(path):
            _set_journal(engine)
            _bring_up_to_date(engine, path)
            _check_guards(engine, path)
    except LedgerError:
        engine.dispose()
        raise
    return engine


def writing(engine: Engine) -> Engine:
    """Return `engine` for transactions that write: each takes the ledger's one write lock as it begins."""
    return engine.execution_options(onrecord_writes=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise what SQLite says of `path` as a LedgerError that says what to do."""
    try:
        yield
    except (DatabaseError, driver.DatabaseError) as error:
        raise _explain(path, str(getattr(error, "orig", error))) from error


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise _error(path, "a file", "a folder", "Name a file, such as onrecord.db inside it.")
    if not path.parent.is_dir():
        raise _error(path, "an existing folder around it", f"no folder {path.parent}", "Make the folder first.")
    if not path.exists():
        if not create:
            raise _error(path, "a ledger", "no file", "Read a report first (onrecord read), or check the name.")
        if not os.access(path.parent, os.W_OK):
            raise _error(path, "a folder that can be written", "a read-only one", "Choose another folder.")
        return
    if not (os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK)):
        raise _error(
            path,
            "a ledger that can be read and written (its folder too: SQLite keeps its log beside it)",
            "one without that permission",
            "Ask its owner for write access, or copy it to a folder of yours.",
        )
    with path.open("rb") as file:
        header = file.read(len(_HEADER))
    if header and header != _HEADER:
        raise _error(path, "a ledger (a SQLite database)", "a file of another kind", "Check the name.")


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)), module=driver, connect_args={"timeout": BUSY_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say so, DDL included
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("onrecord_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _set_journal(engine: Engine) -> None:
    """Turn on the write-ahead log where this SQLite keeps it safe, so that readers never wait for the writer."""
    safe = driver.sqlite_version_info >= WAL_SAFE
    if not safe:
        log.warning("sqlite version=%s wal=off: before %d.%d.%d", driver.sqlite_version, *WAL_SAFE)
    wanted = "wal" if safe else "delete"
    raw = engine.raw_connection()
    try:
        until = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                found = raw.cursor().execute(f"PRAGMA journal_mode = {wanted}").fetchone()[0]
                break
            except driver.OperationalError as error:  # this one change does not wait for a lock by itself
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(0.05)
        if found != wanted:
            log.warning("journal wanted=%s found=%s", wanted, found)
    finally:
        raw.close()


def _bring_up_to_date(engine: Engine, path: Path) -> None:
    with engine.begin() as connection:
        version = _version(connection, path)
    if version != REVISIONS[-1]:
        with writing(engine).begin() as connection:
            if _version(connection, path) != REVISIONS[-1]:  # another process may have been quicker
                migrate(connection, REVISIONS[-1])


def _version(connection: Connection, path: Path) -> str | None:
    """Return the ledger's version, None for a new file. Raises: LedgerError if it is no ledger, or a newer one."""
    names = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    if not names:
        return None
    if connection.execute(text("PRAGMA application_id")).scalar() != APPLICATION_ID or "alembic_version" not in names:
        raise _error(path, "a ledger", "a SQLite database of another program", "Check the name; nothing was changed.")
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if version not in REVISIONS:
        raise _error(
            path,
            f"a ledger up to version {REVISIONS[-1]}",
            f"version {version}, made by a newer onrecord",
            "Upgrade onrecord; nothing was changed.",
        )
    return str(version)


def migrate(connection: Connection, to: str) -> None:
    """Bring the ledger to version `to` inside the transaction of `connection`."""
    from alembic import command  # noqa: PLC0415 - slow to import, and only a new or old ledger needs it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _check_guards(engine: Engine, path: Path) -> None:
    """Refuse a ledger whose rows could be changed: every guard must be there, word for word."""
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    found = {row.name: row.sql for row in rows}
    for table, keys in LOGS.items():
        for name, sql in guards(table, keys).items():
            if found.get(name) != sql:
                raise _error(
                    path,
                    f"an append-only ledger with its guard {name}",
                    "no such guard" if name not in found else "another text in its place",
                    "Its rows may have been changed: go back to a copy, or compare it with one (onrecord verify).",
                )


def _explain(path: Path, said: str) -> LedgerError:
    for words, expected, remedy in (
        ("not a database", "a ledger (a SQLite database)", "Check the name, or go back to a copy."),
        ("malformed", "a whole ledger", "The file is damaged: go back to a copy; the archive still has all bytes."),
        ("locked", "the ledger free within a minute", "Another program holds it: let it end, then run this again."),
        ("readonly", "a ledger that can be written", "Check the permissions of the file and its folder."),
        ("full", "room on the disk", "Free some space, then run this again: nothing half-written stays."),
        ("disk I/O", "a disk that answers", "Check the disk, then run this again: nothing half-written stays."),
        ("unable to open", "a ledger that can be opened", "Check the permissions of the file and its folder."),
        ("append-only", "a new row", "What is on record is never changed: this is a fault of the program."),
    ):
        if words in said:
            return _error(path, expected, said, remedy)
    return _error(path, "an answer", said, "This is a fault of the program or a ledger changed by another one.")


def _error(path: Path, expected: str, found: str, remedy: str) -> LedgerError:
    return LedgerError(f"ledger {path}", expected=expected, found=found, remedy=remedy)
