"""How far a credit reaches over the sentences of a text: who covers one that names nobody, and why. Rule: codebook 3.4.

A credit opens with the words that give it and covers its own sentence. It goes on only while the text shows that it
does: inside its quotation, in a speaker's turn of a transcript, behind a colon, between two sentences of the same
speaker, or over a short companion figure. Another speaker, another place or day, and history close it.
"""

from __future__ import annotations

import re
from enum import Enum

from spacy.tokens import Doc, Token

from onrecord.extract.credit.naming import Told, resolved
from onrecord.extract.credit.reporting import Credit
from onrecord.extract.grammar.tree import STRONG_PREPS
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.lexis.prefilter import may_harm
from onrecord.extract.numbers.times import times_of

_OPENERS, _CLOSERS = "“«", "”»"
_MARKS = re.compile(f'["{_OPENERS}{_CLOSERS}]')
_OURS = frozenset({"we", "i"})
_AHEAD = 3  # sentences looked ahead for who speaks an open quotation
_SHORT = 14  # words of a companion figure: "Nine others were wounded, two of them badly."
_LABELS = re.compile(r"^(?:\[[^\]\n]{1,60}\] ?)+")
_LABEL = re.compile(r"\[([^\]\n]{1,60})\]")
_APART = re.compile(r"(?:separately|elsewhere|meanwhile|earlier|in (?:a|another) (?:separate|other))\b", re.IGNORECASE)


_FURTHER = re.compile(r"(?:at least |some |about )?(?:another|a further|(?:\w+ )?(?:more|others))\b", re.IGNORECASE)

_CONTINUES = re.compile(
    r"(?:(?:that|this|which) (?:brings|brought|takes|took|raises|raised)|(?:among|of) (?:the|those|them)\b)",
    re.IGNORECASE,
)


class Why(Enum):
    """What shows that a credit covers a sentence."""

    OWN = "its own words"
    QUOTATION = "an open quotation"
    TURN = "a turn in a transcript"
    COLON = "a colon before it"
    GOES_ON = "the same speaker goes on after it"
    COMPANION = "a companion of the figure before it"


class CreditScope:
    """Who speaks in each sentence of one block, worked out when asked for."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self._open: list[bool] = []
        self._turns: list[str | None] = []

    def cover(self, index: int, own: Credit | None, trigger: Token | None = None) -> tuple[Credit | None, Why | None]:
        """Return the credit that covers what `trigger` says in sentence `index`, and what shows it; else (`own`, None).

        `own`: what the sentence's own words credit.
        """
        if own is not None and own.chain and own.stand_in not in _OURS:
            return resolved(self.told, index, own), Why.OWN
        if (credit := self._quotation(index, trigger)) is not None:
            return credit, Why.QUOTATION
        if (turn := self._turn(index)) is not None:
            return Credit((turn,)), Why.TURN
        if own is not None and own.chain:
            return None, None  # "we can report": the outlet itself speaks
        if (credit := self._behind_colon(index)) is not None:
            return credit, Why.COLON
        if (credit := self._going_on(index, trigger)) is not None:
            return credit, Why.GOES_ON
        if trigger is not None and (credit := self._companion(index)) is not None:
            return credit, Why.COMPANION
        return own, Why.OWN if own is not None else None

    # ---- Quotations

    def quoted(self, index: int) -> bool:
        """Return whether sentence `index` begins inside a quotation that an earlier sentence opened."""
        if not self._open:
            inside, paragraph = False, -1
            for number, sentence in enumerate(self.told.sentences):
                words = self.told.words(number)
                if sentence.paragraph != paragraph and words[:1] not in '"“':
                    inside = False
                paragraph = sentence.paragraph
                self._open.append(inside)
                inside = _inside_after(words, inside)
        return self._open[index]

    def _quotation(self, index: int, trigger: Token | None) -> Credit | None:
        words = self.told.words(index)
        within = trigger is not None and words[:1] in '"“' and _inside_after(words[: trigger.idx], inside=False)
        if not self.quoted(index) and not within:
            return None
        last = min(len(self.told.sentences), index + _AHEAD)
        for later in range(index, last):
            if later > index and not self.quoted(later):
                break
            outside = self._outside(later)
            if outside:
                return outside[0]
        for earlier in range(index - 1, max(-1, index - 1 - 2 * _AHEAD), -1):
            if outside := self._outside(earlier):
                return outside[-1]
        return None

    def _outside(self, index: int) -> list[Credit]:
        """Return the credits of sentence `index` that stand outside quotation marks, each with its name."""
        given = self.told.given(index)
        if not given:
            return []
        words, start = self.told.words(index), self.quoted(index)
        free = [g for g in given if not _inside_after(words[: g.char], start)]
        named = [resolved(self.told, index, g.credit, g.word) for g in free]
        return [c for c in named if c.chain]

    # ---- Transcripts

    def _turn(self, index: int) -> str | None:
        if not self._turns:
            speaker: str | None = None
            for number, sentence in enumerate(self.told.sentences):
                words = self.told.words(number)
                fresh = number == 0 or sentence.paragraph != self.told.sentences[number - 1].paragraph
                labels = _LABEL.findall(found.group()) if fresh and (found := _LABELS.match(words)) else []
                named = [w for w in labels if w.split()[0].casefold() not in lex.STAGE and not w[:1].islower()]
                speaker = named[-1] if named else None if any(_starts(w, "begin") for w in labels) else speaker
                self._turns.append(None if speaker is None or speaker.casefold() in lex.ASKERS else speaker)
                if any(_starts(w, "end") for w in _LABEL.findall(words)):
                    speaker = None
        return self._turns[index]

    # ---- Neighbours

    def _behind_colon(self, index: int) -> Credit | None:
        first = index
        while first > 0 and self.told.sentences[first - 1].paragraph == self.told.sentences[index].paragraph:
            if self.told.words(first - 1).endswith(":"):
                break
            first -= 1
        if first == 0 or (first != index and self.told.words(first - 1).endswith(":") is False):
            return None
        before = self.told.words(first - 1)
        given = self._outside(first - 1) if before.endswith(":") else []
        return given[-1] if given and not given[-1].denied else None

    def _standing(self, index: int, back: int = _AHEAD) -> Credit | None:
        """Return the credit that stands when sentence `index` begins: that of the one before, or what covers it."""
        before = index - 1
        if before < 0 or self.told.sentences[before].paragraph != self.told.sentences[index].paragraph:
            return None
        if given := self._outside(before):
            return None if given[-1].denied else given[-1]
        return self._companion(before, back - 1) if back > 1 else None

    def _going_on(self, index: int, trigger: Token | None) -> Credit | None:
        """Return the speaker before the sentence who, by "he added", still speaks in it or behind it."""
        here = self.told.sentences[index].paragraph
        same = [s.paragraph == here for s in self.told.sentences[max(0, index - 1) : index + 2]]
        if index == 0 or not same[0]:
            return None
        own = self.told.given(index)
        if own and trigger is not None:
            added = next((g for g in own if g.word > trigger.i and g.goes_on), None)
            return None if added is None else resolved(self.told, index, added.credit, added.word)
        following = self.told.given(index + 1) if len(same) == 3 and same[2] else ()
        if not following or following[0].credit.stand_in is None:
            return None
        credit = resolved(self.told, index + 1, following[0].credit, following[0].word)
        before = self._standing(index)
        return credit if before is not None and credit.chain and credit.speaker == before.speaker else None

    def _companion(self, index: int, back: int = _AHEAD) -> Credit | None:
        """Return who still speaks, if sentence `index` only adds a figure, with no place or day of its own."""
        words = self.told.words(index)
        if index == 0 or _APART.match(words) or self.told.given(index):
            return None
        if not _CONTINUES.match(words):
            doc = self.told.doc(index)
            elsewhere = _says_where(doc) and _FURTHER.match(words) is None
            plain = len(doc) <= _SHORT and any(t.like_num for t in doc[:5])
            another_day = any(t.kind not in ("duration", "so_far") for t in times_of(words))
            if another_day or elsewhere or not plain:
                return None
        return self._standing(index, back) if self._tells_harm(index) else None

    def _tells_harm(self, index: int) -> bool:
        return any(may_harm(self.told.words(i)) for i in range(max(0, index - _AHEAD), index))


def _says_where(doc: Doc) -> bool:
    """Tell whether a sentence names a place: read without a model of names."""
    placed = [p for p in doc if p.lower_ in STRONG_PREPS | {"at"}]
    return any(o.pos_ == "PROPN" for p in placed for o in p.children if o.dep_ == "pobj")


def _starts(label: str, word: str) -> bool:
    return label.casefold().startswith(word)


def _inside_after(words: str, inside: bool) -> bool:
    for mark in _MARKS.finditer(words):
        char = mark.group()
        if char in _OPENERS:
            inside = True
        elif char in _CLOSERS:
            inside = False
        else:
            inside = not inside
    return inside
