"""Who a pronoun, "the group" or "a monitor" is: the speaker that the text names elsewhere. Rule: codebook 3.4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from spacy.tokens import Doc

from onrecord.extract.credit.credit import Given
from onrecord.extract.credit.reporting import Credit
from onrecord.extract.credit.speakers import PRONOUNS, Kind, can_speak, kind_of, name_words
from onrecord.extract.grammar.sentences import Sentence
from onrecord.extract.grammar.tree import children
from onrecord.extract.lexis import lexicon as lex

_BACK = 4  # sentences looked back for the name behind a pronoun
_FAR = 40  # sentences looked over for a name that holds the noun itself
_AHEAD = 3  # sentences looked ahead for the name of "a monitor"
_KINDS = {
    "he": (Kind.PERSON,), "she": (Kind.PERSON,), "it": (Kind.BODY,), "they": (Kind.PEOPLE, Kind.BODY),
}  # fmt: skip
_PAPERS = lex.CREDIT_NOUNS | {"claim"}
_HOLDS_A_NAME = re.compile(r" [A-Z]|^[A-Z]\w+$")
_GENERIC = re.compile(
    r"(?:(?:[Aa]n?|[Tt]he|[\w-]+-based) )*(?:[a-z]+ )*(?P<kind>monitor|media)(?:s|ing (?:group|body))?$"
)


class Told(Protocol):
    """The sentences of one block."""

    sentences: Sequence[Sentence]

    def words(self, index: int) -> str: ...

    def doc(self, index: int) -> Doc: ...

    def given(self, index: int) -> Sequence[Given]: ...


def may_credit(words: str) -> bool:
    """Return whether `words` hold the stem of a word of reporting: never False where `credits_in` finds one."""
    lower = words.casefold()
    return any(stem in lower for stem in lex.SPEECH_STEMS)


def resolved(told: Told, index: int, credit: Credit, word: int | None = None) -> Credit:
    """Return `credit` of sentence `index` with the speaker its last word stands for, where the text names one.

    `word`: where its verb stands, if not in `credit`. A pronoun that stands for nobody leaves the figure credited to
    somebody unknown; a noun stays as it is.
    """
    at = word if word is not None else credit.verb.i if credit.verb is not None else 0
    if credit.stand_in is None:
        return _named_elsewhere(told, index, credit)
    found = _behind_pronoun if credit.stand_in in PRONOUNS else _behind_noun
    name = found(told, index, credit, at)
    if name is not None:
        return replace(credit, chain=(*credit.chain[:-1], name), stand_in=None)
    if credit.stand_in in PRONOUNS:
        return replace(credit, chain=credit.chain[:-1], hearsay=True, stand_in=None)
    return replace(credit, stand_in=None)


def _given(told: Told, index: int, before: int | None = None) -> list[Credit]:
    """Return the credits by name of sentence `index`, the last first; those before word `before` only."""
    own = [g for g in told.given(index) if g.credit.stand_in not in PRONOUNS]
    return [g.credit for g in reversed(own) if before is None or g.word < before]


def _before(told: Told, index: int, at: int, back: int) -> Iterator[Credit]:
    """Yield the credits by name before word `at`, in its own sentence and then back, the nearest first."""
    yield from _given(told, index, at)
    for earlier in range(index - 1, max(-1, index - 1 - back), -1):
        yield from _given(told, earlier)


def _behind_pronoun(told: Told, index: int, credit: Credit, at: int) -> str | None:
    kinds = _KINDS.get(credit.stand_in or "", tuple(Kind))
    if Kind.PERSON in kinds and len(kinds) == 1 and (named := _person_before(told, index)) is not None:
        return named
    nearest = list(_before(told, index, at, _BACK))
    fitting = next((c for c in nearest if c.kind in kinds or c.kind is None), None) or next(iter(nearest), None)
    if fitting is None:
        return None
    return (_behind_noun(told, index, fitting, at) if fitting.stand_in else None) or fitting.speaker


def _person_before(told: Told, index: int) -> str | None:
    """Return the one person whom the sentence before is about, where it credits nobody: "the mayor met reporters"."""
    if index == 0 or _given(told, index - 1):
        return None
    doc = told.doc(index - 1)
    roots = [t for t in doc if t.head == t]
    about = [s for r in roots for s in children(r, "nsubj") if kind_of(s) is Kind.PERSON and can_speak(s)]
    return name_words(about[0]) if len(about) == 1 else None


def _behind_noun(told: Told, index: int, credit: Credit, at: int) -> str | None:
    noun = credit.stand_in or ""
    called = [w for w in re.findall(r"\w+", (credit.speaker or "").casefold()) if w in lex.POINTERS and w != noun]
    alike = [c for word in (*called, noun) for c in _holding(told, index, word, at)]
    if alike:
        return next((c for c in alike if not _is_indefinite(c.speaker)), alike[0]).speaker
    nearest = [c for c in _before(told, index, at, _BACK) if c.stand_in is None]
    if noun in _PAPERS or noun == "source":
        return next((c.speaker for c in nearest), None)
    if _HOLDS_A_NAME.search(credit.speaker or ""):
        return None
    if noun in lex.SPOKESPEOPLE:
        return next((c.speaker for c in nearest if c.kind is Kind.PERSON), None)
    bodies = (c.speaker for c in nearest if c.kind is Kind.BODY and not _is_indefinite(c.speaker))
    return next(bodies, None) if noun in lex.GROUPS_BY_NAME else None


def _holding(told: Told, index: int, noun: str, at: int) -> Iterator[Credit]:
    """Yield the credits whose name holds `noun`, those before word `at` of sentence `index` first, then ahead."""
    for place in _nearest_first(told, index):
        if noun in told.words(place).casefold():
            for other in _given(told, place, at if place == index else None):
                name = (other.speaker or "").casefold()
                if re.search(rf"\b{re.escape(noun)}\b", name) and other.stand_in is None:
                    yield other


def _is_indefinite(name: str | None) -> bool:
    return (name or "").casefold().startswith(("a ", "an "))


def _nearest_first(told: Told, index: int) -> Iterator[int]:
    """Yield the sentences in which a full name may stand: back from `index`, then a few ahead."""
    yield from range(index, max(-1, index - _FAR), -1)
    yield from range(index + 1, min(len(told.sentences), index + 1 + _AHEAD))


def _named_elsewhere(told: Told, index: int, credit: Credit) -> Credit:
    """Return `credit` with the name behind "a monitor" or "local media", where the next sentences give it."""
    found = _GENERIC.match(credit.speaker or "") if credit.chain else None
    if found is None:
        return credit
    words = lex.SPEAKER_KINDS[found.group("kind")]
    ahead = range(index + 1, min(len(told.sentences), index + 1 + _AHEAD))
    for place in (*ahead, *range(index - 1, max(-1, index - 1 - _BACK), -1)):
        if not any(w in told.words(place).casefold() for w in words):
            continue
        for other in reversed(_given(told, place)):
            name = other.speaker or ""
            told_of = {w.casefold() for w in re.findall(r"\w+", name)} & words
            if told_of and re.search(r"(?<!^)\b[A-Z]", name) and not _is_indefinite(name):
                return replace(credit, chain=(*credit.chain[:-1], name), kind=other.kind)
    return credit
