"""What the ledger's claims come to: tolls, incidents and series, derived anew and never stored by hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from onrecord.consolidate.record import consolidate
from onrecord.ingest.wires import find_wires
from onrecord.model.claim import Harm
from onrecord.model.ground import GroundedClaim, GroundedStatement
from onrecord.model.record import Conflict, Consolidated, Wire
from onrecord.ports import Ledger


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the record. Two clocks: `known_on` is the reports', `recorded_by` the ledger's own."""

    conflict: str | None = None
    harm: Harm | None = None
    as_of: date | None = None
    known_on: date | None = None
    recorded_by: datetime | None = None
    policy: str = "conservative"


@dataclass(frozen=True, slots=True)
class Answer:
    """The record that `question` finds, and what it was derived from."""

    question: Question
    record: Consolidated
    claims: tuple[GroundedClaim, ...]
    statements: tuple[GroundedStatement, ...]
    wires: tuple[Wire, ...]


def answer(ledger: Ledger, question: Question, *, conflicts: Collection[Conflict]) -> Answer:
    """Return what the claims of `ledger` come to: the same claims give the same answer in any order of reading."""
    claims, statements = ledger.claims(known_on=question.known_on, recorded_by=question.recorded_by)
    reports = {c.claim.quote.report for c in claims} | {s.statement.quote.report for s in statements}
    wires = find_wires(ledger.texts(sorted(reports)))
    record = consolidate(
        claims,
        statements,
        wires=wires,
        conflicts=conflicts,
        conflict=question.conflict,
        harm=question.harm,
        as_of=question.as_of,
        policy=question.policy,
    )
    return Answer(question, record, claims, statements, wires)


def possible_parts(claims: Collection[GroundedClaim]) -> dict[str, str]:
    """Return, for each claim of one report that another of it may hold, the id of that other. Never added to it."""
    record = consolidate(claims, (), wires=())
    return {r.from_claim: r.to_claim for r in record.relations if r.kind == "possible_part_of"}
