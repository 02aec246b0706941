"""Rows of JSON Lines in, a row out for each, in order, with flat memory and no ledger."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.adapters.json_lines import row_of
from onrecord.adapters.parser import WrongModel, load_parser
from onrecord.adapters.workers import Died, in_order
from onrecord.consolidate.as_reported import text_tolls
from onrecord.extract.lexis.prefilter import may_harm
from onrecord.extract.reading import read_claims
from onrecord.ground.periods import choose_period
from onrecord.ingest.read import foreign_passages, report_of_row, unread_for
from onrecord.model.claim import Doubt, Reading
from onrecord.model.entry import Unread, UnreadReason
from onrecord.model.report import Report
from onrecord.pipeline.reading import FAULTS, fault_in
from onrecord.ports import Misuse, Parser
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
    read = (extract_line(line, number=number, parser=parser, tolls=tolls) for number, line in _numbered(lines))
    return _written(read, write)


def extract_shared(lines: Iterable[bytes | Unread], write: Callable[[Row], None], *, tolls: bool, jobs: int) -> Count:
    """Do what `extract_stream` does, to the letter, in `jobs` processes, each with a parser of its own.

    Rows are read ahead. A row that ends a process is written as failed, and the rest is read.
    Raises: Misuse if the parser's weights are not the ones measured.
    """
    numbers: deque[int] = deque()

    def rows() -> Iterator[_Given]:
        for number, line in _numbered(lines):
            numbers.append(number)
            yield number, line, tolls

    def read() -> Iterator[tuple[Row, Unread | None]]:
        for found in in_order(_extract, rows(), jobs=jobs, weigh=_weight, foreseen=Misuse):
            number = numbers.popleft()
            yield _ended(f"line {number}", found) if isinstance(found, Died) else found

    return _written(read(), write)


_Given = tuple[int, "bytes | Unread", bool]


def _numbered(lines: Iterable[bytes | Unread]) -> Iterator[tuple[int, bytes | Unread]]:
    return ((n, line) for n, line in enumerate(lines, 1) if isinstance(line, Unread) or line.strip())


def _written(read: Iterable[tuple[Row, Unread | None]], write: Callable[[Row], None]) -> Count:
    rows = skipped = failed = 0
    for row, unread in read:
        write(row)
        rows += 1
        if unread is not None:
            failed += unread.failed
            skipped += not unread.failed
    return Count(rows, skipped, failed)


def _extract(given: _Given) -> tuple[Row, Unread | None]:
    """Return the row for one line, read in a process that shares the work."""
    number, line, tolls = given
    return extract_line(line, number=number, parser=_parser(), tolls=tolls)


@cache
def _parser() -> Parser:
    try:
        return load_parser()
    except WrongModel as error:
        raise Misuse(str(error)) from None


def _weight(given: _Given) -> int:
    return 0 if isinstance(given[1], Unread) else len(given[1])


def _ended(name: str, died: Died) -> tuple[Row, Unread]:
    message = (
        f"the process that read it ended twice (exit code {died.code}): the machine may be short of memory; "
        "nothing of it was read, read it again by itself"
    )
    unread = Unread(name, UnreadReason.FAULT, message)
    return _skipped(None, unread), unread


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
