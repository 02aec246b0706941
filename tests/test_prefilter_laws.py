"""What the prefilter passes over holds nothing that the rules would read; each entry of the lexicon they do read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from lexicon_forms import forms, plural, readings
from onrecord.extract import reading as room
from onrecord.extract.lexis import lexicon as lex
from onrecord.model.claim import Claim, Harm, Reading
from onrecord.model.report import Block, BlockKind, Report
from reading_cases import CASES, report_of, the_parser

GOLD = Path(__file__).parents[1] / "evals" / "gold"
ENTRIES = tuple(sorted(readings(), key=lambda e: (e[0], e[1], e[2].value, e[3])))
TOLD = sorted({sentence for _, _, _, told in ENTRIES for sentence in told})
PLAIN = (
    "The library opens at nine and sells bread and maps.", "Forty people came to the market in Haldun.",
    "Three of them were children.", "The mayor said 12 were from Merrow.", "Two days later, another nine.",
    "Among them were two nurses.", "It was the third time this year.", "Forty houses stand by the river.",
)  # fmt: skip


class HoldingParser:
    """Parses each sentence once and holds it: the same few sentences come back in many texts."""

    version = "holding"

    def __init__(self) -> None:
        self._docs: dict[str, Doc] = {}

    def parse_all(self, sentences: Sequence[str]) -> list[Doc]:
        for sentence in sentences:
            if sentence not in self._docs:
                self._docs[sentence] = the_parser().name(the_parser().parse_all([sentence])[0])
        return [self._docs[sentence] for sentence in sentences]

    def name(self, doc: Doc) -> Doc:
        return doc

    def report(self) -> Any:
        return nullcontext()


@cache
def holding_parser() -> HoldingParser:
    return HoldingParser()


def read(text: str) -> Reading:
    """Return what the rules read in `text`, all of it body."""
    return room.read_claims(Report(text=text, blocks=(Block(BlockKind.BODY, 0, len(text)),)), holding_parser())


@pytest.fixture
def unfiltered(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A reading by the same rules that looks at each sentence of each text."""

    def reading(report: Report) -> Reading:
        with monkeypatch.context() as patch:
            patch.setattr(room, "may_harm", lambda text: True)
            return room.read_claims(report, holding_parser())

    return reading


def whole(text: str) -> Report:
    return Report(text=text, blocks=(Block(BlockKind.BODY, 0, len(text)),))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e[0]}: {e[1]}")
def test_the_rules_read_each_entry_of_the_lexicon(entry: tuple[str, str, Harm, tuple[str, ...]]) -> None:
    """In one of its sentences at least; each tells of forty people or houses."""
    _, _, harm, told = entry
    assert any(_tells(claim, harm) for sentence in told for claim in read(sentence).claims), told[0]


def _tells(claim: Claim, harm: Harm) -> bool:
    return claim.harm is harm and (claim.count.low, claim.count.high) == (40, 40)


def shapes() -> Iterator[str]:
    """Yield every form of every entry in the shapes that news gives it: made by rule, and some of it said by nobody."""
    for verb in {*lex.TRANSITIVE, *lex.INTRANSITIVE}:
        for form in forms(verb):
            yield from _shaped(form)
    for verb, noun in {*lex.COMPLEMENTS, *lex.SUBJECT_IDIOMS, *lex.OBJECT_IDIOMS}:
        yield from (f"Forty people {form} {word} there." for form in forms(verb) for word in forms(noun))
    for verb, prep, noun in lex.OBLIQUES:
        yield from (f"Forty people {form} {prep} a {word} there." for form in forms(verb) for word in forms(noun))
    for word in {*lex.STATES, *lex.NOUNS, *lex.BODIES, *lex.TOLLS, *lex.ATTACKS}:
        for form in {*forms(word), plural(word)}:
            yield from _shaped(form)


def _shaped(form: str) -> Iterator[str]:
    yield f"Gunmen {form} forty people."
    yield f"Forty people were {form} there."
    yield f"40 {form.capitalize()} in Haldun"
    yield f"The {form} of forty people"
    yield f"{form.capitalize()}: 40"
    yield f"FORTY {form.upper()} IN HALDUN"
    yield f"Forty _{form}_ there"
    yield f"\u201cForty\u201d/{form} (*12*)"


def test_the_prefilter_passes_over_no_form_that_the_rules_read(unfiltered: Any) -> None:
    passed_over = [sentence for sentence in sorted(set(shapes())) if not room.may_harm(sentence)]
    for sentence in passed_over:
        assert unfiltered(whole(sentence)) == Reading(), sentence


def test_the_prefilter_passes_over_nothing_in_the_golden_texts(unfiltered: Any) -> None:
    files = [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.txt"))]
    texts = [file.split("\n\n", 1)[1].split("\n-----\n")[0] for file in files]
    for report in [*(report_of(c.text, c.title) for c in CASES), *map(whole, texts)]:
        assert room.read_claims(report, holding_parser()) == unfiltered(report), report.text


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*TOLD, *PLAIN, *PLAIN * 20]), min_size=1, max_size=6), st.sampled_from([" ", "\n\n"]))
def test_a_text_is_read_alike_with_the_prefilter_and_without(unfiltered: Any, told: list[str], between: str) -> None:
    report = whole(between.join(told))
    assert room.read_claims(report, holding_parser()) == unfiltered(report)
