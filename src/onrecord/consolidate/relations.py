"""How figures stand to each other, with the reason: parts, repeats, and what cannot both be. Never a sum."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from onrecord.consolidate.conflict_period import contradict
from onrecord.consolidate.incident_tolls import Counted
from onrecord.consolidate.measures import everybody, is_inside, measure_name
from onrecord.consolidate.reconcile import said
from onrecord.consolidate.series import Running
from onrecord.consolidate.told import Told
from onrecord.model.claim import Doubt, Harm, Reason
from onrecord.model.ground import GroundedClaim
from onrecord.model.record import Relation, Toll


def same_figures(tolds: Collection[Told]) -> list[Relation]:
    """Return one relation from each repeat or reprint to the claim that stands for it."""
    return [
        Relation("same_figure", a, t.id, "inferred", "a repeat in its report or wire: one voice (R3)")
        for t in tolds
        for a in t.also
    ]


def possible_parts(tolls: Sequence[Toll]) -> list[Relation]:
    """Return, for each measure inside a wider one of its country, its claims' relation to the wider figure. R12."""
    out: list[Relation] = []
    for part in tolls:
        for whole in tolls:
            if part.country != whole.country or not _may_be_inside(part, whole):
                continue
            to = _bearer(whole, part.low)
            if to is None or any(c.claim == to for c in part.contributions if c.role == "sets_low"):
                continue
            out += [
                Relation("possible_part_of", c.claim, to, "inferred", _reason(part, whole))
                for c in part.contributions
                if c.role == "sets_low"
            ]
    return out


def _bearer(whole: Toll, low: int) -> str | None:
    """Return the claim of `whole` that can hold `low`: that of its low, else of its high."""
    role = "sets_low" if low <= whole.low else "sets_high"
    return next((c.claim for c in whole.contributions if c.role == role), None)


def _may_be_inside(part: Toll, whole: Toll) -> bool:
    if is_inside(part.measure, whole.measure):
        return whole.measure == everybody(part.measure) and part.scope != "snapshot"
    return (
        part.measure.harm is Harm.SHELTERED
        and whole.measure.harm is Harm.DISPLACED
        and whole.measure == everybody(whole.measure)
        and part.measure.unit is whole.measure.unit
    )


def _reason(part: Toll, whole: Toll) -> str:
    where = "place and window not shown to differ"
    if part.place is not None and part.place == whole.place:
        where = f"both {part.place}, windows not shown to differ"
    return f"{measure_name(part.measure)} can be inside {measure_name(whole.measure)}, {where}: never added (R12)"


def stated_parts(claims: Collection[GroundedClaim]) -> list[Relation]:
    """Return one relation for each explicit part."""
    ids = {g.claim.id for g in claims}
    return [
        Relation("possible_part_of", g.claim.id, g.claim.part_of, "stated", "the text says so: never added (R12)")
        for g in claims
        if g.claim.part_of in ids and g.claim.part_of is not None
    ]


def contradictions(running: Sequence[Running]) -> tuple[list[Relation], list[Doubt]]:
    """Return what different origins say of one measure and the same days that cannot both be. Rule: 3.8."""
    relations: list[Relation] = []
    doubts: list[Doubt] = []
    for i, a in enumerate(running):
        for b in running[i + 1 :]:
            if contradict(a, b):
                relation, doubt = _against(a.speaks, b.speaks)
                relations.append(relation)
                doubts.append(doubt)
    return relations, doubts


def incident_contradictions(counted: Iterable[Counted]) -> tuple[list[Relation], list[Doubt]]:
    """Return what the origins of one incident say of one measure that cannot both be."""
    relations: list[Relation] = []
    doubts: list[Doubt] = []
    for c in counted:
        by_id = {t.id: t for t in c.tolds}
        whole = [s for s in c.stands if not s.part and not s.high_only]
        for i, a in enumerate(whole):
            for b in whole[i + 1 :]:
                if not a.bounds.meets(b.bounds):
                    relation, doubt = _against(by_id[a.claims[0]], by_id[b.claims[0]])
                    relations.append(relation)
                    doubts.append(doubt)
    return relations, doubts


def _against(a: Told, b: Told) -> tuple[Relation, Doubt]:
    first, second = sorted((a, b), key=lambda t: t.id)
    words = (
        f"{measure_name(a.measure)}: {first.grounded.origin.name} says {said(first.bounds)}, "
        f"{second.grounded.origin.name} says {said(second.bounds)}"
    )
    relation = Relation(
        "contradicts", first.id, second.id, "inferred", "different origins, same days, no common number (3.8)"
    )
    return relation, Doubt(
        Reason.CONTRADICTION,
        f"{words}: expected a number that both allow; both kept (3.8)",
        quote=first.grounded.claim.quote,
        claim=first.id,
    )


def part_doubts(claims: Collection[GroundedClaim], tolls: Sequence[Toll]) -> list[Doubt]:
    """Return a doubt for each part that is larger than its whole: as the text states it, and over tolls. R12."""
    by_id = {g.claim.id: g.claim for g in claims}
    out: list[Doubt] = []
    for claim in by_id.values():
        whole = by_id.get(claim.part_of or "")
        if whole is not None and whole.count.high is not None and claim.count.low > whole.count.high:
            out.append(
                Doubt(
                    Reason.PART_EXCEEDS_WHOLE,
                    f"{claim.count.wording!r} is told as part of "
                    f"{whole.count.wording!r}: expected at most {whole.count.high} (R12)",
                    claim.quote,
                    claim.id,
                )
            )
    for part in tolls:
        for wide in tolls:
            if part.country == wide.country and part.scope == wide.scope and is_inside(part.measure, wide.measure):
                said_high = _said_high(wide)
                if said_high is not None and part.low > said_high:
                    first = next(c.claim for c in part.contributions if c.role == "sets_low")
                    out.append(
                        Doubt(
                            Reason.PART_EXCEEDS_WHOLE,
                            f"{measure_name(part.measure)} is at least {part.low}, "
                            f"{measure_name(wide.measure)} is said to be at most {said_high} (R12)",
                            by_id[first].quote if first in by_id else None,
                            first,
                        )
                    )
    return out


def _said_high(toll: Toll) -> int | None:
    return toll.high if any("exceeds" in n for n in toll.notes) else None
