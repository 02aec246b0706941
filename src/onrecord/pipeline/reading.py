"""One item at a time, from bytes to the ledger: ingest, extract, ground, record."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePath
from typing import Protocol

from onrecord import __version__
from onrecord.adapters.files import Item
from onrecord.extract.reading import read_claims
from onrecord.ground.report import ground_reading, names_in_reading
from onrecord.ingest.read import foreign_passages, read_report, report_of_row, unread_for
from onrecord.model.claim import Doubt, Reading
from onrecord.model.entry import Capture, Entry, Unread, UnreadReason
from onrecord.model.lists import Lists
from onrecord.model.report import Report
from onrecord.ports import Archive, Gazetteer, Ledger, Parser

log = logging.getLogger(__name__)

# What a rule of ours raises when it meets a text that nobody thought of. One such report must not end a batch.
FAULTS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


class Tools(Protocol):
    """What reading needs beside the ledger. Properties, so that nothing is loaded before a report asks for it."""

    @property
    def parser(self) -> Parser:
        """Return the parser."""

    @property
    def gazetteer(self) -> Gazetteer:
        """Return the places."""

    @property
    def lists(self) -> Lists:
        """Return the actors and speakers."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who reads a report in says about it. A row of a dump speaks for itself first."""

    title: str | None = None
    outlet: str | None = None
    published: date | None = None


class State(StrEnum):
    """How an item fared."""

    READ = "read"
    KNOWN = "already on record"
    SKIPPED = "skipped"  # for a foreseen reason
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one item fared: an entry, an `unread`, or both (a report that is stored but was not read)."""

    name: str
    state: State
    entry: Entry | None = None
    unread: Unread | None = None


def put_on_record(
    items: Iterable[Item | Unread],
    *,
    ledger: Ledger,
    archive: Archive,
    tools: Tools,
    given: Given,
    now: Callable[[], datetime],
) -> Iterator[Outcome]:
    """Yield how each item fared, in the order of `items`, each on record before the next is looked at.

    Reading an item again changes nothing; the bytes are in the archive before the ledger speaks of them.
    """
    for item in items:
        if isinstance(item, Unread):
            ledger.record_unread(None, item)
            yield _unread(item)
        else:
            yield record_item(item, ledger=ledger, archive=archive, tools=tools, given=given, now=now)


def record_item(
    item: Item, *, ledger: Ledger, archive: Archive, tools: Tools, given: Given, now: Callable[[], datetime]
) -> Outcome:
    """Return how `item` fared, once its bytes are in the archive and its entry in the ledger."""
    read = read_item(item, given)
    capture = Capture(sha256(item.data).hexdigest(), item.name, item.media_type, len(item.data), now())
    if isinstance(read, Unread):
        archive.keep(item.data)
        ledger.record_unread(capture, read)
        return _unread(read)
    report, doubts = read
    archive.keep(item.data)
    if ledger.has_report(report.id):
        entry = replace(ledger.entry(report.id), capture=capture)
        ledger.record(entry)
        log.info("known report=%s", report.id)
        return Outcome(item.name, State.KNOWN, entry=entry, unread=entry.unread)
    unread = unread_for(report, item.name)
    try:
        entry = _unread_entry(report, capture, doubts, unread) if unread else _entry(report, capture, doubts, tools)
        ledger.record(entry)
    except FAULTS as error:
        return _unread(fault_in(item.name, error))
    log.info("recorded report=%s claims=%d doubts=%d", report.id, len(entry.claims), len(entry.doubts))
    return Outcome(item.name, _state(unread), entry=entry, unread=unread)


def read_item(item: Item, given: Given) -> tuple[Report, tuple[Doubt, ...]] | Unread:
    """Return the report that `item` holds, with what was doubtful about its row; or why there is none."""
    if item.row is not None:
        row = dict(item.row)
        for key, value in (("title", given.title), ("outlet", given.outlet), ("date", given.published)):
            if value is not None and row.get(key) is None:
                row[key] = str(value)
        read = report_of_row(row, number=item.number)
        return replace(read, name=item.name) if isinstance(read, Unread) else read
    report = read_report(
        item.data,
        name=item.name,
        media_type=item.media_type,
        title=given.title,
        outlet=given.outlet,
        published=given.published,
    )
    return report if isinstance(report, Unread) else (report, ())


def fault_in(name: str, error: Exception) -> Unread:
    """Return `error`, raised by a rule of ours on `name`, as an item that was not read: listed, never silent."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{PurePath(frame.filename).name} line {frame.lineno}"
    log.error("failed item with=%s at=%s", type(error).__name__, where)
    return Unread(
        name,
        UnreadReason.FAULT,
        f"a fault of onrecord's own ({type(error).__name__} in {where}): nothing of it is on record; "
        "please report it with the file, then read it again with the next version",
    )


def _entry(report: Report, capture: Capture, doubts: tuple[Doubt, ...], tools: Tools) -> Entry:
    parser, gazetteer, lists = tools.parser, tools.gazetteer, tools.lists
    with parser.report():
        reading = read_claims(report, parser)
    names = sorted(names_in_reading(report, reading))
    grounded = ground_reading(report, reading, found={name: gazetteer.find(name) for name in names}, lists=lists)
    versions = (parser.version, f"lists/{lists.version}", f"gazetteer/{gazetteer.version}")
    return Entry(
        report=report,
        capture=capture,
        reading=reading,
        claims=grounded.claims,
        statements=grounded.statements,
        doubts=tuple(dict.fromkeys((*doubts, *foreign_passages(report), *reading.doubts, *grounded.doubts))),
        method=" ".join((f"onrecord/{__version__}", *versions)),
    )


def _unread_entry(report: Report, capture: Capture, doubts: tuple[Doubt, ...], unread: Unread) -> Entry:
    return Entry(report, capture, Reading(), (), (), doubts, f"onrecord/{__version__}", unread)


def _state(unread: Unread | None) -> State:
    if unread is None:
        return State.READ
    return State.FAILED if unread.failed else State.SKIPPED


def _unread(unread: Unread) -> Outcome:
    return Outcome(unread.name, _state(unread), unread=unread)
