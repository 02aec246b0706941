"""Words to bounds, policy `codebook/1`: what a number and its qualifiers allow."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.numbers.figure_words import POLICY
from onrecord.model.count import Count, Qualifier

_IMPLIED: dict[str, tuple[int, int | None, Qualifier]] = {
    "plural": (2, None, Qualifier.INDEFINITE),
    "single": (1, 1, Qualifier.EXACT),
    "family": (3, 6, Qualifier.INDEFINITE),
    "none": (0, 0, Qualifier.NONE_REPORTED),
}


def half_unit(number: int) -> int:
    """Return half of the place value of the last non-zero digit of `number`, 0 if it has no trailing zero.

    600 gives 50, 13,600 gives 50, 16,000 gives 500, 20 gives 5, 121 gives 0: half a unit is no person.
    """
    place = 1
    while number and number % (10 * place) == 0:
        place *= 10
    return place // 2


def bounds(low: int, high: int | None, qualifiers: Sequence[Qualifier] = ()) -> tuple[int, int | None, Qualifier]:
    """Return low, high and the qualifier that stays, for a number or range and the qualifiers before it.

    `low` and `high`: N, N for a number, N, M for a range, N, None for a vague word. `qualifiers`: innermost first, so
    "at least some 20" is (ABOUT, AT_LEAST) and gives 15, open, AT_LEAST.
    Rule: codebook 2.1 and 2.2; "about" over a range or an open figure adds nothing to it.
    """
    kept = _plain(low, high)
    for qualifier in qualifiers:
        low, high, kept = _apply(qualifier, low, high, kept)
    return low, high, kept


def _plain(low: int, high: int | None) -> Qualifier:
    if low == high:
        return Qualifier.EXACT
    return Qualifier.INDEFINITE if high is None else Qualifier.RANGE


def _apply(outer: Qualifier, low: int, high: int | None, inner: Qualifier) -> tuple[int, int | None, Qualifier]:
    if outer in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return low, None, outer
    if outer is Qualifier.UP_TO and inner not in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return 0, high, outer
    if outer is Qualifier.LESS_THAN and high is not None:
        return 0, max(0, high - 1), outer
    if outer in (Qualifier.ABOUT, Qualifier.NEARLY) and inner is Qualifier.EXACT and high is not None:
        above = half_unit(high) if outer is Qualifier.ABOUT else 0
        return low - half_unit(low), high + above, outer
    return low, high, inner


def implied(kind: str) -> Count:
    """Return the count that words without a number imply: "plural" 2 or more, "single" 1, "family" 3 to 6, "none" 0.

    Raises: KeyError for another kind.
    """
    low, high, qualifier = _IMPLIED[kind]
    return Count(low, high, qualifier, "", "", POLICY)
