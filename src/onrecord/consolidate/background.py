"""Harm told only to say who somebody is or why something was done: no incident that the text reports. Codebook 3.5."""

from __future__ import annotations

import re

from onrecord.model.claim import Claim

_CRIME = re.compile(
    r"\b(?:wanted (?:in|for|by)|accused (?:of|in)|(?:suspected of|suspected to be|been|was|were|is|allegedly) involved in"
    r"|involvement in|charged with|convicted (?:of|for|in)|sentenced (?:\w+ ){0,6}for|(?:in|was in) connection with|guilty of"
    r"|(?:trial|jail|jailed|prison|imprisoned) (?:\w+ ){0,3}for|part of (?:the|a) (?:team|squad|group|gang) that"
    r"|role in|complicity in|confessed (?:to|of)|case of|cases of|mastermind of|masterminding|hunt(?:ed)? for)\b[^.;]{0,200}$",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:(?:retaliation|revenge|reprisal|vengeance|response|protest|anger)s? (?:for|of|to|against|over|at)|to avenge"
    r"|retaliat\w+ for|aveng(?:e|ed|ing)|anniversary of|(?:in )?(?:memory|commemoration) of|protest(?:s|ed|ing)? (?:against|over)"
    r"|condemn(?:s|ed|ing)?|similar to|blamed for|responsible for)\b[^,.;:]{0,150}$",
    re.IGNORECASE,
)


def is_background(claim: Claim) -> bool:
    """Return whether the sentence names the harm as a crime somebody is held for, or as the cause of what was done."""
    before = claim.sentence[: max(0, claim.number_start - claim.sentence_start)]
    return _CRIME.search(before) is not None or _CAUSE.search(before) is not None
