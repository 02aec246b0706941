"""When a report was published, how that is known, and which agency it credits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from onrecord.ingest.agencies import AGENCY, agency_name
from onrecord.ingest.dates import DATE, caption_day, date_of, dates_in
from onrecord.ingest.lines import dateline_of
from onrecord.model.report import Block, BlockKind, PublishedStatus

_LEAD: Final = 3  # body paragraphs in which a dateline or "yesterday" may stand
_CREDITED: Final = re.compile(rf"(?<![\w/]){AGENCY}(?![\w/])")
_BYLINE_IN_BODY: Final = re.compile(rf"^[(\[]?({AGENCY})[)\]]?\s*(?:[-–—:|]{{1,2}})\s", re.MULTILINE)
_CLOSING_WORDS: Final = 120  # characters at the end of the text, where a closing credit stands
_CLOSING_SIGNS: Final = ")]-–—/"  # no closing credit has none of them
_CLOSING: Final = re.compile(rf"[(\[](?:[Ss]ource:\s*)?({AGENCY})(?:/[\w-]+)?[)\]]\s*$|\s[-–—/]\s?({AGENCY})\s*$")


@dataclass(frozen=True, slots=True)
class Dating:
    """`published`: when the report came out and how that is known. `dateline`: the day its own dateline names."""

    published: date | None
    status: PublishedStatus
    dateline: date | None


def dating(text: str, blocks: Sequence[Block], *, stated: date | None, metadata: date | None) -> Dating:
    """Return the report's dates. Stated goes before metadata before the text's own words; no year, no date.

    Rule: codebook 1.3.
    """
    own = dateline_day(text, blocks)
    if stated is not None:
        return Dating(stated, PublishedStatus.STATED, own)
    if metadata is not None:
        return Dating(metadata, PublishedStatus.METADATA, own)
    inferred = own or _by_caption(text, blocks)
    return Dating(inferred, PublishedStatus.INFERRED if inferred else PublishedStatus.UNKNOWN, own)


def dateline_day(text: str, blocks: Sequence[Block]) -> date | None:
    """Return the whole date in the dateline, or in the date lines around the headline if they name one day only."""
    for words in _lead(text, blocks):
        match = dateline_of(words)
        if match and match["when"]:
            whole = re.fullmatch(DATE, match["when"], re.IGNORECASE)
            if whole and (day := date_of(whole)):
                return day
    body = next((block.start for block in blocks if block.kind is BlockKind.BODY), 0)
    lines = [text[b.start : b.end] for b in blocks if b.kind is BlockKind.CREDIT and b.start < body]
    days = {day for words in lines for day in dates_in(words)}
    return days.pop() if len(days) == 1 else None


def _lead(text: str, blocks: Sequence[Block]) -> list[str]:
    return [text[b.start : b.end] for b in islice((b for b in blocks if b.kind is BlockKind.BODY), _LEAD)]


def _by_caption(text: str, blocks: Sequence[Block]) -> date | None:
    days = {
        day
        for block in blocks
        if block.kind is BlockKind.CAPTION
        and (day := caption_day(text[block.start : block.end], " ".join(_lead(text, blocks)))) is not None
    }
    return days.pop() if len(days) == 1 else None


def wire_credit(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the agency that the dateline, the byline or a credit line names first; a picture's credit is none."""
    return next(_credits(text, blocks), None)


def _credits(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind is BlockKind.CREDIT and (match := _CREDITED.search(text[block.start : block.end])):
            yield agency_name(match[0]) or match[0]
    lead = _lead(text, blocks)
    for words in lead:
        match = dateline_of(words)
        if match and match["agency"]:
            yield agency_name(match["agency"]) or match["agency"]
        if found := _BYLINE_IN_BODY.match(words):
            yield agency_name(found[1]) or found[1]
    last = next((b for b in reversed(blocks) if b.kind is BlockKind.BODY), None)
    end = text[max(last.start, last.end - _CLOSING_WORDS) : last.end] if last else ""
    if any(map(end.__contains__, _CLOSING_SIGNS)) and (closing := _CLOSING.search(end)):
        words = closing[1] or closing[2]
        yield agency_name(words) or words
