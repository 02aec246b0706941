"""When the gazetteer is built anew: not for what is current, and never over what somebody imported."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gazetteers import towns_of_15000
from onrecord.adapters.gazetteer_build import SHIPPED, Age, _version, age
from onrecord.adapters.gazetteer_rows import FORMAT, shipped

CURRENT = _version({name: shipped(name) for name in SHIPPED}, 500)


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"format": FORMAT, "version": CURRENT, "base": CURRENT}, Age.CURRENT),
        ({"format": FORMAT, "version": "after an import", "base": CURRENT}, Age.CURRENT),
        ({"format": FORMAT, "version": "older", "base": "older"}, Age.OUTDATED),
        ({"format": FORMAT, "version": "after an import", "base": "older"}, Age.WITH_IMPORTS),
        ({"format": "onrecord gazetteer 0", "version": "older", "base": "older"}, Age.OUTDATED),
        ({"format": "onrecord gazetteer 0", "version": "after an import", "base": "older"}, Age.WITH_IMPORTS),
        ({"format": "another program"}, Age.FOREIGN),
        ({}, Age.FOREIGN),
    ],
)
def test_ages(tmp_path: Path, about: dict[str, str], expected: Age) -> None:
    with closing(sqlite3.connect(tmp_path / "g.db")) as db:
        db.execute("CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL)")
        db.executemany("INSERT INTO about VALUES(?, ?)", about.items())
        db.commit()
    assert age(tmp_path / "g.db") is expected


def test_what_is_built_now_is_current() -> None:
    (row,) = towns_of_15000()._db.execute("PRAGMA database_list").fetchall()
    assert age(Path(row[2])) is Age.CURRENT
