"""The figure grammar: a golden table for readers, and the laws no text may break."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.extract.numbers import figure_atoms
from onrecord.extract.numbers.figures import Figure, bounds, find_figures, half_unit, implied
from onrecord.model.count import Qualifier

GOLDEN = Path(__file__).parent / "golden" / "extract" / "figures.txt"
NEUTRAL = "The road along the river was quiet. "

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def rows() -> list[tuple[str, str]]:
    lines = GOLDEN.read_text(encoding="utf-8").split("\n\n", 1)[1].splitlines()
    return [tuple(line.split(" | ", 1)) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def shown(text: str) -> str:
    return "; ".join(written(text, f) for f in find_figures(text)) or "nothing"


def written(text: str, figure: Figure) -> str:
    count = figure.count
    if count is None:
        return f"{text[figure.start : figure.end]} : not a figure, {figure.distractor}"
    high = "" if count.high is None else count.high
    wording = "" if count.wording == count.number else f" ({count.wording})"
    return f"{count.number} : {count.low}..{high} {count.qualifier}{wording}"


def in_words(number: int) -> str:
    """Return `number` as English writes it, up to 999,999,999."""
    for scale, name in ((1_000_000, "million"), (1_000, "thousand")):
        if number >= scale:
            rest = number % scale
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(number // scale)} {name}" + (joint + in_words(rest) if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{SMALL[number // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number < 20:
        return SMALL[number]
    return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")


@pytest.mark.parametrize(("phrase", "expected"), rows())
def test_the_golden_table(phrase: str, expected: str) -> None:
    assert shown(phrase) == expected


def test_the_golden_table_is_whole() -> None:
    assert len(rows()) >= 150


PIECES = st.sampled_from(
    "12 3 1,266 1.5 half a dozen million of the and to or - , . ( ) between at least some over about up to nearly no "
    "one none people killed were aged year-old April 2019 $ % km third most from rose 2-3 tens thousands hundred 4th "
    "a an 12k 13 500 ' “ >20 ~ AK-47 No. zero several few many couple".split(" ")
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("In April 1,266 hundred people fled.")
@example("In April 1 266.5 million people fled.")
@example("٣ ½ 12345678901234567890 1.2.3.4 -5--6")
def test_no_text_is_too_odd_and_every_figure_quotes_itself(text: str) -> None:
    reach = 0
    for f in find_figures(text):
        assert reach <= f.span_start <= f.start < f.end <= f.span_end <= len(text)
        reach = f.span_end
        assert (f.count is None) == (f.kind == "distractor") == bool(f.distractor)
        if f.count is not None:
            assert f.count.number == text[f.start : f.end]
            assert f.count.wording == text[f.span_start : f.span_end]
            assert f.count.high is None or f.count.low <= f.count.high
            assert (f.kind == "none") == (f.count.qualifier is Qualifier.NONE_REPORTED)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_a_neutral_sentence_before_or_after_changes_nothing(text: str) -> None:
    text = f"It reads {text}. "  # a number that opens a line with a full stop behind it numbers that line
    alone = [written(text, f) for f in find_figures(text)]
    before = [written(NEUTRAL + text, f) for f in find_figures(NEUTRAL + text)]
    after = [written(text + NEUTRAL, f) for f in find_figures(text + NEUTRAL)]
    assert alone == after
    assert alone == before


@given(st.integers(min_value=1, max_value=999_999_999))
def test_a_number_written_in_words_reads_back(number: int) -> None:
    text = f"They buried {in_words(number)} people."
    (figure,) = find_figures(text)
    assert figure.count is not None
    assert (figure.count.low, figure.count.high, figure.count.number) == (number, number, in_words(number))


@given(st.integers(min_value=1, max_value=999_999_999), st.sampled_from([",", "", "\u00a0", "\u202f", " "]))
def test_a_number_written_in_digits_reads_back(number: int, separator: str) -> None:
    digits = f"{number:,}".replace(",", separator)
    (figure,) = find_figures(f"They buried {digits} people.")
    assert figure.count is not None
    assert (figure.count.low, figure.count.high, figure.count.number) == (number, number, digits)


@given(st.integers(min_value=0, max_value=10**9), st.lists(st.sampled_from(list(Qualifier)), max_size=4))
def test_bounds_never_cross(number: int, qualifiers: list[Qualifier]) -> None:
    low, high, _ = bounds(number, number, qualifiers)
    assert low >= 0
    assert high is None or low <= high


@given(st.integers(min_value=1, max_value=10**9))
def test_half_a_unit_is_half_the_last_place(number: int) -> None:
    half = half_unit(number)
    assert half == 0 if number % 10 else number % (2 * half) == 0
    assert half == 0 or number % (20 * half) != 0


def test_what_words_without_a_number_imply() -> None:
    assert (implied("plural").low, implied("plural").high) == (2, None)
    assert (implied("single").low, implied("single").high) == (1, 1)
    assert (implied("family").low, implied("family").high) == (3, 6)
    assert implied("none").qualifier is Qualifier.NONE_REPORTED
    with pytest.raises(KeyError):
        implied("crowd")


@pytest.mark.parametrize(
    "piece", ["12 ", "1,", "one hundred and ", "at least ", "a", "1", "between 1 and ", "no ", "  "]
)
def test_time_grows_with_length_not_with_its_square(piece: str) -> None:
    def seconds(copies: int) -> float:
        text = piece * copies
        start = time.process_time()
        find_figures(text)
        return time.process_time() - start

    small = max(min(seconds(2_000) for _ in range(3)), 0.001)
    assert seconds(16_000) < 24 * small  # 8 times the text; its square would be 64 times the work


WORDS = (
    "a few,the few,quite a few,a good few,several,many,a great many,good many,numerous,countless,multiple,scores,"
    "tens of thousands,hundreds,a handful of,the handful of,handful of,a couple of,couple of,large numbers of,dozens,"
    "huge numbers of,significant numbers of,an untold number of,a number of,half a million,quarter of a million,first,"
    "a third,hundredth,no one,nobody,none,not one,nil,zero,without any deaths,two dozen,one lakh"
)


@pytest.mark.parametrize("words", WORDS.split(","))
def test_number_words_are_seen_wherever_a_word_begins(words: str) -> None:
    anywhere = figure_atoms._ATOM.pattern.replace(figure_atoms._BEGINNING, r"(?<!\w)(?=\w)")
    text = f"({words} people"
    found = [m.span() for m in re.finditer(anywhere, text, re.IGNORECASE)]
    assert [m.span() for m in figure_atoms._ATOM.finditer(text)] == found != []
