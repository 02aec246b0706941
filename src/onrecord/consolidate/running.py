"""Which figures are one running total: one lineage root, one measure, one class of scope, one place, one anchor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.consolidate.told import Told
from onrecord.model.claim import Scope
from onrecord.model.ground import Settled
from onrecord.model.record import Measure

ANCHOR_DAYS = 3  # "since 4 April" and "since Friday the 5th" start one count
SHARED_DAYS = 2
SHARED_NUMBER = 20  # smaller numbers meet by chance

Key = tuple[str, Measure, str]


@dataclass(frozen=True, slots=True)
class Run:
    """The figures of one series, unordered. `place` is a place id (None: the country, or unknown)."""

    root: str
    measure: Measure
    scope: str
    place: str | None
    country: str | None
    anchor: date | None
    until: date | None  # for periods: their last day; else None
    tolds: tuple[Told, ...]


def runs_of(tolds: Collection[Told]) -> tuple[Run, ...]:
    """Return the series that cumulative, period and snapshot figures form. Rule: standards R7.

    A figure without a known start joins the only count of its origin, measure and place that has one. A count for a
    country and one for a place in it are one series only if they share a number of the same days.
    """
    by_key: dict[Key, dict[tuple[str | None, str | None], list[Told]]] = defaultdict(lambda: defaultdict(list))
    for t in sorted(tolds, key=lambda t: t.id):
        scope = t.grounded.claim.scope
        if scope is not Scope.INCIDENT:
            by_key[(t.root, t.measure, scope.value)][_place_of(t), t.country].append(t)
    runs: list[Run] = []
    for (root, measure, scope_name), places in by_key.items():
        found = [
            Run(root, measure, scope_name, place, country, anchor, until, tuple(group))
            for (place, country), said in places.items()
            for anchor, until, group in _by_anchor(said, scope_name)
        ]
        runs += found if scope_name == Scope.PERIOD else _join_nested(found)
    return tuple(sorted(runs, key=_order))


def _order(run: Run) -> tuple[str, ...]:
    return (
        run.measure.harm,
        repr(run.measure),
        run.root,
        run.scope,
        run.country or "",
        run.place or "",
        str(run.anchor),
        str(run.until),
        run.tolds[0].id,
    )


def _place_of(told: Told) -> str | None:
    choice = told.grounded.place
    if choice.settled is not Settled.RESOLVED or choice.place is None or choice.place.feature == "country":
        return None
    return choice.place.id


def _by_anchor(said: Sequence[Told], scope: str) -> list[tuple[date | None, date | None, list[Told]]]:
    if scope == Scope.SNAPSHOT:
        return [(None, None, list(said))]
    if scope == Scope.PERIOD:
        windows: dict[tuple[date | None, date | None], list[Told]] = defaultdict(list)
        for t in said:
            windows[t.grounded.period.start, t.grounded.period.end].append(t)
        return [(start, end, group) for (start, end), group in windows.items()]
    unanchored = [t for t in said if t.grounded.period.start is None]
    clusters: list[tuple[date, date, list[Told]]] = []
    for start, t in sorted(
        ((t.grounded.period.start or date.min, t) for t in said if t.grounded.period.start),
        key=lambda pair: (pair[0], pair[1].id),
    ):
        if clusters and (start - clusters[-1][1]).days <= ANCHOR_DAYS:
            first, _, group = clusters[-1]
            clusters[-1] = (first, start, [*group, t])
        else:
            clusters.append((start, start, [t]))
    found: list[tuple[date | None, date | None, list[Told]]] = [(first, None, group) for first, _, group in clusters]
    if len(found) == 1:
        return [(found[0][0], None, found[0][2] + unanchored)]
    return found + ([(None, None, unanchored)] if unanchored else [])


def _join_nested(runs: list[Run]) -> list[Run]:
    """Return `runs` with each country-wide one joined to the one local run that it shares a number with."""
    local = [r for r in runs if r.place is not None]
    out: list[Run] = []
    for wide in (r for r in runs if r.place is None):
        fits = [r for r in local if _may_nest(wide, r) and _share(wide, r)]
        if len(fits) != 1:
            out.append(wide)
            continue
        inner = fits[0]
        anchors = [a for a in (inner.anchor, wide.anchor) if a]
        local.remove(inner)
        local.append(
            Run(
                inner.root,
                inner.measure,
                inner.scope,
                inner.place,
                inner.country,
                min(anchors) if anchors else None,
                None,
                inner.tolds + wide.tolds,
            )
        )
    return out + local


def _may_nest(wide: Run, inner: Run) -> bool:
    if wide.country is not None and wide.country != inner.country:
        return False
    if wide.anchor is None or inner.anchor is None:
        return True
    return abs((wide.anchor - inner.anchor).days) <= ANCHOR_DAYS


def _share(a: Run, b: Run) -> bool:
    return any(
        x.number == y.number and x.number >= SHARED_NUMBER and _near(x.grounded.period.end, y.grounded.period.end)
        for x in a.tolds
        for y in b.tolds
    )


def _near(a: date | None, b: date | None) -> bool:
    return a is None or b is None or abs((a - b).days) <= SHARED_DAYS
