"""Where the harm was done: which place of the gazetteer the words mean, how exactly, and why. Codebook 4.1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import exp

from onrecord.ground.judging import Judged, judge
from onrecord.ground.maps import NOWHERE, Ranked, Setting, bearing, kilometres, rank
from onrecord.ground.name_spans import cased, names_of
from onrecord.ground.place_words import KINDS, Named, PlaceWords, read_place_words
from onrecord.model.ground import Place, PlaceChoice, Settled

CLOSE = 0.45  # a lead of less than this is no lead: the candidates stand close
WRONG_BEARING = 67.0  # degrees off from which the words and the map disagree (one and a half points of eight)
WHERE_PREC = {"place": 1, "neighbourhood": 1, "admin2": 3, "admin1": 4, "region": 5, "country": 6, "water": 7}

BESIDE = KINDS["beside"]

Found = Mapping[str, tuple[Place, ...]]


def names_in(words: str) -> frozenset[str]:
    """Return the names that a gazetteer must be asked for before `choose_place(words, ...)`."""
    return names_of(words)


def choose_place(
    words: str | None, *, found: Found, setting: Setting = NOWHERE, inherited: bool = False
) -> PlaceChoice:
    """Return the place that `words` mean, with its precision, the reason and the runner-up.

    `found`: candidates for every name of `names_in(words)`; `setting`: what the document says of where it plays.
    AMBIGUOUS: two candidates stand close. `place` is then the country both lie in, if the document names it, else
    None; `runner_up` is the likelier candidate, never to be shown as the place. UNKNOWN: not in the gazetteer.
    Rule: codebook 4.1; `where_prec` as UCDP's.
    """
    if words is None or not words.strip():
        return PlaceChoice(Settled.NOT_STATED, None, None, None, "the text gives no place")
    said = read_place_words(cased(words), found)
    heads = said.of("head")
    if said.of("listed"):
        choice = _several(words, said, found, setting)
    elif heads and heads[0].known:
        choice = _known(words, heads[0], said, found, setting)
    else:
        choice = _unknown(words, said, found, setting)
    return replace(choice, inherited=inherited)


def _beside(head: Named) -> bool:
    """Return whether the name is a town's and the words speak of its airport or camp, which lies somewhere near."""
    return head.kind == "beside" and not any(word in BESIDE for word in head.text.lower().split())


def _areas(said: PlaceWords, found: Found) -> list[tuple[Place, ...]]:
    return [found[name.text] for name in said.of("container", "people") if name.known]


def _known(words: str, head: Named, said: PlaceWords, found: Found, setting: Setting) -> PlaceChoice:
    beside = [found[name.text] for name in said.of("anchor") if name.known]
    judged = judge(head, found[head.text], setting, _areas(said, found), beside)
    if not judged.ranked:
        return _unknown(words, said, found, setting, missing=head.text, judged=judged)
    if judged.other is not None and judged.lead < CLOSE:
        return _ambiguous(words, judged.ranked[0], judged.other, setting)
    choice = _settled(words, head, judged)
    if said.near or _beside(head):
        choice = replace(choice, where_prec=max(2, choice.where_prec or 2), reason=choice.reason + "; only near it")
    if head.kind == "admin" and choice.where_prec == 1:
        reason = f"{choice.reason}; its unit is meant, which the gazetteer does not hold by that name"
        choice = replace(choice, where_prec=4, reason=reason)
    if head.part and choice.where_prec == 6:
        choice = replace(choice, where_prec=5, reason=choice.reason + "; a part of the country")
    return _related(choice, said, found, setting)


def _settled(words: str, head: Named, judged: Judged) -> PlaceChoice:
    best, other = judged.ranked[0], judged.other
    place = best.place
    reason = f"{head.text!r} is {_label(place)}"
    if best.why:
        reason += ": " + ", ".join(best.why)
    elif other is not None or len(judged.ranked) > 1:
        reason += ": the most populous of its name"
    else:
        reason += ": the only one of its name"
    score = round(1 / (1 + exp(-1.5 * min(judged.lead, 6.0))), 3)
    prec = WHERE_PREC.get(place.feature, 5)
    if place.feature == "region" and place.admin1:
        prec = 3
    return PlaceChoice(Settled.RESOLVED, words, place, prec, reason, score, other)


def _ambiguous(words: str, best: Ranked, other: Place, setting: Setting) -> PlaceChoice:
    reason = f"{_label(best.place)} and {_label(other)} stand close and the text does not decide"
    country = (setting.named or {}).get(best.place.country or "") if best.place.country == other.country else None
    if country is not None and country.id != best.place.id:
        reason += f"; both lie in {country.name}"
        return PlaceChoice(Settled.AMBIGUOUS, words, country, 6, reason, 0.5, best.place)
    return PlaceChoice(Settled.AMBIGUOUS, words, None, None, reason, 0.5, best.place)


def _unknown(
    words: str,
    said: PlaceWords,
    found: Found,
    setting: Setting,
    missing: str | None = None,
    judged: Judged | None = None,
) -> PlaceChoice:
    """Return the nearest known area around a name that the gazetteer does not hold, or holds only elsewhere."""
    missing = missing or next((n.text for n in said.names if not n.known), None)
    if missing is None:
        return PlaceChoice(Settled.UNKNOWN, words, None, None, "the words hold no name of a place")
    refused = judged.refused if judged else None
    why = f"{missing!r} is not in the gazetteer"
    if judged is not None:
        why = f"{missing!r} names a people" if refused is None else f"{_label(refused)}, {judged.why}"
    around = [n for n in said.of("container", "anchor") if n.known and n.text != missing]
    for at, inner in enumerate(around):
        areas = [found[n.text] for n in around[at + 1 :] if n.role == "container"]
        areas += [found[n.text] for n in said.of("people") if n.known]
        judged = judge(inner, found[inner.text], setting, areas)
        if not judged.ranked:
            continue
        if judged.other is not None and judged.lead < CLOSE:
            return _ambiguous(words, judged.ranked[0], judged.other, setting)
        choice = _settled(words, inner, judged)
        reason = f"{why}, and {inner.text!r} stands for it; {choice.reason}"
        prec = max(2, choice.where_prec or 2)
        return replace(choice, where_prec=prec, reason=reason, relation=said.relation, stands_for=missing)
    return PlaceChoice(Settled.UNKNOWN, words, None, None, why, runner_up=refused)


def _several(words: str, said: PlaceWords, found: Found, setting: Setting) -> PlaceChoice:
    """Return what several listed places have in common: one town or country, or nothing."""
    names = said.of("listed")
    judged = [judge(n, found.get(n.text, ()), setting, _areas(said, found)) for n in names]
    best = [j.ranked[0].place for j in judged if j.ranked]
    reason = f"several places are named: {', '.join(name.text for name in names)}"
    for around in said.of("container"):
        whole = judge(around, found.get(around.text, ()), setting)
        if whole.ranked and (whole.other is None or whole.lead >= CLOSE):
            choice = _settled(words, around, whole)
            prec = max(2, choice.where_prec or 2)
            return replace(choice, where_prec=prec, reason=f"{reason}; all in {around.text!r}; {choice.reason}")
    if best and len(best) == len(names) and all(kilometres(best[0], p) < 25 for p in best):
        return PlaceChoice(Settled.RESOLVED, words, best[0], 2, f"{reason}; they lie close together", 0.7)
    countries = {p.country for p in best}
    whole_country = len(best) == len(names) and len(countries) == 1
    country = (setting.named or {}).get(next(iter(countries)) or "") if whole_country else None
    first = best[0] if best else None
    return PlaceChoice(Settled.AMBIGUOUS, words, country, 6 if country else None, reason, 0.5, first)


def _related(choice: PlaceChoice, said: PlaceWords, found: Found, setting: Setting) -> PlaceChoice:
    """Return `choice` with the relation as stated, and whether the map disagrees with its direction."""
    if said.relation is None:
        return choice
    choice = replace(choice, relation=said.relation)
    anchors = [n for n in said.of("anchor") if n.known]
    if said.bearing is None or not anchors or choice.place is None:
        return choice
    ranked = rank(anchors[0].text, anchors[0].kind, found[anchors[0].text], setting, [(choice.place,)])
    ranked = tuple(r for r in ranked if r.place.country == choice.place.country and r.place.id != choice.place.id)
    if not ranked or ranked[0].place.feature not in ("place", "neighbourhood"):
        return choice
    real = bearing(ranked[0].place, choice.place)
    off = abs((real - said.bearing + 180) % 360 - 180)
    if off <= WRONG_BEARING:
        return choice
    where = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")[round(real / 45) % 8]
    reason = f"{choice.reason}; the text says {said.relation}, on the map it lies {where} of {ranked[0].place.name}"
    return replace(choice, conflict=True, reason=reason)


def _label(place: Place) -> str:
    kind = {"admin1": " (first-level unit)", "admin2": " (second-level unit)", "place": ""}.get(
        place.feature, f" ({place.feature})"
    )
    parts = [place.name + kind, place.admin1 or "", place.country or ""]
    return ", ".join(part for n, part in enumerate(parts) if part and not (n == 2 and place.feature == "country"))
