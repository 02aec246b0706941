"""Files, folders, dumps and standard input to items, one at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from onrecord.adapters.json_lines import (
    CHUNK,
    MOST_BYTES,
    Row,
    chunks_of,
    lines_of,
    looks_like_rows,
    rows_of,
    unpacked,
)
from onrecord.model.entry import Unread, UnreadReason
from onrecord.ports import Misuse

__all__ = ["Item", "items", "lines_of"]

STANDARD_INPUT: Final = "standard input"
_ROWS: Final = "application/json"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA: Final = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".docx": _WORD,
}
_DUMPS: Final = (".jsonl", ".ndjson", ".json")
_PACKED: Final = tuple(f"{ending}.gz" for ending in _DUMPS)


@dataclass(frozen=True, slots=True)
class Item:
    """One report to be read: a file, or one row of a dump with the bytes of its line.

    `name` is the path, or the row's `doc`, or the dump and the line; `number` is the row's, counted from 1.
    """

    name: str
    data: bytes
    media_type: str
    row: Row | None = None
    number: int = 0


_OURS = (".archive", ".db", ".db-wal", ".db-shm", ".db-journal")  # a ledger and its archive are no reports


def items(paths: Sequence[str], stdin: BinaryIO) -> Iterator[Item | Unread]:
    """Yield what `paths` hold, in their order; folders through, by name; "-" is `stdin`.

    A dump (.jsonl, .ndjson, .json, or content that is rows in JSON; also packed as .gz) gives an item a row, of any
    size with flat memory. Any other file is one item of at most 20 MB. What cannot be read is yielded as unread, and
    the rest is read. In folders, hidden names are left out, and a folder met again through a link is not read again.
    Raises: Misuse for an address of the web, before anything is read.
    """
    for path in paths:
        if "://" in path[:12] and not os.path.lexists(path):
            message = f"{path}: expected a file, a folder or -, found an address: fetch it first, then read the file"
            raise Misuse(message)
    for path in paths:
        if path == "-":
            yield from _stream(stdin, STANDARD_INPUT, None)
        else:
            yield from _path(Path(path), set(), asked_for=True)


def _path(path: Path, seen: set[tuple[int, int]], *, asked_for: bool) -> Iterator[Item | Unread]:
    """Yield what is at `path`; `seen` are the folders already entered."""
    name = _shown(path)
    try:
        found = path.stat()
    except (OSError, ValueError) as wrong:  # ValueError: a path that no system can hold, such as one with NUL in it
        yield Unread(name, UnreadReason.UNREACHABLE, f"expected a file to read, found: {_reason(wrong)}")
        return
    try:
        if stat.S_ISDIR(found.st_mode):
            if (found.st_dev, found.st_ino) not in seen:
                seen.add((found.st_dev, found.st_ino))
                for inner in sorted(os.listdir(path)):
                    if not inner.startswith(".") and not inner.endswith(_OURS):
                        yield from _path(path / inner, seen, asked_for=False)
        elif stat.S_ISREG(found.st_mode) or asked_for:
            yield from _file(path, name, found.st_size)
        else:
            message = "expected a file, found a device, pipe or socket: name it alone if it is to be read"
            yield Unread(name, UnreadReason.UNSUPPORTED, message)
    except OSError as wrong:
        yield Unread(name, UnreadReason.UNREACHABLE, f"expected a file to read, found: {_reason(wrong)}")


def _reason(wrong: OSError | ValueError) -> str:
    return (wrong.strerror if isinstance(wrong, OSError) else None) or str(wrong) or type(wrong).__name__


def _file(path: Path, name: str, size: int) -> Iterator[Item | Unread]:
    """Yield the file at `path`, or its rows. Raises: OSError."""
    lower = path.name.lower()
    with path.open("rb") as file:
        if lower.endswith(_PACKED):
            yield from _packed(file, name, size)
        elif lower.endswith(_DUMPS):
            yield from _rows(chunks_of(file), name)
        elif path.suffix.lower() in _MEDIA and size > MOST_BYTES:
            yield _too_large(name, f"{size:,}")
        else:
            yield from _stream(file, name, _MEDIA.get(path.suffix.lower()))


def _packed(file: BinaryIO, name: str, size: int) -> Iterator[Item | Unread]:
    """Yield the rows of a packed dump; those before a damaged place are kept."""
    try:
        yield from _rows(unpacked(file, size), name)
    except ValueError as wrong:
        yield Unread(name, UnreadReason.BROKEN, f"{wrong} (the rows before it were read)")


def _stream(stream: BinaryIO, name: str, media_type: str | None) -> Iterator[Item | Unread]:
    """Yield one report, or rows if the beginning looks like JSON and the name does not say otherwise."""
    head = b""
    for chunk in chunks_of(stream):
        head += chunk
        if len(head) >= CHUNK or head.strip():
            break
    if media_type is None and looks_like_rows(head):
        yield from _rows(_after(head, stream), name)
        return
    pieces = [head]
    size = len(head)
    while size <= MOST_BYTES and (piece := stream.read(CHUNK)):
        pieces.append(piece)
        size += len(piece)
    if size > MOST_BYTES:
        yield _too_large(name, f"more than {MOST_BYTES:,}")
    else:
        yield Item(name, b"".join(pieces), media_type or _sniffed(head))


def _after(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield head
    yield from chunks_of(stream)


def _rows(chunks: Iterator[bytes], name: str) -> Iterator[Item | Unread]:
    """Yield an item for each row in `chunks`."""
    count = 0
    for found in rows_of(chunks, name=name):
        count += 1
        if isinstance(found, Unread):
            yield found
        else:
            number, line, row = found
            doc = row.get("doc")
            known = isinstance(doc, str | int) and not isinstance(doc, bool) and str(doc).strip()
            label = _printable(str(doc)) if known else f"{name}:{number}"
            yield Item(label, line, _ROWS, row=row, number=number)
    if not count:
        yield Unread(name, UnreadReason.EMPTY, "expected rows in JSON, found none: nothing to read")


def _too_large(name: str, size: str) -> Unread:
    message = f"expected a report of at most {MOST_BYTES:,} bytes, found {size}: split it, or make it a JSON Lines dump"
    return Unread(name, UnreadReason.TOO_LARGE, message)


def _sniffed(head: bytes) -> str:
    """Return the media type that the first bytes of a file tell."""
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return _WORD
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "text/html" if start.startswith((b"<!doctype html", b"<html")) else "text/plain"


def _shown(path: Path) -> str:
    """Return `path` as text that can be stored and printed: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def _printable(words: str) -> str:
    return words.encode("utf-8", errors="replace").decode("utf-8")
