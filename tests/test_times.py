"""Time words in sentences: a golden table, and what holds for any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.numbers.times import find_times, tense_at

GOLDEN = Path(__file__).parent / "golden" / "extract" / "times.txt"
PIECES = st.sampled_from(
    "since the war began in on at April 4 March 2011 Sunday night last week two days ago between and from to , . - "
    "early hours of past so far every 5 pm until May Mon ( ) yesterday 14/04/2019 weekend first half many".split(" ")
)


def rows() -> list[tuple[str, str]]:
    lines = GOLDEN.read_text(encoding="utf-8").split("\n\n", 1)[1].splitlines()
    return [tuple(line.split(" | ", 1)) for line in lines if line]  # type: ignore[misc]


@pytest.mark.parametrize(("sentence", "expected"), rows())
def test_the_golden_table(sentence: str, expected: str) -> None:
    found = "; ".join(f"{t.kind}: {sentence[t.start : t.end]}" for t in find_times(sentence))
    assert (found or "nothing") == expected


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=25).map(" ".join)))
def test_spans_are_in_order_and_inside_any_text(text: str) -> None:
    reach = 0
    for t in find_times(text):
        assert reach <= t.start < t.end <= len(text)
        assert text[t.start : t.end] == text[t.start : t.end].strip()
        reach = t.end


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("The camp will close on | April 20.", "future"),
        ("The talks were postponed until | Saturday.", "future"),
        ("The office said on | Sunday that the camp will close.", "past"),
        ("The camp will close, the office said on | Sunday.", "past"),
        ("Two guards died on | Sunday.", "past"),
    ],
)
def test_the_tense_is_that_of_the_clause_before(sentence: str, tense: str) -> None:
    before, after = sentence.split("| ")
    assert tense_at(before + after, len(before)) == tense


@pytest.mark.parametrize(
    "piece", ["since ", "since the a b c d e f ", "in April ", "between April 4 and ", "4 ", "Sunday, ", "late "]
)
def test_time_grows_with_length_not_with_its_square(piece: str) -> None:
    def seconds(copies: int) -> float:
        text = piece * copies
        start = time.process_time()
        find_times(text)
        return time.process_time() - start

    small = max(min(seconds(1_000) for _ in range(3)), 0.001)
    assert seconds(8_000) < 24 * small
