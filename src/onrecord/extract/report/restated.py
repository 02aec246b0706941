"""What a figure takes from the one that it repeats: a headline's scope, day and credit, a lead's credit.

Rule: codebook 3.4, "a headline takes the credit of the opening sentence if the figure is the same".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.report.repeats import TELLING, is_rounded, may_repeat
from onrecord.model.claim import Claim, Modality
from onrecord.model.count import Qualifier
from onrecord.model.report import BlockKind

_HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADLINE, BlockKind.SUBTITLE})
_BESIDE = 4  # code points between sentences one of which follows the other
_AHEAD = 400  # code points between a lead and the sentence that says whose figure it is
_BEHIND = 1200  # code points over which a figure that was credited stays credited when it is told again


def credit_headlines(claims: Sequence[Claim]) -> list[Claim]:
    """Return `claims` with a headline's figure credited, scoped and dated as the text has it. Rule: codebook 3.4.

    The text's figure is the same, or the one that the headline rounds ("toll passes 120").
    """
    body = [c for c in claims if c.quote.block not in _HEADS]
    return [_as_told(c, body) if c.quote.block in _HEADS else c for c in claims]


def credit_repeats(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Return `claims`, a figure without a credit given that of the same figure near: told before it, or right behind.

    `text`: the body they stand in. A lead is credited by what follows it in its own paragraph only: a summary of what
    several sources say is the outlet's own.
    """
    credited = [c for c in claims if c.chain and c.modality is Modality.ATTRIBUTED and c.quote.block not in _HEADS]
    return [_credited(c, credited, text) for c in claims]


def _credited(claim: Claim, credited: Sequence[Claim], text: str) -> Claim:
    if claim.chain or claim.modality is not Modality.ASSERTED or claim.quote.block in _HEADS:
        return claim
    if claim.count.high == 1 or claim.count.qualifier is Qualifier.INDEFINITE:
        return claim  # the one dead and the many hurt are told again by anybody
    for other in credited:
        gap = other.sentence_start - claim.sentence_start
        near = not _parted(claim, other, text) if gap > 0 else gap > -_BEHIND and claim.count.low >= TELLING
        same = may_repeat(claim, other) or _is_told_by(claim, other) if gap > 0 else may_repeat(other, claim)
        if near and same:
            return replace(claim, speaker=other.speaker, chain=other.chain, modality=other.modality)
    return claim


def _is_told_by(lead: Claim, other: Claim) -> bool:
    """Tell whether the very next sentence gives the lead's figure again, wherever it says that it happened."""
    beside = other.sentence_start - lead.sentence_start - len(lead.sentence) < _BESIDE
    same = (lead.harm, lead.unit, lead.scope, lead.count.low) == (other.harm, other.unit, other.scope, other.count.low)
    return beside and same and not other.disjoint and is_rounded(lead, other)


def _parted(lead: Claim, later: Claim, text: str) -> bool:
    end = lead.sentence_start + len(lead.sentence)
    return later.sentence_start - end > _AHEAD or "\n" in text[end : later.sentence_start]


def _as_told(headline: Claim, body: Sequence[Claim]) -> Claim:
    alike = [c for c in body if c.harm is headline.harm and c.unit is headline.unit]
    twin = next((c for c in alike if is_rounded(headline, c)), None) or next(
        (c for c in alike if _near(headline, c)), None
    )
    if twin is None:
        return headline
    told = replace(headline, scope=twin.scope, historical=twin.historical)
    if told.when is None:
        told = replace(told, when=twin.when, dated_by="context" if twin.when else None)
    if twin.chain and told.modality is Modality.ASSERTED and not told.chain:
        told = replace(told, speaker=twin.speaker, chain=twin.chain, modality=twin.modality)
    return told


def _near(headline: Claim, body: Claim) -> bool:
    """Tell whether a headline's round figure lies within a tenth below or above the text's."""
    low = headline.count.low
    return low >= 10 and low % 10 == 0 and abs(body.count.low - low) * 10 <= low
