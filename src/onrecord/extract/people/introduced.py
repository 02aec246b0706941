"""Name and age of one victim told apart from the harm: "Ranek, 34, ran a bakery". Rule: codebook 3.9."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.claim import Claim, Harm, Population, Victim

_OLDEST = 120
_DEAD = r"(?:dead|deceased|slain|killed) (?:man|woman|boy|girl|person|driver|officer|soldier|victim|one)|deceased|body"
_NAMED = re.compile(
    rf"\b[Tt]he (?P<who>{_DEAD}|victim)(?:'s body)? (?:has been |have been |had been |was |is |were )?(?:later )?"
    r"(?:identified|named)(?: \w+){0,5}? as (?:(?P<before>\d{1,3})-year-old )?"
    r"(?P<name>[A-Z][\w'’-]+(?: (?:al-|bin |de )?[A-Z][\w'’.-]+){1,4})(?:,? \(?(?:aged )?(?P<behind>\d{1,3})\b)?"
)
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


def lend_name(claims: Sequence[Claim], text: str) -> list[Claim]:
    """Return `claims`, the one person killed with the name by which `text` identifies the dead.

    Only where one person is told as killed and one is identified: "The dead man was identified as Ivo Ranek, 34".
    "The victim" may be a wounded one, if anybody was wounded.
    """
    dead = [c for c in claims if c.harm is Harm.KILLED and c.count.high != 0]
    one = [c for c in dead if c.same_as is None]
    found = list(_NAMED.finditer(text))
    if len(one) != 1 or one[0].count.high != 1 or len(found) != 1 or (one[0].victim is not None and one[0].victim.name):
        return list(claims)
    if found[0]["who"] == "victim" and any(c.harm is Harm.INJURED for c in claims):
        return list(claims)
    victim = one[0].victim or Victim()
    age = found[0]["before"] or found[0]["behind"]
    told = replace(victim, name=found[0]["name"], age=victim.age if victim.age is not None or not age else int(age))
    population = tuple(p for p in Population if p in one[0].population or p is Population.NAMED_PERSON)
    return [replace(c, victim=told, population=population) if c is one[0] else c for c in claims]


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
