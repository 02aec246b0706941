"""A Word file (DOCX) to its text and its own metadata."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Final

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from onrecord.ingest.found import Found, Refused, damage
from onrecord.model.entry import UnreadReason

MOST_UNPACKED: Final = 200 * 1024 * 1024  # all parts, pictures included
MOST_XML: Final = 40 * 1024 * 1024  # one part of text
MOST_PARTS: Final = 5_000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT: Final = frozenset(  # deleted text, field codes, and the second copy of a text box for old readers
    {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_WRONG: Final = (  # what zipfile, lxml and python-docx raise on broken files: found by fuzzing
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    PackageNotFoundError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,  # an encrypted part; NotImplementedError is one: an unknown way of packing
    TypeError,
    ValueError,
)
_ENTITIES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TEMPLATE: Final = "python-docx"  # its empty file carries a date of its own, which says nothing about the report


def read_word(data: bytes) -> Found:
    """Return the text of a Word file, a blank line between its paragraphs, with title and date of its properties.

    Read are body, tables and text boxes with insertions accepted and deletions left out; not headers, footers, notes.
    Sizes are checked before anything is unpacked, and no external entity is resolved.
    Raises: Refused (broken, too large).
    """
    try:
        _check_parts(data)
        document = docx.Document(BytesIO(data))
        paragraphs = [words for words in _paragraphs(document) if words.strip()]
    except _WRONG as wrong:
        found = damage(wrong, clear=(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError))
        message = f"expected a Word file that can be read, found {found}: save it anew or as text"
        raise Refused(UnreadReason.BROKEN, message) from wrong
    title, made = _properties(document)
    return Found("\n\n".join(paragraphs), title=title, published=made, wrapped=False)


def _check_parts(data: bytes) -> None:
    """Raise Refused if the parts unpack to more than a report does, by declared sizes, or declare entities.

    The declared size binds: zipfile never unpacks more of a part than it declares.
    """
    archive = zipfile.ZipFile(BytesIO(data))
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    xml = max((part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels"))), default=0)
    for found, most, words in (
        (len(parts), MOST_PARTS, "parts"),
        (total, MOST_UNPACKED, "bytes unpacked"),
        (xml, MOST_XML, "bytes of text unpacked"),
    ):
        if found > most:
            message = f"expected a Word file of at most {most:,} {words}, found {found:,}: save the text alone"
            raise Refused(UnreadReason.TOO_LARGE, message)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")) and _ENTITIES.search(archive.read(part)):
            message = f"{part.filename}: expected the XML of Word, found entity declarations: save the text alone"
            raise Refused(UnreadReason.BROKEN, message)


def _paragraphs(document: Document) -> Iterator[str]:
    """Yield the text of each paragraph in the order of the file."""
    body = document.element.body
    pieces: list[str] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag in _LEFT_OUT:
            walk.skip_subtree()
        elif element.tag == f"{_W}p":
            yield "".join(pieces)
            pieces = []
        elif event == "start":
            pieces.append(_letters(element))
    yield "".join(pieces)


def _letters(element: etree._Element) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    return {f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}.get(str(element.tag), "")


def _properties(document: Document) -> tuple[str | None, date | None]:
    """Return title and day of creation as the file's core properties state them."""
    try:
        properties = document.core_properties
        title, made = properties.title, properties.created
        if properties.author == _TEMPLATE:
            made = None
    except _WRONG:  # the text is sound: a file whose notes about itself are broken says nothing about itself
        return None, None
    stated = made.date() if isinstance(made, datetime) and made.year > 1990 else None
    return (title.strip() or None) if title else None, stated
