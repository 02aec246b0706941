"""Time words to days: one pattern and one small reader for each way the news writes a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from onrecord.ground import days as d
from onrecord.ground import time_relative as relative
from onrecord.ground.days import Days, Seen
from onrecord.model.ground import Settled

_N = r"(?P<n>\d{1,4}|" + "|".join(sorted(filter(None, relative.NUMBERS), key=len, reverse=True)) + ")"
_WEEKDAY = r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:['’]s)?"
_MONTH = r"(?P<month>" + "|".join(sorted(d.MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1\d{3}|20\d\d|21\d\d)"
_UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade)s?"
_PART = (
    r"(?:(?: in)?(?: the)? (?:early )?"
    r"(?:morning|afternoon|evening|night|lunchtime|midday|noon|dawn|dusk|midnight|overnight))?"
)

Reader = Callable[[re.Match[str], Seen], Days]


def read_days(words: str, seen: Seen) -> Days:
    """Return the days of one plain expression (no "since", no range), unknown with a reason if none is readable."""
    plain = _plain(words)
    for pattern, reader in _READERS:
        m = pattern.fullmatch(plain)
        if m:
            return reader(m, seen)
    return d.unknown("time of day only" if not plain else "not a date that can be read")


_NOISE = re.compile(
    r"\b(?:\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?|\d{4} ?(?:gmt|utc)|"
    r"gmt|utc|local time|o['’]clock)|[()]"
)
_LEAD = re.compile(
    r"^(?:(?:shortly|just|soon|around|about|at|before|after|near|on|in|the|by|during|late|early|earlier|later|of|hours?|"
    r"back|into|first|small|wee|mid) )*"
    r"(?:midnight|dawn|dusk|noon|midday|sunset|sunrise|daybreak|morning|afternoon|evening|night|"
    r"hours|nightfall|lunchtime)(?:'s|s)?(?: hours)? (?:prayers )?(?:of|on|into|, )?(?: of)?(?: the)? ?"
)
_BEFORE_WORDS = re.compile(
    r"^(?:(?:on|in|at|of|the|during|throughout|back in|late on|early on|earlier on|later on|late in|early in|"
    r"over|about|some|around|just|only|nearly|almost|shortly before|shortly after) )+"
)


_KEEPS_LEAD = re.compile(
    r"(?:the|on|over) (?:weekend|day|night|previous|following|same|next)\b"
    r"|(?:(?:in|over|during|within|for|throughout) )?(?:the|these) (?:last|past)\b"
)
_ONLY_LEAD = frozenset("at by on around about before after shortly".split())


def _plain(words: str) -> str:
    text = " ".join(words.lower().replace("\u00a0", " ").split())
    text = _NOISE.sub(" ", text)
    text = " ".join(text.replace(",", " ").split()).strip(" .;:-–")
    if not re.match(r"(?:early|late|earlier|later) ", text) or re.match(
        r"(?:early|late) (?:morning|evening|night|afternoon|hours)", text
    ):
        text = _LEAD.sub("", text)
    if not _KEEPS_LEAD.match(text):
        text = _BEFORE_WORDS.sub("", text)
    text = "" if text in _ONLY_LEAD else text
    return re.sub(
        r"^(?:late|early|earlier|later) (?=(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|this|on)(?:on )?",
        "",
        text,
    )


def _iso(m: re.Match[str], seen: Seen) -> Days:
    day = date(int(m["year"]), int(m["m"]), int(m["day"]))
    return Days(day, day, "date as written")


def _slashed(m: re.Match[str], seen: Seen) -> Days:
    first, second, year = int(m["a"]), int(m["b"]), int(m["year"])
    if first > 12 or first == second:
        day = date(year, second, first)
    elif second > 12:
        day = date(year, first, second)
    else:
        one, other = sorted((date(year, second, first), date(year, first, second)))
        return Days(one, other, f"day and month not told apart: {one} or {other}", Settled.AMBIGUOUS)
    return Days(day, day, "date as written")


def _date(m: re.Match[str], seen: Seen) -> Days:
    groups = m.groupdict()
    day, month = int(m["day"]), d.MONTHS[m["month"]]
    if groups.get("year"):
        exact = date(int(m["year"]), month, day)
        found = Days(exact, exact, "date as written")
    else:
        if not 1 <= day <= 31 or (month, day) in ((2, 30), (2, 31)):
            return d.unknown("no such day")
        found = d.on_date(day, month, seen)
    return _checked(found, groups.get("weekday"))


def _checked(found: Days, weekday: str | None) -> Days:
    """Return `found`, ambiguous with both days where its weekday is another one than the text says."""
    if not weekday or found.first is None or found.first.weekday() == d.WEEKDAYS[weekday]:
        return found
    day = found.first
    off = (d.WEEKDAYS[weekday] - day.weekday() + 3) % 7 - 3
    other = d.shifted(day, off)
    reason = f"weekday mismatch: {day} is a {_name(day)}, {weekday.capitalize()} is {other}"
    return Days(min(day, other), max(day, other), reason, Settled.AMBIGUOUS)


def _name(day: date) -> str:
    return next(name for name, i in d.WEEKDAYS.items() if i == day.weekday()).capitalize()


def _month(m: re.Match[str], seen: Seen) -> Days:
    groups = m.groupdict()
    month = d.MONTHS[m["month"]]
    if groups.get("year"):
        return d.month_of(int(m["year"]), month)
    return d.in_month(month, seen, groups.get("which") or "")


def _part_of(m: re.Match[str], seen: Seen) -> Days:
    which = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}.get(m["part"], m["part"])
    rest = m["rest"]
    if rest in ("year", "this year", "the year"):
        whole = d.year_of(seen.published.year) if seen.published else d.unknown("year without a publication date")
    elif rest in ("last year", "last month", "this month", "the month"):
        whole = read_days(rest.replace("the ", "this "), seen)
    else:
        whole = read_days(rest, seen)
    part = d.third(whole, which)
    if (
        m["part"] in ("end", "beginning", "start")
        and whole.first
        and whole.last
        and (whole.last - whole.first).days > 31
    ):
        return d.month_of(whole.first.year, 12 if m["part"] == "end" else 1)
    return part


_PORTIONS = {"half": 6, "quarter": 3}
_WHICH = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def _portion(m: re.Match[str], seen: Seen) -> Days:
    """Read "the first half of 2019", "the first six months of this year", "the third quarter of last year"."""
    whole = read_days(m["rest"].replace("the year", "this year"), seen)
    months, n = _PORTIONS.get(m["unit"]), relative.number_of(m["n"]) if m["n"] else None
    if whole.first is None:
        return whole
    last = m["ordinal"] in ("last", "final")
    if m["unit"] == "months":
        months = n
        begin = 13 - (n or 0) if last else 1
    else:
        begin = 13 - (months or 0) if last else 1 + (months or 0) * _WHICH[m["ordinal"]]
    if not months or not 1 <= begin <= begin + months - 1 <= 12 or (m["unit"] == "months") != bool(m["n"]):
        return d.unknown("not a part of a year")
    year = whole.first.year
    return Days(d.month_of(year, begin).first, d.month_of(year, begin + months - 1).last, "part of the year")


def _year(m: re.Match[str], seen: Seen) -> Days:
    return d.year_of(int(m["year"]))


def _decade(m: re.Match[str], seen: Seen) -> Days:
    first = int(m["year"])
    return Days(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def _season(m: re.Match[str], seen: Seen) -> Days:
    begin, groups = d.SEASONS[m["season"]], m.groupdict()
    if groups.get("year"):
        year = int(m["year"])
    elif seen.published is None:
        return d.unknown("season without a year or a publication date")
    else:
        year = seen.published.year - (begin > seen.published.month - (groups.get("which") == "last") * 2)
    last = d.month_of(year + (begin == 12), (begin + 1) % 12 + 1).last
    return Days(date(year, begin, 1), last, "season, of the northern half of the earth")


def _weekday(m: re.Match[str], seen: Seen) -> Days:
    groups = m.groupdict()
    which = (groups.get("which") or "").replace("this past", "past")
    return d.on_weekday(d.WEEKDAYS[m["weekday"]], seen, which)


def _weekdays(m: re.Match[str], seen: Seen) -> Days:
    found = d.on_weekday(d.WEEKDAYS[m["weekday"]], seen)
    return Days(found.first, found.last, "several such days, or one", Settled.AMBIGUOUS) if found.first else found


def _overnight_weekday(m: re.Match[str], seen: Seen) -> Days:
    found = d.on_weekday(d.WEEKDAYS[m["weekday"]], seen)
    if found.first is None:
        return found
    into = (m.groupdict().get("into") or "").startswith(("into", "to"))
    first = d.shifted(found.first, -1) if into else found.first
    last = found.first if into else d.shifted(found.first, 1)
    if seen.published and not seen.future and last > seen.published:
        last = max(seen.published, first)
    return Days(first, last, "night over two days")


def _offset(m: re.Match[str], seen: Seen) -> Days:
    """Read "two days after April 4": only where the day itself can be read."""
    number, anchor = relative.number_of(m["n"]), read_days(m["rest"], seen)
    single = anchor.settled is Settled.RESOLVED and anchor.first is not None and anchor.first == anchor.last
    if number is None or not single or anchor.first is None or not re.search(r"\d|yesterday", m["rest"]):
        return d.unknown("relative to another day of the text")
    step = number * {"day": 1, "week": 7}[m["unit"]] * (-1 if m["side"] == "before" else 1)
    day = d.shifted(anchor.first, step)
    return Days(day, day, "counted from a day that the text names")


def _feast(m: re.Match[str], seen: Seen) -> Days:
    month, day = _FEASTS[m["feast"]]
    year = m["year"]
    if year:
        there = date(int(year), month, day)
        return Days(there, there, "date as written")
    return d.on_date(day, month, seen)


_FEASTS = {"christmas day": (12, 25), "christmas eve": (12, 24), "new year's eve": (12, 31), "new year's day": (1, 1)}
_DATE_WEEKDAY = rf"(?:{_WEEKDAY}{_PART} (?:the )?)?"
_TABLE: tuple[tuple[str, Reader], ...] = (
    (rf"{_YEAR}-(?P<m>\d{{2}})-(?P<day>\d{{2}})(?:t[\d:.z+-]*)?", _iso),
    (rf"(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.]{_YEAR}", _slashed),
    (rf"{_DATE_WEEKDAY}{_DAY} (?:of )?{_MONTH}(?: {_YEAR})?{_PART}", _date),
    (rf"{_DATE_WEEKDAY}{_MONTH} {_DAY}(?: {_YEAR})?{_PART}", _date),
    (rf"{_MONTH} (?:of )?{_YEAR}", _month),
    (rf"(?:(?P<which>last|next|this|this past) )?{_MONTH}", _month),
    (
        r"(?:the )?(?P<part>early|mid|late|beginning|start|middle|end)(?: in)?[- ](?:of )?(?:the )?(?P<rest>.+)",
        _part_of,
    ),
    (
        rf"(?:the )?(?P<ordinal>first|second|third|fourth|last|final)[- ](?:{_N} )?(?P<unit>half|quarter|months)"
        rf" of (?P<rest>(?:19|20)\d\d|this year|last year|the year)",
        _portion,
    ),
    (rf"(?:the )?(?:year )?{_YEAR}", _year),
    (rf"(?:the )?{_YEAR}s", _decade),
    (rf"(?:(?P<which>last|this) )?(?P<season>spring|summer|autumn|fall|winter)(?: (?:of )?{_YEAR})?", _season),
    (rf"(?:(?P<which>last|next|this past|this|past) )?{_WEEKDAY}{_PART}", _weekday),
    (r"(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s", _weekdays),
    (rf"overnight (?:(?P<into>on|into|to|from) )?{_WEEKDAY}", _overnight_weekday),
    (rf"{_WEEKDAY} overnight", _overnight_weekday),
    (rf"{_WEEKDAY} {_DAY}", _weekday),
    (r"(?P<word>" + "|".join(sorted(relative.DAY_WORDS, key=len, reverse=True)) + rf"){_PART}", relative.named),
    (
        r"(?:earlier |later |late |early )?(?P<which>last|this|next|coming) "
        r"(?P<unit>week|month|year|weekend)",
        relative.unit,
    ),
    (r"(?:over |at |during |on )?the weekend|weekend", relative.the_weekend),
    (rf"(?:(?:more|less) than )?{_N} {_UNIT} ago", relative.ago),
    (
        r"(?:(?:in|over|during|within|for|throughout) )?(?:(?:the|these) )?"
        rf"(?:past|last)(?: {_N})? {_UNIT}",
        relative.spell,
    ),
    (r"so far this (?P<unit>week|month|year)", relative.so_far),
    (rf"(?P<feast>christmas day|christmas eve|new year's eve|new year's day)(?: {_YEAR})?", _feast),
    (rf"{_N} (?P<unit>day|week)s? (?P<side>after|before|following) (?P<rest>.+)", _offset),
    (r"(?:the )?(?P<unit>day|week)(?P<n>) (?P<side>after|before|following) (?P<rest>.+)", _offset),
    (rf"(?:{_N}|several|a few|few) {_UNIT} (?:earlier|later|before|previously)", relative.elsewhere),
    (
        r"(?:on )?(?:the |that )?(?:previous|following|same|next|that) (?:day|night|week|month|year|morning|evening)",
        relative.elsewhere,
    ),
    (
        r"(?:later )?that (?:day|night|week|month|year|morning|evening|afternoon)|"
        r"(?:the )?(?:day|night) (?:before|after)|then",
        relative.elsewhere,
    ),
    (
        r"(?:several|a few|few|many|some)? ?(?:minutes|hours|days|weeks|months|years) ago|(?:in )?recent.*|recently",
        relative.vague,
    ),
)
_READERS = tuple((re.compile(pattern), reader) for pattern, reader in _TABLE)
