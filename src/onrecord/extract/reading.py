"""One report to everything it says of harm: claims, statements and doubts, each quote checked word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.assembly import claims_of_sentence
from onrecord.extract.grammar.sentences import Sentence, split_sentences
from onrecord.extract.harm.told_before import harm_before, may_go_on
from onrecord.extract.lexis.prefilter import may_harm
from onrecord.extract.people.introduced import lend_ages, lend_name
from onrecord.extract.report.discourse import Discourse
from onrecord.extract.report.links import lend, lend_days, lend_home, lend_status
from onrecord.extract.report.repeats import link_repeats
from onrecord.extract.report.restated import credit_headlines, credit_repeats
from onrecord.extract.report.victims import settle_victims
from onrecord.extract.report.wholes import link_parts
from onrecord.extract.setting.standing import is_figurative
from onrecord.extract.statements import statements_of_sentence
from onrecord.model.claim import Claim, Doubt, Reading, Statement
from onrecord.model.report import Block, BlockKind, Report, verify_quote
from onrecord.ports import Parser

READ = frozenset({BlockKind.TITLE, BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.CAPTION, BlockKind.BODY})
_CITY = re.compile(r"\s*([A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’-]+){0,3})(?:, [A-Z][\w ]+)?(?:,? \(?[A-Z]| [-–—]|, )")


def read_claims(report: Report, parser: Parser, *, statements: bool = True) -> Reading:
    """Return what `report` says, in order of place: claims, statements and doubts. Statements only if asked for.

    Blocks of credits and boilerplate are not read. A report without blocks is all body.
    Raises: UnquotedClaim if a quote is not in the report word for word (a broken promise, never output).
    """
    blocks = report.blocks or (Block(BlockKind.BODY, 0, len(report.text)),)
    claims: list[Claim] = []
    told: list[Statement] = []
    doubts: list[Doubt] = []
    for part in (BlockKind.TITLE, BlockKind.BODY):
        held = [b for b in blocks if b.kind in READ and (b.kind is BlockKind.TITLE) == (part is BlockKind.TITLE)]
        text = report.part(part)
        if not held or not may_harm(text):
            continue
        located = list(_sentences(text, held))
        sentences = [s for s, _ in located]
        telling = _telling([text[s.start : s.end].replace("\n", " ") for s in sentences])
        discourse = Discourse(text, sentences, parser, report.dated_at or report.published_at, telling)
        for index in telling:
            kind = located[index][1]
            before = harm_before(claims, sentences[index - 1].start) if index else None
            found = claims_of_sentence(report, kind, discourse, index, before=before)
            claims += lend(claims, found.claims, found.loose)
            told += statements_of_sentence(report, kind, discourse, index) if statements else []
            doubts += found.doubts
    claims = lend_days(lend_home(settle_victims(claims), _home(report)))
    claims = credit_headlines(credit_repeats(claims, report.part(BlockKind.BODY)))
    claims = lend_ages(claims, report.text)
    for quote in (*(c.quote for c in claims), *(s.quote for s in told)):
        verify_quote(report, quote)
    linked = lend_status(link_parts(link_repeats(claims)))
    return Reading(tuple(lend_name(linked, report.text)), tuple(told), tuple(doubts))


def _telling(sentences: Sequence[str]) -> list[int]:
    """Return which sentences may tell of harm: by their own words, or by going on with the one before."""
    out: list[int] = []
    for index, words in enumerate(sentences):
        if _may_tell(words) or (out and out[-1] == index - 1 and may_go_on(words)):
            out.append(index)
    return out


def _may_tell(words: str) -> bool:
    """Return whether a sentence may tell of harm, by its words alone. A question says nothing, nor does sport."""
    return may_harm(words) and not words.rstrip("\"'”’) ").endswith("?") and not is_figurative(words)


def _sentences(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Sentence, BlockKind]]:
    paragraph = 0
    for block in blocks:
        for sentence in split_sentences(text, block.start, block.end, paragraph=paragraph):
            paragraph = sentence.paragraph
            yield sentence, block.kind


def _home(report: Report) -> str | None:
    """Return the city of the text's dateline, where the report was filed from: the last resort for a place."""
    found = _CITY.match(report.text)
    return found.group(1) if found else None
