"""onrecord demo: the example reports, what they come to, and what to try next."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import typer

from onrecord.cli.desk import Desk, JsonOption, open_desk
from onrecord.cli.screen import emit, say, show
from onrecord.ports import Misuse

FOLDER = Path(".demo")
NEXT = """
Try next:
  onrecord series --ledger {ledger}              the running totals, an origin each
  onrecord incidents --ledger {ledger}           where and when harm is alleged
  onrecord toll --as-of 2019-04-14 --ledger {ledger}
  onrecord trace {claim} --ledger {ledger}
                                                 from a figure back to its sentence and the archived bytes
  onrecord read YOUR-REPORT.txt --outlet NAME --published 2019-04-15
""".strip("\n")


def add_to(app: typer.Typer) -> None:
    """Add the verbs of this module to `app`."""
    app.command()(demo)


def demo(as_json: JsonOption = False) -> None:
    """Read the example reports into .demo/ and show what they come to. With --json, print their tolls only."""
    from onrecord.cli.asking import ask
    from onrecord.cli.look import share_unreviewed, show_tolls
    from onrecord.cli.read import outcomes, show_outcome
    from onrecord.pipeline.reading import Given
    from onrecord.publish.rows import toll_row

    desk = fresh_desk()
    if as_json:
        failed = [o for o in outcomes(desk, [str(examples() / "tripoli-2019")], Given()) if o.state == "failed"]
        emit(toll_row(t) for t in ask(desk).record.tolls)
        raise typer.Exit(1 if failed else 0)
    show("Twelve example reports on the fighting around Tripoli in April 2019, from invented outlets.", "")
    states: Counter[str] = Counter()
    shown = False
    last = None
    for outcome in outcomes(desk, [str(examples() / "tripoli-2019")], Given()):
        states[outcome.state] += 1
        show_outcome(outcome, full=not shown)
        if outcome.entry is not None and outcome.entry.claims:
            shown, last = True, outcome.entry.claims[0].claim.id[:14]
    found = ask(desk)
    show("", "What they come to. Running totals are not added, and forty reprints are one voice:", style="bold")
    show_tolls(found.record.tolls)
    share_unreviewed(found)
    typer.echo("\n" + NEXT.format(ledger=desk.path, claim=last or "ID"))
    raise typer.Exit(1 if states["failed"] else 0)


def examples() -> Path:
    """Return the folder of example reports: in the installed package, or in the checkout.

    Raises: Misuse if they were not installed.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / "tripoli-2019").is_dir():
            return folder
    raise Misuse(f"the example reports are missing from {package}: install onrecord again")


def fresh_desk() -> Desk:
    """Return a desk on an empty ledger in .demo/: what an earlier demo put there is removed, and nothing else."""
    FOLDER.mkdir(exist_ok=True)
    ledger = FOLDER / "onrecord.db"
    for name in ("onrecord.db", "onrecord.db-wal", "onrecord.db-shm"):
        (FOLDER / name).unlink(missing_ok=True)
    shutil.rmtree(ledger.with_suffix(".archive"), ignore_errors=True)
    say(f"A fresh ledger: {ledger}")
    return open_desk(ledger, to_write=True)
