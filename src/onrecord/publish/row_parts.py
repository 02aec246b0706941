"""What rows are built of: quote, measure, place, period, actor, victim."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.model.claim import Victim
from onrecord.model.ground import Actor, Period, Place, PlaceChoice
from onrecord.model.record import Measure
from onrecord.model.report import BlockKind, Quote, Report

Row = dict[str, Any]


def quote_columns(quote: Quote, report: Report) -> Row:
    """Return block, quote, start and end of `quote`, as they stand in what was given."""
    if quote.block is BlockKind.TITLE:  # a title is kept as given
        return {"block": quote.block.value, "quote": quote.exact, "start": quote.start, "end": quote.end}
    return {
        "block": quote.block.value,
        "quote": report.given(quote.start, quote.end),
        "start": report.given_offset(quote.start),
        "end": report.given_offset(quote.end),
    }


def measure_columns(measure: Measure) -> Row:
    """Return harm, unit, population and thing of a measure."""
    return {
        "harm": measure.harm.value,
        "unit": measure.unit.value,
        "population": [p.value for p in measure.population],
        "thing": measure.thing,
    }


def location_row(choice: PlaceChoice) -> Row:
    """Return where, as far as the text tells; no coordinates where the place is not settled."""
    return {
        "settled": choice.settled.value,
        "as_written": choice.as_written,
        **place_columns(choice.place),
        "where_prec": choice.where_prec,
        "relation": choice.relation,
        "stands_for": choice.stands_for,
        "conflict": choice.conflict,
        "inherited": choice.inherited,
        "score": choice.score,
        "reason": choice.reason,
        "runner_up": place_columns(choice.runner_up) if choice.runner_up else None,
    }


def place_columns(place: Place | None) -> Row:
    """Return the columns of a gazetteer entry, each None where there is no place."""
    keys = ("id", "name", "latitude", "longitude", "feature", "country", "admin1", "admin2")
    return {key: getattr(place, key) if place else None for key in keys}


def period_row(period: Period) -> Row:
    """Return when, both days included."""
    return {
        "settled": period.settled.value,
        "as_written": period.as_written,
        "start_date": iso(period.start),
        "end_date": iso(period.end),
        "date_prec": period.date_prec,
        "as_of_status": period.as_of_status,
        "inherited": period.inherited,
        "reason": period.reason,
    }


def actor_row(actor: Actor | None) -> Row | None:
    """Return who did it, or None."""
    return {"id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country} if actor else None


def victim_row(victim: Victim | None) -> Row | None:
    """Return what the report tells of one person, or None. Never part of public output by default."""
    if victim is None:
        return None
    return {"name": victim.name, "age": victim.age, "sex": victim.sex, "role": victim.role}


def iso(day: date | None) -> str | None:
    """Return `day` as ISO text."""
    return day.isoformat() if day else None
