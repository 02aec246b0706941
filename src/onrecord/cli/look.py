"""onrecord toll, incidents, incident, series, reports: what the record comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.asking import AsOfOption, ConflictOption, HarmOption, KnownOption, PolicyOption, RecordedOption, ask
from onrecord.cli.desk import JsonOption, LedgerOption, open_desk
from onrecord.cli.screen import emit, say, show, show_table
from onrecord.cli.words import counted, figure, when
from onrecord.ports import Misuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.model.record import Incident, Measure, Toll
    from onrecord.pipeline.totals import Answer


def add_to(app: typer.Typer) -> None:
    """Add the verbs of this module to `app`."""
    for verb in (toll, incidents, incident, series, reports):
        app.command()(verb)


def toll(
    conflict: ConflictOption = None,
    harm: HarmOption = None,
    as_of: AsOfOption = None,
    known_on: KnownOption = None,
    recorded_by: RecordedOption = None,
    policy: PolicyOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show low, best and high of every measure, and how many independent origins stand behind it."""
    from onrecord.publish.rows import toll_row

    desk = open_desk(ledger)
    found = ask(
        desk, conflict=conflict, harm=harm, as_of=as_of, known_on=known_on, recorded_by=recorded_by, policy=policy
    )
    if as_json:
        emit(toll_row(t) for t in found.record.tolls)
        return
    if not found.record.tolls:
        show("No toll: no claim on record answers this. That is no statement that nobody was harmed.")
        return
    show_tolls(found.record.tolls)
    share_unreviewed(found)


ID = {"incident": 17, "claim": 14, "report": 15, "as of": 10}  # columns that people copy from
TOLL_HEADS = ("measure", "low", "best", "high", "origins", "documents", "scope and period")


def show_tolls(tolls: Sequence[Toll]) -> None:
    """Print `tolls`, a table for each country."""
    for country in sorted({t.country or "" for t in tolls}, key=lambda c: (not c, c)):
        rows = [toll_cells(t) for t in tolls if (t.country or "") == country]
        numbers = ("low", "best", "high", "origins", "documents")
        show_table(TOLL_HEADS, rows, right=numbers, title=country or "Country not settled")
    for origins in dict.fromkeys(t.origins for t in tolls):
        about = [
            f"{measure_words(t.measure)} ({t.country or 'country not settled'})" for t in tolls if t.origins == origins
        ]
        show(f"  according to {', '.join(origins)}: {'; '.join(about)}")
    for note in dict.fromkeys(note for t in tolls for note in t.notes):
        about = [f"{measure_words(t.measure)} ({t.country or 'country not settled'})" for t in tolls if note in t.notes]
        show(f"  {note}" if len(about) == len(tolls) else f"  {'; '.join(about)}: {note}")


def toll_cells(toll: Toll) -> tuple[str, ...]:
    """Return the cells of one toll, under TOLL_HEADS. Null is "not known", and never zero."""
    high = f"{toll.high:,}" if toll.high is not None else "no ceiling"
    if toll.high is None and toll.high_reported is not None:
        high = f"{toll.high_reported:,}+"
    where = f"\n{toll.place}" if toll.place else ""
    whole = f"\npossible part of: {toll.possible_part_of}" if toll.possible_part_of else ""
    return (
        measure_words(toll.measure) + where + whole,
        f"{toll.low:,}",
        f"{toll.best:,}" if toll.best is not None else "not known",
        high,
        str(toll.independent_origins),
        str(toll.documents),
        f"{toll.scope}\n{when(toll.start, toll.end)}",
    )


def measure_words(measure: Measure) -> str:
    """Return "killed, child", or "damaged, ambulance"."""
    who = ", ".join(measure.population).replace("_", " ") or (measure.thing or str(measure.unit))
    return f"{measure.harm}, {'people' if who == 'person' else who}"


def share_unreviewed(found: Answer) -> None:
    """Say what share of the claims nobody has reviewed, and how the table came about."""
    used = {c.claim for t in found.record.tolls for c in t.contributions}
    policy = found.question.policy
    show(
        f"{counted(len(used), 'claim')}, 100 % of them unreviewed: machine-read, not verified. Policy {policy}. "
        "Reported figures are a floor of what was reported, not of what happened.",
        "See the sentences behind a figure: onrecord trace ID, with an id of: onrecord toll --json",
    )


def incidents(
    conflict: ConflictOption = None,
    as_of: AsOfOption = None,
    known_on: KnownOption = None,
    recorded_by: RecordedOption = None,
    policy: PolicyOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the incidents: moments in place and time where harm is alleged."""
    from onrecord.publish.rows import incident_row

    found = ask(
        open_desk(ledger), conflict=conflict, as_of=as_of, known_on=known_on, recorded_by=recorded_by, policy=policy
    )
    if as_json:
        emit(incident_row(i) for i in found.record.incidents)
        return
    if not found.record.incidents:
        show("No incident on record.")
        return
    show_table(
        ("incident", "when", "where", "harm", "by whom", "reports"),
        map(incident_cells, found.record.incidents),
        widths=ID,
    )
    say("One in full: onrecord incident ID")


def incident_cells(incident: Incident) -> tuple[str, ...]:
    """Return one incident's cells. A harm that nobody speaks of is "not stated", never 0."""
    from onrecord.cli.record_view import place_words

    harms = "\n".join(f"{measure_words(t.measure)}: {figure(t.low, t.high)}" for t in incident.tolls)
    who = ", ".join(incident.perpetrators) or "nobody named"
    return (
        incident.id[:17],
        when(incident.start, incident.end),
        place_words(incident.place, None),
        harms or "not stated",
        f"{who} ({incident.perpetrator_status.replace('_', ' ')})",
        str(len(incident.reports)),
    )


def incident(
    code: Annotated[str, typer.Argument(metavar="ID", help="An incident's id, or the beginning of one.")],
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one incident: its tolls and every sentence it comes from."""
    from onrecord.cli.record_view import show_claims
    from onrecord.publish.rows import incident_row

    found = ask(open_desk(ledger))
    chosen = [i for i in found.record.incidents if i.id.startswith(code)]
    if len(chosen) != 1:
        count = "no incident" if not chosen else f"{len(chosen)} incidents"
        raise Misuse(f"{count} with an id that begins {code!r}; list them with: onrecord incidents")
    if as_json:
        emit([incident_row(chosen[0])])
        return
    show_table(("incident", "when", "where", "harm", "by whom", "reports"), [incident_cells(chosen[0])], widths=ID)
    claims = [c for c in found.claims if c.claim.id in chosen[0].claims]
    if claims:
        show_claims(claims)
    for said in found.statements:
        if said.statement.id in chosen[0].statements:
            show(f"  without a figure: {said.statement.type} · “{said.statement.quote.exact}”")


def series(
    conflict: ConflictOption = None,
    harm: HarmOption = None,
    as_of: AsOfOption = None,
    known_on: KnownOption = None,
    recorded_by: RecordedOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show running totals over time, an origin each: later supersedes, nothing is added."""
    from onrecord.cli.record_view import place_words
    from onrecord.publish.rows import series_row

    found = ask(
        open_desk(ledger), conflict=conflict, harm=harm, as_of=as_of, known_on=known_on, recorded_by=recorded_by
    )
    if as_json:
        emit(series_row(s) for s in found.record.series)
        return
    if not found.record.series:
        show("No running total on record.")
    places = {c.claim.id: place_words(c.place, c.claim.place) for c in found.claims}
    for one in found.record.series:
        rows = (
            (
                str(p.as_of or "not stated"),
                p.as_of_status,
                figure(p.low, p.high),
                p.state,
                str(1 + len(p.also)),
                p.claim[:14],
            )
            for p in one.points
        )
        since = f"since {one.anchor}" if one.anchor else None
        where = places.get(one.points[0].claim) if one.points else None
        title = " · ".join(filter(None, (one.origin, measure_words(one.measure), one.scope, where, since)))
        show_table(
            ("as of", "known how", "figure", "state", "said", "claim"), rows, right=("figure",), widths=ID, title=title
        )


def reports(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """List the reports on record, and what was given but not read, with the reason."""
    from onrecord.cli.read import unread_words
    from onrecord.publish.rows import report_row, unread_row

    desk = open_desk(ledger)
    if as_json:
        emit(report_row(*row) for row in desk.ledger.reports())
        emit(unread_row(unread) for unread, _ in desk.ledger.unread())
        return
    rows = [
        (
            report.id[:15],
            str(report.published_at or "undated"),
            report.outlet or "not stated",
            capture.name,
            f"not read: {unread.reason}" if unread else counted(claims, "figure"),
        )
        for report, capture, unread, claims in desk.ledger.reports()
    ]
    show_table(("report", "published", "outlet", "name", "what it gave"), rows, widths=ID)
    for unread, _ in desk.ledger.unread():
        show(f"not read: {unread_words(unread)}", style="yellow")
