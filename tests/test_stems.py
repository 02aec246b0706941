"""A text holds a stem if one of its words begins with one, in any case."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.lexis.stems import END, longest_stems, stem_finder

STEM = st.text("abc", min_size=1, max_size=4)


@pytest.mark.parametrize("text", ["They ran.", "RUNNING", "a-run", "run", "he said: “run”", "_run_"])
def test_a_word_that_begins_with_a_stem_is_found(text: str) -> None:
    assert stem_finder({"run", "ran", "rest"})(text)


@pytest.mark.parametrize("text", ["", "overrun", "rerun", "r un", "1run"])
def test_a_stem_inside_a_word_is_none(text: str) -> None:
    assert not stem_finder({"run", "ran", "rest"})(text)


@given(st.sets(STEM, min_size=1, max_size=6), st.text("aAbBc -é1_\n", max_size=30))
def test_it_finds_what_a_look_at_each_word_finds(stems: set[str], text: str) -> None:
    words = re.findall(r"[^\W_]+", text.lower())
    assert stem_finder(stems)(text) == any(word.startswith(tuple(stems)) for word in words)


def test_a_stem_may_be_a_whole_word() -> None:
    found = stem_finder({"camp" + END, "hos"})
    assert found("in a camp.")
    assert found("hospitals")
    assert not found("a campaign")


@given(st.sets(STEM, min_size=1, max_size=6), st.sets(STEM, max_size=3), st.text("aAbBc -1\n", max_size=30))
def test_the_longest_stem_of_each_word_is_told(stems: set[str], whole: set[str], text: str) -> None:
    fits = [
        [s for s in stems if word.startswith(s)] + [w for w in whole if word == w]
        for word in re.findall(r"[^\W_]+", text.lower())
    ]
    assert longest_stems(stems | {w + END for w in whole})(text) == {max(f, key=len) for f in fits if f}
