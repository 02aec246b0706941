"""One text taken apart: which of its figures and statements tell of one incident."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_COMMON = frozenset(
    "the a an in on at near police policemen army military forces force security troops government state house home "
    "agency news hospital party street road".split()
)  # a capital makes no place of them


_POINTS_BACK = re.compile(
    r"\b(?:the|this|that|these|those) (?:[\w-]+ ){0,2}(?:attacks?|strikes?|airstrikes?|shootings?|bombings?|blasts?"
    r"|explosions?|raids?|incidents?|clash(?:es)?|encounters?|ambush(?:es)?|massacre|assault|shelling"
    r"|bombardment|killings?|crash|victims?"
    r"|gunman|gunmen|attackers?|bombers?|shooters?|suspects?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure or statement in its text: where and when it is said to have happened, None where it is unsaid.

    `place` is a place id, or the place's words where nothing was looked up; `names` its proper names; `coarse` marks
    a region or a country. `at` is its place in the text (block, offset, number's offset), `sentence` its sentence.
    """

    id: str
    at: tuple[str, int, int]
    sentence: int
    place: str | None = None
    names: frozenset[str] = frozenset()
    start: date | None = None
    end: date | None = None
    coarse: bool = False


def points_back(sentence: str) -> bool:
    """Return whether the sentence speaks of what was told before: "the blast", "the victims". It opens no incident."""
    return _POINTS_BACK.search(sentence) is not None


def proper_names(words: str | None) -> frozenset[str]:
    """Return the capitalised words of `words`, case folded: what tells one place's words from another's."""
    found = (w.strip(".,;:'\"’()") for w in (words or "").replace("-", " ").split())
    return frozenset(w.casefold() for w in found if w[:1].isupper() and w.casefold() not in _COMMON)


def same_place(a: Mention, b: Mention) -> bool:
    """Return whether two mentions can be of one place: equal, unsaid, sharing a name, or one a region."""
    if a.place is None or b.place is None or a.place == b.place or a.coarse or b.coarse:
        return True
    return not a.names or not b.names or bool(a.names & b.names)


def same_days(a: Mention, b: Mention) -> bool:
    """Return whether two mentions can be of one day: unsaid, or days that overlap."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    return a.start <= b.end and b.start <= a.end


def segment(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Return the incidents of one text, each as its mentions in text order.

    Mentions of one sentence, or of the same or unsaid place and days, belong together unless the text tells them apart
    by place or days.
    """
    groups: list[list[Mention]] = []
    for m in sorted(mentions, key=lambda m: (m.at, m.id)):
        fits = [n for n, g in enumerate(groups) if all(same_place(m, o) and same_days(m, o) for o in g)]
        if fits:
            groups[max(fits, key=lambda n: _closeness(m, groups[n], n))].append(m)
        else:
            groups.append([m])
    return groups


def _closeness(m: Mention, group: Sequence[Mention], number: int) -> tuple[bool, int, int]:
    together = any(o.sentence == m.sentence and o.at[0] == m.at[0] for o in group)
    place = m.place is not None and any(o.place == m.place for o in group)
    day = m.start is not None and any(o.start == m.start for o in group)
    return (together, place + day, number)
