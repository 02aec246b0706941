"""Which language a report is in, said only when it is clear."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

import py3langid

ENGLISH: Final = "en"
UNDETERMINED: Final = "und"  # ISO 639-2: a script that is not Latin, in a language we cannot name
_LOOK: Final = 20_000  # letters; more do not change the verdict
_SHORT: Final = 40  # Latin letters; a shorter text is read as English, whatever the statistics say
_CLEAR: Final = 1.0  # by which the other must win, in log-likelihood a letter: lists of names reach 0.6, real texts 1.8
_ENGLISH_SHARE: Final = 0.08  # of its words: so many of these make a text English, whatever the statistics say
_ENGLISH_WORDS: Final = frozenset(
    "the of and with from their who which that they this have were said killed people wounded injured after where when"
    " near than three dead death between".split()
)
_COUNTED_AS_ENGLISH: Final = frozenset({"en", "pcm", "sco", "jam"})  # Pidgin and Scots differ too little to tell
_SCRIPTS: Final = {  # the likeliest language of a script, where the statistics name one of another script
    "ARABIC": "ar",
    "CYRILLIC": "ru",
    "HEBREW": "he",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am",
    "BENGALI": "bn",
    "TAMIL": "ta",
}


def language_of(text: str) -> str:
    """Return the ISO 639 code of the language of `text`: "en" unless another is clear.

    A text is judged whole, by the script of most of its letters, then by letter statistics: a report half English,
    half Arabic is what the larger half is. Short, capitals-only and list-like Latin texts are "en".
    Rule: codebook 1.4.
    """
    letters = [letter for letter in text[:_LOOK] if letter.isalpha()]
    if not letters:
        return ENGLISH
    latin = sum(1 for letter in letters if is_latin(letter))
    if latin * 2 < len(letters):
        return _other_script(text[:_LOOK], letters)
    return _latin_language(text[:_LOOK], latin)


@cache
def is_latin(letter: str) -> bool:
    """Return whether `letter` belongs to the Latin script."""
    return letter < "\u0250" or script_of(letter) == "LATIN"


@cache
def script_of(letter: str) -> str:
    """Return the first word of the Unicode name of `letter`: "ARABIC", "CJK"."""
    return unicodedata.name(letter, "UNKNOWN").split()[0].removesuffix("-COMPATIBILITY")


def _other_script(text: str, letters: Iterable[str]) -> str:
    scripts: dict[str, int] = {}
    for letter in letters:
        if not is_latin(letter):
            scripts[script_of(letter)] = scripts.get(script_of(letter), 0) + 1
    script = max(sorted(scripts), key=lambda name: scripts[name])
    foreign = "".join(letter if not letter.isalpha() or not is_latin(letter) else " " for letter in text)
    named = str(py3langid.classify(foreign)[0])
    return named if named not in _LATIN_LABELS and script != "UNKNOWN" else _SCRIPTS.get(script, UNDETERMINED)


def _latin_language(text: str, latin: int) -> str:
    words = [word.strip("\"'“”‘’.,;:()[]") for word in text.lower().split()]
    english = sum(1 for word in words if word in _ENGLISH_WORDS)
    if latin < _SHORT or english >= _ENGLISH_SHARE * len(words):
        return ENGLISH
    ranked = [(str(name), float(score)) for name, score in py3langid.rank(text.lower())]
    name, score = ranked[0]
    known = dict(ranked)
    if name in _COUNTED_AS_ENGLISH or score - known[ENGLISH] < _CLEAR * latin:
        return ENGLISH
    return name


_LATIN_LABELS: Final = frozenset({"en", "fr", "de", "es", "it", "pt", "nl", "la", "tr", "id", "ms", "pcm", "sw", "so"})
