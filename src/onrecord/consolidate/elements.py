"""One value of a running total: all the figures that repeat it, and the wording that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.consolidate.bounds import Bounds, half_unit, is_round
from onrecord.consolidate.told import Told
from onrecord.model.count import Qualifier
from onrecord.model.record import SeriesPoint

ROUNDING_DAYS = 2
_FIRM = frozenset({"stated", "inferred"})


def status_of(told: Told) -> str:
    """Return how the as-of day is known: stated, inferred, published_at or unknown."""
    period = told.grounded.period
    return period.as_of_status or ("stated" if period.end else "unknown")


def is_firm(told: Told) -> bool:
    """Return whether the figure has an as-of day of its own, so that it can lower a total. Rule: standards R9."""
    return told.grounded.period.end is not None and status_of(told) in _FIRM


def known_by(told: Told) -> date | None:
    """Return the day by which the figure was true: its as-of day, else its publication, else None."""
    return told.grounded.period.end or told.published


def rounding_of(told: Told, others: Sequence[Told]) -> Told | None:
    """Return the exact figure that `told` rounds, or None. Rule: standards R11.

    The exact figure is of the same series, within two days, and inside the interval of the round one; a round floor
    ("more than 13,500") rounds a figure at most a tenth above it. A bare "600" rounds one of its own day only: of a
    later day it may be the new count.
    """
    if not is_round(told.grounded.claim.count):
        return None
    days = 0 if told.grounded.claim.count.qualifier is Qualifier.EXACT else ROUNDING_DAYS
    fits = [o for o in others if _is_exact(o) and _within(days, told, o) and _rounds(told, o.number)]
    return min(fits, key=lambda o: (abs(o.number - told.number), o.number, o.published or date.max, o.id), default=None)


def _is_exact(told: Told) -> bool:
    count = told.grounded.claim.count
    return count.qualifier is Qualifier.EXACT and not is_round(count)


def _within(days: int, a: Told, b: Told) -> bool:
    x, y = known_by(a), known_by(b)
    return x is not None and y is not None and abs((x - y).days) <= days


def _rounds(told: Told, number: int) -> bool:
    if number == told.number:
        return False
    match told.grounded.claim.count.qualifier:
        case Qualifier.EXACT | Qualifier.ABOUT:
            return abs(number - told.number) <= half_unit(told.number)
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return told.number < number <= told.number + told.number // 10
        case Qualifier.NEARLY | Qualifier.INDEFINITE | Qualifier.RANGE:
            return told.bounds.holds(number)
    return False


def wording(tolds: Sequence[Told]) -> Told:
    """Return the figure whose wording stands among repeats of one number by one origin.

    That of most voices; then the origin's own publication; then the widest bounds; then the earliest. Rule: WE1, R10.
    """
    voices: dict[Qualifier, set[str]] = defaultdict(set)
    for t in tolds:
        voices[t.grounded.claim.count.qualifier].add(t.voice)

    def rank(t: Told) -> tuple[object, ...]:
        qualifier = t.grounded.claim.count.qualifier
        return (
            -len(voices[qualifier]),
            not is_own_document(t),
            t.bounds.high is not None,
            t.bounds.low,
            -(t.bounds.high or 0),
            t.published or date.max,
            t.id,
        )

    return min(tolds, key=rank)


def is_own_document(told: Told) -> bool:
    """Return whether the origin itself published the report."""
    origin, outlet = told.grounded.origin, (told.grounded.outlet or "").casefold()
    return bool(outlet) and outlet in (origin.name.casefold(), origin.id.casefold())


@dataclass(slots=True)
class Element:
    """One value of a series under construction: the figures that say it, and variants of it."""

    tolds: list[Told]
    number: int
    state: str = "current"
    reason: str = ""
    variants: dict[int, list[Told]] = field(default_factory=dict)

    @property
    def lowest(self) -> int:
        return min((self.number, *self.variants))

    @property
    def published(self) -> date | None:
        return min((t.published for t in self.tolds if t.published), default=None)

    @property
    def as_of(self) -> date | None:
        firm = [t for t in self.tolds if is_firm(t)]
        return min((d for t in firm or self.tolds if (d := known_by(t))), default=None)

    @property
    def is_stated(self) -> bool:
        return any(status_of(t) == "stated" for t in self.tolds)

    def speaker(self) -> Told:
        """Return the figure that stands for the element."""
        return wording(self.tolds)

    def bounds(self) -> Bounds:
        """Return the bounds of the standing wording, widened to its variants. Rule: standards R10."""
        own = self.speaker().bounds
        for tolds in self.variants.values():
            other = wording(tolds).bounds
            high = None if own.high is None or other.high is None else max(own.high, other.high)
            own = Bounds(min(own.low, other.low), high, own.best)
        return own

    def take(self, other: Element) -> None:
        """Add figures that repeat this value, or one of its variants."""
        if other.number in self.variants:
            self.variants[other.number] += other.tolds
        else:
            self.tolds += other.tolds

    def take_variant(self, other: Element) -> None:
        """Add another number of the same day; the origin's own, else that of most voices, else the lower stands."""
        groups = {self.number: self.tolds, **self.variants, other.number: other.tolds, **other.variants}

        def rank(number: int) -> tuple[bool, int, int]:
            tolds = groups[number]
            return (not any(is_own_document(t) for t in tolds), -len({t.voice for t in tolds}), number)

        self.number = min(groups, key=rank)
        self.tolds = groups.pop(self.number)
        self.variants = groups

    def states(self) -> list[tuple[Told, str, str]]:
        """Return each figure with its state and the reason."""
        aside = "superseded" if self.state == "superseded" else "variant"
        reason = f"another number than {self.number} by the same origin on the same day (R10)"
        out = [(t, self.state, self.reason) for t in self.tolds]
        out += [(t, aside, self.reason or reason) for tolds in self.variants.values() for t in tolds]
        return out

    def points(self) -> list[SeriesPoint]:
        """Return the element as points of the published series: itself, and one a variant."""
        groups = [(self.tolds, self.state), *((tolds, "variant") for tolds in self.variants.values())]
        return [_point(tolds, state) for tolds, state in groups]


def _point(tolds: list[Told], state: str) -> SeriesPoint:
    speaks = wording(tolds)
    ids = sorted({c for t in tolds for c in t.claims} - {speaks.id})
    firm = [t for t in tolds if is_firm(t)]
    dated = min(firm or tolds, key=lambda t: (known_by(t) or date.max, t.id))
    published = min((t.published for t in tolds if t.published), default=None)
    return SeriesPoint(
        speaks.id,
        known_by(dated),
        status_of(dated),
        speaks.bounds.low,
        speaks.bounds.high,
        state,
        published,
        tuple(ids),
    )
