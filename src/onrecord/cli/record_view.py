"""The record of one report, for people: its figures, its doubts, and why it was not read if it was not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from onrecord.cli.screen import console, show, show_table
from onrecord.cli.words import when

if TYPE_CHECKING:
    from onrecord.model.claim import Claim
    from onrecord.model.entry import Entry
    from onrecord.model.ground import GroundedClaim, Place, PlaceChoice

HEADS = ("figure", "harm", "who or what", "where", "when", "according to", "quote")
WIDTHS = {"figure": 14, "harm": 16, "quote": 30}
TABLE_COLUMNS = 120  # the screen below which a table of claims breaks its words
SHORT_ID = 14  # "claim-" and eight digits: enough to name one claim of any ledger that a person reads


def show_entry(entry: Entry, name: str) -> None:
    """Print one report's record: a table of figures, then what is doubtful."""
    report = entry.report
    published = f"published {report.published_at} ({report.published_status})" if report.published_at else "undated"
    show(" · ".join((name, report.outlet or "outlet not stated", published, report.id[:15])), style="bold")
    if entry.claims:
        show_claims(entry.claims)
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


def show_claims(claims: Sequence[GroundedClaim]) -> None:
    """Print `claims`: a table where the screen is wide enough for one, else some lines each."""
    from onrecord.pipeline.totals import possible_parts

    parts = possible_parts(claims)
    rows = [claim_cells(c, parts) for c in claims]
    if console().width >= TABLE_COLUMNS:
        show_table(HEADS, rows, widths=WIDTHS)
        return
    for said, harm, who, place, period, credit, quote in rows:
        (figure, name), (harm_word, *flags) = said.split("\n"), harm.split("\n")
        show(f"  {figure} {harm_word}", style="bold")
        for words in (who, *flags, place, period, credit, quote, name):
            show("    " + words.replace("\n", ", "))
    show("")


def claim_cells(grounded: GroundedClaim, parts: Mapping[str, str] = MappingProxyType({})) -> tuple[str, ...]:
    """Return the cells of one claim, under HEADS. `parts`: the claim that each may be a part of."""
    claim = grounded.claim
    whole = parts.get(claim.id)
    part = f"part of {claim.part_of[:SHORT_ID]}" if claim.part_of else ""
    part = part or (f"possible part of {whole[:SHORT_ID]}" if whole else "")
    part = part or (f"repeats {claim.same_as[:SHORT_ID]}" if claim.same_as else "")
    said = claim.count.wording or f"({claim.count.low}{'' if claim.count.high == claim.count.low else '+'})"
    flags = [f for f in (_modality(claim), "historical" if claim.historical else "", _context(claim), part) if f]
    return (
        f"{said}\n{claim.id[:SHORT_ID]}",
        "\n".join((str(claim.harm), *flags)),
        claim.victims or ", ".join(claim.population) or str(claim.unit),
        place_words(grounded.place, claim.place),
        f"{claim.scope}\n{period_words(grounded)}",
        according_to(grounded),
        f"“{claim.quote.exact}”",
    )


def _modality(claim: Claim) -> str:
    return "" if claim.modality in ("asserted", "attributed") else str(claim.modality)


def _context(claim: Claim) -> str:
    return "" if claim.context == "conflict" else str(claim.context)


def according_to(grounded: GroundedClaim) -> str:
    """Return whom the text credits, and the origin that independence is counted on."""
    speaker, origin = grounded.claim.speaker, grounded.origin
    kind, _, described = origin.id.partition(":")
    if kind == "report":
        name = "the report itself"
    elif kind == "outlet":
        name = origin.name
    else:
        name = kind.replace("_", " ") if described else origin.id
    root = f" ({origin.root})" if not described and origin.root != origin.id else ""
    return f"{speaker or 'nobody is credited'}\norigin: {name}{root}"


def period_words(grounded: GroundedClaim) -> str:
    """Return when; where the end of a running figure is only the day of publication, it says so."""
    period = grounded.period
    words = when(period.start, period.end)
    return f"{words}\n(end: as published)" if period.as_of_status == "published_at" else words


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
