"""Days counted from the day of publication: "yesterday", "last week", "two days ago", "in the past month"."""

from __future__ import annotations

import re
from datetime import date

from onrecord.ground import days as d
from onrecord.ground.days import Days, Seen

NUMBERS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
NUMBERS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "twenty-four": 24, "forty-eight": 48, "seventy-two": 72}
NUMBERS |= {"couple": 2, "a couple": 2, "a couple of": 2, "couple of": 2, "a hundred": 100, "": 1}


def number_of(word: str | None) -> int | None:
    """Return what a number word of a spell is worth, 1 without one, None if it is vague."""
    if not word:
        return 1
    return int(word) if word.isdecimal() else NUMBERS.get(word)


def named(m: re.Match[str], seen: Seen) -> Days:
    """Return the day of "yesterday", "tonight", "overnight"."""
    if seen.published is None:
        return d.unknown("relative to a publication date that is not known")
    back, forth = DAY_WORDS[m["word"]]
    first, last = d.shifted(seen.published, back), d.shifted(seen.published, forth)
    return Days(first, last, "relative to publication")


DAY_WORDS = {
    "today": (0, 0),
    "tonight": (0, 0),
    "yesterday": (-1, -1),
    "tomorrow": (1, 1),
    "overnight": (-1, 0),
    "last night": (-1, -1),
    "last evening": (-1, -1),
    "day before yesterday": (-2, -2),
    "the day before yesterday": (-2, -2),
    "day after tomorrow": (2, 2),
    "the day after tomorrow": (2, 2),
    "this morning": (0, 0),
    "this afternoon": (0, 0),
    "this evening": (0, 0),
    "tomorrow night": (1, 1),
}


def unit(m: re.Match[str], seen: Seen) -> Days:
    """Return "last week", "this month", "next year" as the calendar's week (Monday to Sunday), month or year."""
    if seen.published is None:
        return d.unknown("relative to a publication date that is not known")
    today, step = (
        seen.published,
        {"last": -1, "this": 0, "next": 1, "coming": 1}[m["which"]],
    )
    unit = m["unit"]
    if unit == "week":
        return d.week_of(d.shifted(today, 7 * step))
    if unit == "month":
        there = d.months_back(today, -step)
        return d.month_of(there.year, there.month)
    if unit == "year":
        return d.year_of(today.year + step)
    return _weekend(today, 1 if seen.future else step)


def _weekend(today: date, step: int) -> Days:
    """Return Saturday and Sunday: for "last" and "the weekend" the most recent one that had begun."""
    saturday = d.shifted(today, -((today.weekday() - 5) % 7))
    if step > 0:
        saturday = d.shifted(saturday, 7)
    elif step < 0 and today.weekday() >= 5:
        saturday = d.shifted(saturday, -7)
    return Days(saturday, d.shifted(saturday, 1), "weekend")


def the_weekend(m: re.Match[str], seen: Seen) -> Days:
    """Return the most recent Saturday and Sunday that had begun."""
    if seen.published is None:
        return d.unknown("relative to a publication date that is not known")
    return _weekend(seen.published, 1 if seen.future else 0)


def ago(m: re.Match[str], seen: Seen) -> Days:
    """Return "N ... ago": the day for days, the week for weeks, the month, the year: as exact as the words are."""
    number, unit = number_of(m["n"]), m["unit"]
    if seen.published is None:
        return d.unknown("relative to a publication date that is not known")
    if number is None:
        return d.unknown("how long ago is not said")
    today = seen.published
    if unit in ("minute", "hour"):
        hours = number if unit == "hour" else number / 60
        return Days(d.shifted(today, -int(-(-hours // 24)) if hours >= 1 else 0), today, "hours before publication")
    if unit in ("day", "night"):
        day = d.shifted(today, -number)
        return Days(day, day, "days before publication")
    if unit in ("week", "fortnight"):
        return d.week_of(d.shifted(today, -7 * number * (2 if unit == "fortnight" else 1)))
    there = d.months_back(today, number * {"month": 1, "year": 12, "decade": 120}[unit])
    return d.month_of(there.year, there.month) if unit == "month" else d.year_of(there.year)


def spell(m: re.Match[str], seen: Seen) -> Days:
    """Return "in the past N ...": from N back up to the day of publication."""
    number = number_of(m["n"])
    if seen.published is None:
        return d.unknown("relative to a publication date that is not known")
    if number is None:
        return d.unknown("how long is not said")
    today, unit = seen.published, m["unit"]
    if unit in ("minute", "hour"):
        back = d.shifted(today, -max(1, -(-number // 24)) if unit == "hour" else -1)
    elif unit in ("month", "year", "decade"):
        back = d.months_back(today, number * {"month": 1, "year": 12, "decade": 120}[unit])
    else:
        back = d.shifted(today, -number * {"day": 1, "night": 1, "week": 7, "fortnight": 14}[unit])
    return Days(back, today, "spell up to publication")


def so_far(m: re.Match[str], seen: Seen) -> Days:
    """Return the week, month or year of publication up to that day."""
    if seen.published is None:
        return d.unknown("relative to a publication date that is not known")
    unit = m.groupdict().get("unit")
    whole = {"week": d.week_of(seen.published), "month": d.month_of(seen.published.year, seen.published.month)}
    span = whole.get(unit or "", d.year_of(seen.published.year))
    return Days(span.first, seen.published, "so far")


def elsewhere(m: re.Match[str], seen: Seen) -> Days:
    """Return unknown: "the day before" hangs on another day of the text."""
    return d.unknown("relative to another day of the text")


def vague(m: re.Match[str], seen: Seen) -> Days:
    """Return unknown: "days ago", "in recent weeks" name no day."""
    return d.unknown("how long ago is not said")
