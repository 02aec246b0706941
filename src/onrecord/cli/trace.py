"""onrecord trace: from a number back to its sentences and the archived bytes."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.asking import (
    AsOfOption,
    ConflictOption,
    HarmOption,
    KnownOption,
    PolicyOption,
    RecordedOption,
    question,
)
from onrecord.cli.desk import JsonOption, LedgerOption, open_desk
from onrecord.cli.screen import emit, show
from onrecord.ports import Misuse


def add_to(app: typer.Typer) -> None:
    """Add the verbs of this module to `app`."""
    app.command()(trace)


def trace(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Of a toll, incident, claim, statement or report, or how it begins.")
    ],
    conflict: ConflictOption = None,
    harm: HarmOption = None,
    as_of: AsOfOption = None,
    known_on: KnownOption = None,
    recorded_by: RecordedOption = None,
    policy: PolicyOption = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Walk a number back to its sentences and to the bytes they were read from, checking every hash.

    A toll's id is made from what it holds: give the options that the toll was asked with. Exit status 1 if a step is
    broken.
    """
    from onrecord.pipeline.tracing import Untraced, trace_id
    from onrecord.publish.trace import trace_row
    from onrecord.publish.trace_text import trace_lines

    desk = open_desk(ledger)
    asked = question(
        desk, conflict=conflict, harm=harm, as_of=as_of, known_on=known_on, recorded_by=recorded_by, policy=policy
    )
    found = trace_id(name, ledger=desk.ledger, archive=desk.archive, question=asked, conflicts=desk.conflicts())
    if isinstance(found, Untraced):
        raise Misuse(_which(name, found.found))
    if as_json:
        emit([trace_row(found)])
    else:
        show(*trace_lines(found))
    raise typer.Exit(1 if found.worst == "broken" else 0)


def _which(name: str, found: tuple[str, ...]) -> str:
    if not found:
        return (
            f"nothing on record has an id that begins {name!r}; see the ids with: onrecord reports, incidents, "
            "toll --json. A toll needs the options that it was asked with"
        )
    some = ", ".join(found[:5]) + (", ..." if len(found) > 5 else "")
    return f"{len(found)} ids begin {name!r}: {some}; give more of the one you mean"
