"""Which figures of one report say again what it has said: the same number for the same harm. Rule: codebook 3.8."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.extract.lexis import lexicon as lex
from onrecord.model.claim import Claim, Harm, Modality, Population, Scope, Unit
from onrecord.model.count import Qualifier

TELLING = 10  # a number as large does not meet another by chance, wherever the text places the two
_SMALL = 4
_NEAR = 60  # single persons back among whom the same one is looked for
_DEFINITE = re.compile(r"\b(?:the|these|those|all) (?:same )?$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_DAYS = "mon tue wed thu fri sat sun".split()
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NOW = frozenset({"today", "yesterday", "tomorrow", "tonight"})
_UNTELLING = frozenset("the of in at on near and".split())
KINDS = frozenset(Population) - {Population.NAMED_PERSON}
ARMED = frozenset({Population.COMBATANT, Population.SECURITY_FORCE})

Key = tuple[Harm, Unit, int | str]


@dataclass(slots=True)
class _Told:
    """What the report has said so far, first mentions only, and the first mention behind each claim."""

    alike: defaultdict[Key, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    root: dict[str, str] = field(default_factory=dict)

    def first_of(self, claim: Claim) -> Claim | None:
        """Return the first mention that `claim` repeats: the nearest person, or the earliest figure."""
        known = self.alike[claim.harm, claim.unit, claim.count.low]
        if _is_one(claim):
            return next((c for c in reversed(known[-_NEAR:]) if self._same(c, claim)), None)
        if claim.count.number:
            known = [*known, *self.alike[claim.harm, claim.unit, claim.count.number.casefold()]]
        return next((c for c in known if self._same(c, claim)), None)

    def _same(self, first: Claim, later: Claim) -> bool:
        if first.part_of and later.part_of and self._root(first.part_of) != self._root(later.part_of):
            return False
        return may_repeat(first, later)

    def _root(self, claim: str) -> str:
        return self.root.get(claim, claim)

    def take(self, claim: Claim, first: Claim | None) -> None:
        """Remember `claim`, a repeat of `first` if there is one."""
        self.root[claim.id] = claim.same_as or (first.id if first else claim.id)
        if self.root[claim.id] != claim.id:
            return
        self.alike[claim.harm, claim.unit, claim.count.low].append(claim)
        if claim.count.number:
            self.alike[claim.harm, claim.unit, claim.count.number.casefold()].append(claim)


def link_repeats(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return `claims` with `same_as` set where an earlier claim of the report gives the same figure for the same harm.

    Order of place in the report, kept. A repeat points to the first mention and never to a repeat. Small numbers
    repeat only where place and day allow it, a vague word only in the same word, parts only parts of the same whole.
    """
    out: list[Claim] = []
    told = _Told()
    for claim in claims:
        first = told.first_of(claim) if claim.same_as is None else None
        told.take(claim, first)
        out.append(replace(claim, same_as=first.id) if first is not None else claim)
    return tuple(out)


def may_repeat(first: Claim, later: Claim) -> bool:
    """Tell whether `later` gives the figure of `first` again, for the same harm of the same people."""
    if first.harm is not later.harm or first.unit is not later.unit or not _same_number(first, later):
        return False
    if Modality.DENIED in (first.modality, later.modality) and first.modality is not later.modality:
        return False
    if Scope.INCIDENT in (first.scope, later.scope) and first.scope is not later.scope:
        return False
    if later.part_of == first.id or first.part_of == later.id or first.historical is not later.historical:
        return False
    if _is_one(later):
        return _same_person(first, later)
    if later.disjoint and not first.disjoint:
        return False
    return _same_people(first, later)


def _same_people(first: Claim, later: Claim) -> bool:
    if first.quote.start == later.quote.start or other_kind(first, later) or other_day(first, later):
        return False
    vague = later.count.qualifier is Qualifier.INDEFINITE
    if vague and not later.count.number and (first.victims or "").casefold() != (later.victims or "").casefold():
        return False
    if later.count.low >= TELLING and not vague:
        return True
    if same_sentence(first, later) or (other_place(first, later) and not is_known_number(later)):
        return False
    return not first.part_of or bool(later.part_of) or _kinds(first) == _kinds(later)


def is_known_number(claim: Claim) -> bool:
    """Tell whether the text speaks of a number as told before: "the two bodies", "these nine"."""
    before = claim.sentence[: max(0, claim.number_start - claim.sentence_start)]
    return _DEFINITE.search(before) is not None


def _same_number(first: Claim, later: Claim) -> bool:
    """Tell whether both name one number, be it with other qualifiers, or one vague word."""
    one, two = first.count, later.count
    if Qualifier.INDEFINITE in (one.qualifier, two.qualifier):
        return one.qualifier is two.qualifier and one.number.casefold() == two.number.casefold()
    if (one.low, one.high) == (two.low, two.high) or is_rounded(first, later):
        return True
    return bool(one.number) and one.number.casefold() == two.number.casefold() and two.low >= _SMALL


def is_rounded(first: Claim, later: Claim) -> bool:
    """Tell whether both name the same number and differ by "at least" or "more than" only."""
    vague = Qualifier.INDEFINITE in (first.count.qualifier, later.count.qualifier)
    return bool(first.count.low) and first.count.low == later.count.low and not vague


def _is_one(claim: Claim) -> bool:
    return claim.count.high is not None and claim.count.high <= 1


def _same_person(first: Claim, later: Claim) -> bool:
    """Tell whether two mentions of one person are of the same one: by name, by a pronoun, or a name given later."""
    if first.count.low == 0 or later.count.low == 0:
        one, two = (first.victims or "").casefold(), (later.victims or "").casefold()
        return bool(one) and one == two and first.count == later.count and not elsewhere(first, later)
    names = names_of(first), names_of(later)
    if names[0] and names[1]:
        return bool(names[0] & names[1])
    if later.disjoint or same_sentence(first, later) or elsewhere(first, later) or _other_person(first, later):
        return False
    noun, known = noun_of(later), noun_of(first)
    if noun in lex.ONE_PERSON:
        return True
    new = bool(later.count.number)
    if (first.victims or "").casefold() == (later.victims or "").casefold() != "":
        return True
    if new:
        return False
    return bool(names[1]) and (bool(first.count.number) or known in lex.ANYBODY)


def _other_person(first: Claim, later: Claim) -> bool:
    one, two = first.victim, later.victim
    if one and two and ((one.age and two.age and one.age != two.age) or (one.sex and two.sex and one.sex != two.sex)):
        return True
    return other_kind(first, later)


def names_of(claim: Claim) -> set[str]:
    """Return the parts of the person's name, case folded."""
    name = claim.victim.name if claim.victim and claim.victim.name else ""
    return {w.casefold() for w in _WORD.findall(name) if len(w) > 2}


def noun_of(claim: Claim) -> str:
    """Return the head word of the victims' words, case folded."""
    found = _WORD.findall((claim.victims or "").casefold())
    return found[-1] if found else ""


def _kinds(claim: Claim) -> set[Population]:
    return set(claim.population) & KINDS


def other_kind(first: Claim, later: Claim) -> bool:
    """Tell whether both name kinds of people and none in common."""
    one, two = _kinds(first), _kinds(later)
    return bool(one) and bool(two) and not one & two


def same_sentence(a: Claim, b: Claim) -> bool:
    """Tell whether both claims stand in one sentence."""
    return a.quote.block == b.quote.block and a.sentence_start == b.sentence_start


def elsewhere(first: Claim, later: Claim) -> bool:
    """Tell whether both claims name places, or days, of their own that have nothing in common."""
    return other_place(first, later) or other_day(first, later)


def names_in(place: str | None) -> frozenset[str]:
    """Return the proper names of a place's words, case folded, without the ending of a genitive."""
    found = (w for w in _WORD.findall(place or "") if w[:1].isupper() and w.casefold() not in _UNTELLING)
    return frozenset(w.casefold().removesuffix("s") for w in found if len(w) > 1)


def other_place(first: Claim, later: Claim) -> bool:
    """Tell whether both sentences name a place and the names differ in every word."""
    if first.placed_by != "sentence" or later.placed_by != "sentence":
        return False
    one, two = names_in(first.place), names_in(later.place)
    return bool(one) and bool(two) and not one & two


def other_day(first: Claim, later: Claim) -> bool:
    """Tell whether both sentences date the harm and by days that differ: two weekdays, or two dates."""
    if first.dated_by != "sentence" or later.dated_by != "sentence":
        return False
    return days_differ(first.when, later.when)


def days_differ(first: str | None, later: str | None) -> bool:
    """Tell whether the words of two times name days that differ: two weekdays, or two dates."""
    pairs = zip(_days(first), _days(later), strict=True)
    return any(one and two and not one & two for one, two in pairs)


def _days(when: str | None) -> tuple[set[str], set[str]]:
    """Return the words for days of `when` by kind: weekdays with "today" and the like, and dates within months."""
    said = [w.casefold() for w in _WORD.findall(when or "")]
    weekdays = {w[:3] for w in said if w[:3] in _DAYS and w.endswith("day")} | (_NOW & set(said))
    dated = any(w[:3] in _MONTHS and not w.isdigit() for w in said)
    return weekdays, {w.lstrip("0") for w in said if w.isdigit() and len(w) <= 2} if dated else set()
