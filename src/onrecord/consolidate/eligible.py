"""Which claims can enter a toll, and why the others cannot."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.model.claim import Claim, Context, Modality
from onrecord.model.ground import GroundedClaim
from onrecord.model.record import Contribution
from onrecord.model.report import BlockKind

TITLES = frozenset({BlockKind.TITLE, BlockKind.HEADLINE, BlockKind.SUBTITLE})
_CONTEXTS = frozenset({Context.CONFLICT, Context.CRIME})
_MODALITIES = frozenset({Modality.ASSERTED, Modality.ATTRIBUTED, Modality.FEARED})


def why_not(claim: Claim) -> str | None:
    """Return why `claim` can enter no toll, or None if it can. Rule: standards 3.5, 5.2; DESIGN "Context"."""
    if claim.historical:
        return "historical: told as background of an older event, outside every toll"
    if claim.modality not in _MODALITIES:
        return f"{claim.modality}: the text does not say that it happened (3.5)"
    if claim.context not in _CONTEXTS:
        return f"context {claim.context}: no harm of a conflict"
    return None


def split(claims: Collection[GroundedClaim]) -> tuple[tuple[GroundedClaim, ...], tuple[Contribution, ...]]:
    """Return the claims that can enter a toll, by id and once each, and the excluded ones, each with its reason."""
    by_id = {g.claim.id: g for g in sorted(claims, key=_whole)}
    kept, excluded = [], []
    for key in sorted(by_id):
        reason = why_not(by_id[key].claim)
        if reason is None:
            kept.append(by_id[key])
        else:
            excluded.append(Contribution(key, "excluded", reason))
    return tuple(kept), tuple(excluded)


def _whole(grounded: GroundedClaim) -> tuple[str, str]:
    return (grounded.claim.id, repr(grounded))


def repeats(claims: Collection[GroundedClaim]) -> dict[str, str]:
    """Return, for each claim that only repeats another of its report, the id of the one that stands for it.

    Claims tied by `same_as` are one figure: the body stands before a title, a placed and dated one before one that is
    not, the earlier before the later. A title's figure never stands beside a body that speaks of the same harm.
    """
    by_id = {g.claim.id: g for g in claims}
    leader = {key: key for key in by_id}

    def find(key: str) -> str:
        while leader[key] != key:
            key = leader[key]
        return key

    for g in sorted(by_id.values(), key=_rank):
        if g.claim.same_as in by_id:
            a, b = sorted((find(g.claim.id), find(g.claim.same_as)), key=lambda k: _rank(by_id[k]))
            leader[b] = a
    stands = {key: find(key) for key in by_id}
    bodies: dict[tuple[str, str, str], list[GroundedClaim]] = {}
    for g in sorted(by_id.values(), key=_rank):
        if stands[g.claim.id] == g.claim.id and g.claim.quote.block not in TITLES:
            bodies.setdefault((g.claim.quote.report, g.claim.harm, g.claim.unit), []).append(g)
    for key, g in by_id.items():
        body = bodies.get((g.claim.quote.report, g.claim.harm, g.claim.unit))
        if g.claim.quote.block in TITLES and stands[key] == key and body:
            nearest = min(body, key=lambda b: (abs(b.claim.count.low - g.claim.count.low), _rank(b)))
            stands[key] = nearest.claim.id
    return {key: _end(stands, key) for key in by_id if _end(stands, key) != key}


def _end(stands: dict[str, str], key: str) -> str:
    while stands[key] != key:
        key = stands[key]
    return key


def _rank(g: GroundedClaim) -> tuple[bool, bool, bool, int, str]:
    claim = g.claim
    return (
        claim.quote.block in TITLES,
        g.place.place is None,
        g.period.start is None and g.period.end is None,
        claim.quote.start,
        claim.id,
    )
