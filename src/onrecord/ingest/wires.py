"""Which reports repeat one agency text: they are one voice, however many outlets print it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import product
from typing import Final

from onrecord.model.record import Wire
from onrecord.model.report import BlockKind, Report

SHARE: Final = 1 / 2  # standards 3.2, R3: so much of the shorter text in the other makes them one voice
SAME: Final = 2 / 3  # of all shingles of two texts in both makes them near copies: these go together first
SHINGLE: Final = 5  # words
FEWEST_WORDS: Final = 12  # a shorter text is one voice with another only if they are equal
_MET: Final = 25  # of the texts that hold a shingle: so many, the first, are compared with all of them
_WORD: Final = re.compile(r"\w+")

Shingles = frozenset[int]


def find_wires(reports: Iterable[Report]) -> tuple[Wire, ...]:
    """Return the groups of two and more reports that repeat one text, by id; a report is in one group at most.

    Only body text counts, case and punctuation apart. Any two reports of a group have the same words, or at least half
    of the 5-word shingles of the shorter are in the other. So texts that share nothing are never one voice, whatever
    pages are stitched from them; a page that could go with either goes with the one it has most in common with.
    The order of `reports` changes nothing, nor does a report more or less whose words another report has.
    Rule: standards 3.2, R3.
    """
    named: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, Shingles] = {}
    for report in reports:
        words = _words(report)
        if words:
            key = blake2b(" ".join(words).encode(), digest_size=16).hexdigest()
            named[key].add(report.id)
            if key not in texts:
                texts[key] = _shingles(words)
    wires = [sorted(name for key in group for name in named[key]) for group in _groups(texts)]
    return tuple(Wire(min(names), tuple(names)) for names in sorted(wires) if len(names) > 1)


def _words(report: Report) -> list[str]:
    """Return the words of the body, in small letters."""
    bodies = [report.text[b.start : b.end] for b in report.blocks if b.kind is BlockKind.BODY]
    return _WORD.findall(" ".join(bodies).casefold())


def _shingles(words: Sequence[str]) -> Shingles:
    """Return the hashes of the 5-word shingles; none for a text too short to be joined by them."""
    if len(words) < FEWEST_WORDS:
        return frozenset()
    joined = (" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))
    return frozenset(int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) for text in joined)


def _groups(texts: Mapping[str, Shingles]) -> Iterable[Sequence[str]]:
    """Return the keys of `texts` by voice: near copies are put together first, then what is reused."""
    links = []
    for one, other in _met(texts):
        shared, shorter = len(texts[one] & texts[other]), min(len(texts[one]), len(texts[other]))
        if shared >= SHARE * shorter:
            links.append((-shared / shorter, -shared, one, other))  # sorts the pair with most in common first
    pairs = [(one, other) for _, _, one, other in sorted(links)]
    groups = _Groups(texts)
    groups.grow(pairs, _alike)
    groups.grow(pairs, _reuses)
    return groups.members.values()


def _met(texts: Mapping[str, Shingles]) -> Iterable[tuple[str, str]]:
    """Yield the pairs of texts that may share half of the shorter; of many that hold a shingle not each with each.

    Those that are left out meet through the first texts that hold it.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for key in sorted(texts):
        for shingle in texts[key]:
            holders[shingle].append(key)
    many = Counter(key for keys in holders.values() if len(keys) > _MET for key in keys)
    met = Counter(
        (one, other) for keys in holders.values() for at, one in enumerate(keys[:_MET]) for other in keys[at + 1 :]
    )
    for (one, other), count in met.items():
        if count + min(many[one], many[other]) >= SHARE * min(len(texts[one]), len(texts[other])):
            yield one, other


def _alike(one: Shingles, other: Shingles) -> bool:
    shared = len(one & other)
    return shared >= SAME * (len(one) + len(other) - shared)


def _reuses(one: Shingles, other: Shingles) -> bool:
    return len(one & other) >= SHARE * min(len(one), len(other))


class _Groups:
    """Texts in groups that grow while any two texts of a group are close."""

    def __init__(self, texts: Mapping[str, Shingles]) -> None:
        self.members = {key: [key] for key in texts}
        self._texts = texts
        self._group = {key: key for key in texts}

    def grow(self, links: Iterable[tuple[str, str]], close: Callable[[Shingles, Shingles], bool]) -> None:
        """Make one group of the groups of the two texts of each link, in order, if all texts of both are `close`."""
        apart: dict[str, set[str]] = defaultdict(set)  # groups that are not all close, and by growing never become so
        for one, other in links:
            first, second = sorted((self._group[one], self._group[other]))
            if first == second or second in apart[first] or not close(self._texts[one], self._texts[other]):
                continue
            pairs = product(self.members[first], self.members[second])
            if all(close(self._texts[here], self._texts[there]) for here, there in pairs):
                self._merge(first, second)
                for group in apart.pop(second, ()):
                    apart[group].discard(second)
                    apart[group].add(first)
                    apart[first].add(group)
            else:
                apart[first].add(second)
                apart[second].add(first)

    def _merge(self, first: str, second: str) -> None:
        for key in self.members[second]:
            self._group[key] = first
        self.members[first] += self.members.pop(second)
