"""Parts that the text tells apart from their whole: details of a total, totals broken down. Rule: codebook 3.8."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.report.repeats import (
    ARMED,
    KINDS,
    days_differ,
    noun_of,
    other_day,
    other_kind,
    other_place,
    same_sentence,
)  # fmt: skip
from onrecord.model.claim import Claim, Harm, Modality, Population, Scope, Unit
from onrecord.model.count import Qualifier

_BY_CHANCE = 4  # sums below this come about by chance
_DOZENS = 12  # the least that a vague word for a total stands for
_NEAR = 60  # claims back in which a whole is looked for
_TOLD = frozenset({Modality.ASSERTED, Modality.ATTRIBUTED, Modality.FEARED})


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


_APART = _any_of(lex.APART)
_SPREAD = _any_of(lex.SPREAD)
_TOTAL = _any_of(lex.TOTAL)


def link_parts(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return `claims` with `part_of` set where the text's own total holds what it tells in another sentence.

    Order of place in the report, kept. A narrower group, a person or a list of persons is part of the last total of
    the same harm, place and day; a figure for people as such only of a total that adds up or that covers several
    attacks. What the text sets apart ("another", "elsewhere") is no part.
    """
    out = list(claims)
    for n, claim in enumerate(out):
        if claim.part_of is None and _counts(claim) and (whole := _whole_of(out, n)) is not None:
            out[n] = replace(claim, part_of=whole.id)
    for n, claim in enumerate(out):
        if _counts(claim) and claim.part_of is None:
            for m in _adding_up(out, n):
                out[m] = replace(out[m], part_of=claim.id)
    return _with_repeats(out)


def _with_repeats(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return `claims`, each repeat of a part made a part of the same whole."""
    wholes = {c.id: c.part_of for c in claims}
    again = (wholes.get(c.same_as or "") if c.part_of is None else None for c in claims)
    return tuple(
        c if whole in (None, c.id, c.same_as) else replace(c, part_of=whole)
        for c, whole in zip(claims, again, strict=True)
    )


def _counts(claim: Claim) -> bool:
    one = claim.scope is Scope.INCIDENT and claim.unit is Unit.PERSON and claim.modality in _TOLD
    return one and not claim.historical and claim.count.low > 0


def _whole_of(claims: Sequence[Claim], n: int) -> Claim | None:
    """Return the nearest earlier total that holds claim `n`."""
    part = claims[n]
    for m in range(n - 1, max(-1, n - _NEAR), -1):
        whole = claims[m]
        if whole.harm is part.harm and _may_hold(whole, part) and _holds(claims, m, n):
            return whole
    return None


def _may_hold(whole: Claim, part: Claim) -> bool:
    if not _counts(whole) or same_sentence(whole, part):
        return False
    if part.same_as == whole.id or (whole.part_of is not None and not _is_generic(whole)):
        return False
    many = whole.count.low > 1 and whole.count.low > part.count.low and bool(whole.count.number)
    vague = whole.count.qualifier is Qualifier.INDEFINITE and whole.count.low < _DOZENS
    if not many or vague or not (whole.count.high is None or whole.count.high >= part.count.low):
        return False
    return not _other_day(whole, part) and not _other_side(whole, part)


def _other_day(whole: Claim, part: Claim) -> bool:
    """Tell whether the part is dated by its own sentence, and to another day than its whole."""
    return part.dated_by == "sentence" and days_differ(whole.when, part.when)


def _other_side(whole: Claim, part: Claim) -> bool:
    """Tell whether the two count kinds of people neither of which can hold the other: civilians hold no soldiers."""
    sides = {bool(set(c.population) & ARMED) for c in (whole, part)}
    return other_kind(whole, part) and (len(sides) > 1 or Population.CIVILIAN not in whole.population)


def _holds(claims: Sequence[Claim], m: int, n: int) -> bool:
    whole, part = claims[m], claims[n]
    numbered = part.count.low > 1 and part.count.qualifier is not Qualifier.INDEFINITE
    if numbered and _is_lead(claims, m) and _SPREAD.search(whole.sentence):
        return _fits(claims, m, n)
    if other_place(whole, part) or part.disjoint or _APART.search(part.sentence):
        return False
    return _is_narrower(whole, part)


def _is_narrower(whole: Claim, part: Claim) -> bool:
    """Tell whether the part is a kind of the people counted, or somebody named or known: "his mother".

    Fighters are a kind of the people that the same speaker counts, in the same stretch of time.
    """
    if part.count.high == 1 and not part.count.number:
        return True
    kinds = set(part.population) & KINDS - {Population.CIVILIAN}
    if part.listed or (kinds - ARMED) - set(whole.population):
        return True
    return bool(kinds - set(whole.population)) and (part.chain, part.scope) == (whole.chain, whole.scope)


def _is_lead(claims: Sequence[Claim], m: int) -> bool:
    """Tell whether claim `m`, or what it repeats, is the first figure of its harm in the report."""
    first = next(c for c in claims if c.harm is claims[m].harm and _counts(c))
    return first.id in (claims[m].id, claims[m].same_as)


def _fits(claims: Sequence[Claim], m: int, n: int) -> bool:
    """Tell whether claim `n` fits into total `m` beside its other parts, those of one noun taken once."""
    whole = claims[m]
    if whole.count.high is None:
        return True
    known = {whole.id, whole.same_as or whole.id}
    held: dict[str, int] = {}
    for c in [c for c in claims[m:n] if c.part_of in known and c.same_as is None and not same_sentence(c, whole)] + [
        claims[n]
    ]:
        noun = noun_of(c)
        held[noun] = max(held.get(noun, 0), c.count.low)
    return sum(held.values()) <= whole.count.high


def _adding_up(claims: Sequence[Claim], n: int) -> list[int]:
    """Return the claims around claim `n` that add up to it: those that follow, or those told before "in all"."""
    whole = claims[n]
    following = _run(claims, n, range(n + 1, min(len(claims), n + _NEAR)))
    if following:
        return following
    return _run(claims, n, range(n - 1, max(-1, n - _NEAR), -1)) if _TOTAL.search(whole.sentence) else []


def _run(claims: Sequence[Claim], n: int, order: Sequence[int]) -> list[int]:
    """Return the first two or more claims in `order` that come to exactly claim `n`; empty if none do."""
    whole, found, total = claims[n], list[int](), 0
    for m in order:
        c = claims[m]
        if not _is_of(c.harm, whole.harm) or c.same_as is not None or c.part_of is not None:
            continue
        if whole.count.low < _BY_CHANCE and other_place(whole, c):
            return []
        if not _counts(c) or other_day(whole, c) or _other_side(whole, c) or same_sentence(whole, c):
            return []
        found.append(m)
        total += c.count.low
        if total >= whole.count.low:
            return found if len(found) > 1 and total == whole.count.low == whole.count.high else []
    return []


def _is_of(part: Harm, whole: Harm) -> bool:
    """Tell whether a figure of one harm can be part of one of the other: the killed and the injured of casualties."""
    return part is whole or (whole is Harm.CASUALTIES and part in (Harm.KILLED, Harm.INJURED))


def _is_generic(claim: Claim) -> bool:
    """Tell whether the claim counts people as such, and more than one."""
    if claim.count.high == 1 or set(claim.population) & KINDS - {Population.CIVILIAN}:
        return False
    noun = noun_of(claim)
    return not noun or noun.isdigit() or noun in lex.ANYBODY
