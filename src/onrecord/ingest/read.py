"""Bytes to a Report, or to the reason why they give none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.ingest.blocks import split_blocks
from onrecord.ingest.dates import iso_date
from onrecord.ingest.decoding import Undecodable, decode, freeze
from onrecord.ingest.found import Found, Refused
from onrecord.ingest.kinds import Kind, kind_of, looks_binary
from onrecord.ingest.language import ENGLISH, foreign_letters, language_of, language_of_parts
from onrecord.ingest.page import read_page
from onrecord.ingest.paper import read_pdf
from onrecord.ingest.published import dating, wire_credit
from onrecord.ingest.word import read_word
from onrecord.model.claim import Doubt, Reason
from onrecord.model.entry import Unread, UnreadReason
from onrecord.model.report import Block, BlockKind, PublishedStatus, Quote, Report

MOST_BYTES: Final = 20 * 1024 * 1024
_FOREIGN_LETTERS: Final = 40  # in one paragraph: fewer are names and slogans in their own script


@dataclass(frozen=True, slots=True)
class _Given:
    """What whoever hands in a text says about it."""

    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None


def read_report(
    data: bytes,
    *,
    name: str,
    media_type: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    published: date | None = None,
    url: str | None = None,
) -> Report | Unread:
    """Return the report that `data` holds (text, HTML, PDF, DOCX), or why it gives none. Never raises for bad bytes.

    `name` is where the bytes came from: it stands in the message. What is given goes before the file's own metadata.
    A report in another language is returned with that `language`; `unread_for` tells. Rules: codebook 1.1 to 1.5.
    """
    if len(data) > MOST_BYTES:
        found = f"expected at most {MOST_BYTES:,} bytes, found {len(data):,}"
        return Unread(name, UnreadReason.TOO_LARGE, f"{found}: split it, or hand in a JSON Lines dump")
    if not data.strip(b" \t\r\n\f\v"):
        return Unread(name, UnreadReason.EMPTY, f"expected a text, found {_size(data)}: nothing to read")
    kind, looks = kind_of(data, name=name, media_type=media_type)
    try:
        found_text = _found(data, kind, looks)
    except Refused as refused:
        return Unread(name, refused.reason, str(refused))
    if not _speaks(found_text.text):
        if kind is Kind.PLAIN:
            return Unread(name, UnreadReason.EMPTY, "expected a text, found no letter and no digit: nothing to read")
        message = f"expected text in {looks}, found none: if it shows pictures of text, it needs text recognition first"
        return Unread(name, UnreadReason.NO_TEXT, message)
    try:
        return _report(found_text, _Given(title, outlet, published, url))
    except UnicodeEncodeError as wrong:
        return Unread(name, UnreadReason.BROKEN, _surrogate(wrong))


def report_of_row(row: Mapping[str, object], *, number: int) -> tuple[Report, tuple[Doubt, ...]] | Unread:
    """Return the report that row `number` of a dump holds, with a doubt for each field that could not be used.

    Fields: `text`, and `doc`, `title`, `outlet`, `date` if known; others are ignored. The text is the row's text.
    Rule: codebook 1.5.
    """
    doc = row.get("doc")
    name = str(doc) if isinstance(doc, str | int) and doc != "" else f"row {number}"
    text = row.get("text")
    if text is None:
        message = f"row {number}: expected a `text`, found none: add the report's text if there is one"
        return Unread(name, UnreadReason.EMPTY, message)
    if not isinstance(text, str):
        message = f"row {number}: expected `text` as text, found {type(text).__name__}: correct the row"
        return Unread(name, UnreadReason.BROKEN, message)
    if not _speaks(text):
        return Unread(name, UnreadReason.EMPTY, f"row {number}: expected a text, found no letter: nothing to read")
    title, outlet, day = _field(row, "title", number), _field(row, "outlet", number), _field(row, "date", number)
    doubts = [value for value in (title, outlet, day) if isinstance(value, Doubt)]
    published = iso_date(day.strip()) if isinstance(day, str) else None
    if isinstance(day, str) and published is None:
        message = f"row {number}: expected `date` as YYYY-MM-DD, found {day[:60]!r}: the report is read without it"
        doubts.append(Doubt(Reason.UNREADABLE_DATE, message))
    given = _Given(_text_or_none(title), _text_or_none(outlet), published)
    try:
        return _report(Found(text), given), tuple(doubts)
    except UnicodeEncodeError as wrong:
        return Unread(name, UnreadReason.BROKEN, f"row {number}: {_surrogate(wrong)}")


def unread_for(report: Report, name: str) -> Unread | None:
    """Return why a stored report is not read for claims: its language is not English. None if it is read."""
    if report.language == ENGLISH:
        return None
    message = f"expected English, found the language {report.language!r}: not read for claims"
    return Unread(name, UnreadReason.LANGUAGE, message)


def foreign_passages(report: Report) -> tuple[Doubt, ...]:
    """Return a doubt for each paragraph of an English report that is in another language and so yields no claims."""
    if report.language != ENGLISH:
        return ()
    return tuple(_passage(report, block) for block in report.blocks if _is_foreign(report, block))


def _is_foreign(report: Report, block: Block) -> bool:
    words = report.part(block.kind)[block.start : block.end]
    if block.kind is BlockKind.BOILERPLATE or language_of(words) == ENGLISH:
        return False
    return not 0 < foreign_letters(words).total() < _FOREIGN_LETTERS


def _passage(report: Report, block: Block) -> Doubt:
    words = report.part(block.kind)[block.start : block.end]
    quote = Quote(report.id, block.kind, block.start, block.end, words)
    message = f"expected English, found a passage in the language {language_of(words)!r}: not read for claims"
    return Doubt(Reason.OTHER_LANGUAGE, message, quote)


def _found(data: bytes, kind: Kind, looks: str) -> Found:
    """Return the text and metadata in `data`. Raises: Refused."""
    if kind is Kind.PDF:
        return read_pdf(data)
    if kind is Kind.DOCX:
        return read_word(data)
    if kind is Kind.HTML:
        return read_page(data)
    expected = "expected plain text, HTML, PDF or DOCX"
    if kind is Kind.UNSUPPORTED:
        raise Refused(UnreadReason.UNSUPPORTED, f"{expected}, found {looks}: save it as one of these")
    if kind is Kind.BINARY:
        raise Refused(UnreadReason.BINARY, f"{expected}, found {looks}: hand in the text itself")
    try:
        text = decode(data)
    except Undecodable as wrong:
        reason = UnreadReason.BINARY if b"\0" in data else UnreadReason.BROKEN
        raise Refused(reason, f"{wrong}: save it as UTF-8") from wrong
    if looks_binary(text):
        raise Refused(
            UnreadReason.BINARY, f"{expected}, found control characters as in a binary file: hand in the text"
        )
    return Found(text)


def _report(found: Found, given: _Given) -> Report:
    """Return the report of a text and what is known about it."""
    frozen = freeze(found.text)
    title = given.title if given.title is not None else found.title
    title = freeze(title).text.strip() if given.title is None and title else title
    blocks = split_blocks(frozen.text, title, wrapped=found.wrapped)
    days = dating(frozen.text, blocks, stated=given.published, metadata=found.published)
    spoken = [frozen.text[b.start : b.end] for b in blocks if b.kind is BlockKind.BODY]
    return Report(
        text=frozen.text,
        title=title or None,
        outlet=given.outlet if given.outlet is not None else found.outlet,
        published_at=days.published,
        published_status=days.status if days.published else PublishedStatus.UNKNOWN,
        language=language_of_parts(spoken or [frozen.text]),
        blocks=blocks,
        crlf=frozen.crlf,
        cr=frozen.cr,
        wire_credit=wire_credit(frozen.text, blocks),
        url=given.url if given.url is not None else found.url,
        dated_at=days.dateline,
    )


def _field(row: Mapping[str, object], key: str, number: int) -> str | Doubt | None:
    """Return the text under `key`, None if there is none, a doubt if it is something else."""
    value = row.get(key)
    if value is None or isinstance(value, str):
        return value or None
    reason = Reason.UNREADABLE_DATE if key == "date" else Reason.UNREADABLE_FIELD
    found = f"expected `{key}` as text, found {type(value).__name__}"
    return Doubt(reason, f"row {number}: {found}: the report is read without it")


def _text_or_none(value: str | Doubt | None) -> str | None:
    return value if isinstance(value, str) else None


def _speaks(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _size(data: bytes) -> str:
    return f"{len(data):,} bytes of white space" if data else "an empty file"


def _surrogate(wrong: UnicodeEncodeError) -> str:
    return f"character {wrong.start}: expected Unicode text, found half a surrogate pair: write the character whole"
