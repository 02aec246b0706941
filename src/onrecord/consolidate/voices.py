"""Wires collapsed: all that the reports of one agency text say, said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from onrecord.consolidate.bounds import bounds_of, point_of
from onrecord.consolidate.eligible import repeats
from onrecord.consolidate.measures import measure_of
from onrecord.consolidate.told import Told
from onrecord.model.claim import Unit
from onrecord.model.count import Qualifier
from onrecord.model.ground import GroundedClaim, Origin
from onrecord.model.record import Wire

OWN_VOICE = frozenset({"news_outlet", "wire", "unknown"})
LATEST = date.max

# Within one agency text a drifting qualifier is an editor's hand: the number's plain wording stands (WE1).
_PLAINEST = (
    Qualifier.EXACT,
    Qualifier.NONE_REPORTED,
    Qualifier.RANGE,
    Qualifier.AT_LEAST,
    Qualifier.ABOUT,
    Qualifier.NEARLY,
    Qualifier.MORE_THAN,
    Qualifier.UP_TO,
    Qualifier.LESS_THAN,
    Qualifier.INDEFINITE,
)


def tell(claims: Collection[GroundedClaim], wires: Collection[Wire], policy: str) -> tuple[Told, ...]:
    """Return what each voice tells, each figure once, by the id of the claim that stands for it.

    A wire's words are those of its earliest report; what a reprint repeats is listed in `also` and moves nothing.
    Rule: standards R3, R4, 3.9 WE1.
    """
    voice_of = {report: wire.id for wire in wires for report in wire.reports}
    twice = repeats(claims)
    also: dict[str, list[str]] = defaultdict(list)
    for repeat, stands in twice.items():
        also[stands].append(repeat)
    by_voice: dict[str, list[GroundedClaim]] = defaultdict(list)
    for g in claims:
        if g.claim.id not in twice:
            report = g.claim.quote.report
            by_voice[voice_of.get(report) or g.voice or report].append(g)
    tolds = [t for voice, said in by_voice.items() for t in _tell_voice(voice, said, also, policy)]
    return tuple(sorted(tolds, key=lambda t: t.id))


def report_order(said: Collection[GroundedClaim]) -> list[str]:
    """Return the reports of one voice, the one whose words stand first: earliest, then fullest, then by content."""
    by_report: dict[str, list[GroundedClaim]] = defaultdict(list)
    for g in said:
        by_report[g.claim.quote.report].append(g)

    def rank(report: str) -> tuple[date, int, list[tuple[int, int]], str, str]:
        gs = by_report[report]
        figures = sorted((_PLAINEST.index(g.claim.count.qualifier), g.claim.count.low) for g in gs)
        return (gs[0].published_at or LATEST, -len(gs), figures, gs[0].outlet or "", report)

    return sorted(by_report, key=rank)


def _tell_voice(voice: str, said: list[GroundedClaim], also: Mapping[str, list[str]], policy: str) -> list[Told]:
    order = {report: n for n, report in enumerate(report_order(said))}
    own = _own_origin(said, order)
    groups: list[list[GroundedClaim]] = []
    by_key: dict[tuple[object, ...], list[list[GroundedClaim]]] = defaultdict(list)
    for g in sorted(said, key=lambda g: (order[g.claim.quote.report], g.claim.quote.start, g.claim.number_start)):
        home = _home(g, by_key[_same_figure(g)])
        if home is None:
            groups.append([g])
            by_key[_same_figure(g)].append(groups[-1])
        else:
            home.append(g)
    return [_told(voice, group, own, also, policy) for group in groups]


def _same_figure(g: GroundedClaim) -> tuple[object, ...]:
    count, place = g.claim.count, g.place
    return (
        measure_of(g.claim),
        point_of(count),
        count.high if count.qualifier is Qualifier.RANGE else -1,
        g.claim.scope,
        g.claim.modality == "feared",
        place.place.id if place.place else (place.as_written or "").casefold(),
        (g.claim.when or "").casefold(),
    )


def _home(g: GroundedClaim, groups: list[list[GroundedClaim]]) -> list[GroundedClaim] | None:
    """Return the figure of an earlier report of the wire that `g` reprints: one of its origin first."""
    free = [c for c in groups if all(m.claim.quote.report != g.claim.quote.report for m in c)]
    for group in free:
        if any(m.origin.root == g.origin.root for m in group):
            return group
    for group in free:
        if is_own_voice(g) or any(is_own_voice(m) for m in group):
            return group
    return None


def is_own_voice(g: GroundedClaim) -> bool:
    """Return whether the outlet or agency itself speaks, crediting nobody."""
    return g.claim.speaker is None and g.origin.kind in OWN_VOICE


def _own_origin(said: list[GroundedClaim], order: Mapping[str, int]) -> Origin | None:
    """Return the one origin of all that a voice says in its own name: the agency, else the earliest outlet. R1, R3."""
    own = [g for g in said if is_own_voice(g)]
    if not own:
        return None
    return min(own, key=lambda g: (g.origin.kind != "wire", order[g.claim.quote.report], g.origin.id)).origin


def _told(
    voice: str, group: list[GroundedClaim], own: Origin | None, also: Mapping[str, list[str]], policy: str
) -> Told:
    first = min((g.published_at or LATEST) for g in group)
    oldest = [g for g in group if (g.published_at or LATEST) == first]
    best = min(oldest, key=lambda g: (_PLAINEST.index(g.claim.count.qualifier), group.index(g)))
    credited = next((g.origin for g in group if not is_own_voice(g)), None)
    origin = credited or own or best.origin
    if not is_own_voice(best):
        origin = best.origin
    members = [g.claim.id for g in group]
    others = [m for m in members if m != best.claim.id]
    others += [a for m in members for a in also.get(m, ())]
    return Told(
        grounded=replace(best, origin=origin, voice=voice),
        voice=voice,
        measure=measure_of(best.claim),
        bounds=bounds_of(best.claim.count, policy),
        number=point_of(best.claim.count),
        also=tuple(sorted(others)),
        reports=tuple(sorted({g.claim.quote.report for g in group})),
    )


def is_person(told: Told) -> bool:
    """Return whether persons are counted."""
    return told.measure.unit is Unit.PERSON
