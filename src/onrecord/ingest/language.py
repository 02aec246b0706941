"""Which language a report is in, said only when it is clear."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

import py3langid

ENGLISH: Final = "en"
UNDETERMINED: Final = "und"  # ISO 639-2: a script that is not Latin, in a language we cannot name
_LOOK: Final = 20_000  # letters; more do not change the verdict
_SAMPLE: Final = 600  # of them, for the statistics
_PIECES: Final = 4
_SHORT: Final = 40  # Latin letters; a shorter text is read as English, whatever the statistics say
_CLEAR: Final = 1.0  # by which the other must win, in log-likelihood a letter: lists of names reach 0.6, real texts 1.8
_ENGLISH_SHARE: Final = 0.08  # of its words: so many of these make a text English, whatever the statistics say
_ENGLISH_WORDS: Final = frozenset(
    "the of and with from their who which that they this have were said killed people wounded injured after where when"
    " near than three dead death between".split()
)
_COMMON_SHARE: Final = 0.15  # of its words: so many of these, one of them in no other language, make a text English
_COMMON: Final = _ENGLISH_WORDS | frozenset(
    "an are as at be but by could for had has he her his in into is it its more not on or our out over she so then"
    " there these to up was what will would you your about been during while".split()
)
_ONLY_ENGLISH: Final = frozenset(
    "the with from their who which that they this killed wounded injured after where when than three between were but"
    " could his into its more not our out she then there these would you your about been during while".split()
)
_COUNTED_AS_ENGLISH: Final = frozenset({"en", "pcm", "sco", "jam"})  # Pidgin and Scots differ too little to tell
_BEYOND_LATIN: Final = re.compile(r"[^\W\d_\x00-\u024f]")  # letters, and a few numerals
_LATIN: Final = re.compile(r"[^\W\d_\u0250-\U0010ffff]")
_ASCII_BUT_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalpha())
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
    text = text[:_LOOK]
    english, words, foreign = _counted(text)
    if not foreign and english >= _ENGLISH_SHARE * words:  # the most texts: no letter of them is looked at
        return ENGLISH
    letters = _letters(text)
    return _other_script(text) if foreign * 2 > letters else _latin_language(text, letters - foreign)


def language_of_parts(parts: Sequence[str]) -> str:
    """Return the language of `parts` as one text."""
    if sum(map(len, parts)) < _LOOK:
        english, words, foreign = map(sum, zip(*map(_counted, parts), strict=True))
        if not foreign and english >= _ENGLISH_SHARE * words:
            return ENGLISH
    return language_of(" ".join(parts))


@lru_cache(maxsize=256)  # a passage is looked at as a part of its report and alone
def _counted(text: str) -> tuple[int, int, int]:
    """Return how many words only an English text has so many of, how many words, and how many letters not Latin."""
    words = text.lower().split()
    foreign = 0 if text.isascii() else foreign_letters(text).total()
    return sum(map(_ENGLISH_WORDS.__contains__, words)), len(words), foreign


def foreign_letters(text: str) -> Counter[str]:
    """Return how often each letter that is not Latin stands in `text`."""
    if text.isascii():
        return Counter()
    found = Counter(_BEYOND_LATIN.findall(text))
    return Counter({letter: count for letter, count in found.items() if not is_latin(letter)})


def _letters(text: str) -> int:
    if text.isascii():
        return len(text.encode("ascii").translate(None, _ASCII_BUT_LETTERS))
    return sum(map(str.isalpha, text))


@cache
def is_latin(letter: str) -> bool:
    """Return whether `letter` belongs to the Latin script."""
    return letter < "\u0250" or script_of(letter) == "LATIN"


@cache
def script_of(letter: str) -> str:
    """Return the first word of the Unicode name of `letter`: "ARABIC", "CJK"."""
    return unicodedata.name(letter, "UNKNOWN").split()[0].removesuffix("-COMPATIBILITY")


def _other_script(text: str) -> str:
    scripts: Counter[str] = Counter()
    for letter, count in foreign_letters(text).items():
        scripts[script_of(letter)] += count
    script = max(sorted(scripts), key=lambda name: scripts[name])
    named = str(py3langid.classify(_LATIN.sub(" ", _sample(text)))[0])
    return named if named not in _LATIN_LABELS and script != "UNKNOWN" else _SCRIPTS.get(script, UNDETERMINED)


def _latin_language(text: str, latin: int) -> str:
    if latin < _SHORT:
        return ENGLISH
    lower = text.lower()
    words = lower.split()
    if not _ONLY_ENGLISH.isdisjoint(words) and _share(words, _COMMON) >= _COMMON_SHARE:
        return ENGLISH
    if _share([word.strip("\"'“”‘’.,;:()[]") for word in words], _ENGLISH_WORDS) >= _ENGLISH_SHARE:
        return ENGLISH
    return _by_statistics(_sample(lower))


def _by_statistics(sample: str) -> str:
    if len(sample) < _SAMPLE and str(py3langid.classify(sample)[0]) in _COUNTED_AS_ENGLISH:
        return ENGLISH  # as most short passages are; `rank` costs more
    scores = {str(name): float(score) for name, score in py3langid.rank(sample)}
    name = next(iter(scores))
    latin = _letters(sample) - foreign_letters(sample).total()
    clear = name not in _COUNTED_AS_ENGLISH and scores[name] - scores[ENGLISH] >= _CLEAR * latin
    return name if clear else ENGLISH


def _share(words: Sequence[str], known: frozenset[str]) -> float:
    return sum(map(known.__contains__, words)) / max(1, len(words))


def _sample(text: str) -> str:
    """Return `text`, or of a long one pieces from its whole length: their statistics are the same, and cheap."""
    if len(text) <= _SAMPLE:
        return text
    step = len(text) // _PIECES
    return " ".join(text[at * step : at * step + _SAMPLE // _PIECES] for at in range(_PIECES))


_LATIN_LABELS: Final = frozenset({"en", "fr", "de", "es", "it", "pt", "nl", "la", "tr", "id", "ms", "pcm", "sw", "so"})
