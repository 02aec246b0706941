"""The table of scores tells what has changed, stays as it is where nothing has, and says what is not here."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from commands import ROOT

EVALS = ROOT / "evals"
CONFIDENCE = {
    "own": {
        "bands": {"below 0.6": {"claims": 2, "stated": 0.5, "right": 0.5}},
        "error": 0.0,
        "order": None,
    }
}


@pytest.fixture(scope="module")
def table() -> Iterator[ModuleType]:
    """Return the module that writes the table."""
    sys.path.insert(0, str(EVALS))
    import table

    yield table
    sys.path.remove(str(EVALS))


def test_change_is_since_the_table_before(table: ModuleType) -> None:
    first = table.written([table.Line("own", 3, "figure F1", "≥ 0.80", 0.79, met=False)], CONFIDENCE, None)
    assert "| own | 3 | figure F1 | ≥ 0.80 | 0.790 (not met) | new |\n" in first
    assert "| own | below 0.6 | 2 | 0.500 | 0.500 |\n" in first
    better = [table.Line("own", 3, "figure F1", "≥ 0.80", 0.8123), table.Line("far", None, "recall", "", None)]
    second = table.written(better, CONFIDENCE, first)
    assert "| own | 3 | figure F1 | ≥ 0.80 | 0.812 | +0.022 |\n" in second
    assert "| far |  | recall |  | not here |  |\n" in second
    assert table.values(second) == {("own", "figure F1"): 0.812, ("far", "recall"): None}


def test_a_table_without_a_change_is_kept_byte_for_byte(table: ModuleType) -> None:
    lines = [table.Line("own", 3, "figure F1", "", 0.8)]
    older = table.written([table.Line("own", 3, "figure F1", "", 0.7)], CONFIDENCE, None)
    committed = table.written(lines, CONFIDENCE, older)
    assert "+0.100" in committed
    assert table.written(lines, CONFIDENCE, committed) == committed
    moved = table.written([table.Line("own", 4, "figure F1", "", 0.8)], CONFIDENCE, committed)
    assert "| own | 4 | figure F1 |  | 0.800 | = |\n" in moved


def test_a_corpus_that_is_not_here_is_said_to_be_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, EVALS / "run.py", "--shared", tmp_path / "nowhere", "--only", "muc4"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "| muc4 |  | groups, recall | ≥ 0.60 | not here |  |" in done.stdout


def test_our_own_gold_is_run_as_a_user_would(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, EVALS / "run.py", "--shared", tmp_path, "--only", "own"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "| own, unseen | 22 | figure F1 |" in done.stdout
    assert "| own, all | 0.95 and over |" in done.stdout
