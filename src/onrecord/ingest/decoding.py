"""Bytes to text: which encoding, and the one newline."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

BOMS: Final = (  # UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_RETURN: Final = re.compile("\r\n?")
_LOOK: Final = 65_536
_WESTERN_SHARE: Final = 0.10  # an English text in an 8-bit code has few bytes above 127: quotes, dashes, accents


@dataclass(frozen=True, slots=True)
class Frozen:
    """A text with the one newline `\\n`, and the offsets of those that were `\\r\\n` and of those that were `\\r`."""

    text: str
    crlf: tuple[int, ...] = ()
    cr: tuple[int, ...] = ()


class Undecodable(ValueError):
    """Bytes that are no text in any encoding we know: the message says where and what was found."""


def freeze(text: str) -> Frozen:
    """Return `text` with `\\r\\n` and `\\r` as `\\n`; nothing else changes. Rule: codebook 1.1."""
    if "\r" not in text:
        return Frozen(text)
    crlf: list[int] = []
    cr: list[int] = []
    for match in _RETURN.finditer(text):
        (crlf if len(match[0]) == 2 else cr).append(match.start() - len(crlf))
    return Frozen(_RETURN.sub("\n", text), tuple(crlf), tuple(cr))


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of `data`, without its byte-order mark.

    Tried in this order: the mark; UTF-8; UTF-16 without a mark; UTF-8 with a few damaged bytes (each becomes U+FFFD,
    seen by the reader); the encoding `declared` by the page; Windows-1252 where almost all is ASCII; a guess from
    the byte statistics.
    Raises: Undecodable.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    utf8 = _try(data, "utf-8")
    if utf8 is not None and (b"\0" not in data or _unmarked_utf16(data) is None):
        return utf8
    wide = _unmarked_utf16(data)
    if wide is not None:
        return _strictly(data, wide)
    return _mostly_utf8(data) or _eight_bit(data, declared)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise Undecodable(f"byte {wrong.start}: expected {encoding.upper()} text, found {wrong.reason}") from wrong


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the byte order if every second byte of the beginning is NUL, as in UTF-16 of Latin letters."""
    head = data[: _LOOK - _LOOK % 2]
    if len(head) < 8 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0) / (len(head) // 2), head[1::2].count(0) / (len(head) // 2)
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.05 else None


def _mostly_utf8(data: bytes) -> str | None:
    """Return UTF-8 text with U+FFFD for damage, if there are as many sound multi-byte characters as damaged ones."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for letter in text if letter > "\x7f") - damaged
    return text if sound >= damaged else None


def _eight_bit(data: bytes, declared: str | None) -> str:
    """Return the text of `data` in the first 8-bit or East Asian encoding that fits."""
    if declared and (text := _try_declared(data, declared)) is not None:
        return text
    high = sum(1 for byte in data[:_LOOK] if byte > 127)
    western = _try(data, "cp1252")
    if western is not None and high <= _WESTERN_SHARE * min(len(data), _LOOK):
        return western
    best = from_bytes(data[:_LOOK]).best()
    if best is None:
        raise Undecodable("the file: expected text in UTF-8, UTF-16 or a common code page, found bytes that fit none")
    guessed = _try(data, best.encoding)
    if guessed is None:
        raise Undecodable(f"the file: its beginning looks like {best.encoding} text, but the whole does not fit it")
    return guessed


def _try_declared(data: bytes, declared: str) -> str | None:
    try:
        info = codecs.lookup(declared)
    except LookupError:
        return None
    # browsers read a page that calls itself Latin-1 as Windows-1252; codecs like "zip" or "rot13" are no encodings
    name = "cp1252" if info.name == "iso8859-1" else info.name
    return _try(data, name) if getattr(info, "_is_text_encoding", False) else None
