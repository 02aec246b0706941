"""Twice is once, any order is one record, and a run that was killed goes on where it was."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from commands import START, onrecord, rows_of, write_rows
from onrecord.adapters.ledger import open_ledger

PLACES = ("Qasr Bunat", "Dar Selmet", "Wadi Harun", "Tel Amsa")


def dump(folder: Path, count: int) -> Path:
    """Return a dump of `count` different reports."""
    rows = (
        {
            "doc": f"{n:03}",
            "outlet": f"Example Daily {n % 7}",
            "date": f"2031-03-{n % 28 + 1:02}",
            "text": f"A shell killed {n + 2} people in {PLACES[n % 4]} on Monday, the health office said.\n"
            f"At least {n + 3} others were wounded, it said.",
        }
        for n in range(count)
    )
    return write_rows(folder / "reports.jsonl", rows)


def head(ledger: Path) -> str:
    opened = open_ledger(ledger)
    try:
        return opened.head()
    finally:
        opened.close()


def test_killed_in_the_middle_and_run_again_is_an_undisturbed_run(tmp_path: Path) -> None:
    given = dump(tmp_path, 60)
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    onrecord("read", given, ledger=whole)
    for seen in (3, 20):
        command = [sys.executable, "-c", START, "read", str(given), "--json", "--ledger", str(killed)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
            assert running.stdout is not None
            for _ in range(seen):
                running.stdout.readline()
            time.sleep(0.01)
            running.send_signal(signal.SIGKILL)
    assert head(killed) != head(whole)
    onrecord("read", given, ledger=killed)
    assert head(killed) == head(whole)
    assert onrecord("toll", "--json", ledger=killed) == onrecord("toll", "--json", ledger=whole)


def test_reading_twice_changes_nothing_and_says_so(tmp_path: Path) -> None:
    given, ledger = dump(tmp_path, 5), tmp_path / "ledger.db"
    first = rows_of(onrecord("read", given, "--json", ledger=ledger))
    before = head(ledger)
    second = rows_of(onrecord("read", given, "--json", ledger=ledger))
    assert {row["state"] for row in first} == {"read"}
    assert {row["state"] for row in second} == {"already on record"}
    assert [{**row, "state": ""} for row in first] == [{**row, "state": ""} for row in second]
    assert head(ledger) == before


def test_two_at_once_are_one_record(tmp_path: Path) -> None:
    given, ledger, alone = dump(tmp_path, 12), tmp_path / "ledger.db", tmp_path / "alone.db"
    command = [sys.executable, "-c", START, "read", str(given), "--ledger", str(ledger)]
    pipe = subprocess.PIPE
    running = [subprocess.Popen(command, stdout=pipe, stderr=subprocess.STDOUT, text=True) for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    onrecord("read", given, ledger=alone)
    assert head(ledger) == head(alone)


def test_any_order_gives_the_same_bytes(tmp_path: Path) -> None:
    given = dump(tmp_path, 12)
    lines = given.read_text(encoding="utf-8").splitlines(keepends=True)
    backwards = tmp_path / "backwards.jsonl"
    backwards.write_text("".join(reversed(lines)), encoding="utf-8")
    onrecord("read", given, ledger=tmp_path / "a.db")
    onrecord("read", backwards, ledger=tmp_path / "b.db")
    for verb in ("toll", "incidents", "series"):
        assert onrecord(verb, "--json", ledger=tmp_path / "a.db") == onrecord(verb, "--json", ledger=tmp_path / "b.db")


def test_every_claim_and_toll_on_record_can_be_traced(tmp_path: Path) -> None:
    given, ledger = dump(tmp_path, 3), tmp_path / "ledger.db"
    read = rows_of(onrecord("read", given, "--json", ledger=ledger))
    tolls = rows_of(onrecord("toll", "--json", ledger=ledger))
    found = rows_of(onrecord("incidents", "--json", ledger=ledger))
    ids = [read[0]["claims"][0]["id"], tolls[0]["id"], found[0]["id"], read[0]["report"]["id"]]
    for name in ids:
        (trace,) = rows_of(onrecord("trace", name, "--json", ledger=ledger))
        assert (trace["id"], trace["worst"]) == (name, "ok")
    (archived,) = (tmp_path / "ledger.archive").glob(f"*/{_bytes_of(trace)}*")
    archived.chmod(0o644)
    archived.write_bytes(b"other bytes")
    assert "BROKEN" in onrecord("trace", ids[0], ledger=ledger, exit_status=1)


def _bytes_of(trace: dict[str, object]) -> str:
    steps = trace["steps"]
    assert isinstance(steps, list)
    return str(steps[0]["id"])
