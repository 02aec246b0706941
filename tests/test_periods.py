"""When the harm was done: golden tables, and the laws of dates."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.ground.periods import choose_period, read_period
from onrecord.model.claim import Claim, Harm, Modality, Scope
from onrecord.model.count import Count, Qualifier
from onrecord.model.ground import Period, Settled
from onrecord.model.report import BlockKind, Quote

GOLDEN = Path(__file__).parent / "golden" / "ground"
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
WORDS = st.lists(
    st.sampled_from(
        "since the war began in on at April 4 March 2011 30 February Sunday night last week two days ago between and "
        "from to - early hours of past so far 5 pm until May yesterday 14/04/2019 weekend 9999 years end first".split()
    ),
    max_size=10,
).map(" ".join)


def day(words: str) -> date | None:
    return None if words in ("", "-", "unknown") else date.fromisoformat(words)


def lines(name: str) -> list[str]:
    text = (GOLDEN / name).read_text(encoding="utf-8").split("\n\n", 1)[1]
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def written(p: Period) -> str:
    return f"{p.start or ''}..{p.end or ''} | {p.date_prec or '-'} | {p.settled}: {p.reason}"


@pytest.mark.parametrize("line", lines("periods.txt"))
def test_what_time_words_come_to(line: str) -> None:
    head, words, expected = line.split(" | ", 2)
    published, _, tense = head.partition(" ")
    period = read_period(words, published=day(published), tense="future" if tense == "future" else "past")
    assert written(period) == expected
    assert period.as_written == words


def claim(scope: Scope, when: str | None, sentence: str, dated_by: str | None = None) -> Claim:
    quote = Quote("report-1", BlockKind.BODY, 0, len(sentence), sentence)
    return Claim(
        quote=quote,
        count=Count(12, 12, Qualifier.EXACT, "12", "12"),
        harm=Harm.KILLED,
        number_start=0,
        number_end=2,
        scope=scope,
        when=when,
        dated_by=dated_by,
        sentence=sentence,
    )


CHOSEN = lines("claim_periods.txt")


@pytest.mark.parametrize(("given_", "expected"), list(zip(CHOSEN[::2], CHOSEN[1::2], strict=True)))
def test_what_period_a_claim_gets(given_: str, expected: str) -> None:
    published, scope, when, sentence, start = given_.split(" | ")
    of = claim(Scope(scope), None if when == "-" else when, sentence)
    period = choose_period(of, published=day(published), conflicts_start=day(start))
    assert f"{written(period)} | {period.as_of_status or '-'}" == expected.strip()


def test_words_of_a_neighbouring_sentence_are_inherited() -> None:
    of = claim(Scope.INCIDENT, "Sunday", "Three died.", dated_by="context")
    assert choose_period(of, published=date(2019, 4, 15)).inherited
    assert not choose_period(claim(Scope.INCIDENT, None, "Three died."), published=date(2019, 4, 15)).inherited


@settings(max_examples=300, deadline=None)
@given(st.one_of(WORDS, st.text(max_size=60)), st.one_of(st.none(), st.dates()), st.sampled_from(["past", "future"]))
@example("end 14/04/2019", None, "past")
def test_any_words_give_a_period_whose_ends_do_not_cross(words: str, published: date | None, tense: str) -> None:
    p = read_period(words, published=published, tense="future" if tense == "future" else "past")
    assert p.reason
    assert p.start is None or p.end is None or p.start <= p.end
    assert p.date_prec in (None, 1, 2, 3, 4, 5)
    if p.settled is Settled.UNKNOWN:
        assert p.start is None
        assert p.end is None


@given(DAYS, DAYS)
def test_a_full_date_is_itself_whenever_it_was_published(written_day: date, published: date) -> None:
    d = written_day
    for words in (
        f"{d.day} {MONTHS[d.month - 1]} {d.year}",
        f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
        f"{WEEKDAYS[d.weekday()]}, {MONTHS[d.month - 1]} {d.day}, {d.year}",
        d.isoformat(),
    ):
        p = read_period(words, published=published)
        assert (p.start, p.end, p.date_prec, p.settled) == (d, d, 1, Settled.RESOLVED)


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_within_the_week_up_to_publication(published: date, weekday: str) -> None:
    p = read_period(f"on {weekday}", published=published)
    assert p.start == p.end
    assert p.start is not None
    assert WEEKDAYS[p.start.weekday()] == weekday
    assert timedelta(0) <= published - p.start < timedelta(7)


@given(DAYS, st.integers(1, 60))
def test_days_ago_and_past_days_agree(published: date, days: int) -> None:
    ago = read_period(f"{days} days ago", published=published)
    past = read_period(f"in the past {days} days", published=published)
    assert ago.start == past.start == published - timedelta(days)
    assert past.end == published


@given(st.sampled_from(list(Scope)), st.one_of(st.none(), DAYS), st.sampled_from(list(Modality)))
def test_no_claim_is_dated_by_publication_alone(scope: Scope, published: date | None, modality: Modality) -> None:
    of = claim(scope, None, "Twelve people were killed.")
    p = choose_period(of, published=published)
    assert p.start is None
    assert p.settled is Settled.NOT_STATED
    running = scope in (Scope.CUMULATIVE, Scope.SNAPSHOT)
    assert p.end == (published if running else None)
    assert p.as_of_status == (("published_at" if published else "unknown") if running else None)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(Scope)), WORDS, st.one_of(st.none(), DAYS), st.one_of(st.none(), DAYS))
def test_any_claim_gets_a_period(scope: Scope, when: str, published: date | None, start: date | None) -> None:
    sentence = f"The office said 12 died {when} by Sunday."
    p = choose_period(claim(scope, when, sentence), published=published, conflicts_start=start)
    assert p.start is None or p.end is None or p.start <= p.end
