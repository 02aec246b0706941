"""Where the paragraphs of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Stretch = tuple[int, int]
"""Start and end (exclusive) in the text, without white space at either end."""

_BLANK: Final = " \t\v\u00a0\u200b"  # a line of these parts paragraphs
_ENDS: Final = re.compile(r"[.!?:;\u2026][\"'\u201d\u2019)\]]*$")
_BULLET: Final = re.compile(r"[-*\u2022\u2013\u2014\u25cf\u25aa\u00b7]\s|\d{1,2}[.)]\s")
_NARROW, _WIDE = 40, 130  # the widths, in characters, at which mail and paper wrap their lines


def paragraphs(text: str, *, wrapped: bool | None = None) -> list[Stretch]:
    """Return the paragraphs of `text` in order; they do not overlap, and only white space lies between them.

    A blank line parts paragraphs. A single newline does, too, unless the lines are wrapped: `wrapped` tells (False:
    each line is a paragraph), None looks at the lines. Inside a paragraph a newline is only a wrap.
    """
    found: list[Stretch] = []
    for lines in _runs(text):
        found.extend(lines if wrapped is False else _joined(text, lines))
    return found


def _runs(text: str) -> Iterator[list[Stretch]]:
    """Yield the lines between two blank lines or form feeds, each trimmed, if anything is left."""
    at = 0
    for page in text.split("\f"):
        lines: list[Stretch] = []
        parted = False
        for line in page.split("\n"):
            rest = line.lstrip(_BLANK)
            if not rest:
                if lines:
                    yield lines
                lines, parted = [], True
            elif words := (rest if parted and not lines else line).strip():
                start = at + line.index(words)
                lines.append((start, start + len(words)))
            at += len(line) + 1
        if lines:
            yield lines


def _joined(text: str, lines: list[Stretch]) -> list[Stretch]:
    """Return the paragraphs that wrapped `lines` make up; lines that are not wrapped as they are."""
    if len(lines) < 2:
        return lines
    width = _wrap_width(text, lines)
    joined = [lines[0]]
    last = lines[0]
    for line in lines[1:]:
        if _goes_on(text, last, line, width):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
        last = line
    return joined


def _wrap_width(text: str, lines: list[Stretch]) -> int | None:
    """Return the width at which `lines` are wrapped, None if they are not."""
    widths = [end - start for start, end in lines]
    width = max(widths)
    if not _NARROW <= width <= _WIDE:
        return None
    inner = [(s, e) for s, e in lines[:-1] if not _BULLET.match(text, s, e)]
    full = [(s, e) for s, e in inner if e - s >= 0.7 * width]
    open_ended = [(s, e) for s, e in full if not _ENDS.search(text[s:e])]
    return width if inner and len(full) * 2 >= len(inner) and len(open_ended) * 2 >= len(full) and full else None


def _goes_on(text: str, last: Stretch, line: Stretch, width: int | None) -> bool:
    """Return whether `line` continues the sentence or paragraph of the line before."""
    if _BULLET.match(text, *line):
        return False
    closed = bool(_ENDS.search(text[last[0] : last[1]]))
    first = text[line[0]]
    if not closed and first.islower() and _NARROW <= last[1] - last[0] <= _WIDE:
        return True
    if width is None:
        return False
    room = width - (last[1] - last[0])  # a wrapped line is full: the next word would not have fitted
    word = len(text[line[0] : line[1]].split(maxsplit=1)[0])
    return room <= word + 1 if closed else room <= max(word + 1, 0.25 * width)
