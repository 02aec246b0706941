"""The ledger's file: append-only, whole after a kill, shared by processes, brought up to date, refused when wrong."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event

import onrecord.adapters
from nouns import an_entry
from onrecord.adapters import ledger_file, ledger_tables
from onrecord.adapters.ledger import SqliteLedger, _utc_now, open_ledger
from onrecord.model.entry import Entry, Unread, UnreadReason
from onrecord.model.record import Conflict
from onrecord.ports import LedgerError

driver = ledger_file.driver
RECORDER = """
import sys
sys.path[:0] = {tests!r},
from pathlib import Path
from nouns import an_entry
from onrecord.adapters.ledger import open_ledger
ledger = open_ledger(Path(sys.argv[1]))
print("open", flush=True)
for n in range(int(sys.argv[2]), int(sys.argv[3])):
    ledger.record(an_entry(n))
    print(n, flush=True)
"""


def recorder(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    """A process that records the entries from `first` to before `last`, and says each when it is on record."""
    code = RECORDER.format(tests=str(Path(__file__).parent))
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path), str(first), str(last)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def raw(path: Path) -> driver.Connection:
    """A connection of another program, which knows nothing of our rules."""
    return driver.connect(str(path), isolation_level=None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of three entries, a conflict and an item that was not read."""
    ledger = open_ledger(tmp_path / "onrecord.db")
    for n in range(3):
        ledger.record(an_entry(n))
    ledger.record_unread(None, Unread("x", UnreadReason.EMPTY, "expected text, found none"))
    ledger.add_conflict(Conflict("Oranne", date(2031, 4, 4), None, ("XAA",)))
    ledger.close()
    return tmp_path / "onrecord.db"


@pytest.mark.parametrize("table", sorted(ledger_tables.LOGS))
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {table} SET recorded_at = 'never'",
        "UPDATE OR REPLACE {table} SET {key} = {key}",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        "REPLACE INTO {table} (rowid, {columns}) SELECT rowid, {other} FROM {table} LIMIT 1",
    ],
)
def test_no_program_changes_or_deletes_a_row(path: Path, table: str, change: str) -> None:
    key = ledger_tables.LOGS[table][-1]
    columns = [c.name for c in ledger_tables.metadata.tables[table].columns]
    other = ["999" if c == "position" else "'other'" if c == key else c for c in columns]
    statement = change.format(table=table, key=key, columns=", ".join(columns), other=", ".join(other))
    with raw(path) as connection:
        before = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        assert before
        with pytest.raises(driver.IntegrityError, match=f"append-only: {table}"):
            connection.execute(statement)
        assert connection.execute(f"SELECT * FROM {table}").fetchall() == before  # noqa: S608


def test_tables_are_strict_and_foreign_keys_hold(path: Path) -> None:
    with raw(path) as connection:
        strict = dict(connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall())
        assert all(strict[name] for name in ledger_tables.LOGS)
    engine = ledger_file.open_file(path, create=False)
    with engine.begin() as connection, pytest.raises(Exception, match="FOREIGN KEY"):
        connection.exec_driver_sql(
            "INSERT INTO doubt VALUES ('report-none', 0, 'unknown_place', 'm', NULL, NULL, 0, 't', '{}')"
        )
    engine.dispose()


@pytest.mark.parametrize("harm", ["gone", "toothless"])
def test_a_ledger_without_its_guards_is_refused(path: Path, harm: str) -> None:
    with raw(path) as connection:
        connection.execute("DROP TRIGGER claim_no_update")
        if harm == "toothless":
            connection.execute("CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim BEGIN SELECT 1; END")
    found = {"gone": "no such guard", "toothless": "another text in its place"}[harm]
    with pytest.raises(LedgerError, match=f"guard claim_no_update, found {found}"):
        open_ledger(path)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE claim SET low = 30", "claim claim-.* has changed in low"),
        (
            "UPDATE claim SET body = replace(body, '\"low\":3', '\"low\":2'), low = 2",
            "report .* changed in entry_hash",
        ),
        ("UPDATE report SET text = replace(text, 'Three', 'Forty')", "its text, title, outlet or date is not what"),
        ("UPDATE capture SET sha256 = 'ff'", "capture capture-.* has changed"),
        ("DELETE FROM doubt", "report .* has changed in doubts, entry_hash"),
        ("DELETE FROM claim", "report .* has changed in claims, entry_hash"),
    ],
)
def test_what_a_program_changed_behind_the_guards_is_found(path: Path, change: str, says: str) -> None:
    ledger = open_ledger(path)
    assert list(ledger.faults()) == []
    with raw(path) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
        for _, text in guards:
            connection.execute(text)
    found = list(ledger.faults())
    assert any(re.search(says, line) for line in found), found
    each = [line for report, *_ in ledger.reports() for line in ledger.faults(report.id)]
    assert each == found
    ledger.close()


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_every_report_is_whole_or_absent_and_a_second_run_ends_alike(
    tmp_path: Path, seed: int
) -> None:
    undisturbed = open_ledger(tmp_path / "whole.db")
    for n in range(60):
        undisturbed.record(an_entry(n))
    chance = random.Random(seed)  # noqa: S311
    path = tmp_path / "killed.db"
    acknowledged: set[int] = set()
    for _ in range(3):
        child = recorder(path, 0, 60)
        assert child.stdout is not None
        stop = chance.randint(1, 25)
        for count, line in enumerate(child.stdout):
            if line.strip().isdigit():
                acknowledged.add(int(line))
            if count == stop:
                time.sleep(chance.random() / 100)
                break
        os.kill(child.pid, signal.SIGKILL)
        rest, _ = child.communicate()
        acknowledged |= {int(line) for line in rest.split() if line.isdigit()}
        ledger = open_ledger(path)
        assert list(ledger.faults()) == []
        for n in range(60):
            entry = an_entry(n)
            if ledger.has_report(entry.report.id):
                assert ledger.entry(entry.report.id) == entry
            else:
                assert n not in acknowledged, "what was said to be on record is lost"
        ledger.close()
    child = recorder(path, 0, 60)
    _, errors = child.communicate()
    assert child.returncode == 0, errors
    again = open_ledger(path)
    assert again.head() == undisturbed.head()
    assert again.claims() == undisturbed.claims()


def test_killed_while_the_ledger_is_made_it_is_made_by_the_next(tmp_path: Path) -> None:
    for n in range(8):
        path = tmp_path / f"{n}.db"
        child = recorder(path, 0, 1)
        until = time.monotonic() + 20
        while not path.exists() and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(n / 60)
        child.kill()
        child.communicate()
        ledger = open_ledger(path)
        ledger.record(an_entry(1))
        assert list(ledger.faults()) == []


def test_three_processes_read_into_one_new_ledger_at_once(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    children = [recorder(path, first, 60) for first in (0, 5, 10)]  # all record 10 to 59
    for child in children:
        said, errors = child.communicate(timeout=120)
        assert child.returncode == 0, errors
        assert said.startswith("open")
    ledger = open_ledger(path)
    assert len(list(ledger.reports())) == 60
    assert all(len(ledger.captures(report.id)) == 1 for report, *_ in ledger.reports())
    assert list(ledger.faults()) == []


def test_the_migrations_make_the_tables_that_the_code_knows(path: Path) -> None:
    folder = Path(onrecord.adapters.__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(folder))
    script = ScriptDirectory.from_config(config)
    assert [s.revision for s in reversed(list(script.walk_revisions()))] == list(ledger_tables.REVISIONS)
    engine = ledger_file.open_file(path, create=False)
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, ledger_tables.metadata) == []
    engine.dispose()


def test_a_ledger_of_version_1_is_brought_up_to_date_and_keeps_its_rows_and_guards(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    entry = an_entry()
    engine = ledger_file._engine(path)
    with ledger_file.writing(engine).begin() as connection:
        ledger_file.migrate(connection, "0001")
    engine.dispose()
    with raw(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'figure'").fetchone() == (0,)
    old_rows_into(path, entry)
    ledger = open_ledger(path)
    assert ledger.entry(entry.report.id) == entry
    with raw(path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (
            ledger_tables.REVISIONS[-1],
        )
        assert connection.execute("SELECT harm, low, quote FROM figure").fetchall() == [
            ("killed", 3, "Three people were killed")
        ]
        with pytest.raises(driver.IntegrityError, match="append-only"):
            connection.execute("DELETE FROM claim")


def old_rows_into(path: Path, entry: Entry) -> None:
    """Record `entry` in a ledger of version 1, which the adapter itself would bring up to date."""
    SqliteLedger(path, ledger_file._engine(path), _utc_now).record(entry)


def test_a_newer_ledger_is_refused_and_left_alone(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(LedgerError, match=r"found version 0999, made by a newer onrecord\. Upgrade onrecord"):
        open_ledger(path)


def test_what_is_no_ledger_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Three people were killed in Oranne.")
    with raw(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE recipes (id INTEGER)")
    for name, says in (
        ("", r"expected a file, found a folder\. Name a file"),
        ("notes.txt", r"expected a ledger \(a SQLite database\), found a file of another kind"),
        ("other.db", r"found a SQLite database of another program\. Check the name; nothing was changed"),
        ("none/x.db", r"found no folder .*none\. Make the folder first"),
    ):
        with pytest.raises(LedgerError, match=says):
            open_ledger(tmp_path / name)
    assert (tmp_path / "notes.txt").read_text() == "Three people were killed in Oranne."
    with pytest.raises(LedgerError, match=r"expected a ledger, found no file\. Read a report first"):
        open_ledger(tmp_path / "typo.db", create=False)
    assert not (tmp_path / "typo.db").exists()


def test_a_damaged_ledger_is_named_as_such(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LedgerError, match="go back to a copy"):
        open_and_read(path)
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(LedgerError, match="go back to a copy"):
        open_and_read(path)


def open_and_read(path: Path) -> None:
    """Open a ledger and read all of it."""
    ledger = open_ledger(path)
    ledger.claims()
    list(ledger.reports())


def test_a_ledger_that_cannot_be_written_is_named_as_such(path: Path) -> None:
    ledger = open_ledger(path)

    @event.listens_for(ledger._engine, "connect")  # type: ignore[attr-defined]
    def _(connection: driver.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    ledger.close()
    with pytest.raises(LedgerError, match="Check the permissions of the file and its folder"):
        ledger.record(an_entry(9))


def test_a_read_only_file_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)  # the superuser may write everywhere
    with pytest.raises(LedgerError, match="found one without that permission"):
        open_ledger(path)
    with pytest.raises(LedgerError, match="found a read-only one"):
        open_ledger(path.parent / "new.db")


def test_a_ledger_held_by_another_program_is_named_as_such(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_file, "BUSY_SECONDS", 0.1)
    ledger = open_ledger(path)
    with raw(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="Another program holds it"):
            ledger.record(an_entry(9))
        other.execute("ROLLBACK")
    assert ledger.record(an_entry(9))


def test_an_old_sqlite_goes_without_the_log_that_it_may_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(ledger_file, "WAL_SAFE", (99, 0, 0))
    ledger = open_ledger(tmp_path / "old.db")
    assert ledger.record(an_entry())
    assert "wal=off" in caplog.text
    with raw(tmp_path / "old.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_the_ledger_keeps_a_log_that_readers_do_not_wait_for(path: Path) -> None:
    with raw(path) as connection:
        expected = "wal" if driver.sqlite_version_info >= ledger_file.WAL_SAFE else "delete"
        assert connection.execute("PRAGMA journal_mode").fetchone() == (expected,)
