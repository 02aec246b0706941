"""The traps that make wrong numbers, each a text of our own in tests/golden/traps, read as `onrecord extract` reads it.

A golden file holds what it is about, the report, and after a line of dashes what must come out: a line for each claim

    harm low..high unit scope modality | speaker | notes

and a line for each toll of `--tolls`. Nothing else may come out. Notes that a line does not name are not looked at,
but parts, repeats, history and context always are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commands import Row, extract

TRAPS = sorted((Path(__file__).parent / "golden" / "traps").glob("*.txt"))
DATE = "2022-05-13"


def read_trap(path: Path) -> tuple[str, list[str]]:
    """Return the report and the expected lines of a golden file."""
    told, expected = path.read_text(encoding="utf-8").split("\n-----\n")
    return told.split("\n\n", 1)[1], expected.splitlines()


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Row]:
    """Return the row of each trap, all read in one run."""
    given = [{"doc": p.stem, "text": read_trap(p)[0], "outlet": "Example Wire", "date": DATE} for p in TRAPS]
    return {row["doc"]: row for row in extract(given, tmp_path_factory.mktemp("traps"), "--tolls")}


def bounds(row: Row) -> str:
    return f"{row['low']}..{'' if row['high'] is None else row['high']}"


def plain(name: str | None) -> str:
    words = (name or "-").split()
    return " ".join(words[1:] if words[0].casefold() in ("the", "a", "an") and len(words) > 1 else words)


def notes(claim: Row, by_id: dict[str, Row], expected: list[str]) -> list[str]:
    """Return the notes on a claim: those that are always told, and those of the kinds that `expected` names."""
    asked = {note.split()[0] for note in expected}
    out = []
    if "by" in asked:
        out.append(f"by {claim['perpetrator'] or 'nobody'}")
    if "populations" in asked:
        out.append(f"populations {' '.join(claim['population']) or 'none'}")
    if "undated" in asked and claim["start_date"] is None and claim["end_date"] is None:
        out.append("undated")
    if claim["historical"]:
        out.append("historical")
    if claim["context"] != "conflict":
        out.append(claim["context"])
    if claim["part_of"]:
        out.append(f"part of {by_id[claim['part_of']]['low']}")
    if claim["same_as"]:
        out.append(f"same as {by_id[claim['same_as']]['low']}")
    return out


def told(row: Row, expected: list[str]) -> list[str]:
    """Return the lines that `row` comes to, as a golden file has them."""
    by_id = {c["id"]: c for c in row["claims"]}
    wanted = [line for line in expected if not line.startswith("toll ")]
    lines = []
    for number, c in enumerate(row["claims"]):
        hint = wanted[number].split(" | ")[2:] if number < len(wanted) else []
        head = f"{c['harm']} {bounds(c)} {c['unit']} {c['scope']} {c['modality']}"
        lines.append(" | ".join([head, plain(c["speaker"]), *notes(c, by_id, hint)]))
    if any(line.startswith("toll ") for line in expected):
        lines += [f"toll {harm} {bounds(toll)}" for harm, toll in sorted(row["tolls"].items())]
    return lines or ["no claims"]


@pytest.mark.parametrize("path", TRAPS, ids=lambda p: p.stem)
def test_trap(path: Path, rows: dict[str, Row]) -> None:
    expected = read_trap(path)[1]
    assert told(rows[path.stem], expected) == expected


@pytest.mark.parametrize("path", TRAPS, ids=lambda p: p.stem)
def test_quotes_are_verbatim(path: Path, rows: dict[str, Row]) -> None:
    text = read_trap(path)[0]
    for claim in rows[path.stem]["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["number"] in claim["quote"]


def test_silence_has_no_toll(rows: dict[str, Row]) -> None:
    silent: dict[str, Any] = rows["03-silence"]["tolls"]
    assert silent == {}, json.dumps(silent)
    assert rows["11-forecast"]["tolls"] == {}, "a forecast is no harm yet"


def test_silent_strike_names_nobody(rows: dict[str, Row]) -> None:
    strikes = [s for s in rows["03-silence"]["statements"] if "shelled" in s["quote"]]
    assert strikes, "the shelled school must be on record as a statement"
    assert all(not s["actors"] for s in strikes)
