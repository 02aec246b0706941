"""What neighbouring sentences lend to one another: credit, place and date. Rules: codebook 3.4, 4.2, 4.3."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc

from onrecord.extract import lexicon as lex
from onrecord.extract.credit import GROUPS, PRONOUNS, Credit, any_credit
from onrecord.extract.sentences import Sentence
from onrecord.extract.setting import STRONG_PREPS, place_phrases
from onrecord.extract.stems import stem_finder
from onrecord.extract.times import find_times
from onrecord.ports import Parser

_OPENERS, _CLOSERS = "“«", "”»"
_HELD = 12  # sentences whose parses are held: further back nothing looks
_TOGETHER = 32  # sentences parsed at once: more would not be faster, and all their parses are held
_PLACE_BACK = 3
_SAID_ON = 18  # code points from a reporting verb to the day it is dated by
_BACK = 4  # sentences looked back for the name behind "he" or "the group"


_harms = stem_finder(lex.STEMS)
_PLACES_OF_REFUGE = frozenset({"school", "camp", "tent"})  # tell of harm only with a verb of refuge
_TOLD = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(lex.STEMS - _PLACES_OF_REFUGE))) + ")", re.IGNORECASE)


def may_harm(text: str) -> bool:
    """Return whether `text` holds the stem of a word that the rules read as harm: never False where they would read."""
    return _harms(text)


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
    _quoted: list[bool] = field(default_factory=list)

    def words(self, index: int) -> str:
        """Return the text of sentence `index`."""
        return self.text[self.sentences[index].start : self.sentences[index].end]

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

    def quoted(self, index: int) -> bool:
        """Return whether sentence `index` begins inside a quotation that an earlier sentence opened."""
        if not self._quoted:
            inside = False
            for number, sentence in enumerate(self.sentences):
                if (
                    number
                    and sentence.paragraph != self.sentences[number - 1].paragraph
                    and self.words(number)[:1] not in '"“'
                ):
                    inside = False
                self._quoted.append(inside)
                inside = _inside_after(self.words(number), inside)
        return self._quoted[index]

    def _named_before(self, index: int) -> Iterator[Credit]:
        """Yield the credits by name in the sentences before `index`, the nearest first."""
        for earlier in range(index - 1, max(-1, index - 1 - _BACK), -1):
            if _may_credit(self.words(earlier)):
                credit = any_credit(self.doc(earlier))
                if credit is not None and credit.chain and credit.stand_in is None:
                    yield credit

    def resolve(self, index: int, credit: Credit) -> Credit:
        """Return `credit` with "he", "it" or "the group" replaced by the speaker last named."""
        if credit.stand_in is None:
            return credit
        pronoun = credit.stand_in in PRONOUNS or credit.stand_in in lex.CREDIT_NOUNS
        for earlier in self._named_before(index):
            name = (earlier.speaker or "").casefold()
            if pronoun or credit.stand_in in name or (credit.stand_in in GROUPS and not name.startswith(("a ", "an "))):
                return replace(credit, chain=(*credit.chain[:-1], earlier.chain[-1]), stand_in=None)
        return replace(credit, chain=credit.chain[:-1] if pronoun else credit.chain, hearsay=pronoun, stand_in=None)

    def credit(self, index: int, own: Credit | None) -> tuple[Credit | None, bool]:
        """Return the credit that covers sentence `index`, and whether it was carried over from a neighbour.

        Its own words first; else, inside an open quotation, whoever speaks it; else nobody: a credit is carried
        further only by `carried`.
        """
        if own is not None:
            return self.resolve(index, own), False
        if self.quoted(index):
            return self._speaker_of_quotation(index), True
        return None, False

    def _speaker_of_quotation(self, index: int) -> Credit | None:
        for later in range(index, min(len(self.sentences), index + 3)):
            if later > index and not self.quoted(later):
                break
            found = any_credit(self.doc(later)) if _may_credit(self.words(later)) else None
            if found is not None and found.chain:
                return self.resolve(later, found)
        return next(self._named_before(index), None)

    def carried(self, index: int) -> Credit | None:
        """Return the credit of the sentence just before in the same paragraph, if it covers the next sentence too."""
        if index == 0 or self.sentences[index].paragraph != self.sentences[index - 1].paragraph:
            return None
        before = self.words(index - 1)
        if not _may_credit(before) or _TOLD.search(before) is None:
            return None
        credit = any_credit(self.doc(index - 1))
        return self.resolve(index - 1, credit) if credit is not None and credit.chain and not credit.denied else None

    def day_before(self, index: int) -> str | None:
        """Return the day of the last attack told in the sentences before `index`: no spell, no statement's day."""
        for earlier in range(index - 1, max(-1, index - 1 - _PLACE_BACK), -1):
            words = self.words(earlier)
            if not any(w in words.casefold() for w in lex.MEANS_STEMS):
                continue
            days = [t for t in find_times(words) if t.kind == "point"]
            doc = self.doc(earlier) if days else None
            credit = any_credit(doc) if doc is not None else None
            for day in days:
                if credit is None or credit.verb is None or not follows_report(words, credit.verb.idx, day.start):
                    return words[day.start : day.end]
        return None

    def place_before(self, index: int) -> tuple[str | None, str | None]:
        """Return the last place named in the sentences before `index`, and "context"; (None, None) if there is none."""
        for earlier in range(index - 1, max(-1, index - 1 - _PLACE_BACK), -1):
            phrases = [w for p, w in place_phrases(self.named(earlier)) if p.lower_ in STRONG_PREPS]
            if phrases:
                return phrases[0].text, "context"
        return None, None


def _inside_after(words: str, inside: bool) -> bool:
    for char in words:
        if char in _OPENERS:
            inside = True
        elif char in _CLOSERS:
            inside = False
        elif char == '"':
            inside = not inside
    return inside


def follows_report(words: str, verb: int, day: int) -> bool:
    """Tell whether a day stands right behind the reporting verb, and so dates the statement: "said on Sunday"."""
    return 0 <= day - verb < _SAID_ON and not any(mark in words[verb:day] for mark in ",;")


def _may_credit(words: str) -> bool:
    lower = words.casefold()
    return any(stem in lower for stem in lex.SPEECH_STEMS)
