"""Tolls of a conflict or a country: the larger of running totals and of summed incidents, never both. Rule: 3.6."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.consolidate.bounds import Bounds
from onrecord.consolidate.incident_tolls import Counted, measures_in
from onrecord.consolidate.incidents import Cluster
from onrecord.consolidate.measures import STATUS, everybody, family, is_inside, measure_name
from onrecord.consolidate.reconcile import Range, said
from onrecord.consolidate.series import Running
from onrecord.consolidate.summing import Summed, sum_incidents
from onrecord.consolidate.told import Told, standing
from onrecord.consolidate.tolls import Frame, write_toll
from onrecord.model.claim import Harm, Scope
from onrecord.model.record import Measure, Toll

_SAME_AS_OF_DAYS = 2
Roles = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found of one country and class of scope: series, incidents and the figures left out."""

    country: str | None
    stock: bool  # snapshots: never joined with flows
    running: tuple[Running, ...]
    incidents: tuple[tuple[Cluster, tuple[Counted, ...]], ...]


def period_tolls(
    found: Found, policy: str, left_out: Sequence[tuple[str, str, str, tuple[str, str]]] = ()
) -> tuple[Toll, ...]:
    """Return one Toll for each measure that somebody speaks of, widest first."""
    tolds = [t for r in found.running for t in r.run.tolds]
    tolds += [t for _, counts in found.incidents for c in counts if c.country == found.country for t in c.tolds]
    tolls: dict[Measure, Toll] = {}
    for measure in measures_in(tolds):
        toll = _toll(measure, found, policy, tolls.get(everybody(measure)))
        if toll is not None:
            tolls[measure] = toll
    return tuple(tolls.values())


def _toll(measure: Measure, found: Found, policy: str, whole: Toll | None) -> Toll | None:
    own = [r for r in found.running if r.run.measure == measure]
    parts = [r for r in found.running if is_inside(r.run.measure, measure)]
    roles: Roles = {}
    own, parts = _admitted(own, roles), _admitted(parts, roles)
    totals = [r for r in own if r.run.scope != Scope.PERIOD]
    if totals:  # what happened in a part of the window is a floor under the total, and never added
        own, parts = totals, parts + [r for r in own if r.run.scope == Scope.PERIOD]
    summed = sum_incidents(measure, found.country, found.incidents)
    if not own and not parts and summed is None:
        return None
    for r in (*own, *parts):
        roles |= _series_roles(r, part=r in parts)
    tolds = {
        t.id: t
        for r in found.running
        if r.run.measure == measure or is_inside(r.run.measure, measure)
        for t in r.run.tolds
    }
    if summed is not None:
        for _, counts in found.incidents:
            for c in counts:
                if c.measure == measure and c.country == found.country:
                    tolds |= {t.id: t for t in c.tolds}
                    roles |= _incident_roles(c, c in summed.counted)
    span = _range(measure, own, parts, summed, whole)
    ordered = [tolds[k] for k in sorted(tolds)]
    frame = Frame(measure, _scope(found, own, parts), *_window(ordered), _place(ordered), found.country, policy)
    return write_toll(
        frame,
        span,
        ordered,
        roles,
        why=_why(own, summed, span),
        notes=_notes(measure, own, summed, span, whole),
        possible_part_of=_part_of(measure),
    )


def _admitted(running: Iterable[Running], roles: Roles) -> list[Running]:
    """Return the series that count at all. Rule: R5, credibility."""
    out = []
    for r in running:
        kind, why = standing(r.speaks, frozenset())
        if kind == "excluded":
            roles |= {t.id: ("excluded", why) for t in r.run.tolds}
        else:
            out.append(r)
    return out


def _series_roles(r: Running, *, part: bool) -> Roles:
    if part:
        why = "counts a part of this measure or window: it never adds, it is a floor under it (R12)"
        return {t.id: ("subset", why) for t in r.run.tolds}
    out: Roles = {}
    for key, (state, reason) in r.roles.items():
        role = {"current": "supports", "superseded": "superseded", "stale": "superseded"}.get(state, "variant")
        out[key] = (role, reason or "the current figure of its series; another sets the ends")
    return out


def _incident_roles(c: Counted, is_summed: bool) -> Roles:
    why = "counted in the sum of incidents; a running total stands above it, and the two never add (3.6)"
    if not is_summed:
        why = "an incident without a town or days may be one of the others: not added to them (3.6)"
    return {t.id: c.roles.get(t.id, ("supports", why)) for t in c.tolds}


def _range(
    measure: Measure, own: list[Running], parts: list[Running], summed: Summed | None, whole: Toll | None
) -> Range:
    firm = [r for r in own if standing(r.speaks, frozenset())[0] == "enters"]
    floors: list[tuple[int, tuple[str, ...]]] = [(r.bounds.low, (r.speaks.id,)) for r in firm]
    floors += [(r.bounds.low, (r.speaks.id,)) for r in parts if standing(r.speaks, frozenset())[0] == "enters"]
    if summed is not None:
        floors.append((summed.low, tuple(sorted({i for c in summed.counted for i in c.range.set_low}))))
    low = max((n for n, _ in floors), default=0)
    set_low = tuple(sorted({i for n, ids in floors if n == low for i in ids}))
    high, reported, set_high = _high(own, parts, summed)
    if measure.population in STATUS and whole is not None and (own or parts):
        high, set_high = _status_high(high, set_high, whole)
    elif high is None and whole is not None and whole.high is not None and whole.high >= low:
        high, set_high = whole.high, _setters(whole)
    if high is not None and high < low:
        high, set_high = low, set_low
    best, set_best = _best(firm, parts, summed, low)
    if best is not None and high is not None:
        best = min(best, high)
    joined = max((c.range.joined for c in summed.counted), default=0) if summed is not None else 0
    return Range(low, best, high, max(reported, low, high or 0), set_low, set_best, set_high, joined=joined)


def _high(own: list[Running], parts: list[Running], summed: Summed | None) -> tuple[int | None, int, tuple[str, ...]]:
    tops: list[tuple[int, bool, tuple[str, ...]]] = []
    for r in own:
        tops.append((r.bounds.low if r.bounds.high is None else r.bounds.high, r.bounds.high is None, (r.speaks.id,)))
    if summed is not None:
        ids = tuple(sorted({i for c in summed.counted for i in c.range.set_high}))
        tops.append((summed.high_reported, summed.high is None and not own, ids))
    for r in parts:
        tops.append((r.bounds.low, not own and (summed is None), (r.speaks.id,)))
    top = max((n for n, _, _ in tops), default=0)
    by = tuple(sorted({i for n, _, ids in tops if n == top for i in ids}))
    return (None if any(is_open for _, is_open, _ in tops) else top), top, by


def _status_high(high: int | None, by: tuple[str, ...], whole: Toll) -> tuple[int | None, tuple[str, ...]]:
    """Deaths of unstated status may all be of this one: the whole's high is the part's. 3.5."""
    if whole.high is None:
        return None, by
    return (high, by) if high is not None and high >= whole.high else (whole.high, _setters(whole))


def _setters(toll: Toll) -> tuple[str, ...]:
    return tuple(sorted({c.claim for c in toll.contributions if c.role == "sets_high"}))


def preferred(running: Iterable[Running]) -> Running | None:
    """Return the series that the best follows: no party's, best ranked, latest, then highest floor. Rule: 3.6."""
    neutral = [r for r in running if not r.speaks.is_party and r.bounds.best is not None]
    scope = {Scope.CUMULATIVE.value: 0, Scope.SNAPSHOT.value: 0}

    def rank(r: Running) -> tuple[int, int, int, int, str]:
        day = (r.as_of or date.min).toordinal()
        return (scope.get(r.run.scope, 1), r.speaks.grounded.origin.credibility, -day, -r.bounds.low, r.series.id)

    return min(neutral, key=rank, default=None)


def _best(
    own: list[Running], parts: list[Running], summed: Summed | None, low: int
) -> tuple[int | None, tuple[str, ...]]:
    lead = preferred(own)
    if lead is not None and lead.bounds.best is not None:
        if summed is not None and summed.low == low > lead.bounds.best:
            return low, tuple(sorted({i for c in summed.counted for i in c.range.set_low}))
        return max(lead.bounds.best, low), (lead.speaks.id,)
    if summed is not None and summed.best is not None:
        return max(summed.best, low), tuple(sorted({i for c in summed.counted for i in c.range.set_best}))
    under = preferred(parts) if not own else None
    if under is not None and under.bounds.best is not None:
        return max(under.bounds.best, low), (under.speaks.id,)
    return None, ()


def _scope(found: Found, own: list[Running], parts: list[Running]) -> str:
    if found.stock:
        return Scope.SNAPSHOT.value
    scopes = {r.run.scope for r in own or parts}
    if Scope.CUMULATIVE in scopes:
        return Scope.CUMULATIVE.value
    return Scope.PERIOD.value if scopes else Scope.INCIDENT.value


def _window(tolds: Sequence[Told]) -> tuple[date | None, date | None]:
    starts = [d for t in tolds if (d := t.grounded.period.start)]
    ends = [d for t in tolds if (d := t.grounded.period.end)]
    return min(starts, default=None), max(ends, default=None)


def _place(tolds: Sequence[Told]) -> str | None:
    names = {t.grounded.place.place.name if t.grounded.place.place else None for t in tolds}
    return next(iter(names)) if len(names) == 1 else None


def _why(own: list[Running], summed: Summed | None, span: Range) -> str:
    if own and summed is not None:
        return f"the larger of running totals and the sum of incidents ({summed.low}), never both (3.6)"
    return "the current figure of a running total (3.6)" if own else "the sum of disjoint incidents (3.6)"


def _part_of(measure: Measure) -> str | None:
    if measure.population:
        return measure_name(everybody(measure))
    if measure.harm is Harm.SHELTERED:
        return measure_name(Measure(Harm.DISPLACED, measure.unit))
    return None


def _notes(measure: Measure, own: list[Running], summed: Summed | None, span: Range, whole: Toll | None) -> list[str]:
    notes = [n for r in own for n in r.notes]
    for i, a in enumerate(own):
        for b in own[i + 1 :]:
            if contradict(a, b):
                notes.append(
                    f"{a.speaks.grounded.origin.name} says {said(a.bounds)}, "
                    f"{b.speaks.grounded.origin.name} says {said(b.bounds)}: both kept (3.8)"
                )
    lead = preferred(own)
    if lead is not None and len({r.series.root for r in own}) > 1:
        notes.append(f"best follows the series of {lead.speaks.grounded.origin.name} (3.6)")
    if span.best is None:
        notes.append("no best: no origin that is not a party gives a most likely figure (R5)")
    if summed is not None and summed.left_out:
        notes.append(f"{summed.left_out} incidents without a town or days may be others told again: not added (3.6)")
    if summed is not None:
        notes.append("incidents are not graded: all of them are in the sum")
    notes += _residual(own, summed)
    if measure.population in STATUS and whole is not None and whole.low > span.low:
        notes.append(
            f"{whole.low - span.low} of at least {whole.low} are of unknown status, not of the opposite one (R14)"
        )
    return notes


def _residual(own: list[Running], summed: Summed | None) -> list[str]:
    """Return what the headline total counts beyond the incidents on record, where all of them lie inside it. 3.6."""
    lead = preferred(own)
    if lead is None or summed is None or summed.left_out or summed.high is None or summed.low == 0:
        return []
    span = [t.grounded.period for c in summed.counted for t in c.tolds]
    places = {t.grounded.place.place.id if t.grounded.place.place else None for c in summed.counted for t in c.tolds}
    in_place = lead.run.place is None or places == {lead.run.place}
    first, last = lead.run.anchor, lead.as_of
    if not in_place or first is None or last is None:
        return []
    if any(p.start is None or p.end is None or p.start < first or p.end > last for p in span):
        return []
    low = max(0, lead.bounds.low - summed.high)
    high = "open" if lead.bounds.high is None else str(max(0, lead.bounds.high - summed.low))
    name = lead.speaks.grounded.origin.name
    return [f"of the total of {name}, {low} to {high} stand outside the incidents on record (3.6, residual)"]


def contradict(a: Running, b: Running) -> bool:
    """Return whether two origins say what cannot both be, of the same days. Rule: 3.8."""
    if a.run.root == b.run.root or a.run.measure != b.run.measure or a.run.scope != b.run.scope:
        return False
    if a.run.place != b.run.place or a.run.until != b.run.until or a.as_of is None or b.as_of is None:
        return False
    near = abs((a.as_of - b.as_of).days) <= _SAME_AS_OF_DAYS
    return near and not Bounds(a.bounds.low, a.bounds.high, None).meets(b.bounds)


__all__ = ["Found", "contradict", "family", "period_tolls", "preferred"]
