"""What many claims come to: Wire, Incident, Series, Toll, Conflict. All derived, all recomputable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.claim import Doubt, Harm, PerpetratorStatus, Population, Unit
from onrecord.model.ground import PlaceChoice


@dataclass(frozen=True, slots=True)
class Wire:
    """Reports that repeat one agency text: one voice. Its id is that of the smallest report id in it."""

    id: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A named window with sides and an anchor date."""

    name: str
    start: date
    end: date | None
    countries: tuple[str, ...]  # ISO 3166-1 alpha-3
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted: claims are comparable only within one measure. Rule: standards 3, "measure key"."""

    harm: Harm
    unit: Unit
    population: tuple[Population, ...] = ()  # empty: everybody
    thing: str | None = None  # for units other than persons: "ambulance"


@dataclass(frozen=True, slots=True)
class Contribution:
    """One claim's part in a toll: sets_low, sets_best, sets_high, variant, superseded, subset, excluded, supports."""

    claim: str
    role: str
    reason: str


@dataclass(frozen=True, slots=True)
class Toll:
    """low, best and high of one measure, with the claims that set each end and the rule version.

    `high` None with `open` True: no ceiling is known; `high_reported` is then the highest figure said.
    `best` None: no non-party origin speaks for this measure. A harm nobody speaks of has no Toll at all.
    """

    measure: Measure
    low: int
    best: int | None
    high: int | None
    open: bool
    high_reported: int | None
    independent_origins: int
    origins: tuple[str, ...]
    roots: tuple[str, ...]
    documents: int
    voices: int
    start: date | None
    end: date | None
    scope: str
    place: str | None
    country: str | None
    contributions: tuple[Contribution, ...]
    policy: str
    notes: tuple[str, ...] = ()
    possible_part_of: str | None = None  # the wider measure this may be inside of; never added


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One element of a series: a figure as of a day. `state`: current, superseded, variant, rounding, stale."""

    claim: str
    as_of: date | None
    as_of_status: str
    low: int
    high: int | None
    state: str
    published_at: date | None
    also: tuple[str, ...] = ()  # claims that repeat this element


@dataclass(frozen=True, slots=True)
class Series:
    """One origin's running total over time, ordered by as_of; later supersedes, nothing is added."""

    id: str
    root: str
    origin: str
    measure: Measure
    scope: str
    place: str | None
    country: str | None
    anchor: date | None
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One moment in place and time where harm is alleged. Its identity is the set of its claims and statements.

    A harm that no claim speaks of has no toll here: null, never zero.
    """

    id: str
    claims: tuple[str, ...]
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    place: PlaceChoice | None
    start: date | None
    end: date | None
    date_prec: int | None
    tolls: tuple[Toll, ...]
    perpetrators: tuple[str, ...]
    perpetrator_status: PerpetratorStatus
    weapon: str | None = None
    target: str | None = None
    historical: bool = False
    context: str = "conflict"


@dataclass(frozen=True, slots=True)
class Relation:
    """How two claims stand to each other, with the reason: never a sum.

    `kind`: possible_part_of, same_figure, contradicts, variant_of, rounding_of, supersedes. `from_claim` is the part,
    variant or later one. `status`: stated or inferred.
    """

    kind: str
    from_claim: str
    to_claim: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Consolidated:
    """All that a set of grounded claims comes to. Derived: the same claims give the same record in any order."""

    incidents: tuple[Incident, ...] = ()
    series: tuple[Series, ...] = ()
    tolls: tuple[Toll, ...] = ()
    relations: tuple[Relation, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    excluded: tuple[Contribution, ...] = ()  # the claims that enter no toll at all, each with its reason
