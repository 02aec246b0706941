"""The golden texts of the extract room: what a recorder notes down, written before any program read them.

A file holds what it shows, the report (its title first, if it has one apart), a line of dashes, and a line for each
claim in order of place:

    harm low..high unit populations scope modality | speaker | notes | quote

`unit` is left out for persons; `historical` and a context other than conflict follow the modality. Notes are place,
when, by (the perpetrator), part of, same as (both name the line of the other claim) and victim (name, age, sex): what
is not noted must not be there. Chain, weapon, means, target, status and beside are looked at where a line names them.
`*` is what the codebook leaves open. Statements follow the claims, where the file names any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import zip_longest
from pathlib import Path

from onrecord.adapters.parser import SpacyParser, load_parser
from onrecord.extract.reading import read_claims
from onrecord.ingest.read import report_of_row
from onrecord.model.claim import Claim, Context, Reading, Statement, Unit
from onrecord.model.count import Count
from onrecord.model.report import Report
from onrecord.ports import Parser

FILES = sorted((Path(__file__).parent / "golden" / "extract").glob("[0-9]*.txt"))
PUBLISHED = date(2022, 5, 13)  # a Friday
ALWAYS = ("place", "when", "by", "part of", "same as", "victim")
ASKED = ("chain", "weapon", "means", "target", "status", "beside")
OPEN = "*"


@dataclass(frozen=True, slots=True)
class Case:
    """One golden file."""

    name: str
    title: str | None
    text: str
    expected: tuple[str, ...]


def case(path: Path) -> Case:
    """Return the golden file at `path`."""
    told, expected = path.read_text(encoding="utf-8").split("\n-----\n")
    text = told.split("\n\n", 1)[1]
    title = None
    if text.startswith("Title: "):
        head, text = text.split("\n", 1)
        title = head.removeprefix("Title: ")
    return Case(path.stem, title, text, tuple(expected.splitlines()))


CASES = tuple(case(path) for path in FILES)


@cache
def the_parser() -> SpacyParser:
    """Return the parser, loaded once a process."""
    return load_parser()


def report_of(text: str, title: str | None = None) -> Report:
    """Return `text` as a report of the day that all golden files share."""
    row = {"doc": "golden", "text": text, "title": title, "outlet": "Example Wire", "date": PUBLISHED.isoformat()}
    made = report_of_row(row, number=1)
    assert isinstance(made, tuple), made
    return made[0]


def reading_of(report: Report, parser: Parser) -> Reading:
    """Return the reading of `report`, all of its words looked at before its parses are forgotten."""
    with parser.report():
        return read_claims(report, parser)


def told(reading: Reading, expected: Sequence[str]) -> list[str]:
    """Return the lines that `reading` comes to, what `expected` leaves open or does not ask for left out."""
    wanted = [line for line in expected if not line.startswith(("statement", "no "))]
    at = {claim.id: number for number, claim in enumerate(reading.claims, 1)}
    lines = []
    for number, claim in enumerate(reading.claims):
        lines.append(_line(claim, at, wanted[number] if number < len(wanted) else " |  |  | "))
    lines = lines or ["no claims"]
    if any(line.startswith("statement") for line in expected):
        wanted = [line for line in expected if line.startswith("statement")]
        lines += [_statement_line(s, w) for s, w in zip_longest(reading.statements, wanted) if s is not None]
    return lines


def _line(claim: Claim, at: dict[str, int], wanted: str) -> str:
    head, speaker, *notes, quote = wanted.split(" | ")
    asked = dict(_named(note) for note in (notes[0] if notes else "").split("; ") if note)
    found = {**dict(_notes(claim, at)), **{k: v for k, v in _asked(claim) if k in asked}}
    shown = [f"{k} {_or_open(v, asked.get(k))}".strip() for k, v in sorted(found.items(), key=_order(asked))]
    shown += [f"{k} *" for k, v in asked.items() if v == OPEN and k not in found]
    parts = [_head(claim, head), _or_open(claim.speaker or "nobody", speaker), "; ".join(shown)]
    return " | ".join([*(p for p in parts if p), _or_open(claim.quote.exact, quote)])


def _order(asked: dict[str, str]) -> Callable[[tuple[str, str]], int]:
    places = {name: number for number, name in enumerate(asked)}
    return lambda note: places.get(note[0], len(places))


def _named(note: str) -> tuple[str, str]:
    name = next(n for n in (*ALWAYS, *ASKED) if note == n or note.startswith(n + " "))
    return name, note[len(name) :].strip()


def _head(claim: Claim, wanted: str) -> str:
    words = [claim.harm, bounds(claim.count)]
    words += [] if claim.unit is Unit.PERSON else [claim.unit]
    words += [",".join(claim.population) or "unstated", claim.scope, claim.modality]
    words += ["historical"] if claim.historical else []
    words += [] if claim.context is Context.CONFLICT else [claim.context]
    given = wanted.split()
    if len(given) != len(words):
        return " ".join(words)
    return " ".join(g if g == OPEN or (g[0] == OPEN and g[1:] in w) else w for w, g in zip(words, given, strict=True))


def bounds(count: Count) -> str:
    """Return a count as the golden files write it: 7, 14.., 15..20."""
    return str(count.low) if count.low == count.high else f"{count.low}..{'' if count.high is None else count.high}"


def _notes(claim: Claim, at: dict[str, int]) -> Iterator[tuple[str, str]]:
    if claim.place:
        yield "place", claim.place
    if claim.when:
        yield "when", claim.when
    if claim.perpetrator:
        yield "by", claim.perpetrator
    if claim.part_of:
        yield "part of", str(at[claim.part_of])
    if claim.same_as:
        yield "same as", str(at[claim.same_as])
    if claim.victim:
        known = (claim.victim.name, claim.victim.age, claim.victim.sex)
        if any(k is not None for k in known):
            yield "victim", ", ".join(str(k) for k in known if k is not None)


def _asked(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "chain", " > ".join(claim.chain)
    yield "weapon", claim.weapon or "none"
    yield "means", claim.means or "none"
    yield "target", claim.target or "none"
    yield "status", claim.perpetrator_status
    if claim.disjoint:
        yield "beside", ""


def _statement_line(statement: Statement, wanted: str | None) -> str:
    speaker = wanted.split(" | ")[1] if wanted else None
    notes = {"target": statement.target, "place": statement.place, "when": statement.when, "said": statement.said_when}
    notes["by"] = ", ".join(statement.actors)
    shown = "; ".join(f"{name} {words}" for name, words in notes.items() if words)
    head = " ".join(w for w in ("statement", statement.type, statement.mode) if w)
    return " | ".join([head, _or_open(statement.speaker or "nobody", speaker), shown, statement.quote.exact])


def _or_open(found: str, wanted: str | None) -> str:
    """Return `wanted` where it is open or differs from `found` by a leading article only, else `found`."""
    return wanted if wanted is not None and (wanted == OPEN or _bare(wanted) == _bare(found)) else found


def _bare(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.casefold() in ("the", "a", "an") and rest else words
