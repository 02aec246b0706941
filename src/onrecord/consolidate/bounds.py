"""Words to bounds: the toll policies. The table is data; a claim's own bounds (codebook/1) stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model.count import Count, Qualifier

VERSION = "bounds/1"

# Vague words whose bounds a policy sets apart from the claim's own; None: open above. Standards 3.1.
POLICIES: Mapping[str, Mapping[str, tuple[int, int | None]]] = {
    "conservative": {},
    "airwars": {"family": (4, 6)},
    "acled": {"tens": (10, 10), "dozens": (12, 12), "hundreds": (100, 100)},
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a wording allows: at least `low`, at most `high` (None: open), most likely `best` (None: not said)."""

    low: int
    high: int | None
    best: int | None

    def holds(self, value: int) -> bool:
        """Return whether `value` lies within."""
        return self.low <= value and (self.high is None or value <= self.high)

    def meets(self, other: Bounds) -> bool:
        """Return whether one value can satisfy both."""
        low = max(self.low, other.low)
        return self.holds(low) and other.holds(low)


def policy_id(policy: str) -> str:
    """Return the full name of `policy` as tolls print it. Raises: ValueError naming the policies there are."""
    if policy not in POLICIES:
        raise ValueError(f"policy: expected one of {', '.join(sorted(POLICIES))}, found {policy!r}")
    return f"{VERSION} {policy}"


def half_unit(number: int) -> int:
    """Return half of the place value of the last digit that is not zero, at most a tenth of `number`.

    0 where there is no zero at the end. Rule: standards 3.1 (600: 50; 13,600: 50; 16,000: 500; 121: 0).
    """
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    return 0 if place == 1 else min(place // 2, number // 10)


def point_of(count: Count) -> int:
    """Return the number that the words name, whatever their qualifier: 121 for "more than 121" and "about 121"."""
    if count.high is None or count.qualifier is Qualifier.RANGE:
        return count.low
    if count.qualifier is Qualifier.ABOUT:
        return (count.low + count.high) // 2
    if count.qualifier in (Qualifier.NEARLY, Qualifier.UP_TO):
        return count.high
    if count.qualifier is Qualifier.LESS_THAN:
        return count.high + 1
    return count.low


def bounds_of(count: Count, policy: str) -> Bounds:
    """Return the bounds of `count` by `policy`, derived anew from its stored wording. Rule: standards 3.1."""
    number = point_of(count)
    half = half_unit(number)
    match count.qualifier:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            return Bounds(count.low, None, count.low)
        case Qualifier.ABOUT:
            return Bounds(number - half, number + half, number)
        case Qualifier.NEARLY:
            return Bounds(number - half, number, number - half)
        case Qualifier.UP_TO | Qualifier.LESS_THAN:
            return Bounds(0, count.high, None)
        case Qualifier.INDEFINITE:
            low, high = _vague(count, policy)
            return Bounds(low, high, low)
    return Bounds(count.low, count.high, count.low)


def _vague(count: Count, policy: str) -> tuple[int, int | None]:
    words = count.wording.casefold().split() + count.number.casefold().split()
    for word, bounds in POLICIES[policy].items():
        if word in words:
            return bounds
    return count.low, count.high


def is_round(count: Count) -> bool:
    """Return whether the figure can be a rounding of another: vague, or ending in zeros (bare numbers: in two)."""
    if count.qualifier is Qualifier.INDEFINITE:
        return True
    number = point_of(count)
    if count.qualifier is Qualifier.EXACT:
        return number > 0 and number % 100 == 0
    return half_unit(number) > 0
