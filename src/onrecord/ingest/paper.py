"""A PDF file to its text and its own metadata."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from io import BytesIO
from typing import Final

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from onrecord.ingest.found import Found, Refused, damage
from onrecord.model.entry import UnreadReason

MOST_PAGES: Final = 500
MOST_LETTERS: Final = 5_000_000
MOST_CONTENT: Final = 8_000_000  # bytes of drawing on one page; a page of print has some ten thousand
MOST_OPERATIONS: Final = 500_000  # in one file: half a minute
MOST_FORMS: Final = 4_000  # in one file; from 5,000 on a page pypdf leaves out the rest without a word

_WRONG: Final = (  # pypdf's own, and what its code meets in files that lie: found by fuzzing, and in its reports
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def read_pdf(data: bytes) -> Found:
    """Return the text of all pages, in order, with the title and date of the file's information dictionary.

    A page that cannot be read makes the whole file unread: never half.
    Raises: Refused (encrypted, broken, too large).
    """
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _encrypted()
        count = len(reader.pages)
    except LimitReachedError as wrong:
        raise _too_large(damage(wrong, clear=(PyPdfError,))) from wrong
    except DependencyError as wrong:
        raise _encrypted() from wrong
    except _WRONG as wrong:
        raise _broken("the file", wrong) from wrong
    if count > MOST_PAGES:
        raise _too_large(f"{count:,} pages where at most {MOST_PAGES} are read")
    return Found(_text(reader), title=_title(reader), published=_created(reader))


def _text(reader: PdfReader) -> str:
    """Return the pages' text; a page that breaks off in a sentence runs on into the next."""
    text = ""
    count = _Operations()
    for number, page in enumerate(_pages(reader), start=1):
        words = _page_text(page, number, count)
        if len(text) + len(words) > MOST_LETTERS:
            raise _too_large(f"more than {MOST_LETTERS:,} letters by page {number}")
        text += ("\n" if text and text[-1] not in ".!?\"'”’" else "\n\n" if text else "") + words.strip()
    return text


def _pages(reader: PdfReader) -> list[PageObject]:
    try:
        return list(reader.pages)
    except _WRONG as wrong:
        raise _broken("the list of pages", wrong) from wrong


class _Operations:
    """A count of drawing operations that stops the reader when there are too many: forms can call forms for ever."""

    def __init__(self) -> None:
        self.count = self.forms = 0

    def __call__(self, operator: bytes, *_: object) -> None:
        self.count += 1
        self.forms += operator == b"Do"
        self.check()

    def check(self) -> None:
        """Raise if there were too many. pypdf takes what is raised in a form for damage, and goes on: ask again."""
        if self.count > MOST_OPERATIONS or self.forms > MOST_FORMS:
            raise LimitReachedError(f"more than {MOST_OPERATIONS:,} drawing operations or {MOST_FORMS:,} forms")


def _page_text(page: PageObject, number: int, count: _Operations) -> str:
    try:
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > MOST_CONTENT:
            raise _too_large(f"more than {MOST_CONTENT:,} bytes of drawing on page {number}")
        words = page.extract_text(visitor_operand_before=count)
        count.check()
    except LimitReachedError as wrong:
        raise _too_large(f"{damage(wrong, clear=(PyPdfError,))} on page {number}") from wrong
    except _WRONG as wrong:
        raise _broken(f"page {number}", wrong) from wrong
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _title(reader: PdfReader) -> str | None:
    """Return the title of the information dictionary unless it is only a file name."""
    try:
        title = reader.metadata.title if reader.metadata else None
    except _WRONG:  # the text is sound: a file whose notes about itself are broken says nothing about itself
        return None
    words = str(title).strip() if title else ""
    named_as_file = words.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".qxd")) or words.startswith(
        "Microsoft Word"
    )
    return None if named_as_file or len(words.split()) < 2 else words.encode("utf-8", "replace").decode("utf-8")


def _created(reader: PdfReader) -> date | None:
    """Return the day the file was made, None if it does not say or says what is no date."""
    try:
        made = reader.metadata.creation_date if reader.metadata else None
    except _WRONG:
        return None
    return made.date() if made else None


def _broken(where: str, wrong: Exception) -> Refused:
    found = damage(wrong, clear=(PyPdfError, zlib.error))
    message = f"{where}: expected a PDF that can be read, found {found}: save it anew or as text"
    return Refused(UnreadReason.BROKEN, message)


def _encrypted() -> Refused:
    return Refused(
        UnreadReason.UNSUPPORTED,
        "expected a PDF without a password, found an encrypted one: save it without encryption",
    )


def _too_large(found: str) -> Refused:
    return Refused(UnreadReason.TOO_LARGE, f"expected a report, found {found}: hand in the part that is the report")
