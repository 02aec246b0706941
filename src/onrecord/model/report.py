"""What was published: a Report, its blocks, and the verbatim Quote."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from onrecord.model.identity import content_id, sha256_of


class BlockKind(StrEnum):
    """Codebook 1.2: what a stretch of a report is."""

    TITLE = "title"  # the title that was given apart from the text; offsets are into Report.title
    HEADLINE = "headline"  # the title as it stands at the top of the text; offsets are into Report.text
    SUBTITLE = "subtitle"
    CAPTION = "caption"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"
    BODY = "body"


class PublishedStatus(StrEnum):
    """Codebook 1.3: how the publication date is known."""

    STATED = "stated"  # given by the person who reads it in, or by the row of a dump
    METADATA = "metadata"  # from the page's or the document's own metadata
    INFERRED = "inferred"  # from the text (dateline, caption date)
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of Report.text (or, for kind TITLE, of Report.title): code points, end exclusive."""

    kind: BlockKind
    start: int
    end: int
    credit: str | None = None  # a caption's own credit line


@dataclass(frozen=True, slots=True)
class Report:
    """One version of one published text, frozen.

    `text` is as found, but that `\\r\\n` and `\\r` became `\\n`; `crlf` lists the offsets in `text` of each `\\n`
    that was `\\r\\n` and `cr` those that were `\\r` alone, so that `given_offset` and `given` map back to the text as
    given. `title` is set only when it came apart from the text.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    published_at: date | None = None
    published_status: PublishedStatus = PublishedStatus.UNKNOWN
    language: str = "en"
    blocks: tuple[Block, ...] = ()
    crlf: tuple[int, ...] = ()
    wire_credit: str | None = None  # the agency named in a byline or credit: "AFP"
    url: str | None = None
    dated_at: date | None = None  # of the text's own dateline: relative times count from it, else from published_at
    cr: tuple[int, ...] = ()
    id: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.id:
            published = self.published_at.isoformat() if self.published_at else None
            key = [sha256_of(self.text), self.title, self.outlet, published]
            object.__setattr__(self, "id", content_id("report", key))

    def part(self, kind: BlockKind) -> str:
        """Return the string that offsets of a block of `kind` point into."""
        return (self.title or "") if kind is BlockKind.TITLE else self.text

    def given_offset(self, offset: int) -> int:
        """Return where `offset` of the frozen text lies in the text as given, before `\\r\\n` became `\\n`."""
        return offset + bisect_left(self.crlf, offset)

    def given(self, start: int, end: int) -> str:
        """Return the text as given from `start` to `end` of the frozen text: every line end as it was."""
        words = list(self.text[start:end])
        for ends, found in ((self.crlf, "\r\n"), (self.cr, "\r")):
            for offset in ends[bisect_left(ends, start) : bisect_left(ends, end)]:
                words[offset - start] = found
        return "".join(words)


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words of one report: code points into the part its block names, end exclusive."""

    report: str
    block: BlockKind
    start: int
    end: int
    exact: str


class UnquotedClaim(ValueError):
    """A quote that is not in its report word for word: a broken promise, never output."""


def verify_quote(report: Report, quote: Quote) -> Quote:
    """Return `quote` if its words stand in `report` at its offsets.

    Raises: UnquotedClaim naming the place, what was expected and what was found.
    Rule: codebook 1.1, "never a figure without its quote".
    """
    found = report.part(quote.block)[quote.start : quote.end]
    if quote.report != report.id or not quote.exact or found != quote.exact:
        raise UnquotedClaim(
            f"report {report.id} {quote.block} at {quote.start}: expected {quote.exact!r}, found {found!r}"
        )
    return quote
