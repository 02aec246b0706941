"""What is counted: the measure of a claim, its name, and which measure lies inside which."""

from __future__ import annotations

from onrecord.model.claim import Claim, Population, Unit
from onrecord.model.record import Measure

P = Population
# Groups that are civilian unless the text says otherwise: told with "civilian" they stay the narrower measure.
CIVILIAN_GROUPS = frozenset({P.CHILD, P.HEALTH_WORKER, P.AID_WORKER, P.JOURNALIST, P.REFUGEE})
# The status dimension (standards 3.5): deaths of unstated status count 0 to n for each of these.
STATUS = ((P.CIVILIAN,), (P.COMBATANT,))
_NO_THING = frozenset({Unit.PERSON, Unit.HOUSEHOLD, Unit.FAMILY})
_KEPT_S = ("ss", "us", "is")


def measure_of(claim: Claim) -> Measure:
    """Return the measure of `claim`. Rule: standards 3, "measure key".

    Being named is no population; a child, a health worker, an aid worker, a journalist or a refugee counts under that
    narrower name whether the text adds "civilian" or not.
    """
    tags = set(claim.population) - {P.NAMED_PERSON}
    if tags & CIVILIAN_GROUPS:
        tags -= {P.CIVILIAN}
    if claim.unit is not Unit.PERSON:
        tags = set()
    return Measure(claim.harm, claim.unit, tuple(sorted(tags)), thing_of(claim))


def thing_of(claim: Claim) -> str | None:
    """Return what was harmed, where it is no person ("ambulance"): the head noun of the victims' words, singular."""
    if claim.unit in _NO_THING:
        return None
    words = (claim.victims or "").casefold().replace("-", " ").split()
    for stop in ("of", "in", "at", "from", "belonging", "that", "which", "and"):
        if stop in words[1:]:
            words = words[: words.index(stop, 1)]
    return _singular(words[-1].strip(".,;:'\"’")) if words else None


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_KEPT_S):
        return word[:-1]
    return word


def measure_name(measure: Measure) -> str:
    """Return a readable name: "killed", "killed health_worker", "damaged vehicle ambulance"."""
    parts = [measure.harm.value]
    if measure.unit is not Unit.PERSON:
        parts.append(measure.unit.value)
    parts += [p.value for p in measure.population]
    return " ".join([*parts, measure.thing] if measure.thing else parts)


def everybody(measure: Measure) -> Measure:
    """Return the measure of the same harm and unit over everybody."""
    return Measure(measure.harm, measure.unit, (), measure.thing)


def is_inside(part: Measure, whole: Measure) -> bool:
    """Return whether every one counted by `part` could be among those counted by `whole`, a wider measure. R12."""
    if (part.harm, part.unit, part.thing) != (whole.harm, whole.unit, whole.thing):
        return False
    inner, outer = set(part.population), set(whole.population)
    if inner == outer:
        return False
    return outer < inner or (outer == {P.CIVILIAN} and bool(inner & CIVILIAN_GROUPS))


def family(measure: Measure) -> tuple[str, str, str]:
    """Return the key of all measures of one harm, unit and thing, whatever the population."""
    return (measure.harm.value, measure.unit.value, measure.thing or "")
