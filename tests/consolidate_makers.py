"""Small makers of invented grounded claims: a line of text to a GroundedClaim."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from onrecord.model.claim import (
    Claim,
    Context,
    Harm,
    Modality,
    PerpetratorStatus,
    Population,
    Scope,
    Statement,
    Unit,
    Victim,
)
from onrecord.model.count import Count, Qualifier
from onrecord.model.ground import (
    Actor,
    GroundedClaim,
    GroundedStatement,
    Origin,
    Period,
    Place,
    PlaceChoice,
    Settled,
)
from onrecord.model.identity import content_id
from onrecord.model.record import Wire
from onrecord.model.report import BlockKind, Quote

PLACES = {
    p.name: p
    for p in (
        Place("t:karad", "Karad", 30.0, 40.0, "place", "XAA", "North"),
        Place("t:karad-souk", "Karad Souk", 30.02, 40.01, "neighbourhood", "XAA", "North"),
        Place("t:belin", "Belin", 31.0, 41.0, "place", "XAA", "North"),
        Place("t:sorn", "Sorn", 35.0, 45.0, "place", "XBB", "West"),
        Place("t:north", "North", 30.5, 40.5, "admin1", "XAA", "North"),
        Place("t:aland", "Aland", 30.0, 40.0, "country", "XAA"),
    )
}
# By name, in this order: id, root, kind, side, credibility.
ORIGINS = {
    "health body": ("who", "un-system", "international_org", None, 1),
    "relief office": ("relief", "un-system", "international_org", None, 1),
    "movement tracker": ("tracker", "un-system", "international_org", None, 1),
    "ministry": ("ministry", "ministry", "government_civil", None, 3),
    "hospital": ("hospital", "hospital", "health_facility", None, 2),
    "council": ("council", "council", "local_authority", None, 3),
    "named list": ("list", "list", "ngo", None, 1),
    "doctors": ("doctors", "doctors", "ngo", None, 2),
    "army": ("army", "army", "belligerent", "army", 4),
    "rebels": ("rebels", "rebels", "belligerent", "rebels", 4),
    "rumour": ("rumour", "rumour", "social_media", None, 5),
}
QUALIFIERS = (
    ("at least ", Qualifier.AT_LEAST),
    ("more than ", Qualifier.MORE_THAN),
    ("about ", Qualifier.ABOUT),
    ("some ", Qualifier.ABOUT),
    ("nearly ", Qualifier.NEARLY),
    ("approaching ", Qualifier.NEARLY),
    ("up to ", Qualifier.UP_TO),
)
VAGUE = {"several": (3, None), "dozens": (12, None), "hundreds": (100, None), "family": (3, 6)}


def count_of(words: str) -> Count:
    """Return the Count of "more than 121", "12 to 15", "dozens", "none", by codebook/1."""
    if words == "none":
        return Count(0, 0, Qualifier.NONE_REPORTED, "no one", words)
    if words in ("someone", "a"):
        return Count(1, 1, Qualifier.EXACT, "" if words == "someone" else "a", words)
    if words == "people":
        return Count(2, None, Qualifier.INDEFINITE, "", words)
    if words in VAGUE:
        low, high = VAGUE[words]
        return Count(low, high, Qualifier.INDEFINITE, words, words)
    if found := re.fullmatch(r"([\d,]+) to ([\d,]+)", words):
        low, high = (int(n.replace(",", "")) for n in found.groups())
        return Count(low, high, Qualifier.RANGE, words, words)
    start, qualifier = next(((s, q) for s, q in QUALIFIERS if words.startswith(s)), ("", Qualifier.EXACT))
    number = int(words[len(start) :].replace(",", ""))
    place = 1
    while number and number % (place * 10) == 0:
        place *= 10
    half = place // 2 if place > 1 else 0
    bounds: dict[Qualifier, tuple[int, int | None]] = {
        Qualifier.AT_LEAST: (number, None),
        Qualifier.MORE_THAN: (number, None),
        Qualifier.ABOUT: (number - half, number + half),
        Qualifier.NEARLY: (number - half, number),
        Qualifier.UP_TO: (0, number),
        Qualifier.EXACT: (number, number),
    }
    return Count(*bounds[qualifier], qualifier, words[len(start) :], words)


def origin_of(name: str | None, outlet: str) -> Origin:
    """Return the Origin called `name`, or the outlet's own voice."""
    if name is None:
        return Origin(f"outlet:{outlet}", outlet, f"outlet:{outlet}", "news_outlet")
    ident, root, kind, side, rank = ORIGINS[name]
    return Origin(ident, name, root, kind, side=side, credibility=rank)


def place_of(name: str | None) -> PlaceChoice:
    """Return the choice of the invented place `name`; words that no list has stay unknown."""
    if name is None:
        return PlaceChoice(Settled.NOT_STATED, None, None, None, "not stated")
    place = PLACES.get(name)
    if place is None:
        return PlaceChoice(Settled.UNKNOWN, name, None, None, "not found")
    prec = {"country": 6, "admin1": 4}.get(place.feature, 1)
    return PlaceChoice(Settled.RESOLVED, name, place, prec, "found")


def claim(
    words: str,
    *,
    harm: str = "killed",
    outlet: str = "Outlet",
    report: str | None = None,
    at: int = 0,
    origin: str | None = None,
    published: date | None = None,
    start: date | None = None,
    end: date | None = None,
    as_of: str | None = None,
    place: str | None = "Aland",
    scope: str = "incident",
    unit: str = "person",
    victims: str | None = "people",
    population: tuple[str, ...] = (),
    modality: str | None = None,
    historical: bool = False,
    context: str = "conflict",
    part_of: str | None = None,
    same_as: str | None = None,
    disjoint: bool = False,
    sentence: int | None = None,
    block: str = "body",
    by: str | None = None,
    status: str = "not_mentioned",
    when: str | None = None,
    weapon: str | None = None,
    victim: Victim | None = None,
) -> GroundedClaim:
    """Return an invented GroundedClaim. `at` is its offset, `sentence` its sentence's; `by` the perpetrator's id."""
    number = report or content_id("report", [outlet, str(published)])
    quote = Quote(number, BlockKind(block), at, at + 10, f"{words} {victims} {harm}")
    said = Claim(
        quote,
        count_of(words),
        Harm(harm),
        at,
        at + 3,
        unit=Unit(unit),
        population=tuple(Population(p) for p in population),
        victims=victims,
        scope=Scope(scope),
        speaker=origin,
        modality=Modality(modality or ("attributed" if origin else "asserted")),
        historical=historical,
        context=Context(context),
        place=place,
        when=when or (start.isoformat() if start else None),
        perpetrator=by,
        perpetrator_status=PerpetratorStatus(status),
        disjoint=disjoint,
        part_of=part_of,
        same_as=same_as,
        sentence="A sentence.",
        sentence_start=at if sentence is None else sentence,
        weapon=weapon,
        victim=victim,
    )
    settled = Settled.RESOLVED if start or end else Settled.NOT_STATED
    period = Period(settled, start, end, 1 if start and start == end else None, "told", as_of_status=as_of)
    actor = Actor(by, by) if by else None
    return GroundedClaim(said, place_of(place), period, origin_of(origin, outlet), actor, outlet, published)


def statement(
    *,
    outlet: str = "Outlet",
    published: date | None = None,
    place: str | None = None,
    at: int = 0,
    start: date | None = None,
    target: str | None = "school",
    status: str = "not_attributed",
    report: str | None = None,
) -> GroundedStatement:
    """Return an invented attack told without a figure."""
    number = report or content_id("report", [outlet, str(published)])
    said = Statement(
        Quote(number, BlockKind.BODY, at, at + 10, "was bombed"),
        "ASSAULT",
        "aerial",
        target=target,
        place=place,
        perpetrator_status=PerpetratorStatus(status),
        sentence="It was bombed.",
        sentence_start=at,
    )
    settled = Settled.RESOLVED if start else Settled.NOT_STATED
    period = Period(settled, start, start, 1 if start else None, "told")
    return GroundedStatement(said, place_of(place), period, origin_of(None, outlet), outlet, published)


def wire(*claims: GroundedClaim) -> Wire:
    """Return the wire of the reports of `claims`."""
    reports = tuple(sorted({c.claim.quote.report for c in claims}))
    return Wire(reports[0], reports)


def linked(
    child: GroundedClaim, *, part_of: GroundedClaim | None = None, same_as: GroundedClaim | None = None
) -> GroundedClaim:
    """Return `child` with links to other claims of its report."""
    said = replace(
        child.claim,
        part_of=part_of.claim.id if part_of else child.claim.part_of,
        same_as=same_as.claim.id if same_as else child.claim.same_as,
    )
    return replace(child, claim=said)
