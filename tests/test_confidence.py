"""Confidence falls with every reason for doubt, and is the same for the same reading."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from onrecord.extract.confidence import BOUNDED, DOUBTS, LEAST, WRONG, confidence
from reading_cases import reading_of, report_of, the_parser

EVERY = [frozenset(c) for c in chain.from_iterable(combinations(sorted(DOUBTS), n) for n in range(len(DOUBTS) + 1))]


@pytest.mark.parametrize("kind", WRONG)
def test_a_further_reason_for_doubt_never_makes_a_claim_surer(kind: str) -> None:
    for doubts in EVERY:
        sure = confidence(kind, doubts)
        assert LEAST <= sure < 1
        assert sure == confidence(kind, sorted(doubts, reverse=True))
        assert confidence(kind, doubts, bounded=True) >= sure
        for other in DOUBTS.keys() - doubts:
            assert confidence(kind, doubts | {other}) <= sure


def test_the_table_is_of_shares_and_factors() -> None:
    assert all(0 < share < 0.5 for share in WRONG.values())
    assert all(factor > 1 for factor in DOUBTS.values())
    assert 0 < BOUNDED < 1


def sureness(text: str) -> list[float]:
    return [claim.confidence for claim in reading_of(report_of(text), the_parser()).claims]


def test_plain_figures_are_surer_than_what_has_to_be_inferred() -> None:
    text = "At least nine soldiers were killed in Haldun. Nine soldiers were killed in Merrow."
    floor, written, single = sureness(f"{text} A soldier was killed in Lom.")
    assert floor >= written > single
    whole, part = sureness("Nine people, including four children, were killed in Haldun.")
    assert whole > part


def test_no_claim_is_surer_than_its_kind_allows() -> None:
    text = "Villagers were killed in Haldun. Ilo Merk, his wife and their son were killed in Lom. Two died in Merrow."
    assert all(0 < sure <= 1 - min(WRONG.values()) * BOUNDED for sure in sureness(text))
