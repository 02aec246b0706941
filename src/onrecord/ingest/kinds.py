"""What kind of file some bytes are, by their content first and their name second."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from onrecord.ingest.decoding import BOMS


class Kind(StrEnum):
    """The kinds of file that are read, and the two that are not."""

    PLAIN = "text/plain"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    BINARY = "application/octet-stream"
    UNSUPPORTED = "unsupported"


_MAGIC: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"%!PS", "a PostScript file"),
)
_DOCUMENTS: Final = frozenset({"an old Word, Excel or Outlook file", "a Rich Text file", "a PostScript file"})
_HTML_MARKS: Final = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta ", b"<title")
_HEAD: Final = 4096


def kind_of(data: bytes, *, name: str, media_type: str | None = None) -> tuple[Kind, str]:
    """Return the kind of `data`, and in words what it looks like.

    Content decides; `media_type` and the ending of `name` only where the content leaves it open (HTML or text).
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Kind.PDF, "a PDF file"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    for magic, words in _MAGIC:
        if head.startswith(magic) and not (magic == b"MZ" and b"\0" not in head):
            return (Kind.UNSUPPORTED if words in _DOCUMENTS else Kind.BINARY), words
    if _is_html(head, name, media_type):
        return Kind.HTML, "an HTML page"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml"):
        return Kind.UNSUPPORTED, "an XML file that is no HTML page"
    return Kind.PLAIN, "plain text"


def _zip_kind(data: bytes) -> tuple[Kind, str]:
    if b"word/document" in data:
        return Kind.DOCX, "a Word file"
    if b"xl/workbook" in data or b"ppt/presentation" in data or b"mimetypeapplication/" in data[:100]:
        return Kind.UNSUPPORTED, "an office or e-book file other than .docx"
    if b"[Content_Types].xml" in data[:200]:  # cut off before its text: the reader will say so
        return Kind.DOCX, "a Word file"
    return Kind.BINARY, "a zip archive"


def _is_html(head: bytes, name: str, media_type: str | None) -> bool:
    for mark, encoding in BOMS:
        if head.startswith(mark):
            head = head[len(mark) :].decode(encoding, errors="replace").encode("utf-8")
    lower = head.lstrip(b" \t\r\n").lower()
    if lower.startswith(_HTML_MARKS):
        return True
    marked = lower.startswith(b"<") and any(mark in lower for mark in _HTML_MARKS[:2])
    called = media_type in {"text/html", "application/xhtml+xml"} or name.lower().endswith((".html", ".htm", ".xhtml"))
    return marked or (called and b"<" in head)


def looks_binary(text: str) -> bool:
    """Return whether `text` is no text: NUL characters, or more control characters than a text has."""
    head = text[:_HEAD]
    controls = sum(1 for letter in head if letter < " " and letter not in "\t\n\r\f\v\x1b")
    return "\0" in text or controls > len(head) * 0.02 + 2
