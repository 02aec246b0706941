"""The lexicon file: the one that ships is whole, and a broken one says where, what was expected and what was found."""

from __future__ import annotations

import re

import pytest

from onrecord.extract.lexis.lexicon_file import BrokenLexicon, LexiconFile, shipped
from onrecord.model.claim import Harm

SHIPPED = LexiconFile(shipped())


def table(entries: str, about: str = 'about = "What it is."') -> LexiconFile:
    return LexiconFile(f"[frames.some]\n{about}\n{entries}\n")


def test_entries_are_told_by_what_they_say() -> None:
    file = table('killed = """\nslay, do\n  in,\n"""\ninjured = "hurt"')
    assert file.take("frames.some").each(Harm) == {"slay": Harm.KILLED, "do in": Harm.KILLED, "hurt": Harm.INJURED}
    file.close()


def test_a_phrase_is_known_by_its_first_and_last_word_or_by_all() -> None:
    some = table('killed = "hack to death, gun down"').take("frames.some")
    assert some.phrases(Harm) == {("hack", "death"): Harm.KILLED, ("gun", "down"): Harm.KILLED}
    assert table('injured = "take to hospital"').take("frames.some").phrases(Harm, length=3) == {
        ("take", "to", "hospital"): Harm.INJURED
    }


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ('slain = "kill"', r"table \[frames\.some\]: expected a harm of killed, .* found 'slain'"),
        ('killed = "hurt"\ninjured = "hurt"', r"table \[frames\.some\]: expected 'hurt' once, found it under killed"),
        ('killed = "slay, slay"', r"key 'killed': expected 'slay' once, found it twice"),
        ('killed = " , "', r"key 'killed': expected words divided by commas, found none"),
        ('killed = ["slay"]', r"key 'killed': expected words divided by commas, found \['slay'\]"),
        ("killed = slay", r"expected TOML, found .*line 3"),
        ('killed = "slay"\n[frames.some.more]\nabout = "A."', r"expected words or tables, found killed beside tables"),
    ],
)
def test_broken_entries_say_where(entries: str, expected: str) -> None:
    with pytest.raises(BrokenLexicon, match=expected):
        table(entries).take("frames.some").each(Harm)


@pytest.mark.parametrize(
    ("phrases", "length", "expected"),
    [
        ("gun", None, "two or more words, found 'gun'"),
        ("take to the hospital", 3, "3 words, found 'take to the hospital'"),
        ("hack to death, hack death", None, "'hack ... death' once, found 'hack death' too"),
    ],
)
def test_broken_phrases_say_where(phrases: str, length: int | None, expected: str) -> None:
    with pytest.raises(BrokenLexicon, match=re.escape(f"lexicon, table [frames.some]: expected {expected}")):
        table(f'killed = "{phrases}"').take("frames.some").phrases(Harm, length)


def test_tables_that_are_missing_unknown_or_unexplained_are_told() -> None:
    file = table('words = "kill"')
    with pytest.raises(BrokenLexicon, match=r"expected a table \[frames\.other\], found frames\.some"):
        file.take("frames.other")
    with pytest.raises(BrokenLexicon, match=r"only tables that the rules read, found frames\.some"):
        file.close()
    with pytest.raises(BrokenLexicon, match=r"\[frames\.some\]: expected what it is under 'about'"):
        table('words = "kill"', about="")
    with pytest.raises(BrokenLexicon, match=r"the key 'words' and no other, found killed"):
        table('killed = "kill"').words("frames.some")


def test_each_frame_that_ships_has_an_example_with_a_word_of_its_own() -> None:
    for name, frame in SHIPPED.tables.items():
        if name.startswith("frames."):
            assert re.search(r"\*\*\w[^*]*\*\*", frame.example), name


def test_words_that_ship_are_in_small_letters() -> None:
    shouted = {w for t in SHIPPED.tables.values() for ws in t.entries.values() for w in ws if w != w.lower()}
    assert shouted == set(SHIPPED.tables["speech.acronyms"].entries["words"])
