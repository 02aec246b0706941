"""One report's claims and statements, each with its place, period, origin and perpetrator. Codebook 4."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.ground.actors import choose_actor
from onrecord.ground.maps import Setting, read_setting
from onrecord.ground.name_spans import names_of
from onrecord.ground.origins import trace_origin
from onrecord.ground.periods import choose_period, read_period
from onrecord.ground.places import choose_place, names_in
from onrecord.model.claim import Claim, Doubt, Modality, Reading, Reason, Statement
from onrecord.model.ground import GroundedClaim, GroundedStatement, Origin, Period, Place, PlaceChoice, Settled
from onrecord.model.lists import Lists
from onrecord.model.report import Quote, Report


@dataclass(frozen=True, slots=True)
class Grounded:
    """What grounding one report gives, in the order of the reading. `voice` is still empty: wires set it."""

    claims: tuple[GroundedClaim, ...]
    statements: tuple[GroundedStatement, ...]
    doubts: tuple[Doubt, ...]


def names_in_reading(report: Report, reading: Reading) -> frozenset[str]:
    """Return every name that the gazetteer must be asked for before `ground_reading`: places said, and the setting.

    Empty where nothing was said that has a place.
    """
    if not reading.claims and not reading.statements:
        return frozenset()
    names: set[str] = set()
    for words in (*(c.place for c in reading.claims), *(s.place for s in reading.statements)):
        names |= names_in(words or "")
    for text in _texts(report):
        names |= names_of(text)
    return frozenset(names)


def ground_reading(
    report: Report,
    reading: Reading,
    *,
    found: Mapping[str, tuple[Place, ...]],
    lists: Lists,
    conflicts_start: date | None = None,
) -> Grounded:
    """Return the claims and statements of `reading` with where, when and who, and what of it stays doubtful.

    `found`: the gazetteer's answer for every name of `names_in_reading`. `conflicts_start` dates "since fighting
    began"; without it, the one "since" date that the report itself gives does.
    """
    setting = read_setting(_texts(report), found)
    anchor = conflicts_start or _own_anchor(reading.claims, report.published_at)
    claims = tuple(_claim(c, report, setting, found=found, lists=lists, anchor=anchor) for c in reading.claims)
    statements = tuple(_statement(s, report, setting, found=found, lists=lists) for s in reading.statements)
    return Grounded(claims, statements, tuple(_doubts(claims, statements)))


def _texts(report: Report) -> tuple[str, ...]:
    return (report.title, report.text) if report.title else (report.text,)


def _claim(
    claim: Claim,
    report: Report,
    setting: Setting,
    *,
    found: Mapping[str, tuple[Place, ...]],
    lists: Lists,
    anchor: date | None,
) -> GroundedClaim:
    inherited = claim.place is not None and claim.placed_by in ("context", "dateline")
    place = choose_place(claim.place, found=found, setting=setting, inherited=inherited)
    return GroundedClaim(
        claim=claim,
        place=place,
        period=choose_period(claim, published=report.published_at, conflicts_start=anchor),
        origin=_origin(claim, report, lists, place),
        perpetrator=choose_actor(claim.perpetrator, lists),
        outlet=report.outlet,
        published_at=report.published_at,
    )


def _statement(
    statement: Statement,
    report: Report,
    setting: Setting,
    *,
    found: Mapping[str, tuple[Place, ...]],
    lists: Lists,
) -> GroundedStatement:
    place = choose_place(statement.place, found=found, setting=setting)
    return GroundedStatement(
        statement=statement,
        place=place,
        period=_when(statement, report.published_at),
        origin=_origin(statement, report, lists, place),
        outlet=report.outlet,
        published_at=report.published_at,
    )


def _when(statement: Statement, published: date | None) -> Period:
    """Return when what is told happened; the day it was said dates nothing."""
    if not statement.when:
        return Period(Settled.NOT_STATED, None, None, None, "no time words")
    if statement.modality is Modality.FUTURE:
        return read_period(statement.when, published=published, tense="future")
    return read_period(statement.when, published=published)


def _origin(said: Claim | Statement, report: Report, lists: Lists, place: PlaceChoice) -> Origin:
    known = place.place if place.settled is Settled.RESOLVED else None
    return trace_origin(said, lists, outlet=report.outlet, wire_credit=report.wire_credit, place=known)


def _own_anchor(claims: Iterable[Claim], published: date | None) -> date | None:
    """Return the day since when the report counts, if it gives exactly one: "since April 4"."""
    starts = {
        choose_period(claim, published=published).start
        for claim in claims
        if claim.when and not claim.historical and re.match(r"\s*since\b", claim.when, re.I)
    } - {None}
    return starts.pop() if len(starts) == 1 else None


def _doubts(claims: Iterable[GroundedClaim], statements: Iterable[GroundedStatement]) -> Iterator[Doubt]:
    """Yield each doubt once for the words it is about, with the first claim that has it, in order."""
    seen: set[tuple[Reason, str | None]] = set()
    grounded: list[tuple[str, Quote, str | None, GroundedClaim | GroundedStatement]] = [
        (g.claim.id, g.claim.quote, (g.claim.chain or (g.claim.speaker,))[-1], g) for g in claims
    ]
    grounded += [(g.statement.id, g.statement.quote, g.statement.speaker, g) for g in statements]
    for said, quote, speaker, g in grounded:
        for reason, words, message in (*_of_place(g.place), *_of_period(g.period), *_of_origin(g.origin, speaker)):
            if (reason, words) not in seen:
                seen.add((reason, words))
                yield Doubt(reason, message, quote, said)


def _of_place(choice: PlaceChoice) -> Iterator[tuple[Reason, str | None, str]]:
    if choice.settled is Settled.AMBIGUOUS:
        yield Reason.AMBIGUOUS_PLACE, choice.as_written, f"place {choice.as_written!r}: {choice.reason}"
    elif choice.settled is Settled.UNKNOWN or choice.stands_for is not None:
        yield Reason.UNKNOWN_PLACE, choice.as_written, f"place {choice.as_written!r}: {choice.reason}"
    if choice.conflict:
        yield Reason.PLACE_CONFLICT, choice.as_written, f"place {choice.as_written!r}: {choice.reason}"


def _of_period(period: Period) -> Iterator[tuple[Reason, str | None, str]]:
    if period.settled is Settled.AMBIGUOUS:
        mismatch = period.reason.startswith("weekday mismatch")
        reason = Reason.WEEKDAY_MISMATCH if mismatch else Reason.AMBIGUOUS_PERIOD
        yield reason, period.as_written, f"time {period.as_written!r}: {period.reason}"
    elif period.settled is Settled.UNKNOWN:
        yield Reason.UNREADABLE_DATE, period.as_written, f"time {period.as_written!r}: {period.reason}"


def _of_origin(origin: Origin, speaker: str | None) -> Iterator[tuple[Reason, str | None, str]]:
    if speaker and origin.kind == "unknown":
        yield Reason.UNKNOWN_SPEAKER, speaker, f"speaker {speaker!r}: {origin.reason}"
