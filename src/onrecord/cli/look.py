"""onrecord toll, incidents, incident, series, reports: what the record comes to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.desk import Desk, JsonOption, LedgerOption, day, open_desk
from onrecord.cli.screen import emit, say, show, show_table
from onrecord.cli.words import figure, when
from onrecord.ports import Misuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.model.record import Incident, Measure, Toll
    from onrecord.pipeline.totals import Answer

ConflictOption = Annotated[
    str | None,
    typer.Option(
        "--conflict", metavar="NAME", help="Only inside this conflict's window (see: onrecord conflict list)."
    ),
]
HarmOption = Annotated[str | None, typer.Option("--harm", help="Only this harm: killed, injured, displaced, ...")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="As it stood on this day: later figures are left out.")
]
KnownOption = Annotated[
    str | None,
    typer.Option("--known-on", metavar="DATE", help="Only reports published by this day, whenever they were read."),
]
RecordedOption = Annotated[
    str | None,
    typer.Option(
        "--recorded-by", metavar="TIME", help="Only what this ledger held at this time (ISO 8601, UTC unless it says)."
    ),
]
PolicyOption = Annotated[
    str | None, typer.Option("--policy", metavar="NAME", help="The rules that turn claims into low, best and high.")
]


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


def ask(
    desk: Desk,
    *,
    conflict: str | None = None,
    harm: str | None = None,
    as_of: str | None = None,
    known_on: str | None = None,
    recorded_by: str | None = None,
    policy: str | None = None,
) -> Answer:
    """Return what the desk's ledger answers.

    Raises: Misuse naming the option, what was expected and what was found.
    """
    from onrecord.model.claim import Harm
    from onrecord.pipeline.totals import Question, answer

    conflicts = desk.conflicts()
    if conflict is not None and conflict not in {c.name for c in conflicts}:
        known = ", ".join(repr(c.name) for c in conflicts) or "none yet"
        raise Misuse(
            f"--conflict: expected a conflict's name ({known}), found {conflict!r}; add it with: onrecord conflict add"
        )
    if harm is not None and harm not in set(Harm):
        raise Misuse(f"--harm: expected one of {', '.join(Harm)}, found {harm!r}")
    question = Question(
        conflict=conflict,
        harm=Harm(harm) if harm else None,
        as_of=day(as_of, "--as-of"),
        known_on=day(known_on, "--known-on"),
        recorded_by=moment(recorded_by, "--recorded-by"),
        policy=policy or desk.settings.policy,
    )
    return answer(desk.ledger, question, conflicts=conflicts)


def moment(text: str | None, option: str) -> datetime | None:
    """Return the time that `option` was given as, aware; a day alone is its last moment.

    Raises: Misuse.
    """
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text if len(text) > 10 else f"{text}T23:59:59.999999")
    except ValueError:
        raise Misuse(f"{option}: expected a time such as 2019-04-15T12:00, found {text!r}") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


TOLL_HEADS = ("measure", "low", "best", "high", "origins", "documents", "period", "scope", "possible part of")


def show_tolls(tolls: Sequence[Toll]) -> None:
    """Print `tolls`, a table for each country."""
    for country in sorted({t.country or "" for t in tolls}):
        rows = [toll_cells(t) for t in tolls if (t.country or "") == country]
        show_table(TOLL_HEADS, rows, right=("low", "best", "high"), title=country or "Country not settled")
    for note in dict.fromkeys(note for t in tolls for note in t.notes):
        show(f"  {note}")


def toll_cells(toll: Toll) -> tuple[str, ...]:
    """Return the cells of one toll, under TOLL_HEADS. Null is "not known", and never zero."""
    high = figure(toll.high, toll.high) if toll.high is not None else "no ceiling"
    if toll.high is None and toll.high_reported is not None and toll.high_reported > toll.low:
        high = f"{toll.high_reported:,}+"
    return (
        measure_words(toll.measure) + (f"\n{toll.place}" if toll.place else ""),
        figure(toll.low, toll.low),
        f"{toll.best:,}" if toll.best is not None else "not known",
        high,
        f"{toll.independent_origins} ({', '.join(toll.origins)})",
        str(toll.documents),
        when(toll.start, toll.end),
        toll.scope,
        toll.possible_part_of or "",
    )


def measure_words(measure: Measure) -> str:
    """Return "killed, child", or "damaged, ambulance"."""
    who = ", ".join(measure.population).replace("_", " ") or (measure.thing or str(measure.unit))
    return f"{measure.harm}, {'people' if who == 'person' else who}"


def share_unreviewed(found: Answer) -> None:
    """Say what share of the claims nobody has reviewed, and how the table came about."""
    used = {c.claim for t in found.record.tolls for c in t.contributions}
    show(
        f"{len(used)} claims, 100 % of them unreviewed: machine-read, not verified. Policy {found.question.policy}. "
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
    show_table(("incident", "when", "where", "harm", "by whom", "reports"), map(incident_cells, found.record.incidents))
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
    from onrecord.cli.record_view import HEADS, claim_cells
    from onrecord.publish.rows import incident_row

    found = ask(open_desk(ledger))
    chosen = [i for i in found.record.incidents if i.id.startswith(code)]
    if len(chosen) != 1:
        count = "no incident" if not chosen else f"{len(chosen)} incidents"
        raise Misuse(f"{count} with an id that begins {code!r}; list them with: onrecord incidents")
    if as_json:
        emit([incident_row(chosen[0])])
        return
    show_table(("incident", "when", "where", "harm", "by whom", "reports"), [incident_cells(chosen[0])])
    claims = [c for c in found.claims if c.claim.id in chosen[0].claims]
    if claims:
        show_table(HEADS, map(claim_cells, claims), right=("figure",))
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
    from onrecord.publish.rows import series_row

    found = ask(
        open_desk(ledger), conflict=conflict, harm=harm, as_of=as_of, known_on=known_on, recorded_by=recorded_by
    )
    if as_json:
        emit(series_row(s) for s in found.record.series)
        return
    if not found.record.series:
        show("No running total on record.")
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
        where = " · ".join(filter(None, (one.place, one.country, f"since {one.anchor}" if one.anchor else None)))
        title = f"{one.origin}: {measure_words(one.measure)}, {one.scope} · {where}"
        show_table(("as of", "known how", "figure", "state", "said", "claim"), rows, right=("figure",), title=title)


def reports(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """List the reports on record, and what was given but not read, with the reason."""
    from onrecord.cli.read import unread_words
    from onrecord.publish.rows import report_row

    desk = open_desk(ledger)
    if as_json:
        emit(report_row(*row) for row in desk.ledger.reports())
        return
    rows = [
        (
            report.id[:15],
            str(report.published_at or "undated"),
            report.outlet or "not stated",
            capture.name,
            f"not read: {unread.reason}" if unread else f"{claims} figures",
        )
        for report, capture, unread, claims in desk.ledger.reports()
    ]
    show_table(("report", "published", "outlet", "name", "what it gave"), rows)
    for unread, _ in desk.ledger.unread():
        show(f"not read: {unread_words(unread)}", style="yellow")
