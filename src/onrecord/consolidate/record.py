"""All that a set of grounded claims comes to: incidents, series, tolls, relations and doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.consolidate import relations as rel
from onrecord.consolidate.bounds import policy_id
from onrecord.consolidate.conflict_period import Found, period_tolls
from onrecord.consolidate.eligible import split
from onrecord.consolidate.incident_tolls import Counted, count_incident, write_incident
from onrecord.consolidate.incidents import Cluster, cluster
from onrecord.consolidate.measures import family
from onrecord.consolidate.nodes import nodes_of
from onrecord.consolidate.running import runs_of
from onrecord.consolidate.series import Running, fold
from onrecord.consolidate.told import Told, accused_of, standing
from onrecord.consolidate.voices import tell
from onrecord.consolidate.window import named, outside, reports_on
from onrecord.model.claim import Doubt, Harm, Scope
from onrecord.model.ground import GroundedClaim, GroundedStatement
from onrecord.model.record import Conflict, Consolidated, Contribution, Incident, Relation, Toll, Wire


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the figures come to before it is written down."""

    running: tuple[Running, ...]
    incidents: tuple[tuple[Cluster, tuple[Counted, ...]], ...]


def consolidate(
    claims: Collection[GroundedClaim],
    statements: Collection[GroundedStatement],
    *,
    wires: Collection[Wire],
    conflicts: Collection[Conflict] = (),
    conflict: str | None = None,
    harm: Harm | None = None,
    as_of: date | None = None,
    policy: str = "conservative",
) -> Consolidated:
    """Return the record of `claims` and `statements`.

    Their order does not matter, and twice is once. `as_of`: only what is known to have happened by that day; `harm`:
    only that harm. With `conflict`: its window and countries; without: all, grouped by country (None: unknown).
    Raises: ValueError naming an unknown policy or conflict.
    Rules: standards 3.
    """
    rule, asked = policy_id(policy), named(conflict, conflicts)
    kept, excluded = split(claims)
    tolds, left_out = _asked_for(tell(kept, wires, policy), asked, as_of)
    out = [*excluded, *left_out]
    parts = _parts(tolds, kept, _statements(statements, asked, as_of), wires)
    tolls = _tolls(parts, rule)
    out += _uncounted(parts, tolls)
    tolls = _with_excluded(tolls, out, claims)
    relations, doubts = _relations(parts, tolds, kept, tolls)
    written = [write_incident(c, counts, rule) for c, counts in parts.incidents]
    everything = Consolidated(
        incidents=tuple(sorted(written, key=_by_day)),
        series=tuple(sorted((r.series for r in parts.running), key=lambda s: (s.measure.harm, s.id))),
        tolls=tolls,
        relations=tuple(sorted(set(relations), key=lambda r: (r.kind, r.from_claim, r.to_claim, r.reason))),
        doubts=tuple(sorted(set(doubts), key=lambda d: (d.reason, d.claim or "", d.message))),
        excluded=tuple(sorted(set(out), key=lambda c: (c.claim, c.reason))),
    )
    return everything if harm is None else _only(everything, harm, claims)


def _asked_for(
    tolds: Sequence[Told], conflict: Conflict | None, as_of: date | None
) -> tuple[list[Told], list[Contribution]]:
    """Return the figures that lie in the window asked for, and the others, each with its reason."""
    spoken = reports_on(tolds, conflict)
    inside: list[Told] = []
    others: list[Contribution] = []
    for t in tolds:
        reason = outside(t, conflict, as_of, spoken)
        if reason is None:
            inside.append(t)
        else:
            others += [Contribution(c, "excluded", reason) for c in t.claims]
    return inside, others


def _parts(
    tolds: Sequence[Told],
    kept: Collection[GroundedClaim],
    statements: Collection[GroundedStatement],
    wires: Collection[Wire],
) -> _Parts:
    clusters = cluster(nodes_of(tolds, kept, statements, wires))
    return _Parts(tuple(fold(r) for r in runs_of(tolds)), tuple((c, count_incident(c.tolds)) for c in clusters))


def _statements(
    statements: Collection[GroundedStatement], conflict: Conflict | None, as_of: date | None
) -> list[GroundedStatement]:
    """Return the statements, once each and by id, that lie in the window and countries asked for."""
    by_id = {s.statement.id: s for s in sorted(statements, key=lambda s: (s.statement.id, repr(s)))}
    out = []
    for s in by_id.values():
        country = s.place.place.country if s.place.place else None
        day = s.period.end or s.published_at
        if as_of is not None and (day is None or day > as_of):
            continue
        if conflict is not None:
            last = conflict.end or date.max
            inside = day is not None and day >= conflict.start and (s.period.start or conflict.start) <= last
            if not inside or (country is not None and country not in conflict.countries):
                continue
        out.append(s)
    return out


def _tolls(parts: _Parts, rule: str) -> tuple[Toll, ...]:
    groups: dict[tuple[str | None, bool], list[Running]] = defaultdict(list)
    for r in parts.running:
        groups[r.run.country, r.run.scope == Scope.SNAPSHOT].append(r)
    for _, counts in parts.incidents:
        for c in counts:
            groups.setdefault((c.country, False), [])
    out: list[Toll] = []
    for (country, stock), running in groups.items():
        incidents = () if stock else parts.incidents
        out += period_tolls(Found(country, stock, tuple(running), incidents), rule)
    return tuple(sorted(out, key=_toll_order))


def _uncounted(parts: _Parts, tolls: Sequence[Toll]) -> list[Contribution]:
    """Return the figures that enter no toll because of who says them, each with the reason. R5, credibility."""
    seen = {c.claim for t in tolls for c in t.contributions}
    groups = [(c.tolds, accused_of(c.tolds)) for c, _ in parts.incidents]
    groups += [(r.run.tolds, frozenset()) for r in parts.running]
    return [
        Contribution(c, "excluded", standing(t, accused)[1] or "no figure of its own measure counts")
        for tolds, accused in groups
        for t in tolds
        if t.id not in seen
        for c in t.claims
    ]


def _toll_order(toll: Toll) -> tuple[bool, str, tuple[str, str, str], tuple[str, ...], bool]:
    measure = toll.measure
    order = list(Harm).index(measure.harm)
    names = tuple(p.value for p in measure.population)
    return (
        toll.country is None,
        toll.country or "",
        (f"{order:02}", *family(measure)[1:]),
        names,
        toll.scope == "snapshot",
    )


def _with_excluded(
    tolls: Sequence[Toll], excluded: Sequence[Contribution], claims: Collection[GroundedClaim]
) -> tuple[Toll, ...]:
    """Return `tolls` with the claims of their harm and country that cannot enter, each with its reason."""
    by_id = {g.claim.id: g for g in claims}
    out = []
    for toll in tolls:
        mine = [c for c in excluded if _speaks_of(by_id[c.claim], toll)]
        every = {*toll.contributions, *mine}
        out.append(replace(toll, contributions=tuple(sorted(every, key=lambda c: (c.claim, c.role, c.reason)))))
    return tuple(out)


def _speaks_of(g: GroundedClaim, toll: Toll) -> bool:
    country = g.place.place.country if g.place.place else None
    same = g.claim.harm is toll.measure.harm and g.claim.unit is toll.measure.unit and not toll.measure.population
    return same and country == toll.country and (g.claim.scope is Scope.SNAPSHOT) == (toll.scope == "snapshot")


def _relations(
    parts: _Parts, tolds: Sequence[Told], kept: Sequence[GroundedClaim], tolls: Sequence[Toll]
) -> tuple[list[Relation], list[Doubt]]:
    relations = rel.same_figures(tolds) + rel.stated_parts(kept)
    stated = {r.from_claim for r in relations if r.status == "stated"}
    relations += [r for r in rel.possible_parts(tolls) if r.from_claim not in stated]
    doubts = rel.part_doubts(kept, tolls)
    for r in parts.running:
        relations += r.relations
        doubts += r.doubts
    found = [rel.contradictions(parts.running)]
    found += [rel.incident_contradictions(counts) for _, counts in parts.incidents]
    for more, doubted in found:
        relations += more
        doubts += doubted
    return relations, doubts


def _by_day(incident: Incident) -> tuple[str, str, str]:
    return (str(incident.start or date.max), str(incident.end or date.max), incident.id)


def _only(found: Consolidated, harm: Harm, claims: Collection[GroundedClaim]) -> Consolidated:
    """Return what `found` holds of `harm`."""
    mine = {g.claim.id for g in claims if g.claim.harm is harm}
    incidents = [replace(i, tolls=tuple(t for t in i.tolls if t.measure.harm is harm)) for i in found.incidents]
    return Consolidated(
        incidents=tuple(i for i in incidents if i.tolls),
        series=tuple(s for s in found.series if s.measure.harm is harm),
        tolls=tuple(t for t in found.tolls if t.measure.harm is harm),
        relations=tuple(r for r in found.relations if r.from_claim in mine or r.to_claim in mine),
        doubts=tuple(d for d in found.doubts if d.claim is None or d.claim in mine),
        excluded=tuple(c for c in found.excluded if c.claim in mine),
    )
