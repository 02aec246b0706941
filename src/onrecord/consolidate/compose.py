"""What one text's figures for one incident and harm come to: parts and repeats never add, parallel groups do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.consolidate.bounds import Bounds
from onrecord.consolidate.measures import is_inside
from onrecord.consolidate.told import CIVIL, FIGHTERS, Told
from onrecord.model.record import Measure


def one_measure(tolds: Sequence[Told]) -> tuple[Bounds, tuple[Told, ...]]:
    """Return what the figures of one voice, measure and incident come to, and those it comes from.

    Figures: at least one. Told in one sentence they stand side by side and add ("a farmer and two shopkeepers"); a
    figure restated in another sentence replaces a smaller one; "another three" adds. Rule: standards R13.
    """
    sentences: dict[tuple[str, int], list[Told]] = defaultdict(list)
    further = [t for t in tolds if t.grounded.claim.disjoint]
    for t in tolds:
        claim = t.grounded.claim
        if not claim.disjoint and claim.part_of is None:
            sentences[(claim.quote.report, claim.sentence_start if claim.sentence else claim.quote.start)].append(t)
    groups = list(sentences.values()) or [further or list(tolds)[:1]]
    top = max(groups, key=lambda g: (sum(t.bounds.low for t in g), [t.id for t in g]))
    top = top + [t for t in further if t not in top]
    return added(top), tuple(top)


def added(tolds: Sequence[Told]) -> Bounds:
    """Return the sum of figures that stand beside each other."""
    highs = [t.bounds.high for t in tolds]
    bests = [t.bounds.best for t in tolds]
    high = sum(h for h in highs if h is not None) if None not in highs else None
    best = sum(b for b in bests if b is not None) if None not in bests else None
    return Bounds(sum(t.bounds.low for t in tolds), high, best)


def parts_of(tolds: Sequence[Told], whole: Measure) -> tuple[Bounds, tuple[Told, ...]]:
    """Return the floor that one voice's figures for parts of `whole` put under it, and the figures that make it.

    Figures: at least one, each of a measure inside `whole`. Those of separate groups add: civilians and fighters, or
    groups told side by side in one sentence; all others may overlap, and the largest stands. Rules: R12, R13.
    """
    by_measure: dict[Measure, list[Told]] = defaultdict(list)
    for t in tolds:
        by_measure[t.measure].append(t)
    groups = {m: one_measure(ts) for m, ts in by_measure.items()}
    order = sorted(groups, key=lambda m: (-groups[m][0].low, m.population))
    best: list[Told] = []
    for first in order:
        chosen = [first]
        for m in order:
            if m != first and all(_separate(m, c, groups[m][1], groups[c][1]) for c in chosen):
                chosen.append(m)
        picked = [t for m in chosen for t in groups[m][1]]
        if sum(t.bounds.low for t in picked) > sum(t.bounds.low for t in best) or not best:
            best = picked
    low = sum(t.bounds.low for t in best)
    return Bounds(low, None, low), tuple(best)


def _separate(a: Measure, b: Measure, said_a: Sequence[Told], said_b: Sequence[Told]) -> bool:
    if is_inside(a, b) or is_inside(b, a):
        return False
    pa, pb = set(a.population), set(b.population)
    if any(t.grounded.claim.part_of for t in (*said_a, *said_b)):
        return False
    if (pa <= CIVIL and pb <= FIGHTERS) or (pb <= CIVIL and pa <= FIGHTERS):
        return True
    sentences = [
        {(t.grounded.claim.quote.report, t.grounded.claim.sentence_start) for t in s if t.grounded.claim.sentence}
        for s in (said_a, said_b)
    ]
    return bool(sentences[0] & sentences[1])
