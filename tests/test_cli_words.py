"""A report is untrusted text: what of it reaches a terminal is words, and what reaches a program is the same value."""

from __future__ import annotations

import json
import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.words import clean, figure, json_line, when

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    shown = clean(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in "\u202e\u2066\u200f"]


def test_an_escape_sequence_shows_that_something_stood_there() -> None:
    assert clean("12\x1b[2K1 killed\x07") == "12\ufffd[2K1 killed\ufffd"
    assert clean("12\u202e345\u202c") == "12\ufffd345\ufffd"
    assert clean(" two\nlines\tand a\u00a0blank ") == "two lines and a blank"


def test_words_of_any_script_stay() -> None:
    assert clean("طرابلس – Київ ‘3’") == "طرابلس – Київ ‘3’"


def test_half_a_character_is_written_as_an_escape() -> None:
    assert json_line({"text": "\ud800"}) == b'{"text": "\\ud800"}\n'


@given(st.dictionaries(st.text(), st.text() | st.none() | st.integers() | st.booleans()))
def test_json_is_one_line_with_the_same_value(row: dict[str, object]) -> None:
    line = json_line(row)
    text = line.decode("utf-8")
    assert len(text.splitlines()) == 1
    assert json.loads(line) == row
    assert not [c for c in text[:-1] if unicodedata.category(c) in ("Cc", "Cs")]


def test_ranges_read_as_people_write_them() -> None:
    assert [figure(121, None), figure(121, 121), figure(13500, None), figure(18, 26), figure(0, 0)] == [
        "121+",
        "121",
        "13,500+",
        "18 to 26",
        "0",
    ]


def test_an_unknown_day_is_never_a_day() -> None:
    first, last = date(2031, 2, 1), date(2031, 2, 3)
    assert [when(None, None), when(first, None), when(None, last), when(first, last), when(first, first)] == [
        "not stated",
        "from 2031-02-01",
        "until 2031-02-03",
        "2031-02-01 to 2031-02-03",
        "2031-02-01",
    ]
