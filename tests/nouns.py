"""Nouns for tests: strategies that make any of them, and a few plain ones. Every person and place is invented."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from onrecord.ingest.decoding import freeze
from onrecord.model.claim import Claim, Doubt, Harm, Reading, Reason, Statement
from onrecord.model.count import Count, Qualifier
from onrecord.model.entry import Capture, Entry, Unread
from onrecord.model.ground import (
    Actor,
    GroundedClaim,
    GroundedStatement,
    Origin,
    Period,
    Place,
    PlaceChoice,
    Settled,
)
from onrecord.model.record import Conflict, Incident, Measure, Series, SeriesPoint, Toll
from onrecord.model.report import BlockKind, Quote, Report

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
st.register_type_strategy(str, WORDS)
st.register_type_strategy(int, st.integers(0, 10**9))
st.register_type_strategy(float, st.floats(0, 1, allow_nan=False))
st.register_type_strategy(date, DAYS)
st.register_type_strategy(datetime, MOMENTS)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    """Any count that a Count allows."""
    low = draw(st.integers(0, 10**12))
    high = draw(st.none() | st.integers(low, 10**13))
    return Count(low, high, draw(st.sampled_from(Qualifier)), draw(WORDS), draw(WORDS))


st.register_type_strategy(Count, counts())
COUNTRIES = st.none() | st.sampled_from(["XAA", "XBB"])


def _any(kind: type, **fitting: st.SearchStrategy[object]) -> None:
    """Draw nouns of `kind` with these fields as told, the rest by type."""
    others = {field.name: ... for field in fields(kind) if field.name not in fitting}
    st.register_type_strategy(kind, st.builds(kind, **others, **fitting))


_any(Place, country=COUNTRIES)
_any(Period, date_prec=st.none() | st.integers(1, 5))
_any(PlaceChoice, where_prec=st.none() | st.integers(1, 7))
_any(Origin, credibility=st.integers(1, 5))
CLAIMS = st.none() | st.integers(0, 2**96 - 1).map(lambda n: f"claim-{n:024x}")
_any(Claim, part_of=CLAIMS, same_as=CLAIMS)
_any(Doubt, claim=CLAIMS)
_any(Actor, country=COUNTRIES)
NOUNS = (
    Report, Quote, Count, Claim, Statement, Doubt, Reading, Place, PlaceChoice, Period, Origin, GroundedClaim,
    GroundedStatement, Conflict, Measure, Toll, SeriesPoint, Series, Incident, Unread, Capture, Entry,
)  # fmt: skip


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry that a ledger takes: its quotes are of its report, its ids are told apart."""
    entry = draw(st.from_type(Entry))
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
    frozen = freeze(text)
    report = replace(entry.report, text=frozen.text, crlf=frozen.crlf, cr=frozen.cr, id="")
    quote = Quote(report.id, BlockKind.BODY, 0, 1, report.text[0])
    doubts = tuple(replace(d, quote=quote if d.quote else None) for d in entry.doubts)
    claims = tuple(
        replace(g, claim=_claim_of(g.claim, report, n), retrieved_on=draw(st.none() | DAYS))
        for n, g in enumerate(entry.claims)
    )
    said = tuple(replace(s, statement=_statement_of(s.statement, report, n)) for n, s in enumerate(entry.statements))
    entry = replace(entry, report=report, claims=claims, statements=said, doubts=doubts)
    if entry.unread is not None:
        return replace(entry, claims=(), statements=(), reading=Reading())
    if draw(st.booleans()):  # a reading as it comes from extract; else one that the rows do not tell of
        own = entry.doubts[: draw(st.integers(0, len(entry.doubts)))]
        return replace(entry, reading=Reading(tuple(g.claim for g in claims), tuple(s.statement for s in said), own))
    return entry


def _claim_of(claim: Claim, report: Report, n: int) -> Claim:
    quote = Quote(report.id, BlockKind.BODY, 0, 1, report.text[0])
    return replace(claim, quote=quote, number_start=n, id="")


def _statement_of(statement: Statement, report: Report, n: int) -> Statement:
    quote = Quote(report.id, BlockKind.BODY, 0, 1, report.text[0])
    return replace(statement, quote=quote, mode=str(n), id="")


def a_report(given: str = "Three people were killed in Oranne, a doctor said.", **known: object) -> Report:
    """A report of `given`, frozen as ingest freezes it."""
    frozen = freeze(given)
    return Report(text=frozen.text, crlf=frozen.crlf, cr=frozen.cr, **known)  # type: ignore[arg-type]


def a_claim(report: Report, words: str = "Three people were killed", number: str = "Three", low: int = 3) -> Claim:
    """A claim that quotes `words`."""
    start = report.text.index(words)
    at = report.text.index(number, start)
    return Claim(
        quote=Quote(report.id, BlockKind.BODY, start, start + len(words), words),
        count=Count(low, low, Qualifier.EXACT, number, number),
        harm=Harm.KILLED,
        number_start=at,
        number_end=at + len(number),
    )


def grounded(claim: Claim, report: Report, origin: str = "a-doctor") -> GroundedClaim:
    """`claim` with nothing settled but its origin."""
    return GroundedClaim(
        claim=claim,
        place=PlaceChoice(Settled.NOT_STATED, None, None, None, "no words for a place"),
        period=Period(Settled.NOT_STATED, None, None, None, "no words for a time"),
        origin=Origin(origin, origin, origin, "witness"),
        perpetrator=None,
        outlet=report.outlet,
        published_at=report.published_at,
        retrieved_on=date(2031, 5, 6),
    )


def an_entry(n: int = 0, *, published: date | None = date(2031, 5, 5), retrieved: datetime | None = None) -> Entry:
    """An entry of one claim, one statement and one doubt; another for each `n`."""
    report = a_report(f"Three people were killed in Oranne, doctor {n} said.", published_at=published)
    claim = a_claim(report)
    told = grounded(claim, report)
    said = Statement(quote=claim.quote, type="assault", place="Oranne")
    place = PlaceChoice(Settled.UNKNOWN, "Oranne", None, None, "in no list")
    doubt = Doubt(Reason.UNKNOWN_PLACE, "Oranne is in no list", claim.quote, claim.id)
    return Entry(
        report=report,
        capture=Capture("ab" * 32, f"{n}.txt", "text/plain", 48, retrieved or datetime(2031, 5, 6, tzinfo=UTC)),
        reading=Reading((claim,), (said,), (doubt,)),
        claims=(told,),
        statements=(GroundedStatement(said, place, told.period, told.origin, None, published),),
        doubts=(doubt,),
        method="extract/1",
    )
