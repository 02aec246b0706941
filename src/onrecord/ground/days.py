"""Stretches of days: what weekdays, months and spells come to, seen from the day a text was published."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.model.ground import Settled

WEEKDAYS = {name: i for i, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
MONTHS = {
    name: i
    for i, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month; northern, as the news writes


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included; None is open or unknown. `kind`: day, days, week, month, year, open, none."""

    first: date | None
    last: date | None
    reason: str
    settled: Settled = Settled.RESOLVED

    def because(self, reason: str) -> Days:
        """Return the same days with another reason."""
        return replace(self, reason=reason)


@dataclass(frozen=True, slots=True)
class Seen:
    """The day from which words are read, None if unknown, and whether they tell of what is to come."""

    published: date | None
    future: bool = False


def unknown(reason: str) -> Days:
    """Return days that cannot be told, with the reason."""
    return Days(None, None, reason, Settled.UNKNOWN)


def precision(first: date | None, last: date | None) -> int | None:
    """Return UCDP's date_prec: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 more, None without a date.

    A stretch without an end is 5: nobody said how long it is. One without a beginning has no precision.
    """
    if first is None:
        return None
    if last is None:
        return 5
    days = (last - first).days + 1
    return 1 if days == 1 else 2 if days <= 6 else 3 if days <= 8 else 4 if days <= 32 else 5


def shifted(day: date, days: int) -> date:
    """Return the date `days` later. Raises: OverflowError outside the calendar."""
    return day + timedelta(days=days)


def months_back(day: date, months: int) -> date:
    """Return the same day `months` earlier, or the last one of a shorter month. Raises: ValueError before year 1."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"{months} months before {day}: outside the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_of(year: int, month: int) -> Days:
    """Return the first and last day of a month. Rule: codebook, "month-only dates"."""
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def year_of(year: int) -> Days:
    """Return the first and last day of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31), "year")


def week_of(day: date) -> Days:
    """Return Monday to Sunday of the week of `day`."""
    monday = shifted(day, -day.weekday())
    return Days(monday, shifted(monday, 6), "week")


def on_weekday(weekday: int, seen: Seen, which: str = "") -> Days:
    """Return the day a weekday's name means: the most recent one up to the day of publication, that day included.

    `which`: "last" is before that day, "next" after it; a future tense looks forward from that day.
    """
    if seen.published is None:
        return unknown("weekday without a publication date")
    today = seen.published
    back = (today.weekday() - weekday) % 7
    if which == "next" or (seen.future and which not in ("last", "past")):
        ahead = (-back) % 7
        day = shifted(today, ahead or (7 if which == "next" else 0))
        return Days(day, day, "next such weekday")
    day = shifted(today, -(back or (7 if which == "last" else 0)))
    return Days(day, day, "most recent such weekday")


def on_date(day: int, month: int, seen: Seen) -> Days:
    """Return the day of a month whose year is not said: the most recent one, or the next one in a future tense.

    Within three days after publication and in the past tense the year is open: ambiguous.
    """
    if seen.published is None:
        return unknown("day and month without a year or a publication date")
    today = seen.published
    years = range(today.year - 4, today.year + 5)  # 29 February
    dates = [date(y, month, day) for y in years if 1 <= y <= 9999 and day <= calendar.monthrange(y, month)[1]]
    ahead = [d for d in dates if d >= today]
    back = [d for d in dates if d <= today]
    if seen.future and ahead:
        return Days(ahead[0], ahead[0], "next such date")
    if ahead and 0 < (ahead[0] - today).days <= 3:
        return Days(ahead[0], ahead[0], "just after publication, yet told as past", Settled.AMBIGUOUS)
    if not back:
        return unknown("no such day")
    return Days(back[-1], back[-1], "most recent such date")


def in_month(month: int, seen: Seen, which: str = "") -> Days:
    """Return the month whose year is not said: the most recent one that had begun, or the next in a future tense."""
    if seen.published is None:
        return unknown("month without a year or a publication date")
    today = seen.published
    year = today.year
    if which == "last":
        year -= month >= today.month
    elif which == "next" or (seen.future and which != "this"):
        year += month < today.month + (which == "next")
    elif which != "this":
        year -= month > today.month
    return month_of(year, month).because("most recent such month" if not seen.future else "next such month")


def third(span: Days, which: str) -> Days:
    """Return the early, middle or late part: days 1-10, 11-20, 21- of a month; first, middle two, last quarter of a
    year."""
    if span.first is None or span.last is None:
        return span
    first, last = span.first, span.last
    if (last - first).days < 27:  # a day or a week has no early or late part: "end 14/04/2019" is that day
        return span
    if (last - first).days > 31:
        quarter = {"early": (1, 3), "mid": (4, 9), "late": (10, 12)}[which]
        begin, end = month_of(first.year, quarter[0]), month_of(first.year, quarter[1])
        return Days(begin.first, end.last, f"{which} part of the year", span.settled)
    cut = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[which]
    return Days(first.replace(day=cut[0]), first.replace(day=cut[1]), f"{which} part of the month", span.settled)
