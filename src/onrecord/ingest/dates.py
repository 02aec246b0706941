"""Dates with a year in the head of a report: dateline, published line, caption."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH: Final = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
WEEKDAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun)\b\.?"
DATE: Final = (
    rf"(?:(?:{WEEKDAY},?\s+)?"
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m1>{_MONTH}),?[\s-]+(?P<y1>\d{{4}}|\d{{2}}(?=\s*[(\-–—])))"
    rf"|(?:{WEEKDAY},?\s+)?(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))(?!\d)"
)
"""A pattern of one whole date, in the ways in which datelines write it. Days before months only where the month is a
word: 04/05/2019 is two dates, and we do not guess. Flag: IGNORECASE."""

_DATE: Final = re.compile(rf"(?<![\w-]){DATE}", re.IGNORECASE)


def iso_date(words: str) -> date | None:
    """Return the day of an ISO 8601 date or date-time as it is written there, None if it is neither."""
    match = re.fullmatch(
        r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}(?::?\d{2}){0,2}(?:[.,]\d+)?\s*(?:Z|[+-]\d{2}(?::?\d{2})?)?)?", words
    )
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def date_of(match: re.Match[str]) -> date | None:
    """Return the date that a match of `DATE` spells, None if there is no such day."""
    for day, month, year in (("d1", "m1", "y1"), ("d2", "m2", "y2"), ("d3", "m3", "y3")):
        if match[day]:
            name = match[month].lower().rstrip(".")
            number = MONTHS[name] if name in MONTHS else int(name)
            written = int(match[year])
            try:
                return date(
                    written + 1900 if 50 <= written < 100 else written + 2000 if written < 50 else written,
                    number,
                    int(match[day]),
                )
            except ValueError:
                return None
    return None


def dates_in(words: str) -> list[date]:
    """Return every whole date in `words`, in order."""
    return [found for match in _DATE.finditer(words) if (found := date_of(match)) is not None]


def caption_day(caption: str, lead: str) -> date | None:
    """Return when a report came out by its caption's date and the lead's words, None if they do not settle it.

    The caption must hold one whole date and name that date's weekday; the lead (the first paragraphs) must say
    "yesterday" or "today". Rule: codebook 1.3, "inferred".
    """
    days = set(dates_in(caption))
    if len(days) != 1:
        return None
    day = days.pop()
    named = set(re.findall("|".join(WEEKDAYS), caption.lower()))
    if named != {WEEKDAYS[day.weekday()]}:
        return None
    said = set(re.findall(r"\b(yesterday|today)\b", lead.lower()))
    if said == {"yesterday"}:
        return day + timedelta(days=1)
    return day if said == {"today"} else None
