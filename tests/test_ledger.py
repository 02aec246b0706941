"""What every ledger promises. One suite; each adapter passes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes import MemoryLedger
from nouns import a_claim, a_report, an_entry, entries, grounded
from onrecord.adapters.ledger import open_ledger
from onrecord.model.claim import Reading
from onrecord.model.entry import Capture, Entry, Unread, UnreadReason
from onrecord.model.record import Conflict
from onrecord.ports import Ledger

NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
Make = Callable[[Callable[[], datetime]], Ledger]


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "memory"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Ledger]]:
    """A function that makes a new, empty ledger each time it is called."""
    made: list[Ledger] = []
    clock: Clock = request.getfixturevalue("clock")

    def make() -> Ledger:
        if request.param == "memory":
            made.append(MemoryLedger(clock))
        else:
            made.append(open_ledger(tmp_path / f"{len(made)}.db", now=clock))
        return made[-1]

    yield make
    for ledger in made:
        ledger.close()


@pytest.fixture
def ledger(fresh: Callable[[], Ledger]) -> Ledger:
    return fresh()


def test_an_entry_comes_back_as_it_was_recorded(ledger: Ledger) -> None:
    entry = an_entry()
    assert not ledger.has_report(entry.report.id)
    assert ledger.record(entry)
    assert ledger.has_report(entry.report.id)
    assert ledger.entry(entry.report.id) == entry
    assert ledger.claims() == (entry.claims, entry.statements)
    assert list(ledger.reports()) == [(entry.report, entry.capture, None, 1)]
    assert list(ledger.texts([entry.report.id, "report-none"])) == [entry.report]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.data())
def test_any_entry_comes_back_as_it_was_recorded(ledger: Ledger, data: st.DataObject) -> None:
    entry = data.draw(entries())
    if ledger.record(entry):
        assert ledger.entry(entry.report.id) == entry
    assert list(ledger.faults()) == []
    assert list(ledger.faults(entry.report.id)) == []


def test_an_unknown_report_is_named(ledger: Ledger) -> None:
    with pytest.raises(KeyError, match="no report report-123"):
        ledger.entry("report-123")
    with pytest.raises(KeyError, match="no report report-123"):
        ledger.captures("report-123")


def test_recording_twice_is_once_and_adds_a_capture_only_for_other_bytes_or_another_name(ledger: Ledger) -> None:
    entry = an_entry()
    ledger.record(entry)
    head = ledger.head()
    later = replace(entry, capture=replace(entry.capture, retrieved_at=NOON))
    assert not ledger.record(later)
    assert ledger.head() == head
    assert ledger.captures(entry.report.id) == (entry.capture,)
    elsewhere = replace(entry, capture=replace(entry.capture, name="copy.txt"))
    assert not ledger.record(elsewhere)
    assert not ledger.record(elsewhere)
    assert ledger.captures(entry.report.id) == (entry.capture, elsewhere.capture)
    assert ledger.entry(entry.report.id) == entry
    assert ledger.head() != head


def test_order_and_times_change_no_head_and_content_does(fresh: Callable[[], Ledger], clock: Clock) -> None:
    heads = []
    for order, retrieved in (((0, 1, 2), NOON), ((2, 0, 1), NOON + timedelta(days=3))):
        ledger = fresh()
        for n in order:
            clock.time += timedelta(seconds=1)
            entry = an_entry(n, retrieved=retrieved)
            later = tuple(replace(g, retrieved_on=retrieved.date()) for g in entry.claims)
            ledger.record(replace(entry, claims=later))
        heads.append(ledger.head())
    assert heads[0] == heads[1]
    other = fresh()
    for n in (0, 1):
        other.record(an_entry(n))
    assert other.head() != heads[0]
    changed = an_entry(2)
    other.record(replace(changed, claims=(replace(changed.claims[0], voice="wire-1"),)))
    assert other.head() != heads[0]


def test_claims_come_by_id_whatever_the_order_of_recording(ledger: Ledger) -> None:
    for n in (3, 1, 2, 0):
        ledger.record(an_entry(n))
    ids = [g.claim.id for g in ledger.claims()[0]]
    assert ids == sorted(ids)
    assert len(ids) == 4
    assert [r.id for r, *_ in ledger.reports()] == sorted(r.id for r, *_ in ledger.reports())


def test_known_on_takes_the_day_of_publication_else_that_of_retrieval(ledger: Ledger) -> None:
    dated = an_entry(0, published=date(2031, 5, 1), retrieved=datetime(2031, 5, 9, tzinfo=UTC))
    undated = an_entry(1, published=None, retrieved=datetime(2031, 5, 9, 23, 59, tzinfo=UTC))
    for entry in (dated, undated):
        ledger.record(entry)
    assert ledger.claims(known_on=date(2031, 4, 30))[0] == ()
    assert ledger.claims(known_on=date(2031, 5, 1))[0] == dated.claims
    assert ledger.claims(known_on=date(2031, 5, 8))[0] == dated.claims
    assert set(ledger.claims(known_on=date(2031, 5, 9))[0]) == {*dated.claims, *undated.claims}
    ledger.record(
        replace(undated, capture=replace(undated.capture, name="b", retrieved_at=datetime(2031, 5, 2, tzinfo=UTC)))
    )
    assert len(ledger.claims(known_on=date(2031, 5, 2))[0]) == 2, "an earlier fetch of an undated report makes it known"


def test_recorded_by_takes_what_was_on_record_at_that_moment(ledger: Ledger, clock: Clock) -> None:
    ledger.record(an_entry(0))
    clock.time = NOON + timedelta(hours=1)
    ledger.record(an_entry(1))
    ledger.record(an_entry(0))  # known: its first recording counts
    before = NOON - timedelta(microseconds=1)
    assert [len(ledger.claims(recorded_by=t)[0]) for t in (before, NOON, clock.time)] == [0, 1, 2]
    elsewhere = (NOON + timedelta(minutes=30)).astimezone(timezone(timedelta(hours=-9)))
    assert len(ledger.claims(recorded_by=elsewhere)[0]) == 1
    with pytest.raises(ValueError, match="with a time zone"):
        ledger.claims(recorded_by=NOON.replace(tzinfo=None))


def test_ids_are_found_by_how_they_begin(ledger: Ledger) -> None:
    entry = an_entry()
    ledger.record(entry)
    claim = entry.claims[0].claim.id
    assert ledger.find(claim) == (claim,)
    assert ledger.find(claim[:9]) == (claim,)
    assert ledger.find("report-") == (entry.report.id,)
    assert ledger.find("claim%") == ledger.find("claim_") == ledger.find("' OR 1=1 --") == ()


def test_what_was_not_read_is_listed_once(ledger: Ledger) -> None:
    broken = Unread("b.pdf", UnreadReason.BROKEN, "expected a PDF, found its first half")
    empty = Unread("a.txt", UnreadReason.EMPTY, "expected text, found none")
    capture = Capture("cd" * 32, "b.pdf", "application/pdf", 9, NOON)
    for _ in range(2):
        ledger.record_unread(capture, broken)
        ledger.record_unread(None, empty)
    assert list(ledger.unread()) == [(empty, None), (broken, capture)]


def test_a_report_not_read_is_on_record_with_its_reason(ledger: Ledger) -> None:
    report = a_report("Drei Menschen wurden verletzt.", language="de")
    unread = Unread("de.txt", UnreadReason.LANGUAGE, "expected English, found de")
    capture = Capture("ef" * 32, "de.txt", "text/plain", 30, NOON)
    entry = Entry(report, capture, Reading(), (), (), (), "extract/1", unread)
    ledger.record(entry)
    assert ledger.entry(report.id) == entry
    assert list(ledger.reports()) == [(report, capture, unread, 0)]


def test_a_conflict_is_on_record_once_and_never_changed(ledger: Ledger) -> None:
    window = Conflict("Oranne", date(2031, 4, 4), None, ("XAA",), ("North", "South"))
    earlier = Conflict("Aranne", date(2030, 1, 1), date(2030, 2, 1), ())
    assert ledger.add_conflict(window)
    assert ledger.add_conflict(earlier)
    head = ledger.head()
    assert not ledger.add_conflict(window)
    with pytest.raises(ValueError, match="already on record"):
        ledger.add_conflict(replace(window, start=date(2031, 4, 5)))
    assert ledger.conflicts() == (earlier, window)
    assert ledger.head() == head


def _twice(entry: Entry) -> Entry:
    return replace(entry, claims=entry.claims * 2)


def _of_another(entry: Entry) -> Entry:
    other = a_report("Three people were killed elsewhere.")
    return replace(entry, claims=(grounded(a_claim(other), other),))


def _misquoted(entry: Entry) -> Entry:
    claim = entry.claims[0].claim
    claim = replace(claim, quote=replace(claim.quote, exact="Thirty people were killed"), id="")
    return replace(entry, claims=(replace(entry.claims[0], claim=claim),))


def _not_read(entry: Entry) -> Entry:
    return replace(entry, unread=Unread("x", UnreadReason.LANGUAGE, "expected English, found de"))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_twice, "found twice"),
        (_of_another, "expected quotes of its report"),
        (_misquoted, "expected 'Thirty people"),
        (_not_read, "expected no claims"),
    ],
)
def test_an_entry_at_odds_with_itself_is_refused_whole(
    ledger: Ledger, spoil: Callable[[Entry], Entry], says: str
) -> None:
    head = ledger.head()
    with pytest.raises(ValueError, match=says):
        ledger.record(spoil(an_entry()))
    assert ledger.head() == head
    assert list(ledger.reports()) == []


def test_a_reader_of_reports_holds_up_no_writer(ledger: Ledger) -> None:
    for n in range(3):
        ledger.record(an_entry(n))
    for n, _ in enumerate(ledger.reports()):
        if n < 3:
            ledger.record(an_entry(10 + n))
    assert len(list(ledger.reports())) == 6
