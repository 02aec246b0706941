"""From a number back to its sentences and bytes: what a trace needs is fetched here, and checked by `publish.trace`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from onrecord.adapters.files import Item
from onrecord.adapters.json_lines import row_of
from onrecord.model.entry import Capture, Unread
from onrecord.model.record import Conflict, Incident, Toll
from onrecord.model.report import Report
from onrecord.pipeline.reading import Given, read_item
from onrecord.pipeline.totals import Answer, Question, answer
from onrecord.ports import Archive, Ledger
from onrecord.publish.rows import toll_id
from onrecord.publish.trace import (
    Checked,
    Kept,
    Trace,
    trace_claim,
    trace_incident,
    trace_report,
    trace_statement,
    trace_toll,
)


@dataclass(frozen=True, slots=True)
class Untraced:
    """No number, or more than one, has an id that begins as given: the ids that do."""

    found: tuple[str, ...]


def trace_id(
    prefix: str, *, ledger: Ledger, archive: Archive, question: Question, conflicts: Collection[Conflict]
) -> Trace | Untraced:
    """Return the way back of the one toll, incident, claim, statement or report whose id begins with `prefix`.

    Tolls and incidents are those that answer `question`, since their ids are made from what they hold.
    """
    if not prefix:
        return Untraced(())
    found = answer(ledger, question, conflicts=conflicts)
    derived: dict[str, Toll | Incident] = {i.id: i for i in found.record.incidents}
    derived |= {toll_id(t): t for t in found.record.tolls}
    derived |= {toll_id(t): t for i in found.record.incidents for t in i.tolls}
    names = tuple(sorted({*ledger.find(prefix), *(name for name in derived if name.startswith(prefix))}))
    if len(names) != 1:
        return Untraced(names)
    return _trace(names[0], derived.get(names[0]), found, ledger, archive)


def _trace(name: str, number: Toll | Incident | None, found: Answer, ledger: Ledger, archive: Archive) -> Trace:
    claims = {c.claim.id: c for c in found.claims}
    statements = {s.statement.id: s for s in found.statements}
    if isinstance(number, Toll):
        names = [c.claim for c in number.contributions]
        kept = fetch(_reports_of(names, found), ledger=ledger, archive=archive)
        return trace_toll(number, claims=claims, kept=kept)
    if isinstance(number, Incident):
        told = [c.claim for t in number.tolls for c in t.contributions]
        names = [*number.claims, *number.statements, *told]
        kept = fetch(_reports_of(names, found), ledger=ledger, archive=archive)
        return trace_incident(number, claims=claims, statements=statements, kept=kept)
    if name.startswith("report-"):
        return trace_report(fetch([name], ledger=ledger, archive=archive)[name])
    kept = fetch(_reports_of([name], found), ledger=ledger, archive=archive)
    return trace_claim(claims[name], kept) if name in claims else trace_statement(statements[name], kept)


def _reports_of(names: Collection[str], found: Answer) -> set[str]:
    wanted = set(names)
    said = {c.claim.quote.report for c in found.claims if c.claim.id in wanted}
    return said | {s.statement.quote.report for s in found.statements if s.statement.id in wanted}


def fetch(reports: Iterable[str], *, ledger: Ledger, archive: Archive) -> dict[str, Kept]:
    """Return what ledger and archive hold of `reports`, by id, their bytes hashed and read anew."""
    kept = {}
    for report in ledger.texts(sorted(set(reports))):
        captures = ledger.captures(report.id)
        checked = {c.sha256: check(c, report, archive) for c in captures}
        kept[report.id] = Kept(report, captures, checked, tuple(ledger.faults(report.id)))
    return kept


def check(capture: Capture, report: Report, archive: Archive) -> Checked:
    """Return what the archive gives for `capture` of `report`: the hash of its bytes, and what they read as today."""
    try:
        data = archive.fetch(capture.sha256)
    except (KeyError, ValueError) as error:
        return Checked(None, problem=str(error.args[0]))
    row = None
    if capture.media_type == "application/json":
        given = row_of(data, capture.name)
        if isinstance(given, Unread):
            return Checked(capture.sha256, problem=given.message)
        row = given
    item = Item(capture.name, data, capture.media_type, row=row)
    read = read_item(item, Given(title=report.title, outlet=report.outlet, published=report.published_at))
    if isinstance(read, Unread):
        return Checked(capture.sha256, problem=read.message)
    return Checked(capture.sha256, reread=read[0])
