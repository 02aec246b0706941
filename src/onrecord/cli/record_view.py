"""The record of one report, for people: its figures, its doubts, and why it was not read if it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.screen import show, show_table
from onrecord.cli.words import when

if TYPE_CHECKING:
    from onrecord.model.claim import Claim
    from onrecord.model.entry import Entry
    from onrecord.model.ground import GroundedClaim, Place, PlaceChoice

HEADS = ("figure", "harm", "who or what", "scope", "place", "period", "according to", "quote", "id")
SHORT_ID = 14  # "claim-" and eight digits: enough to name one claim of any ledger that a person reads


def show_entry(entry: Entry, name: str) -> None:
    """Print one report's record: a table of figures, then what is doubtful."""
    report = entry.report
    published = f"published {report.published_at} ({report.published_status})" if report.published_at else "undated"
    show(" · ".join((name, report.outlet or "outlet not stated", published, report.id[:15])), style="bold")
    if entry.claims:
        show_table(HEADS, (claim_cells(c) for c in entry.claims), right=("figure",))
    else:
        show("No figure of harm was found in it. That is no statement that nobody was harmed.")
    for statement in entry.statements:
        said = statement.statement
        place = place_words(statement.place, said.place)
        who = f"perpetrator: {said.perpetrator_status.replace('_', ' ')}"
        show(f"  without a figure: {said.type} · {place} · {who} · “{said.quote.exact}”")
    for doubt in entry.doubts:
        quote = f" · “{doubt.quote.exact}”" if doubt.quote else ""
        show(f"  doubtful: {doubt.reason}: {doubt.message}{quote}", style="yellow")


def claim_cells(grounded: GroundedClaim) -> tuple[str, ...]:
    """Return the cells of one claim, under HEADS."""
    claim = grounded.claim
    said = claim.count.wording or f"({claim.count.low}{'' if claim.count.high == claim.count.low else '+'})"
    flags = [f for f in (_modality(claim), "historical" if claim.historical else "", _context(claim)) if f]
    return (
        said,
        "\n".join((str(claim.harm), *flags)),
        claim.victims or ", ".join(claim.population) or str(claim.unit),
        str(claim.scope),
        place_words(grounded.place, claim.place),
        when(grounded.period.start, grounded.period.end),
        according_to(grounded),
        f"“{claim.quote.exact}”",
        claim.id[:SHORT_ID],
    )


def _modality(claim: Claim) -> str:
    return "" if claim.modality in ("asserted", "attributed") else str(claim.modality)


def _context(claim: Claim) -> str:
    return "" if claim.context == "conflict" else str(claim.context)


def according_to(grounded: GroundedClaim) -> str:
    """Return whom the text credits, and the origin where it is another name."""
    speaker, origin = grounded.claim.speaker, grounded.origin.name
    if speaker is None:
        return f"{origin} (nobody else is credited)"
    return speaker if speaker.casefold() == origin.casefold() else f"{speaker}\n= {origin}"


def place_words(choice: PlaceChoice | None, written: str | None) -> str:
    """Return a place as found, or as written with the word that says why it was not settled."""
    if choice is None or choice.settled == "not_stated":
        return written or "not stated"
    if choice.place is None:
        return f"{choice.as_written or written} ({choice.settled})"
    return place_name(choice.place)


def place_name(place: Place) -> str:
    """Return "Tripoli, LBY"."""
    return f"{place.name}, {place.country}" if place.country else place.name
