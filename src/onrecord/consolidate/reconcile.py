"""low, best and high of one measure from what its origins say. Rules: standards 3.5, R5, R12."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.consolidate.bounds import Bounds


@dataclass(frozen=True, slots=True)
class Stand:
    """What one origin says of a measure.

    `part`: it counts a part only, so it is a floor under the whole. `high_only`: it can raise the high alone.
    `party`: its figure cannot alone set best. `claims`: those its bounds come from.
    """

    root: str
    name: str
    rank: int
    bounds: Bounds
    claims: tuple[str, ...]
    party: bool = False
    side: str | None = None
    part: bool = False
    high_only: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """The range of a measure and the claims that set each end. `high` None: open; `best` None: nobody neutral says."""

    low: int
    best: int | None
    high: int | None
    high_reported: int | None
    set_low: tuple[str, ...]
    set_best: tuple[str, ...]
    set_high: tuple[str, ...]
    notes: tuple[str, ...] = ()
    joined: int = 0  # pairs of opposed parties that count as one origin (R5)


def reconcile(stands: Sequence[Stand]) -> Range:
    """Return the range of one measure.

    Stands: at least one; one an origin and kind of figure; order does not matter. Rule: standards 3.5.
    """
    given = sorted(stands, key=lambda s: (s.root, s.part, s.high_only, s.bounds.low, s.claims))
    stands = agree(given)
    whole = [s for s in stands if not s.part and not s.high_only]
    closed = [s for s in whole if s.bounds.high is not None]
    floors = [s for s in whole if s.bounds.high is None]
    parts = [s for s in stands if s.part and not s.high_only]
    low, set_low = _low(closed, floors, parts)
    high, set_high, reported = _high(closed, floors, parts, [s for s in stands if s.high_only])
    best, set_best = _best([s for s in whole if not s.party], [s for s in parts if not s.party])
    notes = _notes(closed + floors, parts, best)
    if high is not None and low > high:
        high, set_high = low, set_low
    if best is not None:
        best = max(low, best if high is None else min(best, high))
    joined = len(given) - len(stands)
    return Range(low, best, high, max(reported, low), set_low, set_best, set_high, notes, joined)


def agree(stands: Sequence[Stand]) -> list[Stand]:
    """Return `stands` with a number that opposed parties agree on as one stand that is no party's. Rule: R5."""
    out = list(stands)
    parties = [s for s in stands if s.party and s.side is not None]
    for i, a in enumerate(parties):
        for b in parties[i + 1 :]:
            same = a.side != b.side and _point(a) == _point(b) and not (a.high_only and b.high_only)
            if same and a in out and b in out:
                out.remove(a)
                out.remove(b)
                n = _point(a)
                ids = tuple(sorted({*a.claims, *b.claims}))
                joint = replace(a, root=f"{a.root}+{b.root}", name=f"{a.name} and {b.name}", rank=min(a.rank, b.rank))
                out.append(
                    replace(
                        joint, bounds=Bounds(n, n, n), claims=ids, party=False, side=None, part=False, high_only=False
                    )
                )
    return out


def _point(stand: Stand) -> int:
    return stand.bounds.low if stand.bounds.best is None else stand.bounds.best


def _low(closed: list[Stand], floors: list[Stand], parts: list[Stand]) -> tuple[int, tuple[str, ...]]:
    low = 0
    by: tuple[str, ...] = ()
    if closed:
        low = min(s.bounds.low for s in closed)
        by = _who(closed, low)
        for s in sorted(floors, key=lambda s: (s.bounds.low, s.root, s.claims)):
            above = {e.root for e in closed if e.bounds.low >= s.bounds.low}
            if s.bounds.low < low and len(above) < 2:
                low, by = s.bounds.low, _who(floors, s.bounds.low)
    elif floors:
        low = min(s.bounds.low for s in floors)
        by = _who(floors, low)
    under = max((s.bounds.low for s in parts), default=0)
    if under > low or (parts and not closed and not floors):
        low, by = under, _who(parts, under)
    return low, by


def _who(stands: list[Stand], low: int) -> tuple[str, ...]:
    return tuple(sorted({c for s in stands if s.bounds.low == low for c in s.claims}))


def _high(
    closed: list[Stand], floors: list[Stand], parts: list[Stand], raised: list[Stand]
) -> tuple[int | None, tuple[str, ...], int]:
    """Return the highest ceiling (None: open), who set it, and the highest figure said."""
    ceilings = [(s.bounds.high, s) for s in closed + raised if s.bounds.high is not None]
    said = ceilings + [(s.bounds.low, s) for s in floors + parts + raised]
    top = max((n for n, _ in said), default=0)
    by = tuple(sorted({c for n, s in said if n == top for c in s.claims}))
    is_open = not closed or any(s.bounds.high is None for s in raised)
    if is_open and not (raised and not floors and not parts and len(ceilings) == len(raised)):
        return None, by, top
    return top, by, top


def _best(whole: list[Stand], parts: list[Stand]) -> tuple[int | None, tuple[str, ...]]:
    """Return the smallest most likely value that all stands of no party allow, else that of the best-ranked one."""
    stands = whole + parts
    pointed = [s for s in stands if s.bounds.best is not None]
    if not pointed:
        return None, ()
    fits = [s for s in pointed if all(o.bounds.holds(_point(s)) for o in stands)]
    if fits:
        value = min(_point(s) for s in fits)
        return value, tuple(sorted({c for s in fits if _point(s) == value for c in s.claims}))
    lowest = max(s.bounds.low for s in stands)
    if all(s.bounds.holds(lowest) for s in stands):
        return lowest, tuple(sorted({c for s in stands if s.bounds.low == lowest for c in s.claims}))
    first = min([s for s in pointed if not s.part] or pointed, key=lambda s: (s.rank, _point(s), s.root))
    return _point(first), first.claims


def _notes(whole: list[Stand], parts: list[Stand], best: int | None) -> tuple[str, ...]:
    notes: list[str] = []
    for i, a in enumerate(whole):
        for b in whole[i + 1 :]:
            if not a.bounds.meets(b.bounds):
                notes.append(f"{a.name} says {said(a.bounds)}, {b.name} says {said(b.bounds)}: both kept (3.8)")
    if best is None and (whole or parts):
        parties = all(s.party for s in whole + parts)
        notes.append("no best: only parties speak (R5)" if parties else "no best: nobody gives a most likely figure")
    if not whole and parts:
        notes.append("only parts of the whole are counted: a floor, not a total (R12)")
    return tuple(sorted(set(notes)))


def said(bounds: Bounds) -> str:
    """Return `bounds` for a reader: "12", "12 to 15", "at least 12"."""
    if bounds.high is None:
        return f"at least {bounds.low}"
    return str(bounds.low) if bounds.low == bounds.high else f"{bounds.low} to {bounds.high}"
