"""Rows of the ledger's tables as nouns, as they were recorded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import RowMapping

from onrecord.model.claim import Doubt, Reading
from onrecord.model.codec import decode
from onrecord.model.entry import Capture, Entry, Unread, UnreadReason
from onrecord.model.ground import GroundedClaim, GroundedStatement
from onrecord.model.record import Conflict
from onrecord.model.report import Report


def report_of(row: RowMapping) -> Report:
    """Return the report of a row of the table `report`."""
    return decode(Report, {**json.loads(row["body"]), "text": row["text"]})


def claim_of(row: RowMapping) -> GroundedClaim:
    """Return the grounded claim of a row of the table `claim`."""
    return decode(GroundedClaim, {**json.loads(row["body"]), "retrieved_on": row["retrieved_on"]})


def statement_of(row: RowMapping) -> GroundedStatement:
    """Return the grounded statement of a row of the table `statement`."""
    return decode(GroundedStatement, json.loads(row["body"]))


def capture_of(row: RowMapping) -> Capture:
    """Return the capture of a row of the table `capture` or `unread`."""
    retrieved = datetime.strptime(row["retrieved_at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    return Capture(row["sha256"], row["name"], row["media_type"], row["size"], retrieved)


def unread_of(row: RowMapping) -> Unread | None:
    """Return why the report of a row of the table `report` was not read, or None if it was."""
    if row["unread_reason"] is None:
        return None
    return Unread(row["unread_name"], UnreadReason(row["unread_reason"]), row["unread_message"])


def item_of(row: RowMapping) -> Unread:
    """Return the item of a row of the table `unread`."""
    return Unread(row["name"], UnreadReason(row["reason"]), row["message"])


def conflict_of(row: RowMapping) -> Conflict:
    """Return the conflict of a row of the table `conflict`."""
    return decode(Conflict, json.loads(row["body"]))


def entry_of(
    report: RowMapping,
    capture: RowMapping,
    claims: Sequence[RowMapping],
    statements: Sequence[RowMapping],
    doubts: Sequence[RowMapping],
) -> Entry:
    """Return the entry that the rows of one report hold, each list in order of position."""
    grounded = tuple(claim_of(row) for row in claims)
    said = tuple(statement_of(row) for row in statements)
    all_doubts = tuple(decode(Doubt, json.loads(row["body"])) for row in doubts)
    own = tuple(doubt for doubt, row in zip(all_doubts, doubts, strict=True) if row["from_reading"])
    reading = reading_of(grounded, said, own)
    if report["reading"] is not None:
        reading = decode(Reading, json.loads(report["reading"]))
    return Entry(
        report_of(report), capture_of(capture), reading, grounded, said, all_doubts, report["method"], unread_of(report)
    )


def reading_of(
    claims: tuple[GroundedClaim, ...], statements: tuple[GroundedStatement, ...], doubts: tuple[Doubt, ...]
) -> Reading:
    """Return the reading that an entry's rows come to."""
    return Reading(tuple(g.claim for g in claims), tuple(s.statement for s in statements), doubts)
