"""The speaker and actor lists: UTF-8 CSV files that people edit, checked when they are read."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path

from onrecord.model.lists import ActorRow, Lists, SpeakerRow
from onrecord.model.names import folded

SPEAKER_KINDS = frozenset(
    "belligerent party_affiliated state_media government_civil international_org ngo health_facility local_authority"
    " wire news_outlet social_media witness anonymous unknown".split()
)
ACTOR_KINDS = frozenset("government government_forces rebel militia coalition communal civilian other".split())
SPEAKER_COLUMNS = ("id", "name", "aliases", "kind", "parent", "side", "credibility")
ACTOR_COLUMNS = ("id", "name", "aliases", "kind", "country")


class BrokenList(ValueError):
    """A list that cannot be used: says the file, the line, what was expected and what was found."""


def load_lists(folder: Path | None = None) -> Lists:
    """Return the lists in `folder` (speakers.csv, actors.csv); a file missing there, or no folder: the ones shipped.

    Raises: BrokenList naming file and line, for a column, kind, id, alias, parent or side that cannot be right;
    FileNotFoundError if `folder` is no folder.
    """
    if folder is not None and not folder.is_dir():
        raise FileNotFoundError(f"{folder}: expected a folder with speakers.csv or actors.csv, found none")
    data = {name: _bytes(folder, name) for name in ("actors.csv", "speakers.csv")}
    actors = _actors(data["actors.csv"])
    speakers = _speakers(data["speakers.csv"], {actor.id for actor in actors})
    digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in data.values())).hexdigest()
    return Lists(speakers, actors, digest[:16])


def _bytes(folder: Path | None, name: str) -> bytes:
    if folder is not None and (folder / name).is_file():
        return (folder / name).read_bytes()
    return resources.files("onrecord").joinpath("lists", name).read_bytes()


def _actors(data: bytes) -> tuple[ActorRow, ...]:
    rows, lines = [], []
    for line, row in _rows("actors.csv", data, ACTOR_COLUMNS):
        _expect(row["kind"] in ACTOR_KINDS, "actors.csv", line, f"a kind of {_listed(ACTOR_KINDS)}", row["kind"])
        country = row["country"]
        _expect(
            not country or (len(country) == 3 and country.isascii() and country.isupper()),
            "actors.csv",
            line,
            "a country as ISO 3166-1 alpha-3 or nothing",
            country,
        )
        rows.append(ActorRow(row["id"], row["name"], _aliases(row["aliases"]), row["kind"], country or None))
        lines.append(line)
    _check_names("actors.csv", [(line, a.id, (a.name, *a.aliases)) for line, a in zip(lines, rows, strict=True)])
    return tuple(rows)


def _speakers(data: bytes, sides: set[str]) -> tuple[SpeakerRow, ...]:
    rows, lines = [], []
    for line, row in _rows("speakers.csv", data, SPEAKER_COLUMNS):
        _expect(row["kind"] in SPEAKER_KINDS, "speakers.csv", line, f"a kind of {_listed(SPEAKER_KINDS)}", row["kind"])
        _expect(row["credibility"] in tuple("12345"), "speakers.csv", line, "a credibility 1 to 5", row["credibility"])
        side = row["side"] or None
        _expect(side is None or side in sides, "speakers.csv", line, "a side that actors.csv has as id", side)
        aliases = _aliases(row["aliases"])
        parent = row["parent"] or None
        rows.append(SpeakerRow(row["id"], row["name"], aliases, row["kind"], parent, side, int(row["credibility"])))
        lines.append(line)
    _check_names("speakers.csv", [(line, s.id, (s.name, *s.aliases)) for line, s in zip(lines, rows, strict=True)])
    _check_parents(lines, rows)
    return tuple(rows)


def _check_parents(lines: Sequence[int], rows: Sequence[SpeakerRow]) -> None:
    above = {row.id: row.parent for row in rows}
    for line, row in zip(lines, rows, strict=True):
        _expect(
            row.parent is None or row.parent in above, "speakers.csv", line, "a parent that is an id here", row.parent
        )
    for line, row in zip(lines, rows, strict=True):
        seen, at = {row.id}, row.parent
        while at is not None:
            _expect(at not in seen, "speakers.csv", line, "parents that end", f"a circle over {at!r}")
            seen.add(at)
            at = above[at]


def _check_names(file: str, rows: Sequence[tuple[int, str, Sequence[str]]]) -> None:
    """Refuse an id given twice, and an alias that two rows claim: a credit must name one speaker."""
    ids: dict[str, int] = {}
    claimed: dict[str, tuple[int, str]] = {}
    for line, row_id, names in rows:
        _expect(row_id not in ids, file, line, f"an id of its own (line {ids.get(row_id)} has it too)", row_id)
        ids[row_id] = line
        for name in names:
            key = folded(name)
            _expect(bool(key), file, line, "names with letters", name)
            other = claimed.setdefault(key, (line, row_id))
            _expect(
                other[1] == row_id, file, line, f"an alias of one row (line {other[0]}, {other[1]!r}, has it)", name
            )


def _rows(file: str, data: bytes, columns: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BrokenList(f"{file} line {line}: expected UTF-8, found {error.reason}; save the file as UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    _expect(tuple(reader.fieldnames or ()) == columns, file, 1, f"the columns {','.join(columns)}", reader.fieldnames)
    try:
        for row in reader:
            whole = None not in row and None not in row.values()
            _expect(whole, file, reader.line_num, f"{len(columns)} fields", row)
            _expect(bool(row["id"]) and row["id"] == row["id"].strip(), file, reader.line_num, "an id", row["id"])
            yield reader.line_num, row
    except csv.Error as error:
        raise BrokenList(f"{file} line {reader.line_num}: expected CSV: {error}") from error


def _aliases(field: str) -> tuple[str, ...]:
    return tuple(alias.strip() for alias in field.split("|") if alias.strip())


def _listed(kinds: frozenset[str]) -> str:
    return ", ".join(sorted(kinds))


def _expect(holds: bool, file: str, line: int, expected: str, found: object) -> None:
    if not holds:
        raise BrokenList(f"{file} line {line}: expected {expected}, found {found!r}")
