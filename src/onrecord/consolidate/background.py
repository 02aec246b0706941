"""Harm told only to say who somebody is or why something was done: no incident that the text reports. Codebook 3.5."""

from __future__ import annotations

import re

from onrecord.model.claim import Claim

_HELD_FOR = (
    r"wanted (?:in|for|by)",
    r"accused (?:of|in)",
    r"involved in", r"involvement in", r"charged with", r"convicted (?:of|for|in)", r"sentenced (?:\w+ ){0,6}for",
    r"in connection with",
    r"guilty of", r"(?:trial|jail|jailed|prison|imprisoned) (?:\w+ ){0,3}for",
    r"(?:part of|led) (?:the|a) (?:\w+ )?(?:team|squad|group|gang|unit) that",
    r"(?:led|planned|staged) an attack",
    r"suspected (?:of|in|to have (?:led|carried|been|planned|taken))",
    r"role in", r"complicity in", r"confessed (?:to|of)", r"cases? of",
    r"masterminds? (?:of|behind)", r"masterminded", r"masterminding", r"aide of", r"hunt(?:ed)? for",
)  # fmt: skip
_DONE_FOR = (
    r"(?:retaliation|revenge|reprisals?|vengeance|response|protests?|anger) (?:for|of|to|against|over|at)",
    r"to avenge", r"revenge (?:killing|attack) (?:as|for|after)",
    r"retaliat\w+ for", r"aveng(?:ed|ing)",
    r"anniversary of", r"(?:memory|commemoration) of",
    r"protest(?:s|ed|ing)? (?:against|over)", r"condemn(?:s|ed|ing)?", r"similar to", r"blamed for", r"responsible for",
)  # fmt: skip
_CRIME = re.compile(rf"\b(?:{'|'.join(_HELD_FOR)})\b(?:[^.;]|(?<=\b[A-Z])\.){{0,200}}$", re.IGNORECASE)
_CAUSE = re.compile(rf"\b(?:{'|'.join(_DONE_FOR)})\b[^,.;:]{{0,150}}$", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:(?:hours?|days?|weeks?|months?|years?) (?:before|earlier|prior)|the (?:day|night|week|month|year) before"
    r"|(?:the )?previous (?:day|night|week|month|year)|in recent (?:days|weeks|months|years)"
    r"|(?:past|last) (?:few )?(?:years?|decade))\b",
    re.IGNORECASE,
)


def is_dated_back(claim: Claim) -> bool:
    """Return whether the sentence dates the harm from another event: "two days before", "in recent months"."""
    return claim.dated_by == "sentence" and claim.when is not None and _EARLIER.search(claim.when) is not None


def is_background(claim: Claim) -> bool:
    """Return whether the sentence names the harm as a crime somebody is held for, or as the cause of what was done."""
    before = claim.sentence[: max(0, claim.number_start - claim.sentence_start)]
    return _CRIME.search(before) is not None or _CAUSE.search(before) is not None
