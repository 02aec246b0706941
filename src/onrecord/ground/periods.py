"""When the harm was done: time words to a Period, and a claim's own period by its scope."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from onrecord.ground import days as d
from onrecord.ground.days import Days, Seen
from onrecord.ground.time_ranges import ANCHORED, read_span
from onrecord.model.claim import Claim, Modality, Scope
from onrecord.model.ground import Period, Settled

Tense = Literal["past", "future"]


def read_period(words: str, *, published: date | None, tense: Tense = "past") -> Period:
    """Return the days that `words` name, seen from the day the text was published.

    "since X" is open at the end, "until X" at the start. Nothing is dated by publication alone: without a date
    relative words are unknown, absolute ones still resolve. Weekdays and dates without a year are the most recent
    past ones, future ones in a future tense. `date_prec`: UCDP's 1 to 5. Rule: codebook 4.3.
    """
    seen = Seen(published, tense == "future")
    try:
        found = read_span(" ".join(words.split()), seen)
    except (OverflowError, ValueError):  # 30 February, 9999 years ago
        found = d.unknown("no such day")
    return _period(found, words)


def _period(found: Days, words: str | None) -> Period:
    prec = d.precision(found.first, found.last)
    return Period(found.settled, found.first, found.last, prec, found.reason, as_written=words)


def choose_period(claim: Claim, *, published: date | None, conflicts_start: date | None = None) -> Period:
    """Return when the harm of `claim` was done, as far as its text tells; never dated by publication alone.

    Cumulative and snapshot figures end at their stated "as of", else at the publication date (`as_of_status` tells
    which). `conflicts_start` dates what only names a conflict's beginning ("since fighting began"), reason "anchor".
    Rule: codebook 4.3.
    """
    running = claim.scope in (Scope.CUMULATIVE, Scope.SNAPSHOT)
    when = claim.when if claim.when and not _dates_statement(claim) else None
    if when is None:
        reason = "time words date the statement only" if claim.when else "no time words"
        period = Period(Settled.NOT_STATED, None, None, None, reason, as_written=claim.when)
    else:
        tense: Tense = "future" if claim.modality is Modality.FUTURE else "past"
        period = read_period(when, published=published, tense=tense)
        period = _anchored(period, when, published, conflicts_start)
        if tense == "past":
            period = _clipped(period, when, published)
    if running:
        period = _ended(period, claim, published)
    return replace(period, inherited=when is not None and claim.dated_by in ("context", "dateline"))


_SAID = (
    r"(?:said|says|told|reported|announced|stated|tweeted|added|confirmed|posted|wrote|claimed|declared|briefed|"
    r"according to|statement|report|briefing|update)"
)
_TO_WHOM = (
    r"(?:reporters|journalists|(?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}|state (?:media|television|TV)|"
    r"(?:in|at) an? (?:[a-z]+ ){0,2}[a-z]+|its [a-z]+|released|issued|published|dated|made|late|early|earlier|later)"
)


def _dates_statement(claim: Claim) -> bool:
    """Return whether `when` stands right behind the word of saying ("said in a statement on Sunday")."""
    when, sentence = claim.when or "", claim.sentence
    at = sentence.find(when)
    if at < 0 or not when or sentence.find(when, at + 1) >= 0 or re.match(r"(?i)since|in the|over the|between", when):
        return False
    return re.search(rf"\b{_SAID}(?: {_TO_WHOM}){{0,3}},?(?: on| in)? $", sentence[max(0, at - 90) : at]) is not None


def _anchored(period: Period, when: str, published: date | None, start: date | None) -> Period:
    """Return `period` from the conflict's first day, where the words name that beginning or its day without a year."""
    if start is None or not re.match(r"(?:ever )?since\b|from\b", when.strip(), re.IGNORECASE):
        return period
    same_day = period.start is not None and (period.start.month, period.start.day) == (start.month, start.day)
    yearless = same_day and re.search(r"\b\d{4}\b", when) is None
    if (period.reason != ANCHORED and not yearless) or (published is not None and start > published):
        return period
    prec = d.precision(start, period.end)
    return replace(period, settled=Settled.RESOLVED, start=start, date_prec=prec, reason="anchor")


def _clipped(period: Period, when: str, published: date | None) -> Period:
    """Return `period` without the days after publication: what was done "this week" was done by then."""
    if published is None or period.start is None or period.end is None or not period.start <= published < period.end:
        return period
    if not re.search(r"\b(?:this|weekend)\b", when, re.IGNORECASE):
        return period
    return replace(period, end=published)  # as exact as the words were, no more


_AS_OF = re.compile(r"\b(?:as of|as at|up to|until|till|by|through)\s(\S)", re.IGNORECASE)


def _as_of(claim: Claim, published: date | None, start: date | None) -> date | None:
    """Return the day, not before `start`, that the sentence states its figure for ("as of Friday", "by April 14")."""
    for m in _AS_OF.finditer(claim.sentence):
        tokens = re.split(r"\s", claim.sentence[m.start(1) : m.start(1) + 60])
        for size in range(min(4, len(tokens)), 0, -1):
            words = " ".join(tokens[:size]).strip(" ,.;:)")
            found = read_period(words, published=published) if words else None
            if found and found.settled is Settled.RESOLVED and found.start and found.end:
                if start is None or start <= found.end:
                    return found.end
                break
    return None


def _ended(period: Period, claim: Claim, published: date | None) -> Period:
    """Return a running figure's period with its end and how that end is known."""
    start, end, status = period.start, period.end, "stated"
    if period.reason in ("spell up to publication", "so far"):
        status = "published_at"  # the words count back from that day
    elif start is not None and start == end:  # "rose to 121 on Sunday": the day the total stood at that
        start = None
    if end is None:
        stated = _as_of(claim, published, start)
        end, status = (stated, "stated") if stated else (published, "published_at" if published else "unknown")
    if start is not None and end is not None and start > end:
        return replace(period, end=None, as_of_status="unknown")
    return replace(period, start=start, end=end, date_prec=d.precision(start, end), as_of_status=status)
