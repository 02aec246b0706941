"""How old a named victim was, where the report says it apart from the harm: "Ranek, 34, ran a bakery". Codebook 3.9."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.claim import Claim, Victim

_OLDEST = 120
_CAPITAL = r"[A-Z](?:\.|[\w'’-]+)"


def lend_ages(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Return `claims`, named victims with the one age that `text` gives somebody of that name."""
    ages: dict[str, int | None] = {}
    out = []
    for claim in claims:
        victim = claim.victim
        if victim is None or not victim.name or victim.age is not None:
            out.append(claim)
            continue
        if victim.name not in ages:
            ages[victim.name] = _age_of(victim.name, text)
        told = Victim(victim.name, ages[victim.name], victim.sex, victim.role)
        out.append(replace(claim, victim=told))
    return out


def _age_of(name: str, text: str) -> int | None:
    """Return the age of `name`, None if the text gives none or several."""
    words = [w.strip(".,'’") for w in name.split()]
    last = re.escape(words[-1])
    behind = re.compile(rf"((?:{_CAPITAL} ){{0,3}}){last},? \(?(?:aged? )?(\d{{1,3}})(?=[,;.)]| years old)")
    before = re.compile(rf"\b(\d{{1,3}})-year-old (?:[a-z]+ ){{0,3}}((?:{_CAPITAL} ){{0,4}}){last}\b")
    found = [(m[1], int(m[2])) for m in behind.finditer(text)] + [(m[2], int(m[1])) for m in before.finditer(text)]
    ages = {age for others, age in found if age <= _OLDEST and _same(others.split(), words)}
    return ages.pop() if len(ages) == 1 else None


def _same(others: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether the capital words before a family name leave it the name in question: not another of the family."""
    return not others or len(words) == 1 or others[-1].strip(".") in words
