"""What befell "9 victims": the noun alone does not say. The rest of the report may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.claim import Claim, Harm, Unit


def settle_victims(claims: Sequence[Claim]) -> list[Claim]:
    """Return `claims`, those of "victims" told as killed where the report's dead, and not its injured, are as many.

    "Victims" are casualties, killed and injured not told apart (codebook 3.1), until the report gives a number of
    killed that they fit into, and none of injured. Parts of them share their lot.
    """
    killed = _most(claims, Harm.KILLED)
    injured = _most(claims, Harm.INJURED)
    renamed: dict[str, str] = {}
    out: list[Claim] = []
    for claim in claims:
        whole = renamed.get(claim.part_of or "")
        told = replace(claim, part_of=whole) if whole is not None else claim
        fits = _names_victims(claim) and injured < claim.count.low <= killed
        if whole is not None or fits:
            told = replace(told, harm=Harm.KILLED, id="")
            renamed[claim.id] = told.id
        out.append(told)
    return out


def _most(claims: Sequence[Claim], harm: Harm) -> int:
    told = [c.count.low for c in claims if c.harm is harm and c.unit is Unit.PERSON and not c.historical]
    return max(told, default=0)


def _names_victims(claim: Claim) -> bool:
    last = (claim.victims or "").casefold().rpartition(" ")[2]
    return claim.harm is Harm.CASUALTIES and last in ("victims", "victim")
