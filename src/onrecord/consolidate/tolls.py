"""Ranges written as Tolls, with the part of every claim in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.consolidate.reconcile import Range
from onrecord.consolidate.told import Told
from onrecord.model.record import Contribution, Measure, Toll

ENDS = (("sets_low", "the low"), ("sets_best", "the best"), ("sets_high", "the high"))


@dataclass(frozen=True, slots=True)
class Frame:
    """What a Toll covers, apart from its figures."""

    measure: Measure
    scope: str
    start: date | None
    end: date | None
    place: str | None
    country: str | None
    policy: str


def write_toll(
    frame: Frame,
    found: Range,
    tolds: Sequence[Told],
    roles: Mapping[str, tuple[str, str]],
    *,
    why: str,
    notes: Iterable[str] = (),
    possible_part_of: str | None = None,
) -> Toll:
    """Return the Toll of `found`. `roles`: role and reason of each figure that sets no end; `why` tells the rule."""
    counted = _counted(frame.measure, found, tolds, roles)
    roots = {t.root for t in counted}
    return Toll(
        measure=frame.measure,
        low=found.low,
        best=found.best,
        high=found.high,
        open=found.high is None,
        high_reported=found.high_reported,
        independent_origins=max(1, len(roots) - found.joined),
        origins=tuple(sorted({t.grounded.origin.name for t in counted})),
        roots=tuple(sorted(roots)),
        documents=len({r for t in counted for r in t.reports}),
        voices=len({t.voice for t in counted}),
        start=frame.start,
        end=frame.end,
        scope=frame.scope,
        place=frame.place,
        country=frame.country,
        contributions=contributions(found, tolds, roles, why),
        policy=frame.policy,
        notes=tuple(sorted({*found.notes, *notes})),
        possible_part_of=possible_part_of,
    )


def _counted(measure: Measure, found: Range, tolds: Sequence[Told], roles: Mapping[str, tuple[str, str]]) -> list[Told]:
    """Return the figures whose origins speak of the measure itself or set an end of it; else those of its parts.

    Who says that nobody was hurt somewhere is no further origin of a total of those hurt elsewhere.
    """
    ends = {*found.set_low, *found.set_best, *found.set_high}
    told = [t for t in tolds if roles.get(t.id, ("", ""))[0] != "excluded"]
    admitted = [t for t in told if t.id in ends or t.grounded.claim.count.high != 0] or told
    own = [t for t in admitted if t.measure == measure]
    return [t for t in admitted if t.measure == measure or t.id in ends] if own else admitted


def contributions(
    found: Range, tolds: Sequence[Told], roles: Mapping[str, tuple[str, str]], why: str
) -> tuple[Contribution, ...]:
    """Return the part of every claim: the ends it sets, else its role; repeats support what they repeat."""
    ends = dict(zip(ENDS, (found.set_low, found.set_best, found.set_high), strict=True))
    out: list[Contribution] = []
    for t in tolds:
        sets = [Contribution(t.id, role, f"sets {name}: {why}") for (role, name), by in ends.items() if t.id in by]
        role, reason = roles.get(t.id, ("supports", "speaks of this measure and sets no end of it"))
        out += sets or [Contribution(t.id, role, reason)]
        if role == "excluded":
            out += [Contribution(a, "excluded", f"repeats {t.id}: {reason}") for a in t.also]
        else:
            out += [Contribution(a, "supports", f"repeats {t.id}: one voice (R3)") for a in t.also]
    known = {t.id for t in tolds}
    outer = "of the wider measure: no more of a part than of its whole (3.5)"
    for (role, name), by in ends.items():
        out += [Contribution(c, role, f"sets {name} {outer}") for c in by if c not in known]
    return tuple(sorted(set(out), key=lambda c: (c.claim, c.role, c.reason)))
