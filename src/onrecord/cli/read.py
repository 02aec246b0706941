"""onrecord read: put every harm figure of some reports on record."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.desk import Desk, JsonOption, LedgerOption, day, open_desk
from onrecord.cli.screen import emit, progress, say, show
from onrecord.cli.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.model.entry import Unread
    from onrecord.pipeline.reading import Given, Outcome


def add_to(app: typer.Typer) -> None:
    """Add the verbs of this module to `app`."""
    app.command()(read)


def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH|-...", help="Files, folders, dumps (.jsonl), or - for standard input.")
    ],
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day it was published, such as 2019-04-15.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Its title, where the text does not hold it.")] = None,
    full: Annotated[
        bool | None,
        typer.Option(
            "--full/--brief",
            help="Print every figure, or a line a report (default: every figure of one report, a line each of many).",
        ),
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put every harm figure of some reports on record, with its quote; print the record.

    Plain text, HTML, PDF, DOCX, JSON Lines dumps (doc, text, title, outlet, date), folders of these. Reading the same
    report again changes nothing. Exit status 1 if an item failed; the rest is read all the same.
    """
    from onrecord.pipeline.reading import Given

    given = Given(title=title, outlet=outlet, published=day(published, "--published"))
    desk = open_desk(ledger, to_write=True)
    if full is None:
        full = len(paths) == 1 and paths[0] != "-" and Path(paths[0]).suffix != ".jsonl" and Path(paths[0]).is_file()
    raise typer.Exit(read_all(desk, paths, given, full=full, as_json=as_json))


def read_all(desk: Desk, paths: Sequence[str], given: Given, *, full: bool, as_json: bool) -> int:
    """Return the exit status of reading `paths`, printing how each item fared as it is done."""
    states: Counter[str] = Counter()
    figures = 0
    for outcome in outcomes(desk, paths, given):
        states[outcome.state] += 1
        figures += len(outcome.entry.claims) if outcome.entry else 0
        if as_json:
            emit([outcome_row(outcome)])
        else:
            show_outcome(outcome, full=full)
    parts = ", ".join(f"{n} {state}" for state, n in sorted(states.items())) or "nothing to read"
    say(f"{counted(sum(states.values()), 'item')}: {parts}; {counted(figures, 'figure')} of harm. Ledger: {desk.path}")
    return 1 if states["failed"] else 0


def outcomes(desk: Desk, paths: Sequence[str], given: Given) -> Iterator[Outcome]:
    """Yield how each item of `paths` fared, with progress for people."""
    from onrecord.adapters.files import items
    from onrecord.pipeline.reading import put_on_record

    with progress("Reading") as tell:
        read = put_on_record(
            items(paths, sys.stdin.buffer),
            ledger=desk.ledger,
            archive=desk.archive,
            tools=desk,
            given=given,
            now=lambda: datetime.now(UTC),
        )
        for number, outcome in enumerate(read, 1):
            tell(f"{number} items, last {outcome.name}")
            yield outcome


def show_outcome(outcome: Outcome, *, full: bool) -> None:
    """Print one item's record, or one line of it."""
    from onrecord.cli.record_view import show_entry

    if outcome.unread is not None:
        show(f"{outcome.state}: {unread_words(outcome.unread)}", style="yellow")
    elif outcome.entry is not None and full:
        show_entry(outcome.entry, outcome.name)
        if outcome.state == "already on record":
            show("Already on record: nothing was added.")
    elif outcome.entry is not None:
        counts = f"{counted(len(outcome.entry.claims), 'figure')}, {counted(len(outcome.entry.doubts), 'doubt')}"
        show(f"{outcome.state}: {outcome.name}: {counts} ({outcome.entry.report.id[:15]})")


def unread_words(unread: Unread) -> str:
    """Return why an item was not read, its name said once."""
    message = unread.message.removeprefix(f"{unread.name}: ")
    return f"{unread.name}: {unread.reason.replace('_', ' ')}: {message}"


def outcome_row(outcome: Outcome) -> dict[str, object]:
    """Return one item's record as the row that --json prints: its report, claims, statements, doubts and tolls.

    `tolls` are the report's own, by policy as_reported; what all reports come to is `onrecord toll`.
    """
    from onrecord.consolidate.as_reported import text_tolls
    from onrecord.pipeline.totals import possible_parts
    from onrecord.publish import rows

    row: dict[str, object] = {
        "name": outcome.name,
        "state": str(outcome.state),
        "unread": rows.unread_row(outcome.unread) if outcome.unread else None,
    }
    entry = outcome.entry
    if entry is None:
        return {**row, "report": None, "claims": [], "statements": [], "doubts": [], "tolls": {}}
    report, parts = entry.report, possible_parts(entry.claims)
    periods = {c.claim.id: c.period for c in entry.claims}
    return {
        **row,
        "report": rows.report_row(report, entry.capture, entry.unread, len(entry.claims)),
        "claims": [rows.claim_on_record_row(c, report, possible_part_of=parts.get(c.claim.id)) for c in entry.claims],
        "statements": [rows.statement_on_record_row(s, report) for s in entry.statements],
        "doubts": [rows.doubt_row(d, report) for d in entry.doubts],
        "tolls": rows.tolls_row(text_tolls([c.claim for c in entry.claims], periods)),
    }
