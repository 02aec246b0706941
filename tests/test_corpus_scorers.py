"""The scorers for labelled corpora count as their docstrings say, on small cases made by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from commands import ROOT

EVALS = ROOT / "evals"


@pytest.fixture(scope="module")
def scorers() -> Iterator[tuple[ModuleType, ModuleType]]:
    """Return the scorer of displacement figures and the scorer of victim groups."""
    sys.path.insert(0, str(EVALS))
    import score_displaced
    import score_groups

    yield score_displaced, score_groups
    sys.path.remove(str(EVALS))


def claim(harm: str, low: int, high: int | None, **others: Any) -> dict[str, Any]:
    plain = {"qualifier": "exact", "unit": "person", "quote": "as said", "same_as": None, "historical": False}
    return {"harm": harm, "low": low, "high": high} | plain | others


def label(quantity: float, term: str = "Displaced", unit: str = "People") -> dict[str, Any]:
    return {"quantity": quantity, "term": term, "unit": unit}


@pytest.mark.parametrize(
    ("gold", "read", "verdict"),
    [
        (label(300), claim("displaced", 300, 300), "right"),
        (label(300), claim("sheltered", 300, None, qualifier="at_least"), "right"),
        (label(17000), claim("displaced", 16500, 17500, qualifier="about"), "right"),
        (label(600), claim("displaced", 550, 600, qualifier="nearly"), "right"),
        (label(600), claim("displaced", 0, 600, qualifier="up_to"), "right"),
        (label(40), claim("displaced", 30, 40, qualifier="range"), "right"),
        (label(35), claim("displaced", 30, 40, qualifier="range"), "figure"),
        (label(300), claim("displaced", 300, 300, unit="family"), "unit"),
        (label(300, unit="Households"), claim("displaced", 300, 300, unit="family"), "right"),
        (label(300, unit="Households"), claim("displaced", 300, 300, unit="building"), "unit"),
        (label(300, "Destroyed Housing", "Households"), claim("destroyed", 300, 300, unit="building"), "right"),
        (label(300, "Destroyed Housing", "Households"), claim("killed", 300, 300), "missed"),
        (label(300), claim("destroyed", 300, 300, unit="building"), "missed"),
    ],
)
def test_a_displacement_figure_needs_harm_number_and_unit(
    scorers: tuple[ModuleType, ModuleType], gold: dict[str, Any], read: dict[str, Any], verdict: str
) -> None:
    assert scorers[0].judge(gold, [read]) == verdict


def test_displacement_scores_are_shares_of_labels(scorers: tuple[ModuleType, ModuleType]) -> None:
    data = [{"doc": "a", "gold": {"displaced": [label(5), label(5), label(9)]}}]
    report, errors = scorers[0].score(data, [{"doc": "a", "claims": [claim("displaced", 5, 5)]}])
    assert (report["labels"], report["figure_and_unit"]) == (3, 0.6667)
    assert errors == ["a\tfigure\t9 People (Displaced)"]
    with pytest.raises(ValueError, match="document a"):
        scorers[0].score(data, [])
    with pytest.raises(ValueError, match="expected one of People, Households"):
        scorers[0].score([{"doc": "a", "gold": {"displaced": [label(5, unit="Cattle")]}}], [{"doc": "a", "claims": []}])


def group(*numbers: tuple[int, int | None], optional: bool = False) -> dict[str, Any]:
    return {"target": ["X"], "numbers": [{"lo": a, "hi": b} for a, b in numbers], "optional": optional}


def groups(
    scorers: tuple[ModuleType, ModuleType], gold: list[dict[str, Any]], read: list[dict[str, Any]]
) -> tuple[float, float]:
    data = [{"doc": "a", "gold": {"killed": gold, "injured": [], "abducted": []}}]
    report, _ = scorers[1].score(data, [{"doc": "a", "claims": read}])
    return report["recall"], report["precision"]


def test_groups_are_answered_one_to_one(scorers: tuple[ModuleType, ModuleType]) -> None:
    assert groups(scorers, [group((1, 1)), group((1, 1))], [claim("killed", 1, 1)]) == (0.5, 1.0)
    # the claim of 3 must go to the group that nothing else answers
    flexible = group((3, 3), (4, 4))
    assert groups(scorers, [flexible, group((3, 3))], [claim("killed", 3, 3), claim("killed", 4, 4)]) == (1.0, 1.0)
    assert groups(scorers, [group((2, None))], [claim("killed", 2, 2), claim("injured", 2, None)]) == (0.0, 0.0)


def test_optional_groups_count_neither_way(scorers: tuple[ModuleType, ModuleType]) -> None:
    both = [group((1, 1)), group((70, 70), optional=True)]
    assert groups(scorers, both, [claim("killed", 1, 1)]) == (1.0, 1.0)
    assert groups(scorers, both, [claim("killed", 1, 1), claim("killed", 70, 70)]) == (1.0, 1.0)
    assert groups(scorers, both, [claim("killed", 1, 1), claim("killed", 70, 70), claim("killed", 70, 70)]) == (1, 0.5)


def test_repeats_history_and_other_harms_are_dropped(scorers: tuple[ModuleType, ModuleType]) -> None:
    dropped = [
        claim("killed", 1, 1, same_as="claim-x"),
        claim("killed", 9, 9, historical=True),
        claim("displaced", 5, 5),
    ]
    assert groups(scorers, [group((1, 1))], [claim("killed", 1, 1), *dropped]) == (1.0, 1.0)


def test_nothing_is_wrong_in_a_document_without_keys(scorers: tuple[ModuleType, ModuleType]) -> None:
    report, errors = scorers[1].score(
        [{"doc": "a", "gold": {"killed": [], "injured": [], "abducted": []}}],
        [{"doc": "a", "claims": [claim("killed", 3, 3)]}],
    )
    assert errors == []
    assert report["by_harm"]["killed"] == "0/0 wrong 0"


def test_both_run_from_the_command_line(tmp_path: Path) -> None:
    data, read = tmp_path / "data.jsonl", tmp_path / "read.jsonl"
    gold = {"displaced": [label(5)], "killed": [group((2, 2))], "injured": [], "abducted": []}
    data.write_text(json.dumps({"doc": "a", "gold": gold}) + "\n")
    read.write_text(json.dumps({"doc": "a", "claims": [claim("displaced", 5, 5), claim("killed", 2, 2)]}) + "\n")
    for name, key in (("score_displaced.py", "figure_and_unit"), ("score_groups.py", "recall")):
        done = subprocess.run(
            [sys.executable, EVALS / name, data, read, "--json"], check=True, capture_output=True, text=True
        )
        assert json.loads(done.stdout)[key] == 1.0
