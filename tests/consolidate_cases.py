"""Cases as readable text: short lines of reports in, what they come to out.

A line in: outlet | day it was published | origin ("-": the outlet itself) | figure and harm | the rest, as words:
`since DAY`, `as of DAY`, `on DAY`, `in PLACE`, `of POPULATION`, `things NOUN`, `wire NAME`, `flow`, `stock`, `part`
(of the line before), `further`, `feared`, `denied`, `old`, `accident`, `by ACTOR`, `declares ACTOR`,
`said again`; for texts also `noun WORD`, `name NAME`, `aged N`, `sentence N`.
Days are days of April 2030. A line "asked: as of DAY" asks for that day only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from consolidate_makers import claim, linked, statement
from onrecord.consolidate.record import consolidate
from onrecord.model.claim import Victim
from onrecord.model.ground import GroundedClaim, GroundedStatement
from onrecord.model.identity import content_id
from onrecord.model.record import Consolidated, Measure, Toll, Wire

WORDS = {
    "stock": {"scope": "snapshot"},
    "flow": {"scope": "period"},
    "further": {"disjoint": True},
    "feared": {"modality": "feared"},
    "denied": {"modality": "denied"},
    "old": {"historical": True},
    "accident": {"context": "accident"},
}


@dataclass
class Case:
    """One case: its title, what is given and asked, and what is expected."""

    title: str
    claims: list[GroundedClaim] = field(default_factory=list)
    statements: list[GroundedStatement] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    as_of: date | None = None
    names: dict[str, str] = field(default_factory=dict)
    expected: str = ""

    def record(self) -> Consolidated:
        return consolidate(self.claims, self.statements, wires=self.wires, as_of=self.as_of)


def cases_of(text: str) -> list[Case]:
    """Return the cases of a golden file: a title, lines in, "-----", lines out; cases are parted by "====="."""
    return [_case(block.strip("\n")) for block in text.split("\n=====\n") if block.strip()]


def _case(block: str) -> Case:
    head, _, expected = (block + "\n").partition("\n-----\n")
    title, *lines = [line for line in head.split("\n") if line.strip()]
    case = Case(title, expected=expected.strip("\n"))
    wires: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(lines):
        if line.startswith("asked: as of "):
            case.as_of = _day(line.removeprefix("asked: as of "))
        else:
            _read(line, number, case, wires)
    case.wires = [Wire(min(reports), tuple(sorted(reports))) for reports in wires.values()]
    return case


def _day(words: str) -> date:
    return date(2030, 4, int(words))


def _read(line: str, number: int, case: Case, wires: dict[str, set[str]]) -> None:
    outlet, published, origin, figure, rest = ([*map(str.strip, line.split("|")), ""])[:5]
    day = _day(published) if published != "-" else None
    report = content_id("report", [outlet, published])
    options: dict[str, Any] = {"outlet": outlet, "published": day, "report": report, "at": number * 100}
    for words in filter(None, map(str.strip, rest.split(","))):
        _option(words, options, report, wires)
    if figure == "a school bombed":
        kept = {k: v for k, v in options.items() if k in ("outlet", "published", "report", "at", "place", "start")}
        case.statements.append(statement(**kept))
        return
    link = options.pop("link", None)
    before = case.claims[-1] if case.claims else None
    if link == "same sentence" and before is not None:
        options["sentence"] = before.claim.sentence_start
    if options.get("scope") == "cumulative":
        options.setdefault("as_of", "published_at" if day else "unknown")
        options.setdefault("end", day)
    wording, harm = figure.rsplit(" ", 1)
    made = claim(wording, harm=harm, origin=None if origin == "-" else origin, **options)
    if link == "part":
        made = linked(made, part_of=before)
    if link == "said again":
        made = linked(made, same_as=before)
    case.claims.append(made)
    case.names[made.claim.id] = f"{outlet} {wording}"


def _option(words: str, options: dict[str, Any], report: str, wires: dict[str, set[str]]) -> None:
    key, _, value = words.partition(" ")
    if words in ("part", "said again", "same sentence"):
        options["link"] = words
    elif words in WORDS:
        options.update(WORDS[words])
    elif words.startswith("as of "):
        options.update(end=_day(words[6:]), as_of="stated", scope=options.get("scope", "cumulative"))
    elif key == "since":
        options.update(start=_day(value), scope=options.get("scope", "cumulative"))
    elif key == "on":
        first, _, last = value.partition("-")
        options.update(start=_day(first), end=_day(last or first))
    elif key == "in":
        options["place"] = None if value == "nowhere" else value
    elif key == "of":
        options["population"] = tuple(value.split("+"))
    elif key == "things":
        options.update(unit="vehicle", victims=value)
    elif key == "wire":
        wires[value].add(report)
    elif key == "noun":
        options["victims"] = value
    elif key == "sentence":
        options["sentence"] = int(value)
    elif key in ("name", "aged"):
        options["victim"] = Victim(name=value) if key == "name" else Victim(age=int(value))
        options.setdefault("victims", value)
    elif key in ("by", "declares"):
        options.update(by=value, status="declared_by_self" if key == "declares" else "accused_by")
    elif key == "title":
        options["block"] = "title"
    else:
        raise ValueError(f"case line: expected one of the words of the module, found {words!r}")


def rendered(case: Case, found: Consolidated) -> str:
    """Return what was found as text: tolls, series, incidents, relations, doubts, what is excluded."""
    lines = [line for t in found.tolls for line in _toll(t, "toll", case)]
    for s in sorted(found.series, key=lambda s: (_name(s.measure), s.origin)):
        points = [f"{p.low}{_to(p.low, p.high)} ({f'{p.as_of:%d}' if p.as_of else '?'} {p.state})" for p in s.points]
        lines.append(f"series {_name(s.measure)}, {s.origin}, {s.scope}: " + ", ".join(points))
    for i in found.incidents:
        where = i.place.place.name if i.place and i.place.place else "?"
        when = f"{i.start:%d}" + (f"-{i.end:%d}" if i.end != i.start else "") if i.start and i.end else "?"
        lines.append(
            f"incident {where} {when}: {len(i.claims)} claims, {len(i.statements)} statements, "
            f"{i.perpetrator_status}{' ' + ', '.join(i.perpetrators) if i.perpetrators else ''}"
        )
        lines += ["  " + line for t in i.tolls for line in _toll(t, "toll", case)]
    names = case.names
    for r in found.relations:
        if r.kind != "same_figure":
            lines.append(f"{r.kind}: {names[r.from_claim]} -> {names[r.to_claim]} ({r.status})")
    lines += [f"doubt {d.reason}: {d.message}" for d in found.doubts]
    lines += [f"excluded: {names[c.claim]}: {c.reason}" for c in sorted(found.excluded, key=lambda c: names[c.claim])]
    return "\n".join(re.sub(r"\s+$", "", line) for line in lines)


def _name(measure: Measure) -> str:
    words = [measure.harm.value, *(p.value for p in measure.population)]
    return " ".join(words + ([measure.thing] if measure.thing else []))


def _to(low: int, high: int | None) -> str:
    return "+" if high is None else "" if high == low else f"-{high}"


def _toll(toll: Toll, word: str, case: Case) -> list[str]:
    best = "none" if toll.best is None else str(toll.best)
    high = f"open ({toll.high_reported} reported)" if toll.open else str(toll.high)
    lines = [
        f"{word} {_name(toll.measure)}: low {toll.low}, best {best}, high {high}; origins "
        f"{toll.independent_origins}, documents {toll.documents}, voices {toll.voices}"
        + (f"; possibly part of {toll.possible_part_of}" if toll.possible_part_of else "")
    ]
    lines += [f"  note: {n}" for n in toll.notes if not n.startswith("incidents are not graded")]
    return lines
