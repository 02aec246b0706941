"""Which claims of a report are parts or repeats of others. Rule: codebook 3.8."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.claim import Claim, Modality, Population, Scope
from onrecord.model.count import Qualifier

_VAGUE = frozenset({Qualifier.INDEFINITE})
_KINDS = frozenset(
    {Population.CIVILIAN, Population.COMBATANT, Population.CHILD, Population.HEALTH_WORKER, Population.JOURNALIST}
    | {Population.AID_WORKER, Population.SECURITY_FORCE}
)


def link_repeats(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return `claims` with `same_as` set where an earlier claim of the report gives the same figure for the same harm.

    Order of place in the report, kept. A repeat points to the first mention and never to a repeat. A vague figure or
    a single person repeats only with the same victims in words; parts repeat only parts.
    """
    out: list[Claim] = []
    for claim in claims:
        first = next((c for c in out if c.same_as is None and _same(c, claim)), None)
        out.append(replace(claim, same_as=first.id) if first is not None and claim.same_as is None else claim)
    return tuple(out)


def _same(first: Claim, later: Claim) -> bool:
    if first.harm is not later.harm or first.unit is not later.unit or later.disjoint:
        return False
    if (first.count.low, first.count.high) != (later.count.low, later.count.high) and not _rounded(first, later):
        return False
    if Modality.DENIED in (first.modality, later.modality) and first.modality is not later.modality:
        return False
    if Scope.INCIDENT in (first.scope, later.scope) and first.scope is not later.scope:
        return False
    if later.part_of == first.id or first.part_of == later.id or first.historical is not later.historical:
        return False
    small = later.count.high is not None and later.count.high <= 1
    if small or later.count.qualifier in _VAGUE:
        return _same_victims(first, later)
    if first.quote.start == later.quote.start or _elsewhere(first, later):
        return False
    kinds = set(first.population) & _KINDS, set(later.population) & _KINDS
    return not kinds[0] or not kinds[1] or bool(kinds[0] & kinds[1])


def _rounded(first: Claim, later: Claim) -> bool:
    """Tell whether both name the same number and differ by "at least" or "more than" only."""
    return bool(first.count.low) and first.count.low == later.count.low and first.count.number == later.count.number


def _elsewhere(first: Claim, later: Claim) -> bool:
    """Tell whether both sentences name places or days of their own that differ in every word."""
    for a, b, by in ((first.place, later.place, "placed_by"), (first.when, later.when, "dated_by")):
        own = getattr(first, by) == "sentence" and getattr(later, by) == "sentence"
        if own and a and b and not set(a.casefold().split()) & set(b.casefold().split()):
            return True
    return False


def _same_victims(first: Claim, later: Claim) -> bool:
    if first.victim and later.victim and first.victim.name and later.victim.name:
        return bool(set(first.victim.name.casefold().split()) & set(later.victim.name.casefold().split()))
    one, two = (first.victims or "").casefold(), (later.victims or "").casefold()
    return bool(one) and one == two and not _elsewhere(first, later)
