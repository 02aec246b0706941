"""What neighbouring sentences lend to one another: credit, place and date. Rules: codebook 3.4, 4.2, 4.3."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Token

from onrecord.extract.credit.credit import Given, credits_in
from onrecord.extract.credit.credit_scope import CreditScope, Why
from onrecord.extract.credit.naming import may_credit
from onrecord.extract.credit.reporting import Credit
from onrecord.extract.grammar.sentences import Sentence
from onrecord.extract.grammar.tree import STRONG_PREPS
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.numbers.times import times_of
from onrecord.extract.setting.setting import Words, place_phrases
from onrecord.ports import Parser

_HELD = 12  # sentences whose parses are held: further back nothing looks
_TOGETHER = 32  # sentences parsed at once: more would not be faster, and all their parses are held
_PLACE_BACK = 3
_NAMES_PLACE = re.compile(  # a name soon behind a word that places name by
    rf"\b(?i:{'|'.join(sorted(STRONG_PREPS))})\s+(?:[\w'’-]+\s+){{0,6}}?[\"'“‘(]?\d*[A-ZÀ-ÖØ-ÞĀ-Ž]"
)
_SAID_ON = 18  # code points from a reporting verb to the day it is dated by


@dataclass(slots=True)
class Discourse:
    """The sentences of one block, parsed when asked for and once only.

    `expected`: those that will be asked for, in order. They are parsed some at once, which takes half the time.
    """

    text: str
    sentences: Sequence[Sentence]
    parser: Parser
    published: date | None = None
    expected: Sequence[int] = ()
    _docs: dict[int, Doc] = field(default_factory=dict)
    _places: dict[int, Sequence[tuple[Token, Words]]] = field(default_factory=dict)
    _given: dict[int, Sequence[Given]] = field(default_factory=dict)
    _scope: CreditScope = field(init=False)

    def __post_init__(self) -> None:
        self._scope = CreditScope(self)

    def words(self, index: int) -> str:
        """Return the text of sentence `index`, a blank for each line break that only wraps it."""
        return self.text[self.sentences[index].start : self.sentences[index].end].replace("\n", " ")

    def doc(self, index: int) -> Doc:
        """Return the parse of sentence `index`."""
        if index not in self._docs:
            for passed in [i for i in self._docs if i < index - _HELD]:
                del self._docs[passed]
            together = self._parsed_with(index)
            parsed = self.parser.parse_all([self.words(i) for i in together])
            self._docs.update(zip(together, parsed, strict=True))
        return self._docs[index]

    def named(self, index: int) -> Doc:
        """Return the parse of sentence `index` with its named entities marked. Costs as much as the parse itself.

        Only what looks for a place or a side asks for it: nothing that finds, counts or credits claims may read them.
        """
        doc = self.doc(index)
        return doc if doc.has_annotation("ENT_IOB") else self.parser.name(doc)

    def _parsed_with(self, index: int) -> Sequence[int]:
        """Return the sentences parsed together with `index`: the same ones, whichever of them is asked for first."""
        at = bisect_left(self.expected, index)
        if self.expected[at : at + 1] != [index]:
            return [index]
        return self.expected[at - at % _TOGETHER :][:_TOGETHER]

    def credit(self, index: int, own: Credit | None, trigger: Token | None = None) -> tuple[Credit | None, Why | None]:
        """Return the credit that covers what `trigger` says in sentence `index`, and what shows that it does."""
        return self._scope.cover(index, own, trigger)

    def given(self, index: int) -> Sequence[Given]:
        """Return whom sentence `index` credits with anything, in order. It is worked out once, without the parse."""
        if index not in self._given:
            self._given[index] = credits_in(self.doc(index)) if may_credit(self.words(index)) else ()
        return self._given[index]

    def day_before(self, index: int) -> str | None:
        """Return the day of the last attack told in the sentences before `index`: no spell, no statement's day."""
        for earlier in range(index - 1, max(-1, index - 1 - _PLACE_BACK), -1):
            words = self.words(earlier)
            if not any(w in words.casefold() for w in lex.MEANS_STEMS):
                continue
            days = [t for t in times_of(words) if t.kind == "point"]
            given = self.given(earlier) if days else ()
            for day in days:
                if not given or not follows_report(words, given[0].char, day.start):
                    return words[day.start : day.end]
        return None

    def places(self, index: int) -> Sequence[tuple[Token, Words]]:
        """Return the place phrases of sentence `index` with their prepositions, worked out once."""
        if index not in self._places:
            for passed in [i for i in self._places if i < index - _HELD]:
                del self._places[passed]
            self._places[index] = place_phrases(self.named(index))
        return self._places[index]

    def place_before(self, index: int) -> tuple[str | None, str | None]:
        """Return the last place named in the sentences before `index`, and "context"; (None, None) if there is none."""
        for earlier in range(index - 1, max(-1, index - 1 - _PLACE_BACK), -1):
            if _NAMES_PLACE.search(self.words(earlier)) is None:
                continue  # not parsed for nothing
            phrases = [w for p, w in self.places(earlier) if p.lower_ in STRONG_PREPS]
            if phrases:
                return phrases[0].text, "context"
        return None, None


def follows_report(words: str, verb: int, day: int) -> bool:
    """Tell whether a day stands right behind the reporting verb, and so dates the statement: "said on Sunday"."""
    return 0 <= day - verb < _SAID_ON and not any(mark in words[verb:day] for mark in ",;")
