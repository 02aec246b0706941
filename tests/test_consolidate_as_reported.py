"""Tolls of one text as it reports them: a golden text, and laws."""

from __future__ import annotations

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
