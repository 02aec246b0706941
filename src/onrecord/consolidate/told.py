"""A figure as one voice told it: one claim that stands for all its repeats and reprints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.consolidate.bounds import Bounds
from onrecord.consolidate.measures import CIVILIAN_GROUPS
from onrecord.model.claim import Modality, PerpetratorStatus, Population
from onrecord.model.ground import GroundedClaim, Settled
from onrecord.model.record import Measure

PARTY_KINDS = frozenset({"belligerent", "party_affiliated"})
FIGHTERS = frozenset({Population.COMBATANT, Population.SECURITY_FORCE})
CIVIL = CIVILIAN_GROUPS | {Population.CIVILIAN}


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of one voice. `grounded` is the claim that stands for it, `also` the claims that repeat it."""

    grounded: GroundedClaim
    voice: str
    measure: Measure
    bounds: Bounds
    number: int
    also: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.grounded.claim.id

    @property
    def root(self) -> str:
        return self.grounded.origin.root

    @property
    def published(self) -> date | None:
        return self.grounded.published_at

    @property
    def feared(self) -> bool:
        return self.grounded.claim.modality is Modality.FEARED

    @property
    def is_party(self) -> bool:
        """R5: a belligerent, its affiliates, or state media that speak for a side."""
        origin = self.grounded.origin
        return origin.kind in PARTY_KINDS or (origin.kind == "state_media" and origin.side is not None)

    @property
    def country(self) -> str | None:
        place = self.grounded.place
        return place.place.country if place.settled is Settled.RESOLVED and place.place else None

    @property
    def claims(self) -> tuple[str, ...]:
        return (self.id, *self.also)


def perpetrator_key(told: Told) -> str | None:
    """Return the id (or, without one, the name) of whom the claim names as having done it."""
    actor = told.grounded.perpetrator
    return (actor.id or actor.name.casefold()) if actor else None


def accused_of(tolds: tuple[Told, ...]) -> frozenset[str]:
    """Return the actors whom a voice other than their own side names as perpetrator in `tolds`."""
    named = frozenset({PerpetratorStatus.ASSERTED, PerpetratorStatus.ACCUSED_BY})
    return frozenset(
        key
        for t in tolds
        if (key := perpetrator_key(t)) is not None
        and t.grounded.claim.perpetrator_status in named
        and t.grounded.origin.side != key
    )


def contested(told: Told, tolds: Sequence[Told]) -> bool:
    """Return whether an opposed party gives the same dead another status: one number, no agreement who they were."""
    mine = set(told.measure.population)
    if not told.is_party or not mine:
        return False
    for other in tolds:
        theirs = set(other.measure.population)
        opposed = other.is_party and other.grounded.origin.side != told.grounded.origin.side
        apart = (mine <= CIVIL and theirs <= FIGHTERS) or (mine <= FIGHTERS and theirs <= CIVIL)
        if opposed and apart and theirs and other.number == told.number:
            return True
    return False


def standing(told: Told, accused: frozenset[str]) -> tuple[str, str]:
    """Return how far a figure counts ("enters", "high_only" or "excluded") and why. Rule: standards R5, 3.5."""
    origin = told.grounded.origin
    if origin.credibility > 4:
        return "excluded", f"origin {origin.name} has credibility {origin.credibility}; 4 is the last that counts (3.5)"
    if told.feared:
        return "high_only", "feared, not reported as happened: it can raise the high, never the low (3.5)"
    if not told.is_party:
        return "enters", ""
    own_deed = origin.side is not None and perpetrator_key(told) == origin.side
    declared = told.grounded.claim.perpetrator_status is PerpetratorStatus.DECLARED_BY_SELF
    if origin.side is not None and origin.side in accused:
        return "excluded", f"{origin.name} speaks for the party accused of this harm: conceded, not in the range (R5)"
    if (own_deed or declared) and FIGHTERS & set(told.measure.population):
        return "high_only", f"{origin.name} claims to have inflicted it on fighters: high only (R5)"
    if own_deed and not declared:
        return "excluded", f"{origin.name} speaks of harm it is said to have caused: conceded, not in the range (R5)"
    return "enters", ""
