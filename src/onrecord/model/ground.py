"""Where, when and who, each with a precision, a reason and the right to be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.claim import Claim, Statement


class Settled(StrEnum):
    """Codebook 4.1: how a place or period was settled. `ambiguous` and `unknown` are answers."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. WGS 84, latitude first. `country` is ISO 3166-1 alpha-3, None for regions over several."""

    id: str  # "geonames:2210247", "onrecord:ain-zara"
    name: str
    latitude: float
    longitude: float
    feature: str  # country, admin1, admin2, place, neighbourhood, region
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """Where the harm was done, as far as the text tells. `where_prec` is UCDP's 1 to 7.

    Ambiguous: `place` is at most the country that all close candidates share, `runner_up` the likelier of them, never
    to be shown as the place. `stands_for`: a nearer name that the gazetteer does not hold, for which `place` stands.
    """

    settled: Settled
    as_written: str | None
    place: Place | None
    where_prec: int | None
    reason: str
    score: float = 0.0
    runner_up: Place | None = None
    relation: str | None = None  # "southwest of Tripoli", kept as stated
    conflict: bool = False  # the stated relation and the map disagree
    inherited: bool = False  # the words stand outside the claim's sentence
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """When. Both ends included; None is open or unknown. `date_prec` is UCDP's 1 to 5, None without a date.

    `as_of_status`: how the end of a cumulative or snapshot figure is known: stated, inferred, published_at, unknown.
    """

    settled: Settled
    start: date | None
    end: date | None
    date_prec: int | None
    reason: str
    as_written: str | None = None
    as_of_status: str | None = None
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did or suffered it: a row of the actor list, or a generic actor kept as said (`id` None)."""

    name: str
    id: str | None = None
    kind: str | None = None  # government, rebel, militia, ...
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The deepest root of a credit. `root` is what independence is counted on: `un-system` for WHO and OCHA.

    `kind`: belligerent, party_affiliated, state_media, government_civil, international_org, ngo, health_facility,
    local_authority, wire, news_outlet, social_media, witness, anonymous, unknown. `credibility`: 1 (best) to 5.
    """

    id: str
    name: str
    root: str
    kind: str
    via: tuple[str, ...] = ()
    side: str | None = None  # the actor id whose side it speaks for
    credibility: int = 3
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GroundedClaim:
    """A claim with its report's outlet and date, and where, when and who."""

    claim: Claim
    place: PlaceChoice
    period: Period
    origin: Origin
    perpetrator: Actor | None
    outlet: str | None
    published_at: date | None
    retrieved_on: date | None = None
    voice: str = ""  # the wire's id, or the report's own: reprints share it


@dataclass(frozen=True, slots=True)
class GroundedStatement:
    """A statement with where, when and who."""

    statement: Statement
    place: PlaceChoice
    period: Period
    origin: Origin
    outlet: str | None
    published_at: date | None
    voice: str = ""
