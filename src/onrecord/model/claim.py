"""What a report says: Claim, Victim, Statement and Doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from onrecord.model.count import Count
from onrecord.model.identity import content_id
from onrecord.model.report import Quote


class Harm(StrEnum):
    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    DISPLACED = "displaced"
    SHELTERED = "sheltered"
    DAMAGED = "damaged"
    DESTROYED = "destroyed"
    CASUALTIES = "casualties"
    OTHER = "other"


class Unit(StrEnum):
    PERSON = "person"
    HOUSEHOLD = "household"
    FAMILY = "family"
    FACILITY = "facility"
    VEHICLE = "vehicle"
    BUILDING = "building"
    OTHER = "other"


class Population(StrEnum):
    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    CHILD = "child"
    WOMAN = "woman"
    MAN = "man"
    HEALTH_WORKER = "health_worker"
    AID_WORKER = "aid_worker"
    JOURNALIST = "journalist"
    SECURITY_FORCE = "security_force"
    OFFICIAL = "official"
    DETAINEE = "detainee"
    REFUGEE = "refugee"
    NAMED_PERSON = "named_person"


class Scope(StrEnum):
    """Codebook 3.3."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"
    PERIOD = "period"
    SNAPSHOT = "snapshot"


class Modality(StrEnum):
    """Codebook 3.5: exactly one; `historical` is a flag beside it."""

    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    FEARED = "feared"
    DENIED = "denied"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"


class Context(StrEnum):
    CONFLICT = "conflict"
    CRIME = "crime"
    ACCIDENT = "accident"
    DISASTER = "disaster"
    DISEASE = "disease"


class PerpetratorStatus(StrEnum):
    """Codebook 3.7: who says who did it."""

    ASSERTED = "asserted"
    ACCUSED_BY = "accused_by"
    DECLARED_BY_SELF = "declared_by_self"
    DENIED_BY = "denied_by"
    NOT_ATTRIBUTED = "not_attributed"  # the text says that the speaker did not say who
    NOT_MENTIONED = "not_mentioned"


@dataclass(frozen=True, slots=True)
class Victim:
    """One person whom the report names or describes; withheld from public output by default."""

    name: str | None = None
    age: int | None = None
    sex: str | None = None  # "female", "male"
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure as reported. `None` means that the text does not say.

    `number_start` and `number_end` place the number (or, without one, the victim noun) in the quote's part;
    `dated_by` and `placed_by` tell whether `when` and `place` stand in the claim's own sentence ("sentence"), in a
    neighbouring one ("context") or at the head of the text ("dateline").
    """

    quote: Quote
    count: Count
    harm: Harm
    number_start: int
    number_end: int
    unit: Unit = Unit.PERSON
    population: tuple[Population, ...] = ()
    victims: str | None = None
    victim: Victim | None = None
    weapon: str | None = None
    means: str | None = None
    target: str | None = None
    scope: Scope = Scope.INCIDENT
    speaker: str | None = None
    chain: tuple[str, ...] = ()  # outermost first, origin last
    modality: Modality = Modality.ASSERTED
    historical: bool = False
    context: Context = Context.CONFLICT
    place: str | None = None
    placed_by: str | None = None
    when: str | None = None
    dated_by: str | None = None
    perpetrator: str | None = None
    perpetrator_status: PerpetratorStatus = PerpetratorStatus.NOT_MENTIONED
    disjoint: bool = False  # "a further", "another", "other": stands beside what went before
    part_of: str | None = None
    same_as: str | None = None
    confidence: float = 1.0
    sentence: str = ""  # the whole sentence, for grounding
    sentence_start: int = 0
    listed: tuple[Victim, ...] = ()  # the persons of a list without a number ("X, his wife and their son")
    id: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.id:
            q = self.quote
            key: list[str | int | None] = [
                q.report,
                q.block,
                q.start,
                q.end,
                self.number_start,
                self.number_end,
                self.harm,
                self.victims,
            ]
            object.__setattr__(self, "id", content_id("claim", key))


@dataclass(frozen=True, slots=True)
class Statement:
    """An event told without a figure: a strike, a meeting, aid, an accusation. Types and modes as in PLOVER."""

    quote: Quote
    type: str
    mode: str | None = None
    aux: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    target: str | None = None
    place: str | None = None
    when: str | None = None
    said_when: str | None = None  # dates the statement, never the harm
    speaker: str | None = None
    modality: Modality = Modality.ASSERTED
    perpetrator_status: PerpetratorStatus = PerpetratorStatus.NOT_MENTIONED
    sentence: str = ""
    sentence_start: int = 0
    id: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.id:
            q = self.quote
            object.__setattr__(
                self, "id", content_id("statement", [q.report, q.block, q.start, q.end, self.type, self.mode])
            )


class Reason(StrEnum):
    """Why something could not be settled. Each is explained in codebook 6."""

    UNREADABLE_COUNT = "unreadable_count"
    UNREADABLE_DATE = "unreadable_date"
    UNKNOWN_HARM = "unknown_harm"
    UNKNOWN_SPEAKER = "unknown_speaker"
    AMBIGUOUS_PLACE = "ambiguous_place"
    UNKNOWN_PLACE = "unknown_place"
    PLACE_CONFLICT = "place_conflict"
    AMBIGUOUS_PERIOD = "ambiguous_period"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    UNKNOWN_VICTIMS = "unknown_victims"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    CONTRADICTION = "contradiction"
    UNREADABLE_FIELD = "unreadable_field"  # a field of a row that is not of the type it should be
    OTHER_LANGUAGE = "other_language"  # a passage of an English report that is not English and was not read


@dataclass(frozen=True, slots=True)
class Doubt:
    """What could not be settled, and why; it goes to a person and is never dropped."""

    reason: Reason
    message: str
    quote: Quote | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says: its claims, statements and doubts, each list in order of place in the report."""

    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included; None is open or unknown."""

    start: date | None
    end: date | None
