"""Single persons of one text: which mentions are of one and the same. Nobody is counted for being named twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.consolidate.texts import points_back
from onrecord.model.claim import Claim, Population

PRONOUNS = frozenset({"he", "she", "him", "her", "himself", "herself", "they", "them", "who", "one", "it"})
GENERIC = frozenset(
    "people persons person others victims casualties bodies individuals dead fatalities members residents lives more "
    "souls deaths".split()
)
REFLEXIVE = frozenset({"himself", "herself", "themselves"})
ANYBODY = frozenset(
    "person man woman boy girl victim teen teenager child youth adult male female body individual toddler baby infant "
    "friend relative son daughter brother sister father mother wife husband resident civilian member people".split()
)
ATTACKERS = frozenset(
    "attacker attackers assailant assailants bomber bombers gunman gunmen shooter shooters suspect suspects assassin "
    "assassins hijacker hijackers perpetrator perpetrators militant militants terrorist terrorists insurgent "
    "insurgents rebel rebels fighter fighters guerrilla guerrillas maoist maoists naxal naxals "
    "extremist extremists cadre cadres operative operatives jihadist jihadists shooter".split()
)
_NEW = frozenset({"a", "an", "one", "1", "another"})
_CHILD = frozenset({Population.CHILD})
ADULT_AGE = 18
_FAR = 60  # code points between two mentions that no list joins


@dataclass(slots=True)
class Person:
    """One person, as all mentions so far tell."""

    claims: list[Claim] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    is_attacker: bool = False

    def take(self, claim: Claim) -> None:
        """Add one mention."""
        self.claims.append(claim)
        self.names |= names_of(claim)
        self.nouns |= {noun_of(claim)} - {""}
        age, sex = age_of(claim), sex_of(claim)
        self.ages |= {age} if age is not None else set()
        self.sexes |= {sex} if sex else set()
        self.is_attacker = self.is_attacker or is_attacker(claim)


def is_single(claim: Claim) -> bool:
    """Return whether exactly one person is counted."""
    return claim.count.low == claim.count.high == 1


def is_known(claim: Claim) -> bool:
    """Return whether the words speak of somebody without counting: a name, "the driver", "relatives were killed"."""
    return not claim.count.number.strip()


def is_new(claim: Claim) -> bool:
    """Return whether the words bring somebody in ("a policeman") rather than speak of one known ("the policeman")."""
    return claim.count.number.casefold() in _NEW


def noun_of(claim: Claim) -> str:
    """Return the head word of the victims' words, case folded."""
    words = (claim.victims or "").casefold().split()
    return words[-1].strip(".,;:'\"’") if words else ""


def names_of(claim: Claim) -> set[str]:
    """Return the parts of the person's name, case folded."""
    name = claim.victim.name if claim.victim and claim.victim.name else ""
    return {w.strip(".,").casefold() for w in name.split() if len(w.strip(".,")) > 1}


def age_of(claim: Claim) -> int | None:
    """Return the person's age, if told."""
    return claim.victim.age if claim.victim else None


def sex_of(claim: Claim) -> str | None:
    """Return "female" or "male", if told."""
    if claim.victim and claim.victim.sex:
        return claim.victim.sex
    tags = set(claim.population)
    if Population.WOMAN in tags:
        return "female"
    return "male" if Population.MAN in tags else None


def is_attacker(claim: Claim) -> bool:
    """Return whether the words name the one who did it."""
    return noun_of(claim) in ATTACKERS | REFLEXIVE


def died_of_it(hurt: Claim, dead: Sequence[Claim]) -> bool:
    """Return whether one of the single `dead` is the person hurt: by name, by noun, or "he" in the same sentence."""
    if not is_single(hurt) or hurt.disjoint:
        return False
    names, noun = names_of(hurt), noun_of(hurt)
    for c in dead:
        together = c.sentence_start == hurt.sentence_start and c.quote.block == hurt.quote.block
        if (names & names_of(c)) or (together and noun_of(c) in PRONOUNS and c.number_start > hurt.number_start):
            return True
        if is_known(hurt) and not names and noun == noun_of(c) and noun not in PRONOUNS | {""}:
            return True
    return False


def persons_in(claims: Sequence[Claim]) -> list[Person]:
    """Return the persons whom single mentions, in text order, tell of."""
    found: list[Person] = []
    for c in claims:
        same = next((p for p in reversed(found) if not c.disjoint and _may_be(c, p)), None)
        if same is None:
            same = Person()
            found.append(same)
        same.take(c)
    return found


def _side_by_side(first: Claim, later: Claim) -> bool:
    """Return whether one sentence tells of two: persons of whom nothing is said are two only where a list has them."""
    if first.sentence_start != later.sentence_start or first.quote.block != later.quote.block:
        return False
    unsaid = {noun_of(first), noun_of(later)} <= GENERIC | {""}
    return not unsaid or later.number_start - first.number_end < _FAR


def _names_first(claim: Claim, person: Person) -> bool:
    """Return whether a bare name may be that of the nameless person told of before: "a cadre", then "Davo Lindar"."""
    kinds = set(claim.population) - {Population.NAMED_PERSON}
    return is_known(claim) and bool(names_of(claim)) and not person.names and not kinds


def _may_be(claim: Claim, person: Person) -> bool:
    names, noun, age, sex = names_of(claim), noun_of(claim), age_of(claim), sex_of(claim)
    if names and person.names:
        return bool(names & person.names)
    if age is not None and person.ages:
        return age in person.ages
    if sex and person.sexes and sex not in person.sexes:
        return False
    if is_attacker(claim) != person.is_attacker and noun not in PRONOUNS and not _names_first(claim, person):
        return False
    if noun in PRONOUNS:
        return True
    if any(_side_by_side(c, claim) for c in person.claims):
        return False
    if is_new(claim) and is_attacker(claim) and person.is_attacker:
        return True
    if is_new(claim) and person.names and not person.nouns - person.names:
        return noun in ANYBODY and points_back(claim.sentence) and "also" not in claim.sentence.casefold().split()
    if is_new(claim):
        return noun in person.nouns or not person.nouns - ANYBODY - PRONOUNS
    return True
