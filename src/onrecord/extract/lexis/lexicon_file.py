"""The tables of the lexicon file, checked when they are read: `lists/lexicon.toml`, or any text like it."""

from __future__ import annotations

import pkgutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import TypeVar

NAME = "lists/lexicon.toml"
WORDS = "words"  # the key of a table whose words all say the same
_TOLD = ("about", "example")  # what a table says of itself
_Kind = TypeVar("_Kind", bound=StrEnum)


class BrokenLexicon(ValueError):
    """The lexicon cannot be used: says the table, what was expected and what was found."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what it is, an example or '' (words it means between **), and its entries by what they say."""

    name: str
    about: str
    example: str
    entries: Mapping[str, tuple[str, ...]]

    def words(self) -> tuple[str, ...]:
        """Return the entries of a table that has no kinds, in the order of the file."""
        self.expect(self.entries.keys() == {WORDS}, f"the key {WORDS!r} and no other", _listed(self.entries))
        return self.entries[WORDS]

    def by_kind(self, kinds: type[_Kind], neither: str | None = None) -> dict[str, _Kind | None]:
        """Return each entry with the kind it says, None under the key `neither`. Raises: BrokenLexicon."""
        known = [*(kind.value for kind in kinds), *([neither] if neither else [])]
        out: dict[str, _Kind | None] = {}
        for key, words in self.entries.items():
            self.expect(key in known, f"a {kinds.__name__.lower()} of {_listed(known)}", repr(key))
            for word in words:
                self.expect(word not in out, f"{word!r} once", f"it under {out.get(word) or neither} and {key}")
                out[word] = None if key == neither else kinds(key)
        return out

    def each(self, kinds: type[_Kind]) -> dict[str, _Kind]:
        """Return each entry with the kind it says; every entry says one. Raises: BrokenLexicon."""
        return {word: kind for word, kind in self.by_kind(kinds).items() if kind is not None}

    def phrases(self, kinds: type[_Kind], length: int | None = None) -> dict[tuple[str, ...], _Kind]:
        """Return each entry in its words: `length` of them, or the first and the last. Raises: BrokenLexicon.

        "live/stay in camp/tent" is four phrases: words with strokes between them stand for one another.
        """
        out: dict[tuple[str, ...], _Kind] = {}
        for phrase, kind in self.each(kinds).items():
            slots = [slot.split("/") for slot in phrase.split()]
            self.expect(len(slots) == (length or max(2, len(slots))), f"{length or 'two or more'} words", repr(phrase))
            for key in product(*(slots if length else (slots[0], slots[-1]))):
                self.expect(key not in out, f"{' ... '.join(key)!r} once", f"{phrase!r} too")
                out[key] = kind
        return out

    def expect(self, right: bool, expected: str, found: str) -> None:
        """Raise BrokenLexicon, naming this table, unless `right`."""
        if not right:
            raise BrokenLexicon(f"lexicon, table [{self.name}]: expected {expected}, found {found}")


class LexiconFile:
    """The tables by name. A table that nobody took is an error: every word is used."""

    def __init__(self, text: str) -> None:
        """Raises: BrokenLexicon if `text` is no TOML, or a table is not as `Table` says."""
        try:
            raw = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BrokenLexicon(f"lexicon: expected TOML, found {error}") from error
        self.tables = {table.name: table for table in _tables("", raw)}
        self.groups = {name: str(group.get("about", "")) for name, group in raw.items()}
        self._taken: set[str] = set()

    def take(self, name: str) -> Table:
        """Return the table `name`. Raises: BrokenLexicon if there is none."""
        self._taken.add(name)
        if name not in self.tables:
            raise BrokenLexicon(f"lexicon: expected a table [{name}], found {_listed(self.tables)}")
        return self.tables[name]

    def words(self, name: str) -> frozenset[str]:
        """Return the entries of table `name`, which has no kinds."""
        return frozenset(self.take(name).words())

    def close(self) -> None:
        """Raise BrokenLexicon if a table was not taken."""
        unknown = self.tables.keys() - self._taken
        if unknown:
            raise BrokenLexicon(f"lexicon: expected only tables that the rules read, found {_listed(sorted(unknown))}")


def shipped() -> str:
    """Return the text of the lexicon that ships: part of this package as its modules are (docs/decisions/0009)."""
    data = pkgutil.get_data("onrecord", NAME)
    if data is None:
        raise BrokenLexicon(f"lexicon: expected {NAME} in the package, found none")
    return data.decode("utf-8")


def _tables(name: str, raw: Mapping[str, object]) -> Iterator[Table]:
    """Yield the table at `name`, or those of the group that it is: a group has no words, but may say what it is."""
    inner = {key: value for key, value in raw.items() if isinstance(value, dict)}
    if inner or not name:
        mixed = sorted(raw.keys() - inner.keys() - ({"about"} if name else set()))
        if mixed:
            raise BrokenLexicon(
                f"lexicon, table [{name}]: expected words or tables, found {_listed(mixed)} beside tables"
            )
        for key, value in inner.items():
            yield from _tables(f"{name}.{key}" if name else key, value)
        return
    entries = {key: _entries(name, key, value) for key, value in raw.items()}
    about, example = (str(raw.get(key, "")) for key in _TOLD)
    if not about:
        raise BrokenLexicon(f"lexicon, table [{name}]: expected what it is under 'about', found nothing")
    yield Table(name, about, example, {key: value for key, value in entries.items() if key not in _TOLD})


def _entries(name: str, key: str, value: object) -> tuple[str, ...]:
    where = f"lexicon, table [{name}], key {key!r}"
    if not isinstance(value, str):
        raise BrokenLexicon(f"{where}: expected words divided by commas, found {value!r}")
    if key in _TOLD:
        return ()
    words = tuple(" ".join(word.split()) for word in value.split(",") if word.strip())
    if not words:
        raise BrokenLexicon(f"{where}: expected words divided by commas, found none")
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise BrokenLexicon(f"{where}: expected {word!r} once, found it twice")
        seen.add(word)
    return words


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words) or "none"
