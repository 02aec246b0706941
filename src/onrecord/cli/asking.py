"""What is asked of the record: the options that toll, incidents, series and trace share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.desk import Desk, day
from onrecord.ports import Misuse

if TYPE_CHECKING:
    from onrecord.pipeline.totals import Answer, Question

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


def question(desk: Desk, **options: str | None) -> Question:
    """Return what `options` (conflict, harm, as_of, known_on, recorded_by, policy, as given) ask of the desk's ledger.

    Raises: Misuse naming the option, what was expected and what was found.
    """
    from onrecord.consolidate.bounds import POLICIES
    from onrecord.model.claim import Harm
    from onrecord.pipeline.totals import Question

    conflict, harm = options.get("conflict"), options.get("harm")
    if conflict is not None and conflict not in (names := [c.name for c in desk.conflicts()]):
        known = ", ".join(map(repr, names)) or "none is named yet"
        raise Misuse(
            f"--conflict: expected a conflict's name ({known}), found {conflict!r}; add it with: onrecord conflict add"
        )
    if harm is not None and harm not in set(Harm):
        raise Misuse(f"--harm: expected one of {', '.join(Harm)}, found {harm!r}")
    policy = options.get("policy") or desk.settings.policy
    if policy not in POLICIES:
        raise Misuse(f"--policy: expected one of {', '.join(sorted(POLICIES))}, found {policy!r}")
    return Question(
        conflict=conflict,
        harm=Harm(harm) if harm else None,
        as_of=day(options.get("as_of"), "--as-of"),
        known_on=day(options.get("known_on"), "--known-on"),
        recorded_by=moment(options.get("recorded_by"), "--recorded-by"),
        policy=policy,
    )


def ask(desk: Desk, **options: str | None) -> Answer:
    """Return what the desk's ledger answers; `options` as of `question`.

    Raises: Misuse.
    """
    from onrecord.pipeline.totals import answer

    return answer(desk.ledger, question(desk, **options), conflicts=desk.conflicts())


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
