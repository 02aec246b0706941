"""A text split into what its stretches are: headline, subtitle, caption, credit, boilerplate, body."""

from __future__ import annotations

import re
from typing import Final

from onrecord.ingest.agencies import AGENCY
from onrecord.ingest.dates import DATE, WEEKDAY
from onrecord.ingest.lines import (
    SENTENCE_END,
    caption_of,
    is_boilerplate,
    is_credit,
    is_date_line,
    may_be_headline,
)
from onrecord.ingest.paragraphs import Stretch, paragraphs
from onrecord.model.report import Block, BlockKind

_WORD: Final = re.compile(r"\w+")
_HEAD_WORDS: Final = 25  # a title may stand behind a date, a section name and a byline
_SITE_NAME: Final = re.compile(r"\s+[|\-–—»:]\s+[^|\-–—»:]{2,40}$")
_AFTER_TITLE: Final = re.compile(
    rf"(?P<lead>[\s.|,\-–—:]*)(?P<credit>(?:(?:{AGENCY}|(?i:{DATE})|By\s{AGENCY})[\s,|]*){{1,3}})(?=[A-Z\"“'])"
)
_PUBLISHED: Final = re.compile(
    rf"(?i:(?:published|posted|date of publication|updated)(?:\s+on)?:?\s+{DATE})(?=\s+[A-Z0-9\"“])"
)


def split_blocks(text: str, title: str | None = None, *, wrapped: bool | None = None) -> tuple[Block, ...]:
    """Return the blocks of a report, in order: a TITLE block for a `title` the text does not repeat, then the text.

    Blocks never overlap, each is one paragraph or part of one, and only white space lies between them: every letter
    of the text is in exactly one. A newline inside a block is a wrap. A text of one paragraph, or one that begins
    with a sentence, is all body; a title that the text repeats at its top is the HEADLINE there.
    Rule: codebook 1.2.
    """
    stretches = _parted(text, paragraphs(text, wrapped=wrapped))
    if not stretches:
        return _title_block(title)
    repeat = _repeated(text, title)
    if repeat is None:
        return _title_block(title) + tuple(_labelled(text, stretches, headline=title is None))
    start, end = repeat
    if not _is_cut(text, start, end):  # the title's words open a sentence: read once, as that sentence
        return tuple(_labelled(text, stretches, headline=False))
    return tuple(_around(text, stretches, start, end))


def _parted(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Return `stretches` with a "Published April 3 2019" at the beginning parted from the sentence it runs into."""
    match = _PUBLISHED.match(text, *stretches[0]) if stretches else None
    if not match:
        return stretches
    return [match.span(), *_piece(text, match.end(), stretches[0][1]), *stretches[1:]]


def _title_block(title: str | None) -> tuple[Block, ...]:
    return (Block(BlockKind.TITLE, 0, len(title)),) if title and title.strip() else ()


def _repeated(text: str, title: str | None) -> Stretch | None:
    """Return where the head of `text` says the words of `title`, case and punctuation apart."""
    for wanted in dict.fromkeys((title or "", _SITE_NAME.sub("", title or ""))):
        sought = [word.casefold() for word in _WORD.findall(wanted)]
        if not sought:
            continue
        head = text[: 400 + 3 * len(wanted)]
        words = [word.casefold() for word in _WORD.findall(head)]
        for at in range(min(_HEAD_WORDS, len(words) - len(sought)) + 1):
            if words[at] == sought[0] and words[at : at + len(sought)] == sought:
                found = [match.span() for match in _WORD.finditer(head)]
                return found[at][0], found[at + len(sought) - 1][1]
    return None


def _is_cut(text: str, start: int, end: int) -> bool:
    """Return whether a title found at `start` to `end` stands by itself, rather than open a sentence."""
    before, after = text[:start].rstrip(" \t\"'“‘"), text[end:].lstrip("\"'”’)")
    if before and not (before.endswith("\n") or before[-1] in ".:|-–—" or is_date_line(before.split("\n")[-1].strip())):
        before_ok = _is_small_head(before.split("\n")[-1])
    else:
        before_ok = True
    if not before_ok:
        return False
    if not after.strip() or after.lstrip(" \t")[0] in "\n.|?!" or _AFTER_TITLE.match(after):
        return True
    following = after.split()
    if after[0] != " " or not following[0][0].isupper() or len(text[start:end].split()) < 4:
        return False
    named_day = re.match(rf"(?i:{WEEKDAY})", following[0])
    return not named_day and not (len(following) > 1 and following[0][-1] in ",;")


def _is_small_head(words: str) -> bool:
    """Return whether `words` before a title are a date or byline and nothing that speaks."""
    return len(words.split()) <= 10 and bool(re.search(rf"(?i:{DATE})|\bby\b|{AGENCY}", words, re.IGNORECASE))


def _around(text: str, stretches: list[Stretch], start: int, end: int) -> list[Block]:
    """Return the blocks of a text whose headline stands from `start` to `end`."""
    while end < len(text) and text[end] in ".?!\"'”’)":
        end += 1
    before = [
        Block(_head_kind(text[s : min(e, start)]), *piece)
        for s, e in stretches
        if s < start
        for piece in _piece(text, s, min(e, start))
    ]
    headline = Block(BlockKind.HEADLINE, start, end)
    rest: list[Stretch] = []
    credits: list[Block] = []
    for s, e in stretches:
        if e <= end:
            continue
        from_ = max(s, end)
        match = _AFTER_TITLE.match(text, from_, min(e, from_ + 200)) if s < end else None
        if match and match.end() < e:
            credits.append(
                Block(BlockKind.CREDIT, *next(iter(_piece(text, match.start("credit"), match.end("credit")))))
            )
            from_ = match.end("credit")
        rest.extend(_piece(text, from_, e))
    return [*before, headline, *credits, *_labelled(text, rest, headline=False, headed=True)]


def _piece(text: str, start: int, end: int) -> list[Stretch]:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return [(start + left, start + len(words.rstrip()))] if words.strip() else []


def _head_kind(words: str) -> BlockKind:
    return BlockKind.BOILERPLATE if is_boilerplate(words.strip()) else BlockKind.CREDIT


def _labelled(text: str, stretches: list[Stretch], *, headline: bool, headed: bool = False) -> list[Block]:
    """Return one block a paragraph, labelled by its words and its place."""
    if len(stretches) == 1:
        return [Block(BlockKind.BODY, *stretches[0])]
    blocks = _closed_by_body(text, [_by_words(text, *stretch) for stretch in stretches])
    if not any(block.kind is BlockKind.BODY for block in blocks):
        return [
            Block(BlockKind.BODY, block.start, block.end) if block.kind is BlockKind.CAPTION else block
            for block in blocks
        ]
    speaking = [i for i, block in enumerate(blocks) if block.kind is BlockKind.BODY]
    first = speaking[0]
    if (
        headline
        and len(speaking) > 1
        and may_be_headline(_words(text, blocks[first]))
        and not _quoted_on(text, blocks, first)
    ):
        blocks[first] = Block(BlockKind.HEADLINE, blocks[first].start, blocks[first].end)
        speaking, headed = speaking[1:], True
    if headed and len(speaking) > 1 and _is_subtitle(text, blocks, speaking[0]):
        at = speaking[0]
        blocks[at] = Block(BlockKind.SUBTITLE, blocks[at].start, blocks[at].end)
    return blocks


def _words(text: str, block: Block) -> str:
    return text[block.start : block.end]


def _by_words(text: str, start: int, end: int) -> Block:
    words = text[start:end]
    if is_boilerplate(words):
        return Block(BlockKind.BOILERPLATE, start, end)
    if is_credit(words):
        return Block(BlockKind.CREDIT, start, end)
    caption = caption_of(words)
    return Block(BlockKind.CAPTION, start, end, caption.credit) if caption else Block(BlockKind.BODY, start, end)


def _closed_by_body(text: str, blocks: list[Block]) -> list[Block]:
    """Return `blocks` with a last paragraph that only its end makes a caption as body: "... he said. /AFP" is text."""
    speaking = [i for i, block in enumerate(blocks) if block.kind in (BlockKind.BODY, BlockKind.CAPTION)]
    if not speaking or blocks[speaking[-1]].kind is BlockKind.BODY:
        return blocks
    last = blocks[speaking[-1]]
    caption = caption_of(_words(text, last))
    if caption is None or caption.sure:
        return blocks
    blocks[speaking[-1]] = Block(BlockKind.BODY, last.start, last.end)
    return blocks


def _quoted_on(text: str, blocks: list[Block], at: int) -> bool:
    """Return whether the next paragraph goes on in small letters: then this one is no headline."""
    return at + 1 < len(blocks) and text[blocks[at + 1].start].islower()


def _is_subtitle(text: str, blocks: list[Block], at: int) -> bool:
    """Return whether the first paragraph under the headline is its second line: open-ended, before whole sentences."""
    words = _words(text, blocks[at])
    following = [b for b in blocks[at + 1 :] if b.kind is BlockKind.BODY]
    closed = bool(following) and bool(SENTENCE_END.search(_words(text, following[0])))
    return may_be_headline(words) and len(words.split()) >= 4 and closed
