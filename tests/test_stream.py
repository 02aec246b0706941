"""A row out for each row in: what costs nothing, and what is listed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager

import pytest
from spacy.tokens import Doc

from onrecord.pipeline.stream import Count, Row, extract_stream

HARMLESS = "The council of Bireen met on Sunday. It spoke of bridges, and of the new market of the town."
FRENCH = "Le maire a parlé lundi du budget de la ville et des nouveaux ponts. On attend la suite. " * 2


class NoParser:
    """A parser that must not be asked."""

    version = "none"

    def parse_all(self, sentences: Sequence[str]) -> list[Doc]:
        """Fail."""
        raise AssertionError(sentences)

    def name(self, doc: Doc) -> Doc:
        """Fail."""
        raise AssertionError(doc.text)

    def report(self) -> AbstractContextManager[object]:
        """Fail."""
        raise AssertionError


def run(*rows: object) -> tuple[list[Row], Count]:
    """Return the rows out for `rows` in, none of which may ask the parser, and the count."""
    out: list[Row] = []
    lines = [json.dumps(row).encode() for row in rows]
    return out, extract_stream(lines, out.append, NoParser(), tolls=True)  # type: ignore[arg-type]


def test_a_row_without_a_word_of_harm_asks_nothing_of_the_parser() -> None:
    rows, count = run({"doc": "a", "text": HARMLESS, "title": "Bridges"}, {"doc": "b", "text": "12"})
    assert rows == [{"doc": doc, "claims": [], "statements": [], "doubts": [], "tolls": {}} for doc in "ab"]
    assert count == Count(rows=2)


def test_a_row_in_another_language_is_skipped_though_it_has_no_word_of_harm() -> None:
    (row,), count = run({"doc": "a", "text": FRENCH})
    assert row["skipped"] == "language: expected English, found the language 'fr': not read for claims"
    assert count == Count(rows=1, skipped=1)


def test_a_passage_in_another_language_is_told_though_there_is_no_word_of_harm() -> None:
    (row,), count = run({"doc": "a", "text": f"{HARMLESS} {HARMLESS} {HARMLESS}\n\n{FRENCH}"})
    (doubt,) = row["doubts"]  # type: ignore[misc]
    assert doubt["reason"] == "other_language"
    assert doubt["quote"] == FRENCH.strip()
    assert count == Count(rows=1)


@pytest.mark.parametrize("title", ["Three killed in Bireen", "Six die"])
def test_a_word_of_harm_in_the_title_alone_is_read(title: str) -> None:
    with pytest.raises(AssertionError):
        run({"doc": "a", "text": HARMLESS, "title": title})


@pytest.mark.parametrize("row", [{"doc": "a"}, {"doc": "a", "text": None}, {"doc": "a", "text": " \n"}])
def test_a_row_without_text_is_skipped_and_is_no_failure(row: dict[str, object]) -> None:
    (out,), count = run(row)
    assert str(out["skipped"]).startswith("empty: row 1: expected a")
    assert count == Count(rows=1, skipped=1)


@pytest.mark.parametrize("text", [7, False, ["Bridges"], {"en": "Bridges"}])
def test_a_text_that_is_none_is_a_failure(text: object) -> None:
    (out,), count = run({"doc": "a", "text": text})
    assert str(out["skipped"]).startswith(f"broken: row 1: expected `text` as text, found {type(text).__name__}")
    assert count == Count(rows=1, failed=1)


def test_a_title_an_outlet_and_a_date_that_are_no_text_are_doubts_and_the_row_is_read() -> None:
    (out,), count = run({"doc": "a", "text": HARMLESS, "title": ["Bridges"], "outlet": 7, "date": 20310303})
    assert [d["reason"] for d in out["doubts"]] == ["unreadable_field", "unreadable_field", "unreadable_date"]  # type: ignore[attr-defined]
    assert "skipped" not in out
    assert count == Count(rows=1)
