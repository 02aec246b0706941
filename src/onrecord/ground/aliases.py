"""Rows of the editable lists found in words: whole words only, the longest alias first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from onrecord.model.lists import ActorRow, Lists, SpeakerRow
from onrecord.model.names import folded

Row = TypeVar("Row", bound=SpeakerRow | ActorRow)
# "UN-backed government" does not name the UN: the compound stays one word.
_COMPOUND = re.compile(
    r"-(?=(?:backed|led|run|based|controlled|held|aligned|affiliated|allied|linked|brokered|sponsored|mediated|owned"
    r"|recogni[sz]ed|supported|administered|occupied|majority|imposed|facilitated)\b)",
    re.I,
)
_WORD = re.compile(r"[@\w][\w'’.&‗]*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its key, whether it is written in capitals only or with one, and where it starts."""

    key: str
    capitals: bool
    capital: bool
    start: int


@dataclass(frozen=True, slots=True)
class Hit(Generic[Row]):
    """A row, where its alias starts and ends in the words (numbers of words), and where in the text it starts."""

    row: Row
    first: int
    last: int
    start: int


@dataclass(frozen=True, slots=True)
class Index(Generic[Row]):
    """The aliases of a list by their first word, longest first."""

    by_word: Mapping[str, Sequence[tuple[tuple[Word, ...], Row]]]

    def find(self, text: str) -> tuple[Hit[Row], ...]:
        """Return the rows whose aliases stand in `text`, in order of place; of overlapping ones the longest."""
        words = words_of(text)
        shouted = text.isupper() and len(words) > 3
        hits: list[Hit[Row]] = []
        for at, word in enumerate(words):
            for alias, row in self.by_word.get(word.key, ()):
                last = at + len(alias)
                if alias[0].key == "the" and len(words) != len(alias):
                    continue  # "The National" is the outlet only where nothing follows: not in "the National Army"
                if last <= len(words) and all(map(_same, alias, words[at:last], [shouted] * len(alias))):
                    hits.append(Hit(row, at, last, word.start))
        hits.sort(key=lambda hit: (hit.first - hit.last, hit.first, hit.row.id))
        kept: list[Hit[Row]] = []
        for hit in hits:
            if not any(hit.first < other.last and other.first < hit.last for other in kept):
                kept.append(hit)
        return tuple(sorted(kept, key=lambda hit: hit.first))


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of `text` as keys; "the" is left out (but for a leading "The"), "X-backed" is one word."""
    words: list[Word] = []
    for match in _WORD.finditer(_COMPOUND.sub("‗", text)):
        plain = re.sub(r"['’]s?$", "", match.group()).rstrip(".")
        key = folded(plain).replace(" ", "")
        if key and (key != "the" or (plain == "The" and not words)):
            words.append(Word(key, plain.replace(".", "").isupper(), plain[0].isupper(), match.start()))
    return tuple(words)


def _same(alias: Word, word: Word, shouted: bool) -> bool:
    """Return whether the words are one. "WHO" is not "who"; in a text of capitals only it cannot be told."""
    if alias.key != word.key or (alias.capital and not word.capital):
        return False
    if alias.capitals and len(alias.key) <= 5 and alias.key.isalpha():
        return word.capitals and not (shouted and alias.key in ("who", "us", "is", "it", "un"))
    return True


@lru_cache(maxsize=4)
def speaker_index(lists: Lists) -> Index[SpeakerRow]:
    """Return the speakers by their aliases."""
    return _index(lists.speakers)


@lru_cache(maxsize=4)
def actor_index(lists: Lists) -> Index[ActorRow]:
    """Return the actors by their aliases."""
    return _index(lists.actors)


@lru_cache(maxsize=4)
def speakers_by_id(lists: Lists) -> Mapping[str, SpeakerRow]:
    """Return the speakers by id."""
    return {row.id: row for row in lists.speakers}


def _index(rows: Sequence[Row]) -> Index[Row]:
    by_word: dict[str, list[tuple[tuple[Word, ...], Row]]] = defaultdict(list)
    for row in rows:
        names: tuple[str, ...] = (row.name, *row.aliases)
        for words in [words_of(name) for name in names]:
            if words:
                by_word[words[0].key].append((words, row))
    return Index({key: tuple(sorted(found, key=_longest)) for key, found in by_word.items()})


def _longest(entry: tuple[tuple[Word, ...], SpeakerRow | ActorRow]) -> tuple[int, str]:
    return -len(entry[0]), entry[1].id
