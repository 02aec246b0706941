"""What stands around number words and makes them something else than a figure: ages, dates, money, measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.numbers import figure_words as words
from onrecord.extract.numbers.figure_atoms import Atom, digit_value

WINDOW = 56  # how far back the context is read; enough for "between April 4 and April 16"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = rf"(?:{words.MONTHS})"
_DAYNAME = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\\b"
_NUMBER = r"[\w-]{1,12}"

# name, what stands before (anchored at its end), what stands after (anchored at its start); both must hold.
_RULES: tuple[tuple[str, str, str], ...] = (
    ("money", rf"(?:{words.CURRENCY_SIGN}|\b(?:{words.CURRENCY_CODE})\s?)$", ""),
    ("money", "", rf"(?i:[-\s]{{1,2}}(?:of\s)?(?:{words.CURRENCY})\b)"),
    ("money", "", words.CURRENCY_SIGN),
    ("percent", "", rf"(?i:[-\s]{{0,2}}(?:{words.PERCENT}))"),
    ("age", r"(?i:\b(?:aged?|ages)\s)$", ""),
    (
        "age",
        r"(?i:\b(?:aged|ages?)\s(?:just |only )?(?:between |from |under |over )?"
        rf"(?:{_NUMBER}(?:, | and | to | or |-|–|, and ))*)$",
        "",
    ),
    ("age", rf"(?i:\b(?:between|from) the ages of (?:{_NUMBER}(?: and | to ))?)$", ""),
    (
        "age",
        r"(?i:\b(?:children|boys|girls|those|anyone|minors|people|everyone|kids|women|men) "
        r"(?:under|over|younger than|older than|below|above) )$",
        r"(?!\s[a-z])|\s(?:years|and|were|are|have|had|who)\b",
    ),
    ("age", r"(?i:\b(?:ages?|person|child|girl|boy|anyone) (?:under|below|over|above) )$", ""),
    (
        "age",
        r"(?i:\b(?:under|below) )$",
        rf"(?:(?<=\W[1-9])|(?<=\W[12]\d)|(?<=\W30)|(?<=[a-z]{{3}}))(?!\s(?:[a-z]+ )?(?:{words.PEOPLE})\b)",
    ),
    ("age", "", r"(?i:[-\s](?:and-a-half-)?(?:years?|months?|weeks?|days?)[-\s]olds?\b)"),
    ("age", r"(?i:\b(?:in|into) (?:his|her|their) (?:early |mid-?|late )?)$", r"s\b"),
    (
        "age",
        rf"(?:\b(?!{_DAYNAME})[A-Z][\w'’-]+|\b(?:{words.KIN})), ?$",
        r"(?<=\b\d)(?=X)|(?<=\b\d\d)(?=X)".replace("X", r", (?!including|among)|[.;)]|,?$| –| —| - "),
    ),
    ("age", rf"(?:\b[A-Z][\w'’-]+|\b(?:{words.KIN})) \($", r"(?:(?: or | to |-|–)\d{1,2})?\)"),
    ("date", rf"\b{_MONTH}\s$", r"(?!,?\d)"),
    ("date", rf"\b{_MONTH}\s{_DAY}(?:\s?(?:-|–|to|and|or|&)\s?)$", rf"(?!\s(?:{words.PEOPLE})\b)"),
    ("date", rf"\b{_MONTH}\s{_DAY},?\s$", r"(?<=\b\d{4})(?!\d)"),
    ("date", "", rf"(?:st|nd|rd|th)?\s(?:of )?{_MONTH}\b"),
    ("date", r"\b(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|SEPT|OCT|NOV|DEC) $", r"(?<=\b\d\d)(?! [a-zA-Z]{3})"),
    ("age", r"(?i:\bturn(?:ed|s|ing) )$", r"(?! [a-z]+s\b)"),
    ("designator", "", r"(?i:[- ](?:and \d+ )?blocks? of\b)"),
    ("designator", "", r"(?i:[- ](?:battalion|brigade|division|regiment|squadron|corps)\b)"),
    ("date", r"\bthe $", r"(?:st|nd|rd|th) (?:of )"),
    ("time", "", r"(?i:\s?[ap]\.?m\b\.?|\s?(?:GMT|UTC|BST|CET|EST|EDT|IST|hours local|hrs|o['’]clock|local time)\b)"),
    ("time", r"(?i:\b(?:half|quarter) past )$", ""),
    (
        "time",
        r"(?i:\bat (?:about |around |approximately )?)$",
        r"(?i:(?:(?<=\b[01]\d[0-5]\d)|(?<=\b2[0-3][0-5]\d))(?:[,.;]|$| (?:when|on|in|today|local)\b))",
    ),
    ("identifier", r"=[\"']$", ""),
    ("identifier", r"\d-$", r"(?=-\d)"),
    ("identifier", "", r"-\d{1,5}-\d"),
    ("ordinal", "", r"(?i:(?:st|nd|rd|th)\b)"),
    ("date", "", r"s\b"),
    ("designator", rf"\b(?:{words.DESIGNATORS})\s?$", ""),
    (
        "share",
        "",
        r"(?i: (?:in|out of) (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\b"
        r"(?! [a-z])|(?:(?<=\bone)|(?<=\b1)) (?:in|out of) (?:every )?"
        r"(?:three|four|five|six|seven|eight|nine|ten|\d{1,3})\b"
        r"(?! (?:villages|towns|cities|attacks|strikes|raids|incidents|houses|places|separate|different|days)\b))",
    ),
    (
        "share",
        r"(?i:\b(?:one|two|three|nine|\d+) (?:in|out of) (?:every )?)$",
        r"(?!\s(?:villages|towns|cities|attacks|separate|different))",
    ),
    ("measure", "", rf"(?i:[-\s\u00a0]{{0,2}}(?:of )?{words.MEASURE_GLUE}(?:{words.MEASURE})(?![\w]))"),
    ("unclear", "", r"\s(?:\d/\d)|\s?[½¼¾⅓⅔]"),
    ("whole", r"(?i:\b(?:none|neither|not one|not a single one) of (?:the|these|those|its|his|their) )$", ""),
    ("score", "", r"(?i:\s(?:win|victory|defeat|lead|loss|draw|vote|majority)\b)"),
    ("reference", r"\[$", r"\]"),
    ("list", r"(?:^|\n)\s*\(?$", r"[.)](?:\s|$)"),
    ("idiom", r"(?i:\bground )$", ""),
)
_COMPILED = tuple((n, re.compile(a) if a else None, re.compile(b) if b else None) for n, a, b in _RULES)
_AFTER_MONTH = re.compile(rf"\b{_MONTH}\s$")
_DAY_THEN = re.compile(r"(\d{1,2}) (?=\d)")
_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_COMPOUND = re.compile(rf"[-‑](?!(?:plus|odd|to|or|and|{'|'.join(words.SMALL)})\b)[^\W\d_]{{2,}}")
_PEOPLE = re.compile(
    rf"\s(?:[a-z]+ (?!(?:killed|wounded|injured|displaced|missing|dead|were|have|had|are|was)\b))?(?:{words.PEOPLE})\b"
)
_IN_DAY = re.compile(r"(?i:\b(?:the|that|same|later in the|next) day )$")
_IN_MONTH = re.compile(rf"(?i:\b(?:in|since|during|by|until|last|early|late|mid|this))[\s-]{_MONTH}\s$")
_YEAR_LEFT = re.compile(
    r"(?:\b(?i:in|since|of|from|by|until|till|during|early|late|mid|before|after|through|throughout|year|spring|summer|"
    r"autumn|fall|winter|and|to|the|its|a|this|back in|between|late-|early-|mid-)"
    rf"|{_MONTH},?|['’]s|[(–/-])\s?$"
)
_ONE_IDIOM = re.compile(r"\s(?:another|by one|day|time|side|way|point|such|month|year|hand|thing|where)\b|-")
_ONE_LEFT = re.compile(r"(?i:\b(?:this|which|the|each|every|number|day) )$")
_NO_NOUN = re.compile(
    r"\s*(?:[.,;:!?)\]\"'”]|$)|\s(?:who|that|which|is|was|in|on|to|has|had|we|I|they|he|she|it|with)\b"
)
_ONE_OF = re.compile(r"\sof\s(?:the|its|his|her|their|our|these|those)\b")
_BEST = re.compile(
    r"\sof\s\w+(?:['’]s)?\s(?:[\w'’-]+\s){0,2}?(?:most|least|worst|best|main|major|leading|few|top|\w{3,}est)\b"
)
_ZERO_IDIOM = re.compile(r"[-\s](?:tolerance|hour|sum|point|waste|emissions?|in\b|degrees)")
_SILENT = re.compile(rf"(?i)\s(?:(?:[a-z]+)\s){{0,2}}?(?:{words.SILENT_NOUNS})\b|\simmediate\s")
_UNCLEAR_LEFT = re.compile(r"\d[.,:/]$")
_UNCLEAR_RIGHT = re.compile(r"[,:/.]\d|[^\W\d_]|_")
# "2.5m" is million before people or at the end of a clause; "100m from the school" is not, "within 100m" is open.
_MILLION = re.compile(rf"{_PEOPLE.pattern}|\s(?:of|more|[A-Z])|(?<=\.\dm)(?=[.,;:)]|$)")
_METRES = re.compile(
    r"\s(?:from|away|deep|high|wide|long|tall|above|below|apart|walls?|fence|tunnels?|radius|north|south|east|west|off|"
    r"into|inside|outside|race|sprint|underground)\b"
)
_QUESTION = re.compile(r"(?i:\b(?:how|so|too) )$")
_AS_MANY = re.compile(r"(?i:\bas )$"), re.compile(r"(?i:(?:\s[\w-]+){0,3}\sas\b|\s?[.,;:)])")
_NOT_SOME = re.compile(
    r"\s(?:of\b(?!\s(?:the(?:m|se|ir)?|those|his|her|its|whom)\b)|time|extent|degree|point|sort|kind|form|way|ways|parts?|places?|cases?|reports?|day|days|"
    r"hours|weeks|months|years|say|said|are|were|is|have|had|progress|areas|one|thing|other|more|observers|analysts|in\b|\d)"
)


def regrouped(text: str, atom: Atom) -> Iterator[Atom]:
    """Yield `atom` with its digit groups read by what stands around them.

    A lone dot before three digits is a separator only before people or things ("1.266 people"): a count of these has
    no thousandths. A space after a month's day parts two numbers ("On April 4 121 people").
    """
    found = text[atom.start : atom.end]
    parted = _DAY_THEN.match(found)
    if parted and atom.digits and _AFTER_MONTH.search(text[max(0, atom.start - WINDOW) : atom.start]):
        day = int(parted[1])
        yield Atom(atom.start, atom.start + parted.end(1), "number", day, day, digits=True)
        value = digit_value(found[parted.end() :])
        whole = value is not None and value == value.to_integral_value()
        number = int(value) if value is not None and whole else None
        start = atom.start + parted.end()
        yield Atom(start, atom.end, "number" if whole else "decimal", number, number, digits=True)
    elif atom.kind in ("decimal", "number") and _DOTTED.fullmatch(found) and _PEOPLE.match(text, atom.end):
        thousands = int(found.replace(".", ""))
        yield replace(atom, kind="number", low=thousands, high=thousands)
    else:
        yield atom


def distraction(text: str, atom: Atom) -> str | None:
    """Return what `atom` is instead of a figure ("age", "date", "money", ...), or None if it may be a figure.

    Rule: codebook 2.3.
    """
    if atom.kind in ("number", "decimal"):
        return _of_number(text, atom)
    if atom.kind == "none":
        return _of_none(text, atom)
    left = text[max(0, atom.start - WINDOW) : atom.start]
    if atom.kind == "some":
        return "some" if _NOT_SOME.match(text, atom.end) else None
    if atom.kind == "vague":
        if text[atom.start : atom.end].lower() == "many" and _asks(text, atom, left):
            return "question"
        return _by_rule(text, atom, left, only=("money", "percent", "measure", "age"))
    return atom.kind


_AS_STATE = re.compile(r"\s(?:were |are )?(?:killed|wounded|injured|hurt|dead|missing|others?)\b", re.IGNORECASE)


def _asks(text: str, atom: Atom, left: str) -> bool:
    """Tell whether "many" compares or asks ("how many", "as many as"); in "as many people are hurt" it counts."""
    before, after = _AS_MANY
    return bool(
        _QUESTION.search(left)
        or (before.search(left) and (after.match(text, atom.end) or _AS_STATE.match(text, atom.end)))
    )


def _of_number(text: str, atom: Atom) -> str | None:
    left = text[max(0, atom.start - WINDOW) : atom.start]
    found = text[atom.start : atom.end]
    people = _PEOPLE.match(text, atom.end)
    month = people and (_IN_MONTH.search(left) or _IN_DAY.search(left))
    named = None if month else _by_rule(text, atom, left)
    if named:
        return named
    if atom.digits:
        shaped = _of_digits(text, atom, left, found)
        if shaped:
            return shaped
    elif found.lower() == "one":
        return _of_one(text, atom, left)
    if _COMPOUND.match(text, atom.end):
        return "compound"
    return "decimal" if atom.kind == "decimal" else None


def _by_rule(text: str, atom: Atom, left: str, only: tuple[str, ...] = ()) -> str | None:
    for name, before, after in _COMPILED:
        if only and name not in only:
            continue
        if (after is None or after.match(text, atom.end)) and (before is None or before.search(left)):
            return name
    return None


def _of_digits(text: str, atom: Atom, left: str, found: str) -> str | None:
    if found[-1] in "mM":
        if _METRES.match(text, atom.end):
            return "measure"
        if not _MILLION.match(text, atom.end) or "," in found:
            return "unclear"
    if _UNCLEAR_LEFT.search(left) or _UNCLEAR_RIGHT.match(text, atom.end):
        return "unclear"
    if " " in found and re.fullmatch(r"[\d ]+", found) and re.search(r"\b[A-Z][\w.]*\s$", left):
        return "unclear"  # "On April 4 121 people", "Flight 17 298 passengers": two numbers or one
    if len(found) == 4 and found.isdigit() and 1000 <= (atom.low or 0) <= 2100:
        return _of_year(text, atom, left)
    if len(found) > 1 and found[0] == "0" and found.isdigit():
        return "identifier"
    return None


def _of_year(text: str, atom: Atom, left: str) -> str | None:
    before, people = _YEAR_LEFT.search(left), _PEOPLE.match(text, atom.end)
    noun = re.match(r"\s[a-z]", text[atom.end : atom.end + 2])
    value = atom.low or 0
    if before and not people and (value >= 1900 or not noun):
        return "date"
    if (
        before
        and people
        and 1900 <= value <= 2100
        and value != 2000
        and re.search(r"(?i:\b(?:in|since|by|of) )$", left)
    ):
        return "date"
    return "date" if value >= 1900 and not noun and left[-1:] in ("", " ", "(") and _bare(left) else None


def _bare(left: str) -> bool:
    return not re.search(
        r"(?i:\b(?:than|least|to|about|around|some|over|nearly|almost|killed|wounded|injured) )$", left
    )


def _of_one(text: str, atom: Atom, left: str) -> str | None:
    if _ONE_IDIOM.match(text, atom.end) and not _PEOPLE.match(text, atom.end):
        return "idiom"
    if _BEST.match(text, atom.end):
        return "superlative"
    if _ONE_OF.match(text, atom.end):
        return None
    if _ONE_LEFT.search(left) and _NO_NOUN.match(text, atom.end):
        return "idiom"
    return None


def is_pronoun(text: str, atom: Atom) -> bool:
    """Return whether `atom` is "one" of a named group ("one of the wounded"): who it is, the caller must see."""
    return text[atom.start : atom.end].lower() == "one" and bool(_ONE_OF.match(text, atom.end))


def _of_none(text: str, atom: Atom) -> str | None:
    found = text[atom.start : atom.end].lower()
    if found == "zero" and _ZERO_IDIOM.match(text, atom.end):
        return "idiom"
    if found == "zero":
        left = text[max(0, atom.start - WINDOW) : atom.start]
        return _by_rule(text, atom, left)
    if found == "no" and _SILENT.match(text, atom.end):
        return "silence"
    if found == "none" and re.match(r"\sother\b|\sthe\b|\stoo\b", text[atom.end : atom.end + 8]):
        return "idiom"
    return None
