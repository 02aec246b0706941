"""Rows of JSON Lines in, a row out for each, in order, with flat memory and no ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.adapters.json_lines import row_of
from onrecord.consolidate.as_reported import text_tolls
from onrecord.extract.prefilter import may_harm
from onrecord.extract.reading import read_claims
from onrecord.ground.periods import choose_period
from onrecord.ingest.read import foreign_passages, report_of_row, unread_for
from onrecord.model.claim import Doubt, Reading
from onrecord.model.entry import Unread
from onrecord.model.report import Report
from onrecord.pipeline.reading import FAULTS, fault_in
from onrecord.ports import Parser
from onrecord.publish.rows import claim_row, doubt_row, statement_row, tolls_row

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows came in, and how many of them were not read, for a foreseen reason or otherwise."""

    rows: int = 0
    skipped: int = 0
    failed: int = 0


def extract_stream(
    lines: Iterable[bytes | Unread], write: Callable[[Row], None], parser: Parser, *, tolls: bool
) -> Count:
    """Write one row for each of `lines`, in order, each as soon as it is read; return how many.

    An empty line is no row. A row that is not read is written with `skipped`, the reason in words, and no claims.
    """
    rows = skipped = failed = 0
    for number, line in enumerate(lines, 1):
        if not isinstance(line, Unread) and not line.strip():
            continue
        row, unread = extract_line(line, number=number, parser=parser, tolls=tolls)
        write(row)
        rows += 1
        if unread is not None:
            failed += unread.failed
            skipped += not unread.failed
    return Count(rows, skipped, failed)


def extract_line(line: bytes | Unread, *, number: int, parser: Parser, tolls: bool) -> tuple[Row, Unread | None]:
    """Return the row for one line, and why it was not read if it was not. `number` counts lines from 1."""
    given = line if isinstance(line, Unread) else row_of(line, f"line {number}")
    if isinstance(given, Unread):
        return _skipped(None, given), given
    doc = given.get("doc")
    try:
        read = report_of_row(given, number=number)
        if isinstance(read, Unread):
            return _skipped(doc, read), read
        report, doubts = read
        unread = unread_for(report, f"line {number}")
        if unread is not None:
            return _skipped(doc, unread, doubts, report), unread
        return {"doc": doc, **_reading_row(report, doubts, parser, tolls=tolls)}, None
    except FAULTS as error:
        unread = fault_in(f"line {number}", error)
        return _skipped(doc, unread), unread


def _reading_row(report: Report, doubts: tuple[Doubt, ...], parser: Parser, *, tolls: bool) -> Row:
    reading = _reading(report, parser)
    periods = {c.id: choose_period(c, published=report.published_at) for c in reading.claims}
    row: Row = {
        "claims": [claim_row(c, report, period=periods[c.id]) for c in reading.claims],
        "statements": [statement_row(s, report) for s in reading.statements],
        "doubts": [doubt_row(d, report) for d in (*doubts, *foreign_passages(report), *reading.doubts)],
    }
    if tolls:
        row["tolls"] = tolls_row(text_tolls(reading.claims, periods))
    return row


def _reading(report: Report, parser: Parser) -> Reading:
    """Return what `report` says. Most rows of a dump say nothing of harm: these cost the parser nothing."""
    if not may_harm(report.text) and not may_harm(report.title or ""):
        return Reading()
    with parser.report():
        return read_claims(report, parser)


def _skipped(doc: object, unread: Unread, doubts: tuple[Doubt, ...] = (), report: Report | None = None) -> Row:
    rows = [doubt_row(d, report) for d in doubts] if report else []
    return {"doc": doc, "claims": [], "statements": [], "doubts": rows, "skipped": f"{unread.reason}: {unread.message}"}
