"""The figures of a text: every number that may count persons or things, with its bounds and its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.extract.numbers import figure_words as words
from onrecord.extract.numbers.figure_atoms import ANY, Atom, atoms
from onrecord.extract.numbers.figure_bounds import bounds, half_unit, implied
from onrecord.extract.numbers.figure_context import WINDOW, distraction, is_pronoun, regrouped
from onrecord.model.count import Count, Qualifier

__all__ = ["Figure", "bounds", "find_figures", "half_unit", "implied"]

Kind = Literal["number", "vague", "none", "pronoun", "distractor"]


MOST_COUNTED = 10_000_000_000  # more than all people: a slip of the keyboard or of the scanner, never a count


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: code points of the number words (`start`, `end`) and of these with qualifiers (`span_*`).

    `count` is None for a distractor only; `distractor` then says what it is (age, date, money, percent, ...).
    Kind "pronoun" is "one of the ...": a count of 1, if what it is one of is what the caller counts.
    """

    start: int
    end: int
    span_start: int
    span_end: int
    count: Count | None
    kind: Kind
    distractor: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """An atom, or a range of two, on its way to a Figure."""

    atom: Atom
    distractor: str | None
    is_range: bool = False


def find_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures and distractors of `text` in order of place; none overlap.

    The number's words are `text[start:end]` and `count.number`. Rule: codebook 2.1 and 2.3, policy `codebook/1`.
    """
    if ANY.search(text) is None:
        return ()
    read = (part for a in atoms(text) for part in regrouped(text, a))
    parts = [p for p in (_Part(a, distraction(text, a)) for a in read) if p.distractor != "question"]
    floor = 0
    found: list[Figure] = []
    for part in _joined(text, parts):
        figure = _figure(text, part, floor)
        while found and found[-1].count is None and found[-1].start >= figure.span_start:
            found.pop()  # "a third" in "a third of the 30" is read as one with its number
        floor = figure.span_end
        found.append(figure)
    return tuple(found)


_LINK = re.compile(
    r"(?:[-–‑]|\s[-–]\s|\s?(?:to|or|and|through|till|until)\s|-to-|-or-)"
    r"(?P<q>(?:(?:well |far |much )?(?:over|more than|at least|above)|about|around|some|nearly|almost|as many as|up to|"
    r"perhaps|possibly|even)\s)?",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\s(?!(?:killed|wounded|injured|displaced|missing|dead|were|was|are|ha)\b)(?:{words.PEOPLE})\b")
_BETWEEN = re.compile(r"(?i:\b(?:between|anywhere from|from between) (?:about |around |some |an estimated )?)$")
_RISE = re.compile(
    rf"(?i:\b(?:{words.CHANGE})\w*\W(?:[^.;\n]{{0,32}}\s)?(?:from|by) (?:about |around |some |at least |more than )?)$"
)
_FELL_FROM = re.compile(r"(?i:\bto [\w,.-]{1,12},? from )$")


def _joined(text: str, parts: Sequence[_Part]) -> Iterator[_Part]:
    """Yield `parts` with ranges made one: "15 to 20", "between 15 and 20", "4-16 April"."""
    index = 0
    while index < len(parts):
        part = parts[index]
        following = parts[index + 1] if index + 1 < len(parts) else None
        merged = _merge(text, part, following) if following else None
        yield merged or _changed(text, part, following)
        index += 2 if merged else 1


def _link(text: str, a: Atom, b: Atom) -> re.Match[str] | None:
    return _LINK.fullmatch(text, a.end, b.start) if b.start - a.end <= 24 else None


def _merge(text: str, first: _Part, second: _Part) -> _Part | None:
    a, b = first.atom, second.atom
    link = _link(text, a, b)
    if link is None:
        return None
    word = link.group().strip(" -–‑\u00a0").lower().split(" ")[0]
    if second.distractor or first.distractor:
        return _merge_distractors(text, first, second, word)
    left = text[max(0, a.start - WINDOW) : a.start]
    if a.low is None or b.low is None or a.kind != "number" or b.kind != "number" or _RISE.search(left):
        return None
    if word == "and" and not _BETWEEN.search(left):
        return None
    if " " in link.group() and not word and not (a.digits and b.digits and _COUNTED.match(text, b.end)):
        return None  # "killed 12 - 15 wounded"
    if not word and _telephone(text, a, b):
        return _Part(replace(a, end=b.end), "identifier")
    low = _shared_scale(text, a, b)
    if b.low <= low:
        scored = not word and a.digits and b.digits
        return _Part(replace(a, end=b.end), "score") if scored else None
    opened = link["q"] and re.search(r"over|more|least|above", link["q"], re.IGNORECASE)
    return _Part(Atom(a.start, b.end, "number", low, None if opened else b.low, a.digits), None, is_range=True)


def _telephone(text: str, a: Atom, b: Atom) -> bool:
    """Return whether three digits, a hyphen and four digits are no range: unless round and before a noun."""
    if not (b.digits and a.end - a.start == 3 and b.end - b.start == 4):
        return False
    return (b.low or 0) % 50 != 0 or re.match(r"\s[a-z]", text[b.end : b.end + 2]) is None


def _merge_distractors(text: str, first: _Part, second: _Part, word: str) -> _Part | None:
    if first.distractor == second.distractor or (not first.distractor and second.distractor in _SPREADS):
        if word == "and" and not _same_form(text, first.atom, second.atom):
            return None
        return _Part(replace(first.atom, end=second.atom.end), second.distractor)
    carried = {"date": ("",), "money": ("", "to"), "age": ("", "to", "or")}  # "2019-20", "$300 to 350", "(2 or 3)"
    if second.distractor is None and word in carried.get(first.distractor or "", ()):
        return _Part(replace(first.atom, end=second.atom.end), first.distractor)
    return None


_SPREADS = {"percent", "money", "measure", "age", "date", "time", "score", "compound", "decimal"}


def _same_form(text: str, a: Atom, b: Atom) -> bool:
    return a.digits == b.digits and not re.search(r"[,.]", text[a.start : a.end])


def _shared_scale(text: str, a: Atom, b: Atom) -> int:
    """Return the low end of a range: in "2-3 million" and "two to three dozen" both ends take the scale."""
    low = a.low or 0
    scale = re.search(r"(hundred|thousand|million|billion|dozen|lakh|crore|mn|bn|[km])$", text[b.start : b.end], re.I)
    own = re.search(r"(hundred|thousand|million|billion|dozen|lakh|crore|mn|bn|[km])$", text[a.start : a.end], re.I)
    if scale and not own and b.low is not None:
        scaled = low * words.SCALES[scale.group().lower()]
        return scaled if scaled < b.low else low
    return low


def _changed(text: str, part: _Part, following: _Part | None) -> _Part:
    """Return `part`, as an earlier value where the text tells a change: "rose from 100 to 121"."""
    if part.distractor or part.atom.kind != "number":
        return part
    left = text[max(0, part.atom.start - WINDOW) : part.atom.start]
    onward = following and re.search(r"\bto\b", text[part.atom.end : min(following.atom.start, part.atom.end + 40)])
    if (_RISE.search(left) and onward) or _FELL_FROM.search(left):
        return replace(part, distractor="earlier_value")
    return part


_LEFT = {q: "|".join(p.replace(" ", r"\s{1,2}") for p in phrases) for q, phrases in words.LEFT}
_ANY_LEFT = "|".join(f"(?:{p})" for p in _LEFT.values())
_STEP = rf"(?:{words.BOOSTERS}(?:(?<!\w)(?:{_ANY_LEFT}))(?:\s{{1,2}}|(?<=[~≈<>≥≤])|$)(?:{words.FILLERS}\s)*)"
_BEFORE = re.compile(rf"(?<![\w-])((?:{_STEP}){{1,3}})(?:between |from |anywhere from )?$".replace(" ", r"\s"), re.I)
_BETWEEN_ABOUT = re.compile(
    r"(?<!\w)(?:between|from|anywhere from)\s(?:about\s|around\s|some\s|an estimated\s)?$", re.I
)
_EACH = tuple((q, re.compile(rf"(?<!\w)(?:{p})(?!\w)", re.I)) for q, p in _LEFT.items())
_PREPOSITION = re.compile(rf"\b(?:{words.NOT_BOUND})\s(?:over|about|around|above|under)\s$", re.I)
_AFTER: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    (Qualifier.AT_LEAST, re.compile(r"\+(?!\d)|-plus\b|\s(?:or|and) (?:more|over|above)\b|\splus\b(?!\s\w)", re.I)),
    (Qualifier.ABOUT, re.compile(r"\sor so\b|-odd\b|\sodd\b|\sgive or take\b|-ish\b", re.I)),
    (Qualifier.UP_TO, re.compile(r"\sor (?:fewer|less)\b|\sat (?:the )?most\b", re.I)),
)
_MOST_OF = re.compile(r"(?i:\bmost of (?:the |those |these |their |its |his |some )?)$")
_SHARE_OF = re.compile(
    r"(?i:\b(half|a third|a quarter|two[- ]thirds|three[- ]quarters) of (?:the |those |these |their |its |his )?)$"
)
_OVER = re.compile(r"\b(?:more than|over|well over) $", re.IGNORECASE)
_SHARES = {"half": (1, 2), "a third": (1, 3), "a quarter": (1, 4), "two thirds": (2, 3), "three quarters": (3, 4)}


def _figure(text: str, part: _Part, floor: int) -> Figure:
    atom = part.atom
    if part.distractor is None and (atom.low or 0) > MOST_COUNTED:
        part = replace(part, distractor="unclear")
    if part.distractor:
        return Figure(atom.start, atom.end, atom.start, atom.end, None, "distractor", part.distractor)
    low, high = atom.low or 0, atom.high
    left = text[max(floor, atom.start - WINDOW) : atom.start]
    if atom.kind == "none" or (low, high) == (0, 0):
        return _made(text, atom, (atom.start, atom.end), (0, 0, Qualifier.NONE_REPORTED), "none")
    whole = _of_whole(text[max(0, atom.start - WINDOW) : atom.start], low, high)
    if whole:
        return _made(text, atom, (atom.start - whole[0], atom.end), (*whole[1:], Qualifier.INDEFINITE), "number")
    start, end, qualifiers = _qualified(text, atom, left)
    low, high, kept = bounds(low, high, qualifiers)
    if part.is_range and kept is Qualifier.INDEFINITE:
        kept = Qualifier.RANGE
    if atom.kind == "vague" and kept in (Qualifier.EXACT, Qualifier.RANGE):
        kept = Qualifier.INDEFINITE
    if text[end - 1 : end] == "+":
        atom = replace(atom, end=end)
    kind: Kind = "vague" if atom.kind in ("vague", "some") else "number"
    return _made(text, atom, (start, end), (low, high, kept), "pronoun" if is_pronoun(text, atom) else kind)


def _made(text: str, atom: Atom, span: tuple[int, int], read: tuple[int, int | None, Qualifier], kind: Kind) -> Figure:
    low, high, qualifier = read
    number, wording = text[atom.start : atom.end], text[span[0] : span[1]]
    return Figure(atom.start, atom.end, *span, Count(low, high, qualifier, number, wording, words.POLICY), kind)


def _of_whole(left: str, low: int, high: int | None) -> tuple[int, int, int] | None:
    """Return how long the words are before the number, low and high, for "most of the 20" and "half of the 20"."""
    if low != high:
        return None
    most = _MOST_OF.search(left)
    if most and low > 1:
        return len(left) - most.start(), low // 2 + 1, low
    share = _SHARE_OF.search(left)
    if share:
        over, under = _SHARES[share[1].lower().replace("-", " ")]
        if more := _OVER.search(left[: share.start()]):  # "more than half of the 40"
            return len(left) - more.start(), low * over // under + 1, low
        return len(left) - share.start(), low * over // under, -(-low * over // under)
    return None


def _qualified(text: str, atom: Atom, left: str) -> tuple[int, int, list[Qualifier]]:
    """Return the span with its qualifiers, and these innermost first."""
    start, end, found = atom.start, atom.end, []
    for qualifier, pattern in _AFTER:
        after = pattern.match(text, atom.end)
        if after:
            end, found = after.end(), [qualifier]
            break
    between = _BETWEEN_ABOUT.search(left)
    before = None if _PREPOSITION.search(left) else _BEFORE.search(left)
    if before:
        start = atom.start - (len(left) - before.start())
        found += _named(before[1])[::-1]
    elif between and atom.kind == "number" and atom.low != atom.high:
        start = atom.start - (len(left) - between.start())
    return start, end, found


def _named(phrase: str) -> list[Qualifier]:
    """Return the qualifiers of `phrase` in the order of its words, the longer reading first ("no fewer than")."""
    hits = sorted((m.start(), -m.end(), q) for q, pattern in _EACH for m in pattern.finditer(phrase))
    kept: list[Qualifier] = []
    reach = 0
    for begin, end, qualifier in hits:
        if begin >= reach:
            kept.append(qualifier)
            reach = -end
    return kept
