"""What the words of a place say: which names, what each is called (province, town, hospital), and how they relate."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.ground.name_spans import Run, is_short, pairs, plain, runs_in
from onrecord.model.ground import Place
from onrecord.model.names import folded

KINDS: Mapping[str, frozenset[str]] = {
    "admin": frozenset(
        "province provinces governorate governorates state region regions oblast county department prefecture"
        " division canton emirate wilaya raion municipality subdistrict territory".split()
    ),
    "settlement": frozenset("city town village villages hamlet settlement capital cities towns township".split()),
    "quarter": frozenset("neighbourhood neighborhood neighbourhoods neighborhoods quarter suburb suburbs".split()),
    "area": frozenset("area areas district districts valley mountains desert peninsula strip front".split()),
    # These stand at the town that they are called after, when nothing nearer is said.
    "beside": frozenset("airport airbase airfield base port dam crossing camp refinery garrison checkpoint".split()),
    # A facility takes its name from a person as often as from a town: "Nasser hospital" is not in Nasser.
    "facility": frozenset(
        "hospital clinic school university college mosque church cathedral temple market souk bazaar street road"
        " highway avenue square roundabout bridge building tower house home hotel restaurant cafe café factory plant"
        " bakery station stadium park courthouse court jail headquarters compound institute faculty center centre"
        " brigade battalion regiment barracks junction intersection shelter warehouse prison orphanage".split()
    ),
}
_KIND = {word: kind for kind, words in KINDS.items() for word in words}
_DIRECTION = r"(?:north|south)?[- ]?(?:east|west|north|south)(?:ern|wards?|erly)?"
_POINTS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_TOWARDS = re.compile(rf"\b(?P<dir>{_DIRECTION})\s+(?:of|from)(?:\s+the)?\b|\bto the (?P<to>{_DIRECTION}) of\b", re.I)
_NEAR = re.compile(
    r"\b(near|nearby|close to|outside|around|surrounding|outskirts|edges?|vicinity|next to|not far from|off|adjacent"
    r"|beyond|countryside|rural|between|along|towards?|approaches|front|axis|km|kilomet(?:er|re)s?|miles?)\b",
    re.I,
)
_PART = re.compile(rf"\b(?:{_DIRECTION}|central|rural|parts? of|areas? of|upper|lower)[\s\u00a0]+(?:the )?$", re.I)
_AND = re.compile(r"^\s*,?\s*(?:and|or|&|as well as)\b[^,]*$", re.I)
_LEAD = re.compile(rf"(?:{_DIRECTION}|central|greater|rural|port|mount|the|upper|lower|old|new)$", re.I)
_NATURE = re.compile(
    r"\b(?:River|Creek|Lake|Bay|Sea|Ocean|Museum|Airport|Park|Mountain|Hills?|Falls|Fork|Trail|Canal|Dam|Line|Center"
    r"|Centre|Army|Brigade|Party|Union|Council|Court|Company|Times|Post|News|Press|Association|Committee|Ministry)$"
)
# Adjectives of creeds and peoples without a country: "the Shiite bastion of X" names one place.
_CREEDS = frozenset(
    "Shiite Shia Shi'ite Sunni Muslim Christian Jewish Druze Alawite Yazidi Kurdish Arab Islamist Western Coptic Hindu"
    " Tuareg Fulani Rohingya Orthodox Catholic African European Asian Jihadist".split()
)
_INNER = re.compile(r"\b(?:neighbou?rhoods|districts|areas|suburbs|towns|villages|cities|provinces) of\b", re.I)
LARGE = 50_000  # a town of this size may stand behind a quarter's name without a comma: "Zubdiya Aleppo"


@dataclass(frozen=True, slots=True)
class Named:
    """One name in the words. `role`: head, anchor (the head lies near it), container, listed, people, facility."""

    text: str
    start: int
    end: int
    known: bool
    kind: str | None = None  # admin, settlement, quarter, area, beside, facility
    role: str = "head"
    part: bool = False  # "northern Syria"
    gap: str = ""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The names of a place phrase, in order, and how the first relates to what follows."""

    names: tuple[Named, ...]
    near: bool = False  # the place lies near its first name, not in it
    relation: str | None = None  # "southwest of Tripoli"
    bearing: int | None = None  # of the head as seen from the anchor, degrees from north

    def of(self, *roles: str) -> tuple[Named, ...]:
        """Return the names with one of `roles`, in order."""
        return tuple(name for name in self.names if name.role in roles)


def read_place_words(words: str, found: Mapping[str, tuple[Place, ...]]) -> PlaceWords:
    """Return the names in `words` and their relations; `found` tells which stretches are names of places at all."""
    near, relation, bearing = False, None, None
    roled: list[Named] = []
    previous_end = 0
    for name in _names(words, found):
        gap = words[previous_end : name.start]
        towards = _TOWARDS.search(gap)
        role = _role(gap, name, roled)
        if role in ("head", "anchor") and (towards or _NEAR.search(gap)):
            near = near or role == "head"
            if towards and relation is None:
                relation = " ".join(words[previous_end + towards.start() : name.end].split())
                bearing = _bearing(towards.group("dir") or towards.group("to"))
        if role == "listed":
            roled = [replace(n, role="listed") if n.gap.strip() == "," or n.role == "head" else n for n in roled]
        part = name.part or (bool(_PART.search(gap)) and not towards)
        roled.append(replace(name, role=role, part=part, gap=gap))
        if role != "people":
            previous_end = name.end
    return PlaceWords(_inner_first(roled), near or _near_after(words, roled), relation, bearing)


def named_in(text: str, found: Mapping[str, tuple[Place, ...]]) -> tuple[Named, ...]:
    """Return the names in a running text, in order, each with the words before it since the last as its `gap`."""
    names, end = [], 0
    for name in _names(text, found):
        names.append(replace(name, gap=text[end : name.start]))
        end = name.end
    return tuple(names)


def _names(words: str, found: Mapping[str, tuple[Place, ...]]) -> list[Named]:
    whole = plain(words)
    if found.get(whole) and not is_short(whole):
        return [_named(whole, words, 0, len(words), found)]
    runs = runs_in(words)
    joined = {
        first: second for first, second in pairs(words, runs) if found.get(plain(words[first.start : second.end]))
    }
    names: list[Named] = []
    for run in runs:
        if run in joined.values():
            continue
        if run in joined:
            end = joined[run].end
            names.append(_named(plain(words[run.start : end]), words, run.start, end, found))
        else:
            names += _split(run, words, found)
    return names


def _role(gap: str, name: Named, before: list[Named]) -> str:
    if name.role == "people":
        return "people"
    if name.kind == "facility" and not name.known:
        return "facility"
    placed = [n for n in before if n.role not in ("people", "facility")]
    if not placed:
        return "head"
    if _TOWARDS.search(gap) or _NEAR.search(gap):
        return "anchor"
    if _INNER.search(gap):
        return "inner"
    if _AND.match(gap) and placed[-1].role in ("head", "listed", "container", "inner"):
        return "inner" if placed[-1].role == "inner" else "listed"
    return "container"


def _inner_first(names: list[Named]) -> tuple[Named, ...]:
    """Return `names` with roles turned where the towns come last: "the Baghdad neighbourhoods of A and B"."""
    inner = [n for n in names if n.role == "inner"]
    if not inner:
        return tuple(names)
    role = "head" if len(inner) == 1 else "listed"
    turned = {"inner": role, "head": "container"}
    return tuple(sorted((replace(n, role=turned.get(n.role, n.role)) for n in names), key=lambda n: n.role != role))


def _near_after(words: str, names: list[Named]) -> bool:
    """Return whether the first name is followed by "countryside" or the like: "Idlib's countryside"."""
    heads = [n for n in names if n.role == "head"]
    return bool(heads) and bool(re.match(r"['’]?s?\s+(countryside|outskirts|barrens)\b", words[heads[0].end :], re.I))


def _bearing(words: str) -> int:
    """Return the bearing of "southwest", "north-east", "southern" in degrees from north."""
    name = re.sub(r"(ern|wards?|erly)$", "", re.sub(r"[- ]", "", words.lower()))
    return 45 * _POINTS.index(name) if name in _POINTS else 0


def _split(run: Run, words: str, found: Mapping[str, tuple[Place, ...]]) -> list[Named]:
    """Return the names in one run. A known stretch counts only if the rest of the run is no part of the name:
    "Khan" is not the place in "Khan al-Assal"."""
    if run.text in _CREEDS and re.match(r"[ -]+[a-z]", words[run.end :]):
        return []
    kind = _kind_after(words, run.end) or _kind_of(run.text.split()[-1].rstrip("."))
    whole = plain(run.text)
    if kind == "facility" and not found.get(whole):
        return [Named(whole, run.start, run.end, False, "facility")]
    if _NATURE.search(whole) and not found.get(whole):
        return [Named(whole, run.start, run.end, False)]
    if kind == "facility" and run.tail_end == run.end and _kind_after(words, run.end) == "facility":
        return [Named(whole, run.start, run.end, False, "facility")]
    for start, end in run.spans():
        text = plain(words[start:end])
        if not found.get(text) or is_short(text) or text.lower() in _KIND or _LEAD.match(text):
            continue
        lead, rest = plain(words[run.start : start]), plain(words[end : max(run.end, end)])
        if rest and not all(_kind_of(word) or word in ("Refugee",) for word in rest.split()):
            continue
        name = _named(text, words, start, end, found)
        if not lead or all(_LEAD.match(w) or _kind_of(w) or w.lower() == "of" for w in lead.split()):
            part = bool(lead) and bool(re.search(rf"{_DIRECTION}$|central$", lead, re.I))
            return [replace(name, part=part, kind=name.kind or _kind_of(rest.rpartition(" ")[2]))]
        if _peoples(lead, found):
            return [Named(lead, run.start, start, True, None, "people"), name]
        if _may_follow(text, found[text]):
            known = bool(found.get(lead)) and not is_short(lead)
            return [Named(lead, run.start, start, known, _kind_before(words, run.start)), name]
    return [Named(whole, run.start, run.end, False, kind or _kind_before(words, run.start))]


def _may_follow(text: str, candidates: Sequence[Place]) -> bool:
    """Return whether the name is large and well known enough to stand behind an unknown one without a comma."""
    key = folded(text)
    return any(
        p.feature in ("country", "admin1") or (p.population >= LARGE and folded(p.name) == key) for p in candidates
    )


def _peoples(text: str, found: Mapping[str, tuple[Place, ...]]) -> bool:
    return bool(found.get(text)) and all(place.feature == "people" for place in found[text])


def _named(text: str, words: str, start: int, end: int, found: Mapping[str, tuple[Place, ...]]) -> Named:
    kind = _kind_after(words, end) or _kind_of(text.rsplit(maxsplit=1)[-1]) or _kind_before(words, start)
    return Named(text, start, end, True, kind, "people" if _peoples(text, found) else "head")


def _kind_of(word: str) -> str | None:
    return _KIND.get(word.lower().strip(",."))


def _kind_after(words: str, end: int) -> str | None:
    match = re.match(r"['’]?s?[ \u00a0]+(\w+)(?:[ \u00a0]+(\w+))?", words[end:])
    if not match:
        return None
    first, second = match.group(1), match.group(2) or ""
    if first.lower() in ("in", "at", "of", "and", "near", "to", "on", "by", "or", "from"):
        return None
    kind = _kind_of(first)
    return kind or (_kind_of(second) if _kind_of(second) in ("facility", "beside") else None)


def _kind_before(words: str, start: int) -> str | None:
    match = re.search(r"(\w+)[ \u00a0]+(?:of|called|known as)[ \u00a0]+(?:the[ \u00a0]+)?$", words[:start])
    kind = _kind_of(match.group(1)) if match else None
    return None if kind == "facility" else kind
