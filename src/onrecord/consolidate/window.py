"""Which figures lie in a conflict's window and countries, and happened by a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from onrecord.consolidate.told import Told
from onrecord.model.claim import Scope
from onrecord.model.record import Conflict


def named(conflict: str | None, conflicts: Collection[Conflict]) -> Conflict | None:
    """Return the conflict called `conflict`. Raises: ValueError naming those there are."""
    if conflict is None:
        return None
    for c in conflicts:
        if c.name == conflict:
            return c
    known = ", ".join(sorted(c.name for c in conflicts)) or "none"
    raise ValueError(f"conflict: expected one of those on record ({known}), found {conflict!r}")


def outside(told: Told, conflict: Conflict | None, as_of: date | None, spoken: Collection[str]) -> str | None:
    """Return why a figure is outside what is asked for, or None.

    `spoken`: the reports that speak of a country of the conflict. A figure of unknown country counts, in a group of
    its own, only if its report is one of them.
    """
    happened = _known_by(told)
    if as_of is not None and (happened is None or happened > as_of):
        return f"not known to have happened by {as_of.isoformat()}"
    if conflict is None:
        return None
    if told.country is None:
        if not set(told.reports) & set(spoken):
            return "country unknown, and its report speaks of no country of the conflict"
    elif told.country not in conflict.countries:
        return f"country {told.country} is not of the conflict"
    return _outside_window(told, conflict)


def _outside_window(told: Told, conflict: Conflict) -> str | None:
    period = told.grounded.period
    start = period.start if period.start is not None else period.end
    until = _known_by(told)
    if until is not None and until < conflict.start:
        return f"from before the conflict began on {conflict.start.isoformat()}"
    if told.grounded.claim.scope in (Scope.CUMULATIVE, Scope.PERIOD) and period.start and period.start < conflict.start:
        return f"counts from {period.start.isoformat()}, before the conflict began on {conflict.start.isoformat()}"
    if conflict.end is not None and start is not None and start > conflict.end:
        return f"from after the conflict ended on {conflict.end.isoformat()}"
    if until is None:
        return "no day of its own and none of publication: not known to lie in the window"
    return None


def _known_by(told: Told) -> date | None:
    """Return the last day on which it can have happened: its own, else that of publication."""
    return told.grounded.period.end or told.published


def reports_on(tolds: Collection[Told], conflict: Conflict | None) -> frozenset[str]:
    """Return the reports with a figure in a country of `conflict`."""
    if conflict is None:
        return frozenset()
    return frozenset(r for t in tolds if t.country in conflict.countries for r in t.reports)
