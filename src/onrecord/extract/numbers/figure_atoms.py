"""The smallest parts of the figure grammar: where number words stand, and what each is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from onrecord.extract.lexis.stems import END, beginnings
from onrecord.extract.numbers import figure_words as words
from onrecord.extract.numbers.figure_words import MULTIPLIERS, SCALES, SMALL


def _spaced(pattern: str) -> str:
    return pattern.replace(" ", r"\s{1,2}")


_UNIT = "(?:" + "|".join(words.UNITS) + ")"
_TEEN = "(?:" + "|".join(words.TEENS) + ")"
_TEN = "(?:" + "|".join(words.TENS) + ")"
_S100 = rf"(?:{_TEN}(?:-{_UNIT}\b|\s{_UNIT}\b(?!-[a-z]))?|{_TEEN}|{_UNIT})\b"
_H = rf"(?:(?:(?:{_S100}|an?)[-\s]{{1,2}})?hundred\b(?:\s(?:and\s)?{_S100})?)"
_BIG = "(?:thousand|million|billion|lakh|crore)s?"
_HALVES = (
    rf"(?:{_UNIT}|an?)[-\s]and[-\s]a[-\s]half|(?:a[-\s])?(?:a\s)?half(?:[-\s]an?)?|"
    r"three[-\s]quarters[-\s]of[-\s]an?|(?:(?:a|one)[-\s])?quarter[-\s](?:of[-\s])?an?|a[-\s]quarter|three[-\s]quarter"
)
_WORDSCALE = rf"(?:(?:{_HALVES}|{_H}|{_S100}|an?)[-\s]{{1,2}}(?:thousand|million|billion|lakh|crore)\b)"
_WORDS = (
    rf"(?:{_WORDSCALE}(?:(?:\s(?:and\s)?{_WORDSCALE}){{0,3}}(?:(?:\s(?:and\s)?(?:{_H}|{_S100}))|\sand\sa\shalf\b)?)"
    rf"|(?:(?:{_HALVES}|{_S100}|an?|hundred)[-\s]{{1,2}})dozen\b|(?:two|three|four|five|six)\sscore\b"
    rf"|{_H}|dozen\b|{_S100})"
)
_SEP = ",\u00a0\u202f\u2009\u2007'’"
_DIGITS = (
    rf"(?:\d{{1,3}}(?:[{_SEP}]\d{{3}})+(?:\.\d{{1,9}})?(?!\d)|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)|\d{{1,3}}(?:\.\d{{3}}){{2,}}(?!\d)"
    r"|[1-9]\d{0,2}(?:[ ]\d{3})+(?![\d.,]?\d)|\d{1,15}(?:\.\d{1,9})?(?!\d))"
)
_DIGITSCALE = (
    rf"{_DIGITS}(?:(?:[mk]|mn|bn)\b|[-\s\u00a0]?(?:hundred|thousand|million|billion|lakh|crore|dozen|mn|bn)\b)?"
)
_MULT = "|".join(sorted((_spaced(m) for m in MULTIPLIERS), key=len, reverse=True))
_NONE = (
    rf"no\sone|nobody|none|not\sone\b(?!\s(?:of|but|more))|not\sa\ssingle|nil|zero|"
    rf"no(?=\s(?:(?:further|other|additional|new|more|major|serious|civilian|military|human|immediate|known|"
    rf"confirmed|reported|reports\sof|single)\s){{0,2}}(?:{words.NONE_NOUNS}|{words.SILENT_NOUNS})\b)|"
    rf"without(?:\s(?:any|further|causing|causing\sany))?(?=\s(?:civilian\s)?(?:{words.NONE_NOUNS})\b)"
)

ANY = re.compile(
    r"\d|\b(?:"
    + "|".join((*SMALL, "hundreds?", "thousands?", "millions?", "billions?", "dozens?", "tens", "scores?", "lakhs?"))
    + r"|couple|handful|several|number|numbers|many|few|some|numerous|countless|multiple|no|nobody|none|not|nil|zero"
    r"|without|half|quarter|crores?|" + words.ORDINALS + r")\b",
    re.IGNORECASE,
)

_FIRST = frozenset(  # what any of the number words below begins with
    "a an the hundred thousand million billion lakh crore dozen score tens half quarter couple handful large great "
    "good huge high significant quite several many numerous countless multiple few some no nobody none not nil zero "
    "without".split()
) | frozenset((*SMALL, *words.ORDINALS.split("|")))
# Where number words may begin: seen first, since most places in a text are inside of a word, and most words are none.
_BEGINNING = (
    rf"(?:(?<!\w)(?={beginnings({word + END if len(word) < 4 else word for word in _FIRST})}|[^\W\d_]{{1,14}}[-‑]?\d)"
    r"|(?=[\d@#+'’½¼¾⅓⅔])|(?=https?:)|(?=www\.))"
)
_ATOM = re.compile(
    _BEGINNING
    + "(?:"
    + "|".join(
        (
            r"(?P<skip>https?://[^\s]+|www\.[^\s]+|@\w+|#\w+)",
            r"(?P<date>(?<![\w/-])(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}/\d{1,2}/\d{2}"
            r"|'\d0s|’\d0s|\d{3}0s|(?:mid|pre|post|early|late)-?\d{4}s?)(?![\w/-]))",
            r"(?P<time>(?<![\w:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|\d{1,2}\.\d{2}(?=\s?[ap]\.?m\b)|\b\d{1,2}h\d{2}\b)",
            r"(?P<identifier>(?<!\w)\+\d[\d\s-]{6,18}\d|(?<![\w-])\d{1,5}(?:-\d{2,6}){2,4}(?!\w)|\b\d+[xX]\d+\b|\d{16,})",
            r"(?P<fraction>(?<![\w/])\d{1,3}/\d{1,3}(?![\w/])|[½¼¾⅓⅔])",
            r"(?P<designator>\b(?!(?-i:[a-z]{2,14})\d{1,3}(?:,\d{3})+(?!\d))[^\W\d_]{1,14}[-‑]?\d[\w-]{0,12}"
            r"(?:[.,]\d{1,3}){0,4}(?:\s(?:million|billion|thousand|crore|lakh)\b)?)",
            r"(?P<year>\b(?:nineteen|twenty)[-\s](?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
            rf"eighteen|nineteen|oh[-\s]{_UNIT})\b|\bnineteen[-\s](?:{_TEN})(?:-{_UNIT})?\b)",
            r"(?P<share>\b(?:one|two|three|four|five|half|quarter"
            r"|an?(?![-\s]\w+[-\s](?!of\b|were\b|are\b|have\b|said\b|from\b|in\b)\w))"
            r"[-\s](?:thirds?|quarters?|fifths?|sixths?|tenths?)\b"
            rf"(?![-\s](?:of\s)?an?\s(?:{_BIG}))(?!\s(?:{_BIG}|day|week|month|year|time|person|man|woman|victim)\b))",
            rf"(?P<multiple>\b(?:{_MULT})\s(?:hundred|thousand|million|dozen)\b(?:\s(?:thousand|million)\b)?)",
            r"(?P<couple>\ba\scouple(?:\sof)?\s(?:hundred|thousand|million|dozen)\b)",
            r"(?P<vague>\b(?:" + "|".join(_spaced(p) for p, _, _ in words.VAGUE) + r")\b)",
            rf"(?P<none>\b(?:{_NONE})\b)",
            rf"(?P<words>\b{_WORDS})",
            rf"(?P<digits>(?<!\d)(?:(?<![^\W\d_])|(?<=(?-i:[a-z]{{2}}))(?=\d{{1,3}},\d{{3}}))(?:{_DIGITSCALE}))",
            rf"(?P<ordinal>\b(?:{words.ORDINALS})\b)",
            r"(?P<some>\bsome\b(?=\s[a-z]))",
            r"(?P<few>\bfew\b)",
        )
    )
    + ")",
    re.IGNORECASE,
)
_VAGUE = tuple((re.compile(_spaced(p), re.IGNORECASE), low, high) for p, low, high in words.VAGUE)


@dataclass(frozen=True, slots=True)
class Atom:
    """One stretch of number words. `kind` is the group of the scanner that found it; `low` None has no value."""

    start: int
    end: int
    kind: str
    low: int | None = None
    high: int | None = None
    digits: bool = False


def atoms(text: str) -> Iterator[Atom]:
    """Yield the number words of `text` in order, without a look at what stands around them."""
    for m in _ATOM.finditer(text):
        kind = m.lastgroup or "skip"
        if kind != "skip":
            yield _atom(kind, m.start(), m.end(), m.group())


def _atom(kind: str, start: int, end: int, found: str) -> Atom:
    if kind == "words":
        value = word_value(found)
        return Atom(start, end, "number", value, value) if value is not None else Atom(start, end, "decimal")
    if kind == "digits":
        number = digit_value(found)
        whole = number is not None and number == number.to_integral_value()
        value = int(number) if number is not None and whole else None
        return Atom(start, end, "number" if whole else "decimal", value, value, digits=True)
    if kind == "vague":
        for pattern, low, high in _VAGUE:
            if pattern.fullmatch(found):
                return Atom(start, end, "vague", low, high)
    if kind in ("multiple", "couple"):
        return _multiplied(kind, start, end, found)
    if kind == "none":
        return Atom(start, end, "none", 0, 0)
    if kind == "some":
        return Atom(start, end, "some", words.SOME, None)
    return Atom(start, end, kind)


def _multiplied(kind: str, start: int, end: int, found: str) -> Atom:
    parts = found.lower().split()
    scale = 1
    while parts and parts[-1] in SCALES:
        scale *= SCALES[parts.pop()]
    if kind == "couple":  # "a couple of hundred" is about 200
        half = scale // 2 if scale != 12 else 0
        return Atom(start, end, "vague", 2 * scale - half, 2 * scale + half)
    return Atom(start, end, "vague", MULTIPLIERS[" ".join(parts)] * scale, None)


def digit_value(found: str) -> Decimal | None:
    """Return what digits with separators and an optional scale word are worth ("13 500", "1.2 million", "12k").

    A single dot is a decimal point here; that "1.266 people" means 1,266 is the caller's ruling.
    """
    m = re.match(r"[\d.,\s'’\u00a0\u202f\u2009\u2007]*\d", found)
    if m is None:
        return None
    body, scale = m.group(), found[m.end() :].strip(" -\u00a0\t\n\r").lower()
    if body.count(".") > 1:
        body = body.replace(".", "")
    plain = re.sub(r"[^\d.]", "", body)
    return Decimal(plain) * SCALES.get(scale, 1)


def word_value(found: str) -> int | None:
    """Return what number words are worth ("three hundred and five", "half a million"), None if no whole number."""
    total, part, above = Decimal(0), Decimal(0), 10**12
    for word in re.findall(r"[a-z]+", _halved(found.lower())):
        if word in SMALL:
            part += SMALL[word]
        elif word == "half":
            part += Decimal("0.5")
        elif word == "quarter":
            part += Decimal("0.25")
        elif word == "threequarters":
            part += Decimal("0.75")
        elif word in ("hundred", "dozen", "score"):
            part = (part or Decimal(1)) * SCALES[word]
        elif word in SCALES:
            if SCALES[word] >= above:  # "two million three million": two numbers, or one misspoken
                return None
            above = SCALES[word]
            total, part = total + (part or Decimal(1)) * SCALES[word], Decimal(0)
    value = total + part
    return int(value) if value == value.to_integral_value() else None


def _halved(found: str) -> str:
    found = re.sub(r"three[-\s]quarters?", "threequarters", found)
    trailing = re.fullmatch(r"(.*)\s(thousand|million|billion|lakh|crore)\sand\sa\shalf", found, re.DOTALL)
    if trailing:  # "a million and a half"
        head = "one" if trailing[1] in ("a", "an") else trailing[1]
        return f"{head} half {trailing[2]}"
    found = re.sub(r"^an?[-\s]and[-\s]a[-\s]half", "one half", found)
    return found
