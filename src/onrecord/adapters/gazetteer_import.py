"""Adds GeoNames dumps to a gazetteer: a country's or all countries' places, and alternate names. Text or zip."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from onrecord.adapters.gazetteer import open_gazetteer
from onrecord.adapters.gazetteer_rows import iso3_codes, keys_of

MAX_BYTES = 8 * 1024**3  # allCountries.txt is about 1.7 GB; what unpacks to more is no dump
MAX_RATIO = 60  # tables of text pack to a fifth or so; more than this is a bomb
MAX_LINE = 100_000
MAX_LISTED = 1_000
PLACE_FIELDS, NAME_FIELDS = 19, 10
_FEATURES = {"ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "PPLX": "neighbourhood"}
_NO_NAMES = frozenset("link wkdt post iata icao faac tcid unlc abbr phon piny".split())


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was not read: where, what was expected, what was found."""

    file: str
    line: int
    why: str


@dataclass(slots=True)
class Imported:
    """What an import did. `left_out`: lines of features that are no places people are harmed in (wells, hills).

    `bad` lists the first thousand lines that could not be read; `bad_lines` counts them all.
    """

    places: int = 0
    names: int = 0
    left_out: int = 0
    bad_lines: int = 0
    bad: list[BadLine] = field(default_factory=list)
    version: str = ""

    def note(self, file: str, line: int, why: str) -> None:
        """Put a line on the list of those not read."""
        self.bad_lines += 1
        if len(self.bad) < MAX_LISTED:
            self.bad.append(BadLine(file, line, why))


class UnreadableDump(ValueError):
    """A file that is no GeoNames dump, or unpacks to more than any: says which, and what was expected."""


def import_files(path: Path, files: Sequence[Path]) -> Imported:
    """Return what was added to the gazetteer at `path`; it is replaced at once, or stays as it was.

    Takes GeoNames country dumps (LY.txt, LY.zip, allCountries.zip) and alternate names (alternateNamesV2.txt or .zip);
    places first, whatever the order. Importing again changes nothing. Lines are read one at a time.
    Raises: NoGazetteer, FileNotFoundError, UnreadableDump.
    """
    open_gazetteer(path).close()
    for file in files:
        if not file.is_file():
            raise FileNotFoundError(f"{file}: expected a GeoNames dump, found no file")
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    done = Imported()
    try:
        shutil.copyfile(path, temporary)
        with closing(sqlite3.connect(temporary, isolation_level=None)) as db:
            db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;")
            before = db.total_changes
            _add_all(db, files, done)
            done.version = _new_version(db, files, db.total_changes > before)
            db.execute("COMMIT")
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return done


def _add_all(db: sqlite3.Connection, files: Sequence[Path], done: Imported) -> None:
    members = [(file, name) for file in sorted(files) for name in _members(file)]
    tables: list[tuple[Path, str | None, Callable[[sqlite3.Connection, Sequence[str], Imported], str | None], int]] = []
    for file, name in members:
        fields = _field_count(file, name)
        if fields == PLACE_FIELDS:
            tables.append((file, name, _add_place, PLACE_FIELDS))
        elif NAME_FIELDS - 2 <= fields <= NAME_FIELDS:
            tables.append((file, name, _add_name, NAME_FIELDS - 2))
        else:
            raise UnreadableDump(
                f"{file}{f' ({name})' if name else ''}: expected a GeoNames table of {PLACE_FIELDS} fields (places) or"
                f" {NAME_FIELDS} (alternate names) between tabs, found {fields} in the first line"
            )
    for file, name, add, least in sorted(tables, key=lambda t: t[3] != PLACE_FIELDS):
        label = name or file.name
        for number, line in _lines(file, name, done, label):
            values = line.rstrip("\r\n").split("\t")
            if len(values) < least:
                done.note(label, number, f"expected {least} fields between tabs, found {len(values)}")
                continue
            why = add(db, values, done)
            if why:
                done.note(label, number, why)


def _members(file: Path) -> list[str | None]:
    if not zipfile.is_zipfile(file):
        return [None]
    try:
        with zipfile.ZipFile(file) as archive:
            infos = [
                i for i in archive.infolist() if i.filename.endswith(".txt") and "readme" not in i.filename.lower()
            ]
    except zipfile.BadZipFile as error:
        raise UnreadableDump(f"{file}: expected a zip file: {error}") from error
    tables = [i for i in infos if "iso-languagecodes" not in i.filename]
    if not tables:
        raise UnreadableDump(f"{file}: expected a .txt table inside, found none")
    for info in tables:
        if info.file_size > MAX_BYTES or info.file_size > MAX_RATIO * max(info.compress_size, 1024):
            raise UnreadableDump(
                f"{file} ({info.filename}): expected at most {MAX_BYTES} bytes and {MAX_RATIO} times the packed size,"
                f" found {info.file_size} bytes from {info.compress_size}"
            )
    return [info.filename for info in tables]


@contextmanager
def _opened(file: Path, member: str | None) -> Iterator[BinaryIO]:
    if member is None:
        with file.open("rb") as plain:
            yield plain
        return
    with zipfile.ZipFile(file) as archive, archive.open(member) as packed:
        yield packed  # type: ignore[misc]  # a ZipExtFile reads like a binary file


def _field_count(file: Path, member: str | None) -> int:
    """Return the number of fields of the first line that has as many as a dump, else of the first line."""
    with _opened(file, member) as stream:
        counts = [len(stream.readline(MAX_LINE).decode("utf-8", "replace").split("\t")) for _ in range(20)]
    return next((n for n in counts if n == PLACE_FIELDS or NAME_FIELDS - 2 <= n <= NAME_FIELDS), counts[0])


def _lines(file: Path, member: str | None, done: Imported, label: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers, none held longer than it takes; too long or not UTF-8: on the bad list."""
    try:
        with _opened(file, member) as stream:
            number = read = 0
            while data := stream.readline(MAX_LINE):
                number += 1
                read += len(data)
                if read > MAX_BYTES:
                    raise UnreadableDump(f"{label}: expected at most {MAX_BYTES} bytes, found more")
                if len(data) == MAX_LINE and not data.endswith(b"\n"):
                    read += _skip_line(stream)
                    done.note(label, number, f"expected a line of less than {MAX_LINE} bytes")
                    continue
                try:
                    text = data.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    done.note(label, number, f"expected UTF-8: {error.reason}")
                    continue
                if text.strip():
                    yield number, text
    except (zipfile.BadZipFile, EOFError) as error:
        raise UnreadableDump(f"{file} ({label}): expected a whole zip file: {error}") from error


def _skip_line(stream: BinaryIO) -> int:
    skipped = 0
    while data := stream.readline(MAX_LINE):
        skipped += len(data)
        if data.endswith(b"\n"):
            break
    return skipped


def _add_place(db: sqlite3.Connection, values: Sequence[str], done: Imported) -> str | None:
    """Add one line of a country dump; return why not, if it is bad."""
    gid, name, ascii_name, alternates, latitude, longitude, feature_class, feature_code, code = values[:9]
    feature = _feature(feature_class, feature_code)
    if feature is None:
        done.left_out += 1
        return None
    country = iso3_codes().get(code)
    try:
        number, lat, lon, population = int(gid), float(latitude), float(longitude), int(values[14] or 0)
    except ValueError as error:
        return f"expected numbers for id, point and population: {error}"
    if not name or number <= 0 or not (-90 <= lat <= 90 and -180 <= lon <= 180) or (code and country is None):
        return f"expected an id, a name, a point on Earth and a country, found {gid!r} {name!r} {lat} {lon} {code!r}"
    admin1 = db.execute("SELECT name FROM admin WHERE code = ?", (f"{code}.{values[10]}",)).fetchone()
    admin2 = db.execute("SELECT name FROM admin WHERE code = ?", (f"{code}.{values[10]}.{values[11]}",)).fetchone()
    unit1 = admin1[0] if admin1 and feature != "admin1" else None
    unit2 = admin2[0] if admin2 and feature not in ("admin1", "admin2") else None
    if not db.execute("SELECT 1 FROM place WHERE n = ?", (number,)).fetchone():
        row = (number, f"geonames:{number}", name, lat, lon, feature, country, unit1, unit2, max(population, 0))
        db.execute("INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?,?)", row)
        done.places += 1
    names = [name, ascii_name, *alternates.split(",")]
    _add_keys(db, keys_of((n for n in names if n), country), number, done)
    return None


def _feature(feature_class: str, code: str) -> str | None:
    if feature_class == "P":
        return _FEATURES.get(code, "place")
    if feature_class == "A":
        return _FEATURES.get(code)
    return "region" if feature_class == "L" and code in ("RGN", "AREA", "RGNH", "CMN") else None


def _add_name(db: sqlite3.Connection, values: Sequence[str], done: Imported) -> str | None:
    """Add one line of the alternate names, if its place is here; return why not, if it is bad."""
    _, gid, language, name = values[:4]
    if not gid.isdigit() or not name:
        return f"expected a place's id and a name, found {gid!r} {name!r}"
    if language in _NO_NAMES:
        done.left_out += 1
        return None
    place = db.execute("SELECT country FROM place WHERE n = ?", (int(gid),)).fetchone()
    if place is None:
        done.left_out += 1
        return None
    _add_keys(db, keys_of([name], place[0]), int(gid), done)
    return None


def _add_keys(db: sqlite3.Connection, keys: set[str], number: int, done: Imported) -> None:
    for key in sorted(keys):
        done.names += db.execute("INSERT OR IGNORE INTO name VALUES(?,?)", (key, number)).rowcount


def _new_version(db: sqlite3.Connection, files: Sequence[Path], changed: bool) -> str:
    """Return the version after the import: of the old one and what was added; the old one if nothing was."""
    (version,) = db.execute("SELECT value FROM about WHERE key = 'version'").fetchone()
    if not changed:
        return str(version)
    digest = hashlib.sha256(str(version).encode())
    for part in sorted(_digest(file) for file in files):
        digest.update(part.encode())
    new = digest.hexdigest()[:16]
    db.execute("UPDATE about SET value = ? WHERE key = 'version'", (new,))
    return new


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
