"""What disjoint incidents add up to. An incident that may be another one told again is never added to it. 3.6."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.consolidate.incident_tolls import Counted
from onrecord.consolidate.incidents import Cluster
from onrecord.model.record import Measure


@dataclass(frozen=True, slots=True)
class Summed:
    """The sum over incidents that are surely different ones. `high` None: open. `left_out`: incidents not in it."""

    low: int
    best: int | None
    high: int | None
    high_reported: int
    counted: tuple[Counted, ...]
    left_out: int


def sum_incidents(
    measure: Measure, country: str | None, incidents: Sequence[tuple[Cluster, Sequence[Counted]]]
) -> Summed | None:
    """Return the sum for one measure and country, or None if no incident speaks of it.

    Incidents with a town and days are different ones; so are those that one voice tells apart. The larger of these
    sums stands: one without place or day may be any of the others, told again. What is left out opens the high.
    """
    said: list[tuple[Cluster, Counted]] = []
    for cluster, counts in incidents:
        said += [(cluster, c) for c in counts if c.measure == measure and c.country == country]
    if not said:
        return None
    located = [(c, n) for c, n in said if c.leading.is_located]
    choices = [located] if located else []
    by_voice: dict[str, list[tuple[Cluster, Counted]]] = defaultdict(list)
    for c, n in said:
        for voice in sorted({node.voice for node in c.nodes}):
            by_voice[voice].append((c, n))
    choices += [by_voice[voice] for voice in sorted(by_voice)]
    chosen = max(choices, key=_weight)
    counts = [n for _, n in chosen]
    bests = [n.range.best for n in counts]
    highs = [n.range.high for n in counts]
    left_out = len(said) - len(chosen)
    closed = left_out == 0 and None not in highs
    return Summed(
        low=sum(n.range.low for n in counts),
        best=None
        if all(b is None for b in bests)
        else sum(n.range.low if n.range.best is None else n.range.best for n in counts),
        high=sum(h for h in highs if h is not None) if closed else None,
        high_reported=sum(_top(n) for n in counts),
        counted=tuple(counts),
        left_out=left_out,
    )


def _weight(chosen: Sequence[tuple[Cluster, Counted]]) -> tuple[int, int, int, str]:
    """Return what the larger sum is told by; of equal ones what is said and by whom decides, never an id."""
    said = sorted(repr([(s.root, s.bounds, s.part, s.high_only) for s in n.stands]) for _, n in chosen)
    return (sum(n.range.low for _, n in chosen), len(chosen), sum(_top(n) for _, n in chosen), repr(said))


def _top(counted: Counted) -> int:
    found = counted.range
    return found.high if found.high is not None else (found.high_reported or found.low)
