"""JSON Lines of any size, line by line, with flat memory; and the other ways in which rows come in JSON."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from onrecord.model.entry import Unread, UnreadReason
from onrecord.model.identity import Json

MOST_BYTES: Final = 20 * 1024 * 1024  # of one report: a file, or a line of a dump
CHUNK: Final = 256 * 1024
_MOST_UNPACKED: Final = 256 * 1024 * 1024  # bytes that a gzip file may unpack to, whatever its size
_MOST_RATIO: Final = 200  # times its size that it may unpack to beyond that; news packs to a third, a bomb to a 1000th
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_UTF8_MARK: Final = b"\xef\xbb\xbf"

Row = dict[str, Json]


def chunks_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what `stream` holds, in pieces, as they come."""
    read = getattr(stream, "read1", stream.read)
    while piece := read(CHUNK):
        yield piece


def lines_of(stream: BinaryIO) -> Iterator[bytes | Unread]:
    """Yield each line of `stream` without its end, blank lines too; one over 20 MB as unread, never held whole."""
    yield from split_lines(chunks_of(stream))


def split_lines(chunks: Iterator[bytes], *, name: str = "line ") -> Iterator[bytes | Unread]:
    """Yield the lines in `chunks`; `name` and the number of a line, counted from 1, name one that is too long."""
    held: list[bytes] = []
    size = number = 0
    for chunk in chunks:
        start = 0
        while (end := chunk.find(b"\n", start)) >= 0:
            number += 1
            yield _line(held, size, chunk[start:end], name, number)
            held, size, start = [], 0, end + 1
        size += len(chunk) - start
        held = [*held, chunk[start:]] if size <= MOST_BYTES else []
    if size:
        yield _line(held, size, b"", name, number + 1)


def _line(held: list[bytes], size: int, rest: bytes, name: str, number: int) -> bytes | Unread:
    total = size + len(rest)
    if total > MOST_BYTES:
        message = f"expected a row of at most {MOST_BYTES:,} bytes, found {total:,}: split the report"
        return Unread(f"{name}{number}", UnreadReason.TOO_LARGE, message)
    held.append(rest)
    line = b"".join(held).removesuffix(b"\r")
    return line.removeprefix(_UTF8_MARK) if number == 1 else line


def rows_of(chunks: Iterator[bytes], *, name: str) -> Iterator[tuple[int, bytes, Row] | Unread]:
    """Yield each row with its number and bytes: of JSON Lines, of one JSON array, or of one JSON object.

    JSON Lines stream. An array or an object written over several lines is read whole, up to 20 MB. A row that is
    none is yielded as unread, and the next is read. Numbers count lines, or the rows of an array, from 1.
    """
    ahead = list(_first(chunks))
    start = b"".join(ahead)[:CHUNK].removeprefix(_UTF8_MARK).lstrip()
    chunks = _chain(ahead, chunks)
    if b"".join(ahead).startswith(_WIDE_MARKS):
        message = "expected JSON Lines in UTF-8, found the byte-order mark of another encoding: convert it to UTF-8"
        yield Unread(name, UnreadReason.BROKEN, message)
    elif start.startswith(b"[") or (start.startswith(b"{") and not _is_row(start.split(b"\n", 1)[0], start)):
        yield from _whole(chunks, name)
    else:
        for number, line in enumerate(split_lines(chunks, name=f"{name}:"), start=1):
            if isinstance(line, Unread):
                yield line
            elif line.strip():
                row = row_of(line, f"{name}:{number}")
                yield row if isinstance(row, Unread) else (number, line, row)


def row_of(line: bytes, name: str) -> Row | Unread:
    """Return the JSON object that `line` holds, or why it holds none."""
    expected = "expected one JSON object in UTF-8"
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as wrong:
        return Unread(name, UnreadReason.BROKEN, f"{expected}, found {wrong}: correct the row")
    if not isinstance(row, dict):
        found = "an array" if isinstance(row, list) else "a text" if isinstance(row, str) else f"the value {row!r}"
        return Unread(name, UnreadReason.BROKEN, f"{expected}, found {found}: correct the row")
    return row


def looks_like_rows(head: bytes) -> bool:
    """Return whether a file that begins with `head` holds rows in JSON: an object, or an array of objects."""
    compact = bytes(byte for byte in head[:200].removeprefix(_UTF8_MARK) if byte not in b" \t\r\n")
    return compact.startswith((b'{"', b'[{"', b"[{}", b"{}"))


def unpacked(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield what the gzip file `stream` of `size` bytes unpacks to.

    Raises: ValueError if it is broken, cut off, or unpacks to far more than a dump does.
    """
    most = max(_MOST_UNPACKED, _MOST_RATIO * size)
    total = 0
    with gzip.GzipFile(fileobj=stream, mode="rb") as packed:
        while True:
            try:
                piece = packed.read1(CHUNK)
            except (EOFError, zlib.error, gzip.BadGzipFile) as wrong:
                raise ValueError(f"expected a whole gzip file, found damage ({wrong}): copy it anew") from wrong
            if not piece:
                return
            total += len(piece)
            if total > most:
                raise ValueError(
                    f"expected a dump, found {size:,} bytes that unpack to over {most:,}: unpack it yourself"
                )
            yield piece


def _first(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield chunks until one holds more than white space and a line's end, or a line is too long for a row."""
    size = 0
    text = False
    for chunk in chunks:
        yield chunk
        size += len(chunk)
        text = text or bool(chunk.strip())
        if (text and b"\n" in chunk) or size >= CHUNK:
            return


def _chain(ahead: list[bytes], chunks: Iterator[bytes]) -> Iterator[bytes]:
    while ahead:
        yield ahead.pop(0)
    yield from chunks


def _is_row(line: bytes, start: bytes) -> bool:
    """Return whether the first line is a row of its own; a line longer than what was looked at is taken for one."""
    if len(line) == len(start) and len(start) >= CHUNK:
        return True
    return line.strip() != b"{" and not isinstance(row_of(line, ""), Unread)


def _whole(chunks: Iterator[bytes], name: str) -> Iterator[tuple[int, bytes, Row] | Unread]:
    """Yield the rows of one JSON value that is read whole; if it is none, the rows of its lines."""
    data = b""
    for chunk in chunks:
        data += chunk
        if len(data) > MOST_BYTES:
            message = f"expected JSON Lines, found one JSON value of over {MOST_BYTES:,} bytes: write a row a line"
            yield Unread(name, UnreadReason.TOO_LARGE, message)
            return
    try:
        value = json.loads(data.removeprefix(_UTF8_MARK).decode("utf-8"))
    except (ValueError, RecursionError):
        yield from _by_line(data, name)
        return
    for number, row in enumerate(value if isinstance(value, list) else [value], start=1):
        if isinstance(row, dict):
            yield number, json.dumps(row).encode("ascii"), row
        else:
            found = f"expected a JSON object, found {type(row).__name__}: correct the row"
            yield Unread(f"{name}:{number}", UnreadReason.BROKEN, found)


def _by_line(data: bytes, name: str) -> Iterator[tuple[int, bytes, Row] | Unread]:
    for number, line in enumerate(split_lines(iter([data]), name=f"{name}:"), start=1):
        if isinstance(line, bytes) and line.strip():
            row = row_of(line, f"{name}:{number}")
            yield row if isinstance(row, Unread) else (number, line, row)
