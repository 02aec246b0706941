"""Time words with an end of their own: "since ...", "between ... and ...", "until ...", "so far"."""

from __future__ import annotations

import re
from datetime import date

from onrecord.ground import days as d
from onrecord.ground.days import Days, Seen
from onrecord.ground.time_words import read_days
from onrecord.model.ground import Settled

ANCHORED = "anchor event without a date"

_SINCE = re.compile(r"(?:ever )?since (?:at least |around |about )?(?P<rest>.+)", re.I)
_FROM = re.compile(r"(?:from|starting|beginning) (?P<rest>.+?)(?: onwards?| on)", re.I)
_BETWEEN = re.compile(
    r"(?:between|from|in) (?P<a>.+?)(?: and | to | until | till | through |[-–](?!\d\d-))(?P<b>.+)", re.I
)
_TO = re.compile(r"(?P<a>.+?)(?: to | until | till | through | and |[-–](?!\d\d-))(?P<b>.+)", re.I)
_UNTIL = re.compile(r"(?:until|till|up to|by|as of|as at) (?P<rest>.+)", re.I)
_SIDE = re.compile(r"(?P<side>before|after) (?P<rest>.+)", re.I)
_SO_FAR = re.compile(r"(?:so far|thus far|to date|until now|till now|up to now|as of now)", re.I)
_TRAILING = re.compile(
    r".*?\b(?:in|on|of|early in|late in)? ?(?P<rest>(?:(?:early|mid|late)[ -])?\S*(?: \S+){0,4})$", re.I
)
_MONTH_NAME = "|".join(sorted(d.MONTHS, key=len, reverse=True))
_DAY_PAIR = re.compile(
    r"(?:between |from |on )?(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?"
    r"(?: ?[-–] ?| to | and | until )(?P<d2>\d{1,2})(?:st|nd|rd|th)?"
    rf"(?: of)? (?P<m>(?:{_MONTH_NAME})\b\.?)|(?P<mm>(?:{_MONTH_NAME})\b\.?) (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?: ?[-–] ?| to | and | until )(?P<d4>\d{1,2})(?:st|nd|rd|th)?)(?:,? (?P<y>\d{4}))?",
    re.I,
)
_ANCHOR = re.compile(
    r"\b(?:began|begun|start(?:ed)?|beginning|outbreak|broke out|erupted|launch(?:ed)?|onset|fighting|war|offensive|"
    r"hostilities|clashes|conflict|violence|campaign|operation|siege|assault|invasion)\b",
    re.I,
)


def read_span(words: str, seen: Seen) -> Days:
    """Return the days of any time expression, open ones and ranges included; unknown with a reason if unreadable.

    Raises: ValueError or OverflowError for a day that no calendar has.
    """
    if _SO_FAR.fullmatch(words):
        return d.unknown("start is not said")
    since = _SINCE.fullmatch(words) or _FROM.fullmatch(words)
    if since:
        return _since(since["rest"], seen)
    pair = _DAY_PAIR.fullmatch(words)
    if pair:
        return _day_pair(pair, seen)
    plain = read_days(words, seen)
    if plain.settled is not Settled.UNKNOWN or plain.reason != "not a date that can be read":
        return plain
    for pattern in (_BETWEEN, _TO):
        two = pattern.fullmatch(words)
        span = _between(two["a"], two["b"], seen) if two else None
        if span:
            return span
    return _one_sided(words, seen) or plain


def _since(rest: str, seen: Seen) -> Days:
    if rest.lower() == "then":
        return d.unknown("relative to another day of the text")
    start = read_days(rest, seen)
    if start.first is None and not start.reason.startswith(("relative", "weekday", "day and", "month")):
        start = _last_date_in(rest, seen) or start
    if start.first is None:
        anchored = _ANCHOR.search(rest)
        return d.unknown(ANCHORED if anchored else start.reason)
    return Days(start.first, None, f"since: {start.reason}", start.settled)


def _last_date_in(rest: str, seen: Seen) -> Days | None:
    """Return the date at the end of a clause: "the conflict broke out in March 2011"."""
    tokens = rest.split(" ")
    for size in range(min(6, len(tokens) - 1), 0, -1):
        found = read_days(" ".join(tokens[-size:]), seen)
        if found.first is not None:
            return found
    year = re.search(r"\b(?:the|its|in) ((?:19|20)\d\d)\b", rest)
    return d.year_of(int(year[1])) if year else None


def _day_pair(m: re.Match[str], seen: Seen) -> Days:
    month, first, last = m["m"] or m["mm"], m["d1"] or m["d3"], m["d2"] or m["d4"]
    year = f" {m['y']}" if m["y"] else ""
    end = read_days(f"{last} {month}{year}", seen)
    if end.last is None:
        return end
    start = date(end.last.year, end.last.month, int(first))
    if start > end.last:
        return d.unknown("the range ends before it begins")
    return Days(start, end.last, f"range: {end.reason}", end.settled)


def _between(one: str, other: str, seen: Seen) -> Days | None:
    end = read_days(other, seen)
    if end.last is None:
        return end if end.reason.endswith("publication date") else None
    begin = read_days(one, Seen(end.last, future=False)) if not re.search(r"\d{4}", one) else read_days(one, seen)
    bare = re.fullmatch(r"(?:on )?(\d{1,2})(?:st|nd|rd|th)?", one.strip(), re.I)
    if bare:
        begin = Days(end.last.replace(day=int(bare[1])), None, "")
    if begin.first is None:
        return None
    if begin.first > end.last:
        return d.unknown("the range ends before it begins")
    settled = Settled.AMBIGUOUS if Settled.AMBIGUOUS in (begin.settled, end.settled) else Settled.RESOLVED
    return Days(begin.first, end.last, f"range: {end.reason}", settled)


def _one_sided(words: str, seen: Seen) -> Days | None:
    until = _UNTIL.fullmatch(words)
    if until:
        end = read_days(until["rest"], seen)
        return Days(None, end.last, f"until: {end.reason}", end.settled) if end.last else end
    side = _SIDE.fullmatch(words)
    if side is None:
        return None
    edge = read_days(side["rest"], seen)
    if edge.first is None or edge.last is None:
        return edge
    if side["side"].lower() == "before":
        return Days(None, d.shifted(edge.first, -1), f"before: {edge.reason}", edge.settled)
    return Days(edge.last, None, f"after: {edge.reason}", edge.settled)
