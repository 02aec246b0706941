"""Which candidates for a name can be meant at all: those that what the words and the document say does not rule out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ground.maps import Ranked, Setting, inside, kilometres, margin, rank
from onrecord.ground.place_words import LARGE, Named
from onrecord.model.ground import Place
from onrecord.model.names import folded, without_article, without_final_h

REACH_KM = 250.0  # a town farther than this from the middle of the area it is said to lie in does not lie in it
NEAR_KM = 150.0
SPOKEN = 0.25  # a country with less than this part of the evidence for the foremost one is not what the text is about
# Where the words of one and the gazetteer's country differ by politics, not by place.
_DISPUTED = frozenset(map(frozenset, (("ISR", "PSE"), ("UKR", "RUS"), ("MAR", "ESH"), ("SRB", "XKX"), ("SDN", "SSD"))))


@dataclass(frozen=True, slots=True)
class Judged:
    """What a name can mean: candidates best first, by how much the best leads the next other place, and that one.

    `refused`: the best of those that cannot be meant, and why not.
    """

    ranked: tuple[Ranked, ...]
    lead: float = 0.0
    other: Place | None = None
    refused: Place | None = None
    why: str = ""


def judge(
    name: Named,
    candidates: Sequence[Place],
    setting: Setting,
    areas: Sequence[Sequence[Place]] = (),
    beside: Sequence[Sequence[Place]] = (),
) -> Judged:
    """Return what `name` can mean, in a phrase that puts `areas` around it and `beside` next to it."""
    ranked = rank(name.text, name.kind, candidates, setting, areas, beside)
    against = {r.place.id: _against(name, r.place, setting, areas, beside) for r in ranked}
    kept = tuple(r for r in ranked if not against[r.place.id])
    refused = next((r.place for r in ranked if against[r.place.id]), None)
    why = against[refused.id] if refused else ""
    if not kept:
        return Judged((), 0.0, None, refused, why)
    kept = _town_before_unit(name, kept)
    lead, other = margin(kept)
    return Judged(kept, lead, other, refused, why)


def _against(
    name: Named,
    place: Place,
    setting: Setting,
    areas: Sequence[Sequence[Place]],
    beside: Sequence[Sequence[Place]],
) -> str:
    """Return what speaks against `place`, or nothing."""
    for area in areas:
        if area and not any(_fits(place, a) for a in area):
            return f"is not in {area[0].name}"
    for others in beside:
        if others and not any(kilometres(place, o) < NEAR_KM for o in others if o.feature != "people"):
            return f"is not near {others[0].name}"
    key = folded(name.text)
    if areas or place.feature in ("country", "region", "water") or _well_known(key, place):
        return ""
    if setting.paired and setting.paired.get(key) == place.id:
        return ""
    foremost = max((setting.share(country, key) for country in setting.evidence), default=0.0)
    if setting.share(place.country, key) < SPOKEN * foremost:
        return "is in a country that the text hardly speaks of"
    return ""


def _well_known(key: str, place: Place) -> bool:
    """Return whether a text may speak of `place` out of the blue: a large town by its own name, a very large by any."""
    own = without_article(folded(place.name)) == without_article(key)
    return place.population >= (LARGE if own else 1_000_000)


def _fits(place: Place, area: Place) -> bool:
    if place.country and area.country and place.country != area.country:
        return frozenset((place.country, area.country)) in _DISPUTED
    if place.country is None or area.country is None or area.feature in ("country", "people"):
        return True
    return inside(place, area) or kilometres(place, area) < REACH_KM


def _town_before_unit(name: Named, ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """Return `ranked` with the town before the unit around it: "Hama" is the town, "Hama province" is not."""
    best = ranked[0].place
    if best.feature not in ("admin1", "admin2") or name.kind in ("admin", "area"):
        return ranked
    key = without_final_h(without_article(folded(name.text)))
    for town in ranked[1:]:
        own = without_final_h(without_article(folded(town.place.name))) == key
        if own and town.place.feature == "place" and inside(town.place, best):
            return (town, *(r for r in ranked if r is not town))
    return ranked
