"""What each origin says of a measure of one incident: the latest of its reports, parts as floors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.consolidate.bounds import Bounds
from onrecord.consolidate.compose import one_measure, parts_of
from onrecord.consolidate.measures import STATUS, everybody, is_inside
from onrecord.consolidate.persons import GENERIC, is_known, noun_of
from onrecord.consolidate.reconcile import Stand
from onrecord.consolidate.told import Told, accused_of, contested, standing
from onrecord.model.record import Measure


@dataclass(slots=True)
class Standing:
    """The stands of one measure, and for each figure that sets nothing: its role and the reason."""

    stands: list[Stand] = field(default_factory=list)
    roles: dict[str, tuple[str, str]] = field(default_factory=dict)


def stands_of(measure: Measure, tolds: Sequence[Told]) -> Standing:
    """Return what the origins of one incident say of `measure`. Rules: 3.5 (latest claim per lineage), R5, R12."""
    out = Standing()
    accused = accused_of(tuple(tolds))
    counted: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for t in sorted(tolds, key=lambda t: t.id):
        inside = is_inside(t.measure, measure)
        if t.measure != measure and not inside:
            continue
        kind, why = standing(t, accused)
        if kind == "enters" and measure.population and contested(t, tolds):
            kind, why = "high_only", "an opposed party gives the same dead another status: high only (R5)"
        if kind == "excluded":
            out.roles[t.id] = ("excluded", why)
        else:
            counted[t.root, kind].append(t)
            if inside:
                out.roles[t.id] = (
                    "subset",
                    "counts a part of this measure: it never adds, it is a floor under it (R12)",
                )
    several = any(t.measure == measure and t.number > 1 for ts in counted.values() for t in ts)
    for (_, kind), said in sorted(counted.items()):
        ones = [t for t in said if several and t.measure == measure and tells_of_one(t)]
        for t in ones:
            out.roles[t.id] = ("subset", "tells of one person, not how many there were: a floor, no total (R12)")
            out.stands.append(_of([t], Bounds(1, None, 1), part=True, high_only=kind == "high_only"))
        rest = [t for t in said if t not in ones]
        if rest:
            _stand(measure, rest, out, high_only=kind == "high_only")
    if measure.population in STATUS:
        _unstated(everybody(measure), tolds, accused, out)
    return out


def tells_of_one(told: Told) -> bool:
    """Return whether the words speak of one person ("the attacker", a name) rather than count people ("one dead")."""
    single = told.bounds.low == told.bounds.high == 1
    return single and (is_known(told.grounded.claim) or noun_of(told.grounded.claim) not in GENERIC)


def _stand(measure: Measure, said: Sequence[Told], out: Standing, *, high_only: bool) -> None:
    whole = [t for t in said if t.measure == measure]
    parts = [t for t in said if t.measure != measure]
    if whole:
        bounds, made_by = _latest(whole, out)
        out.stands.append(_of(made_by, bounds, part=False, high_only=high_only))
    if parts:
        by_voice = [parts_of(ts, measure) for ts in _by_voice(parts)]
        bounds, made_by = max(by_voice, key=lambda b: (b[0].low, b[1][0].id))
        out.stands.append(_of(made_by, bounds, part=True, high_only=high_only))


def _latest(whole: Sequence[Told], out: Standing) -> tuple[Bounds, tuple[Told, ...]]:
    """Return what the latest report of one origin says; of one day the larger. Notes the others as superseded."""
    said = [one_measure(ts) for ts in _by_voice(whole)]
    said.sort(key=lambda s: (_published(s[1]), s[0].low, s[1][0].id))
    bounds, made_by = said[-1]
    chosen = {t.id for t in made_by}
    for t in whole:
        if t.id not in chosen and t.number == made_by[0].number:
            out.roles[t.id] = ("supports", "the same figure of the same origin")
        elif t.id not in chosen:
            out.roles[t.id] = ("superseded", "the same origin gives a later or fuller figure for this incident (3.5)")
    return bounds, made_by


def _published(tolds: Sequence[Told]) -> date:
    return max((t.published or date.min for t in tolds), default=date.min)


def _by_voice(tolds: Sequence[Told]) -> list[list[Told]]:
    voices: dict[str, list[Told]] = defaultdict(list)
    for t in tolds:
        voices[t.voice].append(t)
    return [voices[v] for v in sorted(voices)]


def _of(made_by: Sequence[Told], bounds: Bounds, *, part: bool, high_only: bool) -> Stand:
    origin = made_by[0].grounded.origin
    return Stand(
        root=origin.root,
        name=origin.name,
        rank=min(t.grounded.origin.credibility for t in made_by),
        bounds=bounds,
        claims=tuple(sorted(t.id for t in made_by)),
        party=made_by[0].is_party,
        side=origin.side,
        part=part,
        high_only=high_only,
    )


def _unstated(total: Measure, tolds: Sequence[Told], accused: frozenset[str], out: Standing) -> None:
    """Add what the totals of unstated status leave possible: none to all of them are of the status asked for. 3.5."""
    said = [t for t in tolds if t.measure == total and standing(t, accused)[0] == "enters"]
    for t in sorted(said, key=lambda t: t.id):
        if out.stands:
            out.stands.append(_of([t], Bounds(0, t.bounds.high, None), part=False, high_only=True))
            out.roles.setdefault(t.id, ("supports", "status not stated: from none to all of it counts here (3.5)"))
