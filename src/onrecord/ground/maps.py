"""Distances, bearings and containment between places, and which place a document means by a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
    """What a document tells of where it plays.

    `evidence`: country -> folded name -> how much that name speaks for the country; no name speaks for itself.
    `places`: what its names settle to, each with its weight. `paired`: folded name -> id of the place that the
    document itself pins down ("Paris, Texas"). `named`: ISO code -> the entry of a country that is named.
    """

    evidence: Mapping[str, Mapping[str, float]]
    places: tuple[tuple[str, Place, float], ...] = ()
    paired: Mapping[str, str] | None = None
    named: Mapping[str, Place] | None = None

    def share(self, country: str | None, name: str) -> float:
        """Return which part of the evidence, but for `name` itself, speaks for `country`: 0 to 1."""
        total = sum(w for names in self.evidence.values() for key, w in names.items() if key != name)
        own = sum(w for key, w in self.evidence.get(country or "", {}).items() if key != name)
        return own / total if total else 0.0


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
    beside: Sequence[Sequence[Place]] = (),
) -> tuple[Ranked, ...]:
    """Return the candidates for `name`, best first; peoples are none. The order they come in does not matter.

    `areas`: for each name that the words put around this one, the places it may mean; `beside`: those near it.
    """
    scored = [_scored(name, kind, place, setting, areas, beside) for place in candidates if place.feature != "people"]
    return tuple(sorted(scored, key=lambda r: (-r.score, -r.place.population, r.place.id)))


def _scored(
    name: str,
    kind: str | None,
    place: Place,
    setting: Setting,
    areas: Sequence[Sequence[Place]],
    beside: Sequence[Sequence[Place]],
) -> Ranked:
    why: list[str] = []
    score = _prior(name, place) + _kind_bonus(kind, place)
    key = folded(name)
    share = setting.share(place.country, key)
    if share:
        score += 1.0 + 2.5 * share
        why.append(f"the text speaks of {place.country}")
    if setting.paired and setting.paired.get(key) == place.id:
        score += 4.0
        why.append("the text says in which area it lies")
    near = [(o, w) for other, o, w in setting.places if other != key and o.country == place.country]
    if place.feature not in ("country", "region") and near:
        closest = min(kilometres(place, other) for other, _ in near)
        kin = sum(w for other, w in near if _unit(other) == _unit(place)) / sum(w for _, w in near)
        score += (1.0 if closest < 60 else 0.5 if closest < 200 else 0.0) + 1.5 * kin
        if closest < 200:
            why.append("near other places in the text")
    for area in areas:
        around = [a for a in area if inside(place, a)]
        if around:
            score += 5.0
            why.append(f"in {around[0].name}")
    for others in beside:
        close = [o for o in others if o.id != place.id and o.country == place.country and kilometres(o, place) < 120]
        if close:
            score += 4.0
            why.append(f"not far from {close[0].name}")
    return Ranked(place, score, tuple(why))


def _unit(place: Place) -> str | None:
    return place.name if place.feature == "admin1" else place.admin1


def _prior(name: str, place: Place) -> float:
    feature = {
        "country": 2.5,
        "admin1": -0.1,
        "admin2": -1.0,
        "place": 0.6,
        "neighbourhood": 0.2,
        "region": 2.0,
        "water": 4.0,
    }
    size = log10(max(place.population, UNKNOWN_POPULATION if place.id.startswith("onrecord:") else 100))
    own = without_article(folded(place.name)) == without_article(folded(name))
    return size + feature.get(place.feature, 0.0) + (1.2 if own else 0.0)


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
        if best.place.country == other.place.country and (
            kilometres(best.place, other.place) < SAME_KM or _is_area(best.place, other.place)
        ):
            continue
        return best.score - other.score, other.place
    return 9.0, None


def _is_area(a: Place, b: Place) -> bool:
    """Return whether one is the unit or region around the other."""
    areas = {"admin1", "admin2", "region"}
    return (b.feature in areas and inside(a, b)) or (a.feature in areas and inside(b, a))


def read_setting(texts: Sequence[str], found: Mapping[str, tuple[Place, ...]]) -> Setting:
    """Return what a document's `texts` (title, body) tell of where it plays.

    Countries and peoples named weigh by how often; then the other names, each by the country it most likely lies in.
    """
    named = [n for text in texts for n in named_in(cased(text), found) if n.known]
    times: dict[tuple[str, str | None], int] = {}
    for n in named:
        times[n.text, n.kind] = times.get((n.text, n.kind), 0) + 1
    evidence: dict[str, dict[str, float]] = {}
    countries: dict[str, Place] = {}
    for (text, _), count in sorted(times.items(), key=str):
        for place in _national(found[text]):
            _speak(evidence, place, text, float(count))
            countries[place.country or ""] = _country(place)
    paired = _pairs(named, found)
    first = Setting(evidence, (), paired, countries)
    settled: dict[str, dict[str, float]] = {}
    places: list[tuple[str, Place, float]] = []
    for (text, kind), count in sorted(times.items(), key=str):
        if all(p.feature == "people" for p in found[text]):
            _speak(settled, found[text][0], text, float(count))
            continue
        best, lead = _likely(text, kind, found[text], first)
        weight = float(min(count, 3))
        if best.feature == "country":
            _speak(settled, best, text, float(count))
        elif lead > 0.5 and (
            best.population >= LARGE or best.country in evidence or paired.get(folded(text)) == best.id
        ):
            places.append((folded(text), best, weight))
            _speak(settled, best, text, weight / 2)
    places.sort(key=lambda item: (item[1].id, item[0], item[2]))
    return Setting(settled, tuple(places), paired, countries)


def _country(place: Place) -> Place:
    """Return the entry of the country itself for one of its people ("geonames:2215636/people")."""
    return replace(place, id=place.id.removesuffix("/people"), feature="country")


def _likely(text: str, kind: str | None, candidates: Sequence[Place], setting: Setting) -> tuple[Place, float]:
    ranked = rank(text, kind, candidates, setting)
    return ranked[0].place, margin(ranked)[0]


def _speak(evidence: dict[str, dict[str, float]], place: Place, name: str, weight: float) -> None:
    if place.country:
        names = evidence.setdefault(place.country, {})
        names[folded(name)] = names.get(folded(name), 0.0) + weight


def _national(candidates: Sequence[Place]) -> list[Place]:
    """Return the country that a name or a people's name stands for; the most populous where there are two."""
    return [p for p in candidates if p.feature in ("country", "people")][:1]


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
