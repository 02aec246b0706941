"""Distances, bearings and containment between places, and which place a document means by a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, atan2, cos, degrees, log10, radians, sin, sqrt

from onrecord.ground.name_spans import cased
from onrecord.ground.place_words import LARGE, Named, named_in
from onrecord.model.ground import Place
from onrecord.model.names import folded, without_article

SAME_KM = 30.0  # candidates nearer than this are one place under two entries (a town and its district)
UNKNOWN_POPULATION = 2_000  # a place of our own lists, whose size is not held


def kilometres(a: Place, b: Place) -> float:
    """Return the distance between two places along the ground."""
    la, lo, lb, mo = map(radians, (a.latitude, a.longitude, b.latitude, b.longitude))
    return 12742 * asin(sqrt(sin((la - lb) / 2) ** 2 + cos(la) * cos(lb) * sin((lo - mo) / 2) ** 2))


def bearing(start: Place, end: Place) -> float:
    """Return the direction from `start` to `end`, in degrees from north."""
    la, lb = radians(start.latitude), radians(end.latitude)
    turn = radians(end.longitude - start.longitude)
    return degrees(atan2(sin(turn) * cos(lb), cos(la) * sin(lb) - sin(la) * cos(lb) * cos(turn))) % 360


def inside(place: Place, area: Place) -> bool:
    """Return whether `place` lies in `area`, as far as the two entries tell."""
    if place.id == area.id:
        return False
    if area.feature in ("country", "people"):
        return place.country == area.country
    if area.country and place.country and area.country != place.country:
        return False
    if area.feature == "admin1" and place.admin1:
        return place.admin1 == area.name or (place.id.startswith("onrecord:") and kilometres(place, area) < 120)
    reach = {"admin1": 150, "admin2": 40, "region": 400, "place": 25, "neighbourhood": 5}.get(area.feature, 400)
    return kilometres(place, area) < reach


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document tells of where it plays: countries by weight (their sum is 1), places, pairs "Paris, Texas"."""

    countries: Mapping[str, float]
    places: tuple[Place, ...] = ()
    paired: Mapping[str, str] | None = None  # folded name -> id of the place that the document itself pins down
    named: Mapping[str, Place] | None = None  # ISO code -> the country's entry


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates with their scores, best first."""

    place: Place
    score: float
    why: tuple[str, ...]


NOWHERE = Setting({})


def rank(
    name: str,
    kind: str | None,
    candidates: Iterable[Place],
    setting: Setting,
    areas: Sequence[Sequence[Place]] = (),
) -> tuple[Ranked, ...]:
    """Return the candidates for `name`, best first; peoples are none. The order they come in does not matter.

    `areas`: for each name that the words put around this one, the places it may mean.
    """
    scored = [_scored(name, kind, place, setting, areas) for place in candidates if place.feature != "people"]
    return tuple(sorted(scored, key=lambda r: (-r.score, -r.place.population, r.place.id)))


def _scored(name: str, kind: str | None, place: Place, setting: Setting, areas: Sequence[Sequence[Place]]) -> Ranked:
    why: list[str] = []
    score = _prior(name, place) + _kind_bonus(kind, place)
    share = setting.countries.get(place.country or "", 0.0)
    if share:
        score += 1.0 + 2.5 * share
        why.append(f"the text speaks of {place.country}")
    if setting.paired and setting.paired.get(folded(name)) == place.id:
        score += 4.0
        why.append("the text says in which area it lies")
    near = [other for other in setting.places if other.id != place.id and other.country == place.country]
    if place.feature not in ("country", "region") and near:
        closest = min(kilometres(place, other) for other in near)
        kin = sum(other.admin1 == place.admin1 for other in near if place.admin1) / len(near)
        score += (1.0 if closest < 60 else 0.5 if closest < 200 else 0.0) + kin
        if closest < 200:
            why.append("near other places in the text")
    for area in areas:
        around = [a for a in area if inside(place, a)]
        if around:
            score += 5.0
            why.append(f"in {around[0].name}")
    return Ranked(place, score, tuple(why))


def _prior(name: str, place: Place) -> float:
    feature = {"country": 2.5, "admin1": 0.2, "admin2": -1.0, "place": 0.6, "neighbourhood": 0.2, "region": 2.0}
    size = log10(max(place.population, UNKNOWN_POPULATION if place.id.startswith("onrecord:") else 100))
    own = without_article(folded(place.name)) == without_article(folded(name))
    return size + feature.get(place.feature, 0.0) + (0.7 if own else 0.0)


def _kind_bonus(kind: str | None, place: Place) -> float:
    if kind == "admin":
        return 4.0 if place.feature in ("admin1", "admin2") else 1.0 if place.feature == "region" else 0.0
    if kind == "area":
        return 1.0 if place.feature in ("admin2", "region", "neighbourhood") else 0.0
    if kind == "settlement":
        return 2.0 if place.feature == "place" else 0.0
    if kind == "quarter":
        return 2.0 if place.feature == "neighbourhood" else 0.0
    return 0.0


def margin(ranked: Sequence[Ranked]) -> tuple[float, Place | None]:
    """Return by how much the best candidate leads the next one that is another place, and that one.

    A district around a town of its name is the same place.
    """
    best = ranked[0]
    for other in ranked[1:]:
        same_country = other.place.country == best.place.country
        if same_country and kilometres(best.place, other.place) < SAME_KM + 120 * _is_area(best.place, other.place):
            continue
        return best.score - other.score, other.place
    return 9.0, None


def _is_area(a: Place, b: Place) -> bool:
    return ("admin1" in (a.feature, b.feature) or "region" in (a.feature, b.feature)) and (
        folded(a.name) == folded(b.name) or inside(a, b) or inside(b, a)
    )


def read_setting(texts: Sequence[str], found: Mapping[str, tuple[Place, ...]]) -> Setting:
    """Return what a document's `texts` (title, body) tell of where it plays.

    Countries and peoples named weigh by how often; then the other names, each by the country it most likely lies in.
    """
    named = [name for text in texts for name in named_in(cased(text), found) if name.known]
    weight: dict[str, float] = {}
    countries: dict[str, Place] = {}
    for name in named:
        for place in _national(found[name.text]):
            weight[place.country or ""] = weight.get(place.country or "", 0.0) + 1.0
            if place.feature == "country":
                countries[place.country or ""] = place
    paired = _pairs(named, found)
    first = Setting(_shares(weight), (), paired, countries)
    anchors: dict[str, Place] = {}
    for text, kind in sorted({(n.text, n.kind) for n in named}, key=str):
        if _national(found[text]):
            continue
        ranked = rank(text, kind, found[text], first)
        if not ranked:
            continue
        lead, _ = margin(ranked)
        best = ranked[0].place
        if lead > 0.5 and (best.population >= LARGE or best.country in weight or paired.get(folded(text)) == best.id):
            anchors[best.id] = best
            weight[best.country or ""] = weight.get(best.country or "", 0.0) + 0.5
    weight.pop("", None)
    return Setting(_shares(weight), tuple(anchors[i] for i in sorted(anchors)), paired, countries)


def _national(candidates: Sequence[Place]) -> list[Place]:
    """Return the country that a name or a people's name stands for; the most populous where there are two."""
    return [p for p in candidates if p.feature in ("country", "people")][:1]


def _shares(weight: Mapping[str, float]) -> dict[str, float]:
    total = sum(weight.values())
    return {country: round(weight[country] / total, 6) for country in sorted(weight) if total}


def _pairs(named: Sequence[Named], found: Mapping[str, tuple[Place, ...]]) -> dict[str, str]:
    """Return which place the document means where it says "Paris, Texas"."""
    paired: dict[str, str] = {}
    for first, second in pairwise(named):
        if not 0 <= second.start - first.end <= 2 or second.gap.strip() != ",":
            continue
        areas = [a for a in found[second.text] if a.feature in ("country", "admin1", "region")]
        if not areas:
            continue
        ranked = rank(first.text, first.kind, found[first.text], NOWHERE, [areas])
        if ranked and any(inside(ranked[0].place, area) for area in areas):
            paired[folded(first.text)] = ranked[0].place.id
            paired.setdefault(folded(second.text), next(a.id for a in areas if inside(ranked[0].place, a)))
    return paired
