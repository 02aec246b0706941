"""Figures of one document and one harm put together: restated ones replace, parallel ones add, parts do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.claim import Claim, Population
from onrecord.model.count import Qualifier

GENERIC = frozenset({"people", "persons", "person", "others", "victims", "casualties", "bodies", "individuals", ""})


@dataclass(frozen=True, slots=True)
class Figure:
    """A range of persons and the claims that make it."""

    low: int
    best: int
    high: int | None
    claims: tuple[str, ...]


def sum_of(claims: Sequence[Claim], home: Mapping[str, int]) -> Figure:
    """Return what `claims` of one harm come to; `home` tells the incident of each. At least one claim."""
    ids = {c.id for c in claims}
    whole = [c for c in claims if c.part_of not in ids and c.same_as not in ids] or list(claims)[:1]
    groups: dict[int, list[Claim]] = defaultdict(list)
    for c in sorted(whole, key=lambda c: (c.quote.start, c.number_start, c.id)):
        groups[home.get(c.id, 0)].append(c)
    return _add(_one_incident(groups[n]) for n in sorted(groups))


def _one_incident(claims: Sequence[Claim]) -> Figure:
    """Return what the figures of one incident come to: its largest total, or its separate groups added."""
    further = [c for c in claims if c.disjoint]
    plain = [c for c in claims if not c.disjoint] or further[:1]
    further = [c for c in further if c not in plain]
    totals = [c for c in plain if is_generic(c)]
    groups = [c for c in plain if not is_generic(c)]
    parts = _add(_largest(g) for g in _by_group(groups)) if groups else None
    total = _largest(totals) if totals else None
    if total is None or parts is None:
        base = total or parts or _figure(claims[0])
    elif parts.low > total.low and total.high is not None:
        base = parts
    else:
        base = total
    return _add([base, *(_figure(c) for c in further)])


def is_generic(claim: Claim) -> bool:
    """Return whether the claim counts people as such, no group of them."""
    words = (claim.victims or "").casefold().split()
    return not set(claim.population) - {Population.NAMED_PERSON} and (not words or words[-1] in GENERIC)


def _by_group(claims: Sequence[Claim]) -> list[list[Claim]]:
    groups: dict[tuple[tuple[Population, ...], str], list[Claim]] = defaultdict(list)
    for c in claims:
        name = c.victim.name if c.victim and c.victim.name else ""
        groups[c.population, (name or (c.victims or "")).casefold()].append(c)
    return list(groups.values())


def _largest(claims: Sequence[Claim]) -> Figure:
    return _figure(max(claims, key=lambda c: (c.count.low, c.count.high is not None, -c.quote.start)))


def _figure(claim: Claim) -> Figure:
    count = claim.count
    best = count.low
    if count.high is not None and count.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.UP_TO):
        best = count.high if count.qualifier is not Qualifier.ABOUT else (count.low + count.high) // 2
    return Figure(count.low, best, count.high, (claim.id,))


def _add(figures: Iterable[Figure]) -> Figure:
    found = list(figures)
    highs = [f.high for f in found]
    return Figure(
        sum(f.low for f in found),
        sum(f.best for f in found),
        sum(h for h in highs if h is not None) if None not in highs else None,
        tuple(sorted({c for f in found for c in f.claims})),
    )
