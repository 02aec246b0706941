"""What the claims of one report lend each other: whole, place, day and side. Rules: codebook 3.2, 3.8, 4.1, 4.3."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.claim import Claim, Modality, Population, Scope

_MANY = 10  # fewer are no running total of their own
_PERFECT = re.compile(r"\b(?:has|have) (?:also |since )?(?:been )?\w+(?:ed|en|t|ne|st)\b", re.IGNORECASE)
_BESIDE = 4  # code points between sentences one of which follows the other
_NEAR = 200  # claims back that still lend


def lend(earlier: Sequence[Claim], found: Sequence[Claim], loose: Sequence[str]) -> list[Claim]:
    """Return `found` with what the text's earlier claims lend them: a whole, a place, the start of a running total.

    `loose` names claims that are parts of something told before ("among the dead were ..."). A running total without
    a time of its own covers the stretch that the last running total gave ("since 4 April").
    """
    out: list[Claim] = []
    for claim in found:
        known = [c for c in (*earlier[-_NEAR:], *out) if c.historical is claim.historical]
        out.append(_dated(_placed(_within(claim, known, loose), known), known, out))
    return out


def _within(claim: Claim, known: Sequence[Claim], loose: Sequence[str]) -> Claim:
    whole = next((c for c in reversed(known) if _holds(c, claim)), None) if claim.id in loose else None
    if whole is None:
        return claim
    part = replace(claim, part_of=whole.id, scope=whole.scope)
    beside = claim.sentence_start - whole.sentence_start - len(whole.sentence) < _BESIDE
    spoken = beside and whole.chain and not claim.chain and claim.modality is Modality.ASSERTED
    spoken = spoken and claim.count.high != 1
    return replace(part, speaker=whole.speaker, chain=whole.chain, modality=whole.modality) if spoken else part


def _placed(claim: Claim, known: Sequence[Claim]) -> Claim:
    placed = next((c for c in reversed(known) if c.place), None) if claim.place is None else None
    return claim if placed is None else replace(claim, place=placed.place, placed_by="context")


def _dated(claim: Claim, known: Sequence[Claim], sentence: Sequence[Claim]) -> Claim:
    if claim.when is not None:
        return claim
    if claim.scope is Scope.INCIDENT and (lead := _leading(claim, sentence)) is not None:
        return replace(claim, scope=lead.scope, when=lead.when, dated_by=lead.dated_by)
    if claim.scope is Scope.INCIDENT and (total := _going_on(claim, known)) is not None:
        return replace(claim, scope=total.scope, when=total.when, dated_by="context" if total.when else None)
    if claim.scope is Scope.INCIDENT:
        day = next((c for c in reversed(known) if _dates(c) and not _other_place(c, claim)), None)
        return claim if day is None else replace(claim, when=day.when, dated_by="context")
    if claim.scope is not Scope.CUMULATIVE:
        return claim
    anchor = next((c for c in reversed(known) if c.when and c.when.casefold().startswith("since")), None)
    return claim if anchor is None else replace(claim, when=anchor.when, dated_by="context")


def _going_on(claim: Claim, known: Sequence[Claim]) -> Claim | None:
    """Return the running total of the sentence before that `claim` goes on with: "Another 600 have been wounded"."""
    last = known[-1] if known else None
    if (
        last is None
        or last.scope is not Scope.CUMULATIVE
        or claim.count.low < _MANY
        or not _PERFECT.search(claim.sentence)
    ):
        return None
    beside = 0 <= claim.sentence_start - last.sentence_start - len(last.sentence) < _BESIDE
    return last if beside and (not last.chain or last.chain == claim.chain) else None


def _dates(claim: Claim) -> bool:
    """Tell whether `claim` has a day to lend to others of its text: an incident's, not a stretch."""
    return claim.scope is Scope.INCIDENT and claim.when is not None and not claim.historical


def _other_place(one: Claim, two: Claim) -> bool:
    """Tell whether `two` names a place of its own that shares no word with the place of `one`."""
    own = two.placed_by == "sentence" and two.place is not None and one.place is not None
    return own and not set((one.place or "").casefold().split()) & set((two.place or "").casefold().split())


def lend_days(claims: Sequence[Claim]) -> list[Claim]:
    """Return `claims`, the incidents told before the text names a day given the first one that it names.

    The lead often leaves the day to the second sentence, and headlines never have one. Rule: codebook 4.3.
    """
    first = next((c for c in claims if _dates(c) and c.dated_by == "sentence"), None)
    if first is None:
        return list(claims)
    open_ones = [
        c.when is None and c.scope is Scope.INCIDENT and not c.historical and not _other_place(first, c) for c in claims
    ]
    return [
        replace(c, when=first.when, dated_by="context") if lacks else c
        for c, lacks in zip(claims, open_ones, strict=True)
    ]


def _leading(claim: Claim, sentence: Sequence[Claim]) -> Claim | None:
    """Return the running total told before `claim` in its sentence: "... has risen to 147 and 614 were hurt"."""
    return next((c for c in reversed(sentence) if c.scope is Scope.CUMULATIVE and c.chain == claim.chain), None)


def _holds(whole: Claim, part: Claim) -> bool:
    same = whole.harm is part.harm and whole.part_of is None and whole.unit is part.unit
    most = whole.count.low if whole.count.high is None else whole.count.high
    return same and most >= part.count.low and whole.id != part.id


def lend_home(claims: Sequence[Claim], home: str | None) -> list[Claim]:
    """Return `claims`, those without a place near given the first that the text names, else `home`."""
    first = next((c.place for c in claims if c.place and not c.historical), None)
    lent = (first, "context") if first else (home, "dateline") if home else (None, None)
    return [replace(c, place=lent[0], placed_by=lent[1]) if c.place is None else c for c in claims]


_STATUS = frozenset({Population.CIVILIAN, Population.COMBATANT})
_OF_A_SIDE = _STATUS | {Population.SECURITY_FORCE}


def lend_status(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return `claims`, parts told as civilians or fighters where their whole is: "18 civilians, five of them children".

    What a part says of a side itself stands. Rule: codebook 3.2.
    """
    at = {claim.id: claim for claim in claims}
    return tuple(_of_the_side(claim, at.get(claim.part_of or "")) for claim in claims)


def _of_the_side(part: Claim, whole: Claim | None) -> Claim:
    """Return `part` with the side of its `whole` in the same sentence: what another says is not said of it."""
    if whole is None or whole.unit is not part.unit or whole.sentence_start != part.sentence_start:
        return part
    lent = _STATUS & set(whole.population)
    if len(lent) != 1 or _OF_A_SIDE & set(part.population):
        return part
    return replace(part, population=tuple(p for p in Population if p in lent | set(part.population)))
