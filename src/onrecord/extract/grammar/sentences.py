"""Where sentences begin and end. Each is parsed alone, and runs over a line break only where that merely wraps a line.

A stretch without an end (a table, a list of names, a line of a megabyte) is cut at a blank: the parser takes no more
than a million characters, and what it makes of thousands at once is neither quick nor right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt cpl brig adm cmdr rev hon sen rep gov pres st jr sr sheikh "
    "no nos vs etc jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
    "inc ltd co corp dept div est approx fig art al ft mt u.s u.n u.k e.u d.c a.m p.m e.g i.e "
    "a.k.a ph.d b.c a.d".split()
)
LONGEST = 2000  # code points of a sentence: the longest that people write have about 1,000
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s|$)|(?<=[a-z0-9][.!?])(?=[A-Z][a-z])|(?<=[.!?][”\"])(?=[A-Z“])|(?<=[.!?])(?===)"
)
_LINE = re.compile(r"(?:[^\n]|(?<=[a-z0-9,])\n(?=[a-z]))+")  # what goes on in small letters was only wrapped
_LAST_WORD = re.compile(r"([^\s\"“”'‘’()\[\]]+?)\.+$")
_WORD = 40  # code points looked back over for the word before a full stop
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:\d{{1,2}} )?{_MONTH},? ?\d{{0,4}},? ?(?:\d{{4}})?"
_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?"
_CITY = r"[A-Z][\w'’.-]*(?:[ /-][A-Z][\w'’.-]*){0,3}(?: \([\w .]+\))?"
_DATELINE = re.compile(
    rf"^\s*(?:{_CITY},? ?)?(?:\(?{_DATE}\)?,? ?)?\([A-Z][\w .,/&'’-]{{1,40}}\)\s*(?:--|[-–—:])\s*"
    rf"|^\s*[A-Z][A-Z'’.-]{{3,}}(?:[ /,-]+[A-Z][\w'’.-]*){{0,4}},? "
    rf"(?:(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?)?"
    r"(?: \([\w .]+\))? ?(?:--|[–—]| - |(?<= )- )\s*"
    rf"|^\s*(?:{_WEEKDAY},? )?(?:\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}}|\d\d?[-./]\d\d?[-./]\d{{4}}|"
    rf"\d{{4}}-\d\d-\d\d)(?: (?:at )?\d{{1,2}}:?\d\d)? (?=[A-Z\d])"
)


# A headline that runs into its text without a mark: "... in Sarn A man was hurt" begins again at the capital "A".
_JOINT = re.compile(
    r"(?<=[\w)] )(?<!\bof )(?:A|An|The|At least|It|This|Several|Some|Two|Three|Four|Five|Six|Seven|Nine|Ten|Dozens|"
    r"Hundreds|Meanwhile|According)(?= [a-z\d])"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of one block's part: code points, end exclusive. `paragraph` counts up within a report."""

    start: int
    end: int
    paragraph: int


def dateline_end(text: str) -> int:
    """Return where the first sentence of `text` begins behind its dateline: 0 if it has none."""
    found = _DATELINE.match(text[:160])
    return found.end() if found else 0


def _ends_here(text: str, at: int, stop: int) -> bool:
    """Tell whether the full stop that ends at `stop` closes a sentence rather than an abbreviation."""
    head, tail = text[max(at, stop - _WORD) : stop], text[stop : stop + 40]
    following = re.match(r"\s*[\"'“‘«(\[]*(.)", tail, re.DOTALL)
    if following and (following.group(1).islower() or following.group(1) in ",;:"):
        return False
    bare = head.rstrip("\"'”’»)]")
    if bare.endswith("."):
        word = _LAST_WORD.search(bare)
        last = word.group(1).casefold() if word else ""
        return not (last in ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i"))
    return True


def split_sentences(text: str, start: int, end: int, *, paragraph: int = 0) -> Iterator[Sentence]:
    """Yield the sentences of `text[start:end]` in order, blanks around them left out, line breaks as ends."""
    for line in _LINE.finditer(text[start:end]):
        paragraph += 1
        low, high = start + line.start(), start + line.end()
        low += dateline_end(text[low:high])
        begin = low
        for mark in _END.finditer(text, low, high):
            if mark.end() > begin and _ends_here(text, begin, mark.end()):
                yield from _rejoined(text, begin, mark.end(), paragraph)
                begin = mark.end()
        yield from _rejoined(text, begin, high, paragraph)


def _rejoined(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    """Yield the sentences of a stretch without full stops: cut where a headline runs into the text below it."""
    begin = start
    for joint in _JOINT.finditer(text, start, end):
        yield from _trimmed(text, begin, joint.start(), paragraph)
        begin = joint.start()
    yield from _trimmed(text, begin, end, paragraph)


def _trimmed(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = next((i for i in range(start + LONGEST, start + LONGEST // 2, -1) if text[i].isspace()), start + LONGEST)
        yield from _trimmed(text, start, cut, paragraph)
        start = cut
        while text[start].isspace():
            start += 1
    if start < end:
        yield Sentence(start, end, paragraph)
