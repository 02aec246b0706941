"""Refuse a score below its floor, and a floor that was lowered.

    python evals/gate.py SCORE.json [--floors evals/floors.toml] [--since HEAD]

SCORE.json is what `score.py --json` prints. A floor is a name of a score with dots ("figure.f1") and the least value
that is let through; names under [ceilings] have a greatest value instead. `--since` names the commit whose floors must
not be undercut; without a git checkout that comparison is left out, and said so.

Exit status: 0 all floors are met, 1 a floor is broken or was lowered, 2 a file cannot be used.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.toml"
Bounds = dict[str, dict[str, float]]


def read_floors(text: str) -> Bounds:
    """Return the bounds of a floors file: {"floors": {name: least}, "ceilings": {name: greatest}}.

    Raises: ValueError for an unknown table or a value that is no number.
    """
    found = tomllib.loads(text)
    for table, entries in found.items():
        if table not in ("floors", "ceilings"):
            raise ValueError(f"table [{table}]: expected [floors] or [ceilings]")
        for name, value in entries.items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ValueError(f"[{table}] {name}: expected a number, found {value!r}")
    return {"floors": found.get("floors", {}), "ceilings": found.get("ceilings", {})}


def value_of(score: Mapping[str, Any], name: str) -> float | None:
    """Return the score called `name` ("figure.f1"), or None if there is none."""
    value: Any = score
    for key in name.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return float(value) if isinstance(value, int | float) else None


def broken(score: Mapping[str, Any], bounds: Bounds) -> list[str]:
    """Return a sentence for each bound that `score` breaks; a score that is missing breaks its bound."""
    out = []
    for table, word in (("floors", "at least"), ("ceilings", "at most")):
        for name, bound in bounds[table].items():
            value = value_of(score, name)
            if value is None:
                out.append(f"{name}: expected {word} {bound}, found no such score")
            elif value < bound if table == "floors" else value > bound:
                out.append(f"{name}: expected {word} {bound}, found {value}")
    return out


def lowered(bounds: Bounds, before: Bounds) -> list[str]:
    """Return a sentence for each bound of `before` that `bounds` has loosened or dropped."""
    out = []
    for table, entries in before.items():
        for name, old in entries.items():
            new = bounds[table].get(name)
            if new is None:
                out.append(f"[{table}] {name}: was {old}, is gone")
            elif new < old if table == "floors" else new > old:
                out.append(f"[{table}] {name}: was {old}, is {new}")
    return out


def committed(path: Path, revision: str) -> str | None:
    """Return the text of `path` at `revision`; None without git, without that revision or before the file was there."""
    try:
        done = subprocess.run(
            ["git", "show", f"{revision}:./{path.name}"],  # noqa: S607 - git of the developer's own path
            cwd=path.resolve().parent,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Check one score file and the floors themselves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("score", type=Path)
    parser.add_argument("--floors", type=Path, default=FLOORS)
    parser.add_argument("--since", default="HEAD", help="the commit whose floors must not be undercut")
    given = parser.parse_args(arguments)
    try:
        score = json.loads(given.score.read_text(encoding="utf-8"))
        bounds = read_floors(given.floors.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2
    before = committed(given.floors, given.since)
    if before is None:
        print(f"gate: no {given.floors.name} at {given.since}: lowered floors cannot be seen", file=sys.stderr)
    faults = broken(score, bounds) + (lowered(bounds, read_floors(before)) if before is not None else [])
    for fault in faults:
        print(f"gate: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
