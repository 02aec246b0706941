"""The machine interface: nouns as rows that other programs read. `schemas` describes every field.

Offsets are code points into what was given: the report's text (or, for block "title", its title), every line end as it
was; `given[start:end] == quote` always. Victims' details (codebook 5) are left out unless they are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from onrecord.model.claim import Claim, Doubt, Harm, Statement
from onrecord.model.codec import encode
from onrecord.model.entry import Capture, Unread
from onrecord.model.ground import GroundedClaim, GroundedStatement, Period
from onrecord.model.identity import content_id
from onrecord.model.record import Incident, Series, Toll
from onrecord.model.report import Report
from onrecord.publish.row_parts import (
    Row,
    actor_row,
    iso,
    location_row,
    measure_columns,
    period_row,
    quote_columns,
    victim_row,
)


class TextToll(Protocol):
    """One harm's toll of one text, by policy `as_reported`."""

    @property
    def low(self) -> int: ...
    @property
    def best(self) -> int: ...
    @property
    def high(self) -> int | None: ...
    @property
    def open(self) -> bool: ...
    @property
    def claims(self) -> Sequence[str]: ...


def claim_row(claim: Claim, report: Report, *, period: Period | None = None, victims: bool = False) -> Row:
    """Return the row of a claim of `report`; its dates are those of `period`."""
    count = claim.count
    row = {
        "id": claim.id,
        **quote_columns(claim.quote, report),
        "number": count.number,
        "low": count.low,
        "high": count.high,
        "qualifier": count.qualifier.value,
        "harm": claim.harm.value,
        "unit": claim.unit.value,
        "population": [p.value for p in claim.population],
        "victims": claim.victims,
        "weapon": claim.weapon,
        "means": claim.means,
        "target": claim.target,
        "scope": claim.scope.value,
        "speaker": claim.speaker,
        "chain": list(claim.chain),
        "modality": claim.modality.value,
        "historical": claim.historical,
        "context": claim.context.value,
        "place": claim.place,
        "when": claim.when,
        "start_date": iso(period.start) if period else None,
        "end_date": iso(period.end) if period else None,
        "perpetrator": claim.perpetrator,
        "perpetrator_status": claim.perpetrator_status.value,
        "part_of": claim.part_of,
        "same_as": claim.same_as,
        "confidence": claim.confidence,
    }
    return {**row, "victim": victim_row(claim.victim)} if victims else row


def claim_on_record_row(
    grounded: GroundedClaim, report: Report, *, possible_part_of: str | None = None, victims: bool = False
) -> Row:
    """Return the row of a claim on record: the claim's, with its report, place, period, actor and origin."""
    origin = grounded.origin
    row = {
        **claim_row(grounded.claim, report, period=grounded.period),
        "wording": grounded.claim.count.wording,
        "bounds_policy": grounded.claim.count.policy,
        "disjoint": grounded.claim.disjoint,
        "possible_part_of": possible_part_of,
        "as_of_status": grounded.period.as_of_status,
        "actor": actor_row(grounded.perpetrator),
        "report": report.id,
        "outlet": grounded.outlet,
        "published_at": iso(grounded.published_at),
        "voice": grounded.voice or None,
        "location": location_row(grounded.place),
        "period": period_row(grounded.period),
        "origin": origin.id,
        "origin_name": origin.name,
        "origin_root": origin.root,
        "origin_kind": origin.kind,
        "origin_via": list(origin.via),
        "origin_side": origin.side,
        "origin_credibility": origin.credibility,
        "origin_reason": origin.reason,
    }
    return {**row, "victim": victim_row(grounded.claim.victim)} if victims else row


def statement_row(statement: Statement, report: Report, *, period: Period | None = None) -> Row:
    """Return the row of a statement of `report`; its dates are those of `period`."""
    return {
        "id": statement.id,
        **quote_columns(statement.quote, report),
        "type": statement.type,
        "mode": statement.mode,
        "aux": list(statement.aux),
        "actors": list(statement.actors),
        "recipients": list(statement.recipients),
        "target": statement.target,
        "place": statement.place,
        "when": statement.when,
        "said_when": statement.said_when,
        "start_date": iso(period.start) if period else None,
        "end_date": iso(period.end) if period else None,
        "speaker": statement.speaker,
        "modality": statement.modality.value,
        "perpetrator_status": statement.perpetrator_status.value,
    }


def statement_on_record_row(grounded: GroundedStatement, report: Report) -> Row:
    """Return the row of a statement on record: the statement's, with its report, place, period and origin."""
    return {
        **statement_row(grounded.statement, report, period=grounded.period),
        "report": report.id,
        "outlet": grounded.outlet,
        "published_at": iso(grounded.published_at),
        "voice": grounded.voice or None,
        "location": location_row(grounded.place),
        "period": period_row(grounded.period),
        "origin": grounded.origin.id,
        "origin_name": grounded.origin.name,
        "origin_root": grounded.origin.root,
    }


def doubt_row(doubt: Doubt, report: Report) -> Row:
    """Return the row of a doubt about `report`."""
    nowhere = {"block": None, "quote": None, "start": None, "end": None}
    return {
        "reason": doubt.reason.value,
        **(quote_columns(doubt.quote, report) if doubt.quote else nowhere),
        "message": doubt.message,
        "claim": doubt.claim,
    }


def tolls_row(tolls: Mapping[Harm, TextToll]) -> Row:
    """Return one text's tolls by harm, in the order of `Harm`. A harm that the text is silent on has no key."""
    return {
        harm.value: {
            "low": tolls[harm].low,
            "best": tolls[harm].best,
            "high": tolls[harm].high,
            "open": tolls[harm].open,
            "claims": list(tolls[harm].claims),
        }
        for harm in Harm
        if harm in tolls
    }


def report_row(report: Report, capture: Capture, unread: Unread | None, claims: int) -> Row:
    """Return the row of a report on record; `claims` is how many it holds."""
    return {
        "id": report.id,
        "name": capture.name,
        "outlet": report.outlet,
        "title": report.title,
        "published_at": iso(report.published_at),
        "published_status": report.published_status.value,
        "language": report.language,
        "claims": claims,
        "unread": unread_row(unread) if unread else None,
    }


def unread_row(unread: Unread) -> Row:
    """Return the row of an item that was not read."""
    return {
        "name": unread.name,
        "reason": unread.reason.value,
        "message": unread.message,
        "failed": unread.failed,
    }


def toll_id(toll: Toll) -> str:
    """Return the id of a toll: its content's, so that another number has another id."""
    return content_id("toll", encode(toll))


def toll_row(toll: Toll) -> Row:
    """Return the row of a toll."""
    return {
        "id": toll_id(toll),
        **measure_columns(toll.measure),
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "open": toll.open,
        "high_reported": toll.high_reported,
        "independent_origins": toll.independent_origins,
        "origins": list(toll.origins),
        "roots": list(toll.roots),
        "documents": toll.documents,
        "voices": toll.voices,
        "scope": toll.scope,
        "place": toll.place,
        "country": toll.country,
        "start_date": iso(toll.start),
        "end_date": iso(toll.end),
        "possible_part_of": toll.possible_part_of,
        "policy": toll.policy,
        "contributions": [{"claim": c.claim, "role": c.role, "reason": c.reason} for c in toll.contributions],
        "notes": list(toll.notes),
    }


def incident_row(incident: Incident) -> Row:
    """Return the row of an incident. A harm that no claim speaks of has no toll: null, never zero."""
    return {
        "id": incident.id,
        "claims": list(incident.claims),
        "statements": list(incident.statements),
        "reports": list(incident.reports),
        "place": location_row(incident.place) if incident.place else None,
        "start_date": iso(incident.start),
        "end_date": iso(incident.end),
        "date_prec": incident.date_prec,
        "tolls": [toll_row(toll) for toll in incident.tolls],
        "perpetrators": list(incident.perpetrators),
        "perpetrator_status": incident.perpetrator_status.value,
        "weapon": incident.weapon,
        "target": incident.target,
        "historical": incident.historical,
        "context": incident.context,
    }


def series_row(series: Series) -> Row:
    """Return the row of a series, its points in order of `as_of`."""
    return {
        "id": series.id,
        "root": series.root,
        "origin": series.origin,
        **measure_columns(series.measure),
        "scope": series.scope,
        "place": series.place,
        "country": series.country,
        "anchor": iso(series.anchor),
        "points": [encode(point) for point in series.points],
    }
