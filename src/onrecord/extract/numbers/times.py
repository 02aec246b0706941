"""The time words of a text, verbatim: days, months, years, spells, "since ..." and "so far".

What a stretch holds: its own leading word where that carries meaning (since, in, during, between, from, over, early,
late, around midnight on), never a bare "on", "at" or "by": "on Sunday" gives "Sunday", "in 2011" gives "in 2011",
"late on Wednesday" stays whole. So do the annotators of the claim codebook write the field `when`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["point", "since", "range", "duration", "so_far", "frequency"]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """One time expression: code points, end exclusive."""

    start: int
    end: int
    kind: Kind


WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.|(?:Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)"
)
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:1[5-9]\d\d|20\d\d|21\d\d)\b"
_N = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|"
    r"thirty|forty|forty-eight|seventy-two|twenty-four|several|a few|few|a couple of|couple of|many|half an?)"
)
_UNIT = r"(?:minute|hour|day|night|week|weekend|fortnight|month|year|decade)s?"
_PART = r"(?:morning|afternoon|evening|night|lunchtime|midnight|midday|noon|dawn|dusk|sunset|sunrise|daybreak)"
_CLOCK = (
    r"(?:\d{1,2}[:.]\d{2}\s?(?:[apAP]\.?[mM]\b\.?)?|\d{1,2}\s?[apAP]\.?[mM]\b\.?|\d{4}\s(?:GMT|UTC)|\d{1,2}\so['’]clock)"
    r"(?:\s\(?\d{4}\s?(?:GMT|UTC)\)?|\s(?:GMT|UTC|local time))?"
)
_LEAD = (
    rf"(?:(?:(?i:shortly|just|soon) (?i:before|after) |(?i:around|about|before|after|by|at) )?"
    rf"(?:(?i:{_PART})|{_CLOCK})(?: on |,? (?:of )?)"
    rf"|(?i:the |an? )?(?i:early |late )?(?i:hours|morning|afternoon|evening|night) of (?:the )?"
    rf"|(?i:late|early|earlier|later|overnight)(?: on | into | (?i:{_PART}) (?:on |of )?| ))?"
)
_TRAIL = rf"(?: (?i:{_PART})| overnight)?"
_FULL = (
    rf"(?:(?:{WEEKDAY},? (?:the )?)?(?:the )?{_D} (?:of )?{MONTH}(?:,? {_Y})?"
    rf"|(?:{WEEKDAY},? )?{MONTH} {_D}\b(?:,? {_Y})?"
    r"|\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}/\d{1,2}/\d{4}(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d))"
)
_AND = r" ?(?:-|–|to|and|until) ?"
_DAYS = rf"(?:{_D}{_AND}{_D} (?:of )?{MONTH}|{MONTH} {_D}{_AND}{_D}\b)(?:,? {_Y})?"
_MODIFIED = (
    r"(?i:the )?(?i:early|mid|late|beginning of|start of|middle of|end of)[ -]"
    rf"(?:{MONTH}(?:,? (?:of )?{_Y})?|(?:the year )?{_Y})"
)
_MONTHLY = rf"{MONTH},? (?:of )?{_Y}"
_SEASON = rf"(?i:the )?(?:spring|summer|autumn|fall|winter) (?:of )?{_Y}"
_RELATIVE = (
    rf"(?i:(?:earlier |later |late |early )?(?:yesterday|today|tonight|tomorrow)(?: {_PART})?|the day before yesterday|"
    rf"overnight|(?:earlier |later )?this (?:week|month|year|weekend|{_PART})|"
    r"(?:the )?(?:last|past|previous|next|following|same|that) "
    rf"(?:week|month|year|weekend|day|{_PART})\b(?! (?:of|ago))|"
    rf"that (?:day|{_PART}|week|month|year)|"
    rf"(?:over |at |during |on )?the weekend|the day (?:before|after)|the next day|the night before|"
    rf"(?:about |some |around |nearly |almost |more than |just )?{_N} {_UNIT} (?:ago|earlier|later|before|previously)|"
    r"(?:days|weeks|months|years|hours) (?:ago|earlier|later))"
    rf"|(?i:last|next|this|this past|past) (?:{WEEKDAY}(?: (?i:{_PART}))?|{MONTH}(?! \d)|"
    r"(?:spring|summer|autumn|fall|winter)\b)"
)
_DAY = rf"{_LEAD}(?:{_FULL}|{WEEKDAY}(?!s\b){_TRAIL}(?:,? {_FULL})?){_TRAIL}"
_END = rf"(?:{_LEAD}(?:{_FULL}|{WEEKDAY}{_TRAIL})|{_MODIFIED}|{_MONTHLY}|{_RELATIVE}|{MONTH}|{_Y})"
_ENDS = rf"(?:(?:the )?{_END})"
_BEGAN = r"(?:began|begun|started|broke out|erupted|launched|resumed|escalated|flared up|flared|intensified|commenced)"
_STOP = (
    r"(?!(?:have|has|had|were|was|is|are|said|says|according|and|with|while|when|as|but|which|who|leaving|killing|"
    r"to|at least|more than|that|it|they|he|she|many|several|dozens|scores|"
    r"tens|hundreds|thousands|two|three|four|five|six|seven|eight|nine|ten|people|civilians|"
    r"\d{1,3}|some|nearly|over|about|the death|by)\b)"
)
_SINCE = (
    rf"(?i:since)(?: at least| around| about)? (?:{_ENDS}"
    r"|(?i:then\b)"
    rf"|(?:[\w'’-]+ ){{1,9}}?{_BEGAN}\b(?: there| again| its [a-z]+| their [a-z]+)?"
    rf"(?:,? (?:in|on|early in|late in) {_ENDS}|,? {_ENDS})?"
    rf"|(?:the|its|his|their|last) (?:{_STOP}[\w'’-]+ ?){{1,8}}(?:(?<= )(?:in|on) {_ENDS})?"
    r"|(?:fighting|war|clashes|hostilities|violence)\b)"
)
_RANGE = (
    rf"(?i:between) {_ENDS} and {_ENDS}|(?i:from) {_ENDS} (?i:to|until|till|through|and) {_ENDS}"
    rf"|(?i:between |from )?{_DAYS}|(?i:between|from) {_D} (?:and|to) {_FULL}"
    rf"|{WEEKDAY}(?:-|–| to | and | through ){WEEKDAY}|(?i:between|from) {_Y}(?:-|–| and | to ){_Y}"
)
_DURATION = (
    rf"(?i:(?:in|during|for|over) the (?:first|second|third|fourth|last|final)[ -](?:{_N} )?(?:half|quarter|months) of "
    rf"(?:{_Y}|this year|last year|the year)|"
    r"(?:in|over|during|within|for|throughout) (?:the |these |its )?"
    r"(?:past|last|previous|preceding|recent|first|final)"
    rf" (?:{_N} )?(?:\d{{1,3}} )?{_UNIT}|(?:the )?(?:past|last) {_N} {_UNIT}|(?:in |over )?recent {_UNIT}|"
    rf"(?:in|within) (?:just |less than |under |only )?{_N} {_UNIT}\b(?! ago)|"
    rf"(?:for|over) {_N} (?:straight |consecutive )?{_UNIT}|"
    r"during (?:the|this|that|his|her|their) (?:[\w'’-]+ ){0,3}?(?:period|terms?|weeks?|months?|years?|days?)|"
    r"during [A-Z][\w'’-]+ (?:[\w'’-]+ )?terms?)"
)
_SOFAR = r"(?i:so far(?: (?:this (?:week|month|year)|in (?:20\d\d)))?|thus far|to date|until now|till now|up to now)"
_FREQUENCY = (
    rf"(?i:every|each) (?:{WEEKDAY}|(?i:{_UNIT}|{_PART}))\b|"
    rf"(?i:per (?:day|week|month|year)|daily|weekly|monthly)|(?i:on )(?:{WEEKDAY}s\b)|{WEEKDAY}s\b(?! )"
)
_IN = (
    r"(?i:in|during|throughout|until|of|by) (?:"
    rf"{_MODIFIED}|{_MONTHLY}|{MONTH}(?:(?! \d)|(?= \d+ [a-z]))|{_SEASON}|the {_Y}s|{_Y})|(?i:back )in {_Y}"
)

TIMES = re.compile(
    rf"(?<![\w-])(?:(?P<since>{_SINCE})|(?P<so_far>{_SOFAR})|(?P<range>{_RANGE})|(?P<duration>{_DURATION})"
    rf"|(?P<frequency>{_FREQUENCY})|(?P<point>{_DAY}|{_IN}|{_MODIFIED}|{_MONTHLY}|{_SEASON}|{_RELATIVE}|{_CLOCK}))(?!\w)".replace(
        " ", r"\s"
    )
)
_LEADING = re.compile(r"(?:of|until|at|by|on) (?=.)", re.IGNORECASE)
_ANY = re.compile(  # in a text made small, which is faster than to look in either case
    r"\d|day\b|days\b|night|morning|evening|afternoon|week|month|year|decade|hour|minute|since|far\b|date\b|until|till|now\b|"
    r"today|tomorrow|recent|during|over|daily|monthly|" + MONTH.lower()
)


def find_times(text: str) -> tuple[TimeWords, ...]:
    """Return the time expressions of `text` in order of place; none overlap.

    "May" and "March" alone are no months: a month without a day or year needs "in", "since", "last", "early" before it.
    """
    if _ANY.search(text.lower()) is None:
        return ()
    found = []
    for m in TIMES.finditer(text):
        kind = m.lastgroup
        lead = _LEADING.match(text, m.start(), m.end()) if kind == "point" else None
        start = lead.end() if lead else m.start()
        end = m.end()
        while end > start and text[end - 1] in " ,":
            end -= 1
        if end > start:
            found.append(TimeWords(start, end, _kind(kind)))
    return tuple(found)


def _kind(name: str | None) -> Kind:
    for kind in _KINDS:
        if kind == name:
            return kind
    return "point"


_KINDS: tuple[Kind, ...] = ("since", "so_far", "range", "duration", "frequency", "point")


_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|going to|due to|set to|scheduled|plan(?:s|ned)? to|expected to|is to|are to|postponed|"
    r"delayed|adjourned)\b(?:(?!\b(?:said|told|announced|reported)\b)[^,.;:\n]){0,80}$",
    re.IGNORECASE,
)


def tense_at(text: str, start: int) -> Literal["past", "future"]:
    """Return whether the clause before the time words at `start` speaks of what is to come ("will begin on ...")."""
    return "future" if _AHEAD.search(text[max(0, start - 110) : start]) else "past"


@lru_cache(maxsize=16)
def times_of(words: str) -> tuple[TimeWords, ...]:
    """Return the time words of one sentence, which every claim of it and of the next asks for."""
    return find_times(words)
