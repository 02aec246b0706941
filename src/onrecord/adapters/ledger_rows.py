"""Nouns as rows of the ledger's tables. The JSON body is what is read back; the other columns are there to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from onrecord.adapters.ledger_nouns import reading_of
from onrecord.model.claim import Doubt
from onrecord.model.codec import encode
from onrecord.model.entry import Capture, Entry, Unread
from onrecord.model.ground import GroundedClaim, PlaceChoice
from onrecord.model.identity import Json, canonical, content_id, sha256_of
from onrecord.model.record import Conflict
from onrecord.model.report import Report

Row = dict[str, Any]
LARGEST = 2**63 - 1  # SQLite's


def instant(moment: datetime) -> str:
    """Return `moment` in UTC as text of one width, so that text order is time order.

    Raises: ValueError if it has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"ledger time: expected one with a time zone, found {moment.isoformat()}")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def report_row(entry: Entry) -> Row:
    """Return the report's row but for `recorded_at`, with the hash of all that the entry holds."""
    report, unread = entry.report, entry.unread
    row: Row = {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "published_status": report.published_status.value,
        "language": report.language,
        "url": report.url,
        "claims": len(entry.claims),
        "statements": len(entry.statements),
        "doubts": len(entry.doubts),
        "unread_name": unread.name if unread else None,
        "unread_reason": unread.reason.value if unread else None,
        "unread_message": unread.message if unread else None,
        "method": entry.method,
        "reading": None,
        "text": report.text,
        "body": _body(report, without="text"),
    }
    if reading_of(entry.claims, entry.statements, _from_reading(entry)) != entry.reading:
        row["reading"] = canonical(encode(entry.reading))
    row["entry_hash"] = entry_hash(row, claim_rows(entry), statement_rows(entry), doubt_rows(entry))
    return row


def entry_hash(report: Row, claims: Sequence[Row], statements: Sequence[Row], doubts: Sequence[Row]) -> str:
    """Return the hash of what rows of one entry hold: bodies and text, no times; `unread` and `method` with them."""
    said: Json = [
        *(report[key] for key in ("text", "body", "reading", "method")),
        *(report[key] for key in ("unread_name", "unread_reason", "unread_message")),
        [row["body"] for row in claims],
        [row["body"] for row in statements],
        [[row["body"], row["from_reading"]] for row in doubts],
    ]
    return sha256_of(canonical(said))


def claim_rows(entry: Entry) -> list[Row]:
    """Return a row a claim, in the order of the entry, but for `recorded_at`."""
    return [claim_row(grounded, position) for position, grounded in enumerate(entry.claims)]


def claim_row(grounded: GroundedClaim, position: int) -> Row:
    """Return the row of one claim but for `recorded_at`.

    Raises: ValueError for a figure that no column can hold.
    """
    claim, count = grounded.claim, grounded.claim.count
    if max(count.low, count.high or 0) > LARGEST:
        raise ValueError(f"claim {claim.id}: expected a figure up to {LARGEST}, found {count.wording!r}")
    return {
        "id": claim.id,
        "report": claim.quote.report,
        "position": position,
        "harm": claim.harm.value,
        "number": count.number,
        "low": count.low,
        "high": count.high,
        "qualifier": count.qualifier.value,
        "unit": claim.unit.value,
        "population": canonical([p.value for p in claim.population]),
        "victims": claim.victims,
        "quote": claim.quote.exact,
        "speaker": claim.speaker,
        "chain": canonical(claim.chain),
        "origin": grounded.origin.id,
        "origin_root": grounded.origin.root,
        "origin_kind": grounded.origin.kind,
        "scope": claim.scope.value,
        "modality": claim.modality.value,
        "historical": int(claim.historical),
        "context": claim.context.value,
        "place_words": claim.place,
        **_place_columns(grounded.place),
        "time_words": claim.when,
        "start_date": _iso(grounded.period.start),
        "end_date": _iso(grounded.period.end),
        "date_prec": grounded.period.date_prec,
        "as_of_status": grounded.period.as_of_status,
        "weapon": claim.weapon,
        "means": claim.means,
        "target": claim.target,
        "perpetrator": claim.perpetrator,
        "perpetrator_id": grounded.perpetrator.id if grounded.perpetrator else None,
        "perpetrator_status": claim.perpetrator_status.value,
        "part_of": claim.part_of,
        "same_as": claim.same_as,
        "confidence": claim.confidence,
        "outlet": grounded.outlet,
        "published_at": _iso(grounded.published_at),
        "retrieved_on": _iso(grounded.retrieved_on),
        "block": claim.quote.block.value,
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "body": _body(grounded, without="retrieved_on"),
    }


def statement_rows(entry: Entry) -> list[Row]:
    """Return a row a statement, in the order of the entry, but for `recorded_at`."""
    return [
        {
            "id": said.statement.id,
            "report": said.statement.quote.report,
            "position": position,
            "type": said.statement.type,
            "mode": said.statement.mode,
            "actors": canonical(said.statement.actors),
            "recipients": canonical(said.statement.recipients),
            "quote": said.statement.quote.exact,
            "speaker": said.statement.speaker,
            "origin_root": said.origin.root,
            "modality": said.statement.modality.value,
            "place_words": said.statement.place,
            "place_name": said.place.place.name if said.place.place else None,
            "country": said.place.place.country if said.place.place else None,
            "start_date": _iso(said.period.start),
            "end_date": _iso(said.period.end),
            "block": said.statement.quote.block.value,
            "quote_start": said.statement.quote.start,
            "quote_end": said.statement.quote.end,
            "body": canonical(encode(said)),
        }
        for position, said in enumerate(entry.statements)
    ]


def doubt_rows(entry: Entry) -> list[Row]:
    """Return a row a doubt, in the order of the entry, but for `recorded_at`."""
    left = Counter(_from_reading(entry))
    rows: list[Row] = []
    for position, doubt in enumerate(entry.doubts):
        from_reading = left[doubt] > 0
        left[doubt] -= from_reading
        rows.append(
            {
                "report": entry.report.id,
                "position": position,
                "reason": doubt.reason.value,
                "message": doubt.message,
                "quote": doubt.quote.exact if doubt.quote else None,
                "claim": doubt.claim,
                "from_reading": int(from_reading),
                "body": canonical(encode(doubt)),
            }
        )
    return rows


def capture_row(capture: Capture, report: str, *, first: bool) -> Row:
    """Return a capture's row but for `recorded_at`. Its id leaves the times out: the same bytes twice are once."""
    return {
        "id": content_id("capture", [report, capture.sha256, capture.name]),
        "report": report,
        "first": int(first),
        **_capture_columns(capture),
    }


def unread_row(unread: Unread, capture: Capture | None) -> Row:
    """Return the row of an item that gave no report, but for `recorded_at`."""
    digest = capture.sha256 if capture else None
    columns = _capture_columns(capture) if capture else dict.fromkeys(("sha256", "media_type", "size", "retrieved_at"))
    return {
        "id": content_id("unread", [unread.name, unread.reason.value, digest]),
        **columns,
        "name": unread.name,
        "reason": unread.reason.value,
        "message": unread.message,
    }


def conflict_row(conflict: Conflict) -> Row:
    """Return a conflict's row but for `recorded_at`."""
    return {
        "name": conflict.name,
        "start_date": conflict.start.isoformat(),
        "end_date": _iso(conflict.end),
        "countries": canonical(conflict.countries),
        "sides": canonical(conflict.sides),
        "body": canonical(encode(conflict)),
    }


def _from_reading(entry: Entry) -> tuple[Doubt, ...]:
    """Return those doubts of the entry that are its reading's, in the order of the entry."""
    left, own = Counter(entry.reading.doubts), []
    for doubt in entry.doubts:
        if left[doubt] > 0:
            left[doubt] -= 1
            own.append(doubt)
    return tuple(own)


def _body(noun: Report | GroundedClaim, *, without: str) -> str:
    value = cast(Row, encode(noun))
    return canonical({key: part for key, part in value.items() if key != without})


def _place_columns(choice: PlaceChoice) -> Row:
    place = choice.place
    return {
        "place_name": place.name if place else None,
        "place_id": place.id if place else None,
        "country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "where_prec": choice.where_prec,
    }


def _capture_columns(capture: Capture) -> Row:
    return {
        "sha256": capture.sha256,
        "name": capture.name,
        "media_type": capture.media_type,
        "size": capture.size,
        "retrieved_at": instant(capture.retrieved_at),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
