"""A running total over time: later supersedes, nothing is added. Rules: standards R7 to R11, R8 for revisions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from onrecord.consolidate.bounds import Bounds
from onrecord.consolidate.elements import ROUNDING_DAYS, Element, is_firm, known_by, rounding_of
from onrecord.consolidate.measures import measure_name
from onrecord.consolidate.running import Run
from onrecord.consolidate.told import Told
from onrecord.model.claim import Doubt, Reason
from onrecord.model.identity import content_id
from onrecord.model.record import Relation, Series, SeriesPoint


@dataclass(slots=True)
class _Line:
    """The fold's state: elements in order, the last `current` one, and what was noticed on the way."""

    elements: list[Element] = field(default_factory=list)
    aside: list[Element] = field(default_factory=list)
    current: Element | None = None
    doubts: list[Doubt] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Running:
    """One series with what it comes to: the bounds of its current element, and each figure's role and reason."""

    series: Series
    run: Run
    bounds: Bounds
    speaks: Told  # the claim that stands for the current element
    as_of: date | None
    roles: dict[str, tuple[str, str]]  # by claim id: current, superseded, variant, rounding, stale
    notes: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    relations: tuple[Relation, ...]


def fold(run: Run) -> Running:
    """Return `run` in order, with its current value: that of the latest day, then of the latest issue."""
    line = _Line()
    exact = [t for t in run.tolds if rounding_of(t, run.tolds) is None]
    for t in run.tolds:
        if (of := rounding_of(t, run.tolds)) is not None:
            line.aside.append(Element([t], t.number, "rounding", f"a rounding of {of.number} (R11)"))
            line.relations.append(Relation("rounding_of", t.id, of.id, "inferred", "a round figure of the same days"))
    by_day: dict[date | None, list[Told]] = defaultdict(list)
    for t in exact:
        by_day[known_by(t)].append(t)
    for day in sorted(by_day, key=lambda d: (d is None, d or date.max)):
        firm = [t for t in by_day[day] if is_firm(t)]
        for element in _of_one_day(firm, line):
            _place_firm(element, line)
        for element in _by_number([t for t in by_day[day] if not is_firm(t)]):
            _place_loose(element, line)
    return _running(run, line)


def _by_number(tolds: list[Told]) -> list[Element]:
    groups: dict[tuple[int, int | None], list[Told]] = defaultdict(list)
    for t in tolds:
        groups[(t.number, None)].append(t)
    return [Element(groups[key], key[0]) for key in sorted(groups, key=lambda k: k[0])]


def _of_one_day(firm: list[Told], line: _Line) -> list[Element]:
    """Return the elements of one day in their order: variants made one, updates after what they update. R10."""
    out: list[Element] = []
    for element in _by_number(firm):
        last = out[-1] if out else None
        if last is not None and element.number - last.lowest <= tolerance(element.number):
            last.take_variant(element)
        elif last is not None and _told_before(element, last):
            ids = (last.speaker().id, element.speaker().id)
            line.doubts.append(
                Doubt(
                    Reason.CONTRADICTION,
                    f"one origin, one day: {last.number} after {element.number}"
                    " was out; expected a later figure to be larger: both kept (R10)",
                    claim=ids[0],
                )
            )
            line.relations.append(Relation("contradicts", *ids, "inferred", "one origin and as-of day, no update"))
            last.take_variant(element)
        else:
            out.append(element)
    return out


def tolerance(number: int) -> int:
    """Return how far two figures of one origin and day may differ as variants: 1 %, at least 1, at most 5. R10."""
    return max(1, min(5, number // 100))


def _told_before(larger: Element, smaller: Element) -> bool:
    a, b = larger.published, smaller.published
    return a is not None and b is not None and a < b


def _place_firm(element: Element, line: _Line) -> None:
    current = line.current
    if current is not None and element.number == current.number:
        current.take(element)
    elif current is None or element.number > current.number:
        _advance(element, line, "superseded by a later figure of the same origin (R7)")
    elif element.bounds().high is None and element.bounds().low <= current.number:
        _aside(element, line, "stale", f"a floor below the running total of {current.number}: it lowers nothing (R9)")
    elif not element.is_stated and (earlier := _earlier(element.number, line)) is not None:
        earlier.take(element)
    else:
        line.notes.append(f"revised down from {current.number} to {element.number} by the same origin (R8)")
        _advance(element, line, "revised down by a later figure of the same origin (R8)")


def _place_loose(element: Element, line: _Line) -> None:
    current = line.current
    day = element.as_of
    near = next(
        (e for e in reversed(line.elements) if abs(e.number - element.number) <= tolerance(element.number)), None
    )
    if (equal := _earlier(element.number, line)) is not None:
        equal.take(element)
    elif near is not None and near.as_of and day and abs((day - near.as_of).days) <= ROUNDING_DAYS:
        near.take_variant(element)
    elif current is None or element.number > current.number:
        _advance(element, line, "superseded by a later figure of the same origin (R7)")
    else:
        _aside(element, line, "stale", f"no as-of date of its own: it cannot lower {current.number} (R9)")


def _earlier(number: int, line: _Line) -> Element | None:
    return next((e for e in reversed(line.elements) if number in (e.number, *e.variants)), None)


def _advance(element: Element, line: _Line, why: str) -> None:
    if line.current is not None:
        line.current.state, line.current.reason = "superseded", why
        line.relations.append(Relation("supersedes", element.speaker().id, line.current.speaker().id, "inferred", why))
    line.elements.append(element)
    line.current = element


def _aside(element: Element, line: _Line, state: str, why: str) -> None:
    element.state, element.reason = state, why
    line.aside.append(element)


def _running(run: Run, line: _Line) -> Running:
    if line.current is None:  # only roundings of one another cannot be: a rounding needs an exact figure
        raise AssertionError(f"series of {run.root}: expected a current figure, found none among {len(run.tolds)}")
    points: list[SeriesPoint] = []
    roles: dict[str, tuple[str, str]] = {}
    for element in [*line.elements, *line.aside]:
        points += element.points()
        for t, state, reason in element.states():
            roles[t.id] = (state, reason)
            if state == "variant" and t.id != element.speaker().id:
                line.relations.append(Relation("variant_of", t.id, element.speaker().id, "inferred", reason))
    points.sort(key=lambda p: (p.as_of is None, p.as_of or date.max, p.published_at or date.max, p.low, p.claim))
    speaks = line.current.speaker()
    until = run.until.isoformat() if run.until else None
    anchor = run.anchor.isoformat() if run.anchor else None
    key = [run.root, measure_name(run.measure), run.scope, run.place, run.country, anchor, until]
    series = Series(
        content_id("series", key),
        run.root,
        speaks.grounded.origin.name,
        run.measure,
        run.scope,
        run.place,
        run.country,
        run.anchor,
        tuple(points),
    )
    return Running(
        series,
        run,
        line.current.bounds(),
        speaks,
        line.current.as_of,
        roles,
        tuple(line.notes),
        tuple(line.doubts),
        tuple(line.relations),
    )
