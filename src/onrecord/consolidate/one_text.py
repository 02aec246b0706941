"""Figures of one document and one harm put together: restated ones replace, parallel ones add, parts do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.consolidate.measures import CIVILIAN_GROUPS
from onrecord.consolidate.persons import ATTACKERS, GENERIC, Person, is_known, is_new, is_single, noun_of, persons_in
from onrecord.model.claim import Claim, Population
from onrecord.model.count import Qualifier

SAME_NUMBER = 4
_NO_NUMBER = frozenset({"bodies", "casualties", "deaths", "fatalities", "injuries", "remains"})  # beside persons told
_CIVIL = CIVILIAN_GROUPS | {Population.CIVILIAN, Population.WOMAN, Population.MAN}
_FIGHT = frozenset({Population.COMBATANT, Population.SECURITY_FORCE})


@dataclass(frozen=True, slots=True)
class Figure:
    """A range of persons and the claims that make it."""

    low: int
    best: int
    high: int | None
    claims: tuple[str, ...]


def sum_of(claims: Sequence[Claim], home: Mapping[str, int]) -> Figure:
    """Return what `claims` of one harm come to; `home` tells the incident of each. At least one claim."""
    ids = {c.id for c in claims}
    ordered = sorted(claims, key=lambda c: (c.quote.block, c.quote.start, c.number_start, c.id))
    within = _beside_parts(ordered)
    whole = [c for c in ordered if c.part_of not in ids and c.same_as not in ids and c.id not in within]
    groups: dict[int, list[Claim]] = defaultdict(list)
    for c in whole or ordered[:1]:
        groups[home.get(c.id, 0)].append(c)
    incidents = _joined([groups[n] for n in sorted(groups)])
    numbered = [g for g in incidents if not all(is_vague(c) for c in g)]
    vague = [_one_incident(g) for g in incidents if g not in numbered]
    if not numbered:
        return max(vague, key=lambda f: f.low)  # "dozens" and "many" are no two numbers of people
    total = add(_one_incident(g) for g in numbered)
    return max([total, *vague], key=lambda f: f.low)


def _beside_parts(ordered: Sequence[Claim]) -> set[str]:
    """Return the claims that "other" sets beside a part of a total, not beside the total: they are parts of it too."""
    by_id = {c.id: c for c in ordered}
    found: set[str] = set()
    for before, c in pairwise(ordered):
        whole = by_id.get(before.part_of or "")
        if not c.disjoint or whole is None or _one_sentence(whole, c):
            continue
        if whole.count.low >= c.count.low + before.count.low:
            found.add(c.id)
    return found


def _joined(groups: Sequence[list[Claim]]) -> list[list[Claim]]:
    """Return the incidents with those made one that tell of one number: places only named in other words."""
    out: list[list[Claim]] = []
    for group in groups:
        numbers = _numbers(group)
        same = next((o for o in out if numbers & _numbers(o)), None)
        if same is None:
            out.append(list(group))
        else:
            same += group
    return out


def _numbers(group: Sequence[Claim]) -> set[tuple[int, int]]:
    """Return the numbers too large to meet by chance."""
    return {(c.count.low, c.count.high) for c in group if c.count.high is not None and c.count.low >= SAME_NUMBER}


def _one_incident(claims: Sequence[Claim]) -> Figure:
    """Return what the figures of one incident come to: its total, or its separate groups, and single persons beside."""
    groups = [c for c in claims if not is_single(c)]
    groups = [c for c in groups if not is_known(c)] or groups
    groups = _without_vague(groups)
    counted = [c for c in claims if c in groups or (groups and is_single(c) and c.disjoint and not is_known(c))]
    persons = persons_in([c for c in claims if is_single(c) and c not in counted])
    if not counted or (persons and all(is_vague(c) and noun_of(c) in _NO_NUMBER for c in counted)):
        return add(figure_of(p.claims[0]) for p in persons)
    base, covers = _of_groups(counted)
    return add([base, *(figure_of(p.claims[0]) for p in persons if _stands_beside(p, counted, covers))])


def _without_vague(groups: Sequence[Claim]) -> list[Claim]:
    """Return the groups without the vague ones that a number covers: "many were killed" where nine were counted."""
    numbers = [c for c in groups if not is_vague(c)]
    most = max((c.count.low for c in numbers), default=0)
    return [c for c in groups if c in numbers or c.count.low > most or any(_one_sentence(c, n) for n in numbers)]


def _stands_beside(person: Person, counted: Sequence[Claim], covers_all: bool) -> bool:
    """Return whether a single person is none of those counted: the attacker, or one of another kind."""
    if person.is_attacker:
        return not any(noun_of(c) in ATTACKERS for c in counted)
    if all(c.disjoint for c in counted):  # "he and six others": seven
        return person.claims[0].number_start < counted[0].number_start
    if covers_all or not any(is_new(c) for c in person.claims):
        return False
    kinds = {k for c in person.claims for k in c.population} - {Population.NAMED_PERSON}
    return all(_apart(kinds, set(c.population), person.nouns, noun_of(c)) for c in counted)


def _apart(one: set[Population], other: set[Population], nouns: set[str], noun: str) -> bool:
    if one and other:
        return not one & other and (bool(one & _FIGHT) != bool(other & _FIGHT) or one <= _FIGHT)
    return noun not in nouns


def _of_groups(counted: Sequence[Claim]) -> tuple[Figure, bool]:
    """Return what counted groups of one incident come to, and whether it covers everybody. At least one claim.

    A figure for people as such covers the others if it is not smaller; groups told apart add.
    """
    further = [c for c in counted if c.disjoint]
    plain = [c for c in counted if not c.disjoint] or further[:1]
    further = [c for c in further if c not in plain]
    totals = [c for c in plain if is_generic(c)]
    groups = [c for c in plain if not is_generic(c)]
    total = _restated(totals) if totals else None
    parts = _groups_apart(groups) if groups else None
    base = total or parts
    if total is not None and parts is not None and parts.low > total.low:
        base = parts
    if base is None:
        base = figure_of(counted[0])
    chains = [add(figure_of(c) for c in chain) for chain in _chains(plain, further)]
    alone = [c for c in further if not any(_one_sentence(c, o) for o in plain)]
    base = max([base, *chains], key=lambda f: f.low)
    return add([base, *(figure_of(c) for c in alone)]), total is not None


def _chains(plain: Sequence[Claim], further: Sequence[Claim]) -> list[list[Claim]]:
    """Return what one sentence adds up itself: "three died on the spot, another in hospital"."""
    found = []
    for c in plain:
        more = [f for f in further if _one_sentence(c, f)]
        if more:
            found.append([c, *more])
    return found


def _one_sentence(a: Claim, b: Claim) -> bool:
    return a.sentence_start == b.sentence_start and a.quote.block == b.quote.block


def is_vague(claim: Claim) -> bool:
    """Return whether the claim counts by a vague word or a bare plural."""
    return claim.count.qualifier is Qualifier.INDEFINITE


def is_generic(claim: Claim) -> bool:
    """Return whether the claim counts people as such, no group of them."""
    return not set(claim.population) - {Population.NAMED_PERSON} and noun_of(claim) in GENERIC | {""}


def _groups_apart(groups: Sequence[Claim]) -> Figure:
    """Return the sum over groups that are told apart: civilians, fighters, and those of unstated kind."""
    kinds: dict[str, list[Claim]] = defaultdict(list)
    for c in groups:
        tags = set(c.population) - {Population.NAMED_PERSON}
        if tags & _FIGHT:
            kinds["fighters"].append(c)
        elif tags & _CIVIL:
            kinds["civil"].append(c)
        else:
            kinds["other"].append(c)
    kinds["other"] = [c for c in kinds["other"] if not _among_civilians(c, kinds["civil"])]
    return add(_side_by_side(kinds[k], nested=k == "civil") for k in sorted(kinds) if kinds[k])


def _among_civilians(claim: Claim, civilians: Sequence[Claim]) -> bool:
    """Return whether a group of unstated kind is among civilians counted in another sentence: "four grandchildren"."""
    if any(_one_sentence(claim, c) for c in civilians):
        return False
    return any(c.count.low >= claim.count.low for c in civilians)


def _side_by_side(claims: Sequence[Claim], *, nested: bool) -> Figure:
    """Return what groups of one kind come to: those of one sentence, or of other words and number, add."""
    wide = [c for c in claims if Population.CIVILIAN in c.population and not set(c.population) & CIVILIAN_GROUPS]
    narrow = [c for c in claims if c not in wide] if nested else list(claims)
    found: list[list[Claim]] = []
    for c in narrow:
        same = next((g for g in found if any(_is_restated(c, o) for o in g)), None)
        if same is None:
            found.append([c])
        else:
            same.append(c)
    parts = add(_restated(g) for g in found) if found else None
    if not nested or not wide:
        return parts or figure_of(claims[0])
    whole = _restated(wide)
    return parts if parts is not None and parts.low > whole.low else whole


def _is_restated(a: Claim, b: Claim) -> bool:
    if _one_sentence(a, b):
        return False
    return noun_of(a) == noun_of(b) or (a.count.low == b.count.low and a.count.high == b.count.high)


def _restated(claims: Sequence[Claim]) -> Figure:
    """Return the largest of figures for one group; those told side by side in one sentence are one figure."""
    return figure_of(max(claims, key=lambda c: (c.count.low, c.count.high is not None, -c.quote.start)))


def figure_of(claim: Claim) -> Figure:
    """Return the range of one claim; its best is the number it names."""
    count = claim.count
    best = count.low
    if count.high is not None and count.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.UP_TO):
        best = count.high if count.qualifier is not Qualifier.ABOUT else (count.low + count.high) // 2
    return Figure(count.low, best, count.high, (claim.id,))


def add(figures: Iterable[Figure]) -> Figure:
    """Return the sum of figures that stand beside each other."""
    found = list(figures)
    highs = [f.high for f in found]
    return Figure(
        sum(f.low for f in found),
        sum(f.best for f in found),
        sum(h for h in highs if h is not None) if None not in highs else None,
        tuple(sorted({c for f in found for c in f.claims})),
    )
