"""Tolls of one text as it reports them: a golden text, and laws."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consolidate_cases import Case, cases_of
from consolidate_makers import claim, linked
from onrecord.consolidate.as_reported import TextToll, text_tolls
from onrecord.model.claim import Claim, Harm
from onrecord.model.ground import GroundedClaim
from onrecord.model.report import BlockKind
from test_consolidate import figures

TEXTS = Path(__file__).parent / "golden" / "consolidate" / "as_reported" / "texts.txt"
CASES = cases_of(TEXTS.read_text(encoding="utf-8"))


def tolls(said: list[GroundedClaim]) -> dict[Harm, TextToll]:
    return text_tolls([g.claim for g in said], {g.claim.id: g.period for g in said})


def rendered(case: Case) -> str:
    """Return the tolls of a case, each with the number of claims that make it."""
    lines = []
    for harm, t in tolls(case.claims).items():
        high = "open" if t.high is None else str(t.high)
        lines.append(f"{harm}: low {t.low}, best {t.best}, high {high} ({len(t.claims)} claims)")
    return "\n".join(lines) or "nothing"


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.title)
def test_text(case: Case) -> None:
    assert rendered(case) == case.expected, case.title


@st.composite
def texts(draw: st.DrawFn) -> list[GroundedClaim]:
    """Return the claims of one invented text."""
    made: list[GroundedClaim] = []
    for n, options in enumerate(draw(st.lists(figures(), min_size=1, max_size=5))):
        others: dict[str, Any] = {k: v for k, v in options.items() if k != "words"}
        said = claim(options["words"], at=n * 50, sentence=(n // 2) * 100, **others)
        link = draw(st.sampled_from(["none", "none", "none", "part", "again"]))
        if made and link != "none":
            said = linked(said, **{"part_of" if link == "part" else "same_as": made[0]})
        made.append(said)
    return made


@settings(max_examples=200, deadline=None)
@given(texts(), st.randoms(use_true_random=False))
def test_laws(said: list[GroundedClaim], random: Any) -> None:
    found = tolls(said)
    shuffled = list(said)
    random.shuffle(shuffled)
    assert tolls(shuffled) == found
    claims: dict[str, Claim] = {g.claim.id: g.claim for g in said}
    for harm, t in found.items():
        assert t.low <= t.best
        assert t.open is (t.high is None)
        assert t.high is None or t.best <= t.high
        assert t.best == t.low or not t.open
        assert t.claims
        assert {claims[c].harm for c in t.claims} == {harm}
        assert not [c for c in t.claims if claims[c].historical or claims[c].modality in ("denied", "future")]


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 200), st.integers(1, 200))
def test_a_stated_part_never_adds(number: int, part: int) -> None:
    whole = claim(str(number), sentence=0)
    inside = linked(claim(str(part), at=50, sentence=0, population=("child",), victims="children"), part_of=whole)
    assert tolls([whole, inside])[Harm.KILLED] == tolls([whole])[Harm.KILLED]


SENTENCES = {
    "Police arrested a man wanted in connection with the murder of |4| traders.": True,
    "She was accused of several attacks, including the one in which |9| guards were killed.": True,
    "The raid came in retaliation for the killing of |two| elders.": True,
    "In retaliation, gunmen killed |two| elders.": False,
    "|Three| men accused of spying were shot.": False,
    "The group, wanted for years, struck again. It killed |six| drivers.": False,
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_crime_that_somebody_is_held_for_is_no_toll_of_the_text(sentence: str) -> None:
    before, number, after = sentence.split("|")
    told = claim("4", at=len(before), sentence=0).claim
    told = replace(told, number_start=len(before), sentence=before + number + after, sentence_start=0)
    assert bool(text_tolls([told], {})) is not SENTENCES[sentence]


REPEATED = st.sampled_from([{"population": ("child",), "victims": "children"}, {"victims": "people"}, {"victims": ""}])


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 500), REPEATED, st.sampled_from(["", "at least ", "about "]), st.integers(1, 3))
def test_a_figure_said_again_changes_nothing(number: int, others: dict[str, Any], bound: str, times: int) -> None:
    first = claim(f"{bound}{number}", sentence=0, **others)
    again = [
        linked(claim(f"{bound}{number}", at=50 * n, sentence=100 * n, **others), same_as=first)
        for n in range(1, times + 1)
    ]
    assert tolls([first, *again]) == tolls([first])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=4), st.integers(0, 9))
def test_a_total_told_after_its_parts_is_the_toll(parts: list[int], more: int) -> None:
    whole = claim(str(sum(parts) + more + 1), at=900, sentence=900)
    inside = [
        linked(claim(str(n), at=50 * i, sentence=100 * i, victims="drivers"), part_of=whole)
        for i, n in enumerate(parts)
    ]
    assert tolls([*inside, whole])[Harm.KILLED].best == sum(parts) + more + 1


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 300), st.sampled_from(["several", "dozens", "people"]))
def test_a_vague_word_never_adds_to_a_larger_number(number: int, vague: str) -> None:
    counted = claim(str(number), sentence=0)
    loose = claim(vague, at=50, sentence=100)
    found = tolls([counted, loose])[Harm.KILLED]
    assert found.low == max(number, loose.claim.count.low)


def _at(said: GroundedClaim, start: int) -> GroundedClaim:
    quote = replace(said.claim.quote, start=start)
    return replace(said, claim=replace(said.claim, sentence_start=start, quote=quote, id=said.claim.id))


@settings(max_examples=200, deadline=None)
@given(texts(), st.integers(0, 4))
def test_independent_sentences_may_stand_in_any_order(said: list[GroundedClaim], turn: int) -> None:
    alone = [g for g in said if not g.claim.part_of and not g.claim.same_as and not g.claim.disjoint]
    turned = alone[turn:] + alone[:turn]
    moved, spread = ([_at(g, 100 * n) for n, g in enumerate(found)] for found in (turned, alone))
    groups = [{h: t.best for h, t in tolls(s).items()} for s in (moved, spread)]
    assert groups[0] == groups[1]


def test_a_title_counts_where_the_text_only_tells_some_of_its_number() -> None:
    title = claim("5", at=0, sentence=0).claim
    title = replace(title, quote=replace(title.quote, block=BlockKind.TITLE))
    inside = claim("2", at=50, sentence=100).claim
    assert text_tolls([title, inside], {})[Harm.KILLED].best == 5
    assert text_tolls([title, replace(inside, count=claim("7").claim.count)], {})[Harm.KILLED].best == 7


def test_a_figure_dated_from_another_event_stands_only_alone() -> None:
    today = claim("6", at=0, sentence=0).claim
    before = replace(claim("70", at=50, sentence=100).claim, when="the day before", dated_by="sentence")
    assert text_tolls([today, before], {})[Harm.KILLED].best == 6
    assert text_tolls([before], {})[Harm.KILLED].best == 70
