"""Which reports repeat one agency text: they are one voice, however many outlets print it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import Final

from rensa import RMinHash

from onrecord.model.record import Wire
from onrecord.model.report import BlockKind, Report

SHARE: Final = 0.5  # standards 3.2, R3: so much of the shorter text in the other makes them one voice
SAME: Final = 2 / 3  # of all shingles of two texts in both makes them one edition: no text is that near to two apart
SHINGLE: Final = 5  # words
FEWEST_WORDS: Final = 12  # a shorter text is one voice with another only if they are equal
_PERMUTATIONS: Final = 128
_ROWS: Final = 4  # a band: 32 of them find 99.9 % of pairs that share two thirds
_SEED: Final = 20190404
_FORMULA: Final = 200  # editions; a phrase found in more of them is how such news is written, not a reuse
_COMPARED: Final = 25  # texts of an edition, the first by id, that stand for all of it
_WORD: Final = re.compile(r"\w+")

Shingles = frozenset[int]


@dataclass(frozen=True, slots=True)
class _Edition:
    """Reports with mostly the same text. `core`: the shingles that at least half of its texts have."""

    reports: tuple[str, ...]  # sorted
    texts: tuple[Shingles, ...]
    core: Shingles
    credits: frozenset[str]


def find_wires(reports: Iterable[Report]) -> tuple[Wire, ...]:
    """Return the groups of two and more reports that repeat one text, by id; a report is in one group at most.

    Only body text counts, case and punctuation apart. First, texts whose 5-word shingles are mostly the same become
    one edition. Then an edition joins another if half of the smaller is in the other (an excerpt, a trimmed or
    expanded reprint). One that draws on two texts which share nothing (a page stitched from two agencies, a phrase
    quoted in both) joins the one it shares most with: it never makes one voice of two.
    The order of `reports` does not matter. Rule: standards 3.2, R3.
    """
    bodies: dict[tuple[str, ...], list[str]] = defaultdict(list)
    credit: dict[str, str] = {}
    for report in reports:
        words = _words(report)
        if words and report.id not in bodies[words]:
            bodies[words].append(report.id)
        if report.wire_credit:
            credit[report.id] = report.wire_credit
    texts = {min(ids): (tuple(sorted(ids)), _shingles(words)) for words, ids in bodies.items() if ids}
    editions = [_edition(texts, names, credit) for names in _near_copies({n: s for n, (_, s) in texts.items()})]
    groups = _joined(editions)
    wires = [Wire(min(ids), tuple(sorted(ids))) for group in groups if len(ids := _reports(group)) > 1]
    return tuple(sorted(wires, key=lambda wire: wire.id))


def _reports(group: Sequence[_Edition]) -> list[str]:
    return [report for edition in group for report in edition.reports]


def _words(report: Report) -> tuple[str, ...]:
    """Return the words of the body, in small letters."""
    bodies = [report.text[b.start : b.end] for b in report.blocks if b.kind is BlockKind.BODY]
    return tuple(_WORD.findall(" ".join(bodies).casefold()))


def _shingles(words: Sequence[str]) -> Shingles:
    """Return the hashes of the 5-word shingles; none for a text too short to be joined by them."""
    if len(words) < FEWEST_WORDS:
        return frozenset()
    joined = (" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))
    return frozenset(int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) for text in joined)


def _edition(
    texts: Mapping[str, tuple[tuple[str, ...], Shingles]], names: Sequence[str], credit: Mapping[str, str]
) -> _Edition:
    counts = Counter(shingle for name in names for shingle in texts[name][1])
    ids = tuple(sorted(report for name in names for report in texts[name][0]))
    core = frozenset(shingle for shingle, count in counts.items() if count * 2 >= len(names))
    members = tuple(texts[name][1] for name in names)
    return _Edition(ids, members, core, frozenset(credit[report] for report in ids if report in credit))


def _near_copies(shingles: Mapping[str, Shingles]) -> list[list[str]]:
    """Return the texts by edition: linked are those of which more than two thirds of all their shingles are in both.

    MinHash bands propose, the shingles decide. In a band, texts are compared with one text of each edition there.
    """
    union = _Union(shingles)
    bands: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for name in sorted(shingles):
        if shingles[name]:
            sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
            sketch.update([f"{shingle:x}" for shingle in sorted(shingles[name])])
            digest = sketch.digest()
            for at in range(0, _PERMUTATIONS, _ROWS):
                bands[(at, *digest[at : at + _ROWS])].append(name)
    for band in sorted(names for names in bands.values() if len(names) > 1):
        leaders: list[str] = []
        for name in band:
            known = next((lead for lead in leaders if union.same(lead, name)), None)
            if known is None:
                known = next((lead for lead in leaders if _alike(shingles[lead], shingles[name])), None)
            if known is None:
                leaders.append(name)
            else:
                union.join(known, name)
    return union.groups()


def _alike(one: Shingles, other: Shingles) -> bool:
    return len(one & other) > SAME * len(one | other)


def _joined(editions: Sequence[_Edition]) -> list[list[_Edition]]:
    """Return the editions by voice."""
    by_id = {edition.reports[0]: edition for edition in editions}
    near: dict[str, dict[str, int]] = {name: {} for name in by_id}
    for (one, other), shared in _overlaps(by_id).items():
        if _reuses(by_id[one], by_id[other], shared):
            near[one][other] = near[other][one] = shared
    kept = {name: _kept(name, near, by_id) for name in by_id}
    links = {(one, other) for one in kept for other in kept[one] if one < other and one in kept[other]}

    def strength(link: tuple[str, str]) -> tuple[float, int, tuple[str, str]]:
        shared = near[link[0]][link[1]]
        return -shared / min(len(by_id[name].core) for name in link), -shared, link

    union = _Union(by_id)
    inside = {name: {name} for name in by_id}
    for one, other in sorted(links, key=strength):
        first, second = sorted((union.lead(one), union.lead(other)))
        if first != second and _one_voice(inside[first], inside[second], near, by_id):
            union.join(first, second)
            inside[first] |= inside.pop(second)
    return [[by_id[name] for name in names] for names in union.groups()]


def _one_voice(
    some: set[str], others: set[str], near: Mapping[str, Mapping[str, int]], by_id: Mapping[str, _Edition]
) -> bool:
    """Return whether no two editions of two groups stand apart: each two share their text, or are excerpts of a third.

    A chain of stitched texts, each near the next, so never leads from one agency to another.
    """
    wholes = [by_id[name] for name in sorted(some | others)]
    return all(
        other in near[one] or any(_both_excerpts(whole, by_id[one], by_id[other]) for whole in wholes)
        for one in some
        for other in others
    )


def _reuses(one: _Edition, other: _Edition, shared: int) -> bool:
    """Return whether half of the smaller is in the other, by their cores and for half of the pairs of their texts.

    The pairs keep two editions apart that only meet in a stitched text which each of them has in it.
    """
    if shared < SHARE * min(len(one.core), len(other.core)):
        return False
    pairs = [(text, words) for text in one.texts[:_COMPARED] for words in other.texts[:_COMPARED]]
    inside = sum(len(text & words) >= SHARE * min(len(text), len(words)) for text, words in pairs)
    return inside * 2 >= len(pairs)


def _overlaps(by_id: Mapping[str, _Edition]) -> Counter[tuple[str, str]]:
    """Return how many shingles each two editions share, for all that share any which is no formula."""
    holders: dict[int, list[str]] = defaultdict(list)
    for name in sorted(by_id):
        for shingle in by_id[name].core:
            holders[shingle].append(name)
    return Counter(pair for names in holders.values() if 1 < len(names) <= _FORMULA for pair in combinations(names, 2))


def _kept(name: str, near: Mapping[str, Mapping[str, int]], by_id: Mapping[str, _Edition]) -> frozenset[str]:
    """Return the neighbours that `name` is one voice with: those that go with the one it shares most with.

    Of two neighbours that share nothing with each other, the lesser is left out, unless both only are excerpts of
    `name`: both credit its agency, or they make up less than half of it and credit no two agencies.
    """
    neighbours = near[name]
    if not neighbours:
        return frozenset()
    most = min(neighbours, key=lambda other: (-neighbours[other], other))
    return frozenset(
        other
        for other in neighbours
        if other == most or other in near[most] or _both_excerpts(by_id[name], by_id[most], by_id[other])
    )


def _both_excerpts(whole: _Edition, one: _Edition, other: _Edition) -> bool:
    if any(
        len(part.core & whole.core) < SHARE * len(part.core) or len(part.core) > len(whole.core)
        for part in (one, other)
    ):
        return False
    named = whole.credits | one.credits | other.credits
    if len(named) == 1 and one.credits and other.credits:
        return True
    drawn = len((one.core | other.core) & whole.core)
    return len(named) <= 1 and drawn < SHARE * len(whole.core)


class _Union:
    """Groups of names that grow together; the smallest name of a group leads it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._lead = {name: name for name in sorted(names)}

    def lead(self, name: str) -> str:
        """Return the smallest name of the group of `name`."""
        while self._lead[name] != name:
            self._lead[name] = self._lead[self._lead[name]]
            name = self._lead[name]
        return name

    def same(self, one: str, other: str) -> bool:
        """Return whether two names are in one group."""
        return self.lead(one) == self.lead(other)

    def join(self, one: str, other: str) -> None:
        """Make one group of the groups of two names."""
        first, second = sorted((self.lead(one), self.lead(other)))
        self._lead[second] = first

    def groups(self) -> list[list[str]]:
        """Return the groups, each sorted, by their smallest name."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._lead:
            found[self.lead(name)].append(name)
        return [found[lead] for lead in sorted(found)]
