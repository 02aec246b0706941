"""What no text may break in the extract room: it never raises, quotes word for word, and costs in proportion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from onrecord.extract import reading as room
from onrecord.extract.grammar.sentences import LONGEST, split_sentences
from onrecord.extract.report import repeats
from onrecord.extract.report.discourse import Discourse
from onrecord.model.claim import Claim, Reading
from onrecord.model.report import Block, BlockKind, Report, verify_quote
from reading_cases import CASES, Case, reading_of, report_of, the_parser

SENTENCES = sorted({s for c in CASES for s in re.split(r"(?<=[.”]) |\n+", c.text) if s})
HARMLESS = "The library opens at nine and sells bread and maps."
SOUP = (
    "killed wounded dead missing fled shelter displaced abducted detained damaged destroyed casualties died were was "
    "have been and or of the a an in on near by including among them said told AFP he it who which that not no one "
    "people villagers soldiers children houses bodies family Mira Tolan Haldun Merrow Monday since 4 April 12 1,200 "
    "dozens two three at least more than up to between 15 20 , . ; : \u201c \u201d ( ) - \u2014 ' \" \n "
    "toll rose lost lives hostage homeless"
).split(" ")

some_words = st.lists(st.sampled_from(SOUP), max_size=40).map(" ".join)
some_sentences = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6)
any_text = st.one_of(
    st.text(max_size=120),
    some_words,
    some_sentences.map(" ".join),
    some_sentences.map("".join),
    some_sentences.map("\r\n".join),
    some_sentences.map(lambda s: " ".join(s).upper()),
    some_sentences.map(lambda s: " ".join(s).replace(",", "")),
    st.permutations(SENTENCES[0].split()).map(" ".join),
)


def whole(text: str, title: str | None = None) -> Report:
    """Return `text` as a report that is all body: what the room must bear whatever the ingest room would make of it."""
    return Report(text=text, title=title, blocks=(Block(BlockKind.BODY, 0, len(text)),))


def check(report: Report, reading: Reading) -> None:
    """Fail if a claim or statement breaks a promise that holds for all of them."""
    ids = [claim.id for claim in reading.claims]
    assert len({*ids, *(s.id for s in reading.statements)}) == len(ids) + len(reading.statements)
    for number, claim in enumerate(reading.claims):
        text = report.part(claim.quote.block)
        verify_quote(report, claim.quote)
        assert claim.quote.start <= claim.number_start <= claim.number_end <= claim.quote.end, (
            "the quote holds the number"
        )
        assert text.startswith(claim.sentence, claim.sentence_start)
        assert claim.count.number in text[claim.number_start : claim.number_end]
        assert claim.count.high is None or claim.count.low <= claim.count.high
        assert claim.part_of is None or (claim.part_of in ids and claim.part_of != claim.id)
        assert claim.same_as is None or claim.same_as in ids[:number]
        assert not claim.chain or claim.speaker == claim.chain[-1]
    for statement in reading.statements:
        verify_quote(report, statement.quote)
    assert not _circles({c.id: c.part_of for c in reading.claims})


def _circles(wholes: dict[str, str | None]) -> bool:
    for start in wholes:
        at: str | None = start
        for _ in wholes:
            at = wholes[at] if at is not None else None
        if at is not None:
            return True
    return False


def plain(reading: Reading) -> list[dict[str, Any]]:
    """Return the claims of `reading` without the ids, which come from the report as a whole."""
    at = {claim.id: number for number, claim in enumerate(reading.claims)}
    return [
        {
            **asdict(c),
            "id": "",
            "quote": (c.quote.start, c.quote.exact),
            "part_of": at.get(c.part_of or ""),
            "same_as": at.get(c.same_as or ""),
        }
        for c in reading.claims
    ]


@settings(max_examples=150, deadline=None)
@given(any_text)
@example("")
@example("killed")
@example("12")
@example("Three \ud800 were killed.".encode("utf-8", "replace").decode())
@example("12 people were killed" + "\u0000 and 3 wounded.")
@example("Killed: 12\u2028 Wounded: 30\u2029")
@example("of of of killed by by by including including among among")
def test_any_text_is_read_and_keeps_the_promises(text: str) -> None:
    report = whole(text)
    reading = reading_of(report, the_parser())
    check(report, reading)
    assert reading_of(report, the_parser()) == reading, "reading twice is the same"


@settings(max_examples=40, deadline=None)
@given(some_sentences, st.sampled_from(SENTENCES))
def test_a_title_is_read_beside_its_text(sentences: list[str], title: str) -> None:
    report = report_of("\n\n".join(sentences), title.rstrip("."))
    check(report, reading_of(report, the_parser()))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_a_harmless_paragraph_changes_nothing(case: Case) -> None:
    alone = plain(reading_of(report_of(case.text, case.title), the_parser()))
    assert plain(reading_of(report_of(f"{case.text}\n\n{HARMLESS}", case.title), the_parser())) == alone


@pytest.mark.parametrize("case", CASES[::6], ids=lambda c: c.name)
def test_the_kind_of_line_end_changes_no_claim(case: Case) -> None:
    lines = case.text.replace(". ", ".\n\n")
    one, other = report_of(lines), report_of(lines.replace("\n", "\r\n"))
    assert [c.quote.exact for c in reading_of(one, the_parser()).claims] == [
        c.quote.exact for c in reading_of(other, the_parser()).claims
    ]


def test_credits_and_boilerplate_yield_nothing() -> None:
    story = "Nine people were killed in Haldun on Monday, the mayor said."
    other = "Forty people were wounded in Merrow on Sunday, the army said."
    for kind in (BlockKind.CREDIT, BlockKind.BOILERPLATE):
        text = f"{other}\n\n{story}"
        at = text.index(story)
        report = Report(text=text, blocks=(Block(kind, 0, len(other)), Block(BlockKind.BODY, at, len(text))))
        assert [c.count.low for c in reading_of(report, the_parser()).claims] == [9]
        silent = replace(report, blocks=(Block(kind, 0, len(text)),))
        assert reading_of(silent, the_parser()) == Reading()


class CountingParser:
    """Parses each sentence once and counts what is asked of it."""

    version = "counting"

    def __init__(self) -> None:
        self.docs: dict[str, Doc] = {}
        self.parsed = self.named = 0

    def parse_all(self, sentences: Sequence[str]) -> list[Doc]:
        self.parsed += len(sentences)
        for sentence in sentences:
            if sentence not in self.docs:
                self.docs[sentence] = the_parser().name(the_parser().parse_all([sentence])[0])
        return [self.docs[sentence] for sentence in sentences]

    def name(self, doc: Doc) -> Doc:
        self.named += 1
        return doc

    def report(self) -> Any:
        return the_parser().report()


def long_report(sentences: int) -> Report:
    told = [f"{SENTENCES[n % len(SENTENCES)]}" for n in range(sentences)]
    return whole("\n\n".join(" ".join(told[n : n + 4]) for n in range(0, sentences, 4)))


def test_twice_the_text_costs_twice_the_work() -> None:
    """Counted in sentences parsed and named, not in seconds."""
    costs = []
    for sentences in (200, 400):
        parser = CountingParser()
        reading = room.read_claims(long_report(sentences), parser)
        assert len(reading.claims) > sentences / 2
        assert parser.parsed <= sentences + 50, "no sentence is parsed twice"
        costs.append((parser.parsed, parser.named))
    (parsed, named), (more_parsed, more_named) = costs
    assert more_parsed <= 2.5 * parsed
    assert more_named <= 2.5 * named


def test_repeats_are_not_sought_among_all_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    same = repeats.may_repeat

    def counted(first: Claim, later: Claim) -> bool:
        nonlocal compared
        compared += 1
        return same(first, later)

    monkeypatch.setattr(repeats, "may_repeat", counted)
    text = "\n".join(f"In Haldun {n} people were killed." for n in range(3, 153))
    reading = reading_of(whole(text), the_parser())
    assert len(reading.claims) > 140
    assert compared < 2 * len(reading.claims)


def test_parses_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    held = []
    doc = Discourse.doc

    def watched(self: Discourse, index: int) -> Doc:
        found = doc(self, index)
        held.append(len(self._docs))
        return found

    monkeypatch.setattr(Discourse, "doc", watched)
    room.read_claims(long_report(120), CountingParser())
    assert 1 < max(held) < 80, "the memory of a long report is that of a short one"


@pytest.mark.parametrize(
    "line",
    [
        "twelve people were killed and ",
        "12 ",
        "killed",
        "Mr. ",
        "...",
        ".)",
        "\u201ckilled\u201d, ",
        "A, B, C, ",
        "dead dead ",
        "including three children and ",
        "1,000 ",
        "of the ",
    ],
)
def test_a_line_without_an_end_is_read(line: str) -> None:
    text = "Three people were killed in Haldun. " + line * (60_000 // len(line)) + "x"
    report = whole(text)
    spans = list(split_sentences(text, 0, len(text)))
    assert max(s.end - s.start for s in spans) <= LONGEST
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split()), "no word is lost"
    if line.startswith("twelve"):
        reading = reading_of(whole(text[:20_000]), the_parser())
        check(whole(text[:20_000]), reading)
        assert reading.claims[0].count.low == 3
    assert report.text == text


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='ab .\n\u201d!?"12', max_size=400))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    spans = list(split_sentences(text, 0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
