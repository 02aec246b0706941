"""One incident written down: its place, days and perpetrators, and a Toll for each harm that somebody speaks of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.consolidate.incidents import Cluster, perpetrators_of
from onrecord.consolidate.measures import STATUS, everybody, family, is_inside, measure_name
from onrecord.consolidate.reconcile import Range, Stand, reconcile
from onrecord.consolidate.stands import stands_of
from onrecord.consolidate.told import Told
from onrecord.consolidate.tolls import Frame, write_toll
from onrecord.model.claim import Harm
from onrecord.model.identity import content_id
from onrecord.model.record import Incident, Measure, Toll

WHY = "range of what the origins of one incident say (3.5)"


@dataclass(frozen=True, slots=True)
class Counted:
    """One measure of one incident: its range, the stands it comes from, the figures and their roles."""

    measure: Measure
    range: Range
    stands: tuple[Stand, ...]
    tolds: tuple[Told, ...]
    roles: Mapping[str, tuple[str, str]]
    country: str | None


def measures_in(tolds: Iterable[Told]) -> list[Measure]:
    """Return every measure that `tolds` speak of and, for each harm, that of everybody; widest first."""
    found = {t.measure for t in tolds}
    found |= {everybody(m) for m in found}
    return sorted(found, key=lambda m: (family(m), len(m.population), m.population))


def count_incident(tolds: Sequence[Told]) -> tuple[Counted, ...]:
    """Return the range of each measure of one incident, widest measure first. A harm nobody speaks of has none."""
    out: list[Counted] = []
    wholes: dict[Measure, Counted] = {}
    tolds = [*tolds, *_nobody_hurt(tolds)]
    for measure in measures_in(tolds):
        standing = stands_of(measure, tolds)
        if not standing.stands:
            continue
        found = within(reconcile(standing.stands), wholes.get(everybody(measure)))
        about = tuple(
            t
            for t in tolds
            if family(t.measure) == family(measure)
            and (t.measure == measure or is_inside(t.measure, measure) or t.id in standing.roles)
        )
        country = next((t.country for t in about if t.country), None)
        counted = Counted(measure, found, tuple(standing.stands), about, standing.roles, country)
        wholes[measure] = counted
        out.append(counted)
    return tuple(out)


def _nobody_hurt(tolds: Sequence[Told]) -> list[Told]:
    """Return "no casualties" as what it says of each harm: nobody killed, nobody injured. WE11."""
    zero = [t for t in tolds if t.measure.harm is Harm.CASUALTIES and t.bounds.high == 0]
    return [replace(t, measure=replace(t.measure, harm=harm)) for t in zero for harm in (Harm.KILLED, Harm.INJURED)]


def within(found: Range, whole: Counted | None) -> Range:
    """Return the range of a part closed by its whole: no more of a group than of everybody. Guard of 3.5."""
    if whole is None or found.high is not None or whole.range.high is None or whole.range.high < found.low:
        return found
    return replace(found, high=whole.range.high, set_high=whole.range.set_high)


def write_incident(cluster: Cluster, counted: Sequence[Counted], policy: str) -> Incident:
    """Return the Incident of `cluster`."""
    lead = cluster.leading
    tolds, statements = cluster.tolds, cluster.statements
    claims = tuple(sorted({c for t in tolds for c in t.claims}))
    said = tuple(s.statement.id for s in statements)
    reports = {r for t in tolds for r in t.reports} | {s.statement.quote.report for s in statements}
    names, status = perpetrators_of(cluster)
    return Incident(
        id=content_id("incident", [*claims, *said]),
        claims=claims,
        statements=said,
        reports=tuple(sorted(reports)),
        place=lead.place,
        start=lead.start,
        end=lead.end,
        date_prec=lead.date_prec,
        tolls=tuple(_toll(c, cluster, policy) for c in counted),
        perpetrators=names,
        perpetrator_status=status,
        weapon=_commonest(t.grounded.claim.weapon for t in tolds),
        target=_commonest([t.grounded.claim.target for t in tolds] + [s.statement.target for s in statements]),
        context=_commonest(t.grounded.claim.context.value for t in tolds) or "conflict",
    )


def _commonest(words: Iterable[str | None]) -> str | None:
    votes = Counter(w for w in words if w)
    return min(votes, key=lambda w: (-votes[w], w), default=None)


def _toll(counted: Counted, cluster: Cluster, policy: str) -> Toll:
    lead, measure = cluster.leading, counted.measure
    place = lead.place.place.name if lead.place and lead.place.place else None
    frame = Frame(measure, "incident", lead.start, lead.end, place, counted.country, policy)
    part_of = measure_name(everybody(measure)) if measure.population else None
    return write_toll(
        frame,
        counted.range,
        counted.tolds,
        counted.roles,
        why=WHY,
        notes=_unstated_note(measure, counted),
        possible_part_of=part_of,
    )


def _unstated_note(measure: Measure, counted: Counted) -> list[str]:
    if measure.population not in STATUS or not any(t.measure == everybody(measure) for t in counted.tolds):
        return []
    return ["what is not said to be of this status is of unknown status, not of the opposite one (R14)"]


def by_family(counted: Iterable[Counted]) -> dict[tuple[str, str, str], list[Counted]]:
    """Return `counted` by harm, unit and thing."""
    out: dict[tuple[str, str, str], list[Counted]] = defaultdict(list)
    for c in counted:
        out[family(c.measure)].append(c)
    return out
